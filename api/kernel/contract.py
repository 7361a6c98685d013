"""The contract, written from the code: `openapi/openapi.json` and `openapi/access.md`.

FastAPI describes parameters and bodies; this module adds what `kernel.routing` does for every route: the right it asks
for, the problems it may answer, the headers it reads and sends, and an example of every body.
"""

import importlib
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.warnings import UnsupportedFieldAttributeWarning

from api.kernel import problems
from api.kernel.access import PERMISSIONS, Role
from api.kernel.examples import Examples
from api.kernel.machine import Machine
from api.kernel.problems import MEDIA, Problem
from api.kernel.routing import CrossSite, Route
from api.kernel.schemas import FieldError, ProblemRead
from api.kernel.words import placeholders, say

REFS = "#/components/schemas/"
TAGS = {
    "access": "Rights: which role may do what",
    "accounts": "The administrator's accounts",
    "actions": "Action points: who does what by when, and what came of it",
    "appointments": "Who speaks for whom, and who holds an office",
    "auth": "Sign-in of browsers and scripts, invitations, forgotten passwords",
    "decisions": "Decisions by silence procedure or in a meeting: text, positions, outcome",
    "health": "Probes for whoever operates the platform",
    "home": "What waits for the person who is signed in",
    "journal": "The append-only, hash-chained record of everything that happened",
    "me": "One's own account, sessions and tokens",
    "meetings": "Meetings: invitation, agenda, attendance, minutes",
    "members": "The composition of a network on any day",
    "networks": "Networks and their settings",
    "objectives": "Objectives of the Global Compact and what the network does for them",
    "organisations": "Organisations, known once and shared by all networks",
    "proposals": "Joint programme proposals, from idea to submission",
    "public": "What anybody reads without signing in: released statements, as JSON, feeds and papers",
    "reference": "Reference data with source and confidence",
    "reporting": "Reporting rounds: what each organisation owes for a quarter, and how far it is",
    "statements": "One Voice: texts adopted by consensus, signed by both co-chairs, published with translations",
}
INTRODUCTION = """The coordination platform of the UN Networks on Migration: members, meetings, decisions, joint proposals, \
objectives and the journal of each network.

Read with `Accept-Language` (en, ru, tk). Reads inside a network carry an ETag: repeat them with `If-None-Match`. \
Changes of something that exists need `If-Match` with that ETag, or with the record's `version` in quotes. A POST may \
carry an `Idempotency-Key`: repeated within seven days it answers as the first time. Everything refused is a problem \
(RFC 9457) whose `type` is stable. What somebody may not see answers 404. PATCH is a merge patch (RFC 7396): absent \
means unchanged, null means emptied; `application/merge-patch+json` is accepted too. Fields may be added within \
`/api/v1`: ignore those you do not know.
"""
HEADERS = {
    "ETag": {
        "description": "The version of the record and of what you may read of the network",
        "schema": {"type": "string"},
    },
    "Link": {"description": 'The next page as rel="next", while there is one (RFC 8288)', "schema": {"type": "string"}},
    "Location": {
        "description": "The address of what was made",
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}},
}
PARAMETERS: dict[str, tuple[bool, str, dict[str, Any]]] = {
    "Accept-Language": (
        False,
        "Language of sentences and titles: en, ru or tk",
        {"type": "string", "maxLength": 200, "examples": ["en"]},
    ),
    "Idempotency-Key": (
        False,
        "The same key and body within seven days: the same answer, done once",
        {
            "type": "string",
            "minLength": 1,
            "maxLength": 128,
            "pattern": "^[!-~]+$",
            "examples": ["0193a7c2-5b1e-7c44-9d3f-6f2f6b1f4a10"],
        },
    ),
    "If-Match": (
        True,
        "The ETag as read, or the record's `version` in quotes; `*` for whatever stands there",
        {"type": "string", "maxLength": 200, "examples": ['"3"']},
    ),
    "If-None-Match": (
        False,
        "The ETag as read: 304 while nothing that you may read has changed",
        {"type": "string", "maxLength": 200, "examples": ['"3-29.4.en.public"']},
    ),
}
SECURITY = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A JWT of `POST /api/v1/auth/token` (ten minutes), or an API token (`unmn_…`) with its scopes",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "unmn",
        "description": "A browser's session of `POST /api/v1/auth/session`; named `__Host-unmn` over https",
    },
}


def document() -> dict[str, Any]:
    """The OpenAPI document of the routes as they stand."""
    from api.app import describe, modules  # the kernel knows no feature, and the document describes them all

    for part in ("policy", "states"):
        modules(part)
    return _document(describe())


