"""Entering a proposal and writing its text; who may write what."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock, journal
from api.kernel.access import Call, found
from api.kernel.problems import Invalid, Problem
from api.networks import service as networks
from api.networks.models import Network, Organisation, OrganisationKind
from api.proposals import schemas, states
from api.proposals.content import gather, settle
from api.proposals.models import BudgetLine, Proposal, ProposalOutput, ProposalPuno, PunoRole
from api.proposals.states import EDITABLE, fund_calls
from api.proposals.values import ProposalState
from api.reference import service as reference

COPIED = (
    "title", "summary", "thematic_area", "primary_objective", "objectives", "call_code", "call_version", "months",
    "government_counterparts",
)  # fmt: skip


class RevisionFrozen(Problem):
    slug, status = "revision-frozen", 409


class NotConvening(Problem):
    slug, status = "not-convening", 403


class NotYourPart(Problem):
    slug, status = "not-your-part", 403


async def create(call: Call, wanted: schemas.ProposalCreate) -> Proposal:
    """Enter an idea. Whoever enters it speaks for the organisation that convenes, or is the secretariat."""
    convening = wanted.convening_id or next(iter(sorted(call.actor.organisations(call.network_id))), None)
    if convening is not None and not states.secretariat(call) and not call.speaks_for(convening):
        raise NotYourPart()
    if convening is not None:
        await un_entity(call, convening, "/convening_id")
    if wanted.call_code not in fund_calls():
        raise Invalid.at("/call_code", "unknown")
    source = await _source(call, wanted.based_on_id) if wanted.based_on_id else None
    proposal = Proposal(
        created_at=call.now,
        network_id=call.network_id,
        number=await _number(call),
        state=ProposalState.IDEA,
        objectives=[],
        government_counterparts=[],
        call_code=wanted.call_code,
        call_version=reference.load("calls")["version"],
        signatures=[],
        confirmations=[],
        acts=[],
        parties=[],
        totals={},
        findings=[],
        content_digest="",
        updated_at=call.now,
    )
    if source is not None:
        _copy(source, proposal)
    for name, value in wanted.given().items():
        if name not in ("convening_id", "based_on_id", "call_code"):
            setattr(proposal, name, _plain(value))
    call.session.add(proposal)
    await call.session.flush()
    if source is not None:
        await _copy_parts(call, source, proposal)
    elif convening is not None:
        call.session.add(
            ProposalPuno(proposal_id=proposal.id, organisation_id=convening, role=PunoRole.CONVENING, indirect_bps=700)
        )
    await settle(call, proposal)
    await journal.record(call, "proposal.created", proposal, number=proposal.number)
    return proposal


async def _number(call: Call) -> str:
    year = call.now.astimezone(clock.PLACE).year
    code = (await call.session.execute(sa.select(Network.code).where(Network.id == call.network_id))).scalar_one()
    return f"{code}/{year}/P-{await networks.next_number(call, 'proposal', year):02}"


async def _source(call: Call, proposal_id: UUID) -> Proposal:
    statement = sa.select(Proposal).where(Proposal.network_id == call.network_id, Proposal.id == proposal_id)
    source = (await call.session.execute(statement)).scalar_one_or_none()
    if source is None or source.state not in (ProposalState.CONCEPT_NOTE_NOT_RETAINED, ProposalState.REJECTED):
        raise Invalid.at("/based_on_id", "unknown")
    return source


def _copy(source: Proposal, target: Proposal) -> None:
    for name in COPIED:
        setattr(target, name, getattr(source, name))
    target.based_on_id = source.id


async def _copy_parts(call: Call, source: Proposal, target: Proposal) -> None:
    content = await gather(call, source)
    for puno, _ in content.punos:
        call.session.add(
            ProposalPuno(
                proposal_id=target.id,
                organisation_id=puno.organisation_id,
                role=puno.role,
                indirect_bps=puno.indirect_bps,
            )
        )
    outputs = {
        one.id: ProposalOutput(proposal_id=target.id, code=one.code, title=one.title, position=one.position)
        for one in content.outputs
    }
    call.session.add_all(outputs.values())
    await call.session.flush()
    for line, _, _ in content.lines:
        call.session.add(
            BudgetLine(
                proposal_id=target.id,
                organisation_id=line.organisation_id,
                output_id=outputs[line.output_id].id if line.output_id else None,
                category=line.category,
                year=line.year,
                amount_cents=line.amount_cents,
            )
        )


async def lock(call: Call, proposal_id: UUID) -> Proposal:
    statement = sa.select(Proposal).where(Proposal.network_id == call.network_id, Proposal.id == proposal_id)
    proposal = found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())
    await clock.tick(call)
    return proposal


def may_write_all(call: Call, proposal: Proposal) -> bool:
    return states.secretariat(call) or (proposal.convening_id is not None and call.speaks_for(proposal.convening_id))


async def edit(call: Call, proposal_id: UUID) -> Proposal:
    """Lock a proposal to write anything in it: whose it is, which version was read, whether it is open."""
    proposal = await lock(call, proposal_id)
    check_leads(call, proposal)
    call.match(proposal.version)
    check_open(proposal)
    proposal.version += 1
    return proposal


def check_leads(call: Call, proposal: Proposal) -> None:
    if not may_write_all(call, proposal):
        raise NotConvening(organisation=_convening(proposal))


def check_open(proposal: Proposal) -> None:
    if proposal.state not in EDITABLE:
        raise RevisionFrozen(state=proposal.state)


def _convening(proposal: Proposal) -> str | None:
    own = str(proposal.convening_id)
    return next((one["acronym"] for one in proposal.parties if one["id"] == own), None)


async def change(call: Call, proposal_id: UUID, wanted: schemas.ProposalUpdate) -> Proposal:
    proposal = await edit(call, proposal_id)
    for name, value in wanted.given().items():
        if name == "title" and value is None:
            raise Invalid.at("/title", "missing")
        emptied: list[Any] | None = [] if name in ("objectives", "government_counterparts") else None
        setattr(proposal, name, emptied if value is None else _plain(value))
    if len(set(proposal.objectives)) < len(proposal.objectives):
        raise Invalid.at("/objectives", "duplicate")
    await settle(call, proposal)
    await journal.record(call, "proposal.changed", proposal, number=proposal.number)
    return proposal


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


async def un_entity(call: Call, organisation_id: UUID, pointer: str) -> Organisation:
    organisation = await call.session.get(Organisation, organisation_id)
    if organisation is None or organisation.kind != OrganisationKind.UN_ENTITY:
        raise Invalid.at(pointer, "unknown")
    return organisation
