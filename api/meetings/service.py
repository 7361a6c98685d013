"""From “we should meet” to a held meeting: agenda, invitations, answers, attendance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock, journal, search
from api.kernel.access import OBSERVER, SPEAKERS, Call, Role, Visibility, found
from api.kernel.problems import Forbidden, Invalid, Problem
from api.meetings import notices
from api.meetings.models import AgendaItem, Invitation, Meeting, MeetingKind, MeetingState
from api.meetings.schemas import AgendaItemCreate, AttendanceEntry, MeetingCreate, MeetingRequest
from api.meetings.states import MEETING
from api.members import service as members
from api.networks import service as networks
from api.networks.models import Organisation

BEFORE = (MeetingState.REQUESTED, MeetingState.DRAFT, MeetingState.CONVENED)
DURING = (MeetingState.IN_SESSION, MeetingState.HELD)


class NotStarted(Problem):
    slug, status = "meeting-not-started", 409


class MeetingOver(Problem):
    slug, status = "meeting-over", 409


class EndsBeforeStart(Problem):
    slug, status = "meeting-ends-before-start", 422


class NotInvited(Problem):
    slug, status = "not-invited", 409


@dataclass(frozen=True)
class Facts:
    """What the guards of the state table read."""

    state: str
    starts_at: datetime | None
    ends_at: datetime | None
    item_count: int


def visible(call: Call) -> sa.Select[Meeting]:
    """Meetings that the caller may see. Nobody but the officers is told of a draft."""
    statement = sa.select(Meeting).where(
        Meeting.network_id == call.network_id, Meeting.visibility.in_([str(circle) for circle in call.circles])
    )
    if Visibility.SECRETARIAT not in call.circles:
        statement = statement.where(Meeting.state != MeetingState.DRAFT)
    return statement


async def get(call: Call, meeting_id: UUID) -> Meeting:
    statement = visible(call).where(Meeting.id == meeting_id)
    return found((await call.session.execute(statement)).scalar_one_or_none())


async def lock(call: Call, meeting_id: UUID, *, match: bool = True) -> Meeting:
    statement = visible(call).where(Meeting.id == meeting_id).with_for_update()
    meeting = found((await call.session.execute(statement)).scalar_one_or_none())
    await clock.tick(call)
    if match:
        call.match(meeting.version)
    return meeting


async def get_item(call: Call, item_id: UUID) -> AgendaItem:
    statement = sa.select(AgendaItem).where(AgendaItem.network_id == call.network_id, AgendaItem.id == item_id)
    item = (await call.session.execute(statement)).scalar_one_or_none()
    if item is None or item.removed_at is not None:
        raise Invalid.at("/agenda_item_id", "unknown")
    return item


async def is_in_session_or_held(call: Call, meeting_id: UUID) -> bool:
    statement = sa.select(Meeting.state).where(Meeting.network_id == call.network_id, Meeting.id == meeting_id)
    return (await call.session.execute(statement)).scalar_one_or_none() in DURING


async def present(call: Call, meeting_id: UUID) -> set[UUID]:
    """Organisations recorded in the room or remote."""
    statement = sa.select(Invitation.organisation_id).where(
        Invitation.meeting_id == meeting_id, Invitation.presence.in_(["in_room", "remote"])
    )
    return set((await call.session.execute(statement)).scalars())


async def note(call: Call, kind: str, row: Any, meeting: Meeting, **facts: Any) -> None:
    title = (row.title if isinstance(row, AgendaItem) else meeting.title)["en"]
    await journal.record(call, kind, row, visibility=_seen_by(meeting), number=meeting.number, title=title, **facts)


def _seen_by(meeting: Meeting) -> Visibility:
    return Visibility.SECRETARIAT if meeting.state == MeetingState.DRAFT else Visibility(meeting.visibility)


async def index(call: Call, meeting: Meeting) -> None:
    entry = search.Found(
        "meetings",
        meeting.id,
        title=meeting.title,
        at=meeting.sort_at,
        visibility=_seen_by(meeting),
        number=meeting.number,
        summary=meeting.place or "",
        text=meeting.place or "",
    )
    await search.put(call, entry)


# ── drafting ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _make(call: Call, **values: Any) -> Meeting:
    network = await networks.current(call)
    year = (values.get("starts_at") or call.now).astimezone(clock.PLACE).year
    number = await networks.next_number(call, "meeting", year)
    meeting = Meeting(
        created_at=call.now,
        network_id=call.network_id,
        number=f"{network.code}/{year}/M-{number:02d}",
        sort_at=values.get("starts_at") or call.now,
        **values,
    )
    call.session.add(meeting)
    await call.session.flush()
    return meeting


async def draft(call: Call, wanted: MeetingCreate) -> Meeting:
    """A draft, which nobody but the officers is told of."""
    _check_dates(wanted.starts_at, wanted.ends_at)
    values = wanted.model_dump() | {"title": wanted.title.model_dump()}
    meeting = await _make(call, state=MeetingState.DRAFT, **values)
    await note(call, "meeting.drafted", meeting, meeting)
    await index(call, meeting)
    return meeting


async def request(call: Call, wanted: MeetingRequest) -> Meeting:
    """Any member asks for an extraordinary meeting; it gets a date or is deferred, never simply refused."""
    organisations = call.actor.organisations(call.network_id, *SPEAKERS, Role.SECRETARIAT, Role.CO_CHAIR)
    meeting = await _make(
        call,
        state=MeetingState.REQUESTED,
        kind=MeetingKind.EXTRAORDINARY,
        title=wanted.title.model_dump(),
        reason=wanted.reason,
        requested_by_id=next(iter(organisations), None),
        modality="in_person",
        visibility=Visibility.MEMBERS,
    )
    await note(call, "meeting.requested", meeting, meeting)
    await index(call, meeting)
    await notices.requested(call, meeting, call.actor.acronym(call.network_id))
    return meeting


def _check_dates(starts_at: datetime | None, ends_at: datetime | None) -> None:
    if (starts_at is None) != (ends_at is None):
        raise Invalid.at("/ends_at" if starts_at else "/starts_at", "missing")
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise EndsBeforeStart(errors=[{"pointer": "/ends_at", "code": "before_start"}])


async def change(call: Call, meeting: Meeting, changes: dict[str, Any]) -> None:
    """Edit before the meeting; a change of date of a convened one is `reschedule`, with notice."""
    if meeting.state not in BEFORE:
        raise MeetingOver()
    if meeting.state == MeetingState.CONVENED and {"starts_at", "ends_at"} & changes.keys():
        raise Invalid.at("/starts_at", "reschedule")
    for name, value in changes.items():
        if value is None and name in ("title", "modality", "visibility"):
            raise Invalid.at(f"/{name}", "missing")
        setattr(meeting, name, value.model_dump() if hasattr(value, "model_dump") else value)
    _check_dates(meeting.starts_at, meeting.ends_at)
    meeting.sort_at = meeting.starts_at or meeting.sort_at
    meeting.version += 1
    await note(call, "meeting.changed", meeting, meeting)
    await index(call, meeting)


# ── moves ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def facts_of(call: Call, meeting: Meeting) -> Facts:
    return Facts(meeting.state, meeting.starts_at, meeting.ends_at, len(await items_of(call, meeting)))


async def accept(call: Call, meeting: Meeting, starts_at: datetime, ends_at: datetime) -> None:
    _check_dates(starts_at, ends_at)
    MEETING.fire(call, meeting, "accept", facts=await facts_of(call, meeting))
    meeting.starts_at, meeting.ends_at, meeting.sort_at = starts_at, ends_at, starts_at
    await note(call, "meeting.accepted", meeting, meeting)
    await index(call, meeting)


async def defer(call: Call, meeting: Meeting, reason: str) -> None:
    """The topic goes to the next regular meeting's agenda, if one is drafted or convened."""
    MEETING.fire(call, meeting, "defer", facts=await facts_of(call, meeting))
    meeting.reason = reason
    upcoming = (
        sa.select(Meeting)
        .where(Meeting.network_id == call.network_id, Meeting.kind == MeetingKind.REGULAR)
        .where(Meeting.state.in_([MeetingState.DRAFT, MeetingState.CONVENED]))
        .order_by(Meeting.sort_at)
        .limit(1)
        .with_for_update()
    )
    following = (await call.session.execute(upcoming)).scalar_one_or_none()
    if following is not None:
        topic = AgendaItemCreate.model_validate({"kind": "discussion", "title": meeting.title})
        await add_item(call, following, topic)
    await note(call, "meeting.deferred", meeting, meeting, reason=reason)
    await notices.deferred(call, meeting, reason)


