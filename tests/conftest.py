"""One database per worker, migrated once; PostgreSQL of the run alone; the application, its client, and `make`.

`UNMN_TEST_DATABASE` (sqlite or postgresql) says on which database the application runs. Isolation is the product's own:
each test has a network of its own, and other networks do not exist for it.
"""

import copy
import os
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import create_async_engine

from api import migrating
from api.app import create_app
from api.kernel.shell import Shell
from api.people import secrets
from api.settings import Settings
from tests import postgres
from tests.client import BASE, Client
from tests.make import PASSWORD, Make
from tests.travel import Clock, travelling

DATABASE = os.environ.get("UNMN_TEST_DATABASE", "sqlite")
SERVER = pytest.StashKey[postgres.Server]()
_addresses = count(1)
structlog.configure(
    wrapper_class=structlog.make_filtering_bound_logger(50)
)  # what is logged is tested where it matters


def pytest_configure(config: pytest.Config) -> None:
    """The controller starts the server once; its workers are born with the address in their environment."""
    if DATABASE not in ("sqlite", "postgresql"):
        raise pytest.UsageError("UNMN_TEST_DATABASE is sqlite or postgresql")
    idle = config.option.collectonly or config.option.help
    if hasattr(config, "workerinput") or postgres.VARIABLE in os.environ or idle:
        return
    config.stash[SERVER] = postgres.Server()
    os.environ[postgres.VARIABLE] = config.stash[SERVER].url


SLOW = ("tests/reliability/", "tests/decisions/test_model.py", "tests/house/test_access.py", "test_year.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest goes first: nobody waits for it at the end, when the other processes have nothing left."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in SLOW))


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVER in config.stash:
        config.stash[SERVER].stop()
        del os.environ[postgres.VARIABLE]


@pytest.fixture(scope="session")
def dialect() -> str:
    return DATABASE


@pytest.fixture(scope="session")
async def database_url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """An empty database of this worker, at the newest revision."""
    if DATABASE == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('database') / 'unmn.sqlite3'}"
        await migrating.bring(url)
        yield url
        return
    server = sa.make_url(os.environ[postgres.VARIABLE]).set(drivername="postgresql+asyncpg")
    name = f"worker_{uuid.uuid4().hex[:12]}"
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.exec_driver_sql(f"CREATE DATABASE {name}")
    url = server.set(database=name).render_as_string(hide_password=False)
    await migrating.bring(url)
    yield url
    async with engine.connect() as connection:
        await connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    await engine.dispose()


@pytest.fixture(scope="session")
def settings_of(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Settings]:
    """Settings on this worker's database; the demo's, but for what is given."""
    folder: Path = tmp_path_factory.mktemp("data")

    def made(**given: Any) -> Settings:
        usual = {"demo": True, "rate_limit_per_minute": 1_000_000, "silence_floor_seconds": 1, "pool_size": 4}
        return Settings(**({"database_url": database_url, "data_dir": folder} | usual | given))

    return made


@pytest.fixture(scope="session")
async def shell(settings_of: Callable[..., Settings]) -> AsyncIterator[Shell]:
    """The application of this worker."""
    made = create_app(settings_of())
    await made.kernel.open()
    yield made
    await made.kernel.close()


@pytest.fixture
async def shell_of(settings_of: Callable[..., Settings]) -> AsyncIterator[Callable[..., Any]]:
    """`await shell_of(demo=False, secret=…)`: another application on the same database, with other settings."""
    opened: list[Shell] = []

    async def made(**given: Any) -> Shell:
        another = create_app(settings_of(**given))
        await another.kernel.open()
        opened.append(another)
        return another

    yield made
    for another in opened:
        await another.kernel.close()


@pytest.fixture(scope="session")
def hashed() -> str:
    """The password of everybody, hashed once."""
    return secrets.HASHER.hash(PASSWORD)


@pytest.fixture
async def make(shell: Shell, hashed: str) -> AsyncIterator[Make]:
    """Makes what the test is about; `await make.home()` is its own network."""
    made = Make(shell.kernel, hashed)
    yield made
    await made.forget_mail()


@pytest.fixture
def client_of() -> Iterator[Callable[[Shell, Make], Client]]:
    """A client of another application. Each comes from an address of its own, so none is slowed down for another."""

    def made(shell: Shell, make: Make) -> Client:
        number = next(_addresses)
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        transport = httpx.ASGITransport(app=shell, client=(address, 40_000), raise_app_exceptions=True)
        return Client(make, httpx.AsyncClient(transport=transport, base_url=BASE))

    return made


@pytest.fixture
def client(shell: Shell, make: Make, client_of: Callable[[Shell, Make], Client]) -> Client:
    """Anonymous; `client.as_(Role.CO_CHAIR)` or `client.as_("undp")` acts in the test's own network."""
    return client_of(shell, make)


@pytest.fixture
async def travel(
    settings_of: Callable[..., Settings], database_url: str, make: Make, client_of: Callable[[Shell, Make], Client]
) -> AsyncIterator[tuple[Client, Clock]]:
    """What `make` made is there; from now on the database's clock stands until it is set, and tokens go by it."""
    await make.home()
    async with travelling(settings_of, database_url) as (shell, clock):
        there = copy.copy(make)
        there.kernel = shell.kernel
        yield client_of(shell, there), clock
