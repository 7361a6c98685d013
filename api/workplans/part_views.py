"""The parts of a plan as they are read by themselves: activities, findings, what changed, risks."""

import json
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock
from api.kernel.access import Call, found
from api.kernel.db import Id, dumps
from api.kernel.paging import Listing, Sort, page_json
from api.kernel.problems import Invalid, NotFound
from api.kernel.routing import Reply
from api.kernel.views import View, many, money, obj
from api.networks.models import Organisation
from api.workplans import rules
from api.workplans.comparing import compare
from api.workplans.content import gather, told_plan
from api.workplans.judging import judged
from api.workplans.models import (
    Activity,
    ActivityContributor,
    ActivityUpdate,
    MoneyLine,
    Workplan,
    WorkplanRisk,
    WorkplanSnapshot,
)
from api.workplans.states import today
from api.workplans.values import UpdateState
from api.workplans.views import (
    ACTIVITIES,
    ACTIVITY,
    ACTIVITY_FIELDS,
    IN_FORCE,
    RUNNING,
    VISIBLE,
    amount_fields,
)

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
_workplan = sa.bindparam("workplan_id", type_=Id)
SEEN = View(sa.select(Workplan.version).where(*VISIBLE, Workplan.id == _id))


async def see(call: Call, workplan_id: UUID) -> int:
    """The version of a plan that the caller may see; 404 else."""
    row = found(await SEEN.first(call.source, network_id=call.network_id, reach=call.reach, id=workplan_id))
    return int(row[0])


def params_of(call: Call, workplan_id: UUID, **more: Any) -> dict[str, Any]:
    return {"network_id": call.network_id, "reach": call.reach, "workplan_id": workplan_id, **more}


# ── activities ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _agency(value: Any) -> sa.ColumnElement[bool]:
    contributes = sa.exists().where(
        ActivityContributor.network_id == _network,
        ActivityContributor.activity_id == Activity.id,
        ActivityContributor.organisation_id == value,
    )
    return sa.or_(Activity.lead_id == value, contributes)


def _objective(value: Any) -> sa.ColumnElement[bool]:
    """Whether the numbers hold this one. They are stored as one JSON text, `[7,17]`."""
    text = sa.type_coerce(Activity.objectives, sa.Text)
    number = sa.cast(value, sa.Text)
    return sa.or_(*(text.like(sa.literal(a, sa.Text) + number + sa.literal(b, sa.Text)) for a, b in _AROUND))


