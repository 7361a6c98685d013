"""The backlog as it is read."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call, found
from api.kernel.db import Id
from api.kernel.paging import Listing, Sort, page_json
from api.kernel.routing import Reply
from api.kernel.views import View, obj, one, splice, val, within
from api.meetings import policy
from api.meetings.agenda_schemas import BacklogAct
from api.meetings.agenda_views import on_agenda
from api.meetings.models import BacklogTopic
from api.meetings.rows import runs
from api.networks.models import Organisation

_outer = [BacklogTopic.__table__]
_visible = [BacklogTopic.network_id == sa.bindparam("network_id", type_=Id), within(BacklogTopic.visibility)]


def _acronym(column: Any) -> Any:
    return one(val(Organisation.acronym), Organisation, [Organisation.id == column], _outer)


TOPIC = obj(
    id=BacklogTopic.id,
    kind=BacklogTopic.kind,
    title=BacklogTopic.title,
    duration_minutes=BacklogTopic.duration_minutes,
    presenter_id=BacklogTopic.presenter_id,
    presenter=_acronym(BacklogTopic.presenter_id),
    notes=BacklogTopic.notes,
    reason=BacklogTopic.reason,
    visibility=BacklogTopic.visibility,
    parked_by=_acronym(BacklogTopic.parked_by_id),
    proposed_by=_acronym(BacklogTopic.proposed_by_id),
    for_next=BacklogTopic.for_next,
    came_from=on_agenda(BacklogTopic.from_item_id, _outer),
    went_to=on_agenda(BacklogTopic.item_id, _outer),
    created_at=BacklogTopic.created_at,
    closed_at=BacklogTopic.closed_at,
    closing_reason=BacklogTopic.closing_reason,
    version=BacklogTopic.version,
)
_facts = [BacklogTopic.closed_at, BacklogTopic.parked_by_id, BacklogTopic.proposed_by_id]
LISTING = Listing(
    TOPIC,
    BacklogTopic,
    _visible,
    {
        "created_at": Sort((BacklogTopic.created_at, BacklogTopic.id)),
        "-created_at": Sort((BacklogTopic.created_at, BacklogTopic.id), descending=True),
    },
    {"closed": lambda value: BacklogTopic.closed_at.is_not(None) == value},
    _facts,
)
SINGLE = View(
    sa.select(TOPIC.sql(), *_facts, BacklogTopic.version).where(
        *_visible, BacklogTopic.id == sa.bindparam("id", type_=Id)
    )
)


def _may(call: Call, closed_at: Any, *own: Any) -> list[str]:
    """Whoever parked or proposed it, and the officers, change it; officers take it onto an agenda."""
    if closed_at is not None:
        return []
    mine = {str(each) for each in call.actor.organisations(call.network_id)}
    ours = call.may(policy.REQUEST) and (runs(call) or any(str(each) in mine for each in own if each))
    acts = {
        BacklogAct.EDIT: ours,
        BacklogAct.CLOSE: ours,
        BacklogAct.TAKE: call.may(policy.CONVENE),
    }
    return [str(act) for act, open_ in acts.items() if open_]


async def topics(call: Call, sort: str, limit: int, cursor: str | None, closed: bool) -> Reply:
    rows, following = await LISTING.rows(
        call.source, sort, limit, cursor, {"closed": closed}, network_id=call.network_id, reach=call.reach
    )
    return Reply(page_json([splice(row[0], may=_may(call, *row[1:])) for row in rows], following))


async def topic(call: Call, topic_id: UUID) -> Reply:
    row = found(await SINGLE.first(call.source, network_id=call.network_id, reach=call.reach, id=topic_id))
    text, closed_at, parked_by_id, proposed_by_id, version = row
    return Reply(splice(text, may=_may(call, closed_at, parked_by_id, proposed_by_id)), version)
