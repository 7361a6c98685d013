"""Workplans as they are read: one statement each; what only Python knows (moves, needs) is added to its answer."""

from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.decisions.models import Decision
from api.kernel import clock
from api.kernel.access import Call, found
from api.kernel.db import Id
from api.kernel.fragments import Fragment
from api.kernel.paging import Listing, Sort, moving_json
from api.kernel.routing import Reply
from api.kernel.views import REACH, View, many, money, obj, splice, within
from api.networks.models import Organisation
from api.workplans import policy, rows
from api.workplans.models import Activity, Workplan, WorkplanResult, WorkplanSnapshot
from api.workplans.needs import needs
from api.workplans.states import WORKPLAN, Facts, today
from api.workplans.values import KIND, ResultKind, WorkplanState

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
_today = sa.bindparam("today", type_=sa.Date)
SEES_DRAFTS: sa.ColumnElement[bool] = REACH >= 3
VISIBLE = [Workplan.network_id == _network, sa.or_(Workplan.adopted_at.is_not(None), SEES_DRAFTS)]
IN_FORCE = sa.and_(Workplan.adopted_at.is_not(None), Workplan.replaced_by_id.is_(None))
RUNNING = sa.and_(
    Workplan.state == WorkplanState.ADOPTED,
    Workplan.replaced_by_id.is_(None),
    Workplan.starts_on <= _today,
    Workplan.ends_on >= _today,
)


def truth(condition: Any) -> Any:
    return sa.case((condition, sa.true()), else_=sa.false())


def amount_fields(required: Any, available: Any, expenditure: Any) -> dict[str, Fragment]:
    """The four amounts of anything; what is to be mobilised follows from the first two."""
    nothing = sa.and_(required.is_(None), available.is_(None))
    left = sa.func.coalesce(required, 0, type_=sa.BigInteger) - sa.func.coalesce(available, 0, type_=sa.BigInteger)
    return {
        "required": money(required),
        "available": money(available),
        "expenditure": money(expenditure),
        "to_mobilise": money(sa.case((nothing, sa.null()), else_=left)),
    }


def amounts(required: Any, available: Any, expenditure: Any) -> Fragment:
    return obj(**amount_fields(required, available, expenditure))


def both(one: Any, other: Any) -> Any:
    """The sum of two amounts of which either may be blank."""
    nothing = sa.and_(one.is_(None), other.is_(None))
    sum = sa.func.coalesce(one, 0, type_=sa.BigInteger) + sa.func.coalesce(other, 0, type_=sa.BigInteger)
    return sa.case((nothing, sa.null()), else_=sum)


SPENT = both(Activity.expenditure_cents, Activity.reported_cents)
ACTIVITY_FIELDS: dict[str, Any] = {
    "id": Activity.id,
    "origin_id": Activity.origin_id,
    "workplan_id": Activity.workplan_id,
    "output_id": Activity.output_id,
    "position": Activity.position,
    "code": Activity.code,
    "title": Activity.title,
    "lead": obj(organisation_id=Organisation.id, acronym=Organisation.acronym),
    "contributors": Activity.contributors,
    "objectives": Activity.objectives,
    "tor_objectives": Activity.tor_objectives,
    "sdg_targets": Activity.sdg_targets,
    "places": Activity.places,
    "starts_on": Activity.starts_on,
    "ends_on": Activity.ends_on,
    "status": Activity.status,
    "current_status": Activity.current_status,
    "forecast_starts_on": Activity.forecast_starts_on,
    "forecast_ends_on": Activity.forecast_ends_on,
    "reported_period": Activity.reported_period,
    "gender_marker": Activity.gender_marker,
    "human_rights_marker": Activity.human_rights_marker,
    "peace_marker": Activity.peace_marker,
    "proposal_id": Activity.proposal_id,
    "money": amounts(Activity.required_cents, Activity.available_cents, SPENT),
    "version": Activity.version,
}
ACTIVITY = obj(**ACTIVITY_FIELDS)
ACTIVITIES = sa.join(Activity, Organisation, Organisation.id == Activity.lead_id)
Parent = aliased(WorkplanResult)
Output = aliased(WorkplanResult)
RESULT = obj(
    id=WorkplanResult.id,
    origin_id=WorkplanResult.origin_id,
    parent_id=WorkplanResult.parent_id,
    kind=WorkplanResult.kind,
    code=WorkplanResult.code,
    title=WorkplanResult.title,
    position=WorkplanResult.position,
    priority_code=WorkplanResult.priority_code,
    priority=WorkplanResult.priority,
    version=WorkplanResult.version,
)
_plan = [Workplan.__table__]
_outcome_first = sa.case((WorkplanResult.kind == ResultKind.OUTCOME, 0), else_=1)
_results = many(
    RESULT,
    sa.outerjoin(WorkplanResult, Parent, Parent.id == WorkplanResult.parent_id),
    [WorkplanResult.network_id == _network, WorkplanResult.workplan_id == Workplan.id],
    [
        sa.func.coalesce(Parent.position, WorkplanResult.position),
        sa.func.coalesce(Parent.id, WorkplanResult.id),
        _outcome_first,
        WorkplanResult.position,
        WorkplanResult.id,
    ],
    _plan,
)
IN_ORDER = (Parent.position, Parent.id, Output.position, Output.id, Activity.position, Activity.id)
PLACED = ACTIVITIES.join(Output, Output.id == Activity.output_id).join(Parent, Parent.id == Output.parent_id)
_activities = many(
    ACTIVITY, PLACED, [Activity.network_id == _network, Activity.workplan_id == Workplan.id], IN_ORDER, _plan
)
_snapshots = many(
    obj(number=WorkplanSnapshot.number, sha256=WorkplanSnapshot.sha256, created_at=WorkplanSnapshot.created_at),
    WorkplanSnapshot,
    [WorkplanSnapshot.network_id == _network, WorkplanSnapshot.workplan_id == Workplan.id],
    [WorkplanSnapshot.number.desc()],
    _plan,
)
_decisions = many(
    obj(
        id=Decision.id,
        number=Decision.number,
        title=Decision.title,
        state=Decision.state,
        snapshot=Decision.subject_version,
    ),
    Decision,
    [
        Decision.network_id == _network,
        Decision.subject_id == Workplan.id,
        Decision.subject_kind == KIND,
        within(Decision.visibility),
        sa.or_(Decision.round_count > 0, REACH >= 4),
    ],
    [Decision.created_at.desc(), Decision.id.desc()],
    _plan,
)
Version = aliased(Workplan)
_versions = many(
    obj(id=Version.id, version_number=Version.version_number, state=Version.state, adopted_at=Version.adopted_at),
    Version,
    [
        Version.network_id == _network,
        Version.slug == Workplan.slug,
        sa.or_(Version.adopted_at.is_not(None), SEES_DRAFTS),
    ],
    [Version.version_number],
    _plan,
)


