"""The proof of the journal: its chains, its payloads, the records behind them, and the anchors outside the database."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, create_async_engine

from api.journal import anchors
from api.journal.views import Fresh
from api.kernel.access import PLATFORM, Call
from api.kernel.clock import now_utc
from api.kernel.db import Base, dumps, instant
from api.kernel.journal import GENESIS, JournalEntry, JournalHead, link, sha256, snapshot
from api.kernel.words import say
from api.settings import Settings

AT_ONCE = 500
LAST_WORDS = (".removed", ".deleted", ".ended", ".revoked")  # after these the record itself may be gone
# Tables whose every row was made by an act on record.
_OF_STATEMENTS = ("statements", "statement_signatures", "statement_translations", "statement_releases")
_OF_TALK = ("suggestions", "decision_comments", "explanations")
_OF_MINUTES = ("minutes", "minutes_versions", "minutes_comments", "minutes_corrigenda", "minutes_translations")
COMPLETE = frozenset(
    {
        "appointments",
        "backlog_topics",
        "decisions",
        "meeting_papers",
        "meetings",
        "memberships",
        "pledge_progress",
        "pledges",
        "proposals",
        "rounds",
        "workplan_snapshots",
        "workplans",
        *_OF_STATEMENTS,
        *_OF_TALK,
        *_OF_MINUTES,
    }
)


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit."""

    code: str
    chain: str
    seq: int | None = None
    kind: str = ""
    subject: str | None = None
    subject_id: UUID | None = None
    fields: tuple[str, ...] = ()
    day: str = ""

    @property
    def line(self) -> str:
        """For whoever operates the platform."""
        entry = f"{self.chain} entry {self.seq} {self.kind}".rstrip()
        row = f"{self.subject} {self.subject_id}"
        return {
            "hash": f"{entry}: hash does not follow from the entry before it",
            "gap": f"{entry}: missing",
            "digest": f"{entry}: payload changed",
            "about": f"{entry}: {', '.join(self.fields)} changed",
            "absent": f"{self.chain}: there is no such chain",
            "head": f"{self.chain}: the head is not the last entry ({self.seq})",
            "row": f"{row}: {', '.join(self.fields)} differs from entry {self.seq}",
            "gone": f"{row}: gone, but entry {self.seq} says it is there",
            "unrecorded": f"{row}: no entry says that it was made",
            "anchor": f"{self.chain} entry {self.seq}: not what the anchor of {self.day} says",
            "signature": f"anchor of {self.day}: its signature does not hold",
        }[self.code]

    def sentence(self, language: str) -> str:
        return say(
            f"verify.{self.code}", language, seq=self.seq, subject=self.subject, fields=list(self.fields), day=self.day
        )


@dataclass
class Findings:
    faults: list[Fault] = field(default_factory=list)
    chains: list[tuple[str, int]] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.faults

    @property
    def lines(self) -> list[str]:
        found = [fault.line for fault in self.faults]
        return found or [f"{slug}: entries 1 to {seq} hold" if seq else f"{slug}: empty" for slug, seq in self.chains]


async def verify(settings: Settings, slug: str | None) -> Findings:
    """Prove one chain, or all of them."""
    from api.app import modules  # the command line proves every feature's records

    modules("models")
    findings = Findings()
    async with reading(settings.url) as connection:
        statement = sa.select(JournalHead.id, JournalHead.slug, JournalHead.seq).order_by(JournalHead.slug)
        if slug is not None:
            statement = statement.where(JournalHead.slug == slug)
        heads = (await connection.execute(statement)).all()
        for head in heads:
            findings.faults += await prove(connection, settings, head.id, head.slug)
            findings.chains.append((head.slug, head.seq))
    if not heads:
        findings.faults.append(Fault("absent", slug or "platform"))
    return findings


