"""What passes by itself while minutes are with those who attended: a reminder to the silent, and the end of the window."""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock, journal
from api.kernel.access import Call
from api.meetings.models import Invitation, Meeting
from api.minutes import notices
from api.minutes.models import Minutes, MinutesComment, MinutesSeen, MinutesState
from api.minutes.rows import note, objections

REMINDER, WINDOW = "minutes-reminder", "minutes-window"
BEFORE = timedelta(hours=24)


async def plan(call: Call, minutes: Minutes) -> None:
    """They are out. In a window of less than a day nobody is reminded."""
    assert minutes.window_ends_at is not None
    at = minutes.window_ends_at - BEFORE
    await journal.due(call, REMINDER, minutes.id, at if at > call.now else None)
    await journal.due(call, WINDOW, minutes.id, minutes.window_ends_at)


async def drop(call: Call, minutes: Minutes) -> None:
    for kind in (REMINDER, WINDOW):
        await journal.due(call, kind, minutes.id, None)


async def remind(call: Call, minutes_id: UUID) -> None:
    """Mail those who attended and have neither commented nor said that they have read them. The system's act."""
    held = await _out(call, minutes_id)
    if held is None:
        return
    meeting, minutes = held
    if minutes.window_ends_at is None or call.now >= minutes.window_ends_at:
        return
    silent = await _silent(call, meeting, minutes)
    if silent:
        acronyms = list(silent.values())
        await note(call, "minutes.reminded", minutes, meeting, organisations=acronyms)
        await notices.reminder(call, meeting, minutes, set(silent))


async def close(call: Call, minutes_id: UUID) -> None:
    """The window is over: the officers are told whether an objection stands. The system's act."""
    held = await _out(call, minutes_id)
    if held is None:
        return
    meeting, minutes = held
    if minutes.window_ends_at is not None and call.now < minutes.window_ends_at:
        await journal.due(call, WINDOW, minutes.id, minutes.window_ends_at)
        return
    await note(call, "minutes.window-over", minutes, meeting)
    await notices.window_over(call, meeting, minutes, list(await objections(call, minutes)))


async def _out(call: Call, minutes_id: UUID) -> tuple[Meeting, Minutes] | None:
    """Both under their locks, if they are still circulated."""
    known = sa.select(Minutes.meeting_id).where(Minutes.network_id == call.network_id, Minutes.id == minutes_id)
    meeting_id = (await call.session.execute(known)).scalar_one_or_none()
    wanted = sa.select(Meeting).where(Meeting.network_id == call.network_id, Meeting.id == meeting_id)
    meeting = (await call.session.execute(wanted.with_for_update())).scalar_one_or_none()
    held = sa.select(Minutes).where(Minutes.network_id == call.network_id, Minutes.id == minutes_id)
    minutes = (await call.session.execute(held.with_for_update())).scalar_one_or_none()
    await clock.tick(call)
    if meeting is None or minutes is None or minutes.state != MinutesState.CIRCULATED:
        return None
    return meeting, minutes


async def _silent(call: Call, meeting: Meeting, minutes: Minutes) -> dict[UUID, str]:
    """Organisation → acronym of those that attended and from which nothing came in this circulation."""

    def spoke(table: type[MinutesSeen] | type[MinutesComment]) -> sa.Exists:
        return sa.exists().where(
            table.network_id == call.network_id,
            table.minutes_id == minutes.id,
            table.circulation == minutes.circulation_count,
            table.organisation_id == Invitation.organisation_id,
        )

    wanted = (
        sa.select(Invitation.organisation_id, Invitation.acronym)
        .where(Invitation.network_id == call.network_id, Invitation.meeting_id == meeting.id)
        .where(Invitation.presence.in_(["in_room", "remote"]), ~spoke(MinutesSeen), ~spoke(MinutesComment))
        .order_by(Invitation.place)
    )
    return {row[0]: row[1] for row in (await call.session.execute(wanted)).all()}
