"""Consensus by its properties, over whole rounds: roll, positions, deliveries, procedure and the instant of the close."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api.decisions.rules import (
    BLOCKING,
    ON_RECORD,
    DecisionState,
    Delivered,
    OnRoll,
    Position,
    PositionValue,
    Procedure,
    RoundOutcome,
    adoption,
    answerable,
    closes,
    later,
    outcome,
    seats,
)

DEADLINE = datetime(2026, 11, 24, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
IDS = [UUID(int=number) for number in range(1, 9)]
CLEAR, BROKEN, INCOMPLETE = RoundOutcome.CLEAR, RoundOutcome.BROKEN, RoundOutcome.INCOMPLETE
SUPPORT, OBJECTION = Position(PositionValue.SUPPORT), Position(PositionValue.OBJECTION, would_resolve="Other words")


@dataclass(frozen=True)
class Case:
    """Everything the outcome depends on."""

    roll: Sequence[OnRoll]
    held: Mapping[UUID, Position]
    notices: Sequence[Delivered]
    procedure: Procedure

    def outcome(self, at: datetime = DEADLINE) -> RoundOutcome:
        return outcome(self.roll, self.held, self.notices, self.procedure, at)

    def adoption(self) -> DecisionState | None:
        return adoption(seats(self.roll, self.held, self.notices, DEADLINE), self.procedure)

    def holding(self, organisation: UUID, position: Position) -> "Case":
        return replace(self, held={**self.held, organisation: position})

    @property
    def heard(self) -> list[UUID]:
        return [place.organisation for place in self.roll if not place.released]

    def value(self, organisation: UUID) -> PositionValue | None:
        return self.held.get(organisation, Position()).value


around = st.integers(-3, 3).map(lambda ticks: DEADLINE + ticks * TICK)
instants = around | st.timedeltas(timedelta(days=-9), timedelta(days=9)).map(lambda span: DEADLINE + span)
mild = [PositionValue.SUPPORT, PositionValue.NO_OBJECTION, PositionValue.RESERVATION, PositionValue.RECUSED]
values = st.sampled_from([None, *mild, *PositionValue])
positions = st.builds(Position, values, st.none() | instants, st.none() | st.just("Words"), st.booleans())
rolls = st.lists(
    st.builds(OnRoll, st.sampled_from(IDS), st.just("X"), st.sampled_from([False, False, False, True])),
    max_size=6,
    unique_by=lambda place: place.organisation,
)
notices = st.builds(Delivered, st.sampled_from(IDS), instants, st.sampled_from([False, False, True]))
cases = st.builds(
    Case,
    rolls,
    st.dictionaries(st.sampled_from(IDS), positions, max_size=8),
    st.lists(notices, max_size=10),
    st.sampled_from(Procedure),
)


@st.composite
def clear_cases(draw: st.DrawFn) -> Case:
    """Rounds in which nobody blocks and everybody was consulted: what many properties begin from."""
    roll = [OnRoll(each, "X") for each in draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=6, unique=True))]
    procedure = draw(st.sampled_from(Procedure))
    silent = [] if procedure == Procedure.EXPRESS else [None]
    held = {place.organisation: Position(draw(st.sampled_from([*silent, *mild]))) for place in roll}
    told = [Delivered(place.organisation, DEADLINE - TICK) for place in roll]
    if all(position.value == PositionValue.RECUSED for position in held.values()):
        held[roll[0].organisation] = SUPPORT
    return Case(roll, held, told, procedure)


@given(clear_cases())
def test_nobody_blocks_and_all_were_consulted_is_clear(case: Case) -> None:
    assert case.outcome() == CLEAR


@given(cases, st.randoms(use_true_random=False))
def test_no_order_matters(case: Case, random: Random) -> None:
    def mixed(some: Sequence[object]) -> list[object]:
        return random.sample(some, len(some))

    other = replace(case, roll=mixed(case.roll), held=dict(mixed([*case.held.items()])), notices=mixed(case.notices))
    assert (other.outcome(), other.adoption()) == (case.outcome(), case.adoption())


@given(clear_cases(), st.sampled_from(BLOCKING), st.data())
def test_one_that_blocks_breaks_whatever_the_others_say(case: Case, value: PositionValue, data: st.DataObject) -> None:
    blocked = case.holding(data.draw(st.sampled_from(case.heard)), Position(value))
    assert blocked.outcome() == BROKEN
    assert blocked.adoption() is None


@given(cases)
def test_what_is_adopted_has_no_objection_and_nobody_unheard(case: Case) -> None:
    """Whatever the case: adoption means that each on the roll has spoken without blocking, or was told and was silent."""
    if case.adoption() is None:
        return
    told = {notice.organisation for notice in case.notices if notice.at < DEADLINE and not notice.bounced}
    for organisation in case.heard:
        value = case.value(organisation)
        assert value not in BLOCKING
        assert value is not None or (organisation in told and case.procedure != Procedure.EXPRESS)
    assert any(case.value(organisation) != PositionValue.RECUSED for organisation in case.heard)


@given(cases)
def test_adopted_exactly_when_clear(case: Case) -> None:
    assert (case.adoption() is not None) == (case.outcome() == CLEAR)
    marked = any(case.value(organisation) in ON_RECORD for organisation in case.heard)
    assert case.adoption() in (None, DecisionState.ADOPTED_WITH_RESERVATIONS if marked else DecisionState.ADOPTED)


@given(clear_cases(), st.sampled_from([None, *mild]), st.data())
def test_turning_to_support_never_spoils_what_was_clear(
    case: Case, before: PositionValue | None, data: st.DataObject
) -> None:
    """Silence, no objection, a reservation or recusal turned into support; and one supporter more."""
    chosen = data.draw(st.sampled_from(case.heard))
    was = case.holding(chosen, Position(before))
    if was.outcome() == CLEAR:
        assert was.holding(chosen, SUPPORT).outcome() == CLEAR
    newcomer = UUID(int=99)
    more = replace(case, roll=[*case.roll, OnRoll(newcomer, "NEW")]).holding(newcomer, SUPPORT)
    assert more.outcome() == CLEAR


@given(cases, st.data())
def test_support_in_place_of_anything_never_makes_it_worse(case: Case, data: st.DataObject) -> None:
    """In any case: better never becomes worse, in the order broken, incomplete, clear."""
    if not case.heard:
        return
    rank = [BROKEN, INCOMPLETE, CLEAR]
    supported = case.holding(data.draw(st.sampled_from(case.heard)), SUPPORT)
    assert rank.index(supported.outcome()) >= rank.index(case.outcome())


@given(cases, notices)
def test_one_delivery_more_never_makes_it_worse(case: Case, notice: Delivered) -> None:
    told = replace(case, notices=[*case.notices, notice])
    if case.outcome() != INCOMPLETE:
        assert told.outcome() == case.outcome()
    if notice.bounced or notice.at >= DEADLINE:
        assert told.outcome() == case.outcome()


@given(cases, st.sampled_from(IDS), positions, st.booleans())
def test_only_the_roll_counts(case: Case, stranger: UUID, position: Position, told: bool) -> None:
    """Who is not on the roll changes nothing by a position or a delivery; who was released neither."""
    if stranger in case.heard:
        case = replace(
            case, roll=[replace(each, released=each.organisation == stranger or each.released) for each in case.roll]
        )
    added = [*case.notices, Delivered(stranger, DEADLINE - TICK)] if told else case.notices
    changed = replace(case, notices=added).holding(stranger, position)
    assert (changed.outcome(), changed.adoption()) == (case.outcome(), case.adoption())


@given(cases)
def test_who_was_released_might_as_well_not_have_been_on_the_roll(case: Case) -> None:
    without = replace(case, roll=[place for place in case.roll if not place.released])
    assert without.outcome() == case.outcome()


@given(clear_cases(), st.data())
def test_a_delivery_at_the_deadline_after_it_or_bounced_reaches_nobody(case: Case, data: st.DataObject) -> None:
    if case.procedure == Procedure.EXPRESS:
        return
    silent = data.draw(st.sampled_from(case.heard))
    others = [notice for notice in case.notices if notice.organisation != silent]
    quiet = replace(case.holding(silent, Position()), notices=others)
    assert quiet.outcome() == INCOMPLETE
    for at, bounced in ((DEADLINE, False), (DEADLINE + TICK, False), (DEADLINE - TICK, True)):
        assert replace(quiet, notices=[*others, Delivered(silent, at, bounced)]).outcome() == INCOMPLETE
    in_time = replace(quiet, notices=[*others, Delivered(silent, DEADLINE - TICK)])
    assert in_time.outcome() in (CLEAR, INCOMPLETE)
    if any(case.value(each) != PositionValue.RECUSED for each in case.heard if each != silent):
        assert in_time.outcome() == CLEAR


@given(clear_cases(), st.data())
def test_express_needs_every_answer(case: Case, data: st.DataObject) -> None:
    express = replace(case, procedure=Procedure.EXPRESS)
    silent = express.holding(data.draw(st.sampled_from(case.heard)), Position())
    assert silent.outcome() == INCOMPLETE
    answered = {each: case.held[each] if case.value(each) else SUPPORT for each in case.heard}
    if any(position.value != PositionValue.RECUSED for position in answered.values()):
        assert replace(express, held=answered, notices=[]).outcome() == CLEAR


@given(rolls, st.lists(notices, max_size=6), st.sampled_from(Procedure))
def test_all_recused_consults_nobody(roll: list[OnRoll], told: list[Delivered], procedure: Procedure) -> None:
    held = {place.organisation: Position(PositionValue.RECUSED) for place in roll}
    assert Case(roll, held, told, procedure).outcome() == INCOMPLETE


@given(cases, st.timedeltas(TICK, timedelta(days=9)))
def test_a_later_deadline_reaches_no_fewer(case: Case, longer: timedelta) -> None:
    """An extension never shortens: what was clear at the old deadline is clear at the later one, were nobody to move."""
    assert later(DEADLINE, DEADLINE + longer)
    assert not later(DEADLINE + longer, DEADLINE)
    rank = [BROKEN, INCOMPLETE, CLEAR]
    assert rank.index(case.outcome(DEADLINE + longer)) >= rank.index(case.outcome())


@given(cases, st.integers(-3, 3), st.sets(st.sampled_from(IDS)))
@example(Case([OnRoll(IDS[0], "X")], {IDS[0]: SUPPORT}, [], Procedure.MEETING), -1, {IDS[0]})
def test_it_is_over_at_the_deadline_and_then_nothing_is_answered(case: Case, ticks: int, present: set[UUID]) -> None:
    """To the microsecond: while it can be answered it is not over, but in the room where all have spoken."""
    now = DEADLINE + ticks * TICK
    ring = seats(case.roll, case.held, case.notices, DEADLINE)
    over = closes(ring, case.procedure, DEADLINE, now, frozenset(present))
    agreed = bool(case.heard) and all(case.value(each) and each in present for each in case.heard)
    if answerable(DEADLINE, now):
        assert over == (agreed and case.procedure == Procedure.MEETING)
    else:
        assert over


@pytest.mark.parametrize("procedure", Procedure)
def test_an_unconfirmed_answer_on_behalf_counts_like_any_other(procedure: Procedure) -> None:
    roll = [OnRoll(IDS[0], "X"), OnRoll(IDS[1], "Y")]
    for position, expected in ((SUPPORT, CLEAR), (OBJECTION, BROKEN)):
        held = {IDS[0]: SUPPORT, IDS[1]: replace(position, to_confirm=True)}
        assert Case(roll, held, [], procedure).outcome() == expected
