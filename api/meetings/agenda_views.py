"""What the items of an agenda hang together with, as it is read."""

import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.kernel import clock, links
from api.kernel.access import Call, found
from api.kernel.db import Id, UTCDateTime, dumps
from api.kernel.routing import Reply
from api.kernel.views import READS_ALL, View, many, obj, one, splice, val, within
from api.meetings import outline
from api.meetings.models import AgendaItem, BacklogTopic, Meeting, MeetingKind, MeetingPaper, MeetingState
from api.meetings.ordering import sums
from api.meetings.outcomes import CAME
from api.networks.models import Organisation

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
_now = sa.bindparam("now", type_=UTCDateTime)


def seen(meeting: Any) -> list[Any]:
    """Whether the reader may know of this meeting."""
    known = sa.or_(meeting.requested_by_id.is_not(None), meeting.convened_at.is_not(None), READS_ALL)
    return [meeting.network_id == _network, within(meeting.visibility), known]


def on_agenda(item_id: Any, outer: Any) -> Any:
    """The item at the other end of a move, if the reader may see its meeting."""
    other, its = aliased(AgendaItem), aliased(Meeting)
    shown = obj(
        item_id=other.id, place=other.place, meeting_id=its.id, number=its.number, starts_at=its.starts_at
    )  # fmt: skip
    return one(shown, sa.join(other, its, its.id == other.meeting_id), [other.id == item_id, *seen(its)], outer)


def _topic(column: Any, item_id: Any, outer: Any, *more: Any) -> Any:
    topic = aliased(BacklogTopic)
    parked_by = one(
        val(Organisation.acronym), Organisation, [Organisation.id == topic.parked_by_id], [sa.inspect(topic).selectable]
    )
    where = [topic.network_id == _network, getattr(topic, column) == item_id, within(topic.visibility)]
    where += [condition(topic) for condition in more]
    return one(obj(topic_id=topic.id, reason=topic.reason, parked_by=parked_by), topic, where, outer)


def _waits(outer: Any) -> Any:
    return _topic("from_item_id", AgendaItem.id, outer, lambda topic: topic.closed_at.is_(None))


