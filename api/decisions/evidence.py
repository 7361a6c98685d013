"""Files that show what was answered on an organisation's behalf: kept with the version of the answer they belong to."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from fastapi import File, UploadFile
from pydantic import Field
from starlette.responses import FileResponse

from api.decisions import policy, positions, views
from api.decisions.consultation import RoundNumber
from api.decisions.models import Decision, Position, Round
from api.decisions.rules import FINAL, RoundState
from api.decisions.schemas import DecisionRead
from api.kernel import files, journal
from api.kernel.access import Call, Visibility, allow, found
from api.kernel.db import Id
from api.kernel.files import Attachment
from api.kernel.problems import IfMatchRequired, Problem, Stale
from api.kernel.routing import Reply, network_router, responses
from api.kernel.schemas import Output
from api.kernel.views import View, many, obj

router = network_router("/decisions", "decisions")
SEAT = "/{decision_id}/rounds/{number}/positions/{organisation_id}/attachments"
FILE = "pdf, docx, xlsx, pptx, odt, ods, png, jpg, csv or txt; up to 50 MB"


class NotOnBehalf(Problem):
    """There is no answer on behalf that stands: none yet, or the organisation has spoken for itself."""

    slug, status = "not-on-behalf", 409


class EvidenceFrozen(Problem):
    """What the decision record names stays as it is; so does what an earlier round left."""

    slug, status = "evidence-frozen", 409


class PositionFileRead(Output):
    id: UUID
    name: str
    media_type: str
    bytes: int
    sha256: str
    answer_version: int = Field(description="Version of the position whose answer it shows")
    stands: bool = Field(description="Whether that answer is the one that stands, still on behalf")
    created_at: datetime


class PositionFileList(Output):
    items: list[PositionFileRead]


# ── keeping ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def attach(
    call: Call, decision: Decision, round: Round, position: Position, name: str, content: bytes
) -> Attachment:
    """Keep a file with the answer that stands. If-Match takes the version of that answer, which a file does not move."""
    _check(call, decision, round, position)
    acting = call.actor.acronym(call.network_id)
    posts = call.actor.posts.get(call.network_id, ())
    keeper = next((post.organisation_id for post in posts if post.acronym == acting), position.organisation_id)
    circle = _circle(decision)
    attachment = await files.add(call, position, keeper, name, content, circle, of_version=position.version)
    await _count(call, decision, position, attachment, 1)
    return attachment


async def detach(call: Call, decision: Decision, round: Round, position: Position, attachment_id: UUID) -> None:
    """Take away a file that was put there in error, as long as its answer stands."""
    _check(call, decision, round, position)
    attachment = found(await call.session.get(Attachment, attachment_id))
    if (attachment.subject_id, attachment.of_version) != (position.id, position.version):
        raise EvidenceFrozen()
    await files.remove(call, position, attachment_id, _circle(decision))
    await _count(call, decision, position, attachment, -1)


def _check(call: Call, decision: Decision, round: Round, position: Position) -> None:
    call.match(position.version)
    if decision.state in FINAL or round.number != decision.round_count or round.state == RoundState.ABANDONED:
        raise EvidenceFrozen()
    if not position.on_behalf:
        raise NotOnBehalf(organisation=position.acronym)


def _circle(decision: Decision) -> Visibility:
    """Members and the officers see it: never more than these, also where the decision itself is open to others."""
    circle = Visibility(decision.visibility)
    return circle if circle == Visibility.SECRETARIAT else Visibility.MEMBERS


async def _count(call: Call, decision: Decision, position: Position, attachment: Attachment, by: int) -> None:
    position.attachment_count += by
    await journal.record(
        call,
        "position.evidence-added" if by > 0 else "position.evidence-removed",
        position,
        visibility=_circle(decision),
        number=decision.number,
        decision_id=str(decision.id),
        organisation=position.acronym,
        name=attachment.name,
        sha256=attachment.sha256,
    )


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────

_ours = (Attachment.network_id == Position.network_id, Attachment.subject == "positions")
OF_POSITION: list[Any] = [*_ours, Attachment.subject_id == Position.id]
SHOWN: dict[str, Any] = {
    "name": Attachment.name,
    "media_type": Attachment.media_type,
    "bytes": Attachment.bytes,
    "sha256": Attachment.sha256,
    "answer_version": Attachment.of_version,
}
_file = obj(
    id=Attachment.id,
    **SHOWN,
    stands=sa.and_(Position.on_behalf, Attachment.of_version == Position.version),
    created_at=Attachment.created_at,
)
ATTACHED = View(
    sa.select(many(_file, Attachment, OF_POSITION, [Attachment.id], [Position.__table__]).sql(), Position.id)
    .select_from(
        sa.join(Position, Round, Position.round_id == Round.id).join(Decision, Round.decision_id == Decision.id)
    )
    .where(
        *views.VISIBLE,
        Decision.id == sa.bindparam("id", type_=Id),
        Round.number == sa.bindparam("round", type_=sa.Integer),
        Position.organisation_id == sa.bindparam("organisation_id", type_=Id),
    )
)


async def _of(call: Call, decision_id: UUID, number: int, organisation_id: UUID) -> Any:
    where = {"id": decision_id, "round": number, "organisation_id": organisation_id}
    return found(await ATTACHED.first(call.source, network_id=call.network_id, reach=call.reach, **where))


@router.get(SEAT, response_model=PositionFileList)
async def list_position_attachments(
    call: Annotated[Call, allow(policy.PROVE)], decision_id: UUID, number: RoundNumber, organisation_id: UUID
) -> Reply:
    """The files that show what was answered on an organisation's behalf, oldest first, each with its answer."""
    row = await _of(call, decision_id, number, organisation_id)
    return Reply(f'{{"items":{row[0]}}}')


