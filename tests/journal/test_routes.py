"""The journal over HTTP: by record, kind, organisation and subject, with or without mails, and where entries lead."""

import pytest

from api.kernel.access import Role
from tests.client import assert_ok, assert_problem


async def listed(client, make, who="undp", **params):
    home = await make.home()
    return assert_ok(await client.as_(who).get(f"{home.path}/journal", params={"limit": 200, **params}))["items"]


@pytest.fixture
async def decision(make):
    return await make.decision("open", answers={"UNDP": "support", "IOM": "no_objection"})


async def test_the_entries_of_one_subject(client, make, decision):
    entries = await listed(client, make, subject="decisions")
    assert {entry["subject"] for entry in entries} == {"decisions"}
    assert [entry["kind"] for entry in entries][-1] == "decision.drafted"


async def test_the_entries_of_one_kind_and_one_organisation(client, make, decision):
    entries = await listed(client, make, kind="position.recorded")
    assert [entry["organisation"] for entry in entries] == ["IOM", "UNDP"]
    entries = await listed(client, make, kind="position.recorded", organisation="UNDP")
    assert [entry["sentence"] for entry in entries] == [entries[0]["sentence"]]
    assert await listed(client, make, organisation="NOBODY") == []


async def test_mails_can_be_left_out(client, make, decision):
    every, acts = await listed(client, make), await listed(client, make, mail="false")
    told = {"deliveries"} | {"positions"}
    left_out = [entry for entry in every if entry["seq"] not in {entry["seq"] for entry in acts}]
    assert left_out
    assert {entry["subject"] for entry in left_out} <= told
    assert {entry["kind"] for entry in left_out} == {"delivery.accepted", "position.reached"}


async def test_filters_hold_on_every_page_and_onwards(client, make, decision):
    home = await make.home()
    every = [entry["seq"] for entry in await listed(client, make, subject="positions")]
    seen, before = [], None
    while True:
        params = {"subject": "positions", "limit": 2} | ({"before": before} if before else {})
        page = assert_ok(await client.as_("undp").get(f"{home.path}/journal", params=params))
        seen += [entry["seq"] for entry in page["items"]]
        before = page["next_before"]
        if before is None:
            break
    assert seen == every == sorted(every, reverse=True)
    onwards = await listed(client, make, subject="positions", after=every[2])
    assert [entry["seq"] for entry in onwards] == [every[1], every[0]]


async def test_a_position_leads_to_its_decision(client, make, decision):
    position = (await listed(client, make, kind="position.recorded"))[0]
    assert position["about"]["kind"] == "decisions"
    assert position["about"]["id"] == str(decision.id)
    rounds = await listed(client, make, subject="rounds")
    assert {entry["about"]["id"] for entry in rounds} == {str(decision.id)}


async def test_an_invitation_leads_to_its_meeting(client, make):
    meeting = await make.meeting("convened")
    entries = await listed(client, make, subject="invitations")
    assert {(entry["about"]["kind"], entry["about"]["id"]) for entry in entries} == {("meetings", str(meeting.id))}
    assert {entry["about"]["number"] for entry in entries} == {meeting.number}


async def test_an_objective_leads_to_its_number(client, make):
    home = await make.home()
    path = f"{home.path}/objectives/7"
    version = assert_ok(await client.as_("secretariat").get(path))["version"]
    assert_ok(await client.as_("secretariat").patch(path, json={"priority": "high"}, if_match=version))
    entry = (await listed(client, make, subject="objectives"))[0]
    assert (entry["about"]["kind"], entry["about"]["number"]) == ("objectives", "7")


async def test_what_belongs_to_no_record_leads_nowhere(client, make):
    assert {entry["about"] for entry in await listed(client, make, subject="appointments")} == {None}


async def test_a_withheld_entry_leads_nowhere(client, make):
    await make.meeting("draft")
    entry = (await listed(client, make, subject="meetings"))[0]
    assert (entry["payload"], entry["about"]) == (None, None)


async def test_the_journal_is_not_a_partner_s(client, make):
    home = await make.home()
    assert_problem(await client.as_(Role.OBSERVER).get(f"{home.path}/journal"), 403, "forbidden")
