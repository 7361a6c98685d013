"""The 23 objectives and their assessments."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import File, Path, Query, UploadFile
from starlette.responses import FileResponse

from api.kernel import files
from api.kernel.access import Call, allow
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import MoveRefused
from api.kernel.routing import Reply, network_router, responses
from api.objectives import exports, lists, policy, schemas, service, states, views
from api.objectives.models import AssessmentState
from api.periods.service import PeriodLocked

router = network_router("/objectives", "objectives")
waiting = network_router("/assessments", "objectives")
ROUTERS = [router, exports.router, waiting]
Number = Annotated[int, Path(ge=1, le=23)]
ONE = "/{number}/assessments/{assessment_id}"
Read = schemas.ObjectiveRead


@router.get("", response_model=schemas.ObjectiveList)
async def list_objectives(call: Annotated[Call, allow(policy.READ)]) -> Reply:
    """All 23 objectives of the Global Compact: priority, lead, rating by half-year, what is linked."""
    return await views.overview(call)


@router.get("/{number}", response_model=Read)
async def read_objective(call: Annotated[Call, allow(policy.READ)], number: Number) -> Reply:
    """One objective with its assessments, everything that is linked to it, and what it still needs."""
    return await views.objective(call, number)


@router.get("/{number}/linked", response_model=schemas.LinkedList)
async def list_linked(
    call: Annotated[Call, allow(policy.READ)],
    number: Number,
    kind: Annotated[
        str | None, Query(pattern=r"^[a-z_]{3,30}$", description="Of one kind: decisions, meetings, assessments …")
    ] = None,
    since: Annotated[date | None, Query(description="From this day on, where the network sits")] = None,
    until: Annotated[date | None, Query(description="Before this day")] = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """What the network did on an objective: one dated list over every kind, the newest first."""
    return await lists.linked(call, number, kind, since, until, limit, cursor or None)


@waiting.get("", response_model=schemas.AssessmentList)
async def list_assessments(
    call: Annotated[Call, allow(policy.READ)],
    sort: Literal["created_at", "-created_at"] = "-created_at",
    state: AssessmentState | None = None,
    period: schemas.Period | None = None,
    number: Annotated[int | None, Query(ge=1, le=23, description="Of the objective")] = None,
    organisation_id: UUID | None = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """Assessments of all objectives; `state=submitted` is what waits for the secretariat."""
    given = {"state": state, "period": period, "number": number, "organisation_id": organisation_id}
    return await lists.assessments(call, sort, limit, cursor or None, **given)


@router.patch("/{number}", response_model=Read)
async def update_objective(
    call: Annotated[Call, allow(policy.WRITE)], number: Number, body: schemas.ObjectiveUpdate
) -> Reply:
    """Set priority, lead, contributors, the Government's counterpart, and what it serves."""
    await service.change(call, await service.lock(call, number), body.given())
    return await views.objective(call, number)


@router.post(
    "/{number}/assessments",
    response_model=Read,
    status_code=201,
    responses=responses(service.AssessmentExists, PeriodLocked),
)
async def create_assessment(
    call: Annotated[Call, allow(policy.ASSESS)], number: Number, body: schemas.AssessmentCreate
) -> Reply:
    """Draft the assessment of your organisation for a half-year."""
    await service.draft(call, await service.lock(call, number, match=False), body)
    reply = await views.objective(call, number)
    return reply.created(f"/api/v1/networks/{call.slug}/objectives/{number}")


@router.patch(ONE, response_model=Read, responses=responses(service.AssessmentClosed, PeriodLocked))
async def update_assessment(
    call: Annotated[Call, allow(policy.ASSESS)], number: Number, assessment_id: UUID, body: schemas.AssessmentUpdate
) -> Reply:
    """Change a draft or what was returned. If-Match takes the assessment's version."""
    await service.rewrite(call, *await service.lock_assessment(call, number, assessment_id), body.given())
    return await views.objective(call, number)


