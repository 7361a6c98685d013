"""Minutes as one reader sees them: plain functions over the rows of a view."""

import asyncio
from collections.abc import Sequence
from typing import Any

from api.kernel.access import Visibility
from api.kernel.diff import diff
from api.kernel.words import say
from api.minutes import text
from api.minutes.text import Body, Part

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


async def compared(old: Body, new: Body) -> list[dict[str, Any]]:
    """The word diff by part and paragraph, aside: it may take a while."""
    return await asyncio.to_thread(_compared, old, new)


def _compared(old: Body, new: Body) -> list[dict[str, Any]]:
    before = {part["id"]: part for part in old["parts"]}
    after = {part["id"]: part for part in new["parts"]}
    found = []
    for id in _woven([*before], [*after]):
        one, other = before.get(id), after.get(id)
        told = _paragraphs(one["paragraphs"] if one else [], other["paragraphs"] if other else [])
        part = other or one
        assert part is not None
        same = one is not None and other is not None and one["title"] == other["title"]
        change = "added" if one is None else "removed" if other is None else "changed"
        if same and all(each["change"] == "equal" for each in told):
            change = "equal"
        found.append({"id": id, "title": part["title"], "change": change, "paragraphs": told})
    return found


def _paragraphs(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    before = {each["id"]: each["text"] for each in old}
    after = {each["id"]: each["text"] for each in new}
    return [_tokens(id, before.get(id), after.get(id)) for id in _woven([*before], [*after])]


def _tokens(id: str, one: str | None, other: str | None) -> dict[str, Any]:
    change = "added" if one is None else "removed" if other is None else "equal" if one == other else "changed"
    tokens = [
        {"op": token.op, "text": token.text}
        for each in diff(one or "", other or "")
        for token in each.tokens
        if token.text
    ]
    return {"id": id, "change": change, "tokens": tokens}


def _woven(old: list[str], new: list[str]) -> list[str]:
    """The order of the new text, with what is gone after what it stood behind."""
    found = list(new)
    for at, id in enumerate(old):
        if id in found:
            continue
        places = [found.index(one) for one in old[:at] if one in found]
        found.insert(max(places) + 1 if places else 0, id)
    return found


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
