"""What a meeting is about: items, who proposed them, their order and what came of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import search
from api.kernel.access import Call, Role, found
from api.kernel.problems import Invalid
from api.meetings import ordering, outcomes, sealing
from api.meetings.models import AgendaItem, Meeting, MeetingPaper, MeetingState
from api.meetings.rows import BEFORE, DURING, MeetingOver, note, note_paper, runs, seen_by
from api.meetings.schemas import AgendaItemCreate
from api.networks.models import Organisation


async def get_item(call: Call, item_id: UUID) -> AgendaItem:
    statement = sa.select(AgendaItem).where(AgendaItem.network_id == call.network_id, AgendaItem.id == item_id)
    item = (await call.session.execute(statement)).scalar_one_or_none()
    if item is None or item.removed_at is not None:
        raise Invalid.at("/agenda_item_id", "unknown")
    return item


async def items_of(call: Call, meeting: Meeting) -> list[AgendaItem]:
    """The agenda in order, after what is only proposed (place 0)."""
    statement = sa.select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
    return list((await call.session.execute(statement.order_by(AgendaItem.place, AgendaItem.id))).scalars())


async def add_item(call: Call, meeting: Meeting, wanted: AgendaItemCreate) -> AgendaItem:
    """An officer's item stands at the end, before what closes a meeting; a member's waits for its place."""
    if meeting.state not in BEFORE and not (meeting.state == MeetingState.IN_SESSION and runs(call)):
        raise MeetingOver()
    await check_presenter(call, wanted.presenter_id)
    officer = runs(call)
    return await put(call, meeting, wanted, None if officer else own_organisation(call), last=officer)


def own_organisation(call: Call) -> UUID | None:
    """In whose name the caller proposes."""
    return next(iter(call.actor.organisations(call.network_id, *Role)), None)


async def carry(call: Call, meeting: Meeting, topic: Meeting) -> None:
    """Put the topic of a deferred request at the end of this meeting's agenda."""
    wanted = AgendaItemCreate.model_validate({"kind": "discussion", "title": topic.title, "notes": topic.reason})
    await put(call, meeting, wanted, topic.requested_by_id, last=True, request_id=topic.id)
    topic.carried_to_id = meeting.id


async def bring_back(call: Call, meeting: Meeting, decision_id: UUID, wanted: AgendaItemCreate) -> None:
    """Put an adopted decision, whose review date came, at the end of this meeting's agenda."""
    await put(call, meeting, wanted, None, last=True, reviews_id=decision_id)


async def reviewed_from(call: Call, decision_id: UUID, since: datetime) -> bool:
    """Whether the decision came to an agenda since then; one of a meeting that was cancelled is none."""
    statement = (
        sa.select(AgendaItem.id)
        .join(Meeting, AgendaItem.meeting_id == Meeting.id)
        .where(AgendaItem.network_id == call.network_id, AgendaItem.reviews_id == decision_id)
        .where(AgendaItem.created_at >= since, Meeting.state != MeetingState.CANCELLED)
    )
    return (await call.session.execute(statement.limit(1))).first() is not None


async def put(
    call: Call, meeting: Meeting, wanted: AgendaItemCreate, proposer: UUID | None, *, last: bool, **more: Any
) -> AgendaItem:
    """Put an item on the agenda, or beside it as a proposal. `more`: what it comes from, or its key in the outline."""
    placed = [each for each in await items_of(call, meeting) if each.place]
    running = meeting.state in DURING
    at = len(placed) if running else ordering.place_of([each.standing for each in placed], more.get("standing"))
    item = AgendaItem(
        created_at=call.now,
        network_id=call.network_id,
        meeting_id=meeting.id,
        place=at + 1 if last else 0,
        proposed_by_id=proposer,
        **(wanted.model_dump() | {"title": wanted.title.model_dump()}),
        **more,
    )
    call.session.add(item)
    await note(call, "agenda-item.added" if last else "agenda-item.proposed", item, meeting)
    if last:
        await number(call, meeting, [*placed[:at], item, *placed[at:]])
    await enter(call, meeting, item)
    return item


