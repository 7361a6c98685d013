"""The backlog: any member parks, its own and the officers change, the secretariat takes."""

import pytest

from tests.client import assert_ok, assert_problem

TOPIC = {"title": {"en": "Remittances", "tk": "Pul geçirimleri"}, "reason": "The study comes in spring."}


async def park(client, home, who="undp", **more):
    return assert_ok(await client.as_(who).post(f"{home.path}/backlog", json=TOPIC | more), 201)


@pytest.mark.parametrize("who", ["undp", "undp-alternate", "secretariat", "rc"])
async def test_any_member_parks_a_topic_and_all_members_read_why(make, client, who):
    home = await make.home()
    topic = await park(client, home, who)
    assert (topic["reason"], topic["kind"], topic["duration_minutes"]) == (TOPIC["reason"], "discussion", 10)
    read = assert_ok(await client.as_("viewer").get(f"{home.path}/backlog"))
    assert [each["id"] for each in read["items"]] == [topic["id"]]
    assert read["items"][0]["may"] == []


async def test_observers_neither_park_nor_read_the_members_backlog(make, client):
    home = await make.home()
    topic = await park(client, home)
    assert assert_ok(await client.as_("mfa").get(f"{home.path}/backlog"))["items"] == []
    assert_problem(await client.as_("mfa").get(f"{home.path}/backlog/{topic['id']}"), 404, "not-found")
    assert_problem(await client.as_("mfa").post(f"{home.path}/backlog", json=TOPIC), 403, "forbidden")
    assert_problem(await client.as_("viewer").post(f"{home.path}/backlog", json=TOPIC), 403, "forbidden")


async def test_its_own_organisation_and_the_officers_change_it_nobody_else(make, client):
    home = await make.home()
    topic = await park(client, home)
    path = f"{home.path}/backlog/{topic['id']}"
    assert topic["may"] == ["edit", "close"]
    assert_problem(await client.as_("iom").patch(path, json={"notes": "Ours."}, if_match=topic), 403, "forbidden")
    changed = assert_ok(await client.as_("undp-alternate").patch(path, json={"notes": "More."}, if_match=topic))
    assert_problem(await client.as_("rc").patch(path, json={"notes": "Late."}, if_match=topic), 412, "stale")
    closed = assert_ok(await client.as_("rc").post(f"{path}/close", json={"reason": "Done."}, if_match=changed))
    assert (closed["closing_reason"], closed["may"]) == ("Done.", [])
    again = await client.as_("undp").post(f"{path}/close", json={"reason": "Once more."}, if_match=closed)
    assert_problem(again, 409, "topic-closed")
    assert assert_ok(await client.as_("undp").get(f"{home.path}/backlog"))["items"] == []
    read = assert_ok(await client.as_("undp").get(f"{home.path}/backlog?closed=true"))
    assert [each["id"] for each in read["items"]] == [topic["id"]]


async def test_the_secretariat_takes_it_onto_an_agenda_once(make, client):
    made = await make.meeting("convened")
    topic = await park(client, made.network)
    path, body = f"{made.network.path}/backlog/{topic['id']}/take", {"meeting_id": str(made.id)}
    assert_problem(await client.as_("undp").post(path, json=body, if_match=topic), 403, "forbidden")
    assert_problem(await client.as_("secretariat").post(path, json=body), 428, "if-match-required")
    taken = assert_ok(await client.as_("secretariat").post(path, json=body, if_match=topic))
    assert (taken["went_to"]["number"], taken["went_to"]["place"]) == (made.number, 2)
    twice = await client.as_("secretariat").post(path, json=body, if_match=taken)
    assert_problem(twice, 409, "topic-closed")
    items = assert_ok(await client.as_("undp").get(made.path))["agenda_items"]
    assert (items[1]["title"]["tk"], items[1]["proposed_by"]) == ("Pul geçirimleri", "UNDP")


@pytest.mark.parametrize("state", ["held", "cancelled"])
async def test_what_is_over_takes_no_topic(make, client, state):
    made = await make.meeting(state, days=-1)
    topic = await park(client, made.network)
    path, body = f"{made.network.path}/backlog/{topic['id']}/take", {"meeting_id": str(made.id)}
    assert_problem(await client.as_("secretariat").post(path, json=body, if_match=topic), 409, "meeting-over")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"reason": None}, "/reason"),
        ({"title": None}, "/title"),
        ({"duration_minutes": 0}, "/duration_minutes"),
        ({"presenter_id": "01a213e6-0000-7000-8000-000000000000"}, "/presenter_id"),
        ({"meeting": "next"}, "/meeting"),
    ],
)
async def test_bad_input_is_named_and_changes_nothing(make, client, body, pointer):
    home = await make.home()
    topic = await park(client, home)
    path = f"{home.path}/backlog/{topic['id']}"
    reply = await client.as_("undp").patch(path, json=body, if_match=topic)
    assert pointer in {error["pointer"] for error in assert_problem(reply, 422, "invalid")["errors"]}
    assert assert_ok(await client.as_("undp").get(path)) == topic


