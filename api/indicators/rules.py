"""Arithmetic of indicators, without I/O: exact numbers, the key of a cell, totals, and how far a series is.

Numbers are scaled integers. A blank is None and stays one: it is no part of a sum, and a sum of blanks is blank.
What is computed by division is rounded half away from zero, once, to the indicator's decimals.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from api.indicators.values import Direction, IndicatorKind, IndicatorStatus

MOST_DIGITS = 15
PLACE = "place"
Cells = Mapping["Key", "Number"]
Levels = Mapping[frozenset[str], "dict[Key, Number]"]


class Number(NamedTuple):
    """A number as it is kept: a value, or numerator and denominator. Blank where all are None."""

    value: int | None = None
    numerator: int | None = None
    denominator: int | None = None

    @property
    def blank(self) -> bool:
        return self.value is None and self.denominator is None

    @property
    def zero(self) -> bool:
        return not self.blank and not self.value and not self.numerator


BLANK = Number()


class Key(NamedTuple):
    """Which part of a value: where ('' is the whole country) and what (`age=18-24;sex=female`, '' is all)."""

    place: str = ""
    dims: str = ""


TOTAL = Key()


@dataclass(frozen=True)
class Scale:
    """How an indicator's numbers are kept and shown."""

    kind: IndicatorKind
    decimals: int = 0
    part_decimals: int = 0
    per: int = 1

    @property
    def quantity(self) -> bool:
        return self.kind == IndicatorKind.QUANTITY

    @property
    def counted(self) -> int:
        """How many decimals that which is counted has."""
        return self.decimals if self.quantity else self.part_decimals


# ── numbers as text ─────────────────────────────────────────────────────────────────────────────────────────────────


def scaled(text: str, decimals: int) -> int:
    """`12.5` as an integer of so many decimals. Raises ValueError for more decimals, too many digits, or no number."""
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    whole, _, rest = digits.partition(".")
    rest = rest.rstrip("0")
    if not whole.isascii() or not whole.isdigit() or len(rest) > decimals or len(whole) > MOST_DIGITS:
        raise ValueError(text)
    if rest and not (rest.isascii() and rest.isdigit()):
        raise ValueError(text)
    number = int(whole + rest.ljust(decimals, "0"))
    if number >= 10**MOST_DIGITS:
        raise ValueError(text)
    return sign * number


def shown(number: int | None, decimals: int) -> str | None:
    """The text of a scaled integer, with all its decimals; a blank is None."""
    if number is None:
        return None
    digits = str(abs(number)).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"-{text}" if number < 0 else text


def computed(number: Number, scale: Scale) -> int | None:
    """The value that is shown, scaled by `decimals`: of a percentage or ratio `per` × numerator ÷ denominator.

    Exact integers, rounded half away from zero; None where it is blank or nothing is to be divided by.
    """
    if scale.quantity:
        return number.value
    if number.numerator is None or not number.denominator:
        return None
    return divided(number.numerator * scale.per * 10**scale.decimals, number.denominator)


def divided(over: int, under: int) -> int:
    """`over` ÷ `under`, rounded half away from zero."""
    sign = -1 if (over < 0) != (under < 0) else 1
    whole, rest = divmod(abs(over), abs(under))
    return sign * (whole + (2 * rest >= abs(under)))


def figure(number: Number, scale: Scale) -> dict[str, str | None]:
    """A number as it is read."""
    return {
        "value": shown(computed(number, scale), scale.decimals),
        "numerator": shown(number.numerator, scale.part_decimals),
        "denominator": shown(number.denominator, scale.part_decimals),
    }


def added(numbers: Iterable[Number]) -> Number:
    """The sum of what is not blank: values, or numerators and denominators each. Of blanks alone: blank."""
    value: int | None = None
    over: int | None = None
    under: int | None = None
    for number in numbers:
        if number.value is not None:
            value = (value or 0) + number.value
        if number.numerator is not None and number.denominator is not None:
            over, under = (over or 0) + number.numerator, (under or 0) + number.denominator
    return Number(value, over, under)


