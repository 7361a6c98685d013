"""Quarterly updates: what they tell of an activity, what is owed, and what a locked quarter keeps as it is."""

from api.periods.rules import Span, holding
from tests.client import assert_ok, assert_problem
from tests.day import today
from tests.workplans import make as plans

NOW = str(holding(today(), Span.QUARTER))


async def test_an_update_moves_the_activity_and_is_owed_until_it_is_submitted(make, client):
    made = await plans.workplan(make, "adopted")
    activity = await plans.first_activity(make, made)
    undp = made.network.organisations["UNDP"]
    f = client.as_("undp")
    owed = assert_ok(await f.get(f"{made.network.path}/owed-updates/{undp}?period={NOW}"))["items"]
    assert [(each["leads"], each["update"], each["prefill"]["status"]) for each in owed] == [
        (True, None, "yet_to_start")
    ]
    path = f"{made.path}/activities/{activity}/updates/{NOW}/{undp}"
    said = {
        "status": "ongoing",
        "progress": "Two courses.",
        "next_steps": "A third one.",
        "expenditure": {"amount": "10.05"},
    }
    update = assert_ok(await f.put(path, json=said))
    assert_problem(await f.put(path, json=said), 428, "if-match-required")
    assert_problem(await client.as_("rco").post(f"{path}/submit", if_match="*"), 403, "not-your-activity")
    submitted = assert_ok(await f.post(f"{path}/submit", if_match=update))
    assert (submitted["state"], [move["move"] for move in submitted["moves"]]) == ("submitted", ["reopen"])
    read = assert_ok(await f.get(f"{made.path}/activities/{activity}"))
    assert (read["current_status"], read["reported_period"]) == ("ongoing", NOW)
    assert read["money"]["expenditure"]["amount"] == "10.05"
    by_source = assert_ok(await f.get(f"{made.path}/money?by=source"))
    assert [item["key"] for item in by_source["items"]] == ["IOM Development Fund", "UNDP", None]
    assert_problem(await f.put(path, json=said, if_match="*"), 409, "update-closed")
    reopened = await client.as_("secretariat").post(f"{path}/reopen", json={"reason": "A typo."}, if_match="*")
    assert assert_ok(reopened)["state"] == "draft"
    assert assert_ok(await f.get(f"{made.path}/activities/{activity}"))["money"]["expenditure"] is None
    everybody = assert_ok(await f.get(f"{made.path}/owed?period={NOW}"))["items"]
    assert [(each["party"]["acronym"], each["update"] is None) for each in everybody] == [
        ("IOM", True),
        ("UNDP", False),
    ]


async def test_a_locked_quarter_takes_no_update(make, client):
    year = today().year - 1
    made = await plans.workplan(make, "adopted", starts_on=f"{year}-01-01", ends_on=f"{year}-12-31")
    activity, undp = await plans.first_activity(make, made), made.network.organisations["UNDP"]
    path = f"{made.path}/activities/{activity}/updates/{year}-Q2/{undp}"
    assert_ok(await client.as_("undp").put(path, json={"status": "ongoing", "progress": "Begun."}))
    assert_ok(await client.as_("secretariat").post(f"{made.network.path}/periods/{year}-Q2/lock", if_match="*"))
    refused = await client.as_("undp").post(f"{path}/submit", if_match="*")
    assert_problem(refused, 409, "period-locked")
    assert assert_ok(await client.as_("undp").get(f"{made.path}/owed?period={year}-Q2"))["locked"] is True
