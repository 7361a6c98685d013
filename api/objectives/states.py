"""Life of an assessment."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.kernel.access import Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.objectives import policy
from api.objectives.models import Assessment, AssessmentState, Rating
from api.periods.service import PeriodLocked

DRAFT, SUBMITTED = AssessmentState.DRAFT, AssessmentState.SUBMITTED
APPROVED, RETURNED = AssessmentState.APPROVED, AssessmentState.RETURNED


class NarrativeRequired(Problem):
    slug, status = "narrative-required", 409


class RatingRequired(Problem):
    slug, status = "rating-required", 409


class EvidenceRequired(Problem):
    """Good progress rests on something that others can read."""

    slug, status = "evidence-required", 409


class OwnAssessment(Problem):
    """Whoever submitted it does not approve it."""

    slug, status = "own-assessment", 409


@dataclass(frozen=True)
class Facts:
    """What the guards read."""

    state: AssessmentState
    organisation_id: UUID
    rating: Rating
    narrative: bool
    evidence: int
    submitted_by: UUID | None
    period: str = ""
    lock: tuple[str, str, Any] | None = None  # of its period: which one is locked, by whom, since when


def facts_of(row: Assessment) -> Facts:
    return Facts(
        AssessmentState(row.state),
        row.organisation_id,
        Rating(row.rating),
        bool(row.narrative),
        len(row.evidence) + row.attachment_count,
        row.submitted_by,
        row.period,
    )


def period_open(_: Call, facts: Facts) -> Problem | None:
    """As a page is told; a write asks under the network's row, in `service`."""
    if facts.lock is None:
        return None
    locked, acronym, locked_at = facts.lock
    return PeriodLocked(period=facts.period, locked=locked, acronym=acronym, locked_at=locked_at)


def mine(call: Call, facts: Facts) -> bool:
    return call.speaks_for(facts.organisation_id)


def has_rating(_: Call, facts: Facts) -> Problem | None:
    return RatingRequired() if facts.rating == Rating.NOT_ASSESSED else None


def has_narrative(_: Call, facts: Facts) -> Problem | None:
    return None if facts.narrative else NarrativeRequired()


def has_evidence(_: Call, facts: Facts) -> Problem | None:
    return EvidenceRequired() if facts.rating == Rating.GOOD_PROGRESS and not facts.evidence else None


def somebody_else_submitted(call: Call, facts: Facts) -> Problem | None:
    return OwnAssessment() if facts.submitted_by == call.actor.person_id else None


ASSESSMENT = Machine(
    "assessment",
    AssessmentState,
    #    move       from               to         who            only when
    Move("submit", (DRAFT, RETURNED), SUBMITTED, policy.ASSESS, (period_open, has_rating, has_narrative, has_evidence), mine),
    Move("approve", (SUBMITTED,), APPROVED, policy.APPROVE, (period_open, somebody_else_submitted)),
    Move("return", (SUBMITTED,), RETURNED, policy.APPROVE, (period_open,), asks=("reason",)),
    Move("reopen", (APPROVED,), RETURNED, policy.APPROVE, (period_open,), asks=("reason",)),
)  # fmt: skip
