"""Two officers type at once, a line drops: nothing that was typed is lost."""

import asyncio

import pytest

from tests.client import assert_ok, assert_problem


async def start(make, client, state="in_session"):
    made = await make.meeting(state, items=2)
    body = assert_ok(await client.as_("secretariat").get(made.path))
    return made, [item["id"] for item in body["agenda_items"]]


def at(made, item):
    return f"{made.path}/session/notes/{item}"


async def put(client, made, item, text, version, who="secretariat"):
    return await client.as_(who).put(at(made, item), json={"text": text}, if_match=f'"{version}"')


async def test_the_slower_is_given_what_stands_and_loses_nothing(make, client):
    made, (one, _) = await start(make, client)
    assert assert_ok(await client.as_("rc").get(at(made, one)))["version"] == 0
    first = assert_ok(await put(client, made, one, "UNDP presented.", 0))
    assert (first["version"], first["written_by"]) == (1, "IOM")
    refused = assert_problem(await put(client, made, one, "WHO asked.", 0, "rc"), 412, "stale", current_version=1)
    assert (refused["current_text"], refused["written_by"]) == ("UNDP presented.", "IOM")
    assert refused["written_at"] == first["written_at"]
    both = f"{refused['current_text']}\n\nWHO asked."
    merged = assert_ok(await put(client, made, one, both, refused["current_version"], "rc"))
    assert (merged["text"], merged["version"], merged["written_by"]) == (both, 2, "RCO")


async def test_the_same_text_sent_again_is_kept_once(make, client):
    """The answer was lost on the way; the page sends again what it could not know had arrived."""
    made, (one, _) = await start(make, client)
    first = assert_ok(await put(client, made, one, "UNDP presented.", 0))
    again = assert_ok(await put(client, made, one, "UNDP presented.", 0))
    assert again == first
    reply = await client.as_("secretariat").put(at(made, one), json={"text": "UNDP presented."})
    assert_problem(reply, 428, "if-match-required")


async def test_items_do_not_stand_in_each_others_way(make, client):
    made, (one, two) = await start(make, client)
    assert_ok(await put(client, made, one, "First.", 0))
    assert_ok(await put(client, made, two, "Second.", 0, "rc"))
    listed = assert_ok(await client.as_("rc").get(f"{made.path}/session/notes"))["items"]
    assert {each["agenda_item_id"]: each["text"] for each in listed} == {one: "First.", two: "Second."}
    outcome = {"agenda_item_id": one, "text": "Noted."}
    assert_ok(await client.as_("rc").post(f"{made.path}/session/outcomes", json=outcome), 201)
    assert_ok(await put(client, made, one, "First, and more.", 1))


async def test_what_was_written_stays_as_a_version(make, client):
    made, (one, _) = await start(make, client)
    assert_ok(await put(client, made, one, "A", 0))
    assert_ok(await put(client, made, one, "A B", 1))  # the same person goes on: one version
    assert_ok(await put(client, made, one, "A B C", 2, "rc"))
    assert_ok(await put(client, made, one, "", 3, "rc"))  # all of it taken away: the text before stays
    assert_ok(await put(client, made, one, "D", 4, "rc"))
    versions = assert_ok(await client.as_("secretariat").get(f"{at(made, one)}/versions"))["items"]
    assert [(each["number"], each["text"], each["written_by"]) for each in versions] == [
        (5, "D", "RCO"),
        (3, "A B C", "RCO"),
        (2, "A B", "IOM"),
    ]


@pytest.mark.parametrize("who", ["undp", "undp-alternate", "viewer"])
async def test_notes_are_the_officers(make, client, who):
    made, (one, _) = await start(make, client)
    assert_ok(await put(client, made, one, "Between the officers.", 0))
    assert_problem(await client.as_(who).get(at(made, one)), 403, "forbidden")
    assert_problem(await client.as_(who).get(f"{made.path}/session/notes"), 403, "forbidden")
    assert_problem(await put(client, made, one, "Mine.", 1, who), 403, "forbidden")
    entries = assert_ok(await client.as_(who).get(f"{made.network.path}/journal?limit=200"))["items"]
    noted = [each for each in entries if each["kind"] == "session-note.written"]
    assert all(each["payload"] is None for each in noted)


@pytest.mark.parametrize(("state", "status"), [("draft", 409), ("convened", 409), ("in_session", 200), ("held", 200)])
async def test_notes_are_taken_in_session_and_after(make, client, state, status):
    made, (one, _) = await start(make, client, state)
    reply = await put(client, made, one, "Noted.", 0)
    if status == 409:
        assert_problem(reply, 409, "meeting-not-started")
    else:
        assert_ok(reply)


async def test_the_journal_holds_the_digest_and_not_the_text(make, client):
    made, (one, _) = await start(make, client)
    assert_ok(await put(client, made, one, "Ms A. was worried.", 0))
    entries = assert_ok(await client.as_("rc").get(f"{made.network.path}/journal?limit=200"))["items"]
    (noted,) = [each for each in entries if each["kind"] == "session-note.written"]
    assert "worried" not in str(noted["payload"])
    assert noted["payload"]["row"]["text_hash"]


async def test_of_two_at_the_same_instant_one_is_kept_and_the_other_is_told(make, client):
    """Ten times: whoever comes second is given the first text, and both stand in the end."""
    made, (one, _) = await start(make, client)
    for round_ in range(10):
        stands = assert_ok(await client.as_("rc").get(at(made, one)))
        texts = [f"{stands['text']}\n{who} {round_}".strip() for who in ("IOM", "RCO")]
        both = [("secretariat", texts[0]), ("rc", texts[1])]
        replies = await asyncio.gather(*(put(client, made, one, text, stands["version"], who) for who, text in both))
        assert sorted(reply.status_code for reply in replies) == [200, 412]
        lost = next(at for at, reply in enumerate(replies) if reply.status_code == 412)
        refused = replies[lost].json()
        assert refused["current_text"] == texts[1 - lost]
        line = texts[lost].rpartition("\n")[2]
        merged = f"{refused['current_text']}\n{line}"
        assert_ok(await put(client, made, one, merged, refused["current_version"], both[lost][0]))
    lines = assert_ok(await client.as_("rc").get(at(made, one)))["text"].split()
    assert sorted(lines) == sorted([word for n in range(10) for word in ("IOM", str(n), "RCO", str(n))])
