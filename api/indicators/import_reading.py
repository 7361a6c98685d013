"""From a table that somebody sent to values with their cells, and to everything that is wrong with it, by row and column.

Runs in a process of its own (`kernel.processes`): it needs no database, only what it is told of the network's lists.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from api.indicators import rules
from api.indicators.import_columns import (
    KEYS,
    NOTE,
    NUMBERS,
    PLACE,
    STATUS,
    WHOLE,
    WITHHELD,
    Dimension,
    letters,
    plain,
    readers,
)
from api.indicators.import_personal import Watch
from api.indicators.values import IndicatorKind
from api.kernel import processes, sheets
from api.kernel.text import BadText, clean_text
from api.kernel.words import LANGUAGES, say
from api.periods import rules as periods

MOST_ROWS = 200_000
MOST_FAULTS = 20_000  # that are written down; all are counted
MOST_HEADS = 10  # rows in which the names of the columns are looked for
EVERY = 2_000
SHEET = "values"
BLANKS = ("-", "–", "—", "…")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_THOUSAND = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell of the table, or with a row (`at` is None)."""

    row: int
    at: int | None
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class Personal(Exception):
    """The table seems to tell of persons."""

    def __init__(self, traces: list[dict[str, Any]]) -> None:
        super().__init__("personal")
        self.traces = traces


class Badly(ValueError):
    """A cell that is not understood, by its code."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass
class Value:
    """The rows of a table that tell of one value."""

    indicator: str
    period: str
    organisation_id: str
    note: str | None = None
    cells: list[rules.Cell] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


class Lists:
    """The network's lists as an import reads them."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.dimensions = {
            each["code"]: Dimension(each["code"], each["title"], each["items"]) for each in facts["dimensions"]
        }
        self.items = {code: each.reader() for code, each in self.dimensions.items()}
        self.indicators = {each["code"]: each for each in facts["indicators"]}
        self.scales = {code: scale_of(each) for code, each in self.indicators.items()}
        self.codes: dict[str, str] = {plain(code): code for code in self.indicators}
        self.organisations: dict[str, str] = {}
        for each in facts["organisations"]:
            for name in each["names"]:
                self.organisations.setdefault(plain(name), each["id"])
        self.organisations |= {plain(each["acronym"]): each["id"] for each in facts["organisations"]}
        self.own: str | None = facts["own"]  # whose values these are where the table does not say
        self.columns = readers(list(self.dimensions.values()))
        self.withheld = {plain(WITHHELD), *(plain(say("indicator.import.suppressed", spoken)) for spoken in LANGUAGES)}
        self.whole = {plain(word) for word in WHOLE}

    def shape(self, indicator: dict[str, Any]) -> rules.Shape:
        used = [*indicator["dimensions"], *([PLACE] if indicator["by_place"] else [])]
        items = {
            code: frozenset(item["code"] for item in self.dimensions[code].items)
            for code in used
            if code in self.dimensions
        }
        return rules.Shape(self.scales[indicator["code"]], items)


def scale_of(indicator: Mapping[str, Any]) -> rules.Scale:
    return rules.Scale(
        IndicatorKind(indicator["kind"]), indicator["decimals"], indicator["part_decimals"], indicator["per"]
    )