async def answer(call: Call) -> Fresh:
    """The proof of the caller's network, worked out on a thread with a loop of its own: hashing would hold up everybody."""
    head, faults = await asyncio.to_thread(lambda: asyncio.run(_proof(call)))
    at = instant(now_utc())
    if faults:
        sentence = faults[0].sentence(call.language)
    else:
        key = "verify.holds" if head.seq else "verify.empty"
        sentence = say(key, call.language, count=head.seq, at=at)
    shown = [
        {
            "code": fault.code,
            "seq": fault.seq,
            "subject": fault.subject,
            "subject_id": str(fault.subject_id) if fault.subject_id else None,
            "fields": list(fault.fields),
            "sentence": fault.sentence(call.language),
        }
        for fault in faults[:AT_ONCE]
    ]
    body = {
        "whole": not faults,
        "entries": head.seq,
        "head": {"seq": head.seq, "hash": head.hash},
        "verified_at": at,
        "sentence": sentence,
        "faults": shown,
    }
    return Fresh(dumps(body), headers={"cache-control": "no-store"})


async def _proof(call: Call) -> tuple[Any, list[Fault]]:
    settings: Settings = call.kernel.settings
    async with reading(settings.url) as connection:
        head = (await connection.execute(sa.select(JournalHead).where(JournalHead.id == call.network_id))).one()
        return head, await prove(connection, settings, call.network_id, call.slug)


@asynccontextmanager
async def reading(url: str) -> AsyncIterator[AsyncConnection]:
    """One consistent look at the database that holds up no writer."""
    engine = create_async_engine(url, poolclass=sa.NullPool)
    try:
        async with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                await connection.exec_driver_sql("BEGIN")
            else:
                await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection
            await connection.rollback()
    finally:
        await engine.dispose()


async def prove(connection: AsyncConnection, settings: Settings, chain: UUID, slug: str) -> list[Fault]:
    """Everything that does not fit in one chain."""
    marks = anchors.of_chain(settings, chain)
    faults = [Fault("signature", slug, day=mark.isoformat()) for mark in marks if not isinstance(mark, tuple)]
    anchored = {mark[1]: mark for mark in marks if isinstance(mark, tuple)}
    faults += await _chain(connection, chain, slug, anchored)
    async with AsyncSession(connection) as session:
        faults += await _rows(session, chain, slug)
        faults += await _unrecorded(session, chain, slug)
    return faults


# ── the chain ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def _chain(connection: AsyncConnection, chain: UUID, slug: str, anchored: dict[int, Any]) -> list[Fault]:
    faults: list[Fault] = []
    previous, last = GENESIS, 0
    hashes = {0: GENESIS}
    while True:
        statement = (
            sa.select(JournalEntry.__table__)
            .where(JournalEntry.network_id == chain, JournalEntry.seq > last)
            .order_by(JournalEntry.seq)
            .limit(AT_ONCE)
        )
        rows = (await connection.execute(statement)).all()
        if not rows:
            break
        for row in rows:
            faults += [Fault("gap", slug, missing) for missing in range(last + 1, min(row.seq, last + AT_ONCE))]
            faults += _entry(slug, previous, row)
            previous, last = row.hash, row.seq
            if row.seq in anchored:
                hashes[row.seq] = row.hash
    head = (await connection.execute(sa.select(JournalHead.seq, JournalHead.hash).where(JournalHead.id == chain))).one()
    if (head.seq, head.hash) != (last, previous):
        faults.append(Fault("head", slug, last))
    for seq, (day, _, stated) in sorted(anchored.items()):
        if hashes.get(seq) != stated:
            faults.append(Fault("anchor", slug, seq, day=day.isoformat()))
    return faults


def _entry(slug: str, previous: str, row: Any) -> list[Fault]:
    faults: list[Fault] = []
    where = {"chain": slug, "seq": row.seq, "kind": row.kind, "subject": row.subject, "subject_id": row.subject_id}
    actor = str(row.actor_id) if row.actor_id else ""
    at, subject_id = instant(row.at), str(row.subject_id)
    if link(previous, row.seq, at, row.kind, row.subject, subject_id, actor, row.digest) != row.hash:
        faults.append(Fault("hash", **where))
    if sha256(row.payload) != row.digest:
        return [*faults, Fault("digest", **where)]
    about = json.loads(row.payload)["about"]
    beside = {
        "organisation_id": str(row.organisation_id) if row.organisation_id else None,
        "request_id": row.request_id,
        "visibility": row.visibility,
    }
    changed = tuple(name for name, value in beside.items() if about.get(name) != value)
    return [*faults, Fault("about", **where, fields=changed)] if changed else faults


