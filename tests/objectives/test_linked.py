"""Priority and parties of an objective, and what is linked to it, from both ends."""

import csv
import io
from datetime import timedelta

import pytest

from api.kernel.access import Call, Role
from api.objectives import lists, service
from api.periods import service as periods
from tests.client import assert_ok, assert_problem
from tests.day import today


async def read(client, make, who=Role.VIEWER):
    home = await make.home()
    return assert_ok(await client.as_(who).get(f"{home.path}/objectives/7"))


async def test_the_secretariat_sets_what_an_objective_is_about(client, make):
    home = await make.home()
    before = await read(client, make)
    wanted = {
        "priority": "high",
        "lead_id": str(home.organisations["UNDP"]),
        "contributor_ids": [str(home.organisations[each]) for each in ("IOM", "RCO", "IOM")],
        "government_id": str(home.organisations["MFA"]),
        "tor_objectives": [3, 7],
        "sdg_targets": ["10.7", "16.2"],
    }
    path = f"{home.path}/objectives/7"
    body = assert_ok(await client.as_(Role.SECRETARIAT).patch(path, json=wanted, if_match=before))
    assert (body["priority"], body["lead"]["acronym"], body["government"]["acronym"]) == ("high", "UNDP", "MFA")
    assert [each["acronym"] for each in body["contributors"]] == ["IOM", "RCO"]
    assert (body["tor_objectives"], body["sdg_targets"]) == ([3, 7], ["10.7", "16.2"])
    assert_problem(await client.as_(Role.SECRETARIAT).patch(path, json=wanted, if_match=before), 412, "stale")
    assert_problem(await client.as_("undp").patch(path, json=wanted, if_match=body), 403, "forbidden")


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"sdg_targets": ["10.7", "99.9"]}, "/sdg_targets/1"),
        ({"priority": None}, "/priority"),
        ({"lead_id": "0193a7c2-5b1e-7b21-b432-c47226354594"}, "/lead_id"),
    ],
)
async def test_what_is_not_known_is_refused_with_its_place(client, make, given, pointer):
    home = await make.home()
    path = f"{home.path}/objectives/7"
    reply = await client.as_(Role.SECRETARIAT).patch(path, json=given, if_match=await read(client, make))
    assert assert_problem(reply, 422, "invalid")["errors"][0]["pointer"] == pointer


async def test_a_ministry_leads_the_government_s_side_only(client, make):
    home = await make.home()
    given = {"government_id": str(home.organisations["UNDP"])}
    reply = await client.as_(Role.SECRETARIAT).patch(
        f"{home.path}/objectives/7", json=given, if_match=await read(client, make)
    )
    assert assert_problem(reply, 422, "invalid")["errors"][0]["pointer"] == "/government_id"


async def test_a_link_is_seen_from_both_ends_with_its_day_and_can_be_taken_away(client, make):
    home = await make.home()
    meeting = await make.meeting("convened")
    objective = await read(client, make)
    ends = {
        "one": {"kind": "objectives", "id": objective["id"]},
        "other": {"kind": "meetings", "id": str(meeting.id)},
    }
    assert_ok(await client.as_("undp").put(f"{home.path}/links", json=ends))
    (link,) = (await read(client, make))["links"]
    assert (link["kind"], link["id"]) == ("meetings", str(meeting.id))
    assert link["at"].endswith("Z")
    overview = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/objectives"))
    assert overview["items"][6]["linked"] == {"decisions": 0, "meetings": 1, "proposals": 0}
    asked = {"kind": "meetings", "id": str(meeting.id)}
    seen = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/links", params=asked))
    assert [each["number"] for each in seen["items"]] == ["7"]
    assert_ok(await client.as_("undp").delete(f"{home.path}/links/{link['link_id']}"), 204)
    assert (await read(client, make))["links"] == []


async def everything(client, make, who=Role.VIEWER, number=7, **asked):
    home = await make.home()
    return assert_ok(await client.as_(who).get(f"{home.path}/objectives/{number}/linked", params=asked))


async def test_one_dated_list_holds_everything_of_every_kind(client, make):
    home = await make.home()
    assessment, pledge = await make.assessment("approved"), await make.pledge("draft")
    objective = await read(client, make)
    for kind, made in [("meetings", await make.meeting("convened")), ("decisions", await make.decision("open"))]:
        ends = {"one": {"kind": kind, "id": str(made.id)}, "other": {"kind": "objectives", "id": objective["id"]}}
        assert_ok(await client.as_("undp").put(f"{home.path}/links", json=ends))
    told = await everything(client, make)
    assert told["counts"] == {"assessments": 1, "decisions": 1, "meetings": 1, "pledges": 1}
    assert {str(assessment.id), str(pledge.id)} <= {item["id"] for item in told["items"]}
    at = [item["at"] for item in told["items"]]
    assert at == sorted(at, reverse=True)
    assert [item["kind"] for item in told["items"] if item["link_id"] is None] == ["assessments"]
    (said,) = (await everything(client, make, kind="assessments"))["items"]
    assert (said["number"], said["title"]["ru"]) == ("2026-H1", "UNDP · Некоторый прогресс")
    ahead = await everything(client, make, since=str(today() + timedelta(days=400)))
    assert (ahead["items"], ahead["counts"]) == ([], {})
    assert "objective 7" in ahead["sentence"]
    before = await everything(client, make, until=str(today() - timedelta(days=400)))
    assert before["items"] == []


