"""The only clock: the database's, read after the row lock."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

if TYPE_CHECKING:
    from api.kernel.access import Call
    from api.kernel.views import Source

PLACE = ZoneInfo("Asia/Ashgabat")  # the duty station: where a day begins and deadlines are read


def now_utc() -> datetime:
    """About now, for what decides nothing (an age that is shown, a list's horizon)."""
    return datetime.now(UTC)


ASKED = {"sqlite": "SELECT unmn_now()", "postgresql": "SELECT clock_timestamp()"}


async def now(asked: "AsyncSession | Source") -> datetime:
    """The instant it is for everybody: every deadline is decided by this, never by a worker's own clock."""
    if isinstance(asked, AsyncSession):
        run = (await asked.connection()).exec_driver_sql
        return told((await run(ASKED[asked.get_bind().dialect.name])).scalar_one())
    return told((await asked.fetch(ASKED[asked.dialect], ()))[0][0])


async def tick(call: "Call") -> datetime:
    """Read the clock for a call, now; `call.now` keeps the latest reading, which the call's rows and entries share."""
    call.now = await now(call.source)
    return call.now


def told(value: str | datetime) -> datetime:
    """A reading of the clock as either driver gives it."""
    return (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(UTC)


def database_now(dialect: str) -> sa.ColumnElement[str]:
    """The same clock inside a statement."""
    return sa.func.unmn_now() if dialect == "sqlite" else sa.func.clock_timestamp()
