"""Objectives as they are read: the overview of 23 tiles in one statement, and one of them with all that belongs to it."""

import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import files, links
from api.kernel.access import Call, Visibility, found
from api.kernel.clock import PLACE, now_utc
from api.kernel.db import Id, dumps
from api.kernel.routing import Reply
from api.kernel.views import REACH, View, many, money, obj, one, splice
from api.kernel.words import say
from api.networks.models import Organisation
from api.objectives import policy, rules
from api.objectives.models import Assessment, AssessmentState, Objective, Rating
from api.objectives.service import EDITABLE
from api.objectives.states import ASSESSMENT, Facts
from api.periods import rules as periods
from api.periods.models import PeriodLock, PeriodState

_network = sa.bindparam("network_id", type_=Id)
_now = sa.bindparam("now", type_=sa.BigInteger)
_outer = [Objective.__table__]
MOST_LINKS = 50
_members = [*Visibility].index(Visibility.MEMBERS) + 1
_linked = {
    kind: links.count("objectives", Objective.id, kind, _outer) for kind in ("decisions", "meetings", "proposals")
}


def _party(column: Any, **more: Any) -> Any:
    item = obj(organisation_id=Organisation.id, acronym=Organisation.acronym, **more)
    return one(item, Organisation, [Organisation.id == column], _outer)


TILE = {
    "id": Objective.id,
    "number": Objective.number,
    "title": Objective.title,
    "label": Objective.label,
    "priority": Objective.priority,
    "lead": _party(Objective.lead_id),
    "rating": Objective.rating,
    "previous_rating": Objective.previous_rating,
    "trend": Objective.trend,
    "rated_period": Objective.rated_period,
    "age": _now - Objective.rated_index,
    "ratings": Objective.ratings,
    "linked": obj(**_linked),
    "activity_count": Objective.activity_count,
    "indicator_count": Objective.indicator_count,
    "pledge_count": Objective.pledge_count,
    "money": obj(
        required=money(Objective.required_cents),
        available=money(Objective.available_cents),
        expenditure=money(Objective.expenditure_cents),
    ),
    "version": Objective.version,
}
OVERVIEW = View(
    sa.select(obj(**TILE).sql()).where(Objective.network_id == _network).order_by(Objective.number)
)  # fmt: skip
ASSESSMENT_JSON = obj(
    id=Assessment.id,
    organisation_id=Assessment.organisation_id,
    acronym=Assessment.acronym,
    period=Assessment.period,
    state=Assessment.state,
    rating=Assessment.rating,
    narrative=Assessment.narrative,
    evidence=Assessment.evidence,
    attachments=files.of("assessments", Assessment.id, [Assessment.__table__]),
    reason=Assessment.reason,
    submitted_by=Assessment.submitted_by,
    submitted_at=Assessment.submitted_at,
    approved_at=Assessment.approved_at,
    created_at=Assessment.created_at,
    version=Assessment.version,
)
seen = sa.or_(Assessment.state == AssessmentState.APPROVED, _members <= REACH)
SINGLE = View(
    sa.select(
        obj(
            **TILE,
            source=Objective.source,
            confidence=Objective.confidence,
            contributors=Objective.contributors,
            government=_party(Objective.government_id, name=Organisation.name),
            tor_objectives=Objective.tor_objectives,
            guiding_principles=Objective.guiding_principles,
            sdg_targets=Objective.sdg_targets,
            links=links.newest("objectives", Objective.id, _outer, MOST_LINKS),
        ).sql(),
        Objective.version,
        sa.select(Organisation.acronym)
        .where(Organisation.id == Objective.lead_id)
        .correlate(Objective)
        .scalar_subquery(),
        many(
            ASSESSMENT_JSON,
            Assessment,
            [Assessment.objective_id == Objective.id, seen],
            [Assessment.period.desc(), Assessment.acronym],
            _outer,
        ).sql(),
        many(
            obj(period=PeriodLock.period, acronym=PeriodLock.acronym, locked_at=PeriodLock.locked_at),
            PeriodLock,
            [PeriodLock.network_id == _network, PeriodLock.state == PeriodState.LOCKED],
            [PeriodLock.first_on],
            [],
        ).sql(),
    ).where(Objective.network_id == _network, Objective.number == sa.bindparam("number", type_=sa.BigInteger))
)


def period() -> str:
    """The half-year that it is now, where networks sit."""
    return rules.half_year(now_utc().astimezone(PLACE).date())


async def overview(call: Call) -> Reply:
    now = period()
    rows = await OVERVIEW.fetch(call.source, network_id=call.network_id, reach=call.reach, now=rules.index(now))
    return Reply(f'{{"period":{dumps(now)},"items":[' + ",".join([row[0] for row in rows]) + "]}")