def _document(app: FastAPI) -> dict[str, Any]:
    routes = {(method, r.path_format): r for r in _routes(app) for method in r.methods or ()}
    with warnings.catch_warnings():  # FastAPI silences it where it declares a body; ours are built only here
        warnings.simplefilter("ignore", UnsupportedFieldAttributeWarning)
        made = get_openapi(
            title="UN Network on Migration: coordination platform",
            version="1",
            openapi_version="3.1.0",
            routes=app.routes,
        )
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for model in (ProblemRead, FieldError):
        schemas[model.__name__] = model.model_json_schema(ref_template=REFS + "{model}", mode="serialization")
        schemas[model.__name__].pop("$defs", None)
    made = _renamed(made)
    _tidy(made["components"]["schemas"])
    examples = Examples(made["components"]["schemas"])
    shared: dict[str, Any] = {}
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            _complete(operation, routes[method.upper(), path], method.upper(), examples, shared)
    made["info"] |= {
        "summary": "What the web page uses, and what scripts may use",
        "description": INTRODUCTION,
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        "contact": {"name": "The secretariat of the network", "email": "secretariat@network.example"},
    }
    made["servers"] = [{"url": "/", "description": "This host"}]
    made["security"] = [{name: []} for name in SECURITY]
    made["components"] |= {
        "securitySchemes": SECURITY,
        "parameters": _shared_parameters(),
        "headers": HEADERS,
        "responses": shared,
    }
    made["tags"] = [{"name": tag, "description": TAGS.get(tag) or _module_says(routes, tag)} for tag in _tags(routes)]
    ordered: dict[str, Any] = json.loads(json.dumps(made, sort_keys=True, ensure_ascii=False))
    return ordered


def _routes(app: FastAPI) -> Iterator[Route]:
    return (route for route in app.routes if isinstance(route, Route) and route.include_in_schema)


