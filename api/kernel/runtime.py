"""What one process holds open: settings, database, the pulse of each network, the callers it has already verified."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from api.kernel import clock
from api.kernel.access import PLATFORM, Actor, Call, Head
from api.kernel.db import Database
from api.kernel.journal import JournalHead
from api.kernel.views import PoolSource, View, among, spread
from api.settings import Settings

PLATFORM_SLUG = "platform"
UNSIGNED_PER_MINUTE = 120  # by address, for what is opened by a mailed link alone
CREDENTIAL_SECONDS = 60
CREDENTIALS_KEPT = 10_000
REPLY_BYTES = 16_000_000
PULSE_MOST = 16  # networks in one question for their heads
PACE, CROWD = 0.002, 4  # seconds between two questions while so many requests are being answered

LoadActor = Callable[["Kernel", "Credential"], Awaitable[Actor | None]]
Settle = Callable[[Call, UUID], Awaitable[None]]
OnAccepted = Callable[[Call, Any], Awaitable[None]]
Attach = Callable[["Kernel", str, UUID, str], Awaitable[Any]]
RunJob = Callable[[Any], Awaitable[None]]
ActorOf = Callable[[AsyncSession, UUID, datetime], Awaitable[Actor | None]]


@dataclass(frozen=True)
class Credential:
    """What a request shows: a browser's session cookie, a JWT or an API token."""

    kind: str
    secret: str


@dataclass
class Known:
    actor: Actor
    epoch: int
    until: float