_item = [AgendaItem.__table__]
_papers = sa.select(sa.func.count(MeetingPaper.id, type_=sa.BigInteger)).where(
    MeetingPaper.network_id == _network,
    MeetingPaper.agenda_item_id == AgendaItem.id,
    MeetingPaper.removed_at.is_(None),
    within(MeetingPaper.visibility),
)
DETAIL = obj(
    id=AgendaItem.id,
    meeting_id=AgendaItem.meeting_id,
    place=AgendaItem.place,
    title=AgendaItem.title,
    standing=AgendaItem.standing,
    carried_from=on_agenda(AgendaItem.carried_from_id, _item),
    carried_to=on_agenda(AgendaItem.carried_to_id, _item),
    moved_on_at=AgendaItem.moved_on_at,
    waits=_waits(_item),
    waited=_topic("item_id", AgendaItem.id, _item),
    paper_count=_papers.correlate(AgendaItem).scalar_subquery(),
    links=links.of("agenda_items", AgendaItem.id, _item),
)
MOVED = obj(
    id=AgendaItem.id,
    title=AgendaItem.title,
    carried_to=on_agenda(AgendaItem.carried_to_id, _item),
    waits=_waits(_item),
)
_of_meeting = [AgendaItem.meeting_id == Meeting.id]
_order = [AgendaItem.place, AgendaItem.id]
_meeting = [Meeting.__table__]
_next = aliased(Meeting)
_later = (
    sa.select(_next.id)
    .where(*seen(_next), _next.kind == MeetingKind.REGULAR, _next.id != Meeting.id)
    .where(sa.or_(_next.state == MeetingState.DRAFT, _next.state == MeetingState.CONVENED))
    .where(sa.or_(_next.ends_at.is_(None), _next.ends_at > _now))
    .order_by(_next.sort_at, _next.id)
    .limit(1)
    .correlate(Meeting)
    .scalar_subquery()
)
_shown = aliased(Meeting)
AGENDA = View(
    sa.select(
        obj(
            items=many(DETAIL, AgendaItem, [*_of_meeting, AgendaItem.removed_at.is_(None)], _order, _meeting),
            moved=many(
                MOVED,
                AgendaItem,
                [*_of_meeting, AgendaItem.removed_at.is_not(None), AgendaItem.moved_on_at.is_not(None)],
                [AgendaItem.moved_on_at, AgendaItem.id],
                _meeting,
            ),
            next_meeting=one(
                obj(id=_shown.id, number=_shown.number, state=_shown.state, starts_at=_shown.starts_at),
                _shown,
                [_shown.id == _later],
                _meeting,
            ),
        ).sql(),
        many(
            val(AgendaItem.duration_minutes),
            AgendaItem,
            [*_of_meeting, AgendaItem.removed_at.is_(None), AgendaItem.place > 0],
            _order,
            _meeting,
        ).sql(),
        Meeting.starts_at,
        Meeting.ends_at,
        Meeting.version,
    ).where(*seen(Meeting), Meeting.id == _id)
)
ITEM = View(
    sa.select(DETAIL.sql(), AgendaItem.version)
    .select_from(sa.join(AgendaItem, Meeting, Meeting.id == AgendaItem.meeting_id))
    .where(*seen(Meeting), AgendaItem.id == _id, AgendaItem.removed_at.is_(None))
)
_left = many(
    obj(
        item_id=AgendaItem.id,
        meeting_id=Meeting.id,
        number=Meeting.number,
        place=AgendaItem.place,
        title=AgendaItem.title,
        version=AgendaItem.version,
    ),
    AgendaItem,
    [
        *_of_meeting,
        AgendaItem.removed_at.is_(None),
        AgendaItem.place > 0,
        sa.not_(CAME),
        AgendaItem.moved_on_at.is_(None),
        AgendaItem.standing.is_(None),
    ],
    _order,
    _meeting,
)
LEFT_OPEN = View(
    sa.select(_left.sql(), Meeting.number)
    .where(*seen(Meeting), Meeting.state == MeetingState.HELD, Meeting.id != _id, Meeting.kind == MeetingKind.REGULAR)
    .order_by(Meeting.sort_at.desc(), Meeting.id.desc())
    .limit(1)
)
THERE = View(
    sa.select(
        Meeting.kind,
        many(
            val(AgendaItem.standing), AgendaItem, [*_of_meeting, AgendaItem.removed_at.is_(None)], _order, _meeting
        ).sql(),
        Meeting.version,
    ).where(*seen(Meeting), Meeting.id == _id)
)


async def agenda(call: Call, meeting_id: UUID) -> Reply:
    """Each item with where it came from and goes on, what it is linked with; and what the agenda adds up to."""
    row = found(
        await AGENDA.first(
            call.source, network_id=call.network_id, reach=call.reach, id=meeting_id, now=clock.now_utc()
        )
    )
    text, durations, starts_at, ends_at, version = row
    total = sums(json.loads(durations), starts_at, ends_at)
    more = {
        "planned_minutes": total.planned,
        "slot_minutes": total.slot,
        "over_minutes": total.over,
        "left_minutes": total.left,
    }
    return Reply(splice(text, **more), version)


async def item(call: Call, item_id: UUID) -> Reply:
    row = found(await ITEM.first(call.source, network_id=call.network_id, reach=call.reach, id=item_id))
    return Reply(row[0], row[1])


async def offer(call: Call, meeting_id: UUID) -> Reply:
    """Standing items by the outline, and what the last regular meeting left without an outcome."""
    given = {"network_id": call.network_id, "reach": call.reach, "id": meeting_id}
    kind, there, version = found(await THERE.first(call.source, **given))
    left = await LEFT_OPEN.first(call.source, **given)
    held = set(json.loads(there))
    usual = outline.usual(kind)
    offered = [
        {
            "key": each["key"],
            "title": outline.titles(each["key"]),
            "kind": each["purpose"],
            "duration_minutes": each["minutes_planned"],
            "usual": each["key"] in usual,
            "there": each["key"] in held,
        }
        for each in outline.items()
    ]
    return Reply(f'{{"outline":{dumps(offered)},"left_open":{left[0] if left else "[]"}}}', version)
