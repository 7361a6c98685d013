"""How long each item has had the floor. Pure: turns and an instant in, seconds out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Turn:
    """One stretch of time that an item had; `until` is missing while it runs."""

    item: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Used:
    """Whole seconds. `elapsed` is what items used and what nobody used: `used` + `idle`."""

    items: dict[str, int]
    used: int
    idle: int
    elapsed: int


def length(turn: Turn, now: datetime) -> timedelta:
    """Never negative, even where a clock was set back."""
    return max(timedelta(), (turn.until or now) - turn.since)


def used(turns: Iterable[Turn], now: datetime, began: datetime | None, ended: datetime | None = None) -> Used:
    """The seconds of each item over all its turns, and of the whole session, pauses included."""
    spent: dict[str, timedelta] = {}
    for turn in turns:
        spent[turn.item] = spent.get(turn.item, timedelta()) + length(turn, now)
    items = {item: seconds(span) for item, span in spent.items()}
    whole = seconds(max(timedelta(), (ended or now) - began)) if began else 0
    total = sum(items.values())
    return Used(items, total, max(0, whole - total), max(whole, total))


def seconds(span: timedelta) -> int:
    return span // timedelta(seconds=1)
