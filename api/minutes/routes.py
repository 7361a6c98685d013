"""Minutes of a meeting over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from api.kernel import documents, papers
from api.kernel.access import Call, allow
from api.kernel.problems import MoveRefused, Stale
from api.kernel.routing import Reply, network_router, responses
from api.minutes import (
    comment_routes,
    editing,
    policy,
    printing,
    schemas,
    service,
    states,
    translation_views,
    version_views,
    views,
)

router = network_router("/meetings/{meeting_id}", "minutes")
ROUTERS = [router, comment_routes.router]
ONE = "/minutes"
Read = schemas.MinutesRead
Number = Annotated[int, Path(ge=1)]
Other = Annotated[int | None, Query(ge=1)]
Asked = Annotated[schemas.Language | None, Query(description="Absent: the reader's own")]
PartId = Annotated[str, Path(max_length=120)]
EDITING = responses(service.MinutesLocked, Stale)


@router.get(ONE, response_model=Read)
async def read_minutes(call: Annotated[Call, allow(policy.READ)], meeting_id: UUID) -> Reply:
    """The minutes as they stand for you: officers read drafts, others what was circulated last. Before: state `none`."""
    return await views.minutes(call, meeting_id)


@router.post(ONE, response_model=Read, status_code=201, responses=responses(MoveRefused, states.MinutesTooEarly))
async def generate_minutes(
    call: Annotated[Call, allow(policy.WRITE)], meeting_id: UUID, body: schemas.MinutesGenerate
) -> Reply:
    """Write them from the meeting's record: attendance, items, outcomes, decisions, action points, next meeting."""
    await service.generate(call, meeting_id, body.language)
    reply = await views.minutes(call, meeting_id)
    return reply.created(f"/api/v1/networks/{call.slug}/meetings/{meeting_id}/minutes")


@router.get(ONE + "/record-changes", response_model=schemas.MinutesRecordChanges)
async def read_minutes_record_changes(call: Annotated[Call, allow(policy.DRAFTS)], meeting_id: UUID) -> Reply:
    """What `regenerate` would do: what in the record has changed since, and which of your words it leaves as they are."""
    return await views.record_changes(call, meeting_id)


@router.post(ONE + "/regenerate", response_model=schemas.MinutesRecordChanges, responses=EDITING)
async def regenerate_minutes(call: Annotated[Call, allow(policy.WRITE)], meeting_id: UUID) -> Reply:
    """Take up what has changed in the record. An officer's words are never overwritten; the answer names them."""
    changes = await service.regenerate(call, meeting_id)
    return await views.regenerated(call, meeting_id, changes)


@router.put(ONE + "/text", response_model=Read, responses=EDITING)
async def put_minutes_text(
    call: Annotated[Call, allow(policy.WRITE)], meeting_id: UUID, body: schemas.MinutesTextPut
) -> Reply:
    """Save the whole text. Stale: 412 with `current`, the text that was saved meanwhile, and its version."""
    await editing.put(call, meeting_id, body)
    return await views.minutes(call, meeting_id)


@router.post(ONE + "/paragraphs", response_model=Read, status_code=201, responses=EDITING)
async def create_minutes_paragraph(
    call: Annotated[Call, allow(policy.WRITE)], meeting_id: UUID, body: schemas.MinutesParagraphCreate
) -> Reply:
    """Add a paragraph of your own. It never collides with what others edit."""
    paragraph_id = await editing.add(call, meeting_id, body)
    reply = await views.minutes(call, meeting_id)
    return reply.created(f"/api/v1/networks/{call.slug}/meetings/{meeting_id}/minutes#{paragraph_id}")


@router.patch(ONE + "/paragraphs/{paragraph_id}", response_model=Read, responses=EDITING)
async def update_minutes_paragraph(
    call: Annotated[Call, allow(policy.WRITE)],
    meeting_id: UUID,
    paragraph_id: PartId,
    body: schemas.MinutesParagraphUpdate,
) -> Reply:
    """Change one paragraph. If-Match is the paragraph's own version; stale: 412 with `current`, its text and version."""
    await editing.change(call, meeting_id, paragraph_id, body.given())
    return await views.minutes(call, meeting_id)


@router.delete(ONE + "/paragraphs/{paragraph_id}", response_model=Read, responses=EDITING)
async def delete_minutes_paragraph(
    call: Annotated[Call, allow(policy.WRITE)], meeting_id: UUID, paragraph_id: PartId
) -> Reply:
    """Leave one paragraph out; `regenerate` does not bring it back. If-Match is the paragraph's own version."""
    await editing.remove(call, meeting_id, paragraph_id)
    return await views.minutes(call, meeting_id)


