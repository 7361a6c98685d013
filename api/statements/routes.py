"""Statements of One Voice: drafts, consensus, signatures, publication, translations."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Path, Query

from api.decisions.service import DecisionNotAdopted
from api.kernel import clock, documents, papers
from api.kernel.access import Call, allow
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import MoveRefused
from api.kernel.routing import NoContent, Reply, network_router, responses
from api.kernel.schemas import Line
from api.people.service import RecentSignInRequired
from api.statements import (
    consensus,
    policy,
    printing,
    public,
    publishing,
    releases,
    schemas,
    service,
    states,
    translations,
    views,
)
from api.statements.values import StatementState

router = network_router("/statements", "statements")
ROUTERS = [router, public.router]
Read = schemas.StatementRead
InLanguage = Annotated[schemas.Language | None, Query(description="One language; all that there are if absent")]
TranslationLanguage = Annotated[schemas.Language, Path()]
TRANSLATING = responses(service.StatementFrozen, translations.TranslationPublished)


@router.get("", response_model=schemas.StatementList)
async def list_statements(
    call: Annotated[Call, allow(policy.READ)],
    sort: Literal["-sort_at", "sort_at"] = "-sort_at",
    state: StatementState | None = None,
    year: Annotated[
        int | None, Query(ge=2000, le=2200, description="Of the number; before it has one, of the draft")
    ] = None,
    language: Annotated[schemas.Language | None, Query(description="In which it can be read")] = None,
    decision_id: UUID | None = None,
    q: Annotated[Line | None, Query(description="Words of the number, a title or a text; each must be there")] = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """Statements of the network, latest act first."""
    return await views.statements(
        call, sort, limit, cursor or None, q, state=state, year=year, language=language, decision_id=decision_id
    )


@router.post("", response_model=Read, status_code=201, responses=responses(service.NothingToCorrect))
async def create_statement(call: Annotated[Call, allow(policy.DRAFT)], body: schemas.StatementCreate) -> Reply:
    """Prepare a statement, or the corrigendum of one. Nobody but the officers sees it until members are consulted."""
    statement = await service.prepare(call, body)
    reply = await views.statement(call, statement.id)
    return reply.created(f"/api/v1/networks/{call.slug}/statements/{statement.id}")


@router.get("/{statement_id}", response_model=Read)
async def read_statement(call: Annotated[Call, allow(policy.READ)], statement_id: UUID) -> Reply:
    """A statement with its decision, translations, signatures, what you can do now, and what is still missing."""
    return await views.statement(call, statement_id)


@router.get("/{statement_id}.pdf", response_model=None, responses=papers.described(papers.PDF))
async def read_statement_pdf(
    call: Annotated[Call, allow(policy.READ)], statement_id: UUID, language: InLanguage = None
) -> papers.Download:
    """The statement as PDF/UA with letterhead; a draft says so. Withdrawn: as it was."""
    return await _paper(call, statement_id, "pdf", language)


@router.get("/{statement_id}.docx", response_model=None, responses=papers.described(documents.DOCX))
async def read_statement_docx(
    call: Annotated[Call, allow(policy.READ)], statement_id: UUID, language: InLanguage = None
) -> papers.Download:
    """The statement as a Word document with letterhead; a draft says so."""
    return await _paper(call, statement_id, "docx", language)


async def _paper(call: Call, statement_id: UUID, kind: printing.Kind, language: str | None) -> papers.Download:
    told, texts = await views.told(call, statement_id, language)
    printed = papers.printed(call, texts[0]["language"], clock.PLACE.key)
    content = await printing.paper(told, texts, kind, printed)
    return papers.Download(content, printing.MEDIA[kind], printing.name(told, texts, kind))


@router.patch(
    "/{statement_id}",
    response_model=Read,
    responses=responses(service.StatementFrozen, service.TextInDecision),
)
async def update_statement(
    call: Annotated[Call, allow(policy.DRAFT)], statement_id: UUID, body: schemas.StatementUpdate
) -> Reply:
    """Edit a draft. Title and text only while no decision holds them."""
    await service.change(call, await service.lock(call, statement_id), body.given())
    return await views.statement(call, statement_id)


@router.post(
    "/{statement_id}/put-to-consensus",
    response_model=Read,
    responses=responses(MoveRefused, states.StatementTextRequired, states.AlreadyInConsensus, DecisionNotAdopted),
)
async def put_statement_to_consensus(
    call: Annotated[Call, allow(policy.DRAFT)], statement_id: UUID, body: schemas.ConsensusCreate
) -> Reply:
    """Draft the decision that asks all members about this text, or link one that holds it."""
    await consensus.put_to_consensus(call, await service.lock(call, statement_id), body)
    return await views.statement(call, statement_id)


@router.post(
    "/{statement_id}/sign",
    response_model=Read,
    responses=responses(
        MoveRefused,
        states.StatementNotAdopted,
        states.StatementSuperseded,
        states.AdoptedTextDiffers,
        states.AlreadySigned,
    ),
)
async def sign_statement(call: Annotated[Call, allow(policy.SIGN)], statement_id: UUID) -> Reply:
    """Sign the adopted text as a co-chair. It is signed when both have, each once."""
    await publishing.sign(call, await service.lock(call, statement_id))
    return await views.statement(call, statement_id)


@router.post(
    "/{statement_id}/publish",
    response_model=Read,
    responses=responses(MoveRefused, RecentSignInRequired, states.StatementSuperseded, states.AdoptedTextDiffers),
)
async def publish_statement(
    call: Annotated[Call, allow(policy.PUBLISH)], statement_id: UUID, body: schemas.StatementPublish | None = None
) -> Reply:
    """Publish what both co-chairs signed: at once, or at the embargo's instant. Asks for a recent sign-in."""
    await publishing.publish(call, statement_id, body.given() if body is not None else {})
    return await views.statement(call, statement_id)


