"""Minute-taking: one text per item, in versions, so that two who type at once lose nothing."""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from api.kernel import journal
from api.kernel.access import Call, Visibility, found
from api.kernel.db import instant
from api.kernel.problems import IfMatchRequired, Stale
from api.meetings import sealing
from api.meetings.models import AgendaItem, Meeting
from api.meetings.session_models import SessionNote, SessionNoteVersion

BREATH = timedelta(minutes=2)


async def item_on_agenda(call: Call, meeting: Meeting, item_id: UUID) -> AgendaItem:
    statement = sa.select(AgendaItem).where(
        AgendaItem.meeting_id == meeting.id,
        AgendaItem.id == item_id,
        AgendaItem.removed_at.is_(None),
        AgendaItem.place > 0,
    )
    return found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())


async def write(call: Call, meeting: Meeting, item_id: UUID, text: str) -> None:
    """Keep the text; what was kept before stays as a version. The same text again is no change.

    Raises Stale, with the text that stands, when somebody else was quicker.
    """
    item = await item_on_agenda(call, meeting, item_id)
    await sealing.check(call, meeting)
    note = await _of(call, item_id)
    if call.if_match is None:
        raise IfMatchRequired()
    if text == (note.text if note else ""):
        return  # the answer to the first time was lost on the way
    _match(call, note)
    if note is None:
        note = SessionNote(
            created_at=call.now, network_id=call.network_id, meeting_id=meeting.id, agenda_item_id=item_id, version=0
        )
        call.session.add(note)
    note.text, note.text_hash = text, journal.sha256(text)
    note.written_by, note.written_at = call.actor.acronym(call.network_id), call.now
    note.version += 1
    await journal.record(
        call, "session-note.written", note, visibility=Visibility.SECRETARIAT, number=meeting.number,
        meeting_id=str(meeting.id), place=item.place, title=item.title["en"],
    )  # fmt: skip
    await _keep(call, note)


async def _of(call: Call, item_id: UUID) -> SessionNote | None:
    statement = sa.select(SessionNote).where(
        SessionNote.network_id == call.network_id, SessionNote.agenda_item_id == item_id
    )
    return (await call.session.execute(statement.with_for_update())).scalar_one_or_none()


def _match(call: Call, note: SessionNote | None) -> None:
    """Compare If-Match; who lost the race is given what stands, so that both texts can be put side by side at once."""
    try:
        call.match(note.version if note else 0)
    except Stale:
        raise Stale(
            current_version=note.version if note else 0,
            current_text=note.text if note else "",
            written_by=note.written_by if note else "",
            written_at=instant(note.written_at) if note else None,
        ) from None


async def _keep(call: Call, note: SessionNote) -> None:
    """A version of its own, but where the same person goes on writing within two minutes and takes nothing away."""
    statement = sa.select(SessionNoteVersion).where(
        SessionNoteVersion.network_id == call.network_id, SessionNoteVersion.note_id == note.id
    )
    last = (
        await call.session.execute(statement.order_by(SessionNoteVersion.version.desc()).limit(1))
    ).scalar_one_or_none()
    goes_on = (
        last is not None
        and last.person_id == call.actor.person_id
        and call.now - last.written_at < BREATH
        and note.text.startswith(last.text)
    )
    if last is not None and goes_on:
        await call.session.delete(last)
        await call.session.flush()
    call.session.add(
        SessionNoteVersion(
            network_id=call.network_id, note_id=note.id, version=note.version, text=note.text,
            person_id=call.actor.person_id, written_by=note.written_by, written_at=call.now,
        )
    )  # fmt: skip
    await call.session.flush()
