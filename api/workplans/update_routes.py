"""Quarterly updates."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from api.kernel.access import Call, allow
from api.kernel.problems import MoveRefused
from api.kernel.routing import Reply, network_router, responses
from api.periods.service import PeriodLocked
from api.workplans import policy, rows, schemas, service, states, update_views, updates
from api.workplans.update_schemas import OwedUpdates, Quarter, UpdateList, UpdatePut, UpdateRead

router = network_router("/workplans", "workplans")
owed = network_router("/owed-updates", "workplans")
OF_ACTIVITY = "/{workplan_id}/activities/{activity_id}/updates"
ONE = OF_ACTIVITY + "/{period}/{organisation_id}"
InPath = Annotated[Quarter, Path(description="Such as 2026-Q3")]
REFUSED = responses(rows.NotYourActivity, service.PlanNotInForce, PeriodLocked)


@owed.get("/{organisation_id}", response_model=OwedUpdates)
async def list_owed_updates(
    call: Annotated[Call, allow(policy.READ)],
    organisation_id: UUID,
    period: Annotated[Quarter, Query(description="Such as 2026-Q3")],
) -> Reply:
    """What an organisation owes for a quarter, over all plans in force: what stands, and what it can begin from."""
    return await update_views.owed_by(call, organisation_id, period)


@router.get("/{workplan_id}/owed", response_model=OwedUpdates)
async def list_owed_updates_of_workplan(
    call: Annotated[Call, allow(policy.READ)],
    workplan_id: UUID,
    period: Annotated[Quarter | None, Query(description="Such as 2026-Q3; the last quarter that has ended")] = None,
) -> Reply:
    """What every organisation owes on a plan for a quarter, with what stands."""
    return await update_views.owed_on(call, workplan_id, period)


@router.get("/{workplan_id}/updates", response_model=UpdateList)
async def list_workplan_updates(
    call: Annotated[Call, allow(policy.READ)],
    workplan_id: UUID,
    period: Annotated[Quarter, Query(description="Such as 2026-Q3")],
) -> Reply:
    """All updates of one quarter on a plan. What is not submitted yet is for members."""
    return await update_views.updates_in(call, workplan_id, period)


@router.get(OF_ACTIVITY, response_model=UpdateList)
async def list_activity_updates(
    call: Annotated[Call, allow(policy.READ)], workplan_id: UUID, activity_id: UUID
) -> Reply:
    """All updates on an activity, the latest quarter first."""
    return await update_views.updates_of(call, workplan_id, activity_id)


@router.put(ONE, response_model=UpdateRead, responses=REFUSED | responses(updates.UpdateClosed))
async def put_activity_update(
    call: Annotated[Call, allow(policy.REPORT)],
    workplan_id: UUID,
    activity_id: UUID,
    period: InPath,
    organisation_id: UUID,
    body: UpdatePut,
) -> Reply:
    """Write the update of your organisation for a quarter. If-Match takes its version, once there is one."""
    update = await updates.put(call, workplan_id, activity_id, period, organisation_id, body)
    return await update_views.update(call, workplan_id, update.id)


@router.post(
    ONE + "/submit", response_model=UpdateRead, responses=REFUSED | responses(MoveRefused, states.ProgressRequired)
)
async def submit_activity_update(
    call: Annotated[Call, allow(policy.REPORT)],
    workplan_id: UUID,
    activity_id: UUID,
    period: InPath,
    organisation_id: UUID,
) -> Reply:
    """Submit it: from now on the activity stands as it says."""
    update = await updates.move(call, workplan_id, activity_id, period, organisation_id, "submit", None)
    return await update_views.update(call, workplan_id, update.id)


@router.post(ONE + "/reopen", response_model=UpdateRead, responses=REFUSED | responses(MoveRefused))
async def reopen_activity_update(
    call: Annotated[Call, allow(policy.RETURN)],
    workplan_id: UUID,
    activity_id: UUID,
    period: InPath,
    organisation_id: UUID,
    body: schemas.WorkplanReason,
) -> Reply:
    """Take a submitted update back to its draft: your own, or as the secretariat any, with the reason on record."""
    update = await updates.move(call, workplan_id, activity_id, period, organisation_id, "reopen", body.reason)
    return await update_views.update(call, workplan_id, update.id)
