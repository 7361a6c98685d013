"""One's own calendar at a secret address: what it holds, who opens it, and when it ends."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import icalendar
import pytest
import sqlalchemy as sa

from api.calendars.models import CalendarFeed
from api.decisions.models import Round
from api.kernel.access import Call
from api.kernel.words import LANGUAGES
from api.meetings.models import Meeting
from api.people import service as people
from tests.client import assert_ok, assert_problem
from tests.meetings.make import dates
from tests.people.make import change

PATH = "/api/v1/me/calendar-feeds"


async def feed(client, who="undp", **given):
    made = assert_ok(await client.as_(who).post(PATH, json={"name": "Outlook", **given}), 201)
    return made, urlsplit(made["address"]).path


async def events(client, path):
    reply = await client.get(path)
    assert reply.status_code == 200, reply.text
    read = icalendar.Calendar.from_ical(reply.text)
    return {str(event["UID"]): event for event in read.walk("VEVENT")}


async def test_an_address_is_shown_once_and_only_its_hash_is_kept(make, client):
    made, path = await feed(client)
    secret = path.rpartition("/")[2].removesuffix(".ics")
    assert len(secret) >= 40
    listed = assert_ok(await client.as_("undp").get(PATH))["items"]
    assert [each["id"] for each in listed] == [made["id"]]
    assert secret not in str(listed)

    async def row(call: Call):
        return (await call.session.execute(sa.select(CalendarFeed).where(CalendarFeed.id == made["id"]))).scalar_one()

    assert secret not in str(vars(await make.as_platform(row)))
    assert assert_ok(await client.as_("iom").get(PATH))["items"] == []


async def test_it_holds_the_meetings_deadlines_and_actions_that_its_person_sees(make, client):
    meeting = await make.meeting("convened", place="UN House", link="https://meet.example/one")
    hidden = await make.meeting("draft", title={"en": "Nobody knows"})
    decision = await make.decision("open")
    mine, other = await make.action(owner="UNDP"), await make.action(owner="IOM")
    _, path = await feed(client)
    found = await events(client, path)
    assert f"{meeting.id}@unmn" in found
    assert f"{hidden.id}@unmn" not in found
    assert f"action-{mine.id}@unmn" in found
    assert f"action-{other.id}@unmn" not in found
    event = found[f"{meeting.id}@unmn"]
    assert (event["LOCATION"], event["STATUS"]) == ("UN House", "CONFIRMED")
    assert event["DTSTART"].params["TZID"] == "Asia/Ashgabat"
    rounds = [each for uid, each in found.items() if uid.startswith("round-")]
    assert len(rounds) == 1
    assert str(decision.id) in rounds[0]["URL"]
    assert not any(each.walk("VALARM") for each in found.values()), "no alarm that nobody chose"
    _, officers = await feed(client, "secretariat")
    assert (await events(client, officers))[f"{hidden.id}@unmn"]["STATUS"] == "TENTATIVE"


async def test_only_what_was_chosen_with_alarms_where_chosen(make, client):
    await make.meeting("convened")
    await make.decision("open")
    await make.action(owner="UNDP")
    _, path = await feed(client, holds=["actions"], alarm_minutes=1440)
    found = await events(client, path)
    assert found
    assert all(uid.startswith("action-") for uid in found)
    (alarm,) = next(iter(found.values())).walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=9) - timedelta(days=1)


async def test_the_same_uid_as_in_the_mail_and_the_sequence_only_grows(make, client):
    made = await make.meeting("convened")
    _, path = await feed(client)
    uid, seen = f"{made.id}@unmn", []
    seen.append((await events(client, path))[uid]["SEQUENCE"])
    assert_ok(await client.as_("rc").patch(made.path, json={"place": "Hall 2"}, if_match="*"))
    seen.append((await events(client, path))[uid]["SEQUENCE"])
    later = {name: at.isoformat() for name, at in dates(40).items()}
    assert_ok(await client.as_("rc").post(f"{made.path}/reschedule", json=later, if_match="*"))
    event = (await events(client, path))[uid]
    seen.append(event["SEQUENCE"])
    assert event["DTSTART"].dt == datetime.fromisoformat(later["starts_at"])
    assert_ok(await client.as_("rc").post(f"{made.path}/cancel", json={"reason": "Too few."}, if_match="*"))
    event = (await events(client, path))[uid]
    seen.append(event["SEQUENCE"])
    assert event["STATUS"] == "CANCELLED"
    assert seen == sorted(set(seen)), "strictly monotone"


async def test_two_months_of_the_past_stay(make, client):
    recent, old = await make.meeting("held"), await make.meeting("held")
    for made, days in ((recent, -50), (old, -80)):
        span = {"starts_at": timedelta(days=days), "ends_at": timedelta(days=days, hours=2)}
        await change(make, Meeting, Meeting.id == made.id, **span)
    _, path = await feed(client)
    found = await events(client, path)
    assert f"{recent.id}@unmn" in found
    assert f"{old.id}@unmn" not in found


async def test_nothing_new_is_nothing_sent(make, client):
    made = await make.meeting("convened")
    _, path = await feed(client)
    first = await client.get(path)
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "private" in first.headers["cache-control"]
    assert "noindex" in first.headers["x-robots-tag"]
    again = await client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert_ok(await client.as_("rc").patch(made.path, json={"place": "Hall 2"}, if_match="*"))
    changed = await client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert changed.status_code == 200
    assert (await client.request("HEAD", path)).status_code == 200
    assert (await client.post(path)).status_code == 405


async def test_a_revoked_address_opens_nothing(make, client):
    made, path = await feed(client)
    assert_problem(await client.as_("iom").delete(f"{PATH}/{made['id']}"), 404, "not-found")
    assert (await client.get(path)).status_code == 200
    assert (await client.as_("undp").delete(f"{PATH}/{made['id']}")).status_code == 204
    assert_problem(await client.get(path), 404, "not-found")
    for wrong in ("x", "a" * 43, path.rpartition("/")[2][:-5]):
        assert_problem(await client.get(f"/calendar/{wrong}.ics"), 404, "not-found")


async def test_it_ends_with_the_appointment_at_the_next_read(make, client):
    made = await make.meeting("convened", visibility="partners")
    _, path = await feed(client)
    posts = assert_ok(await client.as_("secretariat").get(f"{made.network.path}/appointments"))["items"]
    post = next(each for each in posts if each["person_id"] == str(made.network.people["undp"].id))
    ended = f"{made.network.path}/appointments/{post['id']}/end"
    assert_ok(await client.as_("secretariat").post(ended, json={}, if_match="*"))
    assert_problem(await client.get(path), 404, "not-found")


async def test_it_ends_with_the_account(make, client):
    home = await make.home()
    _, path = await feed(client)

    async def disable(call: Call) -> None:
        await people.disable(call, home.people["undp"].id)

    await make.as_platform(disable)
    assert_problem(await client.get(path), 404, "not-found")


async def test_a_partner_sees_what_is_shared_with_partners(make, client):
    inner, shared = await make.meeting("convened"), await make.meeting("convened", visibility="partners")
    _, path = await feed(client, "mfa")
    found = await events(client, path)
    assert f"{shared.id}@unmn" in found
    assert f"{inner.id}@unmn" not in found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_speaks_its_persons_language_whoever_asks(make, client, language):
    await make.decision("open")
    assert_ok(await client.as_("undp").patch("/api/v1/me", json={"language": language}, if_match="*"))
    _, path = await feed(client)
    reader = client.with_headers(accept_language="en")
    (event,) = (each for uid, each in (await events(reader, path)).items() if uid.startswith("round-"))
    said = {"en": "Deadline:", "ru": "Срок ответа:", "tk": "Jogap möhleti:"}
    assert event["SUMMARY"].startswith(said[language])


async def test_when_it_was_read_is_kept_to_the_hour_and_moves_no_journal(make, client):
    made, path = await feed(client)
    assert made["last_read_at"] is None
    await client.get(path)
    (first,) = assert_ok(await client.as_("undp").get(PATH))["items"]
    await client.get(path)
    (second,) = assert_ok(await client.as_("undp").get(PATH))["items"]
    assert first["last_read_at"] == second["last_read_at"] is not None


async def test_ten_at_a_time(make, client):
    for _ in range(10):
        await feed(client)
    assert_problem(await client.as_("undp").post(PATH, json={"name": "One more"}), 409, "too-many-feeds", most=10)


async def test_a_deadline_that_moves_is_a_new_edition_of_the_same_event(make, client):
    decision = await make.decision("open")
    _, path = await feed(client, holds=["deadlines"])
    ((uid, before),) = (await events(client, path)).items()

    async def deadline(call: Call):
        return (await call.session.execute(sa.select(Round).where(Round.decision_id == decision.id))).scalar_one()

    until = (await make.as_platform(deadline)).deadline_at + timedelta(days=3)
    body = {"deadline_at": until.isoformat(), "reason": "Two members asked for more time."}
    assert_ok(await client.as_("secretariat").post(f"{decision.path}/extend", json=body, if_match="*"))
    after = (await events(client, path))[uid]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt > before["DTSTART"].dt
