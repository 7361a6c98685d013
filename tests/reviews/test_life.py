"""A review's life over HTTP: written from the record, edited without loss, circulated, decided, adopted, corrected."""

import hashlib

import pytest

from api.reviews import service
from tests.client import assert_ok, assert_problem
from tests.reviews.make import PROFILE, REVIEW, TEXT, act, decide, link, review, this_year


async def test_a_review_is_adopted_by_a_decision_about_exactly_its_bytes(client, make):
    made = await review(make, "circulated", fill=True)
    officer, chair, member = client.as_("secretariat"), client.as_("rc"), client.as_("undp")
    body = assert_ok(await officer.post(f"{made.path}/put-to-decision", if_match="*"))
    assert (body["state"], body["decision"]["state"]) == ("frozen", "draft")
    assert_problem(await chair.post(f"{made.path}/adopt", if_match="*"), 409, "review-not-decided")
    decision = assert_ok(await officer.get(f"{made.network.path}/decisions/{body['decision']['id']}"))
    assert decision["subject"]["sha256"] == body["sha256"]
    await decide(make, made.network, made.id)
    body = assert_ok(await chair.post(f"{made.path}/adopt", if_match="*"))
    assert body["state"] == "adopted"
    frozen = await member.get(f"{made.path}/versions/{body['final']['version']}/frozen")
    assert hashlib.sha256(frozen.content).hexdigest() == body["final"]["sha256"] == decision["subject"]["sha256"]

    field = assert_ok(await officer.get(f"{made.path}/sections/crises"))["fields"][0]
    assert_problem(
        await officer.patch(f"{made.path}/fields/crises", json={"text": "Other."}, if_match=field), 409, "review-locked"
    )
    body = assert_ok(await officer.post(f"{made.path}/correct", json={"reason": "A figure was wrong."}, if_match="*"))
    assert body["state"] == "edited"
    assert_ok(await officer.patch(f"{made.path}/fields/crises", json={"text": "Other."}, if_match=field))
    again = await member.get(f"{made.path}/versions/{body['final']['version']}/frozen")
    assert again.content == frozen.content, "what was adopted stays byte for byte"
    seen = assert_ok(await member.get(made.path))
    assert seen["being_revised"]
    assert seen["text_version"] == body["final"]["version"]
    assert assert_ok(await member.get(f"{made.path}/sections/crises"))["fields"][0]["text"] == TEXT


async def test_an_edit_survives_the_record_and_two_officers_never_lose_a_word(client, make):
    decision = await make.decision("adopted")
    made = await review(make)
    officer, other = client.as_("secretariat"), client.as_("secretariat")
    section = assert_ok(await officer.get(f"{made.path}/sections/objective-7"))
    measures = next(each for each in section["fields"] if each["key"] == "measures")
    assert (measures["text"], section["progress"], section["evidence"]) == ("", "generated", [])
    edited = assert_ok(
        await officer.patch(f"{made.path}/fields/{measures['id']}", json={"text": "Ours."}, if_match=measures)
    )
    assert edited["progress"] == "edited"
    lost = await other.patch(f"{made.path}/fields/{measures['id']}", json={"text": "Theirs."}, if_match=measures)
    assert assert_problem(lost, 412, "stale")["current"]["text"] == "Ours."
    await link(make, made.network, 7, "decisions", decision.id)
    foreseen = assert_ok(await officer.get(f"{made.path}/record-changes"))
    done = assert_ok(await officer.post(f"{made.path}/regenerate", if_match="*"))
    assert foreseen == done
    assert [each["change"] for each in done["items"] if each["field_id"] == measures["id"]] == ["kept"]
    assert [each["section_id"] for each in done["evidence"]] == ["objective-7"]
    section = assert_ok(await officer.get(f"{made.path}/sections/objective-7"))
    measures = next(each for each in section["fields"] if each["key"] == "measures")
    assert (measures["text"], measures["behind"]) == ("Ours.", True)
    assert "Working methods" in measures["record"]
    assert [(each["kind"], each["new"]) for each in section["evidence"]] == [("decisions", True)]
    body = assert_ok(await officer.get(made.path))
    assert "review-behind" in [each["key"] for each in body["needs"]]
    checked = assert_ok(
        await officer.post(f"{made.path}/sections/objective-7/check", json={"checked": True}, if_match=body)
    )
    assert (checked["progress"], checked["checked"]["by"]) == ("checked", "IOM")
    diff = assert_ok(await officer.get(f"{made.path}/changes?base=1&number=2"))
    assert [part["id"] for part in diff["sections"]] == ["objective-7"]
    tokens = [token for field in diff["sections"][0]["fields"] for token in field["tokens"]]
    assert tokens == [{"op": "insert", "text": "Ours."}]
    restored = assert_ok(await officer.post(f"{made.path}/versions/1/restore", if_match="*"))
    assert restored["version_count"] == 5
    again = assert_ok(await officer.get(f"{made.path}/sections/objective-7"))
    assert next(each for each in again["fields"] if each["key"] == "measures")["text"] == ""


