"""Papers of a meeting over HTTP."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import File, Query, UploadFile
from starlette.responses import FileResponse

from api.kernel import documents, files, papers
from api.kernel.access import Call, allow
from api.kernel.problems import IfMatchRequired, Stale
from api.kernel.routing import NoContent, Reply, network_router, responses
from api.meetings import agenda_paper, paper_schemas, paper_service, paper_views, policy, rows

router = network_router("/meetings/{meeting_id}/papers", "meetings")
printed = network_router("/meetings/{meeting_id}", "meetings")
ROUTERS = [router, printed]
InLanguage = Annotated[Literal["en", "ru", "tk"] | None, Query(description="Absent: that of the request")]
Read = paper_schemas.MeetingPaperList
ONE = "/{paper_id}"


@router.get("", response_model=Read)
async def list_meeting_papers(call: Annotated[Call, allow(policy.READ)], meeting_id: UUID) -> Reply:
    """Papers of a meeting and of its items, in order, as far as you may see them."""
    return await paper_views.papers(call, meeting_id)


@router.post("", response_model=Read, status_code=201, responses=responses(rows.MeetingOver))
async def create_meeting_paper(
    call: Annotated[Call, allow(policy.PAPER)], meeting_id: UUID, body: paper_schemas.MeetingPaperCreate
) -> Reply:
    """Announce a paper, or name one by its address. Members add papers of items that they present or proposed."""
    await paper_service.add(call, await rows.lock(call, meeting_id, match=False), body)
    where = f"/api/v1/networks/{call.slug}/meetings/{meeting_id}/papers"
    return (await paper_views.papers(call, meeting_id)).created(where)


@router.put("/order", response_model=Read, responses=responses(rows.MeetingOver))
async def order_meeting_papers(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, body: paper_schemas.MeetingPaperOrder
) -> Reply:
    """Put the papers in order. If-Match takes the meeting's version."""
    await paper_service.order(call, await rows.lock(call, meeting_id), body.papers)
    return await paper_views.papers(call, meeting_id)


@router.patch(ONE, response_model=Read, responses=responses(rows.MeetingOver))
async def update_meeting_paper(
    call: Annotated[Call, allow(policy.PAPER)],
    meeting_id: UUID,
    paper_id: UUID,
    body: paper_schemas.MeetingPaperUpdate,
) -> Reply:
    """Change what a paper is called, who may see it or where it stands. If-Match takes the paper's version."""
    await paper_service.change(call, await rows.lock(call, meeting_id, match=False), paper_id, body.given())
    return await paper_views.papers(call, meeting_id)


@router.delete(ONE, status_code=204, response_model=None, responses=responses(rows.MeetingOver, IfMatchRequired, Stale))
async def delete_meeting_paper(call: Annotated[Call, allow(policy.PAPER)], meeting_id: UUID, paper_id: UUID) -> Reply:
    """Take a paper away. If-Match takes the paper's version."""
    await paper_service.remove(call, await rows.lock(call, meeting_id, match=False), paper_id)
    return NoContent()


@router.post(
    ONE + "/files",
    response_model=Read,
    status_code=201,
    responses=responses(rows.MeetingOver, files.FileRefused, files.QuotaReached, files.TooManyFiles),
)
async def upload_meeting_paper(
    call: Annotated[Call, allow(policy.PAPER)],
    meeting_id: UUID,
    paper_id: UUID,
    file: Annotated[UploadFile, File(description="pdf, docx, xlsx, pptx, odt, ods, png, jpg, csv or txt; up to 50 MB")],
) -> Reply:
    """The file of a paper, or its next revision; earlier ones are kept. A PDF is bound into the pack."""
    content = await file.read()
    pages = await paper_service.pages_of(file.filename or "", content)
    meeting = await rows.lock(call, meeting_id, match=False)
    await paper_service.upload(call, meeting, paper_id, file.filename or "", content, pages)
    where = f"/api/v1/networks/{call.slug}/meetings/{meeting_id}/papers"
    return (await paper_views.papers(call, meeting_id)).created(where)


@router.get(
    ONE + "/files/{attachment_id}",
    response_model=None,
    responses={200: {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def read_meeting_paper(
    call: Annotated[Call, allow(policy.READ)], meeting_id: UUID, paper_id: UUID, attachment_id: UUID
) -> FileResponse:
    """Download a file of a paper. It is never shown inside the page."""
    await paper_views.see(call, meeting_id, paper_id)
    return await files.download(call, paper_service.SUBJECT, paper_id, attachment_id)


# ── on paper ────────────────────────────────────────────────────────────────────────────────────────────────────────


@printed.get("/agenda.pdf", response_model=None, responses=papers.described(papers.PDF))
async def read_agenda_pdf(
    call: Annotated[Call, allow(policy.READ)], meeting_id: UUID, language: InLanguage = None
) -> papers.Download:
    """The annotated agenda as PDF/UA: items, minutes, who presents, notes and papers."""
    return await agenda_paper.agenda(call, meeting_id, language or call.language, "pdf")


@printed.get("/agenda.docx", response_model=None, responses=papers.described(documents.DOCX))
async def read_agenda_docx(
    call: Annotated[Call, allow(policy.READ)], meeting_id: UUID, language: InLanguage = None
) -> papers.Download:
    """The annotated agenda as a Word document."""
    return await agenda_paper.agenda(call, meeting_id, language or call.language, "docx")


@printed.get("/pack.pdf", response_model=None, responses=papers.described(papers.PDF))
async def read_meeting_pack(
    call: Annotated[Call, allow(policy.READ)], meeting_id: UUID, language: InLanguage = None
) -> papers.Download:
    """The pack: contents, the agenda and every paper that you may see, as one PDF; what is no PDF is named.

    At most 600 pages and 60 MB of papers are bound; what would make it larger stands in the contents by its name.
    """
    return await agenda_paper.pack(call, meeting_id, language or call.language)
