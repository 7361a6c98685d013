"""What organisations reported becomes the network's figures, and no figure that is shown gives away one that is not."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from api.indicators import rules
from api.indicators.figures import NETWORK, Name, Reported, stretch
from api.indicators.rules import TOTAL, Key, Number, Scale, key_of
from api.indicators.suppression import reduced, small
from api.indicators.values import IndicatorKind, Suppressed

COUNT = Scale(IndicatorKind.QUANTITY)
SHARE = Scale(IndicatorKind.PERCENTAGE, decimals=1, per=100)
PLACES, SEXES = ("TM-A", "TM-B", "TM-D"), ("female", "male")
PERIODS = ("2025-Q1", "2025-Q2")
COUNTS = st.one_of(st.just(0), st.integers(1, 4), st.integers(5, 60))
WHOLE = st.fixed_dictionaries({key_of({"place": p, "sex": s}): COUNTS for p in PLACES for s in SEXES})
REPORTS = st.fixed_dictionaries({(org, period): WHOLE for org in ("IOM", "UNDP") for period in PERIODS})


def reported(reports: dict[tuple[str, str], dict[Key, int]]) -> list[Reported]:
    return [
        Reported(org, period, {key: Number(count) for key, count in cells.items()})
        for (org, period), cells in reports.items()
    ]


def equations(made: Any) -> list[dict[Name, int]]:
    """Every sum that a reader can set up: along each dimension, over organisations, over the quarters of the year."""
    found: list[dict[Name, int]] = []
    for name in made.numbers:
        if not name.period:
            found.append({name: -1} | {Name(NETWORK, period, TOTAL): 1 for period in PERIODS})
            continue
        if name.organisation == NETWORK:
            own = {Name(org, name.period, name.key): 1 for org in ("IOM", "UNDP")}
            found.append({name: -1} | {part: 1 for part in own if part in made.numbers})
        for code in {"place", "sex"} - rules.level_of(name.key):
            finer = rules.level_of(name.key) | {code}
            parts = [
                other
                for other in made.numbers
                if other[:2] == name[:2]
                and rules.level_of(other.key) == finer
                and rules.within(other.key, rules.level_of(name.key)) == name.key
            ]
            if parts:
                found.append({name: -1} | dict.fromkeys(parts, 1))
    return found


@settings(max_examples=40, deadline=None)
@given(REPORTS)
def test_no_hidden_figure_follows_from_those_of_all_organisations_parts_and_the_year(reports: Any) -> None:
    made = stretch(reported(reports), COUNT, 5, summed=True)
    for name, number in made.numbers.items():
        if small(number, COUNT, 5):
            assert name in made.hidden
    unknown = {name: at for at, name in enumerate(sorted(made.hidden))}
    for row in equations(made):
        assert sum(sign * (made.numbers[name].value or 0) for name, sign in row.items()) == 0
    rows = [{unknown[name]: sign for name, sign in row.items() if name in unknown} for row in equations(made)]
    assert [pivot for pivot, row in reduced([row for row in rows if row]).items() if len(row) == 1] == []


@settings(max_examples=40, deadline=None)
@given(REPORTS)
def test_what_is_hidden_is_small_or_not_zero_unless_a_whole_level_is_withheld(reports: Any) -> None:
    made = stretch(reported(reports), COUNT, 5, summed=True)
    for name, why in made.hidden.items():
        if why == Suppressed.SMALL:
            assert small(made.numbers[name], COUNT, 5)
        elif made.numbers[name].zero:
            level = rules.level_of(name.key)
            same = [
                other for other in made.numbers if other.period == name.period and rules.level_of(other.key) == level
            ]
            assert all(other in made.hidden for other in same)


def test_a_total_is_rather_shown_than_its_fine_parts() -> None:
    cells = {
        key_of({"place": p, "sex": s}): Number(count) for p, s, count in (("TM-A", "female", 3), ("TM-A", "male", 97))
    }
    made = stretch([Reported("IOM", "2025-Q1", cells)], COUNT, 5, summed=True)
    assert made.why(NETWORK, "2025-Q1", TOTAL) is None
    assert made.why("IOM", "2025-Q1", TOTAL) is None
    assert made.why(NETWORK, "2025-Q1", key_of({"sex": "female"})) is not None


def test_one_organisations_small_total_is_not_the_difference_of_the_network_and_the_other() -> None:
    made = stretch(
        [Reported("IOM", "2025-Q1", {TOTAL: Number(3)}), Reported("UNDP", "2025-Q1", {TOTAL: Number(40)})],
        COUNT,
        5,
        summed=False,
    )
    assert made.why("IOM", "2025-Q1", TOTAL) == "small"
    assert made.why("UNDP", "2025-Q1", TOTAL) or made.why(NETWORK, "2025-Q1", TOTAL)


def test_one_small_quarter_is_not_the_difference_of_the_year_and_the_others() -> None:
    counts = {"2025-Q1": 3, "2025-Q2": 40, "2025-Q3": 50, "2025-Q4": 60}
    made = stretch([Reported("IOM", q, {TOTAL: Number(n)}) for q, n in counts.items()], COUNT, 5, summed=True)
    hidden = {name.period for name in made.hidden if name.organisation == NETWORK}
    assert "2025-Q1" in hidden
    assert len(hidden) > 1


def test_a_threshold_of_zero_or_one_hides_nothing() -> None:
    for threshold in (0, 1):
        made = stretch([Reported("IOM", "2025-Q1", {TOTAL: Number(1)})], COUNT, threshold, summed=True)
        assert made.hidden == {}


@given(REPORTS, st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_order_in_which_values_are_given_changes_nothing(reports: Any, random: Any) -> None:
    given_rows = reported(reports)
    shuffled = list(given_rows)
    random.shuffle(shuffled)
    one, other = (stretch(rows, COUNT, 5, summed=True) for rows in (given_rows, shuffled))
    assert (one.numbers, one.hidden) == (other.numbers, other.hidden)


def test_percentages_of_several_organisations_come_from_summed_numerators_and_denominators() -> None:
    made = stretch(
        [
            Reported(
                "WHO",
                "2025-Q1",
                {key_of({"sex": "female"}): Number(None, 30, 40), key_of({"sex": "male"}): Number(None, 10, 60)},
            ),
            Reported("UNFPA", "2025-Q1", {TOTAL: Number(None, 50, 100)}),
        ],
        SHARE,
        0,
        summed=False,
    )
    whole = made.numbers[Name(NETWORK, "2025-Q1", TOTAL)]
    assert (whole.numerator, whole.denominator, rules.computed(whole, SHARE)) == (90, 200, 450)
    assert made.counts[Name(NETWORK, "2025-Q1", TOTAL)] == 2
    assert made.counts[Name(NETWORK, "2025-Q1", key_of({"sex": "female"}))] == 1
