"""Answering by the link in the mail: what it shows, that opening it does no harm, and each way in which it dies."""

import base64
import re
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from api.kernel import mailed
from api.kernel.access import Call
from api.kernel.deliveries import Delivery
from api.kernel.words import LANGUAGES
from api.meetings import reminding
from api.meetings.models import Invitation, Meeting, RsvpLink
from api.people import service as people
from tests.client import assert_ok, assert_problem
from tests.meetings.make import dates
from tests.people.make import change, mails

LINK = re.compile(r"https?://\S+/r/([A-Za-z0-9_-]+)(?:\?as=(\w+))?")
PATH = "/api/v1/rsvp-links"
LATER = {name: at.isoformat() for name, at in dates(40).items()}
GUEST = {"name": "Dr Aýna Guest", "affiliation": "State Migration Service", "email": "ayna@sms.example"}


async def token_of(make, who="undp", kind="meeting-invitation"):
    """The link as it was mailed to this person."""
    found = LINK.search((await mails(make, (await make.person_of(who)).id, kind))[0].body)
    assert found is not None
    return found[1]


async def to_address(make, address):
    """What was mailed to an address, the newest first."""

    async def work(call: Call):
        held = sa.select(Delivery).where(Delivery.address == address).order_by(Delivery.id.desc())
        return list((await call.session.execute(held)).scalars())

    return await make.as_platform(work)


async def sheet(client, made, who="secretariat"):
    return assert_ok(await client.as_(who).get(f"{made.path}/invitations"))


def of(found, acronym="UNDP"):
    return next(each for each in found["organisations"] if each["acronym"] == acronym)


async def invite(client, made, **given):
    return await client.as_("secretariat").post(f"{made.path}/guests", json=GUEST | given)


async def guest_token(make, email=GUEST["email"]):
    found = LINK.search((await to_address(make, email))[0].body)
    return found[1]


# ── the mail, and what the page reads ───────────────────────────────────────────────────────────────────────────────


async def test_every_speaker_has_a_link_of_their_own_with_three_answers_and_officers_have_none(make):
    await make.meeting("convened")
    tokens = set()
    for who in ("undp", "undp-alternate", "iom", "iom-alternate", "rco", "rco-alternate"):
        (mail,) = await mails(make, (await make.person_of(who)).id, "meeting-invitation")
        found = LINK.findall(mail.body)
        assert [each[1] for each in found] == ["yes", "no", "maybe"]
        assert mail.secret
        tokens |= {each[0] for each in found}
    assert len(tokens) == 6
    for who in ("rc", "secretariat"):
        (mail,) = await mails(make, (await make.person_of(who)).id, "meeting-invitation")
        assert not LINK.findall(mail.body)
        assert "\n\n\n" not in mail.body


async def test_the_link_shows_the_meeting_and_nothing_changes_however_often_it_is_opened(make, client):
    made = await make.meeting("convened", place="UN House")
    token = await token_of(make)
    before = assert_ok(await client.as_("viewer").get(f"{made.network.path}/journal", params={"limit": 200}))
    for method in ("GET", "HEAD", "GET"):
        reply = await client.request(method, f"{PATH}/{token}")
        assert reply.status_code == 200
        assert reply.headers["cache-control"] == "no-store"
    read = assert_ok(await client.get(f"{PATH}/{token}"))
    assert (read["meeting"]["number"], read["meeting"]["place"]) == (made.number, "UN House")
    assert read["organisation"]["acronym"] == "UNDP"
    assert read["person"] == "Person undp"
    assert read["current"] is None
    assert [item["title"]["en"] for item in read["agenda"]] == ["Data on migration"]
    after = assert_ok(await client.as_("viewer").get(f"{made.network.path}/journal", params={"limit": 200}))
    assert after["items"] == before["items"], "a scanner that follows every link leaves no trace"
    assert of(await sheet(client, made))["answer"] is None


