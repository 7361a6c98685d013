"""What is said about minutes over HTTP: comments, corrigenda, translations."""

from typing import Annotated
from uuid import UUID

from fastapi import Path

from api.kernel.access import Call, allow
from api.kernel.problems import IfMatchRequired, MoveRefused, Stale
from api.kernel.routing import Reply, network_router, responses
from api.minutes import (
    comment_views,
    comments,
    corrigenda,
    policy,
    schemas,
    service,
    states,
    translation_views,
    translations,
    views,
)

router = network_router("/meetings/{meeting_id}/minutes", "minutes")
COMMENT = "/comments/{comment_id}"
TRANSLATION = "/translations/{language}"
Read = schemas.MinutesRead
Comments = schemas.MinutesCommentList
ToLanguage = Annotated[schemas.Language, Path()]


@router.post("/seen", response_model=Read, responses=responses(service.NotAttended, MoveRefused, states.WindowClosed))
async def see_minutes(
    call: Annotated[Call, allow(policy.COMMENT)], meeting_id: UUID, body: schemas.MinutesSeenCreate | None = None
) -> Reply:
    """Say that your organisation has read them and has nothing to add: it is not reminded."""
    await comments.see(call, meeting_id, body.organisation_id if body is not None else None)
    return await views.minutes(call, meeting_id)


@router.get("/comments", response_model=Comments)
async def list_minutes_comments(call: Annotated[Call, allow(policy.READ)], meeting_id: UUID) -> Reply:
    """What those who attended said, of every circulation, on what you may see."""
    return await comment_views.comments(call, meeting_id)


@router.post(
    "/comments",
    response_model=schemas.MinutesCommentRead,
    status_code=201,
    responses=responses(service.NotAttended, MoveRefused, states.WindowClosed),
)
async def create_minutes_comment(
    call: Annotated[Call, allow(policy.COMMENT)], meeting_id: UUID, body: schemas.MinutesCommentCreate
) -> Reply:
    """Comment on circulated minutes, or object, for an organisation that attended, while the window is open."""
    comment = await comments.make(call, meeting_id, body)
    reply = await comment_views.comment(call, meeting_id, comment.id)
    return reply.created(f"/api/v1/networks/{call.slug}/meetings/{meeting_id}/minutes/comments/{comment.id}")


@router.post(
    COMMENT + "/take-back",
    response_model=schemas.MinutesCommentRead,
    responses=responses(service.NotAttended, service.MinutesLocked, comments.CommentTakenBack),
)
async def take_back_minutes_comment(
    call: Annotated[Call, allow(policy.COMMENT)], meeting_id: UUID, comment_id: UUID
) -> Reply:
    """Take back what your organisation said; its place stays, its text goes."""
    await comments.take_back(call, meeting_id, comment_id)
    return await comment_views.comment(call, meeting_id, comment_id)


@router.post(
    COMMENT + "/lift",
    response_model=schemas.MinutesCommentRead,
    responses=responses(service.NotAttended, service.MinutesLocked, comments.NothingToLift),
)
async def lift_minutes_objection(
    call: Annotated[Call, allow(policy.COMMENT)], meeting_id: UUID, comment_id: UUID
) -> Reply:
    """Lift your organisation's objection; its words stay as a comment."""
    await comments.lift(call, meeting_id, comment_id)
    return await comment_views.comment(call, meeting_id, comment_id)


@router.put(
    COMMENT + "/answer",
    response_model=schemas.MinutesCommentRead,
    responses=responses(service.MinutesLocked, comments.CommentTakenBack),
)
async def answer_minutes_comment(
    call: Annotated[Call, allow(policy.WRITE)], meeting_id: UUID, comment_id: UUID, body: schemas.MinutesCommentAnswer
) -> Reply:
    """Say, as the secretariat, what comes of a comment. An objection stands until its organisation lifts it."""
    await comments.answer(call, meeting_id, comment_id, body.answer)
    return await comment_views.comment(call, meeting_id, comment_id)


@router.post(
    "/corrigenda", response_model=Read, status_code=201, responses=responses(MoveRefused, IfMatchRequired, Stale)
)
async def create_minutes_corrigendum(
    call: Annotated[Call, allow(policy.WRITE)], meeting_id: UUID, body: schemas.MinutesCorrigendumCreate
) -> Reply:
    """Correct adopted minutes by a numbered corrigendum beside them. All members are told."""
    await corrigenda.issue(call, meeting_id, body)
    reply = await views.minutes(call, meeting_id)
    return reply.created(f"/api/v1/networks/{call.slug}/meetings/{meeting_id}/minutes")


@router.get(TRANSLATION, response_model=schemas.MinutesTranslationRead)
async def read_minutes_translation(
    call: Annotated[Call, allow(policy.READ)], meeting_id: UUID, language: ToLanguage
) -> Reply:
    """The minutes in another language: what somebody wrote, else the platform's phrases; people's words as they are."""
    return await translation_views.translation(call, meeting_id, language)


@router.put(
    TRANSLATION,
    response_model=schemas.MinutesTranslationRead,
    responses=responses(translations.MinutesNotAdopted),
)
async def put_minutes_translation(
    call: Annotated[Call, allow(policy.WRITE)],
    meeting_id: UUID,
    language: ToLanguage,
    body: schemas.MinutesTranslationPut,
) -> Reply:
    """Write adopted minutes in another language, paragraph by paragraph; those not named stay as they are."""
    await translations.put(call, meeting_id, language, body)
    return await translation_views.translation(call, meeting_id, language)


@router.post(
    TRANSLATION + "/check",
    response_model=schemas.MinutesTranslationRead,
    responses=responses(
        translations.MinutesNotAdopted, translations.MinutesTranslationStale, translations.MinutesTranslationMissing
    ),
)
async def check_minutes_translation(
    call: Annotated[Call, allow(policy.ADOPT)], meeting_id: UUID, language: ToLanguage
) -> Reply:
    """Confirm that the translation says what the adopted text says."""
    await translations.check(call, meeting_id, language)
    return await translation_views.translation(call, meeting_id, language)
