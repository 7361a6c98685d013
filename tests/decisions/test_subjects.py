"""What a decision adopts: one frozen version, bound by its digest, held by each round, exchanged only between rounds."""

from uuid import uuid4

from tests.client import assert_ok, assert_problem
from tests.decisions.make import TEXT
from tests.workplans import make as plans


def drafted(subject):
    return {"kind": "workplan", "title": {"en": "Joint workplan"}, "texts": {"en": TEXT}, "subject": subject}


async def frozen(make, client):
    made = await plans.workplan(make, "frozen")
    (snapshot,) = assert_ok(await client.as_("secretariat").get(made.path))["snapshots"]
    return made, {"kind": "workplans", "id": str(made.id), "version": 1, "sha256": snapshot["sha256"]}


async def test_a_decision_is_about_what_is_kept_frozen_and_about_nothing_else(make, client):
    made, subject = await frozen(make, client)
    s, path = client.as_("secretariat"), f"{made.network.path}/decisions"
    for wrong in (
        {"kind": "nothing_known"},
        {"version": 2},
        {"sha256": "0" * 64},
        {"id": str(uuid4())},
    ):
        assert_problem(await s.post(path, json=drafted(subject | wrong)), 422, "invalid")
    decision = assert_ok(await s.post(path, json=drafted(subject)), 201)
    assert decision["subject"] == subject
    emptied = await s.patch(f"{path}/{decision['id']}", json={"subject": None}, if_match=decision)
    assert assert_ok(emptied)["subject"] is None


async def test_members_are_asked_about_what_stands_and_a_round_keeps_it(make, client):
    made, subject = await frozen(make, client)
    s, path = client.as_("secretariat"), f"{made.network.path}/decisions"
    decision = assert_ok(await s.post(path, json=drafted(subject)), 201)
    here = f"{path}/{decision['id']}"
    activity = await plans.first_activity(make, made)
    changed = {"json": {"status": "ongoing"}, "if_match": "*"}
    assert_ok(await s.patch(f"{made.path}/activities/{activity}", **changed))
    assert_problem(await s.post(f"{here}/open", json={}, if_match=decision), 409, "plan-snapshot-outdated")
    read = assert_ok(await s.post(f"{made.path}/freeze", if_match="*"))
    later = subject | {"version": 2, "sha256": read["snapshots"][0]["sha256"]}
    decision = assert_ok(await s.patch(here, json={"subject": later}, if_match=decision))
    opened = assert_ok(await s.post(f"{here}/open", json={}, if_match=decision))
    assert opened["rounds"][0]["subject"] == later
    assert_problem(await s.patch(here, json={"subject": subject}, if_match=opened), 409, "text-frozen")
    revising = assert_ok(await s.post(f"{here}/revise", json={"reason": "Two figures change."}, if_match=opened))
    assert_ok(await s.patch(f"{made.path}/activities/{activity}", json={"status": "completed"}, if_match="*"))
    third = assert_ok(await s.post(f"{made.path}/freeze", if_match="*"))["snapshots"][0]
    newest = subject | {"version": 3, "sha256": third["sha256"]}
    revising = assert_ok(await s.patch(here, json={"subject": newest}, if_match=revising))
    assert (revising["subject"], revising["rounds"][0]["subject"]) == (newest, later)
