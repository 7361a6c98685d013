"""What stands on most agendas: standing items by the outline, and what the last meeting left open."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import sqlalchemy as sa

from api.kernel import links
from api.kernel.access import Call
from api.kernel.links import End
from api.kernel.schemas import Localised
from api.kernel.words import LANGUAGES, say
from api.meetings import agenda
from api.meetings.models import Meeting, MeetingKind, MeetingState
from api.meetings.rows import BEFORE, MeetingOver, seen_by
from api.meetings.schemas import AgendaItemCreate
from api.reference import service as reference

USUAL: dict[str, tuple[str, ...]] = {
    MeetingKind.REGULAR: ("previous_minutes", "action_points", "aob"),
    MeetingKind.THEMATIC: ("aob",),
    MeetingKind.EXTRAORDINARY: (),
}
# Whether a standing item has nothing to deal with: features below register here, in `app`.
NEEDLESS: dict[str, Callable[[Call, Meeting], Awaitable[bool]]] = {}


def items() -> list[dict[str, Any]]:
    """The outline as reference data, with source and confidence."""
    found: list[dict[str, Any]] = reference.load("agenda-outline")["agenda"]["items"]
    return found


def usual(kind: str) -> tuple[str, ...]:
    return USUAL[MeetingKind(kind)]


async def outline(call: Call, meeting: Meeting, keys: Sequence[str] | None = None, *, chosen: bool = False) -> None:
    """Put standing items on an agenda that has not begun, each at its place; those that are there stay as they are.

    Without `keys`, those that are usual for this kind of meeting. What has nothing to deal with is left out, unless
    somebody chose it.
    """
    if meeting.state not in BEFORE:
        raise MeetingOver()
    wanted = usual(meeting.kind) if keys is None else keys
    there = {item.standing for item in await agenda.items_of(call, meeting)}
    last = await last_held(call, meeting)
    for each in items():
        key = each["key"]
        if key not in wanted or key in there or (not chosen and await _needless(call, meeting, key, last)):
            continue
        await _stand(call, meeting, each, last)


async def _needless(call: Call, meeting: Meeting, key: str, last: Meeting | None) -> bool:
    if key == "previous_minutes" and last is None:
        return True
    return key in NEEDLESS and await NEEDLESS[key](call, meeting)


async def _stand(call: Call, meeting: Meeting, each: dict[str, Any], last: Meeting | None) -> None:
    key = each["key"]
    about = last if key == "previous_minutes" else None
    content = AgendaItemCreate.model_validate(
        {
            "kind": each["purpose"],
            "title": Localised.model_validate(titles(key, about)),
            "duration_minutes": each["minutes_planned"],
        }
    )
    item = await agenda.put(call, meeting, content, None, last=True, standing=key)
    if about is not None:
        ends = End("agenda_items", item.id), End("meetings", about.id)
        await links.put(call, *ends, seen_by(meeting), first=item.title, second=about.title)


def titles(key: str, last: Meeting | None = None) -> dict[str, str]:
    """What a standing item is called, in the languages of the network."""
    if last is not None:
        return {language: say("agenda.minutes-of", language, number=last.number) for language in LANGUAGES}
    return {language: say(f"agenda.standing.{key}", language) for language in LANGUAGES}


async def last_held(call: Call, meeting: Meeting) -> Meeting | None:
    """The regular meeting that was held last, as far as whoever sees this one sees that one too."""
    statement = (
        sa.select(Meeting)
        .where(Meeting.network_id == call.network_id, Meeting.state == MeetingState.HELD, Meeting.id != meeting.id)
        .where(Meeting.kind == MeetingKind.REGULAR, Meeting.visibility != "secretariat")
        .order_by(Meeting.sort_at.desc(), Meeting.id.desc())
        .limit(1)
    )
    return (await call.session.execute(statement)).scalar_one_or_none()
