"""What is on record stands in the minutes: persons, guests, notes, outcomes, decisions with their words, actions, papers."""

from tests.client import assert_ok
from tests.day import today
from tests.minutes.make import attendance, minutes

NOTES = "UNDP showed the figures of the quarter.\n\nMembers asked for the source."


async def written(client, make, meeting, language="en"):
    made = await minutes(make, "none", meeting=meeting)
    body = assert_ok(await client.as_("secretariat").post(made.path, json={"language": language}), 201)
    return {part["id"]: part for part in body["parts"]}


def said(part):
    return [each["text"] for each in part["paragraphs"]]


async def held(client, make, **given):
    """A held meeting, and its first item."""
    meeting = await make.meeting("held", days=-3, **given)
    await attendance(make, meeting, ("UNDP", "RCO"))
    body = assert_ok(await client.as_("secretariat").get(meeting.path))
    return meeting, body["agenda_items"][0]["id"]


async def test_persons_with_their_functions_guests_and_who_was_absent_with_apologies(client, make):
    meeting = await make.meeting("convened", days=-0.01)
    home = meeting.network
    officer = client.as_("secretariat")
    path = f"{meeting.path}/invitations/{home.organisations['IOM']}"
    assert_ok(await officer.put(path, json={"answer": "no", "source": "By telephone"}, if_match="*"))
    assert_ok(await officer.post(f"{meeting.path}/start", if_match="*"))
    people = [
        {"name": "Aylar Annayeva", "function": "Programme officer", "presence": "in_room"},
        {"name": "Serdar Orazov", "presence": "remote"},
    ]
    entries = [
        {"organisation_id": str(home.organisations["UNDP"]), "presence": "in_room", "people": people},
        {"organisation_id": str(home.organisations["IOM"]), "presence": "absent"},
    ]
    guests = [{"name": "Maral Durdyyeva", "affiliation": "State Migration Service", "presence": "remote"}]
    given = {"entries": entries, "guests": guests}
    assert_ok(await officer.put(f"{meeting.path}/attendance", json=given, if_match="*"))
    assert_ok(await officer.post(f"{meeting.path}/end", if_match="*"))
    parts = await written(client, make, meeting)
    assert said(parts["participants"]) == [
        "UNDP | Aylar Annayeva, Programme officer; Serdar Orazov (remote) | in room",
        "State Migration Service | Maral Durdyyeva | guest, remote",
        "IOM | – | absent, with apologies",
        "RCO | – | not recorded",
    ]


async def test_notes_and_outcomes_of_the_session_stand_under_their_item(client, make):
    meeting, item = await held(client, make)
    officer = client.as_("secretariat")
    path = f"{meeting.path}/session"
    assert_ok(await officer.put(f"{path}/notes/{item}", json={"text": NOTES}, if_match=0))
    for text, circle in (
        ("Figures are shared every quarter.", None),
        ("The co-chairs write to the Minister.", "secretariat"),
    ):
        given = {"agenda_item_id": item, "text": text, "visibility": circle}
        assert_ok(await officer.post(f"{path}/outcomes", json=given), 201)
    part = (await written(client, make, meeting))[f"item-{item}"]
    assert said(part) == [
        "Item for discussion.",
        "UNDP showed the figures of the quarter.",
        "Members asked for the source.",
        "**Outcome.** Figures are shared every quarter.",
        "**Outcome.** The co-chairs write to the Minister.",
    ]
    assert [each["visibility"] for each in part["paragraphs"]] == [None, None, None, None, "secretariat"]


async def test_decisions_with_text_reservation_who_was_asked_in_writing_and_explanations(client, make):
    meeting, item = await held(client, make)
    decision = await make.decision(
        "adopted_with_reservations", procedure="meeting", agenda_item_id=item, meeting_id=meeting.id
    )
    explained = {"text": "We read “quarter” as a calendar quarter.", "language": "en"}
    home = decision.network
    number = assert_ok(await client.as_("rco").get(decision.path))["number"]
    given = explained | {"organisation_id": str(home.organisations["RCO"])}
    assert_ok(await client.as_("rco").post(f"{decision.path}/explanations", json=given), 201)
    parts = await written(client, make, meeting)
    head, *rest = said(parts["decisions"])
    assert head.startswith(f"**{number}. Working methods.** Adopted by consensus on ")
    assert rest == [
        "The Network meets once a quarter.",
        "Minutes go out within ten days.",
        "Reservation of UNDP: Read in line with the 1951 Convention.",
        "Absent and consulted in writing: IOM.",
    ]
    assert said(parts["statements_for_record"]) == [
        f"{number}. In the words of RCO: We read “quarter” as a calendar quarter."
    ]
    assert f"**Decision {number}.** Working methods" in said(parts[f"item-{item}"])
    assert said(parts["summary"])[0].startswith(f"**{number}.** Working methods. Adopted by consensus")


async def test_action_points_with_owner_and_day_and_those_for_few_marked(client, make):
    meeting, item = await held(client, make)
    open_ = await make.action(agenda_item_id=item, meeting_id=meeting.id, days=14)
    few = await make.action(meeting_id=meeting.id, visibility="secretariat", title={"en": "Call the Minister"})
    dropped = await make.action("dropped", meeting_id=meeting.id, title={"en": "No longer needed"})
    parts = await written(client, make, meeting)
    rows = parts["action_points"]["paragraphs"]
    assert [row["cells"][0] for row in rows] == [open_.number, few.number]
    assert [row["visibility"] for row in rows] == [None, "secretariat"]
    assert rows[0]["cells"][1:3] == ["Send the list of centres to the Migration Service", "UNDP"]
    assert str(today().year) in rows[0]["cells"][3] or str(today().year + 1) in rows[0]["cells"][3]
    assert [each["visibility"] for each in parts["summary"]["paragraphs"]] == [None, "secretariat"]
    under = said(parts[f"item-{item}"])
    assert any(line.startswith(f"**Action point** **{open_.number}.**") for line in under)
    assert not any(dropped.number in line for part in parts.values() for line in said(part))


async def test_what_was_not_reached_and_when_the_network_meets_next(client, make):
    meeting, _ = await held(client, make, items=2)
    officer = client.as_("secretariat")
    following = await make.meeting("convened", days=40, place="UN House")
    body = assert_ok(await officer.get(meeting.path))
    second = body["agenda_items"][1]
    path = f"{meeting.path}/agenda-items/{second['id']}/carry"
    assert (await officer.post(path, json={"to": "next"}, if_match=second)).status_code in (200, 201)
    parts = await written(client, make, meeting)
    assert said(parts["parked"]) == ["2. Data on migration – carried to the next meeting"]
    assert said(parts[f"item-{second['id']}"])[-1] == "The item was not reached."
    (told,) = said(parts["next_meeting"])
    assert told.startswith(f"The next meeting, {following.number}, begins on ")
    assert told.endswith("Place: UN House")
