"""What a statement asks of whom: on the first page, and in mails."""

import sqlalchemy as sa

from api.kernel.deliveries import Delivery
from api.people.models import Person
from tests.client import assert_ok
from tests.decisions.make import pass_deadline
from tests.statements.make import REASON, TITLE, embargo_ends


async def waiting(client, made, who):
    home = assert_ok(await client.as_(who).get(f"{made.network.path}/home"))
    return [each["act"] for each in home["items"] if each["kind"] == "statements"]


async def told(make, made, kind):
    """(address's first part, language, title) of the mails of a kind about it."""

    async def work(call):
        wanted = sa.select(Delivery).where(Delivery.subject_id == made.id, Delivery.kind == kind)
        rows = (await call.session.execute(wanted)).scalars()
        return sorted((row.address.partition("@")[0], row.language, row.title, row.body) for row in rows)

    return await make.as_platform(work)


async def test_each_co_chair_is_asked_until_both_have_signed(make, client):
    made = await make.statement("adopted")
    assert [await waiting(client, made, who) for who in ("rc", "iom-head", "secretariat", "undp")] == [
        ["sign"], ["sign"], [], []
    ]  # fmt: skip
    assert_ok(await client.as_("rc").post(f"{made.path}/sign", if_match="*"))
    assert [await waiting(client, made, who) for who in ("rc", "iom-head")] == [[], ["sign"]]
    assert_ok(await client.as_("iom-head").post(f"{made.path}/sign", if_match="*"))
    assert [await waiting(client, made, who) for who in ("rc", "secretariat", "undp")] == [["publish"], ["publish"], []]
    assert_ok(await client.as_("secretariat").post(f"{made.path}/publish", if_match="*"))
    assert [await waiting(client, made, who) for who in ("rc", "secretariat")] == [[], []]
    assert_ok(await client.as_("rc").post(f"{made.path}/withdraw", json={"reason": REASON}, if_match="*"))
    assert [await waiting(client, made, who) for who in ("rc", "iom-head")] == [[], ["withdraw"]]


async def test_co_chairs_are_mailed_when_it_is_theirs_to_sign(make, client):
    made = await make.statement("consensus")
    assert await told(make, made, "statement-to-sign") == []
    home = made.network

    async def speak(call):
        person = home.people["iom-head"].id
        await call.session.execute(sa.update(Person).where(Person.id == person).values(language="ru"))

    await make.as_platform(speak)
    read = assert_ok(await client.as_("rc").get(made.path))
    await pass_deadline(make, home, read["decision"]["id"])
    decision = f"{home.path}/decisions/{read['decision']['id']}"
    assert_ok(await client.as_("rc").post(f"{decision}/adopt", if_match="*"))
    mails = await told(make, made, "statement-to-sign")
    assert [(who, language, title) for who, language, title, _ in mails] == [
        ("iom-head", "ru", f"На подпись: {TITLE['ru']}"),
        ("rc", "en", f"To sign: {TITLE['en']}"),
    ]
    assert f"/{home.slug}/statements/{made.id}" in mails[0][3]
    assert_ok(await client.as_("rc").post(f"{made.path}/sign", if_match="*"))
    assert [who for who, *_ in await told(make, made, "statement-to-sign")] == ["iom-head", "iom-head", "rc"]


async def test_everybody_is_mailed_at_release_and_at_withdrawal(make, client):
    everybody = [
        "iom",
        "iom-alternate",
        "iom-head",
        "rc",
        "rco",
        "rco-alternate",
        "secretariat",
        "undp",
        "undp-alternate",
    ]
    made = await make.statement("signed")
    later = {"embargo_at": "2199-01-01T00:00:00Z"}
    assert_ok(await client.as_("rc").post(f"{made.path}/publish", json=later, if_match="*"))
    assert await told(make, made, "statement-published") == []
    await embargo_ends(make, made.network, made.id)
    assert [who for who, *_ in await told(make, made, "statement-published")] == everybody
    assert_ok(await client.as_("rc").post(f"{made.path}/withdraw", json={"reason": REASON}, if_match="*"))
    assert [who for who, *_ in await told(make, made, "statement-to-withdraw")] == ["iom-head"]
    assert_ok(await client.as_("iom-head").post(f"{made.path}/withdraw", json={}, if_match="*"))
    mails = await told(make, made, "statement-withdrawn")
    assert [who for who, *_ in mails] == everybody
    assert REASON["en"] in mails[0][3]
