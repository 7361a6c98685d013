"""Drafts, consensus begun and begun again, translations and what makes them stale, corrigenda, lists."""

import pytest

from tests.client import assert_ok, assert_problem
from tests.statements.make import RUSSIAN, TEXT, TITLE, TURKMEN, decision_of, translate


async def read(client, made, who="rc"):
    return assert_ok(await client.as_(who).get(made.path))


# ── consensus ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_text_is_wanted_before_members_are(make, client):
    made = await make.statement("draft", text=None)
    officer = client.as_("secretariat")
    refused = await officer.post(f"{made.path}/put-to-consensus", json={}, if_match="*")
    assert_problem(refused, 409, "statement-text-required")
    assert [each["key"] for each in (await read(client, made))["needs"]] == ["statement-text"]


async def test_a_decision_that_holds_the_text_is_linked(make, client):
    made = await make.statement("draft", text=None)
    decision = await make.decision("adopted", kind="statement", texts={"ru": "Права у каждого."}, authoritative="ru")
    body = {"decision_id": str(decision.id)}
    linked = assert_ok(await client.as_("rc").post(f"{made.path}/put-to-consensus", json=body, if_match="*"))
    assert (linked["text"], linked["authoritative"]) == ("Права у каждого.", "ru")
    assert [each["language"] for each in linked["translations"]] == ["en", "tk"]
    assert [each["number"] for each in linked["links"]] == [linked["decision"]["number"]]
    other = await make.statement("draft")
    twice = await client.as_("rc").post(f"{other.path}/put-to-consensus", json=body, if_match="*")
    assert assert_problem(twice, 422, "invalid")["errors"][0]["code"] == "taken"
    for wrong in (await make.decision("adopted"), await make.decision("withdrawn", kind="statement")):
        refused = await client.as_("rc").post(
            f"{other.path}/put-to-consensus", json={"decision_id": str(wrong.id)}, if_match="*"
        )
        assert assert_problem(refused, 422, "invalid")["errors"][0]["code"] == "unknown"
    again = await client.as_("rc").post(f"{made.path}/put-to-consensus", json={}, if_match="*")
    assert_problem(again, 409, "already-in-consensus")


async def test_an_urgent_one_cites_what_allows_it(make, client):
    home = await make.network(urgent_period_seconds=3600)
    officer = client.as_(home.people["secretariat"])
    allowing = await make.decision("adopted", network=home)
    made = await make.statement("draft", network=home, urgency="urgent")
    refused = await officer.post(f"{made.path}/put-to-consensus", json={}, if_match="*")
    assert assert_problem(refused, 422, "invalid")["errors"][0]["pointer"] == "/allowed_by_id"
    body = {"allowed_by_id": str(allowing.id)}
    put = assert_ok(await officer.post(f"{made.path}/put-to-consensus", json=body, if_match="*"))
    decision = assert_ok(await officer.get(f"{home.path}/decisions/{put['decision']['id']}"))
    assert decision["allowed_by_id"] == body["allowed_by_id"]


async def test_a_text_without_consensus_comes_back_and_is_put_again(make, client):
    made = await make.statement("consensus")
    decision = f"{made.network.path}/decisions/{await decision_of(make, made.id)}"
    reason = {"reason": "Another text is wanted."}
    assert_ok(await client.as_("rc").post(f"{decision}/withdraw", json=reason, if_match="*"))
    held = await read(client, made)
    assert [each["key"] for each in held["needs"]] == ["statement-failed"]
    assert held["editable"]
    officer = client.as_("secretariat")
    changed = assert_ok(await officer.patch(made.path, json={"text": "A better text."}, if_match=held))
    assert (changed["text"], changed["title"], changed["decision"]) == ("A better text.", TITLE, None)
    put = assert_ok(await officer.post(f"{made.path}/put-to-consensus", json={}, if_match=changed))
    assert put["decision"]["id"] not in decision
    assert put["text"] == "A better text."


async def test_the_text_that_members_revise_is_the_statements(make, client):
    """Between two rounds the decision's text changes, and the statement with it; translations fall behind."""
    made = await make.statement("consensus", translated=True)
    officer = client.as_("secretariat")
    assert [each["stale"] for each in (await read(client, made))["translations"]] == [False, False]
    decision = f"{made.network.path}/decisions/{await decision_of(make, made.id)}"
    assert_ok(await officer.post(f"{decision}/revise", json={"reason": "A clearer text."}, if_match="*"))
    assert_ok(await officer.patch(decision, json={"texts": {"en": "A clearer text."}}, if_match="*"))
    held = await read(client, made)
    assert (held["text"], held["editable"]) == ("A clearer text.", False)
    assert [(each["status"], each["stale"]) for each in held["translations"]] == [("checked", True)] * 2
    refused = await officer.post(f"{made.path}/translations/ru/check", if_match='"2"')
    assert_problem(refused, 409, "translation-stale")
    body = {**RUSSIAN, "source_hash": held["text_hash"]}
    assert_ok(await client.as_("undp").put(f"{made.path}/translations/ru", json=body, if_match='"2"'))
    held = assert_ok(await officer.post(f"{made.path}/translations/ru/check", if_match='"3"'))
    assert [(each["status"], each["stale"]) for each in held["translations"]] == [("checked", False), ("checked", True)]


