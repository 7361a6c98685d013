"""Pledges over HTTP."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import File, Query, UploadFile
from starlette.responses import FileResponse

from api.kernel import documents, files, papers
from api.kernel.access import Call, allow
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import MoveRefused
from api.kernel.routing import Reply, network_router, responses
from api.pledges import exports, policy, printing, schemas, service, states, views
from api.pledges.models import PledgeState

router = network_router("/pledges", "pledges")
ROUTERS = [exports.router, router]
Read = schemas.PledgeRead
ONE = "/{pledge_id}"
InLanguage = Annotated[Literal["en", "ru", "tk"] | None, Query(description="The language of the form's own words")]


@router.get("", response_model=schemas.PledgeList)
async def list_pledges(
    call: Annotated[Call, allow(policy.READ)],
    sort: Literal["until_on", "-created_at"] = "until_on",
    state: PledgeState | None = None,
    organisation_id: UUID | None = None,
    objective: Annotated[int | None, Query(ge=1, le=23, description="Number of an objective it concerns")] = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """Pledges of the network's country, the one that is due first on top."""
    given = {"state": state, "organisation_id": organisation_id, "objective": objective}
    return await views.pledges(call, sort, limit, cursor or None, **given)


@router.get("/form", response_model=schemas.PledgeForm)
async def read_pledge_form(call: Annotated[Call, allow(policy.READ)]) -> Reply:
    """The form as data: sections, questions, choices, checks, with the source and confidence of each."""
    return views.form(call.language)


@router.post("", response_model=Read, status_code=201)
async def create_pledge(call: Annotated[Call, allow(policy.WRITE)], body: schemas.PledgeCreate) -> Reply:
    """Begin a pledge of your organisation; officers begin one for whoever makes it."""
    pledge = await service.create(call, body)
    reply = await views.pledge(call, pledge.id)
    return reply.created(f"/api/v1/networks/{call.slug}/pledges/{pledge.id}")


@router.get(ONE, response_model=Read)
async def read_pledge(call: Annotated[Call, allow(policy.READ)], pledge_id: UUID) -> Reply:
    """One pledge: the form as it stands, what it still lacks, what came of it, and what you can do now."""
    return await views.pledge(call, pledge_id)


@router.get(ONE + ".pdf", response_model=None, responses=papers.described(papers.PDF))
async def read_pledge_pdf(
    call: Annotated[Call, allow(policy.READ)], pledge_id: UUID, language: InLanguage = None
) -> papers.Download:
    """The pledge on the form, as PDF/UA."""
    return await printing.paper(call, pledge_id, "pdf", language or call.language)


@router.get(ONE + ".docx", response_model=None, responses=papers.described(documents.DOCX))
async def read_pledge_docx(
    call: Annotated[Call, allow(policy.READ)], pledge_id: UUID, language: InLanguage = None
) -> papers.Download:
    """The pledge on the form, as a Word document."""
    return await printing.paper(call, pledge_id, "docx", language or call.language)


@router.get(ONE + ".json", response_model=schemas.PledgeOnForm)
async def read_pledge_json(
    call: Annotated[Call, allow(policy.READ)], pledge_id: UUID, language: InLanguage = None
) -> papers.Download:
    """The pledge by the sections and keys of the form, to be kept as a file."""
    return await printing.paper(call, pledge_id, "json", language or call.language)


@router.patch(ONE, response_model=Read, responses=responses(service.PledgeClosed))
async def update_pledge(
    call: Annotated[Call, allow(policy.WRITE)], pledge_id: UUID, body: schemas.PledgeUpdate
) -> Reply:
    """Fill in more of the form while it is a draft. Answers that are not named stay."""
    await service.change(call, await service.lock(call, pledge_id), body.given())
    return await views.pledge(call, pledge_id)


@router.post(ONE + "/submit", response_model=Read, responses=responses(MoveRefused, states.PledgeIncomplete))
async def submit_pledge(call: Annotated[Call, allow(policy.WRITE)], pledge_id: UUID) -> Reply:
    """Say that the form is ready to be cleared."""
    return await _moved(call, pledge_id, "submit")


@router.post(ONE + "/return", response_model=Read, responses=responses(MoveRefused))
async def return_pledge(
    call: Annotated[Call, allow(policy.CLEAR)], pledge_id: UUID, body: schemas.PledgeReturn
) -> Reply:
    """Give it back with a reason: it is a draft again."""
    return await _moved(call, pledge_id, "return", reason=body.reason)


