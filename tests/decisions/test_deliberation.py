"""The talk about a text over HTTP: paragraphs, what changed, suggestions, comments, explanations of position."""

import asyncio

import pytest
import sqlalchemy as sa

from api.kernel.db import new_id
from api.kernel.deliveries import Delivery
from tests.client import assert_ok, assert_problem
from tests.decisions.make import TEXT
from tests.make import Person

REASON = {"reason": "It says the same in fewer words."}
FIRST, SECOND = TEXT.split("\n\n")
OTHER = "The Network meets twice a quarter."


async def read(client, decision, who="secretariat"):
    return assert_ok(await client.as_(who).get(decision.path))


async def suggest(client, decision, who="undp", status=201, **wanted):
    body = {"paragraph_id": "p1", "text": OTHER, **wanted}
    return assert_ok(await client.as_(who).post(f"{decision.path}/suggestions", json=body), status)


async def said(client, decision, who="undp", **wanted):
    return assert_ok(await client.as_(who).post(f"{decision.path}/comments", json={"text": "Why ten?", **wanted}), 201)


async def listed(client, decision, what, who="undp", query=""):
    return assert_ok(await client.as_(who).get(f"{decision.path}/{what}{query}"))["items"]


def pointers(body):
    return [(each["pointer"], each["code"]) for each in body["errors"]]


def open_moves(made):
    return {move["move"]: move["refused"] and move["refused"]["type"] for move in made["moves"]}


async def kinds(client, decision, who="rc"):
    entries = assert_ok(await client.as_(who).get(f"{decision.network.path}/journal?limit=100"))["items"]
    return [each["kind"] for each in entries]


# ── paragraphs and what changed ─────────────────────────────────────────────────────────────────────────────────────


async def test_paragraphs_keep_their_ids_from_draft_over_rounds(client, make):
    draft = await make.decision("draft")
    secretariat = client.as_("secretariat")
    assert (await read(client, draft))["paragraph_ids"] == ["p1", "p2"]
    put = {"texts": {"en": f"Preamble of a new kind.\n\n{TEXT.replace('ten', 'five')}"}}
    changed = assert_ok(await secretariat.patch(draft.path, json=put, if_match=draft))
    assert changed["paragraph_ids"] == ["p3", "p1", "p2"]
    opened = assert_ok(await secretariat.post(f"{draft.path}/open", json={}, if_match=changed))
    assert opened["rounds"][0]["paragraph_ids"] == ["p3", "p1", "p2"]
    revised = assert_ok(await secretariat.post(f"{draft.path}/revise", json=REASON, if_match=opened))
    shorter = assert_ok(await secretariat.patch(draft.path, json={"texts": {"en": TEXT}}, if_match=revised))
    again = assert_ok(
        await secretariat.patch(draft.path, json={"texts": {"en": f"{TEXT}\n\nAnd so forth."}}, if_match=shorter)
    )
    assert (shorter["paragraph_ids"], again["paragraph_ids"]) == (["p1", "p2"], ["p1", "p2", "p4"])
    assert again["rounds"][0]["paragraph_ids"] == ["p3", "p1", "p2"], "the round froze them"


async def three_texts(client, make):
    """Round 1 as it was drafted, round 2 with another number and no preamble, a text that no round has frozen yet."""
    decision = await make.decision("revising", texts={"en": f"{TEXT}\n\nThe end of it all.", "ru": "Раз.\n\nДва."})
    secretariat = client.as_("secretariat")
    stands = await read(client, decision)
    for text in (TEXT.replace("ten", "five"), f"{TEXT.replace('ten', 'four')}\n\nA closing line."):
        stands = assert_ok(await secretariat.patch(decision.path, json={"texts": {"en": text}}, if_match=stands))
        if stands["round_count"] == 1:
            stands = assert_ok(await secretariat.post(f"{decision.path}/open", json={}, if_match=stands))
            stands = assert_ok(await secretariat.post(f"{decision.path}/revise", json=REASON, if_match=stands))
    return decision


