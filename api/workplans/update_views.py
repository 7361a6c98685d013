"""Quarterly updates as they are read: of an activity, of a quarter, and what is still owed."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock
from api.kernel.access import Call, found
from api.kernel.db import Id, dumps
from api.kernel.routing import Reply
from api.kernel.views import View, money, obj, splice
from api.periods import rules as periods
from api.periods import service as locks
from api.periods.rules import Span
from api.workplans.models import (
    Activity,
    ActivityUpdate,
    Workplan,
)
from api.workplans.owing import Due, due_of
from api.workplans.part_views import ONE, params_of, see
from api.workplans.states import ACTIVITY_UPDATE, UpdateFacts, today
from api.workplans.values import UpdateState, WorkplanState
from api.workplans.views import (
    SEES_DRAFTS,
    VISIBLE,
)

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
_workplan = sa.bindparam("workplan_id", type_=Id)
_before = sa.bindparam("before", type_=sa.String)


UPDATE_FIELDS: dict[str, Any] = {
    "status": ActivityUpdate.status,
    "progress": ActivityUpdate.progress,
    "problems": ActivityUpdate.problems,
    "next_steps": ActivityUpdate.next_steps,
    "forecast_starts_on": ActivityUpdate.forecast_starts_on,
    "forecast_ends_on": ActivityUpdate.forecast_ends_on,
    "expenditure": money(ActivityUpdate.expenditure_cents),
}
UPDATE = obj(
    **UPDATE_FIELDS,
    id=ActivityUpdate.id,
    origin_id=ActivityUpdate.origin_id,
    organisation_id=ActivityUpdate.organisation_id,
    acronym=ActivityUpdate.acronym,
    period=ActivityUpdate.period,
    state=ActivityUpdate.state,
    submitted_at=ActivityUpdate.submitted_at,
    reason=ActivityUpdate.reason,
    version=ActivityUpdate.version,
)
_update_facts = (
    ActivityUpdate.state,
    ActivityUpdate.organisation_id,
    ActivityUpdate.version,
    sa.or_(
        *(each.is_not(None) for each in (ActivityUpdate.progress, ActivityUpdate.problems, ActivityUpdate.next_steps)),
        ActivityUpdate.expenditure_cents.is_not(None),
    ),
)
_of_plan = [
    ActivityUpdate.network_id == _network,
    Activity.network_id == _network,
    *VISIBLE,
    Workplan.id == _workplan,
    # what is not submitted yet is the members' own
    sa.or_(ActivityUpdate.state == UpdateState.SUBMITTED, SEES_DRAFTS),
]
_updates = sa.join(ActivityUpdate, Activity, Activity.origin_id == ActivityUpdate.origin_id).join(
    Workplan, Workplan.id == Activity.workplan_id
)


def _listed(*more: Any) -> View:
    statement = sa.select(UPDATE.sql(), *_update_facts).select_from(_updates).where(*_of_plan, *more)
    return View(
        statement.order_by(ActivityUpdate.period.desc(), ActivityUpdate.acronym, ActivityUpdate.id).limit(4_000)
    )


OF_ACTIVITY = _listed(Activity.id == _id)
OF_PERIOD = _listed(ActivityUpdate.period == sa.bindparam("period", type_=sa.String))
ONE_UPDATE = _listed(ActivityUpdate.id == _id)


def _with_moves(call: Call, row: Any) -> str:
    facts = UpdateFacts(UpdateState(row[1]), UUID(str(row[2])), bool(row[4]))
    return splice(row[0], moves=ACTIVITY_UPDATE.offered(call, facts))


async def updates_of(call: Call, workplan_id: UUID, activity_id: UUID) -> Reply:
    """All updates on one activity, the latest quarter first."""
    found(await ONE.first(call.source, **params_of(call, workplan_id, id=activity_id)))
    rows = await OF_ACTIVITY.fetch(call.source, **params_of(call, workplan_id, id=activity_id))
    return Reply('{"items":[' + ",".join(_with_moves(call, row) for row in rows) + "]}")


async def updates_in(call: Call, workplan_id: UUID, period: str) -> Reply:
    """All updates of one quarter on a plan."""
    await see(call, workplan_id)
    rows = await OF_PERIOD.fetch(call.source, **params_of(call, workplan_id, period=period))
    return Reply('{"items":[' + ",".join(_with_moves(call, row) for row in rows) + "]}")


async def update(call: Call, workplan_id: UUID, update_id: UUID) -> Reply:
    row = found(await ONE_UPDATE.first(call.source, **params_of(call, workplan_id, id=update_id)))
    return Reply(_with_moves(call, row), row[3])


_period = sa.bindparam("period", type_=sa.String)
STANDING_UPDATES = View(
    sa.select(
        ActivityUpdate.origin_id,
        ActivityUpdate.organisation_id,
        ActivityUpdate.period,
        UPDATE.sql(),
        *_update_facts,
        obj(**UPDATE_FIELDS).sql(),
    )
    .where(ActivityUpdate.network_id == _network, ActivityUpdate.period <= _period, ActivityUpdate.period >= _before)
    .order_by(ActivityUpdate.period)
)
STANDS = View(
    sa.select(Activity.id, Activity.current_status, Activity.forecast_starts_on, Activity.forecast_ends_on)
    .select_from(sa.join(Activity, Workplan, Workplan.id == Activity.workplan_id))
    .where(
        Activity.network_id == _network,
        Workplan.network_id == _network,
        Workplan.state == WorkplanState.ADOPTED,
        Workplan.replaced_by_id.is_(None),
    )
)


async def owed_by(call: Call, organisation_id: UUID, period: str) -> Reply:
    """What an organisation owes for a quarter, over all plans in force."""
    return await _owed(call, period, await due_of(call.source, call.network_id, period, organisation_id))


async def owed_on(call: Call, workplan_id: UUID, period: str | None) -> Reply:
    """What everybody owes on one plan for a quarter; if none is named, for the last one of the plan that has ended."""
    params = {"network_id": call.network_id, "reach": call.reach, "id": workplan_id}
    first, last = found(await DAYS.first(call.source, **params))
    if period is None:
        ended = periods.holding(min(today(clock.now_utc()), last + timedelta(days=1)), Span.QUARTER).before()
        period = str(max(ended, periods.holding(first, Span.QUARTER)))
    due = await due_of(call.source, call.network_id, period)
    return await _owed(call, period, [each for each in due if each.workplan_id == workplan_id])


DAYS = View(sa.select(Workplan.starts_on, Workplan.ends_on).where(*VISIBLE, Workplan.id == _id))


async def _owed(call: Call, period: str, due: list[Due]) -> Reply:
    """Each with what stands and with what it can begin from."""
    before = str(periods.parse(period).before(4))
    params = {"network_id": call.network_id, "period": period, "before": before}
    standing, earlier = {}, {}
    for row in await STANDING_UPDATES.fetch(call.source, **params):
        key = (str(row[0]), str(row[1]))
        if row[2] == period:
            standing[key] = _with_moves(call, row[3:])
        else:
            earlier[key] = row[-1]
    stands = {str(row[0]): row for row in await STANDS.fetch(call.source, network_id=call.network_id)}
    closed = await locks_closed(call, period)
    items = []
    for each in due:
        key = (str(each.origin_id), str(each.organisation_id))
        told_each = {
            "activity_id": str(each.activity_id),
            "origin_id": str(each.origin_id),
            "code": each.code,
            "title": each.title,
            "party": {"organisation_id": str(each.organisation_id), "acronym": each.acronym},
            "leads": each.leads,
            "period": each.period,
        }
        begin = prefill(earlier.get(key), stands[str(each.activity_id)])
        items.append(f'{{"update":{standing.get(key, "null")},"prefill":{begin},{dumps(told_each)[1:]}')
    return Reply(f'{{"period":{dumps(period)},"locked":{dumps(closed)},"items":[{",".join(items)}]}}')


async def locks_closed(call: Call, period: str) -> bool:
    return bool(await locks.closed(call, [period]))


def prefill(before: str | None, stands: Any) -> str:
    """From the quarter before: how it stands and its forecast, its next steps as what was done. Money is never carried."""
    _, status, first, last = stands
    said = json.loads(before) if before is not None else {}
    return dumps(
        {
            "status": said.get("status", status),
            "progress": said.get("next_steps"),
            "problems": said.get("problems"),
            "next_steps": None,
            "forecast_starts_on": said.get("forecast_starts_on", first.isoformat() if first else None),
            "forecast_ends_on": said.get("forecast_ends_on", last.isoformat() if last else None),
            "expenditure": None,
        }
    )
