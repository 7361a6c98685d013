"""A session as it is read."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock
from api.kernel.access import OBSERVER, SPEAKERS, Call, found
from api.kernel.db import Id, UTCDateTime, dumps, instant
from api.kernel.fragments import or_null
from api.kernel.routing import Reply
from api.kernel.views import READS_ALL, View, many, obj, within
from api.meetings import policy, sealing
from api.meetings.models import AgendaItem, Invitation, Meeting, MeetingState
from api.meetings.rows import DURING, KNOWN
from api.meetings.session import facts_at
from api.meetings.session_models import (
    MeetingSession,
    Outcome,
    SessionNote,
    SessionNoteVersion,
    SessionState,
)
from api.meetings.session_schemas import SessionAct
from api.meetings.session_states import SESSION
from api.meetings.turns import Turn, used

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
_visible = [Meeting.network_id == _network, within(Meeting.visibility), sa.or_(KNOWN, READS_ALL)]
_here = [
    Outcome.network_id == _network,
    Outcome.meeting_id == _id,
    Outcome.removed_at.is_(None),
    within(Outcome.visibility),
]
OUTCOME = obj(
    id=Outcome.id,
    agenda_item_id=Outcome.agenda_item_id,
    place=Outcome.place,
    kind=Outcome.kind,
    text=Outcome.text,
    decision_id=Outcome.decision_id,
    action_point_id=Outcome.action_point_id,
    visibility=Outcome.visibility,
    late=Outcome.late,
    recorded_by=Outcome.recorded_by,
    created_at=Outcome.created_at,
    version=Outcome.version,
)
_invited = many(
    obj(o=Invitation.organisation_id, a=Invitation.acronym),
    Invitation,
    [Invitation.meeting_id == Meeting.id],
    [Invitation.place],
    [Meeting.__table__],
)
_agenda = many(
    obj(id=AgendaItem.id),
    AgendaItem,
    [
        AgendaItem.meeting_id == Meeting.id,
        AgendaItem.removed_at.is_(None),
        AgendaItem.place > 0,
        AgendaItem.moved_on_at.is_(None),
    ],
    [AgendaItem.place, AgendaItem.id],
    [Meeting.__table__],
)


def _single(dialect: str) -> View:
    return View(
        sa.select(
            Meeting.state,
            Meeting.started_at,
            Meeting.ended_at,
            MeetingSession.state.label("session_state"),
            MeetingSession.current_item_id,
            MeetingSession.since_at,
            MeetingSession.turns,
            MeetingSession.speakers,
            MeetingSession.version,
            _agenda.sql().label("agenda"),
            _invited.sql().label("invited"),
            many(OUTCOME, Outcome, _here, [Outcome.agenda_item_id, Outcome.place, Outcome.id], []).sql(),
            sa.type_coerce(clock.database_now(dialect), UTCDateTime),
        )
        .select_from(
            sa.outerjoin(
                Meeting,
                MeetingSession,
                sa.and_(MeetingSession.network_id == Meeting.network_id, MeetingSession.meeting_id == Meeting.id),
            )
        )
        .where(*_visible, Meeting.id == _id)
    )


SINGLE = {dialect: _single(dialect) for dialect in ("sqlite", "postgresql")}
ONE_OUTCOME = View(
    sa.select(OUTCOME.sql(), Outcome.version)
    .select_from(sa.join(Outcome, Meeting, Outcome.meeting_id == Meeting.id))
    .where(*_visible, *_here, Outcome.id == sa.bindparam("outcome_id", type_=Id))
)
NOTE = obj(
    agenda_item_id=SessionNote.agenda_item_id,
    text=SessionNote.text,
    written_by=SessionNote.written_by,
    written_at=SessionNote.written_at,
    version=SessionNote.version,
)
_noted = [SessionNote.network_id == Meeting.network_id, SessionNote.meeting_id == Meeting.id]
NOTES = View(
    sa.select(many(NOTE, SessionNote, _noted, [SessionNote.agenda_item_id], [Meeting.__table__]).sql()).where(
        *_visible, Meeting.id == _id
    )
)
_one_note = [
    SessionNote.network_id == AgendaItem.network_id, SessionNote.agenda_item_id == AgendaItem.id,
]  # fmt: skip
ONE_NOTE = View(
    sa.select(
        AgendaItem.id,
        or_null(sa.select(NOTE.sql()).where(*_one_note).correlate(AgendaItem).scalar_subquery()).sql(),
        many(
            obj(
                number=SessionNoteVersion.version,
                text=SessionNoteVersion.text,
                written_by=SessionNoteVersion.written_by,
                written_at=SessionNoteVersion.written_at,
            ),
            sa.join(SessionNoteVersion, SessionNote, SessionNoteVersion.note_id == SessionNote.id),
            [*_one_note, SessionNoteVersion.network_id == SessionNote.network_id],
            [SessionNoteVersion.version.desc()],
            [AgendaItem.__table__],
        ).sql(),
    )
    .select_from(sa.join(AgendaItem, Meeting, AgendaItem.meeting_id == Meeting.id))
    .where(
        *_visible,
        Meeting.id == _id,
        AgendaItem.id == sa.bindparam("item_id", type_=Id),
        AgendaItem.removed_at.is_(None),
        AgendaItem.place > 0,
    )
)


async def session(call: Call, meeting_id: UUID) -> Reply:
    row = found(await SINGLE[call.source.dialect].first(call.source, **_of(call, meeting_id)))
    meeting, began, ended, state, current, since, turns, speakers, version, agenda, invited, outcomes, now = row
    turns, order = turns or [], [UUID(each["id"]) for each in json.loads(agenda)]
    stands = _stands(meeting, state)
    mine = call.actor.organisations(call.network_id, *SPEAKERS, OBSERVER)
    runs = stands != SessionState.CLOSED and meeting == MeetingState.IN_SESSION
    shown = {
        "meeting_id": str(meeting_id),
        "state": stands,
        "current_item_id": str(current) if current else None,
        "since_at": instant(since) if since else None,
        "turns": turns,
        **_times(turns, current, since, now, began, ended),
        "speakers": speakers or [],
        "speaks_for": [each["a"] for each in json.loads(invited) if UUID(each["o"]) in mine],
        "may": await _may(call, meeting_id, meeting),
        "moves": SESSION.offered(call, facts_at(stands, current, order)) if runs else [],
        "server_time": instant(now),
        "version": version or 0,
    }
    return Reply(f'{dumps(shown)[:-1]},"outcomes":{outcomes}}}', version or 0)


def _of(call: Call, meeting_id: UUID) -> dict[str, Any]:
    return {"network_id": call.network_id, "reach": call.reach, "id": meeting_id}


def _stands(meeting: str, state: str | None) -> SessionState:
    """A meeting that began before there were sessions waits; one that nobody opened here is closed when it is over."""
    if state is not None:
        return SessionState(state)
    return SessionState.CLOSED if meeting == MeetingState.HELD else SessionState.WAITING


def _times(
    turns: list[dict[str, Any]],
    current: UUID | None,
    since: datetime | None,
    now: datetime,
    began: datetime | None,
    ended: datetime | None,
) -> dict[str, Any]:
    had = [
        Turn(each["item_id"], datetime.fromisoformat(each["from_at"]), datetime.fromisoformat(each["until_at"]))
        for each in turns
    ]
    if since is not None:
        had.append(Turn(str(current), since))
    spent = used(had, now, began, ended)
    counts = {item: sum(turn.item == item for turn in had) for item in spent.items}
    items = [{"item_id": i, "used_seconds": s, "turn_count": counts[i]} for i, s in spent.items.items()]
    times = {"elapsed_seconds": spent.elapsed, "used_seconds": spent.used, "idle_seconds": spent.idle}
    return {"items": items, **times}


async def _may(call: Call, meeting_id: UUID, meeting: str) -> list[str]:
    runs, here = call.may(policy.CONVENE), meeting == MeetingState.IN_SESSION
    writes = (
        runs and meeting in DURING and not (meeting == MeetingState.HELD and await sealing.sealed(call, meeting_id))
    )
    acts = {
        SessionAct.NOTE: writes,
        SessionAct.RECORD_OUTCOME: writes,
        SessionAct.SPEAK: here and call.may(policy.SPEAK),
        SessionAct.ARRANGE_SPEAKERS: here and runs,
    }
    return [str(act) for act, open_ in acts.items() if open_]


async def outcome(call: Call, meeting_id: UUID, outcome_id: UUID) -> Reply:
    text, version = found(await ONE_OUTCOME.first(call.source, **_of(call, meeting_id), outcome_id=outcome_id))
    return Reply(text, version)


async def notes(call: Call, meeting_id: UUID) -> Reply:
    (items,) = found(await NOTES.first(call.source, **_of(call, meeting_id)))
    return Reply(f'{{"items":{items},"next_cursor":null}}')


async def note(call: Call, meeting_id: UUID, item_id: UUID) -> Reply:
    _, text, _ = found(await ONE_NOTE.first(call.source, **_of(call, meeting_id), item_id=item_id))
    if text == "null":
        none = {"agenda_item_id": str(item_id), "text": "", "written_by": None, "written_at": None, "version": 0}
        return Reply(dumps(none))
    return Reply(text, json.loads(text)["version"])


async def note_versions(call: Call, meeting_id: UUID, item_id: UUID) -> Reply:
    _, _, versions = found(await ONE_NOTE.first(call.source, **_of(call, meeting_id), item_id=item_id))
    return Reply(f'{{"items":{dumps(json.loads(versions)[:100])},"next_cursor":null}}')
