"""Guests: invited by mail to the whole meeting or to some of its items, each with an answer of their own."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call, Role, found
from api.kernel.problems import Forbidden, Invalid, Problem
from api.meetings import notices
from api.meetings.invitation_schemas import GuestAnswer, GuestCreate
from api.meetings.models import AgendaItem, Answer, Guest, Meeting, MeetingState
from api.meetings.rows import BEFORE, MeetingOver, ahead, note
from api.meetings.rsvp_tokens import links_of

MOST = 50


class GuestInvited(Problem):
    """This address has an invitation to this meeting already."""

    slug, status = "guest-invited", 409


class TooManyGuests(Problem):
    slug, status = "too-many-guests", 409


async def invite(call: Call, meeting: Meeting, wanted: GuestCreate) -> Guest:
    """A guest of a draft is told when it is convened; of a convened meeting at once."""
    if meeting.state not in BEFORE:
        raise MeetingOver()
    await _check_items(call, meeting, wanted.items)
    held = sa.select(Guest).where(Guest.network_id == call.network_id, Guest.meeting_id == meeting.id)
    known = list((await call.session.execute(held.with_for_update())).scalars())
    if sum(each.withdrawn_at is None for each in known) >= MOST:
        raise TooManyGuests(most=MOST)
    values = wanted.model_dump() | {"email": wanted.email.lower(), "items": [str(each) for each in wanted.items]}
    guest = next((each for each in known if each.email == values["email"]), None)
    if guest is not None and guest.withdrawn_at is None:
        raise GuestInvited()
    if guest is None:
        guest = Guest(created_at=call.now, network_id=call.network_id, meeting_id=meeting.id, **values)
        call.session.add(guest)
        await call.session.flush()
    else:  # invited again after all
        for name, value in values.items():
            setattr(guest, name, value)
        guest.withdrawn_at, guest.version = None, guest.version + 1
    await note(call, "guest.invited", guest, meeting)
    if meeting.state == MeetingState.CONVENED and ahead(call, meeting):
        await notices.to_guest(call, meeting, guest, await links_of(call, meeting), "meeting-invitation")
    return guest


async def _check_items(call: Call, meeting: Meeting, items: list[UUID]) -> None:
    on = sa.select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
    if not {*(await call.session.execute(on)).scalars()}.issuperset(items):
        raise Invalid.at("/items", "unknown")


async def lock(call: Call, meeting: Meeting, guest_id: UUID) -> Guest:
    statement = sa.select(Guest).where(Guest.network_id == call.network_id, Guest.meeting_id == meeting.id)
    here = statement.where(Guest.id == guest_id, Guest.withdrawn_at.is_(None)).with_for_update()
    return found((await call.session.execute(here)).scalar_one_or_none())


async def change(call: Call, meeting: Meeting, guest_id: UUID, changes: dict[str, Any]) -> None:
    """What they are called, may read and are invited to. The address stays: another one is another guest."""
    guest = await lock(call, meeting, guest_id)
    call.changed(guest)
    if meeting.state not in BEFORE:
        raise MeetingOver()
    if changes.get("items") is not None:
        await _check_items(call, meeting, changes["items"])
        changes = changes | {"items": [str(each) for each in changes["items"]]}
    for name, value in changes.items():
        if value is None and name != "affiliation":
            raise Invalid.at(f"/{name}", "missing")
        setattr(guest, name, value)
    await note(call, "guest.changed", guest, meeting)


async def withdraw(call: Call, meeting: Meeting, guest_id: UUID) -> None:
    """No longer invited: told by mail, and taken out of their calendar, if they had been told before."""
    guest = await lock(call, meeting, guest_id)
    call.changed(guest)
    if meeting.state not in BEFORE:
        raise MeetingOver()
    if guest.told_at is not None and ahead(call, meeting):
        meeting.sequence += 1
        links = await links_of(call, meeting)
        reason = notices.withdrawn_reason(guest.language)
        await notices.to_guest(call, meeting, guest, links, "guest-withdrawn", reason)
    guest.withdrawn_at, guest.told_at = call.now, None
    guest.answer = guest.answered_at = guest.mode = guest.source = guest.reminded_at = None
    guest.on_behalf = False
    await note(call, "guest.withdrawn", guest, meeting)


async def answer(call: Call, meeting: Meeting, guest: Guest, wanted: GuestAnswer, *, own: bool) -> None:
    """A guest says whether they come, by their link; the secretariat may record it for them, with its source."""
    if not own and Role.SECRETARIAT not in call.roles:
        raise Forbidden()
    call.changed(guest)
    if meeting.state != MeetingState.CONVENED:
        raise MeetingOver()
    guest.answer, guest.answered_at, guest.on_behalf = wanted.answer, call.now, not own
    guest.mode = wanted.mode if wanted.answer != Answer.NO else None
    guest.source = None if own else wanted.source
    await note(call, "guest.answered", guest, meeting, answer=wanted.answer)


async def ask_again(call: Call, meeting: Meeting) -> None:
    """A new date: what guests said of the old one no longer stands."""
    for guest in await notices.guests_of(call, meeting):
        guest.answer = guest.answered_at = guest.mode = guest.source = None
        guest.on_behalf, guest.version = False, guest.version + 1
