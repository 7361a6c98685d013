"""A view writes the same bytes on both databases, and they say what Python says."""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from api.kernel.db import Base, Id, Json, UTCDateTime, dumps, instant, new_id
from api.kernel.problems import Unavailable
from api.kernel.views import (
    Change,
    PoolSource,
    View,
    among,
    case_json,
    many,
    money,
    obj,
    one,
    splice,
    spread,
    val,
    write,
)

HOSTILE = [
    "plain",
    'quotes " and \' and \\ and / and \\u0041 and "}',
    "".join(chr(code) for code in range(1, 0x20)) + "\x7f\x80\x9f",
    "Aşgabat Ňüň Žž · Ёлка Ж щ · 漢字 · عربى · e\u0301",
    "\u2028\u2029\ufeff\u200b\u202e\ufffd",
    "😀👩‍👩‍👧‍👦🇹🇲\U0010ffff",
    ":name ? $1 %s %% __[x] {} '' --",
    "",
    " ",
    "long " * 20_000,
]
NUMBERS = [None, 0, 1, -1, 99, -99, 100, -100, 125_000_000, 2**63 - 1, -(2**63)]
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


class Probe(DeclarativeBase):
    """Tables of this test alone."""

    type_annotation_map = Base.type_annotation_map


class Thing(Probe):
    __tablename__ = "probe_things"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str | None] = mapped_column(sa.Text)
    at: Mapped[datetime | None]
    on: Mapped[date | None]
    flag: Mapped[bool | None]
    cents: Mapped[int | None]
    data: Mapped[dict[str, object] | None] = mapped_column(Json)
    state: Mapped[str] = mapped_column(sa.String(20))


class Part(Probe):
    __tablename__ = "probe_parts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    thing_id: Mapped[UUID] = mapped_column(index=True)
    place: Mapped[int]
    word: Mapped[str] = mapped_column(sa.Text)


MOVES = {"draft": ["open", 'it\'s "quoted" ş'], "open": [], "closed": {"none": None}}
PART = obj(place=Part.place, word=Part.word, of=one(obj(state=Thing.state), Thing, [Thing.id == Part.thing_id], [Part]))
THING = obj(
    id=Thing.id,
    title=Thing.title,
    at=Thing.at,
    on=Thing.on,
    flag=Thing.flag,
    dated=Thing.on.is_not(None),
    cents=Thing.cents,
    money=money(Thing.cents),
    data=Thing.data,
    moves=case_json(Thing.state, MOVES),
    parts=many(PART, Part, [Part.thing_id == Thing.id], [Part.place.desc(), Part.id], [Thing]),
    paid=one(money(sa.func.sum(Part.place)), Part, [Part.thing_id == Thing.id], [Thing]),
    constant={"b": 1, "a": HOSTILE[1]},
    nested=obj(**{"a-b": True, 'q"': None}),
    empty=obj(),
)
ALL = View(sa.select(THING.sql(), Thing.id, Thing.at, Thing.on, Thing.flag, Thing.data, Thing.cents).order_by(Thing.id))


def things() -> list[Thing]:
    return [
        Thing(
            id=new_id(),
            title=None if at == 11 else HOSTILE[at % len(HOSTILE)],
            at=None if at % 7 == 3 else FIRST + timedelta(microseconds=at, days=97 * at),
            on=None if at % 5 == 2 else date(1900, 2, 28) + timedelta(days=at * 777),
            flag=(None, True, False)[at % 3],
            cents=NUMBERS[at % len(NUMBERS)],
            data=None if at % 4 == 1 else {"z": HOSTILE[at % 7], "a": [at, None, {"ş": True}]},
            state=("draft", "open", "closed", "elsewhere")[at % 4],
        )
        for at in range(120)
    ]


def parts(of: list[Thing]) -> list[Part]:
    rows = [(thing, at) for number, thing in enumerate(of) for at in range(number % 9)]
    return [Part(id=new_id(), thing_id=thing.id, place=at, word=HOSTILE[at]) for thing, at in rows]


def amount(cents: int | None) -> dict[str, str] | None:
    if cents is None:
        return None
    return {"amount": f"{'-' * (cents < 0)}{abs(cents) // 100}.{abs(cents) % 100:02}", "currency": "USD"}


