"""Risks of a workplan."""

from typing import Annotated
from uuid import UUID

from api.kernel.access import Call, allow
from api.kernel.routing import NoContent, Reply, network_router, responses
from api.workplans import part_views, policy, risks, rows, schemas

router = network_router("/workplans/{workplan_id}/risks", "workplans")
ONE = "/{risk_id}"
REFUSED = responses(risks.NotYourRisk, rows.PlanNotDraft, rows.PlanUnderDecision)


@router.get("", response_model=schemas.RiskList)
async def list_workplan_risks(call: Annotated[Call, allow(policy.READ)], workplan_id: UUID) -> Reply:
    """The risks of a plan, the gravest first."""
    return await part_views.risks(call, workplan_id)


@router.post("", response_model=schemas.RiskRead, status_code=201, responses=REFUSED)
async def create_workplan_risk(
    call: Annotated[Call, allow(policy.RISK)], workplan_id: UUID, body: schemas.RiskCreate
) -> Reply:
    """Enter a risk that your organisation owns, or as the secretariat anybody's."""
    risk = await risks.create(call, workplan_id, body)
    reply = await part_views.risk(call, workplan_id, risk.id)
    return reply.created(f"/api/v1/networks/{call.slug}/workplans/{workplan_id}/risks/{risk.id}")


@router.patch(ONE, response_model=schemas.RiskRead, responses=REFUSED)
async def update_workplan_risk(
    call: Annotated[Call, allow(policy.RISK)], workplan_id: UUID, risk_id: UUID, body: schemas.RiskUpdate
) -> Reply:
    """Keep a risk up: in a draft, and while the plan is in force."""
    await risks.change(call, workplan_id, risk_id, body.given())
    return await part_views.risk(call, workplan_id, risk_id)


@router.delete(ONE, response_model=None, status_code=204, responses=REFUSED)
async def delete_workplan_risk(
    call: Annotated[Call, allow(policy.RISK)], workplan_id: UUID, risk_id: UUID
) -> NoContent:
    """Take a risk out of a draft. Of a plan in force it is closed instead."""
    await risks.remove(call, workplan_id, risk_id)
    return NoContent()
