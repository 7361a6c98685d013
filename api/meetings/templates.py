"""What a new meeting begins with: the last one of its kind, or the outline of an agenda that country teams use."""

import json
import re
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import AwareDatetime

from api.kernel import clock
from api.kernel.access import Call, allow
from api.kernel.db import Id, dumps
from api.kernel.problems import Invalid
from api.kernel.routing import Reply, network_router
from api.kernel.views import View, many, obj, within
from api.kernel.words import LANGUAGES, say
from api.meetings import agenda, outline, policy
from api.meetings.models import AgendaItem, Meeting, MeetingKind, MeetingState
from api.meetings.rhythm import Fresh, is_one
from api.meetings.rhythm_schemas import MeetingTemplateRead
from api.meetings.schemas import AgendaBasis, AgendaItemCreate
from api.networks.models import Network
from api.reference import service as reference

router = network_router("/meetings/template", "meetings")
CALLED_ONCE = (MeetingState.CONVENED, MeetingState.IN_SESSION, MeetingState.HELD)
COPIED = ("kind", "title", "duration_minutes", "presenter_id")
ROMAN = ("I", "II", "III", "IV")
ORDINALS = (
    ("First", "Second", "Third", "Fourth"),
    ("Первое", "Второе", "Третье", "Четвёртое"),
    ("Birinji", "Ikinji", "Üçünji", "Dördünji"),
)


def retitled(title: dict[str, str | None], before: datetime, after: datetime) -> dict[str, str | None]:
    """The title of a meeting for another date: its year and quarter become those of the date, whatever else it says."""
    old, new = before.astimezone(clock.PLACE), after.astimezone(clock.PLACE)
    quarters = (old.month + 2) // 3 - 1, (new.month + 2) // 3 - 1
    return {language: _retitled(text, (old.year, new.year), quarters) for language, text in title.items()}


def _retitled(text: str | None, years: tuple[int, int], quarters: tuple[int, int]) -> str | None:
    if text is None:
        return None
    text = re.sub(rf"(?<!\d){years[0]}-nj[iy](?!\w)", turkmen_nth(years[1]), text)
    text = re.sub(rf"(?<!\d){years[0]}(?!\d)", str(years[1]), text)
    old, new = quarters
    for said in ORDINALS:
        text = _ordinal(text, said[old], said[new])
    text = re.sub(rf"\bQ{old + 1}\b", f"Q{new + 1}", text)
    text = re.sub(rf"\b{ROMAN[old]}(?=\s+(квартал|çärýek))", ROMAN[new], text)
    return re.sub(rf"(?<!\d){old + 1}(?=(-nji|-й|-е)?\s+(квартал|çärýek|quarter))", str(new + 1), text)


def turkmen_nth(number: int) -> str:
    """2026-njy, 2027-nji: the ending follows the vowels of the number's last word."""
    back = number % 10 in (6, 9) or (number % 10 == 0 and number % 100 in (10, 30, 40, 60, 90))
    return f"{number}-{'njy' if back else 'nji'}"


def _ordinal(text: str, old: str, new: str) -> str:
    """`ё` and `е` are one letter to whoever writes quickly."""
    pattern = "".join("[её]" if letter in "её" else re.escape(letter) for letter in old)
    return re.sub(
        rf"\b{pattern}\b", lambda found: new if found[0][0].isupper() else new.lower(), text, flags=re.IGNORECASE
    )


def outline_keys(kind: str) -> list[str]:
    """The standing items that the outline has for a kind of meeting; what only repeats a title is left out."""
    held = reference.load("agenda-outline")["agenda"]
    keeps = next((each["keeps"] for each in held["variants"] if each["key"] == kind), None)
    standing = [item["key"] for item in held["items"] if item["standing"]]
    return [key for key in standing if keeps is None or key in keeps]


async def begin(call: Call, meeting: Meeting, basis: AgendaBasis, copy_of_id: UUID | None) -> None:
    """Put on the agenda of a new draft what it shall begin with."""
    if basis == AgendaBasis.OUTLINE:
        await outline.outline(call, meeting, outline_keys(meeting.kind))
    elif basis == AgendaBasis.COPY:
        for item in await _recurring(call, await _source(call, meeting, copy_of_id)):
            if item.standing:  # under its title of today: the minutes of the last meeting are others now
                await outline.outline(call, meeting, [item.standing])
                continue
            wanted = AgendaItemCreate.model_validate({name: getattr(item, name) for name in COPIED})
            await agenda.put(call, meeting, wanted, None, last=True)


async def _source(call: Call, meeting: Meeting, copy_of_id: UUID | None) -> Meeting:
    """The meeting that is copied: the one named, else the last of this kind that was called."""
    statement = sa.select(Meeting).where(Meeting.network_id == call.network_id, Meeting.id != meeting.id)
    if copy_of_id is not None:
        statement = statement.where(Meeting.id == copy_of_id)
    else:
        statement = statement.where(Meeting.kind == meeting.kind, Meeting.state.in_(CALLED_ONCE))
    latest = statement.order_by(Meeting.sort_at.desc(), Meeting.id.desc()).limit(1)
    source = (await call.session.execute(latest)).scalar_one_or_none()
    if source is None:
        raise Invalid.at("/copy_of_id", "unknown")
    return source


