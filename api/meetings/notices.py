"""Mails of meetings, each in the reader's language, with the calendar entry."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import deliveries, ics
from api.kernel.access import OBSERVER, OFFICERS, SPEAKERS, Call, Role
from api.kernel.words import say, shown
from api.meetings import calendar, mails
from api.meetings.models import AgendaItem, Guest, GuestReads, Invitation, Meeting
from api.meetings.rsvp_tokens import Links, links_of
from api.members import service as members
from api.networks import service as networks


async def invited(call: Call, meeting: Meeting, kind: str, cancelled: str | None = None, **facts: Any) -> None:
    """Who speaks for an invited organisation, the officers and the guests get the mail and the entry: one each."""
    network, links = await networks.current(call), await links_of(call, meeting)
    asked = await _asked(call, meeting)
    speaking = [row for row in await members.speakers(call, *SPEAKERS, OBSERVER) if row[0] in asked]
    officers = await members.speakers(call, Role.CO_CHAIR, Role.SECRETARIAT)
    told = {row[1]: row for row in [*officers, *speaking]}  # one mail each
    attendees = [ics.Who(row[3], row[2], _partstat(asked, row[0])) for row in told.values()]
    entries: dict[str, str] = {}
    for organisation_id, person_id, _, address, language in told.values():
        said = mails.said(call, meeting, language, reason=cancelled, **facts)
        own = [] if cancelled else [asked[row[0]] for row in speaking if row[1] == person_id]
        said["answer"] = "\n\n".join(
            mails.choices(links.of_person(each.organisation_id, person_id), language, each.acronym) for each in own
        )
        if language not in entries:  # the same for all who read it; making one takes longer than all the rest
            entries[language] = mails.entry(call, meeting, network, said, language, attendees, cancelled)
        entry = entries[language]
        await mails.queue(call, meeting, kind, address, language, said, person_id, organisation_id, entry, cancelled)
    for guest in await guests_of(call, meeting):
        await to_guest(call, meeting, guest, links, kind, cancelled, **facts)


async def to_guest(
    call: Call, meeting: Meeting, guest: Guest, links: Links, kind: str, cancelled: str | None = None, **facts: Any
) -> None:
    """A guest's own mail: their link, what they may read, an entry that names nobody else's address."""
    network, language = await networks.current(call), guest.language
    said = mails.said(call, meeting, language, reason=cancelled, **facts)
    site, said["link"] = call.kernel.settings.site, links.of_guest(guest)
    items = await _items_for(call, meeting, guest)
    listed = "\n".join(f"– {shown(item.title, language)}" for item in items)
    told = f"{say('mail.rsvp.items', language)}\n{listed}" if listed else ""
    said["answer"] = (
        "" if cancelled else "\n\n".join(filter(None, [told, mails.choices(said["link"], language, guest.name)]))
    )
    if cancelled:
        said["link"] = site
    who = ics.Who(guest.email, guest.name, calendar.PARTSTAT[guest.answer])
    entry = mails.entry(call, meeting, network, {**said, "link": ""}, language, [who], cancelled)
    await mails.queue(call, meeting, kind, guest.email, language, said, None, None, entry, cancelled)
    if not cancelled:
        guest.told_at = guest.told_at or call.now


def withdrawn_reason(language: str) -> str:
    """What stands in a calendar where somebody is no longer invited."""
    return say("mail.rsvp.withdrawn", language)


async def _asked(call: Call, meeting: Meeting) -> dict[UUID, Invitation]:
    held = sa.select(Invitation).where(Invitation.meeting_id == meeting.id).order_by(Invitation.place)
    return {each.organisation_id: each for each in (await call.session.execute(held)).scalars()}


async def guests_of(call: Call, meeting: Meeting) -> list[Guest]:
    """Those who are invited now, in the order in which they were."""
    held = sa.select(Guest).where(Guest.network_id == call.network_id, Guest.meeting_id == meeting.id)
    return list((await call.session.execute(held.where(Guest.withdrawn_at.is_(None)).order_by(Guest.id))).scalars())


async def _items_for(call: Call, meeting: Meeting, guest: Guest) -> list[AgendaItem]:
    """The items that a guest may read of: those they are invited to, or all."""
    on = sa.select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
    items = list((await call.session.execute(on.where(AgendaItem.place > 0).order_by(AgendaItem.place))).scalars())
    return items if guest.reads == GuestReads.AGENDA else [item for item in items if str(item.id) in guest.items]


def _partstat(asked: dict[UUID, Invitation], organisation_id: UUID) -> str:
    return calendar.PARTSTAT[asked[organisation_id].answer if organisation_id in asked else None]


async def remind(call: Call, meeting: Meeting, silent: Sequence[Invitation], guests: Sequence[Guest]) -> None:
    """Whoever has not answered is asked again: each organisation's speakers, each guest."""
    links = await links_of(call, meeting)
    asked = {each.organisation_id: each for each in silent}
    for organisation_id, person_id, _, address, language in await members.speakers(call, *SPEAKERS, OBSERVER):
        if organisation_id not in asked:
            continue
        acronym = asked[organisation_id].acronym
        answer = mails.choices(links.of_person(organisation_id, person_id), language, acronym)
        said = mails.said(call, meeting, language, organisation=acronym, answer=answer)
        await mails.queue(call, meeting, "meeting-reminder", address, language, said, person_id, organisation_id)
    for guest in guests:
        address = links.of_guest(guest)
        answer = mails.choices(address, guest.language, guest.name)
        said = mails.said(call, meeting, guest.language, organisation=guest.name, answer=answer) | {"link": address}
        await mails.queue(call, meeting, "meeting-reminder", guest.email, guest.language, said, None, None)


