"""Writes the data set in bulk through the platform's own tables, on either database; kept until seed, size or tables change."""

import asyncio
import hashlib
import time
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from api import migrating
from bench import data, measures, meetings, programmes
from bench.data import Maker, Size

BATCH = 5_000


def stamp(size: Size, seed: int) -> str:
    code = "".join(Path(str(module.__file__)).read_text() for module in (data, measures, meetings, programmes))
    told = f"{size} {seed} {migrating.heads()} {hashlib.sha256(code.encode()).hexdigest()}"
    return told + "\n"


def load(url: str, size: Size, seed: int, kept: Path) -> None:
    """Fill an empty database, unless `kept` says that this one has the same data already."""
    wanted = stamp(size, seed)
    if kept.exists() and kept.read_text() == wanted:
        return
    kept.unlink(missing_ok=True)
    started = time.monotonic()
    if kept.parent.exists():
        migrating.move(url, "base")
    migrating.move(url, "head")
    asyncio.run(_fill(url, Maker(size, seed)))
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(wanted)
    print(f"── data set on {sa.make_url(url).get_backend_name()}: {time.monotonic() - started:.0f} s", flush=True)


async def _fill(url: str, maker: Maker) -> None:
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.begin() as connection:
        # rows that the migrations themselves made would clash with the data set's
        await connection.execute(sa.text("DELETE FROM journal_heads"))
        for table, rows in maker.rows():
            for at in range(0, len(rows), BATCH):
                await connection.execute(sa.insert(table), rows[at : at + BATCH])
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        if connection.dialect.name == "postgresql":
            await connection.execute(sa.text("VACUUM ANALYZE"))
        else:
            await connection.execute(sa.text("ANALYZE"))
    await engine.dispose()
