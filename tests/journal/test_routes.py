"""The journal over HTTP: as it was, as it happens, for whom it may be read, and that it holds."""

import asyncio
import hashlib
import json

import pytest

from api.journal import views
from api.journal import waiting as feed
from tests.client import assert_ok, assert_problem
from tests.reliability.processes import until

CREATE = {"kind": "other", "title": {"en": "Working methods"}}


async def entries(client, home, query="", who="rc"):
    return assert_ok(await client.as_(who).get(f"{home.path}/journal{query}"))


async def test_it_has_no_gap_and_every_hash_follows_from_the_one_before(client, make):
    """Recomputed here, by ten lines of our own."""
    home = await make.home()
    await make.decision("adopted_with_reservations")
    await make.meeting("held")
    body = await entries(client, home, "?after=0&limit=200")
    head = assert_ok(await client.as_("rc").get(f"{home.path}/journal/head"))
    found, previous = body["items"], "0" * 64
    assert [each["seq"] for each in found] == list(range(1, head["seq"] + 1))
    assert body["head_seq"] == head["seq"]
    for each in found:
        parts = [previous, each["seq"], each["at"], each["kind"], each["subject"], each["subject_id"]]
        text = json.dumps([*parts, each["actor_id"] or "", each["digest"]], ensure_ascii=False, separators=(",", ":"))
        previous = hashlib.sha256(text.encode()).hexdigest()
        assert each["hash"] == previous
        payload = json.dumps(each["payload"], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        assert each["digest"] == hashlib.sha256(payload.encode()).hexdigest()
    assert previous == head["hash"]
    assert [each["at"] for each in found] == sorted(each["at"] for each in found)


async def test_it_is_verified_by_any_member(client, make):
    home = await make.home()
    await make.proposal("concept_note_endorsed")
    await make.assessment("approved")
    for who in ("undp", "viewer"):
        body = assert_ok(await client.as_(who).get(f"{home.path}/journal/verify"))
        assert body["whole"] is True, body
    assert_problem(await client.as_("mfa").get(f"{home.path}/journal/verify"), 403, "forbidden")


async def test_it_is_read_backwards_and_onwards_by_pages(client, make):
    home = await make.home()
    await make.meeting("held")
    newest = await entries(client, home, "?limit=5")
    assert [each["seq"] for each in newest["items"]] == list(range(newest["head_seq"], newest["head_seq"] - 5, -1))
    before = await entries(client, home, f"?limit=5&before={newest['next_before']}")
    assert before["items"][0]["seq"] == newest["items"][-1]["seq"] - 1
    seen, after = [], 0
    while True:
        page = await entries(client, home, f"?after={after}&limit=7")
        if not page["items"]:
            break
        seen += [each["seq"] for each in page["items"]]
        after = seen[-1]
    assert seen == list(range(1, newest["head_seq"] + 1))


async def test_waiting_ends_when_something_happens(client, make, monkeypatch):
    home = await make.home()
    monkeypatch.setattr(feed, "PAUSE", 0.02)
    head = assert_ok(await client.as_("rc").get(f"{home.path}/journal/head"))["seq"]
    waiting = asyncio.create_task(client.as_("undp").get(f"{home.path}/journal?after={head}&wait=20"))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    assert_ok(await client.as_("rc").post(f"{home.path}/decisions", json={**CREATE, "visibility": "members"}), 201)
    reply = await asyncio.wait_for(waiting, 10)
    (entry,) = assert_ok(reply)["items"]
    assert (entry["seq"], entry["kind"]) == (head + 1, "decision.drafted")
    assert reply.headers["cache-control"] == "no-store"


async def test_waiting_in_vain_ends_too(client, make, monkeypatch):
    home = await make.home()
    monkeypatch.setattr(feed, "PAUSE", 0.5)
    head = assert_ok(await client.as_("rc").get(f"{home.path}/journal/head"))["seq"]
    body = await entries(client, home, f"?after={head}&wait=1")
    assert (body["items"], body["head_seq"]) == ([], head)


async def test_waiting_holds_no_connection(client, make, monkeypatch):
    """Twenty who wait do not keep one who writes."""
    home = await make.home()
    monkeypatch.setattr(feed, "PAUSE", 0.02)
    head = assert_ok(await client.as_("rc").get(f"{home.path}/journal/head"))["seq"]
    address = f"{home.path}/journal?after={head}&wait=20"
    waiting = [asyncio.create_task(client.as_("undp").get(address)) for _ in range(20)]
    await asyncio.sleep(0.1)
    reply = await asyncio.wait_for(client.as_("rc").post(f"{home.path}/decisions", json=CREATE), 10)
    assert_ok(reply, 201)
    assert all(reply.status_code == 200 for reply in await asyncio.gather(*waiting))


async def test_many_who_wait_look_once_and_are_answered_by_one_page(client, make, shell, monkeypatch):
    """Fifty readers in two languages: their heads are not asked fifty times, nor is the page worked out fifty times."""
    home = await make.home()
    monkeypatch.setattr(feed, "PAUSE", 0.05)
    worked, page = [], views._page

    async def counted(call, *given):
        worked.append(call.language)
        return await page(call, *given)

    head = assert_ok(await client.as_("rc").get(f"{home.path}/journal/head"))["seq"]
    address = f"{home.path}/journal?after={head}&wait=20"
    languages = ["en", "ru"] * 25
    readers = [client.as_("undp").with_headers(accept_language=each).get(address) for each in languages]
    monkeypatch.setattr(views, "_page", counted)
    waiting = [asyncio.create_task(each) for each in readers]

    def all_wait():
        watch = feed._feeds.setdefault(shell.kernel, feed.Feed()).watches.get(home.slug)
        return watch is not None and len(watch.waiting) == len(languages)

    await until("all wait", all_wait)
    looks, ask = [], shell.kernel.head

    async def looked(slug):
        looks.append(slug)
        return await ask(slug)

    monkeypatch.setattr(shell.kernel, "head", looked)
    await asyncio.sleep(0.5)
    assert len(looks) <= 11
    assert_ok(await client.as_("rc").post(f"{home.path}/decisions", json=CREATE), 201)
    replies = await asyncio.gather(*waiting)
    assert sorted(worked) == ["en", "ru"]
    assert {reply.json()["items"][0]["seq"] for reply in replies} == {head + 1}
    sentences = {reply.json()["items"][0]["sentence"] for reply in replies}
    assert len(sentences) == 2


async def test_what_one_may_not_read_is_not_in_the_answer_shared(client, make, monkeypatch):
    """An officer and a member wait alike; the draft's text is the officer's alone."""
    home = await make.home()
    monkeypatch.setattr(feed, "PAUSE", 0.05)
    head = assert_ok(await client.as_("rc").get(f"{home.path}/journal/head"))["seq"]
    address = f"{home.path}/journal?after={head}&wait=20"
    waiting = [asyncio.create_task(client.as_(who).get(address)) for who in ("rc", "undp")]
    await asyncio.sleep(0.2)
    assert_ok(await client.as_("secretariat").post(f"{home.path}/decisions", json=CREATE), 201)
    officer, member = [reply.json()["items"][0] for reply in await asyncio.gather(*waiting)]
    assert officer["payload"]["row"]["title"]["en"] == CREATE["title"]["en"]
    assert member["payload"] is None


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("?after=1&before=5", "?before"),
        ("?wait=26&after=0", "?wait"),
        ("?after=-1", "?after"),
        ("?limit=500", "?limit"),
    ],
)
async def test_bad_questions_are_named(client, make, query, pointer):
    home = await make.home()
    body = assert_problem(await client.as_("rc").get(f"{home.path}/journal{query}"), 422, "invalid")
    assert body["errors"][0]["pointer"] == pointer


