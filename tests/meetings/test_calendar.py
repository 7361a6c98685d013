"""The calendar entry, read back by icalendar as a calendar would."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import sqlalchemy as sa

from api.kernel import deliveries
from api.meetings import calendar
from tests.client import assert_ok, assert_problem
from tests.meetings.make import dates

LATER = {name: at.isoformat() for name, at in dates(40).items()}


def parsed(text):
    """(calendar, its one event)."""
    read = icalendar.Calendar.from_ical(text)
    (event,) = read.walk("VEVENT")
    return read, event


async def mails(client, made, kind):
    """The texts of the calendar entries of a kind of mail, by address."""
    secretariat, path = client.as_("secretariat"), f"{made.network.path}/outbox"
    listed = assert_ok(await secretariat.get(path, params={"limit": 100}))["items"]
    found = [assert_ok(await secretariat.get(f"{path}/{each['id']}")) for each in listed if each["kind"] == kind]
    return {each["address"]: each for each in found}


async def test_an_invitation_is_a_request_with_the_zone_of_the_place(make, client):
    made = await make.meeting("convened", place="UN House", link="https://meet.example/one")
    meeting = assert_ok(await client.as_("undp").get(made.path))
    sent = await mails(client, made, "meeting-invitation")
    assert len(sent) == 9
    read, event = parsed(sent[made.network.people["undp"].email]["calendar"])
    assert read["METHOD"] == "REQUEST"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (f"{made.id}@unmn", 0, "CONFIRMED")
    assert event["DTSTART"].params["TZID"] == "Asia/Ashgabat"
    assert event["DTSTART"].dt == datetime.fromisoformat(meeting["starts_at"])
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=2)
    assert event["LOCATION"] == "UN House"
    assert "https://meet.example/one" in event["DESCRIPTION"]
    addresses = {str(each).removeprefix("mailto:") for each in event["ATTENDEE"]}
    assert addresses == set(sent)


async def test_the_zone_has_its_rules(make, client):
    made = await make.meeting("convened")
    read, _ = parsed((await client.as_("undp").get(f"{made.path}/calendar")).text)
    (zone,) = read.walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Ashgabat"
    offsets = {rule["TZOFFSETTO"].td for rule in zone.subcomponents}
    assert offsets == {timedelta(hours=5)}, "RFC 5545: at least one rule"


@pytest.mark.parametrize(("zone", "hours"), [("Europe/Berlin", {1, 2}), ("Asia/Bishkek", {6}), ("UTC", {0})])
def test_other_places_have_theirs(zone, hours):
    at = datetime(2026, 3, 29, 9, tzinfo=UTC)
    text = calendar.entry(
        meeting_id=None, sequence=0, stamp=at, starts_at=at, ends_at=at + timedelta(hours=1), zone=zone,
        title="Here", kind="regular", place=None, join=None, link="https://here.example", language="en",
        organiser="network@here.example",
    )  # fmt: skip
    read, event = parsed(text)
    assert event["DTSTART"].dt == at
    offsets = {rule["TZOFFSETTO"].td for each in read.walk("VTIMEZONE") for rule in each.subcomponents}
    assert offsets == {timedelta(hours=each) for each in hours} or zone == "UTC"


async def test_a_new_date_counts_the_sequence_up_and_asks_again(make, client):
    made = await make.meeting("convened")
    before = assert_ok(await client.as_("undp").get(made.path))
    mine = next(each for each in before["invitations"] if each["acronym"] == "UNDP")
    path = f"{made.path}/invitations/{mine['organisation_id']}"
    assert_ok(await client.as_("undp").put(path, json={"answer": "yes"}, if_match=mine))
    moved = assert_ok(await client.as_("rc").post(f"{made.path}/reschedule", json=LATER, if_match=made))
    assert {each["answer"] for each in moved["invitations"]} == {None}
    sent = await mails(client, made, "meeting-rescheduled")
    read, event = parsed(sent[made.network.people["undp"].email]["calendar"])
    assert (read["METHOD"], event["UID"], event["SEQUENCE"]) == ("REQUEST", f"{made.id}@unmn", 1)
    assert event["DTSTART"].dt == datetime.fromisoformat(moved["starts_at"])
    again = assert_ok(await client.as_("rc").post(f"{made.path}/reschedule", json=LATER, if_match=moved))
    _, event = parsed((await client.as_("undp").get(f"{made.path}/calendar")).text)
    assert event["SEQUENCE"] == 2
    assert again["version"] == moved["version"] + 1


async def test_another_place_is_told_with_the_same_date_and_answers_stay(make, client):
    made = await make.meeting("convened")
    before = assert_ok(await client.as_("undp").get(made.path))
    mine = next(each for each in before["invitations"] if each["acronym"] == "UNDP")
    path = f"{made.path}/invitations/{mine['organisation_id']}"
    assert_ok(await client.as_("undp").put(path, json={"answer": "yes"}, if_match=mine))
    changed = assert_ok(await client.as_("secretariat").patch(made.path, json={"place": "Hall 2"}, if_match=made))
    assert {each["acronym"]: each["answer"] for each in changed["invitations"]}["UNDP"] == "yes"
    sent = await mails(client, made, "meeting-changed")
    _, event = parsed(sent[made.network.people["undp"].email]["calendar"])
    assert (event["SEQUENCE"], event["LOCATION"]) == (1, "Hall 2")
    same = await client.as_("secretariat").patch(made.path, json={"place": "Hall 2"}, if_match=changed)
    assert_ok(same)
    assert len(await mails(client, made, "meeting-changed")) == 9, "nothing new, nobody told"


async def test_a_cancelled_meeting_leaves_every_calendar(make, client):
    made = await make.meeting("convened")
    body = {"reason": "Too few can come."}
    assert_ok(await client.as_("rc").post(f"{made.path}/cancel", json=body, if_match=made))
    sent = await mails(client, made, "meeting-cancelled")
    assert set(sent) == set(await mails(client, made, "meeting-invitation"))
    read, event = parsed(sent[made.network.people["undp"].email]["calendar"])
    assert (read["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert (event["UID"], event["SEQUENCE"]) == (f"{made.id}@unmn", 1)
    assert "Too few can come." in event["DESCRIPTION"]
    assert not event.walk("VALARM")
    read, event = parsed((await client.as_("undp").get(f"{made.path}/calendar")).text)
    assert (read["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")


async def test_nobody_is_told_that_a_draft_was_cancelled(make, client):
    made = await make.meeting("draft")
    body = {"reason": "Not needed."}
    assert_ok(await client.as_("secretariat").post(f"{made.path}/cancel", json=body, if_match=made))
    assert assert_ok(await client.as_("secretariat").get(f"{made.network.path}/outbox"))["items"] == []


async def test_a_file_to_download_is_published_to_whoever_may_read(make, client):
    made = await make.meeting("convened")
    reply = await client.as_("viewer").get(f"{made.path}/calendar")
    assert reply.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "attachment" in reply.headers["content-disposition"]
    read, event = parsed(reply.text)
    assert read["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event
    assert_problem(await client.as_("mfa").get(f"{made.path}/calendar"), 404, "not-found")
    undated = await make.meeting(starts_at=None, ends_at=None)
    assert_problem(await client.as_("secretariat").get(f"{undated.path}/calendar"), 404, "not-found")


async def test_the_mail_carries_its_method(make, client):
    made = await make.meeting("convened")
    mailed = sa.select(deliveries.Delivery).where(deliveries.Delivery.subject_id == made.id)
    async with make.kernel.database.session() as session:
        row = (await session.execute(mailed.limit(1))).scalar_one()
    parts = [part for part in deliveries.message(make.kernel, row).walk() if part.get_content_type() == "text/calendar"]
    assert parts
    assert parts[0].get_param("method") == "REQUEST"


async def test_each_reads_the_invitation_in_their_language(make, client):
    home = await make.home()
    reply = await client.as_("undp").patch("/api/v1/me", json={"language": "ru"}, if_match="*")
    assert_ok(reply)
    made = await make.meeting("convened", title={"en": "Quarterly", "ru": "Квартальное"}, network=home)
    sent = await mails(client, made, "meeting-invitation")
    own = sent[home.people["undp"].email]
    assert own["title"].startswith("Приглашение: Квартальное")
    assert sent[home.people["iom"].email]["title"].startswith("Invitation: Quarterly")
    _, event = parsed(own["calendar"])
    assert "очередное заседание" in event["SUMMARY"]
