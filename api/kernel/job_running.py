"""The workers of jobs: take one, renew its lease, tell how far it is, put it back or end it."""

import asyncio
import os
import shutil
from contextlib import suppress
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog

from api.kernel import clock, unit
from api.kernel.access import Call, Head
from api.kernel.db import LOST, Id, new_id
from api.kernel.jobs import (
    ENDED,
    INPUT_KEPT,
    KEPT,
    LEASE,
    Cancelled,
    Job,
    JobAbandoned,
    JobFailed,
    JobState,
    Lost,
    Work,
    end,
    folder,
    held,
)
from api.kernel.problems import Forbidden, Problem, Unavailable
from api.kernel.runtime import Kernel
from api.kernel.views import View

log = structlog.get_logger("unmn.jobs")
AT_ONCE = 2  # of one process
MOST_TAKEN = 3  # workers that may die of one job
BEAT = 1.0
RENEW = LEASE.total_seconds() / 6
_waiting = sa.or_(
    Job.state == JobState.QUEUED,
    sa.and_(Job.state == JobState.RUNNING, Job.lease_until <= sa.bindparam("now", type_=Job.lease_until.type)),
)
WAITING = View(sa.select(Job.id).where(_waiting).limit(1))


class Jobs:
    """The jobs that one process works on."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.worker = f"{os.getpid()}-{new_id().hex[-12:]}"
        self.tasks: set[asyncio.Task[None]] = set()

    async def take(self) -> None:
        """Begin what waits, as many at once as one process does."""
        while len(self.tasks) < AT_ONCE and await self._is_any():
            work = await self._claim()
            if work is None:
                return
            task = asyncio.create_task(self._tended(work))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def all(self) -> None:
        """Work until nothing waits any more."""
        await self.take()
        while self.tasks:
            await asyncio.wait(self.tasks)
            await self.take()

    async def stop(self) -> None:
        """Put back what is under way: the next worker begins it anew."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def recover(self) -> None:
        """The embedded database has one process: what ran when the last one died waits for no lease."""
        async with self.kernel.database.session() as session:
            running = sa.update(Job).where(Job.state == JobState.RUNNING, Job.worker != self.worker)
            await session.execute(running.values(lease_until=await clock.now(session)))
            await session.commit()

    async def _is_any(self) -> bool:
        now = await clock.now(self.kernel.source)
        return await WAITING.first(self.kernel.source, now=now) is not None

    async def _claim(self) -> Work | None:
        """The oldest that waits, or whose worker is dead; nobody else has it from here on."""
        async with self.kernel.database.session() as session:
            now = await clock.now(session)
            statement = sa.select(Job).where(_waiting).order_by(Job.created_at, Job.id).limit(1)
            job = (
                await session.execute(statement.with_for_update(skip_locked=True), {"now": now})
            ).scalar_one_or_none()
            if job is None:
                return None
            actor = await self.kernel.actor_of(session, job.person_id, now)
            if actor is None or job.taken >= MOST_TAKEN:
                job.problem = told(Forbidden() if actor is None else JobAbandoned())
                end(job, JobState.FAILED, now)
                await session.commit()
                return None
            job.state, job.worker, job.lease_until = JobState.RUNNING, self.worker, now + LEASE
            job.started_at, job.taken, job.version = now, job.taken + 1, job.version + 1
            await session.commit()
        head = Head(job.network_id, job.slug, 0, 0, False)
        return Work(self.kernel, job.id, job.kind, head, actor, job.language, job.given, self.worker)

    # ── one job ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def _tended(self, work: Work) -> None:
        """Run a job while its lease is renewed, and see that it ends."""
        if work.kind not in self.kernel.jobs:  # of a version of the platform that knew it
            await self._ended(work, JobFailed())
            return
        self.kernel.working[work.id] = work
        running = asyncio.ensure_future(self.kernel.jobs[work.kind](work))
        beating = asyncio.create_task(self._beat(work, running))
        try:
            await running
        except asyncio.CancelledError:
            await _stopped(running)
            if work.stopped:
                await self._ended(work, None)
            else:
                await self._put_back(work)  # this process stops, or the lease is another's
        except Cancelled:
            await self._ended(work, None)
        except (Lost, Unavailable, *LOST) as error:
            log.warning("job interrupted, is begun anew", job=str(work.id), error=type(error).__name__)
            await self._put_back(work)
        except Problem as problem:
            await self._ended(work, problem)
        except Exception as error:
            log.exception("job failed", job=str(work.id), kind=work.kind, error=type(error).__name__)
            await self._ended(work, JobFailed())
        finally:
            beating.cancel()
            self.kernel.working.pop(work.id, None)

    async def _beat(self, work: Work, running: "asyncio.Future[None]") -> None:
        """Renew the lease, write down how far it is, and hear whether somebody has stopped it."""
        renewed = 0.0
        while True:
            await asyncio.sleep(BEAT)
            renewed += BEAT
            now_at = (work.word, work.done, work.of)
            try:
                kept = await self._renewed(work, now_at if now_at != work.told or renewed >= RENEW else None)
            except Exception as error:  # the next beat tries again, well within the lease
                log.warning("lease not renewed", job=str(work.id), error=type(error).__name__)
                continue
            if now_at != work.told or renewed >= RENEW:
                work.told, renewed = now_at, 0.0
            if kept is None or kept:
                work.stopped = bool(kept)
                running.cancel()
                return

    async def _renewed(self, work: Work, at: tuple[str, int, int] | None) -> bool | None:
        """Whether it was stopped; None where the job is no longer this worker's."""
        if at is None:
            row = await MINE.first(self.kernel.source, id=work.id, worker=work.worker)
            return None if row is None else bool(row[0])
        async with self.kernel.database.session() as session:
            word, done, of = at
            mine = sa.update(Job).where(Job.id == work.id, Job.worker == work.worker).returning(Job.stop)
            values = {"lease_until": await clock.now(session) + LEASE, "word": word, "done": done, "of": of}
            stop = (await session.execute(mine.values(values))).scalar_one_or_none()
            await session.commit()
            return stop

    async def _ended(self, work: Work, problem: Problem | None) -> None:
        """Cancelled, or failed with the reason and what was found out. What was sent goes: it is of no use any more."""

        async def last(call: Call) -> None:
            job = await held(call, work)
            job.word, job.done, job.of = work.word, work.done, work.of
            job.problem = told(problem) if problem is not None else None
            job.result = work.result if problem is not None else None
            end(job, JobState.FAILED if problem is not None else JobState.CANCELLED, call.now)

        with suppress(Lost):
            await unit.perform(self.kernel, work.call(), last)
            if problem is None:
                await asyncio.to_thread(shutil.rmtree, folder(self.kernel, work.id), True)
            else:
                await asyncio.to_thread(work.source.unlink, True)

    async def _put_back(self, work: Work) -> None:
        async def last(call: Call) -> None:
            job = await held(call, work)
            job.state, job.worker, job.lease_until = JobState.QUEUED, None, None
            job.version += 1

        with suppress(Lost, Problem):
            await unit.perform(self.kernel, work.call(), last)

    # ── what is over ────────────────────────────────────────────────────────────────────────────────────────────

    async def forget(self) -> None:
        """Files that were sent go after a day, jobs and what they made after a week."""
        async with self.kernel.database.session() as session:
            now = await clock.now(session)
            over = sa.select(Job.id, Job.ended_at).where(Job.state.in_(ENDED), Job.ended_at < now - INPUT_KEPT)
            rows = (await session.execute(over)).all()
            gone = [row.id for row in rows if row.ended_at < now - KEPT]
            if gone:
                await session.execute(sa.delete(Job).where(Job.id.in_(gone)))
            await session.commit()
        await asyncio.to_thread(self._clear, [row.id for row in rows], gone)

    def _clear(self, over: list[UUID], gone: list[UUID]) -> None:
        for id in over:
            (folder(self.kernel, id) / "in").unlink(missing_ok=True)
        for id in gone:
            shutil.rmtree(folder(self.kernel, id), ignore_errors=True)


