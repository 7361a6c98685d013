"""Action points over HTTP."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from api.actions import exports, policy, schemas, service, states, views
from api.actions.models import ActionState
from api.kernel.access import Call, allow
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import MoveRefused
from api.kernel.routing import Reply, network_router, responses

router = network_router("/action-points", "actions")
ROUTERS = [router, exports.router]
ONE = "/{action_id}"


@router.get("", response_model=schemas.ActionPointList)
async def list_action_points(
    call: Annotated[Call, allow(policy.READ)],
    sort: Literal["due_on", "-created_at"] = "due_on",
    state: ActionState | None = None,
    owner_id: UUID | None = None,
    meeting_id: UUID | None = None,
    decision_id: UUID | None = None,
    overdue: Annotated[bool | None, Query(description="Open, and its day has passed")] = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """Action points across all meetings, the earliest day first."""
    given = {"state": state, "owner_id": owner_id, "meeting_id": meeting_id, "decision_id": decision_id}
    return await views.action_points(call, sort, limit, cursor or None, overdue=overdue, **given)


@router.post("", response_model=schemas.ActionPointRead, status_code=201)
async def create_action_point(call: Annotated[Call, allow(policy.CREATE)], body: schemas.ActionPointCreate) -> Reply:
    """Give an organisation something to do by a day. Officers give anybody, members their own organisation."""
    action = await service.create(call, body)
    reply = await views.action_point(call, action.id)
    return reply.created(f"/api/v1/networks/{call.slug}/action-points/{action.id}")


@router.get(ONE, response_model=schemas.ActionPointRead)
async def read_action_point(call: Annotated[Call, allow(policy.READ)], action_id: UUID) -> Reply:
    """One action point: where it came from, what was done, and what you can do now."""
    return await views.action_point(call, action_id)


@router.patch(ONE, response_model=schemas.ActionPointRead, responses=responses(service.ActionClosed))
async def update_action_point(
    call: Annotated[Call, allow(policy.WRITE)], action_id: UUID, body: schemas.ActionPointUpdate
) -> Reply:
    """Correct what it says or whose it is, while it is open. Its day moves by `snooze`, with a reason."""
    await service.change(call, await service.lock(call, action_id), body.given())
    return await views.action_point(call, action_id)


@router.post(
    ONE + "/done",
    response_model=schemas.ActionPointRead,
    responses=responses(MoveRefused, service.ActionEvidenceRequired),
)
async def complete_action_point(
    call: Annotated[Call, allow(policy.DO)], action_id: UUID, body: schemas.ActionPointDone
) -> Reply:
    """Say what your organisation did. What is marked high needs evidence."""
    await service.done(call, await service.lock(call, action_id), body)
    return await views.action_point(call, action_id)


@router.post(
    ONE + "/verify", response_model=schemas.ActionPointRead, responses=responses(MoveRefused, states.DoneByYou)
)
async def verify_action_point(call: Annotated[Call, allow(policy.WRITE)], action_id: UUID) -> Reply:
    """Confirm, as another person, what an organisation gave itself to do and did."""
    await service.verify(call, await service.lock(call, action_id))
    return await views.action_point(call, action_id)


@router.post(ONE + "/snooze", response_model=schemas.ActionPointRead, responses=responses(MoveRefused))
async def snooze_action_point(
    call: Annotated[Call, allow(policy.SNOOZE)], action_id: UUID, body: schemas.ActionPointSnooze
) -> Reply:
    """Give it a later day, with a reason. The day agreed first stays on record."""
    await service.snooze(call, await service.lock(call, action_id), body.due_on, body.reason)
    return await views.action_point(call, action_id)


@router.post(ONE + "/drop", response_model=schemas.ActionPointRead, responses=responses(MoveRefused))
async def drop_action_point(
    call: Annotated[Call, allow(policy.WRITE)], action_id: UUID, body: schemas.ActionPointDrop
) -> Reply:
    """Drop it, with a reason that its owner is told. Final."""
    await service.drop(call, await service.lock(call, action_id), body.reason)
    return await views.action_point(call, action_id)
