"""Life of a workplan and of an update. That a plan is running is computed, never a state."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from api.kernel import clock
from api.kernel.access import Call, Role
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.workplans import policy
from api.workplans.values import UpdateState, WorkplanState

S = WorkplanState
REASON = ("reason",)


class PlanDecisionRequired(Problem):
    """No decision has adopted what stands in the plan now."""

    slug, status = "plan-decision-required", 409


class PlanChangedSince(Problem):
    """What the members decided on is not what stands in the plan now."""

    slug, status = "plan-changed-since", 409


class PeriodNotOver(Problem):
    slug, status = "plan-period-not-over", 409


class PlanReplaced(Problem):
    """A later version is in force."""

    slug, status = "plan-replaced", 409


@dataclass(frozen=True)
class Facts:
    """What the guards read: gathered under the lock, or taken from the view."""

    state: WorkplanState
    ends_on: date
    today: date
    replaced: bool = False
    decided: bool = False  # a decision adopted the last snapshot
    current: bool = True  # nothing changed since it was frozen
    under_decision: bool = False


def decided(_: Call, facts: Facts) -> Problem | None:
    return None if facts.decided else PlanDecisionRequired()


def unchanged(_: Call, facts: Facts) -> Problem | None:
    return None if facts.current else PlanChangedSince()


def period_over(_: Call, facts: Facts) -> Problem | None:
    return PeriodNotOver(ends_on=facts.ends_on) if facts.today <= facts.ends_on else None


def not_replaced(_: Call, facts: Facts) -> Problem | None:
    return PlanReplaced() if facts.replaced else None


WORKPLAN = Machine(
    "workplan",
    WorkplanState,
    #    move        from          to            who            only when
    Move("adopt", (S.DRAFT,), S.ADOPTED, policy.ADOPT, (decided, unchanged)),
    Move("close", (S.ADOPTED,), S.CLOSED, policy.WRITE, (not_replaced, period_over)),
    Move("abandon", (S.DRAFT,), S.ABANDONED, policy.WRITE, asks=REASON),
    final=(S.CLOSED, S.ABANDONED),
)


class ProgressRequired(Problem):
    """An update says what was done before it is submitted."""

    slug, status = "progress-required", 409


@dataclass(frozen=True)
class UpdateFacts:
    state: UpdateState
    organisation_id: UUID
    says: bool = True  # something beside the status


def mine(call: Call, facts: UpdateFacts) -> bool:
    return call.speaks_for(facts.organisation_id)


def mine_or_secretariat(call: Call, facts: UpdateFacts) -> bool:
    return Role.SECRETARIAT in call.roles or mine(call, facts)


def says_something(_: Call, facts: UpdateFacts) -> Problem | None:
    return None if facts.says else ProgressRequired()


ACTIVITY_UPDATE = Machine(
    "activity_update",
    UpdateState,
    Move("submit", (UpdateState.DRAFT,), UpdateState.SUBMITTED, policy.REPORT, (says_something,), mine),
    Move("reopen", (UpdateState.SUBMITTED,), UpdateState.DRAFT, policy.RETURN, by=mine_or_secretariat, asks=REASON),
)


def today(now: datetime) -> date:
    """The day where the network sits."""
    return now.astimezone(clock.PLACE).date()
