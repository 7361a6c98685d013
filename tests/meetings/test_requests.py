"""“Or upon request by its members”: asked for by any member, given a date or deferred with a reason all members see."""

from datetime import datetime

import pytest

from api.kernel.clock import PLACE
from tests.client import assert_ok, assert_problem
from tests.meetings.make import dates

WANTED = {"title": {"en": "Sudden arrivals"}, "reason": "Numbers doubled within a week."}
LATER = {name: at.isoformat() for name, at in dates(5).items()}


async def ask(client, path, who="undp"):
    return assert_ok(await client.as_(who).post(f"{path}/meetings/request", json=WANTED), 201)


@pytest.mark.parametrize("who", ["undp", "undp-alternate", "secretariat", "rc"])
async def test_any_member_asks_with_a_reason(make, client, who):
    home = await make.home()
    asked = await ask(client, home.path, who)
    assert (asked["state"], asked["kind"], asked["reason"]) == ("requested", "extraordinary", WANTED["reason"])
    assert asked["requested_by"] == home.people[who].acronym
    seen = assert_ok(await client.as_("viewer").get(f"{home.path}/meetings/{asked['id']}"))
    assert [need["key"] for need in seen["needs"]] == ["meeting-request"]


@pytest.mark.parametrize("who", ["viewer", "mfa"])
async def test_who_is_no_member_asks_for_none(make, client, who):
    home = await make.home()
    reply = await client.as_(who).post(f"{home.path}/meetings/request", json=WANTED)
    assert_problem(reply, 403, "forbidden")


async def test_a_request_without_a_reason_is_none(make, client):
    home = await make.home()
    reply = await client.as_("undp").post(f"{home.path}/meetings/request", json={**WANTED, "reason": ""})
    assert assert_problem(reply, 422, "invalid")["errors"][0]["pointer"] == "/reason"


async def test_the_officers_are_told_of_a_request(make, client):
    home = await make.home()
    await ask(client, home.path)
    mails = assert_ok(await client.as_("secretariat").get(f"{home.path}/outbox"))["items"]
    assert {each["kind"] for each in mails} == {"meeting-requested"}
    assert {each["address"] for each in mails} == {home.people[who].email for who in ("secretariat", "rc", "iom-head")}


async def test_an_accepted_request_has_its_date_and_stays_in_sight_of_who_asked(make, client):
    home = await make.home()
    asked = await ask(client, home.path)
    path = f"{home.path}/meetings/{asked['id']}"
    accepted = assert_ok(await client.as_("secretariat").post(f"{path}/accept", json=LATER, if_match=asked))
    assert accepted["state"] == "draft"
    seen = assert_ok(await client.as_("undp").get(path))
    assert (seen["starts_at"], seen["reason"]) == (accepted["starts_at"], WANTED["reason"])
    listed = assert_ok(await client.as_("undp").get(f"{home.path}/meetings"))["items"]
    assert asked["id"] in {each["id"] for each in listed}


async def test_a_request_is_deferred_by_a_co_chair_with_a_reason_all_members_see(make, client):
    home = await make.home()
    asked = await ask(client, home.path)
    path = f"{home.path}/meetings/{asked['id']}"
    body = {"reason": "The regular meeting is near."}
    assert_problem(await client.as_("secretariat").post(f"{path}/defer", json=body, if_match=asked), 403, "forbidden")
    reply = await client.as_("rc").post(f"{path}/defer", json={}, if_match=asked)
    assert_problem(reply, 422, "invalid")
    assert_ok(await client.as_("rc").post(f"{path}/defer", json=body, if_match=asked))
    for who in ("undp", "iom-alternate", "viewer"):
        seen = assert_ok(await client.as_(who).get(path))
        assert (seen["state"], seen["reason"], seen["closing_reason"]) == ("deferred", WANTED["reason"], body["reason"])
    mails = assert_ok(await client.as_("secretariat").get(f"{home.path}/outbox", params={"limit": 100}))["items"]
    told = {each["address"] for each in mails if each["kind"] == "meeting-deferred"}
    speakers = ("iom", "iom-alternate", "rco", "rco-alternate", "undp", "undp-alternate")
    assert told == {home.people[who].email for who in speakers}


async def defer(client, path, asked):
    body = {"reason": "It can wait."}
    return assert_ok(await client.as_("rc").post(f"{path}/meetings/{asked['id']}/defer", json=body, if_match=asked))


async def test_its_topic_goes_onto_the_next_regular_agenda(make, client):
    upcoming = await make.meeting("convened")
    await make.meeting("convened", kind="thematic", days=2)
    path = upcoming.network.path
    await defer(client, path, await ask(client, path))
    agenda = assert_ok(await client.as_("undp").get(upcoming.path))["agenda_items"]
    carried = agenda[-1]
    assert (carried["title"]["en"], carried["proposed_by"], carried["place"]) == ("Sudden arrivals", "UNDP", 2)
    assert carried["notes"] == WANTED["reason"]


async def test_a_topic_waits_until_a_regular_meeting_is_drafted_and_is_taken_up_once(make, client):
    path = (await make.home()).path
    await defer(client, path, await ask(client, path))
    for kind, expected in (("thematic", []), ("regular", ["Sudden arrivals"]), ("regular", [])):
        made = await make.meeting(kind=kind, items=0)
        agenda = assert_ok(await client.as_("secretariat").get(made.path))["agenda_items"]
        assert [item["title"]["en"] for item in agenda] == expected


