"""Plans and activities under their locks: who may see and write them, and when nothing in them changes."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import subjects
from api.decisions.models import Decision
from api.decisions.rules import DecisionState
from api.decisions.subjects import Subject
from api.kernel import clock, journal
from api.kernel.access import READERS, Call, Role, Visibility, found
from api.kernel.problems import Invalid, Problem
from api.workplans.models import Activity, Workplan, WorkplanResult, WorkplanSnapshot
from api.workplans.states import Facts, today
from api.workplans.values import KIND, WorkplanState

# In these a decision does not hold the plan: its text is being written, or it came to nothing.
FREE = (DecisionState.DRAFT, DecisionState.REVISING, DecisionState.WITHDRAWN, DecisionState.NO_CONSENSUS)


class PlanNotDraft(Problem):
    """What was adopted changes only as a new version; what is closed or abandoned not at all."""

    slug, status = "plan-not-draft", 409


class PlanUnderDecision(Problem):
    """The members have it before them, or have agreed to it: what they decide on stays as it is."""

    slug, status = "plan-under-decision", 409


class NotYourActivity(Problem):
    slug, status = "not-your-activity", 403


def visible(call: Call) -> sa.Select[Workplan]:
    """Plans of this network; drafts are for members and readers only."""
    statement = sa.select(Workplan).where(Workplan.network_id == call.network_id)
    if call.roles & {*READERS}:
        return statement
    return statement.where(Workplan.adopted_at.is_not(None))


async def lock(call: Call, workplan_id: UUID, *, match: bool = True) -> Workplan:
    statement = visible(call).where(Workplan.id == workplan_id).with_for_update()
    plan = found((await call.session.execute(statement)).scalar_one_or_none())
    await clock.tick(call)
    if match:
        call.match(plan.version)
    return plan


async def share(call: Call, workplan_id: UUID) -> Workplan:
    """The plan under a lock that many writers of its activities hold at once; whoever freezes or adopts it waits."""
    statement = visible(call).where(Workplan.id == workplan_id).with_for_update(read=True)
    plan = found((await call.session.execute(statement)).scalar_one_or_none())
    await clock.tick(call)
    return plan


def _held(workplan_id: Any) -> list[Any]:
    return [
        Decision.subject_id == workplan_id,
        Decision.subject_kind == KIND,
        ~sa.or_(*(Decision.state == state for state in FREE)),
    ]


def under_decision(plan: Any) -> sa.ColumnElement[bool]:
    """Whether the members have a draft before them, or have agreed to it and it waits for its adoption."""
    return sa.exists().where(Decision.network_id == plan.network_id, *_held(plan.id))


async def require_open(call: Call, plan: Workplan) -> None:
    """Raise unless this plan may be written now."""
    if plan.state != WorkplanState.DRAFT:
        raise PlanNotDraft(plan_state=plan.state)
    here = sa.select(Decision.number).where(Decision.network_id == call.network_id, *_held(plan.id)).limit(1)
    number = (await call.session.execute(here)).scalar_one_or_none()
    if number is not None:
        raise PlanUnderDecision(number=number)


def writes_all(call: Call) -> bool:
    return Role.SECRETARIAT in call.roles


async def lock_activity(call: Call, plan: Workplan, activity_id: UUID, *, match: bool = True) -> Activity:
    statement = sa.select(Activity).where(
        Activity.network_id == call.network_id, Activity.workplan_id == plan.id, Activity.id == activity_id
    )
    activity = found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())
    await clock.tick(call)
    if match:
        call.match(activity.version)
    return activity


async def edit_activity(call: Call, workplan_id: UUID, activity_id: UUID) -> tuple[Workplan, Activity]:
    """Lock an activity to write in it: its lead's focal points, and the secretariat."""
    plan = await share(call, workplan_id)
    activity = await lock_activity(call, plan, activity_id, match=False)
    if not writes_all(call) and not call.speaks_for(activity.lead_id):
        raise NotYourActivity(code=activity.code)
    call.match(activity.version)
    await require_open(call, plan)
    return plan, activity


def contributors(activity: Activity) -> set[UUID]:
    return {UUID(each["organisation_id"]) for each in activity.contributors}


async def facts_of(call: Call, plan: Workplan, digest: str | None) -> Facts:
    """`digest`: of what stands now; None where the move does not ask."""
    held = await subjects.adopted_for(call, KIND, plan.id, plan.snapshot_number, plan.snapshot_sha256 or "")
    return Facts(
        WorkplanState(plan.state),
        plan.ends_on,
        today(call.now),
        replaced=plan.replaced_by_id is not None,
        decided=held is not None,
        current=digest is None or digest == plan.snapshot_sha256,
    )


async def keeps(call: Call, subject: Subject) -> bool:
    """Whether a plan of this network keeps this snapshot, and it is the last one: what a decision may be about."""
    statement = sa.select(WorkplanSnapshot.id).where(
        WorkplanSnapshot.network_id == call.network_id,
        WorkplanSnapshot.workplan_id == subject.id,
        WorkplanSnapshot.number == subject.version,
        WorkplanSnapshot.sha256 == subject.sha256,
    )
    last = sa.exists().where(Workplan.id == subject.id, Workplan.snapshot_number == subject.version)
    return (await call.session.execute(statement.where(last))).first() is not None


def label(plan: Workplan) -> str:
    """How the journal and mails call it: 2026, and from the second version on 2026 v2."""
    return plan.slug if plan.version_number == 1 else f"{plan.slug} v{plan.version_number}"


def circle(plan: Workplan) -> Visibility:
    """A draft is for members; what was adopted, the Government and observers read too."""
    return Visibility.PARTNERS if plan.adopted_at is not None else Visibility.MEMBERS


async def note(call: Call, kind: str, plan: Workplan, row: Any = None, **facts: Any) -> None:
    """Record an act on a plan, or on a row of it."""
    await call.session.flush()
    await journal.record(
        call, kind, row if row is not None else plan, visibility=circle(plan), plan=label(plan), **facts
    )


async def result_of(call: Call, plan: Workplan, result_id: UUID, pointer: str | None = None) -> WorkplanResult:
    statement = sa.select(WorkplanResult).where(
        WorkplanResult.network_id == call.network_id,
        WorkplanResult.workplan_id == plan.id,
        WorkplanResult.id == result_id,
    )
    result = (await call.session.execute(statement)).scalar_one_or_none()
    if result is None and pointer is not None:
        raise Invalid.at(pointer, "unknown")
    return found(result)


def check_days(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Invalid.at("/ends_on", "ends_before_start")


def adopted_on(plan: Any) -> list[sa.ColumnElement[bool]]:
    """Conditions of the decision that adopted the last snapshot of a plan."""
    return subjects.adopted(plan.network_id, Subject(KIND, plan.id, plan.snapshot_number, plan.snapshot_sha256))
