"""Papers of a meeting: announced, sent as a file or named by an address, seen by whom they are for."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import binding, files
from api.kernel.access import SPEAKERS, Call, Visibility, found
from api.kernel.problems import Forbidden, Invalid
from api.meetings import agenda
from api.meetings.models import AgendaItem, Meeting, MeetingPaper, MeetingState
from api.meetings.paper_schemas import MeetingPaperCreate
from api.meetings.rows import PAPER_STANDS, MeetingOver, note, note_paper, runs, seen_by
from api.networks.models import Organisation

OVER: Sequence[str] = (MeetingState.CANCELLED, MeetingState.DEFERRED)
CIRCLES = list(Visibility)  # from the widest to the narrowest
SUBJECT = MeetingPaper.__tablename__
PDF = "application/pdf"


async def all_of(call: Call, meeting: Meeting) -> list[MeetingPaper]:
    """In order, as far as the caller sees them."""
    statement = (
        sa.select(MeetingPaper)
        .where(MeetingPaper.network_id == call.network_id, MeetingPaper.meeting_id == meeting.id)
        .where(MeetingPaper.removed_at.is_(None), PAPER_STANDS)
        .where(MeetingPaper.visibility.in_([str(circle) for circle in call.circles]))
        .order_by(MeetingPaper.place, MeetingPaper.id)
    )
    return list((await call.session.execute(statement.with_for_update())).scalars())


async def lock(call: Call, meeting: Meeting, paper_id: UUID) -> MeetingPaper:
    return found(next((paper for paper in await all_of(call, meeting) if paper.id == paper_id), None))


async def add(call: Call, meeting: Meeting, wanted: MeetingPaperCreate) -> MeetingPaper:
    """A paper at the end. Officers add any; a member one of its own, for an item that it presents or proposed."""
    _open(meeting)
    item = await _item(call, meeting, wanted.agenda_item_id)
    if not runs(call) and not _concerns(call, item):
        raise Forbidden()
    if wanted.visibility not in call.circles:
        raise Invalid.at("/visibility", "unknown")
    await _check_organisation(call, wanted.awaited_from_id)
    places = [paper.place for paper in await _every(call, meeting)]
    paper = MeetingPaper(
        created_at=call.now,
        network_id=call.network_id,
        meeting_id=meeting.id,
        place=max(places, default=0) + 1,
        added_by_id=None if runs(call) else agenda.own_organisation(call),
        **(wanted.model_dump() | {"title": wanted.title.model_dump()}),
    )
    call.session.add(paper)
    await note_paper(call, "added", paper, meeting)
    return paper


async def _every(call: Call, meeting: Meeting) -> list[MeetingPaper]:
    statement = sa.select(MeetingPaper).where(
        MeetingPaper.network_id == call.network_id, MeetingPaper.meeting_id == meeting.id
    )
    return list((await call.session.execute(statement)).scalars())


def _open(meeting: Meeting) -> None:
    if meeting.state in OVER:
        raise MeetingOver()


def _concerns(call: Call, item: AgendaItem | None) -> bool:
    own = call.actor.organisations(call.network_id, *SPEAKERS)
    return item is not None and bool({item.presenter_id, item.proposed_by_id} & own)


async def _item(call: Call, meeting: Meeting, item_id: UUID | None) -> AgendaItem | None:
    if item_id is None:
        return None
    item = next((each for each in await agenda.items_of(call, meeting) if each.id == item_id), None)
    if item is None:
        raise Invalid.at("/agenda_item_id", "unknown")
    return item


async def _check_organisation(call: Call, organisation_id: UUID | None) -> None:
    if organisation_id is not None and await call.session.get(Organisation, organisation_id) is None:
        raise Invalid.at("/awaited_from_id", "unknown")


def _own(call: Call, paper: MeetingPaper) -> bool:
    """Officers see to every paper, a member to those that it sent or that are awaited from it."""
    own = call.actor.organisations(call.network_id, *SPEAKERS)
    return runs(call) or bool({paper.added_by_id, paper.awaited_from_id} & own)


async def _change(call: Call, meeting: Meeting, paper_id: UUID, *, match: bool = True) -> MeetingPaper:
    paper = await lock(call, meeting, paper_id)
    if not _own(call, paper):
        raise Forbidden()
    if match:
        call.match(paper.version)
    _open(meeting)
    paper.version += 1
    return paper


async def change(call: Call, meeting: Meeting, paper_id: UUID, changes: dict[str, Any]) -> None:
    paper = await _change(call, meeting, paper_id)
    await _check_organisation(call, changes.get("awaited_from_id"))
    if changes.get("agenda_item_id") is not None:
        await _item(call, meeting, changes["agenda_item_id"])
    if changes.get("url") is not None and paper.file_id is not None:
        raise Invalid.at("/url", "has_file")
    for name, value in changes.items():
        if value is None and name in ("title", "visibility"):
            raise Invalid.at(f"/{name}", "missing")
        if name == "visibility" and value not in call.circles:
            raise Invalid.at("/visibility", "unknown")
        setattr(paper, name, value.model_dump() if hasattr(value, "model_dump") else value)
    await note_paper(call, "changed", paper, meeting)


async def upload(call: Call, meeting: Meeting, paper_id: UUID, name: str, content: bytes, pages: int | None) -> None:
    """Its file, or a later revision of it. Earlier ones are kept."""
    paper = await _change(call, meeting, paper_id, match=False)
    organisation_id = agenda.own_organisation(call)
    assert organisation_id is not None
    file = await files.add(call, paper, organisation_id, name, content, seen_of(meeting, paper))
    paper.file_id, paper.url = file.id, None
    paper.revision += 1
    paper.pages = pages if file.media_type == PDF else None
    await note_paper(call, "changed", paper, meeting)


async def pages_of(name: str, content: bytes) -> int | None:
    """Counted before anything is locked: a heavy file keeps nobody waiting."""
    if not name.lower().endswith(".pdf") or len(content) > files.MOST_BYTES:
        return None
    return await binding.count(content)


async def remove(call: Call, meeting: Meeting, paper_id: UUID) -> None:
    paper = await _change(call, meeting, paper_id)
    paper.removed_at = call.now
    await note_paper(call, "removed", paper, meeting)


async def order(call: Call, meeting: Meeting, wanted: Sequence[UUID]) -> None:
    """The list names every paper once."""
    _open(meeting)
    held = {paper.id: paper for paper in await all_of(call, meeting)}
    if len(set(wanted)) != len(wanted) or set(wanted) != held.keys():
        raise Invalid.at("/papers", "not_every_paper")
    for place, paper_id in enumerate(wanted, start=1):
        if held[paper_id].place != place:
            held[paper_id].place = place
            await note_paper(call, "changed", held[paper_id], meeting)
    meeting.version += 1
    await note(call, "meeting.changed", meeting, meeting)


def seen_of(meeting: Meeting, paper: MeetingPaper) -> Visibility:
    """The narrower of the two: nobody sees a paper of a meeting that they do not see."""
    return max(Visibility(paper.visibility), seen_by(meeting), key=CIRCLES.index)
