"""Budget sums in integer cents: computed, never typed, and the same total along every axis."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

INDIRECT = "indirect_support"
BASIS = 10_000
K = TypeVar("K")


@dataclass(frozen=True)
class Line:
    """Direct cost of one organisation for one output, UNSDG category and year. A blank is no line; 0 is 0."""

    puno: str
    output: str | None
    category: str
    year: int
    cents: int


@dataclass(frozen=True)
class Share:
    """The cost of one organisation, or of one year of it."""

    direct: int = 0
    indirect: int = 0

    @property
    def total(self) -> int:
        return self.direct + self.indirect


@dataclass(frozen=True)
class Totals:
    """The sums of a budget. Every axis adds up to `total`; indirect cost stands under `indirect_support`."""

    direct: int
    indirect: int
    by_puno: dict[str, Share]
    by_year: dict[int, Share]
    by_puno_year: dict[tuple[str, int], Share]
    by_category: dict[str, int]
    by_output: dict[str | None, int]

    @property
    def total(self) -> int:
        return self.direct + self.indirect


def totals(lines: Iterable[Line], rates: Mapping[str, int]) -> Totals:
    """All sums of a budget. `rates`: the indirect rate of each organisation in basis points."""
    lines = tuple(lines)
    direct = _summed(lines, lambda line: line.puno)
    indirect = {puno: indirect_cost(cents, rates.get(puno, 0)) for puno, cents in direct.items()}
    cells = _summed(lines, lambda line: (line.puno, line.year))
    shares = _by_year(cells, indirect)
    years: dict[int, Share] = {}
    for (_, year), share in shares.items():
        so_far = years.get(year, Share())
        years[year] = Share(so_far.direct + share.direct, so_far.indirect + share.indirect)
    everything = sum(indirect.values())
    categories = _summed(lines, lambda line: line.category)
    outputs: dict[str | None, int] = _summed(lines, lambda line: line.output)
    if everything:
        categories[INDIRECT] = outputs[INDIRECT] = everything
    return Totals(
        direct=sum(direct.values()),
        indirect=everything,
        by_puno={puno: Share(cents, indirect[puno]) for puno, cents in direct.items()},
        by_year=dict(sorted(years.items())),
        by_puno_year=shares,
        by_category=categories,
        by_output=outputs,
    )


def indirect_cost(direct: int, basis_points: int) -> int:
    """Floored once per organisation: rounding half up can exceed the ceiling."""
    return direct * basis_points // BASIS


def apportion(amount: int, weights: Mapping[int, int]) -> dict[int, int]:
    """Split cents over years in proportion, by largest remainder; ties go to the earlier year. Nothing is lost."""
    whole = sum(weights.values())
    if not whole:
        return {year: amount if year == min(weights) else 0 for year in weights}
    parts = {year: amount * weight // whole for year, weight in weights.items()}
    left = amount - sum(parts.values())
    order = sorted(weights, key=lambda year: (-(amount * weights[year] % whole), year))
    for year in order[:left]:
        parts[year] += 1
    return parts


def _by_year(cells: Mapping[tuple[str, int], int], indirect: Mapping[str, int]) -> dict[tuple[str, int], Share]:
    shares: dict[tuple[str, int], Share] = {}
    for puno, amount in indirect.items():
        weights = {year: cents for (owner, year), cents in cells.items() if owner == puno}
        parts = apportion(amount, weights)
        shares |= {(puno, year): Share(cents, parts[year]) for year, cents in weights.items()}
    return shares


def _summed(lines: Iterable[Line], key: Callable[[Line], K]) -> dict[K, int]:
    sums: dict[K, int] = defaultdict(int)
    for line in lines:
        sums[key(line)] += line.cents
    return dict(sums)
