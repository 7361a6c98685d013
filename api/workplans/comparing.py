"""What differs between two plans or frozen texts, thing by thing (known by its origin) and field by field."""

from collections.abc import Iterator
from typing import Any

from api.kernel.db import dumps

Told = dict[str, Any]
OF_PLAN = ("title", "framework_name", "starts_on", "ends_on")
NESTED = ("origin_id", "outputs", "activities", "money")


def compare(old: Told, new: Told) -> list[dict[str, Any]]:
    """Additions, removals and changes, in the order of the new one; what was taken off at the end."""
    changes = []
    fields = _fields({name: old.get(name) for name in OF_PLAN}, {name: new.get(name) for name in OF_PLAN})
    if fields:
        changes.append(_change("plan", "changed", {"code": new["slug"], "title": new["title"]}, fields))
    before, after = dict(_things(old)), dict(_things(new))
    for key, (kind, thing) in after.items():
        if key not in before:
            changes.append(_change(kind, "added", thing, []))
            continue
        fields = _fields(before[key][1], thing)
        if fields:
            changes.append(_change(kind, "changed", thing, fields))
    changes += [_change(kind, "removed", thing, []) for key, (kind, thing) in before.items() if key not in after]
    return changes


def _things(plan: Told) -> Iterator[tuple[str, tuple[str, Told]]]:
    for outcome in plan["outcomes"]:
        yield outcome["origin_id"], ("outcome", outcome)
        for output in outcome["outputs"]:
            yield output["origin_id"], ("output", {**output, "outcome": outcome["code"]})
            for activity in output["activities"]:
                yield activity["origin_id"], ("activity", {**activity, "output": output["code"]})


def _change(kind: str, change: str, thing: Told, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": kind, "change": change, "code": thing["code"], "title": thing["title"], "fields": fields}


def _fields(old: Told, new: Told) -> list[dict[str, Any]]:
    """Each field that is not the same; money line by line, texts by language."""
    flat_old, flat_new = dict(_flat(old)), dict(_flat(new))
    names = [*flat_new, *(name for name in flat_old if name not in flat_new)]
    return [
        {"field": name, "before": flat_old.get(name), "after": flat_new.get(name)}
        for name in names
        if flat_old.get(name) != flat_new.get(name)
    ]


def _flat(thing: Told) -> Iterator[tuple[str, str | None]]:
    for name, value in thing.items():
        if name in NESTED:
            continue
        if isinstance(value, dict) and value.keys() <= {"en", "ru", "tk"}:
            yield from ((f"{name}.{language}", text) for language, text in value.items() if text is not None)
        elif value is not None:
            yield name, _shown(value)
    for line in thing.get("money", ()):
        for amount in ("required", "available", "expenditure"):
            if line[amount] is not None:
                yield f"money.{line['organisation']}.{line['source']}.{line['year']}.{amount}", line[amount]["amount"]


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(each["name"] if isinstance(each, dict) else str(each) for each in value)
    return value["name"] if isinstance(value, dict) and "name" in value else dumps(value)
