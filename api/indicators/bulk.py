"""Writing values: one from a form, thousands from a file, by the same way. All or nothing, in the caller's unit of work.

What is worked out (totals, what does not agree, texts) is pure and done on a thread; cells go in by thousands at once.
"""

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.indicators import publishing, rules
from api.indicators.models import Indicator, IndicatorCell, IndicatorReporter, IndicatorValue
from api.indicators.rules import Key, Number, Scale
from api.indicators.states import EDITABLE
from api.indicators.values import IndicatorState, ValueState
from api.kernel import journal
from api.kernel.access import Call, Visibility
from api.kernel.db import dumps, new_id
from api.members import service as members
from api.networks.models import Organisation
from api.periods import rules as periods
from api.periods import service as locks

AT_ONCE, ROWS = 200, 2_000
MOST_FINDINGS = 50
MOST_NAMES = 500
Place = tuple[UUID, UUID, str]  # indicator, organisation, period: there is one value of these


@dataclass(frozen=True)
class ValueRow:
    """What one organisation says of one indicator for one period: its whole set of cells. `note` None: as it stands."""

    indicator_id: UUID
    organisation_id: UUID
    period: str
    cells: Mapping[Key, Number]
    note: str | None = None

    @property
    def place(self) -> Place:
        return self.indicator_id, self.organisation_id, self.period


@dataclass(frozen=True)
class RowFault:
    """Why a row cannot be written: its index, a code, and the facts that its sentence needs."""

    index: int
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Written:
    """What became of each row: `created`, `changed` or `unchanged`, in order; the ids of the values; cells written."""

    outcomes: list[str] = field(default_factory=list)
    ids: list[UUID] = field(default_factory=list)
    cells: int = 0

    def count(self, outcome: str) -> int:
        return self.outcomes.count(outcome)


@dataclass(frozen=True)
class Current:
    """A value that is there already."""

    id: UUID
    state: ValueState
    version: int
    note: str | None
    sha256: str | None
    cells: Mapping[Key, Number]


@dataclass
class _Ground:
    """What rows are checked against."""

    indicators: dict[UUID, Indicator]
    reporters: set[tuple[UUID, UUID]]
    acronyms: dict[UUID, str]
    values: dict[Place, IndicatorValue]
    closed: frozenset[str]


async def current(call: Call, places: Iterable[Place]) -> dict[Place, Current]:
    """The values that are there, with their cells."""
    values = await _values(call, places, lock=False)
    cells = await publishing.cells_of(call, [value.id for value in values.values()])
    return {
        place: Current(
            value.id, ValueState(value.state), value.version, value.note, value.cells_sha256, cells[value.id]
        )
        for place, value in values.items()
    }


async def faults(call: Call, rows: Sequence[ValueRow], *, on_behalf: bool = False) -> list[RowFault]:
    """Everything that stands against writing these rows, by what is in the database now. Cells are checked by
    `rules.read`. `on_behalf`: the secretariat enters them for organisations."""
    return _faults(call, rows, await _ground(call, rows, lock=False), on_behalf)


async def write(
    call: Call, rows: Sequence[ValueRow], *, on_behalf: bool = False, heard: Callable[[int], None] | None = None
) -> Written:
    """Write all rows: new values become drafts; drafts and returned ones take the new cells; what is the same stays
    untouched. `heard` is told how many are through. Raises RowsRefused if anything stands against one of them."""
    await locks.require_open(call, *{row.period for row in rows})
    ground = await _ground(call, rows, lock=True)
    refused = _faults(call, rows, ground, on_behalf)
    if refused:
        raise RowsRefused(refused)
    written = Written()
    created: dict[UUID, int] = {}
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        scales = {row.indicator_id: publishing.scale_of(ground.indicators[row.indicator_id]) for row in some}
        worked = await asyncio.to_thread(_worked, some, scales)
        await _write_some(call, some, worked, ground, written, created)
        if heard is not None:
            heard(start + len(some))
    for indicator_id, count in sorted(created.items()):
        indicator = ground.indicators[indicator_id]
        indicator.value_count += count
        if len(rows) > 1:  # one entry for all drafts that came together; each has its own from its first change on
            await journal.record(
                call,
                "indicator.values-imported",
                indicator,
                visibility=Visibility(indicator.visibility),
                code=indicator.code,
                count=count,
            )
    return written


class RowsRefused(Exception):
    """Some rows cannot be written, so none is."""

    def __init__(self, refused: list[RowFault]) -> None:
        super().__init__(refused[0].code)
        self.faults = refused


