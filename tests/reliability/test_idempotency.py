"""A key is one effect, however often and wherever it is sent."""

import asyncio
import json
from collections import Counter

import httpx

from tests.reliability.conftest import FULL
from tests.reliability.processes import NETWORK, Person, Platform, person

KEYS = 1000 if FULL else 100
TIMES = 10
AT_ONCE = 10  # keys


async def _send(clients: list[Person], key: str) -> list[httpx.Response]:
    body = {"title": {"en": f"Meeting {key}"}}
    headers = {"idempotency-key": key}
    return await asyncio.gather(
        *(clients[n % len(clients)].post(f"{NETWORK}/meetings", json=body, headers=headers) for n in range(TIMES))
    )


async def test_the_same_key_at_once_has_one_effect_and_one_answer(platform: Platform) -> None:
    servers = await platform.serve(1 if platform.embedded else 3)
    async with person(servers[0], "secretariat") as first:
        clients = [Person(base_url=each.url, headers=first.headers, timeout=60) for each in servers]
        keys = [f"key-{number:04d}" for number in range(KEYS)]
        for begin in range(0, KEYS, AT_ONCE):
            for key, replies in zip(
                keys[begin : begin + AT_ONCE],
                await asyncio.gather(*(_send(clients, key) for key in keys[begin : begin + AT_ONCE])),
                strict=True,
            ):
                told = {(r.status_code, r.content, r.headers.get("etag"), r.headers.get("location")) for r in replies}
                assert len(told) == 1, f"{key}: {[(r.status_code, r.text[:200]) for r in replies]}"
                assert replies[0].status_code == 201, replies[0].text
        another = {"title": {"en": "Something else"}}
        reused = await clients[-1].post(f"{NETWORK}/meetings", json=another, headers={"idempotency-key": keys[0]})
        assert (reused.status_code, reused.json()["type"]) == (422, "/problems/idempotency-key-reused")
        for client in clients:
            await client.aclose()
    titles = Counter(json.loads(row[0])["en"] for row in await platform.rows("SELECT title FROM meetings"))
    assert {key: titles[f"Meeting {key}"] for key in keys} == dict.fromkeys(keys, 1)
    begun = "SELECT count(*) FROM journal_entries WHERE kind IN ('meeting.drafted', 'meeting.requested')"
    assert (await platform.rows(begun))[0][0] == sum(titles.values())
    await platform.whole()


async def test_without_a_key_every_request_has_its_effect(platform: Platform) -> None:
    """The check above sees it when there is more than one."""
    server = (await platform.serve())[0]
    async with person(server, "secretariat") as client:
        sent = [client.post(f"{NETWORK}/meetings", json={"title": {"en": "Again"}}) for _ in range(TIMES)]
        replies = await asyncio.gather(*sent)
    assert len({reply.content for reply in replies}) == TIMES
    titles = [row[0] for row in await platform.rows("SELECT title FROM meetings")]
    assert sum('"Again"' in title for title in titles) == TIMES
