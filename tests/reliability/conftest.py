"""One demo per test run, one copy of it per test, on the database that this run is about."""

import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.postgres import binaries
from tests.reliability.processes import Nursery, Platform, Template

DATABASE = os.environ.get("UNMN_TEST_DATABASE", "sqlite")
FULL = os.environ.get("UNMN_FULL") == "1"


@pytest.fixture(scope="session")
def database() -> str:
    return DATABASE


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


@pytest.fixture(scope="session")
async def template(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Template:
    """Loaded by the first test process that asks for it; the others wait, and copy the same."""
    alone = worker_id == "master"
    shared = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    server = os.environ["UNMN_TEST_POSTGRESQL"] if DATABASE == "postgresql" else ""
    made = Template(nursery, shared / "template", server)
    with (shared / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "template.loaded").exists():
            await made.load()
            (shared / "template.loaded").touch()
    return made


@pytest.fixture
async def platform(template: Template, tmp_path: Path) -> AsyncIterator[Platform]:
    """A demo network of this test alone; its processes end with it."""
    copy = await template.copy(tmp_path / "data")
    yield copy
    await template.drop(copy)


@pytest.fixture
def postgresql_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore of the server's own version, where the system keeps them."""
    monkeypatch.setenv("PATH", f"{binaries()}{os.pathsep}{os.environ['PATH']}")
