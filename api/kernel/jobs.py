"""Long work in the background: asked for by a person, done by one worker, told as it goes, taken up again after a crash.

A job is a row. Whoever works on it holds a lease by the database's clock and renews it; when the lease runs out, the
next worker begins anew. What a job changes is committed together with its end (`Work.conclude`), so it happens once,
however often it was begun. Features hand the kernel what each kind does (`Kernel.jobs`); `job_running` runs it.
"""

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel import unit
from api.kernel.access import Actor, Call, Head
from api.kernel.db import Base, new_id, one_of
from api.kernel.problems import Problem
from api.kernel.runtime import Kernel

FOLDER = "jobs"
LEASE = timedelta(seconds=30)
MOST_AT_ONCE = 3  # jobs of one person that have not ended
INPUT_KEPT, KEPT = timedelta(days=1), timedelta(days=7)


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class TooManyJobs(Problem):
    """So many of one's own are under way that another one has to wait."""

    slug, status = "too-many-jobs", 409


class JobEnded(Problem):
    """It has ended: there is nothing left to stop."""

    slug, status = "job-ended", 409


class JobAbandoned(Problem):
    """Every worker that took it up died of it."""

    slug, status = "job-abandoned", 500


class JobFailed(Problem):
    """It failed for a reason that says nothing to whoever asked; the log says more."""

    slug, status = "job-failed", 500


class Cancelled(Exception):
    """Somebody stopped the job."""


class Lost(Exception):
    """The lease ran out, and another worker has the job now."""


class Job(Base):
    """One piece of work. `given` is what was asked for, `word` the step it is at: `done` of `of`."""

    __tablename__ = "jobs"
    __table_args__ = (
        one_of("state", JobState),
        sa.CheckConstraint("(state = 'running') = (worker IS NOT NULL)", name="running_has_a_worker"),
        sa.CheckConstraint("(worker IS NULL) = (lease_until IS NULL)", name="worker_has_a_lease"),
        sa.CheckConstraint(
            "(state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)", name="ended_has_its_instant"
        ),
        sa.CheckConstraint("(state = 'failed') = (problem IS NOT NULL)", name="failed_says_why"),
        sa.Index(None, "network_id", "person_id", "created_at"),
        sa.Index(None, "state", "created_at"),  # what the workers of all networks ask
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("journal_heads.id"))
    slug: Mapped[str] = mapped_column(sa.String(60))
    kind: Mapped[str] = mapped_column(sa.String(40))
    state: Mapped[str] = mapped_column(sa.String(10), default=JobState.QUEUED)
    person_id: Mapped[UUID]
    acronym: Mapped[str] = mapped_column(sa.String(20))
    language: Mapped[str] = mapped_column(sa.String(2))
    given: Mapped[dict[str, Any]] = mapped_column()
    word: Mapped[str] = mapped_column(sa.String(40), default="queued")
    done: Mapped[int] = mapped_column(default=0)
    of: Mapped[int] = mapped_column(default=0)
    result: Mapped[dict[str, Any] | None]
    problem: Mapped[dict[str, Any] | None]
    file: Mapped[str | None] = mapped_column(sa.String(200))  # the name under which what it made is given out
    media_type: Mapped[str | None] = mapped_column(sa.String(100))
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    worker: Mapped[str | None] = mapped_column(sa.String(40))
    lease_until: Mapped[datetime | None]
    taken: Mapped[int] = mapped_column(default=0)
    stop: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


def folder(kernel: Kernel, id: UUID) -> Path:
    """Where a job's files lie: `in` was sent with it, `out` is what it makes."""
    within: Path = kernel.settings.data_dir / FOLDER
    return within / id.hex[-2:] / str(id)


