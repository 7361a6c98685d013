"""From a file of UN INFO to activities: row by row, each fault with its row and column. No I/O.

Texts are compared folded; codes as spreadsheets may have damaged them; rows of one activity of a joint programme, one
for each agency, become one activity again.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from api.kernel.schemas import MOST_CENTS
from api.kernel.tables import read_back
from api.kernel.text import BadText, clean_line, clean_text, fold
from api.workplans import uninfo_form as form
from api.workplans.money import Amounts, added
from api.workplans.values import FIRST_YEAR, LAST_YEAR, MARKERS, MOST_TARGETS, ActivityStatus

EPOCH = date(1899, 12, 30)  # of serial days, system 1900
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
LONGEST = {"line": 2_000, "prose": 20_000, "code": 40, "name": 300, "source": 200}
MOST_FAULTS = 2_000


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell, or with a row (`column` None), or with the file (`row` 0)."""

    row: int
    column: int | None
    code: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass
class Told:
    """One activity as the file tells it. `rows`: the rows that it comes from."""

    rows: list[int]
    cells: dict[str, Any]  # by key, as they were read: for what is compared with our own export
    fields: dict[str, Any]
    agencies: list[str]  # abbreviations, the lead first
    programme: str | None
    ids: dict[str, str]  # UN INFO's numbers by agency; "": of the only row
    money: dict[tuple[str, int], Amounts]  # by agency and year
    sources: dict[str, str]  # by agency: who gives its money
    narratives: dict[int, str]


@dataclass
class File:
    activities: list[Told]
    faults: list[Fault]
    row_count: int


class _Reader:
    """One row, read cell by cell; what is wrong is noted with its place."""

    def __init__(self, number: int, row: Sequence[Any], header: form.Header, faults: list[Fault]) -> None:
        self.number, self.row, self.header, self.faults = number, row, header, faults

    def fault(self, at: int | None, code: str, **facts: Any) -> None:
        self.faults.append(Fault(self.number, at, code, facts))

    def cell(self, at: int | None) -> Any:
        if at is None or at >= len(self.row):
            return None
        value = self.row[at]
        if isinstance(value, dict) and "formula" in value:
            self.fault(at, "uninfo_formula")
            return None
        if isinstance(value, str):
            text = read_back(value.strip())
            return None if text in ("", form.EMPTY) else text
        return value

    def at(self, key: str) -> int | None:
        return self.header.fixed.get(key)

    def text(self, key: str, limit: str = "prose") -> str | None:
        """A text, cleaned; on one line unless it is prose."""
        value = self.cell(self.at(key))
        if value is None:
            return None
        if isinstance(value, dict):
            value = value.get("day", "")
        said = form.code_text(value) if isinstance(value, float) else str(value)
        try:
            said = clean_text(said) if limit == "prose" else clean_line(re.sub(r"\s+", " ", said))
        except BadText:
            self.fault(self.at(key), "control_characters")
            return None
        if len(said) > LONGEST[limit]:
            self.fault(self.at(key), "uninfo_too_long", most=LONGEST[limit])
            return None
        return said

    def needed(self, key: str, limit: str) -> str | None:
        before = len(self.faults)
        said = self.text(key, limit)
        if said is None and len(self.faults) == before:
            self.fault(self.at(key), "missing")
        return said

    def day(self, key: str) -> date | None:
        """A date cell, its serial number, or its text as ISO 8601."""
        value = self.cell(self.at(key))
        if value is None:
            self.fault(self.at(key), "missing")
            return None
        found = None
        if isinstance(value, dict):
            found = date.fromisoformat(value["day"])
        elif isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 200_000:
            found = EPOCH + timedelta(days=int(value))
        elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            try:
                found = date.fromisoformat(value)
            except ValueError:
                found = None
        if found is None or not EARLIEST <= found <= LATEST:
            self.fault(self.at(key), "uninfo_date")
            return None
        return found

    def cents(self, at: int | None) -> int | None:
        """An amount in whole cents: a rounding tail of a spreadsheet is cut, a third decimal is a fault."""
        value = self.cell(at)
        if value is None:
            return None
        try:
            if isinstance(value, bool | dict):
                raise InvalidOperation
            plain = repr(value) if isinstance(value, float) else re.sub(r"[\s\u00a0\u202f,]", "", str(value))
            amount = Decimal(plain)
            if not amount.is_finite():
                raise InvalidOperation
            cents = (amount * 100).to_integral_value()
        except (InvalidOperation, ValueError):
            self.fault(at, "uninfo_amount")
            return None
        if abs(amount * 100 - cents) > form.ROUNDING * 100:
            self.fault(at, "uninfo_cents")
            return None
        if cents < 0 or cents >= MOST_CENTS:
            self.fault(at, "uninfo_amount")
            return None
        return int(cents)

    def marker(self, name: str) -> int | None:
        """The level before the label; the label itself may be spelt in any way."""
        said = self.text(form.MARKER_LISTS[name])
        if said is None:
            return None
        found = re.match(r"([0-3])(?:\b|$)", said)
        if found is None:
            self.fault(self.at(form.MARKER_LISTS[name]), "uninfo_marker")
            return None
        return int(found[1])


