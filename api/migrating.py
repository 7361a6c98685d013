"""Migrations: Alembic, run from the code, on the asynchronous drivers the platform uses anyway."""

import asyncio
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import create_async_engine

from api.kernel import clock
from api.kernel.db import Base, Id, Json, UTCDateTime

DIRECTORY = Path(__file__).parent.parent / "migrations"
PLAIN_URL = "sqlite+aiosqlite://"
LONGEST_REVISION = 32  # what Alembic's own table holds; SQLite would take more, PostgreSQL refuses it


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(DIRECTORY))
    made.set_main_option("file_template", "%%(rev)s")
    return made


@cache
def heads() -> tuple[str, ...]:
    """The newest revisions of this code."""
    return tuple(ScriptDirectory.from_config(config()).get_heads())


def tables() -> sa.MetaData:
    """Every table of the kernel and of every feature."""
    from api.app import modules  # wiring knows the features
    from api.kernel import deliveries, jobs, journal, routing, search  # noqa: F401 imported for their tables

    modules("models")
    return Base.metadata


async def apply(url: str, act: Callable[[sa.Connection], None]) -> None:
    """Run something on one connection, in one transaction."""
    engine = create_async_engine(url, poolclass=sa.NullPool)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(act)
    finally:
        await engine.dispose()


async def bring(url: str, revision: str = "head") -> None:
    """Bring the database to a revision; `base` takes everything down."""
    made = config()

    def run(connection: sa.Connection) -> None:
        if connection.dialect.name == "postgresql":
            # two starting processes take turns
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(20261124)"))
        made.attributes["connection"] = connection
        current = MigrationContext.configure(connection).get_current_revision()
        down = revision == "base" or (revision.startswith("-") and current is not None)
        (command.downgrade if down else command.upgrade)(made, revision)

    await apply(url, run)


def move(url: str, revision: str = "head") -> None:
    """The same, from a command line."""
    if url.startswith("sqlite"):
        path = sa.make_url(url).database
        if path and path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
    asyncio.run(bring(url, revision))


def include_name(name: str | None, _kind: str, _parents: Any) -> bool:
    """The index of words is not a table of the models: its migration says it in SQL."""
    return not (name or "").startswith("search_words")


def differences(connection: sa.Connection) -> list[Any]:
    """What the database lacks, or has too much, compared with the tables in the code."""
    options = {"compare_type": True, "render_as_batch": True, "include_name": include_name}
    context = MigrationContext.configure(connection, opts=options)
    return list(compare_metadata(context, tables()))


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Column types in a migration are SQLAlchemy's own: it must still run when the code has moved on."""
    if kind != "type":
        return False
    if isinstance(item, Id):
        return 'sa.String(36).with_variant(sa.Uuid(), "postgresql")'
    if isinstance(item, UTCDateTime):
        return 'sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql")'
    if isinstance(item, Json):
        return "sa.Text()"
    variant = getattr(item, "_variant_mapping", {}).get("postgresql")
    if isinstance(item, sa.String) and variant is not None and variant.collation:
        return (
            f'sa.String({item.length}).with_variant(sa.String({variant.length}, collation="{variant.collation}"), '
            f'"postgresql")'
        )
    return False


def new(words: str) -> Path:
    """Write the migration from what `versions` has to what the code says."""
    slug = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
    revision = f"{clock.now_utc():%Y%m%d}_{slug}"
    if len(revision) > LONGEST_REVISION:
        raise ValueError(f"{revision}: say it in fewer words, a revision has {LONGEST_REVISION} characters")
    made = config()

    def run(connection: sa.Connection) -> None:
        made.attributes["connection"] = connection
        command.upgrade(made, "head")
        command.revision(made, words, autogenerate=True, rev_id=revision)

    asyncio.run(apply(PLAIN_URL, run))
    return DIRECTORY / "versions" / f"{revision}.py"


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] != "new":
        sys.exit('python -m api.migrating new "words"')
    sys.stdout.write(f"{new(sys.argv[2])}\n")
