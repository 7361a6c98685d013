"""Versions of minutes as they are read: listed, one by one, compared."""

import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call, found
from api.kernel.db import Id, dumps
from api.kernel.problems import Invalid, NotFound
from api.kernel.routing import Reply
from api.kernel.views import View, obj
from api.meetings.models import Meeting
from api.minutes import policy, reading, text
from api.minutes.models import Minutes, MinutesVersion
from api.minutes.single import VISIBLE
from api.minutes.views import Row, row

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
_item_of = obj(
    number=MinutesVersion.number,
    kind=MinutesVersion.kind,
    by=MinutesVersion.by,
    created_at=MinutesVersion.created_at,
    restored_from=MinutesVersion.restored_from,
    circulated_at=MinutesVersion.circulated_at,
    adopted_at=MinutesVersion.adopted_at,
    text_hash=MinutesVersion.text_hash,
)
_held = sa.join(Meeting, Minutes, sa.and_(Minutes.network_id == _network, Minutes.meeting_id == Meeting.id)).join(
    MinutesVersion, sa.and_(MinutesVersion.network_id == _network, MinutesVersion.minutes_id == Minutes.id)
)
VERSIONS = View(
    sa.select(_item_of.sql(), MinutesVersion.circulated_at)
    .select_from(_held)
    .where(*VISIBLE, Meeting.id == _id)
    .order_by(MinutesVersion.number.desc())
)
BODIES = View(
    sa.select(MinutesVersion.number, MinutesVersion.body, MinutesVersion.circulated_at, _item_of.sql())
    .select_from(_held)
    .where(
        *VISIBLE,
        Meeting.id == _id,
        sa.or_(
            MinutesVersion.number == sa.bindparam("base", type_=sa.BigInteger),
            MinutesVersion.number == sa.bindparam("number", type_=sa.BigInteger),
        ),
    )
)


async def _numbers(call: Call, meeting_id: UUID) -> list[dict[str, Any]]:
    """The versions that the caller may read, the newest first."""
    rows = await VERSIONS.fetch(call.source, network_id=call.network_id, reach=call.reach, id=meeting_id)
    drafts = call.may(policy.DRAFTS)
    items = [json.loads(each[0]) for each in rows if drafts or each[1] is not None]
    return items if drafts else [{**each, "text_hash": None} for each in items]


async def versions(call: Call, meeting_id: UUID) -> Reply:
    held = await row(call, meeting_id)
    return Reply(dumps({"items": await _numbers(call, meeting_id)}), held.minutes["version"] or 0)


async def _bodies(call: Call, held: Row, meeting_id: UUID, base: int, number: int) -> dict[int, Any]:
    """Number → (body under the circles of today, the version), of those that the caller may read."""
    rows = await BODIES.fetch(
        call.source, network_id=call.network_id, reach=call.reach, id=meeting_id, base=base, number=number
    )
    assert held.current is not None or not rows
    return {
        each[0]: (text.as_now(text.read(each[1]), held.current), json.loads(each[3]))
        for each in rows
        if held.current is not None and (held.drafts or each[2] is not None)
    }


async def version(call: Call, meeting_id: UUID, number: int) -> Reply:
    held = await row(call, meeting_id)
    body, item = found((await _bodies(call, held, meeting_id, number, number)).get(number))
    parts, withheld = reading.parts(body, call.circles, held.language, officer=held.drafts)
    told = {name: item[name] for name in ("number", "kind", "by", "created_at", "circulated_at", "adopted_at")}
    more = {"language": held.language, "withheld": withheld, "parts": parts}
    return Reply(dumps(told | more), held.minutes["version"])


async def changes(call: Call, meeting_id: UUID, base: int | None, number: int | None) -> Reply:
    """The word diff of two versions that the caller may read, as far as the caller sees both."""
    held = await row(call, meeting_id)
    known = [each["number"] for each in await _numbers(call, meeting_id)]
    if not known:
        raise NotFound()
    wanted = number if number is not None else known[0]
    before = [each for each in known if each < wanted]
    compared = base if base is not None else (before[0] if before else wanted)
    for name, each in (("base", compared), ("number", wanted)):
        if each not in known:
            raise Invalid.at(f"?{name}", "unknown")
    bodies = await _bodies(call, held, meeting_id, compared, wanted)
    old, new = (text.seen(bodies[each][0], call.circles)[0] for each in (compared, wanted))
    told = {"base": compared, "number": wanted, "language": held.language, "parts": await reading.compared(old, new)}
    return Reply(dumps(told), held.minutes["version"])
