"""Consensus, by its properties."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.decisions.rules import (
    ADOPTED,
    BLOCKING,
    DecisionKind,
    DecisionState,
    Delivered,
    OnRoll,
    Position,
    PositionValue,
    Procedure,
    RoundOutcome,
    Seat,
    adoption,
    answerable,
    closes,
    earliest_deadline,
    judge,
    later,
    missing,
    outcome,
    seats,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
IDS = [UUID(int=number) for number in range(1, 13)]

values = st.none() | st.sampled_from(PositionValue)
procedures = st.sampled_from(Procedure)
instants = st.integers(-(10**13), 10**13).map(lambda microseconds: NOW + timedelta(microseconds=microseconds))
spans = st.timedeltas(timedelta(seconds=1), timedelta(days=30))
rings = st.lists(
    st.builds(Seat, st.sampled_from(IDS), st.just("X"), st.booleans(), values, st.booleans()),
    max_size=10,
    unique_by=lambda seat: seat.organisation,
)
rolls = st.lists(
    st.builds(OnRoll, st.sampled_from(IDS[:8]), st.just("X"), st.booleans()),
    max_size=8,
    unique_by=lambda place: place.organisation,
)
positions = st.dictionaries(st.sampled_from(IDS[:8]), st.builds(Position, values))
deliveries = st.lists(st.builds(Delivered, st.sampled_from(IDS[:8]), instants, st.booleans()), max_size=12)


@given(rings, procedures, st.randoms(use_true_random=False))
def test_the_order_of_seats_never_matters(ring, procedure, random):
    shuffled = list(ring)
    random.shuffle(shuffled)
    assert judge(ring, procedure) == judge(shuffled, procedure)
    assert adoption(ring, procedure) == adoption(shuffled, procedure)


@given(rings, procedures)
def test_an_objection_or_ad_referendum_never_becomes_adoption(ring, procedure):
    if any(seat.value in BLOCKING and not seat.released for seat in ring):
        assert judge(ring, procedure) == RoundOutcome.BROKEN
        assert adoption(ring, procedure) is None


@given(rings, procedures, st.booleans())
def test_adding_a_supporter_never_turns_clear_into_anything_else(ring, procedure, reached):
    supporter = Seat(UUID(int=99), "NEW", value=PositionValue.SUPPORT, reached=reached)
    if judge(ring, procedure) == RoundOutcome.CLEAR:
        assert judge([*ring, supporter], procedure) == RoundOutcome.CLEAR


@given(rings, procedures, st.data())
def test_lifting_an_objection_never_makes_it_worse(ring, procedure, data):
    objecting = [seat for seat in ring if seat.value == PositionValue.OBJECTION]
    if not objecting:
        return
    lifted = data.draw(st.sampled_from(objecting))
    support = Seat(lifted.organisation, "X", lifted.released, PositionValue.SUPPORT, lifted.reached)
    after = judge([support if seat is lifted else seat for seat in ring], procedure)
    assert after != RoundOutcome.BROKEN or judge(ring, procedure) == RoundOutcome.BROKEN


@given(rolls, positions, deliveries, procedures, positions, deliveries)
def test_only_the_roll_counts(roll, held, notices, procedure, strange, others):
    on_it = {place.organisation for place in roll}
    strange = {key: position for key, position in strange.items() if key not in on_it}
    others = [notice for notice in others if notice.organisation not in on_it]
    plain = outcome(roll, held, notices, procedure, NOW)
    assert outcome(roll, {**held, **strange}, [*notices, *others], procedure, NOW) == plain


@given(rings, procedures, values, st.booleans())
def test_released_seats_do_not_count(ring, procedure, value, reached):
    gone = Seat(UUID(int=99), "GONE", True, value, reached)
    assert judge([*ring, gone], procedure) == judge(ring, procedure)


@given(rolls, positions, deliveries, procedures)
def test_silence_counts_only_with_a_delivery(roll, held, notices, procedure):
    if outcome(roll, held, notices, procedure, NOW) != RoundOutcome.CLEAR:
        return
    reached = {notice.organisation for notice in notices if notice.at < NOW and not notice.bounced}
    for place in roll:
        if not place.released and held.get(place.organisation, Position()).value is None:
            assert procedure != Procedure.EXPRESS
            assert place.organisation in reached


@given(rolls, positions, procedures)
def test_a_delivery_at_the_deadline_or_bounced_is_none(roll, held, procedure):
    useless = [Delivered(place.organisation, NOW) for place in roll]
    useless += [Delivered(place.organisation, NOW - TICK, bounced=True) for place in roll]
    assert outcome(roll, held, useless, procedure, NOW) == outcome(roll, held, [], procedure, NOW)


@given(rings, procedures)
def test_adopted_with_reservations_exactly_when_one_is_on_record(ring, procedure):
    result = adoption(ring, procedure)
    marked = any(seat.value in ("reservation", "disassociate") and not seat.released for seat in ring)
    assert result is None or (result == DecisionState.ADOPTED_WITH_RESERVATIONS) == marked
    assert result is None or result in ADOPTED


def seat(number: int, value: PositionValue | None = None, reached: bool = True, released: bool = False) -> Seat:
    return Seat(IDS[number], f"ORG{number}", released, value, reached)


@pytest.mark.parametrize(
    ("ring", "procedure", "expected"),
    [
        ([], Procedure.SILENCE, RoundOutcome.INCOMPLETE),
        ([seat(0)], Procedure.SILENCE, RoundOutcome.CLEAR),
        ([seat(0)], Procedure.MEETING, RoundOutcome.CLEAR),
        ([seat(0)], Procedure.EXPRESS, RoundOutcome.INCOMPLETE),
        ([seat(0, reached=False)], Procedure.SILENCE, RoundOutcome.INCOMPLETE),
        ([seat(0, reached=False), seat(1, PositionValue.OBJECTION)], Procedure.SILENCE, RoundOutcome.BROKEN),
        ([seat(0, PositionValue.RECUSED), seat(1, PositionValue.RECUSED)], Procedure.SILENCE, RoundOutcome.INCOMPLETE),
        ([seat(0, PositionValue.RECUSED), seat(1)], Procedure.SILENCE, RoundOutcome.CLEAR),
        ([seat(0, PositionValue.AD_REFERENDUM)], Procedure.EXPRESS, RoundOutcome.BROKEN),
        ([seat(0, PositionValue.OBJECTION, released=True), seat(1)], Procedure.SILENCE, RoundOutcome.CLEAR),
        ([seat(0, PositionValue.RESERVATION, reached=False)], Procedure.EXPRESS, RoundOutcome.CLEAR),
    ],
)
def test_the_outcomes_in_their_order(ring, procedure, expected):
    assert judge(ring, procedure) == expected


@given(instants, spans)
def test_a_position_one_microsecond_late_is_late(deadline, span):
    assert answerable(deadline, deadline - TICK)
    assert not answerable(deadline, deadline)
    assert not answerable(deadline, deadline + span)


@given(rings, procedures, instants, instants, st.sets(st.sampled_from(IDS)))
def test_a_round_never_closes_before_its_deadline_but_in_the_room(ring, procedure, deadline, now, present):
    over = closes(ring, procedure, deadline, now, frozenset(present))
    if now >= deadline:
        assert over
    elif over:
        assert procedure == Procedure.MEETING
        assert all(seat.value and seat.organisation in present for seat in ring if not seat.released)


def test_a_meeting_in_which_all_answered_closes_at_once():
    ring = [seat(0, PositionValue.SUPPORT), seat(1, PositionValue.NO_OBJECTION), seat(2, released=True)]
    before = NOW - timedelta(hours=1)
    assert closes(ring, Procedure.MEETING, NOW, before, frozenset(IDS[:2]))
    assert not closes(ring, Procedure.MEETING, NOW, before, frozenset(IDS[:1]))
    assert not closes([seat(2, released=True)], Procedure.MEETING, NOW, before, frozenset(IDS))


@given(instants, instants)
def test_an_extension_never_shortens(old, new):
    assert later(old, new) == (new > old)
    assert not later(old, old)


@given(st.sampled_from(DecisionKind), instants, spans, st.none() | spans)
def test_only_a_statement_may_be_shorter(kind, now, minimum, agreed):
    earliest = earliest_deadline(kind, now, minimum, agreed)
    assert now < earliest <= now + minimum
    if kind != DecisionKind.STATEMENT or agreed is None:
        assert earliest == now + minimum


def test_answers_that_need_their_words():
    assert missing(PositionValue.SUPPORT, {}) == ()
    assert missing(PositionValue.RESERVATION, {"text": ""}) == ("text",)
    assert missing(PositionValue.OBJECTION, {"text": "Because"}) == ("would_resolve",)
    assert missing(PositionValue.AD_REFERENDUM, {"ad_referendum_until": NOW}) == ()


def test_a_seat_tells_all_that_is_known():
    roll = [OnRoll(IDS[0], "IOM"), OnRoll(IDS[1], "WHO", released=True)]
    held = {IDS[0]: Position(PositionValue.OBJECTION, would_resolve="Name the lead", to_confirm=True)}
    ring = seats(roll, held, [Delivered(IDS[1], NOW - TICK)], NOW)
    assert ring[0] == Seat(IDS[0], "IOM", value=PositionValue.OBJECTION, would_resolve="Name the lead", to_confirm=True)
    assert ring[1] == Seat(IDS[1], "WHO", released=True, reached=True)
