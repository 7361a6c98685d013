"""What came of an item: as it falls, by kind and circle, late until the minutes are adopted; and in one text."""

from uuid import uuid4

import pytest

from api.meetings import sealing
from tests.client import assert_ok, assert_problem

SAID = "The Network takes note of the values."


async def start(make, client, state="in_session", **given):
    made = await make.meeting(state, items=2, **given)
    body = assert_ok(await client.as_("secretariat").get(made.path))
    return made, [item["id"] for item in body["agenda_items"]]


async def record(client, made, item, text=SAID, who="secretariat", status=201, **more):
    body = {"agenda_item_id": item, "text": text, **more}
    reply = await client.as_(who).post(f"{made.path}/session/outcomes", json=body)
    return assert_ok(reply, status) if status == 201 else reply


async def outcomes(client, made, who="secretariat"):
    return assert_ok(await client.as_(who).get(f"{made.path}/session"))["outcomes"]


async def item_of(client, made, item, who="secretariat"):
    body = assert_ok(await client.as_(who).get(made.path))
    return next(each for each in body["agenda_items"] if each["id"] == item)


async def test_several_fall_under_one_item_in_their_order(make, client):
    made, (one, two) = await start(make, client)
    first = await record(client, made, one)
    second = await record(client, made, one, "UNFPA adds a breakdown by region.", who="rc")
    await record(client, made, two, "Noted.")
    assert [(each["place"], each["recorded_by"]) for each in (first, second)] == [(1, "IOM"), (2, "RCO")]
    assert (first["late"], first["visibility"], first["kind"]) == (False, "members", "information")
    under_one = [each["text"] for each in await outcomes(client, made, "undp") if each["agenda_item_id"] == one]
    assert under_one == [SAID, "UNFPA adds a breakdown by region."]
    assert (await item_of(client, made, one))["outcome"] == f"{SAID}\n\nUNFPA adds a breakdown by region."


async def test_a_lost_answer_is_asked_for_again_with_the_same_key(make, client):
    made, (one, _) = await start(make, client)
    sender = client.as_("secretariat").with_headers(idempotency_key="of-this-very-line")
    body = {"agenda_item_id": one, "text": SAID}
    path = f"{made.path}/session/outcomes"
    first, again = [assert_ok(await sender.post(path, json=body), 201) for _ in range(2)]
    assert first == again
    assert len(await outcomes(client, made)) == 1


async def test_each_has_a_version_of_its_own(make, client):
    made, (one, _) = await start(make, client)
    first, second = await record(client, made, one), await record(client, made, one, "Second.")
    path = f"{made.path}/session/outcomes"
    secretariat = client.as_("secretariat")
    changed = assert_ok(await secretariat.patch(f"{path}/{first['id']}", json={"text": "First."}, if_match=first))
    assert changed["version"] == 2
    late = await client.as_("rc").patch(f"{path}/{first['id']}", json={"text": "Mine."}, if_match=first)
    assert_problem(late, 412, "stale", current_version=2)
    assert_problem(await secretariat.delete(f"{path}/{second['id']}"), 428, "if-match-required")
    assert_ok(await secretariat.delete(f"{path}/{second['id']}", if_match=second), 204)
    assert [each["text"] for each in await outcomes(client, made)] == ["First."]
    assert (await item_of(client, made, one))["outcome"] == "First."


async def test_one_text_and_its_paragraphs_agree(make, client):
    """Whoever writes the item's outcome as one text and whoever adds to it see the same."""
    made, (one, _) = await start(make, client)
    await record(client, made, one, "First.")
    await record(client, made, one, "Second.")
    await record(client, made, one, "Between us.", visibility="secretariat")
    item = await item_of(client, made, one)
    assert item["outcome"] == "First.\n\nSecond."
    secretariat = client.as_("secretariat")
    path = f"{made.path}/agenda-items/{one}"
    assert_ok(await secretariat.patch(path, json={"outcome": "All in one."}, if_match=item))
    assert [each["text"] for each in await outcomes(client, made)] == ["All in one.", "Between us."]
    item = await item_of(client, made, one)
    assert_ok(await secretariat.patch(path, json={"outcome": None}, if_match=item))
    assert [each["text"] for each in await outcomes(client, made)] == ["Between us."]
    assert (await item_of(client, made, one))["outcome"] is None


async def test_what_is_kept_to_the_officers_is_seen_by_nobody_else(make, client):
    made, (one, _) = await start(make, client)
    kept = await record(client, made, one, "Between us.", visibility="secretariat")
    assert await outcomes(client, made, "undp") == []
    path = f"{made.path}/session/outcomes/{kept['id']}"
    assert_problem(await client.as_("undp").get(path), 404, "not-found")
    assert assert_ok(await client.as_("rc").get(path))["text"] == "Between us."
    refused = await record(client, made, one, visibility="public", status=422)
    assert assert_problem(refused, 422, "invalid")["errors"][0]["code"] == "wider_than_meeting"
    entries = assert_ok(await client.as_("undp").get(f"{made.network.path}/journal?limit=200"))["items"]
    assert all(each["payload"] is None or "Between us." not in str(each["payload"]) for each in entries)


