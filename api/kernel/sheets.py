"""Tables that somebody sends, as XLSX or CSV: read row by row, within bounds, and refused with the reason.

Nobody vouches for such a file: read it in a process of its own (`processes`). It is looked into before it is unpacked:
no bomb, macro, link to elsewhere or document type is ever opened. A formula is told as one, never worked out.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

MOST_BYTES = 50_000_000
MOST_UNPACKED = 300_000_000
MOST_RATIO = 400
MOST_PARTS = 2_000
MOST_COLUMNS = 200
MOST_CELL = 4_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of any workbook
HEAD = 65_536
REASONS = (
    "kind",
    "broken",
    "too_large",
    "macros",
    "external",
    "encrypted",
    "doctype",
    "encoding",
    "nul",
    "too_many_columns",
    "too_many_rows",
    "cell_too_long",
    "empty",
    "no_sheet",
)
FOREIGN = {
    "vbaproject": "macros",
    "macrosheets/": "macros",
    "dialogsheets/": "macros",
    "activex/": "macros",
    "externallinks/": "external",
    "connections.xml": "external",
    "querytables/": "external",
    "embeddings/": "external",
    "webextensions/": "external",
    "model/": "external",
}
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
# what the Windows alphabet for Russian is used for; whatever else stands in such a file is of another one
_RUSSIAN = re.compile(r"[\x09\x0a\x0d\x20-\x7e\xa0\xab\xbb№–—„“”‘’…•°§±µ·Ѐ-ӿ]*")

_MIXED = re.compile(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")  # a Turkmen word in the alphabet of another code page


class Unreadable(Exception):
    """A file that is not read, and why (one of REASONS)."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts


@dataclass(frozen=True)
class Formula:
    """A cell that would be worked out: what it comes to is not in the file for us."""

    text: str = "="


@dataclass
class Table:
    """Rows with their numbers in the file, as they are read; empty ones are left out."""

    rows: Iterator[tuple[int, list[Any]]]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""


def read(path: Path, name: str, *, most_rows: int, sheets: Sequence[str] = (), most_cell: int = MOST_CELL) -> Table:
    """The table of a file. Of a workbook: the first of these sheets that it has (by name, in any case), else its first.

    Raises Unreadable, also while rows are read.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise Unreadable("too_large", megabytes=MOST_BYTES // 1_000_000)
    if not size:
        raise Unreadable("empty")
    with path.open("rb") as file:
        begins = file.read(8)
    if begins.startswith(b"PK"):
        if not name.lower().endswith((".xlsx", ".xlsm")):
            raise Unreadable("kind")
        return _xlsx(path, most_rows, sheets, most_cell)
    if begins.startswith(b"\xd0\xcf\x11\xe0"):  # a container of old: an .xls, or a workbook with a password
        raise Unreadable("encrypted" if name.lower().endswith(".xlsx") else "kind")
    if not name.lower().endswith((".csv", ".tsv", ".txt")):
        raise Unreadable("kind")
    return _csv(path.read_bytes(), most_rows)


def names(path: Path) -> list[str]:
    """The sheets of a workbook that was looked into."""
    return [sheet.title for sheet in _book(path).worksheets]


# ── workbooks ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _xlsx(path: Path, most_rows: int, sheets: Sequence[str], most_cell: int) -> Table:
    inspect(path)
    book = _book(path)
    if not book.worksheets:
        raise Unreadable("no_sheet")
    by_name = {sheet.title.strip().casefold(): sheet for sheet in book.worksheets}
    sheet = next((by_name[name.casefold()] for name in sheets if name.casefold() in by_name), book.worksheets[0])
    return Table(_bounded(_sheet_rows(sheet), most_rows, most_cell), sheet=sheet.title)


def _book(path: Path) -> Any:
    import openpyxl

    try:
        return openpyxl.load_workbook(path.open("rb"), read_only=True, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # whatever a file makes the reader stumble over, it is the file's fault
        raise Unreadable("broken") from error


def inspect(path: Path) -> None:
    """Look into a workbook by its table of contents and the beginnings of its parts; raises Unreadable."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _inspect_contents(parts, path.stat().st_size)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels", ".vml")) and part.file_size:
                    _inspect_part(archive, part)
            if MAIN.encode() not in archive.read("[Content_Types].xml"):
                raise Unreadable("macros" if b"macroEnabled" in archive.read("[Content_Types].xml") else "kind")
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, KeyError, EOFError) as error:
        raise Unreadable("broken") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise Unreadable("broken") from error


