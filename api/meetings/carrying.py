"""What is not reached moves on: to the next regular meeting or to the backlog, linked at both ends. Nothing is lost."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call, Visibility, found
from api.kernel.problems import Invalid, Problem
from api.meetings import agenda, backlog
from api.meetings.agenda_schemas import AgendaItemCarry, Onward
from api.meetings.models import AgendaItem, Meeting, MeetingKind, MeetingPaper, MeetingState
from api.meetings.rows import BEFORE, DURING, MeetingOver, note, note_paper, visible
from api.meetings.schemas import AgendaItemCreate

OPEN = (MeetingState.DRAFT, MeetingState.CONVENED)
COPIED = ("kind", "title", "duration_minutes", "presenter_id", "notes")
CIRCLES = list(Visibility)  # from the widest to the narrowest


class ItemMovedOn(Problem):
    slug, status = "item-moved-on", 409


def contents(row: Any) -> AgendaItemCreate:
    """An item or a topic as something to put on an agenda."""
    return AgendaItemCreate.model_validate({name: getattr(row, name) for name in COPIED})


async def target(call: Call, meeting: Meeting, wanted: UUID | None = None) -> Meeting | None:
    """The meeting that was named; else the next regular one ahead, unless more people would see it there."""
    ahead = sa.select(Meeting).where(Meeting.network_id == call.network_id, Meeting.id != meeting.id)
    if wanted is not None:
        named = visible(call).where(Meeting.id == wanted, Meeting.id != meeting.id)
        there = found((await call.session.execute(named.with_for_update())).scalar_one_or_none())
        if there.state not in OPEN:
            raise MeetingOver()
        return there
    statement = (
        ahead.where(Meeting.kind == MeetingKind.REGULAR, Meeting.state.in_(OPEN))
        .where(sa.or_(Meeting.ends_at.is_(None), Meeting.ends_at > call.now))
        .order_by(Meeting.sort_at, Meeting.id)
        .limit(1)
    )
    there_ = (await call.session.execute(statement.with_for_update())).scalar_one_or_none()
    return there_ if there_ is not None and not _wider(there_, meeting) else None


def _wider(there: Meeting, here: Meeting) -> bool:
    return CIRCLES.index(Visibility(there.visibility)) < CIRCLES.index(Visibility(here.visibility))


async def carry_item(call: Call, meeting: Meeting, item_id: UUID, wanted: AgendaItemCarry) -> None:
    """An officer moves an item on: before the meeting it leaves this agenda, afterwards it stays on record here."""
    item = await agenda.lock_item(call, meeting, item_id)
    call.changed(item)
    if meeting.state not in (*BEFORE, *DURING):
        raise MeetingOver()
    there = await target(call, meeting, wanted.meeting_id) if wanted.to == Onward.NEXT else None
    if wanted.to == Onward.BACKLOG and wanted.reason is None:
        raise Invalid.at("/reason", "missing")
    await onward(call, meeting, item, there, reason=wanted.reason)


async def onward(
    call: Call, meeting: Meeting, item: AgendaItem, there: Meeting | None, reason: str | None = None
) -> None:
    """Move an item on. Without a meeting it waits in the backlog: for the next regular one, unless it was parked."""
    if item.moved_on_at is not None:
        raise ItemMovedOn()
    item.moved_on_at = call.now
    before = meeting.state not in DURING
    if there is None:
        await backlog.keep(call, meeting, item, reason)
        await note(call, "agenda-item.parked", item, meeting)
    else:
        origin = await _origin(call, item) if before else None
        later = await _continued(call, there, item, (origin or item).id)
        item.carried_to_id = later.id
        if origin is not None and origin is not item:
            origin.carried_to_id = later.id
            await note(call, "agenda-item.carried", origin, await _of(call, origin), to=there.number)
        await note(call, "agenda-item.carried", item, meeting, to=there.number)
        if before:
            await papers_follow(call, item.id, later)
    if before:
        await agenda.take_off(call, meeting, item)


async def _origin(call: Call, item: AgendaItem) -> AgendaItem:
    """Where an item that is moved again came from: the link leads on from there, not from where it only waited."""
    first = await call.session.get(AgendaItem, item.carried_from_id) if item.carried_from_id else None
    return first or item


async def _of(call: Call, item: AgendaItem) -> Meeting:
    meeting = await call.session.get(Meeting, item.meeting_id)
    assert meeting is not None
    return meeting


async def _continued(call: Call, there: Meeting, item: AgendaItem, origin_id: UUID) -> AgendaItem:
    """The item as it stands there. What stands on every agenda is not put there twice, and a proposal stays one."""
    if item.standing:
        for each in await agenda.items_of(call, there):
            if each.standing == item.standing and each.carried_from_id is None:
                each.carried_from_id = origin_id
                each.version += 1
                await note(call, "agenda-item.changed", each, there)
                return each
    return await agenda.put(
        call,
        there,
        contents(item),
        item.proposed_by_id,
        last=item.place > 0,
        standing=item.standing,
        reviews_id=item.reviews_id,
        request_id=item.request_id,
        carried_from_id=origin_id,
    )


async def papers_follow(call: Call, from_id: UUID, item: AgendaItem) -> None:
    """Papers of an item that left its agenda before the meeting go where it goes."""
    papers = sa.select(MeetingPaper).where(
        MeetingPaper.network_id == call.network_id,
        MeetingPaper.agenda_item_id == from_id,
        MeetingPaper.removed_at.is_(None),
    )
    meeting = await _of(call, item)
    for paper in (await call.session.execute(papers.with_for_update())).scalars():
        paper.agenda_item_id, paper.meeting_id = item.id, item.meeting_id
        paper.version += 1
        await note_paper(call, "changed", paper, meeting)


async def copy_item(call: Call, meeting: Meeting, item_id: UUID, wanted: UUID | None) -> AgendaItem:
    """The same topic once more, without outcome: here, or on another agenda that is still open."""
    item = await agenda.lock_item(call, meeting, item_id)
    there = meeting if wanted in (None, meeting.id) else await target(call, meeting, wanted)
    assert there is not None
    if there.state not in BEFORE:
        raise MeetingOver()
    return await agenda.put(call, there, contents(item), item.proposed_by_id, last=True)


async def take_topic(call: Call, topic_id: UUID, meeting_id: UUID) -> None:
    """The secretariat puts a topic of the backlog on a meeting's agenda."""
    topic = await backlog.lock(call, topic_id)
    wanted = visible(call).where(Meeting.id == meeting_id)
    meeting = (await call.session.execute(wanted.with_for_update())).scalar_one_or_none()
    if meeting is None:
        raise Invalid.at("/meeting_id", "unknown")
    if meeting.state not in (*BEFORE, MeetingState.IN_SESSION):
        raise MeetingOver()
    call.match(topic.version)
    await onto(call, meeting, topic)


