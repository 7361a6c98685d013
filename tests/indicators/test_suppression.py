"""No published table lets a hidden number be computed: linear algebra over the rationals on random tables."""

from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from api.indicators.rules import Number, Scale
from api.indicators.suppression import Sum, small, suppress
from api.indicators.values import IndicatorKind, Suppressed

COUNT = Scale(IndicatorKind.QUANTITY)
THRESHOLD = 5
Name = tuple[int | None, ...]


def margins(inner: dict[tuple[int, ...], int], dimensions: int) -> tuple[dict[Name, int], list[Sum[Name]]]:
    """A table with all its margins (None: all), and every sum that a reader can set up from them."""
    numbers: dict[Name, int] = {}
    for cell, count in inner.items():
        for kept in product((True, False), repeat=dimensions):
            name = tuple(at if keep else None for at, keep in zip(cell, kept, strict=True))
            numbers[name] = numbers.get(name, 0) + count
    groups: dict[tuple[Name, int], set[Name]] = {}
    for name in numbers:
        for axis in range(dimensions):
            if name[axis] is not None:
                whole = (*name[:axis], None, *name[axis + 1 :])
                groups.setdefault((whole, axis), set()).add(name)
    return numbers, [Sum(whole, tuple(sorted(parts, key=str))) for (whole, _), parts in groups.items()]


def cost(name: Name) -> tuple[int, str]:
    return sum(part is None for part in name), str(name)


def determined(hidden: set[Name], sums: list[Sum[Name]]) -> set[Name]:
    """The unknowns that the published equations leave no choice for: plain Gauss-Jordan with fractions."""
    unknowns = sorted(hidden, key=str)
    at = {name: index for index, name in enumerate(unknowns)}
    rows = []
    for one in sums:
        row = [Fraction(0)] * len(unknowns)
        for name, sign in [(one.whole, -1), *((part, 1) for part in one.parts)]:
            if name in at:
                row[at[name]] += sign
        rows.append(row)
    rank = 0
    for column in range(len(unknowns)):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        lead = rows[rank][column]
        rows[rank] = [value / lead for value in rows[rank]]
        for r in range(len(rows)):
            if r != rank and rows[r][column]:
                factor = rows[r][column]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[rank], strict=True)]
        rank += 1
    return {unknowns[row.index(1)] for row in rows[:rank] if sum(value != 0 for value in row) == 1}


def tables(dimensions: int, most: int) -> Any:
    counts = st.one_of(st.just(0), st.integers(1, 4), st.integers(5, 9), st.integers(5, 400))

    def of(sizes: tuple[int, ...]) -> Any:
        cells = list(product(*(range(size) for size in sizes)))
        return st.fixed_dictionaries(dict.fromkeys(cells, counts))

    return st.tuples(*(st.integers(1, most) for _ in range(dimensions))).flatmap(of)


def check(inner: dict[tuple[int, ...], int], dimensions: int) -> None:
    numbers, sums = margins(inner, dimensions)
    hidden = suppress({name: Number(count) for name, count in numbers.items()}, sums, COUNT, THRESHOLD, cost)
    for name, count in numbers.items():
        assert (hidden.get(name) == Suppressed.SMALL) == (0 < count < THRESHOLD)
        assert count or name not in hidden, "a true zero is shown"
    assert determined(set(hidden), sums) == set()


@settings(max_examples=150, deadline=None)
@given(tables(2, 5))
def test_no_hidden_cell_of_a_table_with_margins_follows_from_the_shown_ones(inner: dict[tuple[int, ...], int]) -> None:
    check(inner, 2)


@settings(max_examples=60, deadline=None)
@given(tables(3, 3))
def test_nor_of_three_dimensions_with_every_margin(inner: dict[tuple[int, ...], int]) -> None:
    check(inner, 3)


def pinned(numbers: dict[Name, int], hidden: dict[Name, Suppressed], sums: list[Sum[Name]], name: Name) -> bool:
    """Whether one sum alone, with the bounds that the codes tell, leaves a hidden number one whole value."""
    for one in sums:
        parts = [part for part in one.parts if part in hidden]
        if one.whole in hidden or name not in parts:
            continue
        rest = numbers[one.whole] - sum(numbers[part] for part in one.parts if part not in hidden)
        others = [hidden[part] for part in parts if part != name]
        least = sum(1 if why == Suppressed.SMALL else THRESHOLD for why in others)
        most = sum(THRESHOLD - 1 if why == Suppressed.SMALL else 10**6 for why in others)
        own = (1, THRESHOLD - 1) if hidden[name] == Suppressed.SMALL else (THRESHOLD, 10**6)
        if max(own[0], rest - most) >= min(own[1], rest - least):
            return True
    return False


@settings(max_examples=100, deadline=None)
@given(tables(2, 4))
def test_no_single_sum_narrows_a_hidden_number_down_to_one_value(inner: dict[tuple[int, ...], int]) -> None:
    numbers, sums = margins(inner, 2)
    hidden = suppress({name: Number(count) for name, count in numbers.items()}, sums, COUNT, THRESHOLD, cost)
    if all(name in hidden for name, count in numbers.items() if count):
        return  # more cannot be hidden: four positive numbers that come to four are four ones
    assert [name for name in hidden if pinned(numbers, hidden, sums, name)] == []


def test_two_small_ones_that_could_only_be_four_and_four_take_the_total_with_them() -> None:
    numbers = {(0,): Number(4), (1,): Number(4), (None,): Number(8)}
    hidden = suppress(numbers, [Sum((None,), ((0,), (1,)))], COUNT, THRESHOLD, cost)
    assert hidden == {(0,): "small", (1,): "small", (None,): "complementary"}


def test_a_percentage_hides_who_is_not_in_it() -> None:
    share = Scale(IndicatorKind.PERCENTAGE, decimals=1, per=100)
    assert small(Number(None, 97, 100), share, THRESHOLD)
    assert small(Number(None, 3, 100), share, THRESHOLD)
    assert not small(Number(None, 0, 100), share, THRESHOLD)
    assert not small(Number(None, 50, 100), share, THRESHOLD)
    assert not small(Number(None, None, None), share, THRESHOLD)
    assert not small(Number(None, 97, 100), Scale(IndicatorKind.RATIO), THRESHOLD)


@given(tables(2, 3), st.randoms())
def test_the_order_of_cells_and_sums_changes_nothing(inner: dict[tuple[int, ...], int], random: Any) -> None:
    numbers, sums = margins(inner, 2)
    counts = {name: Number(count) for name, count in numbers.items()}
    shuffled = list(counts)
    random.shuffle(shuffled)
    hidden = suppress(counts, sums, COUNT, THRESHOLD, cost)
    again = suppress({name: counts[name] for name in shuffled}, sums, COUNT, THRESHOLD, cost)
    assert hidden == again
