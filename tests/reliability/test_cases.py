"""Thousands of generated requests, good and bad, as four kinds of callers: no server error, nothing outside the contract.

Each operation gets the systematic cases of its schemas (every bound, every missing or extra field …) and random ones.
Records named in paths are mostly real ones, so that requests reach what stands behind the address.
"""

import json
import random
import time
from collections import Counter
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.reliability.conftest import FULL
from tests.reliability.processes import NETWORK, ROOT, Platform, Process, person

CALLERS = ("secretariat", "undp", "mfa", None)
SYSTEMATIC, RANDOM = (24, 12) if FULL else (3, 1)  # of each operation and caller
LEAST = 20_000 if FULL else 2_000
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
AS_DRAWN = 0.15  # of the requests keep the ids and preconditions that were drawn: nobody has them


@cache
def _schema() -> Any:
    return schemathesis.openapi.from_dict(json.loads((ROOT / "openapi" / "openapi.json").read_text(encoding="utf-8")))


@cache
def _cases() -> list[Case]:
    """The same requests for every caller: drawing them costs more than sending them."""
    schema, lot, drawn = _schema(), random.Random(2026), []
    for found in schema.get_all_operations():
        operation = found.ok()
        config = schema.config.generation_for(operation=operation)
        known = list(schema.iter_coverage_cases(operation, generation_modes=MODES, generation_config=config))
        drawn += lot.sample(known, min(len(known), SYSTEMATIC))
        for mode in MODES:
            drawn += _drawn(operation, mode, lot.randrange(2**32))
    return drawn


def _drawn(operation: Any, mode: GenerationMode, number: int) -> list[Case]:
    drawn: list[Case] = []

    @seed(number)
    @settings(
        max_examples=RANDOM,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def collect(case: Case) -> None:
        drawn.append(case)

    with suppress(Unsatisfiable):  # nothing of an operation without input can be wrong
        collect()
    return drawn


async def _known_ids(platform: Platform) -> dict[str, list[str]]:
    """Records of the demo by the names that paths give them; what may be spoilt without spoiling the run."""

    async def ids(table: str, where: str = "id IS NOT NULL") -> list[str]:
        return [str(row[0]) for row in await platform.rows(f"SELECT id FROM {table} WHERE {where} ORDER BY id LIMIT 6")]

    spare = "acronym IN ('UNOCT', 'UNDRR')"
    return {
        "network": ["turkmenistan"],
        "decision_id": await ids("decisions"),
        "meeting_id": await ids("meetings"),
        "item_id": await ids("agenda_items"),
        "proposal_id": await ids("proposals"),
        "organisation_id": await ids("organisations"),
        "membership_id": await ids("memberships", f"organisation_id IN (SELECT id FROM organisations WHERE {spare})"),
        "appointment_id": await ids("appointments", f"organisation_id IN (SELECT id FROM organisations WHERE {spare})"),
        "mail_id": await ids("deliveries"),
        "number": ["1", "2", "7"],
    }


def _aim(case: Case, known: dict[str, list[str]], lot: random.Random) -> None:
    """Put real records into the path, and a precondition that holds."""
    if lot.random() < AS_DRAWN:
        return
    for name in case.path_parameters or {}:
        if known.get(name):
            case.path_parameters[name] = lot.choice(known[name])
    if "If-Match" in (case.headers or {}):
        case.headers["If-Match"] = "*"


async def _signed_in(server: Process, caller: str | None) -> dict[str, str]:
    if caller is None:
        return {}
    async with person(server, caller) as client:
        assert (await client.get(NETWORK)).status_code == 200
        return {"authorization": client.headers["authorization"]}


@pytest.mark.parametrize("caller", CALLERS)
async def test_no_request_leaves_the_contract(platform: Platform, caller: str | None) -> None:
    lot = random.Random(2026)  # the same requests stay as drawn for every caller
    server = (await platform.serve())[0]
    headers = await _signed_in(server, caller)
    signed_in = time.monotonic()
    known = await _known_ids(platform)
    statuses: Counter[int] = Counter()
    faults: dict[str, str] = {}
    with requests.Session() as session:
        for case in _cases():
            _aim(case, known, lot)
            if time.monotonic() > signed_in + 240:  # a token lives for ten minutes
                headers, signed_in = await _signed_in(server, caller), time.monotonic()
            response = case.call(base_url=server.url, session=session, headers=dict(headers), timeout=30)
            statuses[response.status_code] += 1
            if response.status_code == 503:  # nothing is lost or busy here: something could not be stored
                faults[f"{case.operation.label} 503"] = f"{case.operation.label} 503 {case.body!r:.500}"
            try:
                case.validate_response(response, checks=CHECKS)
            except (Failure, FailureGroup) as failure:
                faults.setdefault(f"{case.operation.label} {response.status_code}", str(failure)[:1500])
    assert not faults, f"{len(faults)} operations outside the contract:\n" + "\n\n".join(faults.values())
    assert statuses.total() >= LEAST // len(CALLERS), statuses
    assert sum(count for status, count in statuses.items() if 200 <= status < 300) > 10, statuses
    assert "unforeseen" not in server.said()
    await platform.whole()
    print(caller or "anonymous", dict(sorted(statuses.items())))
