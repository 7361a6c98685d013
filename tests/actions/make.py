"""Action points in any state, by the acts that lead there."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from api.actions import service
from api.actions.models import ActionPoint
from api.actions.schemas import ActionPointCreate, ActionPointDone
from api.kernel.access import Call
from tests.day import today
from tests.make import Made, Make, Network

TITLE = {"en": "Send the list of centres to the Migration Service"}
EVIDENCE = [{"title": "Letter of 3 March", "url": "https://library.example/letter"}]


async def action(
    make: Make,
    state: str = "open",
    *,
    network: Network | None = None,
    owner: str = "UNDP",
    by: str = "secretariat",
    days: int = 14,
    **given: Any,
) -> Made:
    """Something `owner` has to do, given by a person of the network and brought to `state`."""
    network = network or await make.home()
    due_on = today() + timedelta(days=days)
    wanted = {"title": TITLE, "owner_id": network.organisations[owner], "due_on": due_on, **given}

    async def begin(call: Call) -> UUID:
        return (await service.create(call, ActionPointCreate.model_validate(wanted))).id

    action_id = await make.act(by, begin, network)
    said = ActionPointDone.model_validate({"done": "Sent by letter.", "evidence": EVIDENCE})
    if state in ("done", "verified"):
        await _act(make, network, owner.lower(), action_id, service.done, said)
    if state == "verified":
        await _act(make, network, "rc", action_id, service.verify)
    if state == "dropped":
        await _act(make, network, "secretariat", action_id, service.drop, "It is done elsewhere.")

    async def read(call: Call) -> Made:
        row = await call.session.get(ActionPoint, action_id)
        assert row is not None
        return Made(row.id, f"{network.path}/action-points/{row.id}", row.version, network, row.state, row.number)

    return await make.as_platform(read, network)


async def _act(make: Make, network: Network, who: str, action_id: UUID, act: Any, *given: Any) -> None:
    async def work(call: Call) -> None:
        await act(call, await service.lock(call, action_id), *given)

    await make.act(who, work, network)
