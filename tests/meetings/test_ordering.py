"""Where items stand and what they add up to, by properties."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from api.meetings.ordering import CLOSING, ORDER, OUTLINE, SUBSTANCE, place_of, sums
from api.reference import service as reference

KEYS = st.one_of(st.none(), st.sampled_from(OUTLINE))
AT = datetime(2026, 12, 10, 5, tzinfo=UTC)


def test_the_order_is_that_of_the_outline() -> None:
    kept = reference.load("agenda-outline")
    assert [each["key"] for each in kept["agenda"]["items"]] == list(OUTLINE)
    assert kept["confidence"] == "practice"
    assert len(kept["source"]) == 4
    assert ORDER["substance"] == SUBSTANCE


def built(keys: list[str | None]) -> list[str | None]:
    agenda: list[str | None] = []
    for key in keys:
        agenda.insert(place_of(agenda, key), key)
    return agenda


@given(st.lists(KEYS, max_size=20))
def test_whatever_comes_is_there_once_and_nothing_else(keys: list[str | None]) -> None:
    assert sorted(built(keys), key=str) == sorted(keys, key=str)


@given(st.lists(KEYS, max_size=20, unique_by=lambda key: key or object()))
def test_standing_items_are_in_the_order_of_the_outline(keys: list[str | None]) -> None:
    standing = [key for key in built(keys) if key]
    assert standing == sorted(standing, key=OUTLINE.index)


@given(st.lists(KEYS, max_size=20))
def test_matters_keep_the_order_in_which_they_came_and_closing_items_stay_last(keys: list[str | None]) -> None:
    agenda = built(keys)
    last_matter = max((at for at, key in enumerate(agenda) if key is None), default=0)
    assert not any(key in CLOSING for key in agenda[:last_matter])
    formal = [at for at, key in enumerate(agenda) if key and ORDER[key] < SUBSTANCE]
    first_matter = agenda.index(None) if None in agenda else len(agenda)
    assert all(at < first_matter for at in formal)


@given(st.lists(st.integers(1, 480), max_size=40), st.integers(1, 600))
def test_minutes_add_up_and_are_over_or_left_never_both(durations: list[int], slot: int) -> None:
    total = sums(durations, AT, AT + timedelta(minutes=slot))
    assert total.planned == sum(durations)
    assert total.slot == slot
    assert total.planned - total.over + total.left == slot
    assert min(total.over, total.left) == 0


@given(st.lists(st.integers(1, 480), max_size=40))
def test_without_a_date_nothing_is_over(durations: list[int]) -> None:
    total = sums(durations, None, None)
    assert (total.planned, total.slot, total.over, total.left) == (sum(durations), None, 0, 0)
