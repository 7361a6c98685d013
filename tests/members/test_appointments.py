"""Terms of appointments: proposed by one, confirmed by another, never twice, never the last one gone."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from api.kernel.access import Role
from api.kernel.deliveries import Delivery
from tests.client import assert_ok, assert_problem
from tests.day import today

SECRETARIAT, CO_CHAIR = Role.SECRETARIAT, Role.CO_CHAIR


async def name(client, make, who=SECRETARIAT, **given):
    home = await make.home()
    wanted = {
        "email": f"new@{home.slug}.example",
        "name": "Leyla Nurova",
        "organisation_id": str(home.organisations["UNDP"]),
        "role": "focal_point",
        "from_on": today().isoformat(),
        **given,
    }
    return await client.as_(who).post(f"{home.path}/appointments", json=wanted)


async def test_a_focal_point_is_named_and_speaks_from_the_next_request_on(client, make):
    home = await make.home()
    made = assert_ok(await name(client, make, email=home.people["mfa"].email), 201)
    assert made["state"] == "confirmed"
    item = await make.meeting()
    assert_ok(await client.as_("mfa").get(f"{home.path}/appointments"))
    path = f"{home.path}/appointments/{made['id']}/end"
    assert_ok(await client.as_(SECRETARIAT).post(path, json={}, if_match=made))
    assert_problem(await client.as_("mfa").get(f"{home.path}/appointments"), 403, "forbidden")
    assert item.id


async def test_an_officer_is_confirmed_by_somebody_else(client, make):
    home = await make.home()
    made = assert_ok(await name(client, make, role="co_chair"), 201)
    assert made["state"] == "proposed"
    path = f"{home.path}/appointments/{made['id']}/confirm"
    assert_problem(await client.as_(SECRETARIAT).post(path, if_match=made), 403, "forbidden")
    body = assert_ok(await client.as_(CO_CHAIR).post(path, if_match=made))
    assert body["state"] == "confirmed"
    assert body["confirmed_at"]


async def test_who_proposed_an_officer_does_not_confirm(client, make):
    home = await make.home()
    admin = await make.admin()
    made = assert_ok(await name(client, make, who=admin, role="secretariat"), 201)
    path = f"{home.path}/appointments/{made['id']}"
    reply = await client.as_(admin).post(f"{path}/confirm", if_match=made)
    assert_problem(reply, 409, "by-another-person")
    offered = {move["move"]: move["refused"] for move in assert_ok(await client.as_(admin).get(path))["moves"]}
    assert offered["confirm"]["type"] == "/problems/by-another-person"
    assert offered["end"] is None


async def test_an_acting_co_chair_has_a_term(client, make):
    assert_problem(await name(client, make, role="co_chair", acting=True), 422, "term-required")
    until = (today() + timedelta(days=90)).isoformat()
    body = assert_ok(await name(client, make, role="co_chair", acting=True, until_on=until), 201)
    assert (body["acting"], body["until_on"]) == (True, until)
    refused = assert_problem(await name(client, make, acting=True, until_on=until), 422, "invalid")
    assert refused["errors"][0]["pointer"] == "/acting"


@pytest.mark.parametrize(("from_day", "until_day", "status"), [(0, None, 409), (-9, 0, 409), (11, None, 201)])
async def test_one_person_holds_a_role_once_at_a_time(client, make, from_day, until_day, status):
    end = (today() + timedelta(days=10)).isoformat()
    assert_ok(await name(client, make, until_on=end), 201)
    given = {"from_on": (today() + timedelta(days=from_day)).isoformat()}
    if until_day is not None:
        given["until_on"] = (today() + timedelta(days=until_day)).isoformat()
    reply = await name(client, make, **given)
    if status == 409:
        assert_problem(reply, 409, "appointment-overlaps")
    else:
        assert_ok(reply, 201)


async def test_the_last_officer_stays_until_there_is_another(client, make):
    home = await make.home()
    listed = assert_ok(await client.as_(SECRETARIAT).get(f"{home.path}/appointments", params={"role": "secretariat"}))
    (only,) = listed["items"]
    path = f"{home.path}/appointments/{only['id']}/end"
    reply = await client.as_(SECRETARIAT).post(path, json={}, if_match=only)
    assert_problem(reply, 409, "last-co-chair", role="secretariat")
    later = {"until_on": (today() + timedelta(days=5)).isoformat()}
    assert assert_ok(await client.as_(SECRETARIAT).post(path, json=later, if_match=only))["until_on"]


async def test_the_page_is_told_which_roles_one_may_name(client, make):
    home = await make.home()

    async def may(who):
        return assert_ok(await client.as_(who).get(f"{home.path}/appointments"))["may_name"]

    assert set(await may(SECRETARIAT)) == {
        "focal_point", "alternate", "observer", "viewer", "secretariat", "co_chair",
    }  # fmt: skip
    assert await may(Role.ADMIN) == ["secretariat", "co_chair"]
    assert await may("undp") == []


async def test_who_was_never_confirmed_is_not_in_the_past(client, make):
    home = await make.home()
    day = (today() - timedelta(days=20)).isoformat()
    made = assert_ok(await name(client, make, role="co_chair", from_on=day), 201)
    path = f"{home.path}/appointments/{made['id']}/end"
    assert_ok(await client.as_(SECRETARIAT).post(path, json={}, if_match=made))
    body = assert_ok(await client.as_("undp").get(f"{home.path}/members", params={"on": day}))
    named = {each["name"] for item in body["items"] for each in item["speakers"]}
    assert "Leyla Nurova" not in named


async def test_who_confirms_and_who_was_named_are_mailed(client, make):
    home = await make.home()
    made = assert_ok(await name(client, make, role="co_chair"), 201)

    async def mails(call):
        statement = sa.select(Delivery.kind, Delivery.address).where(
            Delivery.network_id == home.id, Delivery.subject == "appointments"
        )
        return {tuple(row) for row in (await call.session.execute(statement)).all()}

    wanted = {("appointment-proposed", home.people[who].email) for who in ("rc", "iom-head")}
    assert await make.as_platform(mails) == wanted
    path = f"{home.path}/appointments/{made['id']}/confirm"
    assert_ok(await client.as_(CO_CHAIR).post(path, if_match=made))
    assert await make.as_platform(mails) == wanted | {("appointment-confirmed", f"new@{home.slug}.example")}