class Bucket:
    """Requests per minute and caller, refilled evenly. One per worker."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self.levels: OrderedDict[UUID | str, tuple[float, float]] = OrderedDict()

    def take(self, key: UUID | str) -> tuple[int, int]:
        """(what remains, seconds until the next one if nothing remains)."""
        now = time.monotonic()
        level, at = self.levels.pop(key, (float(self.per_minute), now))
        level = min(self.per_minute, level + (now - at) * self.per_minute / 60)
        allowed = level >= 1
        self.levels[key] = (level - 1 if allowed else level, now)
        while len(self.levels) > CREDENTIALS_KEPT:
            self.levels.popitem(last=False)
        return (int(level - 1), 0) if allowed else (-1, max(1, round((1 - level) * 60 / self.per_minute)))


class Replies:
    """Finished answers by address and validator: the journal head is their key, so none outlives what it shows."""

    def __init__(self, most_bytes: int) -> None:
        self.left = most_bytes
        self.kept: OrderedDict[Any, tuple[bytes, dict[str, str]]] = OrderedDict()

    def get(self, key: Any) -> tuple[bytes, dict[str, str]] | None:
        found = self.kept.get(key)
        if found is not None:
            self.kept.move_to_end(key)
        return found

    def put(self, key: Any, reply: tuple[bytes, dict[str, str]]) -> None:
        if key in self.kept:
            return
        self.kept[key] = reply
        self.left -= len(reply[0])
        while self.left < 0:
            self.left += len(self.kept.popitem(last=False)[1][0])


@dataclass
class Pulse:
    """One query for the heads of several networks, and those who wait for it."""

    answer: asyncio.Future[dict[str, Head]]
    slugs: set[str] = field(default_factory=set)

    def takes(self, slug: str) -> bool:
        return slug in self.slugs or len(self.slugs) < PULSE_MOST


class Kernel:
    """Wired by `app.py`: the kernel knows no feature, so features hand it what it needs."""

    def __init__(
        self,
        settings: Settings,
        load_actor: LoadActor,
        settlers: dict[str, Settle],
        on_accepted: dict[str, OnAccepted],
        attachers: dict[str, Attach] | None = None,
        jobs: dict[str, RunJob] | None = None,
        actor_of: ActorOf | None = None,
    ) -> None:
        self.settings = settings
        self.load_actor = load_actor
        self.settlers = settlers
        self.on_accepted = on_accepted
        self.attachers = attachers or {}
        self.jobs = jobs or {}
        self.working: dict[UUID, Any] = {}  # jobs that this process works on, as far as they are
        self._actor_of = actor_of
        self.database = Database(
            settings.url, pool_size=settings.pool_size, statement_cache_size=settings.statement_cache_size
        )
        self.source = PoolSource(self.database)
        self.bucket = Bucket(settings.rate_limit_per_minute)
        self.unsigned = Bucket(min(settings.rate_limit_per_minute, UNSIGNED_PER_MINUTE))
        self.known: OrderedDict[Credential, Known] = OrderedDict()
        self.replies = Replies(REPLY_BYTES)
        self.in_flight = 0
        self._pulses: deque[Pulse] = deque()
        self._beating: asyncio.Task[None] | None = None
        self._asked = 1 if self.database.embedded else PULSE_MOST
        self.answering = 0  # requests, now
        self._beat_at = 0.0
        self._written, self._kept = -1, dict[str, tuple[Head, datetime | None]]()
        platform = sa.alias(JournalHead.__table__, "platform")
        self._heads = View(
            sa.select(
                JournalHead.slug,
                JournalHead.id,
                JournalHead.seq,
                JournalHead.due_at if self.database.embedded else _is_due(self.database.dialect),
                platform.c.epoch,
            ).where(among(JournalHead.slug, "slug", self._asked), platform.c.id == PLATFORM)
        )

    async def open(self) -> None:
        await self.database.open()

    async def close(self) -> None:
        await self.database.close()

    async def head(self, slug: str) -> Head | None:
        """The pulse of a network. Whoever asks while a query runs shares the *next* one, so nobody reads the past."""
        if "\x00" in slug:
            return None  # PostgreSQL refuses it, and with it the question of everybody who waits
        if self.database.embedded:
            return await self._kept_head(slug)
        if not self._pulses or not self._pulses[-1].takes(slug):
            self._pulses.append(Pulse(asyncio.get_running_loop().create_future()))
        pulse = self._pulses[-1]
        pulse.slugs.add(slug)
        if self._beating is None:
            self._beating = asyncio.get_running_loop().create_task(self._beat())
        return (await asyncio.shield(pulse.answer)).get(slug)

    async def _kept_head(self, slug: str) -> Head | None:
        """The head as it was read last, while nobody has written to the embedded database since."""
        written = self.database.written()
        if written != self._written:
            self._written = written
            self._kept.clear()
        if slug not in self._kept:
            rows = await self._heads.fetch(self.source, **spread("slug", [slug], self._asked))
            if not rows:
                return None
            _, id, seq, due_at, epoch = rows[0]
            self._kept[slug] = Head(_uuid(id), slug, seq, epoch, due=False), due_at
        head, due_at = self._kept[slug]
        if due_at is not None and due_at <= datetime.fromisoformat(self.database.now()):
            return replace(head, due=True)
        return head

    async def _beat(self) -> None:
        """One query after the other while somebody waits, each for all networks that were asked for meanwhile.

        In a crowd they keep a pace: nobody waits longer than for the worker anyway, and many share one question.
        """
        loop = asyncio.get_running_loop()
        while self._pulses:
            pause = self._beat_at + PACE - loop.time()
            if pause > 0 and len(self._pulses) == 1 and self.answering >= CROWD:
                await asyncio.sleep(pause)
            self._beat_at = loop.time()
            pulse = self._pulses.popleft()
            try:
                pulse.answer.set_result(await self._read_heads(list(pulse.slugs)))
            except Exception as problem:
                pulse.answer.set_exception(problem)
                pulse.answer.exception()  # who waited may be gone
        self._beating = None

    async def _read_heads(self, slugs: list[str]) -> dict[str, Head]:
        rows = await self._heads.fetch(self.source, **spread("slug", slugs, self._asked))
        return {row[0]: Head(_uuid(row[1]), row[0], row[2], row[4], bool(row[3])) for row in rows}

    async def actor(self, credential: Credential, epoch: int) -> Actor | None:
        """Who shows this credential. Remembered for a minute, and never past a change of anybody's rights."""
        now = time.monotonic()
        known = self.known.get(credential)
        if known is not None and known.epoch == epoch and now < known.until:
            return known.actor
        actor = await self.load_actor(self, credential)
        if actor is None:
            self.known.pop(credential, None)
            return None
        self.known[credential] = Known(actor, epoch, now + CREDENTIAL_SECONDS)
        while len(self.known) > CREDENTIALS_KEPT:
            self.known.popitem(last=False)
        return actor

    async def actor_of(self, session: AsyncSession, person_id: UUID, now: datetime) -> Actor | None:
        """Who a person is now, without a credential: for what they asked to be done in the background."""
        return await self._actor_of(session, person_id, now) if self._actor_of is not None else None

    def forget(self, credential: Credential) -> None:
        self.known.pop(credential, None)


def _is_due(dialect: str) -> sa.ColumnElement[bool]:
    return JournalHead.due_at.is_not(None) & (JournalHead.due_at <= clock.database_now(dialect))


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