def changed_words(body):
    return {
        (each["id"], token["op"], token["text"].strip())
        for each in body["paragraphs"]
        for token in each["tokens"]
        if token["op"] != "equal" and token["text"].strip()
    }


async def test_any_two_rounds_and_the_text_now_are_compared_both_ways(client, make):
    decision = await three_texts(client, make)
    undp = client.as_("undp")

    async def between(query):
        return assert_ok(await undp.get(f"{decision.path}/changes{query}"))

    forward = await between("?base=1&number=2")
    assert (forward["base"], forward["number"]) == (1, 2)
    assert changed_words(forward) == {
        ("p2", "delete", "ten"),
        ("p2", "insert", "five"),
        ("p3", "delete", "The end of it all."),
    }
    back = await between("?base=2&number=1")
    assert changed_words(back) == {
        ("p2", "delete", "five"),
        ("p2", "insert", "ten"),
        ("p3", "insert", "The end of it all."),
    }
    assert [each["id"] for each in back["paragraphs"]] == ["p1", "p2", "p3"]
    now = await between("")
    assert (now["base"], now["number"]) == (2, None)
    assert changed_words(now) == {
        ("p2", "delete", "five"),
        ("p2", "insert", "four"),
        ("p4", "insert", "A closing line."),
    }
    assert changed_words(await between("?base=1")) >= {("p2", "delete", "ten"), ("p2", "insert", "four")}
    first = await between("?number=1")
    assert (first["base"], changed_words(first)) == (None, set())
    old_way = assert_ok(await undp.get(f"{decision.path}/rounds/1/changes?base=2"))
    assert (old_way["paragraphs"], old_way["base"]) == (back["paragraphs"], 2)


async def test_a_round_that_is_not_there_is_told(client, make):
    decision = await three_texts(client, make)
    undp = client.as_("undp")
    assert_problem(await undp.get(f"{decision.path}/changes?number=9"), 404, "not-found")
    for path in ("/changes?base=9", "/rounds/1/changes?base=9"):
        assert pointers(assert_problem(await undp.get(decision.path + path), 422, "invalid")) == [("?base", "unknown")]


async def test_a_translation_is_compared_in_its_own_words(client, make):
    decision = await make.decision("revising", texts={"en": TEXT, "ru": "Сеть.\n\nПротокол за десять дней."})
    texts = {"en": TEXT, "ru": "Сеть.\n\nПротокол за пять дней."}
    assert_ok(await client.as_("secretariat").patch(decision.path, json={"texts": texts}, if_match=decision))
    body = assert_ok(await client.as_("undp").get(f"{decision.path}/changes?language=ru"))
    assert (body["language"], changed_words(body)) == ("ru", {("p2", "delete", "десять"), ("p2", "insert", "пять")})


# ── suggestions ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_words_taken_into_the_text_leave_its_translations_stale_until_somebody_checked(client, make):
    texts = {"en": TEXT, "ru": "Раз в квартал.\n\nПротокол.", "tk": "Çärýekde bir.\n\nTeswirnama."}
    decision = await make.decision("broken", texts=texts)
    made = await suggest(client, decision)
    secretariat = client.as_("secretariat")
    assert_ok(await secretariat.post(f"{decision.path}/revise", json=REASON, if_match=decision))
    assert_ok(await secretariat.post(f"{decision.path}/suggestions/{made['id']}/accept", if_match=made))
    stands = await read(client, decision, "undp")
    assert (stands["stale_languages"], stands["rounds"][0]["stale_languages"]) == (["ru", "tk"], [])
    now = {"en": stands["texts"]["en"], "ru": "Дважды в квартал.\n\nПротокол.", "tk": texts["tk"]}
    changed = assert_ok(await secretariat.patch(decision.path, json={"texts": now}, if_match=stands))
    assert changed["stale_languages"] == ["tk"]
    opened = assert_ok(await secretariat.post(f"{decision.path}/open", json={}, if_match=changed))
    assert opened["rounds"][1]["stale_languages"] == ["tk"]
    assert_ok(await secretariat.post(f"{decision.path}/revise", json=REASON, if_match=opened))
    again = await read(client, decision, "secretariat")
    checked = {"translations_checked": ["tk"]}
    assert assert_ok(await secretariat.patch(decision.path, json=checked, if_match=again))["stale_languages"] == []


