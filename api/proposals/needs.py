"""What a proposal still needs, from whom: the sentences above its page."""

from typing import Any

from api.kernel.words import say
from api.proposals.rules import ENDORSEMENT
from api.proposals.states import ON_DOCUMENT, Facts, named
from api.proposals.values import ProposalState, Severity

S = ProposalState


def needs(facts: Facts, language: str) -> list[dict[str, Any]]:
    """Of the state it is in, in order; nothing once it is over."""
    return [
        {
            "key": f"proposal-{key}",
            "sentence": say(f"need.proposal-{key}", language, **said),
            "organisations": organisations,
            "by_at": None,
        }
        for key, organisations, said in _missing(facts, language)
    ]


Missing = tuple[str, list[str], dict[str, Any]]


def _missing(facts: Facts, language: str) -> list[Missing]:
    lead = [facts.convening] if facts.convening else []
    if facts.state == S.IDEA:
        return [("idea", lead, {"organisation": facts.convening})]
    if facts.state == S.CONCEPT_NOTE_DRAFT:
        return _blockers(facts, lead) or [("consult", lead, {"organisation": facts.convening})]
    if facts.state == S.CONCEPT_NOTE_NETWORK_REVIEW:
        return _endorsements(facts) or [("endorse", [], {})]
    if facts.state == S.CONCEPT_NOTE_ENDORSED:
        return _blockers(facts, lead) or [("submit", [], {})]
    if facts.state in ON_DOCUMENT:
        missing = _blockers(facts, lead)
        return missing or _endorsements(facts) or [("submit", [], {})]
    if facts.state == S.SIGNATURE and facts.unsigned:
        who = named(facts.unsigned, language)
        return [("signatures", who, {"organisations": who, "count": len(who)})]
    if facts.state == S.IMPLEMENTATION and facts.unconfirmed:
        return [("confirmations", facts.unconfirmed, {"organisations": facts.unconfirmed})]
    if facts.state in NEXT:
        return [(NEXT[facts.state], lead, {"organisation": facts.convening})]
    return []


NEXT = {
    **dict.fromkeys((S.CONCEPT_NOTE_SUBMITTED, S.PIPELINE, S.JP_DOCUMENT_SUBMITTED, S.APPRAISAL), "fund"),
    S.APPROVED: "sign",
    S.SIGNATURE: "transfer",
    S.FUNDS_TRANSFERRED: "start",
    S.IMPLEMENTATION: "close",
    S.SUSPENDED: "suspended",
    S.OPERATIONALLY_CLOSED: "report",
    S.FINAL_REPORTING: "agent",
}


def _blockers(facts: Facts, lead: list[str]) -> list[Missing]:
    blocking = [one for one in facts.findings if one.severity == Severity.BLOCKER and one.rule not in ENDORSEMENT]
    return [("blockers", lead, {"count": len(blocking)})] if blocking else []


def _endorsements(facts: Facts) -> list[Missing]:
    missing: list[Missing] = []
    if facts.decision_needed and not facts.current:
        missing.append(("freeze", [facts.convening] if facts.convening else [], {"organisation": facts.convening}))
    elif facts.decision_needed and not facts.decided:
        missing.append(("decision", [], {"revision": facts.revision}))
    if not facts.government:
        missing.append(("government", [], {}))
    return missing
