"""Workplans and their results."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from api.kernel.access import Call, allow
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import MoveRefused
from api.kernel.routing import NoContent, Reply, network_router, responses
from api.workplans import (
    activity_routes,
    exports,
    money_views,
    part_views,
    policy,
    results,
    risk_routes,
    rows,
    schemas,
    service,
    states,
    uninfo_routes,
    update_routes,
    views,
)
from api.workplans.values import WorkplanState

router = network_router("/workplans", "workplans")
ROUTERS = [
    router,
    activity_routes.router,
    activity_routes.everywhere,
    update_routes.router,
    update_routes.owed,
    risk_routes.router,
    uninfo_routes.router,
    exports.router,
]
ONE = "/{workplan_id}"
RESULT = ONE + "/results/{result_id}"
Read = schemas.WorkplanRead
CLOSED = responses(rows.PlanNotDraft, rows.PlanUnderDecision)


@router.get("", response_model=schemas.WorkplanList)
async def list_workplans(
    call: Annotated[Call, allow(policy.READ)],
    sort: views.PlanSort = "-starts_on",
    state: WorkplanState | None = None,
    slug: schemas.Slug | None = None,
    in_force: Annotated[bool | None, Query(description="Adopted, and no later version took its place")] = None,
    running: bool | None = None,
    limit: Limit = 50,
    cursor: Cursor | None = None,
) -> Reply:
    """The network's workplans in all their versions, the latest first. Drafts are for members."""
    given = {"state": state, "slug": slug, "in_force": in_force, "running": running}
    return await views.plans(call, sort, limit, cursor, **given)


@router.post("", response_model=Read, status_code=201)
async def create_workplan(call: Annotated[Call, allow(policy.WRITE)], body: schemas.WorkplanCreate) -> Reply:
    """Enter a plan; `based_on_id` begins it with the results and unfinished activities of another."""
    plan = await service.create(call, body)
    return (await views.plan(call, plan.id)).created(_path(call, plan.id))


def _path(call: Call, workplan_id: UUID) -> str:
    return f"/api/v1/networks/{call.slug}/workplans/{workplan_id}"


@router.get(ONE, response_model=Read)
async def read_workplan(call: Annotated[Call, allow(policy.READ)], workplan_id: UUID) -> Reply:
    """A plan with its outcomes, outputs and activities in order, their money, and what you can do now."""
    return await views.plan(call, workplan_id)


@router.patch(ONE, response_model=Read, responses=CLOSED)
async def update_workplan(
    call: Annotated[Call, allow(policy.WRITE)], workplan_id: UUID, body: schemas.WorkplanUpdate
) -> Reply:
    """Change title and period of a draft."""
    await service.change(call, await service.lock(call, workplan_id), body.given())
    return await views.plan(call, workplan_id)


@router.post(ONE + "/freeze", response_model=Read, responses=CLOSED | responses(service.NothingToFreeze))
async def freeze_workplan(call: Annotated[Call, allow(policy.WRITE)], workplan_id: UUID) -> Reply:
    """Keep the draft as it stands, byte for byte: the snapshot that a decision is about (`subject`)."""
    await service.freeze(call, await service.lock(call, workplan_id))
    return await views.plan(call, workplan_id)


@router.post(
    ONE + "/adopt",
    response_model=Read,
    responses=responses(MoveRefused, states.PlanDecisionRequired, states.PlanChangedSince),
)
async def adopt_workplan(call: Annotated[Call, allow(policy.ADOPT)], workplan_id: UUID) -> Reply:
    """Put the plan in force by the adopted decision on its last snapshot. It takes an earlier version's place."""
    await service.adopt(call, await service.lock(call, workplan_id))
    return await views.plan(call, workplan_id)


@router.post(
    ONE + "/close",
    response_model=Read,
    responses=responses(MoveRefused, states.PeriodNotOver, states.PlanReplaced),
)
async def close_workplan(call: Annotated[Call, allow(policy.WRITE)], workplan_id: UUID) -> Reply:
    """Close the plan once its period is over. Nothing more is reported on it."""
    await service.close(call, await service.lock(call, workplan_id))
    return await views.plan(call, workplan_id)


