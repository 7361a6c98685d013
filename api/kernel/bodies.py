"""Texts that write themselves from the record and are edited by hand: parts with paragraphs, as plain values. No I/O.

A body is `{"parts": […], "dropped": {…}}`. A paragraph keeps its id for ever, and what the record said when it was written
(`origin`, None for somebody's own). Two bodies are compared word by word, part by part.
"""

import asyncio
import json
from collections.abc import Iterator, Sequence
from typing import Any

from api.kernel.access import Visibility
from api.kernel.db import dumps
from api.kernel.diff import diff

Body = dict[str, Any]
Part = dict[str, Any]
Paragraph = dict[str, Any]
CIRCLES = [*Visibility]


def read(text: str) -> Body:
    body: Body = json.loads(text)
    return body


def written(body: Body) -> str:
    return dumps(body)


def paragraphs(body: Body) -> Iterator[tuple[Part, Paragraph]]:
    return ((part, paragraph) for part in body["parts"] for paragraph in part["paragraphs"])


def find(body: Body, paragraph_id: str) -> tuple[Part, Paragraph] | None:
    return next((found for found in paragraphs(body) if found[1]["id"] == paragraph_id), None)


def part_of(body: Body, part_id: str) -> Part | None:
    return next((part for part in body["parts"] if part["id"] == part_id), None)


def edited(paragraph: Paragraph) -> bool:
    return paragraph["origin"] is None or paragraph["text"] != paragraph["origin"]


def narrower(*circles: str | None) -> str | None:
    """The narrowest of these circles; None is that of the whole."""
    known = [circle for circle in circles if circle is not None]
    return max(known, key=lambda circle: CIRCLES.index(Visibility(circle)), default=None)


# ── compared ────────────────────────────────────────────────────────────────────────────────────────────────────────


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
