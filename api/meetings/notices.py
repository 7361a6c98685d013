"""Mails of meetings, each in the reader's language, with the calendar entry."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import deliveries
from api.kernel.access import OBSERVER, OFFICERS, SPEAKERS, Call, Role
from api.kernel.words import say
from api.meetings import calendar
from api.meetings.models import Invitation, Meeting
from api.members import service as members
from api.networks import service as networks


def link(call: Call, meeting: Meeting) -> str:
    return f"{call.kernel.settings.site}/{call.slug}/meetings/{meeting.id}"


def _said(call: Call, meeting: Meeting, language: str, **facts: Any) -> dict[str, Any]:
    return {
        "title": meeting.title.get(language) or meeting.title["en"],
        "kind": str(meeting.kind),
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": "; ".join(each for each in (meeting.place, meeting.link) if each) or None,
        "link": link(call, meeting),
        **facts,
    }


async def invited(call: Call, meeting: Meeting, kind: str, cancelled: str | None = None) -> None:
    """Who speaks for an invited organisation, and the officers, get the mail and the entry: one each."""
    network = await networks.current(call)
    told = await _told(call, meeting)
    attendees = [(row[3], row[2]) for row in told]
    assert meeting.starts_at is not None
    assert meeting.ends_at is not None
    for organisation_id, person_id, _, address, language in told:
        said = _said(call, meeting, language, reason=cancelled)
        entry = calendar.entry(
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
            attendees=attendees,
            cancelled=cancelled,
        )
        await deliveries.queue(
            call,
            kind,
            meeting,
            address,
            say(f"mail.{kind}.subject", language, **said),
            say(f"mail.{kind}.body", language, **said),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
            calendar=entry,
            calendar_method="CANCEL" if cancelled else "REQUEST",
        )


async def _told(call: Call, meeting: Meeting) -> list[sa.Row[UUID, UUID, str, str, str]]:
    asked = sa.select(Invitation.organisation_id).where(Invitation.meeting_id == meeting.id)
    invited = set((await call.session.execute(asked)).scalars())
    speaking = [row for row in await members.speakers(call, *SPEAKERS, OBSERVER) if row[0] in invited]
    officers = await members.speakers(call, Role.CO_CHAIR, Role.SECRETARIAT)
    return list({row[1]: row for row in [*officers, *speaking]}.values())


async def _tell(call: Call, meeting: Meeting, kind: str, roles: tuple[Any, ...], **facts: Any) -> None:
    told = set()
    for organisation_id, person_id, _, address, language in await members.speakers(call, *roles):
        if person_id in told:
            continue
        told.add(person_id)
        said = _said(call, meeting, language, **facts)
        await deliveries.queue(
            call,
            kind,
            meeting,
            address,
            say(f"mail.{kind}.subject", language, **said),
            say(f"mail.{kind}.body", language, **said),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
        )


async def requested(call: Call, meeting: Meeting, organisation: str) -> None:
    await _tell(call, meeting, "meeting-requested", OFFICERS, organisation=organisation, reason=meeting.reason)


async def deferred(call: Call, meeting: Meeting, reason: str) -> None:
    await _tell(call, meeting, "meeting-deferred", SPEAKERS, reason=reason)
