"""Money of a plan as it is read: line by line, and summed along an axis."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call
from api.kernel.db import Id, dumps
from api.kernel.routing import Reply
from api.kernel.views import View
from api.networks.models import Organisation
from api.objectives.models import Objective
from api.workplans.content import Content, amounts_of, gather, in_order
from api.workplans.models import (
    Activity,
    ActivityUpdate,
)
from api.workplans.money import Amounts, Line, by, told_all, total
from api.workplans.part_views import SPENT_BY_UPDATES, YEAR, see
from api.workplans.values import UpdateState

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)


REPORTED = View(
    sa.select(Activity.id, ActivityUpdate.organisation_id, YEAR, SPENT_BY_UPDATES)
    .select_from(sa.join(Activity, ActivityUpdate, ActivityUpdate.origin_id == Activity.origin_id))
    .where(
        Activity.network_id == _network,
        Activity.workplan_id == _id,
        ActivityUpdate.network_id == _network,
        ActivityUpdate.state == UpdateState.SUBMITTED,
        ActivityUpdate.expenditure_cents.is_not(None),
    )
    .group_by(Activity.id, ActivityUpdate.organisation_id, YEAR)
    .order_by(YEAR, ActivityUpdate.organisation_id)
)
ORGANISATIONS = View(
    sa.select(Organisation.id, Organisation.acronym, Organisation.name, Organisation.sort_key).order_by(
        Organisation.sort_key, Organisation.id
    )
)


async def money_lines(call: Call, content: Content) -> list[Line]:
    """Every amount of a plan: its lines, and what was reported as spent, which names no source."""
    lines, known = [], {}
    for outcome, _, activity in in_order(content):
        id, served = UUID(activity["id"]), tuple(activity["objectives"])
        known[id] = UUID(outcome["id"]), served
        lines += [
            Line(
                id,
                UUID(outcome["id"]),
                UUID(line["organisation_id"]),
                line["source"],
                line["year"],
                amounts_of(line),
                served,
            )
            for line in activity["lines"]
        ]
    rows = await REPORTED.fetch(call.source, network_id=call.network_id, id=UUID(content["id"]))
    for activity_id, agency, year, cents in rows:
        id = UUID(str(activity_id))
        outcome_id, served = known[id]
        lines.append(Line(id, outcome_id, UUID(str(agency)), None, int(year), Amounts(expenditure=int(cents)), served))
    return lines


async def lines(call: Call, workplan_id: UUID) -> Reply:
    """All money lines of a plan, in its order; what was reported by quarter at the end."""
    version = await see(call, workplan_id)
    content = await gather(call, workplan_id)
    acronyms = {UUID(str(row[0])): row[1] for row in await ORGANISATIONS.fetch(call.source)}
    items = [
        {
            "activity_id": str(line.activity),
            "organisation_id": str(line.agency),
            "acronym": acronyms[line.agency],
            "source": line.source,
            "year": line.year,
            **told_all(line.amounts),
        }
        for line in await money_lines(call, content)
    ]
    return Reply(dumps({"items": items}), version)


async def money_sums(call: Call, workplan_id: UUID, axis: str) -> Reply:
    """Sums along one axis; they add up to the plan's total, but by objective, where an activity may count more than once."""
    version = await see(call, workplan_id)
    content = await gather(call, workplan_id)
    lines = await money_lines(call, content)
    names = await _names(call, content, axis)
    sums: dict[Any, tuple[Amounts, frozenset[UUID]]] = {}
    if axis == "objective":
        for number in range(1, 24):
            serving = [line for line in lines if number in line.objectives]
            if any(number in activity["objectives"] for activity in content["activities"]):
                sums |= by(serving, lambda _, number=number: number) or {number: (Amounts(), frozenset())}  # type: ignore[misc]
    else:
        attribute = {"agency": "agency", "source": "source", "year": "year", "outcome": "outcome"}[axis]
        sums = by(lines, lambda line: getattr(line, attribute))
    items = [
        {
            "key": str(key) if key is not None else None,
            "label": names(key),
            "activity_count": len(held),
            "money": told_all(sum),
        }
        for key, (sum, held) in sorted(sums.items(), key=lambda each: _order(axis, names, each[0]))
    ]
    whole = total(line.amounts for line in lines)
    return Reply(dumps({"by": axis, "items": items, "total": told_all(whole)}), version)


def _order(axis: str, names: Any, key: Any) -> tuple[Any, ...]:
    if isinstance(key, int):
        return (0, key, "")
    return (key is None, 0, str(names(key)["en"] or "").casefold())


async def _names(call: Call, content: Content, axis: str) -> Any:
    """What names a key of an axis, by language."""
    if axis == "agency":
        known = {UUID(str(row[0])): row[1] for row in await ORGANISATIONS.fetch(call.source)}
        return lambda key: {"en": known[key], "ru": None, "tk": None}
    if axis == "outcome":
        titles = {UUID(each["id"]): each for each in content["results"]}
        return lambda key: {
            language: f"{titles[key]['code']} {text}" if text else None
            for language, text in titles[key]["title"].items()
        }
    if axis == "objective":
        rows = await LABELS.fetch(call.source, network_id=call.network_id)
        labels = {row[0]: row[1] for row in rows}
        return lambda key: labels[key]
    return lambda key: {"en": str(key) if key is not None else None, "ru": None, "tk": None}


LABELS = View(sa.select(Objective.number, Objective.label).where(Objective.network_id == _network))
