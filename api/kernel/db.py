"""Tables, column types and the two engines.

`Database` owns what a process holds open: the writing connections (`writers`), an engine for what is asked
outside a unit of work, and the reading side (connections of asyncpg, or one of `sqlite3` used inline).
"""

import asyncio
import json
import sqlite3
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import asyncpg
import sqlalchemy as sa
import sqlalchemy.exc
import uuid_utils.compat
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from api.kernel.readers import Readers
from api.kernel.writers import Writer, Writers

# What a connection that goes away while it is used may end in, beside SQLAlchemy's own DBAPIError.
LOST = (OSError, sqlalchemy.exc.TimeoutError, asyncpg.InternalClientError)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> uuid.UUID:
    """A UUIDv7: ordered by time, so keys grow at one end of their index."""
    return uuid_utils.compat.uuid7()


ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
# What `ENCODER.encode` would make anew for each value; its fields, in the order in which `json` gives them.
_pieces = json.encoder.c_make_encoder(  # type: ignore[attr-defined]
    None, ENCODER.default, json.encoder.encode_basestring, None, ":", ",", True, False, False
)


def dumps(value: Any) -> str:
    """The one JSON text of a value: compact, sorted keys, UTF-8. Equal on both databases."""
    return "".join(_pieces(value, 0))


def instant(value: datetime) -> str:
    """An instant as every contract and digest writes it: UTC, microseconds, `Z`."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")[: -len("+00:00")] + "Z"


# A few organisations, networks and people stand in nearly every row; telling an id from its text takes a microsecond.
id_of = lru_cache(8192)(uuid.UUID)
id_text = lru_cache(8192)(str)


class Id(sa.types.TypeDecorator[uuid.UUID]):
    """UUIDv7: native on PostgreSQL, 36 characters on SQLite."""

    impl = sa.String(36)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[Any]:
        return dialect.type_descriptor(sa.Uuid() if dialect.name == "postgresql" else sa.String(36))

    def process_bind_param(self, value: uuid.UUID | str | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        known = value if isinstance(value, uuid.UUID) else uuid.UUID(value)
        return known if dialect.name == "postgresql" else id_text(known)

    def process_result_value(self, value: Any, dialect: Dialect) -> uuid.UUID | None:
        return value if value is None or isinstance(value, uuid.UUID) else id_of(value)


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """An instant. Refuses naive values; always UTC; on SQLite the text every contract shows."""

    impl = sa.String(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[Any]:
        return dialect.type_descriptor(sa.DateTime(timezone=True) if dialect.name == "postgresql" else sa.String(27))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a zone is refused")
        return value.astimezone(UTC) if dialect.name == "postgresql" else instant(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        known: datetime = datetime.fromisoformat(value) if isinstance(value, str) else value.astimezone(UTC)
        return known


class Json(sa.types.TypeDecorator[Any]):
    """A JSON value we never query into, stored as its one text (`dumps`)."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


# A key made by `text.sort_key`: ordered by its bytes on both databases.
SortKey = sa.String(300).with_variant(sa.String(300, collation="C"), "postgresql")


class Base(DeclarativeBase):
    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map = {
        uuid.UUID: Id,
        datetime: UTCDateTime,
        date: sa.Date,
        int: sa.BigInteger,
        bool: sa.Boolean(),
        dict[str, Any]: Json,
        dict[str, str]: Json,
        list[str]: Json,
        list[int]: Json,
        list[dict[str, Any]]: Json,
    }


class Row:
    """What every table of ours has: an id, when it was made, and the version people send back in If-Match."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    created_at: Mapped[datetime] = mapped_column()
    version: Mapped[int] = mapped_column(default=1)


def one_of(column: str, values: type) -> sa.CheckConstraint:
    """CHECK that a text column holds one of an enum's values; non-native enums, equal on both databases."""
    allowed = ", ".join(f"'{member.value}'" for member in values)  # type: ignore[attr-defined]
    return sa.CheckConstraint(f"{column} IN ({allowed})", name=f"{column}_known")


def sqlite_now() -> str:
    return instant(datetime.now(UTC))


def prepare_sqlite(connection: sqlite3.Connection, now: Callable[[], str]) -> None:
    """WAL, full durability, foreign keys, a busy timeout, and the clock with microseconds."""
    connection.create_function("unmn_now", 0, now)
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "cache_size=-32000",
    ):
        connection.execute(f"PRAGMA {pragma}")


