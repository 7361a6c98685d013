"""Sign-in by password and second factor; what slows a guesser down, and never locks anybody out."""

import asyncio
from datetime import timedelta

import pytest

from api.people import service
from api.people.models import BrowserSession, SignInFailure
from tests.client import assert_ok, assert_problem
from tests.make import PASSWORD
from tests.people.make import change, code, enrol

TOKEN, SESSION, ME = "/api/v1/auth/token", "/api/v1/auth/session", "/api/v1/me"


def form(email, password=PASSWORD, **given):
    return {"username": email, "password": password, **given}


async def test_a_password_gives_a_token_that_works(client, make):
    person = await make.person()
    reply = await client.post(TOKEN, data=form(person.email))
    body = assert_ok(reply)
    assert (body["token_type"], body["expires_in"]) == ("bearer", 600)
    assert reply.headers["cache-control"] == "no-store"
    assert "set-cookie" not in reply.headers
    me = assert_ok(await client.bearing(body["access_token"]).get(ME))
    assert (me["email"], me["credential"], me["appointments"]) == (person.email, "jwt", [])


async def test_the_address_is_read_without_case(client, make):
    person = await make.person()
    assert_ok(await client.post(TOKEN, data=form(f" {person.email.upper()} ")))


async def test_a_wrong_password_and_an_unknown_account_are_one_answer(client, make):
    person, gone = await make.person(), await make.person(password=False)
    bodies = []
    for email, password in (
        (person.email, "a wrong password"),
        ("nobody@nowhere.example", PASSWORD),
        (gone.email, PASSWORD),
    ):
        reply = await client.post(TOKEN, data=form(email, password))
        body = assert_problem(reply, 401, "bad-credentials")
        bodies.append({name: value for name, value in body.items() if name != "request_id"})
    assert bodies[0] == bodies[1] == bodies[2]


async def test_an_unknown_account_costs_the_same_work(client, make, monkeypatch):
    """The password is hashed for nobody too; the figure of the time is measured in bench/."""
    asked = []
    check = service.secrets.check_password

    async def counting(password, hashed):
        asked.append(hashed)
        return await check(password, hashed)

    monkeypatch.setattr(service.secrets, "check_password", counting)
    await client.post(TOKEN, data=form("nobody@nowhere.example"))
    assert asked == [None]


async def guess(client, email, times):
    replies = []
    for _ in range(times):
        replies.append(await client.post(TOKEN, data=form(email, "a wrong password")))
    return replies


async def test_guessing_is_slowed_down_by_account_and_recovers_by_itself(client, make):
    person, another = await make.person(), await make.person()
    replies = await guess(client, person.email, service.FREE_FAILURES + 1)
    assert [reply.status_code for reply in replies[: service.FREE_FAILURES]] == [401] * service.FREE_FAILURES
    body = assert_problem(replies[-1], 429, "throttled")
    assert int(replies[-1].headers["retry-after"]) == body["seconds"] >= 1
    right = await client.post(TOKEN, data=form(person.email))
    assert_problem(right, 429, "throttled")
    assert_ok(await client.post(TOKEN, data=form(another.email)))
    await change(make, SignInFailure, SignInFailure.key.like("account:%"), last_at=timedelta(hours=-1))
    assert_ok(await client.post(TOKEN, data=form(person.email)))


async def test_the_wait_grows_and_has_an_end(client, make):
    person = await make.person()
    await guess(client, person.email, 1)
    key = SignInFailure.key == f"account:{service.secrets.digest(person.email)[:40]}"
    for count, least, most in ((7, 3, 4), (10, 31, 32), (1_000, 880, service.LONGEST_WAIT)):
        await change(make, SignInFailure, key, count=count, last_at=timedelta())
        body = assert_problem(await client.post(TOKEN, data=form(person.email)), 429, "throttled")
        assert least <= body["seconds"] <= most


async def test_an_address_that_tries_many_accounts_is_slowed_down(client, make):
    person = await make.person()
    await guess(client, "one@nowhere.example", 1)
    address = SignInFailure.key == f"address:{client.http._transport.client[0]}"
    await change(make, SignInFailure, address, count=service.FREE_FAILURES * 10 + 3, last_at=timedelta())
    assert_problem(await client.post(TOKEN, data=form(person.email)), 429, "throttled")


