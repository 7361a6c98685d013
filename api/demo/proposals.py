"""Three joint programmes of the demo: an idea, a concept note being written, one in the Fund's pipeline. All invented."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import positions
from api.decisions import service as decisions
from api.decisions.models import Decision
from api.decisions.schemas import DecisionCreate, PositionPut, RoundOpen
from api.demo import programmes
from api.demo.stage import Stage
from api.kernel import clock, deliveries, unit
from api.kernel.access import Call
from api.networks.models import Organisation
from api.proposals import acts, parts, schemas, service
from api.proposals.models import Proposal, PunoRole


async def play(stage: Stage) -> None:
    """Written by their organisations; the oldest is decided on, endorsed, submitted and retained."""
    trafficking = await _written(stage, "unodc", programmes.TRAFFICKING)
    await _endorsed(stage, trafficking)
    await stage.act("secretariat", _retain(trafficking))
    await _written(stage, "iom", programmes.DATA)
    await _written(stage, "unhcr", programmes.CHILDREN)
    await deliveries.send_due(stage.kernel, limit=400)


async def _written(stage: Stage, lead: str, text: dict[str, Any]) -> UUID:
    """Its convening organisation enters it and names the others; then each writes its own part of the budget."""

    async def enter(call: Call) -> UUID:
        proposal = await service.create(call, schemas.ProposalCreate.model_validate(text["idea"]))
        await service.change(call, proposal.id, schemas.ProposalUpdate.model_validate(text["more"]))
        punos = [
            {
                "organisation_id": await _organisation(call, acronym),
                "role": PunoRole.PARTICIPATING if at else PunoRole.CONVENING,
            }
            for at, acronym in enumerate(text["punos"])
        ]
        await parts.put_punos(call, proposal.id, schemas.PunosPut.model_validate({"punos": punos}).punos)
        outputs = [{"code": code, "title": title} for code, title in text["outputs"]]
        if outputs:
            await parts.put_outputs(call, proposal.id, schemas.OutputsPut.model_validate({"outputs": outputs}).outputs)
        return proposal.id

    proposal_id = await stage.act(lead, enter)
    if text["lines"]:
        await stage.act(lead, _move(proposal_id, "draft"))
    for acronym, lines in text["lines"].items():
        await stage.act(acronym.lower(), _part(proposal_id, acronym, lines))
    return proposal_id


def _part(proposal_id: UUID, acronym: str, lines: list[tuple[Any, ...]]) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        wanted = [
            {"output": output, "category": category, "year": year, "amount": {"amount": f"{amount}.00"}}
            for output, category, *amounts in lines
            for year, amount in zip(programmes.YEARS, amounts, strict=True)
            if amount is not None
        ]
        part = schemas.PartPut.model_validate({"lines": wanted})
        await parts.put_part(call, proposal_id, await _organisation(call, acronym), part.lines)

    return work


def _move(proposal_id: UUID, name: str, **said: Any) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        await acts.move(call, proposal_id, name, said)

    return work


async def _endorsed(stage: Stage, proposal_id: UUID) -> None:
    """The network is consulted and decides by silence; the Government's letter comes; the RC submits."""
    await stage.act("unodc", _move(proposal_id, "consult"))

    async def open_decision(call: Call) -> UUID:
        number = (await call.session.execute(sa.select(Proposal.number).where(Proposal.id == proposal_id))).scalar_one()
        wanted = {**programmes.decision(number), "proposal_id": proposal_id, "proposal_revision": 1}
        decision = await decisions.draft(call, DecisionCreate.model_validate(wanted))
        await decisions.open_round(call, decision, RoundOpen(deadline_at=call.now + stage.silence()))
        return decision.id

    decision_id = await stage.act("secretariat", open_decision)
    await deliveries.send_due(stage.kernel, limit=400)
    for name in ("unodc", "iom", "unfpa", "undp"):
        await stage.act(name, _support(decision_id))
    await stage.act("secretariat", _government(proposal_id))
    while await _state(stage, decision_id) == "open":
        await asyncio.sleep(0.3)
        await unit.head_of(stage.kernel, "turkmenistan")

    async def adopt(call: Call) -> None:
        await decisions.adopt(call, await decisions.lock(call, decision_id))

    await stage.act("iom-head", adopt)
    await stage.act("rc", _move(proposal_id, "endorse"))
    await stage.act("rc", _move(proposal_id, "submit_concept"))


def _support(decision_id: UUID) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        for organisation_id in call.actor.organisations(call.network_id):
            held = await positions.lock_position(call, decision_id, 1, organisation_id)
            await positions.put(call, *held, PositionPut.model_validate({"value": "support"}))

    return work


def _government(proposal_id: UUID) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        wanted = {**programmes.LETTER, "on": _today(call)}
        await acts.put_government_endorsement(
            call, proposal_id, schemas.GovernmentEndorsementPut.model_validate(wanted)
        )

    return work


def _retain(proposal_id: UUID) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        await acts.move(call, proposal_id, "retain", {**programmes.RETAINED, "on": _today(call)})

    return work


def _today(call: Call) -> date:
    return call.now.astimezone(clock.PLACE).date()


async def _organisation(call: Call, acronym: str) -> UUID:
    wanted = sa.select(Organisation.id).where(Organisation.acronym == acronym)
    return (await call.session.execute(wanted)).scalar_one()


async def _state(stage: Stage, decision_id: UUID) -> str:
    async def work(call: Call) -> str:
        wanted = sa.select(Decision.state).where(Decision.id == decision_id)
        return str((await call.session.execute(wanted)).scalar_one())

    return await stage.act_as_platform(work)
