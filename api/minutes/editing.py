"""Minutes as officers edit them: the whole text or one paragraph, each save a version, a lost race with the other's text."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call, found
from api.kernel.db import instant, new_id
from api.kernel.problems import Invalid, Stale
from api.meetings.models import Meeting
from api.minutes import text
from api.minutes.models import Minutes, MinutesVersion, MinutesVersionKind
from api.minutes.rows import lock_draft, save
from api.minutes.schemas import MinutesParagraphCreate, MinutesPartPut, MinutesTextPut

MOST_LETTERS = 1_000_000


async def put(call: Call, meeting_id: UUID, wanted: MinutesTextPut) -> None:
    """Save the whole text. Every part stands in it once; a paragraph that is not in it any more is left out."""
    meeting, minutes = await lock_draft(call, meeting_id)
    body = text.read(minutes.body)
    try:
        call.match(minutes.version)
    except Stale:
        raise Stale(current_version=minutes.version, current=await _current(call, minutes, body)) from None
    parts = {part["id"]: part for part in body["parts"]}
    if [part.id for part in wanted.parts if part.id not in parts] or len({p.id for p in wanted.parts}) < len(parts):
        raise Invalid.at("/parts", "not_every_item")
    known = {paragraph["id"]: paragraph for _, paragraph in text.paragraphs(body)}
    body["parts"] = [_put_part(parts[part.id], part, known, at) for at, part in enumerate(wanted.parts)]
    left = {paragraph["id"] for _, paragraph in text.paragraphs(body)}
    for gone in known.keys() - left:
        _drop(body, known[gone])
    await _save(call, meeting, minutes, body)


def _put_part(held: text.Part, wanted: MinutesPartPut, known: dict[str, Any], at: int) -> text.Part:
    made = []
    for place, each in enumerate(wanted.paragraphs):
        if each.id is None:
            made.append(_own(each.text, each.visibility))
            continue
        paragraph = known.pop(each.id, None)
        if paragraph is None:
            raise Invalid.at(f"/parts/{at}/paragraphs/{place}/id", "unknown")
        made.append(_changed(paragraph, {"text": each.text, "visibility": each.visibility}))
    return {**held, "title": wanted.title or held["title"], "visibility": wanted.visibility, "paragraphs": made}


async def add(call: Call, meeting_id: UUID, wanted: MinutesParagraphCreate) -> str:
    meeting, minutes = await lock_draft(call, meeting_id)
    body = text.read(minutes.body)
    part = text.part_of(body, wanted.part_id)
    if part is None:
        raise Invalid.at("/part_id", "unknown")
    places = {each["id"]: at for at, each in enumerate(part["paragraphs"])}
    if wanted.after_id is not None and wanted.after_id not in places:
        raise Invalid.at("/after_id", "unknown")
    made = _own(wanted.text, wanted.visibility)
    part["paragraphs"].insert(places[wanted.after_id] + 1 if wanted.after_id else 0, made)
    await _save(call, meeting, minutes, body)
    return str(made["id"])


async def change(call: Call, meeting_id: UUID, paragraph_id: str, changes: dict[str, Any]) -> None:
    meeting, minutes, body, part, paragraph = await _paragraph(call, meeting_id, paragraph_id)
    if changes.get("text", "") is None:
        raise Invalid.at("/text", "missing")
    at = part["paragraphs"].index(paragraph)
    part["paragraphs"][at] = _changed(paragraph, changes)
    await _save(call, meeting, minutes, body)


async def remove(call: Call, meeting_id: UUID, paragraph_id: str) -> None:
    meeting, minutes, body, part, paragraph = await _paragraph(call, meeting_id, paragraph_id)
    part["paragraphs"].remove(paragraph)
    _drop(body, paragraph)
    await _save(call, meeting, minutes, body)


async def change_part(call: Call, meeting_id: UUID, part_id: str, changes: dict[str, Any]) -> None:
    meeting, minutes = await lock_draft(call, meeting_id)
    call.match(minutes.version)
    body = text.read(minutes.body)
    part = found(text.part_of(body, part_id))
    if changes.get("title", "") is None:
        raise Invalid.at("/title", "missing")
    part.update(changes)
    await _save(call, meeting, minutes, body)


async def restore(call: Call, meeting_id: UUID, number: int) -> None:
    """The text of an earlier version stands again, as a new version; its paragraphs count on from where they are."""
    meeting, minutes = await lock_draft(call, meeting_id)
    call.match(minutes.version)
    wanted = sa.select(MinutesVersion).where(
        MinutesVersion.network_id == call.network_id,
        MinutesVersion.minutes_id == minutes.id,
        MinutesVersion.number == number,
    )
    earlier = found((await call.session.execute(wanted)).scalar_one_or_none())
    now = {paragraph["id"]: paragraph for _, paragraph in text.paragraphs(text.read(minutes.body))}
    body = text.read(earlier.body)
    for _, paragraph in text.paragraphs(body):
        stands = now.get(paragraph["id"])
        if stands is not None:
            paragraph["version"] = stands["version"] + (not _alike(stands, paragraph))
    await save(call, meeting, minutes, body, MinutesVersionKind.RESTORED, number)


def _alike(one: text.Paragraph, other: text.Paragraph) -> bool:
    return bool((one["text"], one["visibility"]) == (other["text"], other["visibility"]))


async def _paragraph(
    call: Call, meeting_id: UUID, paragraph_id: str
) -> tuple[Meeting, Minutes, text.Body, text.Part, text.Paragraph]:
    """The paragraph, with If-Match compared to its own version: two officers in two paragraphs never collide."""
    meeting, minutes = await lock_draft(call, meeting_id)
    body = text.read(minutes.body)
    part, paragraph = found(text.find(body, paragraph_id))
    try:
        call.match(paragraph["version"])
    except Stale:
        shown = {name: paragraph[name] for name in ("id", "text", "visibility", "version")}
        current = shown | await _saved_by(call, minutes)
        raise Stale(current_version=paragraph["version"], current=current) from None
    return meeting, minutes, body, part, paragraph


async def _current(call: Call, minutes: Minutes, body: text.Body) -> dict[str, Any]:
    """What somebody else saved meanwhile, so that both can be put side by side at once."""
    parts = [
        {
            **{name: part[name] for name in ("id", "key", "title", "visibility")},
            "paragraphs": [
                {name: each[name] for name in ("id", "text", "visibility", "version")} for each in part["paragraphs"]
            ],
        }
        for part in body["parts"]
    ]
    return {"version": minutes.version, "parts": parts} | await _saved_by(call, minutes)


async def _saved_by(call: Call, minutes: Minutes) -> dict[str, Any]:
    wanted = sa.select(MinutesVersion.by, MinutesVersion.created_at).where(
        MinutesVersion.network_id == call.network_id,
        MinutesVersion.minutes_id == minutes.id,
        MinutesVersion.number == minutes.version_count,
    )
    by, at = (await call.session.execute(wanted)).one()
    return {"text_version": minutes.version_count, "by": by, "at": instant(at)}


def _own(said: str, circle: str | None) -> text.Paragraph:
    """An officer's own paragraph."""
    return {
        "id": f"own-{new_id().hex}", "text": said, "origin": None, "said": {}, "visibility": circle,
        "version": 1, "behind": False, "gone": False,
    }  # fmt: skip


def _changed(paragraph: text.Paragraph, changes: dict[str, Any]) -> text.Paragraph:
    """The paragraph after a change; what reads as before stays as it is. Whoever writes anew has seen the record."""
    made = {**paragraph, **changes}
    if _alike(made, paragraph):
        return paragraph
    if made["text"] != paragraph["text"]:
        made["behind"] = False
    return {**made, "version": paragraph["version"] + 1}


def _drop(body: text.Body, paragraph: text.Paragraph) -> None:
    """Left out by an officer: writing again from the record does not bring it back."""
    if paragraph["origin"] is not None and not paragraph["gone"]:
        body["dropped"][paragraph["id"]] = paragraph["origin"]


async def _save(call: Call, meeting: Meeting, minutes: Minutes, body: text.Body) -> None:
    if sum(len(paragraph["text"]) for _, paragraph in text.paragraphs(body)) > MOST_LETTERS:
        raise Invalid.at("", "string_too_long", max_length=MOST_LETTERS)
    await save(call, meeting, minutes, body, MinutesVersionKind.EDITED)
