"""Action points over HTTP, by role: given, done, verified, moved, dropped; and what their owners are told."""

import csv
import io
from datetime import datetime, time, timedelta

import openpyxl
import pytest
import sqlalchemy as sa

from api.actions.models import ActionPoint
from api.kernel import clock
from api.kernel.access import Role
from api.kernel.deliveries import Delivery
from api.kernel.journal import Due, JournalHead
from tests.actions.make import EVIDENCE, TITLE
from tests.client import assert_ok, assert_problem
from tests.day import today

DONE = {"done": "The list was sent by letter.", "evidence": EVIDENCE}


async def given(client, make, who=Role.SECRETARIAT, owner="UNDP", **more):
    home = await make.home()
    due_on = (today() + timedelta(days=10)).isoformat()
    wanted = {"title": TITLE, "owner_id": str(home.organisations[owner]), "due_on": due_on, **more}
    return await client.as_(who).post(f"{home.path}/action-points", json=wanted)


async def mails(make, action_id, kind):
    async def read(call):
        statement = sa.select(Delivery.address).where(Delivery.subject_id == action_id, Delivery.kind == kind)
        return sorted((await call.session.execute(statement)).scalars())

    return await make.as_platform(read)


async def let_pass(make, made):
    """The day it was due is over."""
    yesterday = today() - timedelta(days=1)

    async def move(call):
        await call.session.execute(
            sa.update(ActionPoint).where(ActionPoint.id == made.id).values(due_on=yesterday, first_due_on=yesterday)
        )
        at = datetime.combine(today(), time(), clock.PLACE)
        await call.session.execute(sa.update(Due).where(Due.subject_id == made.id).values(at=at))
        await call.session.execute(sa.update(JournalHead).where(JournalHead.id == made.network.id).values(due_at=at))

    await make.as_platform(move)


async def test_an_officer_gives_it_the_owner_does_it_and_both_see_where_it_came_from(client, make):
    meeting = await make.meeting("held", days=-3)
    body = assert_ok(await given(client, make, meeting_id=str(meeting.id)), 201)
    assert body["number"].endswith(f"/{today().year}/A-001")
    assert (body["state"], body["owner"]["acronym"], body["meeting"]["number"]) == ("open", "UNDP", meeting.number)
    assert [link["number"] for link in body["links"]] == [meeting.number]
    assert body["needs"][0]["key"] == "action-open"
    path = f"{meeting.network.path}/action-points/{body['id']}"
    done = assert_ok(await client.as_("undp").post(f"{path}/done", json=DONE, if_match=body))
    assert (done["state"], done["done"], done["evidence"], done["needs"]) == ("done", DONE["done"], EVIDENCE, [])
    assert done["moves"] == [], "who gave it to another sees whether it is done: nobody verifies"
    assert_problem(await client.as_("undp").post(f"{path}/done", json=DONE, if_match=done), 409, "move-refused")


async def test_numbers_follow_each_other(client, make):
    numbers = [assert_ok(await given(client, make), 201)["number"] for _ in range(3)]
    assert [int(number.rpartition("-")[2]) for number in numbers] == [1, 2, 3]


async def test_only_the_owner_is_told_and_only_who_is_named(client, make):
    home = await make.home()
    action = await make.action()
    everybody = sorted(home.people[name].email for name in ("undp", "undp-alternate"))
    assert await mails(make, action.id, "action-given") == everybody
    named = await make.action(person_id=home.people["undp-alternate"].id)
    assert await mails(make, named.id, "action-given") == [home.people["undp-alternate"].email]
    stranger = await given(client, make, person_id=str(home.people["iom"].id))
    assert_problem(stranger, 422, "invalid")


async def test_what_is_marked_high_is_not_done_without_evidence(client, make):
    action = await make.action(important=True)
    bare = await client.as_("undp").post(f"{action.path}/done", json={"done": "Sent."}, if_match=action)
    problem = assert_problem(bare, 422, "action-evidence-required")
    assert problem["errors"][0]["pointer"] == "/evidence"
    assert (
        assert_ok(await client.as_("undp").post(f"{action.path}/done", json=DONE, if_match=action))["state"] == "done"
    )


async def test_what_an_organisation_gave_itself_another_person_verifies(client, make):
    action = await make.action("done", owner="IOM", by="iom")
    body = assert_ok(await client.as_("secretariat").get(action.path))
    assert [need["key"] for need in body["needs"]] == ["action-verify"]
    assert_problem(await client.as_("iom").post(f"{action.path}/verify", if_match=action), 403, "forbidden")
    verified = assert_ok(await client.as_("secretariat").post(f"{action.path}/verify", if_match=action))
    assert (verified["state"], verified["needs"]) == ("verified", [])


