"""Many who wait for the next entry of a network: one look at its head for all of them, one answer worked out for all alike.

Five hundred open pages would otherwise ask for the head a thousand times a second, and work out the same page five
hundred times whenever somebody writes. And answering all of them at once, again and again while others write, would hold
up the writers: so they are told a few at a time, and after many were told there is a rest in proportion. Whoever writes
never waits for those who read along.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from api.kernel.access import Call
from api.kernel.runtime import Kernel

PAUSE = 0.5  # seconds between two looks at a head
REST = 0.04  # seconds of rest for each who was told: of 120 µs an answer, readers take 0.3 % of a worker and no more
TOLD_AT_ONCE = 5
BETWEEN = 0.01  # seconds between two lots, so that others are served meanwhile
KEPT = 64  # answers worked out lately, over all networks


@dataclass
class Watch:
    """The head of one network as those who wait for it know it. It is looked at only while somebody waits."""

    seq: int
    waiting: dict[asyncio.Future[None], None] = field(default_factory=dict)
    rests_until: float = 0.0
    looking: asyncio.Task[None] | None = None

    def rests(self) -> bool:
        return asyncio.get_running_loop().time() < self.rests_until

    async def past(self, kernel: Kernel, slug: str, after: int, seconds: float) -> int:
        """Where the head is once it is past an entry, or when the time is over."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while self.seq <= after and (left := until - loop.time()) > 0:
            waiter: asyncio.Future[None] = loop.create_future()
            self.waiting[waiter] = None
            if self.looking is None or self.looking.done():
                self.looking = loop.create_task(self._look(kernel, slug))
            over = loop.call_later(left, _tell, waiter)
            try:
                await waiter
            finally:
                over.cancel()
                self.waiting.pop(waiter, None)
        return self.seq

    async def _look(self, kernel: Kernel, slug: str) -> None:
        loop = asyncio.get_running_loop()
        while self.waiting:
            await asyncio.sleep(max(PAUSE, self.rests_until - loop.time()))
            try:
                head = await kernel.head(slug)
            except Exception:  # the database is away: whoever waits finds out when their time is over
                continue
            seq = head.seq if head is not None else self.seq + 1
            if seq != self.seq:
                self.seq = seq
                await self._tell_all()

    async def _tell_all(self) -> None:
        """Those who wait now, a few at a time; who comes back meanwhile waits for what is new after this."""
        told, self.waiting = [*self.waiting], {}
        self.rests_until = asyncio.get_running_loop().time() + len(told) * REST
        for at in range(0, len(told), TOLD_AT_ONCE):
            for waiter in told[at : at + TOLD_AT_ONCE]:
                _tell(waiter)
            await asyncio.sleep(BETWEEN)


def _tell(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)


@dataclass
class Feed:
    """What one process knows of those who wait in it."""

    watches: dict[str, Watch] = field(default_factory=dict)
    pages: dict[Hashable, asyncio.Task[bytes]] = field(default_factory=dict)

    async def past(self, kernel: Kernel, slug: str, seq: int, after: int, seconds: float) -> int:
        """Wait until the head, which stands at `seq`, is past an entry, at most so long; where it is then.

        Who knows all that was told so far waits for the end of a rest, even if more has happened since.
        """
        watch = self.watches.get(slug)
        if watch is None:
            watch = self.watches[slug] = Watch(seq)
        told = watch.seq <= after and watch.rests()
        if seq > after and not told:
            return seq
        if not watch.waiting and not told:
            watch.seq = max(watch.seq, seq)  # nobody waited: nobody has looked meanwhile
        return await watch.past(kernel, slug, after, seconds)

    async def page(self, key: Hashable, work: Callable[[], Awaitable[str]]) -> bytes:
        """The page under this key, worked out by whoever asks first: the same bytes for all. One that failed is worked out
        again."""
        task = self.pages.get(key)
        if task is None or (task.done() and (task.cancelled() or task.exception() is not None)):
            task = self.pages[key] = asyncio.ensure_future(_bytes(work))
            while len(self.pages) > KEPT:
                del self.pages[next(iter(self.pages))]
        return await asyncio.shield(task)


async def _bytes(work: Callable[[], Awaitable[str]]) -> bytes:
    return (await work()).encode()


_feeds: "WeakKeyDictionary[Kernel, Feed]" = WeakKeyDictionary()


def feed(call: Call) -> Feed:
    """The feed of the process that answers this call."""
    kernel: Kernel = call.kernel
    return _feeds.setdefault(kernel, Feed())
