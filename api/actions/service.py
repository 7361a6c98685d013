"""Who does what by when: given, done, verified, moved to a later day or dropped, each on record."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.actions import notices
from api.actions.models import ActionPoint, ActionState
from api.actions.schemas import ActionPointCreate, ActionPointDone
from api.actions.states import ACTION_POINT, facts_of
from api.decisions import service as decisions
from api.decisions.models import Decision
from api.kernel import clock, journal, links, search
from api.kernel.access import OFFICERS, SPEAKERS, Call, Visibility, found
from api.kernel.links import End
from api.kernel.problems import Forbidden, Invalid, Problem
from api.meetings import service as meetings
from api.meetings.models import OutcomeKind
from api.members import service as members
from api.networks import service as networks
from api.networks.models import Organisation

FARTHEST = timedelta(days=5 * 366)


class ActionClosed(Problem):
    """What is done or dropped is changed no more."""

    slug, status = "action-closed", 409


class ActionEvidenceRequired(Problem):
    """What is marked high is not done on somebody's word alone."""

    slug, status = "action-evidence-required", 422


def visible(call: Call) -> sa.Select[ActionPoint]:
    return sa.select(ActionPoint).where(
        ActionPoint.network_id == call.network_id, ActionPoint.visibility.in_([str(circle) for circle in call.circles])
    )


async def lock(call: Call, action_id: UUID) -> ActionPoint:
    statement = visible(call).where(ActionPoint.id == action_id).with_for_update()
    action = found((await call.session.execute(statement)).scalar_one_or_none())
    await clock.tick(call)
    call.match(action.version)
    return action


async def sees(call: Call, action_id: UUID) -> bool:
    return (await call.session.execute(visible(call).where(ActionPoint.id == action_id))).first() is not None


async def create(call: Call, wanted: ActionPointCreate) -> ActionPoint:
    """Give an organisation something to do; it is told at once. A member gives itself something, an officer anybody."""
    if not call.roles & set(OFFICERS) and not call.speaks_for(wanted.owner_id):
        raise Forbidden()
    owner = await members.in_network(call, wanted.owner_id, "/owner_id")
    await _check_person(call, wanted.owner_id, wanted.person_id)
    source, since = await _source(call, wanted)
    _check_day(call, wanted.due_on, since)
    network = await networks.current(call)
    year = members.today(call).year
    number = await networks.next_number(call, "action", year)
    action = ActionPoint(
        created_at=call.now,
        network_id=call.network_id,
        number=f"{network.code}/{year}/A-{number:03d}",
        title=wanted.title.model_dump(),
        visibility=wanted.visibility,
        important=wanted.important,
        owner_id=owner.id,
        person_id=wanted.person_id,
        author_id=await _author(call, owner.id),
        due_on=wanted.due_on,
        first_due_on=wanted.due_on,
        evidence=[],
        **source,
    )
    call.session.add(action)
    await call.session.flush()
    await journal.due(call, "action", action.id, overdue_from(action.due_on))
    await note(call, "action-point.made", action, owner.acronym)
    for kind, origin in (("meetings", action.meeting_id), ("decisions", action.decision_id)):
        if origin is not None:
            await links.join(call, End("action_points", action.id), End(kind, origin))
    if action.agenda_item_id is not None:
        await meetings.fell(call, action.agenda_item_id, OutcomeKind.ACTION, action.id, action.visibility)
    await notices.given(call, action)
    return action


async def _author(call: Call, owner_id: UUID) -> UUID | None:
    """In whose name it is given: the owner's, where the caller speaks for it."""
    if call.speaks_for(owner_id) and not call.roles & set(OFFICERS):
        return owner_id
    mine = call.actor.organisations(call.network_id, *OFFICERS, *SPEAKERS)
    return owner_id if owner_id in mine else next(iter(sorted(mine)), None)


async def _check_person(call: Call, owner_id: UUID, person_id: UUID | None) -> None:
    """Whoever is named speaks for the owner today."""
    if person_id is None:
        return
    speaking = {(row[0], row[1]) for row in await members.speakers(call, *OFFICERS, *SPEAKERS)}
    if (owner_id, person_id) not in speaking:
        raise Invalid.at("/person_id", "unknown")


def _check_day(call: Call, due_on: date, since: date | None = None) -> None:
    """A day to come; where it was agreed at a meeting that is recorded afterwards, a day since then."""
    today = members.today(call)
    if due_on < min(today, since or today):
        raise Invalid.at("/due_on", "in_the_past")
    if due_on > today + FARTHEST:
        raise Invalid.at("/due_on", "too_late")


