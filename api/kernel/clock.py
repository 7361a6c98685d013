"""The only clock: the database's, read after the row lock."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

if TYPE_CHECKING:
    from api.kernel.access import Call

PLACE = ZoneInfo("Asia/Ashgabat")  # the duty station: where a day begins and deadlines are read


def now_utc() -> datetime:
    """About now, for what decides nothing (an age that is shown, a list's horizon)."""
    return datetime.now(UTC)


async def now(session: AsyncSession) -> datetime:
    """The instant it is for everybody: every deadline is decided by this, never by a worker's own clock."""
    embedded = session.get_bind().dialect.name == "sqlite"
    text = "SELECT unmn_now()" if embedded else "SELECT clock_timestamp()"
    value = (await session.connection()).exec_driver_sql
    found = (await value(text)).scalar_one()
    return datetime.fromisoformat(found).astimezone(UTC) if isinstance(found, str) else found.astimezone(UTC)


async def tick(call: "Call") -> datetime:
    """Read the clock for a call, now; `call.now` keeps the latest reading, which the call's rows and entries share."""
    call.now = await now(call.session)
    return call.now


def database_now(dialect: str) -> sa.ColumnElement[str]:
    """The same clock inside a statement."""
    return sa.func.unmn_now() if dialect == "sqlite" else sa.func.clock_timestamp()
