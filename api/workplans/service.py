"""A plan from its first draft to its closing: frozen, put to decision, adopted, replaced by a later version, closed."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import subjects
from api.decisions.models import Decision
from api.kernel import links, search
from api.kernel.access import Call
from api.kernel.links import End
from api.kernel.problems import Invalid, Problem
from api.workplans import copying, standing
from api.workplans.content import frozen, gather
from api.workplans.models import Workplan, WorkplanSnapshot
from api.workplans.owing import Due, due_of
from api.workplans.rows import (
    PlanNotDraft,
    PlanUnderDecision,
    check_days,
    circle,
    facts_of,
    keeps,
    label,
    lock,
    note,
    require_open,
    visible,
)
from api.workplans.schemas import WorkplanCreate
from api.workplans.states import WORKPLAN
from api.workplans.values import KIND, WorkplanState

__all__ = [
    "Due", "PlanNotDraft", "PlanUnderDecision", "abandon", "adopt", "change", "close", "create", "due_of", "freeze",
    "keeps", "lock", "new_version", "opened", "visible",
]  # fmt: skip


class VersionUnderWay(Problem):
    """A later version of this plan is being drafted already."""

    slug, status = "version-under-way", 409


class NothingToFreeze(Problem):
    """The last snapshot is what stands in the plan now."""

    slug, status = "plan-frozen-already", 409


class SnapshotOutdated(Problem):
    """The plan was changed after what the decision is about was frozen."""

    slug, status = "plan-snapshot-outdated", 409


async def create(call: Call, wanted: WorkplanCreate) -> Workplan:
    """Enter a plan; with `based_on_id`, the outcomes, outputs and unfinished activities of another to begin with."""
    check_days(wanted.starts_on, wanted.ends_on)
    source = await _source(call, wanted.based_on_id) if wanted.based_on_id is not None else None
    slug = wanted.slug or _slug(wanted.starts_on, wanted.ends_on)
    taken = sa.select(Workplan.id).where(
        Workplan.network_id == call.network_id, Workplan.slug == slug, Workplan.state != WorkplanState.ABANDONED
    )
    if (await call.session.execute(taken)).first() is not None:
        raise Invalid.at("/slug", "taken")
    plan = Workplan(
        created_at=call.now,
        network_id=call.network_id,
        slug=slug,
        version_number=await _next_version(call, slug),
        title=wanted.title.model_dump(),
        framework_name=wanted.framework_name or (source.framework_name if source is not None else None),
        starts_on=wanted.starts_on,
        ends_on=wanted.ends_on,
        state=WorkplanState.DRAFT,
        snapshot_number=0,
    )
    call.session.add(plan)
    await call.session.flush()
    if source is not None:
        await copying.begin_from(call, source, plan)
    await note(call, "workplan.drafted", plan)
    await index(call, plan)
    return plan


def _slug(starts_on: date, ends_on: date) -> str:
    return str(starts_on.year) if starts_on.year == ends_on.year else f"{starts_on.year}-{ends_on.year}"


async def _source(call: Call, workplan_id: UUID) -> Workplan:
    source = (await call.session.execute(visible(call).where(Workplan.id == workplan_id))).scalar_one_or_none()
    if source is None:
        raise Invalid.at("/based_on_id", "unknown")
    return source


async def _next_version(call: Call, slug: str) -> int:
    """An abandoned plan keeps its number; the next one of that name goes on counting."""
    last = sa.select(sa.func.max(Workplan.version_number)).where(
        Workplan.network_id == call.network_id, Workplan.slug == slug
    )
    return ((await call.session.execute(last)).scalar_one_or_none() or 0) + 1


async def index(call: Call, plan: Workplan) -> None:
    await search.put(
        call,
        search.Found(
            "workplans",
            plan.id,
            title=plan.title,
            at=plan.adopted_at or plan.created_at,
            visibility=circle(plan),
            number=label(plan),
            text=plan.framework_name or "",
        ),
    )


async def change(call: Call, plan: Workplan, changes: dict[str, Any]) -> None:
    await require_open(call, plan)
    for name, value in changes.items():
        if value is None and name != "framework_name":
            raise Invalid.at(f"/{name}", "missing")
        setattr(plan, name, value.model_dump() if hasattr(value, "model_dump") else value)
    check_days(plan.starts_on, plan.ends_on)
    plan.version += 1
    await note(call, "workplan.changed", plan)
    await index(call, plan)


async def abandon(call: Call, plan: Workplan, reason: str) -> None:
    """Give a draft up, with the reason on record. One that the members have before them is withdrawn there first."""
    WORKPLAN.check(call, await facts_of(call, plan, None), "abandon")
    await require_open(call, plan)
    WORKPLAN.fire(call, plan, "abandon", facts=await facts_of(call, plan, None))
    plan.reason = reason
    await note(call, "workplan.abandoned", plan, reason=reason)
    await search.remove(call, KIND, plan.id)


# ── to decision, and after it ───────────────────────────────────────────────────────────────────────────────────────


async def freeze(call: Call, plan: Workplan) -> WorkplanSnapshot:
    """Keep the plan as it stands, byte for byte, for a decision to be about."""
    await require_open(call, plan)
    body, digest = frozen(await gather(call, plan.id))
    if digest == plan.snapshot_sha256:
        raise NothingToFreeze(snapshot=plan.snapshot_number)
    plan.snapshot_number += 1
    plan.snapshot_sha256 = digest
    plan.version += 1
    snapshot = WorkplanSnapshot(
        created_at=call.now,
        network_id=call.network_id,
        workplan_id=plan.id,
        number=plan.snapshot_number,
        body=body,
        sha256=digest,
    )
    call.session.add(snapshot)
    for row in (snapshot, plan):
        await note(call, "workplan.frozen", plan, row, snapshot=plan.snapshot_number, digest=digest)
    return snapshot


async def opened(call: Call, decision: Decision) -> None:
    """A round opens: what it is about must be what stands in the plan, or the members would answer on a past text."""
    subject = subjects.of(decision)
    if subject is None or subject.kind != KIND:
        return
    plan = await lock(call, subject.id, match=False)
    if plan.state != WorkplanState.DRAFT:
        raise PlanNotDraft(plan_state=plan.state)
    _, digest = frozen(await gather(call, plan.id))
    if digest != subject.sha256:
        raise SnapshotOutdated(snapshot=subject.version)


async def adopt(call: Call, plan: Workplan) -> None:
    """Put the plan in force that the network adopted: exactly what was frozen. It takes an earlier version's place."""
    _, digest = frozen(await gather(call, plan.id))
    WORKPLAN.fire(call, plan, "adopt", facts=await facts_of(call, plan, digest))
    decision = await subjects.adopted_for(call, KIND, plan.id, plan.snapshot_number, digest)
    assert decision is not None
    plan.decision_id, plan.adopted_at = decision.id, call.now
    earlier = await _replaced(call, plan)
    await note(call, "workplan.adopted", plan, decision=decision.number)
    await index(call, plan)
    await links.put(call, End(KIND, plan.id), End("decisions", decision.id), circle(plan), **_names(plan, decision))
    await standing.take_effect(call, plan, earlier)


