"""Networks over HTTP: founded by the administrator, invisible to everybody else, run by their own settings."""

import pytest

from api.kernel.access import Role
from api.kernel.db import new_id
from tests.client import assert_ok, assert_problem

NETWORKS, HOURS = "/api/v1/networks", 3600


def wanted(**given):
    code = "".join(chr(65 + int(digit, 16)) for digit in new_id().hex[-8:])
    plain = {
        "slug": f"made-{new_id().hex[-10:]}",
        "code": code,
        "name": {"en": "A network"},
        "country": {"en": "Somewhere"},
    }
    return plain | given


async def test_the_administrator_founds_a_network_with_its_chain_and_objectives(client, make):
    admin = client.as_(Role.ADMIN)
    body = wanted(languages=["en", "ru"], established_on="2026-01-01")
    reply = await admin.post(NETWORKS, json=body)
    made = assert_ok(reply, 201)
    assert reply.headers["location"] == f"{NETWORKS}/{body['slug']}"
    assert (made["languages"], made["established_on"], made["demo"]) == (["en", "ru"], "2026-01-01", False)
    assert (made["silence_minimum_seconds"], made["silence_default_seconds"]) == (72 * HOURS, 72 * HOURS)
    assert body["slug"] in [each["slug"] for each in assert_ok(await admin.get(NETWORKS))["items"]]


async def test_the_administrator_sees_networks_and_no_content_by_that(client, make):
    home = await make.home()
    admin = client.as_(Role.ADMIN)
    assert_ok(await admin.get(home.path))
    for inside in ("/decisions", "/meetings", "/proposals", "/objectives", "/journal", "/home", "/members"):
        assert_problem(await admin.get(home.path + inside), 403, "forbidden")


async def test_a_second_network_does_not_exist_for_the_first(client, make):
    home, other = await make.home(), await make.network()
    for who in ("rc", "secretariat", "undp", "mfa", "viewer"):
        asks = client.as_(who)
        assert [each["slug"] for each in assert_ok(await asks.get(NETWORKS))["items"]] == [home.slug]
        assert_problem(await asks.get(other.path), 404, "not-found")
        assert_problem(await asks.patch(other.path, json={}, if_match="*"), 404, "not-found")
    assert assert_ok(await client.as_(await make.person()).get(NETWORKS))["items"] == []


async def test_the_platforms_own_chain_is_no_network(client, make):
    for path in (f"{NETWORKS}/platform", f"{NETWORKS}/platform/journal"):
        assert_problem(await client.as_(Role.ADMIN).get(path), 404, "not-found")
    body = assert_problem(await client.as_(Role.ADMIN).post(NETWORKS, json=wanted(slug="platform")), 422, "invalid")
    assert body["errors"][0] | {"detail": ""} == {"pointer": "/slug", "code": "taken", "detail": ""}


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"slug": "Not-A-Slug"}, "/slug"),
        ({"slug": "a"}, "/slug"),
        ({"code": "tkm"}, "/code"),
        ({"time_zone": "Mars/Olympus"}, "/time_zone"),
        ({"languages": []}, "/languages"),
        ({"languages": ["fr"]}, "/languages/0"),
        ({"name": {"ru": "Сеть"}}, "/name/en"),
    ],
)
async def test_what_is_no_network_is_named(client, given, pointer):
    body = assert_problem(await client.as_(Role.ADMIN).post(NETWORKS, json=wanted(**given)), 422, "invalid")
    assert [fault["pointer"] for fault in body["errors"]] == [pointer]


async def test_a_slug_is_taken_once(client, make):
    home = await make.home()
    body = assert_problem(await client.as_(Role.ADMIN).post(NETWORKS, json=wanted(slug=home.slug)), 422, "invalid")
    assert body["errors"][0]["code"] == "taken"


async def test_officers_change_settings_by_version(client, make):
    home = await make.home()
    secretariat = client.as_("secretariat")
    read = await secretariat.get(home.path)
    assert_problem(await secretariat.patch(home.path, json={"meetings_per_year": 6}), 428, "if-match-required")
    changed = assert_ok(
        await secretariat.patch(home.path, json={"meetings_per_year": 6, "adopted_by": "both"}, if_match=read)
    )
    assert (changed["meetings_per_year"], changed["adopted_by"]) == (6, "both")
    assert_problem(await secretariat.patch(home.path, json={"meetings_per_year": 4}, if_match=read), 412, "stale")
    assert_problem(await client.as_("undp").patch(home.path, json={}, if_match="*"), 403, "forbidden")
    assert_problem(await secretariat.patch(home.path, json={"name": None}, if_match="*"), 422, "invalid")
    assert_problem(await secretariat.patch(home.path, json={"slug": "other"}, if_match="*"), 422, "invalid")


REAL = {"demo": False, "secret": "s" * 40, "silence_floor_seconds": 72 * HOURS, "mfa_required": False}


@pytest.mark.parametrize(
    ("seconds", "allowed"), [(72 * HOURS, True), (72 * HOURS - 1, False), (24 * HOURS, False), (1, False)]
)
async def test_silence_below_72_hours_is_refused(client_of, shell_of, make, seconds, allowed):
    client = client_of(await shell_of(**REAL), make)
    make._home = await make.network(demo=False)
    home = await make.home()
    change = {"silence_minimum_seconds": seconds}
    reply = await client.as_("rc").patch(home.path, json=change, if_match="*")
    if allowed:
        assert assert_ok(reply)["silence_minimum_seconds"] == seconds
        return
    body = assert_problem(reply, 422, "invalid")
    assert (body["errors"][0]["pointer"], body["errors"][0]["code"]) == (
        "/silence_minimum_seconds",
        "silence_too_short",
    )
    assert assert_ok(await client.as_("rc").get(home.path))["silence_minimum_seconds"] == 72 * HOURS


async def test_a_demo_network_is_no_way_around_outside_the_demo(client_of, shell_of, make):
    """Both must be of the demo: the network and the platform it runs on."""
    client = client_of(await shell_of(**REAL), make)
    home = await make.home()
    reply = await client.as_("rc").patch(home.path, json={"silence_minimum_seconds": 60}, if_match="*")
    assert_problem(reply, 422, "invalid")


async def test_the_default_is_never_below_the_minimum(client, make):
    home = await make.home()
    short = {"silence_minimum_seconds": 10 * 24 * HOURS}
    body = assert_problem(await client.as_("rc").patch(home.path, json=short, if_match="*"), 422, "invalid")
    assert body["errors"][0]["code"] == "silence_below_minimum"


async def test_organisations_are_known_once(client, make):
    home = await make.home()
    admin = client.as_(Role.ADMIN)
    taken = {"acronym": "Undp", "name": {"en": "Again"}, "kind": "un_entity"}
    assert (
        assert_problem(await admin.post("/api/v1/organisations", json=taken), 422, "invalid")["errors"][0]["code"]
        == "taken"
    )
    assert_problem(await client.as_("rc").post("/api/v1/organisations", json=taken), 403, "forbidden")
    listed = assert_ok(await client.as_("mfa").get("/api/v1/organisations?limit=200"))["items"]
    assert {"IOM", "RCO", "UNDP", "MFA"} <= {each["acronym"] for each in listed}
    other = await make.network()
    assert other.organisations["UNDP"] == home.organisations["UNDP"]
