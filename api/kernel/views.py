"""Reads: one statement in, finished JSON text out (`fragments`), or rows where Python must add something.

A `View` is compiled once per dialect and run on the process's reading connections, inline on `sqlite3`, or inside the
transaction of a write. A `Change` is a statement that writes, for the few rows that every write of the platform touches.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from api.kernel.db import DRIVER_ERRORS, Database, Id, UTCDateTime, dumps, refused
from api.kernel.fragments import Fragment, among, case_json, many, money, obj, one, spread, val
from api.kernel.problems import Unavailable

__all__ = [
    "Change", "Fragment", "PoolSource", "SessionSource", "Source", "View",
    "among", "case_json", "many", "money", "obj", "one", "splice", "spread", "val", "write",
]  # fmt: skip

_drivers: dict[str, Any] = {"sqlite": pysqlite, "postgresql": asyncpg}
DIALECTS = {name: driver.dialect() for name, driver in _drivers.items()}


class Compiled:
    """A statement for one driver: its text, how its parameters are bound, and how its columns are read."""

    def __init__(self, statement: Any, dialect: str) -> None:
        spoken = DIALECTS[dialect]
        compiled: Any = statement.compile(dialect=spoken, compile_kwargs={"render_postcompile": True})
        self.text = str(compiled)
        self.binders: list[tuple[str, Callable[[Any], Any] | None]] = []
        self.constants: dict[str, Any] = {}
        for name in compiled.positiontup or []:
            # the members of a constant IN list are named after it: state_1 → state_1_1, state_1_2
            bind = compiled.binds[name if name in compiled.binds else name.rpartition("_")[0]]
            binder = _binder(bind.type, spoken)
            self.binders.append((name, binder))
            if not bind.required:
                self.constants[name] = compiled.params[name]
        returned = statement.selected_columns if isinstance(statement, sa.SelectBase) else ()
        self.readers = [_reader(column.type, spoken) for column in returned]
        self.plain = not any(self.readers)

    def arguments(self, params: Mapping[str, Any]) -> tuple[Any, ...]:
        """Raises KeyError for a parameter that nobody gave."""
        given = {**self.constants, **params}
        return tuple([given[name] if bind is None else bind(given[name]) for name, bind in self.binders])

    def read(self, rows: Sequence[Any]) -> Sequence[Any]:
        if self.plain:
            return rows
        return [
            tuple([v if read is None or v is None else read(v) for v, read in zip(row, self.readers, strict=True)])
            for row in rows
        ]


def _binder(kind: Any, dialect: Any) -> Callable[[Any], Any] | None:
    if isinstance(kind, Id) and dialect.name == "postgresql":
        return None  # asyncpg takes a UUID, and its text
    if isinstance(kind, sa.types.TypeDecorator):
        return lambda value: kind.process_bind_param(value, dialect)
    if isinstance(kind, sa.Date) and dialect.name == "sqlite":
        return lambda value: value.isoformat() if value is not None else None
    return None


def _reader(kind: Any, dialect: Any) -> Callable[[Any], Any] | None:
    embedded = dialect.name == "sqlite"
    if isinstance(kind, Id | UTCDateTime) and not embedded:
        return None  # asyncpg gives a UUID, and instants in UTC
    if isinstance(kind, sa.types.TypeDecorator):
        return lambda value: kind.process_result_value(value, dialect)
    if isinstance(kind, sa.Boolean) and embedded:
        return bool
    return date.fromisoformat if isinstance(kind, sa.Date) and embedded else None


class Source(Protocol):
    """Where views read."""

    dialect: str

    async def fetch(self, text: str, arguments: tuple[Any, ...]) -> Sequence[Any]: ...


class PoolSource:
    """Committed data: the reading connections, or `sqlite3` inline (a thread hop costs more than a keyed read)."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.dialect = database.dialect

    async def fetch(self, text: str, arguments: tuple[Any, ...]) -> Sequence[Any]:
        try:
            if self.database.readers is not None:
                return await self.database.readers.fetch(text, arguments)
            assert self.database.reader is not None, "the database is not open"
            return self.database.reader.execute(text, arguments).fetchall()
        except OSError as error:
            raise Unavailable() from error
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
                raise  # a statement of ours is wrong
            raise Unavailable() from error


