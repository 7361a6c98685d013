"""Life of an assessment."""

from dataclasses import dataclass
from uuid import UUID

from api.kernel.access import Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.objectives import policy
from api.objectives.models import Assessment, AssessmentState, Rating

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


def facts_of(row: Assessment) -> Facts:
    return Facts(
        AssessmentState(row.state),
        row.organisation_id,
        Rating(row.rating),
        bool(row.narrative),
        len(row.evidence) + row.attachment_count,
        row.submitted_by,
    )


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
    Move("submit", (DRAFT, RETURNED), SUBMITTED, policy.ASSESS, (has_rating, has_narrative, has_evidence), mine),
    Move("approve", (SUBMITTED,), APPROVED, policy.APPROVE, (somebody_else_submitted,)),
    Move("return", (SUBMITTED,), RETURNED, policy.APPROVE, asks=("reason",)),
    Move("reopen", (APPROVED,), RETURNED, policy.APPROVE, asks=("reason",)),
)  # fmt: skip
