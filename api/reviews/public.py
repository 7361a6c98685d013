"""What anybody reads without signing in: adopted reviews and issued profiles, without what only members read."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from api.kernel import papers, unit
from api.kernel.access import Call, public
from api.kernel.paging import Cursor, Limit
from api.kernel.papers import Download
from api.kernel.routing import Reply
from api.kernel.routing import router as plain_router
from api.reviews import exports, printing, schemas, views

router = plain_router("/api/v1/public/{network}", "public")
Anybody = Annotated[Call, public]
Slug = Annotated[str, Path(min_length=2, max_length=60, description="The network's short name")]
Asked = Annotated[schemas.Language | None, Query(description="By Accept-Language if absent")]


async def _kept(call: Call, what: tuple[str, ...], make: Callable[[], Awaitable[Download]]) -> Download:
    """What was made once is given again while the network's journal stands still."""
    assert call.network is not None
    kept_as = ("public-review", call.slug, *what, call.network.seq)
    held = call.kernel.replies.get(kept_as)
    if held is None:
        made = await make()
        held = bytes(made.body), {"type": str(made.media_type), "disposition": made.headers["content-disposition"]}
        call.kernel.replies.put(kept_as, held)
    content, told = held
    reply = Download(content, told["type"], "report")
    reply.headers["content-disposition"] = told["disposition"]
    return reply


async def _here(call: Call, slug: str) -> Call:
    """The same request as one about this network."""
    return replace(call, network=await unit.head_of(call.kernel, slug))


@router.get("/reviews", response_model=schemas.ReviewPage)
async def list_public_reviews(call: Anybody, network: Slug, limit: Limit = 50, cursor: Cursor = "") -> Reply:
    """Adopted reviews and issued profiles, latest first."""
    return await views.reviews(await _here(call, network), "-sort_at", limit, cursor or None)


@router.get("/reviews/{review_id}/report.json", response_model=schemas.ReviewExport)
async def read_public_review_json(call: Anybody, network: Slug, review_id: UUID) -> Download:
    """The public edition by keys."""
    here = await _here(call, network)
    return await _kept(here, (str(review_id), "json"), lambda: exports.as_json(here, review_id, public=True))


@router.get("/reviews/{review_id}/report.pdf", response_model=None, responses=papers.described(papers.PDF))
async def read_public_review_pdf(call: Anybody, network: Slug, review_id: UUID, language: Asked = None) -> Download:
    """The public edition as PDF/UA."""
    here, spoken = await _here(call, network), language or call.language
    return await _kept(
        here, (str(review_id), "pdf", spoken), lambda: printing.download(here, review_id, "pdf", spoken, public=True)
    )
