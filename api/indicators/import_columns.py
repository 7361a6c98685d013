"""The columns of a table of values: tidy, a row for each cell; named by code, or in any of the three languages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.kernel.text import fold
from api.kernel.words import LANGUAGES, say

KEYS = ("indicator", "period", "organisation")
NUMBERS = ("value", "numerator", "denominator")
PLACE, NOTE, STATUS = "place", "note", "status"
TOLD = ("title", "unit", "state", "source", "suppressed")  # for whoever reads the table; an import passes over them
OWN = (*KEYS, PLACE, *NUMBERS, NOTE, STATUS, *TOLD)
WITHHELD = "suppressed"
_PLAIN = re.compile(r"[\W_]+")
WHOLE = ("total", "all", "_t", "всего", "все", "итого", "jemi", "hemmesi")


def plain(text: str) -> str:
    """A name as names are compared: folded, without signs."""
    return _PLAIN.sub(" ", fold(text)).strip()


@dataclass(frozen=True)
class Dimension:
    """A code list as an import knows it."""

    code: str
    titles: Mapping[str, str | None]
    items: Sequence[Mapping[str, Any]]

    def names(self) -> list[str]:
        return [self.code, *(title for title in self.titles.values() if title)]

    def reader(self) -> dict[str, str]:
        """Codes by whatever an item may be called: its title in a language, or its code, which goes first."""
        found: dict[str, str] = {}
        for item in self.items:
            for title in item["title"].values():
                if title:
                    found.setdefault(plain(title), item["code"])
        return found | {plain(item["code"]): item["code"] for item in self.items}


def said(column: str, language: str) -> str:
    return say(f"indicator.column.{column}", language)


def readers(dimensions: Sequence[Dimension]) -> dict[str, str]:
    """Columns by whatever they may be called."""
    found: dict[str, str] = {}
    for dimension in dimensions:
        for name in dimension.names():
            found.setdefault(plain(name), dimension.code)
    for column in OWN:
        for name in (column, *(said(column, language) for language in LANGUAGES)):
            found[plain(name)] = column
    return found


def letters(at: int) -> str:
    """The letters of a column in a spreadsheet: A, B … AA."""
    found = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        found = chr(65 + rest) + found
    return found
