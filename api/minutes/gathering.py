"""The record of a meeting told as the plain values that minutes are written from."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from api.decisions.rules import ON_RECORD, Procedure
from api.kernel.access import Call, found
from api.meetings.models import (
    OutcomeKind,
)
from api.minutes import record
from api.minutes.record_views import BASICS, CHAIRS, RECORD
from api.minutes.text import CIRCLES


async def chairs(call: Call, meeting_id: UUID) -> list[dict[str, str]]:
    """Name and acronym of those who were co-chairs on the day of the meeting: they sign."""
    here = {"network_id": call.network_id, "id": meeting_id}
    on = _day(found(await BASICS.first(call.source, **here)))
    (text,) = found(await CHAIRS.first(call.source, **here, on=on))
    known: list[dict[str, str]] = json.loads(text)
    return known


def _day(basics: Any) -> date:
    zone, starts_at, _, started_at, _ = basics
    begun = started_at or starts_at
    return begun.astimezone(ZoneInfo(zone)).date() if begun else date.max


async def gather(call: Call, meeting_id: UUID) -> record.Record:
    """Everything on record about a meeting, whoever may see which part of it: each part says for whom it is."""
    here = {"network_id": call.network_id, "id": meeting_id}
    basics = found(await BASICS.first(call.source, **here))
    zone, starts_at, ends_at, started_at, ended_at = basics
    (text,) = found(await RECORD.first(call.source, **here, on=_day(basics)))
    return told(json.loads(text), zone, started_at or starts_at, ended_at or ends_at)


def told(row: dict[str, Any], zone: str, begun: datetime | None, ended: datetime | None) -> record.Record:
    """The row as rules read it."""
    own = row["visibility"]

    def circle(*stated: str | None) -> str | None:
        """None where it is as open as the meeting itself."""
        known = [one for one in stated if one is not None and CIRCLES.index(one) > CIRCLES.index(own)]
        return max(known, key=lambda one: CIRCLES.index(one), default=None)

    linked = {each[name]: each for each in row["outcomes"] for name in ("decision", "action") if each[name]}

    def where(each: dict[str, Any]) -> str | None:
        outcome = linked.get(each["key"])
        return str(outcome["item"]) if outcome else each["item"]

    def only_for(each: dict[str, Any]) -> str | None:
        return circle(each["visibility"], linked.get(each["key"], {}).get("visibility"))

    present = {each["key"] for each in row["attendees"] if each["presence"] in ("in_room", "remote")}
    secretaries = list(dict.fromkeys(each["acronym"] for each in row["secretaries"]))
    return record.Record(
        number=row["number"],
        kind=row["kind"],
        title=row["title"],
        zone=zone,
        starts_at=begun,
        ends_at=ended,
        place=row["place"],
        modality=row["modality"],
        chairs=tuple((each["name"], each["acronym"]) for each in row["chairs"]),
        secretary=", ".join(secretaries) or None,
        attendees=tuple(_attendee(each) for each in row["attendees"]),
        guests=tuple(record.Guest(each["name"], each.get("affiliation"), each["presence"]) for each in row["guests"]),
        items=tuple(_item(at, each, row["outcomes"], circle) for at, each in enumerate(row["items"], start=1)),
        decisions=tuple(_ruling(each, present, where(each), only_for(each)) for each in row["decisions"]),
        actions=tuple(
            record.Action(
                each["key"],
                each["number"],
                each["title"],
                each["owner"] or "–",
                date.fromisoformat(each["due_on"]),
                only_for(each),
                where(each),
                each["decision"],
            )
            for each in row["actions"]
        ),
        next=_following(row["next"]),
        annexes=tuple((each["key"], each["title"], each["url"], circle(each["visibility"])) for each in row["papers"]),
    )


def _attendee(each: dict[str, Any]) -> record.Attendee:
    """Persons by name and function; those who were remote while others sat in the room are marked."""
    people = [
        record.Somebody(one["name"], one.get("function"), one.get("presence") == "remote")
        for one in each["people"] or []
    ]
    if not people and each["person"]:
        people = [record.Somebody(each["person"], None, False)]
    here = each["presence"] in ("in_room", "remote")
    return record.Attendee(
        each["key"],
        each["acronym"],
        each["name"],
        tuple(people) if here else (),
        each["presence"],
        each["answer"] == "no",
    )


def _item(at: int, each: dict[str, Any], outcomes: list[dict[str, Any]], circle: Callable[..., Any]) -> record.Item:
    said = [
        record.Outcome(one["key"], one["text"], circle(one["visibility"]))
        for one in outcomes
        if one["item"] == each["key"] and one["kind"] == OutcomeKind.INFORMATION
    ]
    if not said and each["outcome"]:
        said = [record.Outcome("text", each["outcome"])]
    fate = None if not each["moved"] else "carried" if each["carried"] else "parked"
    notes = each["taken"] if each["taken"] is not None else each["notes"]
    return record.Item(each["key"], at, each["kind"], each["title"], each["presenter"], notes, tuple(said), fate)


def _ruling(each: dict[str, Any], present: set[str], item: str | None, circle: str | None) -> record.Ruling:
    seats = each["seats"]
    away = [seat["organisation"] for seat in seats if seat["key"] not in present]
    words = [seat for seat in seats if seat["value"] in ON_RECORD and seat["text"]]
    adopted_at = each["adopted_at"]
    return record.Ruling(
        key=each["key"],
        number=each["number"],
        title=each["title"],
        state=each["state"],
        text=each["texts"].get(each["authoritative"]) or "",
        adopted_at=datetime.fromisoformat(adopted_at) if adopted_at else None,
        words=tuple(_word(seat) for seat in words),
        consulted=tuple(away) if each["procedure"] == Procedure.MEETING else (),
        explanations=tuple(_word(one) for one in each["explanations"]),
        circle=circle,
        item=item,
    )


def _word(each: dict[str, Any]) -> record.Word:
    return record.Word(each["key"], each["organisation"], each["value"], each["text"])


def _following(each: dict[str, Any] | None) -> record.Next | None:
    if each is None:
        return None
    return record.Next(each["number"], datetime.fromisoformat(each["starts_at"]), each["place"])