class SessionSource:
    """What a write's own transaction sees.

    The first statement goes through SQLAlchemy, which begins the transaction; those after it go to the driver's own
    connection, because what stands between costs more than a keyed read.
    """

    def __init__(self, session: AsyncSession) -> None:
        self.session = session
        self.dialect = session.get_bind().dialect.name
        self._driver: Any = None
        self._transaction: Any = None  # the one that the driver's connection is in

    async def fetch(self, text: str, arguments: tuple[Any, ...]) -> Sequence[Any]:
        session = self.session.sync_session
        if session.new or session.dirty or session.deleted:
            await self.session.flush()
        if self._transaction is None or self._transaction is not session.get_transaction():
            return await self._begin(text, arguments)
        try:
            rows: Sequence[Any] = await self._driver.fetch(text, *arguments)
            return rows
        except DRIVER_ERRORS as error:
            raise refused(error) from error

    async def _begin(self, text: str, arguments: tuple[Any, ...]) -> Sequence[Any]:
        connection = await self.session.connection()
        answer = await connection.exec_driver_sql(text, arguments)
        rows = answer.fetchall() if answer.returns_rows else ()
        driver = (await connection.get_raw_connection()).driver_connection
        self._driver = driver if self.dialect == "postgresql" else Inline(driver)
        self._transaction = self.session.sync_session.get_transaction()
        return rows


class Inline:
    """The `sqlite3` connection below aiosqlite, used at once while its thread is idle: the hop costs more than a keyed
    statement."""

    def __init__(self, wrapped: Any) -> None:
        self.connection: sqlite3.Connection = wrapped._conn

    async def fetch(self, text: str, *arguments: Any) -> Sequence[Any]:
        return self.connection.execute(text, arguments).fetchall()


class View:
    """A statement, compiled once per dialect. Parameters are `sa.bindparam(name, type_=…)`, all given at each call."""

    def __init__(self, statement: Any) -> None:
        self.statement = statement
        self._compiled: dict[str, Compiled] = {}

    def compiled(self, dialect: str) -> Compiled:
        if dialect not in self._compiled:
            self._compiled[dialect] = Compiled(self.statement, dialect)
        return self._compiled[dialect]

    async def fetch(self, source: Source, /, **params: Any) -> Sequence[Any]:
        compiled = self.compiled(source.dialect)
        return compiled.read(await source.fetch(compiled.text, compiled.arguments(params)))

    async def first(self, source: Source, /, **params: Any) -> Any:
        rows = await self.fetch(source, **params)
        return rows[0] if rows else None


class Change(View):
    """An INSERT or UPDATE with the same life. The rules of features go through the ORM; this is for the hot few."""


@lru_cache(256)
def _of_row(table: sa.Table, names: tuple[str, ...]) -> Change:
    columns = {name: sa.bindparam(name, type_=table.c[name].type) for name in names}
    return Change(sa.update(table).where(table.c.id == sa.bindparam("this", type_=Id)).values(columns))


async def write(source: Source, row: Any, /, **values: Any) -> None:
    """Set columns of a loaded row by one statement now. The session holds the row on, and finds nothing left to write."""
    await _of_row(row.__table__, tuple(values)).fetch(source, this=row.id, **values)
    for name, value in values.items():
        set_committed_value(row, name, value)


REACH = sa.bindparam("reach", type_=sa.Integer)


def within(visibility: Any) -> sa.ColumnElement[bool]:
    """Whether a record's visibility is within the caller's reach (`call.reach`)."""
    ranks = {"public": 1, "partners": 2, "members": 3, "secretariat": 4}
    return sa.case(ranks, value=visibility, else_=9) <= REACH


# Whether the caller reads everything, drafts of the officers included.
READS_ALL: sa.ColumnElement[bool] = REACH >= 4


def splice(json: str, **members: Any) -> str:
    """Add members to a finished JSON object: what Python alone knows (`moves`, `needs`)."""
    return json[:-1] + tail(**members)


def tail(**members: Any) -> str:
    """What `splice` puts at the end, for lists in which many objects end alike."""
    return "".join([f',"{name}":{dumps(value)}' for name, value in members.items()]) + "}"
