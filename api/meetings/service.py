"""From “we should meet” to a held meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock
from api.kernel.access import SPEAKERS, Call, Role, Visibility
from api.kernel.problems import Invalid, Problem
from api.meetings import notices
from api.meetings.agenda import add_item as add_item
from api.meetings.agenda import carry, items_of
from api.meetings.agenda import change_item as change_item
from api.meetings.agenda import get_item as get_item
from api.meetings.agenda import order as order
from api.meetings.agenda import remove_item as remove_item
from api.meetings.attendance import NotInvited as NotInvited
from api.meetings.attendance import answer as answer
from api.meetings.attendance import present as present
from api.meetings.attendance import record_attendance as record_attendance
from api.meetings.models import Invitation, Meeting, MeetingKind, MeetingState
from api.meetings.rows import BEFORE, DURING, index, invitations_of, note
from api.meetings.rows import MeetingOver as MeetingOver
from api.meetings.rows import NotStarted as NotStarted
from api.meetings.rows import get as get
from api.meetings.rows import lock as lock
from api.meetings.schemas import MeetingCreate, MeetingRequest
from api.meetings.states import MEETING
from api.members import service as members
from api.networks import service as networks
from api.networks.models import Organisation

CIRCLES = list(Visibility)  # from the widest to the narrowest
TOLD_OF = {"title", "place", "modality", "link"}  # a change of these reaches whoever was invited


class EndsBeforeStart(Problem):
    slug, status = "meeting-ends-before-start", 422


class InThePast(Problem):
    slug, status = "meeting-in-the-past", 422


@dataclass(frozen=True)
class Facts:
    """What the guards of the state table read."""

    state: str
    starts_at: datetime | None
    ends_at: datetime | None
    item_count: int
    visibility: str
    now: datetime


async def is_in_session_or_held(call: Call, meeting_id: UUID) -> bool:
    statement = sa.select(Meeting.state).where(Meeting.network_id == call.network_id, Meeting.id == meeting_id)
    return (await call.session.execute(statement)).scalar_one_or_none() in DURING


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
    """A draft, which nobody but the officers is told of. A regular one takes up the topics that were deferred to it."""
    _check_dates(wanted.starts_at, wanted.ends_at)
    values = wanted.model_dump() | {"title": wanted.title.model_dump()}
    meeting = await _make(call, state=MeetingState.DRAFT, **values)
    await note(call, "meeting.drafted", meeting, meeting)
    if meeting.kind == MeetingKind.REGULAR and _ahead(call, meeting):
        await _take_up(call, meeting)
    await index(call, meeting)
    return meeting


def _ahead(call: Call, meeting: Meeting) -> bool:
    return meeting.ends_at is None or meeting.ends_at > call.now


async def _take_up(call: Call, meeting: Meeting) -> None:
    waiting = (
        sa.select(Meeting)
        .where(Meeting.network_id == call.network_id, Meeting.state == MeetingState.DEFERRED)
        .where(Meeting.carried_to_id.is_(None))
        .order_by(Meeting.created_at, Meeting.id)
        .with_for_update()
    )
    for topic in (await call.session.execute(waiting)).scalars():
        await carry(call, meeting, topic)
        await note(call, "meeting.carried", topic, topic)


async def _let_go(call: Call, meeting: Meeting) -> None:
    """Topics that were carried to a cancelled meeting wait for the next one."""
    carried = sa.select(Meeting).where(Meeting.network_id == call.network_id, Meeting.carried_to_id == meeting.id)
    for topic in (await call.session.execute(carried.with_for_update())).scalars():
        topic.carried_to_id = None
        await note(call, "meeting.let-go", topic, topic)


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


def _check_dates(starts_at: datetime | None, ends_at: datetime | None, after: datetime | None = None) -> None:
    if (starts_at is None) != (ends_at is None):
        raise Invalid.at("/ends_at" if starts_at else "/starts_at", "missing")
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise EndsBeforeStart(errors=[{"pointer": "/ends_at", "code": "before_start"}])
    if starts_at is not None and after is not None and starts_at <= after:
        raise InThePast(errors=[{"pointer": "/starts_at", "code": "in_the_past"}])


async def change(call: Call, meeting: Meeting, changes: dict[str, Any]) -> None:
    """Edit before the meeting; whoever was invited is told. A new date of a convened one is `reschedule`."""
    if meeting.state not in BEFORE:
        raise MeetingOver()
    convened = meeting.state == MeetingState.CONVENED
    if convened and {"starts_at", "ends_at"} & changes.keys():
        raise Invalid.at("/starts_at", "reschedule")
    if convened and _narrows(meeting, changes.get("visibility")):
        raise Invalid.at("/visibility", "already_invited")
    before = {name: getattr(meeting, name) for name in TOLD_OF}
    for name, value in changes.items():
        if value is None and name in ("title", "modality", "visibility"):
            raise Invalid.at(f"/{name}", "missing")
        setattr(meeting, name, value.model_dump() if hasattr(value, "model_dump") else value)
    _check_dates(meeting.starts_at, meeting.ends_at)
    meeting.sort_at = meeting.starts_at or meeting.sort_at
    meeting.version += 1
    told = convened and any(getattr(meeting, name) != value for name, value in before.items())
    meeting.sequence += told
    await note(call, "meeting.changed", meeting, meeting)
    await index(call, meeting)
    if told and _ahead(call, meeting):
        await notices.invited(call, meeting, "meeting-changed")


def _narrows(meeting: Meeting, wanted: Visibility | None) -> bool:
    return wanted is not None and CIRCLES.index(wanted) > CIRCLES.index(Visibility(meeting.visibility))


# ── moves ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def facts_of(call: Call, meeting: Meeting) -> Facts:
    placed = [item for item in await items_of(call, meeting) if item.place]
    return Facts(meeting.state, meeting.starts_at, meeting.ends_at, len(placed), meeting.visibility, call.now)


async def accept(call: Call, meeting: Meeting, starts_at: datetime, ends_at: datetime) -> None:
    _check_dates(starts_at, ends_at, call.now)
    MEETING.fire(call, meeting, "accept", facts=await facts_of(call, meeting))
    meeting.starts_at, meeting.ends_at, meeting.sort_at = starts_at, ends_at, starts_at
    await note(call, "meeting.accepted", meeting, meeting)
    await index(call, meeting)


async def defer(call: Call, meeting: Meeting, reason: str) -> None:
    """The topic goes to the next regular meeting's agenda: now if there is one ahead, else when it is drafted."""
    MEETING.fire(call, meeting, "defer", facts=await facts_of(call, meeting))
    meeting.closing_reason = reason
    upcoming = (
        sa.select(Meeting)
        .where(Meeting.network_id == call.network_id, Meeting.kind == MeetingKind.REGULAR)
        .where(Meeting.state.in_([MeetingState.DRAFT, MeetingState.CONVENED]))
        .where(sa.or_(Meeting.ends_at.is_(None), Meeting.ends_at > call.now))
        .order_by(Meeting.sort_at)
        .limit(1)
        .with_for_update()
    )
    following = (await call.session.execute(upcoming)).scalar_one_or_none()
    if following is not None:
        await carry(call, following, meeting)
    await note(call, "meeting.deferred", meeting, meeting, reason=reason)
    await index(call, meeting)
    await notices.deferred(call, meeting, reason)


