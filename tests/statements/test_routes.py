"""A statement over HTTP: from the draft to everybody's reading, and back."""

import hashlib
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from api.kernel.clock import PLACE
from api.people.models import BrowserSession, Person
from tests.client import assert_ok, assert_problem
from tests.decisions.make import answer, pass_deadline
from tests.statements.make import REASON, RUSSIAN, TEXT, TITLE, TURKMEN

PREPARED = {
    "title": TITLE,
    "text": TEXT,
    "channels": ["website", "government_letter"],
    "objectives": [7, 16],
    "media_contact": {"name": "Aylar Gurbanova", "email": "media@network.example"},
}


def moves(read):
    return {each["move"]: (each["refused"] or {}).get("type") for each in read["moves"]}


def lacks(read):
    return [each["key"] for each in read["needs"]]


async def test_from_draft_to_everybody(make, client):
    home = await make.home()
    officer, rc, iom = client.as_("secretariat"), client.as_("rc"), client.as_("iom-head")
    reply = await officer.post(f"{home.path}/statements", json=PREPARED)
    read = assert_ok(reply, 201)
    path = reply.headers["location"]
    assert (read["state"], read["number"], read["editable"]) == ("draft", None, True)
    assert read["text_hash"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert {link["kind"] for link in read["links"]} == {"objectives"}
    assert lacks(read) == ["statement-consensus"]
    assert moves(read) == {"put_to_consensus": None, "abandon": None}
    assert_problem(await client.as_("undp").get(path), 404, "not-found")

    read = assert_ok(await officer.post(f"{path}/put-to-consensus", json={}, if_match=read))
    assert lacks(read) == ["statement-open"]
    decision = f"{home.path}/decisions/{read['decision']['id']}"
    drafted = assert_ok(await officer.get(decision))
    assert (drafted["kind"], drafted["texts"]["en"], drafted["title"]) == ("statement", TEXT, TITLE)
    assert_ok(await officer.post(f"{decision}/open", json={}, if_match=drafted))
    await make.deliver()
    assert lacks(assert_ok(await client.as_("undp").get(path))) == ["statement-asked"]
    await answer(make, home, drafted["id"], "UNDP", "disassociate")
    await pass_deadline(make, home, drafted["id"])
    assert_problem(await rc.post(f"{path}/sign", if_match="*"), 409, "statement-not-adopted")
    assert_ok(await rc.post(f"{decision}/adopt", if_match="*"))

    read = assert_ok(await rc.get(path))
    assert lacks(read) == ["statement-sign", "statement-translation-missing"]
    assert read["needs"][0]["organisations"] == ["IOM", "RCO"]
    assert [each["acronym"] for each in read["signatories"]] == ["IOM", "RCO"]
    assert read["on_record"][0]["text"] == "The second paragraph."
    read = assert_ok(await rc.post(f"{path}/sign", if_match=read))
    assert (read["state"], read["needs"][0]["organisations"]) == ("draft", ["IOM"])
    assert moves(read)["sign"] == "/problems/already-signed"
    assert_problem(await rc.post(f"{path}/sign", if_match="*"), 409, "already-signed", organisation="RCO")
    read = assert_ok(await iom.post(f"{path}/sign", if_match=read))
    assert read["state"] == "signed"
    assert read["number"].endswith("/S-001")
    assert read["adopted_hash"] == read["text_hash"] == read["signatures"][1]["text_hash"]
    assert lacks(read)[0] == "statement-publish"

    for language, body in (("ru", RUSSIAN), ("tk", TURKMEN)):
        translation = f"{path}/translations/{language}"
        read = assert_ok(await client.as_("undp").put(translation, json=body, if_match='"0"'))
    read = assert_ok(await officer.post(f"{path}/translations/ru/check", if_match='"1"'))
    public = f"/api/v1/public/{home.slug}/statements"
    assert assert_ok(await client.get(public))["items"] == []
    key = read["key"]
    assert_problem(await client.get(f"{public}/{key}"), 404, "not-found")

    read = assert_ok(await officer.post(f"{path}/publish", if_match=read))
    assert read["state"] == "published"
    assert read["published_hash"] == read["adopted_hash"]
    assert lacks(read) == ["statement-channels", "statement-translation-draft"]
    assert read["public_url"].endswith(f"/{home.slug}/public/statements/{key}")
    (item,) = assert_ok(await client.get(public))["items"]
    assert (item["number"], item["languages"]) == (read["number"], ["en", "ru"])
    page = assert_ok(await client.get(f"{public}/{key}"))
    assert [(each["language"], each["authoritative"], each["wording"]) for each in page["texts"]] == [
        ("en", True, None),
        ("ru", False, "Неофициальный перевод"),
    ]
    assert hashlib.sha256(page["texts"][0]["text"].encode()).hexdigest() == page["published_hash"]
    assert [each["acronym"] for each in page["signatures"]] == ["RCO", "IOM"]
    assert page["on_record"] == [
        {
            "acronym": "UNDP",
            "name": page["on_record"][0]["name"],
            "value": "disassociate",
            "part": "The second paragraph.",
        }
    ]
    assert [each["number"] for each in page["objectives"]] == [7, 16]

    released_on = datetime.fromisoformat(read["released_at"]).astimezone(PLACE).date().isoformat()
    release = {"channel": "website", "released_on": released_on, "url": "https://network.example/1"}
    read = assert_ok(await officer.post(f"{path}/releases", json=release), 201)
    assert read["needs"][0]["sentence"] == "One planned release is not on record: letter to the Government."
    assert (await officer.delete(f"{path}/releases/{read['releases'][0]['id']}")).status_code == 204

    assert_problem(await rc.post(f"{path}/withdraw", json={}, if_match="*"), 422, "invalid")
    read = assert_ok(await rc.post(f"{path}/withdraw", json={"reason": REASON}, if_match=read))
    assert (read["state"], lacks(read)[0]) == ("published", "statement-withdraw-other")
    other = {"reason": {"en": "Another reason."}}
    assert_problem(await iom.post(f"{path}/withdraw", json=other, if_match="*"), 422, "invalid")
    read = assert_ok(await iom.post(f"{path}/withdraw", json={}, if_match=read))
    assert (read["state"], read["moves"], read["needs"]) == ("withdrawn", [], [])
    page = assert_ok(await client.get(f"{public}/{key}"))
    assert (page["texts"], page["signatures"], page["media_contact"]) == ([], [], None)
    assert (page["number"], page["withdrawal_reason"]) == (read["number"], REASON)


@pytest.mark.parametrize("state", ["draft", "consensus", "adopted", "signed-by-one", "signed", "abandoned"])
async def test_what_is_not_published_is_nobodys_to_read(make, client, state):
    made = await make.statement(state)
    public = f"/api/v1/public/{made.network.slug}/statements"
    assert assert_ok(await client.get(public))["items"] == []
    gone = assert_problem(await client.get(f"{public}/{made.network.code}-2026-S-001"), 404, "not-found")
    never = assert_problem(await client.get(f"{public}/{made.network.code}-2026-S-999"), 404, "not-found")
    elsewhere = assert_problem(
        await client.get(f"/api/v1/public/no-such-network/statements/{made.number}"), 404, "not-found"
    )
    for body in (gone, never, elsewhere):
        assert set(body) == {"type", "title", "status", "detail", "instance", "request_id"}
    assert len({(body["title"], body["detail"]) for body in (gone, never, elsewhere)}) == 1


async def test_publishing_asks_for_a_recent_sign_in(make, client):
    made = await make.statement("signed")
    browser = await client.signed_in("secretariat")

    async def age(call):
        person = made.network.people["secretariat"].id
        old = call.now - timedelta(minutes=16)
        sessions, people = sa.update(BrowserSession), sa.update(Person)
        await call.session.execute(sessions.where(BrowserSession.person_id == person).values(signed_in_at=old))
        await call.session.execute(people.where(Person.id == person).values(credentials_from=old))
        call.epoch_moves = True

    await make.as_platform(age)
    assert_problem(await browser.post(f"{made.path}/publish", if_match=made), 403, "recent-sign-in-required")
    assert (
        assert_ok(await client.as_("secretariat").post(f"{made.path}/publish", if_match=made))["state"] == "published"
    )
