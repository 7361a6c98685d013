"""The first page asks those who attended for their word, and the officers to settle what was circulated."""

from tests.client import assert_ok
from tests.minutes.make import WORD, minutes


async def asked(client, who, made):
    read = assert_ok(await client.as_(who).get(f"{made.network.path}/home"))
    return [(item["act"], item["organisation"]) for item in read["items"] if item["kind"] == "minutes"]


async def test_who_attended_is_asked_until_a_word_was_said(client, make):
    made = await minutes(make, "circulated")
    assert await asked(client, "undp", made) == [("comment", "UNDP")]
    assert await asked(client, "iom", made) == []  # was not there
    assert await asked(client, "secretariat", made) == []
    assert_ok(await client.as_("undp").post(f"{made.path}/seen", if_match="*", json={}))
    assert await asked(client, "undp", made) == []


async def test_a_comment_is_a_word_and_a_new_circulation_asks_again(client, make):
    made = await minutes(make, "circulated")
    assert_ok(await client.as_("undp").post(f"{made.path}/comments", json=WORD), 201)
    assert await asked(client, "undp", made) == []
    secretariat = client.as_("secretariat")
    for move in ("revise", "circulate"):
        assert_ok(await secretariat.post(f"{made.path}/{move}", if_match="*"))
    assert await asked(client, "undp", made) == [("comment", "UNDP")]


async def test_after_the_window_the_officers_are_asked_to_adopt(client, make):
    made = await minutes(make, "over")
    for who in ("secretariat", "rc", "iom-head"):
        assert await asked(client, who, made) == [("adopt", None)]
    assert await asked(client, "undp", made) == []
    assert_ok(await client.as_("rc").post(f"{made.path}/adopt", if_match="*"))
    assert await asked(client, "secretariat", made) == []


async def test_an_objection_is_the_secretariat_s_to_settle(client, make):
    made = await minutes(make, "circulated")
    said = assert_ok(await client.as_("undp").post(f"{made.path}/comments", json=WORD | {"objection": True}), 201)
    assert await asked(client, "secretariat", made) == [("settle", None)]
    assert await asked(client, "rc", made) == []
    path = f"{made.path}/comments/{said['id']}/lift"
    assert_ok(await client.as_("undp").post(path, if_match=f'"{said["version"]}-x"'))
    assert await asked(client, "secretariat", made) == []


async def test_adopted_minutes_are_found_and_lead_to_their_meeting(client, make):
    made = await minutes(make, "adopted")
    found = assert_ok(
        await client.as_("undp").get(f"{made.network.path}/search", params={"q": "figures every quarter"})
    )
    assert ("minutes", str(made.id)) in [(item["kind"], item["id"]) for item in found["items"]]
