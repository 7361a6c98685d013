"""Long work: it happens once, tells how far it is, survives its worker, and is nobody's business but its owner's."""

import asyncio
import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from api.jobs import policy
from api.kernel import jobs, unit
from api.kernel.access import Role
from api.kernel.db import new_id
from api.kernel.job_running import MOST_TAKEN, Jobs
from api.kernel.jobs import Job, Work
from api.kernel.journal import Due
from api.kernel.problems import Forbidden, Problem, Unavailable
from tests.client import assert_ok, assert_problem
from tests.travel import travelling


class Silly(Problem):
    slug, status = "too-many-jobs", 409


@pytest.fixture
async def kinds(shell):
    """What the kinds of this test do; taken away after it."""
    before = dict(shell.kernel.jobs)
    yield shell.kernel.jobs
    shell.kernel.jobs.clear()
    shell.kernel.jobs.update(before)
    await forget(shell.kernel)


async def forget(kernel):
    async with kernel.database.session() as session:
        await session.execute(sa.delete(Job).where(Job.kind.like("test%")))
        await session.commit()


async def ask(make, kind="test", who="undp", content=None, **given):
    async def work(call):
        return (await jobs.start(call, kind, given, content)).id

    return await make.act(who, work)


async def read(client, make, id, who="undp"):
    return assert_ok(await client.as_(who).get(f"{(await make.home()).path}/jobs/{id}"))


def counting(done):
    """A kind that counts what it did, in the database: so many rows stand there as it was done."""

    async def run(work: Work):
        work.reached("started", 1, 2)

        async def last(call):
            call.session.add(Due(network_id=call.network_id, kind="test-job", subject_id=new_id(), at=call.now + FAR))
            done.append(call.actor.person_id)
            return {"letters": len(await asyncio.to_thread(work.source.read_bytes)), "given": work.given}

        await work.conclude(last, "out.txt", "text/plain")

    return run


FAR = timedelta(days=900)


async def marks(make):
    statement = sa.select(sa.func.count()).where(Due.network_id == (await make.home()).id, Due.kind == "test-job")
    async with make.kernel.database.session() as session:
        return (await session.execute(statement)).scalar_one()


async def test_it_runs_in_the_name_of_whoever_asked_and_tells_what_came_of_it(make, client, kinds, shell):
    done = []
    kinds["test"] = counting(done)
    id = await ask(make, content=b"seven..", of="7")
    waiting = await read(client, make, id)
    assert (waiting["state"], waiting["moves"], waiting["result"]) == ("queued", ["cancel"], None)
    await Jobs(shell.kernel).all()
    ended = await read(client, make, id)
    assert ended["state"] == "done"
    assert ended["result"] == {"letters": 7, "given": {"of": "7"}}
    assert ended["file"] == {"name": "out.txt", "media_type": "text/plain"}
    assert ended["moves"] == []
    assert ended["ended_at"] >= ended["started_at"] >= ended["created_at"]
    assert done == [(await make.person_of("undp")).id]


async def test_an_answer_about_a_job_is_never_kept(make, client, kinds, shell):
    kinds["test"] = counting([])
    id = await ask(make, content=b"")
    path = f"{(await make.home()).path}/jobs/{id}"
    first = await client.as_("undp").get(path)
    await Jobs(shell.kernel).all()
    assert "etag" not in first.headers
    assert first.headers["cache-control"] == "no-store"
    assert (await client.as_("undp").get(path)).json()["state"] == "done"  # though the journal stands still


async def test_what_it_made_is_given_to_its_owner_only(make, client, kinds, shell):
    async def run(work):
        await asyncio.to_thread(work.target.write_bytes, b"made")
        await work.conclude(nothing, "made.csv", "text/csv")

    kinds["test"] = run
    id = await ask(make)
    path = f"{(await make.home()).path}/jobs/{id}"
    assert_problem(await client.as_("undp").get(f"{path}/file"), 404, "not-found")
    await Jobs(shell.kernel).all()
    given = await client.as_("undp").get(f"{path}/file")
    assert given.status_code == 200
    assert given.content == b"made"
    assert given.headers["content-disposition"] == 'attachment; filename="made.csv"'
    for other in ("undp-alternate", Role.SECRETARIAT, Role.CO_CHAIR):
        assert_problem(await client.as_(other).get(path), 404, "not-found")
        assert_problem(await client.as_(other).get(f"{path}/file"), 404, "not-found")
        assert_problem(await client.as_(other).post(f"{path}/cancel"), 404, "not-found")
        assert (await client.as_(other).get(f"{(await make.home()).path}/jobs")).json()["items"] == []
    assert [
        each["id"] for each in (await client.as_("undp").get(f"{(await make.home()).path}/jobs")).json()["items"]
    ] == [str(id)]


