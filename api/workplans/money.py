"""Money of a plan as plain integers of cents. Blank is not zero; nothing is rounded, and no cent is lost by any axis."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

Key = TypeVar("Key", bound=Hashable)


def added(*cents: int | None) -> int | None:
    """The sum of what was said; blank where nobody said anything."""
    said = [each for each in cents if each is not None]
    return sum(said) if said else None


@dataclass(frozen=True)
class Amounts:
    """What is required, available and spent, in cents; None: nobody said."""

    required: int | None = None
    available: int | None = None
    expenditure: int | None = None

    def plus(self, other: "Amounts") -> "Amounts":
        return Amounts(
            added(self.required, other.required),
            added(self.available, other.available),
            added(self.expenditure, other.expenditure),
        )

    @property
    def to_mobilise(self) -> int | None:
        """Required less available, a blank counted as nothing; blank where neither was said."""
        if self.required is None and self.available is None:
            return None
        return (self.required or 0) - (self.available or 0)


@dataclass(frozen=True)
class Line:
    """Money of one organisation from one source in one year. `source` None: spent, as reported by quarter."""

    activity: UUID
    outcome: UUID
    agency: UUID
    source: str | None
    year: int
    amounts: Amounts
    objectives: tuple[int, ...] = ()


def total(amounts: Iterable[Amounts]) -> Amounts:
    sum = Amounts()
    for each in amounts:
        sum = sum.plus(each)
    return sum


def by(lines: Iterable[Line], key: Callable[[Line], Key]) -> dict[Key, tuple[Amounts, frozenset[UUID]]]:
    """Sums along an axis, with the activities that each holds, in the order in which the keys come."""
    sums: dict[Key, tuple[Amounts, frozenset[UUID]]] = {}
    for line in lines:
        amounts, activities = sums.get(key(line), (Amounts(), frozenset()))
        sums[key(line)] = amounts.plus(line.amounts), activities | {line.activity}
    return sums


def told(cents: int | None) -> dict[str, str] | None:
    """Cents as the contract writes money."""
    if cents is None:
        return None
    whole, rest = divmod(abs(cents), 100)
    return {"amount": f"{'-' if cents < 0 else ''}{whole}.{rest:02}", "currency": "USD"}


def told_all(amounts: Amounts) -> dict[str, Any]:
    return {
        "required": told(amounts.required),
        "available": told(amounts.available),
        "expenditure": told(amounts.expenditure),
        "to_mobilise": told(amounts.to_mobilise),
    }