class Reading:
    """One table, row by row."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.faults: list[Fault] = []
        self.fault_count = 0
        self.values: dict[tuple[str, str, str], Value] = {}
        self.count = self.withheld = 0
        self.columns: dict[str, int] = {}
        self.heads: list[str] = []
        self.watch: Watch | None = None
        self.known: dict[tuple[str, Any], Any] = {}  # what cells were found to mean
        self.parts: list[str] = []
        self.texts: list[int] = []

    def fault(self, row: int, at: int | None, code: str, **facts: Any) -> None:
        self.fault_count += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(row, at, code, facts))

    def header(self, at: int | None) -> str | None:
        return self.heads[at] if at is not None and at < len(self.heads) else None

    # ── the names of the columns ────────────────────────────────────────────────────────────────────────────────

    def head(self, row: int, cells: Sequence[Any]) -> bool:
        """Take a row for the names of the columns, if it is one."""
        names = [str(cell) if cell is not None else "" for cell in cells]
        meant = [self.lists.columns.get(plain(name)) if name else None for name in names]
        if not {"indicator", "period"} <= set(meant):
            return False
        self.heads = names
        unknown = [
            (at, name) for at, (name, column) in enumerate(zip(names, meant, strict=True)) if name and not column
        ]
        self.watch = Watch(unknown, [at for at, _ in unknown], row)
        self._head(row, names, meant)
        for at, name in unknown:
            self.fault(row, at, "unknown_column", column=name[:60])
        if "organisation" not in self.columns and self.lists.own is None:
            self.fault(row, None, "missing_column", column="organisation")
        if not set(NUMBERS) & set(self.columns):
            self.fault(row, None, "missing_column", column="value")
        return True

    def _head(self, row: int, names: Sequence[str], meant: Sequence[str | None]) -> None:
        for at, column in enumerate(meant):
            if column is None:
                continue
            if column in self.columns:
                self.fault(row, at, "repeated_column", column=names[at][:60])
            self.columns.setdefault(column, at)
        parts = [code for code in (PLACE, *self.lists.dimensions) if code in self.columns]
        self.parts = [code for code in dict.fromkeys(parts) if code in self.lists.dimensions]
        self.texts = [at for at, name in enumerate(names) if name and meant[at] in (None, NOTE)]

    # ── a row ───────────────────────────────────────────────────────────────────────────────────────────────────

    def row(self, number: int, cells: Sequence[Any]) -> None:
        assert self.watch is not None
        self.watch.see(number, cells, self.texts)
        self.count += 1
        before = self.fault_count
        if plain(self._text(cells, STATUS)) in self.lists.withheld:
            self.withheld += 1  # what the reader was not shown is nothing they said
            return
        self._formulas(number, cells)
        key = tuple([self._meant(number, cells, column) for column in KEYS])
        parts = self._parts(number, cells)
        numbers = {column: self._number(number, cells, column) for column in NUMBERS if column in self.columns}
        note = self._note(number, cells)
        if self.fault_count > before or None in key or not self._agreed(number, key[0], numbers):
            return
        value = self.values.get(key)
        if value is None:
            value = self.values[key] = Value(*key)
        value.cells.append(rules.Cell(parts, **numbers))
        value.rows.append(number)
        if note is not None:
            if value.note not in (None, note):
                self.fault(number, self.columns[NOTE], "notes_differ")
            value.note = note

    def _agreed(self, number: int, code: str, numbers: dict[str, str | None]) -> bool:
        """Drop the value of a percentage or ratio that is what its parts come to, as exports show it."""
        over, under, value = (numbers.get(name) for name in ("numerator", "denominator", "value"))
        if value is None or over is None or under is None:
            return True
        scale = self.lists.scales[code]
        if scale.quantity:
            return True
        try:
            parts = rules.Number(None, *(rules.scaled(part, scale.part_decimals) for part in (over, under)))
            same = rules.computed(parts, scale) == rules.scaled(value, scale.decimals)
        except ValueError:
            same = False
        if not same:
            self.fault(number, self.columns["value"], "value_differs")
        numbers["value"] = None
        return same

    def _cell(self, cells: Sequence[Any], column: str) -> Any:
        at = self.columns.get(column)
        return cells[at] if at is not None and at < len(cells) else None

    def _text(self, cells: Sequence[Any], column: str) -> str:
        cell = self._cell(cells, column)
        return cell if isinstance(cell, str) else ""

    def _formulas(self, number: int, cells: Sequence[Any]) -> None:
        for at, cell in enumerate(cells):
            if isinstance(cell, sheets.Formula):
                self.fault(number, at, "formula")

    def _meant(self, number: int, cells: Sequence[Any], column: str) -> Any:
        """The code, acronym's id or period that a cell means; None with a fault."""
        cell = self._cell(cells, column)
        if isinstance(cell, sheets.Formula):
            return None
        if cell is None:
            if column == "organisation" and self.lists.own is not None:
                return self.lists.own
            if column in self.columns:
                self.fault(number, self.columns[column], "missing")
            return None
        asked = (column, cell if not isinstance(cell, datetime) else cell.isoformat())
        if asked not in self.known:
            try:
                self.known[asked] = getattr(self, f"_{column}")(cell)
            except Badly as bad:
                self.known[asked] = bad
        found = self.known[asked]
        if isinstance(found, Badly):
            self._unlisted(number, self.columns[column], cell)
            self.fault(number, self.columns[column], found.code, **found.facts)
            return None
        return found

    def _unlisted(self, number: int, at: int, cell: Any) -> None:
        """What stands on no list could be anything, names of persons among them."""
        assert self.watch is not None
        self.watch.unlisted(number, at, self.heads[at], str(cell))

    def _indicator(self, cell: Any) -> str:
        code = self.lists.codes.get(plain(str(cell)))
        if code is None:
            raise Badly("unknown_indicator", given=str(cell)[:40])
        return code

    def _organisation(self, cell: Any) -> str:
        id = self.lists.organisations.get(plain(str(cell)))
        if id is None:
            raise Badly("unknown_organisation", given=str(cell)[:40])
        return str(id)

    def _period(self, cell: Any) -> str:
        if isinstance(cell, date | time):
            raise Badly("period_as_date")
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip().upper()
        try:
            return str(periods.parse(text))
        except ValueError as error:
            raise Badly("unknown_period", given=text[:20]) from error

    def _parts(self, number: int, cells: Sequence[Any]) -> dict[str, str]:
        found: dict[str, str] = {}
        for code in self.parts:
            cell = self._cell(cells, code)
            if cell is None or isinstance(cell, sheets.Formula):
                continue
            if isinstance(cell, date | time):
                self.fault(number, self.columns[code], "item_as_date")
                continue
            text = str(cell).strip()
            item = self.lists.items[code].get(plain(text))
            if item is not None:
                found[code] = item
            elif plain(text) not in self.lists.whole and text not in BLANKS:
                self._unlisted(number, self.columns[code], text)
                self.fault(number, self.columns[code], "unknown_item", given=text[:40], dimension=code)
        return found

    def _number(self, number: int, cells: Sequence[Any], column: str) -> str | None:
        cell = self._cell(cells, column)
        if cell is None or isinstance(cell, sheets.Formula):
            return None
        try:
            return number_of(cell)
        except Badly as bad:
            self.fault(number, self.columns[column], bad.code, **bad.facts)
            return None

    def _note(self, number: int, cells: Sequence[Any]) -> str | None:
        cell = self._cell(cells, NOTE)
        if cell is None or isinstance(cell, sheets.Formula):
            return None
        try:
            return clean_text(str(cell))[:4_000]
        except BadText:
            self.fault(number, self.columns[NOTE], "bad_text")
            return None

    # ── the values ──────────────────────────────────────────────────────────────────────────────────────────────

    def finished(self) -> Iterator[dict[str, Any]]:
        """Each value with its cells as they are kept, after everything that is wrong with them is noted."""
        shapes: dict[str, rules.Shape] = {}
        for value in self.values.values():
            indicator = self.lists.indicators[value.indicator]
            if value.indicator not in shapes:
                shapes[value.indicator] = self.lists.shape(indicator)
            found, faults = rules.read(shapes[value.indicator], value.cells)
            self._of_cells(value, faults)
            if len(found) == len(value.rows) and not faults:
                cells = [[*key, *kept, row] for (key, kept), row in zip(found.items(), value.rows, strict=True)]
                yield {
                    "indicator_id": indicator["id"],
                    "organisation_id": value.organisation_id,
                    "period": value.period,
                    "note": value.note,
                    "cells": cells,
                }

    def _of_cells(self, value: Value, faults: Sequence[rules.Fault]) -> None:
        """The faults of a value's cells, each at the row and column that it came from."""
        first: dict[rules.Key, int] = {}
        if any(fault.code == "duplicate" for fault in faults):
            for cell, row in zip(value.cells, value.rows, strict=True):
                first.setdefault(rules.key_of(cell.parts), row)
        for fault in faults:
            facts = dict(fault.facts)
            if fault.code == "duplicate":
                facts["first"] = first[rules.key_of(value.cells[fault.at].parts)]
            name = fault.field.partition("/")[2] or fault.field
            self.fault(value.rows[fault.at], self.columns.get(name), fault.code, **facts)


