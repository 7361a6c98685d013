"""Jobs as their owners see them; how far one is, this process knows better than the table."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import job_running
from api.kernel.access import Call, found
from api.kernel.db import Id, dumps
from api.kernel.jobs import ENDED, Job, JobState
from api.kernel.paging import Listing, Page, Sort, page_json
from api.kernel.problems import NotFound
from api.kernel.routing import Reply
from api.kernel.views import View, obj

OWN = [
    Job.network_id == sa.bindparam("network_id", type_=Id),
    Job.person_id == sa.bindparam("person_id", type_=Id),
]
ITEM = obj(
    id=Job.id,
    kind=Job.kind,
    state=Job.state,
    word=Job.word,
    done=Job.done,
    of=Job.of,
    created_at=Job.created_at,
    started_at=Job.started_at,
    ended_at=Job.ended_at,
)
MORE = (Job.file, Job.media_type)
LISTING = Listing(
    ITEM,
    Job,
    OWN,
    {"-created_at": Sort((Job.created_at, Job.id), descending=True)},
    {"kind": lambda kind: Job.kind == kind, "state": lambda state: Job.state == state},
    MORE,
)
ONE = View(
    sa.select(ITEM.sql(), *MORE, Job.result, Job.problem, Job.version, Job.given).where(
        *OWN, Job.id == sa.bindparam("id", type_=Id)
    )
)


class Passing(Reply):
    """An answer that is never kept: a job goes on without an entry of the journal."""

    def __init__(self, body: str, version: int = 0, status: int = 200) -> None:
        super().__init__(body, version, status, headers={"cache-control": "no-store"})
        self.following = getattr(body, "following", None)


async def page(call: Call, limit: int, cursor: str | None, **given: Any) -> Reply:
    rows, following = await LISTING.rows(
        call.source, "-created_at", limit, cursor, given, network_id=call.network_id, person_id=call.actor.person_id
    )
    body: Page = page_json([dumps(_item(call, row)) for row in rows], following)
    return Passing(body)


async def single(call: Call, id: UUID, status: int = 200) -> Passing:
    """One job of the caller, as far as it is."""
    job = await whole(call, id)
    version = job.pop("version")
    del job["given"]
    return Passing(dumps(job), version, status)


async def whole(call: Call, id: UUID) -> dict[str, Any]:
    """A job of the caller with everything that is kept of it, its problem in the reader's language."""
    row = await _row(call, id)
    kept = row[4]
    problem = job_running.again(kept, call.language) if kept is not None else None
    if problem is not None:
        problem |= {"instance": f"/api/v1/networks/{call.slug}/jobs/{id}", "request_id": str(id)}
    return _item(call, row[:3]) | {"result": row[3], "problem": problem, "version": row[5], "given": row[6]}


async def _row(call: Call, id: UUID) -> Any:
    return found(await ONE.first(call.source, network_id=call.network_id, person_id=call.actor.person_id, id=id))


def _item(call: Call, row: Sequence[Any]) -> dict[str, Any]:
    item: dict[str, Any] = json.loads(row[0])
    work = call.kernel.working.get(UUID(item["id"]))
    if work is not None and item["state"] == JobState.RUNNING:
        item |= {"word": work.word, "done": work.done, "of": work.of}
    item["file"] = {"name": row[1], "media_type": row[2]} if row[1] is not None else None
    item["moves"] = [] if item["state"] in ENDED else ["cancel"]
    return item


async def made(call: Call, id: UUID) -> tuple[str, str]:
    """(name, media type) of what a job of the caller made; 404 while there is nothing."""
    row = await _row(call, id)
    if row[1] is None:
        raise NotFound()
    return row[1], row[2]
