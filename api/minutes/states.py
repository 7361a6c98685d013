"""Life of minutes: written from the record, circulated, adopted; then only corrected by numbered corrigenda."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.kernel.access import OBSERVER, OFFICERS, SPEAKERS, Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.meetings.models import MeetingState
from api.minutes import policy
from api.minutes.models import MinutesState

NONE, DRAFT = MinutesState.NONE, MinutesState.DRAFT
CIRCULATED, ADOPTED = MinutesState.CIRCULATED, MinutesState.ADOPTED
WHO = (*SPEAKERS, *OFFICERS, OBSERVER)


class MinutesTooEarly(Problem):
    """Minutes are written of a meeting that has begun."""

    slug, status = "minutes-too-early", 409


class MeetingNotHeld(Problem):
    """Minutes are circulated once the meeting is over."""

    slug, status = "minutes-meeting-not-held", 409


class WindowOpen(Problem):
    slug, status = "minutes-window-open", 409


class WindowClosed(Problem):
    slug, status = "minutes-window-closed", 409


class ObjectionStands(Problem):
    """Silence adopts nothing while an objection stands."""

    slug, status = "minutes-objection-stands", 409


@dataclass(frozen=True)
class Facts:
    """What the guards read."""

    state: MinutesState
    meeting: str  # state of the meeting
    now: datetime
    window_ends_at: datetime | None = None
    attended: frozenset[UUID] = frozenset()
    objections: tuple[str, ...] = ()  # acronyms of whose objection stands
    agreed: bool = False  # as an item of a later meeting


def has_begun(_: Call, facts: Facts) -> Problem | None:
    during = (MeetingState.IN_SESSION, MeetingState.HELD)
    return None if facts.meeting in during else MinutesTooEarly()


def was_held(_: Call, facts: Facts) -> Problem | None:
    return None if facts.meeting == MeetingState.HELD else MeetingNotHeld()


def in_window(_: Call, facts: Facts) -> Problem | None:
    over = facts.window_ends_at is None or facts.now >= facts.window_ends_at
    return WindowClosed(window_ends_at=facts.window_ends_at) if over else None


def window_over(_: Call, facts: Facts) -> Problem | None:
    if facts.agreed or (facts.window_ends_at is not None and facts.now >= facts.window_ends_at):
        return None
    return WindowOpen(window_ends_at=facts.window_ends_at)


def unobjected(_: Call, facts: Facts) -> Problem | None:
    """A later meeting may agree what somebody objected to in writing; silence may not."""
    return ObjectionStands(organisations=list(facts.objections)) if facts.objections and not facts.agreed else None


def attended(call: Call, facts: Facts) -> bool:
    return bool(call.actor.organisations(call.network_id, *WHO) & facts.attended)


MINUTES = Machine(
    "minutes",
    MinutesState,
    #    move          from           to          who             only when
    Move("generate", (NONE,), DRAFT, policy.WRITE, (has_begun,), asks=("language",)),
    Move("circulate", (DRAFT,), CIRCULATED, policy.WRITE, (was_held,), asks=("window_ends_at",)),
    Move("comment", (CIRCULATED,), CIRCULATED, policy.COMMENT, (in_window,), attended, asks=("text",)),
    Move("revise", (CIRCULATED,), DRAFT, policy.WRITE),
    Move("adopt", (CIRCULATED,), ADOPTED, policy.ADOPT, (window_over, unobjected), asks=("agenda_item_id",)),
    Move("corrigendum", (ADOPTED,), ADOPTED, policy.WRITE, asks=("text",)),
)  # fmt: skip