async def _source(call: Call, wanted: ActionPointCreate) -> tuple[dict[str, UUID | None], date | None]:
    """The meeting, item and decision it came from, as far as the caller sees them; and the day of that meeting."""
    meeting_id, since = wanted.meeting_id, None
    if wanted.agenda_item_id is not None:
        item = await meetings.get_item(call, wanted.agenda_item_id)
        if meeting_id is not None and meeting_id != item.meeting_id:
            raise Invalid.at("/agenda_item_id", "unknown")
        meeting_id = item.meeting_id
    if meeting_id is not None:
        meeting = await meetings.get(call, meeting_id)
        since = meeting.starts_at.astimezone(clock.PLACE).date() if meeting.starts_at else None
    if wanted.decision_id is not None:
        seen = decisions.visible(call).where(Decision.id == wanted.decision_id)
        if (await call.session.execute(seen)).scalar_one_or_none() is None:
            raise Invalid.at("/decision_id", "unknown")
    ids = {"meeting_id": meeting_id, "agenda_item_id": wanted.agenda_item_id, "decision_id": wanted.decision_id}
    return ids, since


async def change(call: Call, action: ActionPoint, changes: dict[str, Any]) -> None:
    """Correct what it says or whose it is, while it is open; a new owner is told."""
    if action.state != ActionState.OPEN:
        raise ActionClosed(number=action.number)
    owner_id = changes.get("owner_id", action.owner_id)
    for name, value in changes.items():
        if value is None and name != "person_id":
            raise Invalid.at(f"/{name}", "missing")
    owner = await members.in_network(call, owner_id, "/owner_id")
    moved = owner.id != action.owner_id
    person_id = changes.get("person_id", None if moved else action.person_id)
    await _check_person(call, owner.id, person_id)
    action.owner_id, action.person_id = owner.id, person_id
    action.important = changes.get("important", action.important)
    if "title" in changes:
        action.title = changes["title"].model_dump()
    action.version += 1
    await note(call, "action-point.changed", action, owner.acronym)
    if moved:
        await notices.given(call, action)


async def done(call: Call, action: ActionPoint, wanted: ActionPointDone) -> None:
    """Its owner says what was done; what is marked high shows it too."""
    ACTION_POINT.check(call, facts_of(action), "done")
    if action.important and not wanted.evidence:
        raise ActionEvidenceRequired(errors=[{"pointer": "/evidence", "code": "missing"}])
    ACTION_POINT.fire(call, action, "done", facts=facts_of(action))
    action.done, action.evidence = wanted.done, [each.model_dump() for each in wanted.evidence]
    action.done_at, action.done_by_id = call.now, call.actor.person_id
    await _closed(call, "action-point.done", action)


async def verify(call: Call, action: ActionPoint) -> None:
    """Another person looked: what an organisation gave itself to do is done."""
    ACTION_POINT.fire(call, action, "verify", facts=facts_of(action))
    action.verified_at = call.now
    await _closed(call, "action-point.verified", action)


async def snooze(call: Call, action: ActionPoint, due_on: date, reason: str) -> None:
    """A later day, with the reason on record. The day agreed first stays readable."""
    ACTION_POINT.check(call, facts_of(action), "snooze")
    _check_day(call, due_on)
    if due_on <= action.due_on:
        raise Invalid.at("/due_on", "not_later")
    ACTION_POINT.fire(call, action, "snooze", facts=facts_of(action))
    action.due_on, action.reason, action.overdue_at = due_on, reason, None
    action.snooze_count += 1
    await journal.due(call, "action", action.id, overdue_from(due_on))
    await note(call, "action-point.snoozed", action, reason=reason)


async def drop(call: Call, action: ActionPoint, reason: str) -> None:
    ACTION_POINT.fire(call, action, "drop", facts=facts_of(action))
    action.reason = reason
    await _closed(call, "action-point.dropped", action, reason=reason)
    await notices.dropped(call, action)


async def _closed(call: Call, kind: str, action: ActionPoint, **facts: Any) -> None:
    await journal.due(call, "action", action.id, None)
    await note(call, kind, action, **facts)


def overdue_from(due_on: date) -> datetime:
    """The first instant after the day, where the network sits."""
    return datetime.combine(due_on + timedelta(days=1), time(), clock.PLACE)


async def settle(call: Call, action_id: UUID) -> None:
    """The day has passed: its owner is told, once. The system's act."""
    statement = sa.select(ActionPoint).where(ActionPoint.id == action_id).with_for_update()
    action = (await call.session.execute(statement)).scalar_one_or_none()
    await clock.tick(call)
    if action is None or action.state != ActionState.OPEN or action.overdue_at is not None:
        return
    if call.now < overdue_from(action.due_on):
        await journal.due(call, "action", action.id, overdue_from(action.due_on))
        return
    action.overdue_at = call.now
    action.version += 1
    await note(call, "action-point.overdue", action)
    await notices.overdue(call, action)


async def note(call: Call, kind: str, action: ActionPoint, acronym: str | None = None, **facts: Any) -> None:
    """The journal's entry, and the record's place in the search."""
    if acronym is None:
        owner = await call.session.get(Organisation, action.owner_id)
        acronym = owner.acronym if owner else ""
    visibility = Visibility(action.visibility)
    facts = {"number": action.number, "organisation": acronym, "due_on": action.due_on, **facts}
    await journal.record(call, kind, action, visibility=visibility, **facts)
    entry = search.Found(
        "action_points",
        action.id,
        title=action.title,
        at=action.created_at,
        visibility=visibility,
        number=action.number,
        summary=acronym,
        text=f"{acronym} {action.done or ''}",
    )
    await search.put(call, entry)