async def test_a_suggestion_is_made_taken_into_the_text_and_told(client, make):
    decision = await make.decision("broken")
    made = await suggest(client, decision, reason="Once is too little.")
    assert (made["acronym"], made["person"], made["quote"], made["state"]) == ("UNDP", "Person undp", FIRST, "open")
    assert (made["round_number"], made["changed"], open_moves(made)) == (1, False, {"take_back": None})
    path = f"{decision.path}/suggestions/{made['id']}"
    secretariat = client.as_("secretariat")
    shown = assert_ok(await secretariat.get(path))
    assert open_moves(shown) == {"accept": "/problems/text-not-open", "decline": None}
    assert_problem(await secretariat.post(f"{path}/accept", if_match=made), 409, "text-not-open")

    before = assert_ok(await secretariat.post(f"{decision.path}/revise", json=REASON, if_match=decision))
    await make.forget_mail()
    reply = await secretariat.post(f"{path}/accept", if_match=made)
    settled = assert_ok(reply)
    assert (settled["state"], bool(settled["settled_at"]), settled["moves"]) == ("accepted", True, [])
    stands = await read(client, decision, "undp")
    assert stands["texts"]["en"] == f"{OTHER}\n\n{SECOND}"
    assert (stands["paragraph_ids"], stands["version"]) == (["p1", "p2"], before["version"] + 1)
    assert stands["rounds"][0]["texts"]["en"] == TEXT
    assert (await kinds(client, decision))[:2] == ["decision.changed", "suggestion.accepted"]
    (mail,) = await mails(make, "suggestion-accepted")
    assert (mail.address, FIRST in mail.body) == (made_address(decision, "undp"), True)
    found = assert_ok(await client.as_("undp").get(f"{decision.network.path}/search?q=twice"))["items"]
    assert [each["id"] for each in found] == [str(decision.id)], "the text that stands now is found"
    assert assert_ok(await client.as_("rc").get(f"{decision.network.path}/journal/verify"))["whole"] is True


def made_address(decision, who):
    return decision.network.people[who].email


async def mails(make, kind):
    home = await make.home()

    async def work(call):
        statement = sa.select(Delivery).where(Delivery.network_id == home.id, Delivery.kind == kind)
        return list((await call.session.execute(statement)).scalars())

    return await make.as_platform(work)


async def test_a_suggestion_on_what_has_changed_since_is_not_taken(client, make):
    decision = await make.decision("revising")
    first, second = await suggest(client, decision), await suggest(client, decision, "iom", text="It meets.")
    secretariat = client.as_("secretariat")
    path = f"{decision.path}/suggestions"
    assert_ok(await secretariat.post(f"{path}/{first['id']}/accept", if_match=first))
    refused = await secretariat.post(f"{path}/{second['id']}/accept", if_match=second)
    body = assert_problem(refused, 409, "paragraph-changed", paragraph_id="p1")
    assert "by hand" in body["detail"]
    (still,) = await listed(client, decision, "suggestions", "secretariat", "?state=open")
    assert (still["changed"], open_moves(still)["accept"]) == (True, "/problems/paragraph-changed")
    assert (await read(client, decision))["texts"]["en"].startswith(OTHER)
    assert_problem(await secretariat.post(f"{path}/{second['id']}/decline", json={}, if_match=second), 422, "invalid")
    await make.forget_mail()
    declined = assert_ok(await secretariat.post(f"{path}/{second['id']}/decline", json=REASON, if_match=second))
    assert (declined["state"], declined["answer"]) == ("declined", REASON["reason"])
    (mail,) = await mails(make, "suggestion-declined")
    assert (mail.address, REASON["reason"] in mail.body) == (made_address(decision, "iom"), True)


