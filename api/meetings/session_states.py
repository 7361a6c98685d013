"""Life of a session: an item has the floor, or nobody has."""

from dataclasses import dataclass

from api.kernel.access import Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.meetings import policy
from api.meetings.session_models import SessionState

WAITING, RUNNING, PAUSED, CLOSED = (
    SessionState.WAITING,
    SessionState.RUNNING,
    SessionState.PAUSED,
    SessionState.CLOSED,
)


@dataclass(frozen=True)
class SessionFacts:
    state: SessionState
    following: bool = True
    previous: bool = True


class LastItem(Problem):
    slug, status = "session-last-item", 409


class FirstItem(Problem):
    slug, status = "session-first-item", 409


def has_following(_: Call, facts: SessionFacts) -> Problem | None:
    return None if facts.following else LastItem()


def has_previous(_: Call, facts: SessionFacts) -> Problem | None:
    return None if facts.previous else FirstItem()


SESSION = Machine(
    "session",
    SessionState,
    #    move      from                        to       who              only when
    Move("turn", (WAITING, RUNNING, PAUSED), RUNNING, policy.CONVENE, asks=("item_id",)),
    Move("next", (WAITING, RUNNING, PAUSED), RUNNING, policy.CONVENE, (has_following,)),
    Move("back", (RUNNING, PAUSED), RUNNING, policy.CONVENE, (has_previous,)),
    Move("pause", (RUNNING,), PAUSED, policy.CONVENE),
    Move("resume", (PAUSED,), RUNNING, policy.CONVENE),
    Move("close", (WAITING, RUNNING, PAUSED), CLOSED, None),
    final=(CLOSED,),
)  # fmt: skip
