"""Rows that leave the platform: the network's figures, or what organisations reported, as much as the reader may see.

Read page after page, by the keys of the tables; what small numbers hide is blank here, with the reason.
"""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.indicators import rules, views
from api.indicators.models import Dimension, Indicator, IndicatorCell, IndicatorFigure, IndicatorValue
from api.indicators.rules import Key, Number, Scale
from api.indicators.value_views import MINE, SEEN, asking
from api.indicators.values import IndicatorKind
from api.kernel import search
from api.kernel.access import Call
from api.kernel.db import Id
from api.kernel.paging import MOST, Listing
from api.kernel.views import READS_ALL, View, among, obj, spread
from api.kernel.words import shown
from api.networks.models import Network
from api.periods import rules as periods

AT_ONCE = 2_000
VALUES_AT_ONCE = 50
_network = sa.bindparam("network_id", type_=Id)
_indicator = sa.bindparam("indicator_id", type_=Id)
Row = dict[str, Any]

NETWORK = View(
    sa.select(Network.code, Network.name, Network.time_zone, Network.small_cell_threshold).where(Network.id == _network)
)
DIMENSIONS = View(
    sa.select(Dimension.code, Dimension.title, Dimension.items)
    .where(Dimension.network_id == _network)
    .order_by(Dimension.position, Dimension.code)
)
INDICATOR = obj(
    id=Indicator.id,
    code=Indicator.code,
    title=Indicator.title,
    unit=Indicator.unit,
    kind=Indicator.kind,
    decimals=Indicator.decimals,
    part_decimals=Indicator.part_decimals,
    per=Indicator.per,
    source=Indicator.source,
    dimensions=Indicator.dimensions,
    by_place=Indicator.by_place,
    baseline=Indicator.baseline,
    targets=Indicator.targets,
)
LISTINGS = {
    dialect: Listing(
        INDICATOR, Indicator, views.VISIBLE, views.LISTINGS[dialect].sorts, views.LISTINGS[dialect].filters
    )
    for dialect in ("sqlite", "postgresql")
}


def _after(*columns: Any) -> sa.ColumnElement[bool]:
    at = sa.tuple_(*(sa.bindparam(f"after_{number}", type_=column.type) for number, column in enumerate(columns)))
    return sa.tuple_(*columns) > at


_figure_keys = (IndicatorFigure.period, IndicatorFigure.place, IndicatorFigure.dims)
FIGURES = View(
    sa.select(
        *_figure_keys,
        IndicatorFigure.value,
        IndicatorFigure.numerator,
        IndicatorFigure.denominator,
        sa.case((READS_ALL, None), else_=IndicatorFigure.hidden),
        IndicatorFigure.organisation_count,
    )
    .where(IndicatorFigure.network_id == _network, IndicatorFigure.indicator_id == _indicator, _after(*_figure_keys))
    .order_by(*_figure_keys)
    .limit(AT_ONCE)
)
_value_keys = (IndicatorValue.period, IndicatorValue.organisation_id)
VALUES = View(
    sa.select(
        *_value_keys,
        IndicatorValue.id,
        IndicatorValue.acronym,
        IndicatorValue.state,
        IndicatorValue.note,
        sa.case((sa.or_(MINE, READS_ALL), sa.true()), else_=sa.false()),
    )
    .where(IndicatorValue.network_id == _network, IndicatorValue.indicator_id == _indicator, SEEN, _after(*_value_keys))
    .order_by(*_value_keys)
    .limit(VALUES_AT_ONCE)
)
CELLS = View(
    sa.select(
        IndicatorCell.value_id,
        IndicatorCell.place,
        IndicatorCell.dims,
        IndicatorCell.value,
        IndicatorCell.numerator,
        IndicatorCell.denominator,
        IndicatorCell.hidden,
    )
    .where(IndicatorCell.network_id == _network, among(IndicatorCell.value_id, "value", VALUES_AT_ONCE))
    .order_by(IndicatorCell.value_id, IndicatorCell.place, IndicatorCell.dims)
)


@dataclass
class Asked:
    """What was asked for. Filters are those of the list of indicators."""

    what: str = "figures"
    filters: dict[str, Any] = field(default_factory=dict)
    codes: Sequence[str] = ()
    since: str = ""
    until: str = ""
    as_members: bool = False

    def holds(self, period: str) -> bool:
        held = periods.parse(period)
        since, until = (periods.parse(name) if name else None for name in (self.since, self.until))
        return (since is None or held.last_on >= since.first_on) and (until is None or held.first_on <= until.last_on)


@dataclass
class Ground:
    """What every row is told with: the network, its code lists, the indicators asked for."""

    code: str
    name: dict[str, Any]
    zone: str
    threshold: int
    dimensions: dict[str, tuple[dict[str, Any], list[Row]]]  # that an indicator asked for uses, the place first
    indicators: list[Row]


