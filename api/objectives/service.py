"""Objectives and assessments: who leads what, how far it is, and who has said so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import files, journal, search
from api.kernel.access import Call, Visibility, found
from api.kernel.problems import Forbidden, Invalid, Problem
from api.members import service as members
from api.networks.models import Organisation, OrganisationKind
from api.objectives import notices, rules
from api.objectives.models import Assessment, AssessmentState, Objective, Rating
from api.objectives.rules import half_year as half_year
from api.objectives.schemas import AssessmentCreate
from api.objectives.states import ASSESSMENT, facts_of, mine
from api.periods import service as periods
from api.reference import service as reference

EDITABLE = (AssessmentState.DRAFT, AssessmentState.RETURNED)


class AssessmentExists(Problem):
    slug, status = "assessment-exists", 409


class AssessmentClosed(Problem):
    """What was approved stays, until the secretariat reopens it with a reason."""

    slug, status = "assessment-closed", 409


# ── objectives ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def ensure(call: Call) -> None:
    """Enter the 23 objectives of the Compact into a network that has none yet: as they are in the resolution."""
    there = sa.select(Objective.id).where(Objective.network_id == call.network_id).limit(1)
    if (await call.session.execute(there)).first() is not None:
        return
    source = reference.load("gcm-objectives")["source"]
    targets = _targets()
    for item in reference.items("gcm-objectives"):
        objective = Objective(
            created_at=call.now,
            network_id=call.network_id,
            number=item["number"],
            title=reference.localised(item, "title"),
            label={**reference.localised(item, "label"), "en": item["short_en"]},
            source=source,
            confidence={name: item[name] for name in item if name.endswith("_confidence")},
            contributors=[],
            tor_objectives=[],
            guiding_principles=[],
            sdg_targets=targets.get(item["number"], []),
            ratings=[],
        )
        call.session.add(objective)
        await call.session.flush()
        await _index(call, objective)


def _targets() -> dict[int, list[str]]:
    """SDG targets of each objective, as the reference data link them."""
    linked: dict[int, list[str]] = {}
    for item in reference.items("gcm-sdg-links"):
        known = linked.setdefault(item["gcm_objective"], [])
        if item["sdg_target"] not in known:
            known.append(item["sdg_target"])
    return linked


async def _index(call: Call, objective: Objective) -> None:
    label = " ".join(text for text in objective.label.values() if text)
    await search.put(
        call,
        search.Found(
            "objectives",
            objective.id,
            title=objective.title,
            at=objective.created_at,
            visibility=Visibility.PARTNERS,
            number=str(objective.number),
            summary=objective.label["en"] or "",
            text=f"GCM {label} " + " ".join(objective.sdg_targets),
        ),
    )


async def lock(call: Call, number: int, *, match: bool = True) -> Objective:
    statement = sa.select(Objective).where(Objective.network_id == call.network_id, Objective.number == number)
    objective = found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())
    if match:
        call.match(objective.version)
    return objective


async def ids(call: Call, numbers: Iterable[int]) -> list[UUID]:
    """The records of objectives by their numbers, for links."""
    statement = sa.select(Objective.id).where(
        Objective.network_id == call.network_id, Objective.number.in_(list(numbers))
    )
    return list((await call.session.execute(statement.order_by(Objective.number))).scalars())


async def change(call: Call, objective: Objective, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        if name == "contributor_ids":
            objective.contributors = await _contributors(call, value or [])
        elif name in ("lead_id", "government_id"):
            kind = OrganisationKind.GOVERNMENT if name == "government_id" else None
            if value is not None:
                await _in_network(call, value, f"/{name}", kind)
            setattr(objective, name, value)
        else:
            setattr(objective, name, _valid(name, value))
    objective.version += 1
    await journal.record(call, "objective.changed", objective, visibility=Visibility.PARTNERS, number=objective.number)


def _valid(name: str, value: Any) -> Any:
    if name == "priority":
        if value is None:
            raise Invalid.at("/priority", "missing")
        return str(value)
    known = {item["code"] for item in reference.items("sdg-targets")} if name == "sdg_targets" else None
    if name == "guiding_principles":
        known = {item["number"] for item in reference.items("guiding-principles")}
    for at, each in enumerate(value or []):
        if known is not None and each not in known:
            raise Invalid.at(f"/{name}/{at}", "unknown")
    chosen = list(dict.fromkeys(value or []))
    return sorted(chosen) if name == "guiding_principles" else chosen


async def _contributors(call: Call, wanted: Sequence[UUID]) -> list[dict[str, Any]]:
    parties = [
        await _in_network(call, organisation_id, f"/contributor_ids/{at}") for at, organisation_id in enumerate(wanted)
    ]
    return [{"organisation_id": str(party.id), "acronym": party.acronym} for party in dict.fromkeys(parties)]


async def _in_network(
    call: Call, organisation_id: UUID, pointer: str, kind: OrganisationKind | None = None
) -> Organisation:
    organisation = await members.in_network(call, organisation_id, pointer)
    if kind is not None and organisation.kind != kind:
        raise Invalid.at(pointer, "not_in_network")
    return organisation


# ── what others keep here ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Kept:
    """Counts and sums of one objective, whole and not by how much they changed. None stays as it is."""

    activities: int | None = None
    indicators: int | None = None
    pledges: int | None = None
    money: tuple[int | None, int | None, int | None] | None = None  # cents of USD: required, available, spent


async def keep(call: Call, kept: Mapping[int, Kept]) -> None:
    """Write counts and sums to objectives by their numbers, in the unit of work that changed them.

    Rows are locked in the order of their numbers. No version moves: whoever edits the objective is not disturbed.
    """
    for number, each in sorted(kept.items()):
        objective = await lock(call, number, match=False)
        for column, count in (
            ("activity_count", each.activities),
            ("indicator_count", each.indicators),
            ("pledge_count", each.pledges),
        ):
            if count is not None:
                setattr(objective, column, count)
        if each.money is not None:
            objective.required_cents, objective.available_cents, objective.expenditure_cents = each.money


# ── assessments ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def draft(call: Call, objective: Objective, wanted: AssessmentCreate) -> Assessment:
    """Begin the assessment of one's organisation for a half-year."""
    if not call.speaks_for(wanted.organisation_id):
        raise Forbidden()
    if wanted.period > half_year(members.today(call)):
        raise Invalid.at("/period", "period_ahead")
    organisation = await _in_network(call, wanted.organisation_id, "/organisation_id")
    await periods.require_open(call, wanted.period)
    taken = sa.select(Assessment.id).where(
        Assessment.objective_id == objective.id,
        Assessment.organisation_id == organisation.id,
        Assessment.period == wanted.period,
    )
    if (await call.session.execute(taken)).first() is not None:
        raise AssessmentExists(period=wanted.period)
    assessment = Assessment(
        created_at=call.now,
        network_id=call.network_id,
        objective_id=objective.id,
        organisation_id=organisation.id,
        acronym=organisation.acronym,
        period=wanted.period,
        rating=str(wanted.rating),
        narrative=wanted.narrative,
        evidence=[each.model_dump() for each in wanted.evidence],
    )
    call.session.add(assessment)
    await _note(call, "drafted", objective, assessment)
    return assessment


