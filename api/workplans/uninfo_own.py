"""Our own sheets in a file of UN INFO: what its columns have no place for, read back by origin. No I/O."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from api.kernel.tables import read_back
from api.kernel.text import BadText, clean_text, fold
from api.workplans import uninfo_form as form
from api.workplans.money import Amounts
from api.workplans.uninfo_out import ACTIVITIES, LINES, OURS, RESULTS, UPDATES
from api.workplans.values import FIRST_YEAR, LAST_YEAR, ActivityStatus

Rows = Sequence[tuple[int, list[Any]]]
TEXTS = ("title_ru", "title_tk", "description_ru", "description_tk", "government_counterpart")
LISTS = ("implementing_partners", "places")
NUMBERS = {"objectives": 23, "tor_objectives": 10}
MOST_TEXT = 20_000


@dataclass
class Own:
    """What our sheets say, by origin; `named` finds the origin of a row of UN INFO's sheet by code and title."""

    named: dict[tuple[Any, ...], str] = field(default_factory=dict)
    fields: dict[str, dict[str, Any]] = field(default_factory=dict)
    lines: dict[str, dict[tuple[str, str, int], Amounts]] = field(default_factory=dict)
    spent: dict[tuple[str, str, int], int] = field(default_factory=dict)  # reported by quarter: origin, agency, year
    results: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)  # titles by kind and folded title
    faults: list[tuple[str, int, str]] = field(default_factory=list)  # sheet, row, code
    there: bool = False

    def origin(self, code: Any, title: Any) -> str | None:
        """Whose row this is: by code and title, or by one of them alone where only one has it, so that the other may change."""
        key = key_of(code, title)
        if key in self.named:
            return self.named[key]
        for part in (0, 1):
            found = {origin for each, origin in self.named.items() if each[part] == key[part]}
            if len(found) == 1:
                return found.pop()
        return None


def key_of(code: Any, title: Any) -> tuple[Any, ...]:
    return form.code_key(code or ""), fold(str(title or ""))


def read(sheets: Mapping[str, Rows]) -> Own:
    own = Own(there=ACTIVITIES in sheets)
    for row_number, row in _rows(own, sheets, ACTIVITIES):
        _activity(own, row_number, row)
    for row_number, row in _rows(own, sheets, LINES):
        _line(own, row_number, row)
    for row_number, row in _rows(own, sheets, UPDATES):
        _update(own, row_number, row)
    for _, row in _rows(own, sheets, RESULTS):
        titles = {language: row[f"title_{language}"] for language in ("ru", "tk") if row.get(f"title_{language}")}
        own.results[str(row.get("kind")), fold(str(row.get("title") or ""))] = {k: str(v) for k, v in titles.items()}
    return own


def _rows(own: Own, sheets: Mapping[str, Rows], name: str) -> list[tuple[int, dict[str, Any]]]:
    """The rows of one of our sheets by the names of its columns; one that is not as we write it is a fault."""
    rows = sheets.get(name)
    if not rows:
        return []
    number, header = rows[0]
    names = {fold(str(cell)).strip(): at for at, cell in enumerate(header) if cell is not None}
    if any(column not in names for column in OURS[name]):
        own.faults.append((name, number, "uninfo_own_header"))
        return []
    found = []
    for number, row in rows[1:]:
        cells = {column: row[names[column]] if names[column] < len(row) else None for column in OURS[name]}
        if any(isinstance(cell, dict) and "formula" in cell for cell in cells.values()):
            own.faults.append((name, number, "uninfo_formula"))
            continue
        found.append((number, {column: _plain(cell) for column, cell in cells.items()}))
    return found


def _plain(cell: Any) -> Any:
    if isinstance(cell, dict):
        return cell.get("day")
    return read_back(cell) if isinstance(cell, str) else cell


def _activity(own: Own, number: int, row: dict[str, Any]) -> None:
    origin = str(row["origin_id"])
    said: dict[str, Any] = {}
    try:
        for name in TEXTS:
            text = clean_text(str(row[name])) if row[name] is not None else None
            if text is not None and len(text) > (2_000 if name.startswith("title") else MOST_TEXT):
                raise BadText
            said[name] = text
        for name in LISTS:
            said[name] = form.parted(str(row[name] or ""))
        for name, most in NUMBERS.items():
            numbers = sorted({int(form.code_text(part)) for part in form.parted(form.code_text(row[name] or ""))})
            if numbers and not 1 <= numbers[0] <= numbers[-1] <= most:
                raise ValueError
            said[name] = numbers
        for name in ("status", "current_status"):
            said[name] = ActivityStatus(row[name]) if row[name] else None
    except ValueError:
        own.faults.append((ACTIVITIES, number, "uninfo_own_cell"))
        return
    own.fields[origin] = said
    own.named[key_of(row["code"], row["title"])] = origin


def _line(own: Own, number: int, row: dict[str, Any]) -> None:
    try:
        year = int(row["year"])
        source = str(row["source"] or "").strip()
        amounts = Amounts(*(_cents(row[name]) for name in form.AMOUNTS))
        if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= len(source) <= 200:
            raise ValueError
    except (ValueError, TypeError, ArithmeticError):
        own.faults.append((LINES, number, "uninfo_own_cell"))
        return
    lines = own.lines.setdefault(str(row["origin_id"]), {})
    key = (str(row["organisation"]), source, year)
    if key in lines:
        own.faults.append((LINES, number, "duplicate"))
    lines[key] = amounts


def _cents(value: Any) -> int | None:
    if value is None:
        return None
    cents = Decimal(repr(value) if isinstance(value, float) else str(value)) * 100
    whole = cents.to_integral_value()
    if abs(cents - whole) > form.ROUNDING * 100 or whole < 0 or whole >= 10**15:
        raise ValueError
    return int(whole)


def _update(own: Own, number: int, row: dict[str, Any]) -> None:
    try:
        cents, year = _cents(row["expenditure"]), int(str(row["period"])[:4])
    except (ValueError, ArithmeticError):
        own.faults.append((UPDATES, number, "uninfo_own_cell"))
        return
    if cents is not None:
        key = (str(row["origin_id"]), str(row["organisation"]), year)
        own.spent[key] = own.spent.get(key, 0) + cents
