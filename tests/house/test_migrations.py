"""The migrations give exactly the tables of the code, go up, down and up again, and bring the platform's chain."""

import os
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from api import migrating
from api.kernel.journal import GENESIS
from tests import postgres


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: Any, tmp_path: Path) -> AsyncIterator[str]:
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'migrations.sqlite3'}"
        return
    server = sa.make_url(os.environ[postgres.VARIABLE]).set(drivername="postgresql+asyncpg")
    name = f"migrations_{uuid.uuid4().hex[:8]}"
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(sa.text(f"CREATE DATABASE {name}"))
    yield server.set(database=name).render_as_string(hide_password=False)
    async with engine.connect() as connection:
        await connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    await engine.dispose()


async def _ask(url: str, question: Any) -> Any:
    found: list[Any] = []
    await migrating.apply(url, lambda connection: found.append(question(connection)))
    return found[0]


def _tables(connection: sa.Connection) -> set[str]:
    return set(sa.inspect(connection).get_table_names())


def _heads(connection: sa.Connection) -> list[Any]:
    rows = connection.execute(sa.text("SELECT id, slug, seq, hash, epoch FROM journal_heads")).all()
    return [(str(row.id), *row[1:]) for row in rows]


async def test_migrations_give_the_tables_of_the_code_there_and_back(url: str) -> None:
    for _ in range(2):
        await migrating.bring(url)
        assert await _ask(url, migrating.differences) == []
        assert await _ask(url, _heads) == [(str(uuid.UUID(int=0)), "platform", 0, GENESIS, 0)]
        await migrating.bring(url, "base")
        assert await _ask(url, _tables) <= {"alembic_version"}


async def test_migrating_twice_changes_nothing(url: str) -> None:
    await migrating.bring(url)
    await migrating.bring(url)
    assert await _ask(url, migrating.differences) == []


def test_migrations_import_nothing_of_the_platform() -> None:
    for path in (migrating.DIRECTORY / "versions").glob("*.py"):
        assert "from api" not in path.read_text(encoding="utf-8")
        assert "import api" not in path.read_text(encoding="utf-8")


def test_revisions_fit_the_table_that_holds_them() -> None:
    for path in (migrating.DIRECTORY / "versions").glob("*.py"):
        assert len(path.stem) <= migrating.LONGEST_REVISION, path.stem


def test_there_is_one_newest_revision() -> None:
    assert len(migrating.heads()) == 1
