"""The journal: the append-only, hash-chained record of everything that happened in a network.

hash = SHA-256 of the previous hash, sequence, instant, kind, subject, actor and the digest of the payload. The payload
is the state of the record after the act (its columns but the personal ones), the facts of the act, and for whom, by
which request and how far to be seen it was written; ids, not names.
So whoever may not read a payload can still verify the chain, an edited record no longer fits its last digest, and a
person can be erased while the chain holds. What belongs to no network stands in the platform's chain.
"""

import hashlib
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel import clock
from api.kernel.access import PLATFORM, Call, Visibility
from api.kernel.db import Base, Id, UTCDateTime, dumps, id_text, instant, one_of
from api.kernel.views import Change, Held, Source, View

GENESIS = "0" * 64


class JournalHead(Base):
    """Where a chain stands: one row per network and one for the platform. Locked last, by whoever writes."""

    __tablename__ = "journal_heads"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(60), unique=True)
    seq: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(sa.String(64), default=GENESIS)
    epoch: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None]


class JournalEntry(Base):
    __tablename__ = "journal_entries"
    __table_args__ = (
        one_of("visibility", Visibility),
        sa.Index(None, "network_id", "subject_id", "seq"),
        sa.Index(None, "network_id", "subject", "seq"),
        sa.Index(None, "network_id", "kind", "seq"),
        sa.Index(None, "network_id", "organisation_id", "seq"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("journal_heads.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(sa.String(60))
    subject: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[UUID]
    actor_id: Mapped[UUID | None]
    organisation_id: Mapped[UUID | None]
    visibility: Mapped[str] = mapped_column(sa.String(12))
    request_id: Mapped[str] = mapped_column(sa.String(64))
    payload: Mapped[str] = mapped_column(sa.Text)
    digest: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))


class Due(Base):
    """An instant at which something passes by itself: a deadline, an embargo. The sweeper or the first reader settles it."""

    __tablename__ = "dues"
    __table_args__ = (sa.Index(None, "network_id", "at"),)

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("journal_heads.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def link(previous: str, seq: int, at: str, kind: str, subject: str, subject_id: str, actor: str, digest: str) -> str:
    """The hash of an entry; a verifier of ten lines can compute it."""
    return sha256(dumps([previous, seq, at, kind, subject, subject_id, actor, digest]))


def snapshot(row: Any) -> dict[str, Any]:
    """A row's columns as JSON values: without personal data, a long text whose digest stands beside it, and what is
    kept here of other records (`kept`: their acts change it, and their entries tell of it)."""
    entity: Any = row.entity if isinstance(row, Held) else type(row)
    return {name: _value(getattr(row, name)) for name in _shown(entity)}


@cache
def _shown(entity: Any) -> tuple[str, ...]:
    """The columns of a table that the journal keeps."""
    columns = sa.inspect(entity).columns
    return tuple([column.key for column in columns if not column.info.keys() & {"personal", "digest", "kept"}])


_PLAIN = frozenset({str, int, bool, list, dict, type(None)})


def _value(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, UUID):
        return id_text(value)
    return value if isinstance(value, int | str | list | dict) else str(value)


async def record(
    call: Call,
    kind: str,
    row: Any,
    *,
    visibility: Visibility = Visibility.MEMBERS,
    chain: UUID | None = None,
    organisation_id: UUID | None = None,
    **facts: Any,
) -> None:
    """Note what happened to a row. Written with the commit, after every lock of the feature, in the order noted.

    `facts` complete the sentence of the entry (`journal.<kind>` in the words): register numbers, acronyms, never names
    of persons. Every change of a journaled row ends in a record, or `verify` names the row.
    """
    chain = chain if chain is not None else (call.network.network_id if call.network else PLATFORM)
    if "by" not in facts:
        facts["by"] = call.actor.acronym(chain) if chain != PLATFORM else ""
    await call.flush()
    call.entries.append((chain, kind, row, visibility, organisation_id, facts))


async def due(call: Call, kind: str, subject_id: UUID, at: datetime | None) -> None:
    """Say when something of this kind passes by itself; None: it no longer will."""
    here = (Due.network_id == call.network_id, Due.kind == kind, Due.subject_id == subject_id)
    await call.session.execute(sa.delete(Due).where(*here))
    if at is not None:
        call.session.add(Due(network_id=call.network_id, kind=kind, subject_id=subject_id, at=at))
    await call.session.flush()
    call.dues_changed = True


async def write(call: Call) -> None:
    """Append what the call noted to its chains and move their heads: one lock per chain, taken last, in fixed order."""
    chains = {entry[0] for entry in call.entries}
    if call.dues_changed:
        chains.add(call.network_id)
    if call.epoch_moves:
        chains.add(PLATFORM)
    for chain in sorted(chains):
        seq, hash, at = await HELD[call.source.dialect].first(call.source, id=chain)
        moved = 1 if chain == PLATFORM and call.epoch_moves else 0
        last: dict[str, Any] | None = None
        for noted in call.entries:
            if noted[0] != chain:
                continue
            if last is not None:
                await APPEND.fetch(call.source, **last)
            last = _entry(call, seq + 1, hash, at, noted)
            seq, hash = last["seq"], last["hash"]
        await _move(call.source, chain, last, {"id": chain, "seq": seq, "hash": hash, "moved": moved})
        call.seqs[chain] = seq


async def _move(source: Source, chain: UUID, last: dict[str, Any] | None, head: dict[str, Any]) -> None:
    """The last entry and the head: in one statement where the database takes two in one."""
    if last is not None and source.dialect == "postgresql":
        await APPEND_AND_MOVE.fetch(source, **last, id=chain, moved=head["moved"])
        return
    if last is not None:
        await APPEND.fetch(source, **last)
    await MOVE.fetch(source, **head)


async def lock(session: AsyncSession, chain: UUID) -> None:
    """Let writers of this chain wait for each other before they come to its end."""
    await session.execute(sa.select(JournalHead.id).where(JournalHead.id == chain).with_for_update(key_share=True))


def _held(dialect: str) -> View:
    """Where a chain stands, under its lock, and the instant after the lock was had.

    FOR NO KEY UPDATE: whoever inserts a row of the network holds a share of the head's key, so with FOR UPDATE two
    writers of one network would wait for each other.
    """
    head = sa.select(JournalHead.seq, JournalHead.hash).where(JournalHead.id == sa.bindparam("id", type_=Id))
    held = head.with_for_update(key_share=True).cte("held")
    return View(sa.select(held.c.seq, held.c.hash, sa.type_coerce(clock.database_now(dialect), UTCDateTime)))


HELD = {dialect: _held(dialect) for dialect in clock.ASKED}
_APPENDED = sa.insert(JournalEntry).values(
    {c.name: sa.bindparam(c.name, type_=c.type) for c in JournalEntry.__table__.columns}
)
_MOVED = (
    sa.update(JournalHead)
    .where(JournalHead.id == sa.bindparam("id", type_=Id))
    .values(
        seq=sa.bindparam("seq", type_=JournalHead.seq.type),
        hash=sa.bindparam("hash", type_=JournalHead.hash.type),
        epoch=JournalHead.epoch + sa.bindparam("moved", type_=sa.BigInteger),
        due_at=sa.select(sa.func.min(Due.at)).where(Due.network_id == JournalHead.id).scalar_subquery(),
    )
)
APPEND, MOVE = Change(_APPENDED), Change(_MOVED)
APPEND_AND_MOVE = Change(_MOVED.add_cte(_APPENDED.cte("appended")))


def _entry(call: Call, seq: int, previous: str, at: datetime, noted: tuple[Any, ...]) -> dict[str, Any]:
    """The row of what was noted, linked to the one before it."""
    chain, kind, row, visibility, organisation_id, facts = noted
    organisation_id = organisation_id or _organisation(call, chain)
    about = {"organisation_id": organisation_id, "request_id": call.request_id, "visibility": str(visibility)}
    payload = dumps(
        {
            "about": {key: _value(value) for key, value in about.items()},
            "facts": {key: _value(value) for key, value in facts.items()},
            "row": snapshot(row),
        }
    )
    digest = sha256(payload)
    subject, actor = row.__tablename__, call.actor.person_id
    actor_text = str(actor) if actor else ""
    return {
        "network_id": chain,
        "seq": seq,
        "at": at,
        "kind": kind,
        "subject": subject,
        "subject_id": row.id,
        "actor_id": actor,
        "organisation_id": organisation_id,
        "visibility": str(visibility),
        "request_id": call.request_id,
        "payload": payload,
        "digest": digest,
        "hash": link(previous, seq, instant(at), kind, subject, str(row.id), actor_text, digest),
    }


def _organisation(call: Call, chain: UUID) -> UUID | None:
    posts = call.actor.posts.get(chain, ())
    acting = call.actor.acronym(chain)
    return next((post.organisation_id for post in posts if post.acronym == acting), None)