async def test_of_two_taken_at_once_for_one_paragraph_one_goes_into_the_text(client, make):
    """Both lock the decision: the second sees that the paragraph reads otherwise by now."""
    decision = await make.decision("revising")
    made = [await suggest(client, decision, who, text=f"It meets when {who} calls.") for who in ("undp", "iom")]
    replies = await asyncio.gather(
        *(
            client.as_(who).post(f"{decision.path}/suggestions/{each['id']}/accept", if_match=each)
            for who, each in zip(("rc", "secretariat"), made, strict=True)
        )
    )
    assert sorted(reply.status_code for reply in replies) == [200, 409]
    taken = next(reply.json() for reply in replies if reply.status_code == 200)
    assert_problem(next(reply for reply in replies if reply.status_code == 409), 409, "paragraph-changed")
    assert (await read(client, decision))["texts"]["en"] == f"{taken['text']}\n\n{SECOND}"


async def test_leaving_a_paragraph_out_takes_its_id_with_it(client, make):
    decision = await make.decision("revising")
    made = await suggest(client, decision, text=" ")
    assert made["text"] == ""
    assert_ok(await client.as_("rc").post(f"{decision.path}/suggestions/{made['id']}/accept", if_match=made))
    stands = await read(client, decision)
    assert (stands["texts"]["en"], stands["paragraph_ids"]) == (SECOND, ["p2"])
    last = await suggest(client, decision, paragraph_id="p2", text="")
    assert_ok(await client.as_("rc").post(f"{decision.path}/suggestions/{last['id']}/accept", if_match=last))
    empty = await read(client, decision)
    assert (empty["texts"]["en"], empty["paragraph_ids"]) == (None, [])
    (opening,) = [move for move in empty["moves"] if move["move"] == "open"]
    assert opening["refused"]["type"] == "/problems/text-required"


async def test_whoever_made_it_takes_it_back_and_nobody_else(client, make):
    decision = await make.decision("open")
    made = await suggest(client, decision)
    path = f"{decision.path}/suggestions/{made['id']}/take-back"
    assert_problem(await client.as_("iom").post(path, if_match=made), 403, "forbidden")
    assert_problem(await client.as_("undp").post(path), 428, "if-match-required")
    await make.forget_mail()
    back = assert_ok(await client.as_("undp-alternate").post(path, if_match=made))
    assert (back["state"], back["moves"]) == ("taken_back", [])
    assert_problem(await client.as_("undp").post(path, if_match=made), 412, "stale")
    reply = await client.as_("undp").post(path, if_match=back)
    assert_problem(reply, 409, "move-refused", machine="suggestion", state="taken_back")
    assert [mail for kind in ("accepted", "declined") for mail in await mails(make, f"suggestion-{kind}")] == []


@pytest.mark.parametrize(
    ("state", "status"),
    [("open", 201), ("broken", 201), ("incomplete", 201), ("referred", 201), ("revising", 201), ("clear", 409)]
    + [(over, 409) for over in ("adopted", "no_consensus")],
)
async def test_when_suggestions_are_taken(client, make, state, status):
    procedure = {"procedure": "express"} if state == "incomplete" else {}
    decision = await make.decision(state, **procedure)
    reply = await client.as_("undp").post(f"{decision.path}/suggestions", json={"paragraph_id": "p1", "text": OTHER})
    if status == 201:
        assert_ok(reply, 201)
    else:
        assert_problem(reply, 409, "suggestions-closed")


