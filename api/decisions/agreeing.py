"""Decisions by which the network agreed its own settings."""

from uuid import UUID

from api.decisions import endings, service
from api.decisions.models import Decision
from api.decisions.rules import ADOPTED
from api.kernel.access import Call
from api.networks.models import Adopted


async def standing(call: Call, decision_id: UUID) -> Adopted | None:
    """The adopted decision that the caller may see and that no later one has ended; None if it is none of that."""
    wanted = service.visible(call).where(Decision.id == decision_id)
    decision = (await call.session.execute(wanted)).scalar_one_or_none()
    if decision is None or decision.state not in ADOPTED or await endings.is_ended(call, decision):
        return None
    assert decision.number is not None
    assert decision.adopted_at is not None
    return Adopted(decision.number, decision.adopted_at)