async def convene(call: Call, meeting: Meeting) -> None:
    """Invite every member (and whoever else may see it) by mail with a calendar entry."""
    MEETING.fire(call, meeting, "convene", facts=await facts_of(call, meeting))
    for place, organisation in enumerate(await _invited(call, meeting)):
        invitation = Invitation(
            created_at=call.now,
            network_id=call.network_id,
            meeting_id=meeting.id,
            organisation_id=organisation.id,
            acronym=organisation.acronym,
            place=place,
        )
        call.session.add(invitation)
        await note(call, "invitation.sent", invitation, meeting, organisation=organisation.acronym)
    await note(call, "meeting.convened", meeting, meeting)
    await index(call, meeting)
    await call.session.flush()
    await notices.invited(call, meeting, "meeting-invitation")


async def _invited(call: Call, meeting: Meeting) -> list[Organisation]:
    invited = await members.roll(call)
    if meeting.visibility in (Visibility.PUBLIC, Visibility.PARTNERS):
        invited += [each for each in await members.others(call) if each.id not in {one.id for one in invited}]
    return invited


async def reschedule(call: Call, meeting: Meeting, starts_at: datetime, ends_at: datetime) -> None:
    """A new date: SEQUENCE + 1, everybody is told and asked again."""
    _check_dates(starts_at, ends_at)
    MEETING.fire(call, meeting, "reschedule", facts=await facts_of(call, meeting))
    meeting.starts_at, meeting.ends_at, meeting.sort_at = starts_at, ends_at, starts_at
    meeting.sequence += 1
    for invitation in await invitations_of(call, meeting):
        invitation.answer = invitation.answered_at = None
        invitation.on_behalf, invitation.version = False, invitation.version + 1
        await note(call, "invitation.sent", invitation, meeting, organisation=invitation.acronym)
    await note(call, "meeting.rescheduled", meeting, meeting)
    await notices.invited(call, meeting, "meeting-rescheduled")


