"""“Or upon request by its members”: asked for with a reason, given a date, or deferred with a reason all members see."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import sqlalchemy as sa

from api.kernel.access import SPEAKERS, Call, Role, Visibility
from api.meetings import carrying, notices
from api.meetings.agenda import carry
from api.meetings.models import Meeting, MeetingKind, MeetingState
from api.meetings.rows import check_dates, facts_of, index, make, note
from api.meetings.schemas import MeetingRequest
from api.meetings.states import MEETING
from api.networks import service as networks

# What else comes to the agenda of a new regular meeting: features below register here, in `app`.
TAKING_UP: list[Callable[[Call, Meeting], Awaitable[None]]] = []


async def request(call: Call, wanted: MeetingRequest) -> Meeting:
    """Any member asks for an extraordinary or thematic meeting; it gets a date or is deferred, never simply refused.

    A date that is wished for stands on the request and binds nobody: `accept` gives the real one.
    """
    check_dates(wanted.starts_at, wanted.ends_at, call.now)
    organisations = call.actor.organisations(call.network_id, *SPEAKERS, Role.SECRETARIAT, Role.CO_CHAIR)
    meeting = await make(
        call,
        state=MeetingState.REQUESTED,
        kind=MeetingKind(wanted.kind),
        title=wanted.title.model_dump(),
        reason=wanted.reason,
        requested_by_id=next(iter(organisations), None),
        languages=(await networks.current(call)).languages,
        modality="in_person",
        visibility=Visibility.MEMBERS,
    )
    meeting.starts_at, meeting.ends_at = wanted.starts_at, wanted.ends_at  # its number and place are of today
    await note(call, "meeting.requested", meeting, meeting)
    await index(call, meeting)
    await notices.requested(call, meeting, call.actor.acronym(call.network_id))
    return meeting


async def accept(call: Call, meeting: Meeting, starts_at: datetime, ends_at: datetime) -> None:
    check_dates(starts_at, ends_at, call.now)
    MEETING.fire(call, meeting, "accept", facts=await facts_of(call, meeting))
    meeting.starts_at, meeting.ends_at, meeting.sort_at = starts_at, ends_at, starts_at
    await note(call, "meeting.accepted", meeting, meeting)
    await index(call, meeting)
    await notices.accepted(call, meeting)


async def defer(call: Call, meeting: Meeting, reason: str) -> None:
    """The topic goes to the next regular meeting's agenda: now if there is one ahead, else when it is drafted."""
    MEETING.fire(call, meeting, "defer", facts=await facts_of(call, meeting))
    meeting.closing_reason = reason
    meeting.starts_at = meeting.ends_at = None  # what was wished for is no date
    meeting.sort_at = meeting.created_at
    next_one = await following(call)
    if next_one is not None:
        await carry(call, next_one, meeting)
    await note(call, "meeting.deferred", meeting, meeting, reason=reason)
    await index(call, meeting)
    await notices.deferred(call, meeting, reason, next_one)


async def following(call: Call) -> Meeting | None:
    """The next regular meeting that is ahead, under its lock."""
    upcoming = (
        sa.select(Meeting)
        .where(Meeting.network_id == call.network_id, Meeting.kind == MeetingKind.REGULAR)
        .where(Meeting.state.in_([MeetingState.DRAFT, MeetingState.CONVENED]))
        .where(sa.or_(Meeting.ends_at.is_(None), Meeting.ends_at > call.now))
        .order_by(Meeting.sort_at)
        .limit(1)
        .with_for_update()
    )
    return (await call.session.execute(upcoming)).scalar_one_or_none()


async def take_up(call: Call, meeting: Meeting) -> None:
    """What waited for a regular meeting comes to this one's agenda: deferred topics, then what others bring."""
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
    await carrying.take_up(call, meeting)
    for act in TAKING_UP:
        await act(call, meeting)


async def let_go(call: Call, meeting: Meeting) -> None:
    """Topics that were carried to a cancelled meeting wait for the next one."""
    carried = sa.select(Meeting).where(Meeting.network_id == call.network_id, Meeting.carried_to_id == meeting.id)
    for topic in (await call.session.execute(carried.with_for_update())).scalars():
        topic.carried_to_id = None
        await note(call, "meeting.let-go", topic, topic)
