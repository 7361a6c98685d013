"""The time used: never negative, and with the breaks it is the whole session."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from api.meetings.turns import Turn, used

BEGAN = datetime(2026, 12, 10, 5, tzinfo=UTC)
SPANS = st.lists(
    st.tuples(st.integers(0, 90_000), st.sampled_from(["a", "b", "c", None])), max_size=40
)  # milliseconds, and who had the floor; None: a break


def session(spans):
    """Turns one after the other, as the service writes them: a break lies between, and takes nothing."""
    at, turns = BEGAN, []
    for milliseconds, item in spans:
        until = at + timedelta(milliseconds=milliseconds)
        if item is not None:
            turns.append(Turn(item, at, until))
        at = until
    return turns, at


@given(SPANS)
def test_items_and_breaks_are_the_whole_session(spans):
    turns, now = session(spans)
    spent = used(turns, now, BEGAN)
    assert spent.used == sum(spent.items.values())
    assert spent.elapsed == spent.used + spent.idle == (now - BEGAN) // timedelta(seconds=1)


@given(SPANS, st.integers(0, 100_000))
def test_the_turn_that_runs_goes_on(spans, more):
    turns, now = session(spans)
    running = [*turns, Turn("a", now)]
    before, after = used(running, now, BEGAN), used(running, now + timedelta(milliseconds=more), BEGAN)
    assert after.items["a"] >= before.items["a"]
    assert {item: s for item, s in after.items.items() if item != "a"} == {
        item: s for item, s in before.items.items() if item != "a"
    }


@given(
    st.lists(st.tuples(st.integers(-9_000, 9_000), st.one_of(st.none(), st.integers(-9_000, 9_000)))),
    st.integers(-9_000, 9_000),
)
def test_nothing_is_negative_even_if_a_clock_is_set_back(stretches, now):
    def at(seconds):
        return BEGAN + timedelta(seconds=seconds)

    turns = [Turn("a", at(since), None if until is None else at(until)) for since, until in stretches]
    spent = used(turns, at(now), BEGAN)
    assert min([*spent.items.values(), spent.used, spent.idle, spent.elapsed]) >= 0
    assert spent.elapsed == spent.used + spent.idle


@given(SPANS)
def test_a_session_that_ended_uses_no_more_time(spans):
    turns, ended = session(spans)
    assert used(turns, ended, BEGAN, ended) == used(turns, ended + timedelta(hours=9), BEGAN, ended)
