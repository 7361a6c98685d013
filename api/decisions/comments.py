"""Comments on a decision, threaded by paragraph. Observers comment too; no comment ever blocks."""

from uuid import UUID

import sqlalchemy as sa

from api.decisions import service, talk
from api.decisions.deliberation_schemas import CommentCreate
from api.decisions.models import Decision, DecisionComment
from api.decisions.positions import NotYourOrganisation
from api.decisions.rules import FINAL
from api.decisions.states import DecisionOver
from api.kernel.access import OBSERVER, SPEAKERS, Call, Role, found
from api.kernel.problems import Invalid, Problem
from api.networks.models import Organisation

WHO = (*SPEAKERS, Role.SECRETARIAT, Role.CO_CHAIR, OBSERVER)


class AlreadyTakenBack(Problem):
    slug, status = "already-taken-back", 409


async def make(call: Call, decision: Decision, wanted: CommentCreate) -> DecisionComment:
    if decision.state in FINAL:
        raise DecisionOver()
    paragraph_id = await _place(call, decision, wanted)
    organisation = await talk.named(call, wanted.organisation_id, *WHO)
    comment = DecisionComment(
        created_at=call.now,
        network_id=call.network_id,
        decision_id=decision.id,
        round_number=decision.round_count,
        paragraph_id=paragraph_id,
        parent_id=wanted.parent_id,
        organisation_id=organisation.id,
        person_id=call.actor.person_id,
        text=wanted.text,
    )
    call.session.add(comment)
    await talk.note(call, "remark.added", comment, decision, organisation.acronym)
    return comment


async def _place(call: Call, decision: Decision, wanted: CommentCreate) -> str | None:
    """The paragraph it is on. A reply is where its comment is, even if that paragraph is gone."""
    if wanted.parent_id is None:
        if wanted.paragraph_id is not None and wanted.paragraph_id not in decision.paragraph_ids:
            raise Invalid.at("/paragraph_id", "unknown")
        return wanted.paragraph_id
    statement = sa.select(DecisionComment).where(
        DecisionComment.decision_id == decision.id, DecisionComment.id == wanted.parent_id
    )
    parent = (await call.session.execute(statement)).scalar_one_or_none()
    if parent is None or parent.parent_id is not None:
        raise Invalid.at("/parent_id", "unknown")
    if wanted.paragraph_id not in (None, parent.paragraph_id):
        raise Invalid.at("/paragraph_id", "unknown")
    return parent.paragraph_id


async def lock(call: Call, decision_id: UUID, comment_id: UUID) -> tuple[Decision, DecisionComment]:
    decision = await service.locked(call, decision_id)
    statement = sa.select(DecisionComment).where(
        DecisionComment.decision_id == decision.id, DecisionComment.id == comment_id
    )
    return decision, found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())


async def take_back(call: Call, decision: Decision, comment: DecisionComment) -> None:
    """Its place stays, so that replies keep theirs; its text goes. By whoever made it, or speaks for the organisation."""
    if call.actor.person_id != comment.person_id and not call.speaks_for(comment.organisation_id):
        raise NotYourOrganisation()
    call.match(comment.version)
    if decision.state in FINAL:
        raise DecisionOver()
    if comment.taken_back_at is not None:
        raise AlreadyTakenBack()
    comment.text, comment.taken_back_at = None, call.now
    comment.version += 1
    organisation = found(await call.session.get(Organisation, comment.organisation_id))
    await talk.note(call, "remark.taken-back", comment, decision, organisation.acronym)
