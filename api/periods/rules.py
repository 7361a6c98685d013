"""What a period is: a year, a half-year, a quarter or a month, by its name. The one grammar of the platform.

`2026`, `2026-H1`, `2026-Q3`, `2026-03`. In order: by first day, the longer one first.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache, total_ordering

from api.kernel.words import LANGUAGES, period_name, period_title

PATTERN = r"^20[0-9]{2}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$"
_NAMED = re.compile(r"(20[0-9]{2})(?:-([HQ]?)([0-9]{1,2}))?")


class Span(StrEnum):
    """How long a period is."""

    YEAR = "year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"


MONTHS = {Span.YEAR: 12, Span.HALF_YEAR: 6, Span.QUARTER: 3, Span.MONTH: 1}
_LETTER = {Span.HALF_YEAR: "H", Span.QUARTER: "Q", Span.MONTH: ""}
_SPANS = {"H": Span.HALF_YEAR, "Q": Span.QUARTER, "": Span.MONTH}


@total_ordering
@dataclass(frozen=True)
class Period:
    """The `number`th of its span in a year, counted from 1."""

    year: int
    span: Span
    number: int = 1

    def __str__(self) -> str:
        if self.span == Span.YEAR:
            return str(self.year)
        number = f"{self.number:02}" if self.span == Span.MONTH else str(self.number)
        return f"{self.year}-{_LETTER[self.span]}{number}"

    def __lt__(self, other: "Period") -> bool:
        return self.order < other.order

    @property
    def order(self) -> tuple[date, int]:
        return self.first_on, -MONTHS[self.span]

    @property
    def first_on(self) -> date:
        return date(self.year, (self.number - 1) * MONTHS[self.span] + 1, 1)

    @property
    def last_on(self) -> date:
        return self.after().first_on - timedelta(days=1)

    def after(self, steps: int = 1) -> "Period":
        """The next of the same span; `steps` may be negative."""
        in_year = 12 // MONTHS[self.span]
        year, number = divmod(self.year * in_year + self.number - 1 + steps, in_year)
        return Period(year, self.span, number + 1)

    def before(self, steps: int = 1) -> "Period":
        return self.after(-steps)

    def holds(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on

    def within(self, other: "Period") -> bool:
        """Whether every day of it is one of the other's; a period is within itself."""
        return other.first_on <= self.first_on and self.last_on <= other.last_on

    def parts(self, span: Span) -> list["Period"]:
        """The periods of a shorter span that it consists of, in order; itself where the span is its own or longer."""
        if MONTHS[span] >= MONTHS[self.span]:
            return [self]
        first = holding(self.first_on, span)
        return [first.after(step) for step in range(MONTHS[self.span] // MONTHS[span])]

    def name(self, language: str) -> str:
        """As a sentence holds it: *the 3rd quarter of 2026*."""
        return period_name(str(self), language)

    def title(self, language: str) -> str:
        """As a column is headed: *Q3 2026*."""
        return period_title(str(self), language)

    def titles(self) -> dict[str, str]:
        """The title by language; one dictionary for all who ask."""
        return _titles(self)


@lru_cache(4096)
def _titles(period: Period) -> dict[str, str]:
    return {language: period.title(language) for language in LANGUAGES}


@lru_cache(4096)
def parse(text: str) -> Period:
    """The period of this name. Raises ValueError for anything else."""
    if re.fullmatch(PATTERN, text) is None:
        raise ValueError(f"{text!r} names no period")
    found = _NAMED.fullmatch(text)
    assert found is not None
    year, letter, number = found.groups()
    return Period(int(year), Span.YEAR if number is None else _SPANS[letter], int(number or 1))


def holding(day: date, span: Span) -> Period:
    """The period of this span that a day lies in."""
    return Period(day.year, span, (day.month - 1) // MONTHS[span] + 1)


def ordered(names: Iterable[str]) -> list[str]:
    """Names of periods as time passes."""
    return sorted(names, key=lambda name: parse(name).order)


def between(first: Period, last: Period) -> list[Period]:
    """Every period of one span from the first to the last; none where the last comes before."""
    found = []
    while first <= last:
        found.append(first)
        first = first.after()
    return found
