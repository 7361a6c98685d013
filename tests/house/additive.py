"""Within /api/v1 the contract only grows: what may be asked and what is answered, against what has landed.

`openapi/landed.json.gz` is the contract as it last landed on main. Whoever lands refreshes it:

    python -m tests.house.additive

which refuses when the change takes something away. A break is a new path beside the old one.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api.kernel.contract import resolved

OPENAPI = Path(__file__).resolve().parents[2] / "openapi"
LANDED = OPENAPI / "landed.json.gz"
Schema = dict[str, Any]
BOUNDS = {"maxLength": 1, "maximum": 1, "maxItems": 1, "minLength": -1, "minimum": -1, "minItems": -1}


class Comparison:
    """Everything that a client of the old contract would miss in the new one."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self.old, self.new = old, new
        self.breaks: list[str] = []
        self._seen: set[tuple[str, str, bool]] = set()

    def run(self) -> list[str]:
        for path, operations in self.old["paths"].items():
            for method, operation in operations.items():
                there = self.new["paths"].get(path, {}).get(method)
                where = f"{method.upper()} {path}"
                if there is None:
                    self._say(where, "is gone")
                else:
                    self._operation(where, operation, there)
        return self.breaks

    def _say(self, where: str, what: str) -> None:
        self.breaks.append(f"{where} {what}")

    def _operation(self, where: str, old: Schema, new: Schema) -> None:
        if old["operationId"] != new["operationId"]:
            self._say(where, f"is called {new['operationId']} instead of {old['operationId']}")
        self._parameters(where, old, new)
        self._bodies(where, old.get("requestBody", {}), new.get("requestBody", {}))
        for status, answer in old["responses"].items():
            there = new["responses"].get(status)
            if there is None:
                if status.startswith("2"):
                    self._say(where, f"no longer answers {status}")
                continue
            self._content(f"{where} {status}", resolved(self.old, answer), resolved(self.new, there), given=False)

    def _parameters(self, where: str, old: Schema, new: Schema) -> None:
        before = {(each["in"], each["name"]): each for each in self._of(self.old, old)}
        after = {(each["in"], each["name"]): each for each in self._of(self.new, new)}
        for key, parameter in before.items():
            here = f"{where} {key[1]}"
            if key not in after:
                self._say(here, "is gone")
                continue
            if after[key].get("required") and not parameter.get("required"):
                self._say(here, "is now required")
            self._schema(here, parameter["schema"], after[key]["schema"], given=True)
        for key in after.keys() - before.keys():
            if after[key].get("required"):
                self._say(f"{where} {key[1]}", "is new and required")

    @staticmethod
    def _of(document: Schema, operation: Schema) -> Iterator[Schema]:
        for parameter in operation.get("parameters", []):
            yield resolved(document, parameter)

    def _bodies(self, where: str, old: Schema, new: Schema) -> None:
        if new.get("required") and not old.get("required"):
            self._say(f"{where} body", "is now required")
        self._content(f"{where} body", old, new, given=True)

    def _content(self, where: str, old: Schema, new: Schema, *, given: bool) -> None:
        for media, content in old.get("content", {}).items():
            there = new.get("content", {}).get(media)
            if there is None:
                self._say(where, f"no longer speaks {media}")
            else:
                self._schema(where, content.get("schema", {}), there.get("schema", {}), given=given)

    # ── schemas: what is given may only be asked for less, what is answered may only say more ───────────────────────

    def _schema(self, where: str, old: Schema, new: Schema, *, given: bool) -> None:
        if "$ref" in old and "$ref" in new:
            pair = (old["$ref"], new["$ref"], given)
            if pair in self._seen:
                return
            self._seen.add(pair)
        if "$ref" in old:
            where = old["$ref"].rpartition("/")[2]
        old, new = resolved(self.old, old), resolved(self.new, new)
        self._types(where, old, new, given)
        self._values(where, old, new, given)
        if given:
            self._bounds(where, old, new)
        self._fields(where, old, new, given)
        if "items" in old and "items" in new:
            self._schema(f"{where}[]", old["items"], new["items"], given=given)

    def _types(self, where: str, old: Schema, new: Schema, given: bool) -> None:
        before, after = self._kinds(self.old, old), self._kinds(self.new, new)
        lost = (before - after) if given else (after - before)
        if before and after and lost:
            what = "no longer takes" if given else "may now be"
            self._say(where, f"{what} {', '.join(sorted(lost))}")
        for branch in old.get("anyOf", []):
            kind = self._kinds(self.old, branch)
            for other in new.get("anyOf", [new]):
                if kind == self._kinds(self.new, other) != {"null"}:
                    self._schema(where, branch, other, given=given)

    def _kinds(self, document: Schema, schema: Schema) -> set[str]:
        """Each alternative by its type; nothing where everything is allowed."""
        schema = resolved(document, schema)
        if "anyOf" in schema:
            return set().union(*(self._kinds(document, each) for each in schema["anyOf"]))
        kind = schema.get("type")
        return set(kind) if isinstance(kind, list) else {kind} if kind else set()

    def _values(self, where: str, old: Schema, new: Schema, given: bool) -> None:
        before = set(old.get("enum", [old["const"]] if "const" in old else []))
        after = set(new.get("enum", [new["const"]] if "const" in new else []))
        if before - after and (after or not given):
            self._say(where, f"no longer knows {', '.join(sorted(map(str, before - after)))}")
        if given and after and not before:
            self._say(where, "now takes only some values")

    def _bounds(self, where: str, old: Schema, new: Schema) -> None:
        for name, sign in BOUNDS.items():
            if name in new and (name not in old or (new[name] - old[name]) * sign < 0):
                self._say(where, f"is narrower: {name} {old.get(name, 'none')} → {new[name]}")
        if "pattern" in new and new["pattern"] != old.get("pattern"):
            self._say(where, "has another pattern")

    def _fields(self, where: str, old: Schema, new: Schema, given: bool) -> None:
        before, after = old.get("properties", {}), new.get("properties", {})
        for name, schema in before.items():
            if name not in after:
                self._say(f"{where}.{name}", "is gone")
            else:
                self._schema(f"{where}.{name}", schema, after[name], given=given)
        required, was = set(new.get("required", [])), set(old.get("required", []))
        for name in sorted((required - was) if given else (was - required)):
            if given or name in after:
                self._say(f"{where}.{name}", "is now required" if given else "may now be missing")


def breaks(old: Schema, new: Schema) -> list[str]:
    return Comparison(old, new).run()


def landed() -> Schema:
    contract: Schema = json.loads(gzip.decompress(LANDED.read_bytes()))
    return contract


def main() -> None:
    now = json.loads((OPENAPI / "openapi.json").read_text(encoding="utf-8"))
    missing = breaks(landed(), now) if LANDED.exists() else []
    if missing:
        sys.exit("The contract takes something away:\n" + "\n".join(missing))
    text = json.dumps(now, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    LANDED.write_bytes(gzip.compress(text, 9, mtime=0))
    print(f"{LANDED.name}: {len(now['paths'])} paths")


if __name__ == "__main__":
    main()