# ── the records ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _classes() -> dict[str, Any]:
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


async def _rows(session: AsyncSession, chain: UUID, slug: str) -> list[Fault]:
    """The latest entry of each record against the record."""
    faults: list[Fault] = []
    for subject, model in sorted(_classes().items()):
        last, shared = 0, not hasattr(model, "network_id")
        while True:
            entries = (await session.execute(_latest(chain, subject, last, shared))).all()
            if not entries:
                break
            last = entries[-1].seq
            found = await session.execute(sa.select(model).where(model.id.in_([entry.subject_id for entry in entries])))
            rows = {row.id: row for row in found.scalars()}
            for entry in entries:
                faults += _record(slug, entry, rows.get(entry.subject_id))
            session.expunge_all()
    return faults


def _latest(chain: UUID, subject: str, last: int, shared: bool) -> sa.Select[Any]:
    """Entries that no later one about the same record follows, in this chain or in another.

    `shared`: the record belongs to no network, and any chain may tell of it. All their entries are then looked through
    once, since asking every chain for every record takes as long as there are networks.
    """
    entry, later = JournalEntry.__table__, JournalEntry.__table__.alias("later")
    same = (later.c.subject_id == entry.c.subject_id, later.c.subject == entry.c.subject)
    statement = (
        sa.select(entry.c.seq, entry.c.kind, entry.c.subject, entry.c.subject_id, entry.c.payload)
        .where(entry.c.network_id == chain, entry.c.subject == subject, entry.c.seq > last)
        .where(~sa.exists().where(*same, later.c.network_id == chain, later.c.seq > entry.c.seq))
        .order_by(entry.c.seq)
        .limit(AT_ONCE)
    )
    if shared:
        told = (
            sa.select(later.c.subject_id, sa.func.max(later.c.at).label("at"))
            .where(later.c.subject == subject)
            .group_by(later.c.subject_id)
            .subquery()
        )
        return statement.join(told, told.c.subject_id == entry.c.subject_id).where(entry.c.at == told.c.at)
    others = sa.select(JournalHead.id).where(JournalHead.id != chain)
    elsewhere = later.c.network_id.in_(others) if chain == PLATFORM else later.c.network_id == PLATFORM
    return statement.where(~sa.exists().where(*same, elsewhere, later.c.at > entry.c.at))


def _record(slug: str, entry: Any, row: Any) -> list[Fault]:
    where = {"chain": slug, "seq": entry.seq, "kind": entry.kind}
    where |= {"subject": entry.subject, "subject_id": entry.subject_id}
    if row is None:
        return [] if entry.kind.endswith(LAST_WORDS) else [Fault("gone", **where)]
    try:
        stated = json.loads(entry.payload)["row"]
    except (ValueError, KeyError, TypeError):
        return []  # its digest has told
    there = json.loads(dumps(snapshot(row)))
    there |= {stated: sha256(text) for stated, text in _digested(row)}
    # a column that is younger than the entry has nothing to be compared with
    differing = tuple(sorted(name for name in there.keys() & stated.keys() if there[name] != stated[name]))
    return [Fault("row", **where, fields=differing)] if differing else []


def _digested(row: Any) -> list[tuple[str, str]]:
    """Long texts that the journal holds by their digests: (the digest's column, the text)."""
    columns = sa.inspect(type(row)).columns
    return [(column.info["digest"], getattr(row, column.key)) for column in columns if "digest" in column.info]


async def _unrecorded(session: AsyncSession, chain: UUID, slug: str) -> list[Fault]:
    """Records that were put into the database without an act."""
    if chain == PLATFORM:
        return []
    faults: list[Fault] = []
    for subject, model in sorted(_classes().items()):
        if subject not in COMPLETE or not hasattr(model, "network_id"):
            continue
        told = sa.exists().where(JournalEntry.network_id == chain, JournalEntry.subject_id == model.id)
        missing = await session.execute(sa.select(model.id).where(model.network_id == chain, ~told).limit(AT_ONCE))
        faults += [Fault("unrecorded", slug, subject=subject, subject_id=id) for id in missing.scalars()]
    return faults
