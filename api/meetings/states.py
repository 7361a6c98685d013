"""Life of a meeting."""

from datetime import datetime
from typing import Protocol

from api.kernel.access import Call, Visibility
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.meetings import policy
from api.meetings.models import MeetingState
from api.meetings.session_states import SESSION as SESSION  # served, drawn and walked with the others

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
    visibility: str
    now: datetime


class NeedsDate(Problem):
    slug, status = "meeting-needs-date", 409


class NeedsAgenda(Problem):
    slug, status = "meeting-needs-agenda", 409


class NotOpenToMembers(Problem):
    slug, status = "meeting-not-open", 409


class NotYet(Problem):
    slug, status = "meeting-not-yet", 409


def has_date(_: Call, facts: Facts) -> Problem | None:
    return None if facts.starts_at and facts.ends_at else NeedsDate()


def has_agenda(_: Call, facts: Facts) -> Problem | None:
    return None if facts.item_count else NeedsAgenda()


def open_to_members(_: Call, facts: Facts) -> Problem | None:
    """Whoever is invited must be able to read what it is about."""
    return NotOpenToMembers() if facts.visibility == Visibility.SECRETARIAT else None


def took_place(_: Call, facts: Facts) -> Problem | None:
    """Nothing is recorded as held before its time; a session that was opened can end at any time."""
    return NotYet() if facts.starts_at is not None and facts.now < facts.starts_at else None


MEETING = Machine(
    "meeting",
    MeetingState,
    #    move          from                  to          who              only when
    Move("accept", (REQUESTED,), DRAFT, policy.CONVENE, asks=("starts_at", "ends_at")),
    Move("defer", (REQUESTED,), DEFERRED, policy.DEFER, asks=("reason",)),
    Move("convene", (DRAFT,), CONVENED, policy.CONVENE, (has_date, has_agenda, open_to_members)),
    Move("reschedule", (CONVENED,), CONVENED, policy.CONVENE, asks=("starts_at", "ends_at")),
    Move("start", (CONVENED,), IN_SESSION, policy.CONVENE),
    Move("end", (IN_SESSION,), HELD, policy.CONVENE),
    Move("end", (CONVENED,), HELD, policy.CONVENE, (took_place,)),
    Move("cancel", (DRAFT, CONVENED), CANCELLED, policy.CONVENE, asks=("reason",)),
    final=(DEFERRED, HELD, CANCELLED),
)  # fmt: skip
