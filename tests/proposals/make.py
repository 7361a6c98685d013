"""Proposals in any state, by the moves that lead there."""

from typing import Any
from uuid import UUID

from api.kernel.access import Call
from api.proposals import acts, parts, schemas, service
from api.proposals.models import Proposal
from tests.day import today
from tests.decisions.make import decision
from tests.make import Made, Make, Network

TODAY = today()
PAPERS = {"on": TODAY, "reference": "MPTF/MIG/26/11", "document": "Letter of the Fund"}
REASON = {"reason": "Asked for by the Fund."}
TEXT = {
    "title": {"en": "Skills and data for safe migration"},
    "summary": {"en": "Two organisations build a common register of sources."},
    "thematic_area": "TA1",
    "primary_objective": 1,
    "months": 24,
    "government_counterparts": [{"name": "State Migration Service"}, {"name": "Ministry of Labour"}],
}
# state → the state before it, and the move between them
BEFORE: dict[str, tuple[str, str]] = {
    "concept_note_draft": ("idea", "draft"),
    "concept_note_network_review": ("concept_note_draft", "consult"),
    "concept_note_endorsed": ("concept_note_network_review", "endorse"),
    "concept_note_submitted": ("concept_note_endorsed", "submit_concept"),
    "pipeline": ("concept_note_submitted", "retain"),
    "concept_note_not_retained": ("concept_note_submitted", "not_retain"),
    "jp_document_draft": ("pipeline", "invite"),
    "jp_document_submitted": ("jp_document_draft", "submit_document"),
    "appraisal": ("jp_document_submitted", "appraise"),
    "revision_requested": ("appraisal", "ask_revision"),
    "approved": ("appraisal", "approve"),
    "rejected": ("appraisal", "reject"),
    "signature": ("approved", "sign"),
    "funds_transferred": ("signature", "transfer"),
    "implementation": ("funds_transferred", "start"),
    "suspended": ("implementation", "suspend"),
    "operationally_closed": ("implementation", "close_operationally"),
    "final_reporting": ("operationally_closed", "report"),
    "financially_closed": ("final_reporting", "close_financially"),
    "withdrawn": ("concept_note_draft", "withdraw"),
    "cancelled": ("approved", "cancel"),
}
BACK = {"rework": "concept_note_network_review", "reopen": "concept_note_endorsed", "resume": "suspended"}
BY = {
    "draft": "undp", "consult": "undp", "endorse": "rc", "submit_concept": "rc", "submit_document": "rc",
    "start": "undp", "close_operationally": "undp", "report": "undp", "withdraw": "undp",
    "reopen": "undp",
}  # fmt: skip
SAID: dict[str, dict[str, Any]] = {
    name: {}
    for name in (
        "draft", "consult", "endorse", "submit_concept", "submit_document", "sign", "start", "close_operationally",
        "report", "rework",
    )
} | dict.fromkeys(("suspend", "resume", "cancel"), PAPERS | REASON) | dict.fromkeys(("withdraw", "reopen"), REASON)  # fmt: skip


async def proposal(
    make: Make,
    state: str = "idea",
    *,
    network: Network | None = None,
    ready: bool = True,
    ready_for: str = "",
) -> Made:
    """A proposal that UNDP convenes with IOM, brought to `state`. `ready=False`: nothing but its title.

    `ready_for` names a move for which everything is to be there: decision, letters, signatures, confirmations.
    """
    network = network or await make.home()

    async def begin(call: Call) -> UUID:
        wanted = TEXT if ready else {"title": TEXT["title"]}
        made = {name: value for name, value in wanted.items() if name in schemas.ProposalCreate.model_fields}
        row = await service.create(call, schemas.ProposalCreate.model_validate(made))
        await call.session.flush()
        if ready:
            await service.change(call, row.id, schemas.ProposalUpdate.model_validate(wanted))
            await _fill(call, row.id, network)
        return row.id

    proposal_id = await make.act("undp", begin, network)
    for step in _steps(state):
        await _prepare(make, network, proposal_id, step)
        await _move(make, network, proposal_id, step)
    await _prepare(make, network, proposal_id, ready_for)
    return await made_of(make, network, proposal_id)


