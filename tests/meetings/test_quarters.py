"""The rules of the rhythm: which quarter is kept, and that no offered date is a bad one, whatever the calendar."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.meetings.quarters import (
    MOST_OFFERED,
    NOTICE,
    Beside,
    Quarter,
    RhythmState,
    TeamDay,
    Usual,
    is_due,
    offered,
    quarter_of,
    state_of,
)
from api.networks.rules import Calendar

hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")
HERE = ZoneInfo("Asia/Ashgabat")
PLAIN = Calendar(HERE, frozenset({1, 2, 3, 4, 5}), frozenset())
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
QUARTERS = st.builds(Quarter, st.integers(2026, 2028), st.integers(1, 4))


def at(day: str, hour: int = 9) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour), HERE)


@given(DAYS)
def test_every_day_is_in_one_quarter_and_quarters_follow_each_other(day):
    quarter = quarter_of(day)
    assert day in quarter
    assert day not in quarter.following()
    assert quarter.ends_on + timedelta(days=1) == quarter.following().starts_on
    assert quarter < quarter.following()


@given(QUARTERS, st.lists(st.sampled_from(["held", "convened", "draft", "in_session"])), DAYS, st.booleans())
def test_what_was_held_is_never_missed_and_nothing_ahead_is(quarter, states, today, due):
    state = state_of(quarter, states, today, None, due=due)
    assert (state == RhythmState.HELD) == ("held" in states)
    if state == RhythmState.MISSED:
        assert today > quarter.ends_on
        assert due
    if today <= quarter.ends_on:
        assert state not in (RhythmState.MISSED, RhythmState.FREE, RhythmState.BEFORE)


@given(QUARTERS, st.permutations(["held", "convened", "draft"]), DAYS)
def test_the_order_of_meetings_never_matters(quarter, states, today):
    assert state_of(quarter, states, today, None, due=True) == RhythmState.HELD


@pytest.mark.parametrize(
    ("states", "today", "since", "due", "expected"),
    [
        ([], "2026-05-10", None, True, "due"),
        ([], "2026-05-10", None, False, "open"),
        ([], "2026-03-31", None, True, "open"),
        ([], "2026-07-01", None, True, "missed"),
        ([], "2026-07-01", None, False, "free"),
        ([], "2026-07-01", "2026-07-01", True, "before"),
        ([], "2026-07-01", "2026-06-30", True, "missed"),
        (["draft"], "2026-05-10", None, True, "drafted"),
        (["draft"], "2026-07-01", None, True, "missed"),
        (["convened", "draft"], "2026-05-10", None, True, "convened"),
        (["in_session"], "2026-05-10", None, True, "convened"),
    ],
)
def test_a_quarter_says_how_it_stands(states, today, since, due, expected):
    since = date.fromisoformat(since) if since else None
    assert state_of(Quarter(2026, 2), states, date.fromisoformat(today), since, due=due) == expected


def test_fewer_meetings_than_quarters_leave_quarters_free():
    assert [is_due(2, number, 0) for number in (1, 2, 3, 4)] == [False, True, True, True]
    assert [is_due(2, number, 1) for number in (1, 2, 3, 4)] == [False, False, False, True]
    assert [is_due(1, number, 0) for number in (1, 2, 3, 4)] == [False, False, False, True]
    assert all(is_due(per_year, number, 9) for per_year in (4, 6, 12) for number in (1, 2, 3, 4))


# ── dates that are offered ──────────────────────────────────────────────────────────────────────────────────────────


def team(day: str, begins: int | None = None, ends: int | None = None) -> TeamDay:
    return TeamDay(uuid4(), date.fromisoformat(day), time(begins) if begins else None, time(ends) if ends else None)


def told(slots):
    return [(slot.starts_at.strftime("%m-%d %H:%M"), str(slot.beside)) for slot in slots]


def test_dates_are_offered_the_same_day_and_on_the_working_days_beside():
    # a Tuesday; the country team ends at noon
    slots = offered(Quarter(2026, 4), at("2026-11-01"), PLAIN, [team("2026-12-15", 10, 12)], [], Usual())
    assert told(slots) == [("12-14 10:00", "day_before"), ("12-15 12:30", "same_day"), ("12-16 10:00", "day_after")]


def test_a_weekend_and_a_holiday_are_stepped_over():
    days = Calendar(HERE, frozenset({1, 2, 3, 4, 5}), frozenset({date(2026, 12, 11)}))  # a Friday
    slots = offered(Quarter(2026, 4), at("2026-11-01"), days, [team("2026-12-14", 9, 17)], [], Usual())
    # it fills its Monday; before it lie a weekend and a holiday
    assert told(slots) == [("12-10 10:00", "day_before"), ("12-15 10:00", "day_after")]


def test_before_the_country_team_where_the_afternoon_is_theirs():
    slots = offered(Quarter(2026, 4), at("2026-11-01"), PLAIN, [team("2026-12-15", 15, 17)], [], Usual())
    assert ("12-15 10:00", "same_day") in told(slots)


def test_where_no_day_of_the_country_team_is_known_the_usual_weekday_is_offered():
    usual = Usual(time(14), timedelta(hours=3), weekday=3)
    slots = offered(Quarter(2027, 1), at("2026-11-25"), PLAIN, [], [], usual)
    assert {slot.starts_at.isoweekday() for slot in slots} == {3}
    assert {(slot.beside, slot.starts_at.hour) for slot in slots} == {(Beside.ALONE, 14)}
    assert len(slots) == 3


def test_the_last_days_of_a_quarter_still_offer_one():
    slots = offered(Quarter(2026, 4), at("2026-12-28"), PLAIN, [], [], Usual())
    assert told(slots) == [("12-31 10:00", "alone")]
    assert slots[0].short_notice


calendars = st.builds(
    Calendar,
    st.sampled_from([HERE, ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")]),
    st.frozensets(st.integers(1, 7), min_size=1),
    st.frozensets(DAYS, max_size=40),
)


@st.composite
def team_days(draw):
    day = draw(DAYS)
    begins = draw(st.none() | st.integers(8, 16))
    ends = draw(st.integers(begins + 1, 18)) if begins else None
    return TeamDay(uuid4(), day, time(begins) if begins else None, time(ends) if ends else None)


usuals = st.builds(
    Usual, st.builds(time, st.integers(7, 20)), st.builds(lambda m: timedelta(minutes=m), st.integers(5, 480)),
    st.integers(1, 7),
)  # fmt: skip
instants = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(ZoneInfo("UTC")))  # noqa: DTZ001


@given(QUARTERS, instants, calendars, st.lists(team_days(), max_size=8), st.lists(instants, max_size=4), usuals)
@hypothesis.settings(max_examples=300)
def test_no_offered_date_is_a_bad_one(quarter, now, days, known, others, usual):
    taken = [(starts_at, starts_at + timedelta(hours=3)) for starts_at in others]
    slots = offered(quarter, now, days, known, taken, usual)
    assert len(slots) <= MOST_OFFERED
    assert [slot.starts_at for slot in slots] == sorted({slot.starts_at for slot in slots})
    ids = {each.id: each for each in known}
    for slot in slots:
        local = slot.starts_at.astimezone(days.zone)
        assert days.works_on(local.date())
        assert local.date() in quarter
        assert slot.starts_at > now
        assert slot.ends_at - slot.starts_at == usual.length
        assert all(slot.ends_at <= since or slot.starts_at >= until for since, until in taken)
        assert slot.short_notice == ((local.date() - now.astimezone(days.zone).date()).days < NOTICE)
        assert (slot.unct_id is None) == (slot.beside == Beside.ALONE)
        if slot.unct_id:
            apart = (local.date() - ids[slot.unct_id].on).days
            sign = {Beside.SAME_DAY: apart == 0, Beside.DAY_BEFORE: -5 <= apart < 0, Beside.DAY_AFTER: 0 < apart <= 5}
            assert sign[slot.beside]
