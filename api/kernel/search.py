"""Full text, the same on both databases: an exact number first, then words of the title, then the newest.

Words are folded and stemmed in Python, so neither database needs a language. In the index each word begins with four
letters of its network's id: other networks' entries cost a search nothing. Only the newest thousand hits are ranked.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.access import Call, Visibility
from api.kernel.db import Base, Id, one_of
from api.kernel.text import stem, terms, words
from api.kernel.views import Source, View, among, obj, spread

RANKED = 1000
MOST_WORDS = 8
MOST_TERMS = 20_000
SHOWN = 240
Serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# The index of words, which no table of ours can say. The migration holds a copy: op.execute each, per dialect.
CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_words USING fts5(terms, content='search_entries', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0', detail=none, columnsize=0, prefix='6 7')"
    ],
    "postgresql": [
        "CREATE INDEX search_words ON search_entries "
        "USING gin (array_to_tsvector(string_to_array(terms, ' '))) WITH (fastupdate = off)"
    ],
}
DROP = {"sqlite": ["DROP TABLE IF EXISTS search_words"], "postgresql": ["DROP INDEX IF EXISTS search_words"]}


class SearchEntry(Base):
    """What is found of one record. Entered again at each change, so the highest id is the last changed."""

    __tablename__ = "search_entries"
    __table_args__ = (
        sa.UniqueConstraint("network_id", "kind", "subject_id"),
        one_of("visibility", Visibility),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("journal_heads.id"))
    kind: Mapped[str] = mapped_column(sa.String(30))
    subject_id: Mapped[UUID]
    visibility: Mapped[str] = mapped_column(sa.String(12))
    number: Mapped[str | None] = mapped_column(sa.String(40))
    title: Mapped[dict[str, Any]]
    summary: Mapped[str] = mapped_column(sa.String(SHOWN))
    at: Mapped[datetime]
    heading: Mapped[str] = mapped_column(sa.Text)
    terms: Mapped[str] = mapped_column(sa.Text)


def belongs_to_index(name: str) -> bool:
    """Whether a table or index of the database is part of the word index, which a comparison of schemas leaves alone."""
    return name.startswith("search_words")


@sa.event.listens_for(SearchEntry.__table__, "after_create")
def _create(_: Any, connection: sa.Connection, **__: Any) -> None:
    for statement in CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


@sa.event.listens_for(SearchEntry.__table__, "before_drop")
def _drop(_: Any, connection: sa.Connection, **__: Any) -> None:
    for statement in DROP[connection.dialect.name]:
        connection.exec_driver_sql(statement)


@dataclass(frozen=True)
class Found:
    """What a feature lets be found of a record; `title` by language, `text` whatever else it says."""

    kind: str
    subject_id: UUID
    title: dict[str, str | None]
    at: datetime
    visibility: Visibility = Visibility.MEMBERS
    number: str | None = None
    summary: str = ""
    text: str = ""


async def put(call: Call, found: Found) -> None:
    """Enter a record, or enter it anew after a change; in the transaction of the write."""
    await remove(call, found.kind, found.subject_id)
    heading = " ".join(filter(None, [found.number, *found.title.values()]))
    said = terms(f"{heading} {found.summary} {found.text}")[:MOST_TERMS]
    entry = SearchEntry(
        network_id=call.network_id,
        kind=found.kind,
        subject_id=found.subject_id,
        visibility=found.visibility,
        number=found.number,
        title=found.title,
        summary=_shown(found.summary or found.text),
        at=found.at,
        heading=" " + " ".join(terms(heading)),
        terms=" ".join(_of_network(call.network_id, said)),
    )
    call.session.add(entry)
    await call.session.flush()
    if call.source.dialect == "sqlite":
        await _write_words(call, "INSERT INTO search_words (rowid, terms) VALUES (?, ?)", entry.id, entry.terms)


async def show(call: Call, kind: str, subjects: Any, visibility: Visibility, at: datetime) -> None:
    """Give entries of parts the circle and the instant of the whole that they belong to."""
    entries = sa.update(SearchEntry).where(
        SearchEntry.network_id == call.network_id, SearchEntry.kind == kind, SearchEntry.subject_id.in_(subjects)
    )
    await call.session.execute(
        entries.values(visibility=visibility, at=at).execution_options(synchronize_session=False)
    )


async def remove(call: Call, kind: str, subject_id: UUID) -> None:
    here = (
        SearchEntry.network_id == call.network_id,
        SearchEntry.kind == kind,
        SearchEntry.subject_id == subject_id,
    )
    known = (await call.session.execute(sa.select(SearchEntry.id, SearchEntry.terms).where(*here))).first()
    if known is None:
        return
    if call.source.dialect == "sqlite":
        statement = "INSERT INTO search_words (search_words, rowid, terms) VALUES ('delete', ?, ?)"
        await _write_words(call, statement, *known)
    await call.session.execute(sa.delete(SearchEntry).where(SearchEntry.id == known.id))


async def _write_words(call: Call, statement: str, *values: Any) -> None:
    await (await call.session.connection()).exec_driver_sql(statement, values)


def _shown(text: str) -> str:
    """The beginning of a text on one line, without what no database takes (extracted text holds anything)."""
    line = " ".join(text[: 4 * SHOWN].split())
    return "".join(letter for letter in line if letter.isprintable())[:SHOWN]


def _of_network(network_id: UUID, asked: Iterable[str]) -> list[str]:
    """Words as they stand in the index. Two networks may share their four letters, so the rows are asked too."""
    return [network_id.hex[-4:] + word for word in asked]


_index = sa.table("search_words", sa.column("rowid", sa.BigInteger), sa.column("search_words", sa.Text))
_asked = sa.bindparam("wanted", type_=sa.Text)
_vector = sa.literal_column("array_to_tsvector(string_to_array(search_entries.terms, ' '))", sa.Text)
# FTS5 gives its rows newest first without looking at the rest
_places: dict[str, Any] = {
    "sqlite": (
        sa.join(_index, SearchEntry, _index.c.rowid == SearchEntry.id),
        _index.c.search_words.op("MATCH")(_asked),
        _index.c.rowid,
    ),
    "postgresql": (SearchEntry, _vector.op("@@")(sa.cast(_asked, TSQUERY)), SearchEntry.id),
}
_SHOWN = (
    SearchEntry.id,
    SearchEntry.kind,
    SearchEntry.subject_id,
    SearchEntry.number,
    SearchEntry.title,
    SearchEntry.summary,
    SearchEntry.at,
)
_position = {"sqlite": sa.func.instr, "postgresql": sa.func.strpos}


def _view(dialect: str, most: int = RANKED) -> View:
    place, matches, order = _places[dialect]
    of_network = SearchEntry.network_id == sa.bindparam("network_id", type_=Id)
    seen = among(SearchEntry.visibility, "circle", len(Visibility))
    candidates = sa.select(*_SHOWN, SearchEntry.heading).select_from(place).where(matches, of_network, seen)
    hit = candidates.order_by(order.desc()).limit(most).subquery("hit").c
    in_title = [
        sa.case((_position[dialect](hit.heading, sa.bindparam(f"word_{at}", type_=sa.Text)) > 0, 1), else_=0)
        for at in range(MOST_WORDS)
    ]
    exact = hit.number == sa.bindparam("number", type_=sa.Text)
    score = sa.case((exact, MOST_WORDS + 1), else_=sum(in_title[1:], in_title[0]))
    item = obj(kind=hit.kind, id=hit.subject_id, number=hit.number, title=hit.title, summary=hit.summary, at=hit.at)
    ranked = sa.select(item.sql()).order_by(score.desc(), hit.at.desc(), hit.id.desc())
    return View(ranked.limit(sa.bindparam("limit", type_=sa.Integer)))


_views = {dialect: _view(dialect) for dialect in _places}


def among_found(kind: str, id: Any, asked: Any) -> dict[str, sa.ColumnElement[bool]]:
    """By dialect: whether the record of this kind with this id holds the words that are bound (as `asked_for` says)."""
    held: dict[str, sa.ColumnElement[bool]] = {}
    for dialect, (place, _, _) in _places.items():
        embedded = dialect == "sqlite"
        matches = _index.c.search_words.op("MATCH")(asked) if embedded else _vector.op("@@")(sa.cast(asked, TSQUERY))
        of_network = SearchEntry.network_id == sa.bindparam("network_id", type_=Id)
        hits = sa.select(SearchEntry.subject_id).select_from(place).where(matches, of_network, SearchEntry.kind == kind)
        held[dialect] = id.in_(hits)
    return held


def asked_for(source: Source, network_id: UUID, query: str, language: str) -> str | None:
    """What `among_found` compares with; None where the query holds no word."""
    asked = words(query)[:MOST_WORDS]
    return _wanted(source.dialect, network_id, asked, language) if asked else None


async def find(
    source: Source, network_id: UUID, circles: Sequence[Visibility], query: str, limit: int = 20, language: str = "en"
) -> str:
    """The hits as `{"items": […]}`. Every word must be there; the last one, and in Turkmen each, may be a beginning."""
    asked = words(query)[:MOST_WORDS]
    if not asked:
        return '{"items":[]}'
    rows = await _views[source.dialect].fetch(
        source,
        network_id=network_id,
        wanted=_wanted(source.dialect, network_id, asked, language),
        number=re.sub(r"[^\w/.-]", "", query).upper(),
        limit=limit,
        **spread("circle", circles, len(Visibility)),
        **spread("word", [" " + word for word in asked] + [""] * (MOST_WORDS - len(asked)), MOST_WORDS),
    )
    return '{"items":[' + ",".join(row[0] for row in rows) + "]}"


def _wanted(dialect: str, network_id: UUID, asked: Sequence[str], language: str) -> str:
    """The words in the database's own query language; words hold letters and digits only, so nothing needs escaping."""
    embedded = dialect == "sqlite"
    both, either, begins = (" AND ", " OR ", '"{}"*') if embedded else (" & ", " | ", "'{}':*")
    whole = '"{}"' if embedded else "'{}'"
    wanted = []
    for at, word in enumerate(asked):
        root, begun = _of_network(network_id, [stem(word), word])
        forms = [whole.format(root)]
        if len(word) > 1 and (language == "tk" or at == len(asked) - 1):
            forms.append(begins.format(begun))
        wanted.append("(" + either.join(forms) + ")")
    return both.join(wanted)