async def test_a_decision_and_an_action_point_are_linked_by_what_they_are(make, client):
    made, (one, _) = await start(make, client)
    decision, action = await make.decision("adopted"), await make.action()
    linked = await record(client, made, one, None, kind="decision", decision_id=str(decision.id))
    assert (linked["decision_id"], linked["text"]) == (str(decision.id), None)
    await record(client, made, one, "Before the next meeting.", kind="action", action_point_id=str(action.id))
    for wrong, pointer in (
        ({"kind": "decision"}, "/decision_id"),
        ({"kind": "decision", "decision_id": str(uuid4())}, "/decision_id"),
        ({"kind": "action", "decision_id": str(decision.id)}, "/decision_id"),
        ({"decision_id": str(decision.id)}, "/decision_id"),
        ({"kind": "action", "action_point_id": str(decision.id)}, "/action_point_id"),
    ):
        refused = await record(client, made, one, status=422, **wrong)
        assert assert_problem(refused, 422, "invalid")["errors"][0]["pointer"] == pointer
    refused = await record(client, made, one, None, status=422)
    assert assert_problem(refused, 422, "invalid")["errors"][0]["pointer"] == "/text"
    assert (await item_of(client, made, one))["outcome"] is None


async def test_what_is_opened_or_given_in_the_room_falls_by_itself(make, client):
    made, (one, _) = await start(make, client)
    secretariat, home = client.as_("secretariat"), made.network.path
    body = {"kind": "other", "title": {"en": "Baseline"}, "texts": {"en": "The values become the baseline."}}
    drafted = assert_ok(await secretariat.post(f"{home}/decisions", json=body | {"agenda_item_id": one}), 201)
    assert await outcomes(client, made) == []
    path = f"{home}/decisions/{drafted['id']}/open"
    assert_ok(await secretariat.post(path, json={"procedure": "meeting"}, if_match=drafted))
    given = {
        "title": {"en": "Add the breakdown"},
        "owner_id": str(made.network.organisations["UNDP"]),
        "due_on": "2030-01-15",
        "agenda_item_id": one,
    }
    action = assert_ok(await secretariat.post(f"{home}/action-points", json=given), 201)
    fell = await outcomes(client, made, "undp")
    assert [(each["kind"], each["decision_id"], each["action_point_id"]) for each in fell] == [
        ("decision", drafted["id"], None),
        ("action", None, action["id"]),
    ]


async def test_what_a_decision_keeps_to_few_its_outcome_keeps_too(make, client):
    made, (one, _) = await start(make, client)
    given = {
        "title": {"en": "Among us"},
        "owner_id": str(made.network.organisations["UNDP"]),
        "due_on": "2030-01-15",
        "agenda_item_id": one,
        "visibility": "secretariat",
    }
    assert_ok(await client.as_("secretariat").post(f"{made.network.path}/action-points", json=given), 201)
    assert [each["visibility"] for each in await outcomes(client, made)] == ["secretariat"]
    assert await outcomes(client, made, "undp") == []


@pytest.mark.parametrize(
    ("state", "slug"),
    [("draft", "meeting-not-started"), ("convened", "meeting-not-started"), ("cancelled", "meeting-not-started")],
)
async def test_nothing_comes_of_what_has_not_begun(make, client, state, slug):
    made, (one, _) = await start(make, client, state)
    assert_problem(await record(client, made, one, status=409), 409, slug)


@pytest.mark.parametrize("who", ["undp", "undp-alternate", "viewer"])
async def test_members_record_nothing(make, client, who):
    made, (one, _) = await start(make, client)
    assert_problem(await record(client, made, one, who=who, status=403), 403, "forbidden")
    assert "record_outcome" not in assert_ok(await client.as_(who).get(f"{made.path}/session"))["may"]


async def test_late_until_the_minutes_are_adopted(make, client, monkeypatch):
    made, (one, _) = await start(make, client, "held")
    late = await record(client, made, one)
    assert late["late"] is True

    async def adopted(call, meeting_id):
        return meeting_id == made.id

    monkeypatch.setattr(sealing, "SEALING", [adopted])
    stands = assert_ok(await client.as_("secretariat").get(f"{made.path}/session"))
    assert stands["may"] == []
    secretariat, path = client.as_("secretariat"), f"{made.path}/session"
    assert_problem(await record(client, made, one, status=409), 409, "meeting-record-sealed")
    refused = await secretariat.patch(f"{path}/outcomes/{late['id']}", json={"text": "No."}, if_match=late)
    assert_problem(refused, 409, "meeting-record-sealed")
    refused = await secretariat.delete(f"{path}/outcomes/{late['id']}", if_match=late)
    assert_problem(refused, 409, "meeting-record-sealed")
    refused = await secretariat.put(f"{path}/notes/{one}", json={"text": "No."}, if_match='"0"')
    assert_problem(refused, 409, "meeting-record-sealed")
    item = await item_of(client, made, one)
    refused = await secretariat.patch(f"{made.path}/agenda-items/{one}", json={"outcome": "No."}, if_match=item)
    assert_problem(refused, 409, "meeting-record-sealed")


async def test_what_is_not_on_the_agenda_has_no_outcome(make, client):
    made, _ = await start(make, client)
    assert_problem(await record(client, made, str(uuid4()), status=404), 404, "not-found")


async def test_an_item_of_which_a_decision_or_an_action_came_is_not_missing(make, client):
    made, (one, two) = await start(make, client)

    async def unwritten():
        needs = assert_ok(await client.as_("secretariat").get(made.path))["needs"]
        return [need["sentence"] for need in needs if need["key"] == "meeting-record"]

    before = await unwritten()
    action = await make.action()
    linked = await record(client, made, one, None, kind="action", action_point_id=str(action.id))
    after = await unwritten()
    assert before != after
    await record(client, made, two, "Noted.")
    assert await unwritten() == []
    path = f"{made.path}/session/outcomes/{linked['id']}"
    assert_ok(await client.as_("secretariat").delete(path, if_match=linked), 204)
    assert await unwritten() == after
