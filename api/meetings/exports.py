"""Meetings as a file: those that the list shows, with agendas, outcomes and attendance, sent while they are read."""

import json
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from fastapi import Query
from starlette.responses import StreamingResponse

from api.kernel import papers, tables
from api.kernel.access import Call, allow
from api.kernel.db import Id
from api.kernel.paging import Listing
from api.kernel.routing import network_router
from api.kernel.tables import Book, Column
from api.kernel.views import View, many, obj, one, val, within
from api.kernel.words import say, shown
from api.meetings import policy, views
from api.meetings.models import AgendaItem, Invitation, Meeting, MeetingKind, MeetingState
from api.meetings.session_models import Outcome
from api.networks.models import Network, Organisation

router = network_router("/meetings/export", "meetings")
AT_ONCE = 50  # meetings that are read by one statement and written before the next
CHUNK = 64 * 1024
Part = Literal["meetings", "agenda", "outcomes", "attendance"]
PARTS: tuple[Part, ...] = ("meetings", "agenda", "outcomes", "attendance")
Row = dict[str, Any]
Fill = Callable[[Row, Row], Any]


class Streamed(StreamingResponse):
    """A file for this reader that is sent as it is made, and never kept."""

    def __init__(self, body: AsyncIterator[bytes], media_type: str, name: str) -> None:
        kept = {
            "content-disposition": papers.disposition(name),
            "content-security-policy": "sandbox; default-src 'none'",
            "cache-control": "private, no-cache",
        }
        super().__init__(body, 200, kept, media_type)


def _of(column: Any, outer: Any) -> Any:
    return one(val(Organisation.acronym), Organisation, [Organisation.id == column], [outer.__table__])


ITEM = obj(
    id=AgendaItem.id,
    place=AgendaItem.place,
    kind=AgendaItem.kind,
    title=AgendaItem.title,
    minutes=AgendaItem.duration_minutes,
    presenter=_of(AgendaItem.presenter_id, AgendaItem),
    proposed_by=_of(AgendaItem.proposed_by_id, AgendaItem),
    outcome=AgendaItem.outcome,
)
OUTCOME = obj(
    id=Outcome.id,
    item=one(val(AgendaItem.place), AgendaItem, [AgendaItem.id == Outcome.agenda_item_id], [Outcome.__table__]),
    title=one(val(AgendaItem.title), AgendaItem, [AgendaItem.id == Outcome.agenda_item_id], [Outcome.__table__]),
    kind=Outcome.kind,
    text=Outcome.text,
    late=Outcome.late,
    recorded_by=Outcome.recorded_by,
)
INVITED = obj(
    organisation=Invitation.acronym,
    answer=Invitation.answer,
    on_behalf=Invitation.on_behalf,
    presence=Invitation.presence,
    person=Invitation.person,
)
MEETING = obj(
    id=Meeting.id,
    number=Meeting.number,
    kind=Meeting.kind,
    state=Meeting.state,
    title=Meeting.title,
    starts_at=Meeting.starts_at,
    ends_at=Meeting.ends_at,
    place=Meeting.place,
    modality=Meeting.modality,
    languages=Meeting.languages,
    visibility=Meeting.visibility,
    requested_by=_of(Meeting.requested_by_id, Meeting),
    reason=Meeting.reason,
    moved_from_at=Meeting.moved_from_at,
    moved_reason=Meeting.moved_reason,
    closing_reason=Meeting.closing_reason,
    guests=Meeting.guests,
    items=many(
        ITEM,
        AgendaItem,
        [AgendaItem.meeting_id == Meeting.id, AgendaItem.removed_at.is_(None), AgendaItem.place > 0],
        [AgendaItem.place, AgendaItem.id],
        [Meeting.__table__],
    ),
    outcomes=many(
        OUTCOME,
        Outcome,
        [Outcome.meeting_id == Meeting.id, Outcome.removed_at.is_(None), within(Outcome.visibility)],
        [Outcome.agenda_item_id, Outcome.place],
        [Meeting.__table__],
    ),
    invited=many(INVITED, Invitation, [Invitation.meeting_id == Meeting.id], [Invitation.place], [Meeting.__table__]),
)
LISTING = Listing(MEETING, Meeting, views.VISIBLE, views.LISTING.sorts, views.LISTING.filters)
ZONE = View(sa.select(Network.time_zone).where(Network.id == sa.bindparam("network_id", type_=Id)))


