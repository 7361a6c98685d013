"""The working days of a duty station: kept as a setting, and where a default deadline may end."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.decisions.rules import DecisionKind, default_deadline, earliest_deadline
from api.networks.rules import calendar
from api.reference import service as reference
from tests.client import assert_ok, assert_problem

ASHGABAT, HOUR = "Asia/Ashgabat", 3600
WEEK = [1, 2, 3, 4, 5]
instants = st.integers(0, 2 * 365 * 24 * HOUR * 1_000_000).map(
    lambda microseconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
)
zones = st.sampled_from([ASHGABAT, "Europe/Berlin", "America/New_York", "Pacific/Auckland", "UTC"])


def off(*days):
    return [{"on": day} for day in days]


# ── the rule ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("now", "holidays", "ends", "skipped"),
    [
        # Ashgabat is five hours ahead: 12:00 UTC is 17:00 there
        ("2026-11-23T12:00", (), "2026-11-26T12:00", []),
        ("2026-11-25T12:00", (), "2026-11-30T12:00", ["2026-11-28", "2026-11-29"]),
        ("2026-11-25T12:00", ("2026-11-30",), "2026-12-01T12:00", ["2026-11-28", "2026-11-29", "2026-11-30"]),
        ("2026-10-03T12:00", ("2026-10-06",), "2026-10-07T12:00", ["2026-10-06"]),
        # late on Tuesday in UTC is Wednesday in Ashgabat, so three days on is Saturday there
        ("2026-11-24T20:00", (), "2026-11-29T20:00", ["2026-11-28", "2026-11-29"]),
    ],
)
def test_a_default_period_ends_on_a_working_day_at_the_same_hour(now, holidays, ends, skipped):
    days = calendar(ASHGABAT, WEEK, off(*holidays))
    at, passed = default_deadline(datetime.fromisoformat(f"{now}+00:00"), timedelta(hours=72), days)
    assert (at, [str(day) for day in passed]) == (datetime.fromisoformat(f"{ends}+00:00"), skipped)


def test_the_hour_stays_though_the_clocks_change():
    """The night of 25 October 2026: an hour is put back in Berlin between the Saturday and the Monday."""
    at, _ = calendar("Europe/Berlin", WEEK, []).moved(datetime(2026, 10, 24, 15, tzinfo=UTC))
    assert at.astimezone(ZoneInfo("Europe/Berlin")).strftime("%F %H:%M") == "2026-10-26 17:00"


@given(
    instants,
    st.integers(1, 30 * 24 * HOUR),
    zones,
    st.sets(st.integers(1, 7), min_size=1),
    st.sets(st.dates(date(2026, 1, 1), date(2028, 3, 1)), max_size=60),
)
def test_the_period_is_never_shortened_and_never_ends_where_nobody_works(now, seconds, zone, weekdays, holidays):
    period, days = timedelta(seconds=seconds), calendar(zone, weekdays, off(*map(str, holidays)))
    at, skipped = default_deadline(now, period, days)
    plain, local = (now + period).astimezone(ZoneInfo(zone)), at.astimezone(ZoneInfo(zone))
    assert days.works_on(local.date())
    assert at >= earliest_deadline(DecisionKind.OTHER, now, period) or skipped
    assert local.replace(tzinfo=None) == plain.replace(tzinfo=None) + timedelta(days=len(skipped))
    assert skipped == [plain.date() + timedelta(days=number) for number in range(len(skipped))]
    assert not any(days.works_on(day) for day in skipped)


@given(instants, st.sets(st.integers(1, 7), min_size=1))
def test_a_working_day_stays_as_it_is_to_the_microsecond(at, weekdays):
    days = calendar(ASHGABAT, weekdays, [])
    moved, skipped = days.moved(at)
    assert (moved == at) == (not skipped)
    assert days.moved(moved) == (moved, [])


# ── as a setting ────────────────────────────────────────────────────────────────────────────────────────────────────


def holiday(on, **more):
    return {"on": on, "name": {"en": "A day off"}, **more}


async def test_officers_keep_the_calendar(client, make):
    home = await make.home()
    secretariat = client.as_("secretariat")
    read = await secretariat.get(home.path)
    assert (assert_ok(read)["working_days"], assert_ok(read)["holidays"]) == (WEEK, [])
    wanted = {
        "working_days": [6, 1, 2],
        "holidays": [holiday("2027-01-01", source="Labour Code", confidence="verified"), holiday("2026-12-12")],
    }
    changed = assert_ok(await secretariat.patch(home.path, json=wanted, if_match=read))
    assert changed["working_days"] == [1, 2, 6]
    assert [(each["on"], each["source"], each["confidence"]) for each in changed["holidays"]] == [
        ("2026-12-12", None, "unverified"),
        ("2027-01-01", "Labour Code", "verified"),
    ]
    assert changed["holidays"][0]["name"] == {"en": "A day off", "ru": None, "tk": None}
    emptied = assert_ok(await secretariat.patch(home.path, json={"holidays": []}, if_match=changed))
    assert (emptied["holidays"], emptied["working_days"]) == ([], [1, 2, 6])
    assert_problem(await client.as_("undp").patch(home.path, json={"holidays": []}, if_match="*"), 403, "forbidden")
    assert assert_ok(await client.as_("rc").get(f"{home.path}/journal/verify"))["whole"] is True


@pytest.mark.parametrize(
    ("wanted", "pointer", "code"),
    [
        ({"working_days": []}, "/working_days", "too_short"),
        ({"working_days": [1, 8]}, "/working_days/1", "less_than_equal"),
        ({"working_days": [1, 1]}, "/working_days", "duplicate"),
        ({"working_days": None}, "/working_days", "missing"),
        ({"holidays": [holiday("2026-12-12"), holiday("2026-12-12")]}, "/holidays/1/on", "duplicate"),
        ({"holidays": [holiday("2026-13-12")]}, "/holidays/0/on", "date_parsing"),
        ({"holidays": [{"on": "2026-12-12"}]}, "/holidays/0/name", "missing"),
        ({"holidays": [holiday("2026-12-12", confidence="rumour")]}, "/holidays/0/confidence", "enum"),
        (
            {"holidays": [holiday(str(date(2026, 1, 1) + timedelta(days=at))) for at in range(401)]},
            "/holidays",
            "too_long",
        ),
    ],
)
async def test_what_is_no_calendar_is_named(client, make, wanted, pointer, code):
    home = await make.home()
    body = assert_problem(await client.as_("rc").patch(home.path, json=wanted, if_match="*"), 422, "invalid")
    assert (body["errors"][0]["pointer"], body["errors"][0]["code"]) == (pointer, code)
    assert assert_ok(await client.as_("rc").get(home.path))["working_days"] == WEEK


async def test_the_holidays_of_turkmenistan_are_kept_with_their_source(client, make):
    """Each fits a network's settings as it stands, and what nobody has checked says so."""
    home = await make.home()
    items = reference.items("holidays")
    given = [
        {
            "on": each["on"],
            "name": reference.localised(each, "name"),
            "source": each["source"],
            "confidence": each["confidence"],
        }
        for each in items
    ]
    changed = assert_ok(await client.as_("rc").patch(home.path, json={"holidays": given}, if_match="*"))
    assert changed["holidays"] == given
    assert {each["on"][:4] for each in items} == {"2026", "2027"}
    moving = [each for each in items if "Bayram" in each["name_en"]]
    assert moving
    assert {each["confidence"] for each in moving} == {"unverified"}
    assert assert_ok(await client.as_("undp").get("/api/v1/reference/holidays"))["items"] == items


