"""Meetings, agenda, invitations, attendance."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import AwareDatetime

from api.kernel.access import Call, allow
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import IfMatchRequired, MoveRefused, Stale
from api.kernel.routing import NoContent, Reply, network_router, responses
from api.meetings import (
    agenda_routes,
    exports,
    invitation_routes,
    paper_routes,
    policy,
    rhythm,
    rsvp,
    schemas,
    service,
    session_routes,
    states,
    templates,
    unct_routes,
    views,
)
from api.meetings.models import MeetingKind, MeetingState

router = network_router("/meetings", "meetings")
ROUTERS = [
    router,
    invitation_routes.router,
    rsvp.links,
    rhythm.router,
    templates.router,
    exports.router,
    unct_routes.router,
    session_routes.router,
    *agenda_routes.ROUTERS,
    *paper_routes.ROUTERS,
]
Read = schemas.MeetingRead
MOVED = responses(MoveRefused)
DATED_FREELY = responses(service.EndsBeforeStart, service.InThePast)
DATED = responses(MoveRefused, service.EndsBeforeStart, service.InThePast)


@router.get("", response_model=schemas.MeetingList)
async def list_meetings(
    call: Annotated[Call, allow(policy.READ)],
    sort: Literal["-starts_at", "starts_at"] = "-starts_at",
    state: MeetingState | None = None,
    kind: MeetingKind | None = None,
    from_at: AwareDatetime | None = None,
    until_at: AwareDatetime | None = None,
    year: Annotated[int | None, Query(ge=2000, le=2100, description="At the duty station")] = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """Meetings, latest first. Drafts are the officers' own."""
    given = {"state": state, "kind": kind, "from_at": from_at, "until_at": until_at, "year": year}
    return await views.meetings(call, sort, limit, cursor or None, **given)


@router.post("", response_model=Read, status_code=201, responses=responses(service.EndsBeforeStart))
async def create_meeting(call: Annotated[Call, allow(policy.CONVENE)], body: schemas.MeetingCreate) -> Reply:
    """Draft a meeting. Nobody is told."""
    meeting = await service.draft(call, body)
    return (await views.meeting(call, meeting.id)).created(f"/api/v1/networks/{call.slug}/meetings/{meeting.id}")


@router.post("/request", response_model=Read, status_code=201, responses=DATED_FREELY)
async def request_meeting(call: Annotated[Call, allow(policy.REQUEST)], body: schemas.MeetingRequest) -> Reply:
    """Ask for an extraordinary meeting, with a reason. It gets a date, or is deferred with a reason all members see."""
    meeting = await service.request(call, body)
    return (await views.meeting(call, meeting.id)).created(f"/api/v1/networks/{call.slug}/meetings/{meeting.id}")


@router.get("/{meeting_id}", response_model=Read)
async def read_meeting(call: Annotated[Call, allow(policy.READ)], meeting_id: UUID) -> Reply:
    """A meeting with its agenda, who is invited, who answered and who was there."""
    return await views.meeting(call, meeting_id)


@router.get(
    "/{meeting_id}/calendar",
    response_model=None,
    responses={200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}},
)
async def read_meeting_calendar(call: Annotated[Call, allow(policy.READ)], meeting_id: UUID) -> Reply:
    """The meeting as a calendar file (RFC 5545)."""
    return await views.ics(call, meeting_id)


@router.patch("/{meeting_id}", response_model=Read, responses=responses(service.MeetingOver, service.EndsBeforeStart))
async def update_meeting(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, body: schemas.MeetingUpdate
) -> Reply:
    """Change title, place, date and the like before the meeting. Who was invited is told by mail."""
    await service.change(call, await service.lock(call, meeting_id), body.given())
    return await views.meeting(call, meeting_id)


@router.post("/{meeting_id}/accept", response_model=Read, responses=DATED)
async def accept_meeting(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, body: schemas.MeetingDate
) -> Reply:
    """Give a requested meeting its date."""
    await service.accept(call, await service.lock(call, meeting_id), body.starts_at, body.ends_at)
    return await views.meeting(call, meeting_id)


@router.post("/{meeting_id}/defer", response_model=Read, responses=MOVED)
async def defer_meeting(
    call: Annotated[Call, allow(policy.DEFER)], meeting_id: UUID, body: schemas.ReasonGiven
) -> Reply:
    """Defer a requested meeting; its topic goes to the next regular meeting."""
    await service.defer(call, await service.lock(call, meeting_id), body.reason)
    return await views.meeting(call, meeting_id)


