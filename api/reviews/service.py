"""Reviews and profiles: written from the record, circulated, put to decision or issued, corrected. All under the lock."""

import hashlib
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import service as decisions
from api.decisions import subjects
from api.decisions.models import Decision
from api.decisions.rules import DecisionKind, DecisionState
from api.decisions.schemas import DecisionCreate, SubjectPut
from api.kernel import bodies, clock, links, merging
from api.kernel.access import Call, found
from api.kernel.bodies import Body
from api.kernel.db import new_id
from api.kernel.journal import sha256
from api.kernel.links import End
from api.kernel.problems import Invalid, Problem
from api.kernel.words import LANGUAGES, say
from api.networks import service as networks
from api.reviews import gathering, notices, rows, rules, templates
from api.reviews.models import Review, ReviewKind, ReviewState, ReviewTemplate, ReviewVersion, ReviewVersionKind
from api.reviews.rows import KIND, ReviewLocked, facts_of, lock, lock_open, machine_of, mark, note, save, years_of
from api.reviews.schemas import ReviewStart

__all__ = ["ReviewExists", "ReviewLocked", "keeps"]
LONGEST = 12  # years


class ReviewExists(Problem):
    slug, status = "review-exists", 409


async def start(call: Call, wanted: ReviewStart) -> Review:
    """Write the first draft from the record of these years, by an edition of the form."""
    last_year = wanted.last_year if wanted.last_year is not None else wanted.first_year
    await _check_years(call, wanted.kind, wanted.first_year, last_year)
    template = await templates.choose(call, wanted.kind, wanted.template_id)
    network = await networks.current(call)
    year = call.now.astimezone(clock.PLACE).year
    number = f"{network.code}/{year}/R-{await networks.next_number(call, 'review', year):02}"
    review = Review(
        id=new_id(),
        created_at=call.now,
        sort_at=call.now,
        generated_at=call.now,
        network_id=call.network_id,
        template_id=template.id,
        kind=wanted.kind,
        number=number,
        first_year=wanted.first_year,
        last_year=last_year,
        language=wanted.language,
        state=ReviewState.GENERATED,
        version=0,
        version_count=0,
    )
    body = await _fresh(call, review, template)
    call.session.add(review)
    await save(call, review, body, ReviewVersionKind.GENERATED)
    return review


async def _check_years(call: Call, kind: str, first_year: int, last_year: int) -> None:
    if last_year > call.now.astimezone(clock.PLACE).year:
        raise Invalid.at("/last_year", "in_the_future")
    if last_year < first_year:
        raise Invalid.at("/last_year", "before_start")
    if last_year - first_year >= (1 if kind == ReviewKind.PROFILE else LONGEST):
        raise Invalid.at("/last_year", "value")
    held = sa.select(Review.number).where(
        Review.network_id == call.network_id, Review.kind == kind,
        Review.first_year == first_year, Review.last_year == last_year,
    )  # fmt: skip
    number = (await call.session.execute(held)).scalar_one_or_none()
    if number is not None:
        raise ReviewExists(number=number)


async def _fresh(call: Call, review: Review, template: ReviewTemplate) -> Body:
    """What the record says now. The head binds the text to its form, number and years."""
    record = await gathering.gather(call, review.first_year, review.last_year)
    sections = templates.sections_of(template.body)
    return {
        "head": {
            "number": review.number, "kind": review.kind, "language": review.language,
            "first_year": review.first_year, "last_year": review.last_year,
            "form": {"edition": template.edition, "sha256": template.sha256},
        },
        "parts": rules.written(review.kind, sections, record, review.language),
        "figures": rules.pictures(review.kind, record),
        "dropped": {},
    }  # fmt: skip


def merged(held: Body, fresh: Body) -> tuple[Body, list[merging.Change]]:
    """The text as writing again would leave it: somebody's words stay, and what evidence is new is marked."""
    body, changes = merging.merge(held, fresh["parts"])
    body = {**body, "head": fresh["head"], "figures": fresh["figures"]}
    before = {part["id"]: part for part in held["parts"]}
    touched = {change.part_id for change in changes}
    for part in body["parts"]:
        old = before.get(part["id"])
        known = {(each["kind"], each["id"]) for each in old["evidence"]} if old else set()
        part["evidence"] = [
            {**each, "new": old is not None and (each["kind"], each["id"]) not in known} for each in part["evidence"]
        ]
        news = any(each["new"] for each in part["evidence"])
        part["checked"] = old["checked"] if old is not None and part["id"] not in touched and not news else None
    return body, changes


async def regenerate(call: Call, review_id: UUID) -> list[merging.Change]:
    """Take up what has changed in the record; what people wrote stays, and is named."""
    review, template = await lock_open(call, review_id)
    body, changes = merged(bodies.read(review.body), await _fresh(call, review, template))
    review.generated_at = call.now
    if not await save(call, review, body, ReviewVersionKind.REGENERATED):
        review.version += 1
        await note(call, "review.regenerated", review, text_version=review.version_count)
    return changes


# ── moves ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _fire(call: Call, review: Review, template: ReviewTemplate, move: str) -> None:
    facts = await facts_of(call, review, template, call.language)
    machine_of(review.kind).fire(call, review, move, facts=facts)
    review.sort_at = call.now