async def test_an_answer_by_link_names_who_comes_and_can_be_changed_by_the_same_link(make, client):
    made = await make.meeting("convened")
    token = await token_of(make)
    coming = [
        {"name": "Aýna Öwezowa", "function": "Programme officer", "presence": "in_room"},
        {"name": "Иван Петров", "function": None, "presence": "remote"},
    ]
    said = assert_ok(await client.post(f"{PATH}/{token}", json={"answer": "yes", "coming": coming}))
    assert (said["answer"], said["mode"], said["whose"], said["coming"]) == ("yes", "in_room", "UNDP", coming)
    mine = of(await sheet(client, made))
    assert (mine["answer"], mine["coming"], mine["on_behalf"]) == ("yes", coming, False)
    (copy,) = await mails(make, (await make.person_of("undp")).id, "rsvp-receipt")
    assert token in copy.body
    again = assert_ok(await client.post(f"{PATH}/{token}", json={"answer": "no", "coming": coming}))
    assert (again["answer"], again["mode"], again["coming"]) == ("no", None, []), "nobody comes of whoever does not"
    assert assert_ok(await client.get(f"{PATH}/{token}"))["current"]["answer"] == "no"
    entries = assert_ok(await client.as_("viewer").get(f"{made.network.path}/journal", params={"limit": 200}))["items"]
    assert [each["kind"] for each in entries].count("invitation.answered") == 2
    assert "Öwezowa" not in str(entries), "names of people stay out of the chain"


async def test_what_a_colleague_said_meanwhile_is_not_overwritten_unread(make, client):
    await make.meeting("convened")
    mine, theirs = await token_of(make), await token_of(make, "undp-alternate")
    read = assert_ok(await client.get(f"{PATH}/{mine}"))
    assert_ok(await client.post(f"{PATH}/{theirs}", json={"answer": "yes"}))
    late = await client.post(f"{PATH}/{mine}", json={"answer": "no", "version": read["version"]})
    assert_problem(late, 412, "stale")
    assert assert_ok(await client.get(f"{PATH}/{mine}"))["current"]["answer"] == "yes"


async def test_a_partner_answers_by_link_where_it_is_invited(make, client):
    made = await make.meeting("convened", visibility="partners")
    token = await token_of(make, "mfa")
    assert_ok(await client.post(f"{PATH}/{token}", json={"answer": "maybe", "mode": "remote"}))
    mine = of(await sheet(client, made), "MFA")
    assert (mine["answer"], mine["mode"]) == ("maybe", "remote")


# ── how it dies ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_cancelled_meeting_needs_no_answer(make, client, language):
    made = await make.meeting("convened")
    token = await token_of(make)
    body = {"reason": "Too few can come."}
    assert_ok(await client.as_("rc").post(f"{made.path}/cancel", json=body, if_match=made))
    reader = client.with_headers(accept_language=language)
    found = assert_problem(await reader.get(f"{PATH}/{token}"), 410, "rsvp-link-cancelled")
    assert "Too few can come." in found["detail"]
    assert_problem(await reader.post(f"{PATH}/{token}", json={"answer": "yes"}), 410, "rsvp-link-cancelled")


@pytest.mark.parametrize("move", ["start", "end"])
async def test_answers_end_when_it_begins(make, client, move):
    made = await make.meeting("convened")
    token = await token_of(make)
    if move == "end":
        past = timedelta(hours=-3)
        await change(make, Meeting, Meeting.id == made.id, starts_at=past, ends_at=timedelta(hours=-1))
    else:
        assert_ok(await client.as_("secretariat").post(f"{made.path}/start", if_match=made))
    assert_problem(await client.get(f"{PATH}/{token}"), 409, "rsvp-link-late")
    assert_problem(await client.post(f"{PATH}/{token}", json={"answer": "yes"}), 409, "rsvp-link-late")


async def test_it_ends_with_the_appointment_and_with_the_account(make, client):
    made = await make.meeting("convened")
    token, other = await token_of(make), await token_of(make, "undp-alternate")
    posts = assert_ok(await client.as_("secretariat").get(f"{made.network.path}/appointments"))["items"]
    post = next(each for each in posts if each["person_id"] == str(made.network.people["undp"].id))
    path = f"{made.network.path}/appointments/{post['id']}/end"
    assert_ok(await client.as_("secretariat").post(path, json={}, if_match="*"))

    async def disable(call: Call) -> None:
        await people.disable(call, made.network.people["undp-alternate"].id)

    await make.as_platform(disable)
    for each in (token, other):
        found = assert_problem(await client.get(f"{PATH}/{each}"), 410, "rsvp-link-ended")
        assert found["write_to"] == [made.network.people["secretariat"].email]
        assert_problem(await client.post(f"{PATH}/{each}", json={"answer": "yes"}), 410, "rsvp-link-ended")