@router.post(
    "/{meeting_id}/convene",
    response_model=Read,
    responses=responses(MoveRefused, states.NeedsDate, states.NeedsAgenda, states.NotOpenToMembers),
)
async def convene_meeting(call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID) -> Reply:
    """Invite everybody by mail, with a calendar entry. Nobody is mailed about a date that has passed."""
    await service.convene(call, await service.lock(call, meeting_id))
    return await views.meeting(call, meeting_id)


@router.post("/{meeting_id}/reschedule", response_model=Read, responses=DATED)
async def reschedule_meeting(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, body: schemas.MeetingPostponed
) -> Reply:
    """Give a convened meeting a new date; everybody is told, with the reason if there is one, and asked again."""
    await service.reschedule(call, await service.lock(call, meeting_id), body.starts_at, body.ends_at, body.reason)
    return await views.meeting(call, meeting_id)


@router.post("/{meeting_id}/start", response_model=Read, responses=MOVED)
async def start_meeting(call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID) -> Reply:
    """Open the session."""
    await service.start(call, await service.lock(call, meeting_id))
    return await views.meeting(call, meeting_id)


@router.post("/{meeting_id}/end", response_model=Read, responses=responses(MoveRefused, states.NotYet))
async def end_meeting(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, body: schemas.MeetingEnd | None = None
) -> Reply:
    """Close the session, or record a meeting that took place. What was not reached moves on to the next regular meeting,
    or waits in the backlog for it; so do proposals that still wait for a place."""
    await service.end(call, await service.lock(call, meeting_id), body.not_reached if body else ())
    return await views.meeting(call, meeting_id)


@router.post("/{meeting_id}/cancel", response_model=Read, responses=MOVED)
async def cancel_meeting(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, body: schemas.ReasonGiven
) -> Reply:
    """Cancel; whoever was invited is told, and calendars are cleared."""
    await service.cancel(call, await service.lock(call, meeting_id), body.reason)
    return await views.meeting(call, meeting_id)


@router.post(
    "/{meeting_id}/agenda-items", response_model=Read, status_code=201, responses=responses(service.MeetingOver)
)
async def create_agenda_item(
    call: Annotated[Call, allow(policy.REQUEST)], meeting_id: UUID, body: schemas.AgendaItemCreate
) -> Reply:
    """Propose an agenda item. An officer's stands at the end; a member's waits for the secretariat, with place 0."""
    await service.add_item(call, await service.lock(call, meeting_id, match=False), body)
    return (await views.meeting(call, meeting_id)).created(f"/api/v1/networks/{call.slug}/meetings/{meeting_id}")


@router.put("/{meeting_id}/agenda-items/order", response_model=Read, responses=responses(service.MeetingOver))
async def order_agenda_items(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, body: schemas.AgendaOrder
) -> Reply:
    """Put the agenda in order."""
    await service.order(call, await service.lock(call, meeting_id), body.items)
    return await views.meeting(call, meeting_id)


@router.patch(
    "/{meeting_id}/agenda-items/{item_id}",
    response_model=Read,
    responses=responses(service.MeetingOver, service.NotStarted),
)
async def update_agenda_item(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, item_id: UUID, body: schemas.AgendaItemUpdate
) -> Reply:
    """Change an item; its outcome in session or afterwards. If-Match takes the item's version."""
    meeting = await service.lock(call, meeting_id, match=False)
    await service.change_item(call, meeting, item_id, body.given())
    return await views.meeting(call, meeting_id)


@router.delete(
    "/{meeting_id}/agenda-items/{item_id}",
    status_code=204,
    response_model=None,
    responses=responses(service.MeetingOver, IfMatchRequired, Stale),
)
async def delete_agenda_item(call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, item_id: UUID) -> Reply:
    """Take an item off the agenda. If-Match takes the item's version."""
    await service.remove_item(call, await service.lock(call, meeting_id, match=False), item_id)
    return NoContent()


@router.put(
    "/{meeting_id}/invitations/{organisation_id}",
    response_model=Read,
    responses=responses(service.NotInvited, service.MeetingOver),
)
async def put_invitation_answer(
    call: Annotated[Call, allow(policy.ANSWER)], meeting_id: UUID, organisation_id: UUID, body: schemas.InvitationAnswer
) -> Reply:
    """Say whether your organisation comes. If-Match takes the invitation's version."""
    meeting = await service.lock(call, meeting_id, match=False)
    await service.answer(call, meeting, organisation_id, body)
    return await views.meeting(call, meeting_id)


@router.put(
    "/{meeting_id}/attendance", response_model=Read, responses=responses(service.NotStarted, service.NotInvited)
)
async def put_attendance(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, body: schemas.AttendancePut
) -> Reply:
    """Record who was there, in session or afterwards."""
    await service.record_attendance(call, await service.lock(call, meeting_id), body.entries, body.guests)
    return await views.meeting(call, meeting_id)
