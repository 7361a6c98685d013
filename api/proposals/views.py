"""Proposals as they are read: one statement each; what was worked out at the last write is only put into words."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import Decision
from api.kernel.access import Call, found
from api.kernel.db import Id, dumps, instant
from api.kernel.paging import Listing, Sort, page_json
from api.kernel.routing import Reply
from api.kernel.views import View, case_json, many, money, obj, splice, within
from api.networks.models import Organisation
from api.proposals import rules
from api.proposals.acts import adopted_on
from api.proposals.comparing import compare
from api.proposals.content import LINE_ORDER, LINES, PUNO_ORDER, stored
from api.proposals.models import BudgetLine, Proposal, ProposalOutput, ProposalPuno, ProposalRevision
from api.proposals.needs import needs
from api.proposals.states import EDITABLE, HELD_BY, PROPOSAL, Facts
from api.proposals.values import ProposalState, Severity

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
_outer = [Proposal.__table__]
_held_by = case_json(Proposal.state, HELD_BY)
_convening = sa.orm.aliased(Organisation)
ITEM = obj(
    id=Proposal.id,
    number=Proposal.number,
    title=Proposal.title,
    state=Proposal.state,
    thematic_area=Proposal.thematic_area,
    convening=_convening.acronym,
    total=money(Proposal.total_cents),
    blockers=Proposal.blockers,
    held_by=_held_by,
    updated_at=Proposal.updated_at,
    version=Proposal.version,
)
LISTING = Listing(
    ITEM,
    sa.outerjoin(Proposal, _convening, Proposal.convening_id == _convening.id),
    [Proposal.network_id == _network],
    {
        "-updated_at": Sort((Proposal.updated_at, Proposal.id), descending=True),
        "number": Sort((Proposal.number, Proposal.id)),
    },
    {
        "state": lambda value: Proposal.state == value,
        "thematic_area": lambda value: Proposal.thematic_area == value,
        "puno": lambda value: sa.exists().where(
            ProposalPuno.proposal_id == Proposal.id,
            ProposalPuno.organisation_id == Organisation.id,
            Organisation.acronym == value,
        ),
    },
    [Proposal.state, Proposal.parties, Proposal.acts, Proposal.created_at],
)
_punos = many(
    obj(
        organisation_id=Organisation.id,
        acronym=Organisation.acronym,
        name=Organisation.name,
        role=ProposalPuno.role,
        indirect_bps=ProposalPuno.indirect_bps,
        version=ProposalPuno.version,
    ),
    sa.join(ProposalPuno, Organisation, ProposalPuno.organisation_id == Organisation.id),
    [ProposalPuno.proposal_id == Proposal.id],
    PUNO_ORDER,
    _outer,
)
_outputs = many(
    obj(id=ProposalOutput.id, code=ProposalOutput.code, title=ProposalOutput.title),
    ProposalOutput,
    [ProposalOutput.proposal_id == Proposal.id],
    [ProposalOutput.position],
    _outer,
)
_lines = many(
    obj(
        organisation_id=Organisation.id,
        acronym=Organisation.acronym,
        output=ProposalOutput.code,
        category=BudgetLine.category,
        year=BudgetLine.year,
        amount=money(BudgetLine.amount_cents),
    ),
    LINES,
    [BudgetLine.proposal_id == Proposal.id],
    LINE_ORDER,
    _outer,
)
_decisions = many(
    obj(id=Decision.id, number=Decision.number, state=Decision.state, revision=Decision.proposal_revision),
    Decision,
    [Decision.network_id == _network, Decision.proposal_id == Proposal.id, within(Decision.visibility)],
    [Decision.created_at.desc(), Decision.id.desc()],
    _outer,
)
REVISION = {
    "number": ProposalRevision.number,
    "sha256": ProposalRevision.sha256,
    "created_at": ProposalRevision.created_at,
}
_revisions = many(
    obj(**REVISION),
    ProposalRevision,
    [ProposalRevision.proposal_id == Proposal.id],
    [ProposalRevision.number.desc()],
    _outer,
)
PROPOSAL_READ = obj(
    id=Proposal.id,
    number=Proposal.number,
    title=Proposal.title,
    summary=Proposal.summary,
    state=Proposal.state,
    held_by=_held_by,
    thematic_area=Proposal.thematic_area,
    primary_objective=Proposal.primary_objective,
    objectives=Proposal.objectives,
    call_code=Proposal.call_code,
    call_version=Proposal.call_version,
    starts_on=Proposal.starts_on,
    months=Proposal.months,
    government_counterparts=Proposal.government_counterparts,
    based_on_id=Proposal.based_on_id,
    punos=_punos,
    outputs=_outputs,
    budget=obj(
        lines=_lines,
        totals=Proposal.totals,
        indirect=money(Proposal.indirect_cents),
        total=money(Proposal.total_cents),
    ),
    government_endorsement=Proposal.government_endorsement,
    decision_id=Proposal.decision_id,
    decisions=_decisions,
    revision=Proposal.revision,
    revisions=_revisions,
    signatures=Proposal.signatures,
    confirmations=Proposal.confirmations,
    acts=Proposal.acts,
    created_at=Proposal.created_at,
    updated_at=Proposal.updated_at,
    version=Proposal.version,
)
_facts = (
    Proposal.state,
    Proposal.call_code,
    Proposal.findings,
    Proposal.convening_id,
    Proposal.parties,
    Proposal.revision,
    sa.func.coalesce(Proposal.revision_digest == Proposal.content_digest, sa.false(), type_=sa.Boolean),
    sa.exists().where(*adopted_on(Proposal)),
    Proposal.government_endorsement.is_not(None),
    Proposal.signatures,
    Proposal.confirmations,
)
_number, _base = (sa.bindparam(name, type_=sa.BigInteger) for name in ("number", "base"))
_here = [Proposal.network_id == _network, Proposal.id == _id]
ONE = View(sa.select(PROPOSAL_READ.sql(), Proposal.version, *_facts).where(*_here))
READINESS = View(sa.select(Proposal.version, *_facts).where(*_here))
REVISIONS = View(sa.select(obj(items=_revisions).sql(), Proposal.version).where(*_here))
ONE_REVISION = View(
    sa.select(obj(**REVISION, snapshot=ProposalRevision.snapshot).sql(), ProposalRevision.version).where(
        ProposalRevision.network_id == _network,
        ProposalRevision.proposal_id == _id,
        ProposalRevision.number == _number,
    )
)
SNAPSHOTS = View(
    sa.select(ProposalRevision.number, ProposalRevision.snapshot).where(
        ProposalRevision.network_id == _network,
        ProposalRevision.proposal_id == _id,
        sa.or_(ProposalRevision.number == _number, ProposalRevision.number == _base),
    )
)


async def proposals(call: Call, sort: str, limit: int, cursor: str | None, **given: Any) -> Reply:
    rows, following = await LISTING.rows(call.source, sort, limit, cursor, given, network_id=call.network_id)
    named = {state: PROPOSAL.names(call, state) for state in {row[1] for row in rows}}
    return Reply(page_json([_item(row, named) for row in rows], following))


def _item(row: Any, named: dict[str, list[str]]) -> str:
    json, state, parties, acts, entered = row
    since = acts[-1]["at"] if acts else instant(entered)
    return splice(json, punos=[one["acronym"] for one in parties], since_at=since, moves=named[state])


async def proposal(call: Call, proposal_id: UUID) -> Reply:
    """The proposal with its parts, its readiness, what the caller can do now, and what is still missing."""
    row = found(await ONE.first(call.source, network_id=call.network_id, id=proposal_id, reach=call.reach))
    facts = _facts_of(row[2:])
    more = {
        "editable": facts.state in EDITABLE,
        "readiness": _readiness(facts, call.language),
        "needs": needs(facts, call.language),
        "moves": PROPOSAL.offered(call, facts),
    }
    return Reply(splice(row[0], **more), row[1])


async def readiness(call: Call, proposal_id: UUID) -> Reply:
    row = found(await READINESS.first(call.source, network_id=call.network_id, id=proposal_id))
    return Reply(dumps(_readiness(_facts_of(row[1:]), call.language)), row[0])


async def revisions(call: Call, proposal_id: UUID) -> Reply:
    row = found(await REVISIONS.first(call.source, network_id=call.network_id, id=proposal_id))
    return Reply(row[0], row[1])


async def revision(call: Call, proposal_id: UUID, number: int) -> Reply:
    row = found(await ONE_REVISION.first(call.source, network_id=call.network_id, id=proposal_id, number=number))
    return Reply(row[0], row[1])


async def changes(call: Call, proposal_id: UUID, number: int, base: int | None) -> Reply:
    """What differs from the base, or from the revision before."""
    base = number - 1 or None if base is None else base
    given = {"network_id": call.network_id, "id": proposal_id, "number": number, "base": base or number}
    snapshots = {row[0]: row[1] for row in await SNAPSHOTS.fetch(call.source, **given)}
    new, old = found(snapshots.get(number)), {} if base is None else found(snapshots.get(base))
    return Reply(dumps({"base": base, "number": number, "items": compare(old, new)}))


def _readiness(facts: Facts, language: str) -> dict[str, Any]:
    findings = facts.findings
    blockers = sum(one.severity == Severity.BLOCKER for one in findings)
    said = rules.spoken(findings, language)
    return {"blockers": blockers, "warnings": len(findings) - blockers, "findings": said}


def _facts_of(row: Any) -> Facts:
    state, code, findings, convening, parties, last, current, decided, government, signatures, confirmations = row
    return Facts(
        state=ProposalState(state),
        call_code=code,
        stored=stored(findings),
        convening_id=convening,
        parties=tuple(parties),
        revision=last,
        current=current,
        decided=decided,
        government=government,
        signatures=tuple(signatures),
        confirmations=tuple(confirmations),
    )
