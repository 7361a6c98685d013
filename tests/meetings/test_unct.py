"""The country team's dates: kept by officers, each day once, pasted as a list, never taken from under a meeting."""

from datetime import date

import pytest

from api.meetings import unct_lines
from tests.client import assert_ok, assert_problem
from tests.meetings.make import dates

DAY = {"meets_on": "2027-03-16", "begins": "10:00", "ends": "12:00", "note": "First of the year"}


async def add(client, path, who="secretariat", **more):
    return assert_ok(await client.as_(who).post(f"{path}/unct-meetings", json=DAY | more), 201)


async def test_officers_keep_the_list_and_members_read_it(make, client):
    path = (await make.home()).path
    later = await add(client, path, "rc", meets_on="2027-06-15", begins=None, ends=None, note=None)
    kept = await add(client, path)
    assert {name: kept[name] for name in DAY} == DAY
    for who in ("undp", "viewer", "iom-head"):
        listed = assert_ok(await client.as_(who).get(f"{path}/unct-meetings"))["items"]
        assert listed == [kept, later]
        assert assert_ok(await client.as_(who).get(f"{path}/unct-meetings/{kept['id']}")) == kept
    for who in ("undp", "viewer", "mfa"):
        assert_problem(await client.as_(who).post(f"{path}/unct-meetings", json=DAY), 403, "forbidden")
    assert_problem(await client.as_("mfa").get(f"{path}/unct-meetings/{kept['id']}"), 404, "not-found")
    some = assert_ok(
        await client.as_("undp").get(f"{path}/unct-meetings", params={"from_on": "2027-06-01", "sort": "-meets_on"})
    )
    assert some["items"] == [later]


async def test_each_day_stands_once_and_can_come_back(make, client):
    path = (await make.home()).path
    kept = await add(client, path)
    reply = await client.as_("secretariat").post(f"{path}/unct-meetings", json=DAY)
    assert assert_problem(reply, 422, "invalid")["errors"][0]["code"] == "taken"
    one = f"{path}/unct-meetings/{kept['id']}"
    assert_ok(await client.as_("secretariat").delete(one, if_match=kept), 204)
    assert_problem(await client.as_("secretariat").get(one), 404, "not-found")
    again = await add(client, path)
    assert again["id"] != kept["id"]


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        (DAY | {"ends": None}, "/ends", "missing"),
        (DAY | {"begins": None}, "/begins", "missing"),
        (DAY | {"ends": "09:30"}, "/ends", "before_start"),
        (DAY | {"begins": "25:00"}, "/begins", "string_pattern_mismatch"),
    ],
)
async def test_hours_come_in_pairs_and_in_order(make, client, body, pointer, code):
    path = (await make.home()).path
    reply = await client.as_("secretariat").post(f"{path}/unct-meetings", json=body)
    error = assert_problem(reply, 422, "invalid")["errors"][0]
    assert (error["pointer"], error["code"]) == (pointer, code)


async def test_a_day_is_corrected_under_its_version(make, client):
    path = (await make.home()).path
    kept, other = await add(client, path), await add(client, path, meets_on="2027-03-17")
    one = f"{path}/unct-meetings/{kept['id']}"
    moved = assert_ok(await client.as_("secretariat").patch(one, json={"meets_on": "2027-03-18"}, if_match=kept))
    assert (moved["meets_on"], moved["begins"], moved["version"]) == ("2027-03-18", "10:00", kept["version"] + 1)
    reply = await client.as_("secretariat").patch(one, json={"note": None}, if_match=kept)
    assert_problem(reply, 412, "stale")
    reply = await client.as_("secretariat").patch(one, json={"meets_on": other["meets_on"]}, if_match=moved)
    assert assert_problem(reply, 422, "invalid")["errors"][0]["code"] == "taken"
    reply = await client.as_("secretariat").patch(one, json={"meets_on": None}, if_match=moved)
    assert assert_problem(reply, 422, "invalid")["errors"][0]["code"] == "missing"


async def test_a_day_is_not_taken_from_under_a_meeting(make, client):
    path = (await make.home()).path
    kept = await add(client, path)
    made = await make.meeting("convened", unct_meeting_id=kept["id"])
    one = f"{path}/unct-meetings/{kept['id']}"
    reply = await client.as_("secretariat").delete(one, if_match=kept)
    assert_problem(reply, 409, "unct-meeting-in-use", numbers=[made.number])
    reply = await client.as_("secretariat").patch(made.path, json={"unct_meeting_id": None}, if_match=made)
    assert assert_ok(reply)["unct_meeting"] is None
    assert_ok(await client.as_("secretariat").delete(one, if_match=kept), 204)


