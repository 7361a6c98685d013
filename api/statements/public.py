"""What anybody reads without signing in: the released statements as list, page, feed and paper."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import Header, Path, Query
from starlette.responses import Response

from api.kernel import documents, papers, unit
from api.kernel.access import Call, Head, found, public
from api.kernel.paging import Cursor, Limit, Page
from api.kernel.routing import Reply
from api.kernel.routing import router as plain_router
from api.statements import feeds, printing, public_schemas, public_views, schemas

router = plain_router("/api/v1/public/{network}", "public")
SECONDS = 60
UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "Nothing has changed"}}
Seen = Annotated[str | None, Header(alias="If-None-Match", max_length=200, description="The ETag as read")]
Slug = Annotated[str, Path(min_length=2, max_length=60, description="The network's short name")]
Key = Annotated[
    str, Path(max_length=40, pattern=r"^[A-Z0-9-]+$", description="The number with hyphens: TKM-2026-S-003")
]
Spoken = Annotated[schemas.Language | None, Query(description="By Accept-Language if absent")]
InLanguage = Annotated[
    schemas.Language | None, Query(description="One language; all in which it is published if absent")
]
Anybody = Annotated[Call, public]


def feed(media: str) -> dict[int | str, dict[str, Any]]:
    return UNCHANGED | {200: {"content": {media: {"schema": {"type": "string"}}}}}


async def kept(
    call: Call, slug: str, what: tuple[Any, ...], make: Callable[[Head], Awaitable[bytes | str]]
) -> tuple[bytes, dict[str, str]]:
    """What was released, kept while the network's journal stands still; the ETag is its content's and tells nothing else.

    What is due is settled before it is read, so an embargo ends at its instant for whoever asks first.
    """
    head = await unit.head_of(call.kernel, slug)
    kept_as = ("public", head.slug, *what, head.seq)
    held: tuple[bytes, dict[str, str]] | None = call.kernel.replies.get(kept_as)
    if held is None:
        body = await make(head)
        data = body if isinstance(body, bytes) else body.encode()
        more = {"following": body.following} if isinstance(body, Page) and body.following else {}
        held = data, {"etag": f'"{hashlib.sha256(data).hexdigest()[:32]}"', **more}
        call.kernel.replies.put(kept_as, held)
    return held


def given_out(
    data: bytes, etag: str, seen: str | None, media: str, following: str | None = None, **headers: str
) -> Response:
    """To anybody, and to whatever caches lie between; 304 where the reader has it."""
    usual = {"etag": etag, "cache-control": f"public, max-age={SECONDS}", **headers}
    if seen is not None and etag in seen:
        return Response(None, 304, usual)
    reply = Reply(data, headers=usual)
    reply.headers["content-type"] = media
    reply.following = following
    return reply


@router.get("/statements", response_model=public_schemas.PublicStatementList, responses=UNCHANGED)
async def list_public_statements(
    call: Anybody,
    network: Slug,
    year: Annotated[int | None, Query(ge=2000, le=2200)] = None,
    language: Annotated[schemas.Language | None, Query(description="In which it can be read")] = None,
    limit: Limit = 50,
    cursor: Cursor = "",
    seen: Seen = None,
) -> Response:
    """The statements that the network has released, latest first. Withdrawn ones stay listed."""

    async def make(head: Head) -> Page:
        return await public_views.statements(call, head, limit, cursor or None, year=year, language=language)

    data, facts = await kept(call, network, ("list", year, language, limit, cursor), make)
    return given_out(data, facts["etag"], seen, "application/json", facts.get("following"))


@router.get("/statements.rss", response_model=None, responses=feed("application/rss+xml"))
async def read_statements_rss(call: Anybody, network: Slug, language: Spoken = None, seen: Seen = None) -> Response:
    """The latest released statements as an RSS 2.0 feed."""
    return await _feed(call, network, "rss", language or call.language, seen)


@router.get("/statements.atom", response_model=None, responses=feed("application/atom+xml"))
async def read_statements_atom(call: Anybody, network: Slug, language: Spoken = None, seen: Seen = None) -> Response:
    """The latest released statements as an Atom feed (RFC 4287)."""
    return await _feed(call, network, "atom", language or call.language, seen)


async def _feed(call: Call, slug: str, kind: str, language: str, seen: str | None) -> Response:
    site = call.kernel.settings.site

    async def make(head: Head) -> bytes:
        items = await public_views.latest(call, head, feeds.MOST)
        network, founded = await public_views.of_network(call, head)
        told: dict[str, Any] = {
            "founded": founded,
            "page": f"{site}/{head.slug}/public",
            "own": f"{site}/api/v1/public/{head.slug}/statements.{kind}?language={language}",
            "language": language,
        }
        if kind == "rss":
            return feeds.rss(items, network, **told)
        return feeds.atom(items, network, feed_id=f"urn:uuid:{head.network_id}", **told)

    media = f"application/{kind}+xml; charset=utf-8"
    data, facts = await kept(call, slug, (kind, language), make)
    return given_out(data, facts["etag"], seen, media, **{"content-language": language})


async def page(call: Call, slug: str, number: str) -> tuple[bytes, str]:
    """(one statement as JSON, its ETag)."""

    async def make(head: Head) -> str:
        return await public_views.statement(call, head, number)

    data, facts = await kept(call, slug, ("one", number), make)
    return data, facts["etag"]


@router.get("/statements/{number}", response_model=public_schemas.PublicStatementRead, responses=UNCHANGED)
async def read_public_statement(call: Anybody, network: Slug, number: Key, seen: Seen = None) -> Response:
    """A released statement in every language in which it was checked, with its signatures and corrigenda."""

    return given_out(*await page(call, network, number), seen, "application/json")


@router.get("/statements/{number}.pdf", response_model=None, responses=UNCHANGED | papers.described(papers.PDF))
async def read_public_statement_pdf(
    call: Anybody, network: Slug, number: Key, language: InLanguage = None, seen: Seen = None
) -> Response:
    """A released statement as PDF/UA, in one language or in all in which it is published."""
    return await _paper(call, network, number, "pdf", language, seen)


@router.get("/statements/{number}.docx", response_model=None, responses=UNCHANGED | papers.described(documents.DOCX))
async def read_public_statement_docx(
    call: Anybody, network: Slug, number: Key, language: InLanguage = None, seen: Seen = None
) -> Response:
    """A released statement as a Word document, in one language or in all in which it is published."""
    return await _paper(call, network, number, "docx", language, seen)


async def _paper(
    call: Call, slug: str, number: str, kind: printing.Kind, language: str | None, seen: str | None
) -> Response:
    """Set once for each content of the page; a language in which it is not published is not here."""
    data, etag = await page(call, slug, number)
    shown = json.loads(data)
    texts = found([each for each in shown["texts"] if language in (None, each["language"])] or None)
    told = printing.of_page(shown)
    kept_as = ("paper", kind, language, etag)
    held = call.kernel.replies.get(kept_as)
    if held is None:
        held = await printing.paper(told, texts, kind), {}
        call.kernel.replies.put(kept_as, held)
    download = {
        "content-disposition": papers.disposition(printing.name(told, texts, kind)),
        "content-security-policy": "sandbox; default-src 'none'",
    }
    own = f'"{etag.strip(chr(34))}.{kind}.{language or "all"}"'
    return given_out(held[0], own, seen, printing.MEDIA[kind], **download)
