"""From approved values to what everybody reads: the network's figures, what is not shown of them, and the kept series.

Worked out in the unit of work that approves or reopens, for the stretch of time that it touches; no read adds up.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.indicators import figures, rules
from api.indicators.figures import NETWORK, Reported, Stretch
from api.indicators.models import (
    Indicator,
    IndicatorCell,
    IndicatorFigure,
    IndicatorValue,
    no_summary,
)
from api.indicators.rules import BLANK, TOTAL, Key, Number, Scale
from api.indicators.suppression import small
from api.indicators.values import Accumulates, Direction, IndicatorKind, IndicatorStatus, Suppressed, ValueState
from api.kernel.access import Call
from api.kernel.db import Id
from api.networks.models import Network
from api.periods.rules import MONTHS, Period, Span, ordered, parse

RECENT = 8
NOTHING = {"value": None, "numerator": None, "denominator": None}


def scale_of(indicator: Indicator) -> Scale:
    return Scale(IndicatorKind(indicator.kind), indicator.decimals, indicator.part_decimals, indicator.per)


async def periods_of(call: Call, indicator: Indicator) -> list[str]:
    """Every period of which something is approved, or was shown."""
    values = sa.select(IndicatorValue.period).where(
        IndicatorValue.network_id == call.network_id,
        IndicatorValue.indicator_id == indicator.id,
        IndicatorValue.state == ValueState.APPROVED,
    )
    found = set((await call.session.execute(values.distinct())).scalars())
    return ordered(found | {point["period"] for point in indicator.series["periods"]})


async def refresh(call: Call, indicator: Indicator, touched: Iterable[str] = ()) -> None:
    """Bring figures, series and summaries up to date after values of these periods were approved or reopened."""
    await call.session.flush()
    threshold = await _threshold(call) if indicator.counts_people else 0
    points: dict[bool, dict[str, dict[str, Any]]] = {True: {}, False: {}}
    years: dict[bool, dict[str, dict[str, Any]]] = {True: {}, False: {}}
    gone: set[str] = set()
    for year, periods in _stretches(indicator, touched).items():
        values, cells = await _approved(call, indicator, year, periods)
        summed = year is not None and indicator.accumulates == Accumulates.SUM
        reported = [Reported(row.acronym, row.period, cells[row.id]) for row in values]
        made = figures.stretch(reported, scale_of(indicator), threshold, summed=summed)
        await _write_figures(call, indicator, periods, values, made)
        await _write_hidden(call, values, cells, made, scale_of(indicator), threshold)
        known = _points(indicator, values, made)
        gone |= periods
        for full in (True, False):
            points[full] |= known[full]
        if summed and values:
            _year(indicator, values, made, years)
    _keep(indicator, points, years, gone)


async def _threshold(call: Call) -> int:
    statement = sa.select(Network.small_cell_threshold).where(Network.id == call.network_id)
    return int((await call.session.execute(statement)).scalar_one())


def _stretches(indicator: Indicator, touched: Iterable[str]) -> dict[str | None, set[str]]:
    """The periods that are worked out together: of a year where the year's sum is shown, else each by itself. By year;
    a period by itself stands under its own name."""
    found: dict[str | None, set[str]] = defaultdict(set)
    for name in touched:
        period = parse(name)
        if indicator.accumulates == Accumulates.SUM and period.span != Span.YEAR:
            year = Period(period.year, Span.YEAR)
            found[str(year)] |= {str(part) for part in year.parts(Span(indicator.frequency))} | {name}
        else:
            found[name].add(name)
    return found


async def _approved(
    call: Call, indicator: Indicator, _: str | None, periods: set[str]
) -> tuple[list[IndicatorValue], dict[UUID, dict[Key, Number]]]:
    """The approved values of these periods with their cells."""
    statement = sa.select(IndicatorValue).where(
        IndicatorValue.network_id == call.network_id,
        IndicatorValue.indicator_id == indicator.id,
        IndicatorValue.period.in_(sorted(periods)),
        IndicatorValue.state == ValueState.APPROVED,
    )
    ordered_by = statement.order_by(IndicatorValue.period, IndicatorValue.acronym)
    values = list((await call.session.execute(ordered_by)).scalars())
    return values, await cells_of(call, [value.id for value in values])


async def cells_of(call: Call, value_ids: Sequence[UUID]) -> dict[UUID, dict[Key, Number]]:
    """The cells of values as they were reported."""
    found: dict[UUID, dict[Key, Number]] = {value_id: {} for value_id in value_ids}
    for start in range(0, len(value_ids), 500):
        statement = sa.select(
            IndicatorCell.value_id,
            IndicatorCell.place,
            IndicatorCell.dims,
            IndicatorCell.value,
            IndicatorCell.numerator,
            IndicatorCell.denominator,
        ).where(
            IndicatorCell.network_id == call.network_id,
            IndicatorCell.value_id.in_(value_ids[start : start + 500]),
        )
        for value_id, place, dims, *numbers in (await call.session.execute(statement)).all():
            found[value_id][Key(place, dims)] = Number(*numbers)
    return found


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _write_figures(
    call: Call, indicator: Indicator, periods: set[str], values: Sequence[IndicatorValue], made: Stretch
) -> None:
    here = (IndicatorFigure.network_id == call.network_id, IndicatorFigure.indicator_id == indicator.id)
    await call.session.execute(sa.delete(IndicatorFigure).where(*here, IndicatorFigure.period.in_(sorted(periods))))
    rows = [
        {
            "network_id": call.network_id,
            "indicator_id": indicator.id,
            "period": name.period,
            "place": name.key.place,
            "dims": name.key.dims,
            "organisation_count": made.counts.get(name, 0),
            **number._asdict(),
            "hidden": made.hidden.get(name),
        }
        for name, number in made.numbers.items()
        if name.organisation == NETWORK and name.period
    ]
    if rows:
        await call.session.execute(sa.insert(IndicatorFigure.__table__), rows)  # type: ignore[arg-type]


async def _write_hidden(
    call: Call,
    values: Sequence[IndicatorValue],
    cells: Mapping[UUID, Mapping[Key, Number]],
    made: Stretch,
    scale: Scale,
    threshold: int,
) -> None:
    """Mark the reported cells and totals that are not shown, and take marks away from those that are again."""
    ids = [value.id for value in values]
    if not ids:
        return
    of_them = (IndicatorCell.network_id == call.network_id, IndicatorCell.value_id.in_(ids))
    marked = sa.update(IndicatorCell).where(*of_them, IndicatorCell.hidden.is_not(None))
    await call.session.execute(marked.values(hidden=None).execution_options(synchronize_session=False))
    rows = []
    for value in values:
        hidden = made.why(value.acronym, value.period, TOTAL)
        if value.hidden != hidden:
            value.hidden = hidden
        for key, number in cells[value.id].items():
            why = made.why(value.acronym, value.period, key)
            if why is None and small(number, scale, threshold):
                why = Suppressed.SMALL  # typed, and not what its parts come to: they are shown, it is not
            if why is not None:
                rows.append({"v": value.id, "p": key.place, "d": key.dims, "hidden": str(why)})
    if rows:
        table: Any = IndicatorCell.__table__
        change = sa.update(table).where(
            table.c.network_id == call.network_id,
            table.c.value_id == sa.bindparam("v", type_=Id),
            table.c.place == sa.bindparam("p"),
            table.c.dims == sa.bindparam("d"),
        )
        await (await call.session.connection()).execute(change.values(hidden=sa.bindparam("hidden")), rows)


# ── series ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _point(
    indicator: Indicator, period: str, number: Number, who: Sequence[str], why: Suppressed | None
) -> dict[str, Any]:
    shown = rules.figure(number, scale_of(indicator)) if why is None else NOTHING
    return {"period": period, "organisations": list(who), "suppressed": why, **shown}


def _points(
    indicator: Indicator, values: Sequence[IndicatorValue], made: Stretch
) -> dict[bool, dict[str, dict[str, Any]]]:
    """The point of each period: as it is (True), and as readers below the secretariat see it."""
    who: dict[str, list[str]] = defaultdict(list)
    for value in values:
        who[value.period].append(value.acronym)
    found: dict[bool, dict[str, dict[str, Any]]] = {True: {}, False: {}}
    for period, acronyms in who.items():
        name = figures.Name(NETWORK, period, TOTAL)
        number = made.numbers.get(name, BLANK)
        found[True][period] = _point(indicator, period, number, acronyms, None)
        found[False][period] = _point(indicator, period, number, acronyms, made.hidden.get(name))
    return found


def _year(
    indicator: Indicator,
    values: Sequence[IndicatorValue],
    made: Stretch,
    years: dict[bool, dict[str, dict[str, Any]]],
) -> None:
    name = figures.Name(NETWORK, "", TOTAL)
    year = str(parse(values[0].period).year)
    who = sorted({value.acronym for value in values})
    number = made.numbers.get(name, BLANK)
    years[True][year] = _point(indicator, year, number, who, None)
    years[False][year] = _point(indicator, year, number, who, made.hidden.get(name))


def _keep(
    indicator: Indicator,
    points: Mapping[bool, Mapping[str, dict[str, Any]]],
    years: Mapping[bool, Mapping[str, dict[str, Any]]],
    gone: set[str],
) -> None:
    """Put the new points in the place of the old ones, and tell anew where the indicator stands."""
    touched = {str(parse(period).year) for period in gone}
    for full, column in ((True, "series"), (False, "published")):
        before = getattr(indicator, column)
        by_period = {point["period"]: point for point in before["periods"] if point["period"] not in gone}
        by_period |= points[full]
        periods = [by_period[period] for period in ordered(by_period)]
        by_year = {point["period"]: point for point in before["years"] if point["period"] not in touched}
        by_year |= years[full]
        kept_years = [by_year[year] for year in sorted(by_year)]
        if indicator.accumulates == Accumulates.LATEST and indicator.frequency != Span.YEAR:
            latest = {parse(point["period"]).year: point for point in periods if not _blank(point)}
            kept_years = [point | {"period": str(year)} for year, point in sorted(latest.items())]
        elif indicator.accumulates == Accumulates.NONE:
            kept_years = []
        setattr(indicator, column, {"periods": periods, "years": kept_years})
        setattr(indicator, "summary" if full else "published_summary", summary(indicator, periods))
    indicator.status = indicator.summary["status"]


def _blank(point: Mapping[str, Any]) -> bool:
    return point["value"] is None and point["suppressed"] is None


def summary(indicator: Indicator, periods: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The last figure, the latest points, the target that counts, and how far it is."""
    told = [point for point in periods if not _blank(point)]
    if not told:
        return no_summary() | {"target": _target(indicator, None)}
    last, target = told[-1], _target(indicator, told[-1]["period"])
    return {
        "last": last,
        "recent": list(periods[-RECENT:]),
        "target": target,
        "status": _sum_status(indicator, target, told) if _by_year(indicator, target) else _status(indicator, last),
    }


