"""What is not reached moves on, linked at both ends, and nothing is ever lost."""

import random

import pytest

from tests.client import assert_ok, assert_problem
from tests.meetings.test_agenda import add, read, titles

OWN = "Data on migration"  # what `make.meeting` puts on an agenda
TOPIC = {"title": {"en": "Remittances"}, "reason": "The study comes in spring."}


async def agenda(client, made, who="secretariat"):
    return assert_ok(await client.as_(who).get(f"{made.path}/agenda"))


async def backlog(client, home, who="secretariat", closed=False):
    return assert_ok(await client.as_(who).get(f"{home.path}/backlog?closed={str(closed).lower()}"))["items"]


async def carry(client, made, item, who="secretariat", **body):
    path = f"{made.path}/agenda-items/{item['id']}/carry"
    return await client.as_(who).post(path, json=body, if_match=item)


async def first(client, made):
    return next(item for item in (await read(client, made))["agenda_items"] if item["place"] == 1)


def of(detail, title):
    return next(each for each in detail["items"] if each["title"]["en"] == title)


async def test_an_item_not_reached_goes_to_the_next_regular_meeting_and_both_ends_say_so(make, client):
    held, ahead = await make.meeting("held", days=-1), await make.meeting("convened", days=30)
    item = await first(client, held)
    assert_problem(await carry(client, held, item, who="undp"), 403, "forbidden")
    after = assert_ok(await carry(client, held, item))
    assert after["agenda_items"][0]["moved_on_at"]
    assert "meeting-record" not in [need["key"] for need in after["needs"]]
    here, there = await agenda(client, held, "undp"), await agenda(client, ahead, "undp")
    assert here["items"][0]["carried_to"]["number"] == ahead.number
    came = next(each for each in there["items"] if each["carried_from"])
    assert came["carried_from"]["item_id"] == item["id"]
    assert came["carried_from"]["number"] == held.number
    assert here["items"][0]["carried_to"]["item_id"] == came["id"]
    again = {"id": item["id"], "version": 2}
    assert_problem(await carry(client, held, again), 409, "item-moved-on")


async def test_before_the_meeting_it_leaves_the_agenda_and_numbers_close_up(make, client):
    here, ahead = await make.meeting("convened"), await make.meeting("draft", items=0, days=40)
    for title in ("Two", "Three"):
        await add(client, here, title)
    two = next(item for item in (await read(client, here))["agenda_items"] if item["title"]["en"] == "Two")
    after = assert_ok(await carry(client, here, two))
    assert [(item["place"], item["title"]["en"]) for item in after["agenda_items"]] == [(1, OWN), (2, "Three")]
    assert titles(await read(client, ahead)) == ["Two"]
    moved = (await agenda(client, here))["moved"]
    assert [(each["title"]["en"], each["carried_to"]["number"]) for each in moved] == [("Two", ahead.number)]
    hidden = (await agenda(client, here, "undp"))["moved"]  # the other meeting is the officers' draft
    assert hidden[0]["carried_to"] is None


async def test_moved_twice_it_still_names_the_meeting_that_did_not_reach_it(make, client):
    held, second = await make.meeting("held", days=-1), await make.meeting("convened", days=20)
    third = await make.meeting("convened", days=60)
    item = await first(client, held)
    assert_ok(await carry(client, held, item))
    waiting = next(each for each in (await read(client, second))["agenda_items"] if each["carried_from_id"])
    assert_ok(await carry(client, second, waiting, meeting_id=str(third.id)))
    came = next(each for each in (await agenda(client, third))["items"] if each["carried_from"])
    assert came["carried_from"]["number"] == held.number
    assert (await agenda(client, held))["items"][0]["carried_to"]["number"] == third.number


