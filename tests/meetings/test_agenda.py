"""The agenda: who proposes, who orders, what stays on record."""

from uuid import uuid4

import pytest

from tests.client import assert_ok, assert_problem

TOPIC = {"kind": "decision", "title": {"en": "Remittances", "ru": "Переводы", "tk": "Pul geçirimleri"}}


async def read(client, made, who="secretariat"):
    return assert_ok(await client.as_(who).get(made.path))


async def add(client, made, title, who="secretariat", minutes=10):
    body = {"kind": "discussion", "title": {"en": title}, "duration_minutes": minutes}
    read = assert_ok(await client.as_(who).post(f"{made.path}/agenda-items", json=body), 201)
    return next(item for item in read["agenda_items"] if item["title"]["en"] == title)


def titles(read):
    return [item["title"]["en"] for item in read["agenda_items"] if item["place"]]


async def test_an_officers_item_stands_at_the_end_and_counts(make, client):
    made = await make.meeting(items=0)
    await add(client, made, "One", minutes=10)
    await add(client, made, "Two", who="rc", minutes=45)
    meeting = await read(client, made)
    assert titles(meeting) == ["One", "Two"]
    assert [item["place"] for item in meeting["agenda_items"]] == [1, 2]
    assert meeting["agenda_minutes"] == 55
    assert {item["proposed_by"] for item in meeting["agenda_items"]} == {None}


@pytest.mark.parametrize("who", ["undp", "undp-alternate"])
async def test_a_members_proposal_waits_for_the_secretariat(make, client, who):
    made = await make.meeting("convened")
    item = await add(client, made, "Proposed", who=who, minutes=60)
    assert (item["place"], item["proposed_by"]) == (0, "UNDP")
    meeting = await read(client, made)
    assert meeting["agenda_minutes"] == 30
    assert "meeting-proposed" in [need["key"] for need in meeting["needs"]]
    order = [each["id"] for each in meeting["agenda_items"] if each["place"]] + [item["id"]]
    path = f"{made.path}/agenda-items/order"
    assert_problem(await client.as_(who).put(path, json={"items": order}, if_match=meeting), 403, "forbidden")
    taken = assert_ok(await client.as_("secretariat").put(path, json={"items": order}, if_match=meeting))
    assert titles(taken) == ["Data on migration", "Proposed"]
    assert taken["agenda_minutes"] == 90
    assert "meeting-proposed" not in [need["key"] for need in taken["needs"]]


@pytest.mark.parametrize(("who", "state"), [("mfa", "convened"), ("viewer", "convened")])
async def test_who_is_no_member_proposes_nothing(make, client, who, state):
    made = await make.meeting(state, visibility="partners")
    assert_problem(await client.as_(who).post(f"{made.path}/agenda-items", json=TOPIC), 403, "forbidden")


@pytest.mark.parametrize("state", ["in_session", "held", "cancelled", "deferred"])
async def test_nobody_proposes_to_what_has_begun(make, client, state):
    made = await make.meeting(state)
    reply = await client.as_("undp").post(f"{made.path}/agenda-items", json=TOPIC)
    if state == "cancelled":  # it was never more than a draft: members do not know of it
        assert_problem(reply, 404, "not-found")
    else:
        assert_problem(reply, 409, "meeting-over")


async def test_a_topic_that_comes_up_in_session_is_added_by_officers(make, client):
    made = await make.meeting("in_session")
    item = await add(client, made, "Any other business", who="rc")
    assert item["place"] == 2


async def test_the_order_names_every_item_once(make, client):
    made = await make.meeting(items=0)
    a, b, c = [(await add(client, made, title))["id"] for title in "abc"]
    path, secretariat = f"{made.path}/agenda-items/order", client.as_("secretariat")
    for wrong in ([a, b], [a, b, b], [a, b, c, c], [a, b, c, str(uuid4())]):
        reply = await secretariat.put(path, json={"items": wrong}, if_match=made)
        assert assert_problem(reply, 422, "invalid")["errors"][0]["code"] == "not_every_item"
    ordered = assert_ok(await secretariat.put(path, json={"items": [c, a, b]}, if_match=made))
    assert titles(ordered) == ["c", "a", "b"]
    assert titles(await read(client, made)) == ["c", "a", "b"]
    stale = await secretariat.put(path, json={"items": [a, b, c]}, if_match=made)
    assert_problem(stale, 412, "stale")


