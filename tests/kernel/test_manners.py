"""How the API answers what is wrong, missing, stale, repeated or too much: the same everywhere, before anything else."""

import asyncio
import gzip
import json

import pytest

from api.kernel.access import Role
from api.kernel.routing import JSON_LIMIT
from tests.client import assert_ok, assert_problem

CREATE = {"kind": "other", "title": {"en": "Working methods"}}
ME = "/api/v1/me"


async def decisions(make):
    return f"{(await make.home()).path}/decisions"


def sent(client, path, body, kind="application/json", **headers):
    return client.post(path, content=body, headers={"content-type": kind, **headers})


# ── addresses and methods ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v2/me", "/api/", "/api/v1/networks/x/y/z"])
async def test_an_unknown_address_is_a_problem_and_no_page(client, path):
    assert_problem(await client.get(path), 404, "not-found")


@pytest.mark.parametrize("bad", ["not-a-uuid", "0", "%00", "..%2f..%2fetc", "a" * 300])
async def test_an_address_that_cannot_exist_is_not_here(client, make, bad):
    reply = await client.as_("rc").get(f"{await decisions(make)}/{bad}")
    assert_problem(reply, 404, "not-found")


async def test_a_method_that_is_not_there_names_those_that_are(client, make):
    home = await make.home()
    reply = await client.as_("rc").delete(f"{home.path}/decisions")
    body = assert_problem(reply, 405, "method-not-allowed")
    assert reply.headers["allow"] == "GET, POST"
    assert body["allowed"] == ["GET", "POST"]


async def test_options_say_the_methods_and_open_nothing(client, make):
    home = await make.home()
    reply = await client.with_headers(origin="https://elsewhere.example").request("OPTIONS", f"{home.path}/decisions")
    assert (reply.status_code, reply.headers["allow"]) == (204, "GET, POST")
    assert not [name for name in reply.headers if name.startswith("access-control")]


async def test_head_answers_as_get_would(client, make):
    home = await make.home()
    got = await client.as_("rc").get(f"{home.path}/decisions")
    head = await client.as_("rc").request("HEAD", f"{home.path}/decisions")
    assert head.status_code == 200
    for name in ("etag", "content-type", "content-length", "vary"):
        assert head.headers[name] == got.headers[name]
    assert_problem(await client.get(f"{home.path}/decisions"), 401, "unauthenticated")
    assert (await client.request("HEAD", f"{home.path}/decisions")).status_code == 401


# ── media and size ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "application/xml"],
)
async def test_another_media_type_is_refused(client, make, kind):
    reply = await sent(client.as_("rc"), await decisions(make), json.dumps(CREATE), kind)
    assert_problem(reply, 415, "unsupported-media-type", expected="application/json")


@pytest.mark.parametrize(
    "kind", ["application/json", "application/json; charset=utf-8", "application/merge-patch+json"]
)
async def test_json_and_merge_patch_are_taken(client, make, kind):
    assert_ok(await sent(client.as_("rc"), await decisions(make), json.dumps(CREATE), kind), 201)


async def test_a_form_is_taken_where_one_is_asked_for_and_only_there(client, make):
    body = json.dumps({"username": "a@b.example", "password": "x"})
    assert_problem(await sent(client, "/api/v1/auth/token", body), 415, "unsupported-media-type")
    home = await make.home()
    reply = await client.as_("secretariat").post(f"{home.path}/members/import", json={})
    assert_problem(reply, 415, "unsupported-media-type", expected="multipart/form-data")


@pytest.mark.parametrize("body", ["--x\r\n\u00e9--x--\r\n", "--x\r\nA: b\r\n\r\n--x--\r\n", "nothing of a form"])
async def test_a_form_that_is_none_is_refused_in_words(client, make, body):
    home = await make.home()
    headers = {"content-type": "multipart/form-data; boundary=x"}
    reply = await client.as_("secretariat").post(f"{home.path}/members/import", content=body.encode(), headers=headers)
    assert_problem(reply, 422, "invalid")


async def test_too_large_is_refused_before_anybody_is_asked(client, make):
    path = await decisions(make)
    body = b'{"title":"' + b"x" * JSON_LIMIT + b'"}'
    assert_problem(await sent(client, path, body), 413, "too-large", max_bytes=JSON_LIMIT)
    assert_problem(await sent(client.as_("rc"), path, body), 413, "too-large")


async def test_a_body_that_does_not_say_its_size_is_cut_off(client, make):
    async def endless():
        for _ in range(200):
            yield b" " * 10_000

    reply = await sent(client.as_("rc"), await decisions(make), endless())
    assert_problem(reply, 413, "too-large")


