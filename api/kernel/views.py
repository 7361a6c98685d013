"""Reads: one statement in, finished JSON text out (`fragments`), or rows where Python must add something.

A `View` is compiled once per dialect and run on the process's reading connections, inline on `sqlite3`, or inside the
transaction of a write. A `Change` is a statement that writes, for the few rows that every write of the platform touches.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.compiler import SQLCompiler

from api.kernel.db import Database, Id, UTCDateTime, dumps, id_of, id_text, instant
from api.kernel.fragments import Fragment, among, case_json, many, money, obj, one, spread, val
from api.kernel.problems import Unavailable

__all__ = [
    "Change", "Fragment", "Held", "PoolSource", "Source", "View",
    "among", "case_json", "many", "money", "obj", "one", "splice", "spread", "val", "write",
]  # fmt: skip


CONSTANT = (sa.String, sa.Text, sa.Integer, sa.BigInteger)


def _telling_constants(compiler: type[SQLCompiler]) -> type[SQLCompiler]:
    """A compiler that writes constants into the text: a view has dozens, and each would be sent with every request."""

    class Telling(compiler):  # type: ignore[valid-type, misc]
        def visit_bindparam(self, bindparam: Any, *more: Any, **kw: Any) -> str:
            value, kind = bindparam.value, bindparam.type
            given = bindparam.required or bindparam.expanding or bindparam.callable is not None
            if given or type(kind) not in CONSTANT or isinstance(value, bool) or not isinstance(value, str | int):
                return str(super().visit_bindparam(bindparam, *more, **kw))
            text = str(self.render_literal_value(str(value) if isinstance(value, str) else value, kind))
            casts = self.dialect._bind_typing_render_casts  # PostgreSQL: the type that the parameter would have had
            return str(self.render_bind_cast(kind, kind, text)) if casts else text

    return Telling


def _spoken(driver: Any) -> Any:
    dialect = driver.dialect()
    dialect.statement_compiler = _telling_constants(dialect.statement_compiler)
    return dialect


_drivers: dict[str, Any] = {"sqlite": pysqlite, "postgresql": asyncpg}
DIALECTS = {name: _spoken(driver) for name, driver in _drivers.items()}


class Compiled:
    """A statement for one driver: its text, how its parameters are bound, and how its columns are read."""

    def __init__(self, statement: Any, dialect: str) -> None:
        spoken = DIALECTS[dialect]
        compiled: Any = statement.compile(dialect=spoken, compile_kwargs={"render_postcompile": True})
        self.text = str(compiled)
        self.binders: dict[str, Callable[[Any], Any] | None] = {}
        self.order: tuple[str, ...] = tuple(compiled.positiontup or ())
        self.constants: dict[str, Any] = {}
        for name in self.order:
            # the members of a constant IN list are named after it: state_1 → state_1_1, state_1_2
            bind = compiled.binds[name if name in compiled.binds else name.rpartition("_")[0]]
            binder = _binder(bind.type, spoken)
            if bind.required:
                self.binders[name] = binder
            else:
                self.constants[name] = compiled.params[name] if binder is None else binder(compiled.params[name])
        returned = statement.selected_columns if isinstance(statement, sa.SelectBase) else ()
        readers = [_reader(column.type, spoken) for column in returned]
        self.readers = [(at, read) for at, read in enumerate(readers) if read is not None]

    def arguments(self, params: Mapping[str, Any]) -> tuple[Any, ...]:
        """Raises KeyError for a parameter that nobody gave."""
        given = {n: params[n] if bind is None else bind(params[n]) for n, bind in self.binders.items()}
        if self.constants:
            given |= self.constants
        return tuple([given[name] for name in self.order])

    def read(self, rows: Sequence[Any]) -> Sequence[Any]:
        return [self._read(row) for row in rows] if self.readers else rows

    def _read(self, row: Sequence[Any]) -> list[Any]:
        known = list(row)
        for at, read in self.readers:
            if known[at] is not None:
                known[at] = read(known[at])
        return known


def _binder(kind: Any, dialect: Any) -> Callable[[Any], Any] | None:
    if isinstance(kind, Id):
        # asyncpg takes a UUID, and its text; of ours, nearly all come as UUID
        return None if dialect.name == "postgresql" else _id_bound
    if isinstance(kind, UTCDateTime) and dialect.name == "sqlite":
        return _instant_bound
    if isinstance(kind, sa.types.TypeDecorator):
        return lambda value: kind.process_bind_param(value, dialect)
    if isinstance(kind, sa.Date) and dialect.name == "sqlite":
        return lambda value: value.isoformat() if value is not None else None
    return None


def _id_bound(value: UUID | str | None) -> str | None:
    """An id as SQLite keeps it; what is none raises ValueError."""
    if value is None:
        return None
    return id_text(value if isinstance(value, UUID) else id_of(value))


def _instant_bound(value: datetime | None) -> str | None:
    if value is not None and value.tzinfo is None:
        raise ValueError("an instant without a zone is refused")
    return None if value is None else instant(value)


def _reader(kind: Any, dialect: Any) -> Callable[[Any], Any] | None:
    embedded = dialect.name == "sqlite"
    if isinstance(kind, Id | UTCDateTime) and not embedded:
        return None  # asyncpg gives a UUID, and instants in UTC
    if isinstance(kind, Id | UTCDateTime):
        return id_of if isinstance(kind, Id) else datetime.fromisoformat
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


class Held:
    """Columns of a row as plain values, under its lock: for the hot few writes to which an entity would cost too much.

    Reads like the entity. Only `write` changes it; whatever else wants to needs the entity itself.
    """

    def __init__(self, entity: Any, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)
        self.entity, self.__table__, self.__tablename__ = entity, entity.__table__, entity.__tablename__


async def write(source: Source, row: Any, /, **values: Any) -> None:
    """Set columns of a loaded row by one statement now. The session holds the row on, and finds nothing left to write."""
    await _of_row(row.__table__, tuple(values)).fetch(source, this=row.id, **values)
    if isinstance(row, Held):
        row.__dict__.update(values)
        return
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
    return "," + dumps(members)[1:] if members else "}"
