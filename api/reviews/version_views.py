"""Versions of a review, and what members said about it, as they are read."""

import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from starlette.responses import Response

from api.kernel import bodies
from api.kernel.access import MEMBERS, Call, Visibility, found
from api.kernel.bodies import Body
from api.kernel.db import Id, dumps
from api.kernel.papers import Download, file_name
from api.kernel.problems import Invalid, NotFound
from api.kernel.routing import Reply
from api.kernel.views import View, obj, splice
from api.networks.models import Organisation
from api.people.models import Person
from api.reviews import text
from api.reviews.models import ReviewComment, ReviewVersion
from api.reviews.views import BODY, Row, row, titled

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
_item = obj(
    number=ReviewVersion.number,
    kind=ReviewVersion.kind,
    section_id=ReviewVersion.section_id,
    by=ReviewVersion.by,
    created_at=ReviewVersion.created_at,
    restored_from=ReviewVersion.restored_from,
    circulated_at=ReviewVersion.circulated_at,
    frozen_at=ReviewVersion.frozen_at,
    final_at=ReviewVersion.final_at,
    sha256=ReviewVersion.text_hash,
)
VERSIONS = View(
    sa.select(_item.sql(), ReviewVersion.circulated_at, ReviewVersion.final_at)
    .where(ReviewVersion.network_id == _network, ReviewVersion.review_id == _id)
    .order_by(ReviewVersion.number.desc())
)


async def _numbers(held: Row) -> list[dict[str, Any]]:
    """The versions that the caller may read, the newest first."""
    call = held.call
    rows = await VERSIONS.fetch(call.source, network_id=call.network_id, id=held.id)

    def open_(circulated_at: Any, final_at: Any) -> bool:
        return held.drafts or final_at is not None or (held.is_member and circulated_at is not None)

    return [json.loads(each[0]) for each in rows if open_(each[1], each[2])]


async def versions(call: Call, review_id: UUID) -> Reply:
    held = await row(call, review_id)
    return Reply(dumps({"items": await _numbers(held)}), held.version)


async def _body(held: Row, number: int) -> Body:
    call = held.call
    (body,) = found(await BODY.first(call.source, network_id=call.network_id, id=held.id, number=number))
    return text.seen(bodies.read(body), held.circles)


async def changes(call: Call, review_id: UUID, base: int | None, number: int | None) -> Reply:
    """The word diff of two versions that the caller may read; what is the same is left out."""
    held = await row(call, review_id)
    known = [each["number"] for each in await _numbers(held)]
    if not known:
        raise NotFound()
    wanted = number if number is not None else known[0]
    before = [each for each in known if each < wanted]
    compared = base if base is not None else (before[0] if before else wanted)
    for name, each in (("base", compared), ("number", wanted)):
        if each not in known:
            raise Invalid.at(f"?{name}", "unknown")
    old, new = await _body(held, compared), await _body(held, wanted)
    names = {part["id"]: titled(part, call.language) for body in (old, new) for part in body["parts"]}
    sections = [
        {
            "id": part["id"],
            "title": names[part["id"]],
            "change": part["change"],
            "fields": [each for each in part["paragraphs"] if each["change"] != "equal"],
        }
        for part in await bodies.compared(old, new)
        if part["change"] != "equal"
    ]
    told = {"base": compared, "number": wanted, "language": held.language, "sections": sections}
    return Reply(dumps(told), held.version)


async def frozen(call: Call, review_id: UUID, number: int) -> Response:
    """The bytes that a decision adopted, or that were issued: their SHA-256 is the one on record."""
    held = await row(call, review_id)
    item = found(next((each for each in await _numbers(held) if each["number"] == number), None))
    if item["frozen_at"] is None or Visibility.MEMBERS not in call.circles:
        raise NotFound()
    (body,) = found(await BODY.first(call.source, network_id=call.network_id, id=held.id, number=number))
    name = file_name(str(held.own["number"]), f"v{number}", "json")
    return Download(body.encode(), "application/json", name, {"x-content-sha256": item["sha256"]})


# ── comments ────────────────────────────────────────────────────────────────────────────────────────────────────────

_comment = obj(
    id=ReviewComment.id,
    version_number=ReviewComment.version_number,
    section_id=ReviewComment.section_id,
    organisation_id=ReviewComment.organisation_id,
    acronym=Organisation.acronym,
    person=Person.name,
    text=ReviewComment.text,
    answer=ReviewComment.answer,
    answered_at=ReviewComment.answered_at,
    taken_back_at=ReviewComment.taken_back_at,
    created_at=ReviewComment.created_at,
    version=ReviewComment.version,
)
COMMENTS = View(
    sa.select(_comment.sql(), ReviewComment.organisation_id)
    .select_from(
        sa.join(ReviewComment, Organisation, Organisation.id == ReviewComment.organisation_id).join(
            Person, Person.id == ReviewComment.person_id
        )
    )
    .where(ReviewComment.network_id == _network, ReviewComment.review_id == _id)
    .order_by(ReviewComment.created_at, ReviewComment.id)
    .limit(1000)
)


async def comments(call: Call, review_id: UUID) -> Reply:
    held = await row(call, review_id)
    if not held.is_member:
        raise NotFound()
    mine = call.actor.organisations(call.network_id, *MEMBERS)
    rows = await COMMENTS.fetch(call.source, network_id=call.network_id, id=review_id)
    items = [splice(each[0], mine=UUID(str(each[1])) in mine) for each in rows]
    return Reply('{"items":[' + ",".join(items) + "]}", held.version)
