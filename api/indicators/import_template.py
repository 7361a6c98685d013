"""A table to fill in: a row for each cell, with what is there already, and the lists that its columns choose from."""

import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.indicators import rules
from api.indicators.import_columns import NOTE, NUMBERS, PLACE, letters, said
from api.indicators.models import Dimension, Indicator, IndicatorCell, IndicatorReporter, IndicatorValue
from api.indicators.rules import Key, Number, Scale
from api.indicators.values import IndicatorKind, IndicatorState
from api.kernel import clock, papers, tables
from api.kernel.access import Call, Role
from api.kernel.db import Id
from api.kernel.problems import Forbidden
from api.kernel.tables import Column
from api.kernel.views import View, within
from api.kernel.words import say, shown
from api.networks.models import Organisation
from api.periods.rules import Span, holding, parse

MOST_LAID_OUT = 240  # rows of one value of which nothing is known yet: beyond it only totals by each column
MOST_ROWS = 20_000
INSTRUCTIONS = 7
_network = sa.bindparam("network_id", type_=Id)
INDICATORS = View(
    sa.select(
        Indicator.id,
        Indicator.code,
        Indicator.title,
        Indicator.unit,
        Indicator.kind,
        Indicator.decimals,
        Indicator.part_decimals,
        Indicator.per,
        Indicator.frequency,
        Indicator.dimensions,
        Indicator.by_place,
        Indicator.definition,
    )
    .where(Indicator.network_id == _network, within(Indicator.visibility), Indicator.state == IndicatorState.ACTIVE)
    .order_by(Indicator.code)
)
DIMENSIONS = View(
    sa.select(Dimension.code, Dimension.title, Dimension.items)
    .where(Dimension.network_id == _network)
    .order_by(Dimension.position, Dimension.code)
)
REPORTERS = View(
    sa.select(IndicatorReporter.indicator_id, Organisation.id, Organisation.acronym)
    .join(Organisation, Organisation.id == IndicatorReporter.organisation_id)
    .where(IndicatorReporter.network_id == _network)
    .order_by(IndicatorReporter.indicator_id, IndicatorReporter.position)
)
VALUES = View(
    sa.select(IndicatorValue.id, IndicatorValue.period, IndicatorValue.note)
    .where(
        IndicatorValue.network_id == _network,
        IndicatorValue.indicator_id == sa.bindparam("indicator_id", type_=Id),
        IndicatorValue.organisation_id == sa.bindparam("organisation_id", type_=Id),
    )
    .order_by(IndicatorValue.period.desc())
    .limit(60)
)
CELLS = View(
    sa.select(
        IndicatorCell.place,
        IndicatorCell.dims,
        IndicatorCell.value,
        IndicatorCell.numerator,
        IndicatorCell.denominator,
    ).where(IndicatorCell.network_id == _network, IndicatorCell.value_id == sa.bindparam("value_id", type_=Id))
)


@dataclass(frozen=True)
class Wanted:
    """For which indicators (codes), periods and organisation; what is not said is all of one's own, now."""

    codes: Sequence[str] = ()
    periods: Sequence[str] = ()
    organisation_id: UUID | None = None


@dataclass
class Sheet:
    """What is laid out."""

    language: str
    indicators: list[Any] = field(default_factory=list)
    dimensions: dict[str, Any] = field(default_factory=dict)  # that any of them uses, in the network's order
    rows: list["Line"] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        return ["indicator", "title", "unit", "period", "organisation", *self.dimensions, *NUMBERS, NOTE]


@dataclass(frozen=True)
class Line:
    indicator: Any
    period: str
    acronym: str
    key: Key
    number: Number
    note: str | None


def scale_of(indicator: Any) -> Scale:
    return Scale(IndicatorKind(indicator[4]), indicator[5], indicator[6], indicator[7])


async def made(call: Call, wanted: Wanted, kind: str, language: str) -> tuple[bytes, str]:
    """(the table, its name)."""
    sheet = await _sheet(call, wanted, language)
    name = papers.file_name(call.slug, "indicator-values", kind)
    if kind == "csv":
        columns = [Column(column) for column in sheet.columns]
        return await tables.as_csv(columns, (_coded(sheet, line) for line in sheet.rows)), name
    return await papers.aside(_workbook, sheet), name