def _inspect_contents(parts: Sequence[zipfile.ZipInfo], size: int) -> None:
    # the reader never gives more of a part than it says it has, so what they say is what they come to
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > min(MOST_UNPACKED, MOST_RATIO * size):
        raise Unreadable("too_large", megabytes=MOST_UNPACKED // 1_000_000)
    for part in parts:
        place = part.filename.replace("\\", "/").lower()
        if part.flag_bits & 1:
            raise Unreadable("encrypted")
        if place.startswith("/") or ".." in place.split("/"):
            raise Unreadable("broken")
        for foreign, reason in FOREIGN.items():
            if foreign in place:
                raise Unreadable(reason)


def _inspect_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Its root element comes at once, in UTF-8, without a document type: nothing that could be expanded."""
    with archive.open(part) as opened:
        begins = opened.read(HEAD).removeprefix(b"\xef\xbb\xbf")
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", begins, re.IGNORECASE):
        raise Unreadable("doctype")
    if b"\x00" in begins or not _begins_with_root(begins):
        raise Unreadable("broken")


def _begins_with_root(begins: bytes) -> bool:
    """Whether nothing but a declaration, instructions and comments stands before the root element."""
    rest = begins.lstrip()
    while rest.startswith((b"<?", b"<!--")):
        ending = b"?>" if rest.startswith(b"<?") else b"-->"
        _, ended, rest = rest.partition(ending)
        if not ended:
            return False
        rest = rest.lstrip()
    return rest[:1] == b"<" and rest[1:2].isalpha()


def _sheet_rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    sheet.reset_dimensions()  # what a sheet says of its own size is not believed
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_row=LAST_ROW), start=1):
            if len(row) > LAST_COLUMN:
                raise Unreadable("too_many_columns", most=MOST_COLUMNS)
            yield number, [_plain(value) for value in row] if row else []
    except MemoryError:
        raise
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("broken") from error


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return Formula() if value.startswith("=") else value.strip() or None
    if value is None or isinstance(value, bool | int | float | datetime | date | time):
        return value
    return Formula() if type(value).__name__ in ("ArrayFormula", "DataTableFormula") else str(value)


# ── text ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _csv(content: bytes, most_rows: int) -> Table:
    text, encoding = decoded(content)
    if "\x00" in text:
        raise Unreadable("nul")
    separator = _separator(text)
    return Table(_bounded(_text_rows(text, separator), most_rows), encoding, separator)


def decoded(content: bytes) -> tuple[str, str]:
    """(the text, its encoding): UTF-8, UTF-16 with its mark, or the Windows alphabet for Russian. Raises Unreadable."""
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise Unreadable("encoding")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), "utf-16"
        except UnicodeDecodeError as error:
            raise Unreadable("encoding") from error
    if b"\x00" in content[:HEAD]:
        raise Unreadable("nul")
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1251")
    except UnicodeDecodeError as error:
        raise Unreadable("encoding") from error
    if _RUSSIAN.fullmatch(text) is None or _MIXED.search(text) is not None:
        raise Unreadable("encoding")
    return text, "cp1251"


def _separator(text: str) -> str:
    """What parts the names in the first line."""
    first = text[:HEAD].lstrip("\r\n").splitlines()[:1]
    line = re.sub(r'"[^"]*"', "", first[0]) if first else ""
    return max(",;\t", key=line.count)


def _text_rows(text: str, separator: str) -> Iterator[tuple[int, list[Any]]]:
    csv.field_size_limit(MOST_CELL * MOST_COLUMNS)
    lines = io.StringIO(text, newline="")
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=separator), start=1):
            yield number, [_typed(cell) for cell in row]
    except csv.Error as error:
        raise Unreadable("broken") from error


def _typed(cell: str) -> Any:
    """A cell as it was typed; what our own exports stand behind an apostrophe for is meant without it."""
    text = cell.strip()
    if text.startswith("'") and text[1:2] in ("=", "+", "-", "@"):
        text = text[1:]
    return Formula() if text.startswith("=") else text or None


# ── bounds ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _bounded(
    rows: Iterator[tuple[int, list[Any]]], most_rows: int, most_cell: int = MOST_CELL
) -> Iterator[tuple[int, list[Any]]]:
    """The rows that hold something: so many columns and rows, and letters in a cell, and no more."""
    found = 0
    for number, row in rows:
        while row and row[-1] is None:
            row.pop()
        if not row:
            continue
        if len(row) > MOST_COLUMNS:
            raise Unreadable("too_many_columns", most=MOST_COLUMNS)
        if any(isinstance(cell, str) and len(cell) > most_cell for cell in row):
            raise Unreadable("cell_too_long", most=most_cell, row=number)
        found += 1
        if found > most_rows + 1:
            raise Unreadable("too_many_rows", most=most_rows)
        yield number, row
