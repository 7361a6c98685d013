"""Copies of a plan: a later version with everything in it, or a new plan that begins where another ends."""

from datetime import date
from typing import Any
from uuid import UUID

from api.kernel.access import Call
from api.kernel.db import new_id
from api.workplans.content import SAID, STANDING, Content, day, digest_of, gather
from api.workplans.models import (
    MONEY,
    Activity,
    ActivityContributor,
    MoneyLine,
    Workplan,
    WorkplanResult,
    WorkplanRisk,
)
from api.workplans.values import ActivityStatus, RiskState

RESULT = ("kind", "code", "title", "position", "priority_code", "priority")
LINE = ("source", "year", *MONEY)
RISK = ("title", "likelihood", "impact", "mitigation", "state")
OVER = (ActivityStatus.COMPLETED, ActivityStatus.CANCELLED)
DAYS = ("forecast_starts_on", "forecast_ends_on")


async def copy(call: Call, source: Workplan, target: Workplan) -> None:
    """Everything, each known by its origin as the same."""
    content = await gather(call, source.id)
    results = await _results(call, content, target, same=True)
    for activity in content["activities"]:
        twin = _twin(call, activity, target, results[activity["output_id"]], UUID(activity["origin_id"]))
        twin.starts_on, twin.ends_on = day(activity["starts_on"]), day(activity["ends_on"])
        for name in (*MONEY, *STANDING):
            value = activity[name]
            setattr(twin, name, day(value) if name in DAYS and value is not None else value)
        lines = [_line(call, line) for line in activity["lines"]]
        twin.money_digest = digest_of(lines)
        call.session.add(twin)
        await call.session.flush()
        for line in lines:
            line.activity_id = twin.id
        call.session.add_all([*_contributors(call, twin), *lines])
    _risks(call, content, target, same=True)
    await call.session.flush()


async def begin_from(call: Call, source: Workplan, target: Workplan) -> None:
    """Results, and the activities that are not over: in the new period, yet to start, without money."""
    content = await gather(call, source.id)
    results = await _results(call, content, target, same=False)
    for activity in content["activities"]:
        if activity["current_status"] in OVER:
            continue
        twin = _twin(call, activity, target, results[activity["output_id"]], new_id())
        twin.starts_on, twin.ends_on = _moved(day(activity["starts_on"]), day(activity["ends_on"]), source, target)
        twin.status = twin.current_status = ActivityStatus.YET_TO_START
        twin.uninfo, twin.money_digest = {}, digest_of([])
        call.session.add(twin)
        await call.session.flush()
        call.session.add_all(_contributors(call, twin))
    _risks(call, content, target, same=False)
    await call.session.flush()


async def _results(call: Call, content: Content, target: Workplan, *, same: bool) -> dict[str, UUID]:
    """Copies of the results, outcomes first; which became which."""
    made: dict[str, UUID] = {}
    for result in sorted(content["results"], key=lambda each: each["parent_id"] is not None):
        twin = WorkplanResult(
            created_at=call.now,
            network_id=call.network_id,
            workplan_id=target.id,
            origin_id=UUID(result["origin_id"]) if same else new_id(),
            parent_id=made[result["parent_id"]] if result["parent_id"] is not None else None,
            **{name: result[name] for name in RESULT},
        )
        call.session.add(twin)
        await call.session.flush()
        made[result["id"]] = twin.id
    return made


def _twin(call: Call, activity: Content, target: Workplan, output_id: UUID, origin_id: UUID) -> Activity:
    return Activity(
        created_at=call.now,
        network_id=call.network_id,
        workplan_id=target.id,
        output_id=output_id,
        origin_id=origin_id,
        lead_id=UUID(activity["lead"]["id"]),
        proposal_id=UUID(activity["proposal_id"]) if activity["proposal_id"] is not None else None,
        **{name: activity[name] for name in (*SAID, "contributors", "position")},
    )


def _line(call: Call, line: Content) -> MoneyLine:
    values = {name: line[name] for name in LINE}
    return MoneyLine(network_id=call.network_id, organisation_id=UUID(line["organisation_id"]), **values)


def _contributors(call: Call, activity: Activity) -> list[Any]:
    return [
        ActivityContributor(
            network_id=call.network_id, activity_id=activity.id, organisation_id=UUID(each["organisation_id"])
        )
        for each in activity.contributors
    ]


def _risks(call: Call, content: Content, target: Workplan, *, same: bool) -> None:
    """What is closed is not taken over into another plan."""
    for risk in content["risks"]:
        if not same and risk["state"] == RiskState.CLOSED:
            continue
        call.session.add(
            WorkplanRisk(
                created_at=call.now,
                network_id=call.network_id,
                workplan_id=target.id,
                origin_id=UUID(risk["origin_id"]) if same else new_id(),
                owner_id=UUID(risk["owner_id"]),
                **{name: risk[name] for name in RISK},
            )
        )


def _moved(starts_on: date, ends_on: date, source: Workplan, target: Workplan) -> tuple[date, date]:
    """Days of an activity as many years later as the plan is, within the new plan's period."""
    years = target.starts_on.year - source.starts_on.year
    first, last = (_years_later(day, years) for day in (starts_on, ends_on))
    first = min(max(first, target.starts_on), target.ends_on)
    return first, max(min(last, target.ends_on), first)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
