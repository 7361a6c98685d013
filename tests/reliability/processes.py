"""The platform as processes: servers and a worker on a free port, with a database of their own, killed and started again."""

import asyncio
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Self

import asyncpg
import httpx
import sqlalchemy as sa

from api import migrating
from api.demo import loading
from api.journal import verifying
from api.settings import DEMO_PASSWORD, Settings

ROOT = Path(__file__).resolve().parents[2]
NETWORK = "/api/v1/networks/turkmenistan"
PATIENCE = 40  # seconds until a process that does not answer has failed; a machine that does other things is slow


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def until(what: str, holds: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Ask again and again until the answer is true; what it was. Fails by name when it takes too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = holds()
        if asyncio.iscoroutine(answer):
            answer = await answer
        if answer:
            return answer
        await asyncio.sleep(0.05)
    raise AssertionError(f"{what}: not within {seconds} s")


class Nursery:
    """Starts processes of the platform in a moment (see `nursery.py`). One per test process."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.reliability.nursery"]
        pipe = subprocess.PIPE
        self.popen = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)

    def start(self, command: list[str], environment: dict[str, str], log: Path) -> int:
        assert self.popen.stdin is not None
        assert self.popen.stdout is not None
        order = {"command": command, "environment": environment, "log": str(log)}
        self.popen.stdin.write(json.dumps(order) + "\n")
        self.popen.stdin.flush()
        return int(self.popen.stdout.readline())

    def close(self) -> None:
        assert self.popen.stdin is not None
        self.popen.stdin.close()
        self.popen.wait(timeout=20)


class Process:
    """One process of the platform. What it says is kept in a file."""

    def __init__(self, pid: int, log: Path, port: int = 0) -> None:
        self.pid, self.port, self.log = pid, port, log
        self.url = f"http://127.0.0.1:{port}"

    @property
    def running(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        """As a power cut would: no handler runs, nothing is flushed."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As an operator does."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, how)
        for _ in range(2500):
            if not self.running:
                return
            time.sleep(0.01)
        raise AssertionError(f"{self.pid} did not end")

    async def ready(self) -> Self:
        async with httpx.AsyncClient(base_url=self.url, timeout=2) as client:

            async def answers() -> bool:
                assert self.running, f"it ended:\n{self.said()[-2000:]}"
                try:
                    return (await client.get("/health/ready")).status_code == 200
                except httpx.TransportError:
                    return False

            await until(f"{self.url} is ready", answers)
        return self

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


