"""The writing connections of one process: a transaction on the driver's own connection, and the ORM's session in it.

Most of what a write costs beyond its statements is the session: made, begun, committed and closed for each request. So
the transaction is the driver's, statements that are compiled once go straight to it, and the session is made when a
feature first asks for one. SQLAlchemy's connection below it is told AUTOCOMMIT: it neither begins nor commits.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

import asyncpg
import sqlalchemy.exc
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

# What the drivers raise where no SQLAlchemy stands between.
# The internal one: a connection that was being lost while it was asked.
DRIVER_ERRORS = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, sqlite3.Error)
CLASHES = (asyncpg.IntegrityConstraintViolationError, sqlite3.IntegrityError)
PATIENCE = 5.0  # seconds for a place among those who write
BUSY = 10.0  # seconds for the embedded file, should another process be writing in it
LOOK = 0.005  # between two looks whether it still is


def refused(error: Exception) -> sqlalchemy.exc.DBAPIError:
    """A driver's error as SQLAlchemy tells it, so that a unit of work knows one kind."""
    kind = sqlalchemy.exc.IntegrityError if isinstance(error, CLASHES) else sqlalchemy.exc.DBAPIError
    return kind(None, None, error)


class Driver(Protocol):
    """One connection of either driver, as a transaction uses it."""

    async def fetch(self, text: str, *arguments: Any) -> Sequence[Any]: ...
    async def begin(self) -> None: ...
    async def commit(self) -> None: ...
    async def rollback(self) -> None: ...
    def lost(self) -> bool: ...


class Postgresql:
    """asyncpg's connection."""

    def __init__(self, connection: Any) -> None:
        self.connection: asyncpg.Connection = connection
        self.fetch = connection.fetch

    async def begin(self) -> None:
        await self.connection.execute("BEGIN")

    async def commit(self) -> None:
        told = await self.connection.execute("COMMIT")
        if told != "COMMIT":  # a statement had failed before: PostgreSQL rolls back, and says so without an error
            raise asyncpg.InFailedSQLTransactionError(told)

    async def rollback(self) -> None:
        await self.connection.execute("ROLLBACK")

    def lost(self) -> bool:
        return bool(self.connection.is_closed())


class Embedded:
    """The `sqlite3` connection below aiosqlite, used at once while its thread is idle: the hop costs more than a keyed
    statement. The commit goes to the thread, because it waits for the disk."""

    def __init__(self, wrapped: Any) -> None:
        self.wrapped = wrapped
        self.connection: sqlite3.Connection = wrapped._conn
        self.connection.execute("PRAGMA busy_timeout=0")  # whoever waits inline holds up everybody: see `begin`

    async def fetch(self, text: str, *arguments: Any) -> Sequence[Any]:
        if not self.connection.in_transaction:  # SQLite ends one by itself on some errors: nothing may follow alone
            raise sqlite3.OperationalError("the transaction is over")
        return self.connection.execute(text, arguments).fetchall()

    async def begin(self) -> None:
        """Writers of this process queue in `Database`; another process is waited for in small sleeps."""
        loop = asyncio.get_running_loop()
        until = loop.time() + BUSY
        while True:
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or loop.time() > until:
                    raise
            await asyncio.sleep(LOOK)

    async def commit(self) -> None:
        await self.wrapped.commit()

    async def rollback(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def lost(self) -> bool:
        return False


class UnitSession(AsyncSession):
    """The ORM in a writer's transaction. Features flush and never commit; a dry run takes back what it wrote."""

    writer: "Writer"

    async def commit(self) -> None:
        raise RuntimeError("the unit of work commits")

    async def rollback(self) -> None:
        await super().rollback()
        await self.writer.restart()


class Writer:
    """One transaction: a source for views, and `session` where a feature asks for the ORM."""

    def __init__(self, connection: AsyncConnection, driver: Driver) -> None:
        self.connection, self.driver = connection, driver
        self.dialect: str = connection.dialect.name
        self.open = False
        self._session: UnitSession | None = None

    @property
    def session(self) -> AsyncSession:
        if self._session is None:
            self._session = UnitSession(self.connection, expire_on_commit=False, autoflush=False)
            self._session.writer = self
        return self._session

    async def fetch(self, text: str, arguments: tuple[Any, ...]) -> Sequence[Any]:
        if self._session is not None:
            await self.flush()
        try:
            return await self.driver.fetch(text, *arguments)
        except DRIVER_ERRORS as error:
            raise refused(error) from error

    async def flush(self) -> None:
        """Write what the session holds, if there is one that holds anything."""
        if self._session is None:
            return
        held = self._session.sync_session
        if held.new or held.dirty or held.deleted:
            await self._session.flush()

    async def begin(self) -> None:
        try:
            await self.driver.begin()
        except DRIVER_ERRORS as error:
            raise refused(error) from error
        self.open = True

    async def commit(self) -> None:
        await self.flush()
        try:
            await self.driver.commit()
        except DRIVER_ERRORS as error:
            raise refused(error) from error
        self.open = False

    async def restart(self) -> None:
        """Take everything back and begin anew."""
        try:
            await self.driver.rollback()
        except DRIVER_ERRORS as error:
            raise refused(error) from error
        await self.begin()

    async def leave(self) -> bool:
        """Roll back what was not committed. Whether the connection can be used again."""
        try:
            if self._session is not None:
                session, self._session = self._session, None
                await session.close()
            if self.open:
                await self.driver.rollback()
        except (*DRIVER_ERRORS, OSError, sqlalchemy.exc.SQLAlchemyError):
            return False
        self.open = False
        return not self.driver.lost() and not self.connection.invalidated


class Writers:
    """Up to `size` connections, opened when wanted, the last used taken first (its statements are prepared and warm)."""

    def __init__(self, engine: AsyncEngine, size: int) -> None:
        self.engine = engine  # without a pool, and with AUTOCOMMIT
        self.places = asyncio.Semaphore(size)
        self.idle: list[Writer] = []

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Writer]:
        """A transaction. The caller commits; leaving without a commit rolls back. Raises TimeoutError if all are busy."""
        if self.places.locked():
            async with asyncio.timeout(PATIENCE):
                await self.places.acquire()
        else:
            await self.places.acquire()
        try:
            writer = await self._begun()
            kept = False
            try:
                yield writer
            finally:
                try:
                    kept = await writer.leave()
                finally:
                    await self._give_back(writer, kept)
        finally:
            self.places.release()

    async def close(self) -> None:
        while self.idle:
            await self.idle.pop().connection.close()
        await self.engine.dispose()

    async def _begun(self) -> Writer:
        while self.idle:
            writer = self.idle.pop()
            if not writer.driver.lost():
                await self._begin(writer)
                return writer
            await self._give_back(writer, kept=False)
        connection = await self.engine.connect()
        driver: Any = (await connection.get_raw_connection()).driver_connection
        embedded = connection.dialect.name == "sqlite"
        writer = Writer(connection, Embedded(driver) if embedded else Postgresql(driver))
        await self._begin(writer)
        return writer

    async def _begin(self, writer: Writer) -> None:
        try:
            await writer.begin()
        except BaseException:
            await self._give_back(writer, kept=False)
            raise

    async def _give_back(self, writer: Writer, kept: bool) -> None:
        """Keep it for the next one, or drop the connection: nobody gets one in a state that is not known."""
        if kept:
            self.idle.append(writer)
            return
        try:
            await writer.connection.invalidate()
            await writer.connection.close()
        except (*DRIVER_ERRORS, OSError, sqlalchemy.exc.SQLAlchemyError):
            pass
