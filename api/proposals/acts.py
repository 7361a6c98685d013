"""What happens to a proposal: endorsement and signatures on record, the moves of the state table, frozen revisions."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import Decision
from api.decisions.rules import ADOPTED, DecisionKind
from api.kernel import clock, journal
from api.kernel.access import Call, Role
from api.kernel.db import instant
from api.kernel.problems import Forbidden, Invalid, Problem
from api.kernel.words import LANGUAGES
from api.proposals import notices, schemas, states
from api.proposals.content import gather, snapshot, stored
from api.proposals.models import Party, Proposal, ProposalRevision
from api.proposals.service import NotConvening, NotYourPart, RevisionFrozen, check_leads, lock
from api.proposals.states import PROPOSAL, Facts
from api.proposals.values import ProposalState

FREEZING = ("consult", "submit_concept", "submit_document")


class NotResidentCoordinator(Problem):
    slug, status = "not-resident-coordinator", 403


def _past(call: Call, day: date) -> None:
    if day > call.now.astimezone(clock.PLACE).date():
        raise Invalid.at("/on", "in_the_future")


async def put_government_endorsement(
    call: Call, proposal_id: UUID, wanted: schemas.GovernmentEndorsementPut
) -> Proposal:
    """Record the Government's letter. It is not part of the text, so a frozen revision takes it too."""
    proposal = await lock(call, proposal_id)
    call.match(proposal.version)
    if proposal.state not in states.BEFORE_SUBMISSION:
        raise RevisionFrozen(state=proposal.state)
    _past(call, wanted.on)
    proposal.version += 1
    proposal.government_endorsement = wanted.model_dump(mode="json")
    proposal.updated_at = call.now
    await journal.record(call, "proposal.government-endorsed", proposal, number=proposal.number)
    return proposal


class NotSigning(Problem):
    """Signatures are collected between approval and the first transfer."""

    slug, status = "not-signing", 409


async def add_signature(call: Call, proposal_id: UUID, wanted: schemas.SignatureCreate) -> Proposal:
    proposal = await lock(call, proposal_id)
    call.match(proposal.version)
    acronym = _party(proposal, wanted.organisation_id) if wanted.party == Party.PUNO else None
    if proposal.state != ProposalState.SIGNATURE:
        raise NotSigning(state=proposal.state)
    _past(call, wanted.on)
    if any(one["party"] == wanted.party and one["acronym"] == acronym for one in proposal.signatures):
        raise Invalid.at("/party", "duplicate")
    signature = {
        "party": str(wanted.party),
        "acronym": acronym,
        "on": wanted.on.isoformat(),
        "reference": wanted.reference,
    }
    proposal.version += 1
    proposal.signatures = [*proposal.signatures, signature]
    proposal.updated_at = call.now
    who: Any = acronym or {lang: states.named([wanted.party], lang)[0] for lang in LANGUAGES}
    await journal.record(call, "proposal.signed", proposal, number=proposal.number, organisation=who)
    return proposal


class NotClosing(Problem):
    """Organisations confirm their part while the programme runs."""

    slug, status = "not-closing", 409


async def add_confirmation(call: Call, proposal_id: UUID, wanted: schemas.ConfirmationCreate) -> Proposal:
    """An organisation's word that its part is complete: by itself, or recorded by the secretariat."""
    proposal = await lock(call, proposal_id)
    if not states.secretariat(call) and not call.speaks_for(wanted.organisation_id):
        raise NotYourPart()
    call.match(proposal.version)
    acronym = _party(proposal, wanted.organisation_id)
    if proposal.state not in states.RUNNING:
        raise NotClosing(state=proposal.state)
    _past(call, wanted.on)
    if any(one["acronym"] == acronym for one in proposal.confirmations):
        raise Invalid.at("/organisation_id", "duplicate")
    proposal.version += 1
    proposal.confirmations = [*proposal.confirmations, {"acronym": acronym, "on": wanted.on.isoformat()}]
    proposal.updated_at = call.now
    await journal.record(call, "proposal.confirmed", proposal, number=proposal.number, organisation=acronym)
    return proposal


def _party(proposal: Proposal, organisation_id: UUID | None) -> str:
    for one in proposal.parties:
        if one["id"] == str(organisation_id):
            return str(one["acronym"])
    raise Invalid.at("/organisation_id", "unknown")


