"""A table of an indicator: periods × parts, for the network or one organisation."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.indicators import rules
from api.indicators.models import Dimension, Indicator, IndicatorCell, IndicatorFigure, IndicatorValue
from api.indicators.rules import PLACE, TOTAL, Key, Number, Scale
from api.indicators.value_views import NOTHING, asking
from api.indicators.values import IndicatorKind, ValueState
from api.indicators.views import VISIBLE
from api.kernel.access import Call, found
from api.kernel.db import Id, dumps
from api.kernel.problems import Invalid
from api.kernel.routing import Reply
from api.kernel.views import View
from api.periods import service as periods
from api.periods.rules import Period, between, parse

MOST_COLUMNS = 60
USUAL = 12
_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
HEAD = View(
    sa.select(
        Indicator.version,
        Indicator.kind,
        Indicator.decimals,
        Indicator.part_decimals,
        Indicator.per,
        sa.type_coerce(Indicator.dimensions, sa.Text),
        Indicator.by_place,
        sa.type_coerce(Indicator.series, sa.Text),
    ).where(*VISIBLE, Indicator.id == _id)
)
LISTS = View(
    sa.select(Dimension.code, sa.type_coerce(Dimension.title, sa.Text), sa.type_coerce(Dimension.items, sa.Text))
    .where(Dimension.network_id == _network)
    .order_by(Dimension.position)
)
_numbers = ("value", "numerator", "denominator", "hidden")
_span = (sa.bindparam("first", type_=sa.String), sa.bindparam("last", type_=sa.String))
FIGURES = View(
    sa.select(
        IndicatorFigure.period,
        IndicatorFigure.place,
        IndicatorFigure.dims,
        *(getattr(IndicatorFigure, name) for name in _numbers),
    ).where(
        IndicatorFigure.network_id == _network,
        IndicatorFigure.indicator_id == _id,
        IndicatorFigure.period.between(*_span),
    )
)
CELLS = View(
    sa.select(
        IndicatorValue.period,
        IndicatorCell.place,
        IndicatorCell.dims,
        *(getattr(IndicatorCell, name) for name in _numbers),
    )
    .select_from(
        sa.join(
            IndicatorValue,
            IndicatorCell,
            sa.and_(IndicatorCell.network_id == IndicatorValue.network_id, IndicatorCell.value_id == IndicatorValue.id),
        )
    )
    .where(
        IndicatorValue.network_id == _network,
        IndicatorValue.indicator_id == _id,
        IndicatorValue.period.between(*_span),
        IndicatorValue.organisation_id == sa.bindparam("organisation_id", type_=Id),
        IndicatorValue.state == ValueState.APPROVED,
    )
)
TOTALS = View(
    sa.select(IndicatorValue.period, *(getattr(IndicatorValue, name) for name in _numbers)).where(
        IndicatorValue.network_id == _network,
        IndicatorValue.indicator_id == _id,
        IndicatorValue.period.between(*_span),
        IndicatorValue.organisation_id == sa.bindparam("organisation_id", type_=Id),
        IndicatorValue.state == ValueState.APPROVED,
    )
)


@dataclass(frozen=True)
class Asked:
    """What a table is asked for."""

    by: tuple[str, ...]
    place: str | None = None
    organisation_id: UUID | None = None
    since: str | None = None
    until: str | None = None
    as_members: bool = False


Found = dict[tuple[str, Key], dict[str, Any]]  # what stands in a column and a row


async def table(call: Call, indicator_id: UUID, asked: Asked) -> Reply:
    """Periods × parts; the parts of `by`, nested in its order, each level with its own numbers."""
    reading = asking(call, as_members=asked.as_members)
    head = found(await HEAD.first(call.source, network_id=call.network_id, reach=reading["reach"], id=indicator_id))
    version, kind, decimals, part_decimals, per, dimensions, by_place, series = head
    known = [*([PLACE] if by_place else []), *json.loads(dimensions)]
    _check(asked, known)
    lists = {code: (json.loads(title), json.loads(items)) for code, title, items in await _lists(call)}
    columns = _columns(asked, [point["period"] for point in json.loads(series)["periods"]])
    full = reading["reach"] >= 4 or asked.organisation_id in _own(call, asked)
    scale = Scale(IndicatorKind(kind), decimals, part_decimals, per)
    figures = await _figures(call, indicator_id, asked, columns, scale, full=full)
    levels = {rules.level_of(key) for _, key in figures}
    closed = await periods.closed(call, [str(column) for column in columns])
    body = {
        "by": list(asked.by),
        "place": asked.place,
        "organisation_id": str(asked.organisation_id) if asked.organisation_id else None,
        "shown_to": "secretariat" if full else "members",
        "columns": [
            {"period": str(column), "title": column.titles(), "locked": str(column) in closed} for column in columns
        ],
        "rows": _rows(asked, figures, [str(column) for column in columns], lists),
        "available": [
            sorted(level, key=known.index)
            for level in sorted(levels, key=lambda one: (len(one), sorted(one)))
            if level <= set(known)
        ],
    }
    return Reply(dumps(body), version)


async def _lists(call: Call) -> Sequence[Any]:
    return await LISTS.fetch(call.source, network_id=call.network_id)


def _own(call: Call, asked: Asked) -> frozenset[UUID]:
    return frozenset() if asked.as_members else call.actor.organisations(call.network_id)


def _check(asked: Asked, known: Sequence[str]) -> None:
    for code in asked.by:
        if code not in known or asked.by.count(code) > 1:
            raise Invalid.at("?by", "not_disaggregated", dimension=code[:40])
    if asked.place is not None and PLACE not in known:
        raise Invalid.at("?place", "not_disaggregated", dimension=PLACE)
    if asked.place is not None and PLACE in asked.by:
        raise Invalid.at("?place", "one_of_two")


def _columns(asked: Asked, reported: Sequence[str]) -> list[Period]:
    """The periods from first to last, also those of which nothing is reported; the last twelve, unless asked otherwise."""
    if not reported:
        return []
    first, last = parse(reported[0]), parse(reported[-1])
    if asked.until is not None:
        last = min(last, _at(asked.until, "?until", last, end=True))
    if asked.since is not None:
        first = max(first, _at(asked.since, "?since", first, end=False))
    elif asked.until is None or last.before(USUAL - 1) > first:
        first = max(first, last.before(USUAL - 1))
    found_columns = between(first, last)
    if len(found_columns) > MOST_COLUMNS:
        raise Invalid.at("?since", "too_many_periods", most=MOST_COLUMNS)
    return found_columns


def _at(name: str, pointer: str, like: Period, *, end: bool) -> Period:
    """The period of the indicator's own span at the beginning or the end of the one that was named."""
    try:
        parts = parse(name).parts(like.span)
    except ValueError as error:
        raise Invalid.at(pointer, "unknown") from error
    return parts[-1] if end else parts[0]


