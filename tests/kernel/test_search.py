"""Search says the same on both databases, in three languages, and never shows what a circle may not see."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from api.kernel import search
from api.kernel.access import SYSTEM, Call, Head, Visibility
from api.kernel.db import new_id
from api.kernel.journal import JournalHead
from api.kernel.search import Found, SearchEntry
from api.kernel.views import PoolSource, View

EVERYONE = tuple(Visibility)
AT = datetime(2026, 3, 1, tzinfo=UTC)


class Desk:
    """A network of its own in both databases, written and searched side by side."""

    def __init__(self, both, network_id: UUID | None = None) -> None:
        self.both = both
        self.network_id = network_id or new_id()
        self.ids: dict[str, str] = {}

    async def open(self) -> "Desk":
        for database in self.both:
            async with database.session() as session:
                session.add(JournalHead(id=self.network_id, slug=f"n-{self.network_id}"))
                await session.commit()
        return self

    async def put(self, name: str, **facts) -> None:
        facts = {"title": {"en": name}, "at": AT, "kind": "decision"} | facts
        known = facts.pop("subject_id", None) or new_id()
        self.ids[str(known)] = name
        await self.write(lambda call: search.put(call, Found(subject_id=known, **facts)))

    async def write(self, act) -> None:
        head = Head(self.network_id, "", 0, 0, False)
        for database in self.both:
            async with database.writer() as writer:
                await act(Call(SYSTEM, "en", "", writer, head, writer=writer))
                await writer.commit()

    async def find(self, query: str, circles=EVERYONE, limit: int = 20, language: str = "en") -> list[str]:
        sources = [PoolSource(database) for database in self.both]
        found = [await search.find(source, self.network_id, circles, query, limit, language) for source in sources]
        assert found[0] == found[1]
        return [self.ids[item["id"]] for item in json.loads(found[0])["items"]]


@pytest.fixture
async def desk(both):
    return await Desk(both).open()


async def test_diacritics_case_and_endings_do_not_matter(desk):
    await desk.put("tk", title={"tk": "Aşgabat şäherindäki maslahat"}, text="Migrasiýa baradaky maslahatlar")
    await desk.put("ru", title={"ru": "Решения о миграции"}, text="Ёлка в Ашхабаде")
    await desk.put("en", title={"en": "Adopted decisions on migrating workers"})
    assert await desk.find("asgabat") == await desk.find("AŞGABAT") == ["tk"]
    assert await desk.find("МИГРАЦИЯ решение") == ["ru"]
    assert await desk.find("елка") == ["ru"]
    assert await desk.find("worker decision") == ["en"]
    assert await desk.find("migra") == ["en", "tk"], "the last word may be a beginning; a title's word comes first"
    assert await desk.find("masla migra") == []
    assert await desk.find("masla migra", language="tk") == ["tk"], "in Turkmen each word may be"
    assert await desk.find("migration statement") == []


async def test_an_exact_number_comes_first_then_titles_then_the_newest(desk):
    await desk.put("meant", number="TKM/2026/003", at=AT)
    await desk.put("mentions", text="see TKM/2026/003 on returns", at=AT + timedelta(days=9))
    await desk.put("titled", title={"en": "Returns"}, at=AT + timedelta(days=1))
    await desk.put("newer", text="returns", at=AT + timedelta(days=5))
    assert await desk.find("tkm/2026/003") == ["meant", "mentions"]
    assert await desk.find("TKM/2026/00") == ["meant", "mentions"]
    assert await desk.find("returns") == ["titled", "mentions", "newer"]
    assert await desk.find("returns", limit=1) == ["titled"]


async def test_circles_hide(desk):
    for circle in Visibility:
        await desk.put(circle.value, title={"en": "Paper"}, visibility=circle)
    assert await desk.find("paper", (Visibility.PUBLIC,)) == ["public"]
    assert set(await desk.find("paper", EVERYONE[:2])) == {"public", "partners"}
    assert await desk.find("paper", ()) == []


async def test_another_network_is_not_found(desk, both):
    other = await Desk(both).open()
    await desk.put("ours", title={"en": "Budget"})
    await other.put("theirs", title={"en": "Budget"})
    assert await desk.find("budget") == ["ours"]
    assert await other.find("budget") == ["theirs"]
    assert await other.find(f"{desk.network_id.hex[-4:]}budget") == []
    twin = await Desk(both, UUID(int=new_id().int >> 16 << 16 | desk.network_id.int & 0xFFFF)).open()
    assert await twin.find("budget") == [], "the same four letters are not the same network"


async def test_a_change_replaces_and_a_removal_removes(desk):
    subject = new_id()
    await desk.put("draft", subject_id=subject, title={"en": "Harvest"}, text="wheat")
    await desk.put("final", subject_id=subject, title={"en": "Cotton"}, text="yield")
    assert await desk.find("harvest") == await desk.find("wheat") == []
    assert await desk.find("cotton") == ["final"]
    await desk.write(lambda call: search.remove(call, "decision", subject))
    assert await desk.find("cotton") == []
    await desk.write(lambda call: search.remove(call, "decision", subject))


async def test_a_rolled_back_entry_is_not_found(desk, both):
    for database in both:
        async with database.writer() as writer:
            call = Call(SYSTEM, "en", "", writer, Head(desk.network_id, "", 0, 0, False), writer=writer)
            await search.put(call, Found("decision", new_id(), {"en": "Ephemeral"}, AT))
    assert await desk.find("ephemeral") == []


@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        '"',
        "' OR 1=1 --",
        "a AND NOT b",
        "NEAR(a b)",
        "terms:x",
        "* ^ ( ) : & | ! <-> \\",
        "\x00",
        "a\x00b\ud800c",
        "\ud800",
        "%_",
        "x" * 5000,
        "слово " * 500,
        "😀 漢字 عربى ²½ ⅷ",
        "a",
    ],
)
async def test_any_query_is_only_words(desk, query):
    await desk.put("something", title={"en": "Something else"})
    assert await desk.find(query) == []


async def test_long_and_hostile_texts_are_entered(desk):
    many = " ".join(f"w{at}ş{at}" for at in range(30_000))
    await desk.put(
        "long",
        title={"en": "A 'quoted\" \\ title\u0001"},
        text="\x00\ud800\x1f" + many + " " + "я" * 5000 + " ²½ ⅷ 漢字 x\u0301",
    )
    assert await desk.find("quoted title") == ["long"]
    assert await desk.find("w100s100") == ["long"]


async def test_only_the_newest_thousand_are_ranked(desk, monkeypatch):
    monkeypatch.setattr(search, "_views", {name: search._view(name, 3) for name in search._views})
    for at in range(5):
        await desk.put(f"p{at}", title={"en": "Report"}, at=AT - timedelta(days=at))
    assert await desk.find("report") == ["p2", "p3", "p4"]


async def test_the_index_fits_the_question_on_postgresql(both):
    asked = search._places["postgresql"][1]
    statement = View(sa.select(SearchEntry.id).where(asked)).compiled("postgresql")
    async with both[1].engine.connect() as connection:
        await connection.exec_driver_sql("SET enable_seqscan = off")
        plan = await connection.exec_driver_sql("EXPLAIN " + statement.text, statement.arguments({"wanted": "'x'"}))
        assert "search_words" in "\n".join(row[0] for row in plan)


async def test_the_index_goes_with_its_table(both):
    for database in both:
        async with database.engine.connect() as connection, connection.begin() as transaction:
            await connection.run_sync(SearchEntry.__table__.drop)
            await connection.run_sync(SearchEntry.__table__.create)
            names = await connection.run_sync(lambda c: sa.inspect(c).get_table_names())
            assert "search_entries" in names
            assert all(search.belongs_to_index(name) for name in names if "search_words" in name)
            await transaction.rollback()
