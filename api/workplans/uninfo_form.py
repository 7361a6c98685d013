"""UN INFO's form as data: the columns of its export in their order, its labels and words, and what they are to us.

Source: `uninfo_joint_workplan.json`, read in published exports; nothing of the form stands in code but how it is walked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from api.kernel.text import fold
from api.reference import service as reference
from api.workplans.values import MARKERS, ActivityStatus

FORM = reference.load("uninfo-workplan")
EMPTY = FORM["file"]["empty_text_value"]
SEPARATOR = "; "
KEYS = tuple(column["key"] for column in FORM["columns"])
HEADERS = {column["key"]: column["header"] for column in FORM["columns"]}
REQUIRED = ("outcome", "output", "sub_output", "start_date", "end_date", "status", "agency_abbreviations")
YEARLY = tuple(column["key"] for column in FORM["year_blocks"]["columns"])
YEAR_HEADERS = dict(zip(YEARLY, FORM["year_blocks"]["headers"], strict=True))
AMOUNTS = ("required", "available", "expenditure")
TOTALS = {name: f"total_{name}" for name in AMOUNTS}
STATUSES = {each["code"]: ActivityStatus(each["import_as"]) for each in FORM["code_lists"]["status"]["items"]}
WORDS = {status: each["code"] for each in FORM["code_lists"]["status"]["items"] for status in each["export_for"]}
MARKER_LISTS = {"gender": "gender_marker", "human_rights": "human_rights_marker", "peace": "sustaining_peace_marker"}
MARKER_LABELS = {
    name: {int(each["code"]): each["export_label"] for each in FORM["code_lists"][MARKER_LISTS[name]]["items"]}
    for name in MARKERS
}
PROGRAMME = FORM["code_lists"]["joint_type"]["items"][0]["code"]
# Columns for which we have no field: kept with the activity, and written back as they came.
KEPT = (
    "qcpr_functions", "humanitarian_marker", "humanitarian_marker_narrative", "also_contributes_to", "lnob_groups",
    "non_monetary_assistance",
)  # fmt: skip
_TARGET = re.compile(r"(?:^|,)\s*(\d{1,2}\.[0-9a-z]{1,2})(?=\s|,|$)")
_YEAR = re.compile(r"(\d{4}) (required|available|expenditure|narrative)")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
ROUNDING = Decimal("0.000001")


@cache
def targets() -> dict[str, str]:
    """SDG targets in words, by code."""
    return {each["code"]: each["gist_en"] for each in reference.items("sdg-targets")}


@cache
def goals() -> dict[int, str]:
    return {each["number"]: each["short_en"] for each in reference.items("sdg-goals")}


@cache
def places() -> dict[str, str]:
    """Provinces as UN INFO names them, by code of ISO 3166-2."""
    named = FORM["country_examples"]["geography_names"]
    known: dict[str, str] = {}
    for each in reference.load("locale")["subdivisions"]:
        short = fold(each["name"])
        full = [name for name in named if fold(name).split()[0] in (short, _english(short))]
        known[each["code"]] = max(full, key=len, default=each["name"])
    return known


def _english(short: str) -> str:
    return {"asgabat": "ashgabat"}.get(short, short)


@cache
def codes_of_places() -> dict[str, str]:
    """Codes by folded names: `Ahal` and `Ahal Province` both occur."""
    found = {fold(name): code for code, name in places().items()}
    found |= {fold(name).removesuffix(" province"): code for code, name in places().items()}
    return found | {fold(each["name"]): each["code"] for each in reference.load("locale")["subdivisions"]}


def place_named(name: str) -> str:
    return codes_of_places().get(fold(name), name)


def told_targets(codes: Iterable[str]) -> str:
    """Number and wording, joined by a comma without a space, as UN INFO does."""
    return ",".join(f"{code} {targets().get(code, '')}".strip() for code in codes)


def read_targets(text: str) -> list[str]:
    """The wording holds commas too: split before every target number."""
    return list(dict.fromkeys(_TARGET.findall(text)))


def told_goals(codes: Iterable[str]) -> str:
    numbers = sorted({int(code.partition(".")[0]) for code in codes})
    return SEPARATOR.join(f"{number} {goals().get(number, '')}".strip() for number in numbers)


def joined(values: Iterable[str]) -> str:
    """Several values in one cell. What parts them may not stand in one of them."""
    return SEPARATOR.join(value.replace(";", ",") for value in values)


def parted(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def code_text(value: Any) -> str:
    """A code as text: a spreadsheet may have turned 1.2 into a number with a rounding tail."""
    if isinstance(value, float):
        return f"{round(Decimal(repr(value)), 6).normalize():f}"
    return str(value).strip()


def code_key(value: Any) -> tuple[Any, ...]:
    """What two spellings of a code have in common: 1.1.08a is 1.1.8a; 1.20 that became 1.2 is found by its title."""
    parts = re.split(r"[.\-/ ]+", fold(code_text(value)).strip(" ."))
    return tuple(re.sub(r"^0+(?=\d)", "", part) for part in parts)


def year_of(header: str) -> tuple[int, str] | None:
    """The year and key of a column of a year's block."""
    found = _YEAR.fullmatch(fold(header).strip())
    return (int(found[1]), found[2]) if found else None


def headers_of(years: Iterable[int]) -> list[str]:
    """The header row: the fixed columns, then a block for each year."""
    fixed = [column["header"] for column in FORM["columns"]]
    return fixed + [YEAR_HEADERS[key].format(year=year) for year in years for key in YEARLY]


def status_word(status: str, kept: str | None) -> str:
    """The word that came with it, as long as it still means the status; else ours."""
    if kept is not None and STATUSES.get(kept) == status:
        return kept
    return str(WORDS[ActivityStatus(status)])


@dataclass(frozen=True)
class Header:
    """Where which column stands in a file: positions by key, and by year and key."""

    fixed: dict[str, int]
    yearly: dict[tuple[int, str], int]

    @property
    def years(self) -> list[int]:
        return sorted({year for year, _ in self.yearly})


def header_of(cells: list[Any]) -> Header:
    """The columns of a file by their names, in any order and however they are accented."""
    names = {fold(header): key for key, header in HEADERS.items()}
    fixed: dict[str, int] = {}
    yearly: dict[tuple[int, str], int] = {}
    for at, cell in enumerate(cells):
        said = fold(str(cell)).strip() if cell is not None else ""
        if said in names:
            fixed.setdefault(names[said], at)
        elif (year := year_of(said)) is not None:
            yearly.setdefault(year, at)
    return Header(fixed, yearly)