async def onto(call: Call, meeting: Meeting, topic: Any) -> None:
    """A topic becomes an item of this agenda; what it was before is linked with it, and its papers come along."""
    if topic.closed_at is not None:
        raise backlog.TopicClosed()
    source = await call.session.get(AgendaItem, topic.from_item_id) if topic.from_item_id else None
    origin = source
    if source is not None and source.removed_at is not None:
        origin = await _origin(call, source)
        if origin is source and source.meeting_id == meeting.id:
            origin = None  # it only went out and in again
    item = await agenda.put(
        call,
        meeting,
        contents(topic),
        topic.proposed_by_id,
        last=True,
        reviews_id=source.reviews_id if source else None,
        request_id=source.request_id if source else None,
        carried_from_id=origin.id if origin else None,
    )
    await call.session.flush()
    topic.item_id, topic.closed_at = item.id, call.now
    topic.version += 1
    await backlog.told(call, "backlog-topic.taken", topic, number=meeting.number)
    if source is None:
        return
    for each in {source.id: source, **({origin.id: origin} if origin else {})}.values():
        each.carried_to_id = item.id
        await note(call, "agenda-item.carried", each, await _of(call, each), to=meeting.number)
    if source.removed_at is not None:
        await papers_follow(call, source.id, item)


# ── what happens by itself ──────────────────────────────────────────────────────────────────────────────────────────


async def take_up(call: Call, meeting: Meeting) -> None:
    """A regular meeting was drafted: topics that waited for one come to its agenda, the oldest first."""
    for topic in await backlog.for_next(call):
        if CIRCLES.index(Visibility(meeting.visibility)) >= CIRCLES.index(Visibility(topic.visibility)):
            await onto(call, meeting, topic)


async def not_reached(call: Call, meeting: Meeting, item_ids: Sequence[UUID]) -> None:
    """A meeting ends: what the officers say was not reached moves on, and so does every proposal still waiting."""
    items = {item.id: item for item in await agenda.items_of(call, meeting)}
    if not set(item_ids) <= items.keys():
        raise Invalid.at("/not_reached", "unknown")
    going = [item for item in items.values() if item.id in set(item_ids) or item.place == 0]
    going = [item for item in going if item.moved_on_at is None]
    there = await target(call, meeting) if going else None
    for item in going:
        item.version += 1
        await onward(call, meeting, item, there)


async def _brought(call: Call, item: AgendaItem) -> bool:
    """By a member or from the backlog. Deferred requests and reviews see to themselves."""
    if item.request_id or item.reviews_id:
        return False
    return item.proposed_by_id is not None or await backlog.was(call, item)


async def let_go(call: Call, meeting: Meeting) -> None:
    """A meeting is cancelled: what came to it from elsewhere, and what members proposed, goes on to the next."""
    items = [item for item in await agenda.items_of(call, meeting) if item.moved_on_at is None and not item.standing]
    going = [item for item in items if item.carried_from_id or await _brought(call, item)]
    there = await target(call, meeting) if going else None
    for item in going:
        item.version += 1
        await onward(call, meeting, item, there)
