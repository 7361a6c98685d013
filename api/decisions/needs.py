"""What a decision still needs, from whom and by when: facts first, then sentences in the reader's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from api.decisions.rules import (
    FINAL,
    ON_RECORD,
    DecisionState,
    PositionValue,
    Procedure,
    Seat,
)
from api.kernel.db import instant
from api.kernel.words import ZONE, say


@dataclass(frozen=True)
class Matter:
    """A decision with its last round, as far as `needs` depends on them."""

    state: DecisionState
    has_text: bool = True
    members: int = 1  # member organisations today, who would be the roll
    unreachable: tuple[str, ...] = ()  # acronyms of members without a focal point who can be reached
    procedure: Procedure = Procedure.SILENCE
    deadline: datetime | None = None
    seats: tuple[Seat, ...] = ()
    both_adopt: bool = False
    adopted_by: tuple[str, ...] = ()  # acronyms of the co-chairs who have acted already
    referred_to: str | None = None


@dataclass(frozen=True)
class Need:
    """One thing that is still missing, as facts."""

    key: str
    organisations: tuple[str, ...] = ()
    by_at: datetime | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def needs(matter: Matter, now: datetime) -> tuple[Need, ...]:
    """Everything that stands between the decision and its end, what matters first. A final one needs nothing."""
    if matter.state in FINAL:
        return ()
    return tuple(_BY_STATE[matter.state](matter, now))


def spoken(wanted: Iterable[Need], language: str, zone: str = ZONE) -> list[dict[str, Any]]:
    """The needs as `Need` of the contract: one sentence each, in one language."""
    return [
        {
            "key": need.key,
            "sentence": sentence(need, language, zone),
            "organisations": list(need.organisations),
            "by_at": instant(need.by_at) if need.by_at else None,
        }
        for need in wanted
    ]


def sentence(need: Need, language: str, zone: str = ZONE) -> str:
    if need.facts:
        return _said(need, language, zone)
    return _common(need.key, need.organisations, need.by_at, language, zone)


@lru_cache(2048)  # everybody who reads an open decision is told the same
def _common(key: str, organisations: tuple[str, ...], by_at: datetime | None, language: str, zone: str) -> str:
    return _said(Need(key, organisations, by_at), language, zone)


def _said(need: Need, language: str, zone: str) -> str:
    facts = {"organisations": need.organisations, "count": len(need.organisations), "by_at": need.by_at, "zone": zone}
    return say(f"need.{need.key}", language, **{**facts, **need.facts})


def _draft(matter: Matter, _: datetime) -> Iterator[Need]:
    lacks = []
    if not matter.has_text:
        lacks.append(Need("text"))
    if not matter.members:
        lacks.append(Need("no-roll"))
    if matter.unreachable:
        lacks.append(Need("unreachable", matter.unreachable))
    if matter.state == DecisionState.REVISING:
        yield Need("new-round")
    yield from lacks or ([Need("open")] if matter.state == DecisionState.DRAFT else [])


def _open(matter: Matter, now: datetime) -> Iterator[Need]:
    assert matter.deadline is not None, "an open round has a deadline"
    if now >= matter.deadline:
        yield Need("closing", by_at=matter.deadline)
        return
    wanted = [*_objections(matter), *_silent(matter), *_waiting(matter)]
    yield from wanted or _nothing_blocks(matter)
    unconfirmed = _acronyms(seat for seat in _heard(matter) if seat.to_confirm and seat.value is not None)
    if unconfirmed:
        yield Need("to-confirm", unconfirmed, matter.deadline)


def _silent(matter: Matter) -> Iterator[Need]:
    silent = [seat for seat in _heard(matter) if seat.value is None]
    if not silent:
        return
    yield Need("answers", _acronyms(silent), matter.deadline)
    if matter.procedure == Procedure.EXPRESS:
        yield Need("must-answer", _acronyms(silent), matter.deadline)
    elif reached := _acronyms(seat for seat in silent if seat.reached):
        yield Need("silence", reached, matter.deadline)
    if unreached := _acronyms(seat for seat in silent if not seat.reached):
        yield Need("not-reached", unreached, matter.deadline)


def _waiting(matter: Matter) -> Iterator[Need]:
    """Who waits for instructions; and who says already that they will come too late."""
    assert matter.deadline is not None
    in_time: list[Seat] = []
    late: list[tuple[datetime, Seat]] = []
    for seat in _holding(matter, PositionValue.AD_REFERENDUM):
        until = seat.ad_referendum_until
        if until is not None and until >= matter.deadline:
            late.append((until, seat))
        else:
            in_time.append(seat)
    if in_time:
        yield Need("ad-referendum", _acronyms(in_time), matter.deadline)
    if late:
        last = max(until for until, _ in late)
        yield Need("ad-referendum-late", _acronyms(seat for _, seat in late), last)


def _objections(matter: Matter) -> Iterator[Need]:
    objecting = _holding(matter, PositionValue.OBJECTION)
    if objecting:
        yield Need("objection", _acronyms(objecting), matter.deadline)
    yield from _resolved_by(objecting)


def _resolved_by(objecting: list[Seat]) -> Iterator[Need]:
    for seat in objecting:
        if seat.would_resolve:
            yield Need("would-resolve", (seat.acronym,), facts={"text": seat.would_resolve})


def _nothing_blocks(matter: Matter) -> Iterator[Need]:
    recused = all(seat.value == PositionValue.RECUSED for seat in _heard(matter))
    yield Need("all-recused" if recused else "all-answered", by_at=matter.deadline)


def _clear(matter: Matter, _: datetime) -> Iterator[Need]:
    if not matter.both_adopt:
        yield Need("adopt")
    elif matter.adopted_by:
        yield Need("adopt-other", facts={"adopted": matter.adopted_by})
    else:
        yield Need("adopt-both")
    if marked := _acronyms(seat for seat in _heard(matter) if seat.value in ON_RECORD):
        yield Need("on-record", marked)


def _broken(matter: Matter, _: datetime) -> Iterator[Need]:
    objecting = _holding(matter, PositionValue.OBJECTION)
    if objecting:
        yield Need("broken-objection", _acronyms(objecting))
    yield from _resolved_by(objecting)
    if waiting := _holding(matter, PositionValue.AD_REFERENDUM):
        yield Need("broken-ad-referendum", _acronyms(waiting))
    yield Need("after-broken")


def _incomplete(matter: Matter, _: datetime) -> Iterator[Need]:
    silent = [seat for seat in _heard(matter) if seat.value is None]
    if not silent:
        yield Need("incomplete-recused")
    elif matter.procedure == Procedure.EXPRESS:
        yield Need("incomplete-answers", _acronyms(silent))
    else:
        yield Need("incomplete-not-reached", _acronyms(seat for seat in silent if not seat.reached))
    yield Need("after-incomplete")


def _referred(matter: Matter, _: datetime) -> Iterator[Need]:
    yield Need("referred", facts={"to": matter.referred_to or "meeting"})


def _heard(matter: Matter) -> list[Seat]:
    return [seat for seat in matter.seats if not seat.released]


def _holding(matter: Matter, value: PositionValue) -> list[Seat]:
    return [seat for seat in _heard(matter) if seat.value == value]


def _acronyms(ring: Iterable[Seat]) -> tuple[str, ...]:
    return tuple(seat.acronym for seat in ring)


_BY_STATE = {
    DecisionState.DRAFT: _draft,
    DecisionState.REVISING: _draft,
    DecisionState.OPEN: _open,
    DecisionState.CLEAR: _clear,
    DecisionState.BROKEN: _broken,
    DecisionState.INCOMPLETE: _incomplete,
    DecisionState.REFERRED: _referred,
}
