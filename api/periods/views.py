"""Periods as they are read: computed from their names, with the locks of the network laid over them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from api.kernel import clock
from api.kernel.access import Call
from api.kernel.db import dumps, instant
from api.kernel.routing import Reply
from api.periods import rules
from api.periods.models import PeriodLock, PeriodState
from api.periods.rules import Period, Span
from api.periods.service import covering, locked, locks, named
from api.periods.states import PERIOD, Facts

_SHORTER = {Span.YEAR: Span.HALF_YEAR, Span.HALF_YEAR: Span.QUARTER, Span.QUARTER: Span.MONTH}


def today() -> date:
    return clock.now_utc().astimezone(clock.PLACE).date()


async def periods(call: Call, span: Span, year: int | None, is_locked: bool | None) -> Reply:
    """The periods of a span in a year and the year before it."""
    day = today()
    year = year or day.year
    held = locked(await locks(call))
    shown = rules.between(Period(year - 1, span), Period(year + 1, span).before())
    items = [_item(period, held, day) for period in shown]
    wanted = [item for item in items if is_locked is None or (item["state"] == PeriodState.LOCKED) == is_locked]
    return Reply(dumps({"items": wanted}))


async def period(call: Call, name: str) -> Reply:
    known = named(name)
    rows = await locks(call)
    own = next((row for row in rows if row.period == name), None)
    day = today()
    facts = Facts(PeriodState(own.state) if own else PeriodState.OPEN, name, known.first_on, day)
    shorter = _SHORTER.get(known.span)
    read = _item(known, locked(rows), day) | {
        "previous": str(known.before()),
        "next": str(known.after()),
        "parts": [str(part) for part in known.parts(shorter)] if shorter else [],
        "reason": own.reason if own else None,
        "unlocked_at": instant(own.unlocked_at) if own and own.unlocked_at else None,
        "version": own.version if own else 0,
        "moves": PERIOD.offered(call, facts),
    }
    return Reply(dumps(read), own.version if own else 0)


def _item(period: Period, held: Sequence[PeriodLock], day: date) -> dict[str, Any]:
    lock = covering(held, str(period))
    told = {"period": lock.period, "acronym": lock.acronym, "locked_at": instant(lock.locked_at)} if lock else None  # type: ignore[arg-type]
    return {
        "period": str(period),
        "span": period.span,
        "title": period.titles(),
        "first_on": str(period.first_on),
        "last_on": str(period.last_on),
        "state": PeriodState.LOCKED if lock else PeriodState.OPEN,
        "lock": told,
        "current": period.holds(day),
    }