MINE = View(
    sa.select(Job.stop).where(
        Job.id == sa.bindparam("id", type_=Id), Job.worker == sa.bindparam("worker", type_=sa.String)
    )
)


async def _stopped(running: "asyncio.Future[None]") -> None:
    running.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await running


def told(problem: Problem) -> dict[str, Any]:
    """A problem as it is kept: by its slug, with its facts, so that each reader gets it in their language."""
    body = problem.body("en")
    facts = {key: value for key, value in body.items() if key not in ("type", "title", "status", "detail", "errors")}
    return {"slug": problem.slug, "status": problem.status, "facts": facts, "errors": problem.errors}


def again(kept: dict[str, Any], language: str) -> dict[str, Any]:
    """A kept problem, told in a language by its own kind, which may say more than its facts."""
    kind: type[Problem] | None = _kinds().get(kept["slug"])
    if kind is None:  # of a version of the platform that knew it
        kind = type("Kept", (Problem,), {"slug": kept["slug"], "status": kept["status"]})
    problem: Problem = Problem.__new__(kind)
    Problem.__init__(problem, errors=kept["errors"], **kept["facts"])
    return problem.body(language)


def _kinds() -> dict[str, type[Problem]]:
    found: dict[str, type[Problem]] = {}
    waiting: list[type[Problem]] = [Problem]
    while waiting:
        kind = waiting.pop()
        found.setdefault(kind.slug, kind)
        waiting += kind.__subclasses__()
    return found