async def test_who_reads_what(client, make):
    made = await review(make, kind=PROFILE, fill=True)
    for who in ("undp", "mfa"):
        assert_problem(await client.as_(who).get(made.path), 404, "not-found")
    await act(make, made.network, "secretariat", made.id, service.circulate)
    assert assert_ok(await client.as_("undp").get(made.path))["state"] == "circulated"
    assert_problem(await client.as_("mfa").get(made.path), 404, "not-found")
    issued = assert_ok(await client.as_("rc").post(f"{made.path}/issue", if_match="*"))
    assert issued["state"] == "issued"
    ours = assert_ok(await client.as_("undp").get(f"{made.path}/report.json"))
    theirs = assert_ok(await client.as_("mfa").get(f"{made.path}/report.json"))
    kept, open_ = ({each["id"] for part in body["sections"] for each in part["fields"]} for body in (ours, theirs))
    assert {"activity.attendance", "activity.decisions", "workplan.funding", "outlook.challenges"} <= kept - open_
    public = f"/api/v1/public/{made.network.slug}/reviews"
    listed = assert_ok(await client.get(public))
    assert [each["id"] for each in listed["items"]] == [str(made.id)]
    assert assert_ok(await client.get(f"{public}/{made.id}/report.json"))["sections"] == theirs["sections"]
    assert (await client.get(f"{public}/{made.id}/report.pdf")).content.startswith(b"%PDF")


async def test_members_comment_on_what_is_circulated_and_are_answered(client, make):
    made = await review(make, "circulated")
    member, officer = client.as_("undp"), client.as_("secretariat")
    given = {"text": "Say what the centres did.", "section_id": "objective-7"}
    items = assert_ok(await member.post(f"{made.path}/comments", json=given), 201)["items"]
    assert (items[0]["acronym"], items[0]["mine"]) == ("UNDP", True)
    comment = f"{made.path}/comments/{items[0]['id']}"
    items = assert_ok(await officer.post(f"{comment}/answer", json={"answer": "Done."}, if_match=items[0]))["items"]
    assert items[0]["answer"] == "Done."
    assert_problem(await client.as_("iom").delete(comment, if_match=items[0]), 403, "review-not-yours")
    items = assert_ok(await member.delete(comment, if_match=items[0]))["items"]
    assert items[0]["text"] is None
    assert_problem(
        await officer.post(f"{comment}/answer", json={"answer": "."}, if_match=items[0]),
        409,
        "review-comment-taken-back",
    )
    assert_problem(await client.as_("mfa").get(f"{made.path}/comments"), 404, "not-found")
    assert_problem(
        await member.post(f"{made.path}/comments", json={"text": "x", "section_id": "nothing"}), 422, "invalid"
    )


async def test_what_the_form_asks_for_comes_first(client, make):
    made = await review(make, "circulated")
    problem = assert_problem(
        await client.as_("secretariat").post(f"{made.path}/put-to-decision", if_match="*"), 409, "review-incomplete"
    )
    assert "Effect of crises" in problem["sections"]
    assert "How this review was made" not in problem["sections"]


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"kind": PROFILE, "first_year": 2024, "last_year": 2025}, "/last_year"),
        ({"kind": REVIEW, "first_year": 2025, "last_year": 2024}, "/last_year"),
        ({"kind": REVIEW, "first_year": 2099}, "/last_year"),
        ({"kind": REVIEW, "first_year": 1999}, "/first_year"),
    ],
)
async def test_years_must_fit(client, make, given, pointer):
    network = await make.home()
    problem = assert_problem(
        await client.as_("secretariat").post(f"{network.path}/reviews", json=given), 422, "invalid"
    )
    assert problem["errors"][0]["pointer"] == pointer


async def test_one_report_of_a_kind_for_a_period_and_a_newer_form_beside_the_old(client, make):
    made = await review(make, kind=PROFILE)
    officer = client.as_("secretariat")
    given = {"kind": PROFILE, "first_year": this_year()}
    reply = await officer.post(f"{made.network.path}/reviews", json=given)
    assert assert_problem(reply, 409, "review-exists")["number"] == made.number
    forms = f"{made.network.path}/review-templates"
    held = assert_ok(await officer.get(forms))["items"]
    assert {(each["kind"], each["id"] is None) for each in held} == {(REVIEW, True), (PROFILE, False)}
    mine = next(each for each in held if each["kind"] == PROFILE)
    content = assert_ok(await officer.get(f"{forms}/{mine['id']}"))["content"]
    newer = {**content, "version": "2027.1", "sections": content["sections"][:1]}
    loaded = assert_ok(await officer.post(forms, json={"content": newer}), 201)
    assert loaded["section_count"] == 1
    assert_ok(await officer.post(forms, json={"content": newer}), 201)
    reply = await officer.post(forms, json={"content": {**newer, "title_en": "Other"}})
    assert_problem(reply, 409, "review-template-exists")
    broken = {**newer, "version": "9", "sections": [{"key": "Bad key", "title_en": "x", "fields": []}]}
    assert_problem(await officer.post(forms, json={"content": broken}), 422, "invalid")
    assert len(assert_ok(await officer.get(made.path))["sections"]) == 9, "what was begun keeps its form"
    last = assert_ok(await officer.post(f"{made.network.path}/reviews", json={**given, "first_year": 2024}), 201)
    assert (last["form"]["edition"], len(last["sections"])) == ("2027.1", 1)