async def circulate(call: Call, review_id: UUID) -> None:
    """Send the version that stands to the members. Until it is revised it does not change."""
    review, template = await lock(call, review_id)
    review.circulated_version, review.circulated_at = review.version_count, call.now
    await _fire(call, review, template, "circulate")
    await note(call, "review.circulated", review, text_version=review.version_count)
    await mark(call, review, review.version_count, circulated_at=call.now)
    await rows.index(call, review)
    await notices.circulated(call, review)


async def revise(call: Call, review_id: UUID) -> None:
    review, template = await lock(call, review_id)
    await _fire(call, review, template, "revise")
    await note(call, "review.revised", review)


async def put_to_decision(call: Call, review_id: UUID) -> None:
    """Freeze the version that stands by its hash, and draft the decision that adopts exactly it."""
    review, template = await lock(call, review_id)
    machine_of(review.kind).check(call, await facts_of(call, review, template, call.language), "put_to_decision")
    review.frozen_version, review.sha256 = review.version_count, review.text_hash
    await mark(call, review, review.version_count, frozen_at=call.now)
    await _fire(call, review, template, "put_to_decision")
    review.decision_id = (await _decision(call, review)).id
    await note(call, "review.frozen", review, sha256=review.sha256)
    await links.join(call, End(KIND, review.id), End("decisions", review.decision_id))


async def _decision(call: Call, review: Review) -> Decision:
    """A draft that asks all members; the earlier draft is taken up again while no round has held it."""
    assert review.frozen_version is not None
    assert review.sha256 is not None
    network = await networks.current(call)
    years = years_of(review.first_year, review.last_year)
    title = rows.title_of(review.kind, network.country, years)
    given = {"number": review.number, "text_version": review.frozen_version, "sha256": review.sha256}
    texts = {one: say("review.text.decision-text", one, title=title[one], **given) for one in LANGUAGES}
    subject = SubjectPut(kind=KIND, id=review.id, version=review.frozen_version, sha256=review.sha256)
    wanted = DecisionCreate.model_validate(
        {
            "kind": DecisionKind.OTHER,
            "title": {one: say("review.text.decision-title", one, years=years) for one in LANGUAGES},
            "texts": texts,
            "authoritative": review.language,
            "subject": subject.model_dump(),
        }
    )
    earlier = await call.session.get(Decision, review.decision_id) if review.decision_id else None
    if earlier is not None and earlier.state == DecisionState.DRAFT:
        await decisions.change(call, earlier, {"texts": wanted.texts, "subject": subject})
        return earlier
    decision = await decisions.draft(call, wanted)
    await call.session.flush()
    return decision


async def keeps(call: Call, subject: subjects.Subject) -> bool:
    """Whether a review keeps this version, frozen with this digest."""
    wanted = (
        sa.select(ReviewVersion.id)
        .join(Review, Review.id == ReviewVersion.review_id)
        .where(
            ReviewVersion.network_id == call.network_id,
            Review.id == subject.id,
            Review.kind == ReviewKind.REVIEW,
            ReviewVersion.number == subject.version,
            ReviewVersion.text_hash == subject.sha256,
            ReviewVersion.frozen_at.is_not(None),
        )
    )
    return (await call.session.execute(wanted)).first() is not None


async def adopt(call: Call, review_id: UUID) -> None:
    """The network has decided on exactly this version: from now on it stays byte for byte."""
    review, template = await lock(call, review_id)
    machine_of(review.kind).check(call, await facts_of(call, review, template, call.language), "adopt")
    assert review.frozen_version is not None
    assert review.sha256 is not None
    decision = found(await subjects.adopted_for(call, KIND, review.id, review.frozen_version, review.sha256))
    await _final(call, review, template, "adopt", decision)
    await note(call, "review.adopted", review, decision=decision.number, sha256=review.final_sha256)
    await notices.final(call, review)


async def issue(call: Call, review_id: UUID) -> None:
    """The profile as it was circulated is this year's."""
    review, template = await lock(call, review_id)
    machine_of(review.kind).check(call, await facts_of(call, review, template, call.language), "issue")
    review.frozen_version, review.sha256 = review.version_count, review.text_hash
    await mark(call, review, review.version_count, frozen_at=call.now)
    await _final(call, review, template, "issue", None)
    await note(call, "review.issued", review, sha256=review.final_sha256)
    await notices.final(call, review)


async def _final(call: Call, review: Review, template: ReviewTemplate, move: str, decision: Decision | None) -> None:
    assert review.frozen_version is not None
    version = await mark(call, review, review.frozen_version, final_at=call.now)
    held = hashlib.sha256(version.body.encode()).hexdigest()
    assert held == review.sha256 == sha256(review.body), "a frozen version never changes"
    review.final_version, review.final_sha256, review.final_at = review.frozen_version, held, call.now
    review.final_decision_id = decision.id if decision is not None else None
    review.reason = None
    await _fire(call, review, template, move)
    await rows.index(call, review)


async def correct(call: Call, review_id: UUID, reason: str) -> None:
    """Begin a new version. The one that is final stays readable until the corrected one takes its place."""
    review, template = await lock(call, review_id)
    review.reason = reason
    await _fire(call, review, template, "correct")
    await note(call, "review.corrected", review, reason=reason)


def changed_told(changes: list[merging.Change], titles: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "section_id": each.part_id, "title": titles.get(each.part_id, each.part_id), "field_id": each.paragraph_id,
            "change": each.change, "text": each.text, "record": each.record,
        }
        for each in changes
    ]  # fmt: skip
