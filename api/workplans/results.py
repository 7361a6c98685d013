"""Outcomes and outputs of a draft: entered, put in order, taken off while nothing hangs on them. The secretariat's."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call
from api.kernel.db import new_id
from api.kernel.problems import Invalid, Problem
from api.workplans.models import Activity, Workplan, WorkplanResult
from api.workplans.places import after_last, between
from api.workplans.rows import lock, note, require_open, result_of
from api.workplans.schemas import ResultCreate
from api.workplans.values import ResultKind


class ResultInUse(Problem):
    """Outputs or activities hang on it."""

    slug, status = "result-in-use", 409


async def create(call: Call, workplan_id: UUID, wanted: ResultCreate) -> tuple[Workplan, WorkplanResult]:
    plan = await lock(call, workplan_id, match=False)
    await require_open(call, plan)
    await _check_parent(call, plan, wanted.kind, wanted.parent_id)
    siblings = await _siblings(call, plan, wanted.parent_id)
    result = WorkplanResult(
        created_at=call.now,
        network_id=call.network_id,
        workplan_id=plan.id,
        origin_id=new_id(),
        parent_id=wanted.parent_id,
        kind=wanted.kind,
        code=wanted.code,
        title=wanted.title.model_dump(),
        position=after_last(siblings),
        priority_code=wanted.priority_code,
        priority=wanted.priority,
    )
    call.session.add(result)
    if wanted.place is not None:
        await _put_at(call, plan, result, siblings, wanted.place)
    await note(call, "workplan-result.added", plan, result, code=result.code)
    return plan, result


async def _check_parent(call: Call, plan: Workplan, kind: str, parent_id: UUID | None) -> None:
    """An output belongs to an outcome of this plan; an outcome to nothing."""
    if kind == ResultKind.OUTCOME:
        if parent_id is not None:
            raise Invalid.at("/parent_id", "unknown")
        return
    if parent_id is None:
        raise Invalid.at("/parent_id", "missing")
    parent = await result_of(call, plan, parent_id, "/parent_id")
    if parent.kind != ResultKind.OUTCOME:
        raise Invalid.at("/parent_id", "unknown")


async def _siblings(call: Call, plan: Workplan, parent_id: UUID | None) -> list[WorkplanResult]:
    here = WorkplanResult.parent_id == parent_id if parent_id is not None else WorkplanResult.parent_id.is_(None)
    statement = sa.select(WorkplanResult).where(
        WorkplanResult.network_id == call.network_id, WorkplanResult.workplan_id == plan.id, here
    )
    statement = statement.order_by(WorkplanResult.position, WorkplanResult.id)
    return list((await call.session.execute(statement)).scalars())


async def change(call: Call, workplan_id: UUID, result_id: UUID, changes: dict[str, Any]) -> Workplan:
    plan = await lock(call, workplan_id, match=False)
    result = await result_of(call, plan, result_id)
    call.match(result.version)
    await require_open(call, plan)
    for name, value in changes.items():
        if value is None and name not in ("priority_code", "priority"):
            raise Invalid.at(f"/{name}", "missing")
    if "parent_id" in changes:
        await _check_parent(call, plan, result.kind, changes["parent_id"])
    place = changes.pop("place", None)
    moved = "parent_id" in changes and changes["parent_id"] != result.parent_id
    for name, value in changes.items():
        setattr(result, name, value.model_dump() if hasattr(value, "model_dump") else value)
    if place is not None or moved:
        siblings = [each for each in await _siblings(call, plan, result.parent_id) if each.id != result.id]
        await _put_at(call, plan, result, siblings, place if place is not None else len(siblings) + 1)
    result.version += 1
    await note(call, "workplan-result.changed", plan, result, code=result.code)
    return plan


async def _put_at(
    call: Call, plan: Workplan, result: WorkplanResult, siblings: list[WorkplanResult], place: int
) -> None:
    result.position, moved = between(siblings, place)
    for each, position in moved:
        each.position = position
        await note(call, "workplan-result.changed", plan, each, code=each.code)


async def remove(call: Call, workplan_id: UUID, result_id: UUID) -> Workplan:
    plan = await lock(call, workplan_id, match=False)
    result = await result_of(call, plan, result_id)
    call.match(result.version)
    await require_open(call, plan)
    outputs = sa.select(WorkplanResult.id).where(WorkplanResult.parent_id == result.id).limit(1)
    activities = sa.select(Activity.id).where(Activity.output_id == result.id).limit(1)
    for used in (outputs, activities):
        if (await call.session.execute(used)).first() is not None:
            raise ResultInUse(code=result.code)
    await note(call, "workplan-result.removed", plan, result, code=result.code)
    await call.session.delete(result)
    return plan
