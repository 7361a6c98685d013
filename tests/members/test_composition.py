"""Who is in the network on a day, over HTTP: the past stays as it was."""

from datetime import timedelta

from api.kernel.access import Role
from tests.client import assert_ok, assert_problem
from tests.day import today
from tests.make import SINCE


async def test_the_composition_of_a_past_day_is_one_request(client, make):
    home = await make.home()
    path = f"{home.path}/members/{home.memberships['UNDP']}"
    before = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/members"))
    assert {item["acronym"] for item in before["items"]} == {"IOM", "RCO", "UNDP", "MFA"}
    left_on = (SINCE + timedelta(days=400)).isoformat()
    reply = await client.as_(Role.SECRETARIAT).post(f"{path}/leave", json={"left_on": left_on}, if_match=1)
    assert assert_ok(reply)["state"] == "left"

    async def on(day):
        body = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/members", params={"on": day.isoformat()}))
        return {item["acronym"]: item for item in body["items"]}

    last = SINCE + timedelta(days=399)
    assert [each["name"] for each in (await on(last))["UNDP"]["speakers"]] == [
        "Person undp-alternate",
        "Person undp",
    ]
    assert "UNDP" not in await on(last + timedelta(days=1))
    assert (await on(last))["UNDP"]["moves"] == []
    now = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/members"))
    assert left_on in now["changes"]
    assert SINCE.isoformat() in now["changes"]


async def test_the_network_did_not_exist_before_its_founding(client, make):
    home = await make.home()
    body = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/members", params={"on": "2020-01-01"}))
    assert (body["existed"], body["items"], body["on"]) == (False, [], "2020-01-01")


async def test_who_leaves_has_no_rights_from_the_next_request_on(client, make):
    home = await make.home()
    undp = client.as_("undp")
    path = f"{home.path}/members/{home.memberships['UNDP']}"
    assert_ok(await undp.get(f"{home.path}/home"))
    assert_ok(await undp.post(f"{path}/leave", json={"left_on": today().isoformat()}, if_match=1))
    assert_problem(await undp.get(f"{home.path}/home"), 404, "not-found")


async def test_who_leaves_later_keeps_its_rights_until_then(client, make):
    home = await make.home()
    path = f"{home.path}/members/{home.memberships['UNDP']}"
    left_on = today() + timedelta(days=30)
    leave = {"left_on": left_on.isoformat()}
    assert_ok(await client.as_(Role.SECRETARIAT).post(f"{path}/leave", json=leave, if_match=1))
    assert_ok(await client.as_("undp").get(f"{home.path}/home"))
    listed = assert_ok(
        await client.as_(Role.VIEWER).get(
            f"{home.path}/appointments", params={"organisation_id": str(home.organisations["UNDP"])}
        )
    )
    last = (left_on - timedelta(days=1)).isoformat()
    assert {(item["state"], item["until_on"]) for item in listed["items"]} == {("confirmed", last)}


async def test_nobody_leaves_for_another_organisation(client, make):
    home = await make.home()
    path = f"{home.path}/members/{home.memberships['RCO']}"
    reply = await client.as_("undp").post(f"{path}/leave", json={"left_on": today().isoformat()}, if_match=1)
    assert_problem(reply, 403, "forbidden")


async def test_an_office_is_not_left_empty_by_leaving(client, make):
    home = await make.home()
    path = f"{home.path}/members/{home.memberships['IOM']}"
    reply = await client.as_(Role.SECRETARIAT).post(f"{path}/leave", json={"left_on": today().isoformat()}, if_match=1)
    assert_problem(reply, 409, "last-co-chair", role="secretariat")


async def test_a_day_before_it_joined_is_refused(client, make):
    home = await make.home()
    path = f"{home.path}/members/{home.memberships['UNDP']}"
    early = {"left_on": (SINCE - timedelta(days=1)).isoformat()}
    body = assert_problem(
        await client.as_(Role.SECRETARIAT).post(f"{path}/leave", json=early, if_match=1), 422, "invalid"
    )
    assert body["errors"][0]["pointer"] == "/left_on"


async def test_capacities_are_corrected_by_the_secretariat(client, make):
    home = await make.home()
    path = f"{home.path}/members/{home.memberships['UNDP']}"
    wanted = {"capacity": ["coordinator", "coordinator"]}
    assert_problem(await client.as_("undp").patch(path, json=wanted, if_match=1), 403, "forbidden")
    body = assert_ok(await client.as_(Role.SECRETARIAT).patch(path, json=wanted, if_match=1))
    assert body["capacity"] == ["coordinator"]
    assert_problem(await client.as_(Role.SECRETARIAT).patch(path, json=wanted, if_match=1), 412, "stale")