async def convene(call: Call, meeting: Meeting) -> None:
    """Invite every member (and whoever else may see it) by mail with a calendar entry.

    A meeting that is entered afterwards has the same roll, and nobody is mailed.
    """
    MEETING.fire(call, meeting, "convene", facts=await facts_of(call, meeting))
    meeting.convened_at = call.now
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
    if _ahead(call, meeting):
        await notices.invited(call, meeting, "meeting-invitation")


async def _invited(call: Call, meeting: Meeting) -> Sequence[Organisation]:
    invited = await members.roll(call)
    if meeting.visibility in (Visibility.PUBLIC, Visibility.PARTNERS):
        invited += [each for each in await members.others(call) if each.id not in {one.id for one in invited}]
    return invited


async def reschedule(call: Call, meeting: Meeting, starts_at: datetime, ends_at: datetime) -> None:
    """A new date: SEQUENCE + 1, everybody is told and asked again."""
    _check_dates(starts_at, ends_at, call.now)
    MEETING.fire(call, meeting, "reschedule", facts=await facts_of(call, meeting))
    meeting.starts_at, meeting.ends_at, meeting.sort_at = starts_at, ends_at, starts_at
    meeting.sequence += 1
    for invitation in await invitations_of(call, meeting):
        invitation.answer = invitation.answered_at = None
        invitation.on_behalf, invitation.version = False, invitation.version + 1
        await note(call, "invitation.sent", invitation, meeting, organisation=invitation.acronym)
    await note(call, "meeting.rescheduled", meeting, meeting)
    await index(call, meeting)
    await notices.invited(call, meeting, "meeting-rescheduled")


async def start(call: Call, meeting: Meeting) -> None:
    MEETING.fire(call, meeting, "start", facts=await facts_of(call, meeting))
    meeting.started_at = call.now
    await note(call, "meeting.started", meeting, meeting)


async def end(call: Call, meeting: Meeting) -> None:
    """Close the session; one that nobody opened here is recorded as held, without its hours."""
    MEETING.fire(call, meeting, "end", facts=await facts_of(call, meeting))
    meeting.ended_at = call.now if meeting.started_at else None
    await note(call, "meeting.held", meeting, meeting)
    await index(call, meeting)


async def cancel(call: Call, meeting: Meeting, reason: str) -> None:
    told = meeting.state == MeetingState.CONVENED
    MEETING.fire(call, meeting, "cancel", facts=await facts_of(call, meeting))
    meeting.closing_reason = reason
    meeting.sequence += 1
    await note(call, "meeting.cancelled", meeting, meeting, reason=reason)
    await index(call, meeting)
    await _let_go(call, meeting)
    if told and _ahead(call, meeting):
        await notices.invited(call, meeting, "meeting-cancelled", cancelled=reason)
