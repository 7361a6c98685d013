"""The unit of work: one transaction, its journal entries and deliveries with it, commit before the answer."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
import sqlalchemy.exc
import structlog

from api.kernel import clock, journal
from api.kernel.access import PLATFORM, SYSTEM, Actor, Call, Head
from api.kernel.db import LOST, new_id
from api.kernel.journal import Due
from api.kernel.problems import Conflict, Invalid, NotFound, Problem, StorageFull, Unavailable
from api.kernel.runtime import Kernel
from api.kernel.writers import Writer

T = TypeVar("T")
log = structlog.get_logger("unmn")
TRIES = 3
RETRIED = ("40001", "40P01")


async def perform(
    kernel: Kernel,
    call: Call,
    work: Callable[[Call], Awaitable[T]],
    finish: Callable[[Call, T], Awaitable[None]] | None = None,
    *,
    ticks: bool = True,
) -> T:
    """Run `work` in one transaction and commit it, up to three times on a serialisation failure.

    `finish` runs after the journal is written and before the commit (the stored reply of an idempotent request).
    `ticks`: the clock is read before `work`, which else reads it itself, under its first lock.
    A Problem rolls everything back, unless it says that the refusal itself is on record (`commits`).
    """
    for attempt in range(1, TRIES + 1):
        _begin(call)
        try:
            async with kernel.database.writer() as writer:
                return await _attempt(call, writer, work, finish, ticks)
        except sqlalchemy.exc.DBAPIError as error:
            if attempt == TRIES or getattr(error.orig, "sqlstate", None) not in RETRIED:
                raise translated(error) from error
        except LOST as error:
            raise Unavailable() from error
        finally:
            call.writer, call.source = None, kernel.source
    raise AssertionError("unreachable")


def _begin(call: Call) -> None:
    call.entries.clear()
    call.seqs.clear()
    call.after_commit.clear()
    call.epoch_moves = call.dues_changed = False


async def _attempt(
    call: Call,
    writer: Writer,
    work: Callable[[Call], Awaitable[T]],
    finish: Callable[[Call, T], Awaitable[None]] | None,
    ticks: bool,
) -> T:
    call.source = call.writer = writer
    if ticks:
        await clock.tick(call)
    else:
        call._now = None
    try:
        result = await work(call)
    except Problem as problem:
        if problem.commits:
            await journal.write(call)
            await writer.commit()
        raise
    await writer.flush()
    await journal.write(call)
    if finish is not None:
        await finish(call, result)
    await writer.commit()
    for act in call.after_commit:
        act()
    return result


@contextmanager
def translating() -> Iterator[None]:
    """For what asks the database outside a unit of work: its failures become what the caller is told."""
    try:
        yield
    except sqlalchemy.exc.DBAPIError as error:
        raise translated(error) from error
    except LOST as error:
        raise Unavailable() from error


def translated(error: sqlalchemy.exc.DBAPIError) -> Problem:
    """What a database error means to the caller: a clash is 409, a full disk 507, anything lost 503."""
    text = str(error.orig)
    log.warning("database refused", error=type(error.orig).__name__, sqlstate=getattr(error.orig, "sqlstate", None))
    if isinstance(error, sqlalchemy.exc.IntegrityError):
        return Conflict()
    if "full" in text and ("disk" in text or "space" in text):
        return StorageFull()
    if str(getattr(error.orig, "sqlstate", "")).startswith("22"):
        return Invalid()  # a value that no column holds: sending it again will not help
    return Unavailable()


def system_call(kernel: Kernel, network: Head | None, actor: Actor = SYSTEM, language: str = "en") -> Call:
    """A call that nobody made over HTTP: the sweeper's, the worker's, the command line's."""
    return Call(actor, language, f"system-{new_id()}", kernel.source, network, kernel=kernel, if_match="*")


async def settle(kernel: Kernel, head: Head, *, wait: bool) -> None:
    """Let pass what is due in a network, by the one rule, each in a transaction of its own.

    A reader waits for another worker that is settling; the sweeper skips what is locked.
    """
    while await perform(kernel, system_call(kernel, head), lambda call: _settle_one(kernel, call, wait)):
        pass


async def _settle_one(kernel: Kernel, call: Call, wait: bool) -> bool:
    statement = (
        sa.select(Due)
        .where(Due.network_id == call.network_id, Due.at <= call.now)
        .order_by(Due.at, Due.subject_id)
        .limit(1)
        .with_for_update(skip_locked=not wait)
    )
    due = (await call.session.execute(statement)).scalar_one_or_none()
    if due is None:
        return False
    await call.session.delete(due)
    await call.session.flush()
    call.dues_changed = True
    await kernel.settlers[due.kind](call, due.subject_id)
    return True


async def head_of(kernel: Kernel, slug: str) -> Head:
    """The network with this slug, settled."""
    head = await kernel.head(slug)
    if head is None or head.network_id == PLATFORM:
        raise NotFound()
    return await settled(kernel, head)


async def settled(kernel: Kernel, head: Head) -> Head:
    if not head.due:
        return head
    await settle(kernel, head, wait=True)
    return await kernel.head(head.slug) or head


async def due_networks(kernel: Kernel) -> list[tuple[UUID, str]]:
    """Networks in which something is due: what the sweeper asks every second."""
    async with kernel.database.session() as session:
        now = await clock.now(session)
        heads = sa.select(journal.JournalHead.id, journal.JournalHead.slug).where(journal.JournalHead.due_at <= now)
        return [(row.id, row.slug) for row in (await session.execute(heads)).all()]
