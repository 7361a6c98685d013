"""PostgreSQL goes away under load and comes back, in order and by a crash: only 503, nothing lost, and no help is needed."""

import asyncio
import json
import signal
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests import postgres
from tests.reliability.conftest import DATABASE
from tests.reliability.processes import NETWORK, Nursery, Person, Platform, Template, person, until

DURABLE = ("max_connections=100", "log_min_messages=panic")


@dataclass
class Told:
    meetings: dict[str, str] = field(default_factory=dict)  # key → id
    statuses: Counter[int] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)
    reads: int = 0
    refused_at: list[float] = field(default_factory=list)
    over: bool = False

    def note(self, reply: httpx.Response, *good: int) -> bool:
        self.statuses[reply.status_code] += 1
        if reply.status_code == 503:
            self.refused_at.append(time.monotonic())
        if reply.status_code not in (*good, 503) or (reply.status_code == 503 and "retry-after" not in reply.headers):
            self.odd.append(f"{reply.request.method} {reply.request.url.path} {reply.status_code} {reply.text[:300]}")
        return reply.status_code in good


async def _write(client: Person, told: Told) -> None:
    """A careful client: what was refused it sends again under the same key."""
    while not told.over:
        key = uuid.uuid4().hex
        for _ in range(1000):
            body, headers = {"title": {"en": f"Meeting {key}"}}, {"idempotency-key": key}
            reply = await client.post(f"{NETWORK}/meetings", json=body, headers=headers)
            if told.note(reply, 201):
                told.meetings[key] = reply.json()["id"]
                break
            await asyncio.sleep(0.05)


async def _read(client: Person, told: Told) -> None:
    for path in ("members", "decisions", "meetings", "objectives") * 5000:
        if told.over:
            return
        told.reads += told.note(await client.get(f"{NETWORK}/{path}"), 200)
        await asyncio.sleep(0.01)


if DATABASE == "postgresql":

    @pytest.fixture
    async def away(nursery: Nursery, tmp_path: Path) -> AsyncIterator[tuple[postgres.Server, Platform]]:
        """A cluster of this test alone, as durable as in production, with a demo."""
        cluster = postgres.Server(DURABLE)
        demo = Template(nursery, tmp_path / "data", cluster.url)
        await demo.load()
        yield cluster, demo.platform
        demo.platform.kill()
        cluster.stop()

    async def test_only_503_while_the_database_is_away_and_nothing_is_lost(
        away: tuple[postgres.Server, Platform],
    ) -> None:
        cluster, platform = away
        servers = await platform.serve(2)
        told = Told()
        async with person(servers[0], "secretariat") as first:
            clients = [Person(base_url=servers[n % 2].url, headers=first.headers, timeout=60) for n in range(6)]
            work = [_write(client, told) for client in clients[:4]] + [_read(client, told) for client in clients[4:]]
            tasks = [asyncio.create_task(each) for each in work]
            for how in (signal.SIGINT, signal.SIGQUIT):
                written, read, refused = len(told.meetings), told.reads, len(told.refused_at)
                await until("work goes on", lambda w=written, r=read: len(told.meetings) > w + 8 and told.reads > r + 8)
                await asyncio.to_thread(cluster.end, how)
                await until("it is noticed", lambda n=refused: len(told.refused_at) > n)
                await asyncio.to_thread(cluster.start)
                back = time.monotonic()
                written, read = len(told.meetings), told.reads
                await until("it recovers", lambda w=written, r=read: len(told.meetings) > w + 8 and told.reads > r + 8)
                late = [at - back for at in told.refused_at if at > back]
                print(f"{how.name}: refused until {max(late, default=0):.1f} s after the database was back")
            told.over = True
            await asyncio.gather(*tasks)
            for client in clients:
                await client.aclose()
        assert not told.odd, "\n".join(told.odd[:10])
        assert told.statuses[503]
        titles = Counter(json.loads(row[0])["en"] for row in await platform.rows("SELECT title FROM meetings"))
        assert {key: titles[f"Meeting {key}"] for key in told.meetings} == dict.fromkeys(told.meetings, 1)
        await platform.whole()
        print(dict(told.statuses))
