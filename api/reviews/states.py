"""Lives of a review and of a profile: generated from the record, edited, circulated; then adopted by decision, or issued."""

from dataclasses import dataclass

from api.kernel.access import Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.reviews import policy
from api.reviews.models import ReviewState

S = ReviewState
OPEN = (S.GENERATED, S.EDITED)


class ReviewIncomplete(Problem):
    """Sections that the form asks for are empty."""

    slug, status = "review-incomplete", 409


class ReviewNotDecided(Problem):
    """A review is adopted by a decision about exactly the version that was frozen."""

    slug, status = "review-not-decided", 409


@dataclass(frozen=True)
class Facts:
    """What the guards read."""

    state: ReviewState
    missing: tuple[str, ...] = ()  # titles of required sections that are empty
    decided: bool = False


def complete(_: Call, facts: Facts) -> Problem | None:
    return ReviewIncomplete(sections=list(facts.missing)) if facts.missing else None


def decided(_: Call, facts: Facts) -> Problem | None:
    return None if facts.decided else ReviewNotDecided()


REVIEW = Machine(
    "review",
    ReviewState,
    #    move               from                     to            who              only when
    Move("circulate", OPEN, S.CIRCULATED, policy.WRITE),
    Move("comment", (S.CIRCULATED,), S.CIRCULATED, policy.COMMENT, asks=("text",)),
    Move("revise", (S.CIRCULATED, S.FROZEN), S.EDITED, policy.WRITE),
    Move("put_to_decision", (S.CIRCULATED,), S.FROZEN, policy.WRITE, (complete,)),
    Move("adopt", (S.FROZEN,), S.ADOPTED, policy.ADOPT, (decided,)),
    Move("correct", (S.ADOPTED,), S.EDITED, policy.WRITE, asks=("reason",)),
)  # fmt: skip
PROFILE = Machine(
    "profile",
    ReviewState,
    #    move               from                     to            who              only when
    Move("circulate", OPEN, S.CIRCULATED, policy.WRITE),
    Move("comment", (S.CIRCULATED,), S.CIRCULATED, policy.COMMENT, asks=("text",)),
    Move("revise", (S.CIRCULATED,), S.EDITED, policy.WRITE),
    Move("issue", (S.CIRCULATED,), S.ISSUED, policy.ADOPT, (complete,)),
    Move("correct", (S.ISSUED,), S.EDITED, policy.WRITE, asks=("reason",)),
)  # fmt: skip