async def test_no_other_token_opens_anything(make, client):
    await make.meeting("convened")
    token = await token_of(make)
    raw = bytearray(base64.urlsafe_b64decode(token + "="))
    for at in (0, 15, 16, 31):
        changed = bytearray(raw)
        changed[at] ^= 1
        forged = base64.urlsafe_b64encode(bytes(changed)).decode().rstrip("=")
        assert_problem(await client.get(f"{PATH}/{forged}"), 404, "not-found")
        assert_problem(await client.post(f"{PATH}/{forged}", json={"answer": "yes"}), 404, "not-found")
    for nonsense in ("x", "a" * 43, token[:-1], token + "A", "%00"):
        assert_problem(await client.get(f"{PATH}/{nonsense}"), 404, "not-found")


async def test_a_position_link_is_no_invitation(make, client):
    """The purposes have keys of their own: a code made for one opens nothing of the other."""
    await make.meeting("convened")
    secret = make.kernel.settings.secret.get_secret_value()

    async def ids(call: Call):
        return (await call.session.execute(sa.select(RsvpLink).order_by(RsvpLink.id.desc()))).scalars().first()

    row = await make.as_platform(ids)
    bound = (row.id, row.meeting_id, row.organisation_id, row.person_id, row.guest_id)
    assert_problem(await client.get(f"{PATH}/{mailed.token(secret, b'unmn position link', bound)}"), 404, "not-found")


async def test_a_changed_row_opens_nothing(make, client):
    made = await make.meeting("convened")
    token = await token_of(make)
    other = made.network.organisations["RCO"]
    await change(make, RsvpLink, RsvpLink.id == mailed.link_id(token), organisation_id=other)
    assert_problem(await client.get(f"{PATH}/{token}"), 404, "not-found")


# ── a new date, and reminders ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_new_date_asks_everybody_again_by_the_same_link(make, client):
    made = await make.meeting("convened")
    assert_ok(await invite(client, made), 201)
    token, guests = await token_of(make), await guest_token(make)
    for each in (token, guests):
        assert_ok(await client.post(f"{PATH}/{each}", json={"answer": "yes"}))
    meeting = assert_ok(await client.as_("rc").get(made.path))
    assert_ok(await client.as_("rc").post(f"{made.path}/reschedule", json=LATER, if_match=meeting))
    found = await sheet(client, made)
    assert [each["answer"] for each in [*found["organisations"], *found["guests"]]] == [None] * 4
    assert await token_of(make, kind="meeting-rescheduled") == token
    read = assert_ok(await client.get(f"{PATH}/{token}"))
    assert read["current"] is None
    assert read["meeting"]["starts_at"] != meeting["starts_at"]


async def test_only_the_silent_are_reminded_and_not_twice_within_the_hour(make, client):
    made = await make.meeting("convened")
    assert_ok(await invite(client, made), 201)
    assert_ok(await client.post(f"{PATH}/{await token_of(make)}", json={"answer": "maybe"}))
    path = f"{made.path}/remind"
    assert_problem(await client.as_("undp").post(path, if_match="*"), 403, "forbidden")
    found = assert_ok(await client.as_("secretariat").post(path, if_match=made))
    assert {each["acronym"]: each["reminded_at"] is not None for each in found["organisations"]} == {
        "IOM": True,
        "RCO": True,
        "UNDP": False,
    }
    assert found["guests"][0]["reminded_at"] is not None
    for who, count in (("iom", 1), ("iom-alternate", 1), ("rco", 1), ("undp", 0), ("undp-alternate", 0), ("rc", 0)):
        assert len(await mails(make, (await make.person_of(who)).id, "meeting-reminder")) == count
    assert (await to_address(make, GUEST["email"]))[0].kind == "meeting-reminder"
    assert_problem(await client.as_("rc").post(path, if_match=made), 409, "everybody-answered")


async def test_the_platform_reminds_by_itself_before_the_meeting(make, client):
    made = await make.meeting("convened", days=2)

    async def fire(call: Call) -> None:
        call.network = await make.kernel.head(made.network.slug)
        await reminding.settle(call, made.id)

    await make.as_platform(fire)
    assert len(await mails(make, (await make.person_of("undp")).id, "meeting-reminder")) == 1
    await change(make, Invitation, Invitation.meeting_id == made.id, reminded_at=timedelta(hours=-2), answer="no")
    await make.as_platform(fire)
    assert len(await mails(make, (await make.person_of("undp")).id, "meeting-reminder")) == 1, (
        "whoever answered is left alone"
    )