@router.post(
    SEAT,
    response_model=DecisionRead,
    status_code=201,
    responses=responses(
        IfMatchRequired,
        Stale,
        NotOnBehalf,
        EvidenceFrozen,
        positions.NotOnTheRoll,
        files.FileRefused,
        files.QuotaReached,
        files.TooManyFiles,
    ),
)
async def create_position_attachment(
    call: Annotated[Call, allow(policy.EVIDENCE)],
    decision_id: UUID,
    number: RoundNumber,
    organisation_id: UUID,
    file: Annotated[UploadFile, File(description=FILE)],
) -> Reply:
    """Keep a file (a mail, a note of a call) with an answer on behalf. If-Match takes the position's version."""
    held = await positions.lock_position(call, decision_id, number, organisation_id)
    await attach(call, *held, file.filename or "", await file.read())
    seat = f"/decisions/{decision_id}/rounds/{number}/positions/{organisation_id}/attachments"
    return (await views.decision(call, decision_id)).created(f"/api/v1/networks/{call.slug}{seat}")


@router.get(
    SEAT + "/{attachment_id}",
    response_model=None,
    responses={200: {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def read_position_attachment(
    call: Annotated[Call, allow(policy.PROVE)],
    decision_id: UUID,
    number: RoundNumber,
    organisation_id: UUID,
    attachment_id: UUID,
) -> FileResponse:
    """Download a file. It is never shown inside the page."""
    row = await _of(call, decision_id, number, organisation_id)
    return await files.download(call, "positions", UUID(str(row[1])), attachment_id)


@router.delete(
    SEAT + "/{attachment_id}",
    response_model=DecisionRead,
    responses=responses(IfMatchRequired, Stale, NotOnBehalf, EvidenceFrozen, positions.NotOnTheRoll),
)
async def delete_position_attachment(
    call: Annotated[Call, allow(policy.EVIDENCE)],
    decision_id: UUID,
    number: RoundNumber,
    organisation_id: UUID,
    attachment_id: UUID,
) -> Reply:
    """Take a file away that was put there in error, while its answer stands. If-Match takes the position's version."""
    held = await positions.lock_position(call, decision_id, number, organisation_id)
    await detach(call, *held, attachment_id)
    return await views.decision(call, decision_id)
