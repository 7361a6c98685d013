"""What a plan should have: named checks over plain values, no I/O. UN INFO's own (`uninfo_joint_workplan.json`), and ours.

A blocker is what UN INFO refuses; a warning is what it, or whoever reads the plan, would ask about.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from api.kernel.words import say
from api.workplans.money import Amounts, total
from api.workplans.values import MARKERS, MOST_TARGETS, ActivityStatus, FindingSeverity

MOST_SENTENCES = 3
_SENTENCE = re.compile(r"[.!?…]+(?:\s|$)")


@dataclass(frozen=True)
class JudgedLine:
    agency: str
    source: str
    year: int
    amounts: Amounts


@dataclass(frozen=True)
class JudgedActivity:
    """An activity as far as findings depend on it; agencies by acronym, the lead first."""

    id: UUID
    code: str
    title: str
    starts_on: date
    ends_on: date
    agencies: tuple[str, ...] = ()
    implementing_partners: int = 0
    objectives: tuple[int, ...] = ()
    sdg_targets: tuple[str, ...] = ()
    places: int = 0
    status: ActivityStatus = ActivityStatus.YET_TO_START
    markers: dict[str, tuple[int | None, str | None]] = field(default_factory=dict)
    programme: str | None = None
    programme_days: tuple[date, date] | None = None
    programme_agencies: int = 0
    lines: tuple[JudgedLine, ...] = ()
    stated: Amounts | None = None  # the totals that somebody else wrote beside the years


@dataclass(frozen=True)
class Judged:
    starts_on: date
    ends_on: date
    framework_name: str | None = None
    activities: tuple[JudgedActivity, ...] = ()


@dataclass(frozen=True)
class Finding:
    rule: str
    severity: FindingSeverity
    activity: JudgedActivity | None = None
    at: str = ""  # the field
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def where(self) -> str:
        return (f"/activities/{self.activity.id}" if self.activity is not None else "") + (
            f"/{self.at}" if self.at else ""
        )


Check = Callable[[Judged, JudgedActivity], Iterator[Finding]]
CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    CHECKS[function.__name__] = function
    return function


def findings(plan: Judged) -> list[Finding]:
    """Everything found: blockers first, in the order of the plan."""
    found = list(_of_plan(plan))
    for activity in plan.activities:
        for rule in CHECKS.values():
            found += rule(plan, activity)
    return sorted(found, key=lambda each: each.severity != FindingSeverity.BLOCKER)


def spoken(found: list[Finding], language: str) -> list[dict[str, Any]]:
    """Each in words: what is the matter, and how to mend it."""
    return [
        {
            "rule": each.rule,
            "severity": str(each.severity),
            "where": each.where,
            "activity_id": str(each.activity.id) if each.activity is not None else None,
            "code": each.activity.code if each.activity is not None else None,
            "sentence": say(f"workplan-finding.{each.rule}", language, **each.facts),
            "mend": say(f"workplan-finding.{each.rule}.mend", language, **each.facts),
        }
        for each in found
    ]


def _of_plan(plan: Judged) -> Iterator[Finding]:
    if plan.framework_name is None:
        yield Finding("framework_named", FindingSeverity.WARNING, at="framework_name")
    if not plan.activities:
        yield Finding("activities_exist", FindingSeverity.WARNING, at="activities")
    yield from _joint_programmes(plan)


def _joint_programmes(plan: Judged) -> Iterator[Finding]:
    """Three agencies of a joint programme make at least three rows: an export splits a row, so each needs money of its own."""
    programmes: dict[str, list[JudgedActivity]] = {}
    for activity in plan.activities:
        if activity.programme is not None:
            programmes.setdefault(activity.programme, []).append(activity)
    for number, activities in programmes.items():
        agencies = {agency for activity in activities for agency in activity.agencies}
        need = activities[0].programme_agencies
        if len(agencies) < need:
            facts = {"programme": number, "count": len(agencies), "need": need}
            yield Finding(
                "joint_programme_single_agency", FindingSeverity.BLOCKER, activities[0], "contributors", facts
            )


# ── UN INFO's own checks ────────────────────────────────────────────────────────────────────────────────────────────


@check
def totals_are_sums(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    """Each total equals the sum of its years. Ours always do; one that came in a file may not."""
    if activity.stated is None:
        return
    sums = total(line.amounts for line in activity.lines)
    for name in ("required", "available", "expenditure"):
        if getattr(activity.stated, name) != getattr(sums, name):
            facts = {
                "code": activity.code,
                "amount": getattr(sums, name) or 0,
                "stated": getattr(activity.stated, name) or 0,
            }
            yield Finding("totals_are_sums", FindingSeverity.BLOCKER, activity, "money", facts)


@check
def max_sdg_targets(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    if len(activity.sdg_targets) > MOST_TARGETS:
        facts = {"code": activity.code, "have": len(activity.sdg_targets), "need": MOST_TARGETS}
        yield Finding("max_sdg_targets", FindingSeverity.BLOCKER, activity, "sdg_targets", facts)


@check
def available_not_above_required(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    yield from _not_above("available_not_above_required", activity, "available", "required")


@check
def expenditure_not_above_available(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    yield from _not_above("expenditure_not_above_available", activity, "expenditure", "available")


def _not_above(rule: str, activity: JudgedActivity, small: str, large: str) -> Iterator[Finding]:
    """By year, as UN INFO looks at it."""
    years: dict[int, Amounts] = {}
    for line in activity.lines:
        years[line.year] = years.get(line.year, Amounts()).plus(line.amounts)
    for year, amounts in sorted(years.items()):
        less, more = getattr(amounts, small) or 0, getattr(amounts, large) or 0
        if less > more:
            facts = {"code": activity.code, "year": year, "amount": less, "stated": more}
            yield Finding(rule, FindingSeverity.WARNING, activity, "money", facts)


@check
def joint_programme_dates(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    """What is tied to a joint programme lies within its dates."""
    days = activity.programme_days
    if days is not None and (activity.starts_on < days[0] or activity.ends_on > days[1]):
        facts = {"code": activity.code, "programme": activity.programme, "first": days[0], "last": days[1]}
        yield Finding("joint_programme_dates", FindingSeverity.BLOCKER, activity, "starts_on", facts)


@check
def agency_and_partner_before_money(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    """No figures before the agency and whoever gives the money are named."""
    for line in activity.lines:
        if line.agency not in activity.agencies:
            facts = {"code": activity.code, "organisation": line.agency, "year": line.year}
            yield Finding("agency_and_partner_before_money", FindingSeverity.WARNING, activity, "money", facts)
            return


@check
def marker_justification(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    """A marker comes with a justification of at most three sentences."""
    for name in MARKERS:
        level, reason = activity.markers.get(name, (None, None))
        if level is None:
            continue
        facts: dict[str, Any] = {"code": activity.code, "marker": name}
        if not reason:
            yield Finding("marker_justification", FindingSeverity.WARNING, activity, f"{name}_reason", facts)
        elif len(_SENTENCE.findall(reason + " ")) > MOST_SENTENCES:
            facts |= {"need": MOST_SENTENCES}
            yield Finding("marker_justification_long", FindingSeverity.WARNING, activity, f"{name}_reason", facts)


# ── ours, and the mandatory tags of the help pages ──────────────────────────────────────────────────────────────────


@check
def marker_set(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    for name in ("gender", "human_rights"):
        if activity.markers.get(name, (None, None))[0] is None:
            yield Finding(
                "marker_set",
                FindingSeverity.WARNING,
                activity,
                f"{name}_marker",
                {"code": activity.code, "marker": name},
            )


@check
def objective_named(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    if not activity.objectives:
        yield Finding("objective_named", FindingSeverity.WARNING, activity, "objectives", {"code": activity.code})


@check
def target_named(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    if not activity.sdg_targets:
        yield Finding("target_named", FindingSeverity.WARNING, activity, "sdg_targets", {"code": activity.code})


@check
def place_named(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    if not activity.places:
        yield Finding("place_named", FindingSeverity.WARNING, activity, "places", {"code": activity.code})


@check
def partner_named(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    if not activity.implementing_partners:
        yield Finding(
            "partner_named", FindingSeverity.WARNING, activity, "implementing_partners", {"code": activity.code}
        )


@check
def money_entered(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    """What is planned says what it needs, be it nothing: a zero is an answer, a blank is none."""
    if activity.status == ActivityStatus.CANCELLED:
        return
    if total(line.amounts for line in activity.lines).required is None:
        yield Finding("money_entered", FindingSeverity.WARNING, activity, "money", {"code": activity.code})


@check
def within_plan(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    if activity.starts_on > plan.ends_on or activity.ends_on < plan.starts_on:
        facts = {"code": activity.code, "first": plan.starts_on, "last": plan.ends_on}
        yield Finding("within_plan", FindingSeverity.WARNING, activity, "starts_on", facts)


@check
def money_within_plan(plan: Judged, activity: JudgedActivity) -> Iterator[Finding]:
    """Money of years in which the activity does not run."""
    for year in sorted({line.year for line in activity.lines}):
        if not activity.starts_on.year <= year <= activity.ends_on.year:
            yield Finding(
                "money_within_plan", FindingSeverity.WARNING, activity, "money", {"code": activity.code, "year": year}
            )