def number_of(cell: Any) -> str | None:
    """A number as people and spreadsheets write it, as `rules.scaled` takes it. Never guesses: `1,234` is refused."""
    if isinstance(cell, bool | date | time):
        raise Badly("unreadable_number")
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        if cell != cell or cell in (float("inf"), float("-inf")):
            raise Badly("unreadable_number")
        return format(Decimal(format(cell, ".15g")), "f")  # fifteen digits are what a spreadsheet has
    text = _SPACES.sub("", str(cell)).replace("−", "-")
    if not text or text in BLANKS:
        return None
    if "," in text or text.count(".") > 1:
        text = _without_comma(text)
    if not _NUMBER.fullmatch(text):
        raise Badly("unreadable_number")
    return text


def _without_comma(text: str) -> str:
    """A comma before the decimals, or commas between thousands; three digits behind a single one could be either."""
    if _THOUSAND.fullmatch(text):
        raise Badly("ambiguous_number", given=text[:20])
    if "." in text or text.count(",") > 1:
        decimal = max(",.", key=text.rfind)
        other = "." if decimal == "," else ","
        groups = text.partition(decimal)[0] if decimal in text else text
        if text.count(decimal) > 1:
            decimal, other, groups = other, decimal, text
        if not re.fullmatch(rf"-?\d{{1,3}}(?:{re.escape(other)}\d{{3}})+", groups):
            raise Badly("unreadable_number")
        text = text.replace(other, "")
        return text.replace(decimal, ".")
    return text.replace(",", ".")