class Platform:
    """A demo network with a database of its own, in a folder of its own, and the processes that serve it."""

    def __init__(self, nursery: Nursery, folder: Path, database_url: str = "") -> None:
        self.nursery, self.folder, self.database_url = nursery, folder, database_url
        self.processes: list[Process] = []
        self.spawned: list[subprocess.Popen[bytes]] = []
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def embedded(self) -> bool:
        return not self.database_url

    def environment(self, **more: str) -> dict[str, str]:
        mine = {name: value for name, value in os.environ.items() if not name.startswith("UNMN_")}
        return {
            **mine,
            "UNMN_DATA_DIR": str(self.folder),
            "UNMN_DATABASE_URL": self.database_url,
            "UNMN_DEMO": "1",
            "UNMN_RATE_LIMIT_PER_MINUTE": "1000000",
            "UNMN_POOL_SIZE": "5",
            "PYTHONPATH": str(ROOT),
            **more,
        }

    def settings(self, **more: Any) -> Settings:
        return Settings(database_url=self.database_url, data_dir=self.folder, demo=True, **more)

    def start(self, *, skew: int | None = None, port: int = 0, **more: str) -> Process:
        """A server; with `skew` its own clock is that many seconds off (see `skewed/sitecustomize.py`)."""
        port = port or free_port()
        log = self.folder / f"serve-{port}.log"
        environment = self.environment(UNMN_PORT=str(port), **more)
        if skew is None:
            return self._keep(Process(self.nursery.start(["serve"], environment, log), log, port))
        environment |= {"SKEWED_BY_SECONDS": str(skew), "PYTHONPATH": f"{Path(__file__).parent / 'skewed'}:{ROOT}"}
        started = self.spawn("serve", environment=environment, log=log)
        self.spawned.append(started)
        return self._keep(Process(started.pid, log, port))

    def start_worker(self, **more: str) -> Process:
        log = self.folder / "worker.log"
        return self._keep(Process(self.nursery.start(["worker"], self.environment(**more), log), log))

    def spawn(self, *command: str, environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
        """A process from nothing, as a person starts it."""
        called = [sys.executable, "-m", "api.cli", *command]
        with log.open("ab") as stream:
            return subprocess.Popen(
                called, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream
            )

    def _keep(self, process: Process) -> Process:
        self.processes.append(process)
        return process

    async def serve(self, count: int = 1, *, worker: bool = True, skews: Sequence[int | None] = ()) -> list[Process]:
        """So many servers, and on PostgreSQL the worker beside them; SQLite has one process."""
        assert count == 1 or not self.embedded
        started = [self.start(skew=skew) for skew in (skews or [None] * count)]
        if worker and not self.embedded:
            self.start_worker()
        return [await each.ready() for each in started]

    def kill(self) -> None:
        """Everything at once."""
        for process in self.processes:
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
        for started in self.spawned:
            started.wait(timeout=20)
        for process in self.processes:
            process.kill()
        self.processes.clear()
        self.spawned.clear()

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """One `unmn` command, to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "api.cli", *command],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr[-2000:]
        return done

    async def whole(self) -> list[str]:
        """Prove the journal as `unmn verify` does; its lines. Fails with the names of what does not fit."""
        findings = await verifying.verify(self.settings(), None)
        assert findings.whole, "\n".join(findings.lines[:20])
        return findings.lines

    async def rows(self, question: str, *arguments: Any) -> list[Any]:
        """What stands in the database, asked around the platform. Written with $1, $2 …"""
        if self.embedded:
            connection = sqlite3.connect(f"file:{self.folder / 'unmn.sqlite3'}?mode=ro", uri=True, timeout=10)
            try:
                named = {str(place): str(value) for place, value in enumerate(arguments, start=1)}
                return connection.execute(question, named).fetchall()
            finally:
                connection.close()
        other = await asyncpg.connect(plain(self.database_url))
        try:
            return [tuple(row) for row in await other.fetch(question, *arguments)]
        finally:
            await other.close()


def plain(url: str) -> str:
    return sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


# ── a demo loaded once, and copied ──────────────────────────────────────────────────────────────────────────────────


class Template:
    """The demo network, loaded once; every test has a copy of its own."""

    def __init__(self, nursery: Nursery, folder: Path, server: str) -> None:
        """`server`: URL of a PostgreSQL in which databases may be made; empty means SQLite."""
        self.nursery = nursery
        self.server = sa.make_url(server).set(drivername="postgresql") if server else None
        self.platform = Platform(nursery, folder, self._url("demo_template"))

    def _url(self, name: str) -> str:
        return "" if self.server is None else self.server.set(database=name).render_as_string(hide_password=False)

    async def load(self) -> None:
        if self.server is not None:
            await self._order(f'CREATE DATABASE "{self._name(self.platform)}"')
        settings = self.platform.settings()
        await migrating.bring(settings.url)
        await loading.load(settings)

    async def copy(self, folder: Path) -> Platform:
        if self.server is None:
            platform = Platform(self.nursery, folder)
            there, here = (sqlite3.connect(each.folder / "unmn.sqlite3") for each in (self.platform, platform))
            there.backup(here)
            here.close()
            there.close()
        else:
            platform = Platform(self.nursery, folder, self._url(f"copy_{uuid.uuid4().hex[:12]}"))
            await self._order(f'CREATE DATABASE "{self._name(platform)}" TEMPLATE "{self._name(self.platform)}"')
        if (self.platform.folder / "files").is_dir():
            shutil.copytree(self.platform.folder / "files", folder / "files")
        return platform

    async def drop(self, platform: Platform) -> None:
        platform.kill()
        if self.server is not None:
            await self._order(f'DROP DATABASE IF EXISTS "{self._name(platform)}" WITH (FORCE)')

    def _name(self, platform: Platform) -> str:
        return str(sa.make_url(platform.database_url).database)

    async def _order(self, statement: str) -> None:
        assert self.server is not None
        connection = await asyncpg.connect(self.server.render_as_string(hide_password=False))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


# ── people at work ──────────────────────────────────────────────────────────────────────────────────────────────────


class Person(httpx.AsyncClient):
    """A signed-in person of the demo, at one server."""

    async def sign_in(self, name: str) -> Self:
        form = {"username": f"{name}@demo.example", "password": DEMO_PASSWORD}
        reply = await self.post("/api/v1/auth/token", data=form)
        assert reply.status_code == 200, reply.text
        self.headers["authorization"] = f"Bearer {reply.json()['access_token']}"
        return self


@asynccontextmanager
async def person(process: Process, name: str) -> AsyncIterator[Person]:
    async with Person(base_url=process.url, timeout=30) as client:
        yield await client.sign_in(name)


async def organisations(client: httpx.AsyncClient) -> dict[str, str]:
    """Id by acronym."""
    reply = await client.get(f"{NETWORK}/members")
    return {item["acronym"]: item["organisation_id"] for item in reply.json()["items"]}


async def open_decision(secretariat: httpx.AsyncClient, deadline_at: str, title: str = "A text") -> dict[str, Any]:
    """A decision whose first round is open until an instant."""
    draft = {"kind": "other", "title": {"en": title}, "texts": {"en": f"{title}, to be agreed."}}
    made = await secretariat.post(f"{NETWORK}/decisions", json=draft)
    assert made.status_code == 201, made.text
    match = {"if-match": f'"{made.json()["version"]}-"'}
    path = f"{NETWORK}/decisions/{made.json()['id']}/open"
    opened = await secretariat.post(path, json={"deadline_at": deadline_at}, headers=match)
    assert opened.status_code == 200, opened.text
    answer: dict[str, Any] = opened.json()
    return answer
