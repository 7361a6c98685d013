"""Editing a draft, field by field: each save a version, a lost race answered with the other's text."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import bodies
from api.kernel.access import Call, found
from api.kernel.db import instant
from api.kernel.problems import Invalid, Problem, Stale
from api.reviews import text
from api.reviews.models import Review, ReviewVersion, ReviewVersionKind
from api.reviews.rows import lock_open, save


class ReviewComputed(Problem):
    """A field that is computed from the record is not typed over."""

    slug, status = "review-computed", 409


async def change(call: Call, review_id: UUID, field_id: str, said: str) -> None:
    """Write a field. If-Match is the field's own version: two officers in two fields never collide."""
    review, _ = await lock_open(call, review_id, match=False)
    body = bodies.read(review.body)
    part, field = found(bodies.find(body, field_id))
    if not text.typed(field):
        raise ReviewComputed()
    try:
        call.match(field["version"])
    except Stale:
        current = {name: field[name] for name in ("id", "text", "version")} | await _saved_by(call, review)
        raise Stale(current_version=field["version"], current=current) from None
    if said == field["text"]:
        return
    field |= {"text": said, "version": field["version"] + 1, "behind": False}
    part["checked"] = None
    await save(call, review, body, ReviewVersionKind.EDITED, section_id=part["id"])


async def _saved_by(call: Call, review: Review) -> dict[str, Any]:
    wanted = sa.select(ReviewVersion.by, ReviewVersion.created_at).where(
        ReviewVersion.network_id == call.network_id,
        ReviewVersion.review_id == review.id,
        ReviewVersion.number == review.version_count,
    )
    by, at = (await call.session.execute(wanted)).one()
    return {"text_version": review.version_count, "by": by, "at": instant(at)}


async def check(call: Call, review_id: UUID, section_id: str, *, checked: bool) -> None:
    """Say that a section was read and stands, or that it is to be read again. An edit takes the mark away."""
    review, _ = await lock_open(call, review_id)
    body = bodies.read(review.body)
    part = found(bodies.part_of(body, section_id))
    if checked and text.progress(part) == "empty":
        raise Invalid.at("/checked", "missing")
    if bool(part["checked"]) == checked:
        return
    by = call.actor.acronym(call.network_id)
    part["checked"] = {"by": by, "at": instant(call.now)} if checked else None
    if checked:
        part["evidence"] = [{**each, "new": False} for each in part["evidence"]]
    await save(call, review, body, ReviewVersionKind.CHECKED, section_id=section_id)


async def restore(call: Call, review_id: UUID, number: int) -> None:
    """The text of an earlier version stands again, as a new version; its fields count on from where they are."""
    review, _ = await lock_open(call, review_id)
    wanted = sa.select(ReviewVersion.body).where(
        ReviewVersion.network_id == call.network_id,
        ReviewVersion.review_id == review.id,
        ReviewVersion.number == number,
    )
    body = bodies.read(found((await call.session.execute(wanted)).scalar_one_or_none()))
    now = {field["id"]: field for _, field in bodies.paragraphs(bodies.read(review.body))}
    for _, field in bodies.paragraphs(body):
        stands = now.get(field["id"])
        if stands is not None:
            field["version"] = stands["version"] + (stands["text"] != field["text"])
    await save(call, review, body, ReviewVersionKind.RESTORED, source=number)
