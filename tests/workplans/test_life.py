"""A plan from its draft to its next version: what is frozen is adopted, and nothing in it changes on the way."""

import hashlib

from tests.client import assert_ok, assert_problem
from tests.workplans import make as plans


async def test_a_plan_is_adopted_exactly_as_it_was_frozen(make, client):
    made = await plans.workplan(make)
    s, activity = client.as_("secretariat"), await plans.first_activity(make, made)
    read = assert_ok(await s.get(made.path))
    assert (read["state"], read["running"], read["may"]["edit_all"]) == ("draft", False, True)
    assert read["moves"][0]["refused"]["type"] == "/problems/plan-decision-required"
    read = assert_ok(await s.post(f"{made.path}/freeze", if_match=read))
    (snapshot,) = read["snapshots"]
    reply = await s.get(f"{made.path}/snapshots/1")
    assert hashlib.sha256(reply.content).hexdigest() == snapshot["sha256"]
    assert_problem(await s.post(f"{made.path}/freeze", if_match=read), 409, "plan-frozen-already")
    decided = await plans.put_to_decision(make, made.network, made.id, "open")
    assert assert_ok(await s.get(decided.path))["rounds"][0]["subject"]["sha256"] == snapshot["sha256"]
    refused = await s.patch(f"{made.path}/activities/{activity}", json={"status": "ongoing"}, if_match="*")
    assert_problem(refused, 409, "plan-under-decision")
    read = assert_ok(await s.get(made.path))
    assert (read["under_decision"], read["needs"][0]["key"]) == (True, "workplan-wait")


async def test_an_adopted_plan_changes_only_as_a_new_version(make, client):
    made = await plans.workplan(make, "adopted")
    s, rc = client.as_("secretariat"), client.as_("rc")
    read = assert_ok(await s.get(made.path))
    assert (read["state"], read["running"], read["in_force"]) == ("adopted", True, True)
    activity = read["activities"][0]
    assert activity["money"]["to_mobilise"] == {"amount": "69999.95", "currency": "USD"}
    path = f"{made.path}/activities/{activity['id']}"
    assert_problem(await s.patch(path, json={"status": "ongoing"}, if_match="*"), 409, "plan-not-draft")
    later = assert_ok(await s.post(f"{made.path}/versions", json={"reason": plans.REASON}, if_match=read), 201)
    assert (later["version_number"], later["activities"][0]["origin_id"]) == (2, activity["origin_id"])
    assert later["activities"][0]["money"] == activity["money"]
    again = await s.post(f"{made.path}/versions", json={"reason": plans.REASON}, if_match=read)
    assert_problem(again, 409, "version-under-way")
    here = f"{made.network.path}/workplans/{later['id']}"
    changed = await s.patch(f"{here}/activities/{later['activities'][0]['id']}", json={"objectives": [7]}, if_match="*")
    assert_ok(changed)
    compared = assert_ok(await s.get(f"{here}/changes"))["items"]
    assert [(each["change"], [field["field"] for field in each["fields"]]) for each in compared] == [
        ("changed", ["objectives"])
    ]
    await plans._lead(make, made.network, later["id"], "decided")
    adopted = assert_ok(await rc.post(f"{here}/adopt", if_match="*"))
    assert (adopted["state"], adopted["in_force"]) == ("adopted", True)
    before = assert_ok(await s.get(made.path))
    assert (before["in_force"], before["replaced_by_id"]) == (False, later["id"])
    seven = assert_ok(await s.get(f"{made.network.path}/activities?objective=7"))["items"]
    assert [each["id"] for each in seven] == [later["activities"][0]["id"]]
    assert assert_ok(await s.get(f"{made.network.path}/activities?objective=1"))["items"] == []
    of_origin = assert_ok(await s.get(f"{made.network.path}/activities/{activity['origin_id']}"))
    assert of_origin["workplan_id"] == later["id"]
