"""The grammar of periods: names, order, days, neighbours, parts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.periods.rules import MONTHS, Period, Span, between, holding, ordered, parse

DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))
PERIODS = st.builds(holding, DAYS, st.sampled_from(Span))


@given(PERIODS)
def test_a_name_is_read_back_as_its_period(period: Period) -> None:
    assert parse(str(period)) == period


@pytest.mark.parametrize(
    "text", ["", "1999", "2026-", "2026-H3", "2026-Q0", "2026-13", "2026-1", "2026-q1", "2026-00", " 2026", "2026-Q1\n"]
)
def test_anything_else_names_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="names no period"):
        parse(text)


@given(DAYS, st.sampled_from(Span))
def test_a_day_lies_in_one_period_of_a_span(day: date, span: Span) -> None:
    period = holding(day, span)
    assert period.holds(day)
    assert not period.before().holds(day)
    assert not period.after().holds(day)


@given(PERIODS, st.integers(-12, 12))
def test_neighbours_leave_no_day_between_them(period: Period, steps: int) -> None:
    assert period.after().before() == period
    assert period.last_on + timedelta(days=1) == period.after().first_on
    assert period.after(steps).before(steps) == period
    assert len(between(period, period.after(abs(steps)))) == abs(steps) + 1


@given(PERIODS, st.sampled_from(Span))
def test_the_parts_of_a_period_are_all_of_it(period: Period, span: Span) -> None:
    parts = period.parts(span)
    assert (parts[0].first_on, parts[-1].last_on) == (period.first_on, period.last_on)
    assert all(part.within(period) for part in parts)
    assert len(parts) == max(1, MONTHS[period.span] // MONTHS[span])
    assert parts == sorted(parts)


@given(PERIODS, PERIODS)
def test_one_lies_in_the_other_when_each_of_its_days_does(one: Period, other: Period) -> None:
    assert one.within(other) == (other.holds(one.first_on) and other.holds(one.last_on))
    assert (one.within(other) and other.within(one)) == (
        one == other or (one.first_on, one.last_on) == (other.first_on, other.last_on)
    )


def test_order_is_time_and_the_longer_first() -> None:
    shuffled = ["2026-12", "2026-Q4", "2026", "2025-Q4", "2026-H2", "2026-01", "2026-Q1", "2026-H1"]
    assert ordered(shuffled) == ["2025-Q4", "2026", "2026-H1", "2026-Q1", "2026-01", "2026-H2", "2026-Q4", "2026-12"]


def test_names_in_three_languages() -> None:
    assert [parse("2026-Q3").name(language) for language in ("en", "ru", "tk")] == [
        "the 3rd quarter of 2026",
        "3-й квартал 2026",
        "2026-njy ýylyň üçünji çärýegi",
    ]
    assert parse("2026-H1").titles() == {"en": "H1 2026", "ru": "I полугодие 2026", "tk": "2026, I ýarymýyl"}
    assert parse("2026-03").titles()["en"] == "March 2026"
    assert parse("2026").titles()["ru"] == "2026"
