"""Pages by keyset: every row once, in order, whatever is written in between; a foreign cursor is refused."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from api.kernel.db import Base, SortKey, dumps, new_id
from api.kernel.paging import Listing, Sort
from api.kernel.problems import Invalid
from api.kernel.text import sort_key
from api.kernel.views import PoolSource, obj

NAMES = ["Çaga", "Daş", "Ädik", "Elip", "Ёлка", "Жук", "Annex 2", "Annex 10", "a'b\"c\\", "Ýaş"]


class Probe(DeclarativeBase):
    type_annotation_map = Base.type_annotation_map


class Item(Probe):
    __tablename__ = "probe_items"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    key: Mapped[str] = mapped_column(SortKey)
    at: Mapped[datetime]
    on: Mapped[date]
    place: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(10))
    note: Mapped[str | None]


SORTS = {
    "name": Sort((Item.key, Item.id)),
    "-at": Sort((Item.at, Item.id), descending=True),
    "on": Sort((Item.on, Item.id)),
    "-place": Sort((Item.place, Item.on, Item.id), descending=True),
}
ITEMS = Listing(
    obj(id=Item.id, name=Item.name),
    Item,
    [Item.place >= sa.bindparam("least", type_=sa.BigInteger)],
    SORTS,
    {"state": lambda value: Item.state == value, "until": lambda value: Item.on <= value},
    [Item.state],
)


@pytest.fixture(scope="module")
async def items(both):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    values = [
        {
            "id": new_id(),
            "name": NAMES[at % 10],
            "key": sort_key(NAMES[at % 10]),
            "at": start + timedelta(microseconds=at // 3),
            "on": start.date() + timedelta(days=at % 4),
            "place": (at * 7) % 11 - 5,
            "state": "even" if at % 2 == 0 else "odd",
        }
        for at in range(53)
    ]
    for database in both:
        async with database.engine.begin() as connection:
            await connection.run_sync(Probe.metadata.create_all)
            await connection.execute(sa.insert(Item), values)
    return values


async def walk(database, sort: str, limit: int, given: dict[str, object] | None = None) -> list[dict[str, str]]:
    found, cursor = [], None
    while True:
        page = json.loads(await ITEMS.page(PoolSource(database), sort, limit, cursor, given or {}, least=-5))
        found += page["items"]
        assert len(page["items"]) == limit or page["next_cursor"] is None
        cursor = page["next_cursor"]
        if cursor is None:
            return found


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 7, 52, 53, 200])
async def test_every_row_once_and_in_order(both, items, sort, limit):
    columns = [column.key for column in SORTS[sort].columns]
    ordered = sorted(items, key=lambda row: [row[name] for name in columns], reverse=SORTS[sort].descending)
    for database in both:
        assert [row["id"] for row in await walk(database, sort, limit)] == [str(row["id"]) for row in ordered]


async def test_filters_are_off_when_none_and_follow_the_pages(both, items):
    for database in both:
        odd = await walk(database, "on", 5, {"state": "odd", "until": None})
        assert len(odd) == 26
        first = items[0]["on"]
        assert len(await walk(database, "on", 5, {"state": "odd", "until": first + timedelta(days=1)})) == 13
        rows, _ = await ITEMS.rows(PoolSource(database), "on", 3, None, {"state": "even"}, least=-5)
        assert [row[1] for row in rows] == ["even"] * 3


async def test_cursors_and_bytes_agree_on_both_databases(both, items):
    for sort in SORTS:
        pages = [await ITEMS.page(PoolSource(database), sort, 20, None, {}, least=-5) for database in both]
        assert pages[0] == pages[1]


async def test_each_shape_is_compiled_once(both, items):
    await walk(both[0], "name", 5, {"state": "odd"})
    known = dict(ITEMS._views)
    await walk(both[0], "name", 9, {"state": "even"})
    assert ITEMS._views == known


def written(values: object) -> str:
    text = values if isinstance(values, bytes) else dumps(values).encode()
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


SOME = "01a20e58-6b81-7359-893d-e5f8002b09d0"
FOREIGN = {
    "empty-ish": "=",
    "not base64": "ş!",
    "standard alphabet": "+/+/",
    "not JSON": written(b"{"),
    "not UTF-8": written(b'["name","\xff"]'),
    "no list": written(5),
    "another sort": written(["on", "2026-01-01", SOME]),
    "too short": written(["name", "A"]),
    "too long": written(["name", "A", SOME, 1]),
    "wrong types": written(["name", 5, SOME]),
    "float": written(["-place", 1.5, "2026-01-01", SOME]),
    "truth": written(["-place", True, "2026-01-01", SOME]),
    "beyond bigint": written(["-place", 2**63, "2026-01-01", SOME]),
    "no instant": written(["-at", "yesterday", SOME]),
    "an instant without zone": written(["-at", "2026-01-01T00:00:00", SOME]),
    "before the first year": written(["-at", "0001-01-01T00:00:00+14:00", SOME]),
    "no id": written(["name", "A", "x"]),
    "an id written otherwise": written(["name", "A", SOME.upper()]),
    "a NUL": written(["name", "\x00", SOME]),
    "half a pair": written(b'["name","\\ud800","' + SOME.encode() + b'"]'),
    "deep": written(b"[" * 400),
    "null": written(["name", None, SOME]),
    "padded": written(["name", "A", SOME]) + "=",
}


@pytest.mark.parametrize("kind", FOREIGN)
@pytest.mark.parametrize("sort", SORTS)
async def test_a_foreign_cursor_is_refused_before_the_database_sees_it(both, items, kind, sort):
    if (kind, sort) == ("another sort", "on"):
        sort = "name"
    for database in both:
        with pytest.raises(Invalid) as refused:
            await ITEMS.page(PoolSource(database), sort, 5, FOREIGN[kind], {}, least=-5)
        assert refused.value.errors == [{"pointer": "?cursor", "code": "bad_cursor"}]


async def test_a_changed_letter_of_a_cursor_never_breaks_the_server(both, items):
    for sort in SORTS:
        page = json.loads(await ITEMS.page(PoolSource(both[1]), sort, 5, None, {}, least=-5))
        cursor = page["next_cursor"]
        for at in range(len(cursor)):
            for letter in "Az9_":
                changed = cursor[:at] + letter + cursor[at + 1 :]
                try:
                    await ITEMS.page(PoolSource(both[1]), sort, 5, changed, {}, least=-5)
                except Invalid:
                    continue


async def test_an_unknown_sort_is_refused(both):
    with pytest.raises(Invalid):
        await ITEMS.page(PoolSource(both[0]), "place", 5, None, {}, least=0)


def test_a_key_that_may_be_null_is_refused_when_the_list_is_made():
    with pytest.raises(ValueError, match="may be NULL"):
        Sort((Item.note, Item.id))