async def _figures(
    call: Call, indicator_id: UUID, asked: Asked, columns: Sequence[Period], scale: Scale, *, full: bool
) -> Found:
    if not columns:
        return {}
    given = {
        "network_id": call.network_id,
        "id": indicator_id,
        "first": str(columns[0]),
        "last": str(columns[-1]),
    }
    if asked.organisation_id is None:
        rows = await FIGURES.fetch(call.source, **given)
        return {
            (row[0], Key(row[1], row[2])): shown(Number(*row[3:6]), scale, None if full else row[6]) for row in rows
        }
    given["organisation_id"] = asked.organisation_id
    cells = await CELLS.fetch(call.source, **given)
    if full:
        return _computed(cells, scale)
    known = {(row[0], Key(row[1], row[2])): shown(Number(*row[3:6]), scale, row[6]) for row in cells}
    totals = await TOTALS.fetch(call.source, **given)
    return known | {(row[0], TOTAL): shown(Number(*row[1:4]), scale, row[4]) for row in totals}


def _computed(cells: Iterable[Any], scale: Scale) -> Found:
    by_period: dict[str, dict[Key, Number]] = {}
    for row in cells:
        by_period.setdefault(row[0], {})[Key(row[1], row[2])] = Number(*row[3:6])
    return {
        (period, key): shown(number, scale, None)
        for period, reported in by_period.items()
        for key, number in rules.all_parts(reported).items()
    }


def shown(number: Number, scale: Scale, hidden: str | None) -> dict[str, Any]:
    """A number as a reader gets it: hidden, or in exact texts."""
    figure = rules.figure(number, scale) if hidden is None else NOTHING
    return {**figure, "suppressed": hidden}


def _rows(
    asked: Asked, figures: Found, columns: Sequence[str], lists: Mapping[str, tuple[Any, Any]]
) -> list[dict[str, Any]]:
    """The total, then each item of the first dimension with those of the next below it; only parts that have a number."""
    base = {PLACE: asked.place} if asked.place else {}
    there = {key for _, key in figures}
    rows = [_row(base, [], figures, columns, lists)]

    def descend(path: list[tuple[str, str]]) -> None:
        if len(path) == len(asked.by):
            return
        code = asked.by[len(path)]
        for item in lists[code][1]:
            deeper = [*path, (code, item["code"])]
            key = rules.key_of({**base, **dict(deeper)})
            if key in there or any(_holds(key, other) for other in there if len(asked.by) > len(deeper)):
                rows.append(_row(base, deeper, figures, columns, lists))
                descend(deeper)

    descend([])
    return rows


def _holds(key: Key, other: Key) -> bool:
    return set(rules.parts_of(key)) < set(rules.parts_of(other))


def _row(
    base: dict[str, str],
    path: Sequence[tuple[str, str]],
    figures: Found,
    columns: Sequence[str],
    lists: Mapping[str, tuple[Any, Any]],
) -> dict[str, Any]:
    key = rules.key_of({**base, **dict(path)})
    return {
        "place": key.place,
        "dims": key.dims,
        "depth": len(path),
        "parts": [{"dimension": code, "item": item, "title": _title(lists, code, item)} for code, item in path],
        "figures": [figures.get((column, key)) for column in columns],
    }


def _title(lists: Mapping[str, tuple[Any, Any]], code: str, item: str) -> dict[str, Any]:
    options = lists[code][1]
    title = next((each["title"] for each in options if each["code"] == item), {"en": item, "ru": None, "tk": None})
    return dict(title)
