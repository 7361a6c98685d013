"""Killed in the middle of writing, again and again: nothing acknowledged is lost, nothing is there by half."""

import asyncio
import json
import random
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.reliability.conftest import FULL
from tests.reliability.processes import NETWORK, Person, Platform, Process, open_decision, organisations, person

KILLS = 50 if FULL else 10
SPEAKERS = ("undp", "undrr", "unoct", "unodc", "who")
VALUES = ("support", "no_objection")


@dataclass
class Written:
    """What the clients were told, and what they sent without an answer."""

    meetings: dict[str, str] = field(default_factory=dict)  # key → id
    unanswered: set[str] = field(default_factory=set)
    rounds: set[str] = field(default_factory=set)
    versions: dict[str, int] = field(default_factory=dict)  # organisation → last version acknowledged
    acknowledged: int = 0


async def _meetings(client: httpx.AsyncClient, written: Written) -> None:
    while True:
        key = uuid.uuid4().hex
        written.unanswered.add(key)
        reply = await _post_meeting(client, key)
        assert reply.status_code == 201, reply.text
        written.meetings[key] = reply.json()["id"]
        written.unanswered.discard(key)
        written.acknowledged += 1


async def _post_meeting(client: httpx.AsyncClient, key: str) -> httpx.Response:
    body = {"title": {"en": f"Meeting {key}"}}
    return await client.post(f"{NETWORK}/meetings", json=body, headers={"idempotency-key": key})


async def _decisions(client: httpx.AsyncClient, written: Written) -> None:
    while True:
        opened = await open_decision(client, "2030-01-01T00:00:00Z", f"Text {uuid.uuid4().hex}")
        written.rounds.add(opened["id"])
        written.acknowledged += 1


async def _positions(client: httpx.AsyncClient, path: str, organisation: str, written: Written) -> None:
    """Versions count up by one, and the value follows from the version."""
    while True:
        version = written.versions[organisation]
        body = {"value": VALUES[version % 2]}
        reply = await client.put(f"{path}/{organisation}", json=body, headers={"if-match": f'"{version}-"'})
        if reply.status_code == 412:  # the write before the last kill was committed, but its answer was not heard
            written.versions[organisation] = reply.json()["current_version"]
            continue
        assert reply.status_code == 200, reply.text
        written.versions[organisation] = version + 1
        written.acknowledged += 1


async def _until_killed(work: Any) -> None:
    try:
        await work
    except httpx.TransportError:
        return


class Load:
    """Nine clients that write all the time."""

    def __init__(self, platform: Platform) -> None:
        self.platform, self.written = platform, Written()
        self.tokens: dict[str, str] = {}
        self.path = ""
        self.signed_in_until = 0.0

    async def sign_in(self, process: Process) -> None:
        """A token lives for ten minutes."""
        if time.monotonic() < self.signed_in_until:
            return
        for name in ("secretariat", *SPEAKERS):
            async with person(process, name) as client:
                self.tokens[name] = client.headers["authorization"]
        self.signed_in_until = time.monotonic() + 240

    async def prepare(self, process: Process) -> None:
        async with self._client(process, "secretariat") as client:
            ids = await organisations(client)
            decision = await open_decision(client, "2030-01-01T00:00:00Z")
        self.path = f"{NETWORK}/decisions/{decision['id']}/rounds/1/positions"
        self.written.versions = {ids[name.upper()]: 1 for name in SPEAKERS}
        self.speakers = {name: ids[name.upper()] for name in SPEAKERS}

    def _client(self, process: Process, name: str) -> Person:
        return Person(base_url=process.url, headers={"authorization": self.tokens[name]}, timeout=20)

    async def run(self, servers: list[Process], pause: float) -> None:
        """Write for a while, and kill everything in the middle of it."""
        clients = [self._client(servers[n % len(servers)], "secretariat") for n in range(4)]
        jobs = [_meetings(clients[0], self.written), _meetings(clients[1], self.written)]
        jobs += [_decisions(client, self.written) for client in clients[2:]]
        for n, name in enumerate(SPEAKERS):
            clients.append(self._client(servers[n % len(servers)], name))
            jobs.append(_positions(clients[-1], self.path, self.speakers[name], self.written))
        tasks = [asyncio.create_task(_until_killed(job)) for job in jobs]
        before = self.written.acknowledged
        for _ in range(400):
            if self.written.acknowledged > before + 5 or any(task.done() for task in tasks):
                break
            await asyncio.sleep(0.02)
        await asyncio.sleep(pause)  # the moment of the kill is what is drawn by lot
        self.platform.kill()
        await asyncio.gather(*tasks)
        for client in clients:
            await client.aclose()

    async def repeat_what_was_not_answered(self, process: Process) -> None:
        """A client that heard nothing asks again under the same key."""
        async with self._client(process, "secretariat") as client:
            for key in sorted(self.written.unanswered):
                reply = await _post_meeting(client, key)
                assert reply.status_code == 201, reply.text
                self.written.meetings[key] = reply.json()["id"]
        self.written.unanswered.clear()