@router.get("", response_model=None, responses=papers.described(tables.XLSX, tables.CSV))
async def export_meetings(
    call: Annotated[Call, allow(policy.READ)],
    format: Literal["xlsx", "csv"] = "xlsx",
    part: Annotated[Part, Query(description="Of a CSV, which holds one table; XLSX has a sheet for each")] = "meetings",
    language: Literal["en", "ru", "tk"] | None = None,
    sort: Literal["-starts_at", "starts_at"] = "-starts_at",
    state: MeetingState | None = None,
    kind: MeetingKind | None = None,
    year: Annotated[int | None, Query(ge=2000, le=2100, description="At the duty station")] = None,
) -> Streamed:
    """The list as XLSX or CSV with agendas, outcomes and attendance, in words and codes. It is sent while it is read."""
    given = {"state": state, "kind": kind, **views.bounds(year)}
    (zone,) = await ZONE.first(call.source, network_id=call.network_id)
    told = _Told(language or call.language, zone)
    pages = _pages(call, sort, given)
    first = await anext(pages)  # what cannot be read is refused before anything is sent
    named = [str(year)] if year else []
    if format == "csv":
        name = papers.file_name(call.slug, part if part == "meetings" else f"meetings-{part}", *named, format)
        return Streamed(_as_csv(told, part, first, pages), tables.CSV, name)
    name = papers.file_name(call.slug, "meetings", *named, format)
    return Streamed(_as_xlsx(told, first, pages), tables.XLSX, name)


async def _pages(call: Call, sort: str, given: dict[str, Any]) -> AsyncIterator[list[Row]]:
    """Every meeting that the list would show, so many at a time."""
    cursor: str | None = ""
    while cursor is not None:
        rows, cursor = await LISTING.rows(
            call.source, sort, AT_ONCE, cursor or None, given, network_id=call.network_id, reach=call.reach
        )
        yield [json.loads(row[0]) for row in rows]


async def _as_csv(told: "_Told", part: Part, first: list[Row], pages: AsyncIterator[list[Row]]) -> AsyncIterator[bytes]:
    yield tables.csv_head(told.columns(part))
    yield tables.csv_rows(told.rows(part, first))
    async for page in pages:
        yield tables.csv_rows(told.rows(part, page))


async def _as_xlsx(told: "_Told", first: list[Row], pages: AsyncIterator[list[Row]]) -> AsyncIterator[bytes]:
    """A workbook ends with its table of contents, so it is written to a file beside the loop, and then sent in parts."""
    with tempfile.TemporaryDirectory(prefix="unmn-export-") as folder:
        path = Path(folder) / "meetings.xlsx"
        book = Book(str(path), told.say("list"), told.zone, told.language)
        for part in PARTS:
            book.begin(part, told.say(f"sheet.{part}"), told.columns(part))
        await papers.aside(_fill, book, told, first)
        async for page in pages:
            await papers.aside(_fill, book, told, page)
        await papers.aside(book.close)
        with path.open("rb") as made:
            for chunk in iter(partial(made.read, CHUNK), b""):
                yield chunk


def _fill(book: Book, told: "_Told", page: list[Row]) -> None:
    for part in PARTS:
        book.add(part, told.rows(part, page))


