"""The reading connections of one process on PostgreSQL."""

import asyncio
from collections.abc import Sequence
from typing import Any

import asyncpg


class Readers:
    """Up to `size` connections, opened when wanted, the last used taken first (its statements are prepared and warm).

    Reads leave nothing behind on a connection, so none is wrapped, reset or checked between two of them; asyncpg's own
    pool does all three, which is half the cost of a keyed read. Raises OSError when the database cannot be reached.
    """

    def __init__(self, dsn: str, size: int, statement_cache_size: int) -> None:
        self.dsn = dsn
        self.places = asyncio.Semaphore(size)
        self.idle: list[asyncpg.Connection] = []
        self.options: dict[str, Any] = {
            "timeout": 5,
            "command_timeout": 20,
            "statement_cache_size": statement_cache_size,
            "max_cached_statement_lifetime": 0,
            "max_cacheable_statement_size": 0,  # no limit: a view's text passes asyncpg's 15 kB easily
        }
        if statement_cache_size:  # zero: behind a transaction pooler, which refuses settings at start-up
            self.options["server_settings"] = {"jit": "off"}

    async def open(self) -> None:
        self.idle.append(await self._connect())

    async def fetch(self, text: str, arguments: Sequence[Any]) -> Sequence[Any]:
        async with self.places:
            connection = await self._ready()
            try:
                rows: Sequence[Any] = await connection.fetch(text, *arguments)
                return rows
            except (asyncpg.PostgresConnectionError, asyncpg.OperatorInterventionError) as error:
                raise ConnectionError(str(error)) from error
            except asyncpg.InternalClientError as error:  # it was being lost while it was asked: never ask it again
                connection.terminate()
                raise ConnectionError(str(error)) from error
            except asyncpg.InterfaceError as error:
                if connection.is_closed():
                    raise ConnectionError(str(error)) from error
                raise
            finally:
                self.idle.append(connection)

    async def close(self) -> None:
        while self.idle:
            await self.idle.pop().close(timeout=2)

    async def _ready(self) -> asyncpg.Connection:
        while self.idle:
            connection = self.idle.pop()
            if not connection.is_closed():
                return connection
        return await self._connect()

    async def _connect(self) -> asyncpg.Connection:
        try:
            return await asyncpg.connect(self.dsn, **self.options)
        except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise ConnectionError(str(error)) from error
