"""A decision of kind membership admits whoever applied: `members` keeps the state, the adopted decision opens it."""

from datetime import date
from typing import Annotated
from uuid import UUID

import sqlalchemy as sa

from api.decisions import service
from api.decisions.models import Decision
from api.decisions.rules import DecisionKind, DecisionState
from api.kernel.access import Call, allow
from api.kernel.problems import Invalid, MoveRefused
from api.kernel.routing import Reply, network_router, responses
from api.kernel.schemas import Input
from api.members import applications, views
from api.members import policy as members_policy
from api.members import schemas as members_schemas

router = network_router("/members", "members")
ADOPTED = (DecisionState.ADOPTED, DecisionState.ADOPTED_WITH_RESERVATIONS)


class MemberAdmit(Input):
    """The adopted decision that says so, and the day from which the organisation is a member."""

    decision_id: UUID
    joined_on: date


@router.post(
    "/{membership_id}/admit",
    response_model=members_schemas.MemberRead,
    responses=responses(MoveRefused, service.DecisionNotAdopted),
)
async def admit_member(
    call: Annotated[Call, allow(members_policy.WRITE)], membership_id: UUID, body: MemberAdmit
) -> Reply:
    """Admit an applicant as a member, by the decision that the network adopted on it."""
    membership = await applications.lock(call, membership_id)
    await _check(call, body.decision_id)
    await applications.admit(call, membership, body.decision_id, body.joined_on)
    return await views.member(call, membership_id)


async def _check(call: Call, decision_id: UUID) -> None:
    """Raise unless this is an adopted decision of the network on membership."""
    statement = sa.select(Decision).where(Decision.network_id == call.network_id, Decision.id == decision_id)
    decision = (await call.session.execute(statement)).scalar_one_or_none()
    if decision is None or decision.kind != DecisionKind.MEMBERSHIP:
        raise Invalid.at("/decision_id", "unknown")
    if decision.state not in ADOPTED:
        raise service.DecisionNotAdopted()
