"""Action points as they are read."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.actions.models import ActionPoint, ActionState
from api.actions.states import ACTION_POINT, Facts
from api.decisions.models import Decision
from api.kernel import clock, links
from api.kernel.access import Call, found
from api.kernel.db import Id
from api.kernel.paging import Listing, Sort, moving_json
from api.kernel.routing import Reply
from api.kernel.views import View, obj, one, splice, val, within
from api.kernel.words import say
from api.meetings.models import Meeting
from api.networks.models import Organisation
from api.people.models import Person

_network = sa.bindparam("network_id", type_=Id)
_today = sa.bindparam("today", type_=sa.Date)
_outer = [ActionPoint.__table__]
_visible = [ActionPoint.network_id == _network, within(ActionPoint.visibility)]
_late = sa.and_(ActionPoint.state == ActionState.OPEN, ActionPoint.due_on < _today)
_overdue = sa.case((_late, sa.true()), else_=sa.false())


def _organisation(column: Any) -> Any:
    item = obj(organisation_id=Organisation.id, acronym=Organisation.acronym)
    return one(item, Organisation, [Organisation.id == column], _outer)


def _source(table: Any, column: Any) -> Any:
    item = obj(id=table.id, number=table.number, title=table.title)
    return one(item, table, [table.id == column, within(table.visibility)], _outer)


COMMON = {
    "id": ActionPoint.id,
    "number": ActionPoint.number,
    "title": ActionPoint.title,
    "state": ActionPoint.state,
    "visibility": ActionPoint.visibility,
    "important": ActionPoint.important,
    "owner": _organisation(ActionPoint.owner_id),
    "due_on": ActionPoint.due_on,
    "first_due_on": ActionPoint.first_due_on,
    "overdue": _overdue,
    "meeting": _source(Meeting, ActionPoint.meeting_id),
    "decision": _source(Decision, ActionPoint.decision_id),
    "agenda_item_id": ActionPoint.agenda_item_id,
    "done_at": ActionPoint.done_at,
    "created_at": ActionPoint.created_at,
    "version": ActionPoint.version,
}
LISTING = Listing(
    obj(**COMMON),
    ActionPoint,
    _visible,
    {
        "due_on": Sort((ActionPoint.due_on, ActionPoint.id)),
        "-created_at": Sort((ActionPoint.created_at, ActionPoint.id), descending=True),
    },
    {
        "state": lambda value: ActionPoint.state == value,
        "owner_id": lambda value: ActionPoint.owner_id == value,
        "meeting_id": lambda value: ActionPoint.meeting_id == value,
        "decision_id": lambda value: ActionPoint.decision_id == value,
        "overdue": lambda value: _overdue == value,
    },
    [ActionPoint.state],
)
SINGLE = View(
    sa.select(
        obj(
            **COMMON,
            author=_organisation(ActionPoint.author_id),
            person_id=ActionPoint.person_id,
            person=one(val(Person.name), Person, [Person.id == ActionPoint.person_id], _outer),
            snooze_count=ActionPoint.snooze_count,
            reason=ActionPoint.reason,
            done=ActionPoint.done,
            evidence=ActionPoint.evidence,
            verified_at=ActionPoint.verified_at,
            links=links.of("action_points", ActionPoint.id, _outer),
        ).sql(),
        ActionPoint.version,
        ActionPoint.state,
        ActionPoint.owner_id,
        ActionPoint.author_id,
        ActionPoint.done_by_id,
        ActionPoint.due_on,
        sa.select(Organisation.acronym)
        .where(Organisation.id == ActionPoint.owner_id)
        .correlate(ActionPoint)
        .scalar_subquery(),
    ).where(*_visible, ActionPoint.id == sa.bindparam("id", type_=Id))
)


def _day() -> date:
    return clock.now_utc().astimezone(clock.PLACE).date()


async def rows(call: Call, sort: str, limit: int, cursor: str | None, **given: Any) -> Any:
    return await LISTING.rows(
        call.source, sort, limit, cursor, given, network_id=call.network_id, reach=call.reach, today=_day()
    )


async def action_points(call: Call, sort: str, limit: int, cursor: str | None, **given: Any) -> Reply:
    found_rows, following = await rows(call, sort, limit, cursor, **given)
    return Reply(moving_json(found_rows, following, lambda state: ACTION_POINT.names(call, state)))


async def action_point(call: Call, action_id: UUID) -> Reply:
    """One action point with what the caller can do now and what is still missing."""
    today = _day()
    row = await SINGLE.first(call.source, network_id=call.network_id, reach=call.reach, id=action_id, today=today)
    text, version, state, owner_id, author_id, done_by_id, due_on, acronym = found(row)
    facts = Facts(ActionState(state), owner_id, author_id, done_by_id)
    more = {
        "moves": ACTION_POINT.offered(call, facts),
        "needs": _needs(call.language, facts, acronym, due_on, today),
    }
    return Reply(splice(text, **more), version)


def _needs(language: str, facts: Facts, acronym: str, due_on: date, today: date) -> list[dict[str, Any]]:
    """What is still missing, as one sentence; nothing once it is closed."""
    if facts.state == ActionState.OPEN:
        key = "action-overdue" if due_on < today else "action-open"
    elif facts.state == ActionState.DONE and facts.author_id == facts.owner_id:
        key = "action-verify"
    else:
        return []
    said = say(f"need.{key}", language, organisation=acronym, day=due_on, count=(today - due_on).days)
    return [{"key": key, "sentence": said, "organisations": [acronym], "by_at": None}]
