"""What is said in a request is not said in the log: no body, no secret, no query, not even when something breaks."""

import json
import sqlite3

import asyncpg
import httpx

from api.settings import DEMO_PASSWORD
from tests.reliability.processes import NETWORK, Platform, person, plain

CANARY = "canary-5d1f0e"


async def _break(platform: Platform) -> None:
    """Take away, behind the platform's back, what a signed-in reader needs: every read of it is a failure nobody foresaw."""
    statements = (
        "ALTER TABLE meetings RENAME TO meetings_gone",
        "ALTER TABLE browser_sessions RENAME TO browser_sessions_gone",
    )
    if platform.embedded:
        connection = sqlite3.connect(platform.folder / "unmn.sqlite3")
        for statement in statements:
            connection.execute(statement)
        connection.close()
        return
    other = await asyncpg.connect(plain(platform.database_url))
    for statement in statements:
        await other.execute(statement)
    await other.close()


async def test_nothing_that_was_sent_is_in_the_log(platform: Platform) -> None:
    server = (await platform.serve())[0]
    async with person(server, "secretariat") as client, httpx.AsyncClient(base_url=server.url) as browser:
        token = client.headers["authorization"].removeprefix("Bearer ")
        told = [
            await client.post(f"{NETWORK}/meetings", json={"title": {"en": f"A meeting {CANARY}"}}),
            await client.post(f"{NETWORK}/meetings", json={"title": f"{CANARY} of a wrong type"}),
            await client.post(f"{NETWORK}/meetings", content=f'{{"title": {CANARY}'.encode()),
            await client.get(f"{NETWORK}/search", params={"q": CANARY}),
            await client.get(f"{NETWORK}/meetings", params={CANARY: CANARY}),
            await client.get(NETWORK, headers={"authorization": f"Bearer {CANARY}"}),
            await browser.get(NETWORK, headers={"cookie": f"unmn={CANARY}"}),
            await client.post("/api/v1/auth/token", data={"username": f"{CANARY}@a.example", "password": CANARY}),
            await client.post("/api/v1/auth/session", json={"email": f"{CANARY}@a.example", "password": CANARY}),
        ]
        assert [reply.status_code for reply in told] == [201, 422, 415, 200, 422, 401, 401, 401, 401]
        await _break(platform)
        broken = [
            await client.get(f"{NETWORK}/meetings", params={"cursor": ""}, headers={"x-canary": CANARY}),
            await client.post(f"{NETWORK}/meetings", json={"title": {"en": CANARY}}),
            await browser.get(NETWORK, headers={"cookie": f"unmn={CANARY}-2"}),
        ]
    for reply in broken:
        _tells_nothing(reply)
    assert any(reply.status_code == 500 for reply in broken)
    said = server.said()
    for secret in (CANARY, token, token[-40:], DEMO_PASSWORD):
        assert secret not in _without_the_demos_own_words(said), said[said.find(secret) - 300 :][:600]
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert any(line["event"] == "unforeseen" and line["exception"] for line in lines), "the failure itself is on record"
    assert all("request_id" in line for line in lines if line["event"] in ("answered", "unforeseen"))
    refused = [line for line in lines if line.get("status") == 401]
    assert len(refused) >= 4, "refusals of sign-in are always on record"


def _tells_nothing(reply: httpx.Response) -> None:
    assert reply.status_code in (500, 503)
    assert reply.headers["content-type"] == "application/problem+json"
    assert CANARY not in reply.text
    assert "Traceback" not in reply.text
    assert "SELECT" not in reply.text


def _without_the_demos_own_words(said: str) -> str:
    """The demo prints its password at start, for people; that is no log line."""
    return "\n".join(line for line in said.splitlines() if line.startswith("{"))
