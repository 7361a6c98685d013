"""The contract takes nothing away from what has landed; and the comparison finds what would."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.house.additive import OPENAPI, breaks, landed

Contract = dict[str, Any]


def _contract() -> Contract:
    return {
        "paths": {
            "/things/{id}": {
                "patch": {
                    "operationId": "update_thing",
                    "parameters": [
                        {"in": "path", "name": "id", "required": True, "schema": {"type": "string"}},
                        {"in": "query", "name": "sort", "required": False, "schema": {"enum": ["a", "b"]}},
                    ],
                    "requestBody": {
                        "required": True,
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ThingUpdate"}}},
                    },
                    "responses": {
                        "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                        "409": {"content": {"application/problem+json": {"schema": {}}}},
                    },
                }
            }
        },
        "components": {
            "schemas": {
                "ThingUpdate": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {
                        "name": {"type": "string", "maxLength": 300, "minLength": 1},
                        "state": {"anyOf": [{"$ref": "#/components/schemas/State"}, {"type": "null"}]},
                        "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 10},
                    },
                },
                "Thing": {
                    "type": "object",
                    "required": ["name", "parts"],
                    "properties": {
                        "name": {"type": "string"},
                        "state": {"$ref": "#/components/schemas/State"},
                        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
                    },
                },
                "State": {"type": "string", "enum": ["open", "closed"]},
            }
        },
    }


def _operation(contract: Contract) -> Any:
    return contract["paths"]["/things/{id}"]["patch"]


def _schema(contract: Contract, name: str) -> Any:
    return contract["components"]["schemas"][name]


def _new_parameter(contract: Contract) -> None:
    parameter = {"in": "header", "name": "If-Match", "required": True, "schema": {"type": "string"}}
    _operation(contract)["parameters"].append(parameter)


BREAKS: dict[str, tuple[Callable[[Contract], Any], str]] = {
    "path": (lambda c: c["paths"].clear(), "PATCH /things/{id} is gone"),
    "operation": (lambda c: c["paths"]["/things/{id}"].pop("patch"), "is gone"),
    "operationId": (lambda c: _operation(c).update(operationId="change_thing"), "is called change_thing"),
    "parameter": (lambda c: _operation(c)["parameters"].pop(1), "sort is gone"),
    "required parameter": (lambda c: _operation(c)["parameters"][1].update(required=True), "sort is now required"),
    "new required parameter": (_new_parameter, "If-Match is new and required"),
    "value of a parameter": (lambda c: _operation(c)["parameters"][1]["schema"]["enum"].pop(), "no longer knows b"),
    "success": (lambda c: _operation(c)["responses"].pop("200"), "no longer answers 200"),
    "media": (lambda c: _operation(c)["requestBody"]["content"].clear(), "no longer speaks application/json"),
    "field given": (lambda c: _schema(c, "ThingUpdate")["properties"].pop("state"), "ThingUpdate.state is gone"),
    "field answered": (lambda c: _schema(c, "Thing")["properties"].pop("name"), "Thing.name is gone"),
    "value": (lambda c: _schema(c, "State")["enum"].pop(), "State no longer knows closed"),
    "required field": (lambda c: _schema(c, "ThingUpdate")["required"].append("tags"), "tags is now required"),
    "field that may be missing": (lambda c: _schema(c, "Thing")["required"].remove("name"), "name may now be missing"),
    "type given": (
        lambda c: _schema(c, "ThingUpdate")["properties"]["name"].update(type="integer"),
        "ThingUpdate.name no longer takes string",
    ),
    "null no longer taken": (
        lambda c: _schema(c, "ThingUpdate")["properties"]["state"]["anyOf"].pop(),
        "ThingUpdate.state no longer takes null",
    ),
    "null newly answered": (
        lambda c: _schema(c, "Thing")["properties"]["name"].update(type=["string", "null"]),
        "Thing.name may now be null",
    ),
    "length": (
        lambda c: _schema(c, "ThingUpdate")["properties"]["name"].update(maxLength=80),
        "ThingUpdate.name is narrower: maxLength 300 → 80",
    ),
    "items": (
        lambda c: _schema(c, "ThingUpdate")["properties"]["tags"]["items"].update(type="integer"),
        "ThingUpdate.tags[] no longer takes string",
    ),
    "pattern": (lambda c: _schema(c, "ThingUpdate")["properties"]["name"].update(pattern="^a"), "another pattern"),
}

GROWS: dict[str, Callable[[Contract], Any]] = {
    "nothing": lambda c: None,
    "path": lambda c: c["paths"].update({"/others": copy.deepcopy(c["paths"]["/things/{id}"])}),
    "field given": lambda c: _schema(c, "ThingUpdate")["properties"].update(more={"type": "string"}),
    "field answered": lambda c: _schema(c, "Thing")["properties"].update(more={"type": "string"}),
    "value": lambda c: _schema(c, "State")["enum"].append("parked"),
    "wider": lambda c: _schema(c, "ThingUpdate")["properties"]["name"].update(maxLength=400),
    "no longer required": lambda c: _schema(c, "ThingUpdate")["required"].clear(),
    "refusal that no longer happens": lambda c: _operation(c)["responses"].pop("409"),
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_is_taken_away_is_found(what: str) -> None:
    changed = _contract()
    take, says = BREAKS[what]
    take(changed)
    found = breaks(_contract(), changed)
    assert any(says in line for line in found), found


@pytest.mark.parametrize("what", GROWS)
def test_what_is_added_is_no_break(what: str) -> None:
    changed = _contract()
    GROWS[what](changed)
    assert breaks(_contract(), changed) == []


def test_the_contract_takes_nothing_away_from_what_has_landed() -> None:
    now = json.loads((OPENAPI / "openapi.json").read_text(encoding="utf-8"))
    assert breaks(landed(), now) == [], "a break is a new path beside the old; see tests/house/additive.py"