async def test_many_at_once_are_all_told_the_same(client, make):
    """The first failures of an account race each other; each is counted, none is a conflict."""
    email = f"racing-{(await make.person()).id.hex}@nowhere.example"
    replies = await asyncio.gather(*(client.post(TOKEN, data=form(email, "a wrong password")) for _ in range(5)))
    assert {reply.status_code for reply in replies} == {401}
    assert_problem((await guess(client, email, 1))[0], 429, "throttled")


# ── browsers ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_browser_gets_a_cookie_it_cannot_read(client, make):
    person = await make.person()
    reply = await client.post(SESSION, json={"email": person.email, "password": PASSWORD})
    assert reply.status_code == 204
    name, _, rest = reply.headers["set-cookie"].partition("=")
    assert name == "unmn"
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200"} <= {part.strip() for part in rest.split(";")}
    assert len(rest.partition(";")[0]) >= 43  # 256 bits


async def test_over_https_the_cookie_is_bound_to_the_host(client_of, shell_of, make):
    shell = await shell_of(base_url="https://unmn.example")
    person = await make.person()
    reply = await client_of(shell, make).post(SESSION, json={"email": person.email, "password": PASSWORD})
    assert reply.headers["set-cookie"].startswith("__Host-unmn=")
    assert "Secure" in reply.headers["set-cookie"]
    assert reply.headers["strict-transport-security"]


async def test_sessions_are_listed_and_ended_one_by_one(client, make):
    person = await make.person()
    one, other = await client.signed_in(person), await client.signed_in(person)
    listed = assert_ok(await one.get(f"{ME}/sessions"))["items"]
    assert [each["current"] for each in listed].count(True) == 1
    assert len(listed) == 2
    foreign = next(each["id"] for each in listed if not each["current"])
    stranger = await client.signed_in(await make.person())
    assert_problem(await stranger.delete(f"{ME}/sessions/{foreign}"), 404, "not-found")
    assert (await one.delete(f"{ME}/sessions/{foreign}")).status_code == 204
    assert_problem(await other.get(ME), 401, "unauthenticated")
    assert_ok(await one.get(ME))


async def test_signing_out_ends_the_session_for_good(client, make):
    browser = await client.signed_in(await make.person())
    reply = await browser.delete(SESSION)
    assert reply.status_code == 204
    assert "Max-Age=0" in reply.headers["set-cookie"]
    assert_problem(await browser.get(ME), 401, "unauthenticated")


@pytest.mark.parametrize(
    ("who", "seen", "created", "alive"),
    [
        ("undp", 29, 29, True),
        ("undp", 31, 31, False),
        ("secretariat", 14, 14, True),
        ("secretariat", 16, 16, False),
        ("undp", 1, 719, True),
        ("undp", 1, 721, False),
    ],
)
async def test_a_session_ends_when_idle_and_after_twelve_hours(client, make, who, seen, created, alive):
    person = await make.person_of(who)
    browser = await client.signed_in(person)
    minutes = {"seen_at": timedelta(minutes=-seen), "created_at": timedelta(minutes=-created)}
    await change(make, BrowserSession, BrowserSession.person_id == person.id, **minutes)
    assert (await browser.get(ME)).status_code == (200 if alive else 401)


async def test_a_spent_cookie_does_not_keep_anybody_from_signing_in(client, make):
    person = await make.person()
    spent = client.with_headers(cookie="unmn=" + "x" * 43)
    assert_problem(await spent.get(ME), 401, "unauthenticated")
    reply = await spent.post(SESSION, json={"email": person.email, "password": PASSWORD})
    assert reply.status_code == 204


# ── the second factor ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_with_codes_on_a_password_is_not_enough(client, make):
    person = await make.person()
    codes = await enrol(make, client, person)
    assert len(set(codes)) == 10
    assert_problem(await client.post(TOKEN, data=form(person.email)), 401, "mfa-required")
    assert_problem(await client.post(TOKEN, data=form(person.email, otp="000000")), 401, "bad-credentials")
    assert_ok(await client.post(TOKEN, data=form(person.email, otp=await code(make, person.id, later=1))))


