"""The processes: a server, and the worker that lets pass what is due, sends mail and signs the daily anchor."""

import asyncio
import gc
import logging
import sys
from contextlib import suppress
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
import structlog
import structlog.tracebacks
import uvicorn

from api.app import create_app
from api.journal import anchors
from api.kernel import clock, deliveries, unit
from api.kernel.access import Head
from api.kernel.job_running import Jobs
from api.kernel.lock import Held, hold
from api.kernel.routing import IdempotentReply
from api.kernel.runtime import Kernel
from api.kernel.shell import Shell
from api.settings import Settings

log = structlog.get_logger("unmn.worker")
PAUSE = 1.0
SELDOM = 600  # every so many rounds: the anchor of the day, replies nobody can ask for any more
REPLIES_KEPT = timedelta(days=7)


def run(settings: Settings, workers: int) -> None:
    """Serve until told to stop."""
    configure_logs(settings)
    try:
        held = hold(settings)
    except Held:
        sys.exit("Another process serves this database: the embedded database has one.")
    if settings.embedded or settings.demo:
        from api import migrating

        migrating.move(settings.url, "head")
    if settings.demo:
        _load_demo(settings)
    several = workers > 1
    uvicorn.run(
        "api.serving:application" if several else application(settings),
        factory=several,
        workers=workers if several else None,
        host=settings.host,
        port=settings.port,
        http="httptools",
        loop="uvloop",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=True,
        timeout_keep_alive=75,  # longer than proxies and clients keep one: who ends it first never loses a request
        timeout_graceful_shutdown=20,
    )
    if held is not None:
        held.close()


def application(settings: Settings | None = None) -> Shell:
    """The application of one process, quiet and settled: with the embedded database it is its own worker."""
    if settings is None:  # made by uvicorn in a process of its own
        settings = Settings()
        configure_logs(settings)
    shell = create_app(settings)
    if settings.embedded:
        own = Worker(shell.kernel)
        shell.on_start.append(own.start)
        shell.on_stop.append(own.stop)
    shell.on_start.append(_settle_memory)
    return shell


async def _settle_memory() -> None:
    """What was loaded stays: the collector need not look at it again."""
    gc.freeze()


def _load_demo(settings: Settings) -> None:
    from api.demo import cast, loading

    said = asyncio.run(loading.load(settings))
    lines = [said, f"Open {settings.site} and sign in as one of:", ""]
    lines += [f"  {address:34} {what}" for address, what in cast.who_can_sign_in()]
    lines += ["", f"  Password of all: {settings.demo_password.get_secret_value()}", ""]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


# ── the worker ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def work(settings: Settings) -> None:
    """The worker as a process of its own, beside any number of servers."""
    configure_logs(settings)
    if settings.embedded:
        sys.exit("The embedded database has one process, and `unmn serve` is its worker.")
    kernel = create_app(settings).kernel
    await kernel.open()
    worker = Worker(kernel)
    try:
        await worker.loop()
    finally:
        await worker.stop()
        await kernel.close()


class Worker:
    """Each second: what is due passes, what is queued leaves, jobs begin. A failure is logged and tried again."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.jobs = Jobs(kernel)
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self.task = asyncio.create_task(self.loop())

    async def stop(self) -> None:
        if self.task is not None:
            self.task.cancel()
            with suppress(asyncio.CancelledError):
                await self.task
        await self.jobs.stop()

    async def loop(self) -> None:
        rounds = 0
        if self.kernel.database.embedded:
            await self._tried("recover", self.jobs.recover())
        while True:
            await self._tried("settle", self._settle())
            await self._tried("jobs", self.jobs.take())
            await self._tried("send", deliveries.send_due(self.kernel))
            if rounds % SELDOM == 0:
                await self._tried("anchor", anchors.write(self.kernel))
                await self._tried("forget", self._forget())
                await self._tried("forget jobs", self.jobs.forget())
            rounds += 1
            await asyncio.sleep(PAUSE)

    async def _tried(self, what: str, act: Any) -> None:
        try:
            await act
        except Exception as error:
            log.warning("worker failed, tries again", what=what, error=f"{type(error).__name__}: {error}"[:300])

    async def _settle(self) -> None:
        for network_id, slug in await unit.due_networks(self.kernel):
            await self._tried(
                f"settle {slug}", unit.settle(self.kernel, Head(network_id, slug, 0, 0, True), wait=False)
            )

    async def _forget(self) -> None:
        async with self.kernel.database.session() as session:
            oldest = await clock.now(session) - REPLIES_KEPT
            await session.execute(sa.delete(IdempotentReply).where(IdempotentReply.created_at < oldest))
            await session.commit()


# ── logs ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def configure_logs(settings: Settings) -> None:
    """Everything that is said goes to stderr, one JSON object a line."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    traced = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)  # locals hold bodies and secrets
    ending: list[Any] = [
        structlog.processors.ExceptionRenderer(traced),
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    level = logging.getLevelNamesMapping().get(settings.log_level.upper(), logging.INFO)
    structlog.configure(
        processors=[*shared, *ending],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
        )
    )
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[handler], force=True)