@pytest.mark.parametrize(
    ("wanted", "pointer"),
    [
        ({"paragraph_id": "p9"}, ("/paragraph_id", "unknown")),
        ({"paragraph_id": "one"}, ("/paragraph_id", "string_pattern_mismatch")),
        ({"text": FIRST}, ("/text", "unchanged")),
        ({"text": "x" * 20_001}, ("/text", "string_too_long")),
        ({"text": "a\x07b"}, ("/text", "control_characters")),
    ],
)
async def test_what_is_no_suggestion_is_named(client, make, wanted, pointer):
    decision = await make.decision("open")
    body = {"paragraph_id": "p1", "text": OTHER, **wanted}
    reply = await client.as_("undp").post(f"{decision.path}/suggestions", json=body)
    assert pointers(assert_problem(reply, 422, "invalid")) == [pointer]


async def test_who_read_another_text_is_told_before_suggesting(client, make):
    decision = await make.decision("open")
    path = f"{decision.path}/suggestions"
    wanted = {"paragraph_id": "p1", "text": OTHER, "quote": "It meets never."}
    assert_problem(await client.as_("undp").post(path, json=wanted), 409, "paragraph-changed")
    assert_ok(await client.as_("undp").post(path, json=wanted | {"quote": FIRST}), 201)


async def test_a_text_does_not_grow_beyond_its_bound(client, make):
    decision = await make.decision("revising", texts={"en": f"{'a ' * 9_000}\n\nThe end."})
    made = await suggest(client, decision, paragraph_id="p2", text="b " * 1_500)
    reply = await client.as_("rc").post(f"{decision.path}/suggestions/{made['id']}/accept", if_match=made)
    assert_problem(reply, 409, "text-too-long", most=20_000)
    assert (await read(client, decision))["texts"]["en"].endswith("The end.")


async def test_suggestions_are_listed_by_state_and_paragraph_page_by_page(client, make):
    decision = await make.decision("revising")
    for number in range(5):
        await suggest(client, decision, text=f"It meets {number} times.")
    await suggest(client, decision, paragraph_id="p2", text="Minutes go out.")
    undp = client.as_("undp")
    path, found = f"{decision.path}/suggestions?limit=2", []
    while path:
        page = await undp.get(path)
        found += [each["text"] for each in assert_ok(page)["items"]]
        following = assert_ok(page)["next_cursor"]
        path = f"{decision.path}/suggestions?limit=2&cursor={following}" if following else ""
    assert found == [*(f"It meets {number} times." for number in range(5)), "Minutes go out."]
    assert len(await listed(client, decision, "suggestions", query="?paragraph_id=p2")) == 1
    assert await listed(client, decision, "suggestions", query="?state=accepted") == []
    newest = await listed(client, decision, "suggestions", query="?sort=-created_at&limit=1")
    assert newest[0]["text"] == "Minutes go out."


# ── comments ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_comments_are_threaded_by_paragraph(client, make):
    decision = await make.decision("open", visibility="partners")
    whole = await said(client, decision)
    on_second = await said(client, decision, "rc", paragraph_id="p2", text="Ten days are long.")
    reply = await said(client, decision, "mfa", parent_id=on_second["id"], text="We agree.")
    assert (whole["paragraph_id"], whole["parent_id"], whole["round_number"]) == (None, None, 1)
    assert (reply["paragraph_id"], reply["parent_id"], reply["acronym"]) == ("p2", on_second["id"], "MFA")
    assert [(each["acronym"], each["mine"]) for each in await listed(client, decision, "comments", "mfa")] == [
        ("UNDP", False),
        ("RCO", False),
        ("MFA", True),
    ]
    assert [each["id"] for each in await listed(client, decision, "comments", query="?paragraph_id=p2")] == [
        on_second["id"],
        reply["id"],
    ]
    assert (await kinds(client, decision)).count("remark.added") == 3
    stands = await read(client, decision)
    assert (stands["state"], stands["version"]) == ("open", decision.version), "no comment ever weighs on it"


