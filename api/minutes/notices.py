"""Mails about minutes, each in the reader's language. None holds a word of their text: parts of it may be confidential."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from api.kernel import deliveries
from api.kernel.access import OBSERVER, OFFICERS, SPEAKERS, Call, Visibility
from api.kernel.words import say
from api.meetings import service as meetings
from api.meetings.models import Meeting
from api.members import service as members
from api.minutes.models import Minutes

OPEN_TO_PARTNERS = (Visibility.PUBLIC, Visibility.PARTNERS)


async def circulated(call: Call, meeting: Meeting, minutes: Minutes) -> None:
    """To those who attended: until when they can comment."""
    await _to_organisations(call, meeting, minutes, "minutes-circulated", await meetings.present(call, meeting.id))


async def reminder(call: Call, meeting: Meeting, minutes: Minutes, silent: set[UUID]) -> None:
    await _to_organisations(call, meeting, minutes, "minutes-reminder", silent)


async def window_over(call: Call, meeting: Meeting, minutes: Minutes, objecting: list[str]) -> None:
    """To the officers, who adopt or revise."""
    told = await members.speakers(call, *OFFICERS)
    await _mail(call, meeting, minutes, "minutes-window-over", told, organisations=objecting)


async def adopted(call: Call, meeting: Meeting, minutes: Minutes) -> None:
    await _mail(call, meeting, minutes, "minutes-adopted", await _members(call, meeting), sha256=minutes.sha256)


async def corrected(call: Call, meeting: Meeting, minutes: Minutes, number: int, circle: Visibility) -> None:
    told = (
        await _members(call, meeting) if circle != Visibility.SECRETARIAT else await members.speakers(call, *OFFICERS)
    )
    await _mail(call, meeting, minutes, "minutes-corrigendum", told, corrigendum=number)


async def _members(call: Call, meeting: Meeting) -> list[Any]:
    """All members; where partners may read them, those of them who attended."""
    if meeting.visibility == Visibility.SECRETARIAT:
        return await members.speakers(call, *OFFICERS)
    told = await members.speakers(call, *SPEAKERS, *OFFICERS)
    if meeting.visibility in OPEN_TO_PARTNERS:
        present = await meetings.present(call, meeting.id)
        told += [row for row in await members.speakers(call, OBSERVER) if row[0] in present]
    return told


async def _to_organisations(call: Call, meeting: Meeting, minutes: Minutes, kind: str, asked: set[UUID]) -> None:
    """To whoever speaks for them and can read the minutes."""
    roles = OFFICERS if meeting.visibility == Visibility.SECRETARIAT else (*SPEAKERS, *OFFICERS)
    if meeting.visibility in OPEN_TO_PARTNERS:
        roles = (*roles, OBSERVER)
    told = [row for row in await members.speakers(call, *roles) if row[0] in asked]
    await _mail(call, meeting, minutes, kind, told)


async def _mail(call: Call, meeting: Meeting, minutes: Minutes, kind: str, told: Iterable[Any], **more: Any) -> None:
    done = set()
    for organisation_id, person_id, _, address, language in told:
        if person_id in done:
            continue
        done.add(person_id)
        facts = {
            "title": meeting.title.get(language) or meeting.title["en"],
            "meeting_number": meeting.number,
            "window_ends_at": minutes.window_ends_at,
            "link": f"{call.kernel.settings.site}/{call.slug}/meetings/{meeting.id}/minutes",
            **more,
        }
        await deliveries.queue(
            call,
            kind,
            minutes,
            address,
            say(f"mail.{kind}.subject", language, **facts),
            say(f"mail.{kind}.body", language, **facts),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
        )
