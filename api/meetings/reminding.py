"""What the platform does by itself before a meeting: it asks those again who have not said whether they come."""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock, journal
from api.kernel.access import Call
from api.kernel.problems import Problem
from api.meetings import notices
from api.meetings.models import Guest, Invitation, Meeting, MeetingState
from api.meetings.rows import MeetingOver, note

DUE = "meeting-rsvp"
AHEAD = (timedelta(days=3), timedelta(days=1))  # before it begins
PAUSE = timedelta(hours=1)  # between two reminders of one organisation


class EverybodyAnswered(Problem):
    slug, status = "everybody-answered", 409


async def plan(call: Call, meeting: Meeting) -> None:
    """When the silent are reminded next; never once the meeting has begun or will not be held."""
    at = None
    if meeting.state == MeetingState.CONVENED and meeting.starts_at is not None:
        at = min((meeting.starts_at - span for span in AHEAD if meeting.starts_at - span > call.now), default=None)
    await journal.due(call, DUE, meeting.id, at)


async def settle(call: Call, meeting_id: UUID) -> None:
    """A reminder has come due: whoever has answered by now hears nothing."""
    held = sa.select(Meeting).where(Meeting.network_id == call.network_id, Meeting.id == meeting_id).with_for_update()
    meeting = (await call.session.execute(held)).scalar_one_or_none()
    if meeting is None:
        return
    await clock.tick(call)
    if meeting.state == MeetingState.CONVENED and meeting.starts_at is not None and call.now < meeting.starts_at:
        await _remind(call, meeting)
    await plan(call, meeting)


async def remind(call: Call, meeting: Meeting) -> None:
    """The secretariat asks those again who are silent; not those who were asked within the last hour."""
    if meeting.state != MeetingState.CONVENED:
        raise MeetingOver()
    if not await _remind(call, meeting):
        raise EverybodyAnswered()


async def _remind(call: Call, meeting: Meeting) -> int:
    silent = sa.select(Invitation).where(
        Invitation.meeting_id == meeting.id,
        Invitation.answer.is_(None),
        sa.or_(Invitation.reminded_at.is_(None), Invitation.reminded_at < call.now - PAUSE),
    )
    guests = sa.select(Guest).where(
        Guest.network_id == call.network_id,
        Guest.meeting_id == meeting.id,
        Guest.answer.is_(None),
        Guest.withdrawn_at.is_(None),
        sa.or_(Guest.reminded_at.is_(None), Guest.reminded_at < call.now - PAUSE),
    )
    asked = list((await call.session.execute(silent.order_by(Invitation.place).with_for_update())).scalars())
    invited = list((await call.session.execute(guests.order_by(Guest.id).with_for_update())).scalars())
    for invitation in asked:
        invitation.reminded_at = call.now
        await note(call, "invitation.reminded", invitation, meeting, organisation=invitation.acronym)
    for guest in invited:
        guest.reminded_at = call.now
        await note(call, "guest.reminded", guest, meeting)
    await notices.remind(call, meeting, asked, invited)
    return len(asked) + len(invited)
