"""What came of an item, as it falls: something for the minutes, a decision, an action point.

What is only said, to everybody who sees the meeting, is also the item's `outcome`: its paragraphs, in their order.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import journal
from api.kernel.access import Call, Visibility, found
from api.kernel.problems import Invalid
from api.meetings import sealing
from api.meetings.models import AgendaItem, Meeting
from api.meetings.rows import DURING, note, runs, seen_by
from api.meetings.session_models import Outcome, OutcomeKind

CIRCLES = list(Visibility)
# Whether the caller sees a decision or an action point: features below register here, in `app`.
SEEING: dict[str, Callable[[Call, UUID], Awaitable[bool]]] = {}
# Of an agenda item: whether anything came of it, said, decided or given to somebody.
CAME = sa.or_(
    AgendaItem.outcome.is_not(None),
    sa.exists()
    .where(
        Outcome.network_id == AgendaItem.network_id,
        Outcome.meeting_id == AgendaItem.meeting_id,
        Outcome.agenda_item_id == AgendaItem.id,
        Outcome.removed_at.is_(None),
    )
    .correlate(AgendaItem),
)
LINKS = {OutcomeKind.DECISION: "decision_id", OutcomeKind.ACTION: "action_point_id"}


async def add(call: Call, meeting: Meeting, item: AgendaItem, wanted: dict[str, Any]) -> Outcome:
    """Put one more under an item; after the session it is marked as written late."""
    late = await sealing.check(call, meeting)
    await _check(call, meeting, wanted)
    held = await of_item(call, item.id)
    row = Outcome(
        created_at=call.now,
        network_id=call.network_id,
        meeting_id=meeting.id,
        agenda_item_id=item.id,
        place=max((each.place for each in held), default=0) + 1,
        late=late,
        recorded_by=call.actor.acronym(call.network_id),
        **(wanted | {"visibility": wanted["visibility"] or meeting.visibility}),
    )
    call.session.add(row)
    await _noted(call, "outcome.recorded", row, meeting, item)
    await _sum_up(call, meeting, item)
    return row


async def _check(call: Call, meeting: Meeting, wanted: dict[str, Any]) -> None:
    kind = wanted["kind"]
    for of, name in LINKS.items():
        if (wanted[name] is not None) != (kind == of):
            raise Invalid.at(f"/{name}", "missing" if kind == of else "unknown")
    if kind == OutcomeKind.INFORMATION and not wanted["text"]:
        raise Invalid.at("/text", "missing")
    linked = LINKS.get(kind)
    if linked and not await SEEING[kind](call, wanted[linked]):
        raise Invalid.at(f"/{linked}", "unknown")
    _check_circle(meeting, wanted["visibility"])


def _check_circle(meeting: Meeting, wanted: str | None) -> None:
    """It can be kept to a narrower circle than the meeting, never shown to a wider one."""
    if wanted is not None and CIRCLES.index(Visibility(wanted)) < CIRCLES.index(Visibility(meeting.visibility)):
        raise Invalid.at("/visibility", "wider_than_meeting")


async def of_item(call: Call, item_id: UUID) -> Sequence[Outcome]:
    statement = sa.select(Outcome).where(Outcome.agenda_item_id == item_id, Outcome.removed_at.is_(None))
    return (await call.session.execute(statement.order_by(Outcome.place, Outcome.id))).scalars().all()


async def lock(call: Call, meeting: Meeting, outcome_id: UUID) -> tuple[Outcome, AgendaItem]:
    statement = sa.select(Outcome).where(
        Outcome.meeting_id == meeting.id, Outcome.id == outcome_id, Outcome.removed_at.is_(None)
    )
    row = found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())
    return row, found(await call.session.get(AgendaItem, row.agenda_item_id))


async def change(call: Call, meeting: Meeting, outcome_id: UUID, changes: dict[str, Any]) -> Outcome:
    row, item = await lock(call, meeting, outcome_id)
    call.changed(row)
    await sealing.check(call, meeting)
    if "text" in changes and changes["text"] is None and row.kind == OutcomeKind.INFORMATION:
        raise Invalid.at("/text", "missing")
    if "visibility" in changes and changes["visibility"] is None:
        raise Invalid.at("/visibility", "missing")
    _check_circle(meeting, changes.get("visibility"))
    for name, value in changes.items():
        setattr(row, name, value)
    await _noted(call, "outcome.changed", row, meeting, item)
    await _sum_up(call, meeting, item)
    return row


async def remove(call: Call, meeting: Meeting, outcome_id: UUID) -> None:
    """Take it off the record of the item; the decision or the action point itself stays."""
    row, item = await lock(call, meeting, outcome_id)
    call.changed(row)
    await sealing.check(call, meeting)
    row.removed_at = call.now
    await _noted(call, "outcome.removed", row, meeting, item)
    await _sum_up(call, meeting, item)


async def fell(call: Call, item_id: UUID, kind: OutcomeKind, link_id: UUID, visibility: str) -> None:
    """A decision was opened in the room, or an action point given, under an item of a meeting that has begun."""
    item = await call.session.get(AgendaItem, item_id)
    meeting = await call.session.get(Meeting, item.meeting_id) if item else None
    if item is None or meeting is None or meeting.state not in DURING or not runs(call) or not item.place:
        return
    if await sealing.sealed(call, meeting.id):
        return
    name = LINKS[kind]
    if any(getattr(each, name) == link_id for each in await of_item(call, item_id)):
        return
    circle = max(CIRCLES.index(Visibility(visibility)), CIRCLES.index(Visibility(meeting.visibility)))
    wanted = {"kind": kind, "text": None, "decision_id": None, "action_point_id": None, "visibility": CIRCLES[circle]}
    await add(call, meeting, item, wanted | {name: link_id})


async def rewrite(call: Call, meeting: Meeting, item: AgendaItem, text: str | None) -> None:
    """Somebody wrote the item's outcome as one text: it takes the place of what was said paragraph by paragraph."""
    said = [each for each in await of_item(call, item.id) if _is_said(each, meeting)]
    if text == _together(said):
        return
    first = said[0] if said else None
    for row in said[1:] if text else said:
        row.removed_at = call.now
        row.version += 1
        await _noted(call, "outcome.removed", row, meeting, item)
    if text and first:
        first.text = text
        first.version += 1
        await _noted(call, "outcome.changed", first, meeting, item)
    elif text:
        wanted = {"kind": OutcomeKind.INFORMATION, "decision_id": None, "action_point_id": None, "visibility": None}
        await add(call, meeting, item, wanted | {"text": text})


def _is_said(row: Outcome, meeting: Meeting) -> bool:
    return row.kind == OutcomeKind.INFORMATION and row.visibility == meeting.visibility


def _together(rows: Sequence[Outcome]) -> str | None:
    return "\n\n".join(row.text for row in rows if row.text) or None


async def _sum_up(call: Call, meeting: Meeting, item: AgendaItem) -> None:
    """The item's own outcome follows what stands under it."""
    text = _together([each for each in await of_item(call, item.id) if _is_said(each, meeting)])
    if text != item.outcome:
        item.outcome = text
        item.version += 1
        await note(call, "agenda-item.outcome", item, meeting)


async def _noted(call: Call, kind: str, row: Outcome, meeting: Meeting, item: AgendaItem) -> None:
    narrower = max(CIRCLES.index(seen_by(meeting)), CIRCLES.index(Visibility(row.visibility)))
    await journal.record(
        call, kind, row, visibility=CIRCLES[narrower], number=meeting.number, meeting_id=str(meeting.id),
        place=item.place, title=item.title["en"],
    )  # fmt: skip
