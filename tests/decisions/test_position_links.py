"""Answering by the link in the mail: what it shows, that it serves once, and each way in which it dies."""

import asyncio
import base64
import re
from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
import sqlalchemy as sa

from api.decisions import link_tokens, service
from api.decisions.models import Position, PositionLink, Round
from api.kernel import clock
from api.kernel.access import Call, Role
from api.kernel.deliveries import DeliveryState
from api.kernel.words import LANGUAGES
from api.members import service as members
from api.members.models import Appointment, Membership
from api.people import service as people
from tests.client import assert_ok, assert_problem
from tests.decisions.make import position
from tests.people.make import mails

LINK = re.compile(r"https?://\S+/p/([A-Za-z0-9_-]+)(\?as=(\w+))?")
PATH = "/api/v1/position-links"


async def token_of(make, who="undp", kind="round-opened"):
    """The link as it was mailed to this person."""
    person = await make.person_of(who)
    found = LINK.search((await mails(make, person.id, kind))[0].body)
    assert found is not None
    return found[1]


async def use(client, token, value="no_objection", **given):
    return await client.post(f"{PATH}/{token}", json=_json(position(value, **given)))


def _json(body):
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in body.items()}


async def seat_of(make, decision, acronym="UNDP"):
    async def work(call: Call) -> Position:
        held = sa.select(Position).join(Round, Round.id == Position.round_id)
        here = held.where(Round.decision_id == decision.id, Position.acronym == acronym).order_by(Round.number.desc())
        return (await call.session.execute(here)).scalars().first()

    return await make.as_platform(work)


async def change(make, table, where, **values):
    async def work(call: Call) -> None:
        await call.session.execute(sa.update(table).where(where).values(**values))
        call.epoch_moves = True

    await make.as_platform(work)


# ── what the mail holds and the page reads ──────────────────────────────────────────────────────────────────────────


async def test_every_notice_holds_a_link_of_its_own_and_five_answers(make):
    await make.decision("open")
    tokens = set()
    for who in ("undp", "undp-alternate", "iom", "iom-alternate", "rco", "rco-alternate"):
        (mail,) = await mails(make, (await make.person_of(who)).id, "round-opened")
        found = LINK.findall(mail.body)
        assert [each[2] for each in found] == [
            "",
            "support",
            "no_objection",
            "reservation",
            "ad_referendum",
            "objection",
        ]
        assert len({each[0] for each in found}) == 1
        assert mail.secret
        tokens.add(found[0][0])
    assert len(tokens) == 6


async def test_it_shows_whose_name_is_spoken_for_the_text_and_the_deadline(client, make):
    decision = await make.decision("open", texts={"en": "One.\n\nTwo.", "ru": "Один.\n\nДва."})
    reply = await client.get(f"{PATH}/{await token_of(make)}")
    body = assert_ok(reply)
    assert reply.headers["cache-control"] == "no-store"
    assert (body["organisation"]["acronym"], body["person"], body["language"]) == ("UNDP", "Person undp", "en")
    assert body["texts"]["ru"] == "Один.\n\nДва."
    assert (body["round"], body["changes"], body["current"]) == (1, None, None)
    assert body["asks"]["objection"] == ["text", "would_resolve"]
    assert body["network"]["slug"] == decision.network.slug
    assert body["server_time"] < body["deadline_at"]


async def test_it_shows_what_changed_since_this_organisation_answered_last(client, make):
    decision = await make.decision("revising", answers={"UNDP": "reservation"})
    secretariat = client.as_("secretariat")
    changed = {"texts": {"en": "The Network meets once a month.\n\nMinutes go out within ten days."}}
    patched = await secretariat.patch(decision.path, json=changed, if_match="*")
    assert_ok(await secretariat.post(f"{decision.path}/open", json={}, if_match=patched))
    changes = assert_ok(await client.get(f"{PATH}/{await token_of(make)}"))["changes"]
    words = {(token["op"], token["text"].strip()) for each in changes["paragraphs"] for token in each["tokens"]}
    assert changes["base"] == 1
    assert {("delete", "quarter"), ("insert", "month")} <= words


