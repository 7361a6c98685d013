"""Pledges in any state, by the acts that lead there."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from api.kernel.access import Call
from api.pledges import service
from api.pledges.models import Pledge
from api.pledges.schemas import PledgeCreate
from tests.day import today
from tests.make import Made, Make, Network

DESCRIPTION = (
    "By the end of the period every child who returns from abroad without papers is registered within 30 days of "
    "asking for it, in all provinces. Registrars are trained, one common form is used by consulates and offices, and "
    "the backlog of applications is cleared. Figures are published twice a year by sex and age, as totals only."
)
ANSWERS: dict[str, Any] = {
    "entity_kind": "un_system",
    "form": "individual",
    "kind": ["process", "human_resources"],
    "objectives": [4, 7],
    "scope": ["national"],
    "until": "2028-12-31",
    "description": DESCRIPTION,
    "measure": "95 per cent of applications answered within 30 days",
}
STEPS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "prepared": ("undp", "submit", {}),
    "cleared": ("rc", "clear", {}),
    "sent": ("secretariat", "send", {"sent_on": today() - timedelta(days=3)}),
    "published": ("secretariat", "publish", {"published_id": "GCM-P-301"}),
    "in_progress": ("undp", "start", {}),
    "fulfilled": ("undp", "fulfil", {"fulfilled_on": today() - timedelta(days=1), "fulfilment": "The report says so."}),
}


def wanted(network: Network, entity: str = "UNDP", **answers: Any) -> dict[str, Any]:
    return {
        "organisation_id": str(network.organisations[entity]),
        "title": "Papers for every child who returns",
        "contact": "Head of the office, office@undp.example",
        "answers": ANSWERS | answers,
    }


async def pledge(make: Make, state: str = "draft", *, network: Network | None = None, **answers: Any) -> Made:
    """A complete pledge of UNDP, brought to `state`."""
    network = network or await make.home()

    async def begin(call: Call) -> UUID:
        return (await service.create(call, PledgeCreate.model_validate(wanted(network, **answers)))).id

    pledge_id = await make.act("undp", begin, network)
    for reached, (who, move, given) in STEPS.items():
        if state == "draft":
            break
        if state == "withdrawn":
            await _move(make, network, "undp", pledge_id, "withdraw", {"reason": "The programme ended."})
            break
        await _move(make, network, who, pledge_id, move, given)
        if reached == state:
            break

    async def read(call: Call) -> Made:
        row = await call.session.get(Pledge, pledge_id)
        assert row is not None
        return Made(row.id, f"{network.path}/pledges/{row.id}", row.version, network, row.state, row.number)

    return await make.as_platform(read, network)


async def _move(make: Make, network: Network, who: str, pledge_id: UUID, move: str, given: dict[str, Any]) -> None:
    async def work(call: Call) -> None:
        await service.move(call, await service.lock(call, pledge_id, match=False), move, **given)

    await make.act(who, work, network)