async def start(call: Call, meeting: Meeting) -> None:
    MEETING.fire(call, meeting, "start", facts=await facts_of(call, meeting))
    await note(call, "meeting.started", meeting, meeting)


async def end(call: Call, meeting: Meeting) -> None:
    MEETING.fire(call, meeting, "end", facts=await facts_of(call, meeting))
    await note(call, "meeting.held", meeting, meeting)
    await index(call, meeting)


async def cancel(call: Call, meeting: Meeting, reason: str) -> None:
    told = meeting.state == MeetingState.CONVENED
    MEETING.fire(call, meeting, "cancel", facts=await facts_of(call, meeting))
    meeting.reason = reason
    meeting.sequence += 1
    await note(call, "meeting.cancelled", meeting, meeting, reason=reason)
    await index(call, meeting)
    if told:
        await notices.invited(call, meeting, "meeting-cancelled", cancelled=reason)


# ── agenda ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def items_of(call: Call, meeting: Meeting) -> list[AgendaItem]:
    statement = sa.select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
    return list((await call.session.execute(statement.order_by(AgendaItem.place, AgendaItem.id))).scalars())


async def add_item(call: Call, meeting: Meeting, wanted: AgendaItemCreate) -> AgendaItem:
    """Any member proposes an item; it stands at the end until the secretariat orders it."""
    if meeting.state not in BEFORE and not (meeting.state == MeetingState.IN_SESSION and _runs(call)):
        raise MeetingOver()
    if wanted.presenter_id is not None and await call.session.get(Organisation, wanted.presenter_id) is None:
        raise Invalid.at("/presenter_id", "unknown")
    held = await items_of(call, meeting)
    organisations = call.actor.organisations(call.network_id, *Role)
    item = AgendaItem(
        created_at=call.now,
        network_id=call.network_id,
        meeting_id=meeting.id,
        place=max((each.place for each in held), default=0) + 1,
        proposed_by_id=next(iter(organisations), None),
        **(wanted.model_dump() | {"title": wanted.title.model_dump()}),
    )
    call.session.add(item)
    await note(call, "agenda-item.added", item, meeting)
    return item