async def test_whoever_has_no_password_is_not_told_of_the_second_factor(client, make):
    person = await make.person()
    await enrol(make, client, person)
    assert_problem(await client.post(TOKEN, data=form(person.email, "a wrong password")), 401, "bad-credentials")


async def test_a_code_works_once(client, make):
    person = await make.person()
    await enrol(make, client, person)
    otp = await code(make, person.id, later=1)
    assert_ok(await client.post(TOKEN, data=form(person.email, otp=otp)))
    assert_problem(await client.post(TOKEN, data=form(person.email, otp=otp)), 401, "bad-credentials")


async def test_the_code_that_confirmed_is_spent(client, make):
    person = await make.person()
    await enrol(make, client, person)
    assert_problem(
        await client.post(TOKEN, data=form(person.email, otp=await code(make, person.id))), 401, "bad-credentials"
    )


async def test_a_recovery_code_works_once_and_is_counted(client, make):
    person = await make.person()
    codes = await enrol(make, client, person)
    token = assert_ok(await client.post(TOKEN, data=form(person.email, otp=codes[3])))["access_token"]
    assert assert_ok(await client.bearing(token).get(ME))["recovery_codes_left"] == 9
    assert_problem(await client.post(TOKEN, data=form(person.email, otp=codes[3])), 401, "bad-credentials")
    assert_ok(await client.post(TOKEN, data=form(person.email, otp=codes[4])))


async def test_enrolling_asks_for_a_right_code_and_is_done_once(client, make):
    person = await make.person()
    browser = await client.signed_in(person)
    started = assert_ok(await browser.post(f"{ME}/totp"))
    assert started["uri"].startswith("otpauth://totp/")
    assert started["qr_svg"].startswith("<svg")
    body = assert_problem(await browser.post(f"{ME}/totp/confirm", json={"code": "000000"}), 422, "invalid")
    assert body["errors"][0]["pointer"] == "/code"
    assert_ok(await browser.post(f"{ME}/totp/confirm", json={"code": await code(make, person.id)}))
    assert_problem(await browser.post(f"{ME}/totp"), 409, "conflict")
    assert_problem(await browser.post(f"{ME}/totp/confirm", json={"code": "000000"}), 409, "conflict")


async def test_a_change_of_the_second_factor_ends_the_other_sessions(client, make):
    person = await make.person()
    other = await client.signed_in(person)
    await enrol(make, client, person)
    assert_problem(await other.get(ME), 401, "unauthenticated")


async def test_turning_codes_off_asks_for_the_password(client, make):
    person = await make.person()
    await enrol(make, client, person)
    browser = await client.signed_in(person, otp=await code(make, person.id, later=1))
    assert_problem(await browser.post(f"{ME}/totp/remove", json={"password": "not this one"}), 401, "bad-credentials")
    assert (await browser.post(f"{ME}/totp/remove", json={"password": PASSWORD})).status_code == 204
    assert_ok(await client.post(TOKEN, data=form(person.email)))


async def test_officers_must_enrol_outside_the_demo(client_of, shell_of, make):
    """Secretariat, co-chairs and the administrator do nothing but enrol before they have a second factor."""
    client = client_of(await shell_of(demo=False, secret="s" * 40, silence_floor_seconds=72 * 3600), make)
    home = await make.home()
    for who in ("secretariat", "rc", "iom-head"):
        browser = await client.signed_in(who)
        assert assert_ok(await browser.get(ME))["must_enrol"] is True
        assert_problem(await browser.get(f"{home.path}/members"), 403, "forbidden")
    assert_ok(await (await client.signed_in("undp")).get(f"{home.path}/members"))
    person = home.people["secretariat"]
    await enrol(make, client, person)
    browser = await client.signed_in(person, otp=await code(make, person.id, later=1))
    assert_ok(await browser.get(f"{home.path}/members"))
