"""Risks of a plan, kept up by the secretariat and by whoever owns them, while the plan is drafted and while it runs."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call, found
from api.kernel.db import new_id
from api.kernel.problems import Invalid, Problem
from api.members import service as members
from api.workplans.models import Workplan, WorkplanRisk
from api.workplans.rows import PlanNotDraft, note, require_open, share, writes_all
from api.workplans.schemas import RiskCreate
from api.workplans.values import WorkplanState


class NotYourRisk(Problem):
    slug, status = "not-your-risk", 403


async def create(call: Call, workplan_id: UUID, wanted: RiskCreate) -> WorkplanRisk:
    plan = await share(call, workplan_id)
    _check_owner(call, wanted.owner_id)
    await _open(call, plan)
    owner = await members.in_network(call, wanted.owner_id, "/owner_id")
    risk = WorkplanRisk(
        created_at=call.now,
        network_id=call.network_id,
        workplan_id=plan.id,
        origin_id=new_id(),
        title=wanted.title.model_dump(),
        likelihood=wanted.likelihood,
        impact=wanted.impact,
        owner_id=owner.id,
        mitigation=wanted.mitigation,
        state=wanted.state,
    )
    call.session.add(risk)
    await note(call, "workplan-risk.added", plan, risk, organisation=owner.acronym)
    return risk


def _check_owner(call: Call, owner_id: UUID) -> None:
    if not writes_all(call) and not call.speaks_for(owner_id):
        raise NotYourRisk()


async def _open(call: Call, plan: Workplan) -> None:
    """A draft that is not before the members, or a plan in force."""
    if plan.state == WorkplanState.DRAFT:
        await require_open(call, plan)
    elif plan.state != WorkplanState.ADOPTED or plan.replaced_by_id is not None:
        raise PlanNotDraft(plan_state=plan.state)


async def _lock(call: Call, plan: Workplan, risk_id: UUID) -> WorkplanRisk:
    statement = sa.select(WorkplanRisk).where(
        WorkplanRisk.network_id == call.network_id, WorkplanRisk.workplan_id == plan.id, WorkplanRisk.id == risk_id
    )
    return found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())


async def change(call: Call, workplan_id: UUID, risk_id: UUID, changes: dict[str, Any]) -> WorkplanRisk:
    plan = await share(call, workplan_id)
    risk = await _lock(call, plan, risk_id)
    _check_owner(call, risk.owner_id)
    call.match(risk.version)
    await _open(call, plan)
    for name, value in changes.items():
        if value is None and name != "mitigation":
            raise Invalid.at(f"/{name}", "missing")
        if name == "owner_id":
            value = (await members.in_network(call, value, "/owner_id")).id
        setattr(risk, name, value.model_dump() if hasattr(value, "model_dump") else value)
    risk.version += 1
    await note(call, "workplan-risk.changed", plan, risk)
    return risk


async def remove(call: Call, workplan_id: UUID, risk_id: UUID) -> None:
    """Take a risk out of a draft. Of a plan in force it is closed instead, and stays readable."""
    plan = await share(call, workplan_id)
    risk = await _lock(call, plan, risk_id)
    _check_owner(call, risk.owner_id)
    call.match(risk.version)
    await require_open(call, plan)
    await note(call, "workplan-risk.removed", plan, risk)
    await call.session.delete(risk)