def expected(thing: Thing, mine: list[Part]) -> dict[str, object]:
    return {
        "id": str(thing.id),
        "title": thing.title,
        "at": thing.at and instant(thing.at),
        "on": thing.on and thing.on.isoformat(),
        "flag": thing.flag,
        "dated": thing.on is not None,
        "cents": thing.cents,
        "money": amount(thing.cents),
        "data": thing.data,
        "moves": MOVES.get(thing.state),
        "parts": [
            {"place": part.place, "word": part.word, "of": {"state": thing.state}}
            for part in sorted(mine, key=lambda part: (-part.place, part.id))
        ],
        "paid": amount(sum(part.place for part in mine) if mine else None),
        "constant": {"a": HOSTILE[1], "b": 1},
        "nested": {"a-b": True, 'q"': None},
        "empty": {},
    }


@pytest.fixture(scope="module")
async def rows(both):
    """The same rows in both databases."""
    wanted = things()
    owned = parts(wanted)
    for database in both:
        async with database.engine.begin() as connection:
            await connection.run_sync(Probe.metadata.create_all)
        async with database.session() as session:
            session.add_all([copy_of(row) for row in [*wanted, *owned]])
            await session.commit()
    return wanted, owned


def copy_of(row):
    return type(row)(**{column.key: getattr(row, column.key) for column in sa.inspect(type(row)).columns})


async def everywhere(both, view: View, **params: object) -> list[list[tuple[object, ...]]]:
    """The rows of a view on each database, from the reading side and inside a transaction."""
    found = []
    for database in both:
        found.append([tuple(row) for row in await view.fetch(PoolSource(database), **params)])
        async with database.writer() as writer:
            found.append([tuple(row) for row in await view.fetch(writer, **params)])
    return found


async def test_the_same_bytes_everywhere(both, rows):
    wanted, owned = rows
    first, *others = await everywhere(both, ALL)
    assert all(other == first for other in others)
    for row, thing in zip(first, wanted, strict=True):
        mine = [part for part in owned if part.thing_id == thing.id]
        text = expected(thing, mine)
        assert json.loads(row[0]) == text
        assert list(json.loads(row[0])) == list(text), "members stand in the order given"
        assert row[1:] == (thing.id, thing.at, thing.on, thing.flag, thing.data, thing.cents)


async def test_compact_utf8_as_python_writes_it(both, rows):
    texts = await everywhere(both, View(sa.select(val(Thing.title).sql()).order_by(Thing.id)))
    for found in texts:
        assert [text for (text,) in found] == [dumps(thing.title) for thing in rows[0]]


async def test_parameters_of_every_type_and_constants(both, rows):
    thing = next(row for row in rows[0] if row.at and row.on and row.flag and row.cents)
    values = {"id": thing.id, "at": thing.at, "on": thing.on, "flag": thing.flag, "cents": thing.cents}
    types = {"id": Id, "at": UTCDateTime, "on": sa.Date, "flag": sa.Boolean, "cents": sa.BigInteger}
    for name, value in values.items():
        column = getattr(Thing, name)
        given = View(sa.select(Thing.id).where(column == sa.bindparam(name, type_=types[name]), Thing.id == thing.id))
        fixed = View(sa.select(Thing.id).where(column == value, Thing.id.in_([thing.id, new_id()])))
        assert await everywhere(both, given, **{name: value}) == [[(thing.id,)]] * 4, name
        assert await everywhere(both, fixed) == [[(thing.id,)]] * 4, name


async def test_a_forgotten_parameter_is_an_error_not_null(both):
    view = View(sa.select(Thing.id).where(Thing.id == sa.bindparam("id", type_=Id)))
    for database in both:
        with pytest.raises(KeyError):
            await view.fetch(PoolSource(database))


async def test_bounded_lists(both, rows):
    view = View(sa.select(Thing.id).where(among(Thing.state, "state", 3)).order_by(Thing.id))
    for states in ([], ["open"], ["open", "draft", "closed"]):
        ids = [(thing.id,) for thing in rows[0] if thing.state in states]
        assert await everywhere(both, view, **spread("state", states, 3)) == [ids] * 4
    with pytest.raises(ValueError, match="at most 3"):
        spread("state", list("abcd"), 3)


