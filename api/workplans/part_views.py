"""The parts of a plan as they are read by themselves: activities, money, updates, risks, findings, what changed."""

import json
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock
from api.kernel.access import Call, found
from api.kernel.db import Id, dumps
from api.kernel.paging import Listing, Sort, page_json
from api.kernel.problems import Invalid, NotFound
from api.kernel.routing import Reply
from api.kernel.views import View, many, money, obj, splice
from api.networks.models import Organisation
from api.objectives.models import Objective
from api.periods import rules as periods
from api.periods import service as locks
from api.periods.rules import Span
from api.workplans import rules
from api.workplans.comparing import compare
from api.workplans.content import Content, amounts_of, gather, in_order, told_plan
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
from api.workplans.money import Amounts, Line, by, told_all, total
from api.workplans.owing import Due, due_of
from api.workplans.states import ACTIVITY_UPDATE, UpdateFacts, today
from api.workplans.values import UpdateState, WorkplanState
from api.workplans.views import (
    ACTIVITIES,
    ACTIVITY,
    ACTIVITY_FIELDS,
    IN_FORCE,
    RUNNING,
    SEES_DRAFTS,
    VISIBLE,
    amount_fields,
)

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
_workplan = sa.bindparam("workplan_id", type_=Id)
_before = sa.bindparam("before", type_=sa.String)
SEEN = View(sa.select(Workplan.version).where(*VISIBLE, Workplan.id == _id))