async def test_whoever_did_it_does_not_verify_it(client, make):
    """A co-chair who is also a focal point did it: the move is shown with its reason, and refused."""
    home = await make.home()
    action = await make.action("done", owner="IOM", by="iom")

    async def by_officer(call):
        row = await call.session.get(ActionPoint, action.id)
        row.done_by_id = home.people["secretariat"].id

    await make.as_platform(by_officer)
    body = assert_ok(await client.as_("secretariat").get(action.path))
    (verify,) = body["moves"]
    assert verify["refused"]["type"] == "/problems/action-done-by-you"
    refused = await client.as_("secretariat").post(f"{action.path}/verify", if_match=body)
    assert_problem(refused, 409, "action-done-by-you")
    assert assert_ok(await client.as_("rc").post(f"{action.path}/verify", if_match=body))["state"] == "verified"


async def test_a_later_day_has_its_reason_and_the_first_one_stays(client, make):
    action = await make.action(days=5)
    first = (today() + timedelta(days=5)).isoformat()
    later = {"due_on": (today() + timedelta(days=30)).isoformat(), "reason": "The Service moved the visit."}
    same = later | {"due_on": first}
    assert_problem(await client.as_("undp").post(f"{action.path}/snooze", json=same, if_match=action), 422, "invalid")
    body = assert_ok(await client.as_("undp").post(f"{action.path}/snooze", json=later, if_match=action))
    assert (body["due_on"], body["first_due_on"], body["snooze_count"]) == (later["due_on"], first, 1)
    assert body["reason"] == later["reason"]
    far = later | {"due_on": (today() + timedelta(days=4000)).isoformat()}
    assert_problem(await client.as_("undp").post(f"{action.path}/snooze", json=far, if_match=body), 422, "invalid")


async def test_a_dropped_one_says_why_and_its_owner_is_told(client, make):
    action = await make.action()
    body = assert_ok(
        await client.as_("rc").post(f"{action.path}/drop", json={"reason": "UNODC did it."}, if_match=action)
    )
    assert (body["state"], body["reason"], body["moves"]) == ("dropped", "UNODC did it.", [])
    assert len(await mails(make, action.id, "action-dropped")) == 2
    closed = await client.as_("rc").patch(action.path, json={"important": True}, if_match=body)
    assert_problem(closed, 409, "action-closed")


async def test_the_day_after_its_owner_is_told_once(client, make):
    action = await make.action()
    await let_pass(make, action)
    body = assert_ok(await client.as_("undp").get(action.path))
    assert (body["overdue"], body["needs"][0]["key"]) == (True, "action-overdue")
    assert len(await mails(make, action.id, "action-overdue")) == 2
    await let_pass(make, action)
    assert_ok(await client.as_("undp").get(action.path))
    assert len(await mails(make, action.id, "action-overdue")) == 2


async def test_what_is_done_in_time_is_never_overdue(client, make):
    action = await make.action("done")
    await let_pass(make, action)
    assert assert_ok(await client.as_("undp").get(action.path))["overdue"] is False
    assert await mails(make, action.id, "action-overdue") == []


async def test_it_can_be_given_to_another_who_is_told(client, make):
    home = await make.home()
    action = await make.action()
    changes = {"owner_id": str(home.organisations["RCO"]), "title": {"en": "Send the list of shelters"}}
    body = assert_ok(await client.as_("secretariat").patch(action.path, json=changes, if_match=action))
    assert (body["owner"]["acronym"], body["title"]["en"]) == ("RCO", "Send the list of shelters")
    assert home.people["rco"].email in await mails(make, action.id, "action-given")


async def test_lists_are_filtered(client, make):
    home = await make.home()
    meeting = await make.meeting("held", days=-3)
    late = await make.action()
    await make.action(meeting_id=meeting.id, days=20)
    await make.action("done", owner="RCO")
    await let_pass(make, late)

    async def numbers(**query):
        body = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/action-points", params=query))
        return [int(item["number"][-3:]) for item in body["items"]]

    assert await numbers() == [1, 3, 2], "the earliest day first"
    assert await numbers(sort="-created_at") == [3, 2, 1]
    assert await numbers(state="open") == [1, 2]
    assert await numbers(overdue="true") == [1]
    assert await numbers(owner_id=str(home.organisations["RCO"])) == [3]
    assert await numbers(meeting_id=str(meeting.id)) == [2]


