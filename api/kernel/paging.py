"""Keyset lists: the same cost on page 1 and page 10 000, no total unless asked."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from fastapi import Query

from api.kernel.db import Id, UTCDateTime, dumps, instant
from api.kernel.problems import Invalid
from api.kernel.views import Fragment, Source, View, tail

MOST = 200
MOST_INTEGER = 2**63
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most")]
Cursor = Annotated[str, Query(max_length=600, description="`next_cursor` of the page before")]


@dataclass(frozen=True)
class Sort:
    """Columns of a sort, the id last; all NOT NULL, all in one direction."""

    columns: tuple[Any, ...]
    descending: bool = False

    def __post_init__(self) -> None:
        for column in self.columns:
            if getattr(column.expression, "nullable", False):
                raise ValueError(f"{column} may be NULL, which no cursor can pass")


class Page(str):
    """A page as finished JSON that knows its successor, which the `Link` header names too (RFC 8288)."""

    following: str | None = None


@dataclass
class Listing:
    """A list as a table: what an item shows, which filters and sorts it knows. Each shape is compiled once."""

    item: Fragment
    from_: Any
    where: Sequence[Any]
    sorts: dict[str, Sort]
    filters: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    extra: Sequence[Any] = ()
    _views: dict[tuple[Any, ...], View] = field(default_factory=dict)

    async def rows(
        self, source: Source, sort: str, limit: int, cursor: str | None, given: dict[str, Any], **params: Any
    ) -> tuple[Sequence[Any], str | None]:
        """The rows (JSON of the item, then `extra`) and the cursor of the next page. Filters that are None are off."""
        if sort not in self.sorts:
            raise Invalid.at("?sort", "unknown_sort", expected=", ".join(self.sorts))
        active = tuple(name for name in self.filters if given.get(name) is not None)
        columns = self.sorts[sort].columns
        after = _decoded(cursor, sort, columns) if cursor else None
        view = self._view(sort, active, after is not None)
        bound = {name: given[name] for name in active} | params | {"limit": limit + 1}
        if after is not None:
            bound |= {f"after_{at}": value for at, value in enumerate(after)}
        found = await view.fetch(source, **bound)
        keys = len(columns)
        following = None
        if len(found) > limit:
            following = _encoded(sort, list(found[limit - 1])[-keys:])
        return [tuple(row)[:-keys] for row in found[:limit]], following

    async def page(
        self, source: Source, sort: str, limit: int, cursor: str | None, given: dict[str, Any], **params: Any
    ) -> Page:
        """The page as finished JSON."""
        rows, following = await self.rows(source, sort, limit, cursor, given, **params)
        return page_json([row[0] for row in rows], following)

    def _view(self, sort: str, active: tuple[str, ...], continued: bool) -> View:
        key = (sort, active, continued)
        view = self._views.get(key)
        if view is None:
            order = self.sorts[sort]
            conditions = [*self.where, *(self.filters[name](sa.bindparam(name)) for name in active)]
            if continued:
                after = sa.tuple_(*(sa.bindparam(f"after_{at}", type_=c.type) for at, c in enumerate(order.columns)))
                keys = sa.tuple_(*order.columns)
                conditions.append(keys < after if order.descending else keys > after)
            by = [column.desc() if order.descending else column.asc() for column in order.columns]
            columns = [self.item.sql().label("item"), *self.extra]
            # as the driver gives them: only the last row's are ever looked at, and `_plain` knows both drivers' values
            columns += [sa.type_coerce(column, sa.String).label(f"key_{at}") for at, column in enumerate(order.columns)]
            statement = sa.select(*columns).select_from(self.from_).where(*conditions).order_by(*by)
            view = self._views[key] = View(statement.limit(sa.bindparam("limit", type_=sa.Integer)))
        return view


def moving_json(rows: Sequence[Any], following: str | None, names: Callable[[Any], Any]) -> Page:
    """A page of (item, state): each with the names of the moves that the caller's roles allow in its state."""
    ends = {state: tail(moves=names(state)) for state in {row[1] for row in rows}}
    return page_json([row[0][:-1] + ends[row[1]] for row in rows], following)


def page_json(items: Sequence[str], following: str | None) -> Page:
    page = Page('{"items":[' + ",".join(items) + '],"next_cursor":' + dumps(following) + "}")
    page.following = following
    return page


def _encoded(sort: str, values: Sequence[Any]) -> str:
    text = dumps([sort, *(_plain(value) for value in values)])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    return value if isinstance(value, int | str) else str(value)


def _decoded(cursor: str, sort: str, columns: Sequence[Any]) -> list[Any]:
    """The values of the last row. A cursor of another list, or not as we wrote it to the letter, is refused."""
    try:
        stated, *plain = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        values = [_read(column.type, value) for column, value in zip(columns, plain, strict=True)]
        if stated != sort or _encoded(sort, values) != cursor:
            raise ValueError
        return values
    except (ValueError, TypeError, ArithmeticError, AttributeError) as error:
        raise Invalid.at("?cursor", "bad_cursor") from error


def _read(kind: Any, value: Any) -> Any:
    if isinstance(kind, UTCDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    if isinstance(kind, Id):
        return UUID(value)
    if isinstance(kind, sa.Integer):
        if isinstance(value, bool) or not isinstance(value, int) or not -MOST_INTEGER <= value < MOST_INTEGER:
            raise ValueError
        return value
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError
    return value
