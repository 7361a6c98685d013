"""Arithmetic of indicators: exact, the same in any order, and a blank is never a zero."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.indicators import rules
from api.indicators.rules import BLANK, TOTAL, Cell, Key, Number, Scale, Shape, key_of
from api.indicators.values import Direction, IndicatorKind, IndicatorStatus

COUNT = Scale(IndicatorKind.QUANTITY)
SHARE = Scale(IndicatorKind.PERCENTAGE, decimals=1, per=100)
ITEMS = {"place": ("A", "B"), "sex": ("f", "m"), "age": ("1", "2", "3")}
PARTS = st.dictionaries(st.sampled_from(sorted(ITEMS)), st.integers(0, 2)).map(
    lambda chosen: {code: ITEMS[code][at % len(ITEMS[code])] for code, at in chosen.items()}
)
KEYS = PARTS.map(key_of)
NUMBERS = st.one_of(st.just(BLANK), st.integers(0, 500).map(Number))
CELLS = st.dictionaries(KEYS, NUMBERS, max_size=12)
FULL = {
    key_of({"place": place, "sex": sex}): Number(at)
    for at, (place, sex) in enumerate((p, s) for p in "AB" for s in "fm")
}


@given(st.integers(1 - 10**15, 10**15 - 1), st.integers(0, 6))
def test_a_number_is_its_text_and_back(number: int, decimals: int) -> None:
    text = rules.shown(number, decimals)
    assert text is not None
    assert rules.scaled(text, decimals) == number


@pytest.mark.parametrize(
    "text", ["", "-", ".5", "1.", "1e3", "1,5", "٣", "1.234", "12345678901234567", "--1", "+1", " 1"]
)
def test_what_is_no_exact_number_is_refused(text: str) -> None:
    if text == "1.":
        assert rules.scaled(text, 2) == 100
        return
    with pytest.raises(ValueError, match=r".*"):
        rules.scaled(text, 2)


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_division_rounds_half_away_from_zero(over: int, under: int) -> None:
    exact = Fraction(over, under)
    rounded = rules.divided(over, under)
    assert abs(exact - rounded) <= Fraction(1, 2)
    if abs(exact - rounded) == Fraction(1, 2):
        assert abs(rounded) > abs(exact)


@given(CELLS)
def test_a_key_is_read_back_as_its_parts(cells: dict[Key, Number]) -> None:
    for key in cells:
        assert key_of(dict(rules.parts_of(key))) == key


@pytest.mark.parametrize("text", ["sex", "sex=", "=f", "sex=f;age=1", "age=1;age=2", "age=1;", "age=1=2"])
def test_only_the_canonical_text_is_a_key(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        rules.dims_of(text)


@given(CELLS, st.randoms())
def test_the_order_of_cells_changes_no_number(cells: dict[Key, Number], random: Any) -> None:
    keys = list(cells)
    random.shuffle(keys)
    again = {key: cells[key] for key in keys}
    assert rules.total(again) == rules.total(cells)
    assert rules.all_parts(again) == rules.all_parts(cells)
    assert rules.disagreements(again) == rules.disagreements(cells)


@given(CELLS)
def test_of_blanks_alone_nothing_comes(cells: dict[Key, Number]) -> None:
    blanks = dict.fromkeys(cells, BLANK)
    assert rules.total(blanks).blank
    assert all(number.blank for number in rules.all_parts(blanks).values())


@given(CELLS)
def test_a_total_is_blank_exactly_when_nothing_was_reported(cells: dict[Key, Number]) -> None:
    if all(number.blank for number in cells.values()):
        assert rules.total(cells).blank
    elif any(not number.blank for number in cells.values()) and not any(number.blank for number in cells.values()):
        assert not rules.total(cells).blank


def test_a_total_comes_from_the_finest_level_and_disagreement_is_told() -> None:
    cells = {TOTAL: Number(100), **FULL}
    assert rules.total(cells) == Number(6)
    (found,) = rules.disagreements(cells)
    assert (found.key, found.by, found.reported, found.summed) == (TOTAL, ("place", "sex"), Number(100), Number(6))


def test_a_blank_part_leaves_the_total_to_the_coarser_level() -> None:
    cells = {TOTAL: Number(100), key_of({"sex": "f"}): Number(60), key_of({"sex": "m"}): BLANK}
    assert rules.total(cells) == Number(100)
    assert rules.disagreements(cells) == []
    assert rules.parts(cells, frozenset({"sex"}))[key_of({"sex": "m"})].blank
    del cells[TOTAL]
    assert rules.total(cells) == Number(60)


def test_ages_of_women_alone_are_no_ages_of_all() -> None:
    cells = {
        key_of({"sex": "f"}): Number(60),
        key_of({"sex": "m"}): Number(40),
        key_of({"sex": "f", "age": "1"}): Number(35),
        key_of({"sex": "f", "age": "2"}): Number(25),
    }
    known = rules.all_parts(cells)
    assert known[TOTAL] == Number(100)
    assert key_of({"age": "1"}) not in known
    assert known[key_of({"sex": "f", "age": "1"})] == Number(35)


def test_a_zero_of_which_nobody_tells_the_parts_is_still_a_zero() -> None:
    cells = {
        key_of({"sex": "f"}): Number(7),
        key_of({"sex": "m"}): Number(0),
        key_of({"sex": "f", "age": "1"}): Number(7),
    }
    known = rules.all_parts(cells)
    assert (known[TOTAL], known[key_of({"sex": "m"})]) == (Number(7), Number(0))


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=8))
def test_a_percentage_is_that_of_the_sums_never_a_mean(pairs: list[tuple[int, int]]) -> None:
    cells = {key_of({"age": str(at)}): Number(None, over, under) for at, (over, under) in enumerate(pairs)}
    whole = rules.total(cells)
    assert (whole.numerator, whole.denominator) == (sum(p[0] for p in pairs), sum(p[1] for p in pairs))
    value = rules.computed(whole, SHARE)
    assert (value is None) == (whole.denominator == 0)


@given(st.lists(CELLS, max_size=4), st.randoms())
def test_organisations_are_summed_in_any_order(reported: list[dict[Key, Number]], random: Any) -> None:
    shuffled = list(reported)
    random.shuffle(shuffled)
    one, other = rules.together(reported), rules.together(shuffled)
    assert one == other
    number, count = one.get(TOTAL, (BLANK, 0))
    assert number.blank == (count == 0)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (Cell({"sex": "f"}, numerator="1"), "both_parts"),
        (Cell({}, numerator="1", denominator="0"), "zero_denominator"),
        (Cell({}, value="5"), "parts_only"),
        (Cell({}, numerator="-1", denominator="3"), "negative"),
        (Cell({"name": "Aman"}, numerator="1", denominator="3"), "not_disaggregated"),
        (Cell({"sex": "Aman"}, numerator="1", denominator="3"), "unknown_item"),
    ],
)
def test_what_is_sent_wrong_is_told_at_its_place(cell: Cell, code: str) -> None:
    shape = Shape(SHARE, {"sex": frozenset({"f", "m"})})
    found, faults = rules.read(shape, [Cell({"sex": "m"}, numerator="1", denominator="4"), cell])
    assert [(fault.at, fault.code) for fault in faults] == [(1, code)]
    assert found[key_of({"sex": "m"})] == Number(None, 1, 4)


@pytest.mark.parametrize(
    ("last", "status"),
    [
        (None, IndicatorStatus.NO_VALUE),
        ((50, 100), IndicatorStatus.REACHED),
        ((50, 60), IndicatorStatus.ON_TRACK),
        ((50, 55), IndicatorStatus.BEHIND),
        ((50, 19), IndicatorStatus.AWAY),
    ],
)
def test_how_far_an_indicator_is(last: tuple[int, int] | None, status: IndicatorStatus) -> None:
    assert rules.status(Direction.INCREASE, (0, 20), [(100, 100)], last) == status
    mirrored = (last[0], 200 - last[1]) if last else None
    assert rules.status(Direction.DECREASE, (0, 180), [(100, 100)], mirrored) == status


def test_without_target_or_direction_there_is_no_saying_how_far() -> None:
    assert rules.status(Direction.INCREASE, (0, 20), [], (50, 60)) == IndicatorStatus.NO_TARGET
    assert rules.status(Direction.NONE, (0, 20), [(100, 100)], (50, 60)) == IndicatorStatus.NO_TARGET
    assert rules.status(Direction.INCREASE, None, [(100, 100)], (50, 60)) == IndicatorStatus.BEHIND


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 12))
def test_a_sum_is_asked_for_its_part_of_the_year(target: int, so_far: int, gone: int, whole: int) -> None:
    gone = min(gone, whole)
    up = rules.status_of_sum(Direction.INCREASE, target, so_far, gone, whole)
    assert (up == IndicatorStatus.REACHED) == (so_far >= target)
    assert (up == IndicatorStatus.BEHIND) == (so_far * whole < target * gone)
    down = rules.status_of_sum(Direction.DECREASE, target, so_far, gone, whole)
    assert (down == IndicatorStatus.BEHIND) == (so_far * whole > target * gone)
    assert (down == IndicatorStatus.REACHED) == (gone == whole and so_far <= target)
    assert rules.status_of_sum(Direction.NONE, target, so_far, gone, whole) == IndicatorStatus.NO_TARGET
