"""Objectives as they are read: the overview of 23 tiles in one statement, and one of them with all that belongs to it."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from api.kernel import files, links
from api.kernel.access import Call, Visibility, found
from api.kernel.clock import PLACE, now_utc
from api.kernel.db import Id, dumps
from api.kernel.fragments import SEAM, listed, two
from api.kernel.routing import Reply
from api.kernel.views import REACH, Fragment, View, many, money, obj, one, tail
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
    submitted_at=Assessment.submitted_at,
    approved_at=Assessment.approved_at,
    created_at=Assessment.created_at,
    version=Assessment.version,
)
# What only Python knows goes before the last brace of each, where the seam is.
_open = Fragment([*ASSESSMENT_JSON.parts[:-1], SEAM + "}"])
# What moves and needs are told from.
_plain = listed(
    Assessment.state,
    Assessment.organisation_id,
    Assessment.acronym,
    Assessment.rating,
    Assessment.period,
    Assessment.narrative.is_not(None),
    sa.or_(sa.type_coerce(Assessment.evidence, sa.Text) != "[]", Assessment.attachment_count > 0),
    Assessment.submitted_by,
    sa.case((Assessment.state == AssessmentState.RETURNED, Assessment.reason)),
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
        two(
            _open,
            _plain,
            Assessment,
            [Assessment.objective_id == Objective.id, seen],
            [Assessment.period.desc(), Assessment.acronym],
            _outer,
        ),
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
    """One objective; to each assessment is added what the caller can do with it, to the whole what it still needs."""
    now = period()
    asked = {"network_id": call.network_id, "reach": call.reach, "now": rules.index(now)}
    text, version, lead, both, locked = found(await SINGLE.first(call.source, number=number, **asked))
    shown, _, plain = both.rpartition(SEAM)
    rows = [Said(*each) for each in json.loads(plain)]
    locks = json.loads(locked)
    posts = call.actor.posts.get(call.network_id, ())
    mine = call.actor.organisations(call.network_id) if call.may(policy.ASSESS) else frozenset()
    speaks = {post.organisation_id: post.acronym for post in posts if post.organisation_id in mine}
    more = {
        "period": now,
        "locked_periods": [each["period"] for each in locks],
        "may_change": call.may(policy.WRITE),
        "assesses_for": [{"organisation_id": str(id), "acronym": acronym} for id, acronym in speaks.items()],
        "needs": _needs(call.language, lead, rows, now),
    }
    whole = text[:-1] + ',"assessments":' + _sewn(shown, _tails(call, rows, locks, mine)) + tail(**more)
    return Reply(whole, version)


class Said(NamedTuple):
    """What moves and needs read of an assessment."""

    state: str
    organisation_id: str
    acronym: str
    rating: str
    period: str
    narrative: bool
    evidence: bool
    submitted_by: str | None
    reason: str | None


def _sewn(shown: str, tails: Sequence[str]) -> str:
    """The array, with what belongs to each item where its seam was."""
    pieces = shown.split(SEAM)
    return pieces[0] + "".join([own + piece for own, piece in zip(tails, pieces[1:], strict=True)])


def _tails(call: Call, rows: Sequence[Said], locks: list[dict[str, Any]], mine: frozenset[UUID]) -> list[str]:
    """`moves` and `editable` of each. Most are alike for this caller: each kind is worked out once."""
    known: dict[Any, str] = {}
    own = {str(id) for id in mine}
    me = str(call.actor.person_id)
    found = []
    for row in rows:
        lock = _lock(row.period, locks)
        key = (
            row.state,
            row.organisation_id if row.organisation_id in own else "",
            (row.rating, row.narrative, row.evidence) if row.state in EDITABLE else None,
            row.submitted_by == me,
            lock and (row.period, lock),
        )
        if key not in known:
            known[key] = _tail(call, row, lock)
        found.append(known[key])
    return found


def _tail(call: Call, row: Said, lock: tuple[str, str, Any] | None) -> str:
    facts = Facts(
        AssessmentState(row.state),
        UUID(row.organisation_id),
        Rating(row.rating),
        row.narrative,
        int(row.evidence),
        UUID(row.submitted_by) if row.submitted_by else None,
        row.period,
        lock,
    )
    editable = facts.state in EDITABLE and lock is None and call.may(policy.ASSESS)
    said = {
        "moves": ASSESSMENT.offered(call, facts),
        "editable": editable and call.speaks_for(facts.organisation_id),
    }
    return tail(**said)[:-1]  # the brace that ends it stands after the seam


def _lock(of: str, locks: list[dict[str, Any]]) -> tuple[str, str, Any] | None:
    """The first lock that a half-year lies within."""
    if not locks:
        return None
    wanted = periods.parse(of)
    held = [each for each in locks if wanted.within(periods.parse(each["period"]))]
    return (held[0]["period"], held[0]["acronym"], held[0]["locked_at"]) if held else None


def _needs(language: str, lead: str | None, given: Sequence[Said], period: str) -> list[dict[str, Any]]:
    """What this objective still needs for the half-year, as sentences."""
    wanted: list[tuple[str, list[str], dict[str, Any]]] = []
    if lead is None:
        wanted.append(("objective-lead", [], {}))
    elif not any(_given(each, lead, period) for each in given):
        wanted.append(("objective-assess", [lead], {"organisation": lead, "period": period}))
    for each in given:
        facts = {"organisation": each.acronym, "period": each.period, "reason": each.reason}
        if each.state == AssessmentState.SUBMITTED:
            wanted.append(("objective-approve", [], facts))
        elif each.state == AssessmentState.RETURNED:
            wanted.append(("objective-returned", [each.acronym], facts))
    wanted = wanted or [("objective-none", [], {"period": period})]
    return [
        {"key": key, "sentence": say(f"need.{key}", language, **facts), "organisations": who, "by_at": None}
        for key, who, facts in wanted
    ]


def _given(each: Said, lead: str, period: str) -> bool:
    return each.acronym == lead and each.period == period and each.state != AssessmentState.DRAFT


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