async def test_a_topic_is_not_lost_with_a_cancelled_meeting(make, client):
    first = await make.meeting(items=0)
    path = first.network.path
    await defer(client, path, await ask(client, path))
    reply = await client.as_("secretariat").post(f"{first.path}/cancel", json={"reason": "Gone"}, if_match=first)
    assert_ok(reply)
    second = await make.meeting(items=0)
    agenda = assert_ok(await client.as_("secretariat").get(second.path))["agenda_items"]
    assert [item["title"]["en"] for item in agenda] == ["Sudden arrivals"]


async def test_a_thematic_meeting_is_asked_for_with_a_date_that_binds_nobody(make, client):
    home = await make.home()
    wanted = {**WANTED, "kind": "thematic", **LATER}
    asked = assert_ok(await client.as_("undp").post(f"{home.path}/meetings/request", json=wanted), 201)
    assert (asked["kind"], asked["state"]) == ("thematic", "requested")
    assert asked["starts_at"].startswith(LATER["starts_at"][:4])
    far = {name: at.isoformat() for name, at in dates(800).items()}
    later = assert_ok(await client.as_("undp").post(f"{home.path}/meetings/request", json={**wanted, **far}), 201)
    assert later["number"].split("/")[1] == str(datetime.now(PLACE).year)
    path = f"{home.path}/meetings/{asked['id']}"
    other = {name: at.isoformat() for name, at in dates(9).items()}
    accepted = assert_ok(await client.as_("rc").post(f"{path}/accept", json=other, if_match=asked))
    assert accepted["starts_at"] != asked["starts_at"]
    past = {**wanted, **{name: at.isoformat() for name, at in dates(-1).items()}}
    reply = await client.as_("undp").post(f"{home.path}/meetings/request", json=past)
    assert_problem(reply, 422, "meeting-in-the-past")
    regular = await client.as_("undp").post(f"{home.path}/meetings/request", json={**WANTED, "kind": "regular"})
    assert_problem(regular, 422, "invalid")


async def test_who_asked_is_told_of_the_date_and_nobody_else_yet(make, client):
    home = await make.home()
    asked = await ask(client, home.path)
    path = f"{home.path}/meetings/{asked['id']}"
    assert_ok(await client.as_("secretariat").post(f"{path}/accept", json=LATER, if_match=asked))
    mails = assert_ok(await client.as_("secretariat").get(f"{home.path}/outbox", params={"limit": 100}))["items"]
    told = {each["address"] for each in mails if each["kind"] == "meeting-accepted"}
    assert told == {home.people[who].email for who in ("undp", "undp-alternate")}


async def test_a_deferred_request_says_where_its_topic_stands(make, client):
    home = await make.home()
    waiting = await ask(client, home.path)
    deferred = await defer(client, home.path, waiting)
    assert (deferred["carried_to"], deferred["starts_at"]) == (None, None)
    assert [need["key"] for need in deferred["needs"]] == ["meeting-deferred"]
    upcoming = await make.meeting("convened")
    seen = assert_ok(await client.as_("viewer").get(f"{home.path}/meetings/{waiting['id']}"))
    assert (seen["carried_to"]["number"], seen["needs"]) == (upcoming.number, [])
    later = await defer(client, home.path, await ask(client, home.path))
    assert later["carried_to"]["id"] == str(upcoming.id)


async def test_a_wish_is_dropped_when_its_request_is_deferred(make, client):
    home = await make.home()
    wanted = {**WANTED, **LATER}
    asked = assert_ok(await client.as_("undp").post(f"{home.path}/meetings/request", json=wanted), 201)
    deferred = await defer(client, home.path, asked)
    assert (deferred["starts_at"], deferred["ends_at"]) == (None, None)
    path = f"{home.path}/meetings/{asked['id']}/calendar"
    assert_problem(await client.as_("undp").get(path), 404, "not-found")


@pytest.mark.parametrize("reason", [None, "The minister is away."])
async def test_a_postponed_meeting_says_from_when_and_why(make, client, reason):
    made = await make.meeting("convened")
    before = assert_ok(await client.as_("undp").get(made.path))
    body = {**LATER} | ({"reason": reason} if reason else {})
    moved = assert_ok(await client.as_("rc").post(f"{made.path}/reschedule", json=body, if_match=made))
    assert (moved["moved_from_at"], moved["moved_reason"]) == (before["starts_at"], reason)
    path = f"{made.network.path}/outbox"
    mails = assert_ok(await client.as_("secretariat").get(path, params={"limit": 100}))["items"]
    notices = [each for each in mails if each["kind"] == "meeting-rescheduled"]
    assert len(notices) >= 6
    full = assert_ok(await client.as_("secretariat").get(f"{path}/{notices[0]['id']}"))
    assert ("The minister is away." in full["body"]) == bool(reason)


async def test_a_meeting_that_drifts_from_the_country_team_says_so(make, client):
    home = await make.home()
    day = dates(14)["starts_at"].date()
    kept = await client.as_("rc").post(f"{home.path}/unct-meetings", json={"meets_on": str(day)})
    unct = assert_ok(kept, 201)
    made = await make.meeting("draft", unct_meeting_id=unct["id"])
    assert "meeting-beside" not in {need["key"] for need in assert_ok(await client.as_("rc").get(made.path))["needs"]}
    far = str(dates(40)["starts_at"].date())
    one = f"{home.path}/unct-meetings/{unct['id']}"
    assert_ok(await client.as_("rc").patch(one, json={"meets_on": far}, if_match=unct))
    found = assert_ok(await client.as_("rc").get(made.path))
    assert found["unct_meeting"]["meets_on"] == far
    assert "meeting-beside" in {need["key"] for need in found["needs"]}
