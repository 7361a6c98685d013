"""Positions race the close of their round, through workers whose own clocks are wrong: the database's clock decides."""

import asyncio
import itertools
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

from api.kernel.access import Call
from tests.reliability.conftest import FULL
from tests.reliability.processes import NETWORK, Person, Platform, open_decision, organisations, person, until
from tests.reliability.test_lost_update import within

SKEWS = (-90, 0, 90)
ROUNDS = 30 if FULL else 6
SPEAKERS = ("undp", "undrr", "unfpa", "unhcr", "unicef")
VALUES = ("support", "no_objection")


@dataclass
class Race:
    """What the racers saw, by their own (right) clock: it is the clock of the database's machine."""

    deadline: datetime
    accepted: dict[str, int] = field(default_factory=dict)
    late: list[str] = field(default_factory=list)
    early: list[str] = field(default_factory=list)
    refused: int = 0


async def _answer(clients: list[Person], path: str, organisation: str, race: Race) -> None:
    """Change the position again and again, at one server after the other, until the round is closed at each of them."""
    closed: set[int] = set()
    version = 1
    end = time.monotonic() + 40
    for turn in itertools.count():
        assert time.monotonic() < end, "the round never closed"
        at = turn % len(clients)
        headers, body = {"if-match": f'"{version}-"'}, {"value": VALUES[version % 2]}
        sent_at = datetime.now(UTC)
        reply = await clients[at].put(f"{path}/{organisation}", json=body, headers=headers)
        if reply.status_code == 200:
            version += 1
            race.accepted[organisation] = version
            if sent_at >= race.deadline:
                race.late.append(f"{organisation}: sent {sent_at - race.deadline} late")
            continue
        assert (reply.status_code, reply.json()["type"]) == (409, "/problems/round-closed"), reply.text
        race.refused += 1
        if datetime.now(UTC) < race.deadline:
            race.early.append(f"{organisation}: refused {race.deadline - datetime.now(UTC)} early by server {at}")
        closed.add(at)
        if len(closed) == len(clients):
            return


async def _look(clients: list[Person], path: str, race: Race) -> None:
    """Readers settle what is due; one whose clock is fast must not do so early."""
    for client in itertools.cycle(clients):
        state = (await client.get(path)).json()["state"]
        if state != "open":
            assert datetime.now(UTC) >= race.deadline, "closed early for a reader"
            return


async def _run(clients: dict[str, list[Person]], ids: dict[str, str], number: int) -> tuple[str, Race]:
    deadline = datetime.now(UTC) + timedelta(seconds=6, milliseconds=137 * number)
    decision = await open_decision(clients["secretariat"][0], deadline.isoformat())
    path = f"{NETWORK}/decisions/{decision['id']}"
    race = Race(deadline)
    answers = [_answer(clients[name], f"{path}/rounds/1/positions", ids[name.upper()], race) for name in SPEAKERS]
    await asyncio.gather(*answers, _look(clients["secretariat"], path, race))
    return decision["id"], race


async def test_no_position_is_recorded_after_its_deadline_and_each_round_closes_once(platform: Platform) -> None:
    skews: tuple[int | None, ...] = (None,) if platform.embedded else SKEWS
    servers = await platform.serve(len(skews), skews=skews, worker=False)
    if not platform.embedded:
        platform.start_worker()
    await _clocks_are_wrong([each.url for each in servers], skews)
    clients: dict[str, list[Person]] = {}
    for name in ("secretariat", *SPEAKERS):
        first = await Person(base_url=servers[0].url, timeout=30).sign_in(name)
        others = [Person(base_url=each.url, headers=first.headers, timeout=30) for each in servers[1:]]
        clients[name] = [first, *others]
    ids = await organisations(clients["secretariat"][0])
    races = dict(await asyncio.gather(*(_run(clients, ids, number) for number in range(ROUNDS))))
    for race in races.values():
        assert not race.late, race.late
        assert not race.early, race.early
    assert sum(race.refused for race in races.values()) >= ROUNDS * len(SPEAKERS)
    await _all_is_as_told(platform, races)
    for client in itertools.chain(*clients.values()):
        await client.aclose()


async def _clocks_are_wrong(urls: list[str], skews: tuple[int | None, ...]) -> None:
    """Each server stamps its answers with its own clock."""
    async with httpx.AsyncClient() as client:
        for url, skew in zip(urls, skews, strict=True):
            stamped = parsedate_to_datetime((await client.get(f"{url}/health/live")).headers["date"])
            assert abs((stamped - datetime.now(UTC)).total_seconds() - (skew or 0)) < 30


async def _all_is_as_told(platform: Platform, races: dict[str, Race]) -> None:
    closing = (
        "SELECT r.decision_id, r.state, r.deadline_at, r.closed_at, (SELECT count(*) FROM journal_entries j "
        "WHERE j.subject_id = r.id AND j.kind = 'round.closed') FROM rounds r"
    )
    found = {str(row[0]): row[1:] for row in await platform.rows(closing)}
    for id in races:
        state, deadline, closed, times = found[id]
        assert (state, times) == ("closed", 1)
        assert _instant(closed) >= _instant(deadline)
    answers = (
        "SELECT r.decision_id, p.organisation_id, p.version, p.answered_at, r.deadline_at FROM positions p "
        "JOIN rounds r ON r.id = p.round_id WHERE p.answered_at IS NOT NULL"
    )
    counted = 0
    for decision, organisation, version, answered, deadline in await platform.rows(answers):
        assert _instant(answered) < _instant(deadline)
        if str(decision) in races:
            assert races[str(decision)].accepted[str(organisation)] == version
            counted += version - 1
    assert counted == sum(version - 1 for race in races.values() for version in race.accepted.values())
    assert counted > len(races) * len(SPEAKERS)
    await platform.whole()


def _instant(value: Any) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


@pytest.mark.parametrize("fast", [False, True])
async def test_with_a_workers_own_clock_a_round_would_close_early(
    platform: Platform, monkeypatch: pytest.MonkeyPatch, fast: bool
) -> None:
    """The check above would see it: with an application clock 90 s fast the late answer is refused a minute early."""

    def own(_: Any) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=90)

    async with within(platform) as client:
        async with client() as secretariat, client() as speaker:
            await secretariat.sign_in("secretariat")
            await speaker.sign_in("undp")
            ids = await organisations(secretariat)
            deadline = datetime.now(UTC) + timedelta(seconds=60)
            decision = await open_decision(secretariat, deadline.isoformat())
            if fast:
                monkeypatch.setattr(Call, "now", property(own, Call.now.fset))  # whatever the database said
            path = f"{NETWORK}/decisions/{decision['id']}/rounds/1/positions/{ids['UNDP']}"
            reply = await speaker.put(path, json={"value": "support"}, headers={"if-match": '"1-"'})
            assert reply.status_code == (409 if fast else 200)


async def test_the_sweeper_alone_closes_what_nobody_reads(platform: Platform) -> None:
    server = (await platform.serve())[0]
    async with person(server, "secretariat") as client:
        deadline = datetime.now(UTC) + timedelta(seconds=5)
        decision = await open_decision(client, deadline.isoformat())

    async def closed() -> bool:
        question = "SELECT decision_id FROM rounds WHERE state = 'closed'"
        return decision["id"] in {str(row[0]) for row in await platform.rows(question)}

    await until("the sweeper closes the round", closed)
    assert datetime.now(UTC) >= deadline
