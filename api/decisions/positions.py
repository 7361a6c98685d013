"""Recording an organisation's word: by its focal point, or by the secretariat on its behalf with the source."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import notices, reaching, service
from api.decisions.models import Decision, Position, Round
from api.decisions.rules import PositionValue, Procedure, RoundState, answerable, missing
from api.decisions.schemas import PositionPut
from api.decisions.states import RoundClosed
from api.decisions.views import VISIBLE
from api.kernel import clock, journal
from api.kernel.access import OFFICERS, Call, Role, Visibility, found
from api.kernel.db import Id, UTCDateTime
from api.kernel.problems import Problem
from api.kernel.views import Held, View, write


class NoOpenRound(Problem):
    slug, status = "no-open-round", 409


class NotOnTheRoll(Problem):
    slug, status = "not-on-the-roll", 409


class Released(Problem):
    slug, status = "released", 409


class NotYourOrganisation(Problem):
    slug, status = "not-your-organisation", 403


class OnBehalfRefused(Problem):
    slug, status = "on-behalf-refused", 409


class SourceRequired(Problem):
    slug, status = "source-required", 422


class PositionTextRequired(Problem):
    slug, status = "position-text-required", 422


class AlreadyAnswered(Problem):
    slug, status = "already-answered", 409


WORDS = ("value", "text", "would_resolve", "ad_referendum_until")  # what an answer consists of


UNDER = (
    *VISIBLE,
    Decision.id == sa.bindparam("id", type_=Id),
    Round.number == sa.bindparam("number", type_=sa.BigInteger),
    Position.organisation_id == sa.bindparam("organisation_id", type_=Id),
)
FROM = sa.join(Decision, Round, Round.decision_id == Decision.id).join(Position, Position.round_id == Round.id)
LOCKED = (
    sa.select(Decision, Round, Position)
    .select_from(FROM)
    .where(*UNDER)
    .with_for_update()
    .execution_options(populate_existing=True)
)
PLAIN = {
    Decision: ("id", "number", "visibility", "meeting_id"),
    Round: ("id", "procedure", "state", "deadline_at"),
    Position: tuple(Position.__table__.columns.keys()),
}


def _plainly(dialect: str) -> View:
    """The same three rows under the same locks as plain values, and the clock as it is after the locks were had."""
    columns = [
        getattr(row, name).label(f"{row.__tablename__}_{name}") for row, names in PLAIN.items() for name in names
    ]
    held = sa.select(*columns).select_from(FROM).where(*UNDER).with_for_update().cte("held")
    return View(sa.select(*held.c, sa.type_coerce(clock.database_now(dialect), UTCDateTime)))


HELD = {dialect: _plainly(dialect) for dialect in clock.ASKED}


async def record(call: Call, decision_id: UUID, number: int, organisation_id: UUID, wanted: PositionPut) -> None:
    """Lock the three rows and record a position: the one write that comes by the hundred, before a deadline."""
    held = await _held(call, decision_id, number, organisation_id)
    if held is None or _concerns_others(call, held[1], held[2], wanted):
        held = await lock_position(call, decision_id, number, organisation_id)
    await put(call, *held, wanted)


async def _held(
    call: Call, decision_id: UUID, number: int, organisation_id: UUID
) -> tuple[Decision, Round, Position] | None:
    which = {"id": decision_id, "number": number, "organisation_id": organisation_id}
    row = await HELD[call.source.dialect].first(call.source, network_id=call.network_id, reach=call.reach, **which)
    if row is None:
        return None
    call.now, at = row[-1], 0
    held: list[Any] = []  # they read as the entities do
    for entity, names in PLAIN.items():
        held.append(Held(entity, dict(zip(names, row[at : at + len(names)], strict=True))))
        at += len(names)
    decision, round, position = held
    return decision, round, position


def _concerns_others(call: Call, round: Round, position: Position, wanted: PositionPut) -> bool:
    """Whether mails go out, or the round may end: that is done with the rows as the ORM knows them."""
    own = call.speaks_for(position.organisation_id)
    return not own or wanted.value == PositionValue.OBJECTION or round.procedure == Procedure.MEETING


async def lock_position(
    call: Call, decision_id: UUID, number: int, organisation_id: UUID
) -> tuple[Decision, Round, Position]:
    """The three rows under their locks, decision first, so a position and the close wait for each other."""
    which = {"id": decision_id, "number": number, "organisation_id": organisation_id}
    scope = {"network_id": call.network_id, "reach": call.reach}
    held = (await call.session.execute(LOCKED, which | scope)).one_or_none()
    if held is None:
        await _under(call, await service.locked(call, decision_id), number, organisation_id)
        if not call.speaks_for(organisation_id) and not call.roles & {*OFFICERS}:
            raise NotYourOrganisation()
        raise NotOnTheRoll()
    await clock.tick(call)
    return held._tuple()


async def _under(call: Call, decision: Decision, number: int, organisation_id: UUID) -> tuple[Round, Position | None]:
    """A round and the place of an organisation in it, locked under their decision."""
    rounds = sa.select(Round).where(Round.decision_id == decision.id, Round.number == number).with_for_update()
    round = found((await call.session.execute(rounds)).scalar_one_or_none())
    held = sa.select(Position).where(Position.round_id == round.id, Position.organisation_id == organisation_id)
    return round, (await call.session.execute(held.with_for_update())).scalar_one_or_none()


def check(call: Call, organisation_id: UUID, wanted: PositionPut) -> None:
    """Raise if the answer lacks words that it needs. Asked before any row is looked for, as for all bad input."""
    lacking = missing(wanted.value, wanted.model_dump())
    if lacking:
        errors = [{"pointer": f"/{name}", "code": "missing"} for name in lacking]
        raise PositionTextRequired(errors=errors, value=str(wanted.value))
    if not wanted.source and not call.speaks_for(organisation_id) and Role.SECRETARIAT in call.roles:
        raise SourceRequired()


async def put(call: Call, decision: Decision, round: Round, position: Position, wanted: PositionPut) -> None:
    """Record, change or confirm a position. Refused from the deadline on, by the database's clock."""
    own = call.speaks_for(position.organisation_id)
    if not own and Role.SECRETARIAT not in call.roles:
        raise NotYourOrganisation()
    check(call, position.organisation_id, wanted)
    call.match(position.version)
    _check_open(call, round, position)
    if not own and position.value is not None and not position.on_behalf:
        raise OnBehalfRefused(organisation=position.acronym)
    kind = _kind(own, position, wanted)
    await write(
        call.source,
        position,
        **{name: getattr(wanted, name) for name in WORDS},
        answered_at=call.now,
        on_behalf=not own,
        source=wanted.source if not own else None,
        confirmed_at=call.now if own and kind == "position.confirmed" else None,
        version=position.version + 1,
    )
    await _note(call, kind, decision, position)
    if not own:
        await notices.on_behalf(call, decision, round, position)
    if wanted.value == PositionValue.OBJECTION:
        await notices.blocks(call, decision, round, position)
    await service.close_if_room_agreed(call, decision, round)


