"""The contract is valid, complete, and the one that is checked in."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate

from api.contract import page
from api.kernel.access import PERMISSIONS
from api.kernel.contract import document, machines, resolved, write
from api.migrating import DIRECTORY

OPENAPI = DIRECTORY.parent / "openapi"


@cache
def contract() -> dict[str, Any]:
    return document()


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in contract()["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def parameters(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return [resolved(contract(), parameter) for parameter in operation["parameters"]]


def bodies() -> Iterator[tuple[str, dict[str, Any]]]:
    for _, _, operation in operations():
        name = operation["operationId"]
        for media in operation.get("requestBody", {}).get("content", {}).values():
            yield f"{name} request", media
        for status, answer in operation["responses"].items():
            if status.startswith("2"):
                for media in answer.get("content", {}).values():
                    yield f"{name} {status}", media


def test_the_document_is_openapi() -> None:
    validate(contract())


def test_the_files_are_those_of_the_code() -> None:
    assert write(OPENAPI, check=True) == [], "run `unmn contract`"


def test_every_operation_names_a_right_that_exists() -> None:
    named = {operation["x-permission"] for _, _, operation in operations()}
    assert named <= {*PERMISSIONS, "public"}


def test_every_right_opens_something() -> None:
    named = {operation["x-permission"] for _, _, operation in operations()}
    moved = {move.who.name for machine in machines() for move in machine.moves if move.who}
    for name in PERMISSIONS:
        if name not in named | moved:
            pytest.fail(f"{name} is asked for by no operation and no move")


def test_every_body_has_an_example_that_fits_its_schema() -> None:
    schemas = {"components": contract()["components"]}
    for name, media in bodies():
        assert "example" in media, name
        jsonschema.Draft202012Validator({**media["schema"], **schemas}).validate(media["example"])


def test_every_refusal_is_a_problem() -> None:
    for _, path, operation in operations():
        for status, answer in operation["responses"].items():
            answer = resolved(contract(), answer)
            if status[0] in "45":
                assert list(answer["content"]) == ["application/problem+json"], (path, status)
                assert answer["description"].startswith("`")


def test_changes_of_what_exists_ask_for_if_match() -> None:
    for method, path, operation in operations():
        names = {parameter["name"]: parameter["required"] for parameter in parameters(operation)}
        if method == "patch":
            assert names.get("If-Match"), path
        if names.get("If-Match"):
            assert {"412", "428"} <= operation["responses"].keys()


def test_no_query_parameter_is_null() -> None:
    for _, path, operation in operations():
        for parameter in parameters(operation):
            assert "anyOf" not in parameter["schema"] or parameter["in"] != "query", (path, parameter["name"])


def test_the_page_runs_nothing_and_styles_nothing_inline() -> None:
    text = page.html(contract())
    assert "<script" not in text
    assert "style=" not in text
    assert "<style" not in text
    for _, _, operation in operations():
        assert f'id="{operation["operationId"]}"' in text
