"""A reporting round over HTTP, by role: opened, watched, extended, closed, opened again; and who is told what."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from api.kernel.access import Role
from api.kernel.deliveries import Delivery
from api.kernel.journal import Due
from tests.client import assert_ok, assert_problem
from tests.day import today
from tests.objectives.make import NARRATIVE
from tests.reporting.make import REASON

PERIOD, HALF, NUMBER = "2025-Q4", "2025-H2", 7


async def lead(client, make, number=NUMBER, acronym="UNDP"):
    """The network gives an objective a priority and a lead: from then on that organisation owes its assessment."""
    home = await make.home()
    path = f"{home.path}/objectives/{number}"
    officer = client.as_(Role.SECRETARIAT)
    wanted = {"priority": "high", "lead_id": str(home.organisations[acronym])}
    return assert_ok(await officer.patch(path, json=wanted, if_match=await officer.get(path)))


async def opened(client, make, who=Role.SECRETARIAT, period=PERIOD, days=14, **more):
    home = await make.home()
    wanted = {"period": period, "due_on": (today() + timedelta(days=days)).isoformat(), **more}
    return await client.as_(who).post(f"{home.path}/reporting-rounds", json=wanted)


async def told(make, kind):
    home = await make.home()

    async def read(call):
        statement = sa.select(Delivery.address, Delivery.body).where(
            Delivery.network_id == home.id, Delivery.kind == kind
        )
        return sorted((await call.session.execute(statement)).all())

    return await make.as_platform(read)


async def test_each_organisation_is_told_of_its_own_things_and_the_round_fills(client, make):
    home = await make.home()
    await lead(client, make)
    body = assert_ok(await opened(client, make, note="Please mind the new age groups."), 201)
    assert (body["state"], body["owed"], body["given"]) == ("open", 1, 0)
    assert [(each["acronym"], each["owed"]) for each in body["organisations"]] == [("UNDP", 1)]
    assert body["needs"][0]["key"] == "reporting-owed"
    assert body["needs"][0]["organisations"] == ["UNDP"]
    mails = await told(make, "reporting-opened")
    assert [address for address, _ in mails] == sorted(home.people[name].email for name in ("undp", "undp-alternate"))
    assert all("new age groups" in text and f"/reporting/{PERIOD}" in text for _, text in mails)

    owed = assert_ok(await client.as_("undp").get(f"{home.path}/reporting-rounds/{PERIOD}/owed"))
    (mine,) = owed["items"]
    assert (mine["kind"], mine["number"], mine["period"], mine["state"]) == ("assessment", "7", HALF, "missing")
    assert mine["assessment"] == {"current": None, "before": None}

    wanted = {"organisation_id": str(home.organisations["UNDP"]), "period": HALF, "rating": "some_progress"}
    wanted["narrative"] = NARRATIVE
    objective = f"{home.path}/objectives/{NUMBER}"
    undp = client.as_("undp")
    given = assert_ok(await undp.post(f"{objective}/assessments", json=wanted), 201)
    assessment = given["assessments"][0]
    path = f"{objective}/assessments/{assessment['id']}"
    assert_ok(await undp.post(f"{path}/submit", if_match=assessment["version"]))
    body = assert_ok(await client.as_("viewer").get(f"{home.path}/reporting-rounds/{PERIOD}"))
    assert (body["owed"], body["given"], body["approved"]) == (1, 1, 0)
    assert body["needs"][0]["key"] == "reporting-approve"
    assert body["moves"] == []


async def test_home_says_what_is_to_be_reported_until_it_is_given(client, make):
    home = await make.home()
    await lead(client, make)
    await make.reporting_round(period=PERIOD)
    for who, wanted in (("undp", ["UNDP"]), ("iom", []), ("secretariat", []), ("viewer", [])):
        items = assert_ok(await client.as_(who).get(f"{home.path}/home"))["items"]
        found = [item for item in items if item["act"] == "report"]
        assert [item["organisation"] for item in found] == wanted, who
        assert all(item["kind"] == "reporting_rounds" and item["number"] == PERIOD for item in found)


async def test_contents_are_for_who_reports_and_who_approves(client, make):
    home = await make.home()
    await lead(client, make)
    await make.assessment("draft", number=NUMBER, period=HALF)
    round = await make.reporting_round(period=PERIOD)
    asked = f"{round.path}/owed?organisation=UNDP"
    for who, seen in (("undp", True), ("secretariat", True), ("iom", False), ("viewer", False), ("mfa", False)):
        (each,) = assert_ok(await client.as_(who).get(asked))["items"]
        assert (each["state"], each["assessment"] is not None) == ("draft", seen), who
    assert (await client.as_("undp").get(f"{round.path}/owed")).json()["acronym"] == "UNDP"
    assert assert_ok(await client.as_("secretariat").get(f"{round.path}/owed?organisation=NONE"))["items"] == []
    assert home.slug in round.path


@pytest.mark.parametrize("who", ["rc", "undp", "viewer", "mfa"])
async def test_only_the_secretariat_runs_it(client, make, who):
    assert_problem(await opened(client, make, who), 403, "forbidden")


async def test_a_quarter_has_one_round_and_only_one_that_has_begun(client, make):
    assert_ok(await opened(client, make), 201)
    assert_problem(await opened(client, make), 409, "reporting-round-exists", period=PERIOD)
    ahead = f"{today().year + 1}-Q4"
    assert_problem(await opened(client, make, period=ahead), 422, "invalid")
    assert_problem(await opened(client, make, period="2025-Q3", days=-1), 422, "invalid")
    assert_problem(await opened(client, make, period="2025-H2"), 422, "invalid")


async def test_it_closes_with_its_count_and_locks_the_quarter_if_asked(client, make):
    home = await make.home()
    await lead(client, make)
    round = await make.reporting_round(period=PERIOD)
    officer = client.as_(Role.SECRETARIAT)
    closed = assert_ok(await officer.post(f"{round.path}/close", json={"lock": True}, if_match=round))
    assert (closed["state"], closed["given"], closed["needs"]) == ("closed", 0, [])
    assert [address for address, _ in await told(make, "reporting-closed")] == sorted(
        home.people[name].email for name in ("undp", "undp-alternate")
    )
    assert assert_ok(await officer.get(f"{home.path}/periods/{PERIOD}"))["state"] == "locked"
    again = {"due_on": (today() + timedelta(days=5)).isoformat(), "reason": REASON}
    assert_problem(await officer.post(f"{round.path}/reopen", json=again, if_match=closed), 409, "period-locked")
    lock = await officer.get(f"{home.path}/periods/{PERIOD}")
    assert_ok(await officer.post(f"{home.path}/periods/{PERIOD}/unlock", json={"reason": REASON}, if_match=lock))
    opened_again = assert_ok(await officer.post(f"{round.path}/reopen", json=again, if_match=closed))
    assert (opened_again["state"], opened_again["due_on"]) == ("open", again["due_on"])
    assert assert_ok(await officer.get(f"{home.path}/journal/verify"))["whole"] is True


async def test_it_is_extended_with_a_reason_and_reminds_not_twice_within_the_hour(client, make):
    await lead(client, make)
    round = await make.reporting_round(period=PERIOD, days=3)
    officer = client.as_(Role.SECRETARIAT)
    sooner = {"due_on": today().isoformat(), "reason": REASON}
    assert_problem(await officer.post(f"{round.path}/extend", json=sooner, if_match=round), 422, "invalid")
    later = sooner | {"due_on": (today() + timedelta(days=30)).isoformat()}
    longer = assert_ok(await officer.post(f"{round.path}/extend", json=later, if_match=round))
    assert all(REASON in text for _, text in await told(make, "reporting-extended"))
    reminded = assert_ok(await officer.post(f"{round.path}/remind", if_match=longer))
    assert reminded["reminder_count"] == 1
    assert len(await told(make, "reporting-reminder")) == 2
    assert_problem(await officer.post(f"{round.path}/remind", if_match=reminded), 409, "reminded-just-now")


async def test_nobody_is_reminded_where_nothing_is_owed(client, make):
    round = await make.reporting_round(period="2025-Q3")  # no half-year ends in it
    refused = await client.as_(Role.SECRETARIAT).post(f"{round.path}/remind", if_match=round)
    assert_problem(refused, 409, "nothing-owed")
    body = assert_ok(await client.as_(Role.SECRETARIAT).get(round.path))
    assert body["needs"][0]["key"] == "reporting-close"
    assert [move["refused"] is None for move in body["moves"] if move["move"] == "remind"] == [False]


async def test_those_who_owe_are_reminded_by_itself(travel):
    """A week and a day before the last day ends, and once it has passed; whoever has given everything hears nothing."""
    client, clock = travel
    make = client.make
    await lead(client, make)
    round = await make.reporting_round(period=PERIOD, days=10)

    async def next_at(call):
        return (await call.session.execute(sa.select(Due.at).where(Due.subject_id == round.id))).scalar_one_or_none()

    seen = []
    while (at := await make.as_platform(next_at)) is not None:
        await clock.set(at)
        assert_ok(await client.as_("viewer").get(round.path))
        seen.append(len(await told(make, "reporting-reminder")))
    assert seen == [2, 4, 6]
