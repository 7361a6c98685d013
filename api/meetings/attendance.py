"""Who comes, who came."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import OBSERVER, SPEAKERS, Call, Role
from api.kernel.problems import Forbidden, Invalid, Problem
from api.meetings import notices
from api.meetings.models import AgendaItem, Answer, Guest, Invitation, Meeting, MeetingState, Presence
from api.meetings.rows import DURING, MeetingOver, NotStarted, invitations_of, note
from api.meetings.schemas import AttendanceEntry, GuestEntry, InvitationAnswer, Participant

PERSON_LENGTH = 200
# What else happens when it is on record who came: features below register here, in `app`.
ATTENDED: list[Callable[[Call, UUID], Awaitable[None]]] = []


class NotInvited(Problem):
    slug, status = "not-invited", 409


async def present(call: Call, meeting_id: UUID) -> set[UUID]:
    """Organisations recorded in the room or remote."""
    statement = sa.select(Invitation.organisation_id).where(
        Invitation.meeting_id == meeting_id, Invitation.presence.in_(["in_room", "remote"])
    )
    return set((await call.session.execute(statement)).scalars())


# ── who comes ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def answer(call: Call, meeting: Meeting, organisation_id: UUID, wanted: InvitationAnswer | str) -> Invitation:
    """An organisation says whether it comes, and who; the secretariat may record that for it, marked, with its source."""
    if not isinstance(wanted, InvitationAnswer):
        wanted = InvitationAnswer(answer=Answer(wanted))
    own = organisation_id in call.actor.organisations(call.network_id, *SPEAKERS, OBSERVER)
    if not own and Role.SECRETARIAT not in call.roles:
        raise Forbidden()
    held = {invitation.organisation_id: invitation for invitation in await invitations_of(call, meeting)}
    invitation = held.get(organisation_id)
    if invitation is None:
        raise NotInvited()
    call.changed(invitation)
    if meeting.state != MeetingState.CONVENED:
        raise MeetingOver()
    invitation.answer, invitation.answered_at, invitation.on_behalf = wanted.answer, call.now, not own
    invitation.source = None if own else wanted.source
    comes = wanted.answer != Answer.NO
    if not comes or "coming" in wanted.model_fields_set:  # who says nothing of them changes none of those who come
        invitation.coming = _told(wanted.coming) if comes else []
    invitation.mode = wanted.mode or _mode(invitation.coming) if comes else None
    await note(call, "invitation.answered", invitation, meeting, organisation=invitation.acronym, answer=wanted.answer)
    if not own:
        await notices.recorded_for(call, meeting, invitation)
    return invitation


def _told(people: Iterable[Participant]) -> list[dict[str, Any]]:
    return [person.model_dump(mode="json") for person in people]


def _mode(people: Sequence[dict[str, Any]]) -> str | None:
    """In the room if anybody is, else remote; nobody: not known."""
    how = {person["presence"] for person in people}
    return None if not how else "in_room" if "in_room" in how else "remote"


# ── who came ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def record_attendance(
    call: Call, meeting: Meeting, entries: Sequence[AttendanceEntry], guests: Sequence[GuestEntry] | None = None
) -> None:
    """Who was there, by organisation and person, and which guests. In session or afterwards."""
    if meeting.state not in DURING:
        raise NotStarted()
    held = {invitation.organisation_id: invitation for invitation in await invitations_of(call, meeting)}
    for at, entry in enumerate(entries):
        invitation = held.pop(entry.organisation_id, None)
        if invitation is None:
            _refuse(at, entry, entries)
        else:
            await _came(call, meeting, invitation, entry, f"/entries/{at}")
    if guests is not None:
        await _check_guests(call, meeting, guests)
        meeting.guests = [guest.model_dump(mode="json") for guest in guests]
    meeting.version += 1
    await note(call, "meeting.changed", meeting, meeting)
    for act in ATTENDED:
        await act(call, meeting.id)


async def record_one(call: Call, meeting: Meeting, entry: AttendanceEntry) -> None:
    """Who came of one organisation, by its own version: two people can record side by side."""
    held = {invitation.organisation_id: invitation for invitation in await invitations_of(call, meeting)}
    invitation = held.get(entry.organisation_id)
    if invitation is None:
        raise NotInvited()
    call.match(invitation.version)
    if meeting.state not in DURING:
        raise NotStarted()
    await _came(call, meeting, invitation, entry, "")
    for act in ATTENDED:
        await act(call, meeting.id)


def _refuse(at: int, entry: AttendanceEntry, entries: Sequence[AttendanceEntry]) -> None:
    pointer = f"/entries/{at}/organisation_id"
    if any(other.organisation_id == entry.organisation_id for other in entries[:at]):
        raise Invalid.at(pointer, "repeated")
    raise NotInvited(errors=[{"pointer": pointer, "code": "unknown"}])


async def _came(call: Call, meeting: Meeting, invitation: Invitation, entry: AttendanceEntry, pointer: str) -> None:
    """Several people of an organisation may come, each in their own way; it was in the room if one of them was."""
    people = _told(entry.people) if entry.people is not None else _one(entry)
    if entry.presence == Presence.ABSENT and people and entry.people is not None:
        raise Invalid.at(f"{pointer}/people", "absent_with_people")
    presence = _mode(people) or entry.presence
    person = ", ".join(each["name"] for each in people)[:PERSON_LENGTH] or entry.person
    if (invitation.presence, invitation.person, invitation.people) == (presence, person, people):
        return
    invitation.presence, invitation.person, invitation.people = presence, person, people
    invitation.version += 1
    await note(call, "attendance.recorded", invitation, meeting, organisation=invitation.acronym)


def _one(entry: AttendanceEntry) -> list[dict[str, Any]]:
    if entry.person is None or entry.presence == Presence.ABSENT:
        return []
    return [{"name": entry.person, "function": None, "presence": str(entry.presence)}]


async def _check_guests(call: Call, meeting: Meeting, guests: Sequence[GuestEntry]) -> None:
    """What they attended is of this agenda, and who was invited is of this meeting."""
    items = sa.select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
    invited = sa.select(Guest.id).where(Guest.network_id == call.network_id, Guest.meeting_id == meeting.id)
    known = {*(await call.session.execute(items)).scalars()}
    asked = {*(await call.session.execute(invited)).scalars()}
    for at, guest in enumerate(guests):
        if not known.issuperset(guest.items):
            raise Invalid.at(f"/guests/{at}/items", "unknown")
        if guest.guest_id is not None and guest.guest_id not in asked:
            raise Invalid.at(f"/guests/{at}/guest_id", "unknown")