async def test_whoever_follows_the_link_changes_nothing(client, make):
    """A mail scanner follows every link, again and again, with HEAD and GET, and each of the five answers."""
    decision = await make.decision("open")
    token = await token_of(make)
    verified = f"{decision.network.path}/journal/head"
    before = assert_ok(await client.as_("rc").get(verified))
    for method in ("HEAD", "GET", "GET"):
        assert (await client.http.request(method, f"{PATH}/{token}")).status_code == 200
    assert_problem(await client.get(f"{PATH}/{token}?as=objection"), 422, "invalid")
    seat = await seat_of(make, decision)
    assert (seat.value, seat.seen_at) == (None, None)
    assert assert_ok(await client.as_("rc").get(verified)) == before
    assert_ok(await use(client, token))


# ── answering ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "value", ["support", "no_objection", "reservation", "disassociate", "objection", "ad_referendum", "recused"]
)
async def test_it_records_each_answer_as_the_focal_point_would(client, make, value):
    decision = await make.decision("open")
    receipt = assert_ok(await use(client, await token_of(make), value))
    assert (receipt["organisation"], receipt["value"]) == ("UNDP", value)
    body = assert_ok(await client.as_("undp").get(decision.path))
    (held,) = [each for each in body["rounds"][0]["positions"] if each["acronym"] == "UNDP"]
    assert (held["value"], held["on_behalf"], held["answered_at"]) == (value, False, receipt["answered_at"])
    assert held["seen_at"] is not None
    (entry,) = [
        each
        for each in assert_ok(await client.as_("rc").get(f"{decision.network.path}/journal?limit=50"))["items"]
        if each["kind"] == "position.recorded"
    ]
    assert entry["actor_id"] == str((await make.person_of("undp")).id)
    assert entry["payload"]["facts"]["via"] == "link"
    assert assert_ok(await client.as_("rc").get(f"{decision.network.path}/journal/verify"))["whole"] is True


async def test_a_copy_goes_to_whoever_answered_and_to_nobody_else(client, make):
    await make.decision("open")
    assert_ok(await use(client, await token_of(make), "reservation"))
    (mail,) = await mails(make, (await make.person_of("undp")).id, "position-receipt")
    assert "Read in line with the 1951 Convention." in mail.body
    assert "/p/" not in mail.body
    assert await mails(make, (await make.person_of("undp-alternate")).id, "position-receipt") == []


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"value": "reservation"}, ["/text"]),
        ({"value": "objection"}, ["/text", "/would_resolve"]),
        ({"value": "ad_referendum"}, ["/ad_referendum_until"]),
    ],
)
async def test_an_answer_that_needs_words_is_refused_without_and_the_link_lives_on(client, make, body, pointers):
    await make.decision("open")
    token = await token_of(make)
    refused = assert_problem(await client.post(f"{PATH}/{token}", json=body), 422, "position-text-required")
    assert [each["pointer"] for each in refused["errors"]] == pointers
    assert_ok(await use(client, token))


@pytest.mark.parametrize("extra", [{"source": "By telephone"}, {"organisation_id": str(uuid4())}, {"value": "adopt"}])
async def test_it_serves_for_nothing_else(client, make, extra):
    await make.decision("open")
    token = await token_of(make)
    assert_problem(await client.post(f"{PATH}/{token}", json={"value": "support", **extra}), 422, "invalid")
    bearer = client.bearing(token)
    assert_problem(await bearer.get("/api/v1/me"), 401, "unauthenticated")
    cookie = client.with_headers(cookie=f"unmn={token}")
    assert_problem(await cookie.get("/api/v1/me"), 401, "unauthenticated")
    assert_problem(await client.put(f"{PATH}/{token}", json={"value": "support"}), 405, "method-not-allowed")


async def test_two_of_an_organisation_have_a_link_each_and_the_second_sees_the_first_answer(client, make):
    decision = await make.decision("open")
    assert_ok(await use(client, await token_of(make, "undp"), "reservation"))
    second = await token_of(make, "undp-alternate")
    current = assert_ok(await client.get(f"{PATH}/{second}"))["current"]
    assert (current["value"], current["text"]) == ("reservation", "Read in line with the 1951 Convention.")
    assert_ok(await use(client, second, "support"))
    assert (await seat_of(make, decision)).value == "support"


async def test_a_reminder_carries_the_same_link(client, make):
    decision = await make.decision("open")
    seat = f"{decision.path}/rounds/1/positions/{decision.network.organisations['UNDP']}"
    assert_ok(await client.as_("secretariat").post(f"{seat}/remind", if_match="*"))
    assert await token_of(make, kind="round-reminder") == await token_of(make)