def read(rows: Sequence[tuple[int, list[Any]]], agencies: Mapping[str, str]) -> File:
    """The activities of a file. `agencies`: acronyms of the network's organisations by folded acronym and name."""
    faults: list[Fault] = []
    if not rows:
        return File([], [Fault(0, None, "uninfo_no_header", {"columns": ""})], 0)
    header = form.header_of(rows[0][1])
    missing = [form.HEADERS[key] for key in form.REQUIRED if key not in header.fixed]
    if missing:
        return File([], [Fault(rows[0][0], None, "uninfo_no_header", {"columns": ", ".join(missing)})], 0)
    told = []
    for number, row in rows[1:]:
        reader = _Reader(number, row, header, faults)
        one = _row(reader, agencies)
        if one is not None:
            told.append(one)
    return File(_joined(told, faults, header), faults, len(rows) - 1)


def _row(reader: _Reader, agencies: Mapping[str, str]) -> Told | None:
    before = len(reader.faults)
    fields: dict[str, Any] = {
        "priority_code": reader.text("strategic_priority_code", "code"),
        "priority": reader.text("strategic_priority", "line"),
        "outcome_code": _code(reader, "outcome_code"),
        "outcome": reader.needed("outcome", "line"),
        "output_code": _code(reader, "output_code"),
        "output": reader.needed("output", "line"),
        "code": _code(reader, "sub_output_code"),
        "title": reader.needed("sub_output", "line"),
        "description": reader.text("description"),
        "starts_on": reader.day("start_date"),
        "ends_on": reader.day("end_date"),
        "implementing_partners": form.parted(reader.text("implementing_partners") or ""),
        "sdg_targets": _targets(reader),
        "places": [form.place_named(each) for each in form.parted(reader.text("geography") or "")],
        "plan_name": reader.text("plan_name", "name"),
    }
    if fields["starts_on"] and fields["ends_on"] and fields["ends_on"] < fields["starts_on"]:
        reader.fault(reader.at("end_date"), "ends_before_start")
    fields["status"], word = _status(reader)
    for name in MARKERS:
        fields[f"{name}_marker"] = reader.marker(name)
        fields[f"{name}_reason"] = reader.text(f"{form.MARKER_LISTS[name]}_narrative")
    fields["uninfo"] = {"status": word} | {key: said for key in form.KEPT if (said := reader.text(key)) is not None}
    named = _agencies(reader, agencies)
    money, narratives = _years(reader, named[0] if named else "")
    if len(reader.faults) > before:
        return None
    id = reader.text("id", "code")
    programme = reader.text("joint_programme_names", "line")
    source = (reader.text("contributing_partners") or named[0])[: LONGEST["source"]]
    return Told(
        rows=[reader.number],
        cells={},
        fields=fields,
        agencies=named,
        programme=programme,
        ids={(named[0] if programme else ""): id} if id is not None else {},
        money=money,
        sources={named[0]: source},
        narratives=narratives,
    )


