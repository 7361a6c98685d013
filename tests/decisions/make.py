"""Decisions in any state, by the acts that lead there."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import positions, service
from api.decisions.models import Decision, Round
from api.decisions.schemas import DecisionCreate, PositionPut, RoundOpen
from api.kernel import unit
from api.kernel.access import Call
from api.kernel.journal import Due, JournalHead
from tests.make import Made, Make, Network

WORDS: dict[str, dict[str, Any]] = {
    "reservation": {"text": "Read in line with the 1951 Convention."},
    "disassociate": {"text": "The second paragraph."},
    "objection": {"text": "The figures are not ours.", "would_resolve": "A figure that we gave."},
}
TEXT = "The Network meets once a quarter.\n\nMinutes go out within ten days."


def position(value: str, **given: Any) -> dict[str, Any]:
    """A position with the words that its value asks for."""
    until = {"ad_referendum_until": datetime.now().astimezone() + timedelta(days=1)} if value == "ad_referendum" else {}
    return {"value": value, **WORDS.get(value, {}), **until, **given}


async def decision(
    make: Make,
    state: str = "draft",
    *,
    network: Network | None = None,
    kind: str = "other",
    procedure: str = "silence",
    answers: dict[str, str] | None = None,
    deliver: bool = True,
    **given: Any,
) -> Made:
    """A decision of the network, brought to `state`; `answers` by acronym are recorded in its round while it is open."""
    network = network or await make.home()
    wanted = {"kind": kind, "title": {"en": "Working methods"}, "texts": {"en": TEXT}, **given}

    async def begin(call: Call) -> UUID:
        return (await service.draft(call, DecisionCreate.model_validate(wanted))).id

    decision_id = await make.act("secretariat", begin, network)
    if state == "withdrawn":
        await _act(make, network, "secretariat", decision_id, service.withdraw, "No longer wanted.")
    elif state != "draft":
        answers = answers if answers is not None else _answers(state)
        await _open(make, network, decision_id, procedure, answers, deliver and state != "incomplete")
        await _lead(make, network, decision_id, state)
    return await made(make, network, decision_id)


def _answers(state: str) -> dict[str, str]:
    usual = {
        "broken": {"UNDP": "objection"},
        "referred": {"UNDP": "objection"},
        "no_consensus": {"UNDP": "objection"},
        "adopted_with_reservations": {"UNDP": "reservation"},
    }
    return usual.get(state, {})


async def _open(
    make: Make, network: Network, decision_id: UUID, procedure: str, answers: dict[str, str], deliver: bool
) -> None:
    await _act(make, network, "secretariat", decision_id, service.open_round, RoundOpen(procedure=procedure))  # type: ignore[arg-type]
    if deliver:
        await make.deliver()
    else:
        await make.forget_mail()
    for acronym, value in answers.items():
        await answer(make, network, decision_id, acronym, value)


async def _lead(make: Make, network: Network, decision_id: UUID, state: str) -> None:
    if state == "open":
        return None
    if state == "revising":
        return await _act(make, network, "secretariat", decision_id, service.revise, "A clearer text.")
    await pass_deadline(make, network, decision_id)
    if state == "referred":
        await _act(make, network, "rc", decision_id, service.refer, "unct", "It needs the whole team.")
    elif state == "no_consensus":
        await _act(make, network, "rc", decision_id, service.record_no_consensus, "Two texts remain.")
    elif state.startswith("adopted"):
        await _act(make, network, "rc", decision_id, service.adopt)
    return None


async def _act(make: Make, network: Network, who: str, decision_id: UUID, act: Any, *given: Any) -> None:
    async def work(call: Call) -> None:
        await act(call, await service.lock(call, decision_id), *given)

    await make.act(who, work, network)


async def answer(make: Make, network: Network, decision_id: UUID, acronym: str, value: str, **given: Any) -> None:
    """The focal point of an organisation records its position in the last round."""

    async def work(call: Call) -> None:
        number = (
            await call.session.execute(sa.select(Decision.round_count).where(Decision.id == decision_id))
        ).scalar_one()
        held = await positions.lock_position(call, decision_id, number, network.organisations[acronym])
        await positions.put(call, *held, PositionPut.model_validate(position(value, **given)))

    await make.act(acronym.lower(), work, network)


async def pass_deadline(make: Make, network: Network, decision_id: UUID) -> None:
    """The deadline of the open round is now; whoever reads next lets it pass. What was before it stays before it."""

    async def work(call: Call) -> None:
        row = await call.session.get(Decision, decision_id)
        assert row is not None
        here = (Round.decision_id == decision_id, Round.number == row.round_count)
        round_id = (await call.session.execute(sa.select(Round.id).where(*here))).scalar_one()
        await call.session.execute(sa.update(Round).where(Round.id == round_id).values(deadline_at=call.now))
        await call.session.execute(sa.update(Due).where(Due.subject_id == round_id).values(at=call.now))
        head = sa.update(JournalHead).where(JournalHead.id == network.id).values(due_at=call.now)
        await call.session.execute(head)

    await make.as_platform(work)
    await unit.head_of(make.kernel, network.slug)


async def made(make: Make, network: Network, decision_id: UUID) -> Made:
    async def work(call: Call) -> Made:
        row = await call.session.get(Decision, decision_id)
        assert row is not None
        path = f"{network.path}/decisions/{row.id}"
        return Made(row.id, path, row.version, network, row.state, row.round_count)

    return await make.as_platform(work, network)