async def test_whoever_speaks_for_two_is_asked_for_each(client, make):
    home = await make.home()

    async def both(call: Call) -> None:
        row = sa.select(Appointment).where(Appointment.person_id == home.people["undp"].id)
        held = (await call.session.execute(row)).scalar_one()
        values = {"person_id": held.person_id, "role": held.role, "state": held.state, "from_on": held.from_on}
        here = {"network_id": home.id, "organisation_id": home.organisations["IOM"]}
        call.session.add(Appointment(created_at=call.now, **values, **here))
        call.epoch_moves = True

    await make.as_platform(both)
    decision = await make.decision("open")
    asked = await mails(make, home.people["undp"].id, "round-opened")
    assert len(asked) == 2
    for mail in asked:
        assert_ok(await use(client, LINK.search(mail.body)[1]))
    assert [(await seat_of(make, decision, each)).value for each in ("UNDP", "IOM")] == ["no_objection"] * 2


# ── how it dies ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def dead(client, token, status, slug, **facts):
    """Reading and answering say the same."""
    read = assert_problem(await client.get(f"{PATH}/{token}"), status, slug, **facts)
    used = assert_problem(await use(client, token), status, slug, **facts)
    varying = {"request_id"}
    assert {k: v for k, v in read.items() if k not in varying} == {k: v for k, v in used.items() if k not in varying}
    return read


@pytest.mark.parametrize("forge", ["unknown", "garbage", "short", "long", "another", "tail", "not ascii"])
async def test_a_link_that_is_not_ours_is_not_here(client, make, forge):
    await make.decision("open")
    token = await token_of(make)
    raw = base64.urlsafe_b64decode(token + "=")
    given = {
        "unknown": base64.urlsafe_b64encode(uuid4().bytes + raw[16:]).decode().rstrip("="),
        "garbage": "x" * 43,
        "short": token[:-1],
        "long": token + "A",
        "another": base64.urlsafe_b64encode(raw[:16] + bytes(16)).decode().rstrip("="),
        "tail": token[:-1] + chr(ord(token[-1]) + 1 if token[-1] not in "Zz9_-" else ord("A")),
        "not ascii": "%D0%9F" * 10,
    }[forge]
    read = assert_problem(await client.get(f"{PATH}/{given}"), 404, "not-found")
    used = assert_problem(await client.post(f"{PATH}/{given}", json={"value": "support"}), 404, "not-found")
    assert (read["title"], read["detail"]) == (used["title"], used["detail"])


async def test_a_changed_row_opens_nothing(client, make):
    decision = await make.decision("open")
    token = await token_of(make)
    id = link_tokens.link_id(token)
    other = decision.network.organisations["RCO"]
    people_of = decision.network.people
    for values in (
        {"person_id": people_of["rc"].id},
        {"text_hash": "0" * 64},
        {"organisation_id": other, "person_id": people_of["iom"].id},
    ):
        kept = await _row(make, id)
        await change(make, PositionLink, PositionLink.id == id, **values)
        assert_problem(await client.get(f"{PATH}/{token}"), 404, "not-found")
        assert_problem(await use(client, token), 404, "not-found")
        await change(make, PositionLink, PositionLink.id == id, **kept)
    assert_ok(await use(client, token))


async def _row(make, id):
    async def work(call: Call) -> dict:
        link = await call.session.get(PositionLink, id)
        return {"person_id": link.person_id, "text_hash": link.text_hash, "organisation_id": link.organisation_id}

    return await make.as_platform(work)


async def test_used_it_says_what_was_answered_and_how_to_change_it(client, make):
    decision = await make.decision("open")
    token = await token_of(make)
    receipt = assert_ok(await use(client, token))
    body = await dead(client, token, 410, "position-link-used", value="no_objection", organisation="UNDP")
    assert body["answered_at"] == receipt["answered_at"]
    assert body["sign_in"] == f"/{decision.network.slug}/decisions/{decision.id}"
    russian = client.with_headers(accept_language="ru")
    assert "Не возражаем" in (await russian.get(f"{PATH}/{token}")).json()["detail"]


async def test_at_the_deadline_it_names_the_closing_time_and_whom_to_write_to(client, make):
    decision = await make.decision("open")
    silent, answered = await token_of(make, "undp"), await token_of(make, "iom")
    assert_ok(await use(client, answered, "support"))
    await make.pass_deadline(decision)
    told = await dead(client, silent, 409, "position-link-late", value=None)
    assert told["write_to"] == [decision.network.people["secretariat"].email]
    assert told["write_to"][0] in told["detail"]
    told = await dead(client, answered, 409, "position-link-late", value="support")
    assert "Support" in told["detail"]


