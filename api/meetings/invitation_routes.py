"""Invitations of a meeting: answers, guests, reminders, and who came."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.kernel import papers
from api.kernel.access import Call, allow
from api.kernel.problems import IfMatchRequired, Stale
from api.kernel.routing import NoContent, Reply, network_router, responses
from api.meetings import attendance, guests, invitation_views, policy, reminding, sheet
from api.meetings import invitation_schemas as schemas
from api.meetings.rows import MeetingOver, NotStarted, lock
from api.meetings.schemas import AttendanceEntry, Language

router = network_router("/meetings/{meeting_id}", "meetings")
Read = schemas.InvitationSheet


@router.get("/invitations", response_model=Read)
async def list_invitations(call: Annotated[Call, allow(policy.READ)], meeting_id: UUID) -> Reply:
    """Everybody who is invited: what they answered, who comes; once it runs, who was there."""
    return await invitation_views.sheet(call, meeting_id)


@router.post("/remind", response_model=Read, responses=responses(MeetingOver, reminding.EverybodyAnswered))
async def remind_invited(call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID) -> Reply:
    """Ask those again by mail who have not answered, and nobody else; each at most once an hour."""
    await reminding.remind(call, await lock(call, meeting_id))
    return await invitation_views.sheet(call, meeting_id)


@router.post(
    "/guests",
    response_model=Read,
    status_code=201,
    responses=responses(MeetingOver, guests.GuestInvited, guests.TooManyGuests),
)
async def invite_guest(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, body: schemas.GuestCreate
) -> Reply:
    """Invite a guest by mail, to the whole meeting or to some items; of a draft, when it is convened."""
    await guests.invite(call, await lock(call, meeting_id, match=False), body)
    path = f"/api/v1/networks/{call.slug}/meetings/{meeting_id}/invitations"
    return (await invitation_views.sheet(call, meeting_id)).created(path)


@router.patch("/guests/{guest_id}", response_model=Read, responses=responses(MeetingOver))
async def update_guest(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, guest_id: UUID, body: schemas.GuestUpdate
) -> Reply:
    """Change how a guest is called, and what they are invited to and may read. If-Match takes the guest's version."""
    await guests.change(call, await lock(call, meeting_id, match=False), guest_id, body.given())
    return await invitation_views.sheet(call, meeting_id)


@router.delete(
    "/guests/{guest_id}",
    status_code=204,
    response_model=None,
    responses=responses(MeetingOver, IfMatchRequired, Stale),
)
async def withdraw_guest(call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, guest_id: UUID) -> Reply:
    """Withdraw a guest's invitation; they are told, and the entry leaves their calendar. If-Match takes the guest's version."""
    await guests.withdraw(call, await lock(call, meeting_id, match=False), guest_id)
    return NoContent()


@router.put("/guests/{guest_id}/answer", response_model=Read, responses=responses(MeetingOver))
async def put_guest_answer(
    call: Annotated[Call, allow(policy.ANSWER)], meeting_id: UUID, guest_id: UUID, body: schemas.GuestAnswer
) -> Reply:
    """Record for a guest, with its source, whether they come: for the secretariat. If-Match takes the guest's version."""
    meeting = await lock(call, meeting_id, match=False)
    await guests.answer(call, meeting, await guests.lock(call, meeting, guest_id), body, own=False)
    return await invitation_views.sheet(call, meeting_id)


@router.put(
    "/attendance/{organisation_id}", response_model=Read, responses=responses(NotStarted, attendance.NotInvited)
)
async def put_organisation_attendance(
    call: Annotated[Call, allow(policy.CONVENE)],
    meeting_id: UUID,
    organisation_id: UUID,
    body: schemas.OrganisationAttendance,
) -> Reply:
    """Record who came of one organisation, each in the room or remote. If-Match takes the invitation's version."""
    meeting = await lock(call, meeting_id, match=False)
    entry = AttendanceEntry(organisation_id=organisation_id, presence=body.presence, people=body.people)
    await attendance.record_one(call, meeting, entry)
    return await invitation_views.sheet(call, meeting_id)


@router.get("/attendance-sheet.pdf", response_model=None, responses=papers.described(papers.PDF))
async def read_attendance_sheet_pdf(
    call: Annotated[Call, allow(policy.READ)],
    meeting_id: UUID,
    language: Annotated[Language | None, Query(description="By Accept-Language if absent")] = None,
) -> Response:
    """The attendance sheet with a line for each signature: who is expected, or once it runs, who came."""
    row = await invitation_views.row_of(call, meeting_id)
    made = await sheet.pdf(call, row, language or call.language)
    return papers.Download(made, papers.PDF, papers.file_name(row[5], "attendance", "pdf"))