def _runs(call: Call) -> bool:
    return bool(call.roles & {Role.SECRETARIAT, Role.CO_CHAIR})


async def change_item(call: Call, meeting: Meeting, item_id: UUID, changes: dict[str, Any]) -> None:
    item = await _lock_item(call, meeting, item_id)
    call.changed(item)
    if "outcome" in changes and meeting.state not in DURING:
        raise NotStarted()
    if meeting.state not in (*BEFORE, *DURING) or (meeting.state in DURING and changes.keys() - {"outcome", "notes"}):
        raise MeetingOver()
    for name, value in changes.items():
        if value is None and name in ("kind", "title", "duration_minutes"):
            raise Invalid.at(f"/{name}", "missing")
        setattr(item, name, value.model_dump() if hasattr(value, "model_dump") else value)
    await note(call, "agenda-item.outcome" if "outcome" in changes else "agenda-item.changed", item, meeting)


async def remove_item(call: Call, meeting: Meeting, item_id: UUID) -> None:
    item = await _lock_item(call, meeting, item_id)
    call.changed(item)
    if meeting.state not in BEFORE:
        raise MeetingOver()
    item.removed_at = call.now
    await note(call, "agenda-item.removed", item, meeting)


async def _lock_item(call: Call, meeting: Meeting, item_id: UUID) -> AgendaItem:
    statement = sa.select(AgendaItem).where(
        AgendaItem.meeting_id == meeting.id, AgendaItem.id == item_id, AgendaItem.removed_at.is_(None)
    )
    return found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())


async def order(call: Call, meeting: Meeting, wanted: Sequence[UUID]) -> None:
    """Put the agenda in a new order; the list must name every item once."""
    if meeting.state not in BEFORE:
        raise MeetingOver()
    held = {item.id: item for item in await items_of(call, meeting)}
    if sorted(held) != sorted(wanted):
        raise Invalid.at("/items", "not_every_item")
    for place, item_id in enumerate(wanted, start=1):
        if held[item_id].place != place:
            held[item_id].place = place
            await note(call, "agenda-item.changed", held[item_id], meeting)
    meeting.version += 1
    await note(call, "meeting.changed", meeting, meeting)


# ── who comes, who came ─────────────────────────────────────────────────────────────────────────────────────────────


async def invitations_of(call: Call, meeting: Meeting) -> list[Invitation]:
    statement = sa.select(Invitation).where(Invitation.meeting_id == meeting.id).order_by(Invitation.place)
    return list((await call.session.execute(statement.with_for_update())).scalars())


async def answer(call: Call, meeting: Meeting, organisation_id: UUID, wanted: str) -> None:
    """An organisation says whether it comes; the secretariat may record that for it, marked."""
    own = organisation_id in call.actor.organisations(call.network_id, *SPEAKERS, OBSERVER)
    if not own and Role.SECRETARIAT not in call.roles:
        raise Forbidden()
    held = {invitation.organisation_id: invitation for invitation in await invitations_of(call, meeting)}
    invitation = held.get(organisation_id)
    if invitation is None:
        raise NotInvited()
    call.changed(invitation)
    if meeting.state != MeetingState.CONVENED:
        raise MeetingOver()
    invitation.answer, invitation.answered_at, invitation.on_behalf = wanted, call.now, not own
    await note(call, "invitation.answered", invitation, meeting, organisation=invitation.acronym, answer=wanted)


async def record_attendance(call: Call, meeting: Meeting, entries: Sequence[AttendanceEntry]) -> None:
    """Who was there, by organisation and person. In session or afterwards."""
    if meeting.state not in DURING:
        raise NotStarted()
    held = {invitation.organisation_id: invitation for invitation in await invitations_of(call, meeting)}
    for at, entry in enumerate(entries):
        invitation = held.get(entry.organisation_id)
        if invitation is None:
            raise NotInvited(errors=[{"pointer": f"/entries/{at}/organisation_id", "code": "unknown"}])
        invitation.presence, invitation.person = entry.presence, entry.person
        invitation.version += 1
        await note(call, "attendance.recorded", invitation, meeting, organisation=invitation.acronym)
    meeting.version += 1
    await note(call, "meeting.changed", meeting, meeting)
