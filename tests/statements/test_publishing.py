"""Signatures and publication under pressure: two at once, twice, too late, altered, and the embargo's last microsecond."""

import asyncio
import hashlib
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from api.decisions.models import Decision, Round
from api.kernel import unit
from api.kernel.access import Role
from api.kernel.db import instant
from api.kernel.journal import JournalEntry
from api.statements import publishing
from api.statements.models import Statement, StatementSignature
from tests.client import assert_ok, assert_problem
from tests.statements.make import REASON, TEXT, decision_of

MICROSECOND = timedelta(microseconds=1)
OTHER = hashlib.sha256(b"another text").hexdigest()


async def marks(make, made, act="sign"):
    async def work(call):
        mark = StatementSignature
        wanted = sa.select(mark.place, mark.acronym).where(mark.statement_id == made.id, mark.act == act)
        return [tuple(row) for row in (await call.session.execute(wanted.order_by(mark.place))).all()]

    return await make.as_platform(work)


async def kinds(make, made):
    """The journal's entries about the statement itself."""

    async def work(call):
        wanted = sa.select(JournalEntry.kind).where(JournalEntry.subject_id == made.id)
        return list((await call.session.execute(wanted.order_by(JournalEntry.seq))).scalars())

    return await make.as_platform(work)


# ── at once ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_two_co_chairs_at_once_sign_it_once_with_both(make, client):
    for _ in range(4):
        made = await make.statement("adopted")
        replies = await asyncio.gather(
            *(client.as_(who).post(f"{made.path}/sign", if_match="*") for who in ("rc", "iom-head"))
        )
        assert [reply.status_code for reply in replies] == [200, 200]
        assert sorted(reply.json()["state"] for reply in replies) == ["draft", "signed"]
        read = assert_ok(await client.as_("undp").get(made.path))
        assert (read["state"], len(read["signatures"])) == ("signed", 2)
        assert [place for place, _ in await marks(make, made)] == [1, 2]
        assert (await kinds(make, made)).count("statement.signed") == 1


async def test_one_co_chair_at_two_devices_signs_once(make, client):
    made = await make.statement("adopted")
    replies = await asyncio.gather(*(client.as_("rc").post(f"{made.path}/sign", if_match="*") for _ in range(3)))
    assert sorted(reply.status_code for reply in replies) == [200, 409, 409]
    assert await marks(make, made) == [(1, "RCO")]


async def test_a_second_co_chair_of_one_organisation_is_not_the_second_signature(make, client):
    home = await make.home()

    async def appoint(call):
        await make._appoint(call, home, "IOM", "iom-deputy", Role.CO_CHAIR)

    await make.as_platform(appoint, home)
    made = await make.statement("adopted")
    assert_ok(await client.as_("iom-head").post(f"{made.path}/sign", if_match="*"))
    refused = await client.as_(home.people["iom-deputy"]).post(f"{made.path}/sign", if_match="*")
    assert_problem(refused, 409, "already-signed", organisation="IOM")


async def test_published_twice_is_published_once(make, client):
    made = await make.statement("signed")
    replies = await asyncio.gather(
        *(client.as_(who).post(f"{made.path}/publish", if_match="*") for who in ("rc", "secretariat", "iom-head"))
    )
    assert sorted(reply.status_code for reply in replies) == [200, 409, 409]
    assert (await kinds(make, made)).count("statement.published") == 1
    assert_problem(await client.as_("rc").post(f"{made.path}/publish", if_match="*"), 409, "move-refused")


async def test_numbers_have_no_gaps_whoever_signs_at_once(make, client):
    made = [await make.statement("signed-by-one") for _ in range(4)]
    abandoned = await make.statement("adopted")
    assert_ok(await client.as_("rc").post(f"{abandoned.path}/abandon", if_match="*"))
    await asyncio.gather(*(client.as_("iom-head").post(f"{each.path}/sign", if_match="*") for each in made))
    listed = assert_ok(await client.as_("rc").get(f"{made[0].network.path}/statements?state=signed"))["items"]
    assert sorted(each["number"][-5:] for each in listed) == ["S-001", "S-002", "S-003", "S-004"]


# ── too late, or not the same ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("ending", ["supersedes_id", "rescinds_id"])
@pytest.mark.parametrize("state", ["adopted", "signed-by-one", "signed"])
async def test_what_a_later_decision_ended_is_neither_signed_nor_published(make, client, ending, state):
    made = await make.statement(state)
    later = await make.decision("adopted", **{ending: str(await decision_of(make, made.id))})
    move, who = ("publish", "rc") if state == "signed" else ("sign", "iom-head")
    refused = await client.as_(who).post(f"{made.path}/{move}", if_match="*")
    number = assert_ok(await client.as_("rc").get(later.path))["number"]
    assert_problem(refused, 409, "statement-superseded", number=number)
    read = assert_ok(await client.as_("rc").get(made.path))
    assert read["needs"][0]["key"] == "statement-superseded"
    assert (read["state"], read["published_hash"]) == ("signed" if state == "signed" else "draft", None)