def _kind(own: bool, position: Position, wanted: PositionPut) -> str:
    if not own:
        return "position.recorded-on-behalf"
    said = all(getattr(position, name) == getattr(wanted, name) for name in WORDS)
    if position.on_behalf and said:
        return "position.confirmed"
    return "position.recorded" if position.value is None else "position.changed"


def _check_open(call: Call, round: Round, position: Position) -> None:
    if round.state == RoundState.ABANDONED:
        raise NoOpenRound()
    if round.state != RoundState.OPEN or not answerable(round.deadline_at, call.now):
        raise RoundClosed(deadline_at=round.deadline_at)
    if position.released_at is not None:
        raise Released()


async def _note(call: Call, kind: str, decision: Decision, position: Position, **facts: Any) -> None:
    facts = {
        "number": decision.number,
        "decision_id": str(decision.id),
        "organisation": position.acronym,
        "value": str(position.value or "none"),
        **({"via": "link"} if call.actor.credential == "link" else {}),
        **facts,
    }
    await journal.record(call, kind, position, visibility=Visibility(decision.visibility), **facts)


async def seen(call: Call, decision: Decision, round: Round, position: Position) -> None:
    """A focal point says that the notice arrived: an explicit act, because a GET changes nothing."""
    if not call.speaks_for(position.organisation_id):
        raise NotYourOrganisation()
    _check_open(call, round, position)
    await reaching.seen(call, round, position)
    await _note(call, "position.seen", decision, position)


async def delivered(call: Call, decision: Decision, round: Round, position: Position, source: str) -> None:
    """The secretariat delivered the notice by hand, and says how."""
    _check_open(call, round, position)
    await reaching.by_hand(call, round, position, source)
    await _note(call, "position.delivered", decision, position, source=source)


async def remind(call: Call, decision: Decision, round: Round, position: Position) -> None:
    """Mail once more to an organisation that has not answered."""
    _check_open(call, round, position)
    if position.value is not None:
        raise AlreadyAnswered(organisation=position.acronym)
    position.reminded_at = call.now
    await _note(call, "position.reminded", decision, position)
    await notices.remind(call, decision, round, {position.organisation_id})


async def release(call: Call, organisation_id: UUID) -> None:
    """An organisation left the network: its place in open rounds no longer counts, on record.

    Whoever says so, or the system on the day that was set: what they may read themselves does not matter here.
    """
    statement = (
        sa.select(Decision.id, Round.number)
        .join(Round, Round.decision_id == Decision.id)
        .join(Position, Position.round_id == Round.id)
        .where(Decision.network_id == call.network_id, Round.state == RoundState.OPEN)
        .where(Position.organisation_id == organisation_id, Position.released_at.is_(None))
        .order_by(Decision.id)
    )
    for decision_id, number in (await call.session.execute(statement)).all():
        locked = sa.select(Decision).where(Decision.id == decision_id).with_for_update()
        decision = (await call.session.execute(locked)).scalar_one()
        round, position = await _under(call, decision, number, organisation_id)
        await clock.tick(call)
        if round.state == RoundState.OPEN and position is not None:
            position.released_at = call.now
            await _note(call, "position.released", decision, position)
            await service.close_if_room_agreed(call, decision, round)