@pytest.mark.parametrize(
    ("wanted", "pointer"),
    [
        ({"text": ""}, ("/text", "string_too_short")),
        ({"text": "x" * 4_001}, ("/text", "too_long")),
        ({"paragraph_id": "p7"}, ("/paragraph_id", "unknown")),
        ({"parent_id": "0193a7c2-5b1e-7c44-9d3f-6f2f6b1f4a10"}, ("/parent_id", "unknown")),
    ],
)
async def test_what_is_no_comment_is_named(client, make, wanted, pointer):
    decision = await make.decision("open")
    reply = await client.as_("undp").post(f"{decision.path}/comments", json={"text": "Why?", **wanted})
    assert pointers(assert_problem(reply, 422, "invalid")) == [pointer]


async def test_a_reply_is_where_its_comment_is(client, make):
    decision, other = await make.decision("open"), await make.decision("open")
    first = await said(client, decision, paragraph_id="p1")
    answer = await said(client, decision, "iom", parent_id=first["id"])
    undp = client.as_("undp")
    for path, wanted, pointer in (
        (decision.path, {"parent_id": first["id"], "paragraph_id": "p2"}, "/paragraph_id"),
        (decision.path, {"parent_id": answer["id"]}, "/parent_id"),
        (other.path, {"parent_id": first["id"]}, "/parent_id"),
    ):
        body = assert_problem(await undp.post(f"{path}/comments", json={"text": "So?", **wanted}), 422, "invalid")
        assert pointers(body) == [(pointer, "unknown")]
    secretariat = client.as_("secretariat")
    stands = await read(client, decision)
    revised = assert_ok(await secretariat.post(f"{decision.path}/revise", json=REASON, if_match=stands))
    assert_ok(await secretariat.patch(decision.path, json={"texts": {"en": SECOND}}, if_match=revised))
    late = await said(client, decision, "rco", parent_id=first["id"], text="It is gone now.")
    assert late["paragraph_id"] == "p1", "the paragraph is gone, the thread is not"


async def test_a_comment_taken_back_leaves_its_place(client, make):
    decision = await make.decision("open")
    first = await said(client, decision, text="A hasty word.")
    await said(client, decision, "iom", parent_id=first["id"])
    path = f"{decision.path}/comments/{first['id']}/take-back"
    for who in ("iom", "rc", "secretariat"):
        assert_problem(await client.as_(who).post(path, if_match=first), 403, "not-your-organisation")
    assert_problem(await client.as_("undp").post(path), 428, "if-match-required")
    back = assert_ok(await client.as_("undp").post(path, if_match=first))
    assert (back["text"], bool(back["taken_back_at"]), back["mine"]) == (None, True, False)
    assert_problem(await client.as_("undp").post(path, if_match=first), 412, "stale")
    assert_problem(await client.as_("undp").post(path, if_match=back), 409, "already-taken-back")
    shown = await listed(client, decision, "comments", "iom")
    assert [(each["text"], each["parent_id"]) for each in shown] == [(None, None), ("Why ten?", first["id"])]


async def test_drafts_are_talked_about_by_officers_alone(client, make):
    decision = await make.decision("draft", visibility="partners")
    await said(client, decision, "secretariat", text="Shall we shorten it?")
    assert [each["acronym"] for each in await listed(client, decision, "comments", "rc")] == ["IOM"]
    for who in ("undp", "mfa"):
        asks = client.as_(who)
        for what in ("comments", "suggestions", "explanations", "changes"):
            assert_problem(await asks.get(f"{decision.path}/{what}"), 404, "not-found")
        assert_problem(await asks.post(f"{decision.path}/comments", json={"text": "So?"}), 404, "not-found")


async def test_what_is_not_shared_with_partners_is_not_there_for_them(client, make):
    decision = await make.decision("open")
    mfa = client.as_("mfa")
    assert_problem(await mfa.get(f"{decision.path}/comments"), 404, "not-found")
    assert_problem(await mfa.post(f"{decision.path}/comments", json={"text": "So?"}), 404, "not-found")
    assert_problem(await client.as_("viewer").post(f"{decision.path}/comments", json={"text": "So?"}), 403, "forbidden")


