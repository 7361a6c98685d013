"""The meeting as a calendar entry (RFC 5545, RFC 5546): stable UID, counted SEQUENCE, the duty station's zone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from api.kernel import ics
from api.kernel.words import say

# What an answer is called in calendars.
PARTSTAT = {"yes": "ACCEPTED", "no": "DECLINED", "maybe": "TENTATIVE", None: "NEEDS-ACTION"}
ALARM = timedelta(hours=24)


def uid(meeting_id: UUID | None) -> str:
    """The same for every mail, file and feed that tells of this meeting."""
    return f"{meeting_id}@unmn"


def _description(language: str, link: str, join: str | None, cancelled: str | None) -> str:
    if cancelled:
        return say("calendar.meeting.cancelled", language, reason=cancelled)
    told = [say("calendar.meeting.description", language, link=link)] if link else []
    return "\n".join([*told, *([say("calendar.meeting.join", language, link=join)] if join else [])])


def happening(
    *,
    meeting_id: UUID | None,
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
    organiser_name: str = "",
    attendees: Iterable[ics.Who | tuple[str, str]] = (),
    cancelled: str | None = None,
    tentative: bool = False,
    alarm: timedelta | None = ALARM,
) -> ics.Entry:
    """The meeting as one event; cancelled with `cancelled` (the reason)."""
    return ics.Entry(
        uid(meeting_id),
        sequence,
        stamp,
        starts_at,
        ends_at,
        say("calendar.meeting.summary", language, title=title, kind=kind),
        zone,
        _description(language, link, join, cancelled),
        link,
        place or join,
        "CANCELLED" if cancelled else "TENTATIVE" if tentative else "CONFIRMED",
        alarm=None if cancelled else alarm,
        organiser=ics.Who(organiser, organiser_name),
        attendees=[ics.Who(*each) for each in attendees],
    )


def entry(**given: Any) -> str:
    """The text of an .ics. METHOD is CANCEL with `cancelled`, REQUEST to attendees, else PUBLISH."""
    made = happening(**given)
    method = "CANCEL" if made.status == "CANCELLED" else "REQUEST" if made.attendees else "PUBLISH"
    return ics.written(method, [made])
