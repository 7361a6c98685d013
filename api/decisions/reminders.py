"""What the platform does by itself while a round runs: it reminds the silent, and warns of notices that did not arrive."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import notices
from api.decisions.models import Decision, Position, Round
from api.decisions.rules import HOUR, RoundState, reach_check, reminders
from api.kernel import clock, journal
from api.kernel.access import Call, Visibility
from api.kernel.journal import Due

HALF, DAY, REACH = "round-half", "round-day", "round-reach"
KINDS = (HALF, DAY, REACH)


async def plan(call: Call, round: Round) -> None:
    """A round has opened: when its silent members are reminded, and when it is looked whether the notices arrived."""
    half, day = reminders(round.opened_at, round.deadline_at)
    await journal.due(call, HALF, round.id, half)
    await journal.due(call, DAY, round.id, day)
    await journal.due(call, REACH, round.id, reach_check(round.opened_at, round.deadline_at))


async def move(call: Call, round: Round) -> None:
    """The deadline was extended: what is still ahead moves with it. The half-way reminder is sent once in a round."""
    half, day = reminders(round.opened_at, round.deadline_at)
    planned = sa.select(Due.at).where(Due.network_id == call.network_id, Due.kind == HALF, Due.subject_id == round.id)
    if (await call.session.execute(planned)).first() is not None:
        await journal.due(call, HALF, round.id, half)
    await journal.due(call, DAY, round.id, day if day is not None and day > call.now else None)


async def drop(call: Call, round: Round) -> None:
    """The round is over: nobody is reminded any more."""
    for kind in KINDS:
        await journal.due(call, kind, round.id, None)


async def remind(call: Call, round_id: UUID) -> None:
    """Mail every organisation that has not answered; not those that were reminded within the last hour."""
    held = await _running(call, round_id)
    if held is None:
        return
    decision, round = held
    silent = (
        sa.select(Position)
        .where(Position.round_id == round.id, Position.value.is_(None), Position.released_at.is_(None))
        .where(sa.or_(Position.reminded_at.is_(None), Position.reminded_at < call.now - HOUR))
        .order_by(Position.place)
        .with_for_update()
    )
    reminded = list((await call.session.execute(silent)).scalars())
    for position in reminded:
        position.reminded_at = call.now
        facts: dict[str, Any] = {"organisation": position.acronym, "value": "none", "decision_id": str(decision.id)}
        await _note(call, "position.reminded", position, decision, **facts)
    if reminded:
        await notices.remind(call, decision, round, {position.organisation_id for position in reminded})


async def warn(call: Call, round_id: UUID) -> None:
    """Tell the secretariat once which members the notice has not reached: their silence would not count."""
    held = await _running(call, round_id)
    if held is None:
        return
    decision, round = held
    missed = (
        sa.select(Position.acronym)
        .where(Position.round_id == round.id, Position.value.is_(None), Position.released_at.is_(None))
        .where(Position.reached_at.is_(None))
        .order_by(Position.place)
    )
    acronyms = list((await call.session.execute(missed)).scalars())
    if acronyms:
        await _note(call, "round.unreached", round, decision, round=round.number, organisations=acronyms)
        await notices.undelivered(call, decision, round, acronyms)


async def _running(call: Call, round_id: UUID) -> tuple[Decision, Round] | None:
    """The decision and its round under their locks, unless its time is over."""
    round = await call.session.get(Round, round_id)
    if round is None:
        return None
    wanted = sa.select(Decision).where(Decision.id == round.decision_id).with_for_update()
    decision = (await call.session.execute(wanted)).scalar_one()
    await call.session.refresh(round, with_for_update=True)
    await clock.tick(call)
    over = round.state != RoundState.OPEN or call.now >= round.deadline_at
    return None if over else (decision, round)


async def _note(call: Call, kind: str, row: Any, decision: Decision, **facts: Any) -> None:
    await journal.record(call, kind, row, visibility=Visibility(decision.visibility), number=decision.number, **facts)
