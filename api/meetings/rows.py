"""A meeting's row: how it is made, who may see it, its lock, what guards read, its journal entry, its place in the search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock, journal, search
from api.kernel.access import Call, Role, Visibility, found
from api.kernel.problems import Invalid, Problem
from api.meetings.models import AgendaItem, Invitation, Meeting, MeetingPaper, MeetingState
from api.networks import service as networks

BEFORE: Sequence[str] = (MeetingState.REQUESTED, MeetingState.DRAFT, MeetingState.CONVENED)
DURING: Sequence[str] = (MeetingState.IN_SESSION, MeetingState.HELD)
KNOWN = sa.or_(Meeting.requested_by_id.is_not(None), Meeting.convened_at.is_not(None))

# Whether a paper is among those of its meeting: what belongs to an item that was parked waits with it.
PAPER_STANDS = sa.or_(
    MeetingPaper.agenda_item_id.is_(None),
    sa.exists()
    .where(AgendaItem.id == MeetingPaper.agenda_item_id, AgendaItem.removed_at.is_(None))
    .correlate(MeetingPaper),
)


class NotStarted(Problem):
    slug, status = "meeting-not-started", 409


class MeetingOver(Problem):
    slug, status = "meeting-over", 409


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


async def make(call: Call, **values: Any) -> Meeting:
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


def ahead(call: Call, meeting: Meeting) -> bool:
    return meeting.ends_at is None or meeting.ends_at > call.now


def check_dates(starts_at: datetime | None, ends_at: datetime | None, after: datetime | None = None) -> None:
    if (starts_at is None) != (ends_at is None):
        raise Invalid.at("/ends_at" if starts_at else "/starts_at", "missing")
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise EndsBeforeStart(errors=[{"pointer": "/ends_at", "code": "before_start"}])
    if starts_at is not None and after is not None and starts_at <= after:
        raise InThePast(errors=[{"pointer": "/starts_at", "code": "in_the_past"}])


async def facts_of(call: Call, meeting: Meeting) -> Facts:
    placed = sa.select(sa.func.count(AgendaItem.id)).where(
        AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None), AgendaItem.place > 0
    )
    count = (await call.session.execute(placed)).scalar_one()
    return Facts(meeting.state, meeting.starts_at, meeting.ends_at, count, meeting.visibility, call.now)


async def note(call: Call, kind: str, row: Any, meeting: Meeting, **facts: Any) -> None:
    title = (row.title if isinstance(row, AgendaItem) else meeting.title)["en"]
    await journal.record(call, kind, row, visibility=seen_by(meeting), number=meeting.number, title=title, **facts)


async def note_paper(call: Call, event: str, paper: MeetingPaper, meeting: Meeting) -> None:
    """To those who see both: nobody reads of a paper that they may not see."""
    circles = list(Visibility)
    seen = max(Visibility(paper.visibility), seen_by(meeting), key=circles.index)
    facts = {"number": meeting.number, "title": paper.title["en"]}
    await journal.record(call, f"meeting-paper.{event}", paper, visibility=seen, **facts)


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
    on_agenda = sa.select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id)
    await search.show(call, "agenda_items", on_agenda, seen_by(meeting), meeting.sort_at)