@router.post(
    ONE + "/clear",
    response_model=Read,
    responses=responses(MoveRefused, states.PledgeIncomplete, states.PledgeDecisionOpen, states.OwnPledge),
)
async def clear_pledge(call: Annotated[Call, allow(policy.CLEAR)], pledge_id: UUID) -> Reply:
    """Clear it, as another person than the one who prepared it: it may be sent."""
    return await _moved(call, pledge_id, "clear")


@router.post(ONE + "/send", response_model=Read, responses=responses(MoveRefused))
async def send_pledge(call: Annotated[Call, allow(policy.RECORD)], pledge_id: UUID, body: schemas.PledgeSend) -> Reply:
    """Record the day on which it was sent to the global secretariat."""
    return await _moved(call, pledge_id, "send", sent_on=body.sent_on)


@router.post(ONE + "/publish", response_model=Read, responses=responses(MoveRefused))
async def publish_pledge(
    call: Annotated[Call, allow(policy.RECORD)], pledge_id: UUID, body: schemas.PledgePublish
) -> Reply:
    """Record the number under which the global secretariat published it."""
    return await _moved(call, pledge_id, "publish", published_id=body.published_id)


@router.post(ONE + "/start", response_model=Read, responses=responses(MoveRefused))
async def start_pledge(call: Annotated[Call, allow(policy.WRITE)], pledge_id: UUID) -> Reply:
    """Say that work on it has begun."""
    return await _moved(call, pledge_id, "start")


@router.post(ONE + "/fulfil", response_model=Read, responses=responses(MoveRefused))
async def fulfil_pledge(
    call: Annotated[Call, allow(policy.WRITE)], pledge_id: UUID, body: schemas.PledgeFulfil
) -> Reply:
    """Record that it is fulfilled: on which day, and how that is known. Final."""
    return await _moved(call, pledge_id, "fulfil", fulfilled_on=body.fulfilled_on, fulfilment=body.fulfilment)


@router.post(ONE + "/withdraw", response_model=Read, responses=responses(MoveRefused))
async def withdraw_pledge(
    call: Annotated[Call, allow(policy.WRITE)], pledge_id: UUID, body: schemas.PledgeReturn
) -> Reply:
    """Withdraw it with a reason. Final; it stays readable."""
    return await _moved(call, pledge_id, "withdraw", reason=body.reason)


async def _moved(call: Call, pledge_id: UUID, move: str, **given: object) -> Reply:
    await service.move(call, await service.lock(call, pledge_id), move, **given)
    return await views.pledge(call, pledge_id)


@router.post(ONE + "/progress", response_model=Read, status_code=201, responses=responses(service.PledgeNotRunning))
async def create_pledge_progress(
    call: Annotated[Call, allow(policy.WRITE)], pledge_id: UUID, body: schemas.ProgressCreate
) -> Reply:
    """Note what was done for it in a year, with evidence."""
    await service.report(call, await service.lock(call, pledge_id, match=False), body)
    reply = await views.pledge(call, pledge_id)
    return reply.created(f"/api/v1/networks/{call.slug}/pledges/{pledge_id}")


# ── its file ────────────────────────────────────────────────────────────────────────────────────────────────────────


@router.post(
    ONE + "/files",
    response_model=Read,
    status_code=201,
    responses=responses(service.PledgeClosed, files.FileRefused, files.QuotaReached, files.TooManyFiles),
)
async def create_pledge_file(
    call: Annotated[Call, allow(policy.WRITE)],
    pledge_id: UUID,
    file: Annotated[UploadFile, File(description="One file: pdf, docx, xlsx, pptx, odt, ods, csv or txt; up to 25 MB")],
) -> Reply:
    """Add the one file that goes with the form."""
    pledge = await service.lock(call, pledge_id, match=False)
    await service.attach(call, pledge, file.filename or "", await file.read())
    reply = await views.pledge(call, pledge_id)
    return reply.created(f"/api/v1/networks/{call.slug}/pledges/{pledge_id}")


@router.get(
    ONE + "/files/{attachment_id}",
    response_model=None,
    responses={200: {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def read_pledge_file(
    call: Annotated[Call, allow(policy.READ)], pledge_id: UUID, attachment_id: UUID
) -> FileResponse:
    """Download its file. It is never shown inside the page."""
    await views.see(call, pledge_id)
    return await files.download(call, "pledges", pledge_id, attachment_id)


@router.delete(ONE + "/files/{attachment_id}", response_model=Read, responses=responses(service.PledgeClosed))
async def delete_pledge_file(call: Annotated[Call, allow(policy.WRITE)], pledge_id: UUID, attachment_id: UUID) -> Reply:
    """Remove its file, while it is a draft."""
    await service.detach(call, await service.lock(call, pledge_id, match=False), attachment_id)
    return await views.pledge(call, pledge_id)