class Database:
    """The open database of one process."""

    def __init__(self, url: str, *, pool_size: int = 8, statement_cache_size: int = 512) -> None:
        self.url = sa.make_url(url)
        self.dialect = self.url.get_backend_name()
        self.pool_size = pool_size
        self.statement_cache_size = statement_cache_size
        self.now = sqlite_now  # the one clock of the embedded database: in its statements and beside them
        self.engine: AsyncEngine
        self.writers: Writers
        self.readers: Readers | None = None
        self.reader: sqlite3.Connection | None = None
        self._writing: asyncio.Lock | None = None

    @property
    def embedded(self) -> bool:
        return self.dialect == "sqlite"

    async def open(self) -> None:
        if self.embedded:
            await self._open_sqlite()
        else:
            await self._open_postgresql()

    async def _open_sqlite(self) -> None:
        self.engine = create_async_engine(self.url, pool_size=2, max_overflow=0, hide_parameters=True)
        sa.event.listen(self.engine.sync_engine, "connect", self._on_sqlite_connect)
        sa.event.listen(self.engine.sync_engine, "begin", _begin_immediate)
        arguments = {"check_same_thread": False}  # one at a time, but not one alone: see `writers.Embedded`
        self.writers = self._made_writers(arguments, 1)
        sa.event.listen(self.writers.engine.sync_engine, "connect", self._on_sqlite_connect)
        async with self.engine.connect():
            pass  # the first connection switches the file to WAL before anything reads it
        self.reader = sqlite3.connect(str(self.url.database), isolation_level=None, cached_statements=512)
        prepare_sqlite(self.reader, self.now)
        self.reader.execute("PRAGMA mmap_size=268435456")
        self._writing = asyncio.Lock()

    def _on_sqlite_connect(self, connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions; `_begin_immediate` does
        driver = connection.driver_connection._conn  # aiosqlite keeps the sqlite3 connection here
        connection.run_async(lambda wrapped: wrapped._execute(prepare_sqlite, driver, self.now))

    async def _open_postgresql(self) -> None:
        arguments: dict[str, Any] = {
            "statement_cache_size": self.statement_cache_size,
            "max_cacheable_statement_size": 0,  # views are longer than asyncpg's 15 kB
        }
        self.engine = create_async_engine(
            self.url,
            pool_size=max(2, self.pool_size // 4),
            max_overflow=0,
            pool_timeout=5,
            hide_parameters=True,
            connect_args=arguments,
        )
        self.writers = self._made_writers(arguments, self.pool_size)
        plain = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self.readers = Readers(plain, self.pool_size, self.statement_cache_size)
        await self.readers.open()

    def written(self) -> int:
        """A number of the embedded database that is another one once anybody has written to it."""
        assert self.reader is not None, "the database is not open"
        return int(self.reader.execute("PRAGMA data_version").fetchone()[0])

    def _made_writers(self, arguments: dict[str, Any], size: int) -> Writers:
        # parameters are hidden: an error that is logged would tell what people wrote
        engine = create_async_engine(
            self.url,
            poolclass=sa.NullPool,
            isolation_level="AUTOCOMMIT",
            skip_autocommit_rollback=True,
            hide_parameters=True,
            connect_args=arguments,
        )
        return Writers(engine, size)

    async def close(self) -> None:
        if self.reader is not None:
            self.reader.close()
        if self.readers is not None:
            await self.readers.close()
        await self.writers.close()
        await self.engine.dispose()

    def writer(self) -> AbstractAsyncContextManager[Writer]:
        """A unit of work's transaction. The caller commits; leaving without a commit rolls back.

        SQLite has one writer: a lock in the process queues writers fairly instead of letting them poll the file.
        """
        return self.writers.begin() if self._writing is None else self._queued(self._writing)

    @asynccontextmanager
    async def _queued(self, writing: asyncio.Lock) -> AsyncIterator[Writer]:
        async with writing, self.writers.begin() as writer:
            yield writer

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A transaction outside a unit of work (who is calling, what is forgotten), on the same terms."""
        if self._writing is None:
            async with AsyncSession(self.engine, expire_on_commit=False, autoflush=False) as session:
                yield session
            return
        async with self._writing, AsyncSession(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session


def _begin_immediate(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
