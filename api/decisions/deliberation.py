"""The talk about a text: suggestions and comments by paragraph, what changed, explanations of position."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from api.decisions import (
    comments,
    endings,
    explanations,
    policy,
    positions,
    reviews,
    schemas,
    service,
    states,
    suggestions,
)
from api.decisions import deliberation_schemas as talk
from api.decisions import deliberation_views as views
from api.decisions.rules import SuggestionState
from api.decisions.views import changes_between
from api.decisions.views import decision as decision_view
from api.kernel.access import Call, allow
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import MoveRefused
from api.kernel.routing import Reply, network_router, responses

router = network_router("/decisions", "decisions")
ONE = "/{decision_id}/suggestions/{suggestion_id}"
Sort = Literal["created_at", "-created_at"]
Paragraph = Annotated[str | None, Query(max_length=12, description="On this paragraph only")]
Number = Annotated[int | None, Query(ge=1, le=10_000)]


@router.get("/{decision_id}/changes", response_model=schemas.ChangesRead)
async def read_changes_between(
    call: Annotated[Call, allow(policy.READ)],
    decision_id: UUID,
    base: Annotated[int | None, Query(ge=1, le=10_000, description="Round to compare with; the one before")] = None,
    number: Annotated[int | None, Query(ge=1, le=10_000, description="Round; the text as it stands now")] = None,
    language: Literal["en", "ru", "tk"] | None = None,
) -> Reply:
    """The word diff of any two rounds, or of a round and the text as it stands now: what the next round will change."""
    return await changes_between(call, decision_id, base, number, language)


# ── suggestions ─────────────────────────────────────────────────────────────────────────────────────────────────────


@router.get("/{decision_id}/suggestions", response_model=talk.SuggestionList)
async def list_suggestions(
    call: Annotated[Call, allow(policy.READ)],
    decision_id: UUID,
    sort: Sort = "created_at",
    state: SuggestionState | None = None,
    paragraph_id: Paragraph = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """Other words that were suggested for paragraphs of the authoritative text, and what became of them."""
    return await views.suggestions(
        call, decision_id, sort, limit, cursor or None, state=state, paragraph_id=paragraph_id
    )


@router.post(
    "/{decision_id}/suggestions",
    response_model=talk.SuggestionRead,
    status_code=201,
    responses=responses(
        suggestions.SuggestionsClosed,
        states.ParagraphChanged,
        positions.NotYourOrganisation,
        positions.NotOnTheRoll,
    ),
)
async def create_suggestion(
    call: Annotated[Call, allow(policy.SUGGEST)], decision_id: UUID, body: talk.SuggestionCreate
) -> Reply:
    """Suggest other words for one paragraph of the authoritative text, in the name of your organisation."""
    made = await suggestions.make(call, await service.locked(call, decision_id), body)
    reply = await views.suggestion(call, decision_id, made.id)
    return reply.created(f"/api/v1/networks/{call.slug}/decisions/{decision_id}/suggestions/{made.id}")


@router.get(ONE, response_model=talk.SuggestionRead)
async def read_suggestion(call: Annotated[Call, allow(policy.READ)], decision_id: UUID, suggestion_id: UUID) -> Reply:
    """One suggestion, and what you can do with it now."""
    return await views.suggestion(call, decision_id, suggestion_id)


@router.post(
    ONE + "/accept",
    response_model=talk.SuggestionRead,
    responses=responses(
        MoveRefused, states.TextNotOpen, states.ParagraphChanged, states.DecisionOver, suggestions.TextTooLong
    ),
)
async def accept_suggestion(
    call: Annotated[Call, allow(policy.DRAFT)], decision_id: UUID, suggestion_id: UUID
) -> Reply:
    """Put its words into the authoritative text, between rounds. If-Match takes the suggestion's version."""
    await suggestions.accept(call, *await suggestions.lock(call, decision_id, suggestion_id))
    return await views.suggestion(call, decision_id, suggestion_id)


@router.post(
    ONE + "/decline", response_model=talk.SuggestionRead, responses=responses(MoveRefused, states.DecisionOver)
)
async def decline_suggestion(
    call: Annotated[Call, allow(policy.DRAFT)], decision_id: UUID, suggestion_id: UUID, body: talk.SuggestionDecline
) -> Reply:
    """Decline it, with a reason that whoever made it is told. If-Match takes the suggestion's version."""
    await suggestions.decline(call, *await suggestions.lock(call, decision_id, suggestion_id), body.reason)
    return await views.suggestion(call, decision_id, suggestion_id)


