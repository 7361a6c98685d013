"""Reviews of the Compact and profiles of the network over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.kernel import documents, papers, tables
from api.kernel.access import Call, allow
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import MoveRefused, Stale
from api.kernel.routing import Reply, network_router, responses
from api.reviews import (
    comments,
    editing,
    exports,
    policy,
    printing,
    public,
    schemas,
    service,
    states,
    templates,
    version_views,
    views,
)
from api.reviews.models import ReviewKind, ReviewState

router = network_router("/reviews", "reviews")
forms_router = network_router("/review-templates", "reviews")
ROUTERS = [router, forms_router, public.router]
Read = schemas.ReviewRead
ONE = "/{review_id}"
Number = Annotated[int, Path(ge=1)]
Other = Annotated[int | None, Query(ge=1)]
SectionPath = Annotated[str, Path(max_length=60)]
FieldPath = Annotated[str, Path(max_length=110)]
Asked = Annotated[schemas.Language | None, Query(description="Absent: the reader's own")]
Public = Annotated[bool, Query(description="As everybody would read it: what only members read is left out")]
EDITING = responses(service.ReviewLocked, Stale)
SVG: dict[int | str, dict[str, Any]] = {
    200: {"description": "The chart", "content": {printing.SVG: {"schema": {"type": "string"}}}}
}


@router.get("", response_model=schemas.ReviewPage)
async def list_reviews(
    call: Annotated[Call, allow(policy.READ)],
    kind: Annotated[ReviewKind | None, Query()] = None,
    state: Annotated[ReviewState | None, Query()] = None,
    sort: str = "-sort_at",
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """Reviews and profiles, latest first: officers see drafts, members what was circulated, partners what is final."""
    return await views.reviews(call, sort, limit, cursor or None, kind=kind, state=state)


@router.post(
    "",
    response_model=Read,
    status_code=201,
    responses=responses(service.ReviewExists),
)
async def start_review(call: Annotated[Call, allow(policy.WRITE)], body: schemas.ReviewStart) -> Reply:
    """Write the first draft from the network's record of these years, by an edition of the form."""
    review = await service.start(call, body)
    await call.session.flush()
    reply = await views.review(call, review.id)
    return reply.created(f"/api/v1/networks/{call.slug}/reviews/{review.id}")


@router.get(ONE, response_model=Read)
async def read_review(call: Annotated[Call, allow(policy.READ)], review_id: UUID) -> Reply:
    """The review as it stands for you: its sections, how far each is, what can be done and what is still needed."""
    return await views.review(call, review_id)


@router.get(ONE + "/sections/{section_id}", response_model=schemas.ReviewSectionRead)
async def read_review_section(
    call: Annotated[Call, allow(policy.READ)], review_id: UUID, section_id: SectionPath
) -> Reply:
    """One section: its questions with their answers, and the records they rest on."""
    return await views.section(call, review_id, section_id)


@router.patch(
    ONE + "/fields/{field_id}",
    response_model=schemas.ReviewSectionRead,
    responses=responses(service.ReviewLocked, editing.ReviewComputed, Stale),
)
async def update_review_field(
    call: Annotated[Call, allow(policy.WRITE)], review_id: UUID, field_id: FieldPath, body: schemas.ReviewFieldUpdate
) -> Reply:
    """Write an answer. If-Match is the field's own version; stale: 412 with `current`, its text and version."""
    await editing.change(call, review_id, field_id, body.text)
    return await views.section(call, review_id, field_id.partition(".")[0])


@router.post(ONE + "/sections/{section_id}/check", response_model=schemas.ReviewSectionRead, responses=EDITING)
async def check_review_section(
    call: Annotated[Call, allow(policy.WRITE)], review_id: UUID, section_id: SectionPath, body: schemas.ReviewCheck
) -> Reply:
    """Say that a section was read and stands; an edit takes the mark away. If-Match is the review's version."""
    await editing.check(call, review_id, section_id, checked=body.checked)
    return await views.section(call, review_id, section_id)


@router.get(ONE + "/record-changes", response_model=schemas.ReviewRecordChanges)
async def read_review_record_changes(call: Annotated[Call, allow(policy.DRAFTS)], review_id: UUID) -> Reply:
    """What `regenerate` would do: what in the record has changed since, what evidence is new, whose words stay."""
    return await views.record_changes(call, review_id)


