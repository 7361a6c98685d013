"""Meetings that took place: played as the secretariat records them afterwards, with who was there and what was said."""

from datetime import datetime, timedelta
from uuid import UUID

from api.demo import cast, texts
from api.demo.meeting_texts import Held
from api.demo.stage import Stage
from api.kernel.access import Call
from api.meetings import service as meetings
from api.meetings.models import Invitation
from api.meetings.schemas import AgendaItemCreate, AttendanceEntry, GuestEntry, MeetingCreate
from api.members import service as members


async def play(stage: Stage, each: Held) -> UUID:
    async def record(call: Call) -> UUID:
        meeting = await meetings.draft(call, wanted(each, each.starts(call.now)))
        members_of = {organisation.acronym: organisation.id for organisation in await members.roll(call)}
        for item, presenter, notes, _ in each.topics:
            more = {"notes": notes, "presenter_id": members_of.get(presenter or "")}
            await meetings.add_item(call, meeting, AgendaItemCreate.model_validate({**item, **more}))
        await call.session.flush()
        await meetings.convene(call, meeting)
        await meetings.end(call, meeting)
        invited = await meetings.invitations_of(call, meeting)
        entries = [_entry(each, invitation) for invitation in invited]
        guests = [
            GuestEntry.model_validate({"name": name, "affiliation": of, "presence": presence})
            for name, of, presence in each.guests
        ]
        await meetings.record_attendance(call, meeting, entries, guests)
        held = await meetings.items_of(call, meeting)
        for standing, (_, _, _, outcome) in zip(held, each.topics, strict=True):
            if outcome:
                await meetings.change_item(call, meeting, standing.id, {"outcome": outcome})
        return meeting.id

    return await stage.act("secretariat", record)


def wanted(each: Held, starts_at: datetime) -> MeetingCreate:
    return MeetingCreate.model_validate(
        {
            "kind": each.kind,
            "title": each.title,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=each.hours),
            "place": texts.PLACE,
            "modality": "hybrid",
            "link": "https://meet.example/unmn-tkm",
            "visibility": each.visibility,
        }
    )


def _entry(each: Held, invitation: Invitation) -> AttendanceEntry:
    """In the room unless said otherwise, by its focal point or the alternate."""
    acronym = invitation.acronym
    presence = "absent" if acronym in each.absent else "remote" if acronym in each.remote else "in_room"
    focal, alternate = cast.SPEAKERS[acronym]
    person = None if presence == "absent" else alternate if acronym in each.alternates else focal
    return AttendanceEntry.model_validate(
        {"organisation_id": invitation.organisation_id, "presence": presence, "person": person}
    )
