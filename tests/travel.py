"""A database's clock that the test moves: it stands still until told, so an instant is an instant to the microsecond.

The product reads one clock, the database's. On PostgreSQL a role of the test finds another `clock_timestamp()` first
on its path; on SQLite the function `unmn_now` of the connections is the test's. Nothing of the product is replaced.
"""

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest
import sqlalchemy as sa

from api.app import create_app
from api.kernel import db
from api.kernel.shell import Shell

SCHEMA = """
CREATE SCHEMA travel;
CREATE TABLE travel.clock (at timestamptz NOT NULL);
INSERT INTO travel.clock VALUES (pg_catalog.clock_timestamp());
CREATE FUNCTION travel.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT at FROM travel.clock';
"""


@dataclass
class Clock:
    """What the application's database says the time is."""

    at: datetime
    connection: asyncpg.Connection | None = None

    async def set(self, at: datetime) -> None:
        self.at = at
        if self.connection is not None:
            await self.connection.execute("UPDATE travel.clock SET at = $1", at)

    async def forward(self, span: timedelta) -> None:
        await self.set(self.at + span)


@asynccontextmanager
async def travelling(settings_of: Callable[..., Any], url: str, **given: Any) -> AsyncIterator[tuple[Shell, Clock]]:
    """An application on this worker's database whose clock the test sets."""
    clock = Clock(datetime.now(UTC))
    if sa.make_url(url).get_backend_name() == "sqlite":
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(db, "sqlite_now", lambda: db.instant(clock.at))
            shell = create_app(settings_of(**given))
            await shell.kernel.open()
            yield shell, clock
            await shell.kernel.close()
        return
    plain = sa.make_url(url).set(drivername="postgresql")
    clock.connection = await asyncpg.connect(plain.render_as_string(hide_password=False))
    role, word = f"traveller_{secrets.token_hex(6)}", secrets.token_hex(12)
    await clock.connection.execute(SCHEMA)
    await clock.connection.execute(f"CREATE ROLE {role} LOGIN SUPERUSER PASSWORD '{word}'")
    await clock.connection.execute(f"ALTER ROLE {role} SET search_path = travel, pg_catalog, public")
    await clock.set(clock.at)
    theirs = sa.make_url(url).set(username=role, password=word).render_as_string(hide_password=False)
    shell = create_app(settings_of(database_url=theirs, **given))
    await shell.kernel.open()
    yield shell, clock
    await shell.kernel.close()
    await clock.connection.execute(f"DROP ROLE {role}; DROP SCHEMA travel CASCADE")
    await clock.connection.close()
