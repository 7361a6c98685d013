"""Life of a reporting round: open → closed, and open again where something came late."""

from dataclasses import dataclass
from datetime import date

from api.kernel.access import Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.reporting import policy
from api.reporting.models import ReportingRound, ReportingState

OPEN, CLOSED = ReportingState.OPEN, ReportingState.CLOSED


class NothingOwed(Problem):
    """Everybody has given what it owes: nobody is left to remind."""

    slug, status = "nothing-owed", 409


@dataclass(frozen=True)
class Facts:
    """What the guards read."""

    state: ReportingState
    period: str
    due_on: date
    missing: int  # of what is owed, how much nobody has given yet


def facts_of(row: ReportingRound, missing: int) -> Facts:
    return Facts(ReportingState(row.state), row.period, row.due_on, missing)


def something_owed(_: Call, facts: Facts) -> Problem | None:
    return None if facts.missing else NothingOwed(period=facts.period)


REPORTING = Machine(
    "reporting_round",
    ReportingState,
    #    move      from       to      who         only when
    Move("extend", (OPEN,), OPEN, policy.RUN, asks=("due_on", "reason")),
    Move("remind", (OPEN,), OPEN, policy.RUN, (something_owed,)),
    Move("close", (OPEN,), CLOSED, policy.RUN),
    Move("reopen", (CLOSED,), OPEN, policy.RUN, asks=("due_on", "reason")),
)  # fmt: skip
