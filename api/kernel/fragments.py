"""JSON text written by SQL, the same on both databases.

The databases' own JSON builders differ in spacing, timestamps and limits, so the text is glued: `obj` joins `"key":`
with values, `val` writes a column by its type, `many` gathers an ordered subquery.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from api.kernel.db import Id, Json, UTCDateTime, dumps

GLUED_AT_ONCE = 50
SEAM = "\x1e"  # in no JSON text, where control characters are escaped


class Written(sa.sql.expression.ColumnElement[str]):
    """Text that this module writes from expressions."""

    inherit_cache = False
    type = sa.Text()

    def __init__(self, *inner: Any) -> None:
        self.inner = [_element(one) for one in inner]

    def get_children(self, **_: Any) -> list[Any]:
        return self.inner

    @property
    def _from_objects(self) -> list[Any]:
        return [table for one in self.inner for table in one._from_objects]


class JsonValue(Written):
    """A scalar as JSON, by its SQL type."""


class Joined(Written):
    """The items of a group as a JSON array."""


class Glued(Written):
    """Pieces one after the other: literal text, and expressions of which none may be NULL (it would vanish)."""

    def __init__(self, *parts: Any) -> None:
        self.parts = [part if isinstance(part, str) else _element(part) for part in parts]
        self.inner = [part for part in self.parts if not isinstance(part, str)]


def _element(value: Any) -> Any:
    if isinstance(value, str):
        return sa.literal_column("'" + value.replace("'", "''") + "'", sa.Text)
    return value.__clause_element__() if hasattr(value, "__clause_element__") else value


@compiles(JsonValue, "sqlite")
def _sqlite_value(element: JsonValue, compiler: SQLCompiler, **kw: Any) -> str:
    inner, kind = compiler.process(element.inner[0], **kw), element.inner[0].type
    if isinstance(kind, Json):
        text = inner
    elif isinstance(kind, sa.Boolean):
        text = f"CASE ({inner}) WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"
    elif isinstance(kind, sa.Integer):
        text = f"CAST({inner} AS TEXT)"
    elif isinstance(kind, Id | UTCDateTime | sa.Date):
        text = f"'\"' || ({inner}) || '\"'"
    elif isinstance(kind, sa.String):
        return f"json_quote({inner})"
    else:
        raise TypeError(f"a view writes no {kind!r}; give the expression a type")
    return f"coalesce({text}, 'null')"


@compiles(JsonValue, "postgresql")
def _postgresql_value(element: JsonValue, compiler: SQLCompiler, **kw: Any) -> str:
    inner, kind = compiler.process(element.inner[0], **kw), element.inner[0].type
    if isinstance(kind, Json):
        text = inner
    elif isinstance(kind, sa.Boolean | sa.Integer):
        text = f"({inner})::text"
    elif isinstance(kind, UTCDateTime):
        text = f"'\"' || to_char(({inner}) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') || '\"'"
    elif isinstance(kind, Id | sa.Date):
        text = f"'\"' || ({inner})::text || '\"'"
    elif isinstance(kind, sa.String):
        text = f"to_json(({inner})::text)::text"
    else:
        raise TypeError(f"a view writes no {kind!r}; give the expression a type")
    return f"coalesce({text}, 'null')"


@compiles(Joined)
def _joined(element: Joined, compiler: SQLCompiler, **kw: Any) -> str:
    gather = "group_concat" if compiler.dialect.name == "sqlite" else "string_agg"
    return f"'[' || coalesce({gather}({compiler.process(element.inner[0], **kw)}, ','), '') || ']'"


@compiles(Glued)
def _glued(element: Glued, compiler: SQLCompiler, **kw: Any) -> str:
    """By `format`, which writes into one buffer: `||` copies what it has at every step, three times the work on
    PostgreSQL. Both databases limit how many arguments a function takes."""
    pieces, form, given = [], "", []
    for part in element.parts:
        if isinstance(part, str):
            form += part.replace("%", "%%")
            continue
        form += "%s"
        given.append(compiler.process(part, **kw))
        if len(given) == GLUED_AT_ONCE:
            pieces.append(_formatted(compiler, form, given))
            form, given = "", []
    if form or not pieces:
        pieces.append(_formatted(compiler, form, given))
    while len(pieces) > 1:  # a shallow tree: SQLite takes expressions no deeper than 1 000
        groups = (pieces[at : at + GLUED_AT_ONCE] for at in range(0, len(pieces), GLUED_AT_ONCE))
        pieces = ["(" + " || ".join(group) + ")" for group in groups]
    return pieces[0]


def _formatted(compiler: SQLCompiler, form: str, given: Sequence[str]) -> str:
    text = "'" + (form if given else form.replace("%%", "%")).replace("'", "''") + "'"
    if not given:
        return text
    return f"{'printf' if compiler.dialect.name == 'sqlite' else 'format'}({text}, {', '.join(given)})"


class Fragment:
    """JSON text in the making: literal pieces and expressions, glued when a statement wants it."""

    def __init__(self, parts: Sequence[Any]) -> None:
        self.parts: list[Any] = []
        for part in parts:
            if isinstance(part, str) and self.parts and isinstance(self.parts[-1], str):
                self.parts[-1] += part
            else:
                self.parts.append(part)

    def sql(self) -> sa.ColumnElement[str]:
        """One text expression."""
        return Glued(*self.parts)


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


def listed(*values: Any) -> Fragment:
    """A JSON array of these."""
    parts: list[Any] = []
    for at, value in enumerate(values):
        parts += ["," if at else "[", *val(value).parts]
    return Fragment([*parts, "]"])


def or_null(text: Any) -> Fragment:
    return Fragment([sa.func.coalesce(text, _element("null"), type_=sa.Text)])


def money(cents: Any, currency: Any = "USD") -> Fragment:
    """Integer cents as `{"amount": "12.05", "currency": "USD"}`; null when the cents are."""
    # SUM of bigint is numeric on PostgreSQL; division and rest of integers go toward zero on both, so the sign stands apart
    whole = sa.cast(_element(cents), sa.BigInteger)
    rest = sa.func.abs(whole % 100, type_=sa.BigInteger)
    units = sa.func.abs(whole.op("/", return_type=sa.BigInteger())(100), type_=sa.BigInteger)
    sign = sa.case((whole < 0, _element('{"amount":"-')), else_=_element('{"amount":"'))
    point = sa.case((rest < 10, _element(".0")), else_=_element("."))
    parts = [sign, sa.cast(units, sa.Text), point, sa.cast(rest, sa.Text), '","currency":', *val(currency).parts, "}"]
    return or_null(sa.case((whole.is_not(None), Fragment(parts).sql())))


def case_json(column: Any, values: Mapping[str, Any]) -> Fragment:
    """What a table in Python says about a column's value (the moves of a state), as constants; else null."""
    return or_null(sa.case({str(key): _element(dumps(value)) for key, value in values.items()}, value=_element(column)))


