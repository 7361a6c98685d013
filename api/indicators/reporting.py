"""Values of one organisation: drafted, submitted, approved or returned. Every act under the row locks."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa

from api.indicators import bulk, notices, publishing, rules, service
from api.indicators.bulk import RowFault, RowsRefused, ValueRow
from api.indicators.models import Indicator, IndicatorCell, IndicatorValue
from api.indicators.rules import Cell, Key, Number
from api.indicators.states import EDITABLE, VALUE, IndicatorArchived, ValueFacts, mine
from api.indicators.value_schemas import CellInput, IndicatorValueCreate
from api.indicators.values import IndicatorState, ValueState
from api.kernel.access import OFFICERS, Call, Visibility, found
from api.kernel.problems import Forbidden, Invalid, Problem
from api.periods import service as periods


class ValueExists(Problem):
    """There is one value of an organisation for an indicator and a period: it is changed, not made again."""

    slug, status = "value-exists", 409


class ValueClosed(Problem):
    """What was submitted or approved stays, until the secretariat returns or reopens it."""

    slug, status = "value-closed", 409


# ── finding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def seen(call: Call) -> sa.ColumnElement[bool]:
    """Approved values are everybody's; before that they are their organisation's, the secretariat's and the co-chairs'."""
    if call.roles & {*OFFICERS}:
        return sa.true()
    own = sorted(call.actor.organisations(call.network_id))
    return sa.or_(IndicatorValue.state == ValueState.APPROVED, IndicatorValue.organisation_id.in_(own))


async def lock(call: Call, value_id: UUID, *, match: bool = True) -> tuple[Indicator, IndicatorValue]:
    """The indicator first, then its value: one order for everybody."""
    here = (IndicatorValue.network_id == call.network_id, IndicatorValue.id == value_id)
    asked = sa.select(IndicatorValue.indicator_id).where(*here, seen(call))
    indicator_id = found((await call.session.execute(asked)).scalar_one_or_none())
    indicator = await service.lock(call, indicator_id, match=False)
    statement = sa.select(IndicatorValue).where(*here).with_for_update().execution_options(populate_existing=True)
    value = found((await call.session.execute(statement)).scalar_one_or_none())
    if match:
        call.match(value.version)
    return indicator, value


def facts_of(indicator: Indicator, value: IndicatorValue, lock: tuple[str, str] | None = None) -> ValueFacts:
    return ValueFacts(
        ValueState(value.state),
        value.organisation_id,
        value.period,
        value.value is None and value.denominator is None and not value.note,
        value.submitted_by,
        indicator.state == IndicatorState.ARCHIVED,
        lock,
    )


# ── entering ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def draft(call: Call, indicator: Indicator, wanted: IndicatorValueCreate) -> UUID:
    """Begin what an organisation says of an indicator for a period."""
    if not call.speaks_for(wanted.organisation_id):
        raise Forbidden()
    place = (indicator.id, wanted.organisation_id, wanted.period)
    if await bulk.current(call, [place]):
        raise ValueExists(period=wanted.period)
    cells = await read(call, indicator, wanted.cells)
    row = ValueRow(*place, cells, wanted.note)
    written = await _write(call, row)
    value = found(await call.session.get(IndicatorValue, written))
    await bulk.record(call, "drafted", indicator, value)
    return written


async def read(call: Call, indicator: Indicator, sent: Sequence[CellInput]) -> dict[Key, Number]:
    """The cells as they are kept. Raises Invalid with every fault at its place."""
    cells = [Cell(cell.parts, cell.value, cell.numerator, cell.denominator) for cell in sent]
    known, faults = rules.read(await service.shape_of(call, indicator), cells)
    if faults:
        raise Invalid(
            errors=[
                {"pointer": f"/cells/{fault.at}/{fault.field}", "code": fault.code, **fault.facts}
                for fault in faults[:200]
            ]
        )
    return known


async def put_cells(call: Call, indicator: Indicator, value: IndicatorValue, cells: Mapping[Key, Number]) -> None:
    """Give a value this whole set of cells."""
    _may_edit(call, indicator, value)
    await _write(call, ValueRow(indicator.id, value.organisation_id, value.period, cells))


async def merge_cells(
    call: Call,
    indicator: Indicator,
    value: IndicatorValue,
    sent: Sequence[CellInput],
    removed: Sequence[dict[str, str]],
) -> None:
    """Change or add some cells, and take others away."""
    before = (await publishing.cells_of(call, [value.id]))[value.id]
    for parts in removed:
        before.pop(rules.key_of(parts), None)
    await put_cells(call, indicator, value, before | await read(call, indicator, sent))


async def annotate(call: Call, indicator: Indicator, value: IndicatorValue, note: str | None) -> None:
    _may_edit(call, indicator, value)
    await periods.require_open(call, value.period)
    value.note = note
    value.version += 1
    await bulk.record(call, "changed", indicator, value)


async def remove(call: Call, indicator: Indicator, value: IndicatorValue) -> None:
    """Take back a draft that nobody has decided on yet."""
    _may_edit(call, indicator, value)
    if value.state != ValueState.DRAFT:
        raise ValueClosed(state=value.state)
    await periods.require_open(call, value.period)
    await bulk.record(call, "removed", indicator, value)
    here = (IndicatorCell.network_id == call.network_id, IndicatorCell.value_id == value.id)
    await call.session.execute(sa.delete(IndicatorCell).where(*here))
    indicator.value_count -= 1
    await call.session.delete(value)
    await call.session.flush()


def _may_edit(call: Call, indicator: Indicator, value: IndicatorValue) -> None:
    if not mine(call, facts_of(indicator, value)):
        raise Forbidden()
    if indicator.state == IndicatorState.ARCHIVED:
        raise IndicatorArchived()
    if value.state not in EDITABLE:
        raise ValueClosed(state=value.state)


async def _write(call: Call, row: ValueRow) -> UUID:
    try:
        return (await bulk.write(call, [row])).ids[0]
    except RowsRefused as refused:
        raise _problem(refused.faults[0]) from refused


def _problem(fault: RowFault) -> Problem:
    if fault.code == "archived":
        return IndicatorArchived()
    if fault.code == "value_closed":
        return ValueClosed(**fault.facts)
    pointer = "/organisation_id" if fault.code in ("not_reporter", "not_yours") else "/period"
    return Invalid.at(pointer, fault.code, **fault.facts)


# ── deciding ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def submit(call: Call, indicator: Indicator, value: IndicatorValue, *, told: bool = True) -> None:
    await _fire(call, indicator, value, "submit")
    value.submitted_by, value.submitted_at = call.actor.person_id, call.now
    await bulk.record(call, "submitted", indicator, value)
    secret = Visibility.SECRETARIAT  # the digest of few small numbers is soon guessed
    await bulk.record(call, "numbers", indicator, value, visibility=secret, sha256=value.cells_sha256)
    if told:
        await notices.submitted(call, indicator, value)


async def approve(
    call: Call, indicator: Indicator, value: IndicatorValue, *, told: bool = True, refresh: bool = True
) -> None:
    """Approve it: from now on it is part of the network's figures. `refresh` False: whoever approves many brings the
    figures up to date once."""
    await _fire(call, indicator, value, "approve")
    value.approved_at, value.reason = call.now, None
    await bulk.record(call, "approved", indicator, value)
    if refresh:
        await publishing.refresh(call, indicator, [value.period])
    if told:
        await notices.decided(call, "approved", indicator, value)


async def give_back(call: Call, indicator: Indicator, value: IndicatorValue, move: str, reason: str) -> None:
    """Return what was submitted, or reopen what was approved: it leaves the network's figures."""
    await _fire(call, indicator, value, move)
    value.reason, value.approved_at = reason, None
    if move == "reopen":
        await _unmark(call, value)
    await bulk.record(call, "returned" if move == "return" else "reopened", indicator, value, reason=reason)
    if move == "reopen":
        await publishing.refresh(call, indicator, [value.period])
    await notices.decided(call, "returned", indicator, value)


