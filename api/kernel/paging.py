"""Keyset lists: the same cost on page 1 and page 10 000, no total unless asked."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import Query

from api.kernel.db import dumps
from api.kernel.problems import Invalid
from api.kernel.views import Fragment, Source, View

MOST = 200
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most")]
Cursor = Annotated[str, Query(max_length=600, description="`next_cursor` of the page before")]


@dataclass(frozen=True)
class Sort:
    """Columns of a sort, the id last; all NOT NULL, all in one direction."""

    columns: tuple[Any, ...]
    descending: bool = False


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
        after = _decoded(cursor, sort, len(self.sorts[sort].columns)) if cursor else None
        view = self._view(sort, active, after is not None)
        bound = {name: given[name] for name in active} | params | {"limit": limit + 1}
        if after is not None:
            bound |= {f"after_{at}": _parsed(c, after[at]) for at, c in enumerate(self.sorts[sort].columns)}
        found = await view.fetch(source, **bound)
        keys = len(self.sorts[sort].columns)
        following = None
        if len(found) > limit:
            following = _encoded(sort, list(found[limit - 1])[-keys:])
        return [tuple(row)[:-keys] for row in found[:limit]], following

    async def page(
        self, source: Source, sort: str, limit: int, cursor: str | None, given: dict[str, Any], **params: Any
    ) -> str:
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
            columns += [column.label(f"key_{at}") for at, column in enumerate(order.columns)]
            statement = sa.select(*columns).select_from(self.from_).where(*conditions).order_by(*by)
            view = self._views[key] = View(statement.limit(sa.bindparam("limit", type_=sa.Integer)))
        return view


def page_json(items: Sequence[str], following: str | None) -> str:
    return '{"items":[' + ",".join(items) + '],"next_cursor":' + dumps(following) + "}"


def _encoded(sort: str, values: list[Any]) -> str:
    text = dumps([sort, *(value if isinstance(value, int) else _text(value) for value in values)])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _decoded(cursor: str, sort: str, count: int) -> list[Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        stated, *values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if stated != sort or len(values) != count:
            raise ValueError
        return values
    except (ValueError, TypeError) as error:
        raise Invalid.at("?cursor", "bad_cursor") from error


def _parsed(column: Any, value: Any) -> Any:
    from datetime import date, datetime
    from uuid import UUID

    from api.kernel.db import Id, UTCDateTime

    try:
        if isinstance(column.type, UTCDateTime):
            return datetime.fromisoformat(value)
        if isinstance(column.type, sa.Date):
            return date.fromisoformat(value)
        if isinstance(column.type, Id):
            return UUID(value)
        if isinstance(column.type, sa.Integer) is not isinstance(value, int):
            raise ValueError
        return value
    except (ValueError, TypeError, AttributeError) as error:
        raise Invalid.at("?cursor", "bad_cursor") from error
