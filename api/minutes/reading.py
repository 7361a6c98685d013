"""Minutes as one reader sees them: plain functions over the rows of a view."""

from typing import Any

from api.kernel.access import Visibility
from api.kernel.bodies import Body, Part
from api.kernel.bodies import compared as compared
from api.kernel.words import say
from api.minutes import text

Circles = tuple[Visibility, ...]


def parts(body: Body, circles: Circles, language: str, *, officer: bool) -> tuple[list[dict[str, Any]], bool]:
    """(the parts that these circles may see, whether any was left out). Numbers are those of the whole text."""
    numbers = text.numbered(body)
    shown, withheld = text.seen(body, circles)
    return [_part(part, numbers, language, officer) for part in shown["parts"]], withheld


def _part(part: Part, numbers: dict[str, str], language: str, officer: bool) -> dict[str, Any]:
    columns = text.TABLES.get(part["key"], ())
    return {
        "id": part["id"],
        "key": part["key"],
        "layout": text.layout(part["key"]),
        "agenda_item_id": part["item_id"],
        "number": numbers[part["id"]],
        "title": part["title"],
        "visibility": part["visibility"],
        "columns": [say(f"minutes.column.{name}", language) for name in columns],
        "paragraphs": [_paragraph(part, each, numbers, officer) for each in part["paragraphs"]],
    }


def _paragraph(part: Part, each: dict[str, Any], numbers: dict[str, str], officer: bool) -> dict[str, Any]:
    changed = text.edited(each)
    return {
        "id": each["id"],
        "number": numbers.get(each["id"]),
        "text": each["text"],
        "cells": text.cells(part["key"], each["text"]),
        "visibility": each["visibility"],
        "version": each["version"],
        "edited": officer and changed,
        "own": officer and each["origin"] is None,
        "behind": officer and each["behind"],
        "gone": officer and each["gone"],
        "record": each["origin"] if officer and changed else None,
    }


def proof(body: Body, circles: Circles) -> list[dict[str, Any]]:
    """What the hash is made of; the salt of what the reader may not see stays with those who may."""
    shown, _ = text.seen(body, circles)
    open_ = {part["id"] for part in shown["parts"]} | {each["id"] for _, each in text.paragraphs(shown)}
    return [{**leaf, "salt": leaf["salt"] if leaf["id"] in open_ else None} for leaf in text.leaves(body)]


def translated(body: Body, circles: Circles, language: str, written: dict[str, str]) -> list[dict[str, Any]]:
    """Every title and paragraph in another language: as somebody wrote it, else in the platform's phrases, else as it is."""
    shown, _ = text.seen(body, circles)
    found = []
    for part in shown["parts"]:
        found.append(_said(part["id"], part["title"], part["origin"], part["said"], language, written))
        found += [
            _said(each["id"], each["text"], each["origin"], each["said"], language, written)
            for each in part["paragraphs"]
        ]
    return found


def _said(
    id: str, source: str, origin: str | None, said: dict[str, str], language: str, written: dict[str, str]
) -> dict[str, Any]:
    own = said.get(language) if source == origin else None
    return {"id": id, "source": source, "text": written.get(id) or own or source, "written": id in written}