async def _is_whole(platform: Platform, written: Written) -> None:
    await platform.whole()
    found = {row[0]: row[1] for row in await platform.rows("SELECT id, title FROM meetings")}
    there = {str(id): json.loads(title)["en"] for id, title in found.items()}
    lost = [key for key, id in written.meetings.items() if there.get(id) != f"Meeting {key}"]
    assert not lost, f"{len(lost)} acknowledged meetings lost"
    titles = list(there.values())
    assert all(titles.count(f"Meeting {key}") == 1 for key in written.meetings)
    assert all(titles.count(f"Meeting {key}") <= 1 for key in written.unanswered)
    replies = await platform.rows("SELECT key, status, body FROM idempotent_replies")
    assert all(status == 201 and body for _, status, body in replies)
    kept = {key for key, _, _ in replies}
    assert {key for key in written.unanswered if f"Meeting {key}" in titles} == kept & written.unanswered
    await _positions_are_whole(platform, written)
    await _rounds_are_whole(platform, written)


async def _positions_are_whole(platform: Platform, written: Written) -> None:
    for organisation, acknowledged in written.versions.items():
        question = (
            "SELECT p.version, p.value, (SELECT count(*) FROM journal_entries j WHERE j.subject_id = p.id "
            "AND j.kind IN ('position.recorded', 'position.changed')) FROM positions p JOIN rounds r ON "
            "r.id = p.round_id JOIN decisions d ON d.id = r.decision_id WHERE p.organisation_id = $1 AND p.version > 1 "
            'AND d.title = \'{"en":"A text","ru":null,"tk":null}\''
        )
        rows = await platform.rows(question, uuid.UUID(organisation))
        version, value, entries = rows[0] if rows else (1, None, 0)
        assert acknowledged <= version <= acknowledged + 1, (organisation, acknowledged, version)
        assert value == (VALUES[(version - 1) % 2] if version > 1 else None)
        assert entries == version - 1


async def _rounds_are_whole(platform: Platform, written: Written) -> None:
    question = (
        "SELECT r.decision_id, (SELECT count(*) FROM positions p WHERE p.round_id = r.id), "
        "(SELECT count(*) FROM deliveries d WHERE d.subject_id = r.id), "
        "(SELECT count(*) FROM journal_entries j WHERE j.subject_id = r.id AND j.kind = 'round.opened'), "
        "(SELECT count(*) FROM dues u WHERE u.subject_id = r.id AND u.kind = 'round') FROM rounds r WHERE r.state = 'open'"
    )
    rows = {str(row[0]): tuple(row[1:]) for row in await platform.rows(question)}
    assert written.rounds <= rows.keys()
    ours = {rows[id] for id in written.rounds}
    assert len(ours) <= 1, f"some rounds have less than others: {ours}"
    assert all(row[0] == 10 and row[2] == row[3] == 1 for row in rows.values()), rows


async def test_nothing_acknowledged_is_lost_and_nothing_is_there_by_half(platform: Platform) -> None:
    lot = random.Random(20261125)
    count = 1 if platform.embedded else 2
    load = Load(platform)
    for number in range(KILLS):
        servers = await platform.serve(count)
        await load.sign_in(servers[0])
        if number == 0:
            await load.prepare(servers[0])
        await load.repeat_what_was_not_answered(servers[0])
        before = load.written.acknowledged
        await load.run(servers, lot.uniform(0.0, 0.4))
        assert load.written.acknowledged > before, "nothing was written before the kill"
        await _is_whole(platform, load.written)
    print(f"{KILLS} kills, {load.written.acknowledged} writes acknowledged")
