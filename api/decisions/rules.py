"""Consensus, as it is really practised: plain functions over plain values, without I/O.

Consensus is the absence of a blocking objection after all members were consulted. There is no override.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from api.networks.rules import Calendar


class DecisionKind(StrEnum):
    WORKPLAN = "workplan"
    STATEMENT = "statement"
    PROPOSAL = "proposal"
    MEMBERSHIP = "membership"
    PROCEDURE = "procedure"
    OTHER = "other"


class DecisionState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLEAR = "clear"
    BROKEN = "broken"
    INCOMPLETE = "incomplete"
    REVISING = "revising"
    REFERRED = "referred"
    ADOPTED = "adopted"
    ADOPTED_WITH_RESERVATIONS = "adopted_with_reservations"
    NO_CONSENSUS = "no_consensus"
    WITHDRAWN = "withdrawn"


ADOPTED = (DecisionState.ADOPTED, DecisionState.ADOPTED_WITH_RESERVATIONS)
FINAL = (*ADOPTED, DecisionState.NO_CONSENSUS, DecisionState.WITHDRAWN)


class Procedure(StrEnum):
    SILENCE = "silence"
    EXPRESS = "express"
    MEETING = "meeting"


class RoundState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    ABANDONED = "abandoned"


class RoundOutcome(StrEnum):
    CLEAR = "clear"
    BROKEN = "broken"
    INCOMPLETE = "incomplete"


class ReachedBy(StrEnum):
    """How the notice came to an organisation."""

    MAIL = "mail"
    SEEN = "seen"
    BY_HAND = "by_hand"


class SuggestionState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class PositionValue(StrEnum):
    """One organisation's word in one round. Not yet answered is None: a row without a value."""

    SUPPORT = "support"
    NO_OBJECTION = "no_objection"
    RESERVATION = "reservation"
    DISASSOCIATE = "disassociate"
    OBJECTION = "objection"
    AD_REFERENDUM = "ad_referendum"
    RECUSED = "recused"


BLOCKING = (PositionValue.OBJECTION, PositionValue.AD_REFERENDUM)
ON_RECORD = (PositionValue.RESERVATION, PositionValue.DISASSOCIATE)
REQUIRED: dict[PositionValue, tuple[str, ...]] = {
    PositionValue.RESERVATION: ("text",),
    PositionValue.DISASSOCIATE: ("text",),
    PositionValue.OBJECTION: ("text", "would_resolve"),
    PositionValue.AD_REFERENDUM: ("ad_referendum_until",),
}


@dataclass(frozen=True)
class OnRoll:
    """A member organisation of the day on which the round opened. Released: it left the network since."""

    organisation: UUID
    acronym: str
    released: bool = False


@dataclass(frozen=True)
class Position:
    value: PositionValue | None = None
    ad_referendum_until: datetime | None = None
    would_resolve: str | None = None
    to_confirm: bool = False  # recorded on the organisation's behalf, not yet confirmed by it: counts all the same


@dataclass(frozen=True)
class Delivered:
    """Proof that the notice came to one focal point of an organisation: accepted, seen or handed over at `at`."""

    organisation: UUID
    at: datetime
    bounced: bool = False


class Seat(NamedTuple):
    """One organisation on the roll, with its word and whether the notice reached it."""

    organisation: UUID
    acronym: str
    released: bool = False
    value: PositionValue | None = None
    reached: bool = False
    ad_referendum_until: datetime | None = None
    would_resolve: str | None = None
    to_confirm: bool = False


def seats(
    roll: Sequence[OnRoll],
    positions: Mapping[UUID, Position],
    deliveries: Iterable[Delivered],
    before: datetime,
) -> tuple[Seat, ...]:
    """The round as a ring of seats. Only the roll counts; a delivery counts if it came before `before` and stayed."""
    reached = {notice.organisation for notice in deliveries if notice.at < before and not notice.bounced}
    ring = []
    for place in roll:
        held = positions.get(place.organisation, Position())
        ring.append(
            Seat(
                place.organisation,
                place.acronym,
                place.released,
                held.value,
                place.organisation in reached,
                held.ad_referendum_until,
                held.would_resolve,
                held.to_confirm,
            )
        )
    return tuple(ring)