# ── in the process ──────────────────────────────────────────────────────────────────────────────────────────────────


def main(order: dict[str, Any]) -> dict[str, Any]:
    """Read the table at `path`; values and faults go into files beside it, line by line."""
    try:
        return _main(order)
    except sheets.Unreadable as unreadable:
        return {"unreadable": unreadable.reason, "facts": unreadable.facts}
    except Personal as personal:
        return {"personal": personal.traces}


def _main(order: dict[str, Any]) -> dict[str, Any]:
    path = Path(order["path"])
    table = sheets.read(path, order["name"], most_rows=MOST_ROWS, sheets=_sheets())
    reading = Reading(Lists(order["lists"]))
    for number, cells in table.rows:
        if reading.watch is None:
            if not reading.head(number, cells) and number > MOST_HEADS:
                raise sheets.Unreadable("no_header")
            continue
        reading.row(number, cells)
        if reading.count % EVERY == 0:
            processes.tell({"rows": reading.count})
    if reading.watch is None:
        raise sheets.Unreadable("no_header")
    if reading.watch.found:
        traces = sorted(reading.watch.found.items())
        raise Personal(
            [{"column": t.column[:60], "letters": letters(at), "kind": t.kind, "row": t.row} for at, t in traces]
        )
    return _written(order, reading) | {
        "sheet": table.sheet,
        "encoding": table.encoding,
        "separator": table.separator,
    }


def _sheets() -> list[str]:
    return list(dict.fromkeys([SHEET, *(say("indicator.import.sheet.values", language) for language in LANGUAGES)]))


def _written(order: dict[str, Any], reading: Reading) -> dict[str, Any]:
    counts: dict[str, int] = defaultdict(int)
    with Path(order["values"]).open("w", encoding="utf-8") as file:
        for value in reading.finished():
            file.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
            counts["values"] += 1
            counts["cells"] += len(value["cells"])
    with Path(order["faults"]).open("w", encoding="utf-8") as file:
        for fault in sorted(reading.faults, key=lambda one: (one.row, one.at if one.at is not None else -1)):
            told = [
                fault.row,
                fault.at,
                reading.heads[fault.at] if fault.at is not None and fault.at < len(reading.heads) else None,
                fault.code,
                fault.facts,
            ]
            file.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")
    return {
        "rows": reading.count,
        "withheld": reading.withheld,
        "fault_count": reading.fault_count,
        "values": counts["values"],
        "cells": counts["cells"],
        "columns": reading.columns,
        "heads": reading.heads,
    }
