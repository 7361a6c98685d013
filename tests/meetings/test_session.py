"""A meeting in session: whose turn it is and for how long, by role and state; who wants to speak."""

from uuid import uuid4

import pytest

from tests.client import assert_ok, assert_problem


def at(made):
    return f"{made.path}/session"


async def read(client, made, who="secretariat"):
    return assert_ok(await client.as_(who).get(at(made)))


async def items_of(client, made):
    body = assert_ok(await client.as_("secretariat").get(made.path))
    return [item["id"] for item in body["agenda_items"] if item["place"]]


async def go(client, made, move, who="secretariat", json=None, seen=None):
    stands = seen or await read(client, made)
    return await client.as_(who).post(f"{at(made)}/{move}", json=json, if_match=f'"{stands["version"]}"')


async def test_items_take_turns_by_the_clock_of_the_database(make, client):
    made = await make.meeting("in_session", items=3)
    one, two, three = await items_of(client, made)
    begun = await read(client, made)
    assert (begun["state"], begun["current_item_id"], begun["since_at"]) == ("waiting", None, None)
    first = assert_ok(await go(client, made, "next"))
    assert (first["state"], first["current_item_id"]) == ("running", one)
    assert first["since_at"] <= first["server_time"]
    second = assert_ok(await go(client, made, "next", who="rc"))
    assert second["current_item_id"] == two
    (turn,) = second["turns"]
    assert turn == {"item_id": one, "from_at": first["since_at"], "until_at": second["since_at"]}
    back = assert_ok(await go(client, made, "back"))
    assert back["current_item_id"] == one
    assert {each["item_id"]: each["turn_count"] for each in back["items"]} == {one: 2, two: 1}
    jumped = assert_ok(await go(client, made, "turn", json={"item_id": three}))
    assert jumped["current_item_id"] == three
    assert [turn["item_id"] for turn in jumped["turns"]] == [one, two, one]
    assert all(turn["from_at"] <= turn["until_at"] for turn in jumped["turns"])
    assert jumped["used_seconds"] == sum(each["used_seconds"] for each in jumped["items"])
    assert jumped["elapsed_seconds"] == jumped["used_seconds"] + jumped["idle_seconds"]


async def test_a_break_uses_no_items_time(make, client):
    made = await make.meeting("in_session", items=2)
    one, _ = await items_of(client, made)
    assert_ok(await go(client, made, "next"))
    paused = assert_ok(await go(client, made, "pause"))
    assert (paused["state"], paused["current_item_id"], paused["since_at"]) == ("paused", one, None)
    assert len(paused["turns"]) == 1
    assert_problem(await go(client, made, "pause"), 409, "move-refused", move="pause")
    on = assert_ok(await go(client, made, "resume"))
    assert (on["state"], on["current_item_id"]) == ("running", one)
    assert on["since_at"] > paused["turns"][0]["until_at"]
    assert_problem(await go(client, made, "resume"), 409, "move-refused", move="resume")


async def test_the_ends_of_the_agenda(make, client):
    made = await make.meeting("in_session", items=1)
    assert_ok(await go(client, made, "next"))
    assert_problem(await go(client, made, "next"), 409, "session-last-item")
    assert_problem(await go(client, made, "back"), 409, "session-first-item")
    stands = await read(client, made)
    refused = {move["move"]: move["refused"] for move in stands["moves"]}
    assert refused["next"]["type"] == "/problems/session-last-item"
    assert refused["back"]["type"] == "/problems/session-first-item"
    assert refused["pause"] is None
    assert_problem(await go(client, made, "turn", json={"item_id": str(uuid4())}), 404, "not-found")


async def test_two_officers_who_press_next_at_once_skip_nothing(make, client):
    made = await make.meeting("in_session", items=3)
    seen = await read(client, made)
    one = assert_ok(await go(client, made, "next", seen=seen))
    assert_problem(await go(client, made, "next", who="rc", seen=seen), 412, "stale", current_version=one["version"])
    assert (await read(client, made))["current_item_id"] == one["current_item_id"]
    reply = await client.as_("rc").post(f"{at(made)}/next")
    assert_problem(reply, 428, "if-match-required")


@pytest.mark.parametrize("move", ["next", "back", "pause", "resume", "turn"])
async def test_only_officers_run_it(make, client, move):
    made = await make.meeting("in_session", items=2, visibility="partners")
    body = {"item_id": (await items_of(client, made))[0]} if move == "turn" else None
    for who in ("undp", "undp-alternate", "viewer", "mfa"):
        assert_problem(await go(client, made, move, who=who, json=body), 403, "forbidden")
        assert (await read(client, made, who))["moves"] == []


@pytest.mark.parametrize("state", ["draft", "convened", "held", "cancelled"])
async def test_nothing_has_the_floor_outside_the_session(make, client, state):
    made = await make.meeting(state)
    stands = await read(client, made)
    assert stands["state"] == ("closed" if state == "held" else "waiting")
    assert (stands["moves"], stands["items"]) == ([], [])
    assert_problem(await go(client, made, "next"), 409, "meeting-not-running")
    undp = f"{at(made)}/speakers/{made.network.organisations['UNDP']}"
    asked = await client.as_("undp").post(undp)
    if state in ("convened", "held"):
        assert_problem(asked, 409, "meeting-not-running")
    else:  # members do not know of what was never convened
        assert_problem(asked, 404, "not-found")


async def test_the_end_of_the_meeting_ends_the_turn(make, client):
    made = await make.meeting("in_session", items=2)
    assert_ok(await go(client, made, "next"))
    meeting = assert_ok(await client.as_("secretariat").get(made.path))
    assert_ok(await client.as_("secretariat").post(f"{made.path}/end", if_match=meeting))
    over = await read(client, made)
    assert (over["state"], over["current_item_id"], over["since_at"]) == ("closed", None, None)
    assert len(over["turns"]) == 1
    assert over["elapsed_seconds"] == (await read(client, made))["elapsed_seconds"]


async def test_who_wants_to_speak_stands_in_a_row(make, client):
    made = await make.meeting("in_session", items=2)
    ids = made.network.organisations
    path = f"{at(made)}/speakers"
    assert (await read(client, made, "undp"))["speaks_for"] == ["UNDP"]
    assert_ok(await go(client, made, "next"))
    assert_ok(await client.as_("undp").post(f"{path}/{ids['UNDP']}"))
    assert_ok(await client.as_("secretariat").post(f"{path}/{ids['RCO']}"))
    again = assert_ok(await client.as_("undp-alternate").post(f"{path}/{ids['UNDP']}"))
    assert [each["acronym"] for each in again["speakers"]] == ["UNDP", "RCO"]
    assert_problem(await client.as_("undp").post(f"{path}/{ids['IOM']}"), 403, "forbidden")
    assert_problem(await client.as_("undp").delete(f"{path}/{ids['RCO']}"), 403, "forbidden")
    assert_ok(await client.as_("rc").delete(f"{path}/{ids['UNDP']}"), 204)
    assert [each["acronym"] for each in (await read(client, made))["speakers"]] == ["RCO"]
    assert_problem(await client.as_("secretariat").post(f"{path}/{uuid4()}"), 404, "not-found")
    assert assert_ok(await go(client, made, "next"))["speakers"] == []


async def test_a_raised_hand_does_not_stop_who_goes_on(make, client):
    made = await make.meeting("in_session", items=2)
    seen = await read(client, made)
    assert_ok(await client.as_("undp").post(f"{at(made)}/speakers/{made.network.organisations['UNDP']}"))
    assert_ok(await go(client, made, "next", seen=seen))
