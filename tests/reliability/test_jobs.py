"""Killed in the middle of an import: the next process takes it up, and what the file says is there once, or not yet at all."""

import itertools
import uuid
from typing import Any

import httpx

from tests.reliability.processes import NETWORK, Platform, Process, person, until

CODE = "TKM-21.1"
SEXES = ("", "female", "male")
AGES = ("", "0-4", "5-9", "10-14", "15-17", "18-24", "25-34", "35-44", "45-54", "55-64")
PERIODS = [f"20{year:02}-Q{quarter}" for year in range(20) for quarter in range(1, 5)]


def table() -> bytes:
    rows = itertools.product(PERIODS, SEXES, AGES)
    lines = [f"{CODE},{period},UNDP,{sex},{age},{at % 97}" for at, (period, sex, age) in enumerate(rows)]
    return "\n".join(["indicator,period,organisation,sex,age,value", *lines]).encode()


async def _send(server: Process) -> str:
    async with person(server, "undp") as client:
        files = {"file": ("values.csv", table())}
        reply = await client.post(f"{NETWORK}/indicator-imports", files=files)
        assert reply.status_code == 202, reply.text
        id: str = reply.json()["id"]
        await until("the import runs", lambda: _is(client, id, "running"))
    return id


async def _is(client: httpx.AsyncClient, id: str, state: str) -> Any:
    reply = await client.get(f"{NETWORK}/indicator-imports/{id}")
    assert reply.json()["state"] not in ("failed", "cancelled"), reply.text
    return reply.json() if reply.json()["state"] == state else None


async def _written(platform: Platform) -> int:
    asked = "SELECT count(*) FROM indicator_values WHERE period < '2020' AND acronym = 'UNDP'"
    return int((await platform.rows(asked))[0][0])


async def test_an_import_survives_a_kill_and_happens_once(platform: Platform):
    (server,) = await platform.serve()
    id = await _send(server)
    platform.kill()
    assert await _written(platform) in (0, len(PERIODS))
    await platform.whole()
    if not platform.embedded:  # half a minute of the database's clock, or the test would wait for it
        await platform.rows("UPDATE jobs SET lease_until = clock_timestamp() RETURNING id")
    (server,) = await platform.serve()
    async with person(server, "undp") as client:
        done = await until("the import ends", lambda: _is(client, id, "done"))
    assert done["report"]["created"] == len(PERIODS)
    assert done["report"]["cells"]["new"] == len(PERIODS) * len(SEXES) * len(AGES)
    assert await _written(platform) == len(PERIODS)
    (taken,) = (await platform.rows("SELECT taken FROM jobs WHERE id = $1", _id(platform, id)))[0]
    assert taken == 2
    assert len(await platform.rows("SELECT id FROM indicator_imports")) == 1
    await platform.whole()


def _id(platform: Platform, id: str) -> Any:
    return id if platform.embedded else uuid.UUID(id)
