"""Each setting says by which adopted decision the network agreed it, and since when; an urgent period needs one."""

from uuid import uuid4

import pytest

from tests.client import assert_ok, assert_problem

HOUR = 3600


async def change(client, home, who="secretariat", **given):
    return await client.as_(who).patch(home.path, json=given, if_match="*")


async def adopted(make, **given):
    made = await make.decision("adopted", kind="procedure", **given)
    return made, str(made.id)


async def test_a_network_begins_with_nothing_agreed(client, make):
    home = await make.home()
    assert assert_ok(await client.as_("undp").get(home.path))["agreed"] == {}


async def test_a_setting_names_the_decision_that_agreed_it(client, make):
    home = await make.home()
    decision, id = await adopted(make)
    number = assert_ok(await client.as_("undp").get(decision.path))["number"]
    body = assert_ok(
        await change(client, home, silence_default_seconds=120 * HOUR, agreed_by={"silence_default_seconds": id})
    )
    agreed = body["agreed"]["silence_default_seconds"]
    assert (agreed["decision_id"], agreed["number"]) == (id, number)
    assert agreed["adopted_at"] <= agreed["since_at"]
    again = assert_ok(await change(client, home, meetings_per_year=6, agreed_by={"silence_default_seconds": id}))
    assert again["agreed"]["silence_default_seconds"] == agreed
    assert again["agreed"]["meetings_per_year"]["decision_id"] is None
    assert assert_ok(await client.as_("rc").get(f"{home.path}/journal/verify"))["whole"] is True


async def test_a_setting_that_is_changed_without_a_decision_is_no_longer_agreed_by_one(client, make):
    home = await make.home()
    _, id = await adopted(make)
    assert_ok(await change(client, home, working_days=[1, 2, 3, 4, 5, 6], agreed_by={"working_days": id}))
    same = assert_ok(await change(client, home, working_days=[1, 2, 3, 4, 5, 6]))
    assert same["agreed"]["working_days"]["decision_id"] == id
    moved = assert_ok(await change(client, home, working_days=[1, 2, 3, 4, 5]))
    assert moved["agreed"]["working_days"]["decision_id"] is None
    assert "adopted_by" not in moved["agreed"]
    named = assert_ok(await change(client, home, agreed_by={"adopted_by": id}))
    assert named["agreed"]["adopted_by"]["decision_id"] == id
    taken = assert_ok(await change(client, home, agreed_by={"adopted_by": None}))
    assert taken["agreed"]["adopted_by"]["decision_id"] is None


async def test_an_urgent_period_is_only_what_was_agreed_beforehand(client, make):
    home = await make.home()
    body = assert_problem(await change(client, home, urgent_period_seconds=24 * HOUR), 422, "agreement-required")
    assert body["errors"][0]["pointer"] == "/agreed_by/urgent_period_seconds"
    _, id = await adopted(make)
    given = {"urgent_period_seconds": 24 * HOUR, "agreed_by": {"urgent_period_seconds": id}}
    body = assert_ok(await change(client, home, **given))
    assert (body["urgent_period_seconds"], body["agreed"]["urgent_period_seconds"]["decision_id"]) == (24 * HOUR, id)
    assert_ok(await change(client, home, urgent_period_seconds=24 * HOUR, meetings_per_year=5))
    for less in ({"urgent_period_seconds": 12 * HOUR}, {"agreed_by": {"urgent_period_seconds": None}}):
        assert_problem(await change(client, home, **less), 422, "agreement-required")
    none = assert_ok(await change(client, home, urgent_period_seconds=None))
    assert none["urgent_period_seconds"] is None
    assert "urgent_period_seconds" not in none["agreed"]


@pytest.mark.parametrize("state", ["draft", "open", "no_consensus", "withdrawn"])
async def test_what_was_not_adopted_agrees_nothing(client, make, state):
    home = await make.home()
    decision = await make.decision(state)
    for id in (str(decision.id), str(uuid4())):
        reply = await change(client, home, agreed_by={"adopted_by": id})
        assert_problem(reply, 422, "agreement-not-adopted")
        assert reply.json()["errors"][0]["pointer"] == "/agreed_by/adopted_by"


async def test_what_a_later_decision_ended_or_another_network_adopted_agrees_nothing(client, make):
    home = await make.home()
    earlier, id = await adopted(make)
    await adopted(make, supersedes_id=str(earlier.id))
    other = await make.decision("adopted", network=await make.network())
    for wrong in (id, str(other.id)):
        assert_problem(await change(client, home, agreed_by={"adopted_by": wrong}), 422, "agreement-not-adopted")


async def test_an_urgent_round_cites_the_decision_that_agreed_the_period(client, make):
    home = await make.home()
    agreed, id = await adopted(make)
    other, _ = await adopted(make)
    given = {"urgent_period_seconds": 24 * HOUR, "agreed_by": {"urgent_period_seconds": id}}
    assert_ok(await change(client, home, **given))
    number = assert_ok(await client.as_("undp").get(agreed.path))["number"]
    wrong = await make.decision("draft", kind="statement", allowed_by_id=str(other.id))
    reply = await client.as_("secretariat").post(f"{wrong.path}/open", json={}, if_match=wrong)
    assert_problem(reply, 409, "agreed-by-another", number=number)
    right = await make.decision("draft", kind="statement", allowed_by_id=id)
    assert_ok(await client.as_("secretariat").post(f"{right.path}/open", json={}, if_match=right))
