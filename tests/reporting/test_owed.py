"""What is owed for a quarter, as pure rules: which periods end in it, and how it is counted."""

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from api.periods.rules import MONTHS, Period, Span
from api.reporting.owed import Owed, counted, ending, missing
from api.reporting.schemas import OwedKind, OwedState

ORGANISATIONS = [(UUID(int=number), acronym) for number, acronym in enumerate(("IOM", "UNDP", "UNFPA"))]
quarters = st.builds(Period, st.integers(2020, 2030), st.just(Span.QUARTER), st.integers(1, 4))


def one(place: int, state: OwedState) -> Owed:
    organisation_id, acronym = ORGANISATIONS[place]
    return Owed(OwedKind.VALUE, uuid4(), "1", {"en": "Title"}, organisation_id, acronym, "2026-Q1", state)


things = st.lists(st.builds(one, st.integers(0, 2), st.sampled_from([*OwedState])), max_size=20)


@given(quarters, st.sampled_from([*Span]))
def test_a_period_is_owed_in_the_one_quarter_in_which_it_ends(quarter, span):
    found = ending(quarter, span)
    assert all(quarter.first_on <= period.last_on <= quarter.last_on for period in found)
    shorter = MONTHS[span] <= MONTHS[Span.QUARTER]
    assert len(found) == (MONTHS[Span.QUARTER] // MONTHS[span] if shorter else len(found) and 1)


@given(st.integers(2020, 2030), st.sampled_from([*Span]))
def test_over_a_year_every_period_is_owed_once(year, span):
    found = [str(period) for number in range(1, 5) for period in ending(Period(year, Span.QUARTER, number), span)]
    assert len(found) == len(set(found)) == 12 // MONTHS[span]


@given(things)
def test_every_thing_is_counted_once_whatever_the_order(owed):
    counts = counted(owed)
    assert counts == counted(list(reversed(owed)))
    assert sum(count["owed"] for count in counts) == len(owed)
    assert sum(count["owed"] - count["given"] for count in counts) == len(missing(owed))
    assert [count["acronym"] for count in counts] == sorted({each.acronym for each in owed})
