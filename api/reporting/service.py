"""A reporting round: opened for a quarter, everybody reminded of what it owes, closed with a count."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from api.kernel import clock, journal
from api.kernel.access import Call, found
from api.kernel.problems import Invalid, Problem
from api.members import service as members
from api.networks import service as networks
from api.periods import rules as periods
from api.periods import service as locks
from api.reporting import notices
from api.reporting.gathering import gather
from api.reporting.models import ReportingRound, ReportingState
from api.reporting.owed import Owed, counted, missing
from api.reporting.schemas import ReportingRoundOpen
from api.reporting.states import REPORTING, facts_of

DUE = "reporting-round"
AHEAD = (timedelta(days=7), timedelta(days=1))  # before the last day ends
PAUSE = timedelta(hours=1)  # between two reminders of everybody
FARTHEST = timedelta(days=366)


class ReportingRoundExists(Problem):
    """A quarter has one round; it is opened again, not twice."""

    slug, status = "reporting-round-exists", 409


class RemindedJustNow(Problem):
    """People who are written to every minute stop reading."""

    slug, status = "reminded-just-now", 409


async def lock(call: Call, period: str) -> ReportingRound:
    statement = sa.select(ReportingRound).where(
        ReportingRound.network_id == call.network_id, ReportingRound.period == period
    )
    row = found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())
    await clock.tick(call)
    call.match(row.version)
    return row


async def open_round(call: Call, wanted: ReportingRoundOpen) -> ReportingRound:
    """Ask every organisation for what it owes for a quarter that has begun. Each is mailed only its own list."""
    quarter = periods.parse(wanted.period)
    if quarter.first_on > members.today(call):
        raise Invalid.at("/period", "in_the_future")
    _check_day(call, wanted.due_on)
    await locks.require_open(call, wanted.period)
    await _check_new(call, wanted.period)
    round = ReportingRound(
        created_at=call.now,
        network_id=call.network_id,
        period=wanted.period,
        due_on=wanted.due_on,
        note=wanted.note,
        opened_by=call.actor.acronym(call.network_id),
    )
    call.session.add(round)
    await call.session.flush()
    owed = await gather(call.source, call.network_id, quarter)
    await plan(call, round)
    await note(call, "opened", round, count=len(owed))
    await notices.opened(call, round, owed)
    return round


async def _check_new(call: Call, period: str) -> None:
    held = sa.select(ReportingRound.id).where(
        ReportingRound.network_id == call.network_id, ReportingRound.period == period
    )
    if (await call.session.execute(held)).first() is not None:
        raise ReportingRoundExists(period=period)


def _check_day(call: Call, due_on: date, later_than: date | None = None) -> None:
    today = members.today(call)
    if due_on < today:
        raise Invalid.at("/due_on", "in_the_past")
    if due_on > today + FARTHEST:
        raise Invalid.at("/due_on", "too_late")
    if later_than is not None and due_on <= later_than:
        raise Invalid.at("/due_on", "not_later")


async def extend(call: Call, round: ReportingRound, due_on: date, reason: str) -> None:
    """A later last day, with the reason told to whoever still owes."""
    REPORTING.check(call, facts_of(round, 0), "extend")
    _check_day(call, due_on, round.due_on)
    REPORTING.fire(call, round, "extend", facts=facts_of(round, 0))
    round.due_on, round.reason = due_on, reason
    await plan(call, round)
    await note(call, "extended", round, reason=reason)
    await notices.extended(call, round, missing(await _owed(call, round)))


async def remind(call: Call, round: ReportingRound) -> None:
    """Write to those who still owe, each about its own things; to nobody twice within the hour."""
    owed = missing(await _owed(call, round))
    REPORTING.check(call, facts_of(round, len(owed)), "remind")
    if round.reminded_at is not None and call.now < round.reminded_at + PAUSE:
        raise RemindedJustNow(reminded_at=round.reminded_at)
    await _remind(call, round, owed)


async def _remind(call: Call, round: ReportingRound, owed: list[Owed]) -> None:
    round.reminded_at = call.now
    round.reminder_count += 1
    round.version += 1
    organisations = [each["acronym"] for each in counted(owed)]
    await note(call, "reminded", round, organisations=organisations, count=len(owed))
    await notices.reminded(call, round, owed)


async def close(call: Call, round: ReportingRound, lock_too: bool) -> None:
    """End it. Who had given what on this day stays on record; whoever still owes is told."""
    owed = await _owed(call, round)
    REPORTING.fire(call, round, "close", facts=facts_of(round, len(missing(owed))))
    round.closed_at, round.outcome = call.now, counted(owed)
    await journal.due(call, DUE, round.id, None)
    if lock_too and not await locks.is_locked(call, round.period):
        await locks.lock(call, round.period, match=False)
    await note(call, "closed", round, count=len(missing(owed)))
    await notices.closed(call, round, missing(owed))


async def reopen(call: Call, round: ReportingRound, due_on: date, reason: str) -> None:
    """Take reports again for a quarter that is not locked, until a new last day."""
    REPORTING.check(call, facts_of(round, 0), "reopen")
    _check_day(call, due_on)
    await locks.require_open(call, round.period)
    REPORTING.fire(call, round, "reopen", facts=facts_of(round, 0))
    round.due_on, round.reason = due_on, reason
    round.closed_at = round.outcome = None
    await plan(call, round)
    await note(call, "reopened", round, reason=reason)
    await notices.opened(call, round, missing(await _owed(call, round)))


async def _owed(call: Call, round: ReportingRound) -> list[Owed]:
    await call.session.flush()
    return await gather(call.source, call.network_id, periods.parse(round.period))


async def over_at(call: Call, due_on: date) -> datetime:
    """The first instant after the last day, where the network sits."""
    network = await networks.current(call)
    return datetime.combine(due_on + timedelta(days=1), time(), ZoneInfo(network.time_zone))


async def plan(call: Call, round: ReportingRound) -> None:
    """When those who owe are reminded next: a week and a day before the end, and once it has passed."""
    over = await over_at(call, round.due_on)
    moments = [*(over - span for span in AHEAD), over]
    await journal.due(call, DUE, round.id, min((at for at in moments if at > call.now), default=None))


async def settle(call: Call, round_id: UUID) -> None:
    """A reminder has come due: whoever has given everything hears nothing. The system's act."""
    statement = sa.select(ReportingRound).where(
        ReportingRound.network_id == call.network_id, ReportingRound.id == round_id
    )
    round = (await call.session.execute(statement.with_for_update())).scalar_one_or_none()
    await clock.tick(call)
    if round is None or round.state != ReportingState.OPEN:
        return
    owed = missing(await _owed(call, round))
    if owed:
        await _remind(call, round, owed)
    await plan(call, round)


async def note(call: Call, what: str, round: ReportingRound, **facts: Any) -> None:
    await journal.record(call, f"reporting-round.{what}", round, period=round.period, due_on=round.due_on, **facts)
