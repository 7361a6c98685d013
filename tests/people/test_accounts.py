"""Invitations, forgotten and changed passwords, closed and erased accounts."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from api.journal import verifying
from api.kernel.access import Call, Role
from api.kernel.db import new_id
from api.kernel.journal import JournalEntry
from api.people.models import BrowserSession, MailedLink
from api.people.models import Person as PersonRow
from tests.client import assert_ok, assert_problem
from tests.make import PASSWORD
from tests.people.make import change, enrol, link, mails

ME, AUTH, ACCOUNTS = "/api/v1/me", "/api/v1/auth", "/api/v1/accounts"
NEW = "another-quiet-river-in-autumn"


def form(email, password=PASSWORD, **given):
    return {"username": email, "password": password, **given}


async def test_an_invitation_is_mailed_read_and_accepted_once(client, make):
    admin = client.as_(Role.ADMIN)
    wanted = {"email": f"ayna-{new_id().hex}@nowhere.example", "name": "Ayna Meredova", "language": "tk"}
    reply = await admin.post(ACCOUNTS, json=wanted)
    account = assert_ok(reply, 201)
    assert account["invited"] is True
    assert reply.headers["location"] == f"{ACCOUNTS}/{account['id']}"
    (mail,) = await mails(make, account["id"])
    assert (mail.kind, mail.address, mail.language, mail.secret) == ("invitation", wanted["email"], "tk", True)
    secret = await link(make, account["id"], "invitation")
    shown = assert_ok(await client.post(f"{AUTH}/invitation", json={"secret": secret}))
    assert (shown["email"], shown["name"]) == (wanted["email"], wanted["name"])
    accepted = {"secret": secret, "password": NEW, "name": "Aýna Meredowa"}
    assert (await client.post(f"{AUTH}/invitation/use", json=accepted)).status_code == 204
    assert_problem(await client.post(f"{AUTH}/invitation/use", json=accepted), 409, "link-spent")
    assert_problem(await client.post(f"{AUTH}/invitation", json={"secret": secret}), 409, "link-spent")
    token = assert_ok(await client.post(f"{AUTH}/token", data=form(wanted["email"], NEW)))["access_token"]
    assert assert_ok(await client.bearing(token).get(ME))["name"] == "Aýna Meredowa"


async def test_whoever_has_an_account_is_not_invited_again(client, make):
    person = await make.person()
    body = assert_ok(await client.as_(Role.ADMIN).post(ACCOUNTS, json={"email": person.email, "name": "Else"}), 201)
    assert (body["id"], body["name"]) == (str(person.id), person.name)
    assert await mails(make, person.id) == []


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("short", "string_too_short"),
        ("x" * 129, "string_too_long"),
        ("aaaaaaaaaaaaaaaa", "password_common"),
        ("migration-network", "password_context"),
    ],
)
async def test_a_weak_password_is_refused_and_the_link_stays(client, make, password, fault):
    person = await make.person(password=False)
    secret = await link(make, person.id, "invitation")
    reply = await client.post(f"{AUTH}/invitation/use", json={"secret": secret, "password": password})
    body = assert_problem(reply, 422, "invalid")
    assert body["errors"][0]["code"] == fault
    assert body["errors"][0]["pointer"] == "/password"
    assert_ok(await client.post(f"{AUTH}/invitation", json={"secret": secret}))


async def test_a_forgotten_password_is_set_by_a_mailed_link_once(client, make):
    person = await make.person()
    browser = await client.signed_in(person)
    assert (await client.post(f"{AUTH}/reset", json={"email": person.email})).status_code == 202
    secret = await link(make, person.id, "reset")
    wanted = {"secret": secret, "new_password": NEW}
    assert (await client.post(f"{AUTH}/reset/use", json=wanted)).status_code == 204
    assert_problem(await client.post(f"{AUTH}/reset/use", json=wanted), 409, "link-spent")
    assert_problem(await browser.get(ME), 401, "unauthenticated")
    assert_problem(await client.post(f"{AUTH}/token", data=form(person.email)), 401, "bad-credentials")
    assert_ok(await client.post(f"{AUTH}/token", data=form(person.email, NEW)))


async def test_asking_for_a_link_tells_nobody_who_has_an_account(client, make):
    person = await make.person()
    replies = [
        await client.post(f"{AUTH}/reset", json={"email": email})
        for email in (person.email, "nobody-at-all@nowhere.example")
    ]
    assert [(reply.status_code, reply.content) for reply in replies] == [(202, b"{}")] * 2


async def test_only_the_newest_link_lives_and_not_for_ever(client, make):
    person = await make.person()
    await client.post(f"{AUTH}/reset", json={"email": person.email})
    first = await link(make, person.id, "reset")
    await client.post(f"{AUTH}/reset", json={"email": person.email})
    second = await link(make, person.id, "reset")
    wanted = {"new_password": NEW}
    assert_problem(await client.post(f"{AUTH}/reset/use", json={"secret": first, **wanted}), 409, "link-spent")
    await change(make, MailedLink, MailedLink.person_id == person.id, expires_at=timedelta(seconds=-1))
    assert_problem(await client.post(f"{AUTH}/reset/use", json={"secret": second, **wanted}), 409, "link-spent")


async def test_a_reset_leaves_the_second_factor(client, make):
    person = await make.person()
    await enrol(make, client, person)
    await client.post(f"{AUTH}/reset", json={"email": person.email})
    secret = await link(make, person.id, "reset")
    await client.post(f"{AUTH}/reset/use", json={"secret": secret, "new_password": NEW})
    assert_problem(await client.post(f"{AUTH}/token", data=form(person.email, NEW)), 401, "mfa-required")


async def test_a_link_of_one_kind_is_not_one_of_the_other(client, make):
    person = await make.person(password=False)
    secret = await link(make, person.id, "invitation")
    reply = await client.post(f"{AUTH}/reset/use", json={"secret": secret, "new_password": NEW})
    assert_problem(reply, 409, "link-spent")


async def test_a_change_of_password_ends_everything_signed_in(client, make):
    person = await make.person()
    one, other = await client.signed_in(person), await client.signed_in(person)
    wrong = {"old_password": "not this one", "new_password": NEW}
    assert_problem(await one.put(f"{ME}/password", json=wrong), 401, "bad-credentials")
    wanted = {"old_password": PASSWORD, "new_password": NEW}
    assert (await one.put(f"{ME}/password", json=wanted)).status_code == 204
    assert_problem(await one.get(ME), 401, "unauthenticated")
    assert_problem(await other.get(ME), 401, "unauthenticated")
    assert_ok(await (await client.signed_in(person, password=NEW)).get(ME))


async def test_closing_an_account_ends_everything_at_the_next_request(client, make):
    home = await make.home()
    person = home.people["undp"]
    browser, script = await client.signed_in(person), client.as_(person)
    assert_ok(await browser.get(f"{home.path}/members"))
    assert_ok(await script.get(f"{home.path}/members"))
    admin = client.as_(Role.ADMIN)
    before = assert_ok(await admin.get(f"{ACCOUNTS}/{person.id}"))
    assert_problem(await admin.post(f"{ACCOUNTS}/{person.id}/disable"), 428, "if-match-required")
    closed = assert_ok(await admin.post(f"{ACCOUNTS}/{person.id}/disable", if_match=before))
    assert closed["disabled_at"]
    for each in (browser, script):
        assert_problem(await each.get(f"{home.path}/members"), 401, "unauthenticated")
    assert_problem(await client.post(f"{AUTH}/token", data=form(person.email)), 401, "bad-credentials")
    assert_problem(await admin.post(f"{ACCOUNTS}/{person.id}/enable", if_match=before), 412, "stale")
    assert assert_ok(await admin.post(f"{ACCOUNTS}/{person.id}/enable", if_match=closed))["disabled_at"] is None
    assert_ok(await client.post(f"{AUTH}/token", data=form(person.email)))
    assert_problem(await browser.get(ME), 401, "unauthenticated")


async def test_erasure_leaves_no_trace_of_who_it_was_and_the_chains_hold(client, make, settings_of):
    home = await make.home()
    person = home.people["undp"]
    await make.decision("broken")
    browser = await client.signed_in(person)
    assert_ok(await browser.patch(ME, json={"function": "Programme Analyst"}, if_match=await browser.get(ME)))
    admin = client.as_(Role.ADMIN)
    before = assert_ok(await admin.get(f"{ACCOUNTS}/{person.id}"))
    erased = assert_ok(await admin.post(f"{ACCOUNTS}/{person.id}/erase", if_match=before))
    assert erased["email"].endswith("@erased.invalid")
    assert (erased["function"], bool(erased["erased_at"])) == (None, True)
    assert_problem(await browser.get(ME), 401, "unauthenticated")
    assert_problem(await admin.post(f"{ACCOUNTS}/{person.id}/enable", if_match=erased), 404, "not-found")
    assert [one for one in await mails(make, person.id) if one.address != "erased" or one.body] == []
    await _nowhere(make, person)
    assert assert_ok(await client.as_("rc").get(f"{home.path}/journal/verify"))["whole"] is True
    findings = await verifying.verify(settings_of(), "platform")
    mine = [fault for fault in findings.faults if fault.code != "row" or fault.subject_id == person.id]
    assert mine == []  # rows of other persons are altered by tests that let hours pass


async def _nowhere(make, person):
    """Neither address nor name is left in the tables that held them, nor in any entry of any chain."""

    async def work(call: Call) -> None:
        for table, columns in ((PersonRow, ("email", "name", "function")), (BrowserSession, ("agent", "address"))):
            whose = PersonRow.id if table is PersonRow else BrowserSession.person_id
            row = (await call.session.execute(sa.select(table).where(whose == person.id))).scalars().first()
            assert all(person.name not in str(getattr(row, name)) for name in columns)
            assert all("undp@" not in str(getattr(row, name)) for name in columns)
        for word in (person.email, person.name):
            told = sa.select(JournalEntry.seq).where(JournalEntry.payload.contains(word))
            assert (await call.session.execute(told)).first() is None

    await make.as_platform(work)


async def test_one_corrects_ones_own_name_and_language_with_if_match(client, make):
    person = await make.person()
    browser = await client.signed_in(person)
    before = await browser.get(ME)
    assert_problem(await browser.patch(ME, json={"name": "Else"}), 428, "if-match-required")
    changed = assert_ok(await browser.patch(ME, json={"name": "Aýna", "language": "tk"}, if_match=before))
    assert (changed["name"], changed["language"]) == ("Aýna", "tk")
    assert_problem(await browser.patch(ME, json={"name": "Else"}, if_match=before), 412, "stale")
    assert_problem(await browser.patch(ME, json={"name": None}, if_match=changed), 422, "invalid")
