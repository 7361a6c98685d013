"""Invitations, answers and attendance."""

import pytest

from tests.client import assert_ok, assert_problem


async def read(client, made, who="secretariat"):
    return assert_ok(await client.as_(who).get(made.path))


def place(meeting, acronym):
    return next(each for each in meeting["invitations"] if each["acronym"] == acronym)


async def put(client, made, who, acronym, answer="yes"):
    invitation = place(await read(client, made), acronym)
    path = f"{made.path}/invitations/{invitation['organisation_id']}"
    return await client.as_(who).put(path, json={"answer": answer}, if_match=invitation)


async def test_members_are_invited_in_the_networks_order_and_partners_where_it_is_shared(make, client):
    inner = await read(client, await make.meeting("convened"))
    assert [each["acronym"] for each in inner["invitations"]] == ["IOM", "RCO", "UNDP"]
    shared = await read(client, await make.meeting("convened", visibility="partners"))
    assert [each["acronym"] for each in shared["invitations"]] == ["IOM", "RCO", "UNDP", "MFA"]


async def test_who_is_told_is_named_before(make, client):
    draft = await make.meeting(visibility="partners")
    told = (await read(client, draft))["told"]
    convened = assert_ok(await client.as_("rc").post(f"{draft.path}/convene", if_match=draft))
    assert told == convened["told"] == [each["acronym"] for each in convened["invitations"]]


async def test_one_mail_each_to_who_speaks_and_to_the_officers(make, client):
    made = await make.meeting("convened")
    home = await make.home()
    outbox = assert_ok(await client.as_("secretariat").get(f"{home.path}/outbox", params={"limit": 100}))
    names = ["iom", "iom-alternate", "rco", "rco-alternate", "undp", "undp-alternate", "rc", "iom-head", "secretariat"]
    assert sorted(each["address"] for each in outbox["items"]) == sorted(home.people[name].email for name in names)
    assert {each["kind"] for each in outbox["items"]} == {"meeting-invitation"}
    assert made.state == "convened"


@pytest.mark.parametrize("who", ["undp", "undp-alternate"])
@pytest.mark.parametrize("answer", ["yes", "no", "maybe"])
async def test_an_organisation_answers_for_itself_and_may_change_it(make, client, who, answer):
    made = await make.meeting("convened")
    assert (await read(client, made, who))["answers_for"] == ["UNDP"]
    mine = place(assert_ok(await put(client, made, who, "UNDP", answer)), "UNDP")
    assert (mine["answer"], mine["on_behalf"]) == (answer, False)
    assert mine["answered_at"] is not None
    changed = place(assert_ok(await put(client, made, who, "UNDP", "no")), "UNDP")
    assert changed["answer"] == "no"
    silent = next(need for need in (await read(client, made))["needs"] if need["key"] == "meeting-rsvp")
    assert silent["organisations"] == ["IOM", "RCO"]


async def test_a_partner_answers_where_it_is_invited(make, client):
    made = await make.meeting("convened", visibility="partners")
    assert place(assert_ok(await put(client, made, "mfa", "MFA")), "MFA")["answer"] == "yes"
    assert_problem(await put(client, made, "mfa", "UNDP"), 403, "forbidden")


@pytest.mark.parametrize("who", ["undp", "iom", "rc", "iom-head"])
async def test_nobody_answers_for_another_organisation(make, client, who):
    made = await make.meeting("convened")
    other = "RCO" if who != "rco" else "IOM"
    assert_problem(await put(client, made, who, other), 403, "forbidden")
    assert place(await read(client, made), other)["answer"] is None


async def test_the_secretariat_records_an_answer_and_it_is_marked(make, client):
    made = await make.meeting("convened")
    assert "answer_for_others" in (await read(client, made))["may"]
    recorded = place(assert_ok(await put(client, made, "secretariat", "UNDP")), "UNDP")
    assert (recorded["answer"], recorded["on_behalf"]) == ("yes", True)
    own = place(assert_ok(await put(client, made, "undp", "UNDP", "no")), "UNDP")
    assert (own["answer"], own["on_behalf"]) == ("no", False)


async def test_ten_answers_at_once_do_not_collide_but_two_for_one_do(make, client):
    made = await make.meeting("convened")
    before = await read(client, made)
    for who, acronym in (("undp", "UNDP"), ("rco", "RCO"), ("iom", "IOM")):
        mine = place(before, acronym)
        path = f"{made.path}/invitations/{mine['organisation_id']}"
        assert_ok(await client.as_(who).put(path, json={"answer": "yes"}, if_match=mine))
    late = await client.as_("undp-alternate").put(
        f"{made.path}/invitations/{place(before, 'UNDP')['organisation_id']}",
        json={"answer": "no"},
        if_match=place(before, "UNDP"),
    )
    assert_problem(late, 412, "stale")


async def test_who_is_not_invited_has_no_place(make, client):
    made = await make.meeting("convened")
    organisation = made.network.organisations["MFA"]
    path = f"{made.path}/invitations/{organisation}"
    reply = await client.as_("secretariat").put(path, json={"answer": "yes"}, if_match=1)
    assert_problem(reply, 409, "not-invited")


