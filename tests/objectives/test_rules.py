"""Which way a rating moved and how old it is, by properties."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from api.objectives import rules
from api.objectives.models import Rating, Trend
from api.periods import rules as periods

DAYS = st.dates(date(2000, 1, 1), date(2075, 12, 31))
GIVEN = st.sampled_from([Rating.EARLY, Rating.SOME_PROGRESS, Rating.GOOD_PROGRESS])
RATINGS = st.dictionaries(DAYS.map(rules.half_year), GIVEN)
BACK = {Trend.UP: Trend.DOWN, Trend.DOWN: Trend.UP, Trend.SAME: Trend.SAME}


def listed(ratings):
    return [{"period": period, "rating": str(rating)} for period, rating in ratings.items()]


@given(GIVEN, GIVEN)
def test_a_way_back_is_the_other_way(before, now):
    there, back = rules.trend(before, now), rules.trend(now, before)
    assert there is not None
    assert back == BACK[there]


@given(DAYS, st.integers(0, 40))
def test_every_half_year_that_passes_makes_it_one_older(day, steps):
    period = rules.half_year(day)
    later = str(periods.parse(period).after(steps))
    assert rules.age(period, later) == steps
    assert rules.age(None, later) is None


@given(RATINGS, st.randoms())
def test_what_is_kept_does_not_hang_on_the_order(ratings, random):
    there = listed(ratings)
    known = rules.rated(there)
    random.shuffle(there)
    assert rules.rated(there) == known


@given(RATINGS)
def test_the_last_half_year_counts_and_the_one_before_it(ratings):
    known = rules.rated(listed(ratings))
    order = sorted(ratings, key=rules.index)
    if not order:
        assert known == rules.Rated()
        return
    assert (known.period, known.rating) == (order[-1], ratings[order[-1]])
    assert known.previous == (ratings[order[-2]] if len(order) > 1 else None)
    assert (known.trend is None) == (len(order) == 1)


@given(RATINGS, DAYS.map(rules.half_year), GIVEN)
def test_speaking_of_an_earlier_half_year_never_changes_what_stands_now(ratings, period, rating):
    known = rules.rated(listed(ratings))
    if known.period is None or rules.index(period) >= rules.index(known.period):
        return
    after = rules.rated(listed(ratings | {period: rating}))
    assert (after.rating, after.period, after.index) == (known.rating, known.period, known.index)
