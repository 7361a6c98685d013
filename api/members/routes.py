"""Composition of a network and its appointments."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import File, Query, UploadFile
from starlette.responses import Response

from api.kernel.access import OFFICERS, Call, Role, allow
from api.kernel.db import dumps
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import MoveRefused
from api.kernel.routing import Reply, network_router, responses
from api.members import applications, imports, policy, schemas, service, template, terms, views
from api.members.models import AppointmentState
from api.members.states import ByAnotherPerson
from api.people import service as people

members = network_router("/members", "members")
appointments = network_router("/appointments", "appointments")
ROUTERS = [members, appointments]


@members.get("", response_model=schemas.MemberList)
async def list_members(
    call: Annotated[Call, allow(policy.READ)],
    on: Annotated[date | None, Query(description="Any day; today if absent")] = None,
) -> Reply:
    """The composition of the network on any day, and who spoke for whom on it."""
    return await views.members(call, on)


@members.post(
    "",
    response_model=schemas.MemberRead,
    status_code=201,
    responses=responses(service.AlreadyMember, service.DecisionNeeded, service.SourceOfFounding),
)
async def create_member(call: Annotated[Call, allow(policy.WRITE)], body: schemas.MemberCreate) -> Reply:
    """Record a founding member (until the first decision is opened), an observer or a partner."""
    membership = await service.add(call, body, founding=await service.is_founding(call))
    reply = await views.member(call, membership.id)
    return reply.created(f"/api/v1/networks/{call.slug}/members/{membership.id}")


@members.post("/import", response_model=schemas.ImportReport, responses=responses(imports.BrokenFile, imports.Refused))
async def import_members(
    call: Annotated[Call, allow(policy.WRITE)],
    file: Annotated[UploadFile, File(description="XLSX or CSV with the columns of the template")],
    dry_run: bool = False,
) -> Reply:
    """Record members from a file: all rows or none, every fault by row and column. A dry run writes nothing."""
    rows = imports.read(file.filename or "", await file.read())
    report = await imports.load(call, rows, founding=await service.is_founding(call))
    if dry_run:
        await service.take_back(call)
    return Reply(dumps({"dry_run": dry_run, **vars(report)}))


@members.get(
    "/import",
    response_model=None,
    responses={200: {"content": {template.MEDIA: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def read_import_template(call: Annotated[Call, allow(policy.WRITE)]) -> Response:
    """An empty table for an import (XLSX), with a sheet that explains its columns in the reader's language."""
    headers = {"content-disposition": 'attachment; filename="members.xlsx"', "cache-control": "no-store"}
    return Response(template.workbook(call.language), media_type=template.MEDIA, headers=headers)


@members.post("/apply", response_model=schemas.MemberRead, status_code=201, responses=responses(service.AlreadyMember))
async def apply_for_membership(call: Annotated[Call, allow(policy.WRITE)], body: schemas.MemberApply) -> Reply:
    """Put on record that a UN entity asks to become a member. A decision admits it."""
    membership = await applications.apply(call, body)
    reply = await views.member(call, membership.id)
    return reply.created(f"/api/v1/networks/{call.slug}/members/{membership.id}")


@members.get("/{membership_id}", response_model=schemas.MemberRead)
async def read_member(call: Annotated[Call, allow(policy.READ)], membership_id: UUID) -> Reply:
    """One membership."""
    return await views.member(call, membership_id)


@members.patch("/{membership_id}", response_model=schemas.MemberRead)
async def update_member(
    call: Annotated[Call, allow(policy.WRITE)], membership_id: UUID, body: schemas.MemberUpdate
) -> Reply:
    """Correct the capacities of a member or the source on record."""
    await applications.change(call, await applications.lock(call, membership_id), body.given())
    return await views.member(call, membership_id)


@members.post("/{membership_id}/decline", response_model=schemas.MemberRead, responses=responses(MoveRefused))
async def decline_application(
    call: Annotated[Call, allow(policy.WRITE)], membership_id: UUID, body: schemas.MemberDecline
) -> Reply:
    """Decline an application, by the network's decision or because it was withdrawn."""
    await applications.decline(call, await applications.lock(call, membership_id), body.reason)
    return await views.member(call, membership_id)


@members.post(
    "/{membership_id}/leave",
    response_model=schemas.MemberRead,
    responses=responses(MoveRefused, terms.LastOfficer),
)
async def leave_network(
    call: Annotated[Call, allow(policy.LEAVE)], membership_id: UUID, body: schemas.MemberLeave
) -> Reply:
    """Record the day from which an organisation is no longer in the network."""
    await service.leave(call, membership_id, body.left_on)
    return await views.member(call, membership_id)


@appointments.get("", response_model=schemas.AppointmentList)
async def list_appointments(
    call: Annotated[Call, allow(policy.APPOINTMENTS)],
    sort: Literal["acronym", "-from_on"] = "acronym",
    state: AppointmentState | None = None,
    role: Role | None = None,
    organisation_id: UUID | None = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """Who holds, held or is proposed for which role."""
    return await views.appointments(
        call, sort, limit, cursor or None, state=state, role=role, organisation_id=organisation_id
    )


@appointments.post(
    "",
    response_model=schemas.AppointmentDetail,
    status_code=201,
    responses=responses(people.RecentSignInRequired, terms.TermRequired, terms.AppointmentOverlaps),
)
async def create_appointment(call: Annotated[Call, allow(policy.APPOINT)], body: schemas.AppointmentCreate) -> Reply:
    """Name a person (invited by mail if new). Secretariat and co-chair are proposed, and confirmed by somebody else."""
    if Role(body.role) in OFFICERS:
        people.require_recent(call)
    appointment = await service.appoint(call, body)
    reply = await views.appointment(call, appointment.id)
    return reply.created(f"/api/v1/networks/{call.slug}/appointments/{appointment.id}")


@appointments.get("/{appointment_id}", response_model=schemas.AppointmentDetail)
async def read_appointment(call: Annotated[Call, allow(policy.APPOINTMENTS)], appointment_id: UUID) -> Reply:
    """One appointment and what may be done with it."""
    return await views.appointment(call, appointment_id)


@appointments.post(
    "/{appointment_id}/confirm",
    response_model=schemas.AppointmentDetail,
    responses=responses(MoveRefused, ByAnotherPerson, people.RecentSignInRequired),
)
async def confirm_appointment(call: Annotated[Call, allow(policy.CONFIRM)], appointment_id: UUID) -> Reply:
    """Confirm an officer whom another person proposed."""
    people.require_recent(call)
    await service.confirm(call, await service.lock_appointment(call, appointment_id))
    return await views.appointment(call, appointment_id)


@appointments.post(
    "/{appointment_id}/end",
    response_model=schemas.AppointmentDetail,
    responses=responses(MoveRefused, terms.LastOfficer),
)
async def end_appointment(
    call: Annotated[Call, allow(policy.APPOINT)], appointment_id: UUID, body: schemas.AppointmentEnd
) -> Reply:
    """End an appointment; its rights are gone at the person's next request."""
    await service.end(call, await service.lock_appointment(call, appointment_id), body.until_on)
    return await views.appointment(call, appointment_id)
