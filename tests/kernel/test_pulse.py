"""The pulse: one question for everybody who waits, never an answer from before it was asked."""

import asyncio
from uuid import uuid4

import pytest
import sqlalchemy as sa

from api.kernel.access import PLATFORM
from api.kernel.journal import JournalHead
from api.kernel.runtime import Kernel
from api.settings import Settings

SLUGS = [f"pulse-{at}" for at in range(40)]


@pytest.fixture
async def kernel(both, tmp_path):
    """A kernel on PostgreSQL with forty networks; `kernel.asked` counts its questions."""
    url = both[1].url.render_as_string(hide_password=False)
    opened = Kernel(Settings(database_url=url, data_dir=tmp_path, demo=True), None, {}, {})
    await opened.open()
    async with opened.database.session() as session:
        await session.execute(sa.delete(JournalHead))
        session.add(JournalHead(id=PLATFORM, slug="platform"))
        session.add_all(JournalHead(id=uuid4(), slug=slug, seq=at) for at, slug in enumerate(SLUGS))
        await session.commit()
    opened.asked, fetch = 0, opened.source.fetch

    async def counted(*arguments):
        opened.asked += 1
        return await fetch(*arguments)

    opened.source.fetch = counted
    yield opened
    await opened.close()


async def test_forty_networks_share_few_questions_and_each_gets_its_own_head(kernel):
    heads = await asyncio.gather(*(kernel.head(slug) for slug in [*sorted(SLUGS * 2, key=SLUGS.index), "nowhere"]))
    assert [head.seq for head in heads[:80]] == sorted([*range(40), *range(40)])
    assert heads[80] is None
    assert kernel.asked == 3


async def test_who_asks_while_a_question_runs_does_not_get_its_answer(kernel):
    fetch, reading, release = kernel.source.fetch, asyncio.Event(), asyncio.Event()

    async def slow(*arguments):
        rows = await fetch(*arguments)
        reading.set()
        await release.wait()
        return rows

    kernel.source.fetch = slow
    early = asyncio.create_task(kernel.head(SLUGS[1]))
    await reading.wait()
    async with kernel.database.session() as session:
        await session.execute(sa.update(JournalHead).where(JournalHead.slug == SLUGS[1]).values(seq=99))
        await session.commit()
    late = asyncio.create_task(kernel.head(SLUGS[1]))
    await asyncio.sleep(0)
    release.set()
    assert ((await early).seq, (await late).seq) == (1, 99)


async def test_what_cannot_be_a_network_harms_nobody_who_waits_beside_it(kernel):
    heads = await asyncio.gather(kernel.head("a\x00b"), kernel.head(SLUGS[2]), kernel.head("х" * 5000))
    assert [head and head.seq for head in heads] == [None, 2, None]


async def test_a_failure_reaches_everybody_who_waits_and_the_next_question_is_asked_anew(kernel):
    fetch = kernel.source.fetch

    async def failing(*_):
        raise ConnectionError("the database is away")

    kernel.source.fetch = failing
    found = await asyncio.gather(*(kernel.head(slug) for slug in SLUGS[:3]), return_exceptions=True)
    assert [type(one) for one in found] == [ConnectionError] * 3
    kernel.source.fetch = fetch
    assert (await kernel.head(SLUGS[3])).seq == 3