async def start(call: Call, kind: str, given: dict[str, Any], content: bytes | None = None) -> Job:
    """Put a job into the queue, in the caller's name, with the file it works on. That is on disk before the commit."""
    assert call.actor.person_id is not None, "a job is somebody's"
    assert kind in call.kernel.jobs, kind
    await _require_room(call)
    job = Job(
        id=new_id(),
        network_id=call.network_id,
        slug=call.slug,
        kind=kind,
        person_id=call.actor.person_id,
        acronym=call.actor.acronym(call.network_id),
        language=call.language,
        given=given,
        created_at=call.now,
    )
    if content is not None:
        await asyncio.to_thread(_keep, folder(call.kernel, job.id) / "in", content)
    call.session.add(job)
    await call.flush()
    return job


async def _require_room(call: Call) -> None:
    """At most so many at once. Whoever sends two at the same instant may get one more: it is a courtesy, not a rule."""
    count = sa.select(sa.func.count()).where(
        Job.network_id == call.network_id, Job.person_id == call.actor.person_id, Job.state.not_in(ENDED)
    )
    if (await call.session.execute(count)).scalar_one() >= MOST_AT_ONCE:
        raise TooManyJobs(most=MOST_AT_ONCE)


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


async def cancel(call: Call, job: Job) -> None:
    """Stop a locked job: one that waits ends now; a worker is asked to, and nothing it did is kept."""
    if job.state in ENDED:
        raise JobEnded(state=job.state)
    if job.state == JobState.QUEUED:
        job.state, job.ended_at = JobState.CANCELLED, call.now
        call.after_commit.append(lambda: shutil.rmtree(folder(call.kernel, job.id), ignore_errors=True))
    job.stop = True
    job.version += 1
    await call.flush()


# ── for whoever does the work ───────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Work:
    """A job under way: what was asked for, by whom, how far it is, and how it ends."""

    kernel: Kernel
    id: UUID
    kind: str
    head: Head
    actor: Actor
    language: str
    given: dict[str, Any]
    worker: str
    word: str = "started"
    done: int = 0
    of: int = 0
    stopped: bool = False
    told: tuple[str, int, int] = ("queued", 0, 0)
    result: dict[str, Any] | None = None  # what it found out, should it fail

    def beside(self, name: str) -> Path:
        """A file of this job's own, kept as long as the job is."""
        return folder(self.kernel, self.id) / name

    @property
    def source(self) -> Path:
        return self.beside("in")

    @property
    def target(self) -> Path:
        path = folder(self.kernel, self.id) / "out"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def reached(self, word: str, done: int = 0, of: int = 0) -> None:
        """Say how far it is. Raises Cancelled once somebody has stopped it."""
        self.word, self.done, self.of = word, done, of
        if self.stopped:
            raise Cancelled

    def call(self) -> Call:
        """A call in the name of whoever asked, with the rights that they have now."""
        return unit.system_call(self.kernel, self.head, self.actor, self.language)

    async def conclude(
        self, act: Callable[[Call], Awaitable[dict[str, Any]]], file: str | None = None, media_type: str | None = None
    ) -> None:
        """The last act, in one transaction with the end of the job: it is done, or nothing is. `act` gives the result."""

        async def last(call: Call) -> None:
            result = await act(call)
            await call.flush()
            job = await held(call, self)
            if job.stop:
                raise Cancelled
            job.result, job.file, job.media_type = result, file, media_type
            job.word, job.done, job.of = self.word, self.done, self.of
            end(job, JobState.DONE, call.now)

        await unit.perform(self.kernel, self.call(), last)


async def held(call: Call, work: Work) -> Job:
    """The row under its lock, still this worker's; raises Lost."""
    statement = sa.select(Job).where(Job.id == work.id, Job.worker == work.worker).with_for_update()
    job = (await call.session.execute(statement)).scalar_one_or_none()
    if job is None:
        raise Lost
    return job


def end(job: Job, state: JobState, now: datetime) -> None:
    job.state, job.ended_at = state, now
    job.worker = job.lease_until = None
    job.version += 1
