"""What one process holds open: settings, database, the pulse of each network, the callers it has already verified."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock
from api.kernel.access import PLATFORM, Actor, Call, Head
from api.kernel.db import Database
from api.kernel.journal import JournalHead
from api.kernel.views import PoolSource, View
from api.settings import Settings

PLATFORM_SLUG = "platform"
CREDENTIAL_SECONDS = 60
CREDENTIALS_KEPT = 10_000
REPLY_BYTES = 16_000_000

LoadActor = Callable[["Kernel", "Credential"], Awaitable[Actor | None]]
Settle = Callable[[Call, UUID], Awaitable[None]]
OnAccepted = Callable[[Call, Any], Awaitable[None]]


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
        self.levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> tuple[int, int]:
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


class Kernel:
    """Wired by `app.py`: the kernel knows no feature, so features hand it what it needs."""

    def __init__(
        self, settings: Settings, load_actor: LoadActor, settlers: dict[str, Settle], on_accepted: dict[str, OnAccepted]
    ) -> None:
        self.settings = settings
        self.load_actor = load_actor
        self.settlers = settlers
        self.on_accepted = on_accepted
        self.database = Database(
            settings.url, pool_size=settings.pool_size, statement_cache_size=settings.statement_cache_size
        )
        self.source = PoolSource(self.database)
        self.bucket = Bucket(settings.rate_limit_per_minute)
        self.known: OrderedDict[Credential, Known] = OrderedDict()
        self.replies = Replies(REPLY_BYTES)
        self.in_flight = 0
        self._asking: dict[str, asyncio.Future[Head | None]] = {}
        self._next: dict[str, asyncio.Future[Head | None]] = {}
        platform = sa.alias(JournalHead.__table__, "platform")
        self._head = View(
            sa.select(
                JournalHead.id,
                JournalHead.seq,
                (JournalHead.due_at.is_not(None) & (JournalHead.due_at <= clock.database_now(self.database.dialect))),
                platform.c.epoch,
            ).where(JournalHead.slug == sa.bindparam("slug", type_=sa.String), platform.c.id == PLATFORM)
        )

    async def open(self) -> None:
        await self.database.open()

    async def close(self) -> None:
        await self.database.close()

    async def head(self, slug: str) -> Head | None:
        """The pulse of a network. Whoever asks while a query runs shares the *next* one, so nobody reads the past."""
        if self.database.embedded:
            return await self._read_head(slug)
        if slug not in self._asking:
            asking: asyncio.Future[Head | None] = asyncio.get_running_loop().create_future()
            self._asking[slug] = asking
            asyncio.get_running_loop().create_task(self._ask(slug, asking))
            return await asking
        waiting = self._next.get(slug)
        if waiting is None:
            waiting = self._next[slug] = asyncio.get_running_loop().create_future()
        return await asyncio.shield(waiting)

    async def _ask(self, slug: str, asking: asyncio.Future[Head | None]) -> None:
        try:
            answer = await self._read_head(slug)
            if not asking.done():
                asking.set_result(answer)
        except Exception as problem:
            if not asking.done():
                asking.set_exception(problem)
        following = self._next.pop(slug, None)
        if following is None:
            del self._asking[slug]
        else:
            self._asking[slug] = following
            asyncio.get_running_loop().create_task(self._ask(slug, following))

    async def _read_head(self, slug: str) -> Head | None:
        row = await self._head.first(self.source, slug=slug)
        return None if row is None else Head(_uuid(row[0]), slug, row[1], row[3], bool(row[2]))

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

    def forget(self, credential: Credential) -> None:
        self.known.pop(credential, None)


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