async def test_the_last_microsecond_counts_and_the_next_does_not(client, make, monkeypatch):
    """By the database's clock, read under the lock; nothing else is asked for the time."""
    decision = await make.decision("open")
    first, second = await token_of(make, "undp"), await token_of(make, "iom")

    async def round_of(call: Call) -> datetime:
        row = sa.select(Round.deadline_at).where(Round.decision_id == decision.id)
        return (await call.session.execute(row)).scalar_one()

    deadline = await make.as_platform(round_of)

    def at(instant: datetime) -> None:
        async def now(_: object) -> datetime:
            return instant

        monkeypatch.setattr(clock, "now", now)

    at(deadline)
    assert_problem(await use(client, second), 409, "position-link-late")
    at(deadline - timedelta(microseconds=1))
    assert_ok(await use(client, first))
    monkeypatch.undo()
    assert (await seat_of(make, decision, "UNDP")).answered_at == deadline - timedelta(microseconds=1)
    assert (await seat_of(make, decision, "IOM")).value is None


@pytest.mark.parametrize("act", ["revise", "withdraw"])
async def test_with_its_round_it_ends(client, make, act):
    decision = await make.decision("open")
    who = "secretariat" if act == "revise" else "rc"
    reply = await client.as_(who).post(f"{decision.path}/{act}", json={"reason": "A clearer text."}, if_match="*")
    assert_ok(reply)
    await dead(client, await token_of(make), 410, "position-link-abandoned")


async def test_a_new_round_brings_a_new_link_and_the_old_one_stays_dead(client, make):
    decision = await make.decision("revising")
    old = await token_of(make)
    assert_ok(await client.as_("secretariat").post(f"{decision.path}/open", json={}, if_match="*"))
    assert await token_of(make) != old
    await dead(client, old, 410, "position-link-abandoned")


async def test_it_ends_with_the_appointment(client, make):
    decision = await make.decision("open")
    token = await token_of(make)
    yesterday = datetime.now(clock.PLACE).date() - timedelta(days=1)
    await change(make, Appointment, Appointment.person_id == decision.network.people["undp"].id, until_on=yesterday)
    body = await dead(client, token, 410, "position-link-ended", organisation="UNDP")
    assert "value" not in body
    assert_ok(await use(client, await token_of(make, "undp-alternate")))


async def test_another_role_is_not_enough(client, make):
    decision = await make.decision("open")
    token = await token_of(make)
    await change(make, Appointment, Appointment.person_id == decision.network.people["undp"].id, role=str(Role.VIEWER))
    await dead(client, token, 410, "position-link-ended")


async def test_it_ends_with_the_account(client, make):
    decision = await make.decision("open")
    token = await token_of(make)
    person = decision.network.people["undp"].id

    async def disable(call: Call) -> None:
        await people.disable(call, person)

    await make.as_platform(disable)
    await dead(client, token, 410, "position-link-ended")


async def test_it_ends_when_the_organisation_is_released(client, make):
    decision = await make.decision("open")
    token = await token_of(make)

    async def leave(call: Call) -> None:
        here = sa.select(Membership.id).where(
            Membership.network_id == call.network_id,
            Membership.organisation_id == decision.network.organisations["UNDP"],
        )
        await members.leave(call, (await call.session.execute(here)).scalar_one(), members.today(call))

    await make.act("secretariat", leave)
    assert (await seat_of(make, decision)).released_at is not None
    await dead(client, token, 410, "position-link-ended")
    until = datetime.now(clock.PLACE).date() + timedelta(days=1)
    await change(
        make,
        Appointment,
        Appointment.person_id == decision.network.people["undp"].id,
        state="confirmed",
        until_on=until,
    )
    await dead(client, token, 410, "position-link-released")


async def test_what_members_no_longer_see_is_not_here(client, make):
    from api.decisions.models import Decision

    decision = await make.decision("open")
    token = await token_of(make)
    await change(make, Decision, Decision.id == decision.id, visibility="secretariat")
    assert_problem(await client.get(f"{PATH}/{token}"), 404, "not-found")
    assert_problem(await use(client, token), 404, "not-found")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_death_is_told_in_the_readers_language(client, make, language):
    decision = await make.decision("open")
    reader = client.with_headers(accept_language=language)
    used, open_ = await token_of(make, "undp"), await token_of(make, "iom")
    assert_ok(await use(client, used))
    told = [(await reader.get(f"{PATH}/{used}")).json()]
    await make.pass_deadline(decision)
    told.append((await reader.get(f"{PATH}/{open_}")).json())
    for body in told:
        assert "{" not in body["title"] + body["detail"]
        assert body["language"] == "en"
    assert told[1]["write_to"][0] in told[1]["detail"]


