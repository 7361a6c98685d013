"""Tables that leave the platform, as XLSX and CSV: real numbers and dates, and no cell that a program would run."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter

from api.kernel.db import instant
from api.kernel.papers import aside

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
RUN = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula, however it gets there
MOST_CELL = 32_767  # letters that a cell of a spreadsheet holds
MOST_NAME = 31


@dataclass(frozen=True)
class Column:
    """A column: its name in the reader's language or for machines, and how wide it is shown."""

    name: str
    width: int = 16


def harmless(text: str) -> str:
    """A text that no spreadsheet runs: what would begin a formula stands behind an apostrophe."""
    return f"'{text}" if text.startswith(RUN) else text


async def xlsx(
    name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], zone: str, language: str = "en"
) -> bytes:
    """One sheet under a frozen header. Instants are shown in the zone, days as days; None is a blank, 0 a zero."""
    return await aside(_xlsx, name, columns, rows, zone, language)


async def as_csv(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a mark that says so, for Excel; instants as RFC 3339 in UTC."""
    return await aside(_csv, columns, rows)


def _xlsx(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], zone: str, language: str) -> bytes:
    kept = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(kept, options)
    book.set_properties({"title": name, "comments": "", "category": language})
    sheet = book.add_worksheet(_sheet_name(name))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats: dict[type, Any] = {
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
    sheet.write_row(0, 0, [harmless(column.name) for column in columns], bold)
    here, last = ZoneInfo(zone), 0
    for last, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            _write(sheet, last, at, value, formats, here)
    if columns:
        sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()
    return kept.getvalue()


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
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow([harmless(column.name) for column in columns])
    for row in rows:
        writer.writerow([_told(value) for value in row])
    return b"\xef\xbb\xbf" + kept.getvalue().encode()


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