# ── translations ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_translations_have_versions_of_their_own(make, client):
    made = await make.statement("consensus")
    before = (await read(client, made))["version"]
    path = f"{made.path}/translations/ru"
    undp, officer = client.as_("undp"), client.as_("secretariat")
    assert_problem(await undp.put(path, json=RUSSIAN), 428, "if-match-required")
    assert_problem(await undp.put(path, json=RUSSIAN, if_match='"1"'), 412, "stale")
    assert_problem(await officer.post(f"{path}/check", if_match='"0"'), 409, "translation-missing")
    held = assert_ok(await undp.put(path, json=RUSSIAN, if_match='"0"'))
    assert held["version"] == before
    assert_problem(await officer.put(path, json=TURKMEN, if_match='"0"'), 412, "stale")
    own = await undp.put(f"{made.path}/translations/en", json=RUSSIAN, if_match="*")
    assert assert_problem(own, 422, "invalid")["errors"][0]["code"] == "authoritative_language"
    assert (await undp.put(f"{made.path}/translations/fr", json=RUSSIAN, if_match="*")).status_code == 404


async def test_what_everybody_reads_is_not_rewritten_and_what_is_missing_may_follow(make, client):
    made = await make.statement("published")
    public = f"/api/v1/public/{made.network.slug}/statements/{made.number}"
    path = f"{made.path}/translations/ru"
    assert_ok(await client.as_("undp").put(path, json=RUSSIAN, if_match='"0"'))
    assert assert_ok(await client.get(public))["languages"] == ["en"]
    assert_ok(await client.as_("rc").post(f"{path}/check", if_match="*"))
    assert assert_ok(await client.get(public))["languages"] == ["en", "ru"]
    assert_problem(await client.as_("undp").put(path, json=TURKMEN, if_match="*"), 409, "translation-published")
    gone = await make.statement("withdrawn")
    refused = await client.as_("rc").put(f"{gone.path}/translations/ru", json=RUSSIAN, if_match="*")
    assert_problem(refused, 409, "statement-frozen")


async def test_only_what_was_checked_against_the_signed_text_is_published(make, client):
    made = await make.statement("signed")
    await translate(make, made.network, made.id, check=False)
    assert_ok(await client.as_("rc").post(f"{made.path}/publish", if_match="*"))
    page = assert_ok(await client.get(f"/api/v1/public/{made.network.slug}/statements/{made.number}"))
    assert [each["language"] for each in page["texts"]] == ["en"]


# ── corrigenda ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_earlier_page_shows_its_corrigendum_for_ever(make, client):
    earlier = await make.statement("published")
    made = await make.statement("signed", corrects_id=str(earlier.id), title={"en": "Corrigendum"}, text="1,420.")
    public = f"/api/v1/public/{earlier.network.slug}/statements"
    assert assert_ok(await client.get(f"{public}/{earlier.number}"))["corrected_by"] == []
    assert [each["state"] for each in (await read(client, earlier, "rc"))["corrected_by"]] == ["signed"]
    assert (await read(client, earlier, "undp"))["corrected_by"] == []
    assert_ok(await client.as_("rc").post(f"{made.path}/publish", if_match="*"))
    (shown,) = assert_ok(await client.get(f"{public}/{earlier.number}"))["corrected_by"]
    assert (shown["key"], shown["title"]["en"]) == (made.number, "Corrigendum")
    assert assert_ok(await client.get(f"{public}/{made.number}"))["corrects"]["key"] == earlier.number


@pytest.mark.parametrize("state", ["draft", "signed", "withdrawn"])
async def test_only_what_can_be_read_is_corrected(make, client, state):
    earlier = await make.statement(state)
    body = {"title": TITLE, "corrects_id": str(earlier.id)}
    refused = await client.as_("rc").post(f"{earlier.network.path}/statements", json=body)
    assert_problem(refused, 409, "nothing-to-correct")
    other = await make.network()
    elsewhere = await client.as_(other.people["rc"]).post(f"{other.path}/statements", json=body)
    assert assert_problem(elsewhere, 422, "invalid")["errors"][0]["pointer"] == "/corrects_id"


# ── who sees what, and lists ────────────────────────────────────────────────────────────────────────────────────────

SEEN = {
    "draft": ("secretariat", "rc"),
    "abandoned": ("secretariat", "rc"),
    "consensus": ("secretariat", "rc", "undp", "viewer"),
    "signed": ("secretariat", "rc", "undp", "viewer"),
    "published": ("secretariat", "rc", "undp", "viewer", "mfa"),
    "withdrawn": ("secretariat", "rc", "undp", "viewer", "mfa"),
}