@pytest.mark.parametrize(
    ("pointer", "more"),
    [
        ("/due_on", {"due_on": "2020-01-01"}),
        ("/owner_id", {"owner_id": "0193a7c2-5b1e-7c44-9d3f-6f2f6b1f4a10"}),
        ("/decision_id", {"decision_id": "0193a7c2-5b1e-7c44-9d3f-6f2f6b1f4a10"}),
        ("/agenda_item_id", {"agenda_item_id": "0193a7c2-5b1e-7c44-9d3f-6f2f6b1f4a10"}),
    ],
)
async def test_what_is_not_there_or_past_is_refused_at_its_place(client, make, pointer, more):
    problem = assert_problem(await given(client, make, **more), 422, "invalid")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


async def test_a_member_gives_its_own_organisation_something_and_nobody_else(client, make):
    body = assert_ok(await given(client, make, who="undp"), 201)
    assert body["author"]["acronym"] == "UNDP"
    assert_problem(await given(client, make, who="undp", owner="RCO"), 403, "forbidden")
    for who in ("mfa", Role.VIEWER):
        assert_problem(await given(client, make, who=who), 403, "forbidden")


async def test_a_partner_sees_only_what_is_shared_with_partners(client, make):
    hidden, shared = await make.action(), await make.action(visibility="partners")
    assert_problem(await client.as_("mfa").get(hidden.path), 404, "not-found")
    assert assert_ok(await client.as_("mfa").get(shared.path))["number"] == shared.number
    body = assert_ok(await client.as_("mfa").get(f"{shared.network.path}/action-points"))
    assert [item["number"] for item in body["items"]] == [shared.number]


async def test_two_who_change_it_at_once_lose_nothing(client, make):
    action = await make.action()
    assert_ok(await client.as_("secretariat").patch(action.path, json={"important": True}, if_match=action))
    stale = await client.as_("rc").patch(action.path, json={"important": False}, if_match=action)
    assert_problem(stale, 412, "stale")


async def test_it_waits_on_the_first_page_of_its_owner_and_then_of_who_verifies(client, make):
    action = await make.action(owner="IOM", by="iom", days=3)
    home = f"{action.network.path}/home"

    async def waits(who):
        items = assert_ok(await client.as_(who).get(home))["items"]
        return [(item["act"], item["number"]) for item in items if item["kind"] == "action_points"]

    assert await waits("iom") == [("do", action.number)]
    assert await waits("undp") == await waits("rc") == []
    assert_ok(await client.as_("iom").post(f"{action.path}/done", json=DONE, if_match=action))
    assert await waits("iom") == []
    assert await waits("rc") == [("verify", action.number)]


async def test_it_is_found_by_its_words(client, make):
    action = await make.action()
    query = {"q": "centres migration"}
    body = assert_ok(await client.as_("undp").get(f"{action.network.path}/search", params=query))
    assert ("action_points", action.number) in [(item["kind"], item["number"]) for item in body["items"]]


async def test_the_list_is_a_file_too(client, make):
    await make.action(title={"en": "=1+1 send the list", "ru": "Направить список"})
    await make.action("done", owner="RCO")
    path = f"{(await make.home()).path}/action-points/export"
    book = openpyxl.load_workbook(io.BytesIO((await client.as_("undp").get(path, params={"language": "ru"})).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][:3] == ("Номер", "Что нужно сделать", "Исполнитель")
    assert [row[1] for row in rows[1:]] == ["Направить список", TITLE["en"]]
    text = (await client.as_("undp").get(path, params={"format": "csv", "state": "open"})).content.decode("utf-8-sig")
    (line,) = list(csv.DictReader(io.StringIO(text)))
    assert line["What is to be done"].endswith("=1+1 send the list")
    assert not line["What is to be done"].startswith("=")


async def test_a_meeting_recorded_afterwards_gives_days_since_then(client, make):
    meeting = await make.meeting("held", days=-30)
    past = {"due_on": (today() - timedelta(days=5)).isoformat()}
    body = assert_ok(await given(client, make, meeting_id=str(meeting.id), **past), 201)
    assert body["overdue"] is True
    before = {"due_on": (today() - timedelta(days=31)).isoformat()}
    assert_problem(await given(client, make, meeting_id=str(meeting.id), **before), 422, "invalid")
