"""Reads: one statement in, finished JSON bytes out; the same bytes on both databases.

The databases' own JSON builders differ in spacing, timestamps and limits, so the text is glued: `obj` joins `"key":`
with values, `val` writes a column by its type, `many` gathers an ordered subquery. A `View` is compiled once per dialect
and run on asyncpg's pool, inline on `sqlite3`, or inside the transaction of a write.
"""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.asyncpg import dialect as asyncpg_dialect
from sqlalchemy.dialects.sqlite.pysqlite import dialect as pysqlite_dialect
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from api.kernel.db import Database, Id, Json, UTCDateTime, dumps

DIALECTS: dict[str, Any] = {"sqlite": pysqlite_dialect(), "postgresql": asyncpg_dialect()}


class JsonValue(sa.sql.expression.ColumnElement[str]):
    """A scalar as JSON text, by its SQL type."""

    inherit_cache = False
    type = sa.Text()

    def __init__(self, inner: Any) -> None:
        self.inner = _element(inner)

    def get_children(self, **_: Any) -> list[Any]:
        return [self.inner]

    @property
    def _from_objects(self) -> list[Any]:
        return list(self.inner._from_objects)


class Joined(JsonValue):
    """The items of a group, joined by commas."""


def _element(value: Any) -> Any:
    return value.__clause_element__() if hasattr(value, "__clause_element__") else value


@compiles(JsonValue, "sqlite")
def _sqlite_value(element: JsonValue, compiler: SQLCompiler, **kw: Any) -> str:
    inner, kind = compiler.process(element.inner, **kw), element.inner.type
    if isinstance(kind, Json):
        text = inner
    elif isinstance(kind, sa.Boolean):
        text = f"CASE WHEN {inner} THEN 'true' WHEN NOT {inner} THEN 'false' END"
    elif isinstance(kind, sa.Integer):
        text = f"CAST({inner} AS TEXT)"
    elif isinstance(kind, Id | UTCDateTime | sa.Date):
        text = f"'\"' || {inner} || '\"'"
    elif isinstance(kind, sa.String):
        return f"json_quote({inner})"
    else:
        raise TypeError(f"a view writes no {kind!r}; give the expression a type")
    return f"coalesce({text}, 'null')"


@compiles(JsonValue, "postgresql")
def _postgresql_value(element: JsonValue, compiler: SQLCompiler, **kw: Any) -> str:
    inner, kind = compiler.process(element.inner, **kw), element.inner.type
    if isinstance(kind, Json):
        text = inner
    elif isinstance(kind, sa.Boolean):
        text = f"CASE WHEN {inner} THEN 'true' WHEN NOT {inner} THEN 'false' END"
    elif isinstance(kind, sa.Integer):
        text = f"({inner})::text"
    elif isinstance(kind, UTCDateTime):
        text = f"'\"' || to_char({inner} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') || '\"'"
    elif isinstance(kind, Id | sa.Date):
        text = f"'\"' || ({inner})::text || '\"'"
    elif isinstance(kind, sa.String):
        text = f"to_json(({inner})::text)::text"
    else:
        raise TypeError(f"a view writes no {kind!r}; give the expression a type")
    return f"coalesce({text}, 'null')"


@compiles(Joined, "sqlite")
def _sqlite_joined(element: Joined, compiler: SQLCompiler, **kw: Any) -> str:
    return f"'[' || coalesce(group_concat({compiler.process(element.inner, **kw)}, ','), '') || ']'"


@compiles(Joined, "postgresql")
def _postgresql_joined(element: Joined, compiler: SQLCompiler, **kw: Any) -> str:
    return f"'[' || coalesce(string_agg({compiler.process(element.inner, **kw)}, ','), '') || ']'"


class Fragment:
    """JSON text in the making: literal pieces and expressions, glued when a statement wants it."""

    def __init__(self, parts: Sequence[str | sa.ColumnElement[Any]]) -> None:
        self.parts: list[str | sa.ColumnElement[Any]] = []
        for part in parts:
            if isinstance(part, str) and self.parts and isinstance(self.parts[-1], str):
                self.parts[-1] += part
            else:
                self.parts.append(part)

    def sql(self) -> sa.ColumnElement[str]:
        """One text expression."""
        pieces = [sa.literal_column(_quoted(part), sa.Text) if isinstance(part, str) else part for part in self.parts]
        whole = pieces[0]
        for piece in pieces[1:]:
            whole = whole.op("||", return_type=sa.Text())(piece)
        return whole


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def val(value: Any) -> Fragment:
    """A column, an expression or a Python constant as JSON."""
    if isinstance(value, Fragment):
        return value
    if value is None or isinstance(value, bool | int | str | list | dict):
        return Fragment([dumps(value)])
    return Fragment([JsonValue(value)])


def obj(**fields: Any) -> Fragment:
    """A JSON object with these members, in this order."""
    parts: list[Any] = []
    for at, (name, value) in enumerate(fields.items()):
        parts += [("{" if at == 0 else ",") + dumps(name) + ":", *val(value).parts]
    return Fragment([*parts, "}"] if parts else ["{}"])


def money(cents: Any, currency: Any = "USD") -> Fragment:
    """Integer cents as `{"amount": "12.05", "currency": "USD"}`; null when the cents are."""
    column = _element(cents)
    # integer division truncates toward zero on both databases, so the sign is written apart
    size = sa.func.abs(column, type_=sa.BigInteger)
    rest = sa.cast(size % 100, sa.String)
    padded = sa.case((size % 100 < 10, sa.literal_column("'0'", sa.Text).op("||")(rest)), else_=rest)
    sign = sa.case((column < 0, sa.literal_column("'-'", sa.Text)), else_=sa.literal_column("''", sa.Text))
    whole = sa.cast(size.op("/", return_type=sa.BigInteger())(100), sa.String)
    text = Fragment(['{"amount":"', sign, whole, ".", padded, '","currency":', *val(currency).parts, "}"]).sql()
    return Fragment([sa.func.coalesce(text, sa.literal_column("'null'", sa.Text), type_=sa.Text)])


