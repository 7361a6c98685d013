"""What the platform does by itself while a round runs, and how the notice comes to an organisation and is lost again."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from api import operating
from api.decisions import reminders
from api.decisions import rules as consensus
from api.decisions.models import Position, Round
from api.kernel import deliveries, unit
from api.kernel.access import Call
from api.kernel.deliveries import Delivery
from api.kernel.journal import Due, JournalHead
from tests.client import assert_ok, assert_problem
from tests.kernel.test_bounces import report
from tests.people.make import mails

OPENING = datetime(2026, 11, 20, 5, tzinfo=UTC)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


# ── when ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("period", "half", "day"),
    [
        (72, 36, 48),
        (240, 120, 216),
        (48, None, 24),  # at the same time: once
        (49.9, None, 25.9),  # within an hour of each other
        (50.1, 25.05, 26.1),
        (24.9, 12.45, None),  # the second within an hour of the opening
        (12, 6, None),
        (2.1, 1.05, None),
        (2, None, None),
        (0.1, None, None),
    ],
)
def test_reminders_come_half_way_and_a_day_before_the_end(period, half, day):
    expected = tuple(None if each is None else OPENING + hours(each) for each in (half, day))
    assert consensus.reminders(OPENING, OPENING + hours(period)) == expected


@pytest.mark.parametrize(("period", "after"), [(72, 4), (8, 4), (6, 3), (0.5, 0.25)])
def test_arrival_is_looked_at_after_four_hours_or_while_something_can_be_done(period, after):
    assert consensus.reach_check(OPENING, OPENING + hours(period)) == OPENING + hours(after)


# ── acting ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def due_of(make, decision):
    async def work(call: Call) -> dict[str, datetime]:
        here = sa.select(Due.kind, Due.at).join(Round, Round.id == Due.subject_id)
        rows = await call.session.execute(here.where(Round.decision_id == decision.id))
        return {row.kind: row.at for row in rows.all()}

    return await make.as_platform(work)


async def come(make, decision, kind):
    """The instant at which something of this kind passes by itself is now."""

    async def work(call: Call) -> None:
        subject = sa.select(Round.id).where(Round.decision_id == decision.id).scalar_subquery()
        await call.session.execute(
            sa.update(Due).where(Due.subject_id == subject, Due.kind == kind).values(at=call.now)
        )
        head = sa.update(JournalHead).where(JournalHead.id == decision.network.id)
        await call.session.execute(head.values(due_at=call.now))

    await make.as_platform(work)
    await unit.head_of(make.kernel, decision.network.slug)


async def told(make, decision, kind):
    """Who of the network got a mail of this kind, in order."""
    network = decision.network
    names = {person.id: name for name, person in network.people.items()}

    async def work(call: Call) -> list[str]:
        here = sa.select(Delivery.person_id).where(Delivery.network_id == network.id, Delivery.kind == kind)
        return sorted(names[row] for row in (await call.session.execute(here)).scalars())

    return await make.as_platform(work)


async def seat_of(make, decision, acronym="UNDP"):
    async def work(call: Call) -> Position:
        held = sa.select(Position).join(Round, Round.id == Position.round_id)
        return (
            await call.session.execute(held.where(Round.decision_id == decision.id, Position.acronym == acronym))
        ).scalar_one()

    return await make.as_platform(work)


async def entries(client, decision, kind):
    return assert_ok(await client.as_("rc").get(f"{decision.network.path}/journal?limit=200&kind={kind}"))["items"]


@pytest.mark.parametrize("kind", [reminders.HALF, reminders.DAY])
async def test_only_the_silent_are_reminded_and_once(client, make, kind):
    decision = await make.decision("open", answers={"IOM": "support"})
    assert {reminders.HALF, reminders.DAY, reminders.REACH, "round"} <= (await due_of(make, decision)).keys()
    await come(make, decision, kind)
    silent = ["rco", "rco-alternate", "undp", "undp-alternate"]
    assert await told(make, decision, "round-reminder") == silent
    assert (await seat_of(make, decision)).reminded_at is not None
    assert (await seat_of(make, decision, "IOM")).reminded_at is None
    assert {
        each["payload"]["facts"]["organisation"] for each in await entries(client, decision, "position.reminded")
    } == {
        "RCO",
        "UNDP",
    }
    assert kind not in await due_of(make, decision)
    await unit.head_of(make.kernel, decision.network.slug)
    assert await told(make, decision, "round-reminder") == silent
    assert assert_ok(await client.as_("rc").get(f"{decision.network.path}/journal/verify"))["whole"] is True


async def test_whoever_left_is_not_reminded(make):
    decision = await make.decision("open")

    async def release(call: Call) -> None:
        from api.decisions import positions

        await positions.release(call, decision.network.organisations["UNDP"])

    await make.act("secretariat", release)
    await come(make, decision, reminders.HALF)
    assert "undp" not in await told(make, decision, "round-reminder")
    assert "rco" in await told(make, decision, "round-reminder")


async def test_two_reminders_within_an_hour_are_one(make):
    decision = await make.decision("open")
    await come(make, decision, reminders.HALF)
    first = await told(make, decision, "round-reminder")
    await come(make, decision, reminders.DAY)
    assert await told(make, decision, "round-reminder") == first


async def test_an_extension_moves_what_is_ahead_and_the_half_is_sent_once(client, make):
    decision = await make.decision("open")
    before = await due_of(make, decision)
    later = {"deadline_at": (before["round"] + timedelta(days=4)).isoformat(), "reason": "More time is asked for."}
    assert_ok(await client.as_("secretariat").post(f"{decision.path}/extend", json=later, if_match="*"))
    after = await due_of(make, decision)
    assert after[reminders.HALF] - before[reminders.HALF] == timedelta(days=2)
    assert after[reminders.DAY] - before[reminders.DAY] == timedelta(days=4)
    assert after[reminders.REACH] == before[reminders.REACH]
    await come(make, decision, reminders.HALF)
    once_more = {**later, "deadline_at": (before["round"] + timedelta(days=9)).isoformat()}
    assert_ok(await client.as_("secretariat").post(f"{decision.path}/extend", json=once_more, if_match="*"))
    last = await due_of(make, decision)
    assert reminders.HALF not in last
    assert last[reminders.DAY] - before[reminders.DAY] == timedelta(days=9)


@pytest.mark.parametrize("way", ["close", "revise", "withdraw"])
async def test_when_the_round_is_over_nothing_is_due_any_more(client, make, way):
    decision = await make.decision("open")
    if way == "close":
        await make.pass_deadline(decision)
    else:
        who = "secretariat" if way == "revise" else "rc"
        body = {"reason": "A clearer text."}
        assert_ok(await client.as_(who).post(f"{decision.path}/{way}", json=body, if_match="*"))
    assert await due_of(make, decision) == {}
    assert await told(make, decision, "round-reminder") == []


async def test_after_four_hours_the_secretariat_is_told_once_whom_the_notice_has_not_reached(client, make):
    decision = await make.decision("open", deliver=False, answers={"IOM": "support"})
    await come(make, decision, reminders.REACH)
    assert await told(make, decision, "round-undelivered") == ["secretariat"]
    (mail,) = await mails(make, decision.network.people["secretariat"].id, "round-undelivered")
    assert "RCO" in mail.body
    assert "UNDP" in mail.body
    assert "IOM" not in mail.body
    (entry,) = await entries(client, decision, "round.unreached")
    assert entry["payload"]["facts"]["organisations"] == ["RCO", "UNDP"]
    assert reminders.REACH not in await due_of(make, decision)


async def test_where_the_notice_reached_everybody_nobody_is_warned(client, make):
    decision = await make.decision("open")
    await come(make, decision, reminders.REACH)
    assert await told(make, decision, "round-undelivered") == []
    assert await entries(client, decision, "round.unreached") == []


# ── reached, and no longer ──────────────────────────────────────────────────────────────────────────────────────────


async def notices_of(client, decision, acronym="UNDP"):
    body = assert_ok(await client.as_("secretariat").get(f"{decision.path}/rounds/1/consultation"))
    found = next(each for each in body["organisations"] if each["acronym"] == acronym)
    return found, {each["person"]: each for each in found["notices"] if each["kind"] == "round-opened"}


def bounced_at(decision, notice, number=1):
    return f"{decision.path}/rounds/{number}/notices/{notice['id']}/bounced"


SAID = {"source": "550 5.1.1 no such mailbox"}


async def bounce(client, decision, person, status=200):
    _, notices = await notices_of(client, decision)
    reply = await client.as_("secretariat").post(bounced_at(decision, notices[person]), json=SAID)
    return assert_ok(reply, status) if status == 200 else reply


async def test_each_way_of_being_reached_is_on_record(client, make):
    decision = await make.decision("open")
    assert {(await notices_of(client, decision, each))[0]["reached_by"] for each in ("IOM", "RCO", "UNDP")} == {"mail"}
    lost = await make.decision("open", deliver=False)
    seat = f"{lost.path}/rounds/1/positions/{{}}"
    organisations = lost.network.organisations
    by_hand = {"source": "Handed to Ms Annayeva on 24 November"}
    path = seat.format(organisations["UNDP"])
    assert_ok(await client.as_("secretariat").post(f"{path}/delivered", json=by_hand))
    assert_ok(await client.as_("iom").post(f"{seat.format(organisations['IOM'])}/seen"))
    undp, notices = await notices_of(client, lost)
    assert (undp["reached_by"], undp["reached_source"]) == ("by_hand", by_hand["source"])
    assert (notices[None]["state"], notices[None]["source"]) == ("by_hand", by_hand["source"])
    iom, _ = await notices_of(client, lost, "IOM")
    assert (iom["reached_by"], iom["seen_at"] is not None) == ("seen", True)
    assert (await notices_of(client, lost, "RCO"))[0]["reached_by"] is None


async def test_while_one_focal_point_has_the_notice_the_organisation_is_reached(client, make):
    decision = await make.decision("open")
    await bounce(client, decision, "Person undp")
    undp, notices = await notices_of(client, decision)
    assert undp["reached_by"] == "mail"
    assert undp["reached_at"] == notices["Person undp-alternate"]["accepted_at"]
    assert (notices["Person undp"]["state"], notices["Person undp"]["source"]) == ("bounced", SAID["source"])
    await bounce(client, decision, "Person undp-alternate")
    undp, _ = await notices_of(client, decision)
    assert (undp["reached_at"], undp["reached_by"]) == (None, None)
    body = assert_ok(await client.as_("secretariat").get(decision.path))
    (need,) = [each for each in body["needs"] if each["key"] == "not-reached"]
    assert need["organisations"] == ["UNDP"]
    assert [each["kind"] for each in await entries(client, decision, "position.returned")] == ["position.returned"]
    await make.pass_deadline(decision)
    assert assert_ok(await client.as_("secretariat").get(decision.path))["state"] == "incomplete"
    assert assert_ok(await client.as_("rc").get(f"{decision.network.path}/journal/verify"))["whole"] is True


@pytest.mark.parametrize("way", ["seen", "delivered"])
async def test_what_was_seen_or_handed_over_outlasts_every_bounce(client, make, way):
    decision = await make.decision("open")
    seat = f"{decision.path}/rounds/1/positions/{decision.network.organisations['UNDP']}"
    who, body = ("undp", {}) if way == "seen" else ("secretariat", {"json": {"source": "Handed over"}})
    assert_ok(await client.as_(who).post(f"{seat}/{way}", **body))
    for person in ("Person undp", "Person undp-alternate"):
        await bounce(client, decision, person)
    undp, _ = await notices_of(client, decision)
    assert undp["reached_by"] == ("seen" if way == "seen" else "by_hand")


async def test_a_reminder_that_arrives_reaches_again(client, make):
    decision = await make.decision("open")
    for person in ("Person undp", "Person undp-alternate"):
        await bounce(client, decision, person)
    await come(make, decision, reminders.HALF)
    await make.deliver()
    undp, _ = await notices_of(client, decision)
    assert undp["reached_by"] == "mail"
    assert len(undp["reminders"]) == 1


async def test_after_the_close_a_bounce_is_recorded_and_the_outcome_stands(client, make):
    decision = await make.decision("clear")
    for person in ("Person undp", "Person undp-alternate"):
        await bounce(client, decision, person)
    undp, notices = await notices_of(client, decision)
    assert {each["state"] for each in notices.values()} == {"bounced"}
    assert undp["reached_by"] == "mail"
    assert assert_ok(await client.as_("rc").get(decision.path))["state"] == "clear"
    assert_ok(await client.as_("rc").post(f"{decision.path}/adopt", if_match="*"))


async def test_only_what_left_comes_back_and_once(client, make):
    waiting = await make.decision("open", deliver=False)
    decision = await make.decision("open")
    await bounce(client, decision, "Person undp")
    refused = await bounce(client, decision, "Person undp", 409)
    assert_problem(refused, 409, "mail-not-out", state="bounced")
    _, notices = await notices_of(client, decision)
    path = bounced_at(decision, notices["Person undp-alternate"])
    assert_problem(await client.as_("undp").post(path, json=SAID), 403, "forbidden")
    assert_problem(await client.as_("secretariat").post(path, json={}), 422, "invalid")
    for elsewhere in (
        bounced_at(waiting, notices["Person undp-alternate"]),
        bounced_at(decision, {"id": uuid4()}),
        bounced_at(decision, notices["Person undp-alternate"], 2),
    ):
        assert_problem(await client.as_("secretariat").post(elsewhere, json=SAID), 404, "not-found")


# ── what relays pipe in ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_relays_report_is_recorded_and_the_secretariat_warned(client, make, settings_of):
    decision = await make.decision("open")
    await come(make, decision, reminders.REACH)

    async def at(call: Call) -> None:
        rows = sa.select(Round).where(Round.decision_id == decision.id)
        row = (await call.session.execute(rows)).scalar_one()
        row.opened_at -= timedelta(hours=5)

    await make.as_platform(at)
    _, notices = await notices_of(client, decision)
    for person, warned in (("Person undp", []), ("Person undp-alternate", ["secretariat"])):
        delivery = await _delivery(make, notices[person]["id"])
        sent = deliveries.message(make.kernel, delivery)["Message-ID"]
        mail = report(id="PLACE").replace(b"<179.42.7.PLACE@localhost>", sent.encode())
        said = await operating.bounce(settings_of(), mail)
        assert said == f"Recorded: round-opened to {delivery.address} came back."
        assert await told(make, decision, "round-undelivered") == warned
    again = await operating.bounce(settings_of(), mail)
    assert again.startswith("Nothing was recorded: ")
    undp, notices = await notices_of(client, decision)
    assert undp["reached_at"] is None
    assert notices["Person undp"]["source"].startswith("smtp; 550 5.1.1")


async def test_any_mail_may_come_back_and_an_unknown_one_not(client, make, settings_of):
    meeting = await make.meeting("convened")
    await make.deliver()

    async def first(call: Call) -> str:
        here = sa.select(Delivery.id).where(Delivery.subject_id == meeting.id).order_by(Delivery.id)
        return (await call.session.execute(here)).scalars().first().hex

    id = await make.as_platform(first)
    assert (await operating.bounce(settings_of(), report(id=id))).startswith("Recorded: ")
    assert (await operating.bounce(settings_of(), report())).startswith("Nothing was recorded: ")
    assert await operating.bounce(settings_of(), b"Subject: Hello\n\nWorld") == (
        "Nothing was recorded: it is not a delivery status notification (RFC 3464)."
    )


async def _delivery(make, id):
    async def work(call: Call) -> Delivery:
        return (await call.session.execute(sa.select(Delivery).where(Delivery.id == id))).scalar_one()

    return await make.as_platform(work)
