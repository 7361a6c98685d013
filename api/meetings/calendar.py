"""The meeting as a calendar entry (RFC 5545, RFC 5546): stable UID, counted SEQUENCE, the duty station's zone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText

from api.kernel.words import say

PRODUCT = "-//UN Network on Migration//Meetings//EN"


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
    link: str,
    language: str,
    organiser: str,
    attendees: Iterable[tuple[str, str]] = (),
    cancelled: str | None = None,
) -> str:
    """The text of an .ics. `cancelled` is the reason; then METHOD is CANCEL, else REQUEST."""
    there = ZoneInfo(zone)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    calendar.add_component(Timezone.from_tzid(zone, first_date=starts_at.date(), last_date=ends_at.date()))
    event = Event()
    event.add("uid", f"{meeting_id}@unmn")
    event.add("sequence", sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", starts_at.astimezone(there))
    event.add("dtend", ends_at.astimezone(there))
    event.add("summary", say("calendar.meeting.summary", language, title=title, kind=kind))
    told = say("calendar.meeting.cancelled", language, reason=cancelled) if cancelled else None
    event.add("description", told or say("calendar.meeting.description", language, link=link))
    event.add("url", link)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if place:
        event.add("location", place)
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
