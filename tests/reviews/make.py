"""Reviews and profiles in any state, by the acts that lead there."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import Decision
from api.kernel import bodies, links
from api.kernel.access import Call
from api.kernel.links import End
from api.objectives.models import Objective
from api.reviews import editing, service, templates, text
from api.reviews.models import Review, ReviewKind, ReviewTemplate
from api.reviews.schemas import ReviewStart
from tests.decisions.make import _lead, _open
from tests.make import Made, Make, Network

REVIEW, PROFILE = str(ReviewKind.REVIEW), str(ReviewKind.PROFILE)
TEXT = "The country adopted a law on labour migration.\n\n- It protects workers.\n- It is enforced."


def this_year() -> int:
    """The year in Ashgabat: what tests make happens in it."""
    from api.kernel.clock import PLACE, now_utc

    return now_utc().astimezone(PLACE).year


async def review(
    make: Make, state: str = "generated", *, kind: str = REVIEW, network: Network | None = None, language: str = "en",
    fill: bool | None = None, **years: int,
) -> Made:  # fmt: skip
    """One in `state`: generated, edited, circulated, frozen, decided (its decision is adopted), adopted, issued."""
    network = network or await make.home()
    given = {"kind": kind, "first_year": this_year(), "language": language, **years}

    async def begin(call: Call) -> UUID:
        return (await service.start(call, ReviewStart.model_validate(given))).id

    id = await make.act("secretariat", begin, network)
    if state == "edited" or (fill if fill is not None else state not in ("generated", "edited", "circulated")):
        await make.act("secretariat", lambda call: _fill(call, id, once=state == "edited"), network)
    if state not in ("generated", "edited"):
        await act(make, network, "secretariat", id, service.circulate)
    if state in ("frozen", "decided", "adopted"):
        await act(make, network, "secretariat", id, service.put_to_decision)
    if state in ("decided", "adopted"):
        await decide(make, network, id)
    if state == "adopted":
        await act(make, network, "rc", id, service.adopt)
    if state == "issued":
        await act(make, network, "rc", id, service.issue)
    return await made(make, network, id)


async def act(make: Make, network: Network, who: str, id: UUID, do: Any, *given: Any) -> Any:
    async def work(call: Call) -> Any:
        call.if_match = "*"
        return await do(call, id, *given)

    return await make.act(who, work, network)


async def _fill(call: Call, id: UUID, *, once: bool) -> None:
    """Write what the form asks for; once: one field."""
    row = await call.session.get(Review, id)
    assert row is not None
    template = await call.session.get(ReviewTemplate, row.template_id)
    assert template is not None
    call.if_match = "*"
    for section in text.missing(templates.sections_of(template.body), bodies.read(row.body)):
        held = {each["id"]: each for part in bodies.read(row.body)["parts"] for each in part["paragraphs"]}
        for field in section.fields:
            if field.required and text.typed(held[field.id]) and text.blank(held[field.id]):
                await editing.change(call, id, field.id, TEXT)
                if once:
                    return


async def decide(make: Make, network: Network, id: UUID) -> None:
    """The network adopts the decision about the frozen version."""
    await make.forget_mail()

    async def of(call: Call) -> UUID:
        wanted = sa.select(Decision.id).where(Decision.network_id == network.id, Decision.subject_id == id)
        return (await call.session.execute(wanted)).scalar_one()

    decision_id = await make.as_platform(of, network)
    await _open(make, network, decision_id, "silence", {}, True)
    await _lead(make, network, decision_id, "adopted")


async def link(make: Make, network: Network, number: int, kind: str, id: UUID) -> None:
    """Link a record to an objective."""

    async def work(call: Call) -> None:
        wanted = sa.select(Objective.id).where(Objective.network_id == network.id, Objective.number == number)
        objective_id = (await call.session.execute(wanted)).scalar_one()
        await links.join(call, End("objectives", objective_id), End(kind, id))

    await make.act("secretariat", work, network)


async def made(make: Make, network: Network, id: UUID) -> Made:
    async def work(call: Call) -> Made:
        row = await call.session.get(Review, id)
        assert row is not None
        return Made(row.id, f"{network.path}/reviews/{row.id}", row.version, network, row.state, row.number)

    return await make.as_platform(work, network)