# ── keys ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def dims_text(parts: Mapping[str, str]) -> str:
    """The one text of these items of dimensions: `age=18-24;sex=female`."""
    return ";".join(f"{code}={parts[code]}" for code in sorted(parts))


@lru_cache(65536)
def dims_of(text: str) -> tuple[tuple[str, str], ...]:
    """The items of a canonical text, by dimension. Raises ValueError for any other text."""
    if not text:
        return ()
    halves = [part.partition("=") for part in text.split(";")]
    parts = {code: item for code, _, item in halves}
    if any(not code or not item or "=" in item for code, _, item in halves) or dims_text(parts) != text:
        raise ValueError(text)
    return tuple(parts.items())


def key_of(parts: Mapping[str, str]) -> Key:
    """The key of these items, `place` among them."""
    return Key(parts.get(PLACE, ""), dims_text({code: item for code, item in parts.items() if code != PLACE}))


@lru_cache(65536)
def parts_of(key: Key) -> tuple[tuple[str, str], ...]:
    """The items of a key by dimension, the place first."""
    return ((PLACE, key.place), *dims_of(key.dims)) if key.place else dims_of(key.dims)


@lru_cache(65536)
def level_of(key: Key) -> frozenset[str]:
    """By what a cell is a part: the total by nothing."""
    return frozenset(code for code, _ in parts_of(key))


@lru_cache(65536)
def within(key: Key, level: frozenset[str]) -> Key:
    """The coarser cell that a cell belongs to."""
    return key_of({code: item for code, item in parts_of(key) if code in level})


# ── totals ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def levels(cells: Cells) -> dict[frozenset[str], dict[Key, Number]]:
    """The cells by level, the finest first; of equally fine ones the one whose names come first."""
    found: dict[frozenset[str], dict[Key, Number]] = defaultdict(dict)
    for key, number in cells.items():
        found[level_of(key)][key] = number
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), sorted(item[0]))))


def total(cells: Cells) -> Number:
    """The total of a value: from the finest level reported. Percentages from summed numerators and denominators."""
    return added(_parts(levels(cells), frozenset()).values())


def parts(cells: Cells, level: frozenset[str]) -> dict[Key, Number]:
    """A value's numbers of one level, each from the finest level reported; what was reported blank stays blank."""
    return _parts(levels(cells), level)


def all_parts(cells: Cells) -> dict[Key, Number]:
    """A value's numbers of every level that follows from what was reported, the total among them."""
    by_level = levels(cells)
    found: dict[Key, Number] = {}
    for level in closure(by_level):
        found |= _parts(by_level, level)
    return found


def _parts(by_level: Levels, level: frozenset[str]) -> dict[Key, Number]:
    gathered: dict[Key, list[Number]] = defaultdict(list)
    for key, number in _source(by_level, level).items():
        gathered[within(key, level)].append(number)
    for key, number in by_level.get(level, {}).items():
        if key not in gathered:
            gathered[key].append(number)  # a zero that was reported, of which nobody tells the parts
    return {key: added(numbers) for key, numbers in gathered.items()}


def _source(by_level: Levels, level: frozenset[str]) -> Cells:
    """The cells from which the numbers of a level are computed: of the finest level that holds it, leaves out nothing
    that a coarser one counts, and has no blank. Where there is none, what was reported for this very level; else the
    finest with any number that leaves out nothing."""
    holding = [(finer, found) for finer, found in by_level.items() if level <= finer]
    covering = [found for finer, found in holding if _covers(by_level, finer)]
    whole = next((found for found in covering if not any(number.blank for number in found.values())), None)
    if whole is not None:
        return whole
    own = by_level.get(level, {})
    if any(not number.blank for number in own.values()):
        return own
    return next((found for found in covering if any(not number.blank for number in found.values())), own)