# ── where it counts ─────────────────────────────────────────────────────────────────────────────────────────────────


def when(text):
    return datetime.fromisoformat(text)


async def closed_for_a_week(client, home, days=7):
    """Nobody works for some days from the day on which the default period would end."""
    begins = (datetime.now(UTC) + timedelta(hours=72)).astimezone(ZoneInfo(ASHGABAT)).date()
    holidays = [holiday(str(begins + timedelta(days=at)), confidence="verified") for at in range(days)]
    wanted = {"holidays": holidays, "working_days": [1, 2, 3, 4, 5, 6, 7]}
    assert_ok(await client.as_("rc").patch(home.path, json=wanted, if_match="*"))


async def test_a_round_without_a_deadline_ends_on_a_working_day(client, make):
    home = await make.home()
    draft = await make.decision("draft")
    await closed_for_a_week(client, home)
    opened = assert_ok(await client.as_("secretariat").post(f"{draft.path}/open", json={}, if_match=draft))
    (round,) = opened["rounds"]
    assert when(round["deadline_at"]) - when(round["opened_at"]) == timedelta(days=3 + 7)


async def test_a_deadline_that_is_given_may_fall_anywhere_but_never_under_the_minimum(client, make):
    home = await make.home()
    draft = await make.decision("draft")
    await closed_for_a_week(client, home)
    secretariat = client.as_("secretariat")
    for hours, allowed in ((71, False), (73, True)):
        deadline = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
        reply = await secretariat.post(f"{draft.path}/open", json={"deadline_at": deadline}, if_match=draft)
        if allowed:
            assert when(assert_ok(reply)["rounds"][0]["deadline_at"]) == when(deadline)
        else:
            assert_problem(reply, 409, "deadline-too-soon")


async def test_the_page_is_told_which_deadline_to_propose(client, make):
    home = await make.network(urgent_period_seconds=24 * HOUR)
    make._home = home
    await closed_for_a_week(client, home, days=2)
    undp = client.as_("undp")

    async def told(query=""):
        body = assert_ok(await undp.get(f"{home.path}/deadline{query}"))
        now = when(body["server_time"])
        return body, when(body["earliest_at"]) - now, when(body["default_at"]) - now

    body, earliest, default = await told()
    assert (earliest, default) == (timedelta(hours=72), timedelta(days=5))
    assert (body["kind"], body["procedure"]) == ("other", "silence")
    assert [(each["name"]["en"], each["confidence"]) for each in body["skipped"]] == [("A day off", "verified")] * 2
    for query, hours in (
        ("?kind=statement", 72),
        ("?kind=statement&urgent=true", 24),
        ("?kind=workplan&urgent=true&procedure=express", 72),
    ):
        _, earliest, _ = await told(query)
        assert earliest == timedelta(hours=hours)
    first, second = (await told())[0], (await told())[0]
    assert when(first["server_time"]) < when(second["server_time"]), "it is never kept"
    assert_problem(await undp.get(f"{home.path}/deadline?kind=picnic"), 422, "invalid")
