"""Jobs: what one asked to be done in the background, how far it is, what came of it."""

from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from fastapi import Query
from starlette.responses import FileResponse

from api.jobs import policy, schemas, views
from api.kernel import jobs as queue
from api.kernel import papers, tables
from api.kernel.access import Call, allow, found
from api.kernel.jobs import Job, JobState
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import NotFound
from api.kernel.routing import Reply, network_router, responses

jobs = network_router("/jobs", "jobs")
ROUTERS = [jobs]


@jobs.get("", response_model=schemas.JobList)
async def list_jobs(
    call: Annotated[Call, allow(policy.READ)],
    kind: Annotated[str | None, Query(max_length=40)] = None,
    state: JobState | None = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """One's own jobs of the last week, the newest first."""
    return await views.page(call, limit, cursor or None, kind=kind, state=state)


@jobs.get("/{job_id}", response_model=schemas.JobRead)
async def read_job(call: Annotated[Call, allow(policy.READ)], job_id: UUID) -> Reply:
    """How far a job is, what came of it, or why it failed."""
    return await views.single(call, job_id)


@jobs.get("/{job_id}/file", response_model=None, responses=papers.described(tables.XLSX, tables.CSV, tables.SDMX_CSV))
async def read_job_file(call: Annotated[Call, allow(policy.READ)], job_id: UUID) -> FileResponse:
    """The file that a job made, kept for a week."""
    name, media_type = await views.made(call, job_id)
    path = queue.folder(call.kernel, job_id) / "out"
    if not path.is_file():
        raise NotFound()
    headers = {
        "content-disposition": papers.disposition(name),
        "content-security-policy": "sandbox; default-src 'none'",
        "cache-control": "no-store",
    }
    return FileResponse(path, media_type=media_type, headers=headers)


@jobs.post("/{job_id}/cancel", response_model=schemas.JobRead, status_code=202, responses=responses(queue.JobEnded))
async def cancel_job(call: Annotated[Call, allow(policy.CANCEL)], job_id: UUID) -> Reply:
    """Stop a job: nothing of what it did is kept. One that is at its last act may still end well."""
    statement = sa.select(Job).where(
        Job.network_id == call.network_id, Job.person_id == call.actor.person_id, Job.id == job_id
    )
    await queue.cancel(call, found((await call.session.execute(statement.with_for_update())).scalar_one_or_none()))
    return await views.single(call, job_id, 202)
