"""Reading connections are shared, bounded and survive what happens to them."""

import asyncio

import pytest

from api.kernel.readers import Readers


@pytest.fixture
async def readers(both):
    known = both[1].readers
    opened = Readers(known.dsn, 2, 100)
    await opened.open()
    yield opened
    await opened.close()


async def one(readers: Readers) -> int:
    return (await readers.fetch("SELECT pg_backend_pid() FROM pg_sleep(0.01)", ()))[0][0]


async def test_many_readers_share_few_connections(readers):
    assert len(set(await asyncio.gather(*(one(readers) for _ in range(20))))) == 2
    assert len(readers.idle) == 2


async def test_a_cancelled_read_leaves_its_connection_in_order(readers):
    for _ in range(5):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(readers.fetch("SELECT pg_sleep(5)", ()), 0.02)
        assert [row[0] for row in await readers.fetch("SELECT 41 + $1::int", (1,))] == [42]
    assert len(set(await asyncio.gather(*(one(readers) for _ in range(6))))) <= 2


async def test_a_lost_connection_is_replaced(readers):
    lost = await one(readers)
    with pytest.raises(OSError):
        await readers.fetch("SELECT pg_terminate_backend(pg_backend_pid())", ())
    assert await one(readers) != lost


async def test_a_wrong_statement_is_not_a_lost_database(readers):
    with pytest.raises(Exception, match="nothing_here") as wrong:
        await readers.fetch("SELECT nothing_here", ())
    assert not isinstance(wrong.value, OSError)
    assert await one(readers)


async def test_no_database_is_an_oserror():
    nowhere = Readers("postgresql://nobody@127.0.0.1:9/none", 2, 100)
    with pytest.raises(OSError):
        await nowhere.fetch("SELECT 1", ())
