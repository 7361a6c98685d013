"""A proposal and its call as plain values: what readiness looks at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from api.proposals.budget import Line, Totals, totals

INDIRECT_CEILING = 700  # basis points of an organisation's direct cost


class ProposalState(StrEnum):
    IDEA = "idea"
    CONCEPT_NOTE_DRAFT = "concept_note_draft"
    CONCEPT_NOTE_NETWORK_REVIEW = "concept_note_network_review"
    CONCEPT_NOTE_ENDORSED = "concept_note_endorsed"
    CONCEPT_NOTE_SUBMITTED = "concept_note_submitted"
    PIPELINE = "pipeline"
    CONCEPT_NOTE_NOT_RETAINED = "concept_note_not_retained"
    JP_DOCUMENT_DRAFT = "jp_document_draft"
    JP_DOCUMENT_SUBMITTED = "jp_document_submitted"
    APPRAISAL = "appraisal"
    REVISION_REQUESTED = "revision_requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    SIGNATURE = "signature"
    FUNDS_TRANSFERRED = "funds_transferred"
    IMPLEMENTATION = "implementation"
    SUSPENDED = "suspended"
    OPERATIONALLY_CLOSED = "operationally_closed"
    FINAL_REPORTING = "final_reporting"
    FINANCIALLY_CLOSED = "financially_closed"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class Severity(StrEnum):
    BLOCKER = "blocker"
    WARNING = "warning"
    NONE = "none"


@dataclass(frozen=True)
class Puno:
    """A participating UN organisation. `key` is how budget lines name it, `acronym` how people do."""

    key: str
    acronym: str
    convening: bool = False
    indirect_basis_points: int = INDIRECT_CEILING


@dataclass(frozen=True)
class Proposal:
    """A proposal as far as readiness depends on it."""

    title: str = ""
    summary: str = ""
    thematic_area: str | None = None
    primary_objective: int | None = None
    months: int | None = None
    punos: tuple[Puno, ...] = ()
    outputs: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    government_entities: int = 0
    decision_adopted: bool = False  # on the revision that is to be endorsed or submitted
    government_endorsed: bool = False

    @property
    def budget(self) -> Totals:
        return totals(self.lines, {puno.key: puno.indirect_basis_points for puno in self.punos})

    @property
    def acronyms(self) -> dict[str, str]:
        return {puno.key: puno.acronym for puno in self.punos}


@dataclass(frozen=True)
class Limit:
    value: int | None
    severity: Severity


@dataclass(frozen=True)
class FundCall:
    """A call of the Fund: its limits, the areas it is open for, and whether the full document needs a decision too."""

    limits: Mapping[str, Limit] = field(default_factory=dict)
    windows: tuple[str, ...] = ()
    decision_on_document: bool = True

    def limit(self, key: str, default: int | None = None) -> Limit:
        return self.limits.get(key, Limit(default, Severity.BLOCKER if default is not None else Severity.NONE))


@dataclass(frozen=True)
class Reference:
    """Which objectives of the Compact belong to which thematic area."""

    areas: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it has to be: the rule, how much it weighs, where (JSON pointer), and its facts."""

    rule: str
    severity: Severity
    where: str
    facts: dict[str, Any] = field(default_factory=dict)


def fund_call(data: Mapping[str, Any]) -> FundCall:
    """A call of the Fund from its data: code, limits with severity, open areas."""
    limits = {one["key"]: Limit(one["value"], Severity(one["severity"])) for one in data.get("limits", ())}
    windows = tuple(data.get("windows") or ())
    return FundCall(limits, windows, bool(data.get("decision_on_document_needed", True)))
