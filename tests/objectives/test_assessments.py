"""The cycle of an assessment over HTTP, by role: drafted, submitted, approved or returned; the overview follows."""

import pytest

from api.kernel.access import Role
from api.objectives.service import half_year
from tests.client import assert_ok, assert_problem
from tests.day import today

NARRATIVE = "Guardianship for children works in four provinces."
LINK = {"title": "Case management figures", "url": "https://library.example/cases"}


async def draft(client, make, who="undp", **given):
    home = await make.home()
    wanted = {
        "organisation_id": str(home.organisations["UNDP"]),
        "period": half_year(today()),
        "rating": "good_progress",
        "narrative": NARRATIVE,
        "evidence": [LINK],
        **given,
    }
    return await client.as_(who).post(f"{home.path}/objectives/7/assessments", json=wanted)


async def tile(client, make, who=Role.VIEWER):
    home = await make.home()
    body = assert_ok(await client.as_(who).get(f"{home.path}/objectives"))
    return next(item for item in body["items"] if item["number"] == 7)


async def step(client, make, who, assessment, move, **body):
    home = await make.home()
    path = f"{home.path}/objectives/7/assessments/{assessment['id']}/{move}"
    return await client.as_(who).post(path, if_match=assessment, **({"json": body} if body else {}))


def only(reply, status=200):
    (assessment,) = assert_ok(reply, status)["assessments"]
    return assessment


async def test_progress_is_reported_approved_and_seen_in_the_overview(client, make):
    assert (await tile(client, make))["rating"] == "not_assessed"
    made = only(await draft(client, make), 201)
    assert (made["state"], made["editable"]) == ("draft", True)
    sent = only(await step(client, make, "undp", made, "submit"))
    assert (sent["state"], sent["editable"]) == ("submitted", False)
    assert (await tile(client, make))["rating"] == "not_assessed"
    body = assert_ok(await step(client, make, Role.SECRETARIAT, sent, "approve"))
    assert (body["rating"], body["assessments"][0]["state"]) == ("good_progress", "approved")
    shown = await tile(client, make)
    assert shown["rating"] == "good_progress"
    assert shown["ratings"] == [{"period": half_year(today()), "rating": "good_progress", "acronym": "UNDP"}]


async def test_what_is_returned_is_changed_and_submitted_again(client, make):
    sent = only(await step(client, make, "undp", only(await draft(client, make), 201), "submit"))
    back = only(await step(client, make, Role.SECRETARIAT, sent, "return", reason="Say which provinces."))
    assert (back["state"], back["reason"]) == ("returned", "Say which provinces.")
    path = f"{(await make.home()).path}/objectives/7/assessments/{back['id']}"
    changed = only(await client.as_("undp-alternate").patch(path, json={"narrative": "Ahal, Mary."}, if_match=back))
    assert changed["narrative"] == "Ahal, Mary."
    assert only(await step(client, make, "undp-alternate", changed, "submit"))["state"] == "submitted"


async def test_an_approved_rating_falls_back_when_it_is_reopened(client, make):
    await make.assessment("approved", rating="early", period="2025-H2")
    await make.assessment("approved", rating="some_progress", period="2026-H1")
    assert (await tile(client, make))["trend"] == "up"
    body = assert_ok(await client.as_(Role.VIEWER).get(f"{(await make.home()).path}/objectives/7"))
    last = body["assessments"][0]
    assert_ok(await step(client, make, Role.SECRETARIAT, last, "reopen", reason="The figures were wrong."))
    shown = await tile(client, make)
    assert (shown["rating"], shown["rated_period"], shown["trend"]) == ("early", "2025-H2", None)


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        ({"rating": "not_assessed"}, "rating-required"),
        ({"narrative": None}, "narrative-required"),
        ({"evidence": []}, "evidence-required"),
    ],
)
async def test_what_is_incomplete_is_not_submitted_and_the_page_knows_why(client, make, given, slug):
    made = only(await draft(client, make, **given), 201)
    (submit,) = made["moves"]
    assert submit["refused"]["type"] == f"/problems/{slug}"
    assert_problem(await step(client, make, "undp", made, "submit"), 409, slug)


async def test_a_file_is_evidence_too(client, make):
    made = only(await draft(client, make, evidence=[]), 201)
    path = f"{(await make.home()).path}/objectives/7/assessments/{made['id']}/attachments"
    with_file = only(
        await client.as_("undp").post(path, files={"file": ("cases.csv", b"province,children\nAhal,20\n")}), 201
    )
    (attachment,) = with_file["attachments"]
    assert only(await step(client, make, "undp", with_file, "submit"))["state"] == "submitted"
    got = await client.as_(Role.VIEWER).get(f"{path}/{attachment['id']}")
    assert got.content == b"province,children\nAhal,20\n"
    assert "attachment" in got.headers["content-disposition"]
    assert_problem(await client.as_("undp").delete(f"{path}/{attachment['id']}"), 409, "assessment-closed")


async def test_nobody_speaks_for_another_organisation(client, make):
    assert_problem(await draft(client, make, who="rco"), 403, "forbidden")
    made = only(await draft(client, make), 201)
    assert_problem(await step(client, make, "rco", made, "submit"), 403, "forbidden")


@pytest.mark.parametrize("who", ["secretariat", "rc", "mfa", "viewer"])
async def test_who_speaks_for_nobody_drafts_nothing(client, make, who):
    assert_problem(await draft(client, make, who=who), 403, "forbidden")


@pytest.mark.parametrize("who", ["undp", "rc", "viewer", "mfa"])
async def test_only_the_secretariat_approves(client, make, who):
    sent = only(await step(client, make, "undp", only(await draft(client, make), 201), "submit"))
    assert_problem(await step(client, make, who, sent, "approve"), 403, "forbidden")


async def test_partners_read_what_was_approved_and_nothing_before(client, make):
    home = await make.home()
    sent = only(await step(client, make, "undp", only(await draft(client, make), 201), "submit"))
    before = assert_ok(await client.as_("mfa").get(f"{home.path}/objectives/7"))
    assert before["assessments"] == []
    files = f"{home.path}/objectives/7/assessments/{sent['id']}/attachments"
    assert_problem(await client.as_("mfa").get(files), 404, "not-found")
    assert_ok(await step(client, make, Role.SECRETARIAT, sent, "approve"))
    after = assert_ok(await client.as_("mfa").get(f"{home.path}/objectives/7"))
    assert [each["narrative"] for each in after["assessments"]] == [NARRATIVE]


async def test_one_organisation_says_one_thing_for_a_half_year(client, make):
    only(await draft(client, make), 201)
    assert_problem(await draft(client, make), 409, "assessment-exists")


async def test_a_half_year_that_has_not_begun_is_not_assessed(client, make):
    body = assert_problem(await draft(client, make, period="2099-H1"), 422, "invalid")
    assert body["errors"][0]["pointer"] == "/period"
