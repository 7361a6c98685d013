"""Sixteen clients read, add one and write back: no addition is lost; without the guards some are."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from api.app import create_app
from api.kernel.access import Call
from tests.reliability.conftest import DATABASE, FULL
from tests.reliability.processes import NETWORK, Person, Platform

CLIENTS = 16
EACH = 20 if FULL else 4


@asynccontextmanager
async def within(platform: Platform) -> AsyncIterator[Callable[[], Person]]:
    """The platform in this process, so that a guard can be taken away; gives clients."""
    shell = create_app(platform.settings(rate_limit_per_minute=1_000_000))
    await shell.kernel.open()
    transport = httpx.ASGITransport(app=shell)
    yield lambda: Person(transport=transport, base_url="http://127.0.0.1:8000", timeout=60)
    await shell.kernel.close()


async def _add(client: Person, path: str) -> None:
    """Until the number has grown by EACH, reading it anew after every lost race."""
    done = 0
    for _ in range(CLIENTS * EACH * 20):
        if done == EACH:
            return
        read = await client.get(path)
        body = {"title": {"en": f"Number {int(read.json()['title']['en'].split()[1]) + 1}"}}
        reply = await client.patch(path, json=body, headers={"if-match": read.headers["etag"]})
        assert reply.status_code in (200, 412, 503), reply.text
        done += reply.status_code == 200
    raise AssertionError("the race is never won")


async def _race(clients: list[Person]) -> tuple[int, int]:
    """(the number in the end, how many additions were acknowledged)."""
    made = await clients[0].post(f"{NETWORK}/meetings", json={"title": {"en": "Number 0"}})
    path = made.headers["location"]
    await asyncio.gather(*(_add(client, path) for client in clients))
    last = (await clients[0].get(path)).json()
    return int(last["title"]["en"].split()[1]), CLIENTS * EACH


async def test_no_addition_of_sixteen_clients_is_lost(platform: Platform) -> None:
    servers = await platform.serve(1 if platform.embedded else 3)
    first = await Person(base_url=servers[0].url, timeout=60).sign_in("secretariat")
    urls = [servers[n % len(servers)].url for n in range(CLIENTS)]
    clients = [Person(base_url=url, headers=first.headers, timeout=60) for url in urls]
    number, wanted = await _race(clients)
    assert number == wanted
    for client in (first, *clients):
        await client.aclose()
    await platform.whole()


async def _race_within(platform: Platform) -> tuple[int, int]:
    async with within(platform) as client:
        first = await client().sign_in("secretariat")
        clients = [client() for _ in range(CLIENTS)]
        for each in clients:
            each.headers["authorization"] = first.headers["authorization"]
        return await _race(clients)


async def test_the_race_in_one_process_loses_nothing(platform: Platform) -> None:
    number, wanted = await _race_within(platform)
    assert number == wanted


async def test_without_if_match_additions_are_lost(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Call, "match", lambda self, version: None)
    number, wanted = await _race_within(platform)
    assert number < wanted


if DATABASE == "postgresql":  # SQLite has one writer at a time: there is no row lock to take away

    async def test_without_the_row_lock_additions_are_lost(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
        locking = sa.Select.with_for_update

        def unlocked(self: Any, **how: Any) -> Any:
            return locking(self, **how) if "journal_heads" in str(self) else self

        monkeypatch.setattr(sa.Select, "with_for_update", unlocked)
        number, wanted = await _race_within(platform)
        assert number < wanted
