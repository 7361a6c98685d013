"""What a plan shows: sums by every axis, findings, tables and papers; and what is shown to whom."""

import csv
import io

from api.kernel.access import Role
from tests.client import assert_ok, assert_problem
from tests.workplans import make as plans
from tests.workplans.make import YEAR


async def test_sums_by_every_axis_add_up_to_the_plan(make, client):
    made = await plans.workplan(make)
    await plans.activity(make, made.network, made.id, objectives=[7])
    for axis in ("agency", "source", "year", "outcome"):
        sums = assert_ok(await client.as_("undp").get(f"{made.path}/money?by={axis}"))
        for name in ("required", "available", "to_mobilise"):
            parts = [float(item["money"][name]["amount"]) for item in sums["items"] if item["money"][name]]
            assert round(sum(parts), 2) == float(sums["total"][name]["amount"]), (axis, name)
        assert sums["total"]["expenditure"] is None
    by_objective = assert_ok(await client.as_("undp").get(f"{made.path}/money?by=objective"))["items"]
    assert [(item["key"], item["activity_count"]) for item in by_objective] == [("1", 1), ("7", 1), ("17", 1)]
    rows = assert_ok(await client.as_("undp").get(f"{made.path}/money-lines"))["items"]
    assert [(row["acronym"], row["source"], row["year"]) for row in rows[:2]] == [
        ("IOM", "IOM Development Fund", YEAR),
        ("UNDP", "UNDP", YEAR),
    ]


async def test_activities_are_found_by_agency_objective_and_status(make, client):
    made = await plans.workplan(make)
    await plans.activity(make, made.network, made.id, objectives=[7], contributor_ids=[], status="ongoing")
    path, iom = f"{made.path}/activities", made.network.organisations["IOM"]

    async def count(query: str) -> int:
        return len(assert_ok(await client.as_("undp").get(f"{path}?{query}"))["items"])

    assert await count(f"organisation_id={iom}") == 1
    assert await count("objective=7") == 1
    assert await count("objective=17") == 1
    assert await count("objective=2") == 0
    assert await count("status=ongoing") == 1
    page = assert_ok(await client.as_("undp").get(f"{path}?limit=1"))
    assert await count(f"limit=1&cursor={page['next_cursor']}") == 1


async def test_findings_are_told_in_the_readers_language(make, client):
    made = await plans.workplan(make)
    said = {}
    for language in ("en", "ru", "tk"):
        reader = client.as_("undp").with_headers(accept_language=language)
        said[language] = assert_ok(await reader.get(f"{made.path}/findings"))
    assert said["en"]["blockers"] == 0
    assert [item["rule"] for item in said["en"]["items"]] == ["framework_named"]
    assert len({items["items"][0]["mend"] for items in said.values()}) == 3


async def test_drafts_are_for_members_and_what_is_adopted_for_partners_too(make, client):
    draft, adopted = await plans.workplan(make), await plans.workplan(make, "adopted")
    partner = client.as_("mfa")
    assert_problem(await partner.get(draft.path), 404, "not-found")
    for path in ("findings", "money", "money-lines", "risks", "changes", "uninfo.xlsx", "export", "paper", "owed"):
        assert_problem(await partner.get(f"{draft.path}/{path}"), 404, "not-found")
    read = assert_ok(await partner.get(adopted.path))
    assert read["may"] == {"edit_all": False, "edit_for": [], "report_for": [], "keep_risks": False}
    assert read["moves"] == []
    listed = assert_ok(await partner.get(f"{draft.network.path}/workplans"))["items"]
    assert [item["id"] for item in listed] == [str(adopted.id)]
    assert_ok(await client.as_(Role.VIEWER).get(draft.path))


async def test_tables_and_papers_are_made_in_three_languages(make, client):
    made = await plans.workplan(make)
    for language in ("en", "ru", "tk"):
        for what in ("activities", "money"):
            reply = await client.as_("undp").get(f"{made.path}/export?what={what}&format=csv&language={language}")
            rows = list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig"))))
            assert len(rows) == (2 if what == "activities" else 3)
            assert len(rows[0]) == len(rows[1])
        for path, begins in (("export", b"PK"), ("paper?format=pdf", b"%PDF"), ("paper?format=docx", b"PK")):
            mark = "&" if "?" in path else "?"
            reply = await client.as_("undp").get(f"{made.path}/{path}{mark}language={language}")
            assert reply.content.startswith(begins)


async def test_a_plan_begins_with_what_another_left_open(make, client):
    made = await plans.workplan(make)
    await plans.activity(make, made.network, made.id, status="completed")
    body = {
        "title": {"en": "Next"},
        "starts_on": f"{YEAR + 1}-01-01",
        "ends_on": f"{YEAR + 2}-12-31",
        "based_on_id": str(made.id),
    }
    read = assert_ok(await client.as_("secretariat").post(f"{made.network.path}/workplans", json=body), 201)
    (activity,) = read["activities"]
    assert (read["slug"], activity["starts_on"], activity["money"]["required"]) == (
        f"{YEAR + 1}-{YEAR + 2}",
        f"{YEAR + 1}-01-01",
        None,
    )
    again = await client.as_("secretariat").post(f"{made.network.path}/workplans", json=body)
    assert_problem(again, 422, "invalid")


async def test_a_risk_is_kept_up_while_the_plan_runs(make, client):
    made = await plans.workplan(make, "adopted")
    owner = str(made.network.organisations["UNDP"])
    body = {"title": {"en": "Visas take long"}, "likelihood": 4, "impact": 2, "owner_id": owner}
    risk = assert_ok(await client.as_("undp").post(f"{made.path}/risks", json=body), 201)
    path = f"{made.path}/risks/{risk['id']}"
    kept = assert_ok(await client.as_("undp").patch(path, json={"state": "closed"}, if_match=risk))
    assert (risk["score"], kept["state"]) == (8, "closed")
    assert_problem(await client.as_("undp").delete(path, if_match=kept), 409, "plan-not-draft")
    assert [item["id"] for item in assert_ok(await client.as_("mfa").get(f"{made.path}/risks"))["items"]] == [
        risk["id"]
    ]