@router.post(ONE + "/regenerate", response_model=schemas.ReviewRecordChanges, responses=EDITING)
async def regenerate_review(call: Annotated[Call, allow(policy.WRITE)], review_id: UUID) -> Reply:
    """Take up what has changed in the record. Somebody's words are never overwritten; the answer names them."""
    changes = await service.regenerate(call, review_id)
    return await views.regenerated(call, review_id, changes)


# ── moves ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@router.post(ONE + "/circulate", response_model=Read, responses=responses(MoveRefused))
async def circulate_review(call: Annotated[Call, allow(policy.WRITE)], review_id: UUID) -> Reply:
    """Send this version to the members, who read it and comment."""
    await service.circulate(call, review_id)
    return await views.review(call, review_id)


@router.post(ONE + "/revise", response_model=Read, responses=responses(MoveRefused))
async def revise_review(call: Annotated[Call, allow(policy.WRITE)], review_id: UUID) -> Reply:
    """Take it back to be edited. What was circulated or frozen stays as a version."""
    await service.revise(call, review_id)
    return await views.review(call, review_id)


@router.post(ONE + "/put-to-decision", response_model=Read, responses=responses(MoveRefused, states.ReviewIncomplete))
async def put_review_to_decision(call: Annotated[Call, allow(policy.WRITE)], review_id: UUID) -> Reply:
    """Freeze this version by its SHA-256 and draft the decision that adopts exactly it."""
    await service.put_to_decision(call, review_id)
    return await views.review(call, review_id)


@router.post(ONE + "/adopt", response_model=Read, responses=responses(MoveRefused, states.ReviewNotDecided))
async def adopt_review(call: Annotated[Call, allow(policy.ADOPT)], review_id: UUID) -> Reply:
    """Record that the network adopted the frozen version by its decision. It stays byte for byte."""
    await service.adopt(call, review_id)
    return await views.review(call, review_id)


@router.post(ONE + "/issue", response_model=Read, responses=responses(MoveRefused, states.ReviewIncomplete))
async def issue_review(call: Annotated[Call, allow(policy.ADOPT)], review_id: UUID) -> Reply:
    """Issue a profile as it was circulated. It stays byte for byte."""
    await service.issue(call, review_id)
    return await views.review(call, review_id)


@router.post(ONE + "/correct", response_model=Read, responses=responses(MoveRefused))
async def correct_review(
    call: Annotated[Call, allow(policy.WRITE)], review_id: UUID, body: schemas.ReviewCorrect
) -> Reply:
    """Begin a new version of what is final, with the reason. The final one stays readable until then."""
    await service.correct(call, review_id, body.reason)
    return await views.review(call, review_id)


# ── versions ────────────────────────────────────────────────────────────────────────────────────────────────────────


@router.get(ONE + "/versions", response_model=schemas.ReviewVersionList)
async def list_review_versions(call: Annotated[Call, allow(policy.READ)], review_id: UUID) -> Reply:
    """Every save, the newest first; for members what was circulated or is final."""
    return await version_views.versions(call, review_id)


@router.post(ONE + "/versions/{number}/restore", response_model=Read, responses=EDITING)
async def restore_review_version(call: Annotated[Call, allow(policy.WRITE)], review_id: UUID, number: Number) -> Reply:
    """Make the text of an earlier version the text again, as a new version; those between stay."""
    await editing.restore(call, review_id, number)
    return await views.review(call, review_id)


@router.get(ONE + "/versions/{number}/frozen", response_model=schemas.ReviewFrozen)
async def read_review_frozen(call: Annotated[Call, allow(policy.READ)], review_id: UUID, number: Number) -> Response:
    """The very bytes that were put to decision or issued: their SHA-256 is the one on record."""
    return await version_views.frozen(call, review_id, number)


@router.get(ONE + "/changes", response_model=schemas.ReviewDiff)
async def read_review_changes(
    call: Annotated[Call, allow(policy.READ)], review_id: UUID, base: Other = None, number: Other = None
) -> Reply:
    """The word diff of any two versions; absent: the newest against the one before it."""
    return await version_views.changes(call, review_id, base, number)


# ── comments ────────────────────────────────────────────────────────────────────────────────────────────────────────


@router.get(ONE + "/comments", response_model=schemas.ReviewCommentList)
async def list_review_comments(call: Annotated[Call, allow(policy.READ)], review_id: UUID) -> Reply:
    """What members said, the oldest first."""
    return await version_views.comments(call, review_id)


