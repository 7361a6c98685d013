"""The limit: an ASGI function, a driver, one statement. No sign-in, no rights, no validation, no headers of ours."""

import asyncio
import hashlib
import json
import os
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID, uuid4

import asyncpg

from api.kernel.readers import Readers
from bench import statements

URL = os.environ["UNMN_DATABASE_URL"]
EMBEDDED = URL.startswith("sqlite")
SQL = statements.Sqlite if EMBEDDED else statements.Postgresql
DECISION, OBJECTIVES = statements.decision(SQL), statements.objectives(SQL)
OBJECTIVE = statements.objective(SQL)
PROPOSAL, MEETING = statements.proposal(SQL), statements.meeting(SQL)
INDICATOR = statements.indicator(SQL)
PAGE = {(f, c): statements.page(SQL, f, c) for f in (False, True) for c in (False, True)}
CONSTANT = b'{"constant":true}'


class Store:
    """Reads on raw connections; the write in a transaction of its own."""

    readers: Readers
    pool: Any
    file: sqlite3.Connection

    async def open(self) -> None:
        if EMBEDDED:
            self.file = sqlite3.connect(URL.split("///", 1)[1], isolation_level=None, cached_statements=512)
            for pragma in ("synchronous=FULL", "busy_timeout=10000", "cache_size=-32000"):
                self.file.execute(f"PRAGMA {pragma}")
            return
        self.readers = Readers(URL, 8, 512)
        self.pool = await asyncpg.create_pool(URL, min_size=8, max_size=8)

    async def fetch(self, text: str, *arguments: Any) -> Sequence[Any]:
        if EMBEDDED:
            return self.file.execute(text, arguments).fetchall()
        return await self.readers.fetch(text, arguments)


STORE = Store()


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await receive()
        await STORE.open()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    body = await _answer(scope, receive)
    head = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": body})


async def _answer(scope: Any, receive: Any) -> bytes:
    if scope["path"] == "/constant":
        return CONSTANT
    _, _, _, _, slug, what, *rest = scope["path"].split("/")
    if scope["method"] == "PUT":
        return await _record(slug, rest[0], rest[4], (await receive())["body"])
    if what == "decisions" and rest:
        return (await STORE.fetch(DECISION, slug, _id(rest[0])))[0][0].encode()  # type: ignore[no-any-return]
    if what == "decisions":
        return await _page(slug, dict(parse_qsl(scope["query_string"].decode())))
    if what == "meetings":
        return (await STORE.fetch(MEETING, slug, _id(rest[0])))[0][0].encode()  # type: ignore[no-any-return]
    if what == "indicators":
        return (await STORE.fetch(INDICATOR, slug, _id(rest[0])))[0][0].encode()  # type: ignore[no-any-return]
    if what == "objectives" and rest:
        return (await STORE.fetch(OBJECTIVE, slug, int(rest[0])))[0][0].encode()  # type: ignore[no-any-return]
    if what == "objectives":
        rows = await STORE.fetch(OBJECTIVES, slug)
        return ('{"period":"2026-H2","items":[' + ",".join([row[0] for row in rows]) + "]}").encode()
    return (await STORE.fetch(PROPOSAL, slug, _id(rest[0])))[0][0].encode()  # type: ignore[no-any-return]


def _id(text: str) -> Any:
    return text if EMBEDDED else UUID(text)


async def _page(slug: str, query: dict[str, str]) -> bytes:
    arguments: list[Any] = [slug]
    if "state" in query:
        arguments.append(query["state"])
    if "id" in query:
        at = query["sort_at"]
        arguments += [at if EMBEDDED else datetime.fromisoformat(at), _id(query["id"])]
    rows = await STORE.fetch(PAGE["state" in query, "id" in query], *arguments)
    more = rows[49][0] if len(rows) > 50 else ""
    items = ",".join([row[0] for row in rows[:50]])
    return f'{{"items":[{items}],"next_cursor":"{len(more)}"}}'.encode()


# ── the write: position, chain head, journal entry, one transaction ─────────────────────────────────────────────────

LOCK = (
    "SELECT p.id, n.id, r.deadline_at, h.seq, h.hash FROM positions p JOIN rounds r ON r.id = p.round_id "
    "JOIN networks n ON n.id = p.network_id JOIN journal_heads h ON h.id = n.id "
    "WHERE n.slug = {} AND r.decision_id = {} AND p.organisation_id = {}"
)
CHANGE = "UPDATE positions SET value = {}, answered_at = {}, version = version + 1 WHERE id = {}"
ENTRY = (
    "INSERT INTO journal_entries (network_id, seq, at, kind, subject, subject_id, visibility, request_id, payload, "
    "digest, hash) VALUES ({}, {}, {}, 'position.recorded', 'positions', {}, 'members', {}, {}, {}, {})"
)
HEAD = "UPDATE journal_heads SET seq = {}, hash = {} WHERE id = {}"


def _marked(text: str) -> str:
    """`{}` as the driver's parameters, from one on."""
    marks = range(1, text.count("{}") + 1)
    return text.format(*(f"?{at}" if EMBEDDED else f"${at}" for at in marks))


LOCK, CHANGE, ENTRY, HEAD = (
    _marked(LOCK) + ("" if EMBEDDED else " FOR UPDATE OF p, h"),
    *map(_marked, (CHANGE, ENTRY, HEAD)),
)
NOW = "SELECT strftime('%Y-%m-%dT%H:%M:%f000Z')" if EMBEDDED else "SELECT clock_timestamp()"
WRITING = asyncio.Lock()


async def _record(slug: str, decision: str, organisation: str, body: bytes) -> bytes:
    value = json.loads(body)["value"]
    key = (slug, _id(decision), _id(organisation))
    if EMBEDDED:
        async with WRITING:
            run = STORE.file.execute
            run("BEGIN IMMEDIATE")
            changes, answer = _changes(run(LOCK, key).fetchone(), run(NOW).fetchone()[0], value), (slug, key[1])
            for text, arguments in changes:
                run(text, arguments)
            told = run(DECISION, answer).fetchone()[0]
            run("COMMIT")
            return str(told).encode()
    async with STORE.pool.acquire() as connection, connection.transaction():
        row = await connection.fetchrow(LOCK, *key)
        for text, arguments in _changes(row, await connection.fetchval(NOW), value):
            await connection.execute(text, *arguments)
        told = await connection.fetchval(DECISION, slug, key[1])
    return str(told).encode()


def _changes(row: Any, now: Any, value: str) -> list[tuple[str, tuple[Any, ...]]]:
    position, network, deadline, seq, previous = row
    if now >= deadline:
        raise ValueError("past the deadline")
    payload = json.dumps({"position": str(position), "value": value})
    digest = hashlib.sha256(payload.encode()).hexdigest()
    link = hashlib.sha256(f"{previous}{seq + 1}{now}{digest}".encode()).hexdigest()
    entry = (network, seq + 1, now, position, str(uuid4()), payload, digest, link)
    return [(CHANGE, (value, now, position)), (ENTRY, entry), (HEAD, (seq + 1, link, network))]
