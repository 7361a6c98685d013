"""Other words for a paragraph: made by any member while the text is before them, taken up between rounds or not."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import notices, service, talk
from api.decisions.deliberation_schemas import SuggestionCreate
from api.decisions.models import Decision, Suggestion
from api.decisions.paragraphs import Ids, reading, rewritten, stale_after
from api.decisions.positions import NotOnTheRoll
from api.decisions.rules import DecisionState, SuggestionState
from api.decisions.states import SUGGESTION, ParagraphChanged, SuggestionFacts
from api.kernel import clock, deliveries
from api.kernel.access import SPEAKERS, Call, found
from api.kernel.problems import Invalid, Problem
from api.kernel.words import say
from api.members import service as members
from api.networks.models import Organisation

TAKEN = (
    DecisionState.OPEN,
    DecisionState.BROKEN,
    DecisionState.INCOMPLETE,
    DecisionState.REFERRED,
    DecisionState.REVISING,
)
MOST_LETTERS = 20_000


class SuggestionsClosed(Problem):
    slug, status = "suggestions-closed", 409


class TextTooLong(Problem):
    slug, status = "text-too-long", 409


def stands(decision: Decision, paragraph_id: str) -> str | None:
    """How a paragraph of the authoritative text reads now."""
    return reading(decision.texts.get(decision.authoritative) or "", decision.paragraph_ids, paragraph_id)


async def make(call: Call, decision: Decision, wanted: SuggestionCreate) -> Suggestion:
    if decision.state not in TAKEN:
        raise SuggestionsClosed()
    organisation = await talk.named(call, wanted.organisation_id, *SPEAKERS)
    if organisation.id not in {member.id for member in await members.roll(call)}:
        raise NotOnTheRoll()
    quote = stands(decision, wanted.paragraph_id)
    if quote is None:
        raise Invalid.at("/paragraph_id", "unknown")
    if wanted.quote is not None and wanted.quote != quote:
        raise ParagraphChanged(paragraph_id=wanted.paragraph_id)
    if wanted.text == quote:
        raise Invalid.at("/text", "unchanged")
    suggestion = Suggestion(
        created_at=call.now,
        network_id=call.network_id,
        decision_id=decision.id,
        round_number=decision.round_count,
        paragraph_id=wanted.paragraph_id,
        organisation_id=organisation.id,
        person_id=call.actor.person_id,
        quote=quote,
        text=wanted.text,
        reason=wanted.reason,
    )
    call.session.add(suggestion)
    await talk.note(call, "suggestion.made", suggestion, decision, organisation.acronym)
    return suggestion


async def lock(call: Call, decision_id: UUID, suggestion_id: UUID) -> tuple[Decision, Suggestion]:
    """Both rows under their locks, the decision first, with If-Match compared to the suggestion's version."""
    decision = await service.locked(call, decision_id)
    statement = sa.select(Suggestion).where(Suggestion.decision_id == decision.id, Suggestion.id == suggestion_id)
    suggestion = found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())
    await clock.tick(call)
    call.match(suggestion.version)
    return decision, suggestion


def facts_of(decision: Decision, suggestion: Suggestion) -> SuggestionFacts:
    return SuggestionFacts(
        SuggestionState(suggestion.state),
        suggestion.organisation_id,
        DecisionState(decision.state),
        suggestion.paragraph_id,
        stands(decision, suggestion.paragraph_id) == suggestion.quote,
    )


async def accept(call: Call, decision: Decision, suggestion: Suggestion) -> None:
    """Put its words into the authoritative text, between rounds; the paragraph keeps its id."""
    SUGGESTION.fire(call, suggestion, "accept", facts=facts_of(decision, suggestion))
    held = Ids(decision.paragraph_ids, decision.paragraph_count)
    text, ids = rewritten(decision.texts[decision.authoritative], held, suggestion.paragraph_id, suggestion.text)
    if len(text) > MOST_LETTERS:
        raise TextTooLong(most=MOST_LETTERS)
    before, source = decision.texts, decision.authoritative
    decision.texts = {**before, source: text or None}
    decision.stale_languages = stale_after((before, source), (decision.texts, source), decision.stale_languages)
    decision.paragraph_ids, decision.paragraph_count = ids
    decision.version += 1
    await _settled(call, "suggestion.accepted", decision, suggestion)
    await service.record(call, "decision.changed", decision)


async def decline(call: Call, decision: Decision, suggestion: Suggestion, reason: str) -> None:
    SUGGESTION.fire(call, suggestion, "decline", facts=facts_of(decision, suggestion))
    suggestion.answer = reason
    await _settled(call, "suggestion.declined", decision, suggestion)


async def take_back(call: Call, decision: Decision, suggestion: Suggestion) -> None:
    SUGGESTION.fire(call, suggestion, "take_back", facts=facts_of(decision, suggestion))
    await _settled(call, "suggestion.taken-back", decision, suggestion)


async def _settled(call: Call, kind: str, decision: Decision, suggestion: Suggestion) -> None:
    suggestion.settled_at = call.now
    organisation = await call.session.get(Organisation, suggestion.organisation_id)
    assert organisation is not None
    await talk.note(call, kind, suggestion, decision, organisation.acronym)
    if suggestion.state != SuggestionState.TAKEN_BACK:
        await _tell(call, kind.replace(".", "-"), decision, suggestion, organisation.acronym)


async def _tell(call: Call, kind: str, decision: Decision, suggestion: Suggestion, organisation: str) -> None:
    """Mail to whoever made it; to whoever speaks for the organisation now, if they no longer do."""
    speaking = [row for row in await members.speakers(call, *SPEAKERS) if row[0] == suggestion.organisation_id]
    author = [row for row in speaking if row[1] == suggestion.person_id]
    told: dict[UUID, Any] = {row[1]: row for row in author or speaking}
    for organisation_id, person_id, _, address, language in told.values():
        said = {
            "number": service.label(decision),
            "title": decision.title.get(language) or decision.title["en"],
            "organisation": organisation,
            "quote": suggestion.quote,
            "answer": suggestion.answer,
            "link": notices.link(call, decision),
        }
        await deliveries.queue(
            call,
            kind,
            suggestion,
            address,
            say(f"mail.{kind}.subject", language, **said),
            say(f"mail.{kind}.body", language, **said),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
        )
