"""Reads what is owed for a quarter where it is kept: indicators, workplans, objectives."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.indicators.models import Indicator, IndicatorReporter, IndicatorValue
from api.indicators.values import IndicatorState
from api.kernel.db import Id
from api.kernel.views import Source, View, among, spread
from api.networks.models import Organisation
from api.objectives.models import Assessment, Objective, Priority
from api.periods.rules import Period, Span
from api.reporting.owed import Owed, ending
from api.reporting.schemas import OwedKind, OwedState
from api.workplans.service import Due, due_of
from api.workplans.values import UpdateState

MOST_PERIODS = 6  # three months, the quarter, a half-year and a year
_network = sa.bindparam("network_id", type_=Id)
_period = sa.bindparam("period", type_=sa.String)

INDICATORS = View(
    sa.select(
        Indicator.id,
        Indicator.code,
        Indicator.title,
        Indicator.frequency,
        IndicatorReporter.organisation_id,
        Organisation.acronym,
        Indicator.kind,
        Indicator.unit,
        Indicator.dimensions,
        Indicator.by_place,
    )
    .select_from(
        sa.join(IndicatorReporter, Indicator, IndicatorReporter.indicator_id == Indicator.id).join(
            Organisation, IndicatorReporter.organisation_id == Organisation.id
        )
    )
    .where(IndicatorReporter.network_id == _network, Indicator.state == IndicatorState.ACTIVE)
    .order_by(Indicator.code, Organisation.acronym)
)
VALUES = View(
    sa.select(
        IndicatorValue.indicator_id,
        IndicatorValue.organisation_id,
        IndicatorValue.period,
        IndicatorValue.state,
        IndicatorValue.reason,
    ).where(IndicatorValue.network_id == _network, among(IndicatorValue.period, "period", MOST_PERIODS))
)
OBJECTIVES = View(
    sa.select(
        Objective.id,
        Objective.number,
        Objective.title,
        Objective.lead_id,
        Organisation.acronym,
        Assessment.state,
        Assessment.reason,
    )
    .select_from(
        sa.join(Objective, Organisation, Objective.lead_id == Organisation.id).outerjoin(
            Assessment,
            sa.and_(
                Assessment.objective_id == Objective.id,
                Assessment.organisation_id == Objective.lead_id,
                Assessment.period == _period,
            ),
        )
    )
    .where(Objective.network_id == _network, Objective.priority != Priority.NOT_PRIORITISED)
    .order_by(Objective.number)
)


async def gather(source: Source, network_id: UUID, quarter: Period) -> list[Owed]:
    """All that every organisation owes for a quarter, as it stands now."""
    return [
        *await _values(source, network_id, quarter),
        *await _updates(source, network_id, quarter),
        *await _assessments(source, network_id, quarter),
    ]


async def _values(source: Source, network_id: UUID, quarter: Period) -> list[Owed]:
    """A value of each indicator, from each organisation that reports it, for each of its periods that ends here."""
    due = {span: [str(period) for period in ending(quarter, span)] for span in Span}
    names = sorted({name for some in due.values() for name in some})
    given = {
        (row[0], row[1], row[2]): (row[3], row[4])
        for row in await VALUES.fetch(source, network_id=network_id, **spread("period", names, MOST_PERIODS))
    }
    found = []
    for row in await INDICATORS.fetch(source, network_id=network_id):
        id, code, title, frequency, organisation_id, acronym, kind, unit, dimensions, by_place = row
        measure = {"kind": kind, "unit": unit, "by_parts": bool(dimensions) or by_place}
        for period in due[Span(frequency)]:
            known = given.get((id, organisation_id, period))
            found.append(
                _owed(OwedKind.VALUE, id, code, title, organisation_id, acronym, period, known, measure=measure)
            )
    return found


async def _updates(source: Source, network_id: UUID, quarter: Period) -> list[Owed]:
    """An update of each activity that is on, from its lead and from each that contributes."""
    return [
        _owed(
            OwedKind.UPDATE,
            each.activity_id,
            each.code,
            each.title,
            each.organisation_id,
            each.acronym,
            each.period,
            None if each.state is None else (_state(each), each.reason),
            each.workplan_id,
        )
        for each in await due_of(source, network_id, str(quarter))
    ]


def _state(each: Due) -> OwedState:
    """A draft that has a reason was given back."""
    given_back = each.state == UpdateState.DRAFT and each.reason is not None
    return OwedState.RETURNED if given_back else OwedState(str(each.state))


async def _assessments(source: Source, network_id: UUID, quarter: Period) -> list[Owed]:
    """From its lead, of each objective that the network has given a priority, when a half-year is over."""
    found = []
    for half in ending(quarter, Span.HALF_YEAR):
        for id, number, title, lead, acronym, state, reason in await OBJECTIVES.fetch(
            source, network_id=network_id, period=str(half)
        ):
            given = (state, reason) if state else None
            found.append(_owed(OwedKind.ASSESSMENT, id, str(number), title, lead, acronym, str(half), given))
    return found


def _owed(
    kind: OwedKind,
    id: UUID,
    number: str,
    title: dict[str, Any],
    organisation_id: UUID,
    acronym: str,
    period: str,
    given: tuple[str, str | None] | None,
    workplan_id: UUID | None = None,
    measure: dict[str, Any] | None = None,
) -> Owed:
    state, reason = given or (OwedState.MISSING, None)
    shown = reason if state == OwedState.RETURNED else None
    return Owed(
        kind, id, number, title, organisation_id, acronym, period, OwedState(state), shown, workplan_id, measure
    )
