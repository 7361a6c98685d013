"""Activities and their money; activities of all plans."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from api.kernel.access import Call, allow
from api.kernel.paging import Cursor, Limit
from api.kernel.routing import NoContent, Reply, network_router, responses
from api.workplans import activities, part_views, policy, rows, schemas
from api.workplans.values import ActivityStatus

router = network_router("/workplans/{workplan_id}/activities", "workplans")
everywhere = network_router("/activities", "workplans")
ONE = "/{activity_id}"
Read = schemas.ActivityRead
CLOSED = responses(rows.PlanNotDraft, rows.PlanUnderDecision, rows.NotYourActivity)
Agency = Annotated[UUID | None, Query(description="Leads it or contributes to it")]
Objective = Annotated[int | None, Query(ge=1, le=23, description="Of the Global Compact")]
Status = Annotated[ActivityStatus | None, Query(description="As it was reported last")]


@router.get("", response_model=schemas.ActivityList)
async def list_activities(
    call: Annotated[Call, allow(policy.READ)],
    workplan_id: UUID,
    sort: part_views.ActivitySort = "code",
    organisation_id: Agency = None,
    objective: Objective = None,
    status: Status = None,
    output_id: UUID | None = None,
    proposal_id: UUID | None = None,
    limit: Limit = 50,
    cursor: Cursor | None = None,
) -> Reply:
    """Activities of a plan by agency, objective or status."""
    await part_views.see(call, workplan_id)
    given = {
        "workplan_id": workplan_id,
        "organisation_id": organisation_id,
        "objective": objective,
        "status": status,
        "output_id": output_id,
        "proposal_id": proposal_id,
    }
    return await part_views.activities(call, sort, limit, cursor, **given)


@router.post("", response_model=Read, status_code=201, responses=CLOSED)
async def create_activity(
    call: Annotated[Call, allow(policy.EDIT)], workplan_id: UUID, body: schemas.ActivityCreate
) -> Reply:
    """Enter an activity into a draft; your own organisation leads it, unless you are the secretariat."""
    plan, activity = await activities.create(call, workplan_id, body)
    reply = await part_views.activity(call, plan.id, activity.id)
    return reply.created(f"/api/v1/networks/{call.slug}/workplans/{plan.id}/activities/{activity.id}")


@router.get(ONE, response_model=Read)
async def read_activity(call: Annotated[Call, allow(policy.READ)], workplan_id: UUID, activity_id: UUID) -> Reply:
    """One activity with its money, line by line."""
    return await part_views.activity(call, workplan_id, activity_id)


@router.patch(ONE, response_model=Read, responses=CLOSED)
async def update_activity(
    call: Annotated[Call, allow(policy.EDIT)],
    workplan_id: UUID,
    activity_id: UUID,
    body: schemas.ActivityUpdateFields,
) -> Reply:
    """Change an activity of a draft, or move it by `place` and `output_id`. If-Match takes its own version."""
    plan = await activities.change(call, workplan_id, activity_id, body.given())
    return await part_views.activity(call, plan.id, activity_id)


@router.delete(ONE, response_model=None, status_code=204, responses=CLOSED)
async def delete_activity(call: Annotated[Call, allow(policy.EDIT)], workplan_id: UUID, activity_id: UUID) -> NoContent:
    """Take an activity out of a draft, with its money."""
    await activities.remove(call, workplan_id, activity_id)
    return NoContent()


@router.put(ONE + "/money/{organisation_id}", response_model=Read, responses=CLOSED)
async def put_activity_money(
    call: Annotated[Call, allow(policy.EDIT)],
    workplan_id: UUID,
    activity_id: UUID,
    organisation_id: UUID,
    body: schemas.MoneyPut,
) -> Reply:
    """Replace the money of one organisation in an activity, by source and year. If-Match takes the activity's version."""
    plan = await activities.put_money(call, workplan_id, activity_id, organisation_id, body.lines)
    return await part_views.activity(call, plan.id, activity_id)


# ── of all plans ────────────────────────────────────────────────────────────────────────────────────────────────────


@everywhere.get("", response_model=schemas.ActivityList)
async def list_all_activities(
    call: Annotated[Call, allow(policy.READ)],
    sort: part_views.ActivitySort = "-starts_on",
    organisation_id: Agency = None,
    objective: Objective = None,
    status: Status = None,
    proposal_id: UUID | None = None,
    in_force: Annotated[bool | None, Query(description="Of plans that are adopted and not replaced")] = True,
    running: Annotated[bool | None, Query(description="Of plans that run today")] = None,
    limit: Limit = 50,
    cursor: Cursor | None = None,
) -> Reply:
    """Activities of every plan in force: what the network does on an objective, or with an organisation."""
    given = {
        "organisation_id": organisation_id,
        "objective": objective,
        "status": status,
        "proposal_id": proposal_id,
        "in_force": in_force,
        "running": running,
    }
    return await part_views.activities(call, sort, limit, cursor, **given)


@everywhere.get("/{origin_id}", response_model=Read)
async def read_activity_in_force(call: Annotated[Call, allow(policy.READ)], origin_id: UUID) -> Reply:
    """An activity by what is the same in all versions (`origin_id`), as the version in force has it."""
    return await part_views.activity_of_origin(call, origin_id)
