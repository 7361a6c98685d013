"""What one organisation has told, and what it told for the period before: with it a page begins filled in."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.indicators.models import IndicatorValue
from api.kernel.db import Id
from api.kernel.schemas import usd
from api.kernel.views import Source, View, among, spread
from api.objectives.models import Assessment
from api.periods.rules import parse
from api.reporting.owed import Owed
from api.reporting.schemas import OwedKind
from api.workplans.models import Activity, ActivityUpdate

MOST_PERIODS = 16  # three months, a quarter, a half-year and a year, each with the one before
_network = sa.bindparam("network_id", type_=Id)
_organisation = sa.bindparam("organisation_id", type_=Id)
Key = tuple[OwedKind, UUID, str]

VALUES = View(
    sa.select(
        IndicatorValue.indicator_id,
        IndicatorValue.period,
        IndicatorValue.id,
        IndicatorValue.version,
        IndicatorValue.figure,
        IndicatorValue.cell_count,
        IndicatorValue.note,
    ).where(
        IndicatorValue.network_id == _network,
        IndicatorValue.organisation_id == _organisation,
        among(IndicatorValue.period, "period", MOST_PERIODS),
    )
)
ASSESSMENTS = View(
    sa.select(
        Assessment.objective_id,
        Assessment.period,
        Assessment.id,
        Assessment.version,
        Assessment.rating,
        Assessment.narrative,
    ).where(
        Assessment.network_id == _network,
        Assessment.organisation_id == _organisation,
        among(Assessment.period, "period", MOST_PERIODS),
    )
)


UPDATES = View(
    sa.select(
        Activity.id,
        ActivityUpdate.period,
        ActivityUpdate.id,
        ActivityUpdate.version,
        ActivityUpdate.status,
        ActivityUpdate.progress,
        ActivityUpdate.problems,
        ActivityUpdate.next_steps,
        ActivityUpdate.forecast_starts_on,
        ActivityUpdate.forecast_ends_on,
        ActivityUpdate.expenditure_cents,
    )
    .select_from(sa.join(ActivityUpdate, Activity, ActivityUpdate.origin_id == Activity.origin_id))
    .where(
        ActivityUpdate.network_id == _network,
        ActivityUpdate.organisation_id == _organisation,
        among(ActivityUpdate.period, "period", MOST_PERIODS),
    )
)


async def contents(source: Source, network_id: UUID, organisation_id: UUID, owed: Iterable[Owed]) -> dict[Key, Any]:
    """By kind, thing and period: what stands now, and what was told before. For whoever may read it: ask no rights here."""
    found: dict[Key, Any] = {}
    of_kind = {kind: [each for each in owed if each.kind == kind] for kind in OwedKind}
    found |= await _told(source, VALUES, _value, network_id, organisation_id, of_kind[OwedKind.VALUE])
    found |= await _told(source, UPDATES, _update, network_id, organisation_id, of_kind[OwedKind.UPDATE])
    found |= await _told(source, ASSESSMENTS, _assessment, network_id, organisation_id, of_kind[OwedKind.ASSESSMENT])
    return found


async def _told(
    source: Source, view: View, shown: Any, network_id: UUID, organisation_id: UUID, owed: list[Owed]
) -> dict[Key, Any]:
    pairs = {each.period: str(parse(each.period).before()) for each in owed}
    names = sorted({*pairs, *pairs.values()})
    asked = {"network_id": network_id, "organisation_id": organisation_id, **spread("period", names, MOST_PERIODS)}
    rows = {(row[0], row[1]): shown(row[2:]) for row in await view.fetch(source, **asked)} if names else {}
    return {
        (each.kind, each.id, each.period): {
            "current": rows.get((each.id, each.period)),
            "before": rows.get((each.id, pairs[each.period])),
            **(each.measure or {}),
        }
        for each in owed
    }


def _value(row: Any) -> dict[str, Any]:
    id, version, figure, cells, note = row
    return {"id": str(id), "version": version, "figure": figure, "cell_count": cells, "note": note}


def _assessment(row: Any) -> dict[str, Any]:
    id, version, rating, narrative = row
    return {"id": str(id), "version": version, "rating": rating, "narrative": narrative}


def _update(row: Any) -> dict[str, Any]:
    id, version, status, progress, problems, next_steps, starts_on, ends_on, cents = row
    return {
        "id": str(id),
        "version": version,
        "status": status,
        "progress": progress,
        "problems": problems,
        "next_steps": next_steps,
        "forecast_starts_on": starts_on.isoformat() if starts_on else None,
        "forecast_ends_on": ends_on.isoformat() if ends_on else None,
        "expenditure": None if cents is None else usd(cents),
    }