# ── the outline ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def standing(client, made, who="secretariat"):
    return [each["standing"] for each in assert_ok(await client.as_(who).get(made.path))["agenda_items"]]


async def test_the_usual_items_stand_around_the_matters(make, client):
    await make.meeting("held", days=-60)
    made = await make.meeting("draft", days=30)
    read = assert_ok(await client.as_("rc").post(f"{made.path}/agenda-items/outline", json={}), 201)
    assert [each["standing"] for each in read["agenda_items"]] == ["previous_minutes", "action_points", None, "aob"]
    assert [each["place"] for each in read["agenda_items"]] == [1, 2, 3, 4]
    again = assert_ok(await client.as_("rc").post(f"{made.path}/agenda-items/outline", json={}), 201)
    assert again["agenda_items"] == read["agenda_items"]
    item = {"kind": "decision", "title": {"en": "Late"}}
    late = assert_ok(await client.as_("rc").post(f"{made.path}/agenda-items", json=item), 201)
    assert [each["title"]["en"] for each in late["agenda_items"]][-2:] == ["Late", "Any other business"]


async def test_the_minutes_of_the_last_meeting_are_named_and_linked(make, client):
    last = await make.meeting("held", days=-60)
    made = await make.meeting("draft", items=0, days=30)
    assert_ok(
        await client.as_("rc").post(f"{made.path}/agenda-items/outline", json={"keys": ["previous_minutes"]}), 201
    )
    (item,) = assert_ok(await client.as_("rc").get(f"{made.path}/agenda"))["items"]
    assert item["title"]["en"] == f"Minutes of {last.number}"
    assert item["title"]["ru"] == f"Протокол {last.number}"
    assert [(link["kind"], link["id"]) for link in item["links"]] == [("meetings", str(last.id))]
    links = assert_ok(await client.as_("rc").get(f"{made.network.path}/links?kind=meetings&id={last.id}"))
    assert [(link["kind"], link["id"]) for link in links["items"]] == [("agenda_items", item["id"])]
    assert_problem(await client.as_("undp").get(f"{made.network.path}/agenda-items/{item['id']}"), 404, "not-found")


async def test_a_first_meeting_has_no_minutes_to_adopt(make, client):
    made = await make.meeting("draft", items=0)
    assert_ok(await client.as_("rc").post(f"{made.path}/agenda-items/outline", json={}), 201)
    assert await standing(client, made) == ["action_points", "aob"]


async def test_an_empty_agenda_is_offered_the_outline_and_what_was_left_open(make, client):
    held = await make.meeting("held", days=-1)
    made = await make.meeting("draft", items=0, days=30)
    offer = assert_ok(await client.as_("rc").get(f"{made.path}/agenda-offer"))
    assert [each["key"] for each in offer["outline"] if each["usual"]] == ["previous_minutes", "action_points", "aob"]
    assert len(offer["outline"]) == 14
    assert all(each["title"]["ru"] and each["title"]["tk"] for each in offer["outline"])
    (left,) = offer["left_open"]
    assert (left["number"], left["place"]) == (held.number, 1)
    path = f"{held.path}/agenda-items/{left['item_id']}/carry"
    assert_ok(await client.as_("rc").post(path, json={"meeting_id": str(made.id)}, if_match=left))
    assert assert_ok(await client.as_("rc").get(f"{made.path}/agenda-offer"))["left_open"] == []
    assert (await standing(client, made)) == [None]


# ── links ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_item_is_linked_both_ways_and_seen_by_whom_its_meeting_is_for(make, client):
    made = await make.meeting("draft")
    item = assert_ok(await client.as_("rc").get(made.path))["agenda_items"][0]
    decision = await make.decision("open")
    one, other = {"kind": "agenda_items", "id": item["id"]}, {"kind": "decisions", "id": str(decision.id)}
    hidden = await client.as_("undp").put(f"{made.network.path}/links", json={"one": one, "other": other})
    assert_problem(hidden, 404, "not-found")
    assert_ok(await client.as_("rc").put(f"{made.network.path}/links", json={"one": one, "other": other}))
    where = f"{made.network.path}/links?kind=decisions&id={decision.id}"
    assert assert_ok(await client.as_("undp").get(where))["items"] == []
    assert_ok(await client.as_("rc").post(f"{made.path}/convene", if_match="*"))
    (link,) = assert_ok(await client.as_("undp").get(where))["items"]
    assert (link["kind"], link["id"], link["number"]) == ("agenda_items", item["id"], made.number)
    detail = assert_ok(await client.as_("undp").get(f"{made.network.path}/agenda-items/{item['id']}"))
    assert detail["meeting_id"] == str(made.id)
    assert [each["kind"] for each in detail["links"]] == ["decisions"]
    found = assert_ok(await client.as_("undp").get(f"{made.network.path}/search?q=migration"))["items"]
    assert ("agenda_items", item["id"]) in [(each["kind"], each["id"]) for each in found]
