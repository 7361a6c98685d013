"""Which numbers are not shown, so that no small one can be computed from all that are.

A small number hides itself. Then each sum that is published (a row, a column, a total, a place, all organisations, a
year) is an equation; what is hidden are its unknowns. As long as an unknown follows from the equations, one more number
is hidden. The test is exact: reduced row echelon form over the rationals. True zeros are shown and never hidden, so
every hidden number is above zero: an unknown that the equations do not determine can then move a little both ways, and that
numbers are not negative pins it no more. That a small one is below the threshold is known too; where whole numbers
within these bounds leave an equation's unknown one value (two small ones that come to eight), more is hidden as well.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd
from typing import Any, Generic, TypeVar

from api.indicators.rules import Number, Scale
from api.indicators.values import IndicatorKind, Suppressed

K = TypeVar("K", bound=Hashable)
MOST_UNKNOWNS = 1_500
MOST_TRIES = 60
PASSES = 20
Row = dict[int, int]


class TooTangled(Exception):
    """More unknowns hang together than are worked out exactly: the finest level is to be withheld as a whole."""


@dataclass(frozen=True)
class Sum(Generic[K]):
    """A published equation: the whole is its parts together."""

    whole: K
    parts: tuple[K, ...]


def small(number: Number, scale: Scale, threshold: int) -> bool:
    """Whether a number is from 1 to below the threshold, or gives one away: a percentage also tells who is not in it."""
    limit = threshold * 10**scale.counted
    if scale.quantity:
        return number.value is not None and 0 < abs(number.value) < limit
    if number.numerator is None or number.denominator is None:
        return False
    told = [number.numerator, number.denominator]
    if scale.kind == IndicatorKind.PERCENTAGE:
        told.append(number.denominator - number.numerator)
    return any(0 < count < limit for count in told)


def size(number: Number) -> int:
    return abs(number.value or 0) or (number.denominator or 0)


def suppress(
    numbers: Mapping[K, Number],
    sums: Sequence[Sum[K]],
    scale: Scale,
    threshold: int,
    cost: Callable[[K], Any],
) -> dict[K, Suppressed]:
    """What is hidden, and why. `cost`: what is rather hidden than something else comes first; no two are equal."""
    table = _Table(numbers, sums, scale, threshold, cost)
    table.protect()
    return {table.names[at]: why for at, why in table.hidden.items()}


class _Table(Generic[K]):
    def __init__(
        self,
        numbers: Mapping[K, Number],
        sums: Sequence[Sum[K]],
        scale: Scale,
        threshold: int,
        cost: Callable[[K], Any],
    ) -> None:
        self.names = sorted(numbers, key=cost)  # one order, whatever the order in which they were given
        at = {name: index for index, name in enumerate(self.names)}
        self.sizes = [size(numbers[name]) for name in self.names]
        self.equations: list[Row] = []
        self.of: list[list[int]] = [[] for _ in self.names]
        for one in sums:
            row = {at[part]: 1 for part in one.parts if part in at}
            if one.whole in at and row and at[one.whole] not in row:
                self.equations.append(row | {at[one.whole]: -1})
        self.equations.sort(key=lambda row: sorted(row.items()))
        for equation, row in enumerate(self.equations):
            for index in row:
                self.of[index].append(equation)
        # only counts have bounds that everybody knows; of a percentage nobody is told which of its parts is small
        self.values = [numbers[name].value or 0 for name in self.names]
        bounded = scale.quantity and min(self.values, default=0) >= 0
        self.limit = threshold * 10**scale.counted if bounded else 0
        self.hidden: dict[int, Suppressed] = {}
        self.queue: set[int] = set()
        for index, name in enumerate(self.names):
            if small(numbers[name], scale, threshold):
                self.hide(index, Suppressed.SMALL)

    def hide(self, index: int, why: Suppressed = Suppressed.COMPLEMENTARY) -> None:
        self.hidden[index] = why
        self.queue.update(self.of[index])

    def protect(self) -> None:
        self._lines()
        tries = 0
        settled: set[frozenset[int]] = set()
        while True:
            open_ones = [found for found in self._components() if found not in settled]
            if not open_ones:
                return
            for unknowns in open_ones:
                tries += 1
                if tries > MOST_TRIES * 20:
                    raise TooTangled
                if not self._loosen(unknowns, pinned_too=tries < MOST_TRIES):
                    settled.add(unknowns)
            self._lines()

    def _lines(self) -> None:
        """No equation with one unknown alone."""
        while self.queue:
            first = min(self.queue)
            self.queue.remove(first)
            row = self.equations[first]
            if sum(index in self.hidden for index in row) == 1:
                cheapest = self._cheapest(row)
                if cheapest is not None:
                    self.hide(cheapest)

    def _cheapest(self, candidates: Iterable[int]) -> int | None:
        """What is hidden next: whatever leaves the fewest further equations with one unknown alone, then the cheapest."""
        shown = [index for index in candidates if index not in self.hidden and self.sizes[index]]
        return min(shown, key=lambda index: (self._opened(index), index), default=None)

    def _opened(self, index: int) -> int:
        return sum(not any(other in self.hidden for other in self.equations[one]) for one in self.of[index])

    def _components(self) -> list[frozenset[int]]:
        """The unknowns that hang together by equations."""
        found, seen = [], set()
        for start in sorted(self.hidden):
            if start in seen:
                continue
            group, waiting = set(), [start]
            while waiting:
                index = waiting.pop()
                if index in group:
                    continue
                group.add(index)
                for equation in self.of[index]:
                    waiting += [other for other in self.equations[equation] if other in self.hidden]
            seen |= group
            if len(group) > MOST_UNKNOWNS:
                raise TooTangled
            found.append(frozenset(group))
        return found

    def _loosen(self, unknowns: frozenset[int], *, pinned_too: bool) -> bool:
        """Hide one more number for each unknown that is given away. False: none is."""
        equations = sorted({equation for index in unknowns for equation in self.of[index]})
        rows = [{i: c for i, c in self.equations[equation].items() if i in unknowns} for equation in equations]
        solved = reduced(rows)
        given_away = [pivot for pivot, row in solved.items() if len(row) == 1]
        if not given_away and pinned_too and self.limit:
            pinned = self._pinned(unknowns, equations)
            given_away = pinned[: 1 + len(pinned) // 8]
        done = False
        for index in sorted(given_away):
            near = {other for equation in self.of[index] for other in self.equations[equation]}
            chosen = self._cheapest(near)
            if chosen is None:
                chosen = self._cheapest({other for equation in equations for other in self.equations[equation]})
            if chosen is not None:
                self.hide(chosen)
                done = True
        return done

    def _pinned(self, unknowns: frozenset[int], equations: Sequence[int]) -> list[int]:
        """Unknowns that their equations one after the other narrow down to one whole number: a small one is from 1 to
        below the threshold, another hidden one at least the threshold."""
        most = sum(self.values) + 1
        low = {i: 1 if self.values[i] < self.limit else self.limit for i in unknowns}
        high = {i: self.limit - 1 if self.values[i] < self.limit else most for i in unknowns}
        for _ in range(PASSES):
            moved = False
            for row in (self.equations[equation] for equation in equations):
                moved = self._narrow(row, low, high) or moved
            if not moved:
                break
        return sorted(i for i in unknowns if low[i] >= high[i])

    def _narrow(self, row: Row, low: dict[int, int], high: dict[int, int]) -> bool:
        """Bring the bounds of an equation's unknowns as close together as the equation says."""
        rest = -sum(sign * self.values[i] for i, sign in row.items() if i not in low)
        ends = {i: (low[i], high[i]) if sign > 0 else (-high[i], -low[i]) for i, sign in row.items() if i in low}
        least, greatest = sum(end[0] for end in ends.values()), sum(end[1] for end in ends.values())
        moved = False
        for i, (start, stop) in ends.items():
            below, above = rest - (greatest - stop), rest - (least - start)
            if row[i] < 0:
                below, above = -above, -below
            if below > low[i] or above < high[i]:
                low[i], high[i] = max(low[i], below), min(high[i], above)
                moved = True
        return moved


