"""Readiness: what is missing from a proposal, and which moves that stops. Blockers stop, warnings do not."""

from collections.abc import Iterable
from typing import Any

from api.kernel.words import say
from api.proposals.checks import CHECKS
from api.proposals.values import Finding, FundCall, Proposal, Reference, Severity

ENDORSEMENT = ("endorsement_decision", "government_endorsement")
EXEMPT: dict[str, tuple[str, ...]] = {
    "consult": ENDORSEMENT,
    "endorse": (),
    "submit_concept": (),
    "submit_document": (),
}


def readiness(proposal: Proposal, call: FundCall, reference: Reference) -> list[Finding]:
    """Everything that stands against the proposal: blockers first, then in the order of the checks."""
    found = [
        Finding(name, severity, where, facts)
        for name, check in CHECKS.items()
        for where, severity, facts in check(proposal, call, reference)
        if severity != Severity.NONE
    ]
    return sorted(found, key=lambda finding: finding.severity != Severity.BLOCKER)


def blocking(move: str, findings: Iterable[Finding], call: FundCall) -> list[Finding]:
    """Which findings stop a move. A move that is not in the table is stopped by none."""
    if move not in EXEMPT:
        return []
    exempt = EXEMPT[move]
    if move == "submit_document" and not call.decision_on_document:
        exempt = (*exempt, "endorsement_decision")
    return [finding for finding in findings if finding.severity == Severity.BLOCKER and finding.rule not in exempt]


def spoken(findings: Iterable[Finding], language: str) -> list[dict[str, Any]]:
    """Findings in words: what, where, and how to mend it."""
    return [
        {
            "rule": finding.rule,
            "severity": str(finding.severity),
            "where": finding.where,
            "sentence": say(f"finding.{finding.rule}", language, **finding.facts),
            "mend": say(f"finding.{finding.rule}.mend", language, **finding.facts),
        }
        for finding in findings
    ]
