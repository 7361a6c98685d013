"""Many who wait for the next entry of a network: one look at its head for all of them, one answer worked out for all alike.

Five hundred open pages would otherwise ask for the head a thousand times a second, and work out the same page five
hundred times whenever somebody writes: the writer would pay for both.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from api.kernel.access import Call
from api.kernel.runtime import Kernel

PAUSE = 0.5  # seconds between two looks at a head
KEPT = 64  # answers worked out lately, over all networks


@dataclass
class Watch:
    """The head of one network as those who wait for it know it. It is looked at only while somebody waits."""

    seq: int
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: int = 0

    async def look(self, kernel: Kernel, slug: str) -> None:
        while self.waiting:
            await asyncio.sleep(PAUSE)
            try:
                head = await kernel.head(slug)
            except Exception:  # the database is away: whoever waits finds out when their time is over
                continue
            seq = head.seq if head is not None else self.seq + 1
            if seq != self.seq:
                self.seq = seq
                self.moved.set()
                self.moved = asyncio.Event()


@dataclass
class Feed:
    """What one process knows of those who wait in it."""

    watches: dict[str, tuple[Watch, asyncio.Task[None]]] = field(default_factory=dict)
    pages: dict[Hashable, asyncio.Task[str]] = field(default_factory=dict)

    async def past(self, kernel: Kernel, slug: str, seq: int, after: int, seconds: float) -> int:
        """Wait until the head, which stood at `seq`, is past an entry, at most so long; where it is then."""
        watch = self._watch(kernel, slug, seq)
        watch.waiting += 1
        try:
            async with asyncio.timeout(seconds):
                while watch.seq <= after:
                    await watch.moved.wait()
        except TimeoutError:
            pass
        finally:
            watch.waiting -= 1
        return watch.seq

    def _watch(self, kernel: Kernel, slug: str, seq: int) -> Watch:
        known = self.watches.get(slug)
        if known is not None and not known[1].done():
            return known[0]
        watch = Watch(seq)
        task = asyncio.get_running_loop().create_task(watch.look(kernel, slug))  # begins once its first waiter waits
        self.watches[slug] = watch, task
        task.add_done_callback(lambda _: self._forget(slug, task))
        return watch

    def _forget(self, slug: str, task: asyncio.Task[None]) -> None:
        if slug in self.watches and self.watches[slug][1] is task:
            del self.watches[slug]

    async def page(self, key: Hashable, work: Callable[[], Awaitable[str]]) -> str:
        """The page under this key, worked out by whoever asks first. One that failed is worked out again."""
        task = self.pages.get(key)
        if task is None or (task.done() and (task.cancelled() or task.exception() is not None)):
            task = self.pages[key] = asyncio.ensure_future(work())
            while len(self.pages) > KEPT:
                del self.pages[next(iter(self.pages))]
        return await asyncio.shield(task)


_feeds: "WeakKeyDictionary[Kernel, Feed]" = WeakKeyDictionary()


def feed(call: Call) -> Feed:
    """The feed of the process that answers this call."""
    kernel: Kernel = call.kernel
    return _feeds.setdefault(kernel, Feed())