# ── what is sent ────────────────────────────────────────────────────────────────────────────────────────────────────

SECRET = "never-echo-me"


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({**CREATE, "colour": SECRET}, "/colour", "extra_forbidden"),
        ({"kind": "other"}, "/title", "missing"),
        ({**CREATE, "kind": SECRET}, "/kind", "enum"),
        ({**CREATE, "title": {"en": SECRET * 40}}, "/title/en", "string_too_long"),
        ({**CREATE, "title": {"en": ""}}, "/title/en", "string_too_short"),
        ({**CREATE, "title": {"en": "a\x00b"}}, "/title/en", "control_characters"),
        ({**CREATE, "title": {"en": "a\nb"}}, "/title/en", "control_characters"),
        ({**CREATE, "title": {"en": "a\u2028b"}}, "/title/en", "control_characters"),
        ({**CREATE, "title": {"en": 7}}, "/title/en", "string_type"),
        ({**CREATE, "title": {"en": "x", "a/b~c": SECRET}}, "/title/a~1b~0c", "extra_forbidden"),
        ({**CREATE, "texts": {"en": "x" * 20_001}}, "/texts/en", "string_too_long"),
        ({**CREATE, "meeting_id": SECRET}, "/meeting_id", "uuid_parsing"),
        ({**CREATE, "review_on": "2026-02-30"}, "/review_on", "date_parsing"),
        ({**CREATE, "proposal_revision": "1"}, "/proposal_revision", "int_type"),
        ({**CREATE, "proposal_revision": 0}, "/proposal_revision", "greater_than_equal"),
        ([], "", None),
        ("text", "", None),
    ],
)
async def test_each_fault_is_named_by_its_place_and_nothing_is_echoed(client, make, body, pointer, code):
    reply = await client.as_("rc").post(await decisions(make), json=body)
    problem = assert_problem(reply, 422, "invalid")
    (fault,) = problem["errors"]
    assert fault["pointer"] == pointer
    assert fault["detail"]
    if code is not None:
        assert fault["code"] in (code, "value")
    assert SECRET not in reply.text


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"null",
        b"",
        b"\xff\xfe",
        b'{"kind":"other","title":{"en":1e999}}',
        b'{"kind":"other","title":{"en":"x"},"proposal_revision":1e999}',
        b'{"kind":"other","title":{"en":"x"},"proposal_revision":NaN}',
        b'{"kind":"other","title":{"en":"x"},"proposal_revision":' + b"9" * 5_000 + b"}",
        b'{"kind":"other","title":{"en":"\\ud800"}}',
        b'{"kind":"other","title":{"en":"x"}} trailing',
        b"\xef\xbb\xbf{}",
    ],
)
async def test_what_is_no_json_of_ours_is_invalid_and_never_a_failure(client, make, raw):
    assert_problem(await sent(client.as_("rc"), await decisions(make), raw), 422, "invalid")


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
async def test_depth_has_an_end(client, make, opening):
    reply = await sent(client.as_("rc"), await decisions(make), opening * 21)
    problem = assert_problem(reply, 422, "invalid")
    assert problem["errors"][0]["code"] == "too_deep"


async def test_brackets_in_a_text_are_no_depth(client, make):
    wanted = {**CREATE, "texts": {"en": '[{"' * 40}}
    assert_ok(await client.as_("rc").post(await decisions(make), json=wanted), 201)


async def test_text_is_kept_in_one_form(client, make):
    """NFC, trimmed, one kind of line end."""
    wanted = {"kind": "other", "title": {"en": "  As\u0327gabat "}, "texts": {"en": "one\r\ntwo\rthree"}}
    body = assert_ok(await client.as_("rc").post(await decisions(make), json=wanted), 201)
    assert (body["title"]["en"], body["texts"]["en"]) == ("Aşgabat", "one\ntwo\nthree")


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("colour=red", "?colour", "unknown_query"),
        ("limit=5&limit=6", "?limit", "repeated"),
        ("limit=0", "?limit", "greater_than_equal"),
        ("limit=201", "?limit", "less_than_equal"),
        ("limit=many", "?limit", "int_parsing"),
        ("sort=colour", "?sort", "literal_error"),
        ("state=never", "?state", "enum"),
        ("cursor=garbage", "?cursor", None),
        ("meeting_id=x", "?meeting_id", "uuid_parsing"),
    ],
)
async def test_a_query_is_as_strict(client, make, query, pointer, code):
    problem = assert_problem(await client.as_("rc").get(f"{await decisions(make)}?{query}"), 422, "invalid")
    assert problem["errors"][0]["pointer"] == pointer
    assert code is None or problem["errors"][0]["code"] in (code, "value")