def many(
    item: Fragment,
    from_: Any,
    where: Sequence[Any],
    order_by: Sequence[Any],
    outer: Sequence[Any],
    most: int | None = None,
) -> Fragment:
    """A JSON array of items, in order, at most so many; `[]` when there are none. `outer` are the tables the conditions
    reach out to."""
    inner = sa.select(item.sql().label("item")).select_from(from_).where(*where).order_by(*order_by)
    if most is not None:
        inner = inner.limit(sa.literal_column(str(most), sa.Integer))
    rows = inner.correlate(*outer).subquery()
    return Fragment([sa.select(Joined(rows.c.item)).select_from(rows).scalar_subquery()])


def two(
    first: Fragment, second: Fragment, from_: Any, where: Sequence[Any], order_by: Sequence[Any], outer: Sequence[Any]
) -> sa.ColumnElement[str]:
    """Two JSON arrays over the same rows, gathered in one pass, with SEAM between them."""
    items = first.sql().label("first"), second.sql().label("second")
    rows = sa.select(*items).select_from(from_).where(*where).order_by(*order_by).correlate(*outer).subquery()
    both = Glued(Joined(rows.c.first), SEAM, Joined(rows.c.second))
    return sa.select(both).select_from(rows).scalar_subquery()


def one(item: Fragment, from_: Any, where: Sequence[Any], outer: Sequence[Any], *, first_by: Any = None) -> Fragment:
    """A JSON object of a to-one relation, or null. `first_by`: there may be several, and this says which is meant."""
    statement = sa.select(item.sql()).select_from(from_).where(*where).correlate(*outer)
    if first_by is not None:
        statement = statement.order_by(first_by).limit(1)
    return or_null(statement.scalar_subquery())


def among(column: Any, name: str, most: int) -> sa.ColumnElement[bool]:
    """`column` is one of at most `most` values, which `spread` binds: a list without a statement of its own length."""
    known: sa.ColumnElement[Any] = _element(column)
    return known.in_([sa.bindparam(f"{name}_{at}", type_=known.type) for at in range(most)])


def spread(name: str, values: Sequence[Any], most: int) -> dict[str, Any]:
    """The parameters of `among`. No values: nothing matches."""
    if len(values) > most:
        raise ValueError(f"at most {most} values for {name}")
    return {f"{name}_{at}": values[min(at, len(values) - 1)] if values else None for at in range(most)}