async def objective(call: Call, number: int) -> Reply:
    now = period()
    asked = {"network_id": call.network_id, "reach": call.reach, "now": rules.index(now)}
    text, version, lead, assessments, locked = found(await SINGLE.first(call.source, number=number, **asked))
    locks = json.loads(locked)
    given = [_assessment(call, each, locks) for each in json.loads(assessments)]
    posts = call.actor.posts.get(call.network_id, ())
    mine = call.actor.organisations(call.network_id) if call.may(policy.ASSESS) else frozenset()
    speaks = {post.organisation_id: post.acronym for post in posts if post.organisation_id in mine}
    more = {
        "assessments": given,
        "period": now,
        "locked_periods": [each["period"] for each in locks],
        "may_change": call.may(policy.WRITE),
        "assesses_for": [{"organisation_id": str(id), "acronym": acronym} for id, acronym in speaks.items()],
        "needs": _needs(call.language, lead, given, now),
    }
    return Reply(splice(text, **more), version)


def _lock(of: str, locks: list[dict[str, Any]]) -> tuple[str, str, Any] | None:
    """The first lock that a half-year lies within."""
    if not locks:
        return None
    wanted = periods.parse(of)
    held = [each for each in locks if wanted.within(periods.parse(each["period"]))]
    return (held[0]["period"], held[0]["acronym"], held[0]["locked_at"]) if held else None


def _assessment(call: Call, each: dict[str, Any], locks: list[dict[str, Any]]) -> dict[str, Any]:
    """An assessment with what the caller can do with it."""
    submitted_by = each.pop("submitted_by")
    facts = Facts(
        AssessmentState(each["state"]),
        UUID(each["organisation_id"]),
        Rating(each["rating"]),
        bool(each["narrative"]),
        len(each["evidence"]) + len(each["attachments"]),
        UUID(submitted_by) if submitted_by else None,
        each["period"],
        _lock(each["period"], locks),
    )
    editable = (
        facts.state in EDITABLE
        and facts.lock is None
        and call.may(policy.ASSESS)
        and call.speaks_for(facts.organisation_id)
    )
    return each | {"moves": ASSESSMENT.offered(call, facts), "editable": editable}


def _needs(language: str, lead: str | None, given: list[dict[str, Any]], period: str) -> list[dict[str, Any]]:
    """What this objective still needs for the half-year, as sentences."""
    wanted: list[tuple[str, list[str], dict[str, Any]]] = []
    if lead is None:
        wanted.append(("objective-lead", [], {}))
    elif not any(_given(each, lead, period) for each in given):
        wanted.append(("objective-assess", [lead], {"organisation": lead, "period": period}))
    for each in given:
        facts = {"organisation": each["acronym"], "period": each["period"], "reason": each["reason"]}
        if each["state"] == AssessmentState.SUBMITTED:
            wanted.append(("objective-approve", [], facts))
        elif each["state"] == AssessmentState.RETURNED:
            wanted.append(("objective-returned", [each["acronym"]], facts))
    wanted = wanted or [("objective-none", [], {"period": period})]
    return [
        {"key": key, "sentence": say(f"need.{key}", language, **facts), "organisations": who, "by_at": None}
        for key, who, facts in wanted
    ]


def _given(each: dict[str, Any], lead: str, period: str) -> bool:
    return bool(each["acronym"] == lead and each["period"] == period and each["state"] != AssessmentState.DRAFT)


VISIBLE = View(
    sa.select(Assessment.id)
    .select_from(sa.join(Assessment, Objective, Assessment.objective_id == Objective.id))
    .where(
        Objective.network_id == _network,
        Objective.number == sa.bindparam("number", type_=sa.BigInteger),
        Assessment.id == sa.bindparam("id", type_=Id),
        seen,
    )
)
ATTACHED = View(
    sa.select(files.of("assessments", Assessment.id, [Assessment.__table__]).sql()).where(
        Assessment.id == sa.bindparam("id", type_=Id)
    )
)


async def see(call: Call, number: int, assessment_id: UUID) -> None:
    """404 unless the caller may see this assessment."""
    found(
        await VISIBLE.first(call.source, network_id=call.network_id, reach=call.reach, number=number, id=assessment_id)
    )


async def attachments(call: Call, number: int, assessment_id: UUID) -> Reply:
    await see(call, number, assessment_id)
    row = found(await ATTACHED.first(call.source, network_id=call.network_id, id=assessment_id))
    return Reply(f'{{"items":{row[0]}}}')