def many(item: Fragment, from_: Any, where: Sequence[Any], order_by: Sequence[Any], outer: Sequence[Any]) -> Fragment:
    """A JSON array of items, in order; `[]` when there are none. `outer` are the tables the conditions reach out to."""
    inner = sa.select(item.sql().label("item")).select_from(from_).where(*where).order_by(*order_by)
    rows = inner.correlate(*outer).subquery()
    return Fragment([sa.select(Joined(rows.c.item)).select_from(rows).scalar_subquery()])


def one(item: Fragment, from_: Any, where: Sequence[Any], outer: Sequence[Any]) -> Fragment:
    """A JSON object of a to-one relation, or null."""
    found = sa.select(item.sql()).select_from(from_).where(*where).correlate(*outer).scalar_subquery()
    return Fragment([sa.func.coalesce(found, sa.literal_column("'null'", sa.Text), type_=sa.Text)])


class Compiled:
    """A statement for one driver: its text, the order of its parameters, and how they are bound and read."""

    def __init__(self, statement: sa.Select[Any], dialect: str) -> None:
        self.dialect = DIALECTS[dialect]
        compiled = statement.compile(dialect=self.dialect, compile_kwargs={"render_postcompile": True})
        self.text = str(compiled)
        self.order: list[str] = list(compiled.positiontup or [])
        self.constants: dict[str, Any] = dict(compiled.params)
        types = {name: compiled.binds[name].type for name in self.order}
        self.binders = {name: _binder(kind, self.dialect) for name, kind in types.items()}
        self.readers = [_reader(column.type, self.dialect) for column in statement.selected_columns]
        self.plain = all(reader is None for reader in self.readers)

    def arguments(self, params: dict[str, Any]) -> tuple[Any, ...]:
        given = {**self.constants, **params}
        return tuple(
            given[name] if (binder := self.binders[name]) is None else binder(given[name]) for name in self.order
        )

    def read(self, rows: Sequence[Any]) -> Sequence[Any]:
        if self.plain:
            return rows
        readers = self.readers
        return [tuple(v if (r := readers[at]) is None else r(v) for at, v in enumerate(tuple(row))) for row in rows]


def _binder(kind: Any, dialect: Any) -> Callable[[Any], Any] | None:
    if isinstance(kind, sa.types.TypeDecorator):
        return lambda value: kind.process_bind_param(value, dialect)
    if isinstance(kind, sa.Date) and dialect.name == "sqlite":
        return lambda value: value.isoformat() if value is not None else None
    return None


def _reader(kind: Any, dialect: Any) -> Callable[[Any], Any] | None:
    if isinstance(kind, sa.types.TypeDecorator):
        return lambda value: kind.process_result_value(value, dialect)
    if dialect.name == "sqlite" and isinstance(kind, sa.Boolean):
        return lambda value: None if value is None else bool(value)
    if dialect.name == "sqlite" and isinstance(kind, sa.Date):
        return lambda value: None if value is None else date.fromisoformat(value)
    return None


class Source(Protocol):
    """Where views read."""

    dialect: str

    async def fetch(self, text: str, arguments: tuple[Any, ...]) -> Sequence[Any]: ...


class PoolSource:
    """Committed data: asyncpg's pool, or `sqlite3` inline (a thread hop costs more than a keyed read)."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.dialect = database.dialect

    async def fetch(self, text: str, arguments: tuple[Any, ...]) -> Sequence[Any]:
        if self.database.pool is not None:
            rows: Sequence[Any] = await self.database.pool.fetch(text, *arguments)
            return rows
        reader = self.database.reader
        assert isinstance(reader, sqlite3.Connection), "the database is not open"
        return reader.execute(text, arguments).fetchall()


class SessionSource:
    """What a write's own transaction sees."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session
        self.dialect = session.get_bind().dialect.name

    async def fetch(self, text: str, arguments: tuple[Any, ...]) -> Sequence[Any]:
        await self.session.flush()
        connection = await self.session.connection()
        return (await connection.exec_driver_sql(text, arguments)).fetchall()


class View:
    """A statement, compiled once per dialect. Parameters are `sa.bindparam(name, type_=…)`, all given at each call."""

    def __init__(self, statement: sa.Select[Any]) -> None:
        self.statement = statement
        self._compiled: dict[str, Compiled] = {}

    def _for(self, dialect: str) -> Compiled:
        compiled = self._compiled.get(dialect)
        if compiled is None:
            compiled = self._compiled[dialect] = Compiled(self.statement, dialect)
        return compiled

    async def fetch(self, source: Source, **params: Any) -> Sequence[Any]:
        compiled = self._for(source.dialect)
        return compiled.read(await source.fetch(compiled.text, compiled.arguments(params)))

    async def first(self, source: Source, **params: Any) -> Any:
        rows = await self.fetch(source, **params)
        return rows[0] if rows else None


def splice(json: str, **members: Any) -> str:
    """Add members to a finished JSON object: what Python alone knows (`moves`, `needs`)."""
    return json[:-1] + "".join(f",{dumps(name)}:{dumps(value)}" for name, value in members.items()) + "}"