async def test_very_wide_and_deep_objects(both, rows):
    wide = obj(**{f"f{at}": Thing.cents for at in range(700)})
    for at in range(100):
        wide = obj(deeper=wide, at=at)
    view = View(sa.select(wide.sql()).where(Thing.id == rows[0][1].id))
    first, *others = await everywhere(both, view)
    assert all(other == first for other in others)
    assert '"f699":0}' in first[0][0]


@pytest.mark.parametrize("kind", [sa.Float, sa.Numeric, sa.DateTime, sa.LargeBinary])
async def test_floats_and_unknown_types_are_refused(kind):
    view = View(sa.select(obj(value=sa.cast(Thing.cents, kind)).sql()))
    for dialect in ("sqlite", "postgresql"):
        with pytest.raises(TypeError, match="writes no"):
            view.compiled(dialect)


async def test_a_write_sees_its_own_rows_before_the_commit(both, rows):
    view = View(sa.select(val(Thing.title).sql()).where(Thing.id == sa.bindparam("id", type_=Id)))
    for database in both:
        new = new_id()
        async with database.writer() as writer:
            writer.session.add(Thing(id=new, title="unsaid", state="draft"))
            assert tuple(await view.first(writer, id=new)) == ('"unsaid"',)
            assert await view.first(PoolSource(database), id=new) is None


async def test_a_row_is_written_at_once_and_held_on(both, rows):
    """The session has nothing left to write of it, and writes what is changed later."""
    view = View(sa.select(Thing.title, Thing.state, Thing.at).where(Thing.id == sa.bindparam("id", type_=Id)))
    at = datetime(2026, 11, 25, 9, tzinfo=UTC)
    for database in both:
        new = new_id()
        async with database.writer() as writer:
            thing = Thing(id=new, title="said", state="draft")
            writer.session.add(thing)
            assert await view.first(writer, id=new)
            await write(writer, thing, title="said again", at=at)
            assert (thing.title, thing.at) == ("said again", at)
            assert thing not in writer.session.dirty
            assert tuple(await view.first(writer, id=new)) == ("said again", "draft", at)
            thing.state = "open"
            await writer.commit()
        assert tuple(await view.first(PoolSource(database), id=new)) == ("said again", "open", at)
        async with database.session() as session:
            await session.execute(sa.delete(Thing).where(Thing.id == new))
            await session.commit()


async def test_what_is_taken_back_is_gone_and_the_transaction_goes_on(both, rows):
    view = View(sa.select(Thing.title).where(Thing.id == sa.bindparam("id", type_=Id)))
    for database in both:
        unsaid, said = new_id(), new_id()
        async with database.writer() as writer:
            for _ in range(2):
                writer.session.add(Thing(id=unsaid, title="unsaid", state="draft"))
                assert await view.first(writer, id=unsaid)
                await writer.session.rollback()
                assert await view.first(writer, id=unsaid) is None
            writer.session.add(Thing(id=said, title="said", state="draft"))
            await writer.commit()
        assert await view.first(PoolSource(database), id=unsaid) is None
        assert tuple(await view.first(PoolSource(database), id=said)) == ("said",)
        async with database.session() as session:
            await session.execute(sa.delete(Thing).where(Thing.id == said))
            await session.commit()


async def test_what_the_driver_refuses_is_told_as_sqlalchemy_tells_it(both, rows):
    names = ("id", "title", "state")
    change = Change(
        sa.insert(Thing).values({name: sa.bindparam(name, type_=Thing.__table__.c[name].type) for name in names})
    )
    for database in both:
        async with database.writer() as writer:
            values = {"id": new_id(), "title": "twice", "state": "draft"}
            await change.fetch(writer, **values)
            with pytest.raises(IntegrityError):
                await change.fetch(writer, **values)


async def test_a_lost_connection_is_unavailable_and_the_next_read_works(both):
    view = View(sa.select(sa.literal(1)))
    database = both[1]
    kill = "SELECT pg_terminate_backend(pg_backend_pid())"
    with pytest.raises(Unavailable):
        await PoolSource(database).fetch(kill, ())
    assert tuple(await view.first(PoolSource(database))) == (1,)
    with pytest.raises(Exception, match="nothing_here"):
        await PoolSource(database).fetch("SELECT nothing_here", ())


def test_splice_adds_what_python_knows():
    assert splice('{"a":1}', moves=["ş"], none=None) == '{"a":1,"moves":["ş"],"none":null}'
