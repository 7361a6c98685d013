"""Life of a period: open until the secretariat locks it."""

from dataclasses import dataclass
from datetime import date

from api.kernel.access import Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.periods import policy
from api.periods.models import PeriodState

OPEN, LOCKED = PeriodState.OPEN, PeriodState.LOCKED


class PeriodAhead(Problem):
    """A period that has not begun is not locked: nobody could have reported."""

    slug, status = "period-ahead", 409


@dataclass(frozen=True)
class Facts:
    """What the guards read."""

    state: PeriodState
    period: str
    first_on: date
    today: date


def has_begun(_: Call, facts: Facts) -> Problem | None:
    return PeriodAhead(period=facts.period) if facts.today < facts.first_on else None


PERIOD = Machine(
    "period",
    PeriodState,
    #    move      from        to      who           only when
    Move("lock", (OPEN,), LOCKED, policy.LOCK, (has_begun,)),
    Move("unlock", (LOCKED,), OPEN, policy.LOCK, asks=("reason",)),
)  # fmt: skip
