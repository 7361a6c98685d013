"""The decision record: frozen right after the adoption, mailed to everybody, kept as it is, and verifiable by anybody."""

import base64
import hashlib
import io
import json
from typing import Any

import pypdf
import pytest
import sqlalchemy as sa

from api.decisions.models import DecisionRecord
from api.kernel import deliveries
from api.kernel.access import Call
from api.kernel.deliveries import Delivery
from tests.client import assert_ok, assert_problem

TEXTS = {
    "en": "The Network meets **once** a quarter.\n\nMinutes go out within ten days.",
    "ru": "Сеть собирается раз в квартал.\n\nПротокол рассылается в течение десяти дней.",
    "tk": "Tor her çärýekde bir gezek ýygnanýar.\n\nBeýan on günüň dowamynda iberilýär: žurnal, ňäme, şu, çäk, ýyl.",
}
TITLE = {"en": "Working methods", "ru": "Методы работы", "tk": "Iş usullary"}


async def adopted(make: Any, state: str = "adopted", **given: Any) -> Any:
    return await make.decision(state, title=TITLE, texts=TEXTS, **given)


async def record_of(client: Any, made: Any, who: str = "undp") -> Any:
    return assert_ok(await client.as_(who).get(f"{made.path}/record"))


async def test_a_record_is_frozen_right_after_the_adoption_and_given_out_byte_for_byte(make, client):
    made = await adopted(make, "adopted_with_reservations")
    reply = await client.as_("undp").get(f"{made.path}/record")
    record = assert_ok(reply)
    digest = hashlib.sha256(reply.content).digest()
    assert reply.headers["repr-digest"] == f"sha-256=:{base64.b64encode(digest).decode()}:"
    assert json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == reply.content
    assert (record["state"], record["adopted_by"]) == ("adopted_with_reservations", ["RCO"])
    assert record["reservations"] == [
        {"acronym": "UNDP", "value": "reservation", "text": "Read in line with the 1951 Convention."}
    ]
    assert record["rounds"][0]["texts"] == TEXTS
    zipped = await client.as_("undp").with_headers(accept_encoding="gzip").get(f"{made.path}/record")
    assert zipped.content == reply.content
    assert "content-encoding" not in zipped.headers


async def test_what_is_not_adopted_or_not_to_be_seen_has_no_record(make, client):
    assert_problem(await client.as_("undp").get(f"{(await adopted(make, 'clear')).path}/record"), 404, "not-found")
    made = await adopted(make, visibility="secretariat")
    assert_problem(await client.as_("undp").get(f"{made.path}/record"), 404, "not-found")
    assert_problem(await client.as_("undp").get(f"{made.path}/record.pdf"), 404, "not-found")
    assert_ok(await client.as_("secretariat").get(f"{made.path}/record"))