_AROUND = (("[", "]"), ("[", ",%"), ("%,", "]"), ("%,", ",%"))
ActivitySort = Literal["code", "starts_on", "-starts_on"]
FILTERS: dict[str, Any] = {
    "workplan_id": lambda value: Activity.workplan_id == value,
    "organisation_id": _agency,
    "objective": lambda value: _objective(sa.type_coerce(value, sa.BigInteger)),
    "status": lambda value: Activity.current_status == value,
    "output_id": lambda value: Activity.output_id == value,
    "proposal_id": lambda value: Activity.proposal_id == value,
    "in_force": lambda value: sa.case((IN_FORCE, sa.true()), else_=sa.false()) == sa.type_coerce(value, sa.Boolean),
    "running": lambda value: sa.case((RUNNING, sa.true()), else_=sa.false()) == sa.type_coerce(value, sa.Boolean),
}
LISTED = Listing(
    ACTIVITY,
    ACTIVITIES.join(Workplan, Workplan.id == Activity.workplan_id),
    [Activity.network_id == _network, *VISIBLE],
    {
        "code": Sort((Activity.code, Activity.id)),
        "starts_on": Sort((Activity.starts_on, Activity.id)),
        "-starts_on": Sort((Activity.starts_on, Activity.id), descending=True),
    },
    FILTERS,
)
_activity = [Activity.__table__]
Giver = sa.orm.aliased(Organisation)
_lines = many(
    obj(
        organisation_id=Giver.id,
        acronym=Giver.acronym,
        source=MoneyLine.source,
        year=MoneyLine.year,
        **amount_fields(MoneyLine.required_cents, MoneyLine.available_cents, MoneyLine.expenditure_cents),
    ),
    sa.join(MoneyLine, Giver, Giver.id == MoneyLine.organisation_id),
    [MoneyLine.network_id == _network, MoneyLine.activity_id == Activity.id],
    [Giver.sort_key, MoneyLine.year, MoneyLine.source, MoneyLine.id],
    _activity,
)
YEAR = sa.cast(sa.func.substr(ActivityUpdate.period, 1, 4), sa.BigInteger)
SPENT_BY_UPDATES = sa.cast(sa.func.sum(ActivityUpdate.expenditure_cents), sa.BigInteger)
_by_year = (
    sa.select(
        ActivityUpdate.organisation_id.label("organisation_id"),
        ActivityUpdate.acronym.label("acronym"),
        YEAR.label("year"),
        SPENT_BY_UPDATES.label("spent"),
    )
    .where(
        ActivityUpdate.network_id == _network,
        ActivityUpdate.origin_id == Activity.origin_id,
        ActivityUpdate.state == UpdateState.SUBMITTED,
        ActivityUpdate.expenditure_cents.is_not(None),
    )
    .group_by(ActivityUpdate.organisation_id, ActivityUpdate.acronym, YEAR)
    .correlate(Activity)
    .subquery()
)
_reported = many(
    obj(
        organisation_id=_by_year.c.organisation_id,
        acronym=_by_year.c.acronym,
        year=_by_year.c.year,
        expenditure=money(_by_year.c.spent),
    ),
    _by_year,
    [],
    [_by_year.c.acronym, _by_year.c.year],
    _activity,
)
ONE = View(
    sa.select(
        obj(
            **ACTIVITY_FIELDS,
            description=Activity.description,
            implementing_partners=Activity.implementing_partners,
            government_counterpart=Activity.government_counterpart,
            gender_reason=Activity.gender_reason,
            human_rights_reason=Activity.human_rights_reason,
            peace_reason=Activity.peace_reason,
            uninfo=Activity.uninfo,
            lines=_lines,
            reported=_reported,
            created_at=Activity.created_at,
        ).sql(),
        Activity.version,
    )
    .select_from(ACTIVITIES.join(Workplan, Workplan.id == Activity.workplan_id))
    .where(Activity.network_id == _network, *VISIBLE, Workplan.id == _workplan, Activity.id == _id)
)
IN_FORCE_NOW = View(
    sa.select(Workplan.id, Activity.id)
    .select_from(sa.join(Activity, Workplan, Workplan.id == Activity.workplan_id))
    .where(Activity.network_id == _network, *VISIBLE, Activity.origin_id == _id)
    .order_by(IN_FORCE.desc(), Workplan.version_number.desc())
    .limit(1)
)


async def activities(call: Call, sort: str, limit: int, cursor: str | None, **given: Any) -> Reply:
    more = {"network_id": call.network_id, "reach": call.reach, "today": today(clock.now_utc())}
    rows, following = await LISTED.rows(call.source, sort, limit, cursor, given, **more)
    return Reply(page_json([row[0] for row in rows], following))


async def activity(call: Call, workplan_id: UUID, activity_id: UUID) -> Reply:
    """An activity with its money, line by line."""
    params = {"network_id": call.network_id, "reach": call.reach, "workplan_id": workplan_id, "id": activity_id}
    row = found(await ONE.first(call.source, **params))
    return Reply(row[0], row[1])


async def activity_of_origin(call: Call, origin_id: UUID) -> Reply:
    """The activity as the version in force has it, or else the last version."""
    row = found(await IN_FORCE_NOW.first(call.source, network_id=call.network_id, reach=call.reach, id=origin_id))
    return await activity(call, row[0], row[1])


# ── findings and changes ────────────────────────────────────────────────────────────────────────────────────────────


async def findings(call: Call, workplan_id: UUID) -> Reply:
    version = await see(call, workplan_id)
    items = rules.spoken(rules.findings(judged(await gather(call, workplan_id))), call.language)
    blockers = sum(each["severity"] == "blocker" for each in items)
    return Reply(dumps({"blockers": blockers, "warnings": len(items) - blockers, "items": items}), version)


