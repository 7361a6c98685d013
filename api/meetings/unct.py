"""The country team's dates, kept so that the network can meet beside them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import journal
from api.kernel.access import Call, found
from api.kernel.problems import Invalid, Problem
from api.kernel.words import say
from api.meetings import unct_lines
from api.meetings.models import Meeting, MeetingState, UnctMeeting
from api.meetings.unct_schemas import UnctMeetingCreate, UnctOutcome
from api.networks.models import Network

MOST_LINES = 200
FIELDS = ("meets_on", "begins", "ends", "note")
GONE = (MeetingState.DEFERRED, MeetingState.CANCELLED)


class UnctMeetingInUse(Problem):
    slug, status = "unct-meeting-in-use", 409


async def add(call: Call, wanted: UnctMeetingCreate) -> UnctMeeting:
    await _lock(call)
    await _check_free(call, wanted.meets_on)
    return await _put(call, wanted)


async def lock(call: Call, unct_id: UUID) -> UnctMeeting:
    await _lock(call)
    statement = sa.select(UnctMeeting).where(
        UnctMeeting.network_id == call.network_id, UnctMeeting.id == unct_id, UnctMeeting.removed_at.is_(None)
    )
    return found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())


async def check(call: Call, unct_id: UUID | None) -> None:
    """A meeting is held beside a day that is on the list."""
    statement = sa.select(UnctMeeting.id).where(
        UnctMeeting.network_id == call.network_id, UnctMeeting.id == unct_id, UnctMeeting.removed_at.is_(None)
    )
    if unct_id is not None and (await call.session.execute(statement)).first() is None:
        raise Invalid.at("/unct_meeting_id", "unknown")


async def change(call: Call, row: UnctMeeting, changes: dict[str, Any]) -> None:
    """Correct a day. A meeting that stands beside it stays where it is; its page says when they drift apart."""
    call.changed(row)
    day = changes.get("meets_on", row.meets_on)
    if day is None:
        raise Invalid.at("/meets_on", "missing")
    await _check_free(call, day, row)
    _check_hours(changes.get("begins", row.begins), changes.get("ends", row.ends))
    for name, value in changes.items():
        setattr(row, name, value)
    await journal.record(call, "unct-meeting.changed", row, day=str(day))


async def remove(call: Call, row: UnctMeeting) -> None:
    """Take a day off the list. A meeting that stands beside it is moved or unlinked first: nothing points into the void."""
    call.changed(row)
    statement = (
        sa.select(Meeting.number)
        .where(Meeting.network_id == call.network_id, Meeting.unct_meeting_id == row.id)
        .where(Meeting.state.not_in(GONE))
        .order_by(Meeting.number)
    )
    beside = list((await call.session.execute(statement)).scalars())
    if beside:
        raise UnctMeetingInUse(numbers=beside)
    row.removed_at = call.now
    await journal.record(call, "unct-meeting.removed", row, day=str(row.meets_on))


async def take(call: Call, lines: str, *, dry_run: bool) -> tuple[list[dict[str, Any]], bool]:
    """Read a pasted list; write all of it, or nothing while a line has a fault. Gives what becomes of each line."""
    read = list(unct_lines.read(lines))
    if len(read) > MOST_LINES:
        raise Invalid.at("/lines", "too_long", max_length=MOST_LINES)
    await _lock(call)
    told = await _told(call, read)
    write = not dry_run and bool(told) and all(each["outcome"] != UnctOutcome.FAULT for each in told)
    for line in read if write else ():
        assert line.meets_on is not None
        held = await _on(call, line.meets_on)
        if held is None:
            await _put(call, UnctMeetingCreate(**{name: getattr(line, name) for name in FIELDS}))
        elif _adds(held, line):
            await _complete(call, held, line)
    return told, write


async def _told(call: Call, read: Sequence[unct_lines.Line]) -> list[dict[str, Any]]:
    seen: Counter[date | None] = Counter()
    told = []
    for line in read:
        seen[line.meets_on] += 1
        fault = line.fault or ("duplicate" if seen[line.meets_on] > 1 else None)
        held = await _on(call, line.meets_on) if line.meets_on and not fault else None
        outcome = UnctOutcome.FAULT if fault else _outcome(held, line)
        told.append(
            {
                "line": line.number,
                "text": line.text,
                "outcome": outcome,
                "meets_on": str(line.meets_on) if line.meets_on else None,
                "begins": line.begins,
                "ends": line.ends,
                "note": line.note,
                "code": fault,
                "detail": say(f"unct.fault.{fault}", call.language) if fault else None,
            }
        )
    return told


def _outcome(held: UnctMeeting | None, line: unct_lines.Line) -> UnctOutcome:
    if held is None:
        return UnctOutcome.ADDED
    return UnctOutcome.CHANGED if _adds(held, line) else UnctOutcome.KNOWN


def _adds(held: UnctMeeting, line: unct_lines.Line) -> bool:
    hours = line.begins is not None and (line.begins, line.ends) != (held.begins, held.ends)
    return hours or (line.note is not None and line.note != held.note)


async def _put(call: Call, wanted: UnctMeetingCreate) -> UnctMeeting:
    _check_hours(wanted.begins, wanted.ends)
    row = UnctMeeting(created_at=call.now, network_id=call.network_id, **wanted.model_dump())
    call.session.add(row)
    await journal.record(call, "unct-meeting.added", row, day=str(wanted.meets_on))
    return row


async def _complete(call: Call, row: UnctMeeting, line: unct_lines.Line) -> None:
    """What a list says of a known day stands; what it does not say stays."""
    if line.begins:
        row.begins, row.ends = line.begins, line.ends
    row.note = line.note or row.note
    row.version += 1
    await journal.record(call, "unct-meeting.changed", row, day=str(row.meets_on))


async def _check_free(call: Call, day: date, row: UnctMeeting | None = None) -> None:
    there = await _on(call, day)
    if there is not None and there is not row:
        raise Invalid.at("/meets_on", "taken")


async def _on(call: Call, day: date) -> UnctMeeting | None:
    statement = sa.select(UnctMeeting).where(
        UnctMeeting.network_id == call.network_id, UnctMeeting.meets_on == day, UnctMeeting.removed_at.is_(None)
    )
    return (await call.session.execute(statement)).scalars().first()


def _check_hours(begins: str | None, ends: str | None) -> None:
    if (begins is None) != (ends is None):
        raise Invalid.at("/ends" if begins else "/begins", "missing")
    if begins is not None and ends is not None and ends <= begins:
        raise Invalid.at("/ends", "before_start")


async def _lock(call: Call) -> None:
    """Changes of the list wait for each other on the network's row."""
    await call.session.execute(sa.select(Network.id).where(Network.id == call.network_id).with_for_update())