@router.post("/{statement_id}/withdraw", response_model=Read, responses=responses(MoveRefused, states.AlreadySigned))
async def withdraw_statement(
    call: Annotated[Call, allow(policy.SIGN)], statement_id: UUID, body: schemas.StatementWithdraw
) -> Reply:
    """Withdraw a published statement as a co-chair, with the reason. It is withdrawn when both have."""
    statement = await service.lock(call, statement_id)
    await publishing.withdraw(call, statement, body.reason.model_dump() if body.reason else None)
    return await views.statement(call, statement_id)


@router.post("/{statement_id}/abandon", response_model=Read, responses=responses(MoveRefused))
async def abandon_statement(call: Annotated[Call, allow(policy.DRAFT)], statement_id: UUID) -> Reply:
    """Give up a draft. It stays readable to those who could read it."""
    await service.abandon(call, await service.lock(call, statement_id))
    return await views.statement(call, statement_id)


@router.put("/{statement_id}/translations/{language}", response_model=Read, responses=TRANSLATING)
async def put_translation(
    call: Annotated[Call, allow(policy.TRANSLATE)],
    statement_id: UUID,
    language: TranslationLanguage,
    body: schemas.TranslationPut,
) -> Reply:
    """Write a translation. If-Match takes the translation's version, `"0"` while there is none."""
    await translations.put(call, await service.locked(call, statement_id), language, body)
    return await views.statement(call, statement_id)


@router.post(
    "/{statement_id}/translations/{language}/check",
    response_model=Read,
    responses=responses(
        service.StatementFrozen,
        translations.TranslationPublished,
        translations.TranslationStale,
        translations.TranslationMissing,
    ),
)
async def check_translation(
    call: Annotated[Call, allow(policy.CHECK)], statement_id: UUID, language: TranslationLanguage
) -> Reply:
    """Say that a translation is right. Only checked ones are published. If-Match takes the translation's version."""
    await translations.check(call, await service.locked(call, statement_id), language)
    return await views.statement(call, statement_id)


@router.post(
    "/{statement_id}/releases", response_model=Read, status_code=201, responses=responses(releases.NotReleased)
)
async def create_release(
    call: Annotated[Call, allow(policy.RECORD)], statement_id: UUID, body: schemas.ReleaseCreate
) -> Reply:
    """Record where and when it was released."""
    await releases.add(call, await service.locked(call, statement_id), body)
    reply = await views.statement(call, statement_id)
    return reply.created(f"/api/v1/networks/{call.slug}/statements/{statement_id}")


@router.delete("/{statement_id}/releases/{release_id}", response_model=None, status_code=204)
async def delete_release(call: Annotated[Call, allow(policy.RECORD)], statement_id: UUID, release_id: UUID) -> Reply:
    """Take back a release that was recorded in error."""
    await releases.remove(call, await service.locked(call, statement_id), release_id)
    return NoContent()