async def test_without_a_meeting_ahead_it_waits_and_comes_to_the_next_one_by_itself(make, client):
    held = await make.meeting("held", days=-1)
    item = await first(client, held)
    assert_ok(await carry(client, held, item))
    (topic,) = await backlog(client, held.network, "undp")
    assert topic["for_next"]
    assert topic["came_from"]["number"] == held.number
    assert (await agenda(client, held))["items"][0]["waits"]["topic_id"] == topic["id"]
    drafted = await make.meeting("draft", items=0, days=50)
    (came,) = (await agenda(client, drafted))["items"]
    assert came["carried_from"]["item_id"] == item["id"]
    assert came["waited"]["topic_id"] == topic["id"]
    assert await backlog(client, held.network) == []


async def test_parking_wants_a_reason_and_the_topic_can_come_back(make, client):
    made = await make.meeting("convened")
    item = await first(client, made)
    reply = await carry(client, made, item, to="backlog")
    assert assert_problem(reply, 422, "invalid")["errors"][0]["pointer"] == "/reason"
    assert_ok(await carry(client, made, item, to="backlog", reason="Too early."))
    assert titles(await read(client, made)) == []
    (topic,) = await backlog(client, made.network)
    assert (topic["reason"], topic["parked_by"], topic["for_next"]) == ("Too early.", "IOM", False)
    taken = await client.as_("secretariat").post(
        f"{made.network.path}/backlog/{topic['id']}/take", json={"meeting_id": str(made.id)}, if_match=topic
    )
    assert assert_ok(taken)["went_to"]["number"] == made.number
    (back,) = (await agenda(client, made))["items"]
    assert back["carried_from"] is None
    assert back["waited"]["reason"] == "Too early."


async def test_the_end_of_a_meeting_moves_on_what_was_not_reached_and_every_waiting_proposal(make, client):
    made, ahead = await make.meeting("convened"), await make.meeting("draft", items=0, days=60)
    proposal = await add(client, made, "Proposed", who="undp")
    late = await add(client, made, "Too late")
    secretariat = client.as_("secretariat")
    assert_ok(await secretariat.post(f"{made.path}/start", if_match="*"))
    wrong = await secretariat.post(f"{made.path}/end", json={"not_reached": [str(ahead.id)]}, if_match="*")
    assert assert_problem(wrong, 422, "invalid")["errors"][0]["pointer"] == "/not_reached"
    held = assert_ok(await secretariat.post(f"{made.path}/end", json={"not_reached": [late["id"]]}, if_match="*"))
    assert {item["title"]["en"] for item in held["agenda_items"] if item["moved_on_at"]} == {"Proposed", "Too late"}
    there = {item["title"]["en"]: item for item in (await read(client, ahead))["agenda_items"]}
    assert (there["Too late"]["place"], there["Proposed"]["place"]) == (1, 0)
    assert there["Proposed"]["proposed_by"] == "UNDP"
    assert there["Proposed"]["carried_from_id"] == proposal["id"]


async def test_a_cancelled_meeting_gives_back_what_came_to_it(make, client):
    made = await make.meeting("convened")
    await add(client, made, "Proposed", who="undp")
    parked = assert_ok(await client.as_("undp").post(f"{made.network.path}/backlog", json=TOPIC), 201)
    body = {"meeting_id": str(made.id)}
    path = f"{made.network.path}/backlog/{parked['id']}/take"
    assert_ok(await client.as_("rc").post(path, json=body, if_match=parked))
    assert_ok(await client.as_("rc").post(f"{made.path}/cancel", json={"reason": "Too few."}, if_match="*"))
    waiting = await backlog(client, made.network)
    assert {topic["title"]["en"] for topic in waiting} == {"Proposed", "Remittances"}
    assert all(topic["for_next"] for topic in waiting)
    again = await make.meeting("draft", items=0, days=50)
    assert {each["title"]["en"] for each in (await agenda(client, again))["items"]} == {"Proposed", "Remittances"}


