"""Who comes, who came."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import OBSERVER, SPEAKERS, Call, Role
from api.kernel.problems import Forbidden, Invalid, Problem
from api.meetings.models import Invitation, Meeting, MeetingState
from api.meetings.rows import DURING, MeetingOver, NotStarted, invitations_of, note
from api.meetings.schemas import AttendanceEntry, GuestEntry

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


async def answer(call: Call, meeting: Meeting, organisation_id: UUID, wanted: str) -> None:
    """An organisation says whether it comes; the secretariat may record that for it, marked."""
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
    invitation.answer, invitation.answered_at, invitation.on_behalf = wanted, call.now, not own
    await note(call, "invitation.answered", invitation, meeting, organisation=invitation.acronym, answer=wanted)


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
            await _came(call, meeting, invitation, entry)
    if guests is not None:
        meeting.guests = [guest.model_dump(mode="json") for guest in guests]
    meeting.version += 1
    await note(call, "meeting.changed", meeting, meeting)
    for act in ATTENDED:
        await act(call, meeting.id)


def _refuse(at: int, entry: AttendanceEntry, entries: Sequence[AttendanceEntry]) -> None:
    pointer = f"/entries/{at}/organisation_id"
    if any(other.organisation_id == entry.organisation_id for other in entries[:at]):
        raise Invalid.at(pointer, "repeated")
    raise NotInvited(errors=[{"pointer": pointer, "code": "unknown"}])


async def _came(call: Call, meeting: Meeting, invitation: Invitation, entry: AttendanceEntry) -> None:
    if (invitation.presence, invitation.person) == (entry.presence, entry.person):
        return
    invitation.presence, invitation.person = entry.presence, entry.person
    invitation.version += 1
    await note(call, "attendance.recorded", invitation, meeting, organisation=invitation.acronym)