async def test_faults_of_query_and_body_come_together(client, make):
    problem = assert_problem(await client.as_("rc").post(f"{await decisions(make)}?x=1", json={}), 422, "invalid")
    assert {fault["pointer"] for fault in problem["errors"]} == {"?x", "/kind", "/title"}


# ── versions ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_change_says_what_it_was_made_from(client, make):
    decision = await make.decision("draft")
    rc, wanted = client.as_("rc"), {"title": {"en": "Other"}}
    assert_problem(await rc.patch(decision.path, json=wanted), 428, "if-match-required")
    assert_problem(await rc.patch(decision.path, json=wanted, if_match='"99"'), 412, "stale", current_version=1)
    read = await rc.get(decision.path)
    changed = await rc.patch(decision.path, json=wanted, if_match=read)
    assert assert_ok(changed)["version"] == 2
    assert changed.headers["etag"].startswith('"2-')
    assert_problem(await rc.patch(decision.path, json=wanted, if_match=read), 412, "stale")
    assert_ok(await rc.patch(decision.path, json=wanted, if_match="*"))


async def test_the_answer_to_a_write_carries_the_validator_of_a_read(client, make):
    decision = await make.decision("draft")
    rc = client.as_("rc")
    changed = await rc.patch(decision.path, json={"title": {"en": "Other"}}, if_match=decision)
    unchanged = await rc.get(decision.path, headers={"if-none-match": changed.headers["etag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


async def test_not_modified_until_something_readable_changes(client, make):
    decision = await make.decision("open")
    rc = client.as_("rc")
    first = await rc.get(decision.path)
    seen = {"if-none-match": first.headers["etag"]}
    assert (await rc.get(decision.path, headers=seen)).status_code == 304
    assert (await client.as_("undp").get(decision.path, headers=seen)).status_code == 200
    assert (await rc.with_headers(accept_language="ru").get(decision.path, headers=seen)).status_code == 200
    await make.answer(decision, "UNDP", "support")
    fresh = await rc.get(decision.path, headers=seen)
    assert fresh.status_code == 200
    assert fresh.headers["etag"] != first.headers["etag"]


async def test_a_change_of_rights_is_a_change(client, make):
    """What a reader was shown with other rights is not confirmed as still so."""
    home = await make.home()
    first = await client.as_("rc").get(f"{home.path}/decisions")
    await make.as_platform(_epoch)
    seen = {"if-none-match": first.headers["etag"]}
    assert (await client.as_("rc").get(f"{home.path}/decisions", headers=seen)).status_code == 200


async def _epoch(call):
    call.epoch_moves = True


# ── repeated requests ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_same_key_and_body_is_the_same_answer_done_once(client, make):
    path, key = await decisions(make), {"idempotency-key": "made-once"}
    first = await client.as_("rc").post(path, json=CREATE, headers=key)
    again = await client.as_("rc").post(path, json=CREATE, headers=key)
    assert assert_ok(first, 201) == assert_ok(again, 201)
    for name in ("etag", "location"):
        assert first.headers[name] == again.headers[name]
    assert len(assert_ok(await client.as_("rc").get(path))["items"]) == 1


async def test_the_same_key_with_another_body_or_address_is_refused(client, make):
    path, key = await decisions(make), {"idempotency-key": "made-once"}
    rc = client.as_("rc")
    assert_ok(await rc.post(path, json=CREATE, headers=key), 201)
    assert_problem(
        await rc.post(path, json={**CREATE, "kind": "procedure"}, headers=key), 422, "idempotency-key-reused"
    )
    other = (await make.home()).path + "/meetings/request"
    wanted = {"title": {"en": "X"}, "reason": "It cannot wait."}
    assert_problem(await rc.post(other, json=wanted, headers=key), 422, "idempotency-key-reused")


async def test_a_key_is_ones_own(client, make):
    path, key = await decisions(make), {"idempotency-key": "made-once"}
    one = assert_ok(await client.as_("rc").post(path, json=CREATE, headers=key), 201)
    other = assert_ok(await client.as_("secretariat").post(path, json=CREATE, headers=key), 201)
    assert one["id"] != other["id"]


async def test_what_was_refused_may_be_tried_again_under_its_key(client, make):
    path, key = await decisions(make), {"idempotency-key": "mended"}
    assert_problem(await client.as_("rc").post(path, json={}, headers=key), 422, "invalid")
    assert_ok(await client.as_("rc").post(path, json=CREATE, headers=key), 201)


async def test_ten_at_once_are_one(client, make):
    path, key = await decisions(make), {"idempotency-key": "ten-at-once"}
    rc = client.as_("rc")
    await rc.get(path)
    replies = await asyncio.gather(*(rc.post(path, json=CREATE, headers=key) for _ in range(10)))
    assert {reply.status_code for reply in replies} == {201}
    assert len({reply.content for reply in replies}) == 1


@pytest.mark.parametrize("key", ["", "x" * 129])
async def test_a_key_has_its_bounds(client, make, key):
    reply = await client.as_("rc").post(await decisions(make), json=CREATE, headers={"idempotency-key": key})
    assert_problem(reply, 422, "invalid")


# ── who is asking ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8000.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_another_site_changes_nothing(client, make, headers):
    browser = await client.signed_in("rc")
    path = await decisions(make)
    assert_problem(await browser.post(path, json=CREATE, headers=headers), 403, "cross-site")
    assert_ok(await browser.get(path, headers=headers))


@pytest.mark.parametrize(
    "headers", [{"origin": "http://127.0.0.1:8000"}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}]
)
async def test_ones_own_page_does(client, make, headers):
    browser = await client.signed_in("rc")
    assert_ok(await browser.post(await decisions(make), json=CREATE, headers=headers), 201)


async def test_a_page_that_is_hosted_elsewhere_is_listed(client_of, shell_of, make):
    page = "https://page.example"
    client = client_of(await shell_of(cors_origins=[page]), make)
    home = await make.home()
    asked = await client.request("OPTIONS", f"{home.path}/decisions", headers={"origin": page})
    assert asked.headers["access-control-allow-origin"] == page
    assert "if-match" in asked.headers["access-control-allow-headers"]
    reply = await client.as_("rc").post(
        f"{home.path}/decisions", json=CREATE, headers={"origin": page, "sec-fetch-site": "cross-site"}
    )
    assert_ok(reply, 201)
    assert reply.headers["access-control-allow-origin"] == page
    other = await client.as_("rc").get(f"{home.path}/decisions", headers={"origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers


async def test_refusals_come_in_their_order(client, make):
    """Nobody learns by an error what they may not see."""
    home, other = await make.home(), await make.network()
    decision = await make.decision("draft")
    bad, elsewhere = {"x": 1}, other.path
    assert_problem(await sent(client, f"{home.path}/decisions", "x", "text/plain"), 415, "unsupported-media-type")
    assert_problem(await client.post(f"{elsewhere}/decisions", json=bad), 401, "unauthenticated")
    assert_problem(await client.as_("undp").post(f"{elsewhere}/decisions", json=bad), 404, "not-found")
    assert_problem(await client.as_("undp").post(f"{home.path}/decisions", json=bad), 403, "forbidden")
    absent = decision.path[:-4] + "0000"
    assert_problem(await client.as_("rc").patch(absent, json=bad), 422, "invalid")
    assert_problem(await client.as_("rc").patch(absent, json={}), 404, "not-found")
    opened = await make.decision("open")
    seat = f"{opened.path}/rounds/1/positions/{home.organisations['IOM']}"
    assert_problem(await client.as_("undp").put(seat, json={"value": "support"}), 403, "not-your-organisation")
    await make.pass_deadline(opened)
    assert_problem(await client.as_("iom").put(seat, json={"value": "support"}), 428, "if-match-required")
    assert_problem(await client.as_("iom").put(seat, json={"value": "support"}, if_match='"9"'), 412, "stale")
    assert_problem(await client.as_("iom").put(seat, json={"value": "support"}, if_match='"1"'), 409, "round-closed")


# ── too much ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_beyond_the_rate_one_waits_and_others_do_not(client_of, shell_of, make):
    client = client_of(await shell_of(rate_limit_per_minute=3), make)
    home = await make.home()
    replies = [await client.as_("rc").get(f"{home.path}/decisions") for _ in range(4)]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 429]
    assert replies[0].headers["ratelimit"].startswith('"default";r=2')
    assert replies[0].headers["ratelimit-policy"] == '"default";q=3;w=60'
    body = assert_problem(replies[3], 429, "rate-limited")
    assert int(replies[3].headers["retry-after"]) == body["seconds"] >= 1
    assert_ok(await client.as_("undp").get(f"{home.path}/decisions"))


async def test_more_than_fits_is_told_to_come_back(client_of, shell_of, make):
    shell = await shell_of(requests_in_flight=1)
    client = client_of(shell, make)
    path = await decisions(make)
    shell.kernel.in_flight = 1
    reply = await client.as_("rc").post(path, json=CREATE)
    assert_problem(reply, 503, "unavailable")
    assert reply.headers["retry-after"]
    assert_ok(await client.as_("rc").get(path))
    shell.kernel.in_flight = 0
    assert_ok(await client.as_("rc").post(path, json=CREATE), 201)
    assert shell.kernel.in_flight == 0


# ── how it is said ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("stated", "language"),
    [
        ("ru", "ru"),
        ("tk-TM,ru;q=0.5", "tk"),
        ("fr,ru;q=0.8", "ru"),
        ("fr", "en"),
        ("", "en"),
        ("*", "en"),
        (";;,", "en"),
    ],
)
async def test_a_problem_is_told_in_the_readers_language(client, stated, language):
    reply = await client.with_headers(accept_language=stated).get(ME)
    body = assert_problem(reply, 401, "unauthenticated")
    titles = {
        each: (await client.with_headers(accept_language=each).get(ME)).json()["title"] for each in ("en", "ru", "tk")
    }
    assert len(set(titles.values())) == 3
    assert body["title"] == titles[language]


async def test_faults_are_told_in_the_readers_language_too(client, make):
    path = await decisions(make)
    said = {
        language: (await client.as_("rc").with_headers(accept_language=language).post(path, json={}))
        for language in ("en", "ru", "tk")
    }
    assert len({reply.json()["errors"][0]["detail"] for reply in said.values()}) == 3


async def test_without_a_wish_one_gets_ones_own_language(client, make):
    person = await make.person()
    browser = await client.signed_in(person)
    changed = await browser.patch(ME, json={"language": "ru"}, if_match=await browser.get(ME))
    assert_ok(changed)
    body = assert_problem(await browser.get("/api/v1/accounts"), 403, "forbidden")
    russian = await browser.with_headers(accept_language="ru").get("/api/v1/accounts")
    assert body["title"] == russian.json()["title"] != "Not allowed"


@pytest.mark.parametrize(
    ("stated", "kept"), [("abcDEF-123.4_5", True), ("short", False), ("x" * 65, False), ("a b c d e f", False)]
)
async def test_a_request_keeps_its_id_if_it_is_one(client, stated, kept):
    reply = await client.get("/api/v1/access", headers={"x-request-id": stated})
    assert (reply.headers["x-request-id"] == stated) is kept


async def test_every_answer_carries_its_guards(client, make):
    home = await make.home()
    for reply in (
        await client.as_("rc").get(f"{home.path}/decisions"),
        await client.get(f"{home.path}/decisions"),
        await client.get("/api/docs"),
        await client.get("/api/v1/nothing"),
    ):
        headers = reply.headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cache-control"] in ("private, no-cache", "no-store")
        assert {"Accept-Language", "Authorization", "Cookie"} <= set(headers["vary"].replace(",", " ").split())


async def test_an_answer_that_is_kept_is_packed_once_for_all_who_take_it(client, make, monkeypatch):
    home = await make.home()
    path, packs, pack = f"{home.path}/objectives", [], gzip.compress

    def counted(body, level):
        packs.append(len(body))
        return pack(body, level)

    monkeypatch.setattr(gzip, "compress", counted)
    plain = await client.as_("undp").with_headers(accept_encoding="identity").get(path)
    packed = [await client.as_("undp").with_headers(accept_encoding="gzip").get(path) for _ in range(3)]
    assert "content-encoding" not in plain.headers
    assert {reply.headers["content-encoding"] for reply in packed} == {"gzip"}
    assert {reply.text for reply in packed} == {plain.text}
    assert packs == [len(plain.content)]


async def test_a_list_links_to_its_next_page(client, make):
    path = await decisions(make)
    for _ in range(3):
        assert_ok(await client.as_("rc").post(path, json=CREATE), 201)
    first = await client.as_("rc").get(f"{path}?limit=2")
    link = first.headers["link"]
    assert link.endswith('>; rel="next"')
    second = await client.as_("rc").get(link[1:].partition(">")[0])
    ids = [each["id"] for reply in (first, second) for each in reply.json()["items"]]
    assert len(set(ids)) == 3
    assert "link" not in second.headers
    assert (await client.as_("rc").get(f"{path}?limit=2")).headers["link"] == link  # from what is kept, too


async def test_nothing_unforeseen_tells_what_it_was(client, make, monkeypatch):
    from api.decisions import register

    async def failing(*_, **__):
        raise RuntimeError(SECRET)

    monkeypatch.setattr(register, "wanted", failing)
    person = (await make.home()).holder(Role.CO_CHAIR)
    headers = {"authorization": f"Bearer {await make.jwt(person)}"}
    reply = await client.http.get(await decisions(make), headers=headers)
    assert reply.status_code == 500
    assert reply.json()["type"] == "/problems/internal"
    assert SECRET not in reply.text