@router.post(
    ONE + "/submit",
    response_model=Read,
    responses=responses(
        MoveRefused, PeriodLocked, states.NarrativeRequired, states.RatingRequired, states.EvidenceRequired
    ),
)
async def submit_assessment(call: Annotated[Call, allow(policy.ASSESS)], number: Number, assessment_id: UUID) -> Reply:
    """Submit it to the secretariat. If-Match takes the assessment's version."""
    await service.submit(call, *await service.lock_assessment(call, number, assessment_id))
    return await views.objective(call, number)


@router.post(
    ONE + "/approve", response_model=Read, responses=responses(MoveRefused, PeriodLocked, states.OwnAssessment)
)
async def approve_assessment(
    call: Annotated[Call, allow(policy.APPROVE)], number: Number, assessment_id: UUID
) -> Reply:
    """Approve it: from now on it is the objective's rating for that half-year."""
    await service.approve(call, *await service.lock_assessment(call, number, assessment_id))
    return await views.objective(call, number)


@router.post(ONE + "/return", response_model=Read, responses=responses(MoveRefused, PeriodLocked))
async def return_assessment(
    call: Annotated[Call, allow(policy.APPROVE)], number: Number, assessment_id: UUID, body: schemas.ReasonAsked
) -> Reply:
    """Return it with a reason."""
    held = await service.lock_assessment(call, number, assessment_id)
    await service.give_back(call, *held, "return", body.reason)
    return await views.objective(call, number)


@router.post(ONE + "/reopen", response_model=Read, responses=responses(MoveRefused, PeriodLocked))
async def reopen_assessment(
    call: Annotated[Call, allow(policy.APPROVE)], number: Number, assessment_id: UUID, body: schemas.ReasonAsked
) -> Reply:
    """Reopen what was approved, with a reason; the rating falls back to what is approved besides."""
    held = await service.lock_assessment(call, number, assessment_id)
    await service.give_back(call, *held, "reopen", body.reason)
    return await views.objective(call, number)


# ── evidence ────────────────────────────────────────────────────────────────────────────────────────────────────────


@router.get(ONE + "/attachments", response_model=schemas.AttachmentList)
async def list_attachments(call: Annotated[Call, allow(policy.READ)], number: Number, assessment_id: UUID) -> Reply:
    """The files of an assessment."""
    return await views.attachments(call, number, assessment_id)


@router.post(
    ONE + "/attachments",
    response_model=Read,
    status_code=201,
    responses=responses(
        service.AssessmentClosed, PeriodLocked, files.FileRefused, files.QuotaReached, files.TooManyFiles
    ),
)
async def create_attachment(
    call: Annotated[Call, allow(policy.ASSESS)],
    number: Number,
    assessment_id: UUID,
    file: Annotated[UploadFile, File(description="pdf, docx, xlsx, pptx, odt, ods, png, jpg, csv or txt; up to 50 MB")],
) -> Reply:
    """Add a file as evidence."""
    held = await service.lock_assessment(call, number, assessment_id, match=False)
    await service.attach(call, *held, file.filename or "", await file.read())
    reply = await views.objective(call, number)
    where = f"/api/v1/networks/{call.slug}/objectives/{number}/assessments/{assessment_id}/attachments"
    return reply.created(where)


@router.get(
    ONE + "/attachments/{attachment_id}",
    response_model=None,
    responses={200: {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def read_attachment(
    call: Annotated[Call, allow(policy.READ)], number: Number, assessment_id: UUID, attachment_id: UUID
) -> FileResponse:
    """Download a file. It is never shown inside the page."""
    await views.see(call, number, assessment_id)
    return await files.download(call, "assessments", assessment_id, attachment_id)


@router.delete(
    ONE + "/attachments/{attachment_id}",
    response_model=Read,
    responses=responses(service.AssessmentClosed, PeriodLocked),
)
async def delete_attachment(
    call: Annotated[Call, allow(policy.ASSESS)], number: Number, assessment_id: UUID, attachment_id: UUID
) -> Reply:
    """Remove a file from an assessment that is not submitted yet."""
    held = await service.lock_assessment(call, number, assessment_id, match=False)
    await service.detach(call, *held, attachment_id)
    return await views.objective(call, number)
