"""Tables that leave the platform, as XLSX and CSV: real numbers and dates, and no cell that a program would run."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from api.kernel.db import instant
from api.kernel.papers import aside

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
SDMX_CSV = "application/vnd.sdmx.data+csv"
RUN = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula, however it gets there
MOST_CELL = 32_767  # letters that a cell of a spreadsheet holds
MOST_NAME = 31


@dataclass(frozen=True)
class Column:
    """A column: its name in the reader's language or for machines, and how wide it is shown."""

    name: str
    width: int = 16


def harmless(text: str) -> str:
    """A text that no spreadsheet runs: what would begin a formula stands behind an apostrophe, one more than it had."""
    return f"'{text}" if text.lstrip("'").startswith(RUN) else text


def read_back(text: str) -> str:
    """What `harmless` was given."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(RUN) else text


async def xlsx(
    name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], zone: str, language: str = "en"
) -> bytes:
    """One sheet under a frozen header. Instants are shown in the zone, days as days; None is a blank, 0 a zero."""
    return await aside(_xlsx, name, columns, rows, zone, language)


class Book:
    """A workbook of several sheets that is written row by row into a file: what it holds in memory is one row."""

    def __init__(self, path: str, name: str, zone: str, language: str = "en") -> None:
        import xlsxwriter  # heavy, and seldom wanted: only who needs it pays for it

        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book, self.zone = xlsxwriter.Workbook(path, options), ZoneInfo(zone)
        self.book.set_properties({"title": name, "comments": "", "category": language})
        self.formats = _formats(self.book)
        self.sheets: dict[str, tuple[Any, int]] = {}
        self.last: dict[str, int] = {}

    def begin(self, key: str, name: str, columns: Sequence[Column]) -> None:
        """A sheet under a frozen header."""
        self.sheets[key] = _begun(self.book, name, columns), len(columns)
        self.last[key] = 0

    def add(self, key: str, rows: Iterable[Sequence[Any]]) -> None:
        sheet, _ = self.sheets[key]
        for row in rows:
            self.last[key] += 1
            for at, value in enumerate(row):
                _write(sheet, self.last[key], at, value, self.formats, self.zone)

    def close(self) -> None:
        for key, (sheet, width) in self.sheets.items():
            sheet.autofilter(0, 0, self.last[key], width - 1)
        self.book.close()


async def as_csv(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a mark that says so, for Excel; instants as RFC 3339 in UTC."""
    return await aside(_csv, columns, rows)


def _xlsx(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], zone: str, language: str) -> bytes:
    import xlsxwriter

    kept = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(kept, options)
    book.set_properties({"title": name, "comments": "", "category": language})
    formats = _formats(book)
    sheet = _begun(book, name, columns)
    here, last = ZoneInfo(zone), 0
    for last, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            _write(sheet, last, at, value, formats, here)
    if columns:
        sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()
    return kept.getvalue()


def _formats(book: Any) -> dict[type, Any]:
    return {
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
    }


def _begun(book: Any, name: str, columns: Sequence[Column]) -> Any:
    """A sheet that prints well, with its header."""
    sheet = book.add_worksheet(_sheet_name(name))
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, [harmless(column.name) for column in columns], bold)
    return sheet


def _sheet_name(name: str) -> str:
    kept = "".join(" " if letter in "[]:*?/\\" else letter for letter in name)[:MOST_NAME].strip("' ")
    return kept or "Sheet"


def _write(sheet: Any, row: int, at: int, value: Any, formats: dict[type, Any], zone: ZoneInfo) -> None:
    if value is None:
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, at, value.astimezone(zone).replace(tzinfo=None, microsecond=0), formats[datetime])
    elif isinstance(value, date):
        sheet.write_datetime(row, at, value, formats[date])
    elif isinstance(value, bool):
        sheet.write_boolean(row, at, value)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, at, value)
    else:
        sheet.write_string(row, at, harmless(str(value))[:MOST_CELL])


def _csv(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    return csv_head(columns) + csv_rows(rows)


def csv_head(columns: Sequence[Column]) -> bytes:
    """What a CSV that is sent in parts begins with: the mark and the names of its columns."""
    return b"\xef\xbb\xbf" + csv_rows([[column.name for column in columns]])


def csv_rows(rows: Iterable[Sequence[Any]]) -> bytes:
    kept = io.StringIO()
    csv.writer(kept, lineterminator="\r\n").writerows([_told(value) for value in row] for row in rows)
    return kept.getvalue().encode()


def _told(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return (
        value.isoformat() if isinstance(value, date) else value if isinstance(value, int | Decimal) else harmless(value)
    )