async def _unmark(call: Call, value: IndicatorValue) -> None:
    """What is not approved is shown to its organisation and the secretariat alone: nothing of it is hidden."""
    value.hidden = None
    here = (IndicatorCell.network_id == call.network_id, IndicatorCell.value_id == value.id)
    marked = sa.update(IndicatorCell).where(*here, IndicatorCell.hidden.is_not(None))
    await call.session.execute(marked.values(hidden=None).execution_options(synchronize_session=False))


async def approve_many(call: Call, value_ids: Sequence[UUID]) -> int:
    """Approve several; one that cannot be approved refuses all."""
    touched: dict[UUID, tuple[Indicator, set[str]]] = {}
    for value_id in sorted(set(value_ids)):
        indicator, value = await lock(call, value_id, match=False)
        await approve(call, indicator, value, refresh=False)
        touched.setdefault(indicator.id, (indicator, set()))[1].add(value.period)
    for indicator, names in touched.values():
        await publishing.refresh(call, indicator, names)
    return len(set(value_ids))


async def _fire(call: Call, indicator: Indicator, value: IndicatorValue, move: str) -> None:
    VALUE.check(call, facts_of(indicator, value), move)
    await periods.require_open(call, value.period)
    VALUE.fire(call, value, move, facts=facts_of(indicator, value))