@router.patch(ONE + "/parts/{part_id}", response_model=Read, responses=EDITING)
async def update_minutes_part(
    call: Annotated[Call, allow(policy.WRITE)], meeting_id: UUID, part_id: PartId, body: schemas.MinutesPartUpdate
) -> Reply:
    """Give a part another title, or keep it within a narrower circle. If-Match is the version of the minutes."""
    await editing.change_part(call, meeting_id, part_id, body.given())
    return await views.minutes(call, meeting_id)


@router.post(ONE + "/circulate", response_model=Read, responses=responses(MoveRefused, states.MeetingNotHeld))
async def circulate_minutes(
    call: Annotated[Call, allow(policy.WRITE)], meeting_id: UUID, body: schemas.MinutesCirculate | None = None
) -> Reply:
    """Freeze this version and send it to those who attended, for comments until the window ends."""
    await service.circulate(call, meeting_id, body.window_ends_at if body is not None else None)
    return await views.minutes(call, meeting_id)


@router.post(ONE + "/revise", response_model=Read, responses=responses(MoveRefused))
async def revise_minutes(call: Annotated[Call, allow(policy.WRITE)], meeting_id: UUID) -> Reply:
    """Take circulated minutes back to a draft. The circulated version stays readable with its comments."""
    await service.revise(call, meeting_id)
    return await views.minutes(call, meeting_id)


@router.post(
    ONE + "/adopt",
    response_model=Read,
    responses=responses(MoveRefused, states.WindowOpen, states.ObjectionStands, service.NotALaterItem),
)
async def adopt_minutes(
    call: Annotated[Call, allow(policy.ADOPT)], meeting_id: UUID, body: schemas.MinutesAdopt | None = None
) -> Reply:
    """Record that they are adopted: by silence once the window is over, or as agreed under an item of a later meeting."""
    await service.adopt(call, meeting_id, body.agenda_item_id if body is not None else None)
    return await views.minutes(call, meeting_id)


@router.get(ONE + "/versions", response_model=schemas.MinutesVersionList)
async def list_minutes_versions(call: Annotated[Call, allow(policy.READ)], meeting_id: UUID) -> Reply:
    """Every save, the newest first; for those who read no drafts, what was circulated."""
    return await version_views.versions(call, meeting_id)


@router.get(ONE + "/versions/{number}", response_model=schemas.MinutesVersionRead)
async def read_minutes_version(call: Annotated[Call, allow(policy.READ)], meeting_id: UUID, number: Number) -> Reply:
    """One version as it was saved, as far as you may see its parts."""
    return await version_views.version(call, meeting_id, number)


@router.post(ONE + "/versions/{number}/restore", response_model=Read, responses=EDITING)
async def restore_minutes_version(
    call: Annotated[Call, allow(policy.WRITE)], meeting_id: UUID, number: Number
) -> Reply:
    """Make the text of an earlier version the text again, as a new version; those between stay."""
    await editing.restore(call, meeting_id, number)
    return await views.minutes(call, meeting_id)


@router.get(ONE + "/changes", response_model=schemas.MinutesDiff)
async def read_minutes_changes(
    call: Annotated[Call, allow(policy.READ)], meeting_id: UUID, base: Other = None, number: Other = None
) -> Reply:
    """The word diff of any two versions; absent: the newest against the one before it."""
    return await version_views.changes(call, meeting_id, base, number)


@router.get(ONE + "/proof", response_model=schemas.MinutesProof)
async def read_minutes_proof(call: Annotated[Call, allow(policy.READ)], meeting_id: UUID) -> Reply:
    """How the hash of adopted minutes is made, so that you can check the parts you see, and that none is missing."""
    return await translation_views.proof(call, meeting_id)


@router.get("/minutes.pdf", response_model=None, responses=papers.described(papers.PDF))
async def read_minutes_pdf(
    call: Annotated[Call, allow(policy.READ)], meeting_id: UUID, language: Asked = None
) -> papers.Download:
    """The minutes as PDF/UA, with what you may see of them; a draft says so."""
    return await printing.download(call, meeting_id, "pdf", language or call.language)


@router.get("/minutes.docx", response_model=None, responses=papers.described(documents.DOCX))
async def read_minutes_docx(
    call: Annotated[Call, allow(policy.READ)], meeting_id: UUID, language: Asked = None
) -> papers.Download:
    """The minutes as a Word document, with what you may see of them; a draft says so."""
    return await printing.download(call, meeting_id, "docx", language or call.language)