async def lock_assessment(
    call: Call, number: int, assessment_id: UUID, *, match: bool = True
) -> tuple[Objective, Assessment]:
    """The objective first, then its assessment: one order for everybody."""
    objective = await lock(call, number, match=False)
    statement = sa.select(Assessment).where(Assessment.objective_id == objective.id, Assessment.id == assessment_id)
    assessment = found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())
    if match:
        call.match(assessment.version)
    return objective, assessment


async def may_edit(call: Call, assessment: Assessment) -> None:
    """Raise what stands against a change of its text, rating or evidence."""
    if not mine(call, facts_of(assessment)):
        raise Forbidden()
    if assessment.state not in EDITABLE:
        raise AssessmentClosed(period=assessment.period)
    await periods.require_open(call, assessment.period)


async def rewrite(call: Call, objective: Objective, assessment: Assessment, changes: dict[str, Any]) -> None:
    await may_edit(call, assessment)
    for name, value in changes.items():
        if name == "rating":
            assessment.rating = str(value or Rating.NOT_ASSESSED)
        elif name == "evidence":
            assessment.evidence = [each.model_dump() for each in value or []]
        else:
            assessment.narrative = value
    assessment.version += 1
    await _note(call, "changed", objective, assessment)


async def _fire(call: Call, assessment: Assessment, move: str) -> None:
    """Make the move; of a locked period nothing moves until the secretariat unlocks it."""
    ASSESSMENT.check(call, facts_of(assessment), move)
    await periods.require_open(call, assessment.period)
    ASSESSMENT.fire(call, assessment, move, facts=facts_of(assessment))


