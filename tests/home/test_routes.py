"""The first page: what it asks of whom, what waits for others, and what a partner and a reader see of it."""

from api.kernel.access import Role
from tests.client import assert_ok, assert_problem


async def home_of(client, make, who):
    home = await make.home()
    return assert_ok(await client.as_(who).get(f"{home.path}/home"))


def acts(read):
    return [(item["act"], item["organisation"]) for item in read["items"]]


async def found(client, make, who, query):
    home = await make.home()
    body = assert_ok(await client.as_(who).get(f"{home.path}/search", params={"q": query}))
    return [(item["kind"], item["number"]) for item in body["items"]]


# ── what is asked of whom ───────────────────────────────────────────────────────────────────────────────────────────


async def test_an_open_round_asks_the_silent_and_lets_the_others_wait(client, make):
    decision = await make.decision("open", answers={"UNDP": "support"})
    asked = await home_of(client, make, "iom")
    assert acts(asked) == [("position", "IOM")]
    assert asked["items"][0]["id"] == str(decision.id)
    assert asked["items"][0]["due_at"] is not None
    answered = await home_of(client, make, "undp")
    assert acts(answered) == []
    assert [(each["id"], each["why"][:9]) for each in answered["awaited"]] == [(str(decision.id), "2 answers")]
    assert [each["why"][:8] for each in asked["awaited"]] == ["One answ"]  # its own silence is its own


# no deadline is moved off a weekend or a holiday, whatever day this is
EVERY_DAY = {"working_days": [1, 2, 3, 4, 5, 6, 7], "holidays": []}


async def test_the_secretariat_is_to_act_when_a_notice_did_not_arrive(client, make):
    await make.decision("open", answers={"UNDP": "support"}, deliver=False)
    read = await home_of(client, make, "secretariat")
    assert acts(read) == [("remind", None)]
    assert "IOM" in read["items"][0]["why"]
    assert "RCO" in read["items"][0]["why"]
    assert "UNDP" not in read["items"][0]["why"]
    assert read["awaited"] == []
    assert acts(await home_of(client, make, "rc")) == []


async def test_the_secretariat_is_to_act_when_the_deadline_is_near(client, make):
    home = await make.network(silence_default_seconds=47 * 3600, silence_minimum_seconds=3600, **EVERY_DAY)
    await make.decision("open", network=home)
    read = assert_ok(await client.as_(home.people["secretariat"]).get(f"{home.path}/home"))
    assert acts(read) == [("remind", None)]


async def test_a_far_deadline_lets_the_secretariat_wait(client, make):
    await make.decision("open")
    read = await home_of(client, make, "secretariat")
    assert acts(read) == []
    assert [each["kind"] for each in read["awaited"]] == ["decisions"]


async def test_what_is_clear_waits_for_the_co_chairs(client, make):
    decision = await make.decision("clear")
    assert acts(await home_of(client, make, "rc")) == [("adopt", None)]
    read = await home_of(client, make, "undp")
    assert [each["id"] for each in read["awaited"]] == [str(decision.id)]


async def test_both_co_chairs_adopt_one_after_the_other(client, make):
    home = await make.network(adopted_by="both")
    decision = await make.decision("clear", network=home)
    rc, other = (client.as_(home.people[name]) for name in ("rc", "iom-head"))
    assert_ok(await rc.post(f"{decision.path}/adopt", if_match=decision))
    mine = assert_ok(await rc.get(f"{home.path}/home"))
    assert acts(mine) == []
    assert [each["id"] for each in mine["awaited"]] == [str(decision.id)]
    assert acts(assert_ok(await other.get(f"{home.path}/home"))) == [("adopt", None)]


async def test_an_invitation_is_answered_from_the_first_page(client, make):
    meeting = await make.meeting("convened")
    read = await home_of(client, make, "undp")
    assert acts(read) == [("answer", "UNDP")]
    assert read["next_meeting"]["answers"] == {"yes": 0, "maybe": 0, "no": 0, "open": 3}
    item = read["items"][0]
    path = f"{meeting.path}/invitations/{item['organisation_id']}"
    assert_ok(await client.as_("undp").put(path, json={"answer": "yes"}, if_match=item["version"]))
    after = await home_of(client, make, "undp")
    assert acts(after) == []
    assert after["next_meeting"]["answer"] == "yes"
    assert after["next_meeting"]["answers"] == {"yes": 1, "maybe": 0, "no": 0, "open": 2}


async def test_a_person_is_told_how_much_waits(client, make):
    await make.decision("open")
    await make.meeting("convened")
    read = await home_of(client, make, "undp")
    assert assert_ok(await client.as_("undp").get("/api/v1/me"))["awaiting_count"] == len(read["items"]) == 2


# ── who sees what of it ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_partner_sees_what_is_shared_and_nothing_else(client, make):
    shared = await make.decision("adopted", visibility="partners")
    await make.decision("adopted")
    read = await home_of(client, make, "mfa")
    assert [each["id"] for each in read["shared"]] == [str(shared.id)]
    assert (read["items"], read["awaited"], read["latest"], read["rhythm"]) == ([], [], [], [])
    assert [mark["number"] for mark in read["objectives"]] == [*range(1, 24)]
    assert (await home_of(client, make, "undp"))["shared"] == []


async def test_a_reader_is_asked_nothing_and_sees_what_is_open(client, make):
    decision = await make.decision("open")
    read = await home_of(client, make, Role.VIEWER)
    assert read["items"] == []
    assert [each["id"] for each in read["awaited"]] == [str(decision.id)]


async def test_the_last_acts_are_people_s_and_lead_to_their_record(client, make):
    decision = await make.decision("open", answers={"UNDP": "support"})
    latest = (await home_of(client, make, "undp"))["latest"]
    assert latest[0]["kind"] == "position.recorded"
    assert latest[0]["about"]["kind"] == "decisions"
    assert latest[0]["about"]["id"] == str(decision.id)
    assert not {"deliveries"} & {entry["subject"] for entry in latest}


async def test_the_administrator_has_no_first_page_in_a_network(client, make):
    home = await make.home()
    assert_problem(await client.as_(Role.ADMIN).get(f"{home.path}/home"), 403, "forbidden")


# ── search ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_decision_is_found_by_its_number_and_words(client, make):
    await make.decision("open")
    other = await make.decision("open", title={"en": "Working methods of the secretariat"})
    number = (await found(client, make, "undp", "working methods"))[0][1]
    assert len(await found(client, make, "undp", "working methods")) == 2
    assert (await found(client, make, "undp", number.lower()))[0] == ("decisions", number)
    assert other.number == 1


async def test_a_draft_is_found_by_the_officers_alone(client, make):
    await make.decision("draft", title={"en": "Unfinished business"})
    assert await found(client, make, "secretariat", "unfinished") == [("decisions", None)]
    assert await found(client, make, "undp", "unfinished") == []


async def test_a_proposal_is_found_by_its_number(client, make):
    proposal = await make.proposal()
    number = assert_ok(await client.as_("undp").get(proposal.path))["number"]
    assert (await found(client, make, "undp", number))[0] == ("proposals", number)
    assert await found(client, make, "mfa", number) == []
