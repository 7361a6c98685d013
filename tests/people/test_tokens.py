"""API tokens: shown once, stored hashed, one network, named scopes, an end."""

from datetime import timedelta

import pytest

from api.kernel.access import Call
from api.people.models import ApiToken, BrowserSession, Person
from tests.client import assert_ok, assert_problem
from tests.people.make import change

TOKENS = "/api/v1/me/tokens"


async def made(client, make, who="undp", scopes=("members:read", "decisions:read"), days=30):
    home = await make.home()
    wanted = {"name": "report", "network": home.slug, "scopes": list(scopes), "days": days}
    return assert_ok(await client.as_(who).post(TOKENS, json=wanted), 201)


async def test_it_is_shown_once_and_stored_hashed(client, make):
    token = await made(client, make)
    assert token["token"].startswith(f"unmn_{token['id']}_")
    (listed,) = assert_ok(await client.as_("undp").get(TOKENS))["items"]
    assert "token" not in listed
    assert listed["scopes"] == ["decisions:read", "members:read"]

    async def work(call: Call) -> str:
        row = await call.session.get(ApiToken, token["id"])
        assert row is not None
        return row.secret_hash

    secret = token["token"].rpartition("_")[2]
    assert secret not in await make.as_platform(work)


async def test_it_opens_its_scopes_in_its_network_and_nothing_else(client, make):
    home, other = await make.home(), await make.network()
    script = client.bearing((await made(client, make))["token"])
    assert_ok(await script.get(f"{home.path}/members"))
    assert_problem(await script.get(f"{home.path}/meetings"), 403, "forbidden", permission="meetings:read")
    assert_problem(await script.get(f"{other.path}/members"), 404, "not-found")
    assert_problem(await script.get("/api/v1/me"), 403, "forbidden")
    assert assert_ok(await client.as_("undp").get(TOKENS))["items"][0]["last_used_at"]


async def test_positions_need_their_scope_by_name(client, make):
    """A token with every right but that one cannot speak for its organisation."""
    decision = await make.decision("open")
    seat = f"{decision.path}/rounds/1/positions/{decision.network.organisations['UNDP']}"
    without = client.bearing((await made(client, make, scopes=("decisions:read",)))["token"])
    refused = await without.put(seat, json={"value": "support"}, if_match='"1"')
    assert_problem(refused, 403, "forbidden", permission="decisions:position")
    named = client.bearing((await made(client, make, scopes=("decisions:position",)))["token"])
    assert_ok(await named.put(seat, json={"value": "support"}, if_match='"1"'))


@pytest.mark.parametrize("scope", ["decisions:adopt", "networks:create", "no:such"])
async def test_nobody_gives_more_than_they_have(client, make, scope):
    home = await make.home()
    wanted = {"name": "x", "network": home.slug, "scopes": ["members:read", scope], "days": 1}
    body = assert_problem(await client.as_("undp").post(TOKENS, json=wanted), 422, "invalid")
    assert body["errors"][0]["pointer"] == "/scopes/1"


async def test_a_network_that_is_not_ones_own_is_unknown(client, make):
    other = await make.network()
    wanted = {"name": "x", "network": other.slug, "scopes": ["members:read"], "days": 1}
    body = assert_problem(await client.as_("undp").post(TOKENS, json=wanted), 422, "invalid")
    assert body["errors"][0]["pointer"] == "/network"


@pytest.mark.parametrize("days", [0, 366])
async def test_it_ends_within_a_year(client, make, days):
    home = await make.home()
    wanted = {"name": "x", "network": home.slug, "scopes": ["members:read"], "days": days}
    assert_problem(await client.as_("undp").post(TOKENS, json=wanted), 422, "invalid")


async def test_past_its_end_it_is_dead(client, make):
    home, token = await make.home(), await made(client, make)
    script = client.bearing(token["token"])
    await change(make, ApiToken, ApiToken.id == token["id"], expires_at=timedelta(seconds=-1))
    assert_problem(await script.get(f"{home.path}/members"), 401, "unauthenticated")


async def test_revoked_it_is_dead_at_the_next_request(client, make):
    home, token = await make.home(), await made(client, make)
    script = client.bearing(token["token"])
    assert_ok(await script.get(f"{home.path}/members"))
    assert_problem(await client.as_("iom").delete(f"{TOKENS}/{token['id']}"), 404, "not-found")
    assert (await client.as_("undp").delete(f"{TOKENS}/{token['id']}")).status_code == 204
    assert_problem(await script.get(f"{home.path}/members"), 401, "unauthenticated")
    assert assert_ok(await client.as_("undp").get(TOKENS))["items"][0]["revoked_at"]


async def test_a_wrong_secret_of_a_real_token_is_none(client, make):
    home, token = await make.home(), await made(client, make)
    forged = client.bearing(token["token"][:-4] + "AAAA")
    assert_problem(await forged.get(f"{home.path}/members"), 401, "unauthenticated")


async def test_it_is_not_accepted_as_a_cookie(client, make):
    home, token = await make.home(), await made(client, make)
    for secret in (token["token"], await make.jwt(home.people["undp"])):
        crafted = client.with_headers(cookie=f"unmn={secret}")
        assert_problem(await crafted.get(f"{home.path}/members"), 401, "unauthenticated")


async def test_it_loses_what_its_owner_loses(client, make):
    """An appointment that ends takes the token's rights with it."""
    home, token = await make.home(), await made(client, make)
    script = client.bearing(token["token"])
    (held,) = [
        each
        for each in assert_ok(await client.as_("rc").get(f"{home.path}/appointments"))["items"]
        if each["person_id"] == str(home.people["undp"].id)
    ]
    path = f"{home.path}/appointments/{held['id']}/end"
    assert_ok(await client.as_("secretariat").post(path, json={}, if_match=held))
    assert (await script.get(f"{home.path}/members")).status_code in (403, 404)


async def test_it_cannot_make_another_one(client, make):
    home = await make.home()
    token = await made(client, make, scopes=("me:use", "members:read"))
    wanted = {"name": "x", "network": home.slug, "scopes": ["members:read"], "days": 365}
    reply = await client.bearing(token["token"]).post(TOKENS, json=wanted)
    assert_problem(reply, 403, "recent-sign-in-required")


async def test_it_asks_for_a_recent_sign_in(client, make):
    home = await make.home()
    person = home.people["undp"]
    browser = await client.signed_in(person)
    await change(make, BrowserSession, BrowserSession.person_id == person.id, signed_in_at=timedelta(minutes=-16))
    await change(make, Person, Person.id == person.id, credentials_from=timedelta(hours=-1))
    wanted = {"name": "x", "network": home.slug, "scopes": ["members:read"], "days": 1}
    assert_problem(await browser.post(TOKENS, json=wanted), 403, "recent-sign-in-required")
    assert_problem(await browser.post("/api/v1/me/totp"), 403, "recent-sign-in-required")


async def test_a_repeated_request_shows_no_secret_again(client, make):
    home = await make.home()
    wanted = {"name": "x", "network": home.slug, "scopes": ["members:read"], "days": 1}
    once = client.as_("undp")
    headers = {"idempotency-key": "a-token-once"}
    assert_ok(await once.post(TOKENS, json=wanted, headers=headers), 201)
    assert_problem(await once.post(TOKENS, json=wanted, headers=headers), 409, "secret-not-replayed")
    assert len(assert_ok(await once.get(TOKENS))["items"]) == 1