@pytest.mark.parametrize("state", ["in_session", "held"])
async def test_answers_end_when_the_meeting_begins(make, client, state):
    made = await make.meeting(state)
    assert_problem(await put(client, made, "undp", "UNDP"), 409, "meeting-over")


def entries(meeting, **presences):
    return [
        {"organisation_id": place(meeting, acronym)["organisation_id"], "presence": presence, "person": person}
        for acronym, (presence, person) in presences.items()
    ]


@pytest.mark.parametrize("state", ["convened"])
async def test_no_attendance_before_the_session(make, client, state):
    made = await make.meeting(state)
    meeting = await read(client, made)
    body = {"entries": entries(meeting, IOM=("in_room", None))}
    reply = await client.as_("secretariat").put(f"{made.path}/attendance", json=body, if_match=meeting)
    assert_problem(reply, 409, "meeting-not-started")


async def test_attendance_names_organisations_persons_and_guests(make, client):
    made = await make.meeting("in_session")
    meeting = await read(client, made)
    assert "meeting-attendance" in [need["key"] for need in meeting["needs"]]
    body = {
        "entries": entries(meeting, IOM=("in_room", "Dursun"), RCO=("remote", None), UNDP=("absent", None)),
        "guests": [
            {
                "name": "Dr Guest",
                "affiliation": "State Migration Service",
                "presence": "remote",
                "items": [],
                "guest_id": None,
            }
        ],
    }
    path = f"{made.path}/attendance"
    assert_problem(await client.as_("undp").put(path, json=body, if_match=meeting), 403, "forbidden")
    recorded = assert_ok(await client.as_("secretariat").put(path, json=body, if_match=meeting))
    assert [(each["presence"], each["person"]) for each in recorded["invitations"]] == [
        ("in_room", "Dursun"),
        ("remote", None),
        ("absent", None),
    ]
    assert recorded["guests"] == body["guests"]
    assert "meeting-attendance" not in [need["key"] for need in recorded["needs"]]
    assert_problem(await client.as_("rc").put(path, json=body, if_match=meeting), 412, "stale")
    kept = assert_ok(await client.as_("rc").put(path, json={"entries": []}, if_match=recorded))
    assert kept["guests"] == body["guests"], "who says nothing of guests changes none"
    none = assert_ok(await client.as_("rc").put(path, json={"guests": []}, if_match=kept))
    assert none["guests"] == []


async def test_attendance_can_still_be_written_when_it_is_over(make, client):
    made = await make.meeting("held")
    meeting = await read(client, made)
    body = {"entries": entries(meeting, UNDP=("remote", "Aýna"))}
    recorded = assert_ok(await client.as_("rc").put(f"{made.path}/attendance", json=body, if_match=meeting))
    assert place(recorded, "UNDP")["presence"] == "remote"


async def test_attendance_is_all_or_nothing(make, client):
    made = await make.meeting("in_session")
    meeting = await read(client, made)
    path, secretariat = f"{made.path}/attendance", client.as_("secretariat")
    good = entries(meeting, IOM=("in_room", None))
    stranger = {"organisation_id": str(made.network.organisations["MFA"]), "presence": "in_room"}
    reply = await secretariat.put(path, json={"entries": [*good, stranger]}, if_match=meeting)
    assert assert_problem(reply, 409, "not-invited")["errors"][0]["pointer"] == "/entries/1/organisation_id"
    reply = await secretariat.put(path, json={"entries": [*good, *good]}, if_match=meeting)
    assert assert_problem(reply, 422, "invalid")["errors"][0]["code"] == "repeated"
    long = [{**good[0], "person": "x" * 201}]
    reply = await secretariat.put(path, json={"entries": long}, if_match=meeting)
    assert assert_problem(reply, 422, "invalid")["errors"][0]["pointer"] == "/entries/0/person"
    assert place(await read(client, made), "IOM")["presence"] is None


async def test_names_of_people_stay_out_of_the_journal(make, client):
    made = await make.meeting("in_session")
    meeting = await read(client, made)
    body = {"entries": entries(meeting, IOM=("in_room", "Dursun")), "guests": [{"name": "Dr Guest"}]}
    assert_ok(await client.as_("secretariat").put(f"{made.path}/attendance", json=body, if_match=meeting))
    told = await client.as_("secretariat").get(f"{made.network.path}/journal", params={"limit": 100})
    assert "attendance.recorded" in told.text
    assert "Dursun" not in told.text
    assert "Dr Guest" not in told.text


@pytest.mark.parametrize("act", ["start", "reschedule"])
async def test_who_joins_after_it_was_convened_has_a_place_once_it_starts_or_moves(make, client, act):
    made, home = await make.meeting("convened"), await make.home()
    await make.as_platform(lambda call: make._member(call, home, "UNHCR"), home)
    assert [each["acronym"] for each in (await read(client, made))["invitations"]] == ["IOM", "RCO", "UNDP"]
    dates = {"starts_at": "2099-05-04T05:00:00Z", "ends_at": "2099-05-04T07:00:00Z"} if act == "reschedule" else None
    moved = assert_ok(await client.as_("secretariat").post(f"{made.path}/{act}", json=dates, if_match=made))
    assert [each["acronym"] for each in moved["invitations"]] == ["IOM", "RCO", "UNDP", "UNHCR"]