# ── guests ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_guest_reads_of_their_items_only_unless_the_agenda_is_open_to_them(make, client):
    made = await make.meeting("convened", items=2)
    items = assert_ok(await client.as_("secretariat").get(made.path))["agenda_items"]
    assert_ok(await invite(client, made, items=[items[1]["id"]]), 201)
    token = await guest_token(make)
    read = assert_ok(await client.get(f"{PATH}/{token}"))
    assert read["organisation"] is None
    assert read["person"] == GUEST["name"]
    assert [(item["place"], item["own"]) for item in read["agenda"]] == [(2, True)]
    guest = (await sheet(client, made))["guests"][0]
    path = f"{made.path}/guests/{guest['id']}"
    assert_ok(await client.as_("secretariat").patch(path, json={"reads": "agenda"}, if_match=guest))
    read = assert_ok(await client.get(f"{PATH}/{token}"))
    assert [(item["place"], item["own"]) for item in read["agenda"]] == [(1, False), (2, True)]
    bare = await invite(client, made, email="other@sms.example", items=[str(uuid4())])
    assert_problem(bare, 422, "invalid")


async def test_a_guests_mail_names_nobody_elses_address_and_nobody_reads_theirs(make, client):
    made = await make.meeting("convened")
    assert_ok(await invite(client, made, language="ru"), 201)
    (mail,) = await to_address(make, GUEST["email"])
    assert mail.title.startswith("Приглашение")
    assert mail.calendar.count("ATTENDEE") == 1
    plain = mail.calendar.replace("\r\n ", "")
    assert not any(person.email in plain for person in made.network.people.values())
    assert "/r/" not in plain, "a calendar is shown to others: the link is in the mail alone"
    assert_ok(await client.as_("secretariat").patch(made.path, json={"place": "Hall 2"}, if_match="*"))
    own = (await mails(make, made.network.people["undp"].id, "meeting-changed"))[0]
    assert GUEST["email"] not in own.calendar.replace("\r\n ", "")
    assert (await sheet(client, made, "undp"))["guests"][0]["email"] is None
    assert (await sheet(client, made, "rc"))["guests"][0]["email"] == GUEST["email"]


async def test_a_guest_of_a_draft_is_told_when_it_is_convened(make, client):
    made = await make.meeting("draft")
    assert_ok(await invite(client, made), 201)
    assert await to_address(make, GUEST["email"]) == []
    assert_problem(await client.as_("undp").get(f"{made.path}/invitations"), 404, "not-found")
    assert_ok(await client.as_("rc").post(f"{made.path}/convene", if_match="*"))
    assert [mail.kind for mail in await to_address(make, GUEST["email"])] == ["meeting-invitation"]
    assert_problem(await invite(client, made, email="AYNA@sms.example"), 409, "guest-invited")


async def test_a_withdrawn_guest_is_told_and_their_link_is_dead(make, client):
    made = await make.meeting("convened")
    guest = assert_ok(await invite(client, made), 201)["guests"][0]
    token = await guest_token(make)
    path = f"{made.path}/guests/{guest['id']}"
    assert_problem(await client.as_("secretariat").delete(path), 428, "if-match-required")
    assert_problem(await client.as_("undp").delete(path, if_match=guest), 403, "forbidden")
    assert (await client.as_("secretariat").delete(path, if_match=guest)).status_code == 204
    last = (await to_address(make, GUEST["email"]))[0]
    assert (last.kind, last.calendar_method) == ("guest-withdrawn", "CANCEL")
    assert "SEQUENCE:1" in last.calendar
    assert_problem(await client.get(f"{PATH}/{token}"), 410, "rsvp-link-ended")
    assert (await sheet(client, made))["guests"] == []
    back = assert_ok(await invite(client, made), 201)["guests"][0]
    assert (back["id"], back["answer"]) == (guest["id"], None)
    assert_ok(await client.get(f"{PATH}/{token}"))