def _by_year(indicator: Indicator, target: Mapping[str, Any] | None) -> bool:
    """Whether the target is of a year and the figures are parts of it, which only their sum can reach."""
    adds_up = indicator.accumulates == Accumulates.SUM and indicator.frequency != Span.YEAR
    return adds_up and target is not None and parse(target["period"]).span == Span.YEAR


def _status(indicator: Indicator, last: Mapping[str, Any]) -> IndicatorStatus:
    if last["suppressed"] is not None:
        return IndicatorStatus.NO_VALUE
    baseline = indicator.baseline
    return rules.status(
        Direction(indicator.direction),
        _at(indicator, baseline["period"], baseline["value"]) if baseline and baseline["value"] else None,
        [_at(indicator, target["period"], target["value"]) for target in indicator.targets],
        _at(indicator, last["period"], last["value"]),
    )


def _sum_status(
    indicator: Indicator, target: Mapping[str, Any] | None, told: Sequence[Mapping[str, Any]]
) -> IndicatorStatus:
    """The sum of the last year that was told, against the year's target."""
    assert target is not None
    last = parse(told[-1]["period"])
    parts = [point for point in told if parse(point["period"]).year == last.year]
    if any(point["suppressed"] is not None for point in parts):
        return IndicatorStatus.NO_VALUE
    so_far = sum(rules.scaled(point["value"], indicator.decimals) for point in parts)
    wanted = rules.scaled(target["value"], indicator.decimals)
    whole = 12 // MONTHS[Span(indicator.frequency)]
    return rules.status_of_sum(Direction(indicator.direction), wanted, so_far, last.number, whole)


def _at(indicator: Indicator, period: str, value: str) -> tuple[int, int]:
    return parse(period).last_on.toordinal(), rules.scaled(value, indicator.decimals)


def _target(indicator: Indicator, period: str | None) -> dict[str, Any] | None:
    """The target that counts at a period: the first at or after it, else the last there is."""
    after = period and parse(period).last_on
    due = [target for target in indicator.targets if not after or parse(target["period"]).last_on >= after]
    chosen = (due or indicator.targets[-1:])[:1]
    return dict(chosen[0]) if chosen else None


async def threshold_changed(call: Call) -> None:
    """The network shows more, or less, from now on: everything that is published is worked out anew."""
    statement = sa.select(Indicator).where(Indicator.network_id == call.network_id).order_by(Indicator.id)
    for indicator in (await call.session.execute(statement.with_for_update())).scalars():
        await refresh(call, indicator, await periods_of(call, indicator))