async def submit(call: Call, objective: Objective, assessment: Assessment) -> None:
    await _fire(call, assessment, "submit")
    assessment.submitted_by, assessment.submitted_at = call.actor.person_id, call.now
    await _note(call, "submitted", objective, assessment)
    await notices.submitted(call, objective, assessment)


async def approve(call: Call, objective: Objective, assessment: Assessment) -> None:
    await _fire(call, assessment, "approve")
    assessment.approved_at, assessment.reason = call.now, None
    await _note(call, "approved", objective, assessment)
    await _rate(call, objective)
    await notices.decided(call, "approved", objective, assessment)


async def give_back(call: Call, objective: Objective, assessment: Assessment, move: str, reason: str) -> None:
    """Return what was submitted, or reopen what was approved."""
    await _fire(call, assessment, move)
    assessment.reason, assessment.approved_at = reason, None
    await _note(call, "returned" if move == "return" else "reopened", objective, assessment)
    if move == "reopen":
        await _rate(call, objective)
    await notices.decided(call, "returned", objective, assessment)


async def _rate(call: Call, objective: Objective) -> None:
    """Keep on the objective what its approved assessments say: the latest approved one of each period."""
    await call.session.flush()
    statement = (
        sa.select(Assessment)
        .where(Assessment.objective_id == objective.id, Assessment.state == AssessmentState.APPROVED)
        .order_by(Assessment.period, Assessment.approved_at)
    )
    by_period = {each.period: each for each in (await call.session.execute(statement)).scalars()}
    objective.ratings = [
        {"period": period, "rating": each.rating, "acronym": each.acronym} for period, each in by_period.items()
    ]
    known = rules.rated(objective.ratings)
    objective.rating, objective.previous_rating, objective.trend = known.rating, known.previous, known.trend
    objective.rated_period, objective.rated_index = known.period, known.index
    objective.version += 1
    await journal.record(
        call,
        "objective.rated",
        objective,
        visibility=Visibility.PARTNERS,
        number=objective.number,
        rating=str(objective.rating),
    )


async def _note(call: Call, event: str, objective: Objective, assessment: Assessment) -> None:
    await journal.record(
        call,
        f"assessment.{event}",
        assessment,
        objective=objective.number,
        organisation=assessment.acronym,
        period=assessment.period,
    )


async def attach(call: Call, objective: Objective, assessment: Assessment, name: str, content: bytes) -> None:
    """Add a file as evidence."""
    await may_edit(call, assessment)
    await files.add(call, assessment, assessment.organisation_id, name, content)
    await _count_files(call, objective, assessment, 1)


async def detach(call: Call, objective: Objective, assessment: Assessment, attachment_id: UUID) -> None:
    await may_edit(call, assessment)
    await files.remove(call, assessment, attachment_id)
    await _count_files(call, objective, assessment, -1)


async def _count_files(call: Call, objective: Objective, assessment: Assessment, by: int) -> None:
    assessment.attachment_count += by
    assessment.version += 1
    await _note(call, "changed", objective, assessment)
