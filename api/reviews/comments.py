"""What members say about a circulated review or profile: by section or on the whole; answered, taken back."""

from uuid import UUID

import sqlalchemy as sa

from api.kernel import bodies, journal
from api.kernel.access import MEMBERS, Call, Visibility, found
from api.kernel.problems import Forbidden, Invalid, Problem
from api.networks.models import Organisation
from api.reviews.models import Review, ReviewComment
from api.reviews.rows import facts_of, lock, machine_of
from api.reviews.schemas import ReviewCommentCreate


class ReviewCommentTakenBack(Problem):
    slug, status = "review-comment-taken-back", 409


class NotYours(Forbidden):
    """Only whoever speaks for the organisation takes its comment back."""

    slug = "review-not-yours"


async def make(call: Call, review_id: UUID, wanted: ReviewCommentCreate) -> ReviewComment:
    review, template = await lock(call, review_id, match=False)
    machine_of(review.kind).check(call, await facts_of(call, review, template, call.language), "comment")
    organisation = await _speaks(call, wanted.organisation_id)
    if wanted.section_id is not None and bodies.part_of(bodies.read(review.body), wanted.section_id) is None:
        raise Invalid.at("/section_id", "unknown")
    comment = ReviewComment(
        created_at=call.now,
        network_id=call.network_id,
        review_id=review.id,
        version_number=review.version_count,
        section_id=wanted.section_id,
        organisation_id=organisation.id,
        person_id=call.actor.person_id,
        text=wanted.text,
    )
    call.session.add(comment)
    await _note(call, "made", comment, review, organisation)
    return comment


async def _speaks(call: Call, wanted: UUID | None) -> Organisation:
    """The organisation in whose name the caller speaks: the one named, else the only one, officers for their own."""
    mine = call.actor.organisations(call.network_id, *MEMBERS)
    if wanted is not None and wanted not in mine:
        raise NotYours()
    if wanted is None and len(mine) > 1:
        raise Invalid.at("/organisation_id", "missing")
    return found(await call.session.get(Organisation, wanted or next(iter(mine), None)))


async def _locked(call: Call, review_id: UUID, comment_id: UUID) -> tuple[Review, ReviewComment, Organisation]:
    review, _ = await lock(call, review_id, match=False)
    wanted = sa.select(ReviewComment).where(
        ReviewComment.network_id == call.network_id,
        ReviewComment.review_id == review.id,
        ReviewComment.id == comment_id,
    )
    comment = found((await call.session.execute(wanted.with_for_update())).scalar_one_or_none())
    return review, comment, found(await call.session.get(Organisation, comment.organisation_id))


async def answer(call: Call, review_id: UUID, comment_id: UUID, said: str) -> None:
    review, comment, organisation = await _locked(call, review_id, comment_id)
    call.match(comment.version)
    if comment.taken_back_at is not None:
        raise ReviewCommentTakenBack()
    comment.answer, comment.answered_at = said, call.now
    comment.version += 1
    await _note(call, "answered", comment, review, organisation)


async def take_back(call: Call, review_id: UUID, comment_id: UUID) -> None:
    """Its place stays, its text goes."""
    review, comment, organisation = await _locked(call, review_id, comment_id)
    if comment.organisation_id not in call.actor.organisations(call.network_id, *MEMBERS):
        raise NotYours()
    call.match(comment.version)
    if comment.taken_back_at is not None:
        raise ReviewCommentTakenBack()
    comment.text, comment.taken_back_at = None, call.now
    comment.version += 1
    await _note(call, "taken-back", comment, review, organisation)


async def _note(call: Call, kind: str, comment: ReviewComment, review: Review, organisation: Organisation) -> None:
    await journal.record(
        call, f"review-comment.{kind}", comment, visibility=Visibility.MEMBERS, number=review.number,
        organisation=organisation.acronym,
    )  # fmt: skip