class _Told:
    """The tables in a language: each column with what fills it from a meeting and, in the others, one thing of it."""

    def __init__(self, language: str, zone: str) -> None:
        self.language, self.zone = language, zone
        self.said = {part: self._said(part) for part in PARTS}

    def say(self, key: str) -> str:
        return say(f"meetings.{key}", self.language)

    def columns(self, part: Part) -> list[Column]:
        return [column for column, _ in self.said[part]]

    def rows(self, part: Part, meetings: Sequence[Row]) -> Iterator[list[Any]]:
        fills = [fill for _, fill in self.said[part]]
        for meeting in meetings:
            for each in self._things(part, meeting):
                yield [fill(meeting, each) for fill in fills]

    def _things(self, part: Part, meeting: Row) -> Sequence[Row]:
        if part == "meetings":
            return [meeting]
        if part == "attendance":
            return [*meeting["invited"], *(_guest(each) for each in meeting["guests"])]
        things: Sequence[Row] = meeting["items" if part == "agenda" else "outcomes"]
        return things

    def _said(self, part: Part) -> list[tuple[Column, Fill]]:
        of: dict[Part, Callable[[], list[tuple[str, int, Fill]]]] = {
            "meetings": self._of_meeting,
            "agenda": self._of_item,
            "outcomes": self._of_outcome,
            "attendance": self._of_attendance,
        }
        named = [(Column(self.say(f"column.{name}"), width), fill) for name, width, fill in of[part]()]
        return named + [(Column(code, 14), partial(_code, code)) for code in CODES[part]]

    def _of_meeting(self) -> list[tuple[str, int, Fill]]:
        return [
            ("number", 16, lambda m, _: m["number"]),
            ("title", 48, lambda m, _: self._text(m["title"])),
            ("kind", 22, lambda m, _: self._word("meeting.kind", m["kind"])),
            ("state", 16, lambda m, _: self._word("meeting.state", m["state"])),
            ("starts", 17, lambda m, _: _instant(m["starts_at"])),
            ("ends", 17, lambda m, _: _instant(m["ends_at"])),
            ("place", 28, lambda m, _: m["place"]),
            ("modality", 18, lambda m, _: self._word("meeting.modality", m["modality"])),
            ("languages", 12, lambda m, _: ", ".join(m["languages"])),
            ("circle", 20, lambda m, _: self._word("visibility", m["visibility"])),
            ("invited", 10, lambda m, _: len(m["invited"]) if m["invited"] else None),
            ("present", 10, lambda m, _: _present(m)),
            ("items", 10, lambda m, _: len(m["items"])),
            ("minutes", 10, lambda m, _: sum(item["minutes"] for item in m["items"])),
            ("requested-by", 14, lambda m, _: m["requested_by"]),
            ("reason", 40, lambda m, _: m["reason"]),
            ("moved-from", 17, lambda m, _: _instant(m["moved_from_at"])),
            ("moved-reason", 40, lambda m, _: m["moved_reason"]),
            ("closing-reason", 40, lambda m, _: m["closing_reason"]),
        ]

    def _of_any(self) -> list[tuple[str, int, Fill]]:
        return [("number", 16, lambda m, _: m["number"]), ("date", 12, lambda m, _: self._day(m["starts_at"]))]

    def _of_item(self) -> list[tuple[str, int, Fill]]:
        return [
            *self._of_any(),
            ("item", 8, lambda _, item: item["place"]),
            ("title", 60, lambda _, item: self._text(item["title"])),
            ("kind", 18, lambda _, item: self._word("agenda.kind", item["kind"])),
            ("minutes", 10, lambda _, item: item["minutes"]),
            ("presenter", 14, lambda _, item: item["presenter"]),
            ("proposed-by", 14, lambda _, item: item["proposed_by"]),
            ("outcome", 80, lambda _, item: item["outcome"]),
        ]

    def _of_outcome(self) -> list[tuple[str, int, Fill]]:
        return [
            *self._of_any(),
            ("item", 8, lambda _, fell: fell["item"]),
            ("title", 48, lambda _, fell: self._text(fell["title"])),
            ("kind", 16, lambda _, fell: self._word("outcome.kind", fell["kind"])),
            ("outcome", 80, lambda _, fell: fell["text"]),
            ("recorded-by", 14, lambda _, fell: fell["recorded_by"]),
        ]

    def _of_attendance(self) -> list[tuple[str, int, Fill]]:
        return [
            *self._of_any(),
            ("organisation", 24, lambda _, who: who["organisation"]),
            ("answer", 18, lambda _, who: self._answer(who)),
            ("presence", 14, lambda _, who: self._word("attendance", who["presence"])),
            ("person", 40, lambda _, who: who["person"]),
        ]

    def _answer(self, who: Row) -> str | None:
        if who.get("guest"):
            return self.say("guest")
        return self._word("rsvp", who["answer"] or "none")

    def _word(self, group: str, value: str | None) -> str | None:
        return say(f"{group}.{value}", self.language) if value is not None else None

    def _text(self, title: dict[str, str | None] | None) -> str | None:
        return shown(title, self.language) if title else None

    def _day(self, at: str | None) -> date | None:
        found = _instant(at)
        return found.astimezone(ZoneInfo(self.zone)).date() if found else None


CODES: dict[Part, tuple[str, ...]] = {
    "meetings": ("id", "kind", "state", "modality", "visibility", "starts_at", "ends_at"),
    "agenda": ("meeting_id", "id", "kind"),
    "outcomes": ("meeting_id", "id", "kind", "late"),
    "attendance": ("meeting_id", "answer", "presence", "on_behalf"),
}


def _code(name: str, meeting: Row, each: Row) -> Any:
    return meeting["id"] if name == "meeting_id" else each.get(name)


def _guest(guest: Row) -> Row:
    return {
        "organisation": guest.get("affiliation"),
        "answer": None,
        "on_behalf": None,
        "presence": guest.get("presence"),
        "person": guest["name"],
        "guest": True,
    }


def _present(meeting: Row) -> int | None:
    """How many invited organisations were there; blank while nobody was looked for."""
    known = [each["presence"] for each in meeting["invited"] if each["presence"]]
    return sum(presence != "absent" for presence in known) if known else None


def _instant(at: str | None) -> datetime | None:
    return datetime.fromisoformat(at) if at else None
