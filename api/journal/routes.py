"""The journal: read it, wait for what happens next, prove it."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from api.journal import policy, schemas, verifying, views
from api.kernel.access import Call, allow
from api.kernel.paging import Limit
from api.kernel.problems import Invalid
from api.kernel.routing import Reply, network_router

journal = network_router("/journal", "journal")
ROUTERS = [journal]
MOST_SEQ = 2**53
WAIT = 25


@journal.get("", response_model=schemas.JournalList)
async def list_journal(
    call: Annotated[Call, allow(policy.READ)],
    after: Annotated[
        int | None, Query(ge=0, le=MOST_SEQ, description="Entries after this one, oldest first; else newest first")
    ] = None,
    before: Annotated[int | None, Query(ge=0, le=MOST_SEQ, description="Newest first: entries before this one")] = None,
    wait: Annotated[int, Query(ge=0, le=WAIT, description="Seconds to wait for an entry after `after`")] = 0,
    subject_id: Annotated[UUID | None, Query(description="Only what happened to this record")] = None,
    subject: Annotated[str | None, Query(max_length=40, description="Only what happened to records like these")] = None,
    kind: Annotated[str | None, Query(max_length=60, description="Only entries of this kind")] = None,
    organisation: Annotated[str | None, Query(max_length=20, description="Only what this one did (acronym)")] = None,
    mail: Annotated[bool, Query(description="`false` leaves out what became of mails")] = True,
    limit: Limit = 50,
) -> Reply:
    """What happened in the network, newest first, or onwards from an entry; `wait` tells it as it happens."""
    if after is not None and before is not None:
        raise Invalid.at("?before", "after_or_before")
    wanted = {"subject_id": subject_id, "subject": subject, "kind": kind, "organisation": organisation}
    given = {name: value for name, value in wanted.items() if value is not None} | ({} if mail else {"mail": False})
    return await views.entries(call, after, before, wait, given, limit)


@journal.get("/head", response_model=schemas.JournalHeadRead)
async def read_journal_head(call: Annotated[Call, allow(policy.READ)]) -> Reply:
    """The number and hash of the newest entry: whoever keeps it can prove later that nothing before it was changed."""
    return await views.head(call)


@journal.get("/verify", response_model=schemas.VerificationRead)
async def verify_journal(call: Annotated[Call, allow(policy.VERIFY)]) -> Reply:
    """Prove the journal: every hash and digest, no gap, each record as its latest entry says, all anchors."""
    return await verifying.answer(call)
