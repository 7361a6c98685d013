"""Life of a meeting."""

from datetime import datetime
from typing import Protocol

from api.kernel.access import Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.meetings import policy
from api.meetings.models import MeetingState

REQUESTED, DEFERRED, DRAFT = MeetingState.REQUESTED, MeetingState.DEFERRED, MeetingState.DRAFT
CONVENED, IN_SESSION, HELD, CANCELLED = (
    MeetingState.CONVENED,
    MeetingState.IN_SESSION,
    MeetingState.HELD,
    MeetingState.CANCELLED,
)


class Facts(Protocol):
    starts_at: datetime | None
    ends_at: datetime | None
    item_count: int


class NeedsDate(Problem):
    slug, status = "meeting-needs-date", 409


class NeedsAgenda(Problem):
    slug, status = "meeting-needs-agenda", 409


def has_date(_: Call, facts: Facts) -> Problem | None:
    return None if facts.starts_at and facts.ends_at else NeedsDate()


def has_agenda(_: Call, facts: Facts) -> Problem | None:
    return None if facts.item_count else NeedsAgenda()


MEETING = Machine(
    "meeting",
    MeetingState,
    #    move          from                  to          who              only when
    Move("accept", (REQUESTED,), DRAFT, policy.CONVENE, asks=("starts_at", "ends_at")),
    Move("defer", (REQUESTED,), DEFERRED, policy.DEFER, asks=("reason",)),
    Move("convene", (DRAFT,), CONVENED, policy.CONVENE, (has_date, has_agenda)),
    Move("reschedule", (CONVENED,), CONVENED, policy.CONVENE, asks=("starts_at", "ends_at")),
    Move("start", (CONVENED,), IN_SESSION, policy.CONVENE),
    Move("end", (IN_SESSION, CONVENED), HELD, policy.CONVENE),
    Move("cancel", (DRAFT, CONVENED), CANCELLED, policy.CONVENE, asks=("reason",)),
    final=(DEFERRED, HELD, CANCELLED),
)  # fmt: skip