@pytest.mark.parametrize("state", SEEN)
async def test_who_sees_it(make, client, state):
    made = await make.statement(state)
    listing = f"{made.network.path}/statements"
    for who in ("secretariat", "rc", "undp", "viewer", "mfa"):
        sees = who in SEEN[state]
        assert (await client.as_(who).get(made.path)).status_code == (200 if sees else 404), who
        assert len(assert_ok(await client.as_(who).get(listing))["items"]) == sees, who
    stranger = client.as_((await make.network()).people["rc"])
    assert_problem(await stranger.get(made.path), 404, "not-found")
    for move in ("sign", "publish", "abandon"):
        assert_problem(await stranger.post(f"{made.path}/{move}", if_match="*"), 404, "not-found")


async def test_the_list_finds_by_state_year_language_and_words(make, client):
    home = await make.home()
    published = await make.statement("published", translated=True, title={"en": "Zebra crossing"})
    await make.statement("draft", text="Recruitment fees are for employers.", title={"en": "Fair recruitment"})
    path = f"{home.path}/statements"
    officer = client.as_("secretariat")

    async def titles(**query):
        items = assert_ok(await officer.get(path, params=query))["items"]
        return [each["title"]["en"] for each in items]

    assert await titles() == ["Fair recruitment", "Zebra crossing"]
    assert await titles(sort="sort_at") == ["Zebra crossing", "Fair recruitment"]
    assert await titles(state="draft") == ["Fair recruitment"]
    assert await titles(language="ru") == ["Zebra crossing"]
    assert await titles(language="en") == ["Fair recruitment", "Zebra crossing"]
    assert await titles(year=int(published.number.split("-")[1])) == ["Fair recruitment", "Zebra crossing"]
    assert await titles(year=2001) == []
    assert await titles(q="employer fees") == ["Fair recruitment"]
    assert await titles(q="МИГРАНТА") == ["Zebra crossing"]
    assert await titles(q="%") == ["Fair recruitment", "Zebra crossing"]
    assert await titles(q=published.number.replace("-2026-", "/2026/")) == ["Zebra crossing"]
    first = assert_ok(await officer.get(path, params={"limit": 1}))
    second = assert_ok(await officer.get(path, params={"limit": 1, "cursor": first["next_cursor"]}))
    assert [each["title"]["en"] for each in (*first["items"], *second["items"])] == await titles()
    assert second["next_cursor"] is None
    item = second["items"][0]
    assert [(each["language"], each["status"], each["stale"]) for each in item["translations"]] == [
        ("ru", "checked", False), ("tk", "checked", False)
    ]  # fmt: skip
    assert (item["signed_by"], item["moves"]) == (["RCO", "IOM"], [])


async def test_everybodys_list_is_paged_and_filtered(make, client):
    made = [await make.statement("published", translated=at == 1, title={"en": f"Voice {at}"}) for at in range(3)]
    public = f"/api/v1/public/{made[0].network.slug}/statements"
    keys, cursor = [], ""
    while cursor is not None:
        reply = await client.get(public, params={"limit": 2, **({"cursor": cursor} if cursor else {})})
        body = assert_ok(reply)
        assert ("link" in reply.headers) == (body["next_cursor"] is not None)
        keys += [each["key"] for each in body["items"]]
        cursor = body["next_cursor"]
    assert keys == [each.number for each in reversed(made)]
    russian = assert_ok(await client.get(public, params={"language": "ru"}))["items"]
    assert [each["key"] for each in russian] == [made[1].number]
    assert assert_ok(await client.get(public, params={"year": 2001}))["items"] == []


async def test_abandoning_ends_it(make, client):
    made = await make.statement("draft", text=TEXT)
    gone = assert_ok(await client.as_("secretariat").post(f"{made.path}/abandon", if_match="*"))
    assert (gone["state"], gone["moves"], gone["needs"]) == ("abandoned", [], [])
    assert_problem(await client.as_("rc").patch(made.path, json={"text": "x"}, if_match="*"), 409, "statement-frozen")


async def test_members_find_it_once_they_are_asked(make, client):
    made = await make.statement("draft", title={"en": "Perihelion voices"})
    home = made.network

    async def hits(who):
        items = assert_ok(await client.as_(who).get(f"{home.path}/search", params={"q": "perihelion"}))["items"]
        return sorted(each["kind"] for each in items)

    put = assert_ok(await client.as_("rc").post(f"{made.path}/put-to-consensus", json={}, if_match="*"))
    assert (await hits("rc"), await hits("undp")) == (["decisions", "statements"], [])
    decision = f"{home.path}/decisions/{put['decision']['id']}"
    assert_ok(await client.as_("rc").post(f"{decision}/open", json={}, if_match="*"))
    assert (await hits("undp"), await hits("mfa")) == (["decisions", "statements"], [])
    links = await client.as_("undp").get(
        f"{home.path}/links", params={"kind": "decisions", "id": put["decision"]["id"]}
    )
    assert [each["kind"] for each in assert_ok(links)["items"]] == ["statements"]