async def test_who_may_not_read_a_payload_still_sees_that_something_is_there(client, make):
    """The chain has no holes for anybody: the digest is shown, what it is of is not."""
    home = await make.home()
    drafted = await make.meeting("draft")
    for who, shown in (("rc", True), ("undp", False), ("viewer", False)):
        body = await entries(client, home, f"?subject_id={drafted.id}", who)
        (entry,) = [each for each in body["items"] if each["kind"] == "meeting.drafted"]
        assert (entry["payload"] is not None) is shown
        assert ("Quarterly meeting" in entry["sentence"]) is shown
        assert (entry["about"] is not None) is shown
        assert entry["digest"]


async def test_names_of_persons_stay_out_of_it(client, make):
    home = await make.home()
    await make.decision("adopted")
    body = await entries(client, home, "?after=0&limit=200")
    told = json.dumps(body)
    assert all(person.name not in told and person.email not in told for person in home.people.values())


async def test_sentences_are_in_the_readers_language(client, make):
    home = await make.home()
    await make.decision("open")
    said = {}
    for language in ("en", "ru", "tk"):
        reply = await client.as_("rc").with_headers(accept_language=language).get(f"{home.path}/journal?limit=1")
        said[language] = assert_ok(reply)["items"][0]["sentence"]
    assert len(set(said.values())) == 3