async def nothing(call):
    return {}


async def test_a_worker_that_dies_leaves_the_job_to_the_next_and_it_happens_once(make, client, kinds, shell):
    begun = asyncio.Event()
    stuck = asyncio.Event()
    done = []
    whole = counting(done)

    async def run(work):
        if not begun.is_set():
            begun.set()
            await stuck.wait()
        await whole(work)

    kinds["test"] = run
    id = await ask(make, content=b"x")
    dead, next_one = Jobs(shell.kernel), Jobs(shell.kernel)
    await dead.take()
    await begun.wait()
    await next_one.all()
    assert (await read(client, make, id))["state"] == "running"  # the lease holds: nobody else begins it
    await past(shell.kernel, id)
    await next_one.all()
    assert (await read(client, make, id))["state"] == "done"
    stuck.set()  # the first one was only slow: what it does is not kept
    await dead.all()
    assert (await marks(make), len(done)) == (1, 2)
    assert (await read(client, make, id))["state"] == "done"


async def past(kernel, id):
    """The lease has run out."""
    async with kernel.database.session() as session:
        row = await session.get(Job, id)
        row.lease_until -= timedelta(hours=1)
        await session.commit()


async def test_a_job_of_which_every_worker_dies_is_given_up(make, client, kinds, shell):
    kinds["test"] = counting([])
    id = await ask(make, content=b"")
    async with shell.kernel.database.session() as session:
        row = await session.get(Job, id)
        row.state, row.worker, row.taken = "running", "dead", MOST_TAKEN
        row.lease_until = row.created_at - timedelta(hours=1)
        await session.commit()
    await Jobs(shell.kernel).all()
    ended = await read(client, make, id)
    assert (ended["state"], ended["problem"]["type"]) == ("failed", "/problems/job-abandoned")


async def test_a_worker_that_is_stopped_puts_it_back_and_a_restart_waits_for_no_lease(make, client, kinds, shell):
    hold = asyncio.Event()
    begun = asyncio.Event()

    async def run(work):
        begun.set()
        await hold.wait()
        await work.conclude(nothing)

    kinds["test"] = run
    id = await ask(make)
    first = Jobs(shell.kernel)
    await first.take()
    await begun.wait()
    await first.stop()
    assert (await read(client, make, id))["state"] == "queued"
    await first.take()
    second = Jobs(shell.kernel)
    if shell.kernel.database.embedded:
        await second.recover()
        hold.set()
        await second.all()
        assert (await read(client, make, id))["state"] == "done"
    hold.set()
    await first.all()
    assert (await read(client, make, id))["state"] == "done"


async def test_one_that_waits_is_stopped_at_once_and_one_that_runs_within_a_beat(make, client, kinds, shell):
    begun = asyncio.Event()

    async def run(work):
        begun.set()
        await asyncio.sleep(3600)

    kinds["test"] = run
    path = (await make.home()).path
    waiting, running = await ask(make), None
    assert_ok(await client.as_("undp").post(f"{path}/jobs/{waiting}/cancel"), 202)
    assert (await read(client, make, waiting))["state"] == "cancelled"
    assert_problem(await client.as_("undp").post(f"{path}/jobs/{waiting}/cancel"), 409, "job-ended")
    running = await ask(make)
    worker = Jobs(shell.kernel)
    await worker.take()
    await begun.wait()
    assert_ok(await client.as_("undp").post(f"{path}/jobs/{running}/cancel"), 202)
    await asyncio.wait_for(worker.all(), 10)
    assert (await read(client, make, running))["state"] == "cancelled"
    assert not jobs.folder(shell.kernel, running).exists()


