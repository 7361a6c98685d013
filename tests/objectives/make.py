"""Assessments of an objective in any state."""

from uuid import UUID

from api.kernel.access import Call
from api.objectives import service
from api.objectives.models import Assessment
from api.objectives.schemas import AssessmentCreate
from tests.make import Made, Make, Network

NARRATIVE = "Two trainings were held, and the register of sources stands."


async def assessment(
    make: Make,
    state: str = "draft",
    *,
    network: Network | None = None,
    number: int = 7,
    acronym: str = "UNDP",
    period: str = "2026-H1",
    rating: str = "some_progress",
) -> Made:
    """An assessment by one organisation for a half-year, brought to `state`."""
    network = network or await make.home()
    wanted = {
        "organisation_id": network.organisations[acronym],
        "period": period,
        "rating": rating,
        "narrative": NARRATIVE,
    }

    async def begin(call: Call) -> UUID:
        objective = await service.lock(call, number, match=False)
        row = await service.draft(call, objective, AssessmentCreate.model_validate(wanted))
        await call.session.flush()
        if state != "draft":
            await service.submit(call, *await service.lock_assessment(call, number, row.id))
        return row.id

    async def decide(call: Call) -> None:
        held = await service.lock_assessment(call, number, assessment_id)
        if state == "approved":
            await service.approve(call, *held)
        else:
            await service.give_back(call, *held, "return", "Say more of the second half.")

    assessment_id = await make.act(acronym.lower(), begin, network)
    if state in ("approved", "returned"):
        await make.act("secretariat", decide, network)

    async def read(call: Call) -> Made:
        row = await call.session.get(Assessment, assessment_id)
        assert row is not None
        path = f"{network.path}/objectives/{number}/assessments/{row.id}"
        return Made(row.id, path, row.version, network, row.state, number)

    return await make.as_platform(read, network)
