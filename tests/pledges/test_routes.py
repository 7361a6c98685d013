"""Pledges over HTTP: filled in, cleared by another, sent, followed; and who may do which."""

import csv
import io
import json
from datetime import timedelta

import pytest

from api.kernel.access import Role
from tests.client import assert_ok, assert_problem
from tests.day import today
from tests.pledges.make import ANSWERS, wanted

EVIDENCE = [{"title": "Figures of the year", "url": "https://library.example/figures"}]


async def made(client, make, who="undp", **answers):
    home = await make.home()
    return await client.as_(who).post(f"{home.path}/pledges", json=wanted(home, **answers))


async def step(client, pledge, who, move, **body):
    return await client.as_(who).post(f"{pledge.path}/{move}", if_match="*", **({"json": body} if body else {}))


async def test_a_pledge_goes_its_way_from_draft_to_fulfilled(client, make):
    first = assert_ok(await made(client, make), 201)
    assert (first["state"], first["editable"], first["findings"]) == ("draft", True, [])
    assert first["number"].startswith(f"TKM/{today().year}/PL-") or "/PL-" in first["number"]
    pledge = await make.pledge("draft")
    for who, move, body, state in [
        ("undp-alternate", "submit", {}, "prepared"),
        ("rc", "clear", {}, "cleared"),
        (Role.SECRETARIAT, "send", {"sent_on": str(today())}, "sent"),
        (Role.SECRETARIAT, "publish", {"published_id": "GCM-P-417"}, "published"),
        ("undp", "start", {}, "in_progress"),
        ("undp", "fulfil", {"fulfilled_on": str(today()), "fulfilment": "All offices answer in time."}, "fulfilled"),
    ]:
        body = assert_ok(await step(client, pledge, who, move, **body))
        assert body["state"] == state
    assert (body["moves"], body["needs"], body["visibility"]) == ([], [], "partners")


async def test_answers_are_kept_and_tied_to_their_objectives(client, make):
    home = await make.home()
    pledge = await make.pledge("prepared")
    back = assert_ok(await step(client, pledge, "rc", "return", reason="Say for whom."))
    assert (back["state"], back["reason"]) == ("draft", "Say for whom.")
    answers = {"objectives": [7, 23], "amount": {"amount": "125000.50", "currency": "USD"}, "from": "2026-01-01"}
    body = assert_ok(await client.as_("undp").patch(pledge.path, json={"answers": answers}, if_match=back))
    assert body["objectives"] == [7, 23]
    assert body["answers"]["amount"] == {"amount": "125000.50", "currency": "USD"}
    assert body["answers"]["measure"] == ANSWERS["measure"]
    assert_ok(await step(client, pledge, "undp", "submit"))
    counts = {}
    for number in (4, 7, 23):
        linked = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/objectives/{number}/linked?kind=pledges"))
        counts[number] = sum(item["id"] == str(pledge.id) for item in linked["items"])
    assert counts == {4: 0, 7: 1, 23: 1}
    overview = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/objectives"))["items"]
    assert overview[22]["pledge_count"] == 1
    assert_ok(await step(client, pledge, "undp", "withdraw", reason="It is part of another one."))
    assert assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/objectives"))["items"][22]["pledge_count"] == 0


@pytest.mark.parametrize(
    ("answers", "pointer"),
    [
        ({"scope": ["galactic"]}, "/answers/scope"),
        ({"until": "31.12.2028"}, "/answers/until"),
        ({"objectives": [24]}, None),
        ({"participants": ["0193a7c2-5b1e-7b21-b432-c47226354594"]}, "/answers/participants"),
        ({"favourite_colour": "green"}, "/answers/favourite_colour"),
        ({"title": "Another"}, "/answers/title"),
    ],
)
async def test_what_is_no_answer_is_refused_at_its_question(client, make, answers, pointer):
    errors = assert_problem(await made(client, make, **answers), 422, "invalid")["errors"]
    assert pointer is None or errors[0]["pointer"] == pointer


async def test_gaps_stop_it_and_are_told_in_words(client, make):
    pledge = await make.pledge("draft", measure=None, until=None)
    body = assert_ok(await client.as_("undp").get(pledge.path))
    assert {(each["key"], each["field"]) for each in body["findings"]} == {("missing", "measure"), ("missing", "until")}
    assert all(each["sentence"] for each in body["findings"])
    assert_problem(await step(client, pledge, "undp", "submit"), 409, "pledge-incomplete")


async def test_who_may_do_what(client, make):
    home = await make.home()
    assert_problem(await made(client, make, who="rco"), 403, "forbidden")
    assert_problem(await made(client, make, who="viewer"), 403, "forbidden")
    assert_problem(await made(client, make, who="mfa"), 403, "forbidden")
    of_a_ministry = wanted(home, "MFA")
    assert_problem(await client.as_("undp").post(f"{home.path}/pledges", json=of_a_ministry), 403, "forbidden")
    body = assert_ok(await client.as_(Role.SECRETARIAT).post(f"{home.path}/pledges", json=of_a_ministry), 201)
    assert body["contact"]
    path = f"{home.path}/pledges/{body['id']}"
    assert assert_ok(await client.as_(Role.VIEWER).get(path))["contact"] is None
    assert_problem(await client.as_("mfa").get(path), 404, "not-found")
    assert_ok(await client.as_(Role.SECRETARIAT).post(f"{path}/submit", if_match="*"))
    assert_problem(await client.as_(Role.SECRETARIAT).post(f"{path}/clear", if_match="*"), 409, "own-pledge")
    assert_problem(await client.as_("undp").post(f"{path}/clear", if_match="*"), 403, "forbidden")
    assert_ok(await client.as_("rc").post(f"{path}/clear", if_match="*"))