async def test_pages_of_it_come_to_the_whole(client, make):
    await make.assessment("approved")
    for _ in range(4):
        await make.pledge("draft")
    whole, cursor, walked = await everything(client, make, limit=200), "", []
    while cursor is not None:
        page = await everything(client, make, limit=2, cursor=cursor)
        walked, cursor = walked + page["items"], page["next_cursor"]
    assert walked == whole["items"]
    assert len(walked) >= 5


async def test_partners_see_of_it_what_they_may_read(client, make):
    await make.assessment("submitted")
    hidden = await make.pledge("draft")
    kinds = (await everything(client, make, who="mfa"))["counts"]
    assert "assessments" not in kinds
    assert str(hidden.id) not in {item["id"] for item in (await everything(client, make, who="mfa"))["items"]}


def test_what_was_done_is_one_sentence_in_each_language():
    counts = {"decisions": 1, "meetings": 3, "satellites": 2}
    assert lists.told("en", 7, today().replace(year=2024, month=1, day=1), counts) == (
        "On objective 7 the Network has on record since Mon 1 Jan 2024: one decision, 3 meetings and 2 other things."
    )
    assert "3 заседания" in lists.told("ru", 7, None, counts)
    assert "3 mejlis" in lists.told("tk", 7, None, counts)


async def test_guiding_principles_are_those_of_the_resolution(client, make):
    home = await make.home()
    path = f"{home.path}/objectives/7"
    body = assert_ok(
        await client.as_(Role.SECRETARIAT).patch(path, json={"guiding_principles": [8, 1, 8]}, if_match="*")
    )
    assert body["guiding_principles"] == [1, 8]
    reply = await client.as_(Role.SECRETARIAT).patch(path, json={"guiding_principles": [11]}, if_match="*")
    assert_problem(reply, 422, "invalid")


async def test_others_keep_counts_and_money_here_without_disturbing_whoever_edits(client, make):
    home = await make.home()
    before = await read(client, make)

    async def work(call: Call) -> None:
        await service.keep(call, {7: service.Kept(activities=3, indicators=0, money=(1_250_005, 0, None))})

    await make.act("secretariat", work)
    (tile,) = [
        item
        for item in assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/objectives"))["items"]
        if item["number"] == 7
    ]
    assert (tile["activity_count"], tile["indicator_count"], tile["version"]) == (3, 0, before["version"])
    amounts = {name: each and each["amount"] for name, each in tile["money"].items()}
    assert amounts == {"required": "12500.05", "available": "0.00", "expenditure": None}, "blank is never zero"


async def test_a_locked_period_takes_no_assessment_and_says_so(client, make):
    made = await make.assessment("submitted")

    async def lock(call: Call) -> None:
        await periods.lock(call, "2026-H1", match=False)

    await make.act("secretariat", lock)
    body = await read(client, make, Role.SECRETARIAT)
    assert body["locked_periods"] == ["2026-H1"]
    refused = {each["move"]: each["refused"]["type"] for each in body["assessments"][0]["moves"]}
    assert refused == {"approve": "/problems/period-locked", "return": "/problems/period-locked"}
    assert_problem(await client.as_(Role.SECRETARIAT).post(f"{made.path}/approve", if_match="*"), 409, "period-locked")
    wanted = {"organisation_id": str(made.network.organisations["IOM"]), "period": "2026-H1", "rating": "early"}
    reply = await client.as_("iom").post(f"{made.network.path}/objectives/7/assessments", json=wanted)
    assert_problem(reply, 409, "period-locked")


async def test_what_waits_for_the_secretariat_is_one_list(client, make):
    home = await make.home()
    waiting = await make.assessment("submitted", number=9)
    await make.assessment("approved", number=10)
    asked = {"state": "submitted", "sort": "created_at"}
    listed = assert_ok(await client.as_(Role.SECRETARIAT).get(f"{home.path}/assessments", params=asked))["items"]
    assert {item["state"] for item in listed} == {"submitted"}
    (item,) = [each for each in listed if each["id"] == str(waiting.id)]
    assert (item["number"], item["moves"]) == (9, ["approve", "return"])
    assert assert_ok(await client.as_("mfa").get(f"{home.path}/assessments", params=asked))["items"] == []


async def test_the_overview_as_a_file_has_a_column_for_every_half_year(client, make):
    home = await make.home()
    await make.assessment("approved", period="2025-H1", rating="early")
    reply = await client.as_(Role.VIEWER).get(f"{home.path}/objectives/export?format=csv&language=en")
    rows = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))
    assert len(rows) == 23
    assert (rows[6]["H1 2025"], rows[6]["H2 2025"]) == ("Early", "")
    assert rows[7]["Age in half-years"] == ""
    assert (await client.as_("mfa").get(f"{home.path}/objectives/export")).content.startswith(b"PK")
    for language in ("ru", "tk"):
        pdf = await client.as_("mfa").get(f"{home.path}/objectives/export?format=pdf&language={language}")
        assert pdf.content.startswith(b"%PDF")