SNAPSHOT = View(
    sa.select(WorkplanSnapshot.body, WorkplanSnapshot.sha256)
    .select_from(sa.join(WorkplanSnapshot, Workplan, Workplan.id == WorkplanSnapshot.workplan_id))
    .where(*VISIBLE, Workplan.id == _id, WorkplanSnapshot.number == sa.bindparam("number", type_=sa.BigInteger))
)
EARLIER = View(
    sa.select(Workplan.previous_id, Workplan.snapshot_number, Workplan.slug, Workplan.version_number).where(
        *VISIBLE, Workplan.id == _id
    )
)


async def snapshot(call: Call, workplan_id: UUID, number: int) -> Any:
    """The bytes of a snapshot and their digest."""
    return found(
        await SNAPSHOT.first(call.source, network_id=call.network_id, reach=call.reach, id=workplan_id, number=number)
    )


async def changes(call: Call, workplan_id: UUID, base_id: UUID | None, snapshot_number: int | None) -> Reply:
    """Against another version, a snapshot of this one, or else the version before. Without one, all is new."""
    here = {"network_id": call.network_id, "reach": call.reach}
    row = found(await EARLIER.first(call.source, **here, id=workplan_id))
    previous, _, slug, number = row
    new = told_plan(await gather(call, workplan_id))
    old: dict[str, Any] = {**new, "outcomes": []}
    named: str | None = None
    if snapshot_number is not None:
        old = json.loads((await snapshot(call, workplan_id, snapshot_number))[0])
        named = f"{slug} v{number} #{snapshot_number}"
    elif base_id is not None or previous is not None:
        wanted = base_id or UUID(str(previous))
        try:
            await see(call, wanted)
        except NotFound as missing:
            raise Invalid.at("?base_id", "unknown") from missing
        old = told_plan(await gather(call, wanted))
        named = f"{old['slug']} v{old['version_number']}"
    return Reply(dumps({"base": named, "number": f"{slug} v{number}", "items": compare(old, new)}))


# ── risks ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_score = sa.cast(WorkplanRisk.likelihood * WorkplanRisk.impact, sa.BigInteger)
RISK = obj(
    id=WorkplanRisk.id,
    title=WorkplanRisk.title,
    likelihood=WorkplanRisk.likelihood,
    impact=WorkplanRisk.impact,
    score=_score,
    owner=obj(organisation_id=Organisation.id, acronym=Organisation.acronym),
    mitigation=WorkplanRisk.mitigation,
    state=WorkplanRisk.state,
    version=WorkplanRisk.version,
)
_risks = (
    sa.join(WorkplanRisk, Organisation, Organisation.id == WorkplanRisk.owner_id)
    .join(Workplan, Workplan.id == WorkplanRisk.workplan_id)
)  # fmt: skip
RISKS = View(
    sa.select(RISK.sql())
    .select_from(_risks)
    .where(WorkplanRisk.network_id == _network, *VISIBLE, Workplan.id == _workplan)
    .order_by(_score.desc(), WorkplanRisk.id)
)
ONE_RISK = View(
    sa.select(RISK.sql(), WorkplanRisk.version)
    .select_from(_risks)
    .where(WorkplanRisk.network_id == _network, *VISIBLE, Workplan.id == _workplan, WorkplanRisk.id == _id)
)


async def risks(call: Call, workplan_id: UUID) -> Reply:
    """The risks of a plan, the gravest first."""
    version = await see(call, workplan_id)
    rows = await RISKS.fetch(call.source, **params_of(call, workplan_id))
    return Reply('{"items":[' + ",".join(row[0] for row in rows) + "]}", version)


async def risk(call: Call, workplan_id: UUID, risk_id: UUID) -> Reply:
    row = found(await ONE_RISK.first(call.source, **params_of(call, workplan_id, id=risk_id)))
    return Reply(row[0], row[1])