def _steps(state: str) -> list[str]:
    steps: list[str] = []
    while state != "idea":
        state, move = BEFORE[state]
        steps.insert(0, move)
    return steps


async def _fill(call: Call, proposal_id: UUID, network: Network) -> None:
    undp, iom = network.organisations["UNDP"], network.organisations["IOM"]
    punos = [{"organisation_id": undp, "role": "convening"}, {"organisation_id": iom, "role": "participating"}]
    await parts.put_punos(call, proposal_id, schemas.PunosPut.model_validate({"punos": punos}).punos)
    outputs = schemas.OutputsPut.model_validate({"outputs": [{"code": "1.1", "title": "A register of sources"}]})
    await parts.put_outputs(call, proposal_id, outputs.outputs)
    lines = [
        {"organisation_id": one, "output": "1.1", "category": 4, "year": 2027, "amount": {"amount": "250000.00"}}
        for one in (undp, iom)
    ]
    await parts.put_budget(call, proposal_id, schemas.BudgetPut.model_validate({"lines": lines}).lines)


async def _prepare(make: Make, network: Network, proposal_id: UUID, move: str) -> None:
    """What a move needs beside its state."""
    if move == "endorse":
        await endorse(make, network, proposal_id, 1)
    if move == "submit_document":
        await _decide_on_document(make, network, proposal_id)
    if move == "transfer":
        await make.act("secretariat", lambda call: _sign(call, proposal_id, network), network)
    if move == "close_operationally":
        await make.act("secretariat", lambda call: _confirm(call, proposal_id, network), network)


async def _move(make: Make, network: Network, proposal_id: UUID, move: str) -> None:
    said = SAID.get(move, PAPERS)
    await make.act(BY.get(move, "secretariat"), lambda call: acts.move(call, proposal_id, move, said), network)


async def endorse(make: Make, network: Network, proposal_id: UUID, revision: int, government: bool = True) -> None:
    """What an endorsement rests on: the adopted decision on that revision, and the Government's letter."""
    await decision(
        make, "adopted", network=network, kind="proposal", proposal_id=proposal_id, proposal_revision=revision
    )
    if not government:
        return
    letter = {"on": TODAY, "reference": "12/345", "organisation": "Ministry of Foreign Affairs"}
    wanted = schemas.GovernmentEndorsementPut.model_validate(letter)
    await make.act("secretariat", lambda call: acts.put_government_endorsement(call, proposal_id, wanted), network)


async def _decide_on_document(make: Make, network: Network, proposal_id: UUID) -> None:
    async def freeze(call: Call) -> int:
        wanted = schemas.ProposalUpdate.model_validate({"months": 30})
        await service.change(call, proposal_id, wanted)
        return (await acts.freeze_document(call, proposal_id)).revision

    revision = await make.act("undp", freeze, network)
    await endorse(make, network, proposal_id, revision, government=False)


async def _sign(call: Call, proposal_id: UUID, network: Network) -> None:
    for party, acronym in (("puno", "UNDP"), ("puno", "IOM"), ("resident_coordinator", None), ("government", None)):
        one = network.organisations[acronym] if acronym else None
        wanted = {"party": party, "organisation_id": one, "on": TODAY, "reference": "Signed page"}
        await acts.add_signature(call, proposal_id, schemas.SignatureCreate.model_validate(wanted))


async def _confirm(call: Call, proposal_id: UUID, network: Network) -> None:
    for acronym in ("UNDP", "IOM"):
        wanted = {"organisation_id": network.organisations[acronym], "on": TODAY}
        await acts.add_confirmation(call, proposal_id, schemas.ConfirmationCreate.model_validate(wanted))


async def made_of(make: Make, network: Network, proposal_id: UUID) -> Made:
    async def work(call: Call) -> Made:
        row = await call.session.get(Proposal, proposal_id)
        assert row is not None
        return Made(row.id, f"{network.path}/proposals/{row.id}", row.version, network, row.state, row.revision)

    return await make.as_platform(work, network)