async def _sheet(call: Call, wanted: Wanted, language: str) -> Sheet:
    sheet = Sheet(language)
    mine = call.actor.organisations(call.network_id)
    office = Role.SECRETARIAT in call.roles
    if wanted.organisation_id is not None and wanted.organisation_id not in mine and not office:
        raise Forbidden()
    reporters: dict[UUID, list[tuple[UUID, str]]] = {}
    for indicator_id, organisation_id, acronym in await REPORTERS.fetch(call.source, network_id=call.network_id):
        theirs = organisation_id == wanted.organisation_id if wanted.organisation_id else organisation_id in mine
        if theirs or (office and wanted.organisation_id is None):
            reporters.setdefault(_id(indicator_id), []).append((_id(organisation_id), acronym))
    known = await INDICATORS.fetch(call.source, network_id=call.network_id, reach=call.reach)
    codes = {code.casefold() for code in wanted.codes}
    sheet.indicators = [
        each for each in known if (each[1].casefold() in codes if codes else True) and _id(each[0]) in reporters
    ]
    used = {code for each in sheet.indicators for code in each[9]}
    used |= {PLACE for each in sheet.indicators if each[10]}
    for code, title, items in await DIMENSIONS.fetch(call.source, network_id=call.network_id):
        if code in used:
            sheet.dimensions[code] = (title, [item for item in items if not item.get("retired")])
    today = (await clock.now(call.source)).astimezone(clock.PLACE).date()
    for each in sheet.indicators:
        for organisation_id, acronym in reporters[_id(each[0])]:
            for period in _periods(each, wanted, today):
                sheet.rows += await _lines(call, sheet, each, period, organisation_id, acronym)
                if len(sheet.rows) >= MOST_ROWS:
                    return sheet
    return sheet


def _id(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


def _periods(indicator: Any, wanted: Wanted, today: Any) -> list[str]:
    """Those of its length; the one that runs now, if none was asked for."""
    span = Span(indicator[8])
    if not wanted.periods:
        return [str(holding(today, span))]
    found = []
    for name in wanted.periods:
        try:
            period = parse(name)
        except ValueError:
            continue
        found += [str(part) for part in period.parts(span) if part.span == span]
    return list(dict.fromkeys(found))


async def _lines(
    call: Call, sheet: Sheet, indicator: Any, period: str, organisation_id: UUID, acronym: str
) -> list[Line]:
    """What was reported for the period; else the parts that were reported last, blank; else every part there could be."""
    values = await VALUES.fetch(
        call.source, network_id=call.network_id, indicator_id=_id(indicator[0]), organisation_id=organisation_id
    )
    here = next((value for value in values if value[1] == period), None)
    last = here or next(iter(values), None)
    cells: dict[Key, Number] = {}
    if last is not None:
        rows = await CELLS.fetch(call.source, network_id=call.network_id, value_id=last[0])
        cells = {Key(place, dims): Number(*numbers) for place, dims, *numbers in rows}
    note = here[2] if here is not None else None
    if here is None:
        cells = dict.fromkeys(cells or _laid_out(sheet, indicator), rules.BLANK)
    ordered = sorted(cells, key=lambda key: _order(sheet, key))
    return [Line(indicator, period, acronym, key, cells[key], note) for key in ordered]


def _order(sheet: Sheet, key: Key) -> tuple[Any, ...]:
    """The total first, then part by part as the lists have them."""
    parts = dict(rules.parts_of(key))
    places = []
    for code, (_, items) in sheet.dimensions.items():
        at = {item["code"]: number for number, item in enumerate(items, start=1)}
        places.append(at.get(parts[code], 999) if code in parts else 0)
    return (len(parts), tuple(places))


def _laid_out(sheet: Sheet, indicator: Any) -> list[Key]:
    codes = [code for code in ([PLACE] if indicator[10] else []) + list(indicator[9]) if code in sheet.dimensions]
    lists = [[(code, item["code"]) for item in sheet.dimensions[code][1]] for code in codes]
    finest = 1
    for items in lists:
        finest *= max(len(items), 1)
    if not lists:
        return [rules.TOTAL]
    if finest <= MOST_LAID_OUT:
        return [rules.TOTAL, *(rules.key_of(dict(parts)) for parts in itertools.product(*lists) if parts)]
    return [rules.TOTAL, *(rules.key_of(dict([part])) for items in lists for part in items)]


# ── as a file ───────────────────────────────────────────────────────────────────────────────────────────────────────


def numbers_of(number: Number, scale: Scale) -> dict[str, Decimal | None]:
    """Exact numbers for a spreadsheet; blank is None."""

    def told(kept: int | None, decimals: int) -> Decimal | None:
        text = rules.shown(kept, decimals)
        return Decimal(text) if text is not None else None

    return {
        "value": told(number.value, scale.decimals) if scale.quantity else None,
        "numerator": told(number.numerator, scale.part_decimals),
        "denominator": told(number.denominator, scale.part_decimals),
    }


def _coded(sheet: Sheet, line: Line) -> list[Any]:
    parts = dict(rules.parts_of(line.key))
    head = [line.indicator[1], shown(line.indicator[2], sheet.language), shown(line.indicator[3], sheet.language)]
    numbers = numbers_of(line.number, scale_of(line.indicator))
    return [
        *head,
        line.period,
        line.acronym,
        *(parts.get(code) for code in sheet.dimensions),
        *numbers.values(),
        line.note,
    ]


def _named(sheet: Sheet, line: Line) -> list[Any]:
    """The same with the titles of items in the reader's language."""
    cells = _coded(sheet, line)
    for at, (_, items) in enumerate(sheet.dimensions.values(), start=5):
        title = next((item["title"] for item in items if item["code"] == cells[at]), None)
        if title is not None:
            cells[at] = shown(title, sheet.language)
    return cells


WIDTHS = {"indicator": 18, "title": 46, "unit": 14, "period": 11, "organisation": 14, "note": 36}


def _workbook(sheet: Sheet) -> bytes:
    import xlsxwriter  # heavy, and seldom wanted: only who needs it pays for it

    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"strings_to_formulas": False, "strings_to_urls": False})
    formats = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE9F5", "border": 1}),
        "fill": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#FFF2CC", "border": 1}),
        "text": book.add_format({"num_format": "@"}),
        "told": book.add_format({"font_color": "#5A6472"}),
        "prose": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    titles = {
        name: say(f"indicator.import.sheet.{name}", sheet.language) for name in ("values", "instructions", "lists")
    }
    values = book.add_worksheet(titles["values"])
    _instruct(book.add_worksheet(titles["instructions"]), sheet, formats)
    ranges = _lists(book.add_worksheet(titles["lists"]), titles["lists"], sheet, formats)
    _values(values, sheet, formats, ranges)
    book.close()
    return kept.getvalue()


