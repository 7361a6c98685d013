"""A meeting in session: which item has the floor, for how long, and who wants to speak."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import journal
from api.kernel.access import OBSERVER, SPEAKERS, Call, found
from api.kernel.db import instant
from api.kernel.problems import Forbidden, Problem
from api.meetings.models import AgendaItem, Invitation, Meeting, MeetingState
from api.meetings.rows import runs, seen_by
from api.meetings.session_models import MeetingSession, SessionState
from api.meetings.session_states import SESSION, SessionFacts
from api.meetings.turns import Turn, length, seconds

MOST_SPEAKERS = 60


class NotInSession(Problem):
    slug, status = "meeting-not-running", 409


class SpeakersFull(Problem):
    slug, status = "speakers-full", 409


async def begin(call: Call, meeting: Meeting) -> MeetingSession:
    """The meeting has begun, and no item has the floor yet."""
    row = MeetingSession(
        created_at=call.now, network_id=call.network_id, meeting_id=meeting.id, turns=[], speakers=[], version=1,
        state=SessionState.WAITING,
    )  # fmt: skip
    call.session.add(row)
    await _note(call, "session.begun", row, meeting)
    return row


async def close(call: Call, meeting: Meeting) -> None:
    """The meeting has ended: the turn that runs ends with it."""
    row = await _row(call, meeting)
    if row is None or row.state == SessionState.CLOSED:
        return
    _end_turn(row, call.now)
    row.state, row.current_item_id, row.speakers = SessionState.CLOSED, None, []
    row.version += 1
    await _note(call, "session.closed", row, meeting)


async def locked(call: Call, meeting: Meeting) -> MeetingSession:
    """The session of a meeting whose row is locked; one that began before there were sessions gets its own now."""
    if meeting.state != MeetingState.IN_SESSION:
        raise NotInSession()
    return await _row(call, meeting) or await begin(call, meeting)


async def _row(call: Call, meeting: Meeting) -> MeetingSession | None:
    statement = sa.select(MeetingSession).where(
        MeetingSession.network_id == call.network_id, MeetingSession.meeting_id == meeting.id
    )
    return (await call.session.execute(statement.with_for_update())).scalar_one_or_none()


# ── whose turn it is ────────────────────────────────────────────────────────────────────────────────────────────────


async def turn(call: Call, meeting: Meeting, item_id: UUID) -> None:
    """Give the floor to an item of the agenda."""
    await _go(call, meeting, "turn", to=item_id)


async def step(call: Call, meeting: Meeting, by: int) -> None:
    """Go on to the next item, or back to the one before. The first `next` begins with the first item."""
    await _go(call, meeting, "next" if by > 0 else "back", by=by)


async def _go(call: Call, meeting: Meeting, move: str, *, to: UUID | None = None, by: int = 0) -> None:
    row = await locked(call, meeting)
    call.match(row.version)
    order = await agenda_order(call, meeting)
    SESSION.check(call, facts(row, order), move)
    if to is None:
        to = order[order.index(row.current_item_id) + by if row.current_item_id in order else 0]
    elif to not in order:
        found(None)
    SESSION.fire(call, row, move, facts=facts(row, order))
    spent = _end_turn(row, call.now)
    row.current_item_id, row.since_at, row.speakers = to, call.now, []
    await _note(call, "session.turned", row, meeting, place=order.index(to) + 1, spent=spent)


async def pause(call: Call, meeting: Meeting) -> None:
    """Nobody has the floor: a break. The item stays where it is."""
    row = await locked(call, meeting)
    call.match(row.version)
    SESSION.fire(call, row, "pause", facts=SessionFacts(SessionState(row.state)))
    spent = _end_turn(row, call.now)
    await _note(call, "session.paused", row, meeting, spent=spent)


async def resume(call: Call, meeting: Meeting) -> None:
    row = await locked(call, meeting)
    call.match(row.version)
    SESSION.fire(call, row, "resume", facts=SessionFacts(SessionState(row.state)))
    row.since_at = call.now
    await _note(call, "session.resumed", row, meeting)


def facts(row: MeetingSession, order: list[UUID]) -> SessionFacts:
    return facts_at(SessionState(row.state), row.current_item_id, order)


def facts_at(state: SessionState, current: UUID | None, order: list[UUID]) -> SessionFacts:
    at = order.index(current) if current in order else -1
    return SessionFacts(state, following=at + 1 < len(order), previous=at > 0)


async def agenda_order(call: Call, meeting: Meeting) -> list[UUID]:
    statement = sa.select(AgendaItem.id).where(
        AgendaItem.meeting_id == meeting.id,
        AgendaItem.removed_at.is_(None),
        AgendaItem.place > 0,
        AgendaItem.moved_on_at.is_(None),
    )
    return list((await call.session.execute(statement.order_by(AgendaItem.place, AgendaItem.id))).scalars())


def _end_turn(row: MeetingSession, now: datetime) -> int:
    """Put the turn that runs on record; gives its seconds."""
    if row.since_at is None:
        return 0
    ended = Turn(str(row.current_item_id), row.since_at, max(now, row.since_at))
    assert ended.until is not None
    row.turns = [
        *row.turns,
        {"item_id": ended.item, "from_at": instant(ended.since), "until_at": instant(ended.until)},
    ]
    row.since_at = None
    return seconds(length(ended, now))


# ── who wants to speak ──────────────────────────────────────────────────────────────────────────────────────────────


async def ask_to_speak(call: Call, meeting: Meeting, organisation_id: UUID) -> None:
    """Put an organisation at the end of the list of speakers; one that is on it keeps its place."""
    invitation = await _speaker(call, meeting, organisation_id)
    row = await locked(call, meeting)
    if any(each["organisation_id"] == str(organisation_id) for each in row.speakers):
        return
    if len(row.speakers) >= MOST_SPEAKERS:
        raise SpeakersFull()
    asked = {"organisation_id": str(organisation_id), "acronym": invitation.acronym, "asked_at": instant(call.now)}
    row.speakers = [*row.speakers, asked]  # not a turn: whoever goes on at this moment is not stopped by a raised hand
    await _note(call, "session.floor-asked", row, meeting, organisation=invitation.acronym)


async def has_spoken(call: Call, meeting: Meeting, organisation_id: UUID) -> None:
    """Take an organisation off the list: it spoke, or no longer wants to."""
    invitation = await _speaker(call, meeting, organisation_id)
    row = await locked(call, meeting)
    left = [each for each in row.speakers if each["organisation_id"] != str(organisation_id)]
    if len(left) == len(row.speakers):
        return
    row.speakers = left
    await _note(call, "session.floor-left", row, meeting, organisation=invitation.acronym)


async def _speaker(call: Call, meeting: Meeting, organisation_id: UUID) -> Invitation:
    """An invited organisation: any for the officers, one's own for everybody else."""
    if not runs(call) and organisation_id not in call.actor.organisations(call.network_id, *SPEAKERS, OBSERVER):
        raise Forbidden()
    statement = sa.select(Invitation).where(
        Invitation.meeting_id == meeting.id, Invitation.organisation_id == organisation_id
    )
    return found((await call.session.execute(statement)).scalar_one_or_none())


async def _note(call: Call, kind: str, row: MeetingSession, meeting: Meeting, **more: Any) -> None:
    await journal.record(
        call, kind, row, visibility=seen_by(meeting), number=meeting.number, meeting_id=str(meeting.id), **more
    )