# ── checking ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _ground(call: Call, rows: Sequence[ValueRow], *, lock: bool) -> _Ground:
    """Indicators first, in the order of their ids, then values: one order for everybody."""
    ids = sorted({row.indicator_id for row in rows})
    circles = [str(circle) for circle in call.circles]
    indicators: dict[UUID, Indicator] = {}
    reporters: set[tuple[UUID, UUID]] = set()
    for start in range(0, len(ids), MOST_NAMES):
        some = ids[start : start + MOST_NAMES]
        statement = sa.select(Indicator).where(
            Indicator.network_id == call.network_id, Indicator.id.in_(some), Indicator.visibility.in_(circles)
        )
        statement = statement.order_by(Indicator.id)
        found = await call.session.execute(statement.with_for_update() if lock else statement)
        indicators |= {row.id: row for row in found.scalars()}
        of_them = sa.select(IndicatorReporter.indicator_id, IndicatorReporter.organisation_id).where(
            IndicatorReporter.network_id == call.network_id, IndicatorReporter.indicator_id.in_(some)
        )
        reporters |= {(one, other) for one, other in (await call.session.execute(of_them)).all()}
    organisations = {row.organisation_id for row in rows}
    named = sa.select(Organisation.id, Organisation.acronym).where(Organisation.id.in_(sorted(organisations)))
    acronyms = {row.id: row.acronym for row in (await call.session.execute(named)).all()}
    values = await _values(call, (row.place for row in rows), lock=lock)
    closed = await locks.closed(call, {row.period for row in rows})
    return _Ground(indicators, reporters, acronyms, values, closed)


async def _values(call: Call, places: Iterable[Place], *, lock: bool) -> dict[Place, IndicatorValue]:
    """The values at these places: asked for by indicator and period, which the index knows."""
    wanted = set(places)
    by_indicator: dict[UUID, set[str]] = {}
    for indicator_id, _, period in wanted:
        by_indicator.setdefault(indicator_id, set()).add(period)
    found: dict[Place, IndicatorValue] = {}
    for indicator_id, names in sorted(by_indicator.items()):
        asked = sorted(names)
        for start in range(0, len(asked), MOST_NAMES):
            statement = sa.select(IndicatorValue).where(
                IndicatorValue.network_id == call.network_id,
                IndicatorValue.indicator_id == indicator_id,
                IndicatorValue.period.in_(asked[start : start + MOST_NAMES]),
            )
            statement = statement.order_by(IndicatorValue.id)
            rows = await call.session.execute(statement.with_for_update() if lock else statement)
            for row in rows.scalars():
                place = (row.indicator_id, row.organisation_id, row.period)
                if place in wanted:
                    found[place] = row
    return found


def _faults(call: Call, rows: Sequence[ValueRow], ground: _Ground, on_behalf: bool) -> list[RowFault]:
    today = members.today(call)
    found: list[RowFault] = []
    seen: set[Place] = set()
    for index, row in enumerate(rows):
        fault = _fault(call, row, ground, on_behalf, today)
        if fault is None and row.place in seen:
            fault = ("duplicate", {})
        seen.add(row.place)
        if fault is not None:
            found.append(RowFault(index, *fault))
    return found


def _fault(
    call: Call, row: ValueRow, ground: _Ground, on_behalf: bool, today: Any
) -> tuple[str, dict[str, Any]] | None:
    indicator = ground.indicators.get(row.indicator_id)
    if indicator is None:
        return "unknown", {}
    if not on_behalf and not call.speaks_for(row.organisation_id):
        return "not_yours", {}
    if (row.indicator_id, row.organisation_id) not in ground.reporters:
        return "not_reporter", {"indicator": indicator.code}
    if indicator.state == IndicatorState.ARCHIVED:
        return "archived", {"indicator": indicator.code}
    period = periods.parse(row.period)
    if period.span != indicator.frequency:
        return "wrong_span", {"span": indicator.frequency}
    if period.first_on > today:
        return "period_ahead", {"period": row.period}
    if row.period in ground.closed:
        return "period_locked", {"period": row.period}
    value = ground.values.get(row.place)
    if value is not None and value.state not in EDITABLE and not _same(value, row):
        return "value_closed", {"state": value.state}
    return None


def _same(value: IndicatorValue, row: ValueRow) -> bool:
    return value.cells_sha256 == digest(row.cells) and row.note in (None, value.note)


# ── working out ─────────────────────────────────────────────────────────────────────────────────────────────────────


def digest(cells: Mapping[Key, Number]) -> str:
    """SHA-256 of cells in their one order: the same cells, the same digest."""
    return hashlib.sha256(dumps([[*key, *cells[key]] for key in sorted(cells)]).encode()).hexdigest()


def computed(cells: Mapping[Key, Number], scale: Scale) -> dict[str, Any]:
    """What is kept on a value beside its cells."""
    total = rules.total(cells)
    told = findings(cells, scale)
    return {
        **total._asdict(),
        "figure": rules.figure(total, scale) | {"suppressed": None},
        "cell_count": len(cells),
        "cells_sha256": digest(cells),
        "totals_agree": not any(one["code"] == "disagrees" for one in told),
        "findings": told,
    }