def _covers(by_level: Levels, finer: frozenset[str]) -> bool:
    """Whether each number of a coarser level has a part in the finer: only women by age are no ages of all."""
    for level, above in by_level.items():
        if level and level < finer:
            held = {within(key, level) for key in by_level[finer]}
            if any(key not in held for key, number in above.items() if not number.zero):
                return False
    return True


def closure(reported: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Every level at or above the reported ones, the coarsest first."""
    known: set[frozenset[str]] = {frozenset()}
    waiting = list(reported)
    while waiting:
        level = waiting.pop()
        if level not in known:
            known.add(level)
            waiting += [level - {code} for code in level]
    return sorted(known, key=lambda level: (len(level), sorted(level)))


@dataclass(frozen=True)
class Disagreement:
    """A number that was reported and is not what its parts come to."""

    key: Key
    by: tuple[str, ...]
    reported: Number
    summed: Number


def disagreements(cells: Cells) -> list[Disagreement]:
    """Every reported number whose parts, one level finer or more, come to something else. Blanks are no disagreement:
    nothing is said of a whole of which a part is blank."""
    by_level = levels(cells)
    found = []
    for finer, below in by_level.items():
        for level, above in by_level.items():
            if not level < finer:
                continue
            for key, summed in _sums(below, level).items():
                reported = above.get(key)
                if reported is not None and not reported.blank and reported != summed:
                    found.append(Disagreement(key, tuple(sorted(finer - level)), reported, summed))
    return sorted(found, key=lambda one: (one.key, one.by))


def _sums(below: Mapping[Key, Number], level: frozenset[str]) -> dict[Key, Number]:
    """Sums of whole groups: one with a blank in it says nothing."""
    gathered: dict[Key, list[Number]] = defaultdict(list)
    for key, number in below.items():
        gathered[within(key, level)].append(number)
    return {key: added(group) for key, group in gathered.items() if not any(number.blank for number in group)}


def together(reported: Sequence[Cells]) -> dict[Key, tuple[Number, int]]:
    """What several organisations reported, summed part by part, each with how many it is summed from."""
    gathered: dict[Key, list[Number]] = defaultdict(list)
    for cells in reported:
        for key, number in all_parts(cells).items():
            gathered[key].append(number)
    return {key: (added(numbers), sum(not number.blank for number in numbers)) for key, numbers in gathered.items()}


# ── what was sent ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Shape:
    """What the cells of an indicator may be: how numbers are kept, and the items of each dimension it is cut by."""

    scale: Scale
    items: Mapping[str, frozenset[str]]  # by dimension, `place` among them where it is used


@dataclass(frozen=True)
class Cell:
    """A cell as somebody sends it: items by dimension (`place` among them), and numbers as texts."""

    parts: Mapping[str, str]
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell: its place in what was sent, the field, a code with its facts."""

    at: int
    field: str
    code: str
    facts: Mapping[str, Any]


def read(shape: Shape, sent: Sequence[Cell]) -> tuple[dict[Key, Number], list[Fault]]:
    """The cells as they are kept, and everything that is wrong with them."""
    found: dict[Key, Number] = {}
    faults: list[Fault] = []
    for at, cell in enumerate(sent):
        wrong = _wrong_parts(shape, at, cell)
        number, unread = _number(shape.scale, at, cell)
        faults += wrong + unread
        if wrong:
            continue
        key = key_of(cell.parts)
        if key in found:
            faults.append(Fault(at, "parts", "duplicate", {}))
        found[key] = number
    return found, faults


def _wrong_parts(shape: Shape, at: int, cell: Cell) -> list[Fault]:
    """Only code lists of the network make a part: what is typed freely could name a person."""
    faults = []
    for code, item in cell.parts.items():
        if code not in shape.items:
            faults.append(Fault(at, f"parts/{code}", "not_disaggregated", {"dimension": code[:40]}))
        elif item not in shape.items[code]:
            faults.append(Fault(at, f"parts/{code}", "unknown_item", {"item": item[:40]}))
    return faults


def _number(scale: Scale, at: int, cell: Cell) -> tuple[Number, list[Fault]]:
    faults: list[Fault] = []

    def of(field: str, text: str | None, decimals: int, *, signed: bool) -> int | None:
        if text is None or text == "":
            return None
        try:
            number = scaled(text, decimals)
        except ValueError:
            faults.append(Fault(at, field, "not_a_number", {"decimals": decimals}))
            return None
        if number < 0 and not signed:
            faults.append(Fault(at, field, "negative", {}))
        return number

    if scale.quantity:
        faults += [Fault(at, name, "value_only", {}) for name in ("numerator", "denominator") if getattr(cell, name)]
        return Number(of("value", cell.value, scale.decimals, signed=True)), faults
    if cell.value:
        faults.append(Fault(at, "value", "parts_only", {}))
    over = of("numerator", cell.numerator, scale.part_decimals, signed=False)
    under = of("denominator", cell.denominator, scale.part_decimals, signed=False)
    if (over is None) != (under is None) and not faults:
        faults.append(Fault(at, "denominator" if under is None else "numerator", "both_parts", {}))
    if over and under == 0:
        faults.append(Fault(at, "denominator", "zero_denominator", {}))
    return (Number(None, over, under) if over is not None and under is not None else BLANK), faults


# ── how far ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def status(
    direction: Direction,
    baseline: tuple[int, int] | None,
    targets: Sequence[tuple[int, int]],
    last: tuple[int, int] | None,
) -> IndicatorStatus:
    """How far the last figure is. Each is (ordinal of its period's last day, value as computed).

    The target that counts is the first at or after the last figure, else the last there is. Before its day, what is
    asked is the straight line from the baseline to it; without a baseline a target that is not reached is *behind*.
    """
    if last is None:
        return IndicatorStatus.NO_VALUE
    target = target_of(targets, last[0])
    if target is None or direction == Direction.NONE:
        return IndicatorStatus.NO_TARGET
    sign = 1 if direction == Direction.INCREASE else -1
    if sign * last[1] >= sign * target[1]:
        return IndicatorStatus.REACHED
    if baseline is None or baseline[0] >= target[0]:
        return IndicatorStatus.BEHIND
    if sign * last[1] < sign * baseline[1]:
        return IndicatorStatus.AWAY
    gone = min(max(last[0] - baseline[0], 0), target[0] - baseline[0])
    asked = sign * (target[1] - baseline[1]) * gone
    done = sign * (last[1] - baseline[1]) * (target[0] - baseline[0])
    return IndicatorStatus.ON_TRACK if done >= asked else IndicatorStatus.BEHIND


def status_of_sum(direction: Direction, target: int, so_far: int, gone: int, whole: int) -> IndicatorStatus:
    """How far a sum of a year is that adds up period by period: `gone` of the `whole` of its periods are over.

    What is asked by then is that part of the year's target. To stay below a target is told once the year is over.
    """
    if direction == Direction.NONE:
        return IndicatorStatus.NO_TARGET
    if direction == Direction.INCREASE and so_far >= target:
        return IndicatorStatus.REACHED
    sign = 1 if direction == Direction.INCREASE else -1
    kept = sign * so_far * whole >= sign * target * gone
    if direction == Direction.DECREASE and gone == whole and kept:
        return IndicatorStatus.REACHED
    return IndicatorStatus.ON_TRACK if kept else IndicatorStatus.BEHIND


def target_of(targets: Sequence[tuple[int, int]], at: int) -> tuple[int, int] | None:
    """The first target at or after a day, else the last there is."""
    ordered = sorted(targets)
    return next((target for target in ordered if target[0] >= at), ordered[-1] if ordered else None)
