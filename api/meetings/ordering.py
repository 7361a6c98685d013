"""Where things stand on an agenda and what they add up to: plain rules over plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

SUBSTANCE = 6  # where the outline has the matters that a meeting is called for
OUTLINE = (
    "opening", "agenda", "previous_minutes", "action_points", "context", "substance", "workplan", "mptf", "review",
    "data", "statements", "decisions", "aob", "next",
)  # fmt: skip
ORDER = {key: at for at, key in enumerate(OUTLINE, start=1)}
CLOSING = frozenset({"aob", "next"})


def place_of(standing: Sequence[str | None], wanted: str | None) -> int:
    """How many of the items that stand come before a new one.

    A matter of its own comes last, before what closes every meeting. A standing item keeps the place that the outline
    gives it: the formal ones before every matter, the others before the first standing item that follows them.
    """
    if wanted not in ORDER:
        at = len(standing)
        while at and standing[at - 1] in CLOSING:
            at -= 1
        return at
    own = ORDER[wanted]
    for at, key in enumerate(standing):
        other = ORDER.get(key) if key else None
        if (other is not None and other > own) or (other is None and own < SUBSTANCE):
            return at
    return len(standing)


@dataclass(frozen=True)
class Sums:
    """Minutes of an agenda against the meeting's length; without a date there is no length and nothing is over."""

    planned: int
    slot: int | None
    over: int
    left: int


def sums(durations: Sequence[int], starts_at: datetime | None, ends_at: datetime | None) -> Sums:
    planned = sum(durations)
    if starts_at is None or ends_at is None:
        return Sums(planned, None, 0, 0)
    slot = int((ends_at - starts_at).total_seconds() // 60)
    return Sums(planned, slot, max(0, planned - slot), max(0, slot - planned))