def _values(page: Any, sheet: Sheet, formats: dict[str, Any], ranges: dict[str, str]) -> None:
    last = max(len(sheet.rows), 1) + 500  # room for rows of one's own
    page.freeze_panes(1, 5)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for at, column in enumerate(sheet.columns):
        number = column in NUMBERS
        body = None if number else formats["told"] if column in ("title", "unit") else formats["text"]
        page.set_column(at, at, WIDTHS.get(column, 16), body)
        heading = _heading(sheet, column)
        page.write_string(0, at, heading, formats["fill" if number or column == NOTE else "head"])
        if column in ranges:
            page.data_validation(1, at, last, at, {"validate": "list", "source": ranges[column]})
        elif number:
            page.data_validation(
                1, at, last, at, {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
            )
    for row, line in enumerate(sheet.rows, start=1):
        for at, cell in enumerate(_named(sheet, line)):
            if isinstance(cell, Decimal):
                page.write_number(row, at, cell)
            elif cell is not None:
                page.write_string(row, at, tables.harmless(str(cell)))


def _heading(sheet: Sheet, column: str) -> str:
    return (
        shown(sheet.dimensions[column][0], sheet.language)
        if column in sheet.dimensions
        else said(column, sheet.language)
    )


def _instruct(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page.set_column(0, 0, 4)
    page.set_column(1, 1, 110, formats["prose"])
    page.set_portrait()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for number in range(1, INSTRUCTIONS + 1):
        page.write_number(number - 1, 0, number)
        page.write_string(
            number - 1, 1, say(f"indicator.import.instruction.{number}", sheet.language), formats["prose"]
        )
    row = INSTRUCTIONS + 1
    for each in sheet.indicators:
        told = f"{each[1]} — {shown(each[2], sheet.language)} ({shown(each[3], sheet.language)})"
        page.write_string(row, 1, tables.harmless(told), formats["head"])
        row += 1
        if each[11]:
            page.write_string(row, 1, tables.harmless(shown(each[11], sheet.language)), formats["prose"])
            row += 1


def _lists(page: Any, name: str, sheet: Sheet, formats: dict[str, Any]) -> dict[str, str]:
    """Each list in two columns, title and code; gives the ranges that cells choose from."""
    ranges = {}
    for at, (column, heading, items) in enumerate(_all_lists(sheet)):
        page.set_column(2 * at, 2 * at, 30)
        page.set_column(2 * at + 1, 2 * at + 1, 18, formats["told"])
        page.write_string(0, 2 * at, heading, formats["head"])
        for row, (title, code) in enumerate(items, start=1):
            page.write_string(row, 2 * at, title, formats["text"])
            if code != title:
                page.write_string(row, 2 * at + 1, code)
        if items:
            named = letters(2 * at)
            ranges[column] = f"='{name}'!${named}$2:${named}${len(items) + 1}"
    return ranges


def _all_lists(sheet: Sheet) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    yield "indicator", said("indicator", sheet.language), [(each[1], each[1]) for each in sheet.indicators]
    told = {"period": [line.period for line in sheet.rows], "organisation": [line.acronym for line in sheet.rows]}
    for column, names in told.items():
        yield column, said(column, sheet.language), [(each, each) for each in dict.fromkeys(names)]
    for code, (title, items) in sheet.dimensions.items():
        yield (
            code,
            shown(title, sheet.language),
            [(shown(item["title"], sheet.language), item["code"]) for item in items],
        )
