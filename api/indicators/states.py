"""Life of an indicator and of a value."""

from dataclasses import dataclass
from uuid import UUID

from api.indicators import policy
from api.indicators.values import IndicatorState, ValueState
from api.kernel.access import Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.periods.service import PeriodLocked

DRAFT, SUBMITTED, APPROVED, RETURNED = ValueState.DRAFT, ValueState.SUBMITTED, ValueState.APPROVED, ValueState.RETURNED
EDITABLE = (DRAFT, RETURNED)


class ValueEmpty(Problem):
    """There is no number in it yet, and no note says why there is none."""

    slug, status = "value-empty", 409


class OwnValue(Problem):
    """Whoever submitted it does not approve it."""

    slug, status = "own-value", 409


class IndicatorArchived(Problem):
    slug, status = "indicator-archived", 409


@dataclass(frozen=True)
class ValueFacts:
    """What the guards read. `lock`: of the period, where one holds: whose, and of which period."""

    state: ValueState
    organisation_id: UUID
    period: str
    empty: bool  # neither a number nor a note that says why there is none
    submitted_by: UUID | None
    archived: bool = False
    lock: tuple[str, str] | None = None


def mine(call: Call, facts: ValueFacts) -> bool:
    return call.speaks_for(facts.organisation_id)


def is_open(_: Call, facts: ValueFacts) -> Problem | None:
    if facts.lock is None:
        return None
    locked, acronym = facts.lock
    return PeriodLocked(period=facts.period, locked=locked, acronym=acronym)


def is_active(_: Call, facts: ValueFacts) -> Problem | None:
    return IndicatorArchived() if facts.archived else None


def has_numbers(_: Call, facts: ValueFacts) -> Problem | None:
    return ValueEmpty() if facts.empty else None


def somebody_else_submitted(call: Call, facts: ValueFacts) -> Problem | None:
    return OwnValue() if facts.submitted_by == call.actor.person_id else None


VALUE = Machine(
    "value",
    ValueState,
    #    move       from               to         who             only when
    Move("submit", (DRAFT, RETURNED), SUBMITTED, policy.REPORT, (is_active, is_open, has_numbers), mine),
    Move("approve", (SUBMITTED,), APPROVED, policy.APPROVE, (is_open, somebody_else_submitted)),
    Move("return", (SUBMITTED,), RETURNED, policy.APPROVE, (is_open,), asks=("reason",)),
    Move("reopen", (APPROVED,), RETURNED, policy.APPROVE, (is_open,), asks=("reason",)),
)  # fmt: skip
INDICATOR = Machine(
    "indicator",
    IndicatorState,
    #    move      from                        to                        who
    Move("archive", (IndicatorState.ACTIVE,), IndicatorState.ARCHIVED, policy.WRITE),
    Move("restore", (IndicatorState.ARCHIVED,), IndicatorState.ACTIVE, policy.WRITE),
)  # fmt: skip