_sums = (
    sa.select(
        Activity.workplan_id.label("workplan_id"),
        sa.func.count(Activity.id, type_=sa.BigInteger).label("count"),
        *(
            sa.cast(sa.func.sum(column), sa.BigInteger).label(name)
            for name, column in (
                ("required", Activity.required_cents),
                ("available", Activity.available_cents),
                ("expenditure", SPENT),
            )
        ),
    )
    .where(Activity.network_id == _network)
    .group_by(Activity.workplan_id)
    .subquery()
)
_summed = sa.outerjoin(Workplan, _sums, _sums.c.workplan_id == Workplan.id)
_item = {
    "id": Workplan.id,
    "slug": Workplan.slug,
    "version_number": Workplan.version_number,
    "title": Workplan.title,
    "framework_name": Workplan.framework_name,
    "starts_on": Workplan.starts_on,
    "ends_on": Workplan.ends_on,
    "state": Workplan.state,
    "running": truth(RUNNING),
    "in_force": truth(IN_FORCE),
    "activity_count": sa.func.coalesce(_sums.c.count, 0, type_=sa.BigInteger),
    "money": amounts(_sums.c.required, _sums.c.available, _sums.c.expenditure),
    "adopted_at": Workplan.adopted_at,
    "created_at": Workplan.created_at,
    "version": Workplan.version,
}
PlanSort = Literal["-starts_on", "starts_on"]
_keys = (Workplan.starts_on, Workplan.version_number, Workplan.id)
PLANS = Listing(
    obj(**_item),
    _summed,
    VISIBLE,
    {"-starts_on": Sort(_keys, descending=True), "starts_on": Sort(_keys)},
    {
        "state": lambda value: Workplan.state == value,
        "slug": lambda value: Workplan.slug == value,
        "in_force": lambda value: truth(IN_FORCE) == sa.type_coerce(value, sa.Boolean),
        "running": lambda value: truth(RUNNING) == sa.type_coerce(value, sa.Boolean),
    },
    [Workplan.state],
)
ONE = View(
    sa.select(
        obj(
            **_item,
            previous_id=Workplan.previous_id,
            replaced_by_id=Workplan.replaced_by_id,
            reason=Workplan.reason,
            decision_id=Workplan.decision_id,
            decisions=_decisions,
            snapshots=_snapshots,
            versions=_versions,
            results=_results,
            activities=_activities,
            under_decision=truth(rows.under_decision(Workplan)),
        ).sql(),
        Workplan.version,
        Workplan.state,
        Workplan.ends_on,
        Workplan.replaced_by_id,
        sa.exists().where(*rows.adopted_on(Workplan)),
        rows.under_decision(Workplan),
        Workplan.snapshot_number,
    )
    .select_from(_summed)
    .where(*VISIBLE, Workplan.id == _id)
)


async def plans(call: Call, sort: str, limit: int, cursor: str | None, **given: Any) -> Reply:
    more = {"network_id": call.network_id, "reach": call.reach, "today": today(clock.now_utc())}
    rows_, following = await PLANS.rows(call.source, sort, limit, cursor, given, **more)
    return Reply(moving_json(rows_, following, lambda state: WORKPLAN.names(call, state)))


async def plan(call: Call, workplan_id: UUID) -> Reply:
    """The plan with its results and activities, what the caller can do now, and what is still missing."""
    day = today(clock.now_utc())
    row = found(await ONE.first(call.source, network_id=call.network_id, reach=call.reach, today=day, id=workplan_id))
    json, version, state, ends_on, replaced, decided, held, frozen = row
    facts = Facts(WorkplanState(state), ends_on, day, replaced is not None, bool(decided), True, bool(held))
    more = {
        "may": may(call, facts),
        "moves": WORKPLAN.offered(call, facts),
        "needs": needs(facts, frozen, call.language),
    }
    return Reply(splice(json, **more), version)


def may(call: Call, facts: Facts) -> dict[str, Any]:
    """What the caller may write: for whom, as the state lets them."""
    open_ = facts.state == WorkplanState.DRAFT and not facts.under_decision
    mine = sorted(str(id) for id in call.actor.organisations(call.network_id))
    reports = facts.state == WorkplanState.ADOPTED and not facts.replaced and call.may(policy.REPORT)
    return {
        "edit_all": open_ and call.may(policy.WRITE) and call.may(policy.EDIT),
        "edit_for": mine if open_ and call.may(policy.EDIT) else [],
        "report_for": mine if reports else [],
        "keep_risks": (open_ or (facts.state == WorkplanState.ADOPTED and not facts.replaced))
        and call.may(policy.RISK),
    }
