"""iCalendar (RFC 5545, RFC 5546, RFC 7986): what is told to calendars, written by icalendar and by nothing else.

Times stand in the zone of their place, which comes with its rules. What people wrote cannot break a line: control
characters are taken out here, escaping and folding are the library's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText

MEDIA = "text/calendar; charset=utf-8"
PRODUCT = "-//UN Network on Migration//Coordination platform//EN"
ABOUT = timedelta(days=400)
_SILENT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_BREAKS = re.compile("\r\n?|\x85|\u2028|\u2029")


class Who(NamedTuple):
    """Somebody asked to come; `partstat` is what they said so far."""

    address: str
    name: str
    partstat: str = "NEEDS-ACTION"


@dataclass(frozen=True)
class Entry:
    """One event. `starts` is an instant, or a day; `sequence` counts the changes that people were told."""

    uid: str
    sequence: int
    stamp: datetime
    starts: datetime | date
    ends: datetime | date | None
    summary: str
    zone: str = "UTC"
    description: str = ""
    url: str = ""
    location: str | None = None
    status: str = "CONFIRMED"
    busy: bool = True
    alarm: timedelta | None = None  # before it begins
    organiser: Who | None = None
    attendees: Sequence[Who] = ()
    categories: Sequence[str] = ()


def clean(text: str) -> str:
    """A text without control characters; its lines stay."""
    return _SILENT.sub("", _BREAKS.sub("\n", text))


def line(text: str) -> str:
    return " ".join(clean(text).split())


def written(
    method: str | None, entries: Iterable[Entry], *, name: str | None = None, refresh: timedelta | None = None
) -> str:
    """The text of an .ics: each zone once, then the events. Several events have no METHOD that asks anything."""
    entries = list(entries)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("name", line(name))
        calendar.add("x-wr-calname", line(name))
    if refresh:
        calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", f"PT{int(refresh.total_seconds() // 60)}M")
    for zone in sorted({entry.zone for entry in entries if isinstance(entry.starts, datetime)} - {"UTC"}):
        calendar.add_component(_rules(zone, [entry for entry in entries if entry.zone == zone]))
    for entry in entries:
        calendar.add_component(_event(entry))
    return str(calendar.to_ical().decode())


def _rules(zone: str, entries: list[Entry]) -> Timezone:
    """The zone with its rules around these days: one of a single day would come without any, which RFC 5545 forbids."""
    days = [_day(each) for entry in entries for each in (entry.starts, entry.ends or entry.starts)]
    rules = Timezone.from_tzid(zone, first_date=min(days) - ABOUT, last_date=max(days) + ABOUT)
    rules.pop("comment", None)
    return rules


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _there(value: datetime | date, zone: str) -> datetime | date:
    return value.astimezone(ZoneInfo(zone)) if isinstance(value, datetime) else value


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp)
    event.add("dtstart", _there(entry.starts, entry.zone))
    if entry.ends is not None:
        event.add("dtend", _there(entry.ends, entry.zone))
    event.add("summary", line(entry.summary))
    for key, value in (("description", clean(entry.description).strip()), ("location", line(entry.location or ""))):
        if value:
            event.add(key, value)
    if entry.url:
        event.add("url", entry.url)
    event.add("status", entry.status)
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    if entry.categories:
        event.add("categories", [line(each) for each in entry.categories])
    if entry.organiser is not None:
        event.add("organizer", _address(entry.organiser), encode=False)
    for who in entry.attendees:
        event.add("attendee", _asked(who), encode=False)
    if entry.alarm is not None and entry.status != "CANCELLED":
        event.add_component(_alarm(entry))
    return event


def _address(who: Who) -> vCalAddress:
    address = vCalAddress(f"mailto:{who.address}")
    name = line(who.name).replace('"', "'")
    if name:
        address.params["CN"] = vText(name)
    return address


def _asked(who: Who) -> vCalAddress:
    attendee = _address(who)
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText(who.partstat)
    attendee.params["RSVP"] = vText("TRUE" if who.partstat == "NEEDS-ACTION" else "FALSE")
    return attendee


def _alarm(entry: Entry) -> Alarm:
    """Told so long before it begins; a day begins at nine, so that nobody is woken by it."""
    assert entry.alarm is not None
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", line(entry.summary))
    morning = timedelta() if isinstance(entry.starts, datetime) else _since_midnight(time(9))
    alarm.add("trigger", morning - entry.alarm)
    return alarm


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)
