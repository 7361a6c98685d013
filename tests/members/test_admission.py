"""Joining after the founding: an application, a decision, and a member."""

from api.kernel.access import Role
from tests.client import assert_ok, assert_problem
from tests.day import today

ILO = {"acronym": "ILO", "name": {"en": "International Labour Organization"}, "kind": "un_entity"}


async def applied(client, make):
    home = await make.home()
    wanted = {"organisation": {**ILO, "acronym": f"ILO{home.code}"}, "source": "Letter of 20 November"}
    return assert_ok(await client.as_(Role.SECRETARIAT).post(f"{home.path}/members/apply", json=wanted), 201)


async def admit(client, make, item, decision):
    home = await make.home()
    body = {"decision_id": str(decision.id), "joined_on": today().isoformat()}
    path = f"{home.path}/members/{item['id']}/admit"
    return await client.as_(Role.SECRETARIAT).post(path, json=body, if_match=item)


async def test_an_application_waits_and_has_no_voice(client, make):
    home = await make.home()
    item = await applied(client, make)
    assert (item["state"], [move["move"] for move in item["moves"]]) == ("applied", ["admit", "decline"])
    seen = assert_ok(await client.as_("undp").get(f"{home.path}/members"))
    assert [each["id"] for each in seen["applied"]] == [item["id"]]
    assert item["id"] not in {each["id"] for each in seen["items"]}
    partner = assert_ok(await client.as_("mfa").get(f"{home.path}/members"))
    assert partner["applied"] == []
    assert_problem(await client.as_("mfa").get(f"{home.path}/members/{item['id']}"), 404, "not-found")


async def test_an_adopted_decision_admits(client, make):
    home = await make.home()
    item = await applied(client, make)
    body = assert_ok(await admit(client, make, item, await make.decision("adopted", kind="membership")))
    assert (body["state"], body["joined_on"]) == ("member", today().isoformat())
    seen = assert_ok(await client.as_("undp").get(f"{home.path}/members"))
    assert item["id"] in {each["id"] for each in seen["items"]}


async def test_a_decision_that_is_not_adopted_admits_nobody(client, make):
    item = await applied(client, make)
    reply = await admit(client, make, item, await make.decision("clear", kind="membership"))
    assert_problem(reply, 409, "decision-not-adopted")


async def test_a_decision_on_something_else_admits_nobody(client, make):
    item = await applied(client, make)
    body = assert_problem(await admit(client, make, item, await make.decision("adopted")), 422, "invalid")
    assert body["errors"][0]["pointer"] == "/decision_id"


async def test_a_decision_of_another_network_admits_nobody(client, make):
    item = await applied(client, make)
    foreign = await make.decision("adopted", kind="membership", network=await make.network())
    assert_problem(await admit(client, make, item, foreign), 422, "invalid")


async def test_an_application_is_declined_with_a_reason_and_may_come_again(client, make):
    home = await make.home()
    item = await applied(client, make)
    path = f"{home.path}/members/{item['id']}/decline"
    secretariat = client.as_(Role.SECRETARIAT)
    body = assert_ok(await secretariat.post(path, json={"reason": "Withdrawn by the applicant."}, if_match=item))
    assert body["state"] == "declined"
    again = {"organisation_id": item["organisation_id"]}
    assert_ok(await secretariat.post(f"{home.path}/members/apply", json=again), 201)
    assert_problem(await secretariat.post(f"{home.path}/members/apply", json=again), 409, "already-member")


async def test_only_a_un_entity_applies(client, make):
    home = await make.home()
    secretariat = client.as_(Role.SECRETARIAT)
    known = {"organisation_id": str(home.organisations["MFA"])}
    body = assert_problem(await secretariat.post(f"{home.path}/members/apply", json=known), 422, "invalid")
    assert (body["errors"][0]["pointer"], body["errors"][0]["code"]) == ("/organisation_id", "un_entity_only")


async def test_after_the_first_decision_nobody_is_entered_as_a_member(client, make):
    home = await make.home()
    wanted = {
        "organisation": {**ILO, "acronym": f"NEW{home.code}"},
        "kind": "member",
        "joined_on": today().isoformat(),
        "source": "Terms of reference",
    }
    secretariat = client.as_(Role.SECRETARIAT)
    unsourced = {**wanted, "source": None}
    assert_problem(await secretariat.post(f"{home.path}/members", json=unsourced), 422, "source-of-founding-required")
    await make.decision("open")
    assert_problem(await secretariat.post(f"{home.path}/members", json=wanted), 409, "admission-needs-decision")
    assert_ok(await secretariat.post(f"{home.path}/members", json={**wanted, "kind": "observer"}), 201)