@router.post(
    ONE + "/take-back", response_model=talk.SuggestionRead, responses=responses(MoveRefused, states.DecisionOver)
)
async def take_back_suggestion(
    call: Annotated[Call, allow(policy.SUGGEST)], decision_id: UUID, suggestion_id: UUID
) -> Reply:
    """Take a suggestion of your organisation back. If-Match takes the suggestion's version."""
    await suggestions.take_back(call, *await suggestions.lock(call, decision_id, suggestion_id))
    return await views.suggestion(call, decision_id, suggestion_id)


# ── comments ────────────────────────────────────────────────────────────────────────────────────────────────────────


@router.get("/{decision_id}/comments", response_model=talk.CommentList)
async def list_comments(
    call: Annotated[Call, allow(policy.READ)],
    decision_id: UUID,
    sort: Sort = "created_at",
    paragraph_id: Paragraph = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """Comments and replies, threaded by paragraph, in the order in which they were made."""
    return await views.comments(call, decision_id, sort, limit, cursor or None, paragraph_id=paragraph_id)


@router.post(
    "/{decision_id}/comments",
    response_model=talk.CommentRead,
    status_code=201,
    responses=responses(states.DecisionOver, positions.NotYourOrganisation),
)
async def create_comment(
    call: Annotated[Call, allow(policy.COMMENT)], decision_id: UUID, body: talk.CommentCreate
) -> Reply:
    """Comment on the whole or on a paragraph, or reply to a comment. Observers comment too; no comment ever blocks."""
    made = await comments.make(call, await service.locked(call, decision_id), body)
    reply = await views.comment(call, decision_id, made.id)
    return reply.created(f"/api/v1/networks/{call.slug}/decisions/{decision_id}/comments")


@router.post(
    "/{decision_id}/comments/{comment_id}/take-back",
    response_model=talk.CommentRead,
    responses=responses(positions.NotYourOrganisation, comments.AlreadyTakenBack, states.DecisionOver),
)
async def take_back_comment(call: Annotated[Call, allow(policy.COMMENT)], decision_id: UUID, comment_id: UUID) -> Reply:
    """Take a comment of yours back: its place stays, its text goes. If-Match takes the comment's version."""
    await comments.take_back(call, *await comments.lock(call, decision_id, comment_id))
    return await views.comment(call, decision_id, comment_id)


# ── explanations of position ────────────────────────────────────────────────────────────────────────────────────────


@router.get("/{decision_id}/explanations", response_model=talk.ExplanationList)
async def list_explanations(
    call: Annotated[Call, allow(policy.READ)],
    decision_id: UUID,
    sort: Sort = "created_at",
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """Explanations of position that organisations added after the decision was over."""
    return await views.explanations(call, decision_id, sort, limit, cursor or None)


@router.post(
    "/{decision_id}/explanations",
    response_model=talk.ExplanationRead,
    status_code=201,
    responses=responses(explanations.ExplanationTooEarly, positions.NotOnTheRoll, positions.NotYourOrganisation),
)
async def create_explanation(
    call: Annotated[Call, allow(policy.EXPLAIN)], decision_id: UUID, body: talk.ExplanationCreate
) -> Reply:
    """Explain where your organisation stood. It is never edited, and changes nothing of the outcome."""
    made = await explanations.add(call, await service.locked(call, decision_id), body)
    reply = await views.explanation(call, decision_id, made.id)
    return reply.created(f"/api/v1/networks/{call.slug}/decisions/{decision_id}/explanations")


# ── review ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@router.put(
    "/{decision_id}/review",
    response_model=schemas.DecisionRead,
    responses=responses(reviews.ReviewRefused, endings.AlreadyEnded),
)
async def set_review_date(
    call: Annotated[Call, allow(policy.REVIEW)], decision_id: UUID, body: talk.ReviewSet
) -> Reply:
    """Set or clear the day on which an adopted decision comes back to a meeting's agenda. Of the text nothing changes."""
    await reviews.set_date(call, await service.lock(call, decision_id), body.review_on)
    return await decision_view(call, decision_id)
