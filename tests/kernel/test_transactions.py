"""One request is one transaction, committed before the answer; tried again where the database asks for it."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from api.decisions import service
from api.kernel import unit
from api.kernel.journal import JournalHead
from api.kernel.writers import Writer
from tests.client import assert_ok, assert_problem

CREATE = {"kind": "other", "title": {"en": "Working methods"}}


class Refused(Exception):
    def __init__(self, sqlstate: str, text: str = "") -> None:
        super().__init__(text or sqlstate)
        self.sqlstate = sqlstate


async def seq(make):
    home = await make.home()
    async with make.kernel.database.session() as session:
        return (await session.execute(sa.select(JournalHead.seq).where(JournalHead.id == home.id))).scalar_one()


async def count(client, path):
    return len(assert_ok(await client.as_("rc").get(path))["items"])


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (OperationalError("COMMIT", {}, Exception("connection lost")), 503),
        (DBAPIError("COMMIT", {}, Refused("40001")), 503),
        (IntegrityError("COMMIT", {}, Exception("unique")), 409),
        (OperationalError("COMMIT", {}, Exception("database or disk is full")), 507),
        (OSError("gone"), 503),
    ],
)
async def test_a_commit_that_fails_is_no_success_and_leaves_nothing(client, make, monkeypatch, failure, status):
    path = f"{(await make.home()).path}/decisions"
    await client.as_("rc").get(path)
    before = await seq(make)

    async def failing(self):
        raise failure

    monkeypatch.setattr(Writer, "commit", failing)
    person = await make.person_of("rc")
    headers = {"authorization": f"Bearer {await make.jwt(person)}", "idempotency-key": "again"}
    reply = await client.http.post(path, json=CREATE, headers=headers)
    monkeypatch.undo()
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert (await seq(make), await count(client, path)) == (before, 0)
    assert_ok(await client.as_("rc").post(path, json=CREATE, headers={"idempotency-key": "again"}), 201)


@pytest.mark.parametrize("sqlstate", unit.RETRIED)
@pytest.mark.parametrize("times", [1, 2])
async def test_a_serialisation_failure_is_tried_again_and_done_once(client, make, monkeypatch, sqlstate, times):
    path = f"{(await make.home()).path}/decisions"
    before, tried = await seq(make), []
    draft = service.draft

    async def unlucky(call, wanted):
        made = await draft(call, wanted)
        tried.append(made.id)
        if len(tried) <= times:
            raise DBAPIError("INSERT", {}, Refused(sqlstate))
        return made

    monkeypatch.setattr(service, "draft", unlucky)
    body = assert_ok(await client.as_("rc").post(path, json=CREATE), 201)
    assert (len(tried), body["id"]) == (times + 1, str(tried[-1]))
    assert (await seq(make), await count(client, path)) == (before + 1, 1)


async def test_after_three_tries_one_is_told_to_come_back(client, make, monkeypatch):
    path = f"{(await make.home()).path}/decisions"
    tried = []

    async def unlucky(call, wanted):
        tried.append(wanted)
        raise DBAPIError("INSERT", {}, Refused("40001"))

    monkeypatch.setattr(service, "draft", unlucky)
    reply = await client.as_("rc").post(path, json=CREATE)
    assert_problem(reply, 503, "unavailable")
    assert len(tried) == unit.TRIES == 3


async def test_another_failure_of_the_database_is_not_repeated(client, make, monkeypatch):
    path = f"{(await make.home()).path}/decisions"
    tried = []

    async def failing(call, wanted):
        tried.append(wanted)
        raise OperationalError("INSERT", {}, Exception("connection lost"))

    monkeypatch.setattr(service, "draft", failing)
    assert_problem(await client.as_("rc").post(path, json=CREATE), 503, "unavailable")
    assert len(tried) == 1


async def test_a_refusal_rolls_back_what_was_written_before_it(client, make, monkeypatch):
    from api.kernel.problems import Conflict

    path = f"{(await make.home()).path}/decisions"
    before, draft = await seq(make), service.draft

    async def second_thoughts(call, wanted):
        await draft(call, wanted)
        raise Conflict()

    monkeypatch.setattr(service, "draft", second_thoughts)
    assert_problem(await client.as_("rc").post(path, json=CREATE), 409, "conflict")
    monkeypatch.undo()
    assert (await seq(make), await count(client, path)) == (before, 0)