async def test_nothing_confidential_is_carried_to_a_wider_circle_by_itself(make, client):
    made = await make.meeting("draft", visibility="secretariat")
    await make.meeting("convened", days=40)
    item = await first(client, made)
    assert_ok(await carry(client, made, item))
    assert await backlog(client, made.network, "undp") == []
    (topic,) = await backlog(client, made.network)
    assert topic["visibility"] == "secretariat"
    reply = await client.as_("undp").get(f"{made.network.path}/backlog/{topic['id']}")
    assert_problem(reply, 404, "not-found")


async def test_a_standing_item_is_not_put_twice(make, client):
    held, ahead = await make.meeting("in_session"), await make.meeting("draft", items=0, days=60)
    for made in (ahead, held):
        body = {"keys": ["aob"]}
        reply = await client.as_("rc").post(f"{made.path}/agenda-items/outline", json=body)
        if made is ahead:
            assert_ok(reply, 201)
        else:
            assert_problem(reply, 409, "meeting-over")
    early = await make.meeting("convened", days=3)
    assert_ok(await client.as_("rc").post(f"{early.path}/agenda-items/outline", json={"keys": ["aob"]}), 201)
    aob = next(each for each in (await read(client, early))["agenda_items"] if each["standing"] == "aob")
    assert_ok(await carry(client, early, aob, meeting_id=str(ahead.id)))
    assert [each["standing"] for each in (await read(client, ahead))["agenda_items"]] == ["aob"]


async def test_the_same_topic_is_copied_here_or_to_another_meeting(make, client):
    held, ahead = await make.meeting("held", days=-1), await make.meeting("draft", items=0, days=30)
    item = await first(client, held)
    path = f"{held.path}/agenda-items/{item['id']}/copy"
    assert_problem(await client.as_("rc").post(path, json={}), 409, "meeting-over")
    there = assert_ok(await client.as_("rc").post(path, json={"meeting_id": str(ahead.id)}), 201)
    assert there["id"] == str(ahead.id)
    (copy,) = there["agenda_items"]
    assert (copy["title"], copy["outcome"], copy["carried_from_id"]) == (item["title"], None, None)
    twice = f"{ahead.path}/agenda-items/{copy['id']}/copy"
    assert len(assert_ok(await client.as_("rc").post(twice, json={}), 201)["agenda_items"]) == 2


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_is_lost_whatever_officers_do(make, client, seed):
    """A walk over two meetings and the backlog: every topic is in one place, and numbers are 1 to n."""
    chance = random.Random(seed)
    meetings = [await make.meeting("draft", items=0, days=days) for days in (10, 40)]
    home = meetings[0].network
    for number in range(5):
        await add(client, meetings[number % 2], f"Topic {number}")
    officer = client.as_("secretariat")
    for _ in range(12):
        where = chance.choice(meetings)
        held = [each for each in (await read(client, where))["agenda_items"] if each["place"]]
        waiting = await backlog(client, home)
        act = chance.choice(["carry", "park", "take", "order"])
        if act == "take" and waiting:
            topic = chance.choice(waiting)
            body = {"meeting_id": str(where.id)}
            assert_ok(await officer.post(f"{home.path}/backlog/{topic['id']}/take", json=body, if_match=topic))
        elif act == "order" and held:
            chance.shuffle(held)
            body = {"items": [each["id"] for each in held]}
            assert_ok(await officer.put(f"{where.path}/agenda-items/order", json=body, if_match="*"))
        elif act == "park" and held:
            assert_ok(await carry(client, where, chance.choice(held), to="backlog", reason="Not yet."))
        elif act == "carry" and held:
            other = meetings[1 - meetings.index(where)]
            assert_ok(await carry(client, where, chance.choice(held), meeting_id=str(other.id)))
        found = [each["title"]["en"] for each in await backlog(client, home)]
        for made in meetings:
            items = [each for each in (await read(client, made))["agenda_items"] if each["place"]]
            assert [each["place"] for each in items] == list(range(1, len(items) + 1))
            found += [each["title"]["en"] for each in items]
        assert sorted(found) == [f"Topic {number}" for number in range(5)]