async def recorded_for(call: Call, meeting: Meeting, invitation: Invitation) -> None:
    """A member is told at once what was recorded in its name, with its source, and can change it."""
    links, wanted = await links_of(call, meeting), invitation.organisation_id
    for organisation_id, person_id, _, address, language in await members.speakers(call, *SPEAKERS, OBSERVER):
        if organisation_id != wanted:
            continue
        facts: dict[str, Any] = {"organisation": invitation.acronym, "value": invitation.answer}
        facts |= {
            "source": invitation.source,
            "answer": mails.choices(links.of_person(wanted, person_id), language, invitation.acronym),
        }
        said = mails.said(call, meeting, language, **facts)
        await mails.queue(call, meeting, "meeting-on-behalf", address, language, said, person_id, organisation_id)


async def receipt(
    call: Call,
    meeting: Meeting,
    address: str,
    language: str,
    whose: str,
    value: str,
    link: str,
    organisation_id: UUID | None,
) -> None:
    """Whoever answered by the link in a mail gets a copy, and so would notice an answer by somebody else."""
    said = mails.said(call, meeting, language, organisation=whose, value=value, answer=link)
    await mails.queue(call, meeting, "rsvp-receipt", address, language, said, call.actor.person_id, organisation_id)


async def _tell(
    call: Call,
    meeting: Meeting,
    kind: str,
    roles: tuple[Any, ...],
    *,
    words: str | None = None,
    only: UUID | None = None,
    **facts: Any,
) -> None:
    """One mail to each person who holds one of the roles, of one organisation if `only` names it."""
    told = set()
    words = words or kind
    for organisation_id, person_id, _, address, language in await members.speakers(call, *roles):
        if person_id in told or only not in (None, organisation_id):
            continue
        told.add(person_id)
        said = mails.said(call, meeting, language, **facts)
        await deliveries.queue(
            call,
            kind,
            meeting,
            address,
            say(f"mail.{words}.subject", language, **said),
            say(f"mail.{words}.body", language, **said),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
        )


async def requested(call: Call, meeting: Meeting, organisation: str) -> None:
    await _tell(call, meeting, "meeting-requested", OFFICERS, organisation=organisation, reason=meeting.reason)


async def accepted(call: Call, meeting: Meeting) -> None:
    """Who asked is told of the date; everybody else gets the invitation when it is convened."""
    asked = meeting.requested_by_id
    await _tell(call, meeting, "meeting-accepted", SPEAKERS, only=asked)


async def deferred(call: Call, meeting: Meeting, reason: str, carried_to: Meeting | None) -> None:
    """Every member reads why, and to which agenda the topic goes."""
    onto = carried_to.number if carried_to else None
    kind = "meeting-deferred" if onto else "meeting-deferred-waiting"
    await _tell(call, meeting, "meeting-deferred", SPEAKERS, words=kind, reason=reason, onto=onto)
