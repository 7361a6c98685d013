"""What the mails of a meeting are made of: its facts in the reader's language, answers to choose from, the entry."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from api.kernel import deliveries, ics
from api.kernel.access import Call
from api.kernel.words import say, shown
from api.meetings import calendar
from api.meetings.models import Meeting
from api.networks.models import Network

BLANK = re.compile("\n{3,}")


def link(call: Call, meeting: Meeting) -> str:
    return f"{call.kernel.settings.site}/{call.slug}/meetings/{meeting.id}"


def said(call: Call, meeting: Meeting, language: str, **facts: Any) -> dict[str, Any]:
    return {
        "title": meeting.title.get(language) or meeting.title["en"],
        "kind": str(meeting.kind),
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": "; ".join(each for each in (meeting.place, meeting.link) if each) or None,
        "link": link(call, meeting),
        "moved": moved(meeting, language),
        **facts,
    }


def moved(meeting: Meeting, language: str) -> str:
    """The date before the last postponement, and why it was postponed where that was said."""
    if meeting.moved_from_at is None:
        return ""
    lines = [say("mail.moved.from", language, before=meeting.moved_from_at)]
    if meeting.moved_reason:
        lines.append(say("mail.moved.reason", language, reason=meeting.moved_reason))
    return "\n".join(lines)


def choices(address: str, language: str, whose: str) -> str:
    lines = [f"{say(f'rsvp.choice.{each}', language)}: {address}?as={each}" for each in ("yes", "no", "maybe")]
    return "\n".join([say("mail.rsvp.choices", language, whose=whose), *lines])


def entry(
    call: Call,
    meeting: Meeting,
    network: Network,
    said: dict[str, Any],
    language: str,
    attendees: Sequence[ics.Who],
    cancelled: str | None,
) -> str:
    assert meeting.starts_at is not None
    assert meeting.ends_at is not None
    return calendar.entry(
        meeting_id=meeting.id,
        sequence=meeting.sequence,
        stamp=call.now,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=network.time_zone,
        title=said["title"],
        kind=str(meeting.kind),
        place=meeting.place,
        join=meeting.link,
        link=said["link"],
        language=language,
        organiser=call.kernel.settings.mail_from,
        organiser_name=shown(network.name, language),
        attendees=attendees,
        cancelled=cancelled,
    )


async def queue(
    call: Call,
    meeting: Meeting,
    kind: str,
    address: str,
    language: str,
    said: dict[str, Any],
    person_id: UUID | None,
    organisation_id: UUID | None,
    entry: str | None = None,
    cancelled: str | None = None,
) -> None:
    """A mail whose links are secrets: they are kept only until it has left."""
    await deliveries.queue(
        call,
        kind,
        meeting,
        address,
        say(f"mail.{kind}.subject", language, **said),
        BLANK.sub("\n\n", say(f"mail.{kind}.body", language, **said)).strip(),
        person_id=person_id,
        organisation_id=organisation_id,
        language=language,
        calendar=entry,
        calendar_method=("CANCEL" if cancelled else "REQUEST") if entry else None,
        secret=bool(said.get("answer")),
    )