def outcome(
    roll: Sequence[OnRoll],
    positions: Mapping[UUID, Position],
    deliveries: Iterable[Delivered],
    procedure: Procedure,
    now: datetime,
) -> RoundOutcome:
    """How a round closes that closes `now` (its deadline, an instant)."""
    return judge(seats(roll, positions, deliveries, now), procedure)


def judge(ring: Iterable[Seat], procedure: Procedure) -> RoundOutcome:
    """The outcome, in this order: blocked, not everybody consulted, nobody left to consult, clear."""
    heard = [seat for seat in ring if not seat.released]
    silent = [seat for seat in heard if seat.value is None]
    if any(seat.value in BLOCKING for seat in heard):
        return RoundOutcome.BROKEN
    if procedure == Procedure.EXPRESS and silent:
        return RoundOutcome.INCOMPLETE
    if any(not seat.reached for seat in silent):
        return RoundOutcome.INCOMPLETE
    if all(seat.value == PositionValue.RECUSED for seat in heard):
        return RoundOutcome.INCOMPLETE
    return RoundOutcome.CLEAR


def adoption(ring: Iterable[Seat], procedure: Procedure) -> DecisionState | None:
    """What adopting this round makes of the decision; None where there is no consensus to adopt."""
    ring = tuple(ring)
    if judge(ring, procedure) != RoundOutcome.CLEAR:
        return None
    marked = any(seat.value in ON_RECORD and not seat.released for seat in ring)
    return DecisionState.ADOPTED_WITH_RESERVATIONS if marked else DecisionState.ADOPTED


def closes(
    ring: Iterable[Seat],
    procedure: Procedure,
    deadline: datetime,
    now: datetime,
    present: frozenset[UUID] = frozenset(),
) -> bool:
    """Whether the round is over: at its deadline, never earlier, unless the whole roll sat in the room and answered."""
    if now >= deadline:
        return True
    heard = [seat for seat in ring if not seat.released]
    in_room = all(seat.value is not None and seat.organisation in present for seat in heard)
    return procedure == Procedure.MEETING and bool(heard) and in_room


def answerable(deadline: datetime, now: datetime) -> bool:
    """Whether a position may still be recorded: one microsecond late is late."""
    return now < deadline


def later(old: datetime, new: datetime) -> bool:
    """An extension never shortens."""
    return new > old


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOTICE_PERIOD = timedelta(hours=4)  # after this the secretariat is told whom the notice has not reached


def reminders(opened: datetime, deadline: datetime) -> tuple[datetime | None, datetime | None]:
    """When the silent are reminded: half-way, and a day before the end.

    Neither within an hour of the opening; and where the two fall within an hour of each other, only the second.
    """
    half, day = opened + (deadline - opened) / 2, deadline - DAY
    late = day if day - opened > HOUR else None
    early = half if half - opened > HOUR and (late is None or abs(late - half) > HOUR) else None
    return early, late


def reach_check(opened: datetime, deadline: datetime) -> datetime:
    """When it is looked whether the notice reached everybody; in a short round while something can still be done."""
    return opened + min(NOTICE_PERIOD, (deadline - opened) / 2)


def earliest_deadline(
    kind: DecisionKind, now: datetime, minimum: timedelta, agreed: timedelta | None = None
) -> datetime:
    """The soonest deadline. Shorter than the network's minimum only for a statement, as a decision agreed beforehand."""
    if kind == DecisionKind.STATEMENT and agreed is not None:
        return now + min(agreed, minimum)
    return now + minimum


def default_deadline(now: datetime, period: timedelta, calendar: Calendar) -> tuple[datetime, list[date]]:
    """The deadline that is taken if none is given: never on a day that nobody works; and the days it was moved over."""
    return calendar.moved(now + period)


def missing(value: PositionValue, given: Mapping[str, object]) -> tuple[str, ...]:
    """The fields that this answer needs and does not have."""
    return tuple(name for name in REQUIRED.get(value, ()) if given.get(name) in (None, ""))
