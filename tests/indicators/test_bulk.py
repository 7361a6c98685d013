"""Thousands of values in one unit of work: all or nothing, each cell once, what is the same left alone."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from api.indicators import bulk
from api.indicators.bulk import RowsRefused, ValueRow
from api.indicators.models import IndicatorCell, IndicatorValue
from api.indicators.rules import TOTAL, Key, Number, key_of
from api.periods.rules import parse

SEXES, PLACES = ("female", "male"), ("TM-A", "TM-B", "TM-D")


def cells(at: int) -> dict[Key, Number]:
    return {
        key_of({"place": place, "sex": sex}): Number(at + 5 * n)
        for n, (place, sex) in enumerate((place, sex) for place in PLACES for sex in SEXES)
    }


def rows(indicator, count: int, **more) -> list[ValueRow]:
    first = parse("2001-01")
    undp = indicator.network.organisations["UNDP"]
    return [ValueRow(indicator.id, undp, str(first.after(at)), cells(at), **more) for at in range(count)]


async def counted(make, network) -> tuple[int, int]:
    async def read(call):
        found = []
        for table in (IndicatorValue, IndicatorCell):
            statement = sa.select(sa.func.count()).select_from(table).where(table.network_id == call.network_id)
            found.append((await call.session.execute(statement)).scalar_one())
        return tuple(found)

    return await make.as_platform(read, network)


async def test_many_values_come_in_at_once_and_the_same_again_changes_nothing(make):
    indicator = await make.indicator(frequency="month")
    heard: list[int] = []

    async def write(call):
        return await bulk.write(call, rows(indicator, 250), heard=heard.append)

    written = await make.act("undp", write)
    assert (written.count("created"), written.cells, heard) == (250, 1500, [200, 250])
    assert await counted(make, indicator.network) == (250, 1500)

    async def entries(call):
        return (await bulk.current(call, [row.place for row in rows(indicator, 2)])).values()

    first = next(iter(await make.act("undp", entries)))
    assert (first.cells, first.version) == (cells(0), 1)
    again = await make.act("undp", write)
    assert (again.count("unchanged"), again.cells, again.ids) == (250, 0, written.ids)


async def test_a_changed_value_takes_the_new_cells_and_no_other(make):
    indicator = await make.indicator(frequency="month")
    await make.act("undp", lambda call: bulk.write(call, rows(indicator, 3)))
    changed = rows(indicator, 3)
    changed[1] = ValueRow(*changed[1].place, {TOTAL: Number(7)}, "Only the total is known.")

    async def write(call):
        return await bulk.write(call, changed)

    written = await make.act("undp", write)
    assert written.outcomes == ["unchanged", "changed", "unchanged"]
    assert await counted(make, indicator.network) == (3, 13)

    async def read(call) -> IndicatorValue:
        return await call.session.get(IndicatorValue, written.ids[1])

    value = await make.as_platform(read, indicator.network)
    assert (value.value, value.figure["value"], value.version, value.note) == (7, "7", 2, "Only the total is known.")


async def test_one_row_that_does_not_fit_refuses_all(make):
    home, indicator = await make.home(), await make.indicator()
    closed = await make.indicator_value("submitted", indicator=indicator, period="2025-Q1")
    undp, iom = home.organisations["UNDP"], home.organisations["IOM"]
    given = [
        ValueRow(indicator.id, undp, "2025-Q2", cells(1)),
        ValueRow(indicator.id, iom, "2025-Q2", cells(1)),
        ValueRow(indicator.id, undp, "2025-Q1", cells(1)),
        ValueRow(indicator.id, undp, "2025", cells(1)),
        ValueRow(indicator.id, undp, "2098-Q1", cells(1)),
        ValueRow(indicator.id, undp, "2025-Q2", cells(2)),
        ValueRow(UUID(int=7), undp, "2025-Q2", cells(2)),
    ]
    wanted = ["not_yours", "value_closed", "wrong_span", "period_ahead", "duplicate", "unknown"]

    async def check(call):
        return await bulk.faults(call, given)

    assert [(fault.index, fault.code) for fault in await make.act("undp", check)] == list(enumerate(wanted, start=1))
    with pytest.raises(RowsRefused):
        await make.act("undp", lambda call: bulk.write(call, given))
    assert await counted(make, home) == (1, 2)
    assert closed.state == "submitted"


async def test_the_secretariat_enters_for_others_where_it_says_so(make):
    indicator = await make.indicator(frequency="month")

    async def write(call):
        return await bulk.write(call, rows(indicator, 2), on_behalf=True)

    assert (await make.act("secretariat", write)).count("created") == 2
