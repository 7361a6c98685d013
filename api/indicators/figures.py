"""The network's numbers of one stretch of time, and which of them are shown: pure, from what organisations reported.

A stretch is what is published together: one period, or a year where the periods of a year are summed.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from api.indicators.rules import (
    TOTAL,
    Cells,
    Key,
    Number,
    Scale,
    added,
    all_parts,
    key_of,
    level_of,
    parts_of,
)
from api.indicators.suppression import Sum, TooTangled, size, suppress
from api.indicators.values import Suppressed

NETWORK = ""


class Name(NamedTuple):
    """A published number: whose (NETWORK: all together), of which period ('': the year), of which part."""

    organisation: str
    period: str
    key: Key


@dataclass(frozen=True)
class Reported:
    """An approved value."""

    organisation: str
    period: str
    cells: Cells


@dataclass
class Stretch:
    """What a stretch comes to. `hidden` has an entry for each number that is not shown below the secretariat."""

    numbers: dict[Name, Number] = field(default_factory=dict)
    counts: dict[Name, int] = field(
        default_factory=dict
    )  # how many organisations a number of the network is summed from
    hidden: dict[Name, Suppressed] = field(default_factory=dict)

    def why(self, organisation: str, period: str, key: Key) -> Suppressed | None:
        return self.hidden.get(Name(organisation, period, key))


def stretch(reported: Sequence[Reported], scale: Scale, threshold: int, *, summed: bool) -> Stretch:
    """Every number of every part: of each organisation, of the network, and of the year where it is `summed`."""
    made = Stretch()
    sums: list[Sum[Name]] = []
    by_period: dict[str, list[Reported]] = defaultdict(list)
    for one in reported:
        by_period[one.period].append(one)
    for period, values in sorted(by_period.items()):
        of_key: dict[Key, list[Name]] = defaultdict(list)
        for one in values:
            known = all_parts(one.cells)
            names = {key: Name(one.organisation, period, key) for key in known}
            made.numbers |= {names[key]: number for key, number in known.items()}
            sums += _sums(names, known)
            for key in known:
                of_key[key].append(names[key])
        for key, own in of_key.items():
            whole = Name(NETWORK, period, key)
            told = [name for name in own if not made.numbers[name].blank]
            made.numbers[whole] = added(made.numbers[name] for name in told)
            made.counts[whole] = len(told)
            sums.append(Sum(whole, tuple(told)))
    if summed:
        totals = tuple(Name(NETWORK, period, TOTAL) for period in sorted(by_period))
        year = Name(NETWORK, "", TOTAL)
        made.numbers[year] = added(made.numbers[name] for name in totals if name in made.numbers)
        sums.append(Sum(year, tuple(name for name in totals if name in made.numbers)))
    made.hidden = protected(made.numbers, sums, scale, threshold)
    return made


def _sums(names: Mapping[Key, Name], known: Cells) -> list[Sum[Name]]:
    """Each number with its parts along one dimension. A blank is no part."""
    groups: dict[tuple[Key, str], list[Name]] = defaultdict(list)
    for key, number in known.items():
        if number.blank:
            continue
        parts = dict(parts_of(key))
        for code in parts:
            whole = key_of({other: item for other, item in parts.items() if other != code})
            if whole in names:
                groups[whole, code].append(names[key])
    return [Sum(names[whole], tuple(parts)) for (whole, _), parts in groups.items()]


def protected(
    numbers: Mapping[Name, Number], sums: Sequence[Sum[Name]], scale: Scale, threshold: int
) -> dict[Name, Suppressed]:
    """What is hidden. Rather no fine parts at all than no total: where a total that is not small itself would have to
    go, or a table is too tangled to be proved, the finest level of that period is withheld, zeros included, and the rest
    is proved without it."""
    if threshold <= 1:
        return {}
    shown = {name: number for name, number in numbers.items() if not number.blank}
    totals = {name: number for name, number in shown.items() if name.key == TOTAL}
    alone = _hidden(
        totals, sums, scale, threshold
    )  # what the totals give away of each other, whatever is told of parts
    withheld: dict[Name, Suppressed] = {}
    while True:
        hidden = _hidden(shown, sums, scale, threshold)
        gone = _finest(shown, {name.period for name in hidden if name.key == TOTAL and name not in alone})
        if not gone:
            return withheld | hidden
        withheld |= dict.fromkeys(gone, Suppressed.COMPLEMENTARY)
        for name in gone:
            del shown[name]


def _hidden(
    shown: Mapping[Name, Number], sums: Sequence[Sum[Name]], scale: Scale, threshold: int
) -> dict[Name, Suppressed]:
    """What is hidden of these numbers; of a table too tangled to be proved all."""
    within = [one for one in sums if one.whole in shown and all(part in shown for part in one.parts)]
    try:
        return suppress(shown, within, scale, threshold, _cost(shown))
    except TooTangled:
        return dict.fromkeys(shown, Suppressed.COMPLEMENTARY)


def _finest(shown: Mapping[Name, Number], lost: Set[str]) -> list[Name]:
    """The finest parts of the periods (all of them, where it is the year's) whose totals would not be shown."""
    if not lost:
        return []
    depth: dict[str, int] = {}
    for name in shown:
        if "" in lost or name.period in lost:
            depth[name.period] = max(depth.get(name.period, 0), len(level_of(name.key)))
    deepest = max(depth.values(), default=0)
    return [
        name for name in shown if deepest and depth.get(name.period) == deepest and len(level_of(name.key)) == deepest
    ]


def _cost(numbers: Mapping[Name, Number]) -> Callable[[Name], Any]:
    """Rather an organisation's number than the network's, rather a fine part than a total, rather a small than a big one."""

    def cost(name: Name) -> tuple[bool, bool, int, int, Name]:
        of_network = name.organisation == NETWORK
        return not name.period, of_network, -len(level_of(name.key)), size(numbers[name]), name

    return cost