async def test_items_have_versions_of_their_own(make, client):
    made = await make.meeting(items=0)
    one, two = await add(client, made, "One"), await add(client, made, "Two")
    secretariat = client.as_("secretariat")
    for item in (one, two):
        body = {"duration_minutes": 20}
        assert_ok(await secretariat.patch(f"{made.path}/agenda-items/{item['id']}", json=body, if_match=item))
    reply = await secretariat.patch(f"{made.path}/agenda-items/{one['id']}", json={"notes": "Late"}, if_match=one)
    assert_problem(reply, 412, "stale", current_version=2)
    assert (await read(client, made))["agenda_minutes"] == 40


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"duration_minutes": 0}, "/duration_minutes"),
        ({"duration_minutes": 481}, "/duration_minutes"),
        ({"kind": "vote"}, "/kind"),
        ({"title": {"en": ""}}, "/title/en"),
        ({"title": None}, "/title"),
        ({"presenter_id": str(uuid4())}, "/presenter_id"),
        ({"notes": "x" * 20_001}, "/notes"),
        ({"outcome": "bell\x07"}, "/outcome"),
        ({"colour": "blue"}, "/colour"),
    ],
)
async def test_bad_input_is_named_and_changes_nothing(make, client, body, pointer):
    made = await make.meeting("in_session" if "outcome" in body else "draft")
    before = await read(client, made)
    item = before["agenda_items"][0]
    reply = await client.as_("secretariat").patch(f"{made.path}/agenda-items/{item['id']}", json=body, if_match=item)
    assert pointer in {error["pointer"] for error in assert_problem(reply, 422, "invalid")["errors"]}
    assert (await read(client, made))["agenda_items"] == before["agenda_items"]


async def test_an_item_is_taken_off_before_the_meeting_only(make, client):
    made = await make.meeting("convened")
    secretariat = client.as_("secretariat")
    item = await add(client, made, "Too much")
    path = f"{made.path}/agenda-items/{item['id']}"
    assert_problem(await secretariat.delete(path), 428, "if-match-required")
    assert_problem(await client.as_("undp").delete(path, if_match=item), 403, "forbidden")
    assert_ok(await secretariat.delete(path, if_match=item), 204)
    assert titles(await read(client, made)) == ["Data on migration"]
    started = assert_ok(await secretariat.post(f"{made.path}/start", if_match=await read(client, made)))
    left = started["agenda_items"][0]
    reply = await secretariat.delete(f"{made.path}/agenda-items/{left['id']}", if_match=left)
    assert_problem(reply, 409, "meeting-over")


@pytest.mark.parametrize("state", ["draft", "convened"])
async def test_no_outcome_is_written_before_the_session(make, client, state):
    made = await make.meeting(state)
    item = (await read(client, made))["agenda_items"][0]
    path = f"{made.path}/agenda-items/{item['id']}"
    reply = await client.as_("secretariat").patch(path, json={"outcome": "Agreed."}, if_match=item)
    assert_problem(reply, 409, "meeting-not-started")


@pytest.mark.parametrize("state", ["in_session", "held"])
async def test_outcomes_are_the_officers_to_write_and_nothing_else_changes(make, client, state):
    made = await make.meeting(state)
    item = (await read(client, made))["agenda_items"][0]
    path = f"{made.path}/agenda-items/{item['id']}"
    reply = await client.as_("undp").patch(path, json={"outcome": "Ours."}, if_match=item)
    assert_problem(reply, 403, "forbidden")
    reply = await client.as_("rc").patch(path, json={"title": {"en": "Another topic"}}, if_match=item)
    assert_problem(reply, 409, "meeting-over")
    written = assert_ok(await client.as_("rc").patch(path, json={"outcome": "Agreed."}, if_match=item))
    assert written["agenda_items"][0]["outcome"] == "Agreed."
    lost = await client.as_("secretariat").patch(path, json={"outcome": "Not so."}, if_match=item)
    assert_problem(lost, 412, "stale")
    seen = (await read(client, made, "undp"))["agenda_items"][0]
    assert seen["outcome"] == "Agreed."
