"""Review of what was adopted: on its day a decision comes back to the agenda of the next regular meeting, once."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import endings, notices, review_dates, service
from api.decisions.models import Decision
from api.decisions.rules import ADOPTED
from api.kernel import clock, deliveries
from api.kernel.access import OFFICERS, Call
from api.kernel.problems import Invalid, Problem
from api.kernel.schemas import Localised
from api.kernel.words import LANGUAGES, say
from api.meetings import service as meetings
from api.meetings.models import ItemKind, Meeting
from api.meetings.schemas import AgendaItemCreate
from api.members import service as members
from api.networks import service as networks


class ReviewRefused(Problem):
    slug, status = "review-refused", 409


async def set_date(call: Call, decision: Decision, review_on: date | None) -> None:
    """When an adopted decision is looked at again; None: not any more. What has been ended is not."""
    if decision.state not in ADOPTED:
        raise ReviewRefused()
    await endings.refuse_if_ended(call, decision)
    if review_on is not None and review_on <= await _today(call):
        raise Invalid.at("/review_on", "in_the_past")
    decision.review_on = review_on
    decision.version += 1
    await review_dates.schedule(call, decision)
    await service.record(call, "decision.review-set", decision, review_on=str(review_on) if review_on else None)


async def _today(call: Call) -> date:
    return review_dates.day_of(call.now, (await networks.current(call)).time_zone)


async def settle(call: Call, decision_id: UUID) -> None:
    """Its day has come: back to the agenda, and the officers are told. The system's act; runs once for a date."""
    statement = sa.select(Decision).where(Decision.network_id == call.network_id, Decision.id == decision_id)
    decision = (await call.session.execute(statement.with_for_update())).scalar_one_or_none()
    await clock.tick(call)
    if decision is None or not await _is_due(call, decision):
        return
    meeting = await meetings.following(call)
    if meeting is not None:
        await _carry(call, meeting, decision)
    await service.record(call, "decision.review-due", decision, meeting=meeting.number if meeting else None)
    await _tell(call, decision, meeting)


async def _is_due(call: Call, decision: Decision) -> bool:
    """Adopted, not ended since, and its day has begun. A date that was moved meanwhile is planned anew."""
    if decision.state not in ADOPTED or decision.review_on is None or await endings.is_ended(call, decision):
        return False
    if decision.review_on > await _today(call):
        await review_dates.schedule(call, decision)
        return False
    return True


async def take_up(call: Call, meeting: Meeting) -> None:
    """A regular meeting was drafted: what waited for one comes to its agenda."""
    statement = (
        sa.select(Decision)
        .where(Decision.network_id == call.network_id, sa.or_(*(Decision.state == state for state in ADOPTED)))
        .where(Decision.review_on <= await _today(call))
        .order_by(Decision.review_on, Decision.number)
        .with_for_update()
    )
    for decision in list((await call.session.execute(statement)).scalars()):
        if not await endings.is_ended(call, decision) and not await _was_carried(call, decision):
            await _carry(call, meeting, decision)


async def _was_carried(call: Call, decision: Decision) -> bool:
    assert decision.review_on is not None
    since = review_dates.begins(decision.review_on, (await networks.current(call)).time_zone)
    return await meetings.reviewed_from(call, decision.id, since)


async def _carry(call: Call, meeting: Meeting, decision: Decision) -> None:
    said = {"number": decision.number, "link": notices.link(call, decision), "review_on": decision.review_on}
    titles = {language: say("review.item", language, **said) for language in LANGUAGES}
    wanted = AgendaItemCreate(
        kind=ItemKind.DISCUSSION,
        title=Localised.model_validate(titles),
        notes="\n\n".join(
            [*(_notes(decision, language, said) for language in LANGUAGES), notices.link(call, decision)]
        ),
    )
    await meetings.bring_back(call, meeting, decision.id, wanted)


def _notes(decision: Decision, language: str, said: dict[str, Any]) -> str:
    """An item has one text of notes: it says so in each language."""
    title = decision.title.get(language) or decision.title["en"]
    return say("review.notes", language, title=title, **said)


async def _tell(call: Call, decision: Decision, meeting: Meeting | None) -> None:
    """Mail to every officer, one each."""
    kind = "decision-review" if meeting is not None else "decision-review-waits"
    told: dict[UUID, Any] = {row[1]: row for row in await members.speakers(call, *OFFICERS)}
    for organisation_id, person_id, _, address, language in told.values():
        said = {
            "number": decision.number,
            "title": decision.title.get(language) or decision.title["en"],
            "review_on": decision.review_on,
            "meeting": meeting.number if meeting is not None else None,
            "link": notices.link(call, decision),
        }
        await deliveries.queue(
            call,
            kind,
            decision,
            address,
            say(f"mail.{kind}.subject", language, **said),
            say(f"mail.{kind}.body", language, **said),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
        )
