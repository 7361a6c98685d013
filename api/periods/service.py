"""Locks of periods: what was reported for a locked period does not change until the secretariat unlocks it.

A lock holds for every period that lies within the locked one: who locks 2026 locks its half-years, quarters and months.
It does not reach further: while 2026-Q1 is locked, a yearly figure of 2026 can still be reported.
"""

from collections.abc import Iterable

import sqlalchemy as sa

from api.kernel import clock, journal
from api.kernel.access import Call
from api.kernel.db import Id
from api.kernel.problems import NotFound, Problem
from api.kernel.views import View
from api.networks.models import Network
from api.periods import rules
from api.periods.models import PeriodLock, PeriodState
from api.periods.states import PERIOD, Facts

LOCKS = View(
    sa.select(
        PeriodLock.period,
        PeriodLock.first_on,
        PeriodLock.last_on,
        PeriodLock.state,
        PeriodLock.acronym,
        PeriodLock.locked_at,
        PeriodLock.unlocked_at,
        PeriodLock.reason,
        PeriodLock.version,
    )
    .where(PeriodLock.network_id == sa.bindparam("network_id", type_=Id))
    .order_by(PeriodLock.first_on, PeriodLock.period)
)
_COLUMNS = ("period", "first_on", "last_on", "state", "acronym", "locked_at", "unlocked_at", "reason", "version")


class PeriodLocked(Problem):
    """What was reported for it stays, until the secretariat unlocks it with a reason."""

    slug, status = "period-locked", 409


def named(text: str) -> rules.Period:
    """The period that a path names; 404 where none has that name."""
    try:
        return rules.parse(text)
    except ValueError as error:
        raise NotFound() from error


async def require_open(call: Call, *names: str) -> None:
    """Raise PeriodLocked if one of these periods is locked now. Holds until the commit: whoever locks waits for us.

    A share of the network's row, which many writers hold at once; `lock` and `unlock` need it whole.
    """
    await call.session.execute(sa.select(Network.id).where(Network.id == call.network_id).with_for_update(read=True))
    locks = await _locked(call)
    for name in dict.fromkeys(names):
        lock = covering(locks, name)
        if lock is not None:
            raise PeriodLocked(period=name, locked=lock.period, acronym=lock.acronym, locked_at=lock.locked_at)


async def is_locked(call: Call, name: str) -> bool:
    """Whether a lock holds for a period now."""
    return covering(await _locked(call), name) is not None


async def locks(call: Call) -> list[PeriodLock]:
    """Every lock that the network has or had, for reading."""
    rows = await LOCKS.fetch(call.source, network_id=call.network_id)
    return [PeriodLock(**dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def locked(rows: Iterable[PeriodLock]) -> list[PeriodLock]:
    return [row for row in rows if row.state == PeriodState.LOCKED]


async def closed(call: Call, names: Iterable[str]) -> frozenset[str]:
    """Which of these periods are locked, for what other features show."""
    held = locked(await locks(call))
    return frozenset(name for name in names if covering(held, name) is not None)


async def _locked(call: Call) -> list[PeriodLock]:
    statement = sa.select(PeriodLock).where(
        PeriodLock.network_id == call.network_id, PeriodLock.state == PeriodState.LOCKED
    )
    return list((await call.session.execute(statement.order_by(PeriodLock.first_on))).scalars())


def covering(locks: Iterable[PeriodLock], name: str) -> PeriodLock | None:
    """The longest lock that holds for a period."""
    period = rules.parse(name)
    held = [lock for lock in locks if period.within(rules.parse(lock.period))]
    return max(held, key=lambda lock: lock.last_on - lock.first_on, default=None)


async def lock(call: Call, name: str, *, match: bool = True) -> PeriodLock:
    """Lock a period with all that lies in it. `match`: the request's If-Match is of this lock."""
    period, row = await _held(call, name, match)
    _fire(call, row, period, "lock")
    row.locked_at, row.acronym = call.now, call.actor.acronym(call.network_id)
    await journal.record(call, "period.locked", row, period=name)
    return row


async def unlock(call: Call, name: str, reason: str) -> PeriodLock:
    """Take the lock of this very period away. What a longer one locks stays locked with it."""
    period, row = await _held(call, name)
    _fire(call, row, period, "unlock")
    row.locked_at, row.unlocked_at, row.reason = None, call.now, reason
    row.acronym = call.actor.acronym(call.network_id)
    await journal.record(call, "period.unlocked", row, period=name, reason=reason)
    return row


async def _held(call: Call, name: str, match: bool = True) -> tuple[rules.Period, PeriodLock]:
    """The row of a period's lock, new if it never had one, under the network's row."""
    period = named(name)
    await call.session.execute(sa.select(Network.id).where(Network.id == call.network_id).with_for_update())
    await clock.tick(call)
    statement = sa.select(PeriodLock).where(PeriodLock.network_id == call.network_id, PeriodLock.period == name)
    row = (await call.session.execute(statement)).scalar_one_or_none()
    if match:
        call.match(row.version if row is not None else 0)
    return period, row if row is not None else _first(call, period)


def _first(call: Call, period: rules.Period) -> PeriodLock:
    row = PeriodLock(
        created_at=call.now,
        network_id=call.network_id,
        period=str(period),
        first_on=period.first_on,
        last_on=period.last_on,
        state=PeriodState.OPEN,
        version=0,
    )
    call.session.add(row)
    return row


def _fire(call: Call, row: PeriodLock, period: rules.Period, move: str) -> None:
    today = call.now.astimezone(clock.PLACE).date()
    PERIOD.fire(call, row, move, facts=Facts(PeriodState(row.state), row.period, period.first_on, today))