def reduced(rows: Iterable[Row]) -> dict[int, Row]:
    """Reduced row echelon form over the rationals, each row in whole numbers: pivot → row. An unknown is determined by
    the equations exactly when it is the pivot of a row that holds nothing else."""
    solved: dict[int, Row] = {}
    holds: dict[int, set[int]] = {}
    for given in sorted(rows, key=len):
        row = dict(given)
        for index in list(row):
            if index in row and index in solved:
                row = _without(row, index, solved[index])
        if not row:
            continue
        pivot = min(row, key=lambda index: (abs(row[index]) != 1, len(holds.get(index, ())), index))
        for other in list(holds.get(pivot, ())):
            old = solved[other]
            solved[other] = new = _without(old, pivot, row)
            for index in old.keys() - new.keys():
                holds[index].discard(other)
            for index in new.keys() - old.keys():
                holds.setdefault(index, set()).add(other)
        solved[pivot] = row
        for index in row:
            holds.setdefault(index, set()).add(pivot)
    return solved


def _without(row: Row, index: int, other: Row) -> Row:
    """A row less so much of another that an unknown is gone from it."""
    by, own = other[index], row[index]
    left = {i: c * by for i, c in row.items()}
    for i, c in other.items():
        now = left.get(i, 0) - own * c
        if now:
            left[i] = now
        else:
            left.pop(i, None)
    shared = gcd(*left.values()) if left else 1
    return {i: c // shared for i, c in left.items()} if shared > 1 else left