async def test_one_that_was_stopped_before_its_end_changes_nothing(make, client, kinds, shell):
    async def run(work):
        async def stop(call):
            (await call.session.get(Job, work.id)).stop = True
            return {}

        await unit.perform(shell.kernel, work.call(), stop)
        await counting([])(work)

    kinds["test"] = run
    id = await ask(make, content=b"")
    await Jobs(shell.kernel).all()
    assert ((await read(client, make, id))["state"], await marks(make)) == ("cancelled", 0)


@pytest.mark.parametrize(
    ("raised", "slug"),
    [(Silly(most=3), "too-many-jobs"), (ValueError("hush"), "job-failed"), (Forbidden(), "forbidden")],
)
async def test_why_it_failed_is_told_in_the_readers_language(raised, slug, make, client, kinds, shell):
    async def run(work):
        raise raised

    kinds["test"] = run
    id = await ask(make)
    await Jobs(shell.kernel).all()
    path = f"{(await make.home()).path}/jobs/{id}"
    told = [
        (await client.as_("undp").get(path, headers={"accept-language": language})).json()["problem"]
        for language in ("en", "ru", "tk")
    ]
    assert {each["type"] for each in told} == {f"/problems/{slug}"}
    assert len({each["title"] for each in told}) == 3
    assert "hush" not in json.dumps(told)


async def test_what_the_database_cannot_do_now_is_tried_again(make, client, kinds, shell):
    tries = []

    async def run(work):
        tries.append(work.id)
        if len(tries) == 1:
            raise Unavailable()
        await work.conclude(nothing)

    kinds["test"] = run
    id = await ask(make)
    await Jobs(shell.kernel).all()
    assert ((await read(client, make, id))["state"], len(tries)) == ("done", 2)


async def test_rights_that_ended_end_the_job(make, client, kinds, shell):
    kinds["test"] = counting([])
    id = await ask(make, content=b"")
    person = await make.person_of("undp")

    async def disable(call):
        from api.people import service as people

        await people.disable(call, person.id)

    await make.as_platform(disable)
    await Jobs(shell.kernel).all()
    async with shell.kernel.database.session() as session:
        row = await session.get(Job, id)
        assert (row.state, row.problem["slug"]) == ("failed", "forbidden")


async def test_a_person_has_few_under_way(make, kinds):
    kinds["test"] = counting([])
    for _ in range(jobs.MOST_AT_ONCE):
        await ask(make)
    with pytest.raises(jobs.TooManyJobs):
        await ask(make)
    await ask(make, who="undp-alternate")


async def test_how_far_it_is_reaches_the_table_while_it_runs(make, client, kinds, shell, monkeypatch):
    monkeypatch.setattr("api.kernel.job_running.BEAT", 0.05)
    go = asyncio.Event()

    async def run(work):
        work.reached("started", 3, 9)
        await go.wait()
        await work.conclude(nothing)

    kinds["test"] = run
    id = await ask(make)
    worker = Jobs(shell.kernel)
    await worker.take()
    async with asyncio.timeout(10):
        while True:
            async with shell.kernel.database.session() as session:
                row = await session.get(Job, id)
            if row.done == 3:
                break
            await asyncio.sleep(0.05)
    assert (row.word, row.of) == ("started", 9)
    here = await read(client, make, id)
    assert (here["done"], here["of"]) == (3, 9)
    go.set()
    await worker.all()


async def test_what_is_over_is_forgotten_files_first(settings_of, database_url, hashed):
    from tests.make import Make

    async with travelling(settings_of, database_url) as (shell, clock):
        make = Make(shell.kernel, hashed)
        shell.kernel.jobs["test"] = counting([])
        id = await ask(make, content=b"sent")
        worker = Jobs(shell.kernel)
        await worker.all()
        sent = jobs.folder(shell.kernel, id) / "in"
        await worker.forget()
        assert sent.exists()
        await clock.forward(timedelta(days=1, seconds=1))
        await worker.forget()
        async with shell.kernel.database.session() as session:
            assert await session.get(Job, id) is not None
        assert not sent.exists()
        await clock.forward(timedelta(days=7))
        await worker.forget()
        async with shell.kernel.database.session() as session:
            assert await session.get(Job, id) is None
        assert not jobs.folder(shell.kernel, id).exists()
        await make.forget_mail()


def test_everybody_may_follow_what_they_asked_for():
    assert policy.READ.roles == policy.CANCEL.roles