def _code(reader: _Reader, key: str) -> str | None:
    value = reader.cell(reader.at(key))
    if isinstance(value, dict):  # 1.2 became the first of February: what it was is known by the title
        return None
    if isinstance(value, float):
        return form.code_text(value)
    return reader.text(key, "code")


def _targets(reader: _Reader) -> list[str]:
    said = reader.text("sdg_targets")
    if said is None:
        return []
    found = form.read_targets(said)
    unknown = [code for code in found if code not in form.targets()]
    if unknown or not found:
        reader.fault(reader.at("sdg_targets"), "uninfo_target", what=", ".join(unknown) or said[:60])
    if len(found) > MOST_TARGETS:
        reader.fault(reader.at("sdg_targets"), "uninfo_targets", have=len(found), most=MOST_TARGETS)
    return found


def _status(reader: _Reader) -> tuple[ActivityStatus | None, str | None]:
    """Our status, and the word itself: six of theirs are four of ours."""
    said = reader.needed("status", "name")
    if said is None:
        return None, None
    for word, status in form.STATUSES.items():
        if fold(word) == fold(said):
            return status, word
    reader.fault(reader.at("status"), "uninfo_status", what=said, words=", ".join(form.STATUSES))
    return None, None


def _agencies(reader: _Reader, known: Mapping[str, str]) -> list[str]:
    """Abbreviations, each an organisation of the network."""
    said = reader.needed("agency_abbreviations", "line")
    if said is None:
        return []
    parts = form.parted(said)
    found = []
    for part in parts:
        acronym = known.get(fold(part))
        if acronym is None:
            reader.fault(reader.at("agency_abbreviations"), "uninfo_agency", what=part)
        elif acronym not in found:
            found.append(acronym)
    return found


def _years(reader: _Reader, agency: str) -> tuple[dict[tuple[str, int], Amounts], dict[int, str]]:
    money: dict[tuple[str, int], Amounts] = {}
    narratives: dict[int, str] = {}
    for year in reader.header.years:
        at = {key: reader.header.yearly.get((year, key)) for key in form.YEARLY}
        amounts = Amounts(*(reader.cents(at[name]) for name in form.AMOUNTS))
        if amounts != Amounts():
            if not FIRST_YEAR <= year <= LAST_YEAR:
                reader.fault(at["required"], "uninfo_amount")
            money[agency, year] = amounts
        narrative = reader.cell(at["narrative"])
        if narrative is not None:
            narratives[year] = str(narrative)[: LONGEST["prose"]]
    for name in form.AMOUNTS:
        stated = reader.cents(reader.at(form.TOTALS[name]))
        sum = added(*(getattr(amounts, name) for amounts in money.values()))
        if stated is not None and stated != (sum or 0):
            reader.fault(reader.at(form.TOTALS[name]), "uninfo_total", amount=sum or 0, stated=stated)
    return money, narratives


def _joined(told: list[Told], faults: list[Fault], header: form.Header) -> list[Told]:
    """Rows of one activity of a joint programme become one: the first agency leads, the others contribute."""
    found: dict[tuple[Any, ...], Told] = {}
    for at, one in enumerate(told):
        key = (at,) if one.programme is None else same(one)
        if key not in found:
            found[key] = one
            continue
        first = found[key]
        agency = one.agencies[0]
        if agency in first.agencies:
            faults.append(
                Fault(one.rows[0], header.fixed.get("agency_abbreviations"), "uninfo_twice", {"what": agency})
            )
            continue
        first.rows += one.rows
        first.agencies += one.agencies
        first.ids |= one.ids
        first.money |= one.money
        first.sources |= one.sources
        for year, text in one.narratives.items():
            standing = first.narratives.get(year)
            first.narratives[year] = text if standing in (None, text) else f"{standing}\n{text}"
    return list(found.values())


def same(one: Told) -> tuple[Any, ...]:
    """What makes two rows of a joint programme one activity."""
    fields = one.fields
    return (
        fold(one.programme or ""),
        form.code_key(fields["output_code"] or ""),
        fold(fields["output"]),
        form.code_key(fields["code"] or ""),
        fold(fields["title"]),
    )


def letters(at: int) -> str:
    """A column as spreadsheets call it: A … Z, AA …"""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name