async def altered(make, made, where):
    """Somebody changes a text behind the product's back."""
    decision_id = await decision_of(make, made.id)

    async def work(call):
        texts = {"en": TEXT + " And more.", "ru": None, "tk": None}
        if where == "round":
            await call.session.execute(sa.update(Round).where(Round.decision_id == decision_id).values(texts=texts))
        elif where == "decision":
            await call.session.execute(sa.update(Decision).where(Decision.id == decision_id).values(texts=texts))
        else:
            change = sa.update(Statement).where(Statement.id == made.id)
            await call.session.execute(change.values(text=texts["en"]))

    await make.as_platform(work)


@pytest.mark.parametrize(
    ("state", "where", "move", "who"),
    [
        ("adopted", "round", "sign", "rc"),
        ("adopted", "decision", "sign", "rc"),
        ("signed-by-one", "round", "sign", "iom-head"),
        ("signed-by-one", "decision", "sign", "iom-head"),
        ("signed", "statement", "publish", "secretariat"),
    ],
)
async def test_a_text_that_is_not_the_adopted_one_goes_no_further(make, client, state, where, move, who):
    made = await make.statement(state)
    await altered(make, made, where)
    assert_problem(await client.as_(who).post(f"{made.path}/{move}", if_match="*"), 409, "adopted-text-differs")
    read = assert_ok(await client.as_(who).get(made.path))
    assert "statement-differs" in [each["key"] for each in read["needs"]]
    assert read["published_at"] is None


async def test_the_database_refuses_another_hash_and_an_early_release(make):
    made = await make.statement("published")

    async def rehash(call):
        change = sa.update(Statement).where(Statement.id == made.id).values(published_hash=OTHER)
        await call.session.execute(change)

    async def release(call):
        later = call.now + timedelta(days=1)
        change = sa.update(Statement).where(Statement.id == made.id).values(embargo_at=later)
        await call.session.execute(change)

    for act in (rehash, release):
        async with make.kernel.database.writer() as writer:
            call = unit.system_call(make.kernel, None)
            call.writer = call.source = writer
            await unit.clock.tick(call)
            with pytest.raises(IntegrityError):
                await act(call)


async def test_what_is_published_is_byte_for_byte_what_was_adopted(make, client):
    text = "  An  odd text — “quoted”, with tabs\tand Ňäýüöçşž.\n\n\nЖирный **текст**, \u00a0too.  "
    made = await make.statement("published", text=text)
    page = assert_ok(await client.get(f"/api/v1/public/{made.network.slug}/statements/{made.number}"))
    read = assert_ok(await client.as_("rc").get(made.path))
    decision = assert_ok(await client.as_("rc").get(f"{made.network.path}/decisions/{read['decision']['id']}"))
    adopted = decision["rounds"][-1]
    assert page["texts"][0]["text"] == adopted["texts"]["en"] == read["text"]
    assert page["adopted_hash"] == page["published_hash"] == adopted["text_hash"]
    assert hashlib.sha256(page["texts"][0]["text"].encode()).hexdigest() == page["published_hash"]


async def test_nobody_edits_a_text_that_members_have_seen(make, client):
    made = await make.statement("consensus")
    for body in ({"text": "Another."}, {"title": {"en": "Another"}}, {"authoritative": "ru"}, {"urgency": "urgent"}):
        assert_problem(await client.as_("rc").patch(made.path, json=body, if_match="*"), 409, "text-in-decision")
    assert_ok(await client.as_("rc").patch(made.path, json={"channels": ["event"]}, if_match="*"))
    decision = f"{made.network.path}/decisions/{await decision_of(make, made.id)}"
    refused = await client.as_("rc").patch(decision, json={"texts": {"en": "Another."}}, if_match="*")
    assert_problem(refused, 409, "text-frozen")
    signed = await make.statement("signed")
    assert_problem(
        await client.as_("rc").patch(signed.path, json={"channels": []}, if_match="*"), 409, "statement-frozen"
    )


# ── the embargo ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def stand_still(make, made, clock):
    """It is now, and stays so until the clock is set; everybody has a token from before."""
    for person in made.network.people.values():
        await make.jwt(person)
    await clock.set(datetime.now(UTC))


async def publicly(client, made):
    """(listed, readable, in the feeds, as a paper) for anybody; a partner finds it."""
    public = f"/api/v1/public/{made.network.slug}/statements"
    key = assert_ok(await client.as_("rc").get(made.path))["key"]
    listed = len(assert_ok(await client.get(public))["items"])
    codes = [(await client.get(f"{public}/{key}{ending}")).status_code for ending in ("", ".pdf", ".docx?language=en")]
    feeds = [(await client.get(f"{public}.{kind}")).text.count(key) for kind in ("rss", "atom")]
    partner = (await client.as_("mfa").get(made.path)).status_code
    return listed, codes, [count > 0 for count in feeds], partner


