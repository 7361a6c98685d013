"""Everything is linked: one row per direction, so that a record finds its links by its own end alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel import journal
from api.kernel.access import Call, Visibility, found
from api.kernel.db import Base, Id, new_id
from api.kernel.problems import Invalid
from api.kernel.schemas import LocalisedText, Output
from api.kernel.search import SearchEntry
from api.kernel.views import Fragment, View, many, obj, val, within


class End(NamedTuple):
    """One end of a link: a record by its kind (the name of its table) and id."""

    kind: str
    id: UUID


class Link(Base):
    """A link as seen from one end. The journal holds the one whose end comes first; the other mirrors it."""

    __tablename__ = "links"
    __table_args__ = (
        sa.UniqueConstraint("network_id", "from_kind", "from_id", "to_kind", "to_id"),
        sa.CheckConstraint("from_id <> to_id", name="two_ends"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("journal_heads.id"))
    from_kind: Mapped[str] = mapped_column(sa.String(30))
    from_id: Mapped[UUID]
    to_kind: Mapped[str] = mapped_column(sa.String(30))
    to_id: Mapped[UUID]
    created_at: Mapped[datetime]


class LinkRead(Output):
    """What a record is linked to."""

    link_id: UUID
    kind: str
    id: UUID
    number: str | None
    title: LocalisedText
    at: datetime = Field(description="When what it leads to took place, or was last acted on")


_network = sa.bindparam("network_id", type_=Id)
_found = sa.join(
    Link,
    SearchEntry,
    sa.and_(
        SearchEntry.network_id == Link.network_id,
        SearchEntry.kind == Link.to_kind,
        SearchEntry.subject_id == Link.to_id,
    ),
)
LINK = obj(
    link_id=Link.id,
    kind=Link.to_kind,
    id=Link.to_id,
    number=SearchEntry.number,
    title=SearchEntry.title,
    at=SearchEntry.at,
)  # fmt: skip
_order = [Link.to_kind, SearchEntry.at.desc(), Link.to_id]


def _of(kind: Any, id: Any) -> list[Any]:
    return [Link.network_id == _network, Link.from_kind == kind, Link.from_id == id, within(SearchEntry.visibility)]


def of(kind: str, id: Any, outer: Sequence[Any]) -> Fragment:
    """The links of a record, as far as the reader may see their other ends (`network_id` and `reach` are bound)."""
    return many(LINK, _found, _of(kind, id), _order, outer)


def newest(kind: str, id: Any, outer: Sequence[Any], most: int) -> Fragment:
    """As `of`, but only what happened last: the whole of it is a list of its own."""
    return many(LINK, _found, _of(kind, id), [SearchEntry.at.desc(), Link.to_id], outer, most)


def rows(kind: str, id: Any) -> sa.Select[Any]:
    """The same as rows (kind, id, link_id, number, title, at), for a list that adds what is no link."""
    return (
        sa.select(
            Link.to_kind.label("kind"),
            Link.to_id.label("id"),
            Link.id.label("link_id"),
            SearchEntry.number,
            SearchEntry.title,
            SearchEntry.at,
        )
        .select_from(_found)
        .where(*_of(kind, id))
    )


def count(kind: str, id: Any, to_kind: str, outer: Sequence[Any]) -> Fragment:
    """How many of them lead to records of one kind."""
    counted = sa.select(sa.func.count(Link.id, type_=sa.BigInteger)).select_from(_found)
    return val(counted.where(*_of(kind, id), Link.to_kind == to_kind).correlate(*outer).scalar_subquery())


LISTED = View(
    sa.select(LINK.sql())
    .select_from(_found)
    .where(*_of(sa.bindparam("kind", type_=sa.String), sa.bindparam("id", type_=Id)))
    .order_by(*_order)
    .limit(500)
)


async def listed(call: Call, kind: str, id: UUID) -> str:
    """The links of any record, as JSON; of one that the caller may not see there are none."""
    await _entry(call, End(kind, id))
    rows = await LISTED.fetch(call.source, network_id=call.network_id, reach=call.reach, kind=kind, id=id)
    return '{"items":[' + ",".join(row[0] for row in rows) + "]}"


ENTRY = View(
    sa.select(SearchEntry.visibility, SearchEntry.number, SearchEntry.title).where(
        SearchEntry.network_id == _network,
        SearchEntry.kind == sa.bindparam("kind", type_=sa.String),
        SearchEntry.subject_id == sa.bindparam("id", type_=Id),
        within(SearchEntry.visibility),
    )
)


async def _entry(call: Call, end: End) -> Any:
    return found(await ENTRY.first(call.source, network_id=call.network_id, reach=call.reach, **end._asdict()))


async def join(call: Call, one: End, other: End) -> None:
    """Link two records that the caller may see; linking them twice changes nothing."""
    if one.id == other.id:
        raise Invalid.at("/to", "unknown")
    entries = [await _entry(call, end) for end in (one, other)]
    await put(call, one, other, _narrower(entries), first=_name(entries[0]), second=_name(entries[1]))


async def put(call: Call, one: End, other: End, visibility: Visibility = Visibility.MEMBERS, **names: Any) -> None:
    first, second = sorted((one, other))
    if await _row(call, first, second) is not None:
        return
    rows = [
        Link(
            id=new_id(),
            network_id=call.network_id,
            from_kind=start.kind,
            from_id=start.id,
            to_kind=end.kind,
            to_id=end.id,
            created_at=call.now,
        )
        for start, end in ((first, second), (second, first))
    ]
    call.session.add_all(rows)
    await journal.record(call, "link.made", rows[0], visibility=visibility, **names)


async def _row(call: Call, start: End, end: End) -> Link | None:
    statement = sa.select(Link).where(
        Link.network_id == call.network_id,
        Link.from_kind == start.kind,
        Link.from_id == start.id,
        Link.to_kind == end.kind,
        Link.to_id == end.id,
    )
    return (await call.session.execute(statement.with_for_update())).scalar_one_or_none()


async def part(call: Call, link_id: UUID) -> None:
    """Take a link away, by either of its rows."""
    statement = sa.select(Link).where(Link.network_id == call.network_id, Link.id == link_id)
    row = found((await call.session.execute(statement)).scalar_one_or_none())
    ends = (End(row.from_kind, row.from_id), End(row.to_kind, row.to_id))
    entries = [await _entry(call, end) for end in ends]
    first, second = sorted(ends)
    held, mirror = await _row(call, first, second), await _row(call, second, first)
    assert held is not None
    assert mirror is not None
    names: dict[str, Any] = {"first": _name(entries[0]), "second": _name(entries[1])}
    await journal.record(call, "link.removed", held, visibility=_narrower(entries), **names)
    await call.session.delete(mirror)
    await call.session.delete(held)


def _narrower(entries: Sequence[Any]) -> Visibility:
    circles = [*Visibility]
    return max((Visibility(entry[0]) for entry in entries), key=circles.index)


def _name(entry: Any) -> dict[str, Any]:
    """How a sentence of the journal names a record: its number and title, by language."""
    number = f"{entry[1]} " if entry[1] else ""
    return {language: f"{number}{title}" for language, title in entry[2].items() if title}
