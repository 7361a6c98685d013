"""Every reply that a test receives is held against the contract: known status, media, and a body that validates."""

import re
from functools import cache
from typing import Any

import httpx
import jsonschema

from api.kernel.contract import document, resolved
from api.kernel.problems import MEDIA
from api.kernel.shell import shown

UNDESCRIBED = ("/api/openapi.json", "/api/docs", "/api/docs.css")
SHELL = (404, 405)  # an address or a method that no operation has


@cache
def contract() -> dict[str, Any]:
    return document()


@cache
def _paths() -> list[tuple[re.Pattern[str], str]]:
    """Literal addresses before those with names in them, as the route index takes them."""
    templates = sorted(contract()["paths"], key=lambda path: ("{" in path, path.count("{"), -len(path)))
    return [(re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path)), path) for path in templates]


def template(path: str) -> str | None:
    """The path of the contract that this address belongs to."""
    return next((found for pattern, found in _paths() if pattern.fullmatch(path)), None)


@cache
def _validator(path: str, method: str, status: str) -> tuple[frozenset[str], Any]:
    """(media types, validator of the body) of one answer of one operation. Raises KeyError for an unknown answer."""
    operation = contract()["paths"][path][method]
    answer = resolved(contract(), operation["responses"][status])
    content = answer.get("content") or {}
    if not content:
        return frozenset(), None
    media, described = next(iter(content.items()))
    if "json" not in media:
        return frozenset(content), None
    schema = {**described["schema"], "components": contract()["components"]}
    return frozenset(content), jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def check(reply: httpx.Response, anonymous: bool) -> None:
    """Raise AssertionError where a reply is not what the contract says."""
    request = reply.request
    path, method, status = request.url.path, request.method.lower(), reply.status_code
    where = f"{request.method} {path} → {status}"
    assert status != 500, f"{where}: {reply.text}"
    assert reply.headers.get("x-request-id"), where
    if status >= 400:
        assert reply.headers["content-type"] == MEDIA, f"{where}: {reply.headers['content-type']}"
        if method != "head":
            _check_problem(reply, where)
    found = template(path)
    if method in ("options", "head") or path in UNDESCRIBED or not path.startswith(("/api/", "/health/")):
        return
    operation = contract()["paths"].get(found or "", {}).get(method)
    if operation is None:
        assert status in SHELL, f"{where}: not in the contract"
        return
    _check_right(reply, operation, anonymous, where)
    assert str(status) in operation["responses"], f"{where}: not in the contract: {reply.text[:300]}"
    media, validator = _validator(found or "", method, str(status))
    if media and "*/*" not in media:
        assert reply.headers["content-type"].partition(";")[0] in media, f"{where}: {reply.headers['content-type']}"
    if validator is not None and reply.content:
        faults = [f"{fault.json_path}: {fault.message[:200]}" for fault in validator.iter_errors(reply.json())]
        assert not faults, f"{where}: {faults}"


def _check_problem(reply: httpx.Response, where: str) -> None:
    body = reply.json()
    assert body["type"].startswith("/problems/"), where
    assert body["status"] == reply.status_code, where
    assert body["instance"] == shown(reply.request.url.path), where
    assert body["request_id"] == reply.headers["x-request-id"], where
    assert body["title"], where
    assert body["detail"], where


def _check_right(reply: httpx.Response, operation: dict[str, Any], anonymous: bool, where: str) -> None:
    right = operation["x-permission"]
    if reply.status_code < 400 and anonymous:
        assert right == "public", f"{where}: anonymous, though it asks for {right}"
    if reply.status_code == 403 and reply.json()["type"] == "/problems/forbidden" and "permission" in reply.json():
        assert reply.json()["permission"] == right, where
