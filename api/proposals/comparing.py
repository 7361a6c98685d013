"""What changed between two frozen revisions: one row for each thing that differs, texts word by word."""

from collections.abc import Iterator
from typing import Any

from api.kernel.diff import diff

PROSE = ("title", "summary", "output")
Key = tuple[str, str]


def compare(old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, Any]]:
    """The differences, in the order of the form. Lines of the budget tell whose, for what, in which year."""
    before, after = dict(_flat(old)), dict(_flat(new))
    keys = [*after, *(key for key in before if key not in after)]
    order = {part: at for at, part in enumerate(dict.fromkeys(part for part, _ in keys))}
    changed = [key for key in keys if before.get(key) != after.get(key)]
    return [_change(key, before.get(key), after.get(key)) for key in sorted(changed, key=lambda key: order[key[0]])]


def _change(key: Key, before: str | None, after: str | None) -> dict[str, Any]:
    part, which = key
    tokens = []
    if part in PROSE and before and after:
        tokens = [{"op": token.op, "text": token.text} for each in diff(before, after) for token in each.tokens]
    return {"part": part, "key": which, "before": before, "after": after, "tokens": tokens}


def _flat(snapshot: dict[str, Any]) -> Iterator[tuple[Key, str]]:
    """A revision as (part, which one) and its text; what is blank is not there."""
    if not snapshot:
        return
    for part in ("title", "summary"):
        for language, text in sorted((snapshot[part] or {}).items()):
            if text:
                yield (part, language), text
    for part in ("thematic_area", "primary_objective"):
        if snapshot[part] is not None:
            yield (part, ""), str(snapshot[part])
    if snapshot["objectives"]:
        yield ("objectives", ""), ", ".join(str(one) for one in sorted(snapshot["objectives"]))
    yield ("call", ""), f"{snapshot['call']['code']} {snapshot['call']['version']}"
    for part in ("starts_on", "months"):
        if snapshot[part] is not None:
            yield (part, ""), str(snapshot[part])
    for one in snapshot["government_counterparts"]:
        yield ("government", one["name"]), one.get("role") or ""
    for one in snapshot["punos"]:
        yield ("puno_role", one["organisation"]), one["role"]
        yield ("indirect_bps", one["organisation"]), str(one["indirect_bps"])
    for one in snapshot["outputs"]:
        yield ("output", one["code"]), one["title"]
    yield from _money(snapshot["budget"])


def _money(budget: dict[str, Any]) -> Iterator[tuple[Key, str]]:
    for line in budget["lines"]:
        which = f"{line['organisation']}/{line['output'] or ''}/{line['category']}/{line['year']}"
        yield ("line", which), line["amount"]["amount"]
    for part in ("direct", "indirect", "total"):
        if part in budget["totals"]:
            yield (part, ""), budget["totals"][part]["amount"]
