"""Both databases at once: the kernel promises that they say the same."""

import os
import uuid

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from api.kernel.db import Base, Database


@pytest.fixture(scope="module")
async def both(tmp_path_factory):
    """An open SQLite and an open PostgreSQL database of this module alone, with the tables that it knows."""
    server = sa.make_url(os.environ["UNMN_TEST_POSTGRESQL"]).set(drivername="postgresql+asyncpg")
    name = f"both_{uuid.uuid4().hex[:8]}"
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.exec_driver_sql(f"CREATE DATABASE {name}")
    file = tmp_path_factory.mktemp("both") / "both.sqlite3"
    pair = (
        Database(f"sqlite+aiosqlite:///{file}", pool_size=2),
        Database(server.set(database=name).render_as_string(hide_password=False), pool_size=2),
    )
    for database in pair:
        await database.open()
        async with database.engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
    yield pair
    for database in pair:
        await database.close()
    async with engine.connect() as connection:
        await connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    await engine.dispose()