async def test_the_secretariat_answers_for_a_guest_with_its_source(make, client):
    made = await make.meeting("convened")
    guest = assert_ok(await invite(client, made), 201)["guests"][0]
    path = f"{made.path}/guests/{guest['id']}/answer"
    body = {"answer": "yes", "mode": "remote", "source": "By telephone, 24 November"}
    assert_problem(await client.as_("undp").put(path, json=body, if_match=guest), 403, "forbidden")
    said = assert_ok(await client.as_("secretariat").put(path, json=body, if_match=guest))["guests"][0]
    assert (said["answer"], said["mode"], said["on_behalf"], said["source"]) == ("yes", "remote", True, body["source"])
    assert_ok(await client.post(f"{PATH}/{await guest_token(make)}", json={"answer": "no"}))
    own = (await sheet(client, made))["guests"][0]
    assert (own["answer"], own["on_behalf"], own["source"]) == ("no", False, None)


async def test_an_organisation_is_told_of_what_was_recorded_for_it(make, client):
    made = await make.meeting("convened")
    mine = of(await sheet(client, made))
    path = f"{made.path}/invitations/{mine['organisation_id']}"
    body = {"answer": "yes", "mode": "in_room", "source": "Telephone, Ms Berdiýewa"}
    assert_ok(await client.as_("secretariat").put(path, json=body, if_match=mine))
    said = of(await sheet(client, made))
    assert (said["on_behalf"], said["source"], said["mode"]) == (True, body["source"], "in_room")
    for who, count in (("undp", 1), ("undp-alternate", 1), ("iom", 0)):
        told = await mails(make, (await make.person_of(who)).id, "meeting-on-behalf")
        assert len(told) == count
        assert all(body["source"] in mail.body for mail in told)


# ── who came ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_several_people_of_an_organisation_come_each_in_their_own_way(make, client):
    made = await make.meeting("in_session")
    found = await sheet(client, made)
    people = [
        {"name": "Aýna", "function": "Head", "presence": "remote"},
        {"name": "Merdan", "function": None, "presence": "in_room"},
    ]
    path = f"{made.path}/attendance/{of(found)['organisation_id']}"
    body = {"presence": "remote", "people": people}
    assert_problem(await client.as_("undp").put(path, json=body, if_match=of(found)), 403, "forbidden")
    after = assert_ok(await client.as_("secretariat").put(path, json=body, if_match=of(found)))
    assert (of(after)["presence"], of(after)["people"]) == ("in_room", people)
    assert (after["counts"]["in_room"], after["counts"]["remote"]) == (1, 1)
    other = of(found, "IOM")
    side = f"{made.path}/attendance/{other['organisation_id']}"
    assert_ok(await client.as_("rc").put(side, json={"presence": "absent"}, if_match=other))
    assert_problem(await client.as_("rc").put(path, json=body, if_match=of(found)), 412, "stale")
    refused = await client.as_("rc").put(side, json={"presence": "absent", "people": people}, if_match="*")
    assert_problem(refused, 422, "invalid")
    read = assert_ok(await client.as_("undp").get(made.path))
    assert {each["acronym"]: (each["presence"], each["person"]) for each in read["invitations"]} == {
        "IOM": ("absent", None),
        "RCO": (None, None),
        "UNDP": ("in_room", "Aýna, Merdan"),
    }


async def test_guests_attended_items_of_this_meeting(make, client):
    made = await make.meeting("in_session")
    meeting = assert_ok(await client.as_("secretariat").get(made.path))
    item = meeting["agenda_items"][0]["id"]
    path, guest = f"{made.path}/attendance", {"name": "Dr Guest", "items": [item]}
    recorded = assert_ok(await client.as_("secretariat").put(path, json={"guests": [guest]}, if_match=meeting))
    assert recorded["guests"][0]["items"] == [item]
    assert (await sheet(client, made))["attended"][0]["items"] == [item]
    for wrong in ({"items": [str(uuid4())]}, {"items": [], "guest_id": str(uuid4())}):
        reply = await client.as_("secretariat").put(path, json={"guests": [guest | wrong]}, if_match="*")
        assert_problem(reply, 422, "invalid")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["convened", "in_session"])
async def test_the_attendance_sheet_is_a_paper_with_lines_to_sign(make, client, language, state):
    made = await make.meeting(state, title={"en": "Quarterly", "ru": "Квартальное", "tk": "Çärýek ýygnagy"})
    reply = await client.as_("viewer").get(f"{made.path}/attendance-sheet.pdf", params={"language": language})
    assert reply.status_code == 200
    assert reply.content.startswith(b"%PDF-")
    assert f"{made.number.replace('/', '-')}-attendance.pdf" in reply.headers["content-disposition"]
    assert_problem(await client.as_("mfa").get(f"{made.path}/attendance-sheet.pdf"), 404, "not-found")
