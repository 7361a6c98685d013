"""Writing again from the record: what has changed in it is taken up, somebody's words are never overwritten. No I/O."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from api.kernel.bodies import Body, Paragraph, Part, edited, narrower


@dataclass(frozen=True)
class Change:
    """What happened to one paragraph, or would."""

    part_id: str
    paragraph_id: str
    change: str
    text: str | None
    record: str | None

    def told(self) -> dict[str, Any]:
        return self.__dict__.copy()


def merge(held: Body, fresh: list[Part]) -> tuple[Body, list[Change]]:
    """(the body as it would stand, what has changed): the record's order, with what officers added where it was."""
    changes: list[Change] = []
    dropped: dict[str, str] = dict(held["dropped"])
    before = {part["id"]: part for part in held["parts"]}
    homes = {each["id"]: part["id"] for part in held["parts"] for each in part["paragraphs"]}
    parts = []
    for new in fresh:
        old = before.pop(new["id"], None)
        parts.append(_part(old, new, dropped, homes, changes))
    for at, old in enumerate(held["parts"]):
        if old["id"] not in before:
            continue
        kept = _left(old, changes)
        if kept["paragraphs"]:
            parts.insert(min(_place(held["parts"], at, parts), len(parts)), kept)
    return {**held, "parts": [part for part in parts if part["paragraphs"]], "dropped": dropped}, changes


def _place(held: list[Part], at: int, parts: list[Part]) -> int:
    """After the part it stood behind."""
    known = {part["id"]: place for place, part in enumerate(parts)}
    return next((known[part["id"]] + 1 for part in reversed(held[:at]) if part["id"] in known), 0)


def _part(old: Part | None, new: Part, dropped: dict[str, str], homes: dict[str, str], changes: list[Change]) -> Part:
    made = deepcopy(new)
    if old is not None:
        named = old["origin"] is None or old["title"] != old["origin"]
        made |= _salt(old) | {"visibility": narrower(old["visibility"], new["visibility"])}
        made["title"] = old["title"] if named else new["title"]
    held = {each["id"]: each for each in old["paragraphs"]} if old is not None else {}
    made["paragraphs"] = []
    for each in new["paragraphs"]:
        known = held.get(each["id"])
        if known is not None:
            made["paragraphs"].append(_again(new["id"], known, each, changes))
        elif each["id"] in dropped:
            if dropped[each["id"]] != each["origin"]:
                changes.append(Change(new["id"], each["id"], "dropped", None, each["text"]))
                dropped[each["id"]] = each["origin"]
        elif homes.get(each["id"], new["id"]) == new["id"]:
            made["paragraphs"].append(deepcopy(each))
            changes.append(Change(new["id"], each["id"], "added", each["text"], each["text"]))
    if old is not None:
        _keep_own(old, made, {each["id"] for each in new["paragraphs"]}, changes)
    return made


def _salt(old: dict[str, Any]) -> dict[str, Any]:
    """What has a salt keeps it."""
    return {"salt": old["salt"]} if "salt" in old else {}


def _again(part_id: str, old: Paragraph, new: Paragraph, changes: list[Change]) -> Paragraph:
    """One paragraph of the record that stands already."""
    circle = narrower(old["visibility"], new["visibility"])
    moved = new["text"] != old["origin"]
    if not edited(old) or old["text"] == new["text"]:
        if moved and old["text"] != new["text"]:
            changes.append(Change(part_id, old["id"], "updated", new["text"], new["text"]))
        version = old["version"] + (old["text"] != new["text"])
        return {**deepcopy(new), **_salt(old), "visibility": circle, "version": version}
    if moved:
        changes.append(Change(part_id, old["id"], "kept", old["text"], new["text"]))
    behind = old["behind"] or moved
    return {**old, "origin": new["origin"], "said": new["said"], "visibility": circle, "behind": behind, "gone": False}


def _keep_own(old: Part, made: Part, fresh: set[str], changes: list[Change]) -> None:
    """What the record does not hold: an officer's words stay behind what they stood behind, the others go."""
    for at, each in enumerate(old["paragraphs"]):
        if each["id"] in fresh:
            continue
        kept = _lost(old["id"], each, changes)
        if kept is None:
            continue
        known = {one["id"]: place for place, one in enumerate(made["paragraphs"])}
        place = next((known[one["id"]] + 1 for one in reversed(old["paragraphs"][:at]) if one["id"] in known), 0)
        made["paragraphs"].insert(place, kept)


def _left(old: Part, changes: list[Change]) -> Part:
    """A part that the record no longer has: only what officers wrote in it stays."""
    kept = [_lost(old["id"], each, changes) for each in old["paragraphs"]]
    return {**old, "paragraphs": [each for each in kept if each is not None]}


def _lost(part_id: str, each: Paragraph, changes: list[Change]) -> Paragraph | None:
    if each["origin"] is None:
        return each
    if not edited(each):
        changes.append(Change(part_id, each["id"], "removed", None, None))
        return None
    if not each["gone"]:
        changes.append(Change(part_id, each["id"], "gone", each["text"], None))
    return {**each, "gone": True}