def findings(cells: Mapping[Key, Number], scale: Scale) -> list[dict[str, Any]]:
    """What somebody should look at: numbers that are not what their parts come to, and parts left blank."""
    told = [
        {
            "code": "disagrees",
            "parts": dict(rules.parts_of(one.key)),
            "by": list(one.by),
            "reported": _told(one.reported, scale),
            "summed": _told(one.summed, scale),
        }
        for one in rules.disagreements(cells)
    ]
    for level, found in rules.levels(cells).items():
        blanks = sum(number.blank for number in found.values())
        if level and 0 < blanks < len(found):
            nothing: dict[str, Any] = {"parts": {}, "reported": None, "summed": None}
            told.append({"code": "blank_parts", "by": sorted(level), **nothing})
    return told[:MOST_FINDINGS]


def _told(number: Number, scale: Scale) -> str | None:
    if scale.quantity:
        return rules.shown(number.value, scale.decimals)
    over, under = (rules.shown(part, scale.part_decimals) for part in (number.numerator, number.denominator))
    return f"{over} / {under}" if over is not None else None


def _worked(rows: Sequence[ValueRow], scales: Mapping[UUID, Scale]) -> list[dict[str, Any]]:
    return [computed(row.cells, scales[row.indicator_id]) for row in rows]


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _write_some(
    call: Call,
    rows: Sequence[ValueRow],
    worked: Sequence[dict[str, Any]],
    ground: _Ground,
    written: Written,
    created: dict[UUID, int],
) -> None:
    new: list[dict[str, Any]] = []
    emptied: list[UUID] = []
    cells: list[dict[str, Any]] = []
    changed: list[IndicatorValue] = []
    for row, columns in zip(rows, worked, strict=True):
        value = ground.values.get(row.place)
        if value is not None and _same(value, row):
            written.outcomes.append("unchanged")
            written.ids.append(value.id)
            continue
        if value is None:
            value_id = new_id()
            new.append(_new(call, value_id, row, columns, ground))
            created[row.indicator_id] = created.get(row.indicator_id, 0) + 1
        else:
            value_id = value.id
            _change(value, row, columns)
            emptied.append(value_id)
            changed.append(value)
        written.outcomes.append("created" if value is None else "changed")
        written.ids.append(value_id)
        cells += _cell_rows(call.network_id, value_id, row.cells)
    await call.session.flush()
    if emptied:
        here = (IndicatorCell.network_id == call.network_id, IndicatorCell.value_id.in_(emptied))
        await call.session.execute(sa.delete(IndicatorCell).where(*here))
    await _insert(call, IndicatorValue.__table__, new)
    await _insert(call, IndicatorCell.__table__, cells)
    written.cells += len(cells)
    for value in changed:
        await record(call, "changed", ground.indicators[value.indicator_id], value)


def _new(call: Call, value_id: UUID, row: ValueRow, columns: dict[str, Any], ground: _Ground) -> dict[str, Any]:
    return {
        "id": value_id,
        "created_at": call.now,
        "version": 1,
        "network_id": call.network_id,
        "indicator_id": row.indicator_id,
        "organisation_id": row.organisation_id,
        "acronym": ground.acronyms[row.organisation_id],
        "period": row.period,
        "state": ValueState.DRAFT,
        "note": row.note,
        **columns,
    }


def _change(value: IndicatorValue, row: ValueRow, columns: dict[str, Any]) -> None:
    for name, column in columns.items():
        setattr(value, name, column)
    if row.note is not None:
        value.note = row.note
    value.version += 1


def _cell_rows(network_id: UUID, value_id: UUID, cells: Mapping[Key, Number]) -> list[dict[str, Any]]:
    return [
        {
            "network_id": network_id,
            "value_id": value_id,
            "place": key.place,
            "dims": key.dims,
            "value": number.value,
            "numerator": number.numerator,
            "denominator": number.denominator,
        }
        for key, number in cells.items()
    ]


async def _insert(call: Call, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    connection = await call.session.connection()
    for start in range(0, len(rows), ROWS):
        await connection.execute(sa.insert(table), rows[start : start + ROWS])


async def record(
    call: Call,
    event: str,
    indicator: Indicator,
    value: IndicatorValue,
    *,
    visibility: Visibility = Visibility.MEMBERS,
    **facts: Any,
) -> None:
    """Note what happened to a value, never its numbers."""
    await journal.record(
        call,
        f"indicator-value.{event}",
        value,
        visibility=visibility,
        code=indicator.code,
        organisation=value.acronym,
        period=value.period,
        **facts,
    )