def _names(plan: Workplan, decision: Decision) -> dict[str, Any]:
    """How the journal names the two ends of the link, in their order."""
    ends = sorted([(End("decisions", decision.id), decision.number), (End(KIND, plan.id), label(plan))])
    return {"first": ends[0][1], "second": ends[1][1]}


async def _replaced(call: Call, plan: Workplan) -> Workplan | None:
    if plan.previous_id is None:
        return None
    statement = sa.select(Workplan).where(Workplan.network_id == call.network_id, Workplan.id == plan.previous_id)
    earlier = (await call.session.execute(statement.with_for_update())).scalar_one()
    earlier.replaced_by_id = plan.id
    earlier.version += 1
    await note(call, "workplan.replaced", earlier, later=label(plan))
    return earlier


async def close(call: Call, plan: Workplan) -> None:
    """Its period is over, and nothing more is reported on it."""
    WORKPLAN.fire(call, plan, "close", facts=await facts_of(call, plan, None))
    await note(call, "workplan.closed", plan)
    await standing.keep_objectives(call)


async def new_version(call: Call, plan: Workplan, reason: str) -> Workplan:
    """A draft with a copy of everything, by which an adopted plan is changed. It needs a decision of its own."""
    if plan.state != WorkplanState.ADOPTED or plan.replaced_by_id is not None:
        raise PlanNotInForce(plan_state=plan.state)
    draft = sa.select(Workplan.id).where(
        Workplan.network_id == call.network_id, Workplan.previous_id == plan.id, Workplan.state == WorkplanState.DRAFT
    )
    if (await call.session.execute(draft)).first() is not None:
        raise VersionUnderWay(plan=label(plan))
    later = Workplan(
        created_at=call.now,
        network_id=call.network_id,
        slug=plan.slug,
        version_number=await _next_version(call, plan.slug),
        previous_id=plan.id,
        title=dict(plan.title),
        framework_name=plan.framework_name,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        state=WorkplanState.DRAFT,
        snapshot_number=0,
        reason=reason,
    )
    call.session.add(later)
    await call.session.flush()
    await copying.copy(call, plan, later)
    await note(call, "workplan.version-drafted", later, reason=reason)
    await index(call, later)
    return later


class PlanNotInForce(Problem):
    """Only of the version in force a later one is drafted, and only on it is progress reported."""

    slug, status = "plan-not-in-force", 409