async def test_filters_narrow_it(client, make):
    home = await make.home()
    decision = await make.decision("open", answers={"UNDP": "support"})
    by_subject = await entries(client, home, f"?subject_id={decision.id}&limit=200")
    assert {each["subject_id"] for each in by_subject["items"]} == {str(decision.id)}
    by_kind = await entries(client, home, "?kind=position.recorded")
    assert [each["organisation"] for each in by_kind["items"]] == ["UNDP"]
    by_organisation = await entries(client, home, "?organisation=UNDP&limit=200")
    assert {each["organisation"] for each in by_organisation["items"]} == {"UNDP"}
    without_mail = await entries(client, home, "?mail=false&limit=200")
    assert not [each for each in without_mail["items"] if each["subject"] == "deliveries"]


async def test_of_another_network_there_is_no_journal(client, make):
    other = await make.network()
    for path in ("/journal", "/journal/head", "/journal/verify"):
        assert_problem(await client.as_("rc").get(other.path + path), 404, "not-found")


async def test_two_networks_have_two_chains(client, make):
    home, other = await make.home(), await make.network()
    before = (await entries(client, other, who=other.people["rc"]))["head_seq"]
    await make.decision("adopted")
    assert (await entries(client, other, who=other.people["rc"]))["head_seq"] == before
    assert (await entries(client, home))["head_seq"] > before


async def test_those_who_were_told_rest_in_proportion_and_who_is_behind_does_not(client, make, monkeypatch):
    """While others write on, whoever was just told waits for the end of the rest, and then hears all of it at once."""
    home = await make.home()
    monkeypatch.setattr(feed, "PAUSE", 0.02)
    monkeypatch.setattr(feed, "REST", 0.2)
    rc, undp = client.as_("rc"), client.as_("undp")

    async def draft():
        assert_ok(await rc.post(f"{home.path}/decisions", json={**CREATE, "visibility": "members"}), 201)

    head = assert_ok(await rc.get(f"{home.path}/journal/head"))["seq"]
    readers = [asyncio.create_task(undp.get(f"{home.path}/journal?after={head}&wait=20")) for _ in range(5)]
    await asyncio.sleep(0.1)
    await draft()
    told = {assert_ok(reply)["head_seq"] for reply in await asyncio.gather(*readers)}
    (after,) = told
    await draft()
    await draft()
    again = asyncio.create_task(undp.get(f"{home.path}/journal?after={after}&wait=20"))
    behind = asyncio.create_task(undp.get(f"{home.path}/journal?after={head}&wait=20"))
    assert len(assert_ok(await asyncio.wait_for(behind, 0.5))["items"]) >= 1
    assert not again.done()
    items = assert_ok(await asyncio.wait_for(again, 10))["items"]
    assert [each["seq"] for each in items] == [after + 1, after + 2]
