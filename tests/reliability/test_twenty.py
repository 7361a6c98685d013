"""Twenty organisations answer at once, again and again, while their round closes: at three workers whose own clocks are
90 seconds slow, right and 90 seconds fast on PostgreSQL, at the one process on SQLite.

No position is accepted after the deadline and none is lost, each round closes exactly once, its outcome is the rule over
what was accepted, and the journal has no gap. Quick: 6 rounds; UNMN_FULL=1: 50.
"""

import asyncio
import itertools
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from api.app import create_app
from api.kernel import tokens
from api.kernel.access import Call
from api.kernel.db import new_id
from api.people import keys
from tests.make import Make, Network
from tests.reliability.conftest import FULL
from tests.reliability.processes import Platform
from tests.reliability.test_deadline import SKEWS, _clocks_are_wrong, _instant

ORGANISATIONS = ("IOM", "RCO", *(f"ORG{number:02}" for number in range(1, 19)))
ROUNDS = 50 if FULL else 6
AT_ONCE = 2
ANSWERED = ("position.recorded", "position.changed")
LASTS = timedelta(seconds=6)
VALUES = ("support", "no_objection", "reservation", "recused")  # and in every other round one objects throughout


@dataclass
class Round:
    """What the racers saw of one round."""

    number: int
    id: str
    path: str
    deadline: datetime
    accepted: dict[str, tuple[int, str]] = field(default_factory=dict)  # version and value, by organisation
    count: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


class Field:
    """A network of twenty, and connections to every server."""

    def __init__(self, home: Network, key: Any, urls: list[str]) -> None:
        self.home, self.key, self.issued = home, key, 0.0
        self.tokens: dict[str, str] = {}
        self.servers = [httpx.AsyncClient(base_url=url, timeout=60) for url in urls]

    async def ask(self, server: int, who: str, method: str, path: str, body: Any = None, match: str = "") -> Any:
        if time.monotonic() - self.issued > 300:
            self.tokens, self.issued = {}, time.monotonic()
        if who not in self.tokens:
            person, now = self.home.people[who].id, datetime.now(UTC)
            self.tokens[who] = tokens.issue(self.key.id, self.key.private_pem, person, new_id(), now)
        headers = {"authorization": f"Bearer {self.tokens[who]}"} | ({"if-match": match} if match else {})
        return await self.servers[server].request(method, path, json=body, headers=headers)

    async def close(self) -> None:
        for each in self.servers:
            await each.aclose()


async def _found(platform: Platform) -> tuple[Network, Any]:
    """The network, made before the servers start; and the key that signs."""
    shell = create_app(platform.settings(silence_floor_seconds=1))
    await shell.kernel.open()
    make = Make(shell.kernel, "none")
    settings = {"silence_minimum_seconds": 1, "silence_default_seconds": 3600}
    home = await make.network(members=ORGANISATIONS, partners=(), **settings)

    async def current(call: Call) -> Any:
        return await keys.current(call.session, call.now)

    key = await make.as_platform(current)
    await shell.kernel.close()
    return home, key


async def _open(field: Field, number: int) -> Round:
    body = {"kind": "other", "title": {"en": f"Text {number}"}, "texts": {"en": f"Text {number}."}}
    made = await field.ask(0, "secretariat", "POST", f"{field.home.path}/decisions", body)
    assert made.status_code == 201, made.text
    path = f"{field.home.path}/decisions/{made.json()['id']}"
    deadline = datetime.now(UTC) + LASTS
    opened = await field.ask(0, "secretariat", "POST", f"{path}/open", {"deadline_at": deadline.isoformat()}, '"1"')
    assert opened.status_code == 200, opened.text
    return Round(number, made.json()["id"], path, deadline)


async def _answer(field: Field, round: Round, acronym: str, first: int) -> None:
    """Answer at one server after the other, each time something else, until each of them has said that it is over."""
    place = f"{round.path}/rounds/1/positions/{field.home.organisations[acronym]}"
    closed: set[int] = set()
    version, end = 1, time.monotonic() + 120
    for turn in itertools.count(first):
        assert time.monotonic() < end, "the round never closed"
        server = turn % len(field.servers)
        value = "objection" if round.number % 2 and first == round.number % 20 else VALUES[turn % len(VALUES)]
        words = {"text": "Words."} if value in ("reservation", "objection") else {}
        words |= {"would_resolve": "Others."} if value == "objection" else {}
        sent = datetime.now(UTC)
        reply = await field.ask(server, acronym.lower(), "PUT", place, {"value": value, **words}, f'"{version}"')
        if reply.status_code == 200:
            version += 1
            round.count += 1
            round.accepted[acronym] = (version, value)
            if sent >= round.deadline:
                round.wrong.append(f"{acronym}: sent {sent - round.deadline} late, and accepted by server {server}")
            continue
        if reply.status_code == 503:  # it has more to do than it takes on; nothing was recorded
            await asyncio.sleep(0.05)
            continue
        assert (reply.status_code, reply.json()["type"]) == (409, "/problems/round-closed"), reply.text
        round.refused += 1
        if datetime.now(UTC) < round.deadline:
            round.wrong.append(f"{acronym}: refused early by server {server}")
        closed.add(server)
        if len(closed) == len(field.servers):
            return


