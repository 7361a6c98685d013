"""Pure rules of objectives: which way a rating moved, and how old it is. No I/O."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from api.objectives.models import Rating, Trend
from api.periods import rules as periods
from api.periods.rules import Span


@dataclass(frozen=True)
class Rated:
    """What the approved assessments of an objective come to."""

    rating: str = Rating.NOT_ASSESSED
    previous: str | None = None
    trend: Trend | None = None
    period: str | None = None
    index: int | None = None


def half_year(day: date) -> str:
    return str(periods.holding(day, Span.HALF_YEAR))


def index(period: str) -> int:
    """The number of a half-year, counted from the year 0: the next one has the next number."""
    known = periods.parse(period)
    return known.year * 2 + known.number - 1


def age(rated: str | None, now: str) -> int | None:
    """How many half-years ago the last assessment was; 0 is the present one, None: never assessed."""
    return None if rated is None else index(now) - index(rated)


def trend(before: str | None, now: str) -> Trend | None:
    if before is None:
        return None
    order = [*Rating]
    far, near = order.index(Rating(before)), order.index(Rating(now))
    return Trend.SAME if far == near else (Trend.UP if near > far else Trend.DOWN)


def rated(ratings: list[dict[str, Any]]) -> Rated:
    """From one rating for each half-year, in any order: the last one, and where it came from."""
    known = sorted(ratings, key=lambda each: index(each["period"]))
    if not known:
        return Rated()
    last, before = known[-1], known[-2]["rating"] if len(known) > 1 else None
    return Rated(last["rating"], before, trend(before, last["rating"]), last["period"], index(last["period"]))
