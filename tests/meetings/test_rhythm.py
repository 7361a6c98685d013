"""The quarterly rhythm over HTTP: what each role reads, and what an offered date leads to."""

from datetime import date, datetime, time, timedelta

import pytest

from api.kernel.clock import PLACE
from tests.client import assert_ok, assert_problem
from tests.meetings.make import dates

YEAR = datetime.now(PLACE).year + 1  # whole, and ahead


async def rhythm(client, path, who="undp", **given):
    return assert_ok(await client.as_(who).get(f"{path}/meetings/rhythm", params=given))


async def keep(client, path, day, **more):
    body = {"meets_on": day, **more}
    return assert_ok(await client.as_("secretariat").post(f"{path}/unct-meetings", json=body), 201)


def quarters(body, year=YEAR):
    (found,) = [each for each in body["years"] if each["year"] == year]
    return found["quarters"]


async def test_four_quarters_of_a_year_and_the_coming_one_in_the_last_quarter(make, client):
    home = await make.home()
    body = await rhythm(client, home.path)
    today = date.fromisoformat(body["today"])
    years = [today.year, today.year + 1] if today.month > 9 else [today.year]
    assert [each["year"] for each in body["years"]] == years
    for each in body["years"]:
        assert [quarter["quarter"] for quarter in each["quarters"]] == [1, 2, 3, 4]
    body = await rhythm(client, home.path, year=2024, years=2)
    assert [each["year"] for each in body["years"]] == [2024, 2025]


async def test_held_and_convened_meetings_stand_in_their_quarter_and_thematic_ones_do_not(make, client):
    starts_at = datetime(YEAR, 5, 20, 10, tzinfo=PLACE)
    convened = await make.meeting("convened", starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
    later = datetime(YEAR, 8, 20, 10, tzinfo=PLACE)
    await make.meeting("convened", kind="thematic", starts_at=later, ends_at=later + timedelta(hours=2))
    found = quarters(await rhythm(client, convened.network.path, year=YEAR))
    assert [each["state"] for each in found] == ["open", "convened", "open", "open"]
    assert [meeting["number"] for meeting in found[1]["meetings"]] == [convened.number]
    assert found[1]["offered"] == []


async def test_a_draft_shows_to_the_officers_alone(make, client):
    starts_at = datetime(YEAR, 5, 20, 10, tzinfo=PLACE)
    drafted = await make.meeting("draft", starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
    path = drafted.network.path
    assert quarters(await rhythm(client, path, "secretariat", year=YEAR))[1]["state"] == "drafted"
    for who in ("undp", "viewer"):
        found = quarters(await rhythm(client, path, who, year=YEAR))[1]
        assert (found["state"], found["meetings"]) == ("open", [])


async def test_dates_stand_beside_the_country_team_and_a_meeting_is_drafted_on_one(make, client):
    home = await make.home()
    kept = await keep(client, home.path, f"{YEAR}-06-15", begins="10:00", ends="12:00", note="Mid-year review")
    found = quarters(await rhythm(client, home.path, "undp", year=YEAR))[1]
    assert found["unct_meetings"] == [kept]
    assert found["offered"]
    assert {each["unct_meeting_id"] for each in found["offered"]} == {kept["id"]}
    slot = found["offered"][0]
    body = {
        "title": {"en": "Second quarterly meeting"},
        "starts_at": slot["starts_at"],
        "ends_at": slot["ends_at"],
        "unct_meeting_id": slot["unct_meeting_id"],
    }
    drafted = assert_ok(await client.as_("rc").post(f"{home.path}/meetings", json=body), 201)
    assert drafted["unct_meeting"] == {name: kept[name] for name in ("id", "meets_on", "begins", "ends")}
    again = quarters(await rhythm(client, home.path, "rc", year=YEAR))[1]
    assert (again["state"], again["offered"]) == ("drafted", [])


async def test_no_date_is_offered_on_a_holiday_of_the_network(make, client):
    home = await make.home()
    day = next(each for number in range(10, 20) if (each := date(YEAR, 6, number)).isoweekday() == 2)
    holiday = {"on": str(day), "name": {"en": "A holiday"}}
    path = home.path
    reply = await client.as_("secretariat").patch(path, json={"holidays": [holiday]}, if_match="*")
    assert_ok(reply)
    await keep(client, path, str(day), begins="10:00", ends="12:00")
    found = quarters(await rhythm(client, path, year=YEAR))[1]
    local = {datetime.fromisoformat(each["starts_at"]).astimezone(PLACE).date() for each in found["offered"]}
    assert local == {day - timedelta(days=1), day + timedelta(days=1)}
    assert [each["on"] for each in found["days_off"]] == [str(day)]


async def test_a_government_counterpart_reads_neither_the_country_team_nor_what_is_missing(make, client):
    home = await make.home()
    await keep(client, home.path, f"{YEAR}-06-15")
    body = await rhythm(client, home.path, "mfa", year=2025, years=3)
    found = [quarter for year in body["years"] for quarter in year["quarters"]]
    assert {quarter["state"] for quarter in found} <= {"free", "open", "before"}
    assert all(quarter["unct_meetings"] == quarter["offered"] == [] for quarter in found)
    assert (body["officers"], body["may"], body["needs"]) == ([], [], [])
    assert assert_ok(await client.as_("mfa").get(f"{home.path}/unct-meetings"))["items"] == []


async def test_it_says_who_calls_meetings_and_what_the_reader_can_do(make, client):
    home = await make.home()
    body = await rhythm(client, home.path, "undp")
    assert {(each["role"], each["organisation"]) for each in body["officers"]} == {
        ("secretariat", "IOM"), ("co_chair", "IOM"), ("co_chair", "RCO"),
    }  # fmt: skip
    assert body["may"] == ["request"]
    assert (await rhythm(client, home.path, "viewer"))["may"] == []
    assert (await rhythm(client, home.path, "secretariat"))["may"] == ["draft", "request", "keep_unct"]


@pytest.mark.parametrize("language", ["en", "ru", "tk"])
async def test_a_quarter_without_a_meeting_needs_one_in_words(make, client, language):
    home = await make.home()
    path = f"{home.path}/meetings/rhythm"
    body = assert_ok(await client.as_("secretariat").get(path, headers={"accept-language": language}))
    assert [need["key"] for need in body["needs"]] == ["meeting-rhythm-due", "meeting-unct"]
    assert body["needs"][0]["organisations"] == ["IOM", "RCO"]
    assert all("{" not in need["sentence"] for need in body["needs"])
    today = date.fromisoformat(body["today"])
    end = datetime.fromisoformat(body["needs"][0]["by_at"]).astimezone(PLACE)
    assert end.date() >= today
    assert end.time() == time(23, 59)


async def test_offered_dates_are_as_long_as_the_last_regular_meeting(make, client):
    made = await make.meeting("held", **dates(-40) | {"ends_at": dates(-40)["starts_at"] + timedelta(minutes=150)})
    body = await rhythm(client, made.network.path, year=YEAR)
    assert body["usual_minutes"] == 150
    slots = [slot for quarter in quarters(body) for slot in quarter["offered"]]
    assert slots
    for slot in slots:
        length = datetime.fromisoformat(slot["ends_at"]) - datetime.fromisoformat(slot["starts_at"])
        assert length == timedelta(minutes=150)


async def test_who_is_not_of_the_network_reads_no_rhythm(make, client):
    home, other = await make.home(), await make.network()
    reply = await client.as_(other.people["secretariat"]).get(f"{home.path}/meetings/rhythm")
    assert_problem(reply, 404, "not-found")
