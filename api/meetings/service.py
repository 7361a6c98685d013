"""From “we should meet” to a held meeting."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call, Visibility
from api.kernel.problems import Invalid
from api.meetings import carrying, guests, notices, reminding, session, templates, unct
from api.meetings.agenda import (
    add_item,
    bring_back,
    change_item,
    get_item,
    items_of,
    order,
    remove_item,
    reviewed_from,
)
from api.meetings.attendance import NotInvited, answer, present, record_attendance
from api.meetings.models import Invitation, Meeting, MeetingKind, MeetingState
from api.meetings.outcomes import fell
from api.meetings.outline import last_held
from api.meetings.requests import accept, defer, following, let_go, request, take_up
from api.meetings.rows import (
    BEFORE,
    DURING,
    KNOWN,
    EndsBeforeStart,
    Facts,
    InThePast,
    MeetingOver,
    NotStarted,
    ahead,
    check_dates,
    facts_of,
    get,
    index,
    invitations_of,
    lock,
    make,
    note,
    visible,
)
from api.meetings.schemas import MeetingCreate
from api.meetings.states import MEETING
from api.members import service as members
from api.networks import service as networks
from api.networks.models import Organisation

__all__ = [
    "DURING", "KNOWN", "EndsBeforeStart", "Facts", "InThePast", "MeetingOver", "NotInvited", "NotStarted", "accept", "add_item", "answer",
    "bring_back", "cancel", "change", "change_item", "convene", "defer", "draft", "end", "fell", "following", "get", "get_item",
    "invitations_of", "is_in_session_or_held", "items_of", "last_held", "lock", "order", "present", "record_attendance",
    "remove_item", "request", "reschedule", "reviewed_from", "start", "visible",
]  # fmt: skip
CIRCLES = list(Visibility)  # from the widest to the narrowest
TOLD_OF = {"title", "place", "modality", "link", "languages"}  # a change of these reaches whoever was invited


async def is_in_session_or_held(call: Call, meeting_id: UUID) -> bool:
    statement = sa.select(Meeting.state).where(Meeting.network_id == call.network_id, Meeting.id == meeting_id)
    return (await call.session.execute(statement)).scalar_one_or_none() in DURING


# ── drafting ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def draft(call: Call, wanted: MeetingCreate) -> Meeting:
    """A draft, which nobody but the officers is told of. A regular one takes up the topics that were deferred to it."""
    check_dates(wanted.starts_at, wanted.ends_at)
    await unct.check(call, wanted.unct_meeting_id)
    values = wanted.model_dump(exclude={"agenda", "copy_of_id"}) | {"title": wanted.title.model_dump()}
    values["languages"] = wanted.languages or (await networks.current(call)).languages
    meeting = await make(call, state=MeetingState.DRAFT, **values)
    await note(call, "meeting.drafted", meeting, meeting)
    await templates.begin(call, meeting, wanted.agenda, wanted.copy_of_id)
    if meeting.kind == MeetingKind.REGULAR and ahead(call, meeting):
        await take_up(call, meeting)
    await index(call, meeting)
    return meeting


async def change(call: Call, meeting: Meeting, changes: dict[str, Any]) -> None:
    """Edit before the meeting; whoever was invited is told. A new date of a convened one is `reschedule`."""
    if meeting.state not in BEFORE:
        raise MeetingOver()
    convened = meeting.state == MeetingState.CONVENED
    if convened and {"starts_at", "ends_at"} & changes.keys():
        raise Invalid.at("/starts_at", "reschedule")
    if convened and _narrows(meeting, changes.get("visibility")):
        raise Invalid.at("/visibility", "already_invited")
    await unct.check(call, changes.get("unct_meeting_id"))
    before = {name: getattr(meeting, name) for name in TOLD_OF}
    for name, value in changes.items():
        if value is None and name in ("title", "modality", "visibility", "languages"):
            raise Invalid.at(f"/{name}", "missing")
        setattr(meeting, name, value.model_dump() if hasattr(value, "model_dump") else value)
    check_dates(meeting.starts_at, meeting.ends_at)
    meeting.sort_at = meeting.starts_at or meeting.sort_at
    meeting.version += 1
    told = convened and any(getattr(meeting, name) != value for name, value in before.items())
    meeting.sequence += told
    await note(call, "meeting.changed", meeting, meeting)
    await index(call, meeting)
    if told and ahead(call, meeting):
        await notices.invited(call, meeting, "meeting-changed")


def _narrows(meeting: Meeting, wanted: Visibility | None) -> bool:
    return wanted is not None and CIRCLES.index(wanted) > CIRCLES.index(Visibility(meeting.visibility))


# ── moves ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def convene(call: Call, meeting: Meeting) -> None:
    """Invite every member (and whoever else may see it) by mail with a calendar entry.

    A meeting that is entered afterwards has the same roll, and nobody is mailed.
    """
    MEETING.fire(call, meeting, "convene", facts=await facts_of(call, meeting))
    meeting.convened_at = call.now
    await _invite(call, meeting)
    await note(call, "meeting.convened", meeting, meeting)
    await index(call, meeting)
    await call.session.flush()
    if ahead(call, meeting):
        await notices.invited(call, meeting, "meeting-invitation")
    await reminding.plan(call, meeting)


async def _invite(call: Call, meeting: Meeting) -> None:
    """A place for each that has none yet: everybody at first, later whoever has joined the network since."""
    there = {each.organisation_id for each in await invitations_of(call, meeting)}
    missing = [each for each in await _invited(call, meeting) if each.id not in there]
    for place, organisation in enumerate(missing, len(there)):
        invitation = Invitation(
            created_at=call.now,
            network_id=call.network_id,
            meeting_id=meeting.id,
            organisation_id=organisation.id,
            acronym=organisation.acronym,
            place=place,
        )
        call.session.add(invitation)
        await note(call, "invitation.sent", invitation, meeting, organisation=organisation.acronym)
    await call.session.flush()


async def _invited(call: Call, meeting: Meeting) -> Sequence[Organisation]:
    invited = await members.roll(call)
    if meeting.visibility in (Visibility.PUBLIC, Visibility.PARTNERS):
        invited += [each for each in await members.others(call) if each.id not in {one.id for one in invited}]
    return invited


async def reschedule(
    call: Call, meeting: Meeting, starts_at: datetime, ends_at: datetime, reason: str | None = None
) -> None:
    """A new date: SEQUENCE + 1, everybody is told, with the reason if one is given, and asked again; so is whoever has
    joined since."""
    check_dates(starts_at, ends_at, call.now)
    MEETING.fire(call, meeting, "reschedule", facts=await facts_of(call, meeting))
    meeting.moved_from_at, meeting.moved_reason = meeting.starts_at, reason
    meeting.starts_at, meeting.ends_at, meeting.sort_at = starts_at, ends_at, starts_at
    meeting.sequence += 1
    for invitation in await invitations_of(call, meeting):
        invitation.answer = invitation.answered_at = invitation.mode = invitation.source = None
        invitation.coming, invitation.reminded_at = [], None
        invitation.on_behalf, invitation.version = False, invitation.version + 1
        await note(call, "invitation.sent", invitation, meeting, organisation=invitation.acronym)
    await _invite(call, meeting)
    await note(call, "meeting.rescheduled", meeting, meeting, reason=reason)
    await index(call, meeting)
    await guests.ask_again(call, meeting)
    await notices.invited(call, meeting, "meeting-rescheduled")
    await reminding.plan(call, meeting)


async def start(call: Call, meeting: Meeting) -> None:
    """Open the session. Who has joined the network since it was convened has a place at the table."""
    MEETING.fire(call, meeting, "start", facts=await facts_of(call, meeting))
    meeting.started_at = call.now
    await _invite(call, meeting)
    await note(call, "meeting.started", meeting, meeting)
    await session.begin(call, meeting)
    await reminding.plan(call, meeting)


async def end(call: Call, meeting: Meeting, not_reached: Sequence[UUID] = ()) -> None:
    """Close the session; one that nobody opened here is recorded as held, without its hours. What is named was not
    reached and moves on, as do proposals that still wait."""
    MEETING.fire(call, meeting, "end", facts=await facts_of(call, meeting))
    meeting.ended_at = call.now if meeting.started_at else None
    await session.close(call, meeting)
    await reminding.plan(call, meeting)
    await note(call, "meeting.held", meeting, meeting)
    await index(call, meeting)
    await carrying.not_reached(call, meeting, not_reached)


async def cancel(call: Call, meeting: Meeting, reason: str) -> None:
    told = meeting.state == MeetingState.CONVENED
    MEETING.fire(call, meeting, "cancel", facts=await facts_of(call, meeting))
    meeting.closing_reason = reason
    meeting.sequence += 1
    await note(call, "meeting.cancelled", meeting, meeting, reason=reason)
    await index(call, meeting)
    await let_go(call, meeting)
    await carrying.let_go(call, meeting)
    if told and ahead(call, meeting):
        await notices.invited(call, meeting, "meeting-cancelled", cancelled=reason)
    await reminding.plan(call, meeting)
