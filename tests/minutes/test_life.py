"""From the record to adopted minutes, over HTTP, by role: written, circulated, revised, adopted, corrected, translated."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from api.kernel.db import dumps
from api.kernel.deliveries import Delivery
from api.kernel.journal import sha256
from api.kernel.words import say, shown
from tests.client import assert_ok, assert_problem
from tests.minutes.make import WORD, later_item, minutes, near_end, outcome, pass_window

STATES = ("none", "draft", "circulated", "over", "adopted")
MOVES = {
    "generate": (201, {"json": {"language": "en"}}, ""),
    "circulate": (200, {"if_match": "*"}, "/circulate"),
    "comment": (201, {"json": WORD}, "/comments"),
    "revise": (200, {"if_match": "*"}, "/revise"),
    "adopt": (200, {"if_match": "*"}, "/adopt"),
    "corrigendum": (201, {"json": {"text": "Read “yearly”."}, "if_match": "*"}, "/corrigenda"),
}
# (state, move) → who may; everybody else is refused by role, attendance or state
OPEN = {
    ("none", "generate"): {"secretariat"},
    ("draft", "circulate"): {"secretariat"},
    ("circulated", "comment"): {"rc", "undp"},
    ("circulated", "revise"): {"secretariat"},
    ("over", "revise"): {"secretariat"},
    ("over", "adopt"): {"secretariat", "rc", "iom-head"},
    ("adopted", "corrigendum"): {"secretariat"},
}
CALLERS = ("secretariat", "rc", "iom-head", "undp", "iom", "viewer", "mfa")


async def mails(make, made, kind):
    async def read(call):
        statement = sa.select(Delivery.address).where(Delivery.network_id == made.network.id, Delivery.kind == kind)
        return sorted((await call.session.execute(statement)).scalars())

    return await make.as_platform(read)


async def bodies(make, made, kind):
    async def read(call):
        statement = sa.select(Delivery.body).where(Delivery.network_id == made.network.id, Delivery.kind == kind)
        return list((await call.session.execute(statement)).scalars())

    return await make.as_platform(read)


def facts(made, ends):
    link = f"http://127.0.0.1:8000/{made.network.slug}/meetings/{made.id}/minutes"
    number = made.number.removesuffix("/MIN")
    return {"title": "Quarterly meeting", "meeting_number": number, "window_ends_at": ends, "link": link}


def paragraph(body, key="items", at=-1):
    part = next(part for part in body["parts"] if part["key"] == key)
    return part["paragraphs"][at]


@pytest.mark.parametrize("state", STATES)
async def test_every_move_from_every_state_by_every_caller(client, make, state):
    """What is open is offered and works; what is not is refused, and changes nothing."""
    for move, (status, given, path) in MOVES.items():
        made = await minutes(make, state)
        allowed = OPEN.get((state, move), set())
        for who in [*(each for each in CALLERS if each not in allowed), *sorted(allowed)[:1]]:
            before = await standing(client, made)
            read = await client.as_(who).get(made.path)
            offered = {each["move"] for each in read.json().get("moves", []) if each["refused"] is None}
            assert (move in offered) == (who in allowed), (state, move, who)
            reply = await client.as_(who).post(f"{made.path}{path}", **given)
            if who in allowed:
                assert_ok(reply, status)
            else:
                assert reply.status_code in (403, 404, 409), (state, move, who, reply.text)
                assert await standing(client, made) == before, (state, move, who)


async def standing(client, made):
    body = assert_ok(await client.as_("rc").get(made.path))
    return [body[name] for name in ("state", "version", "version_count", "comment_count", "corrigenda", "sha256")]


async def test_minutes_write_themselves_from_the_record(client, make):
    made = await minutes(make, "none")
    action = await make.action(meeting_id=made.id)
    body = assert_ok(await client.as_("secretariat").post(made.path, json={"language": "ru"}), 201)
    assert (body["state"], body["language"], body["text_version"]) == ("draft", "ru", 1)
    assert body["number"] == made.number
    said = {part["key"]: [each["text"] for each in part["paragraphs"]] for part in body["parts"]}
    assert [row.split(" | ")[0] for row in said["participants"]] == ["RCO", "UNDP", "IOM"]
    assert said["participants"][1] == "UNDP | Person of UNDP | в зале"
    assert said["participants"][2].endswith("отсутствует")
    assert "**Итог.** Members agreed to share figures every quarter." in said["items"]
    assert said["action_points"][0].startswith(f"{action.number} | ")
    assert body["parts"][0]["columns"] == ["Сведения", "Содержание"]


async def test_only_a_meeting_that_has_begun_has_minutes_and_only_one_that_is_over_sends_them(client, make):
    ahead = await make.meeting("convened")
    officer = client.as_("secretariat")
    reply = await officer.post(f"{ahead.path}/minutes", json={"language": "en"})
    assert_problem(reply, 409, "minutes-too-early")
    running = await make.meeting("in_session", days=0)
    body = assert_ok(await officer.post(f"{running.path}/minutes", json={"language": "en"}), 201)
    assert [need["key"] for need in body["needs"]] == ["minutes-end"]
    reply = await officer.post(f"{running.path}/minutes/circulate", if_match=body)
    assert_problem(reply, 409, "minutes-meeting-not-held")


async def test_a_draft_is_the_officers_own_and_members_are_told_that_it_is_written(client, make):
    made = await minutes(make, "draft")
    seen = assert_ok(await client.as_("undp").get(made.path))
    assert (seen["state"], seen["parts"], seen["text_version"], seen["version_count"]) == ("draft", [], None, 0)
    assert [need["key"] for need in seen["needs"]] == ["minutes-being-written"]
    assert assert_ok(await client.as_("undp").get(f"{made.path}/versions"))["items"] == []
    assert (await client.as_("undp").get(f"{made.path}/versions/1")).status_code == 404
    for rest in ("/changes", ".pdf", "/translations/ru"):
        assert (await client.as_("undp").get(f"{made.path}{rest}")).status_code == 404, rest
    assert paragraph(assert_ok(await client.as_("rc").get(made.path)))


async def test_circulated_to_those_who_attended_with_the_end_of_the_window(client, make):
    made = await minutes(make, "draft")
    home = made.network
    body = assert_ok(await client.as_("secretariat").post(f"{made.path}/circulate", if_match=made))
    ends = datetime.fromisoformat(body["window_ends_at"])
    assert timedelta(days=4, hours=23) < ends - datetime.now(UTC) <= timedelta(days=5)
    present = ("undp", "undp-alternate", "rco", "rco-alternate", "rc")
    assert await mails(make, made, "minutes-circulated") == sorted(home.people[name].email for name in present)
    assert [each["acronym"] for each in body["attended"]] == ["RCO", "UNDP"]
    told = say("mail.minutes-circulated.body", "en", **facts(made, ends))
    assert set(await bodies(make, made, "minutes-circulated")) == {told}
    assert shown(ends, "en") in told
    seen = assert_ok(await client.as_("undp").get(made.path))
    assert seen["comments_for"] == ["UNDP"]
    assert "see" in seen["may"]
    assert [need["key"] for need in seen["needs"]] == ["minutes-comment"]
    found = assert_ok(await client.as_("undp").get(f"{home.path}/search?q=figures"))["items"]
    assert [(each["kind"], each["id"], each["number"]) for each in found if each["kind"] == "minutes"] == [
        ("minutes", str(made.id), made.number)
    ]


@pytest.mark.parametrize(("days", "code"), [(-1, "in_the_past"), (61, "too_late")])
async def test_a_window_ends_after_now_and_within_two_months(client, make, days, code):
    made = await minutes(make, "draft")
    ends = (datetime.now(UTC) + timedelta(days=days)).isoformat()
    reply = await client.as_("secretariat").post(f"{made.path}/circulate", json={"window_ends_at": ends}, if_match=made)
    assert assert_problem(reply, 422, "invalid")["errors"][0]["code"] == code


async def test_the_silent_are_reminded_once_and_the_officers_told_at_the_end(client, make):
    made = await minutes(make, "circulated")
    home = made.network
    assert_ok(await client.as_("rco").post(f"{made.path}/seen"))
    assert_ok(await client.as_("rco").post(f"{made.path}/seen"))
    await near_end(make, made_meeting(made))
    await client.as_("undp").get(made.path)
    silent = sorted(home.people[name].email for name in ("undp", "undp-alternate"))
    assert await mails(make, made, "minutes-reminder") == silent
    await client.as_("undp").get(made.path)
    assert await mails(make, made, "minutes-reminder") == silent
    await pass_window(make, made_meeting(made))
    body = assert_ok(await client.as_("undp").get(made.path))
    assert [need["key"] for need in body["needs"]] == ["minutes-adopt"]
    officers = sorted(home.people[name].email for name in ("secretariat", "rc", "iom-head"))
    assert await mails(make, made, "minutes-window-over") == officers


def made_meeting(made):
    """The meeting of minutes, as the makers of time know it."""
    return made


async def test_what_was_revised_stays_readable_as_circulated_and_objections_are_made_anew(client, make):
    made = await minutes(make, "circulated")
    undp, officer = client.as_("undp"), client.as_("secretariat")
    assert_ok(await undp.post(f"{made.path}/comments", json=WORD | {"objection": True}), 201)
    body = assert_ok(await officer.post(f"{made.path}/revise", if_match="*"))
    each = paragraph(body)
    path = f"{made.path}/paragraphs/{each['id']}"
    assert_ok(await officer.patch(path, json={"text": "Shorter."}, if_match=each))
    seen = assert_ok(await undp.get(made.path))
    assert (seen["state"], seen["being_revised"], seen["text_version"]) == ("draft", True, 1)
    assert paragraph(seen)["text"] == each["text"]
    assert_problem(await undp.post(f"{made.path}/comments", json=WORD), 409, "move-refused")
    body = assert_ok(await officer.post(f"{made.path}/circulate", if_match="*"))
    assert (body["circulation_count"], body["objection_count"], body["comment_count"]) == (2, 0, 0)
    said = assert_ok(await undp.get(f"{made.path}/comments"))["items"]
    assert [(one["circulation"], one["objection"]) for one in said] == [(1, True)], "it stays on record"
    diff = assert_ok(await undp.get(f"{made.path}/changes"))
    changed = [p for part in diff["parts"] for p in part["paragraphs"] if p["change"] != "equal"]
    assert (diff["base"], diff["number"], [one["id"] for one in changed]) == (1, 2, [each["id"]])


async def test_an_objection_stands_in_the_way_of_silence_until_it_is_lifted(client, make):
    made = await minutes(make, "circulated")
    undp = client.as_("undp")
    said = assert_ok(await undp.post(f"{made.path}/comments", json=WORD | {"objection": True}), 201)
    await pass_window(make, made_meeting(made))
    refused = assert_problem(
        await client.as_("rc").post(f"{made.path}/adopt", if_match="*"), 409, "minutes-objection-stands"
    )
    assert refused["organisations"] == ["UNDP"]
    one = f"{made.path}/comments/{said['id']}"
    answered = await client.as_("secretariat").put(f"{one}/answer", json={"answer": "We shorten it."}, if_match=said)
    assert assert_ok(answered)["answer"] == "We shorten it."
    assert_problem(await client.as_("rc").post(f"{made.path}/adopt", if_match="*"), 409, "minutes-objection-stands")
    lifted = assert_ok(await undp.post(f"{one}/lift", if_match=answered))
    assert lifted["text"] == WORD["text"]
    assert_problem(await undp.post(f"{one}/lift", if_match=lifted), 409, "minutes-nothing-to-lift")
    body = assert_ok(await client.as_("rc").post(f"{made.path}/adopt", if_match="*"))
    assert (body["state"], body["adoption"], body["adopted_by"]) == ("adopted", "silence", "RCO")


async def test_a_later_meeting_may_adopt_them_under_an_item_even_in_the_window(client, make):
    made = await minutes(make, "circulated")
    officer = client.as_("rc")
    assert_ok(await client.as_("undp").post(f"{made.path}/comments", json=WORD | {"objection": True}), 201)
    before = await later_item(make, made.network, "held", days=-30)
    ahead = await later_item(make, made.network, "convened", days=5)
    for item in (before, ahead):
        reply = await officer.post(f"{made.path}/adopt", json={"agenda_item_id": str(item)}, if_match="*")
        assert_problem(reply, 409, "minutes-not-a-later-item")
    item = await later_item(make, made.network)
    offered = assert_ok(await officer.get(made.path))["adoptable_under"]
    assert [each["agenda_item_id"] for each in offered] == [str(item)]
    reply = await officer.post(f"{made.path}/adopt", json={"agenda_item_id": str(item)}, if_match="*")
    body = assert_ok(reply)
    assert (body["adoption"], body["adopted_item"]["agenda_item_id"]) == ("meeting", str(item))
    assert body["adoptable_under"] == []


async def test_comments_are_for_those_who_attended_threaded_and_taken_back(client, make):
    made = await minutes(make, "circulated")
    path = f"{made.path}/comments"
    body = assert_ok(await client.as_("undp").get(made.path))
    on = paragraph(body)["id"]
    assert_problem(await client.as_("iom").post(path, json=WORD), 403, "minutes-not-attended")
    assert_problem(await client.as_("undp").post(path, json=WORD | {"paragraph_id": "none.such"}), 422, "invalid")
    first = assert_ok(await client.as_("undp").post(path, json=WORD | {"paragraph_id": on}), 201)
    answer = {"text": "We agree.", "parent_id": first["id"]}
    second = assert_ok(await client.as_("rc").post(path, json=answer), 201)
    assert second["paragraph_id"] == on
    assert_problem(await client.as_("undp").post(path, json={**answer, "parent_id": second["id"]}), 422, "invalid")
    assert_problem(
        await client.as_("rc").post(f"{path}/{first['id']}/take-back", if_match="*"), 403, "minutes-not-attended"
    )
    gone = assert_ok(await client.as_("undp-alternate").post(f"{path}/{first['id']}/take-back", if_match=first))
    assert (gone["text"], gone["taken_back_at"] is not None) == (None, True)
    again = await client.as_("undp").post(f"{path}/{first['id']}/take-back", if_match=gone)
    assert_problem(again, 409, "minutes-comment-taken-back")
    listed = assert_ok(await client.as_("viewer").get(path))["items"]
    assert [(one["acronym"], one["text"], one["mine"]) for one in listed] == [
        ("UNDP", None, False),
        ("RCO", "We agree.", False),
    ]
    await pass_window(make, made_meeting(made))
    assert_problem(await client.as_("undp").post(path, json=WORD), 409, "minutes-window-closed")


async def test_adopted_minutes_are_locked_with_everything_they_were_written_from(client, make):
    made = await minutes(make, "adopted")
    officer = client.as_("secretariat")
    body = assert_ok(await officer.get(made.path))
    each = paragraph(body)
    at = f"{made.path}/paragraphs/{each['id']}"
    assert_problem(await officer.patch(at, json={"text": "Else."}, if_match="*"), 409, "minutes-locked")
    assert_problem(await officer.delete(at, if_match="*"), 409, "minutes-locked")
    assert_problem(await officer.post(f"{made.path}/regenerate", if_match="*"), 409, "minutes-locked")
    assert_problem(await officer.post(f"{made.path}/versions/1/restore", if_match="*"), 409, "minutes-locked")
    item = next(part["agenda_item_id"] for part in body["parts"] if part["agenda_item_id"])
    meeting = made.path.removesuffix("/minutes")
    reply = await officer.patch(f"{meeting}/agenda-items/{item}", json={"outcome": "Something else."}, if_match="*")
    assert_problem(reply, 409, "meeting-record-sealed")
    everybody = {person.email for name, person in made.network.people.items() if name not in ("mfa", "viewer")}
    assert set(await mails(make, made, "minutes-adopted")) == everybody


async def test_the_hash_is_recomputed_from_what_a_reader_sees(client, make):
    made = await minutes(make, "adopted")
    body = assert_ok(await client.as_("undp").get(made.path))
    proof = assert_ok(await client.as_("undp").get(f"{made.path}/proof"))
    texts = {part["id"]: part["title"] for part in body["parts"]}
    texts |= {each["id"]: each["text"] for part in body["parts"] for each in part["paragraphs"]}
    assert [leaf["id"] for leaf in proof["leaves"]] == [
        id for part in body["parts"] for id in (part["id"], *(each["id"] for each in part["paragraphs"]))
    ]
    for leaf in proof["leaves"]:
        assert leaf["digest"] == sha256(f"{leaf['salt']}\n{texts[leaf['id']]}")
    whole = [[leaf["kind"], leaf["id"], leaf["digest"]] for leaf in proof["leaves"]]
    assert sha256(dumps([proof["number"], proof["language"], whole])) == proof["sha256"] == body["sha256"]
    draft = await minutes(make, "circulated")
    assert (await client.as_("undp").get(f"{draft.path}/proof")).status_code == 404


async def test_corrigenda_are_numbered_and_the_text_stays(client, make):
    made = await minutes(make, "adopted")
    officer = client.as_("secretariat")
    before = assert_ok(await officer.get(made.path))
    on = paragraph(before)["id"]
    for at in (1, 2):
        given = {"text": f"Read {at}.", "paragraph_id": on}
        body = assert_ok(await officer.post(f"{made.path}/corrigenda", json=given, if_match="*"), 201)
    assert [(each["number"], each["text"], each["paragraph_id"]) for each in body["corrigenda"]] == [
        (1, "Read 1.", on),
        (2, "Read 2.", on),
    ]
    assert (body["sha256"], body["parts"], body["version_count"]) == (
        before["sha256"], before["parts"], before["version_count"],
    )  # fmt: skip
    unknown = {"text": "Read.", "paragraph_id": "none.such"}
    assert_problem(await officer.post(f"{made.path}/corrigenda", json=unknown, if_match="*"), 422, "invalid")
    assert len(await mails(make, made, "minutes-corrigendum")) == 2 * len(await mails(make, made, "minutes-adopted"))


async def test_translations_begin_from_the_platforms_phrases_and_grow_stale_with_a_corrigendum(client, make):
    made = await minutes(make, "adopted")
    officer = client.as_("secretariat")
    path = f"{made.path}/translations/tk"
    told = assert_ok(await client.as_("undp").get(path))
    said = {each["id"]: each for each in told["texts"]}
    assert (told["status"], told["version"], said["participants"]["text"]) == (None, 0, "Gatnaşanlar")
    note = next(id for id in said if id.endswith("-2") and "outcome" in id)
    assert said[note]["text"] == said[note]["source"], "people's words stay as they typed them"
    given = {"texts": [{"id": note, "text": "Ilkinjileri mart aýynda."}]}
    written = assert_ok(await officer.put(path, json=given, if_match=told))
    assert (written["status"], written["stale"], written["version"]) == ("draft", False, 1)
    assert_problem(await officer.put(path, json=given, if_match=told), 412, "stale")
    checked = assert_ok(await client.as_("rc").post(f"{path}/check", if_match=written))
    assert (checked["status"], checked["checked_by"]) == ("checked", "RCO")
    assert_ok(await officer.post(f"{made.path}/corrigenda", json={"text": "Read 2."}, if_match="*"), 201)
    stale = assert_ok(await officer.get(path))
    assert stale["stale"]
    assert_problem(await officer.post(f"{path}/check", if_match=stale), 409, "minutes-translation-stale")
    marks = assert_ok(await officer.get(made.path))["translations"]
    assert [(mark["language"], mark["status"], mark["stale"]) for mark in marks] == [
        ("ru", None, False),
        ("tk", "checked", True),
    ]
    assert_problem(await officer.put(f"{made.path}/translations/en", json=given, if_match="*"), 422, "invalid")
    assert_problem(
        await officer.post(f"{made.path}/translations/ru/check", if_match="*"), 409, "minutes-translation-missing"
    )
    early = await minutes(make, "circulated")
    reply = await officer.put(f"{early.path}/translations/ru", json=given, if_match="*")
    assert_problem(reply, 409, "minutes-not-adopted")


async def test_writing_again_takes_up_the_record_and_keeps_an_officers_words(client, make):
    made = await minutes(make, "draft")
    officer = client.as_("secretariat")
    meeting = made_meeting(made)
    each = paragraph(assert_ok(await officer.get(made.path)), at=1)
    at = f"{made.path}/paragraphs/{each['id']}"
    assert_ok(await officer.patch(at, json={"text": "In my words."}, if_match=each))
    assert assert_ok(await officer.get(f"{made.path}/record-changes"))["items"] == []
    await outcome(make, meeting, "Members agreed on something else.")
    foreseen = assert_ok(await officer.get(f"{made.path}/record-changes"))["items"]
    assert {(one["change"], one["text"]) for one in foreseen} == {("kept", "In my words."), ("removed", None)}
    done = assert_ok(await officer.post(f"{made.path}/regenerate", if_match="*"))["items"]
    assert done == foreseen
    body = assert_ok(await officer.get(made.path))
    mine = paragraph(body)
    assert (mine["text"], mine["behind"], mine["edited"]) == ("In my words.", True, True)
    assert mine["record"] == "**Outcome.** Members agreed on something else."
    assert [need["key"] for need in body["needs"]] == ["minutes-behind", "minutes-circulate"]
    assert_ok(await client.as_("rc").get(f"{made.path}/record-changes"))
    assert_problem(await client.as_("undp").get(f"{made.path}/record-changes"), 403, "forbidden")


async def test_other_networks_know_of_nothing(client, make):
    made = await minutes(make, "adopted")
    other = await make.network()
    for path in ("", "/versions", "/comments", "/proof", "/changes", ".pdf", "/translations/ru"):
        assert (await client.as_(other.people["secretariat"]).get(f"{made.path}{path}")).status_code == 404
    elsewhere = made.path.replace(made.network.slug, other.slug)
    assert (await client.as_(other.people["secretariat"]).get(elsewhere)).status_code == 404
    assert (await client.as_(None).get(made.path)).status_code == 401


async def test_who_reads_follows_the_circle_of_the_meeting(client, make):
    made = await minutes(make, "circulated", visibility="partners")
    body = assert_ok(await client.as_("mfa").get(made.path))
    assert body["comments_for"] == ["MFA"]
    assert_ok(await client.as_("mfa").post(f"{made.path}/comments", json=WORD), 201)
    assert made.network.people["mfa"].email in await mails(make, made, "minutes-circulated")
    hidden = await minutes(make, "circulated")
    assert (await client.as_("mfa").get(hidden.path)).status_code == 404


async def test_the_journal_of_a_whole_life_verifies_and_tells_it_in_sentences(client, make):
    """Every row stands as its last entry says, texts by their digests; every entry has words, in each language."""
    made = await minutes(make, "circulated")
    officer, undp = client.as_("secretariat"), client.as_("undp")
    said = assert_ok(await undp.post(f"{made.path}/comments", json=WORD | {"objection": True}), 201)
    one = f"{made.path}/comments/{said['id']}"
    answered = assert_ok(await officer.put(f"{one}/answer", json={"answer": "It goes."}, if_match=said))
    lifted = assert_ok(await undp.post(f"{one}/lift", if_match=answered))
    assert_ok(await undp.post(f"{one}/take-back", if_match=lifted))
    assert_ok(await client.as_("rco").post(f"{made.path}/seen"))
    body = assert_ok(await officer.post(f"{made.path}/revise", if_match="*"))
    each = paragraph(body)
    assert_ok(await officer.patch(f"{made.path}/paragraphs/{each['id']}", json={"text": "It goes."}, if_match=each))
    assert_ok(await officer.post(f"{made.path}/versions/1/restore", if_match="*"))
    await outcome(make, made, "Something else was agreed.")
    assert_ok(await officer.post(f"{made.path}/regenerate", if_match="*"))
    assert_ok(await officer.post(f"{made.path}/circulate", if_match="*"))
    await near_end(make, made)
    await undp.get(made.path)
    await pass_window(make, made)
    assert_ok(await officer.get(made.path))
    assert_ok(await client.as_("rc").post(f"{made.path}/adopt", if_match="*"))
    assert_ok(await officer.post(f"{made.path}/corrigenda", json={"text": "Read 2."}, if_match="*"), 201)
    texts = {"texts": [{"id": "summary", "text": "Краткий перечень"}]}
    written = assert_ok(await officer.put(f"{made.path}/translations/ru", json=texts, if_match="*"))
    assert_ok(await client.as_("rc").post(f"{made.path}/translations/ru/check", if_match=written))
    verified = assert_ok(await client.as_("rc").get(f"{made.network.path}/journal/verify"))
    assert verified["faults"] == []
    for language in ("en", "ru", "tk"):
        reader = client.as_("rc").with_headers(accept_language=language)
        entries = assert_ok(await reader.get(f"{made.network.path}/journal?limit=200"))["items"]
        ours = [entry for entry in entries if entry["kind"].startswith("minutes")]
        assert len({entry["kind"] for entry in ours}) >= 16
        assert all(made.number.removesuffix("/MIN") in entry["sentence"] for entry in ours)
        assert all(entry["about"]["kind"] == "meetings" for entry in ours)
