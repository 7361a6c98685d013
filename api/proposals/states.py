"""Life of a proposal. The country side acts; acts of the Fund and its agent are recorded by the secretariat."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from api.kernel.access import Call, Role
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.kernel.words import say
from api.proposals import policy, rules
from api.proposals.models import Party
from api.proposals.values import Finding, FundCall, ProposalState, Severity, fund_call
from api.reference import service as reference

S = ProposalState
RESIDENT_COORDINATOR = "RCO"  # the acronym of the office for which the submitting co-chair is appointed
EDITABLE = (S.IDEA, S.CONCEPT_NOTE_DRAFT, S.JP_DOCUMENT_DRAFT, S.REVISION_REQUESTED)
ON_DOCUMENT = (S.JP_DOCUMENT_DRAFT, S.REVISION_REQUESTED)
BEFORE_SUBMISSION = (*EDITABLE, S.CONCEPT_NOTE_NETWORK_REVIEW, S.CONCEPT_NOTE_ENDORSED)
RUNNING = (S.IMPLEMENTATION, S.SUSPENDED)
FINAL = (S.CONCEPT_NOTE_NOT_RETAINED, S.REJECTED, S.FINANCIALLY_CLOSED, S.WITHDRAWN, S.CANCELLED)
HELD_BY = {one["code"]: one["held_by"] for one in reference.items("programme-states")} | {
    S.REVISION_REQUESTED: "network"  # the Fund asked, the network writes
}


class NotReady(Problem):
    """Every blocker that stands in the way, in words."""

    slug, status = "not-ready", 409


class DecisionRequired(Problem):
    slug, status = "decision-required", 409


class GovernmentEndorsementRequired(Problem):
    slug, status = "government-endorsement-required", 409


class SignaturesMissing(Problem):
    slug, status = "signatures-missing", 409


class ConfirmationsMissing(Problem):
    slug, status = "confirmations-missing", 409


@dataclass(frozen=True)
class Facts:
    """What the guards read: the proposal with its decision, gathered under the lock or taken from the view."""

    state: ProposalState
    call_code: str
    stored: tuple[Finding, ...]  # found at the last write
    convening_id: UUID | None = None
    parties: tuple[dict[str, str], ...] = ()
    revision: int = 0
    current: bool = False  # the last revision is what stands now
    decided: bool = False  # a decision on that revision is adopted
    government: bool = False
    signatures: tuple[dict[str, Any], ...] = ()
    confirmations: tuple[dict[str, Any], ...] = ()

    @property
    def fund_call(self) -> FundCall:
        return fund_calls()[self.call_code]

    @property
    def decision_needed(self) -> bool:
        return self.state not in ON_DOCUMENT or self.fund_call.decision_on_document

    @property
    def convening(self) -> str | None:
        return next((one["acronym"] for one in self.parties if one["id"] == str(self.convening_id)), None)

    @cached_property
    def findings(self) -> list[Finding]:
        """All that stands against it now: what the last write found, and the endorsements still missing."""
        found = list(self.stored)
        if self.state in BEFORE_SUBMISSION:
            if self.decision_needed and not (self.decided and self.current):
                found.append(Finding("endorsement_decision", Severity.BLOCKER, "/decision"))
            if not self.government:
                found.append(Finding("government_endorsement", Severity.BLOCKER, "/government_endorsement"))
        return sorted(found, key=lambda finding: finding.severity != Severity.BLOCKER)

    @property
    def unsigned(self) -> list[str]:
        """Whose signature is missing: PUNOs by acronym, the other two parties by their kind."""
        signed = {(one["party"], one["acronym"]) for one in self.signatures}
        missing = [one["acronym"] for one in self.parties if (Party.PUNO, one["acronym"]) not in signed]
        others = (Party.RESIDENT_COORDINATOR, Party.GOVERNMENT)
        return missing + [str(party) for party in others if (party, None) not in signed]

    @property
    def unconfirmed(self) -> list[str]:
        confirmed = {one["acronym"] for one in self.confirmations}
        return [one["acronym"] for one in self.parties if one["acronym"] not in confirmed]


@cache
def fund_calls() -> dict[str, FundCall]:
    return {one["code"]: fund_call(one) for one in reference.items("calls")}


def named(parties: list[str], language: str) -> list[str]:
    """Parties as people read them: acronyms, and words for who has none."""
    words = (Party.RESIDENT_COORDINATOR, Party.GOVERNMENT)
    return [say(f"proposal.party.{one}", language) if one in words else one for one in parties]


def leads(call: Call, facts: Facts) -> bool:
    return facts.convening_id is not None and call.speaks_for(facts.convening_id)


def secretariat(call: Call, _: Any = None) -> bool:
    return Role.SECRETARIAT in call.roles


def leads_or_secretariat(call: Call, facts: Facts) -> bool:
    return secretariat(call) or leads(call, facts)


def leads_or_co_chair(call: Call, facts: Facts) -> bool:
    return Role.CO_CHAIR in call.roles or leads(call, facts)


def resident_coordinator(call: Call, _: Any = None) -> bool:
    posts = call.actor.posts.get(call.network_id, ())
    return any(post.role == Role.CO_CHAIR and post.acronym == RESIDENT_COORDINATOR for post in posts)


def ready(move: str) -> Any:
    """The guard of a move that blockers stop."""

    def guard(call: Call, facts: Facts) -> Problem | None:
        found = rules.blocking(move, facts.findings, facts.fund_call)
        return NotReady(count=len(found), findings=rules.spoken(found, call.language)) if found else None

    return guard


def decided(_: Call, facts: Facts) -> Problem | None:
    needed = facts.decision_needed and not (facts.decided and facts.current)
    return DecisionRequired(revision=facts.revision or None) if needed else None


def government_endorsed(_: Call, facts: Facts) -> Problem | None:
    return None if facts.government else GovernmentEndorsementRequired()


def all_signed(call: Call, facts: Facts) -> Problem | None:
    missing = facts.unsigned
    return SignaturesMissing(organisations=named(missing, call.language)) if missing else None


def all_confirmed(_: Call, facts: Facts) -> Problem | None:
    missing = facts.unconfirmed
    return ConfirmationsMissing(organisations=missing) if missing else None


PAPERS = ("on", "reference", "document")
REASON = ("reason",)
WITH_THE_FUND = (S.CONCEPT_NOTE_SUBMITTED, S.PIPELINE, S.JP_DOCUMENT_SUBMITTED, S.APPRAISAL)
AGREED = (S.APPROVED, S.SIGNATURE, S.FUNDS_TRANSFERRED, S.IMPLEMENTATION, S.SUSPENDED)
_either, _lead, _rc = leads_or_secretariat, leads, resident_coordinator
PROPOSAL = Machine(
    "proposal",
    ProposalState,
    #    move        from                               to                                who             only when
    Move("draft", (S.IDEA,), S.CONCEPT_NOTE_DRAFT, policy.ADVANCE, by=_either),
    Move("consult", (S.CONCEPT_NOTE_DRAFT,), S.CONCEPT_NOTE_NETWORK_REVIEW, policy.ADVANCE, (ready("consult"),), _either),
    Move("rework", (S.CONCEPT_NOTE_NETWORK_REVIEW,), S.CONCEPT_NOTE_DRAFT, policy.RECORD),
    Move("endorse", (S.CONCEPT_NOTE_NETWORK_REVIEW,), S.CONCEPT_NOTE_ENDORSED, policy.ENDORSE,
         (decided, government_endorsed)),
    Move("reopen", (S.CONCEPT_NOTE_ENDORSED,), S.CONCEPT_NOTE_DRAFT, policy.ADVANCE, by=_either, asks=REASON),
    Move("submit_concept", (S.CONCEPT_NOTE_ENDORSED,), S.CONCEPT_NOTE_SUBMITTED, policy.SUBMIT,
         (ready("submit_concept"),), _rc),
    Move("retain", (S.CONCEPT_NOTE_SUBMITTED,), S.PIPELINE, policy.RECORD, asks=PAPERS),
    Move("not_retain", (S.CONCEPT_NOTE_SUBMITTED, S.PIPELINE), S.CONCEPT_NOTE_NOT_RETAINED, policy.RECORD, asks=PAPERS),
    Move("invite", (S.PIPELINE,), S.JP_DOCUMENT_DRAFT, policy.RECORD, asks=PAPERS),
    Move("submit_document", ON_DOCUMENT, S.JP_DOCUMENT_SUBMITTED, policy.SUBMIT,
         (ready("submit_document"),), _rc),
    Move("appraise", (S.JP_DOCUMENT_SUBMITTED,), S.APPRAISAL, policy.RECORD, asks=PAPERS),
    Move("ask_revision", (S.APPRAISAL,), S.REVISION_REQUESTED, policy.RECORD, asks=PAPERS),
    Move("approve", (S.APPRAISAL,), S.APPROVED, policy.RECORD, asks=PAPERS),
    Move("reject", (S.APPRAISAL,), S.REJECTED, policy.RECORD, asks=PAPERS),
    Move("sign", (S.APPROVED,), S.SIGNATURE, policy.RECORD),
    Move("transfer", (S.SIGNATURE,), S.FUNDS_TRANSFERRED, policy.RECORD, (all_signed,), asks=PAPERS),
    Move("start", (S.FUNDS_TRANSFERRED,), S.IMPLEMENTATION, policy.ADVANCE, by=_lead),
    Move("suspend", (S.IMPLEMENTATION,), S.SUSPENDED, policy.RECORD, asks=(*PAPERS, *REASON)),
    Move("resume", (S.SUSPENDED,), S.IMPLEMENTATION, policy.RECORD, asks=(*PAPERS, *REASON)),
    Move("close_operationally", RUNNING, S.OPERATIONALLY_CLOSED, policy.ADVANCE, (all_confirmed,), _lead),
    Move("report", (S.OPERATIONALLY_CLOSED,), S.FINAL_REPORTING, policy.ADVANCE, by=_lead),
    Move("close_financially", (S.FINAL_REPORTING,), S.FINANCIALLY_CLOSED, policy.RECORD, asks=PAPERS),
    Move("withdraw", BEFORE_SUBMISSION, S.WITHDRAWN, policy.WITHDRAW, by=leads_or_co_chair, asks=REASON),
    Move("withdraw", WITH_THE_FUND, S.WITHDRAWN, policy.WITHDRAW, by=secretariat, asks=(*PAPERS, *REASON)),
    Move("cancel", AGREED, S.CANCELLED, policy.RECORD, asks=(*PAPERS, *REASON)),
    final=FINAL,
)  # fmt: skip
