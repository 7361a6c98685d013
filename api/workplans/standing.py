"""What follows when a plan comes into force: its activities are found, linked both ways, and counted by objective."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import links, search
from api.kernel.access import Call, Visibility
from api.kernel.links import End, Link
from api.objectives import service as objectives
from api.workplans.models import Activity, Workplan
from api.workplans.money import Amounts, added
from api.workplans.rows import label
from api.workplans.values import WorkplanState

ACTIVITIES = "activities"  # links and search know an activity by its origin: it is one thing in all versions


async def take_effect(call: Call, plan: Workplan, earlier: Workplan | None) -> None:
    """Enter the activities of a plan that came into force; what a later version leaves out is no longer found."""
    now = await _activities(call, plan)
    before = await _activities(call, earlier) if earlier is not None else []
    kept = {activity.origin_id for activity in now}
    for activity in before:
        if activity.origin_id not in kept:
            await _leave(call, activity, set())
            await search.remove(call, ACTIVITIES, activity.origin_id)
    numbers = {number for activity in now for number in activity.objectives}
    known = dict(zip(sorted(numbers), await objectives.ids(call, numbers), strict=True))
    for activity in now:
        await enter(call, plan, activity)
        wanted = {End("objectives", known[number]) for number in activity.objectives}
        if activity.proposal_id is not None:
            wanted.add(End("proposals", activity.proposal_id))
        await _leave(call, activity, wanted)
        for end in sorted(wanted):
            await links.join(call, End(ACTIVITIES, activity.origin_id), end)
    await keep_objectives(call)


async def _activities(call: Call, plan: Workplan) -> list[Activity]:
    statement = sa.select(Activity).where(Activity.network_id == call.network_id, Activity.workplan_id == plan.id)
    return list((await call.session.execute(statement.order_by(Activity.position, Activity.id))).scalars())


async def enter(call: Call, plan: Workplan, activity: Activity) -> None:
    """Let an activity be found."""
    said = " ".join(text for text in (activity.description or {}).values() if text)
    await search.put(
        call,
        search.Found(
            ACTIVITIES,
            activity.origin_id,
            title=activity.title,
            at=plan.adopted_at or plan.created_at,
            visibility=Visibility.PARTNERS,
            number=f"{label(plan)} {activity.code}"[:40],
            text=said,
        ),
    )


async def _leave(call: Call, activity: Activity, wanted: set[End]) -> None:
    """Part the links to objectives and programmes that the plan no longer says."""
    statement = sa.select(Link).where(
        Link.network_id == call.network_id,
        Link.from_kind == ACTIVITIES,
        Link.from_id == activity.origin_id,
        sa.or_(Link.to_kind == "objectives", Link.to_kind == "proposals"),
    )
    for link in list((await call.session.execute(statement)).scalars()):
        if End(link.to_kind, link.to_id) not in wanted:
            await links.part(call, link.id)


async def keep_objectives(call: Call) -> None:
    """Count activities and money by objective, over the plans in force: each activity counts in every one it serves."""
    await call.session.flush()
    statement = (
        sa.select(
            Activity.id,
            Activity.objectives,
            Activity.required_cents,
            Activity.available_cents,
            Activity.expenditure_cents,
            Activity.reported_cents,
        )
        .join(Workplan, Workplan.id == Activity.workplan_id)
        .where(Activity.network_id == call.network_id, Workplan.network_id == call.network_id)
        .where(Workplan.state == WorkplanState.ADOPTED, Workplan.replaced_by_id.is_(None))
    )
    counts: dict[int, set[UUID]] = {number: set() for number in range(1, 24)}
    sums: dict[int, Amounts] = {number: Amounts() for number in counts}
    for id, numbers, required, available, expenditure, reported in (await call.session.execute(statement)).all():
        for number in numbers:
            counts[number].add(id)
            sums[number] = sums[number].plus(Amounts(required, available, added(expenditure, reported)))
    kept: dict[int, Any] = {}
    for number, money in sums.items():
        kept[number] = objectives.Kept(
            activities=len(counts[number]), money=(money.required, money.available, money.expenditure)
        )
    await objectives.keep(call, kept)
