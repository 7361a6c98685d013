"""A meeting's row: who may see it, its lock, its journal entry and its place in the search."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock, journal, search
from api.kernel.access import Call, Role, Visibility, found
from api.kernel.problems import Problem
from api.meetings.models import AgendaItem, Invitation, Meeting, MeetingState

BEFORE: Sequence[str] = (MeetingState.REQUESTED, MeetingState.DRAFT, MeetingState.CONVENED)
DURING: Sequence[str] = (MeetingState.IN_SESSION, MeetingState.HELD)
KNOWN = sa.or_(Meeting.requested_by_id.is_not(None), Meeting.convened_at.is_not(None))


class NotStarted(Problem):
    slug, status = "meeting-not-started", 409


class MeetingOver(Problem):
    slug, status = "meeting-over", 409


def visible(call: Call) -> sa.Select[Meeting]:
    """Meetings that the caller may see. Only officers know of what was neither asked for by a member nor convened."""
    statement = sa.select(Meeting).where(
        Meeting.network_id == call.network_id, Meeting.visibility.in_([str(circle) for circle in call.circles])
    )
    if Visibility.SECRETARIAT not in call.circles:
        statement = statement.where(KNOWN)
    return statement


def seen_by(meeting: Meeting) -> Visibility:
    known = meeting.requested_by_id is not None or meeting.convened_at is not None
    return Visibility(meeting.visibility) if known else Visibility.SECRETARIAT


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


def runs(call: Call) -> bool:
    """Whether the caller is an officer: they run meetings, members propose."""
    return bool(call.roles & {Role.SECRETARIAT, Role.CO_CHAIR})


async def invitations_of(call: Call, meeting: Meeting) -> list[Invitation]:
    statement = sa.select(Invitation).where(Invitation.meeting_id == meeting.id).order_by(Invitation.place)
    return list((await call.session.execute(statement.with_for_update())).scalars())


async def note(call: Call, kind: str, row: Any, meeting: Meeting, **facts: Any) -> None:
    title = (row.title if isinstance(row, AgendaItem) else meeting.title)["en"]
    await journal.record(call, kind, row, visibility=seen_by(meeting), number=meeting.number, title=title, **facts)


async def index(call: Call, meeting: Meeting) -> None:
    entry = search.Found(
        "meetings",
        meeting.id,
        title=meeting.title,
        at=meeting.sort_at,
        visibility=seen_by(meeting),
        number=meeting.number,
        summary=meeting.place or "",
        text=meeting.place or "",
    )
    await search.put(call, entry)