async def test_the_embargo_ends_at_its_instant_and_not_a_microsecond_before(make, travel):
    client, clock = travel
    made = await make.statement("signed")
    await stand_still(make, made, clock)
    embargo = clock.at + timedelta(minutes=5)
    body = {"embargo_at": instant(embargo)}
    read = assert_ok(await client.as_("secretariat").post(f"{made.path}/publish", json=body, if_match="*"))
    assert (read["state"], read["released_at"], read["public_url"]) == ("published", None, None)
    assert read["needs"][0]["key"] == "statement-embargo"
    assert read["needs"][0]["by_at"] == instant(embargo)
    seq = assert_ok(await client.as_("rc").get(f"{made.network.path}/journal/head"))["seq"]

    await clock.set(embargo - MICROSECOND)
    assert await publicly(client, made) == (0, [404, 404, 404], [False, False], 404)
    assert assert_ok(await client.as_("rc").get(f"{made.network.path}/journal/head"))["seq"] == seq

    await clock.set(embargo)
    assert await publicly(client, made) == (1, [200, 200, 200], [True, True], 200)
    assert assert_ok(await client.as_("rc").get(f"{made.network.path}/journal/head"))["seq"] > seq
    read = assert_ok(await client.as_("rc").get(made.path))
    assert read["released_at"] == instant(embargo)
    assert (await kinds(make, made)).count("statement.published") == 1


async def test_many_readers_at_the_instant_release_it_once(make, travel):
    client, clock = travel
    made = await make.statement("signed")
    await stand_still(make, made, clock)
    embargo = clock.at + timedelta(minutes=5)
    body = {"embargo_at": instant(embargo)}
    assert_ok(await client.as_("rc").post(f"{made.path}/publish", json=body, if_match="*"))
    await clock.set(embargo)
    public = f"/api/v1/public/{made.network.slug}/statements"
    replies = await asyncio.gather(*(client.get(public) for _ in range(8)))
    assert {len(reply.json()["items"]) for reply in replies} == {1}
    assert (await kinds(make, made)).count("statement.published") == 1


async def test_withdrawn_under_embargo_it_never_becomes_public(make, travel):
    client, clock = travel
    made = await make.statement("signed")
    await stand_still(make, made, clock)
    embargo = clock.at + timedelta(minutes=5)
    body = {"embargo_at": instant(embargo)}
    assert_ok(await client.as_("rc").post(f"{made.path}/publish", json=body, if_match="*"))
    assert_ok(await client.as_("rc").post(f"{made.path}/withdraw", json={"reason": REASON}, if_match="*"))
    assert_ok(await client.as_("iom-head").post(f"{made.path}/withdraw", json={}, if_match="*"))
    await clock.set(embargo + timedelta(minutes=1))
    assert await publicly(client, made) == (0, [404, 404, 404], [False, False], 404)


@pytest.mark.parametrize(
    ("planned", "said", "released"),
    [(True, {}, False), (True, {"embargo_at": None}, True), (False, {}, True), (False, {"embargo_at": "past"}, True)],
)
async def test_an_embargo_is_planned_or_said_when_publishing(make, client, planned, said, released):
    async def later(call):
        return call.now + timedelta(days=3), instant(call.now - timedelta(days=3))

    ahead, past = await make.as_platform(later)
    made = await make.statement("signed", embargo_at=ahead if planned else None)
    said = {name: past if value == "past" else value for name, value in said.items()}
    read = assert_ok(await client.as_("rc").post(f"{made.path}/publish", json=said, if_match="*"))
    assert (read["released_at"] is not None) == released


async def test_settling_what_is_not_due_puts_it_back(make, client):
    """A worker whose head was read a moment ago finds the embargo moved: nothing is released, and it comes again."""
    made = await make.statement("signed")
    body = {"embargo_at": "2199-01-01T00:00:00.000000Z"}
    assert_ok(await client.as_("rc").post(f"{made.path}/publish", json=body, if_match="*"))
    await make.as_platform(lambda call: publishing.settle(call, made.id), made.network)
    assert assert_ok(await client.as_("rc").get(made.path))["released_at"] is None
    assert assert_ok(await client.get(f"/api/v1/public/{made.network.slug}/statements"))["items"] == []


@pytest.mark.parametrize("visibility", ["partners", "members"])
async def test_what_is_not_for_everybody_is_published_to_whom_it_is_for(make, client, visibility):
    made = await make.statement("published", visibility=visibility)
    partner = (await client.as_("mfa").get(made.path)).status_code
    assert partner == (200 if visibility == "partners" else 404)
    assert assert_ok(await client.as_("undp").get(made.path))["public_url"] is None
    public = f"/api/v1/public/{made.network.slug}/statements"
    assert assert_ok(await client.get(public))["items"] == []
    assert_problem(await client.get(f"{public}/{made.number}"), 404, "not-found")
