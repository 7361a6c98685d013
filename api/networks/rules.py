"""The working days of a duty station: plain values and functions, without I/O."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, where: ISO weekdays (Monday is 1) but for the holidays."""

    zone: ZoneInfo
    weekdays: frozenset[int]
    holidays: frozenset[date]

    def works_on(self, day: date) -> bool:
        return day.isoweekday() in self.weekdays and day not in self.holidays

    def moved(self, at: datetime) -> tuple[datetime, list[date]]:
        """The instant itself on a working day, else the same hour on the next one; and the days passed over."""
        local, skipped = at.astimezone(self.zone), []
        while not self.works_on(local.date()):
            skipped.append(local.date())
            local += timedelta(days=1)  # wall time: the hour stays, whatever the clocks do
        return (local.astimezone(at.tzinfo) if skipped else at), skipped


def calendar(zone: str, weekdays: Iterable[int], holidays: Iterable[Mapping[str, Any]]) -> Calendar:
    """As a network keeps it. Holidays are finite and at least one weekday is worked, so a next working day there is."""
    days = frozenset(date.fromisoformat(each["on"]) for each in holidays)
    return Calendar(ZoneInfo(zone), frozenset(weekdays) or frozenset(range(1, 8)), days)