async def test_a_decision_that_it_names_is_adopted_before_it_is_cleared(client, make):
    pledge = await make.pledge("draft")
    decision = await make.decision("open")
    given = {"decision_id": str(decision.id)}
    body = assert_ok(await client.as_("undp").patch(pledge.path, json=given, if_match="*"))
    assert body["decision"]["id"] == str(decision.id)
    assert_ok(await step(client, pledge, "undp", "submit"))
    assert_problem(await step(client, pledge, "rc", "clear"), 409, "pledge-decision-open")


async def test_progress_is_noted_while_it_runs(client, make):
    draft = await make.pledge("draft")
    note = {"year": today().year, "note": "The form is in use in nine consulates.", "evidence": EVIDENCE}
    assert_problem(await client.as_("undp").post(f"{draft.path}/progress", json=note), 409, "pledge-not-running")
    running = await make.pledge("published")
    assert_problem(await client.as_("rco").post(f"{running.path}/progress", json=note), 403, "forbidden")
    body = assert_ok(await client.as_("undp").post(f"{running.path}/progress", json=note), 201)
    assert [(each["year"], each["acronym"], each["evidence"]) for each in body["progress"]] == [
        (today().year, "UNDP", EVIDENCE)
    ]
    ahead = await client.as_("undp").post(f"{running.path}/progress", json={**note, "year": today().year + 1})
    assert assert_problem(ahead, 422, "invalid")["errors"][0]["pointer"] == "/year"
    late = {"fulfilled_on": str(today() + timedelta(days=2)), "fulfilment": "Soon."}
    assert_problem(await step(client, running, "undp", "fulfil", **late), 422, "invalid")


async def test_one_file_goes_with_it(client, make):
    pledge = await make.pledge("draft")
    file = {"files": {"file": ("plan.pdf", b"%PDF-1.7\ntrailer<<>>\n%%EOF\n")}}
    body = assert_ok(await client.as_("undp").post(f"{pledge.path}/files", **file), 201)
    (kept,) = body["attachments"]
    assert_problem(await client.as_("undp").post(f"{pledge.path}/files", **file), 409, "too-many-files")
    assert (await client.as_(Role.VIEWER).get(f"{pledge.path}/files/{kept['id']}")).content.startswith(b"%PDF")
    assert assert_ok(await client.as_("undp").delete(f"{pledge.path}/files/{kept['id']}"))["attachments"] == []


async def test_it_is_printed_on_its_form(client, make):
    pledge = await make.pledge("published")
    read = await client.as_(Role.VIEWER).get(f"{pledge.path}.json", params={"language": "ru"})
    told = json.loads(read.content)
    answered = {field["key"]: field["text"] for section in told["sections"] for field in section["fields"]}
    assert answered["scope"] == "Национальный"
    assert answered["objectives"] == "4, 7"
    assert answered["contact"] is None, "a person is named to those who prepare it only"
    for language in ("en", "tk"):
        pdf = await client.as_(Role.VIEWER).get(f"{pledge.path}.pdf", params={"language": language})
        assert pdf.content.startswith(b"%PDF")
        docx = await client.as_(Role.VIEWER).get(f"{pledge.path}.docx", params={"language": language})
        assert docx.content.startswith(b"PK")


async def test_the_list_and_its_file_say_the_same(client, make):
    home = await make.home()
    ours = {
        (await make.pledge(state, until=until)).number for state, until in [("draft", None), ("sent", "2027-01-31")]
    }
    listed = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/pledges?objective=7&limit=200"))["items"]
    assert ours <= {item["number"] for item in listed}
    assert [item["until_on"] or "9999" for item in listed] == sorted(item["until_on"] or "9999" for item in listed)
    file = await client.as_(Role.VIEWER).get(f"{home.path}/pledges/export?format=csv&objective=7&language=en")
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert [row["Number"] for row in rows] == [item["number"] for item in listed]
    book = await client.as_(Role.VIEWER).get(f"{home.path}/pledges/export?language=tk")
    assert book.content.startswith(b"PK")


async def test_the_form_is_data(client, make):
    home = await make.home()
    form = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/pledges/form"))
    fields = {field["key"]: field for section in form["sections"] for field in section["fields"]}
    assert fields["description"]["limit"] == {"unit": "characters", "min": 300, "max": 3000}
    assert fields["participants"]["required_if"] == {"form": ["common", "in_partnership"]}
    assert len(fields["guiding_principles"]["choices"]) == 10
    assert {"value": "TM", "label": "Turkmenistan"} in fields["countries"]["choices"]
