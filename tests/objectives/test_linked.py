"""Priority and parties of an objective, and what is linked to it, from both ends."""

import pytest

from api.kernel.access import Role
from tests.client import assert_ok, assert_problem


async def read(client, make, who=Role.VIEWER):
    home = await make.home()
    return assert_ok(await client.as_(who).get(f"{home.path}/objectives/7"))


async def test_the_secretariat_sets_what_an_objective_is_about(client, make):
    home = await make.home()
    before = await read(client, make)
    wanted = {
        "priority": "high",
        "lead_id": str(home.organisations["UNDP"]),
        "contributor_ids": [str(home.organisations[each]) for each in ("IOM", "RCO", "IOM")],
        "government_id": str(home.organisations["MFA"]),
        "tor_objectives": [3, 7],
        "sdg_targets": ["10.7", "16.2"],
    }
    path = f"{home.path}/objectives/7"
    body = assert_ok(await client.as_(Role.SECRETARIAT).patch(path, json=wanted, if_match=before))
    assert (body["priority"], body["lead"]["acronym"], body["government"]["acronym"]) == ("high", "UNDP", "MFA")
    assert [each["acronym"] for each in body["contributors"]] == ["IOM", "RCO"]
    assert (body["tor_objectives"], body["sdg_targets"]) == ([3, 7], ["10.7", "16.2"])
    assert_problem(await client.as_(Role.SECRETARIAT).patch(path, json=wanted, if_match=before), 412, "stale")
    assert_problem(await client.as_("undp").patch(path, json=wanted, if_match=body), 403, "forbidden")


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"sdg_targets": ["10.7", "99.9"]}, "/sdg_targets/1"),
        ({"priority": None}, "/priority"),
        ({"lead_id": "0193a7c2-5b1e-7b21-b432-c47226354594"}, "/lead_id"),
    ],
)
async def test_what_is_not_known_is_refused_with_its_place(client, make, given, pointer):
    home = await make.home()
    path = f"{home.path}/objectives/7"
    reply = await client.as_(Role.SECRETARIAT).patch(path, json=given, if_match=await read(client, make))
    assert assert_problem(reply, 422, "invalid")["errors"][0]["pointer"] == pointer


async def test_a_ministry_leads_the_government_s_side_only(client, make):
    home = await make.home()
    given = {"government_id": str(home.organisations["UNDP"])}
    reply = await client.as_(Role.SECRETARIAT).patch(
        f"{home.path}/objectives/7", json=given, if_match=await read(client, make)
    )
    assert assert_problem(reply, 422, "invalid")["errors"][0]["pointer"] == "/government_id"


async def test_a_link_is_seen_from_both_ends_with_its_day_and_can_be_taken_away(client, make):
    home = await make.home()
    meeting = await make.meeting("convened")
    objective = await read(client, make)
    ends = {
        "one": {"kind": "objectives", "id": objective["id"]},
        "other": {"kind": "meetings", "id": str(meeting.id)},
    }
    assert_ok(await client.as_("undp").put(f"{home.path}/links", json=ends))
    (link,) = (await read(client, make))["links"]
    assert (link["kind"], link["id"]) == ("meetings", str(meeting.id))
    assert link["at"].endswith("Z")
    overview = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/objectives"))
    assert overview["items"][6]["linked"] == {"decisions": 0, "meetings": 1, "proposals": 0}
    asked = {"kind": "meetings", "id": str(meeting.id)}
    seen = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/links", params=asked))
    assert [each["number"] for each in seen["items"]] == ["7"]
    assert_ok(await client.as_("undp").delete(f"{home.path}/links/{link['link_id']}"), 204)
    assert (await read(client, make))["links"] == []