@router.post(ONE + "/abandon", response_model=Read, responses=responses(MoveRefused) | CLOSED)
async def abandon_workplan(
    call: Annotated[Call, allow(policy.WRITE)], workplan_id: UUID, body: schemas.WorkplanReason
) -> Reply:
    """Give a draft up, with the reason on record. Final."""
    await service.abandon(call, await service.lock(call, workplan_id), body.reason)
    return await views.plan(call, workplan_id)


@router.post(
    ONE + "/versions",
    response_model=Read,
    status_code=201,
    responses=responses(service.PlanNotInForce, service.VersionUnderWay),
)
async def create_workplan_version(
    call: Annotated[Call, allow(policy.WRITE)], workplan_id: UUID, body: schemas.WorkplanReason
) -> Reply:
    """Draft the next version of a plan in force, with everything in it. It needs a decision of its own."""
    later = await service.new_version(call, await service.lock(call, workplan_id), body.reason)
    return (await views.plan(call, later.id)).created(_path(call, later.id))


@router.get(ONE + "/snapshots/{number}", response_model=dict[str, object])
async def read_workplan_snapshot(
    call: Annotated[Call, allow(policy.READ)], workplan_id: UUID, number: Annotated[int, Path(ge=1, le=10_000)]
) -> Reply:
    """What was put to decision, byte for byte: its SHA-256 is that of the decision's `subject`."""
    row = await part_views.snapshot(call, workplan_id, number)
    return Reply(row[0])


@router.get(ONE + "/changes", response_model=schemas.PlanChanges)
async def compare_workplans(
    call: Annotated[Call, allow(policy.READ)],
    workplan_id: UUID,
    base_id: Annotated[UUID | None, Query(description="Another plan or version; else the version before")] = None,
    snapshot: Annotated[
        int | None, Query(ge=1, le=10_000, description="A snapshot of this plan to compare with")
    ] = None,
) -> Reply:
    """What was added, removed and changed, field by field, against the version before or another."""
    return await part_views.changes(call, workplan_id, base_id, snapshot)


@router.get(ONE + "/findings", response_model=schemas.PlanFindings)
async def read_workplan_findings(call: Annotated[Call, allow(policy.READ)], workplan_id: UUID) -> Reply:
    """What UN INFO would refuse or ask about, and how to mend it, in your language."""
    return await part_views.findings(call, workplan_id)


@router.get(ONE + "/money", response_model=schemas.MoneySums)
async def read_workplan_money(
    call: Annotated[Call, allow(policy.READ)], workplan_id: UUID, by: schemas.Axis = "agency"
) -> Reply:
    """Money of the plan by agency, source, year, outcome or objective, exact to the cent."""
    return await money_views.money_sums(call, workplan_id, by)


@router.get(ONE + "/money-lines", response_model=schemas.PlanMoneyLines)
async def list_workplan_money_lines(call: Annotated[Call, allow(policy.READ)], workplan_id: UUID) -> Reply:
    """Every amount of the plan by activity, agency, source and year: what its sums are made of."""
    return await money_views.lines(call, workplan_id)


# ── results ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@router.post(ONE + "/results", response_model=Read, status_code=201, responses=CLOSED)
async def create_workplan_result(
    call: Annotated[Call, allow(policy.WRITE)], workplan_id: UUID, body: schemas.ResultCreate
) -> Reply:
    """Enter an outcome, or an output of one."""
    plan, result = await results.create(call, workplan_id, body)
    return (await views.plan(call, plan.id)).created(f"{_path(call, plan.id)}/results/{result.id}")


@router.patch(RESULT, response_model=Read, responses=CLOSED)
async def update_workplan_result(
    call: Annotated[Call, allow(policy.WRITE)], workplan_id: UUID, result_id: UUID, body: schemas.ResultUpdate
) -> Reply:
    """Change an outcome or output, or move it. If-Match takes its own version."""
    plan = await results.change(call, workplan_id, result_id, body.given())
    return await views.plan(call, plan.id)


@router.delete(RESULT, response_model=None, status_code=204, responses=CLOSED | responses(results.ResultInUse))
async def delete_workplan_result(
    call: Annotated[Call, allow(policy.WRITE)], workplan_id: UUID, result_id: UUID
) -> NoContent:
    """Take off an outcome or output on which nothing hangs."""
    await results.remove(call, workplan_id, result_id)
    return NoContent()