# ── races, secrets ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_two_devices_at_once_record_one_answer(client, make):
    decision = await make.decision("open")
    token = await token_of(make)
    values = ["support", "no_objection"] * 3
    replies = await asyncio.gather(*(use(client, token, value) for value in values))
    won = [reply.json()["value"] for reply in replies if reply.status_code == 200]
    assert len(won) == 1
    for reply in replies:
        if reply.status_code != 200:
            assert_problem(reply, 410, "position-link-used", value=won[0])
    seat = await seat_of(make, decision)
    assert (seat.value, seat.version) == (won[0], 2)


async def test_the_link_is_in_no_journal_no_problem_and_no_log(client, make, monkeypatch):
    from api.kernel import shell

    said: list[str] = []
    noted = SimpleNamespace(
        info=lambda event, **facts: said.append(str(facts)), exception=lambda event, **facts: said.append(str(facts))
    )
    monkeypatch.setattr(shell, "log", noted)
    decision = await make.decision("open")
    token = await token_of(make)
    assert_problem(await client.post(f"{PATH}/{token}", json={}), 422, "invalid")
    assert_ok(await use(client, token))
    refused = await use(client, token)
    assert token not in refused.text
    assert len(said) == 3
    assert token not in "".join(said)
    assert token not in (await client.as_("rc").get(f"{decision.network.path}/journal?limit=200")).text


async def test_once_the_mail_has_left_its_links_are_not_kept(make, shell_of):
    """Outside the demo, where the outbox shows nobody a mail and stands for no relay."""
    from api.kernel import deliveries

    secret = "a-secret-of-forty-characters-for-a-test!"
    kernel = (await shell_of(demo=False, secret=secret, silence_floor_seconds=72 * 3600)).kernel
    await make.decision("open", deliver=False)
    home = await make.home()
    decision = await make.decision("draft")

    async def opened(call: Call) -> None:
        from api.decisions.schemas import RoundOpen

        await service.open_round(call, await service.lock(call, decision.id), RoundOpen())

    await make.act("secretariat", opened)

    async def taken(*_: object) -> None:
        return None

    assert deliveries._relay is not taken
    original = deliveries._relay
    deliveries._relay = taken
    try:
        await deliveries.send_due(kernel, limit=1000)
    finally:
        deliveries._relay = original
    (mail,) = [each for each in await mails(make, home.people["undp"].id) if each.kind == "round-opened"]
    assert mail.state == DeliveryState.ACCEPTED
    assert "http" not in mail.body
    assert "[…]?as=" not in mail.body


async def test_whoever_tries_links_is_slowed_down(make, shell_of, client_of):
    slow = client_of(await shell_of(rate_limit_per_minute=5), make)
    for _ in range(5):
        assert_problem(await slow.get(f"{PATH}/{'x' * 43}"), 404, "not-found")
    refused = await slow.get(f"{PATH}/{'x' * 43}")
    assert_problem(refused, 429, "rate-limited")
    assert int(refused.headers["retry-after"]) >= 1


async def test_the_demo_shows_the_mail_and_its_link_works(client, make):
    decision = await make.decision("open")
    reader = client.as_("undp")
    items = assert_ok(await reader.get(f"{decision.network.path}/outbox?limit=50"))["items"]
    mine = next(each for each in items if each["kind"] == "round-opened" and each["address"].startswith("undp@"))
    body = assert_ok(await reader.get(f"{decision.network.path}/outbox/{mine['id']}"))["body"]
    assert_ok(await use(client, LINK.search(body)[1]))


def test_a_token_is_short_and_says_nothing(settings_of):
    settings = settings_of()
    bound = (uuid4(), uuid4(), uuid4(), uuid4(), "0" * 64)
    token = link_tokens.token(settings, bound)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)
    assert link_tokens.link_id(token) == bound[0]
    assert link_tokens.holds(settings, token, bound)
    for at in range(1, 5):
        other = [*bound]
        other[at] = "1" * 64 if at == 4 else uuid4()
        assert not link_tokens.holds(settings, token, tuple(other))
    another = settings_of(secret="another-secret-of-forty-characters-please")
    assert not link_tokens.holds(another, token, bound)
