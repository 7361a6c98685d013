"""What a report is written as: plain functions from its form and the record to parts and fields. No I/O.

A part is a section of the form; its paragraphs are the form's fields. A field holds `text` that people may change, or
`data` that is computed and stays as the record has it; `absent` marks what the platform keeps no record of.
"""

import re
from datetime import date
from typing import Any

from api.kernel import bodies
from api.kernel.bodies import Body, Paragraph, Part
from api.kernel.words import LANGUAGES, day, money, percent, say
from api.reviews.forms import FieldOf, SectionOf

Cell = str | int | dict[str, Any] | None
ITEM = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+\S", re.MULTILINE)
PROGRESS = ("empty", "generated", "edited", "checked")


def localised(make: Any) -> dict[str, str]:
    """The same in three languages."""
    return {language: make(language) for language in LANGUAGES}


def shown(cell: Cell, language: str) -> str:
    """A computed value as people read it; blank is a dash, never a zero."""
    if cell is None or cell == "":
        return "–"
    if isinstance(cell, dict):
        if "cents" in cell:
            return money(cell["cents"], language)
        if "bps" in cell:
            return percent(cell["bps"], language)
        if "on" in cell:
            return day(date.fromisoformat(cell["on"]), language)
        return str(cell.get(language) or cell.get("en") or "–")
    return str(cell)


def data_told(data: dict[str, Any] | None, language: str) -> dict[str, Any] | None:
    """Computed data in one language; a blank cell stays null."""
    if data is None:
        return None

    def cell(value: Cell) -> str | None:
        return None if value is None or value == "" else shown(value, language)

    if data["type"] == "value":
        return {"type": "value", "value": cell(data["value"]), "columns": [], "rows": []}
    columns = [say(f"review.column.{name}", language) for name in data["columns"]]
    rows = [[cell(value) for value in row] for row in data["rows"]]
    return {"type": "table", "value": None, "columns": columns, "rows": rows}


def blank(field: dict[str, Any]) -> bool:
    """Whether a field says nothing."""
    data = field.get("data")
    if data is not None:
        return bool(data["type"] == "table" and not data["rows"])
    return not str(field["text"]).strip()


def typed(field: dict[str, Any]) -> bool:
    return field.get("data") is None and not field.get("absent")


def progress(part: Part) -> str:
    """How far a section is."""
    if all(blank(each) for each in part["paragraphs"]):
        return "empty"
    if part.get("checked"):
        return "checked"
    return "edited" if any(typed(each) and bodies.edited(each) for each in part["paragraphs"]) else "generated"


def missing(sections: list[SectionOf], body: Body) -> list[SectionOf]:
    """Sections that the form asks for and in which something that people write is still blank."""
    held = {part["id"]: {each["id"]: each for each in part["paragraphs"]} for part in body["parts"]}
    return [each for each in sections if _lacks(each, held.get(each.id, {}))]


def _lacks(section: SectionOf, held: dict[str, Paragraph]) -> bool:
    wanted: list[FieldOf] = [field for field in section.fields if field.required and field.typed]
    return any(field.id not in held or blank(held[field.id]) for field in wanted if not _computed(held.get(field.id)))


def _computed(field: Paragraph | None) -> bool:
    return field is not None and not typed(field)


def seen(body: Body, circles: tuple[str, ...]) -> Body:
    """What these circles may see: fields and evidence of a narrower one are left out."""
    parts = []
    for part in body["parts"]:
        kept = [each for each in part["paragraphs"] if each["visibility"] is None or each["visibility"] in circles]
        evidence = [each for each in part["evidence"] if each["visibility"] in circles]
        if kept:
            parts.append({**part, "paragraphs": kept, "evidence": evidence})
    return {**body, "parts": parts}


def read_in(field: Paragraph, language: str) -> tuple[str, bool]:
    """(the text in a language, whether it stands in the authoritative one instead)."""
    if not bodies.edited(field) and language in field["said"]:
        return str(field["said"][language]), False
    return str(field["text"]), bool(str(field["text"]).strip())


def count(text: str, unit: str) -> int:
    """How long a text is, in the unit in which a form limits it."""
    if unit == "words":
        return len(text.split())
    if unit == "items":
        return len(ITEM.findall(text)) or len([piece for piece in text.split("\n\n") if piece.strip()])
    return len(text)
