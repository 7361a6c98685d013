"""The meeting as a calendar entry (RFC 5545, RFC 5546): stable UID, counted SEQUENCE, the duty station's zone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText

from api.kernel.words import say

PRODUCT = "-//UN Network on Migration//Meetings//EN"


def _zone(zone: str, starts_at: datetime, ends_at: datetime) -> Timezone:
    """The zone with its rules around these days: one of a single day would come without any, which RFC 5545 forbids."""
    about = timedelta(days=400)
    rules = Timezone.from_tzid(zone, first_date=(starts_at - about).date(), last_date=(ends_at + about).date())
    rules.pop("comment", None)
    return rules


def _description(language: str, link: str, join: str | None, cancelled: str | None) -> str:
    if cancelled:
        return say("calendar.meeting.cancelled", language, reason=cancelled)
    told = say("calendar.meeting.description", language, link=link)
    return f"{told}\n{say('calendar.meeting.join', language, link=join)}" if join else told


def entry(
    *,
    meeting_id: UUID,
    sequence: int,
    stamp: datetime,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    title: str,
    kind: str,
    place: str | None,
    join: str | None,
    link: str,
    language: str,
    organiser: str,
    attendees: Iterable[tuple[str, str]] = (),
    cancelled: str | None = None,
    tentative: bool = False,
) -> str:
    """The text of an .ics. METHOD is CANCEL with `cancelled` (the reason), REQUEST to attendees, else PUBLISH."""
    attendees = list(attendees)
    there = ZoneInfo(zone)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "REQUEST" if attendees else "PUBLISH")
    calendar.add_component(_zone(zone, starts_at, ends_at))
    event = Event()
    event.add("uid", f"{meeting_id}@unmn")
    event.add("sequence", sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", starts_at.astimezone(there))
    event.add("dtend", ends_at.astimezone(there))
    event.add("summary", say("calendar.meeting.summary", language, title=title, kind=kind))
    event.add("description", _description(language, link, join, cancelled))
    event.add("url", link)
    event.add("status", "CANCELLED" if cancelled else "TENTATIVE" if tentative else "CONFIRMED")
    if place or join:
        event.add("location", place or join)
    event.add("organizer", vCalAddress(f"mailto:{organiser}"))
    for address, name in attendees:
        attendee = vCalAddress(f"mailto:{address}")
        attendee.params["CN"] = vText(name)
        attendee.params["RSVP"] = vText("TRUE")
        attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
        event.add("attendee", attendee, encode=False)
    if not cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(hours=-24))
        event.add_component(alarm)
    calendar.add_component(event)
    return str(calendar.to_ical().decode())