async def _recurring(call: Call, source: Meeting) -> list[AgendaItem]:
    """What comes back every time: its standing items, else whatever was not brought by a member, a decision's review or
    another meeting."""
    held = [item for item in await agenda.items_of(call, source) if item.place]
    standing = [item for item in held if item.standing]
    return standing or [
        item
        for item in held
        if item.reviews_id is None and item.proposed_by_id is None and item.carried_from_id is None
    ]


# ── what a form for a new meeting is filled with ────────────────────────────────────────────────────────────────────

_network = sa.bindparam("network_id", type_=Id)
_items = many(
    obj(
        standing=AgendaItem.standing,
        kind=AgendaItem.kind,
        title=AgendaItem.title,
        duration_minutes=AgendaItem.duration_minutes,
    ),
    AgendaItem,
    [
        AgendaItem.meeting_id == Meeting.id,
        AgendaItem.removed_at.is_(None),
        AgendaItem.place > 0,
        sa.or_(
            AgendaItem.standing.is_not(None),
            sa.and_(
                AgendaItem.reviews_id.is_(None),
                AgendaItem.proposed_by_id.is_(None),
                AgendaItem.carried_from_id.is_(None),
            ),
        ),
    ],
    [AgendaItem.place],
    [Meeting.__table__],
)
LAST = View(
    sa.select(
        Meeting.id,
        Meeting.number,
        Meeting.title,
        Meeting.starts_at,
        Meeting.ends_at,
        Meeting.place,
        Meeting.modality,
        Meeting.link,
        Meeting.visibility,
        Meeting.languages,
        _items.sql(),
    )
    .where(Meeting.network_id == _network, within(Meeting.visibility), is_one(Meeting.state, CALLED_ONCE))
    .where(Meeting.kind == sa.bindparam("kind"))
    .order_by(Meeting.sort_at.desc(), Meeting.id.desc())
    .limit(1)
)
SETTINGS = View(sa.select(Network.languages).where(Network.id == _network))


@router.get("", response_model=MeetingTemplateRead)
async def read_meeting_template(
    call: Annotated[Call, allow(policy.CONVENE)],
    kind: MeetingKind = MeetingKind.REGULAR,
    basis: AgendaBasis = AgendaBasis.COPY,
    starts_at: AwareDatetime | None = None,
) -> Reply:
    """What a new meeting of a kind could begin with: the facts of the last one, a title for the date, and an agenda."""
    last = await LAST.first(call.source, network_id=call.network_id, reach=call.reach, kind=kind)
    begins = starts_at or clock.now_utc()
    if last is None:
        (languages,) = await SETTINGS.first(call.source, network_id=call.network_id)
        title: dict[str, Any] = _titled(kind, begins)
        facts: dict[str, Any] = {"languages": languages}
        minutes, items, copied = 120, [], None
    else:
        title = dict(retitled(last[2], last[3], begins) if kind == MeetingKind.REGULAR else _titled(kind, begins))
        facts = dict(zip(("place", "modality", "link", "visibility", "languages"), last[5:10], strict=True))
        minutes, items = int((last[4] - last[3]).total_seconds() // 60), _standing(json.loads(last[10]))
        copied = {"id": str(last[0]), "number": last[1], "title": last[2]}
    if basis == AgendaBasis.COPY and last is None:
        basis = AgendaBasis.OUTLINE
    shown: list[dict[str, Any]] = {
        AgendaBasis.BLANK: [],
        AgendaBasis.OUTLINE: _outlined(kind),
        AgendaBasis.COPY: items,
    }[basis]
    body = {
        "kind": kind,
        "agenda": basis,
        "copied": copied,
        "title": title,
        "minutes": minutes,
        **USUAL_FACTS,
        **facts,
        "items": shown,
    }
    return Fresh(dumps(body))


def _standing(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As `_recurring`: the standing items where there are any, under what they are called now."""
    standing = [item for item in items if item["standing"]]
    return standing or items


USUAL_FACTS = {"place": None, "modality": "in_person", "link": None, "visibility": "members"}


def _titled(kind: str, begins: datetime) -> dict[str, str]:
    """A first title: later ones follow what the last meeting was called."""
    local = begins.astimezone(clock.PLACE)
    quarter = (local.month + 2) // 3
    said = {}
    for language, ordinals in zip(LANGUAGES, ORDINALS, strict=True):
        year = turkmen_nth(local.year) if language == "tk" else str(local.year)
        ordinal = ordinals[quarter - 1].lower() if language == "tk" else ordinals[quarter - 1]
        said[language] = say(f"meeting.titled.{kind}", language, ordinal=ordinal, year=year)
    return said


def _outlined(kind: str) -> list[dict[str, Any]]:
    keys = outline_keys(kind)
    return [
        {
            "standing": item["key"],
            "kind": item["purpose"],
            "title": outline.titles(item["key"]),
            "duration_minutes": item["minutes_planned"],
        }
        for item in outline.items()
        if item["key"] in keys
    ]
