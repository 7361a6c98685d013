"""Rows of a review: their locks, what guards read, versions, journal entries and place in the search."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import subjects
from api.kernel import bodies, clock, journal, search
from api.kernel.access import OFFICERS, Call, Visibility, found
from api.kernel.bodies import Body
from api.kernel.journal import sha256
from api.kernel.machine import Machine
from api.kernel.problems import Problem
from api.kernel.words import LANGUAGES, say
from api.networks.models import Network
from api.reviews import text
from api.reviews.models import (
    Review,
    ReviewKind,
    ReviewState,
    ReviewTemplate,
    ReviewVersion,
    ReviewVersionKind,
)
from api.reviews.states import OPEN, PROFILE, REVIEW, Facts
from api.reviews.templates import sections_of

KIND = "reviews"


class ReviewLocked(Problem):
    """What is circulated is revised first; what is final is corrected by a new version."""

    slug, status = "review-locked", 409


def machine_of(kind: str) -> Machine:
    return REVIEW if kind == ReviewKind.REVIEW else PROFILE


def years_of(first_year: int, last_year: int) -> str:
    return str(first_year) if first_year == last_year else f"{first_year}–{last_year}"


def title_of(kind: str, country: dict[str, Any], years: str) -> dict[str, str]:
    return {
        language: say(f"review.text.title.{kind}", language, country=country, years=years) for language in LANGUAGES
    }


def visible(call: Call) -> sa.Select[Review]:
    """Of this network: officers all, members what was circulated or is final, partners what is final."""
    seen: Any = Review.final_version.is_not(None)
    if Visibility.MEMBERS in call.circles:
        seen = sa.or_(seen, Review.circulated_version.is_not(None))
    if call.roles & {*OFFICERS}:
        seen = sa.true()
    return sa.select(Review).where(Review.network_id == call.network_id, seen)


async def lock(call: Call, review_id: UUID, *, match: bool = True) -> tuple[Review, ReviewTemplate]:
    """The review under its lock, with If-Match compared and the clock read after it; and its form."""
    wanted = visible(call).where(Review.id == review_id).with_for_update()
    review = found((await call.session.execute(wanted)).scalar_one_or_none())
    await clock.tick(call)
    if match:
        call.match(review.version)
    return review, found(await call.session.get(ReviewTemplate, review.template_id))


async def lock_open(call: Call, review_id: UUID, *, match: bool = True) -> tuple[Review, ReviewTemplate]:
    """A review that can be edited."""
    review, template = await lock(call, review_id, match=False)
    if review.state not in OPEN:
        raise ReviewLocked()
    if match:
        call.match(review.version)
    return review, template


async def facts_of(call: Call, review: Review, template: ReviewTemplate, language: str) -> Facts:
    lacking = text.missing(sections_of(template.body), bodies.read(review.body))
    decided = False
    if review.state == ReviewState.FROZEN and review.frozen_version is not None and review.sha256 is not None:
        decision = await subjects.adopted_for(call, KIND, review.id, review.frozen_version, review.sha256)
        decided = decision is not None
    return Facts(ReviewState(review.state), tuple(each.title[language] for each in lacking), decided)


# ── versions ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def save(
    call: Call,
    review: Review,
    body: Body,
    kind: ReviewVersionKind,
    *,
    section_id: str | None = None,
    source: int | None = None,
) -> bool:
    """Keep a text as the next version. One that is the same as what stands makes none."""
    written = bodies.written(body)
    if review.version_count and written == review.body:
        return False
    review.body, review.text_hash = written, sha256(written)
    review.version_count += 1
    review.version = (review.version or 0) + 1
    review.sort_at = call.now
    if kind != ReviewVersionKind.GENERATED and review.state == ReviewState.GENERATED:
        review.state = ReviewState.EDITED
    version = ReviewVersion(
        created_at=call.now,
        network_id=call.network_id,
        review_id=review.id,
        number=review.version_count,
        kind=kind,
        body=written,
        text_hash=review.text_hash,
        section_id=section_id,
        restored_from=source,
        by=call.actor.acronym(call.network_id),
        person_id=call.actor.person_id,
    )
    years = years_of(review.first_year, review.last_year)
    await note(call, f"review.{kind}", review, text_version=version.number, years=years)
    call.session.add(version)
    await journal.record(
        call, "review-version.saved", version, visibility=Visibility.SECRETARIAT, number=review.number,
        text_version=version.number,
    )  # fmt: skip
    return True


async def mark(call: Call, review: Review, number: int, **marks: Any) -> ReviewVersion:
    """Note on a version that it was circulated, frozen, or is final."""
    wanted = sa.select(ReviewVersion).where(
        ReviewVersion.network_id == call.network_id,
        ReviewVersion.review_id == review.id,
        ReviewVersion.number == number,
    )
    version = (await call.session.execute(wanted.with_for_update())).scalar_one()
    for name, value in marks.items():
        setattr(version, name, value)
    version.version += 1
    await journal.record(
        call, "review-version.marked", version, visibility=Visibility.SECRETARIAT, number=review.number,
        text_version=number,
    )  # fmt: skip
    return version


# ── on record ───────────────────────────────────────────────────────────────────────────────────────────────────────


def seen_by(review: Review) -> Visibility:
    """A draft that was never circulated is the officers' own; what is final, everybody's."""
    if review.final_version is not None:
        return Visibility.PUBLIC
    return Visibility.MEMBERS if review.circulated_version is not None else Visibility.SECRETARIAT


async def note(call: Call, kind: str, review: Review, **facts: Any) -> None:
    await journal.record(call, kind, review, visibility=seen_by(review), number=review.number, **facts)


async def index(call: Call, review: Review) -> None:
    """Once others read it, it is found by the words that all of its readers may see."""
    network = found(await call.session.get(Network, call.network_id))
    title = title_of(review.kind, network.country, years_of(review.first_year, review.last_year))
    body = text.seen(bodies.read(review.body), (str(Visibility.PUBLIC),))
    entry = search.Found(
        KIND,
        review.id,
        title={**title},
        at=review.sort_at,
        visibility=seen_by(review),
        number=review.number,
        text="\n".join(str(each["text"]) for _, each in bodies.paragraphs(body) if each["text"]),
    )
    await search.put(call, entry)