def resolved(made: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """A shared parameter, header or response itself, where the operation only refers to it."""
    if "$ref" not in part:
        return part
    _, _, kind, name = part["$ref"].split("/")
    found: dict[str, Any] = made["components"][kind][name]
    return found


def _tags(routes: dict[Any, Route]) -> list[str]:
    return sorted({str(tag) for route in routes.values() for tag in route.tags})


def _module_says(routes: dict[Any, Route], tag: str) -> str:
    route = next(route for route in routes.values() if tag in route.tags)
    return (importlib.import_module(route.endpoint.__module__).__doc__ or tag).strip().splitlines()[0].rstrip(".")


# ── schemas ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _renamed(made: dict[str, Any]) -> dict[str, Any]:
    """Names that do not depend on how FastAPI joins them: `Body_create_token` is `CreateTokenForm`."""
    text = json.dumps(made)
    names = {}
    for name in made["components"]["schemas"]:
        new = name.replace("-Input", "Input").replace("-Output", "")
        if name.startswith("Body_"):
            new = "".join(part.capitalize() for part in name.removeprefix("Body_").split("_")) + "Form"
        if "__" in new:
            raise ValueError(f"two schemas share a name: {new}")
        names[name] = new
    if len(set(names.values())) != len(names):
        raise ValueError("two schemas share a name")
    found: dict[str, Any] = json.loads(text)
    for node in _nodes(found):
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.startswith(REFS):
            node["$ref"] = REFS + names.get(reference.removeprefix(REFS), reference.removeprefix(REFS))
    found["components"]["schemas"] = {names[name]: schema for name, schema in found["components"]["schemas"].items()}
    return found


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


def _tidy(schemas: dict[str, Any]) -> None:
    """Drop the titles that only repeat names; patterns as ECMA-262 reads them (a quote is never escaped there)."""
    for schema in schemas.values():
        _untitled(schema)
    for node in _nodes(schemas):
        if isinstance(node.get("pattern"), str):
            node["pattern"] = node["pattern"].replace('\\"', '"')


def _untitled(schema: Any) -> None:
    if isinstance(schema, list):
        for inner in schema:
            _untitled(inner)
    if not isinstance(schema, dict):
        return
    if isinstance(schema.get("title"), str):
        del schema["title"]
    for key, inner in schema.items():
        if key in ("properties", "$defs", "patternProperties"):
            for field in inner.values():
                _untitled(field)
        elif key not in ("default", "const", "enum", "examples", "example", "required"):
            _untitled(inner)


# ── operations ──────────────────────────────────────────────────────────────────────────────────────────────────────


def needs_match(route: Route, method: str) -> bool:
    """Changes of what exists: PATCH, PUT or a move of a record with an id, and whatever says that it refuses without."""
    if method == "PATCH" or problems.IfMatchRequired.status in route.responses:
        return True
    if method == "DELETE":
        return False
    own = [name for name in re.findall(r"{(\w+)}", route.path_format) if name != "network"]
    if method == "PUT":
        return bool(own)
    made = (route.status_code or 200) in (201, 202)  # something new, or work that only begins
    return method == "POST" and bool(own) and not made and not route.path_format.endswith("}")


def refusals(route: Route, method: str) -> dict[int, set[str]]:
    """What every route of this kind may refuse, by status."""
    found: list[type[Problem]] = [problems.RateLimited, problems.Unavailable, problems.Invalid]
    if route.permission is not None:
        found += [problems.Unauthenticated, problems.Forbidden]
    if "{" in route.path_format:
        found.append(problems.NotFound)
    if method != "GET":
        found += [problems.Conflict, CrossSite]
        if route.body_name is not None:
            found += [problems.TooLarge, problems.UnsupportedMediaType]
    if method == "POST":
        found.append(problems.IdempotencyKeyReused)
    if needs_match(route, method):
        found += [problems.Stale, problems.IfMatchRequired]
    slugs: dict[int, set[str]] = {}
    for problem in found:
        slugs.setdefault(problem.status, set()).add(problem.slug)
    return slugs


def _complete(operation: dict[str, Any], route: Route, method: str, examples: Examples, shared: dict[str, Any]) -> None:
    said = " ".join((route.endpoint.__doc__ or "").split())
    operation["summary"] = re.split(r"(?<=[^.])\.(?:\s|$)|[:;]\s", said)[0]
    operation["description"] = said
    operation["x-permission"] = route.permission.name if route.permission is not None else "public"
    if route.permission is None:
        operation["security"] = []
    _parameters(operation, route, method)
    _answers(operation, route, method, examples, shared)
    for media in operation.get("requestBody", {}).get("content", {}).values():
        _untitled(media.get("schema", {}))
        media["example"] = examples.of(media["schema"])


def _parameters(operation: dict[str, Any], route: Route, method: str) -> None:
    listed = operation.setdefault("parameters", [])
    for parameter in listed:
        parameter["schema"] = _plain(parameter["schema"])
        parameter["schema"].pop("description", None)
        if parameter["in"] == "path":
            parameter.setdefault("description", _path_says(parameter["name"]))
        elif parameter["schema"].get("default") in (None, "") and not parameter["required"]:
            parameter["schema"].pop("default", None)
    if route.in_network and not any(parameter["name"] == "network" for parameter in listed):
        listed.insert(0, {"$ref": "#/components/parameters/network"})
    wanted = ["Accept-Language"] if route.path_format.startswith("/api/") else []
    if method == "GET" and route.in_network:
        wanted.append("If-None-Match")
    if method == "POST":
        wanted.append("Idempotency-Key")
    if needs_match(route, method):
        wanted.append("If-Match")
    for name in wanted:
        listed.append({"$ref": f"#/components/parameters/{name}"})


def _shared_parameters() -> dict[str, Any]:
    shared: dict[str, Any] = {
        name: {"name": name, "in": "header", "required": required, "description": says, "schema": schema}
        for name, (required, says, schema) in PARAMETERS.items()
    }
    slug = {"type": "string", "minLength": 2, "maxLength": 60, "examples": ["turkmenistan"]}
    says = "The network's short name"
    shared["network"] = {"name": "network", "in": "path", "required": True, "description": says, "schema": slug}
    return shared


def _path_says(name: str) -> str:
    return f"The id of the {name.removesuffix('_id').replace('_', ' ')}" if name.endswith("_id") else f"The {name}"


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """An optional query parameter is absent, never null."""
    _untitled(schema)
    some = [choice for choice in schema.get("anyOf", []) if choice.get("type") != "null"]
    if len(some) == 1 and len(some) < len(schema["anyOf"]):
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        return {**rest, **some[0]}
    return schema


def _answers(operation: dict[str, Any], route: Route, method: str, examples: Examples, shared: dict[str, Any]) -> None:
    answers = operation["responses"]
    if route.responses.get(422) is None:
        answers.pop("422", None)  # FastAPI's own, which this API never sends
    kinds = refusals(route, method)
    for status, given in route.responses.items():
        if int(status) >= 400:
            kinds.setdefault(int(status), set()).update(given["description"].split(", "))
    for number, slugs in kinds.items():
        name = "".join(part.capitalize() for slug in sorted(slugs) for part in slug.split("-"))
        shared.setdefault(name, _problem(number, slugs))
        answers[str(number)] = {"$ref": f"#/components/responses/{name}"}
    for status, answer in answers.items():
        if status.startswith("2"):
            _success(answer, route, method, status, examples)
    if method == "GET" and route.in_network:
        answers["304"] = {"description": "Nothing that you may read has changed"}


def _success(answer: dict[str, Any], route: Route, method: str, status: str, examples: Examples) -> None:
    said = {"200": "As asked", "201": "Made", "202": "Accepted", "204": "Done; no content"}
    if answer["description"] == "Successful Response":
        answer["description"] = said.get(status, "As asked")
    content = answer.get("content", {})
    if route.response_model is None and len(content) > 1:
        content.pop("application/json", None)
    for media in content.values():
        schema = media.setdefault("schema", {})
        _untitled(schema)
        if not schema:
            schema["type"] = "object"
        media["example"] = examples.of(schema)
    headers = ["ETag"] if route.in_network and status in ("200", "201") else []
    if status == "201":
        headers.append("Location")
    if "cursor" in route.queries:
        headers.append("Link")
    if headers:
        answer["headers"] = answer.get("headers", {}) | {
            name: {"$ref": f"#/components/headers/{name}"} for name in headers
        }


def _problem(status: int, slugs: set[str]) -> dict[str, Any]:
    """A problem response; its description names each `type`."""
    schema = {"$ref": REFS + ProblemRead.__name__}
    told = [f"`{slug}`: {_title(slug)}" for slug in sorted(slugs)]
    answer: dict[str, Any] = {"description": "; ".join(told), "content": {MEDIA: {"schema": schema}}}
    if status in (429, 503):
        answer["headers"] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
    return answer


def _title(slug: str) -> str:
    key = f"problem.{slug}.title"
    facts: dict[str, Any] = dict.fromkeys(placeholders(key), "…")
    try:
        return say(key, "en", **facts)
    except (KeyError, TypeError, ValueError):
        return slug.replace("-", " ")


# ── rights ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def machines() -> list[Machine]:
    """Every state machine of the features, in order."""
    from api.app import modules

    return [value for module in modules("states") for value in vars(module).values() if isinstance(value, Machine)]


def access() -> str:
    """Rights × roles, operations by right, and the state tables, as Markdown."""
    made = document()
    needing: dict[str, list[str]] = {}
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            line = f"`{method.upper()} {path}` {operation['operationId']}"
            needing.setdefault(operation["x-permission"], []).append(line)
    lines = ["# Rights", "", "Written from the code by `unmn contract`; do not edit.", ""]
    roles = list(Role)
    lines += [_row(["Right", "Allows to", *roles]), _row(["---", "---", *[":-:"] * len(roles)])]
    for right in sorted(PERMISSIONS.values(), key=lambda right: right.name):
        marks = ["●" if role in right.roles else "" for role in roles]
        told = right.says + (" (an API token must name it)" if right.explicit else "")
        lines.append(_row([f"`{right.name}`", told, *marks]))
    lines += ["", "`person` is everybody who is signed in; `admin` the administrator of the platform.", ""]
    lines += ["# Operations by right", ""]
    for name in sorted(needing):
        lines += [f"## {name}", "", *[f"- {line}" for line in sorted(needing[name])], ""]
    lines += ["# State tables", ""]
    for machine in machines():
        lines += _machine(machine)
    return "\n".join(lines).rstrip() + "\n"


def _machine(machine: Machine) -> list[str]:
    lines = [f"## {machine.name}", "", f"States: {', '.join(str(state) for state in machine.states)}.", ""]
    lines += [_row(["Move", "From", "To", "Right", "Only when", "Asks"]), _row(["---"] * 6)]
    for move in machine.moves:
        guards = [guard.__name__.replace("_", " ") for guard in move.guards]
        if move.by is not None:
            guards.insert(0, f"by {move.by.__name__.replace('_', ' ')}")
        right = f"`{move.who.name}`" if move.who is not None else "by itself"
        origins = ", ".join(str(state) for state in move.origins)
        target = str(move.to) if move.to is not None else "–"
        lines.append(_row([move.name, origins, target, right, ", ".join(guards), ", ".join(move.asks)]))
    return [*lines, ""]


def _row(cells: list[Any]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def write(directory: Path, check: bool = False) -> list[str]:
    """Write both files (or only compare); give the paths that were stale."""
    texts = {
        directory / "openapi.json": json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        directory / "access.md": access(),
    }
    stale = [path for path, text in texts.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if not check:
        directory.mkdir(parents=True, exist_ok=True)
        for path in stale:
            path.write_text(texts[path], encoding="utf-8")
    return [str(path) for path in stale]
