"""A transaction on the driver's own connection: what is left uncommitted is gone, and no connection is handed on dirty."""

import asyncio
import sqlite3

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError

from api.kernel.db import new_id
from api.kernel.journal import JournalHead
from api.kernel.views import Change, PoolSource, View

HEAD = View(sa.select(JournalHead.slug).where(JournalHead.slug == sa.bindparam("slug", type_=sa.String)))
ADD = Change(
    sa.insert(JournalHead).values(
        {
            name: sa.bindparam(name, type_=JournalHead.__table__.c[name].type)
            for name in ("id", "slug", "seq", "hash", "epoch")
        }
    )
)


def slug() -> str:
    return f"w-{new_id()}"


def values(name: str) -> dict[str, object]:
    return {"id": new_id(), "slug": name, "seq": 0, "hash": "0" * 64, "epoch": 0}


async def there(database, name: str) -> bool:
    return await HEAD.first(PoolSource(database), slug=name) is not None


async def test_no_session_is_made_unless_it_is_asked_for(both):
    for database in both:
        name = slug()
        async with database.writer() as writer:
            await ADD.fetch(writer, **values(name))
            assert await HEAD.first(writer, slug=name)
            await writer.commit()
            assert writer._session is None
        assert await there(database, name)


async def test_the_session_and_the_driver_are_in_one_transaction(both):
    for database in both:
        names = [slug() for _ in range(3)]
        async with database.writer() as writer:
            await ADD.fetch(writer, **values(names[0]))
            writer.session.add(JournalHead(id=new_id(), slug=names[1]))
            assert await HEAD.first(writer, slug=names[1]), "flushed before the driver reads"
            found = await writer.session.execute(sa.select(JournalHead.slug).where(JournalHead.slug == names[0]))
            assert found.scalar_one() == names[0]
            with pytest.raises(IntegrityError):
                async with writer.session.begin_nested():
                    await writer.session.execute(sa.insert(JournalHead).values(id=new_id(), slug=names[1]))
            async with writer.session.begin_nested():
                writer.session.add(JournalHead(id=new_id(), slug=names[2]))
            await writer.commit()
        assert [await there(database, name) for name in names] == [True, True, True]


@pytest.mark.parametrize("by_session", [False, True])
async def test_what_is_not_committed_is_rolled_back_and_the_connection_is_used_again(both, by_session):
    for database in both:
        name, used = slug(), []

        async def fail(database=database, name=name, used=used) -> None:
            async with database.writer() as writer:
                used.append(writer)
                if by_session:
                    writer.session.add(JournalHead(id=new_id(), slug=name))
                    await writer.flush()
                else:
                    await ADD.fetch(writer, **values(name))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail()
        assert not await there(database, name)
        async with database.writer() as second:
            assert [second] == used, "the last used is taken first"
            assert await HEAD.first(second, slug=name) is None


async def test_a_failed_statement_never_ends_in_a_commit(both):
    """PostgreSQL answers the COMMIT of a failed transaction with a rollback and no error; SQLite goes on without one."""
    for database in both:
        name = slug()

        async def go_on(database=database, name=name) -> None:
            async with database.writer() as writer:
                given = values(name)
                await ADD.fetch(writer, **given)
                with pytest.raises(IntegrityError):
                    await ADD.fetch(writer, **given)
                if database.embedded:
                    await writer.driver.fetch("ROLLBACK")
                    await ADD.fetch(writer, **given)
                await writer.commit()

        with pytest.raises(DBAPIError):
            await go_on()
        assert not await there(database, name)


async def test_features_cannot_commit(both):
    for database in both:
        async with database.writer() as writer:
            with pytest.raises(RuntimeError, match="unit of work"):
                await writer.session.commit()


async def test_one_that_is_called_off_leaves_nothing_behind(both):
    for database in both:
        name, begun = slug(), asyncio.Event()

        async def writing(database=database, name=name, begun=begun) -> None:
            async with database.writer() as writer:
                await ADD.fetch(writer, **values(name))
                begun.set()
                await asyncio.sleep(60)

        task = asyncio.create_task(writing())
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not await there(database, name)
        async with database.writer() as writer:
            await ADD.fetch(writer, **values(name))
            await writer.commit()
        assert await there(database, name)


async def test_a_lost_connection_is_not_handed_on(both):
    database = both[1]
    async with database.writer() as first:
        pid = (await first.fetch("SELECT pg_backend_pid()", ()))[0][0]
    async with database.session() as session:
        await session.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
    await asyncio.sleep(0.1)
    async with database.writer() as second:
        assert (await second.fetch("SELECT pg_backend_pid()", ()))[0][0] != pid


async def test_one_that_is_lost_while_it_writes_is_dropped(both):
    database, used = both[1], []

    async def lose() -> None:
        async with database.writer() as writer:
            used.append(writer)
            pid = (await writer.fetch("SELECT pg_backend_pid()", ()))[0][0]
            async with database.session() as session:
                await session.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            await writer.fetch("SELECT 1", ())

    with pytest.raises((DBAPIError, OSError)):
        await lose()
    assert used[0] not in database.writers.idle
    async with database.writer() as another:
        assert await another.fetch("SELECT 1", ())


async def test_whoever_finds_no_place_is_told_in_time(both, monkeypatch):
    monkeypatch.setattr("api.kernel.writers.PATIENCE", 0.05)
    database = both[1]
    async with database.writer(), database.writer():
        with pytest.raises(TimeoutError):
            async with database.writer():
                raise AssertionError("there were two places")
    async with database.writer() as writer:
        assert await writer.fetch("SELECT 1", ())


async def test_another_process_that_writes_is_waited_for(both):
    """In small sleeps: everybody else goes on reading meanwhile."""
    database = both[0]
    async with database.writer():
        pass
    other = sqlite3.connect(str(database.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def write() -> None:
        async with database.writer() as writer:
            await writer.commit()

    task = asyncio.create_task(write())
    await asyncio.sleep(0.05)
    assert not task.done()
    assert await HEAD.first(PoolSource(database), slug="nobody") is None
    other.execute("ROLLBACK")
    other.close()
    await asyncio.wait_for(task, 5)