async def move(call: Call, proposal_id: UUID, name: str, said: dict[str, Any]) -> Proposal:
    """Make a move of the state table: its right, its guards, what it freezes, and its papers on record."""
    proposal = await lock(call, proposal_id)
    decision_id = await _decision(call, proposal)
    facts = facts_of(proposal, decided=decision_id is not None)
    _check_who(call, facts, name)
    call.match(proposal.version)
    row = PROPOSAL.check(call, facts, name)
    for asked in row.asks:
        if said.get(asked) is None:
            raise Invalid.at(f"/{asked}", "missing")
    if isinstance(said.get("on"), date):
        _past(call, said["on"])
    PROPOSAL.fire(call, proposal, name, facts=facts)
    if name == "endorse":
        proposal.decision_id = decision_id
    if name == "reopen":
        proposal.decision_id = proposal.government_endorsement = None
    if name in FREEZING:
        await _freeze(call, proposal)
    proposal.acts = [*proposal.acts, _act(call, proposal, name, said)]
    proposal.updated_at = call.now
    of_fund = states.PAPERS[0] in row.asks
    kind = "proposal.fund-act" if of_fund else "proposal.moved"
    await journal.record(call, kind, proposal, move=name, state=proposal.state, number=proposal.number)
    if name == "consult":
        await notices.consulted(call, proposal)
    elif of_fund:
        await notices.moved(call, proposal)
    return proposal


def facts_of(proposal: Proposal, *, decided: bool) -> Facts:
    return Facts(
        state=ProposalState(proposal.state),
        call_code=proposal.call_code,
        stored=stored(proposal.findings),
        convening_id=proposal.convening_id,
        parties=tuple(proposal.parties),
        revision=proposal.revision,
        current=proposal.revision_digest == proposal.content_digest,
        decided=decided,
        government=proposal.government_endorsement is not None,
        signatures=tuple(proposal.signatures),
        confirmations=tuple(proposal.confirmations),
    )


def adopted_on(proposal: Any) -> list[sa.ColumnElement[bool]]:
    """Conditions of the decision that endorses the last frozen revision."""
    return [
        Decision.network_id == proposal.network_id,
        Decision.proposal_id == proposal.id,
        Decision.proposal_revision == proposal.revision,
        Decision.kind == DecisionKind.PROPOSAL,
        sa.or_(*(Decision.state == state for state in ADOPTED)),
    ]


async def _decision(call: Call, proposal: Proposal) -> UUID | None:
    latest = sa.select(Decision.id).where(*adopted_on(proposal)).order_by(Decision.adopted_at.desc()).limit(1)
    return (await call.session.execute(latest)).scalar_one_or_none()


def _check_who(call: Call, facts: Facts, name: str) -> None:
    """Say to whom a move belongs, better than the table's plain 403 can."""
    rows = PROPOSAL.of(name)
    if any(row.who and call.may(row.who) and (row.by is None or row.by(call, facts)) for row in rows):
        return
    by = {row.by for row in rows}
    if states.resident_coordinator in by:
        raise NotResidentCoordinator()
    if by & {states.leads, states.leads_or_secretariat} and Role.CO_CHAIR not in call.roles:
        raise NotConvening(organisation=facts.convening)
    raise Forbidden(move=name)


def _act(call: Call, proposal: Proposal, name: str, said: dict[str, Any]) -> dict[str, Any]:
    on = said.get("on")
    return {
        "move": name,
        "to": str(proposal.state),
        "at": instant(call.now),
        "by": call.actor.acronym(call.network_id),
        "reason": said.get("reason"),
        "on": on.isoformat() if on else None,
        "reference": said.get("reference"),
        "document": said.get("document"),
    }


class NothingToFreeze(Problem):
    """The last revision is what stands now, or nobody drafts a document."""

    slug, status = "nothing-to-freeze", 409


async def freeze_document(call: Call, proposal_id: UUID) -> Proposal:
    """Freeze the document in draft, for the network to decide on: the submission must be what it agreed to."""
    proposal = await lock(call, proposal_id)
    check_leads(call, proposal)
    call.match(proposal.version)
    if proposal.state not in states.ON_DOCUMENT or proposal.revision_digest == proposal.content_digest:
        raise NothingToFreeze(state=proposal.state)
    proposal.version += 1
    proposal.updated_at = call.now
    await _freeze(call, proposal)
    return proposal


async def _freeze(call: Call, proposal: Proposal) -> None:
    """Keep the text as it stands; the last revision serves again if nothing changed since."""
    if proposal.revision_digest == proposal.content_digest:
        return
    text = snapshot(proposal, await gather(call, proposal))
    proposal.revision += 1
    proposal.revision_digest = proposal.content_digest
    revision = ProposalRevision(
        created_at=call.now,
        network_id=call.network_id,
        proposal_id=proposal.id,
        number=proposal.revision,
        snapshot=text,
        sha256=proposal.content_digest,
    )
    call.session.add(revision)
    for row in (revision, proposal):
        await journal.record(call, "proposal.frozen", row, number=proposal.number, revision=proposal.revision)
