"""The country team's dates over HTTP."""

from collections import Counter
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call, allow, found
from api.kernel.db import Id, dumps
from api.kernel.paging import Cursor, Limit, Listing, Sort
from api.kernel.problems import IfMatchRequired, Stale
from api.kernel.routing import NoContent, Reply, network_router, responses
from api.kernel.views import REACH, View, obj
from api.meetings import policy, unct
from api.meetings import unct_schemas as schemas
from api.meetings.models import UnctMeeting

router = network_router("/unct-meetings", "meetings")
ONE = "/{unct_meeting_id}"
ITEM = obj(
    id=UnctMeeting.id,
    meets_on=UnctMeeting.meets_on,
    begins=UnctMeeting.begins,
    ends=UnctMeeting.ends,
    note=UnctMeeting.note,
    version=UnctMeeting.version,
)
# for members; a Government counterpart does not read the country team's calendar
VISIBLE = [
    UnctMeeting.network_id == sa.bindparam("network_id", type_=Id),
    UnctMeeting.removed_at.is_(None),
    REACH >= 3,
]
LISTING = Listing(
    ITEM,
    UnctMeeting,
    VISIBLE,
    {
        "meets_on": Sort((UnctMeeting.meets_on, UnctMeeting.id)),
        "-meets_on": Sort((UnctMeeting.meets_on, UnctMeeting.id), descending=True),
    },
    {
        "from_on": lambda value: UnctMeeting.meets_on >= value,
        "until_on": lambda value: UnctMeeting.meets_on <= value,
    },
)
SINGLE = View(
    sa.select(ITEM.sql(), UnctMeeting.version).where(*VISIBLE, UnctMeeting.id == sa.bindparam("id", type_=Id))
)


async def _one(call: Call, unct_id: UUID) -> Reply:
    row = await SINGLE.first(call.source, network_id=call.network_id, reach=call.reach, id=unct_id)
    text, version = found(row)
    return Reply(text, version)


@router.get("", response_model=schemas.UnctMeetingList)
async def list_unct_meetings(
    call: Annotated[Call, allow(policy.READ)],
    sort: Literal["meets_on", "-meets_on"] = "meets_on",
    from_on: date | None = None,
    until_on: date | None = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """The days on which the country team meets, for members."""
    given = {"from_on": from_on, "until_on": until_on}
    page = await LISTING.page(
        call.source, sort, limit, cursor or None, given, network_id=call.network_id, reach=call.reach
    )
    return Reply(page)


@router.post("", response_model=schemas.UnctMeetingRead, status_code=201)
async def create_unct_meeting(call: Annotated[Call, allow(policy.KEEP_UNCT)], body: schemas.UnctMeetingCreate) -> Reply:
    """Enter a day of the country team, once."""
    row = await unct.add(call, body)
    return (await _one(call, row.id)).created(f"/api/v1/networks/{call.slug}/unct-meetings/{row.id}")


@router.post("/import", response_model=schemas.UnctImportRead)
async def import_unct_meetings(
    call: Annotated[Call, allow(policy.KEEP_UNCT)], body: schemas.UnctImport, dry_run: bool = False
) -> Reply:
    """Read a pasted list of dates: all lines or none, every fault named. A dry run gives the same report."""
    told, written = await unct.take(call, body.lines, dry_run=dry_run)
    count = Counter(each["outcome"] for each in told)
    counted = {"added": count["added"], "changed": count["changed"], "known": count["known"], "faults": count["fault"]}
    return Reply(dumps({"items": told, **counted, "written": written}))


@router.get(ONE, response_model=schemas.UnctMeetingRead)
async def read_unct_meeting(call: Annotated[Call, allow(policy.READ)], unct_meeting_id: UUID) -> Reply:
    """One day of the country team."""
    return await _one(call, unct_meeting_id)


@router.patch(ONE, response_model=schemas.UnctMeetingRead)
async def update_unct_meeting(
    call: Annotated[Call, allow(policy.KEEP_UNCT)], unct_meeting_id: UUID, body: schemas.UnctMeetingUpdate
) -> Reply:
    """Correct a day, its hours or what it is about."""
    row = await unct.lock(call, unct_meeting_id)
    await unct.change(call, row, body.given())
    return await _one(call, row.id)


@router.delete(
    ONE,
    status_code=204,
    response_model=None,
    responses=responses(unct.UnctMeetingInUse, IfMatchRequired, Stale),
)
async def delete_unct_meeting(call: Annotated[Call, allow(policy.KEEP_UNCT)], unct_meeting_id: UUID) -> Reply:
    """Take a day off the list, unless a meeting stands beside it."""
    await unct.remove(call, await unct.lock(call, unct_meeting_id))
    return NoContent()