@router.post(
    ONE + "/comments", response_model=schemas.ReviewCommentList, status_code=201,
    responses=responses(MoveRefused, comments.NotYours),
)  # fmt: skip
async def create_review_comment(
    call: Annotated[Call, allow(policy.COMMENT)], review_id: UUID, body: schemas.ReviewCommentCreate
) -> Reply:
    """Comment on a section or the whole, in the name of your organisation, while it is circulated."""
    comment = await comments.make(call, review_id, body)
    await call.session.flush()
    reply = await version_views.comments(call, review_id)
    return reply.created(f"/api/v1/networks/{call.slug}/reviews/{review_id}/comments#{comment.id}")


@router.post(
    ONE + "/comments/{comment_id}/answer",
    response_model=schemas.ReviewCommentList,
    responses=responses(comments.ReviewCommentTakenBack, Stale),
)
async def answer_review_comment(
    call: Annotated[Call, allow(policy.WRITE)], review_id: UUID, comment_id: UUID, body: schemas.ReviewCommentAnswer
) -> Reply:
    """Say what came of it."""
    await comments.answer(call, review_id, comment_id, body.answer)
    return await version_views.comments(call, review_id)


@router.delete(
    ONE + "/comments/{comment_id}",
    response_model=schemas.ReviewCommentList,
    responses=responses(comments.ReviewCommentTakenBack, comments.NotYours, Stale),
)
async def take_back_review_comment(
    call: Annotated[Call, allow(policy.COMMENT)], review_id: UUID, comment_id: UUID
) -> Reply:
    """Take your organisation's comment back: its place stays, its text goes."""
    await comments.take_back(call, review_id, comment_id)
    return await version_views.comments(call, review_id)


# ── papers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@router.get(ONE + "/report.pdf", response_model=None, responses=papers.described(papers.PDF))
async def read_review_pdf(
    call: Annotated[Call, allow(policy.READ)], review_id: UUID, language: Asked = None, public: Public = False
) -> papers.Download:
    """The report as PDF/UA, with charts and annexed tables, as far as you may see it."""
    return await printing.download(call, review_id, "pdf", language or call.language, public=public)


@router.get(ONE + "/report.docx", response_model=None, responses=papers.described(documents.DOCX))
async def read_review_docx(
    call: Annotated[Call, allow(policy.READ)], review_id: UUID, language: Asked = None, public: Public = False
) -> papers.Download:
    """The report as a Word document."""
    return await printing.download(call, review_id, "docx", language or call.language, public=public)


@router.get(ONE + "/report.xlsx", response_model=None, responses=papers.described(tables.XLSX))
async def read_review_xlsx(
    call: Annotated[Call, allow(policy.READ)], review_id: UUID, language: Asked = None, public: Public = False
) -> papers.Download:
    """Every answer and computed table as a sheet."""
    return await exports.as_xlsx(call, review_id, language or call.language, public=public)


@router.get(ONE + "/report.json", response_model=schemas.ReviewExport)
async def read_review_json(
    call: Annotated[Call, allow(policy.READ)], review_id: UUID, public: Public = False
) -> papers.Download:
    """Every answer by its key, in all languages that it has; a blank is null, never zero."""
    return await exports.as_json(call, review_id, public=public)


@router.get(ONE + "/figures/{key}", response_model=None, responses=SVG)
async def read_review_figure(
    call: Annotated[Call, allow(policy.READ)],
    review_id: UUID,
    key: Annotated[str, Path(max_length=20, pattern="^[a-z]+$")],
    language: Asked = None,
) -> Reply:
    """A chart of the report as SVG."""
    return await printing.figure(call, review_id, key, language or call.language)


# ── forms ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@forms_router.get("", response_model=schemas.ReviewTemplateList)
async def list_review_templates(call: Annotated[Call, allow(policy.READ)]) -> Reply:
    """Editions of the forms that the network keeps, and those that come with the product."""
    return await views.forms(call)


@forms_router.post(
    "", response_model=schemas.ReviewTemplateRead, status_code=201, responses=responses(templates.TemplateExists)
)
async def load_review_template(
    call: Annotated[Call, allow(policy.TEMPLATES)], body: schemas.ReviewTemplateLoad
) -> Reply:
    """Load an edition of a form as JSON. Reports that were begun with an earlier one keep it."""
    template = await templates.load(call, body.content)
    await call.session.flush()
    reply = await views.form(call, template.id)
    return reply.created(f"/api/v1/networks/{call.slug}/review-templates/{template.id}")


@forms_router.get("/{template_id}", response_model=schemas.ReviewTemplateRead)
async def read_review_template(call: Annotated[Call, allow(policy.READ)], template_id: UUID) -> Reply:
    """The form as it was loaded, with its sources and how sure each question is."""
    return await views.form(call, template_id)