async def ground(call: Call, asked: Asked) -> Ground:
    code, name, zone, threshold = await NETWORK.first(call.source, network_id=call.network_id)
    indicators = [each async for each in _indicators(call, asked)]
    used = {dimension for each in indicators for dimension in each["dimensions"]}
    used |= {rules.PLACE for each in indicators if each["by_place"]}
    known = await DIMENSIONS.fetch(call.source, network_id=call.network_id)
    listed = {one: (title, items) for one, title, items in known if one in used}
    return Ground(code, name, zone, threshold, listed, indicators)


async def _indicators(call: Call, asked: Asked) -> AsyncIterator[Row]:
    """The list's indicators, or those of these codes."""
    given = dict(asked.filters)
    if given.get("q") is not None:
        given["q"] = search.asked_for(call.source, call.network_id, given["q"], call.language)
        if given["q"] is None:
            return
    if given.get("framework") is not None:
        given["framework"] = f" {given['framework']} "
    listing = LISTINGS[call.source.dialect]
    codes = {code.casefold() for code in asked.codes}
    cursor: str | None = ""
    while cursor is not None:
        rows, cursor = await listing.rows(
            call.source, "code", MOST, cursor or None, given, **asking(call, as_members=asked.as_members)
        )
        for (item,) in rows:
            each = json.loads(item)
            if not codes or each["code"].casefold() in codes:
                yield each


def scale_of(indicator: Row) -> Scale:
    return Scale(IndicatorKind(indicator["kind"]), indicator["decimals"], indicator["part_decimals"], indicator["per"])


async def pages(call: Call, asked: Asked, ground: Ground) -> AsyncIterator[list[Row]]:
    """Every row that was asked for, so many at a time: indicator by indicator, as time passes."""
    of_one = _figures if asked.what == "figures" else _values
    for indicator in ground.indicators:
        async for page in of_one(call, asked, indicator):
            yield page


async def _figures(call: Call, asked: Asked, indicator: Row) -> AsyncIterator[list[Row]]:
    seen = asking(call, as_members=asked.as_members)
    after: tuple[Any, ...] = ("", "", "")
    scale = scale_of(indicator)
    while True:
        rows = await FIGURES.fetch(
            call.source,
            network_id=call.network_id,
            reach=seen["reach"],
            indicator_id=indicator["id"],
            **{f"after_{at}": value for at, value in enumerate(after)},
        )
        yield [
            _row(call, indicator, scale, period, Key(place, dims), Number(*numbers), hidden) | {"organisations": count}
            for period, place, dims, *numbers, hidden, count in rows
            if asked.holds(period)
        ]
        if len(rows) < AT_ONCE:
            return
        after = tuple(rows[-1][:3])


async def _values(call: Call, asked: Asked, indicator: Row) -> AsyncIterator[list[Row]]:
    seen = asking(call, as_members=asked.as_members)
    after: tuple[Any, ...] = ("", UUID(int=0))
    scale = scale_of(indicator)
    wanted = asked.filters.get("organisation_id")
    while True:
        values = await VALUES.fetch(
            call.source, **seen, indicator_id=indicator["id"], after_0=after[0], after_1=after[1]
        )
        kept = [value for value in values if asked.holds(value[0]) and wanted in (None, _id(value[1]))]
        if kept:
            yield await _cells(call, indicator, scale, kept)
        if len(values) < VALUES_AT_ONCE:
            return
        after = (values[-1][0], values[-1][1])


async def _cells(call: Call, indicator: Row, scale: Scale, values: Sequence[Any]) -> list[Row]:
    ids = [value[2] for value in values]
    found: dict[Any, list[Any]] = {_id(id): [] for id in ids}
    rows = await CELLS.fetch(call.source, network_id=call.network_id, **spread("value", ids, VALUES_AT_ONCE))
    for value_id, *cell in rows:
        found[_id(value_id)].append(cell)
    told = []
    for period, _, id, acronym, state, note, whole in values:
        for place, dims, *numbers, hidden in found[_id(id)]:
            why = None if whole else hidden
            row = _row(call, indicator, scale, period, Key(place, dims), Number(*numbers), why)
            told.append(row | {"organisation": acronym, "state": state, "note": note})
    return told


def _id(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


def _row(call: Call, indicator: Row, scale: Scale, period: str, key: Key, number: Number, hidden: str | None) -> Row:
    figure = rules.figure(number if hidden is None else rules.BLANK, scale)
    return figure | {
        "indicator": indicator["code"],
        "title": indicator["title"],
        "unit": shown(indicator["unit"], "en"),
        "unit_title": indicator["unit"],
        "decimals": indicator["decimals"],
        "source": indicator["source"],
        "period": period,
        "parts": dict(rules.parts_of(key)),
        "suppressed": hidden,
    }
