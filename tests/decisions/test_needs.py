"""A decision always says in words what it still needs."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.decisions.needs import Matter, needs, sentence, spoken
from api.decisions.rules import FINAL, DecisionState, PositionValue, Procedure, RoundOutcome, Seat, judge
from api.kernel.words import LANGUAGES

NOW = datetime(2026, 11, 23, 7, 4, tzinfo=UTC)
DEADLINE = datetime(2026, 11, 24, 12, tzinfo=UTC)


def seat(acronym: str, value: PositionValue | None = None, reached: bool = True, **more: object) -> Seat:
    return Seat(UUID(int=abs(hash(acronym))), acronym, value=value, reached=reached, **more)


rings = st.lists(
    st.builds(
        Seat,
        st.uuids(),
        st.sampled_from(["IOM", "RCO", "UNDP", "WHO"]),
        st.booleans(),
        st.none() | st.sampled_from(PositionValue),
        st.booleans(),
        st.none() | st.sampled_from([DEADLINE - timedelta(days=1), DEADLINE + timedelta(days=1)]),
        st.none() | st.just("{count} another wording"),
        st.booleans(),
    ),
    max_size=6,
)
matters = st.builds(
    Matter,
    st.sampled_from(DecisionState),
    st.booleans(),
    st.integers(0, 10),
    st.sampled_from([(), ("UNOCT",), ("UNOCT", "WHO")]),
    st.sampled_from(Procedure),
    st.just(DEADLINE),
    rings,
    st.booleans(),
    st.sampled_from([(), ("IOM",)]),
    st.sampled_from([None, "meeting", "unct"]),
)


@given(matters, st.sampled_from([NOW, DEADLINE]))
def test_every_state_speaks_in_every_language(matter, now):
    wanted = needs(matter, now)
    assert bool(wanted) == (matter.state not in FINAL)
    for language in LANGUAGES:
        said = spoken(wanted, language)
        assert [one["key"] for one in said] == [need.key for need in wanted]
        assert all(one["sentence"] for one in said)


@given(rings, st.sampled_from(Procedure))
def test_an_open_round_is_called_clear_only_if_it_would_be(ring, procedure):
    matter = Matter(DecisionState.OPEN, procedure=procedure, deadline=DEADLINE, seats=tuple(ring))
    keys = {need.key for need in needs(matter, NOW)}
    if "all-answered" in keys:
        assert judge(ring, procedure) == RoundOutcome.CLEAR
    if judge(ring, procedure) == RoundOutcome.BROKEN:
        assert keys & {"objection", "ad-referendum", "ad-referendum-late"}


def test_an_open_round_in_words():
    ring = (
        seat("UNDRR"),
        seat("UNOCT", reached=False),
        seat("WHO", PositionValue.AD_REFERENDUM, ad_referendum_until=DEADLINE - timedelta(hours=5)),
        seat("IOM", PositionValue.SUPPORT),
    )
    matter = Matter(DecisionState.OPEN, deadline=DEADLINE, seats=ring)
    assert [one["sentence"] for one in spoken(needs(matter, NOW), "en")] == [
        "2 answers are open until Tue 24 Nov 2026, 17:00 (Ashgabat).",
        "If UNDRR stays silent until the deadline, that counts as no objection.",
        "The notice has not reached UNOCT: that silence will not count. Deliver it again or by hand.",
        "If WHO is still ad referendum at the deadline, the round is broken.",
    ]


def test_an_instruction_that_comes_too_late_is_told_beforehand():
    until = DEADLINE + timedelta(days=2)
    ring = (seat("WHO", PositionValue.AD_REFERENDUM, ad_referendum_until=until),)
    wanted = needs(Matter(DecisionState.OPEN, deadline=DEADLINE, seats=ring), NOW)
    assert [(need.key, need.by_at) for need in wanted] == [("ad-referendum-late", until)]


@pytest.mark.parametrize(
    ("both", "acted", "key"),
    [(False, (), "adopt"), (True, (), "adopt-both"), (True, ("IOM",), "adopt-other")],
)
def test_a_clear_round_waits_for_the_co_chairs(both, acted, key):
    matter = Matter(DecisionState.CLEAR, both_adopt=both, adopted_by=acted)
    assert [need.key for need in needs(matter, NOW)] == [key]


def test_nothing_missing_is_said_in_so_many_words():
    (need,) = needs(Matter(DecisionState.CLEAR), NOW)
    assert sentence(need, "en") == "Nothing is missing. A co-chair can adopt it."


def test_what_members_write_is_never_read_as_a_template():
    ring = (seat("WHO", PositionValue.OBJECTION, would_resolve="Say {organisations} and {by_at}"),)
    wanted = needs(Matter(DecisionState.BROKEN, seats=ring), NOW)
    assert "Say {organisations} and {by_at}" in sentence(wanted[1], "en")