async def number(call: Call, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """Give the items of an agenda their numbers, in this order, without a gap."""
    for place, item in enumerate(items, start=1):
        if item.place != place:
            item.place = place
            await note(call, "agenda-item.changed", item, meeting)


async def enter(call: Call, meeting: Meeting, item: AgendaItem) -> None:
    """Let an item be found, and be linked with what it is about."""
    entry = search.Found(
        "agenda_items",
        item.id,
        title=item.title,
        at=meeting.sort_at,
        visibility=seen_by(meeting),
        number=meeting.number,
        summary=item.notes or "",
    )
    await search.put(call, entry)


async def check_presenter(call: Call, organisation_id: UUID | None) -> None:
    if organisation_id is not None and await call.session.get(Organisation, organisation_id) is None:
        raise Invalid.at("/presenter_id", "unknown")


async def change_item(call: Call, meeting: Meeting, item_id: UUID, changes: dict[str, Any]) -> None:
    item = await lock_item(call, meeting, item_id)
    call.changed(item)
    if "outcome" in changes:
        await sealing.check(call, meeting)
    if meeting.state not in (*BEFORE, *DURING) or (meeting.state in DURING and changes.keys() - {"outcome", "notes"}):
        raise MeetingOver()
    await check_presenter(call, changes.get("presenter_id"))
    for name, value in changes.items():
        if value is None and name in ("kind", "title", "duration_minutes"):
            raise Invalid.at(f"/{name}", "missing")
        setattr(item, name, value.model_dump() if hasattr(value, "model_dump") else value)
    await note(call, "agenda-item.outcome" if "outcome" in changes else "agenda-item.changed", item, meeting)
    if "outcome" in changes:
        await outcomes.rewrite(call, meeting, item, changes["outcome"])
    if changes.keys() & {"title", "notes"}:
        await enter(call, meeting, item)


async def remove_item(call: Call, meeting: Meeting, item_id: UUID) -> None:
    item = await lock_item(call, meeting, item_id)
    call.changed(item)
    if meeting.state not in BEFORE:
        raise MeetingOver()
    await take_off(call, meeting, item)
    papers = sa.select(MeetingPaper).where(
        MeetingPaper.network_id == call.network_id, MeetingPaper.agenda_item_id == item.id
    )
    for paper in (await call.session.execute(papers.with_for_update())).scalars():
        paper.agenda_item_id = None  # it stays with the meeting as a whole
        paper.version += 1
        await note_paper(call, "changed", paper, meeting)


async def take_off(call: Call, meeting: Meeting, item: AgendaItem) -> None:
    """It is no longer on this agenda; those after it move up."""
    item.removed_at = call.now
    await note(call, "agenda-item.removed", item, meeting)
    await search.remove(call, "agenda_items", item.id)
    await number(call, meeting, [each for each in await items_of(call, meeting) if each.place])


async def lock_item(call: Call, meeting: Meeting, item_id: UUID) -> AgendaItem:
    statement = sa.select(AgendaItem).where(
        AgendaItem.meeting_id == meeting.id, AgendaItem.id == item_id, AgendaItem.removed_at.is_(None)
    )
    return found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())


async def order(call: Call, meeting: Meeting, wanted: Sequence[UUID]) -> None:
    """Put the agenda in a new order. The list names every item once; what is only proposed may come onto it."""
    if meeting.state not in BEFORE:
        raise MeetingOver()
    held = {item.id: item for item in await items_of(call, meeting)}
    placed = {item.id for item in held.values() if item.place}
    if len(set(wanted)) != len(wanted) or not placed <= set(wanted) <= held.keys():
        raise Invalid.at("/items", "not_every_item")
    await number(call, meeting, [held[item_id] for item_id in wanted])
    meeting.version += 1
    await note(call, "meeting.changed", meeting, meeting)