@pytest.mark.parametrize("state", ["adopted", "no_consensus", "withdrawn"])
async def test_what_is_over_takes_no_more_comments(client, make, state):
    decision = await make.decision(state)
    reply = await client.as_("secretariat").post(f"{decision.path}/comments", json={"text": "Well."})
    assert_problem(reply, 409, "decision-over")


async def test_what_was_said_stays_once_it_is_over(client, make):
    decision = await make.decision("clear")
    first = await said(client, decision)
    assert_ok(await client.as_("rc").post(f"{decision.path}/adopt", if_match=decision))
    reply = await client.as_("undp").post(f"{decision.path}/comments/{first['id']}/take-back", if_match=first)
    assert_problem(reply, 409, "decision-over")
    (shown,) = await listed(client, decision, "comments")
    assert (shown["text"], shown["mine"]) == ("Why ten?", False)


# ── explanations of position ────────────────────────────────────────────────────────────────────────────────────────


async def test_explanations_follow_the_decision_and_change_nothing_of_it(client, make):
    decision = await make.decision("adopted_with_reservations")
    before = await read(client, decision)
    undp = client.as_("undp")
    for text in ("We read it in line with the Compact.", "And with our mandate."):
        made = assert_ok(await undp.post(f"{decision.path}/explanations", json={"text": text}), 201)
        assert (made["acronym"], made["language"], made["text"]) == ("UNDP", "en", text)
    after = await read(client, decision)
    assert {**after, "server_time": ""} == {**before, "server_time": ""}
    shown = await listed(client, decision, "explanations", "viewer")
    assert [each["text"] for each in shown] == ["We read it in line with the Compact.", "And with our mandate."]
    assert (await kinds(client, decision)).count("position.explained") == 2


@pytest.mark.parametrize("state", ["open", "clear", "broken", "revising"])
async def test_an_explanation_waits_until_the_decision_is_over(client, make, state):
    decision = await make.decision(state)
    reply = await client.as_("undp").post(f"{decision.path}/explanations", json={"text": "Because."})
    assert_problem(reply, 409, "explanation-too-early")


async def newcomer_of(client, home):
    """The focal point of an organisation that observes."""
    body = {"organisation": {"acronym": f"A{new_id().hex[-8:]}", "name": {"en": "A"}, "kind": "un_entity"}}
    observing = {"kind": "observer", "joined_on": "2025-01-01", "source": "Terms of reference"}
    secretariat = client.as_("secretariat")
    late = assert_ok(await secretariat.post(f"{home.path}/members", json=body | observing), 201)
    person = {"email": f"late@{home.slug}.example", "name": "Late", "role": "focal_point", "from_on": "2025-01-01"}
    wanted = person | {"organisation_id": late["organisation_id"]}
    appointed = assert_ok(await secretariat.post(f"{home.path}/appointments", json=wanted), 201)
    return client.as_(Person(appointed["person_id"], person["email"], "Late"))


async def test_only_members_suggest(client, make):
    decision = await make.decision("open")
    newcomer = await newcomer_of(client, decision.network)
    body = {"paragraph_id": "p1", "text": OTHER}
    assert_problem(await newcomer.post(f"{decision.path}/suggestions", json=body), 409, "not-on-the-roll")
    assert_ok(await newcomer.post(f"{decision.path}/comments", json={"text": "We would."}), 201)


async def test_only_who_stood_on_a_roll_explains(client, make):
    decision = await make.decision("adopted")
    newcomer = await newcomer_of(client, decision.network)
    reply = await newcomer.post(f"{decision.path}/explanations", json={"text": "Because."})
    assert_problem(reply, 409, "not-on-the-roll")
    withdrawn = await make.decision("withdrawn")
    reply = await client.as_("undp").post(f"{withdrawn.path}/explanations", json={"text": "Because."})
    assert_problem(reply, 404, "not-found")
