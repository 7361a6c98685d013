"""The proof of consultation: who was told by what, reached, reminded, and what was answered."""

from tests.client import assert_ok, assert_problem


def of(body, acronym):
    return next(each for each in body["organisations"] if each["acronym"] == acronym)


async def proof(client, decision, who="secretariat", number=1):
    return assert_ok(await client.as_(who).get(f"{decision.path}/rounds/{number}/consultation"))


async def test_it_tells_every_notice_by_person_and_what_came_of_it(client, make):
    decision = await make.decision("open", answers={"UNDP": "reservation"})
    body = await proof(client, decision)
    assert [each["acronym"] for each in body["organisations"]] == ["IOM", "RCO", "UNDP"]
    assert (body["round"], body["paragraph_count"], len(body["text_hash"])) == (1, 2, 64)
    undp = of(body, "UNDP")
    assert (undp["value"], undp["text"]) == ("reservation", "Read in line with the 1951 Convention.")
    assert {(each["person"], each["kind"], each["state"]) for each in undp["notices"]} == {
        ("Person undp", "round-opened", "accepted"),
        ("Person undp-alternate", "round-opened", "accepted"),
    }
    assert all(each["accepted_at"] >= each["queued_at"] for each in undp["notices"])
    assert undp["reached_at"] is not None
    assert undp["reminders"] == []


async def test_it_names_the_part_of_the_journal_that_tells_of_the_round(client, make):
    decision = await make.decision("open", answers={"UNDP": "support"})
    body = await proof(client, decision)
    entries = assert_ok(await client.as_("rc").get(f"{decision.network.path}/journal?limit=200"))["items"]
    told = {each["seq"]: each for each in entries}
    assert told[body["journal_first"]]["kind"] == "position.opened"
    assert told[body["journal_last"]]["kind"] == "position.recorded"
    assert told[body["journal_last"]]["hash"] == body["journal_hash"]


async def test_a_reminder_is_told_with_its_instant(client, make):
    decision = await make.decision("open")
    seat = f"{decision.path}/rounds/1/positions/{decision.network.organisations['IOM']}"
    assert_ok(await client.as_("secretariat").post(f"{seat}/remind", if_match="*"))
    await make.deliver()
    iom = of(await proof(client, decision), "IOM")
    assert len(iom["reminders"]) == 1
    assert [each["kind"] for each in iom["notices"]].count("round-reminder") == 2


async def test_whom_it_names_is_read_by_members_only(client, make):
    decision = await make.decision("open", visibility="partners")
    path = f"{decision.path}/rounds/1/consultation"
    assert_problem(await client.as_("mfa").get(path), 403, "forbidden")
    assert_ok(await client.as_("viewer").get(path))
    assert_problem(await client.as_("undp").get(path.replace("rounds/1", "rounds/2")), 404, "not-found")
