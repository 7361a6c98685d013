"""Proposals to the Migration MPTF: text, parts, budget, readiness, revisions, and one address per move."""

from collections.abc import Callable
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Path, Query

from api.kernel.access import Call, Permission, allow
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import IfMatchRequired, MoveRefused, Problem
from api.kernel.routing import Reply, network_router, responses
from api.kernel.schemas import ShortLine
from api.proposals import acts, parts, policy, schemas, service, states, views
from api.proposals.states import PROPOSAL
from api.proposals.values import ProposalState

proposals = network_router("/proposals", "proposals")
ROUTERS = [proposals]
Number = Annotated[int, Path(ge=1, le=100_000)]
Read = Annotated[Call, allow(policy.READ)]
Write = Annotated[Call, allow(policy.WRITE)]
Record = Annotated[Call, allow(policy.RECORD)]
WRITING = responses(service.NotConvening, service.RevisionFrozen)
PARTLY = responses(service.NotYourPart, service.RevisionFrozen)


@proposals.get("", response_model=schemas.ProposalList)
async def list_proposals(
    call: Read,
    sort: Literal["-updated_at", "number"] = "-updated_at",
    state: ProposalState | None = None,
    thematic_area: schemas.ThematicArea | None = None,
    puno: ShortLine | None = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """The network's proposals: what each costs, what blocks it, who holds it. `puno` is an organisation's acronym."""
    return await views.proposals(call, sort, limit, cursor or None, state=state, thematic_area=thematic_area, puno=puno)


@proposals.post("", response_model=schemas.ProposalRead, status_code=201, responses=responses(service.NotYourPart))
async def create_proposal(call: Write, body: schemas.ProposalCreate) -> Reply:
    """Enter an idea, or copy what was not retained. It gets its register number at once."""
    proposal = await service.create(call, body)
    reply = await views.proposal(call, proposal.id)
    return reply.created(f"/api/v1/networks/{call.slug}/proposals/{proposal.id}")


@proposals.get("/{proposal_id}", response_model=schemas.ProposalRead)
async def read_proposal(call: Read, proposal_id: UUID) -> Reply:
    """One proposal with parts, budget, readiness, revisions, and what may be done with it."""
    return await views.proposal(call, proposal_id)


@proposals.patch("/{proposal_id}", response_model=schemas.ProposalRead, responses=WRITING)
async def update_proposal(call: Write, proposal_id: UUID, body: schemas.ProposalUpdate) -> Reply:
    """Write its text: the convening organisation or the secretariat, while no revision is before its readers."""
    await service.change(call, proposal_id, body)
    return await views.proposal(call, proposal_id)


@proposals.put("/{proposal_id}/punos", response_model=schemas.ProposalRead, responses=WRITING)
async def put_proposal_punos(call: Write, proposal_id: UUID, body: schemas.PunosPut) -> Reply:
    """Replace the participating UN organisations and their indirect rates."""
    await parts.put_punos(call, proposal_id, body.punos)
    return await views.proposal(call, proposal_id)


@proposals.put("/{proposal_id}/outputs", response_model=schemas.ProposalRead, responses=WRITING)
async def put_proposal_outputs(call: Write, proposal_id: UUID, body: schemas.OutputsPut) -> Reply:
    """Replace the outputs, in this order."""
    await parts.put_outputs(call, proposal_id, body.outputs)
    return await views.proposal(call, proposal_id)


@proposals.put("/{proposal_id}/budget", response_model=schemas.ProposalRead, responses=PARTLY)
async def put_proposal_budget(call: Write, proposal_id: UUID, body: schemas.BudgetPut) -> Reply:
    """Replace the whole grid. Who does not convene may change its own lines only."""
    await parts.put_budget(call, proposal_id, body.lines)
    return await views.proposal(call, proposal_id)


@proposals.put("/{proposal_id}/budget/{organisation_id}", response_model=schemas.ProposalRead, responses=PARTLY)
async def put_proposal_part(call: Write, proposal_id: UUID, organisation_id: UUID, body: schemas.PartPut) -> Reply:
    """Replace the lines of one organisation. If-Match holds the version of that organisation in `punos`."""
    await parts.put_part(call, proposal_id, organisation_id, body.lines)
    return await views.proposal(call, proposal_id)


@proposals.get("/{proposal_id}/readiness", response_model=schemas.Readiness)
async def read_proposal_readiness(call: Read, proposal_id: UUID) -> Reply:
    """What is missing and where, and how to mend it. Blockers stop a submission, warnings do not."""
    return await views.readiness(call, proposal_id)


@proposals.get("/{proposal_id}/revisions", response_model=schemas.RevisionList)
async def list_proposal_revisions(call: Read, proposal_id: UUID) -> Reply:
    """The frozen revisions, latest first."""
    return await views.revisions(call, proposal_id)


@proposals.post(
    "/{proposal_id}/revisions",
    response_model=schemas.ProposalRead,
    status_code=201,
    responses=responses(service.NotConvening, acts.NothingToFreeze, IfMatchRequired),
)
async def freeze_proposal(call: Write, proposal_id: UUID) -> Reply:
    """Freeze the programme document in draft, so that the network can decide on it before it is submitted."""
    proposal = await acts.freeze_document(call, proposal_id)
    reply = await views.proposal(call, proposal_id)
    return reply.created(f"/api/v1/networks/{call.slug}/proposals/{proposal_id}/revisions/{proposal.revision}")


@proposals.get("/{proposal_id}/revisions/{number}", response_model=schemas.RevisionRead)
async def read_proposal_revision(call: Read, proposal_id: UUID, number: Number) -> Reply:
    """One revision, word for word. Its `sha256` is of the compact JSON of `snapshot` with sorted keys."""
    return await views.revision(call, proposal_id, number)


@proposals.get("/{proposal_id}/revisions/{number}/changes", response_model=schemas.RevisionChanges)
async def list_proposal_revision_changes(
    call: Read, proposal_id: UUID, number: Number, base: Annotated[int | None, Query(ge=1, le=100_000)] = None
) -> Reply:
    """What differs between a revision and its base (the one before unless said): texts word by word, money by line."""
    return await views.changes(call, proposal_id, number, base)


@proposals.put(
    "/{proposal_id}/government-endorsement",
    response_model=schemas.ProposalRead,
    responses=responses(service.RevisionFrozen),
)
async def put_government_endorsement(call: Record, proposal_id: UUID, body: schemas.GovernmentEndorsementPut) -> Reply:
    """Record the Government's endorsement: date, reference, who, and what the letter says."""
    await acts.put_government_endorsement(call, proposal_id, body)
    return await views.proposal(call, proposal_id)


@proposals.post("/{proposal_id}/signatures", response_model=schemas.ProposalRead, responses=responses(acts.NotSigning))
async def add_proposal_signature(call: Record, proposal_id: UUID, body: schemas.SignatureCreate) -> Reply:
    """Record the signature of an organisation, the Resident Coordinator or the Government."""
    await acts.add_signature(call, proposal_id, body)
    return await views.proposal(call, proposal_id)


@proposals.post(
    "/{proposal_id}/confirmations",
    response_model=schemas.ProposalRead,
    responses=responses(service.NotYourPart, acts.NotClosing),
)
async def add_proposal_confirmation(call: Write, proposal_id: UUID, body: schemas.ConfirmationCreate) -> Reply:
    """Confirm that an organisation's part is complete, so that the programme can be closed operationally."""
    await acts.add_confirmation(call, proposal_id, body)
    return await views.proposal(call, proposal_id)


# ── moves: one address for each of the state table ──────────────────────────────────────────────────────────────────

SAYS = {
    "draft": "Begin the concept note.",
    "consult": "Put it to the network: freezes a revision. Refused with every blocker named.",
    "rework": "Send it back to its authors.",
    "endorse": "Endorse it by the adopted decision on this revision, with the Government's endorsement on record.",
    "reopen": "Write in it again. The endorsements lapse.",
    "submit_concept": "Submit the concept note to the Fund, as Resident Coordinator. Freezes a revision.",
    "retain": "Record that the Fund retained it.",
    "not_retain": "Record that the Fund did not retain it.",
    "invite": "Record that the Fund invited the full document.",
    "submit_document": "Submit the programme document to the Fund, as Resident Coordinator. Freezes a revision.",
    "appraise": "Record that the Fund appraises it.",
    "ask_revision": "Record that the Fund asks for a revision.",
    "approve": "Record that the Fund approved it.",
    "reject": "Record that the Fund rejected it.",
    "sign": "Begin to collect signatures.",
    "transfer": "Record that the agent transferred funds. Everybody has to have signed.",
    "start": "Start to carry it out.",
    "suspend": "Record that the Fund suspended it.",
    "resume": "Record that the Fund lets it go on.",
    "close_operationally": "Close it operationally, once every organisation has confirmed its part.",
    "report": "Submit the final reports.",
    "close_financially": "Record that the agent closed it financially.",
    "withdraw": "Withdraw it. Once the Fund holds it the secretariat records this, with the papers.",
    "cancel": "Record that the Fund cancelled it.",
}
REFUSALS: dict[str, tuple[type[Problem], ...]] = {
    "consult": (states.NotReady,),
    "endorse": (states.DecisionRequired, states.GovernmentEndorsementRequired),
    "submit_concept": (states.NotReady, acts.NotResidentCoordinator),
    "submit_document": (states.NotReady, acts.NotResidentCoordinator),
    "transfer": (states.SignaturesMissing,),
    "close_operationally": (states.ConfirmationsMissing,),
}


async def _moved(call: Call, proposal_id: UUID, name: str, said: dict[str, Any]) -> Reply:
    await acts.move(call, proposal_id, name, said)
    return await views.proposal(call, proposal_id)


def _plain(name: str, wanted: Permission) -> Callable[..., Any]:
    async def endpoint(call: Annotated[Call, allow(wanted)], proposal_id: UUID) -> Reply:
        return await _moved(call, proposal_id, name, {})

    return endpoint


def _reasoned(name: str, wanted: Permission) -> Callable[..., Any]:
    async def endpoint(call: Annotated[Call, allow(wanted)], proposal_id: UUID, body: schemas.ReasonOnly) -> Reply:
        return await _moved(call, proposal_id, name, body.given())

    return endpoint


def _recorded(name: str, wanted: Permission) -> Callable[..., Any]:
    async def endpoint(call: Annotated[Call, allow(wanted)], proposal_id: UUID, body: schemas.FundAct) -> Reply:
        return await _moved(call, proposal_id, name, body.given())

    return endpoint


def _recorded_why(name: str, wanted: Permission) -> Callable[..., Any]:
    async def endpoint(call: Annotated[Call, allow(wanted)], proposal_id: UUID, body: schemas.FundActReason) -> Reply:
        return await _moved(call, proposal_id, name, body.given())

    return endpoint


def _withdrawal(name: str, wanted: Permission) -> Callable[..., Any]:
    async def endpoint(call: Annotated[Call, allow(wanted)], proposal_id: UUID, body: schemas.Withdrawal) -> Reply:
        return await _moved(call, proposal_id, name, body.given())

    return endpoint


KINDS: dict[tuple[str, ...], Callable[[str, Permission], Callable[..., Any]]] = {
    (): _plain,
    states.REASON: _reasoned,
    states.PAPERS: _recorded,
    (*states.PAPERS, *states.REASON): _recorded_why,
}


def _declare(name: str) -> None:
    rows = PROPOSAL.of(name)
    wanted = rows[0].who
    assert wanted is not None
    make = KINDS[rows[0].asks] if len(rows) == 1 else _withdrawal
    endpoint = make(name, wanted)
    endpoint.__name__, endpoint.__doc__ = f"{name}_proposal", SAYS[name]
    proposals.add_api_route(
        f"/{{proposal_id}}/{name.replace('_', '-')}",
        endpoint,
        methods=["POST"],
        response_model=schemas.ProposalRead,
        responses=responses(MoveRefused, *REFUSALS.get(name, ())),
    )


for _name in dict.fromkeys(move.name for move in PROPOSAL.moves):
    _declare(_name)