async def see(call: Call, workplan_id: UUID) -> int:
    """The version of a plan that the caller may see; 404 else."""
    row = found(await SEEN.first(call.source, network_id=call.network_id, reach=call.reach, id=workplan_id))
    return int(row[0])


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
_year = sa.cast(sa.func.substr(ActivityUpdate.period, 1, 4), sa.BigInteger)
_spent = sa.cast(sa.func.sum(ActivityUpdate.expenditure_cents), sa.BigInteger)
_by_year = (
    sa.select(
        ActivityUpdate.organisation_id.label("organisation_id"),
        ActivityUpdate.acronym.label("acronym"),
        _year.label("year"),
        _spent.label("spent"),
    )
    .where(
        ActivityUpdate.network_id == _network,
        ActivityUpdate.origin_id == Activity.origin_id,
        ActivityUpdate.state == UpdateState.SUBMITTED,
        ActivityUpdate.expenditure_cents.is_not(None),
    )
    .group_by(ActivityUpdate.organisation_id, ActivityUpdate.acronym, _year)
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


# ── money ───────────────────────────────────────────────────────────────────────────────────────────────────────────

REPORTED = View(
    sa.select(Activity.id, ActivityUpdate.organisation_id, _year, _spent)
    .select_from(sa.join(Activity, ActivityUpdate, ActivityUpdate.origin_id == Activity.origin_id))
    .where(
        Activity.network_id == _network,
        Activity.workplan_id == _id,
        ActivityUpdate.network_id == _network,
        ActivityUpdate.state == UpdateState.SUBMITTED,
        ActivityUpdate.expenditure_cents.is_not(None),
    )
    .group_by(Activity.id, ActivityUpdate.organisation_id, _year)
    .order_by(_year, ActivityUpdate.organisation_id)
)
ORGANISATIONS = View(
    sa.select(Organisation.id, Organisation.acronym, Organisation.name, Organisation.sort_key).order_by(
        Organisation.sort_key, Organisation.id
    )
)


async def money_lines(call: Call, content: Content) -> list[Line]:
    """Every amount of a plan: its lines, and what was reported as spent, which names no source."""
    lines, known = [], {}
    for outcome, _, activity in in_order(content):
        id, served = UUID(activity["id"]), tuple(activity["objectives"])
        known[id] = UUID(outcome["id"]), served
        lines += [
            Line(
                id,
                UUID(outcome["id"]),
                UUID(line["organisation_id"]),
                line["source"],
                line["year"],
                amounts_of(line),
                served,
            )
            for line in activity["lines"]
        ]
    rows = await REPORTED.fetch(call.source, network_id=call.network_id, id=UUID(content["id"]))
    for activity_id, agency, year, cents in rows:
        id = UUID(str(activity_id))
        outcome_id, served = known[id]
        lines.append(Line(id, outcome_id, UUID(str(agency)), None, int(year), Amounts(expenditure=int(cents)), served))
    return lines


async def lines(call: Call, workplan_id: UUID) -> Reply:
    """All money lines of a plan, in its order; what was reported by quarter at the end."""
    version = await see(call, workplan_id)
    content = await gather(call, workplan_id)
    acronyms = {UUID(str(row[0])): row[1] for row in await ORGANISATIONS.fetch(call.source)}
    items = [
        {
            "activity_id": str(line.activity),
            "organisation_id": str(line.agency),
            "acronym": acronyms[line.agency],
            "source": line.source,
            "year": line.year,
            **told_all(line.amounts),
        }
        for line in await money_lines(call, content)
    ]
    return Reply(dumps({"items": items}), version)


async def money_sums(call: Call, workplan_id: UUID, axis: str) -> Reply:
    """Sums along one axis; they add up to the plan's total, but by objective, where an activity may count more than once."""
    version = await see(call, workplan_id)
    content = await gather(call, workplan_id)
    lines = await money_lines(call, content)
    names = await _names(call, content, axis)
    sums: dict[Any, tuple[Amounts, frozenset[UUID]]] = {}
    if axis == "objective":
        for number in range(1, 24):
            serving = [line for line in lines if number in line.objectives]
            if any(number in activity["objectives"] for activity in content["activities"]):
                sums |= by(serving, lambda _, number=number: number) or {number: (Amounts(), frozenset())}  # type: ignore[misc]
    else:
        attribute = {"agency": "agency", "source": "source", "year": "year", "outcome": "outcome"}[axis]
        sums = by(lines, lambda line: getattr(line, attribute))
    items = [
        {
            "key": str(key) if key is not None else None,
            "label": names(key),
            "activity_count": len(held),
            "money": told_all(sum),
        }
        for key, (sum, held) in sorted(sums.items(), key=lambda each: _order(axis, names, each[0]))
    ]
    whole = total(line.amounts for line in lines)
    return Reply(dumps({"by": axis, "items": items, "total": told_all(whole)}), version)


def _order(axis: str, names: Any, key: Any) -> tuple[Any, ...]:
    if isinstance(key, int):
        return (0, key, "")
    return (key is None, 0, str(names(key)["en"] or "").casefold())


async def _names(call: Call, content: Content, axis: str) -> Any:
    """What names a key of an axis, by language."""
    if axis == "agency":
        known = {UUID(str(row[0])): row[1] for row in await ORGANISATIONS.fetch(call.source)}
        return lambda key: {"en": known[key], "ru": None, "tk": None}
    if axis == "outcome":
        titles = {UUID(each["id"]): each for each in content["results"]}
        return lambda key: {
            language: f"{titles[key]['code']} {text}" if text else None
            for language, text in titles[key]["title"].items()
        }
    if axis == "objective":
        rows = await LABELS.fetch(call.source, network_id=call.network_id)
        labels = {row[0]: row[1] for row in rows}
        return lambda key: labels[key]
    return lambda key: {"en": str(key) if key is not None else None, "ru": None, "tk": None}


LABELS = View(sa.select(Objective.number, Objective.label).where(Objective.network_id == _network))


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


# ── updates ─────────────────────────────────────────────────────────────────────────────────────────────────────────

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


def _params(call: Call, workplan_id: UUID, **more: Any) -> dict[str, Any]:
    return {"network_id": call.network_id, "reach": call.reach, "workplan_id": workplan_id, **more}


async def updates_of(call: Call, workplan_id: UUID, activity_id: UUID) -> Reply:
    """All updates on one activity, the latest quarter first."""
    found(await ONE.first(call.source, **_params(call, workplan_id, id=activity_id)))
    rows = await OF_ACTIVITY.fetch(call.source, **_params(call, workplan_id, id=activity_id))
    return Reply('{"items":[' + ",".join(_with_moves(call, row) for row in rows) + "]}")


async def updates_in(call: Call, workplan_id: UUID, period: str) -> Reply:
    """All updates of one quarter on a plan."""
    await see(call, workplan_id)
    rows = await OF_PERIOD.fetch(call.source, **_params(call, workplan_id, period=period))
    return Reply('{"items":[' + ",".join(_with_moves(call, row) for row in rows) + "]}")


async def update(call: Call, workplan_id: UUID, update_id: UUID) -> Reply:
    row = found(await ONE_UPDATE.first(call.source, **_params(call, workplan_id, id=update_id)))
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
    rows = await RISKS.fetch(call.source, **_params(call, workplan_id))
    return Reply('{"items":[' + ",".join(row[0] for row in rows) + "]}", version)


async def risk(call: Call, workplan_id: UUID, risk_id: UUID) -> Reply:
    row = found(await ONE_RISK.first(call.source, **_params(call, workplan_id, id=risk_id)))
    return Reply(row[0], row[1])