async def test_a_meeting_is_held_beside_a_day_of_its_own_network(make, client):
    home, other = await make.home(), await make.network()
    theirs = assert_ok(await client.as_(other.people["secretariat"]).post(f"{other.path}/unct-meetings", json=DAY), 201)
    wanted = {"title": {"en": "A meeting"}, "unct_meeting_id": theirs["id"]}
    wanted |= {name: at.isoformat() for name, at in dates().items()}
    reply = await client.as_("secretariat").post(f"{home.path}/meetings", json=wanted)
    assert assert_problem(reply, 422, "invalid")["errors"][0]["pointer"] == "/unct_meeting_id"


# ── a pasted list ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2026-12-15", (date(2026, 12, 15), None, None, None)),
        ("15.12.2026", (date(2026, 12, 15), None, None, None)),
        ("15/12/2026\t10:00-12:00\tYear-end review", (date(2026, 12, 15), "10:00", "12:00", "Year-end review")),
        ("15 December 2026, 10.00–12.30: review", (date(2026, 12, 15), "10:00", "12:30", "review")),
        ("1st Feb 2027 9:00 to 11:00", (date(2027, 2, 1), "09:00", "11:00", None)),
        ("15 декабря 2026 года", (date(2026, 12, 15), None, None, "года")),
        ("3 мая 2027", (date(2027, 5, 3), None, None, None)),
        ("3 maý 2027 10:00-11:00", (date(2027, 5, 3), "10:00", "11:00", None)),
        ("UNCT retreat 2026-12-15", (date(2026, 12, 15), None, None, "UNCT retreat")),
    ],
)
def test_a_line_is_read_as_people_write_dates(line, expected):
    (read,) = unct_lines.read(line)
    assert (read.meets_on, read.begins, read.ends, read.note) == expected
    assert read.fault is None


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("next Tuesday", "no_date"),
        ("15 Foober 2026", "no_date"),
        ("2026-02-30", "date_parsing"),
        ("31.11.2026", "date_parsing"),
        ("2026-12-15 25:00-26:00", "date_parsing"),
        ("2026-12-15 12:00-10:00", "before_start"),
        ("2026-12-15 \x07", "control_characters"),
    ],
)
def test_what_is_no_date_is_named(line, fault):
    (read,) = unct_lines.read(line)
    assert read.fault == fault


async def paste(client, path, lines, **query):
    reply = await client.as_("secretariat").post(f"{path}/unct-meetings/import", json={"lines": lines}, params=query)
    return assert_ok(reply)


async def test_a_pasted_list_is_told_first_and_written_whole(make, client):
    path = (await make.home()).path
    await add(client, path)
    lines = "16.03.2027 10:00-12:00\n2027-06-15 10:00-11:00 Mid-year\n\n2027-03-16 09:00-11:00"
    dry = await paste(client, path, lines, dry_run=True)
    assert [each["outcome"] for each in dry["items"]] == ["known", "added", "fault"]
    assert (dry["items"][2]["code"], dry["items"][2]["line"], dry["written"]) == ("duplicate", 4, False)
    lines = "2027-03-16 09:00-11:00\n2027-06-15 10:00-11:00 Mid-year"
    assert (await paste(client, path, lines, dry_run=True))["written"] is False
    assert len(assert_ok(await client.as_("undp").get(f"{path}/unct-meetings"))["items"]) == 1
    done = await paste(client, path, lines)
    assert (done["added"], done["changed"], done["known"], done["faults"], done["written"]) == (1, 1, 0, 0, True)
    listed = assert_ok(await client.as_("undp").get(f"{path}/unct-meetings"))["items"]
    assert [(each["meets_on"], each["begins"], each["note"]) for each in listed] == [
        ("2027-03-16", "09:00", "First of the year"),  # what the list does not say stays
        ("2027-06-15", "10:00", "Mid-year"),
    ]
    assert (await paste(client, path, lines))["known"] == 2


async def test_one_faulty_line_keeps_the_list_from_being_written(make, client):
    path = (await make.home()).path
    report = await paste(client, path, "2027-06-15\nsome day")
    assert (report["written"], report["faults"]) == (False, 1)
    assert report["items"][1]["detail"]
    assert assert_ok(await client.as_("undp").get(f"{path}/unct-meetings"))["items"] == []
    too_long = "\n".join(f"2027-01-{1 + at % 28:02}" for at in range(201))
    reply = await client.as_("secretariat").post(f"{path}/unct-meetings/import", json={"lines": too_long})
    assert assert_problem(reply, 422, "invalid")["errors"][0]["pointer"] == "/lines"
