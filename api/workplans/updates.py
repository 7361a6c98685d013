"""Quarterly updates: what an organisation did on an activity, by its own focal points. No change of the plan."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import journal
from api.kernel.access import Call, Visibility, found
from api.kernel.problems import Invalid, Problem
from api.members import service as members
from api.periods import rules as periods
from api.periods import service as locks
from api.workplans import standing
from api.workplans.models import Activity, ActivityUpdate, Workplan
from api.workplans.money import added
from api.workplans.rows import NotYourActivity, contributors, lock_activity, share, writes_all
from api.workplans.service import PlanNotInForce
from api.workplans.states import ACTIVITY_UPDATE, UpdateFacts, today
from api.workplans.update_schemas import UpdatePut
from api.workplans.values import UpdateState, WorkplanState

TEXTS = ("progress", "problems", "next_steps")


class UpdateClosed(Problem):
    """What was submitted stays, until it is reopened with a reason."""

    slug, status = "update-closed", 409


async def put(
    call: Call, workplan_id: UUID, activity_id: UUID, period: str, organisation_id: UUID, wanted: UpdatePut
) -> ActivityUpdate:
    """Write the update of one's organisation for a quarter. A new one needs no If-Match; one that stands does."""
    plan, activity = await _reported(call, workplan_id, activity_id, organisation_id)
    if not call.speaks_for(organisation_id):
        raise NotYourActivity(code=activity.code)
    update = await _held(call, activity, period, organisation_id)
    if update is not None:
        call.match(update.version)
    _check_plan(call, plan, period)
    await locks.require_open(call, period)
    if update is None:
        update = await _begin(call, activity, period, organisation_id)
    elif update.state != UpdateState.DRAFT:
        raise UpdateClosed(period=period)
    else:
        update.version += 1
    _write(update, wanted)
    await note(call, "activity-update.written", activity, update)
    return update


async def _reported(
    call: Call, workplan_id: UUID, activity_id: UUID, organisation_id: UUID
) -> tuple[Workplan, Activity]:
    """The activity under its lock; 404 of an organisation that has no part in it."""
    plan = await share(call, workplan_id)
    activity = await lock_activity(call, plan, activity_id, match=False)
    known = organisation_id == activity.lead_id or organisation_id in contributors(activity)
    return plan, found(activity if known else None)


def _check_plan(call: Call, plan: Workplan, period: str) -> None:
    """A plan in force, and a quarter of it that has begun."""
    if plan.state != WorkplanState.ADOPTED or plan.replaced_by_id is not None:
        raise PlanNotInForce(plan_state=plan.state)
    quarter = periods.parse(period)
    if quarter.first_on > plan.ends_on or quarter.last_on < plan.starts_on:
        raise Invalid.at("/period", "outside_plan")
    if quarter.first_on > today(call.now):
        raise Invalid.at("/period", "period_ahead")


async def _held(call: Call, activity: Activity, period: str, organisation_id: UUID) -> ActivityUpdate | None:
    statement = sa.select(ActivityUpdate).where(
        ActivityUpdate.network_id == call.network_id,
        ActivityUpdate.origin_id == activity.origin_id,
        ActivityUpdate.organisation_id == organisation_id,
        ActivityUpdate.period == period,
    )
    return (await call.session.execute(statement.with_for_update())).scalar_one_or_none()


async def _begin(call: Call, activity: Activity, period: str, organisation_id: UUID) -> ActivityUpdate:
    update = ActivityUpdate(
        created_at=call.now,
        network_id=call.network_id,
        origin_id=activity.origin_id,
        organisation_id=organisation_id,
        acronym=await members.acronym(call, organisation_id),
        period=period,
        state=UpdateState.DRAFT,
    )
    call.session.add(update)
    return update


def _write(update: ActivityUpdate, wanted: UpdatePut) -> None:
    first, last, spent = wanted.forecast_starts_on, wanted.forecast_ends_on, wanted.expenditure
    if first is not None and last is not None and last < first:
        raise Invalid.at("/forecast_ends_on", "ends_before_start")
    if spent is not None and spent.currency != "USD":
        raise Invalid.at("/expenditure/currency", "unknown")
    update.status, update.forecast_starts_on, update.forecast_ends_on = wanted.status, first, last
    for name in TEXTS:
        setattr(update, name, getattr(wanted, name))
    update.expenditure_cents = spent.cents if spent is not None else None


async def note(call: Call, kind: str, activity: Activity, update: ActivityUpdate, **facts: Any) -> None:
    await call.session.flush()
    facts = {"code": activity.code, "organisation": update.acronym, "period": update.period, **facts}
    visibility = Visibility.PARTNERS if update.state == UpdateState.SUBMITTED else Visibility.MEMBERS
    await journal.record(call, kind, update, visibility=visibility, **facts)


def facts_of(update: ActivityUpdate) -> UpdateFacts:
    says = any(getattr(update, name) for name in TEXTS) or update.expenditure_cents is not None
    return UpdateFacts(UpdateState(update.state), update.organisation_id, says)


async def move(
    call: Call, workplan_id: UUID, activity_id: UUID, period: str, organisation_id: UUID, name: str, reason: str | None
) -> ActivityUpdate:
    """Submit it, or take it back to its draft with a reason."""
    plan, activity = await _reported(call, workplan_id, activity_id, organisation_id)
    update = found(await _held(call, activity, period, organisation_id))
    if not call.speaks_for(organisation_id) and not (name == "reopen" and writes_all(call)):
        raise NotYourActivity(code=activity.code)
    call.match(update.version)
    _check_plan(call, plan, period)
    await locks.require_open(call, period)
    ACTIVITY_UPDATE.fire(call, update, name, facts=facts_of(update))
    update.submitted_at = call.now if name == "submit" else None
    update.reason = reason
    kind = "activity-update.submitted" if name == "submit" else "activity-update.reopened"
    await note(call, kind, activity, update, **({"reason": reason} if reason is not None else {}))
    await settle(call, activity)
    return update


async def settle(call: Call, activity: Activity) -> None:
    """What the activity keeps of all that was submitted: how it stands, when it will be, what was spent."""
    await call.session.flush()
    statement = sa.select(ActivityUpdate).where(
        ActivityUpdate.network_id == call.network_id,
        ActivityUpdate.origin_id == activity.origin_id,
        ActivityUpdate.state == UpdateState.SUBMITTED,
    )
    updates = list((await call.session.execute(statement)).scalars())
    latest = latest_of(updates, activity.lead_id)
    activity.current_status = latest.status if latest is not None else activity.status
    activity.forecast_starts_on = latest.forecast_starts_on if latest is not None else None
    activity.forecast_ends_on = latest.forecast_ends_on if latest is not None else None
    activity.reported_period = latest.period if latest is not None else None
    spent, activity.reported_cents = activity.reported_cents, added(*(each.expenditure_cents for each in updates))
    await journal.record(call, "activity.reported", activity, visibility=Visibility.PARTNERS, code=activity.code)
    if spent != activity.reported_cents:
        await standing.keep_objectives(call)


def latest_of(updates: list[ActivityUpdate], lead_id: UUID) -> ActivityUpdate | None:
    """The update that tells how an activity stands: of the last quarter, and of its lead before all others."""
    return max(updates, key=lambda each: (each.period, each.organisation_id == lead_id, each.id), default=None)