async def _race(field: Field, number: int) -> Round:
    round = await _open(field, number)
    await asyncio.gather(*(_answer(field, round, acronym, at) for at, acronym in enumerate(ORGANISATIONS)))
    return round


def _ruled(values: list[str | None], reached: list[bool]) -> str:
    """The outcome of a silence procedure, said once more."""
    if "objection" in values:
        return "broken"
    if any(value is None and not told for value, told in zip(values, reached, strict=True)):
        return "incomplete"
    return "incomplete" if {*values} == {"recused"} else "clear"


async def test_twenty_organisations_race_the_close_of_their_rounds(
    platform: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    home, key = await _found(platform)
    skews: tuple[int | None, ...] = (None,) if platform.embedded else SKEWS
    servers = await platform.serve(len(skews), skews=skews)
    await _clocks_are_wrong([each.url for each in servers], skews)
    field = Field(home, key, [each.url for each in servers])
    rounds: list[Round] = []
    begun = time.monotonic()
    for first in range(0, ROUNDS, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, ROUNDS))
        rounds += await asyncio.gather(*(_race(field, number) for number in numbers))
    await field.close()
    spent = time.monotonic() - begun
    outcomes = await _all_is_as_told(platform, home, rounds)
    accepted, refused = sum(each.count for each in rounds), sum(each.refused for each in rounds)
    with capsys.disabled():
        print(
            f"\n{len(ORGANISATIONS)} organisations, {len(rounds)} rounds, {len(servers)} servers, {spent:.0f} s: "
            f"{accepted} positions accepted, {refused} refused as late, 0 violations; outcomes {dict(outcomes)}"
        )


async def _all_is_as_told(platform: Platform, home: Network, rounds: list[Round]) -> Counter[str]:
    assert [wrong for each in rounds for wrong in each.wrong] == []
    outcomes: Counter[str] = Counter()
    for round in rounds:
        assert round.count, "nobody raced"
        assert round.refused >= len(ORGANISATIONS)
        outcomes[await _stands(platform, home, round)] += 1
    entries = "SELECT seq FROM journal_entries WHERE network_id = $1 ORDER BY seq"
    found = [row[0] for row in await platform.rows(entries, _id(platform, home.id))]
    assert found == [*range(1, len(found) + 1)], "the journal has a gap"
    await platform.whole()
    return outcomes


async def _stands(platform: Platform, home: Network, round: Round) -> str:
    """The outcome of a round that is in the database what its racers were told, and what follows from it."""
    closing = "SELECT r.id, r.state, r.outcome, r.deadline_at, r.closed_at FROM rounds r WHERE r.decision_id = $1"
    ((id, state, outcome, deadline, closed),) = await platform.rows(closing, _id(platform, round.id))
    assert state == "closed"
    assert _instant(closed) >= _instant(deadline)
    kinds = "SELECT j.kind, j.payload FROM journal_entries j WHERE j.subject_id = $1"
    told = [row[0] for row in await platform.rows(kinds, _id(platform, id))]
    assert told.count("round.closed") == 1, told
    seats = "SELECT id, acronym, value, version, answered_at, reached_at FROM positions WHERE round_id = $1"
    values, reached = [], []
    for seat, acronym, value, version, answered, at in await platform.rows(seats, _id(platform, id)):
        assert round.accepted.get(acronym, (1, None)) == (version, value), f"{acronym} was told something else"
        assert value is None or _instant(answered) < _instant(deadline)
        values.append(value)
        reached.append(at is not None and _instant(at) < _instant(deadline))
        said = [row for row in await platform.rows(kinds, _id(platform, seat)) if row[0] in ANSWERED]
        assert len(said) == version - 1, f"{acronym}: a change is not on record"
        assert value is None or json.loads(said[-1][1])["row"]["value"] == value
    assert outcome == _ruled(values, reached)
    return str(outcome)


def _id(platform: Platform, id: Any) -> Any:
    """An id as the driver of this database takes it."""
    return str(id) if platform.embedded else UUID(str(id))
