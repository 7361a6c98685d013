"""A decision over HTTP: from draft to the register, with everything that may come between."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from api.decisions.models import Decision
from api.kernel.access import Call, Role
from api.kernel.deliveries import Delivery
from tests.client import assert_ok, assert_problem
from tests.day import today
from tests.decisions.make import TEXT, position

REASON = {"reason": "Two members asked for more time."}


def seat(decision, acronym, number=1):
    return f"{decision.path}/rounds/{number}/positions/{decision.network.organisations[acronym]}"


def own(body, acronym, number=-1):
    return next(each for each in body["rounds"][number]["positions"] if each["acronym"] == acronym)


def keys(body):
    return [need["key"] for need in body["needs"]]


def open_moves(body):
    return {move["move"] for move in body["moves"] if move["refused"] is None}


async def read(client, decision, who="secretariat"):
    return assert_ok(await client.as_(who).get(decision.path))


async def answer(client, decision, acronym, body, number=1, who=None):
    """Record a position with the version that is there."""
    stood = own(await read(client, decision), acronym, number - 1)
    return await client.as_(who or acronym.lower()).put(
        seat(decision, acronym, number), json=position(**body), if_match=stood
    )


# ── the whole way ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_from_draft_over_an_objection_to_the_register(client, make):
    home = await make.home()
    secretariat, rc = client.as_("secretariat"), client.as_("rc")
    wanted = {"kind": "procedure", "title": {"en": "Working methods"}, "texts": {"en": TEXT}}
    created = await secretariat.post(f"{home.path}/decisions", json=wanted)
    draft = assert_ok(created, 201)
    assert (draft["state"], draft["number"], draft["rounds"]) == ("draft", None, [])
    path = created.headers["location"]
    assert_problem(await client.as_("undp").get(path), 404, "not-found")

    opened = assert_ok(await secretariat.post(f"{path}/open", json={}, if_match=created))
    year = today().year
    assert (opened["state"], opened["number"]) == ("open", f"{home.code}/{year}/001")
    assert [each["acronym"] for each in opened["rounds"][0]["positions"]] == ["IOM", "RCO", "UNDP"]
    assert all(each["value"] is None for each in opened["rounds"][0]["positions"])
    await make.deliver()

    decision = type("At", (), {"path": path, "network": home})
    objected = assert_ok(await answer(client, decision, "UNDP", {"value": "objection"}))
    assert "objection" in keys(objected)
    await _pass(make, decision, draft["id"])
    broken = await read(client, decision, "rc")
    assert (broken["state"], broken["rounds"][0]["outcome"]) == ("broken", "broken")
    assert_problem(await rc.post(f"{path}/adopt", if_match=broken), 409, "move-refused", move="adopt", state="broken")

    revised = assert_ok(await secretariat.post(f"{path}/revise", json=REASON, if_match=broken))
    text = TEXT.replace("ten days", "five days")
    changed = assert_ok(await secretariat.patch(path, json={"texts": {"en": text}}, if_match=revised))
    assert_ok(await secretariat.post(f"{path}/open", json={}, if_match=changed))
    await make.deliver()
    diff = assert_ok(await client.as_("undp").get(f"{path}/rounds/2/changes"))
    words = {(token["op"], token["text"].strip()) for each in diff["paragraphs"] for token in each["tokens"]}
    assert diff["base"] == 1
    assert {("delete", "ten"), ("insert", "five")} <= words

    for acronym, value in (("UNDP", "support"), ("IOM", "no_objection")):
        assert_ok(await answer(client, decision, acronym, {"value": value}, number=2))
    await _pass(make, decision, draft["id"])
    clear = await read(client, decision, "rc")
    assert (clear["state"], keys(clear)) == ("clear", ["adopt"])
    adopted = assert_ok(await rc.post(f"{path}/adopt", if_match=clear))
    assert (adopted["state"], adopted["adopted_by"], adopted["needs"], adopted["moves"]) == ("adopted", ["RCO"], [], [])
    assert [own(adopted, "UNDP", number)["value"] for number in (0, 1)] == ["objection", "support"]
    (listed,) = assert_ok(await client.as_("undp").get(f"{home.path}/decisions?state=adopted"))["items"]
    assert listed["number"] == f"{home.code}/{year}/001"
    verified = assert_ok(await rc.get(f"{home.path}/journal/verify"))
    assert verified["whole"] is True


async def _pass(make, decision, decision_id):
    from tests.decisions.make import pass_deadline

    await pass_deadline(make, decision.network, decision_id)


async def test_numbers_have_no_gaps_and_drafts_none(client, make):
    home = await make.home()
    await make.decision("draft")
    await make.decision("withdrawn")
    first, second = await make.decision("open"), await make.decision("open")
    numbers = [(await read(client, each))["number"] for each in (first, second)]
    assert [number.rpartition("/")[2] for number in numbers] == ["001", "002"]
    assert all(number.startswith(home.code) for number in numbers)


# ── positions ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_position_is_recorded_changed_and_every_change_kept(client, make):
    decision = await make.decision("open")
    body = assert_ok(await answer(client, decision, "UNDP", {"value": "reservation"}))
    first = own(body, "UNDP")
    assert (first["value"], first["on_behalf"], bool(first["answered_at"])) == ("reservation", False, True)
    body = assert_ok(await answer(client, decision, "UNDP", {"value": "support"}))
    assert (own(body, "UNDP")["value"], own(body, "UNDP")["version"]) == ("support", first["version"] + 1)
    entries = assert_ok(await client.as_("rc").get(f"{decision.network.path}/journal?limit=100"))["items"]
    told = [
        (each["kind"], each["payload"]["facts"]["value"])
        for each in entries
        if "position.rec" in each["kind"] or "position.changed" in each["kind"]
    ]
    assert told == [("position.changed", "support"), ("position.recorded", "reservation")]


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"value": "reservation"}, ["/text"]),
        ({"value": "disassociate"}, ["/text"]),
        ({"value": "objection"}, ["/text", "/would_resolve"]),
        ({"value": "objection", "text": "No."}, ["/would_resolve"]),
        ({"value": "ad_referendum"}, ["/ad_referendum_until"]),
    ],
)
async def test_some_answers_need_their_words(client, make, body, pointers):
    decision = await make.decision("open")
    reply = await client.as_("undp").put(seat(decision, "UNDP"), json=body, if_match='"1"')
    problem = assert_problem(reply, 422, "position-text-required")
    assert [error["pointer"] for error in problem["errors"]] == pointers


@pytest.mark.parametrize("body", [{}, {"value": None}, {"value": "abstain"}])
async def test_nobody_goes_back_to_blank_or_invents_an_answer(client, make, body):
    decision = await make.decision("open", answers={"UNDP": "support"})
    reply = await client.as_("undp").put(seat(decision, "UNDP"), json=body, if_match='"2"')
    assert assert_problem(reply, 422, "invalid")["errors"][0]["pointer"] == "/value"


async def test_one_is_late_from_the_deadline_on(client, make):
    decision = await make.decision("open")
    await make.pass_deadline(decision)
    reply = await client.as_("undp").put(
        seat(decision, "UNDP"), json={"value": "objection", "text": "No.", "would_resolve": "Yes."}, if_match='"1"'
    )
    body = assert_problem(reply, 409, "round-closed")
    assert body["deadline_at"]
    assert (await read(client, decision))["state"] == "clear"


async def test_the_deadline_counts_before_anybody_settles_it(client, make, monkeypatch):
    """Nobody has closed the round yet, and the late answer is refused all the same."""
    from api.kernel import unit

    async def unsettled(kernel, head):
        return head

    decision = await make.decision("open")
    monkeypatch.setattr(unit, "settled", unsettled)
    await make.pass_deadline(decision)
    reply = await client.as_("undp").put(seat(decision, "UNDP"), json={"value": "support"}, if_match='"1"')
    assert_problem(reply, 409, "round-closed")
    assert (await make.as_platform(lambda call: _state(call, decision.id))) == "open"


async def _state(call: Call, decision_id):
    return (await call.session.execute(sa.select(Decision.state).where(Decision.id == decision_id))).scalar_one()


async def test_nobody_answers_for_another_organisation(client, make):
    decision = await make.decision("open")
    for who in ("undp", "undp-alternate", "rco"):
        reply = await client.as_(who).put(seat(decision, "IOM"), json={"value": "support"}, if_match='"1"')
        assert_problem(reply, 403, "not-your-organisation")
    for who in ("rc", "viewer", "mfa"):
        reply = await client.as_(who).put(seat(decision, "IOM"), json={"value": "support"}, if_match='"1"')
        assert_problem(reply, 403, "forbidden", permission="decisions:position")
    assert own(await read(client, decision), "IOM")["value"] is None


async def test_the_alternate_speaks_too_and_there_is_one_voice(client, make):
    decision = await make.decision("open")
    assert_ok(await answer(client, decision, "UNDP", {"value": "support"}, who="undp-alternate"))
    body = assert_ok(await answer(client, decision, "UNDP", {"value": "objection"}))
    assert [each["acronym"] for each in body["rounds"][0]["positions"]].count("UNDP") == 1
    assert own(body, "UNDP")["value"] == "objection"


async def test_who_is_not_on_the_roll_does_not_count(client, make):
    """A partner has no voice, and a member that joined later is not on the roll of what was open before."""
    decision = await make.decision("open")
    home = decision.network
    assert_problem(
        await client.as_("secretariat").put(
            seat(decision, "MFA"), json={"value": "support", "source": "Note"}, if_match='"1"'
        ),
        409,
        "not-on-the-roll",
    )
    await _joins_later(make, home, "UNHCR")
    reply = await client.as_("unhcr").put(
        seat(decision, "UNHCR"), json={"value": "objection", "text": "No.", "would_resolve": "Yes."}, if_match='"1"'
    )
    assert_problem(reply, 409, "not-on-the-roll")
    await make.pass_deadline(decision)
    assert (await read(client, decision))["state"] == "clear"


async def _joins_later(make, home, acronym):
    await make.as_platform(lambda call: make._member(call, home, acronym), home)


async def test_recorded_on_behalf_it_is_marked_mailed_and_confirmed_by_the_member(client, make):
    decision = await make.decision("open")
    secretariat = client.as_("secretariat")
    path = seat(decision, "UNDP")
    assert_problem(await secretariat.put(path, json={"value": "support"}, if_match='"1"'), 422, "source-required")
    said = {"value": "support", "source": "Telephone, 24 November"}
    body = assert_ok(await secretariat.put(path, json=said, if_match='"1"'))
    held = own(body, "UNDP")
    assert (held["on_behalf"], held["source"], held["confirmed_at"]) == (True, said["source"], None)
    assert "to-confirm" in keys(body)
    told = await make.as_platform(lambda call: _mails(call, decision, "position-on-behalf"))
    assert {address.partition("@")[0] for address in told} == {"undp", "undp-alternate"}
    body = assert_ok(await client.as_("undp").put(path, json={"value": "support"}, if_match=held))
    held = own(body, "UNDP")
    assert (held["on_behalf"], bool(held["confirmed_at"])) == (False, True)
    refused = await secretariat.put(path, json={**said, "value": "no_objection"}, if_match=held)
    assert_problem(refused, 409, "on-behalf-refused", organisation="UNDP")


async def test_the_member_may_change_what_was_recorded_for_it(client, make):
    decision = await make.decision("open")
    said = {"value": "support", "source": "E-mail"}
    held = own(
        assert_ok(await client.as_("secretariat").put(seat(decision, "UNDP"), json=said, if_match='"1"')), "UNDP"
    )
    body = assert_ok(await client.as_("undp").put(seat(decision, "UNDP"), json=position("objection"), if_match=held))
    assert (own(body, "UNDP")["value"], own(body, "UNDP")["on_behalf"]) == ("objection", False)


async def test_once_a_member_has_answered_nobody_answers_for_it(client, make):
    decision = await make.decision("open", answers={"UNDP": "objection"})
    said = {"value": "support", "source": "E-mail"}
    reply = await client.as_("secretariat").put(seat(decision, "UNDP"), json=said, if_match='"2"')
    assert_problem(reply, 409, "on-behalf-refused")


async def _mails(call: Call, decision, kind):
    statement = sa.select(Delivery.address).where(Delivery.network_id == decision.network.id, Delivery.kind == kind)
    return list((await call.session.execute(statement)).scalars())


async def test_two_answers_of_one_organisation_meet_by_version(client, make):
    decision = await make.decision("open")
    assert_problem(
        await client.as_("undp").put(seat(decision, "UNDP"), json={"value": "support"}), 428, "if-match-required"
    )
    assert_ok(await client.as_("undp").put(seat(decision, "UNDP"), json={"value": "support"}, if_match='"1"'))
    late = await client.as_("undp-alternate").put(
        seat(decision, "UNDP"), json={"value": "no_objection"}, if_match='"1"'
    )
    assert_problem(late, 412, "stale", current_version=2)


async def test_members_do_not_collide_with_each_other(client, make):
    """Each position has a version of its own."""
    decision = await make.decision("open")
    for acronym in ("IOM", "RCO", "UNDP"):
        assert_ok(
            await client.as_(acronym.lower()).put(seat(decision, acronym), json={"value": "support"}, if_match='"1"')
        )


# ── silence, and who was reached ────────────────────────────────────────────────────────────────────────────────────


async def test_silence_counts_only_for_who_was_reached(client, make):
    incomplete = await make.decision("incomplete")
    body = await read(client, incomplete, "rc")
    assert body["state"] == "incomplete"
    assert body["needs"][0]["organisations"] == ["IOM", "RCO", "UNDP"]
    clear = await make.decision("clear")
    assert (await read(client, clear))["state"] == "clear"


async def test_a_notice_seen_or_handed_over_reaches(client, make):
    decision = await make.decision("open", deliver=False)
    assert_ok(await client.as_("iom").post(f"{seat(decision, 'IOM')}/seen"))
    assert_ok(await client.as_("secretariat").post(f"{seat(decision, 'RCO')}/delivered", json={"source": "By courier"}))
    assert_problem(await client.as_("iom").post(f"{seat(decision, 'UNDP')}/seen"), 403, "not-your-organisation")
    body = assert_ok(await client.as_("undp").put(seat(decision, "UNDP"), json={"value": "support"}, if_match='"1"'))
    assert [bool(each["reached_at"]) for each in body["rounds"][0]["positions"]] == [True, True, False]
    await make.pass_deadline(decision)
    assert (await read(client, decision))["state"] == "clear"


async def test_a_member_nobody_can_reach_stops_the_opening(client, make):
    decision = await make.decision("draft")
    home = decision.network
    held = assert_ok(
        await client.as_("rc").get(f"{home.path}/appointments?organisation_id={home.organisations['UNDP']}")
    )
    for each in held["items"]:
        ended = await client.as_("secretariat").post(
            f"{home.path}/appointments/{each['id']}/end", json={}, if_match=each
        )
        assert_ok(ended)
    reply = await client.as_("secretariat").post(f"{decision.path}/open", json={}, if_match=decision)
    assert_problem(reply, 409, "unreachable-members", organisations=["UNDP"], count=1)
    body = await read(client, decision)
    assert next(move for move in body["moves"] if move["move"] == "open")["refused"]["organisations"] == ["UNDP"]
    assert next(need for need in body["needs"] if need["key"] == "unreachable")["organisations"] == ["UNDP"]


async def test_reminders_go_only_to_who_has_not_answered(client, make):
    decision = await make.decision("open", answers={"IOM": "support"})
    await make.forget_mail()
    assert_problem(await client.as_("secretariat").post(f"{seat(decision, 'IOM')}/remind"), 409, "already-answered")
    assert_ok(await client.as_("secretariat").post(f"{seat(decision, 'UNDP')}/remind"))
    told = await make.as_platform(lambda call: _mails(call, decision, "round-reminder"))
    assert {address.partition("@")[0] for address in told} == {"undp", "undp-alternate"}


async def test_an_organisation_that_leaves_is_released_on_record(client, make):
    decision = await make.decision("open", answers={"UNDP": "objection"})
    home = decision.network
    membership = f"{home.path}/members/{home.memberships['UNDP']}"
    left = {"left_on": today().isoformat()}
    before = await client.as_("secretariat").get(membership)
    assert_ok(await client.as_("secretariat").post(f"{membership}/leave", json=left, if_match=before))
    body = await read(client, decision)
    assert own(body, "UNDP")["released_at"]
    await make.pass_deadline(decision)
    assert (await read(client, decision))["state"] == "clear"


async def test_express_wants_every_answer(client, make):
    decision = await make.decision("open", procedure="express", answers={"IOM": "support", "RCO": "support"})
    assert "must-answer" in keys(await read(client, decision))
    await make.pass_deadline(decision)
    body = await read(client, decision)
    assert (body["state"], body["needs"][0]["organisations"]) == ("incomplete", ["UNDP"])


async def test_in_the_room_a_round_ends_when_all_sat_there_and_answered(client, make):
    meeting = await make.meeting("in_session")
    decision = await make.decision(
        "open", procedure="meeting", meeting_id=str(meeting.id), answers={"IOM": "support", "RCO": "support"}
    )
    present = [
        {"organisation_id": str(decision.network.organisations[each]), "presence": "in_room"}
        for each in ("IOM", "RCO", "UNDP")
    ]
    path = f"{meeting.path}/attendance"
    assert_ok(
        await client.as_("secretariat").put(
            path, json={"entries": present}, if_match=await client.as_("secretariat").get(meeting.path)
        )
    )
    assert (await read(client, decision))["state"] == "open"
    body = assert_ok(await answer(client, decision, "UNDP", {"value": "no_objection"}))
    assert body["state"] == "clear"


async def test_a_meeting_procedure_needs_its_meeting(client, make):
    meeting = await make.meeting("convened")
    decision = await make.decision("draft", meeting_id=str(meeting.id))
    reply = await client.as_("secretariat").post(
        f"{decision.path}/open", json={"procedure": "meeting"}, if_match=decision
    )
    assert_problem(reply, 409, "meeting-not-in-session")


# ── deadlines ───────────────────────────────────────────────────────────────────────────────────────────────────────


def instant(**ahead):
    return (datetime.now(UTC) + timedelta(**ahead)).isoformat()


async def test_nobody_opens_with_less_than_the_minimum(client, make):
    decision = await make.decision("draft")
    short = {"deadline_at": instant(hours=71)}
    body = assert_problem(
        await client.as_("rc").post(f"{decision.path}/open", json=short, if_match=decision), 409, "deadline-too-soon"
    )
    assert body["earliest_at"]
    assert_ok(
        await client.as_("rc").post(f"{decision.path}/open", json={"deadline_at": instant(hours=73)}, if_match=decision)
    )


async def test_a_deadline_is_extended_with_a_reason_and_never_shortened(client, make):
    decision = await make.decision("open")
    rc, path = client.as_("rc"), f"{decision.path}/extend"
    sooner = {"deadline_at": instant(hours=1), **REASON}
    assert_problem(await rc.post(path, json=sooner, if_match=decision), 409, "deadline-not-later")
    assert_problem(await rc.post(path, json={"deadline_at": instant(days=9)}, if_match=decision), 422, "invalid")
    body = assert_ok(await rc.post(path, json={"deadline_at": instant(days=9), **REASON}, if_match=decision))
    assert (body["state"], body["reason"]) == ("open", REASON["reason"])
    await make.pass_deadline(decision)
    late = await rc.post(path, json={"deadline_at": instant(days=20), **REASON}, if_match=await rc.get(decision.path))
    assert_problem(late, 409, "move-refused", state="clear")


async def test_a_statement_may_be_quicker_where_the_network_agreed_so(client, make):
    home = await make.network(urgent_period_seconds=24 * 3600)
    make._home = home
    allowing = await make.decision("adopted", kind="procedure")
    soon = {"deadline_at": instant(hours=25)}
    for kind, cited, slug in (
        ("statement", None, "deadline-too-soon"),
        ("other", str(allowing.id), "earlier-decision-required"),
    ):
        decision = await make.decision("draft", kind=kind, allowed_by_id=cited)
        assert_problem(await client.as_("rc").post(f"{decision.path}/open", json=soon, if_match=decision), 409, slug)
    decision = await make.decision("draft", kind="statement", allowed_by_id=str(allowing.id))
    assert_ok(await client.as_("rc").post(f"{decision.path}/open", json=soon, if_match=decision))


async def test_only_an_adopted_decision_allows_anything(client, make):
    home = await make.home()
    open_one = await make.decision("open")
    wanted = {"kind": "statement", "title": {"en": "X"}, "allowed_by_id": str(open_one.id)}
    assert_problem(await client.as_("rc").post(f"{home.path}/decisions", json=wanted), 409, "decision-not-adopted")


# ── what follows ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_reservations_stay_on_record(client, make):
    decision = await make.decision("clear", answers={"UNDP": "reservation", "IOM": "disassociate"})
    body = await read(client, decision, "rc")
    assert keys(body) == ["adopt", "on-record"]
    adopted = assert_ok(await client.as_("rc").post(f"{decision.path}/adopt", if_match=body))
    assert adopted["state"] == "adopted_with_reservations"


@pytest.mark.parametrize("value", ["objection", "ad_referendum"])
async def test_what_blocks_breaks_the_round(client, make, value):
    decision = await make.decision("open", answers={"UNDP": value})
    await make.pass_deadline(decision)
    assert (await read(client, decision))["state"] == "broken"


async def test_an_objection_can_be_lifted_before_the_deadline(client, make):
    decision = await make.decision("open", answers={"UNDP": "objection"})
    assert_ok(await answer(client, decision, "UNDP", {"value": "no_objection"}))
    await make.pass_deadline(decision)
    assert (await read(client, decision))["state"] == "clear"


async def test_everybody_recused_is_no_consensus_of_anybody(client, make):
    decision = await make.decision("open", answers=dict.fromkeys(("IOM", "RCO", "UNDP"), "recused"))
    await make.pass_deadline(decision)
    assert (await read(client, decision))["state"] == "incomplete"


async def test_both_co_chairs_adopt_where_the_network_says_so(client, make):
    make._home = await make.network(adopted_by="both")
    decision = await make.decision("clear")
    rc, head = client.as_("rc"), client.as_("iom-head")
    first = assert_ok(await rc.post(f"{decision.path}/adopt", if_match=decision))
    assert (first["state"], first["adopted_by"], first["adopted_at"]) == ("clear", ["RCO"], None)
    assert_problem(await rc.post(f"{decision.path}/adopt", if_match=first), 409, "already-adopted-by-you")
    second = assert_ok(await head.post(f"{decision.path}/adopt", if_match=first))
    assert (second["state"], second["adopted_by"]) == ("adopted", ["RCO", "IOM"])


async def test_half_an_adoption_does_not_survive_a_new_text(client, make):
    make._home = await make.network(adopted_by="both")
    decision = await make.decision("clear")
    first = assert_ok(await client.as_("rc").post(f"{decision.path}/adopt", if_match=decision))
    revised = assert_ok(await client.as_("rc").post(f"{decision.path}/revise", json=REASON, if_match=first))
    assert revised["adopted_by"] == []


async def test_a_referral_goes_somewhere_and_comes_back_with_a_result(client, make):
    decision = await make.decision("broken")
    rc, secretariat = client.as_("rc"), client.as_("secretariat")
    refused = await secretariat.post(f"{decision.path}/refer", json={"to": "unct", **REASON}, if_match=decision)
    assert_problem(refused, 403, "forbidden")
    referred = assert_ok(await rc.post(f"{decision.path}/refer", json={"to": "unct", **REASON}, if_match=decision))
    assert (referred["state"], referred["referred_to"], keys(referred)) == ("referred", "unct", ["referred"])
    result = {"result": "The team asks for a second text."}
    told = assert_ok(await secretariat.post(f"{decision.path}/referral", json=result, if_match=referred))
    assert (told["state"], told["referral_result"]) == ("referred", result["result"])


@pytest.mark.parametrize("state", ["draft", "open", "clear", "broken", "incomplete", "adopted"])
@pytest.mark.parametrize("who", ["rc", "secretariat"])
async def test_nothing_comes_of_a_referral_that_was_not_made(client, make, state, who):
    decision = await make.decision(state)
    reply = await client.as_(who).post(f"{decision.path}/referral", json={"result": "So be it."}, if_match=decision)
    assert_problem(reply, 409, "move-refused", state=state)


async def test_no_consensus_is_final(client, make):
    decision = await make.decision("broken")
    rc = client.as_("rc")
    ended = assert_ok(await rc.post(f"{decision.path}/record-no-consensus", json=REASON, if_match=decision))
    assert (ended["state"], ended["moves"], ended["needs"]) == ("no_consensus", [], [])
    for move in ("open", "revise", "withdraw", "refer"):
        body = {"open": {}, "refer": {"to": "unct", **REASON}}.get(move, REASON)
        reply = await rc.post(f"{decision.path}/{move}", json=body, if_match=ended)
        assert_problem(reply, 409, "move-refused", state="no_consensus")


async def test_the_secretariat_withdraws_drafts_and_co_chairs_the_rest(client, make):
    draft, opened = await make.decision("draft"), await make.decision("open")
    secretariat = client.as_("secretariat")
    assert (
        assert_ok(await secretariat.post(f"{draft.path}/withdraw", json=REASON, if_match=draft))["state"] == "withdrawn"
    )
    assert_problem(await secretariat.post(f"{opened.path}/withdraw", json=REASON, if_match=opened), 409, "move-refused")
    body = assert_ok(await client.as_("rc").post(f"{opened.path}/withdraw", json=REASON, if_match=opened))
    assert (body["state"], body["rounds"][0]["state"]) == ("withdrawn", "abandoned")


@pytest.mark.parametrize("state", ["open", "clear", "broken", "adopted", "no_consensus"])
async def test_nobody_edits_what_was_opened(client, make, state):
    decision = await make.decision(state)
    reply = await client.as_("secretariat").patch(decision.path, json={"texts": {"en": "Other."}}, if_match=decision)
    assert_problem(reply, 409, "text-frozen")


async def test_a_revision_leaves_the_round_before_readable_as_it_was(client, make):
    decision = await make.decision("revising", answers={"UNDP": "objection"})
    changed = await client.as_("secretariat").patch(
        decision.path, json={"texts": {"en": "Another text."}}, if_match=decision
    )
    body = assert_ok(changed)
    assert (body["rounds"][0]["state"], body["rounds"][0]["texts"]["en"]) == ("abandoned", TEXT)
    assert own(body, "UNDP")["value"] == "objection"
    reply = await client.as_("undp").put(seat(decision, "UNDP"), json={"value": "support"}, if_match='"2"')
    assert_problem(reply, 409, "no-open-round")


async def test_a_later_decision_supersedes(client, make):
    earlier = await make.decision("adopted")
    later = await make.decision("clear", supersedes_id=str(earlier.id))
    assert (await read(client, earlier))["superseded_by"] is None
    adopted = assert_ok(await client.as_("rc").post(f"{later.path}/adopt", if_match=later))
    assert (await read(client, earlier))["superseded_by"] == adopted["number"]


# ── who sees what ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_partners_see_what_is_shared_with_them_and_answer_nothing(client, make):
    shared = await make.decision("open", visibility="partners")
    inner = await make.decision("open")
    partner = client.as_(Role.OBSERVER)
    body = assert_ok(await partner.get(shared.path))
    assert (body["moves"], body["speaks_for"]) == ([], [])
    assert_problem(await partner.get(inner.path), 404, "not-found")
    assert [each["id"] for each in assert_ok(await partner.get(f"{shared.network.path}/decisions"))["items"]] == [
        str(shared.id)
    ]


async def test_of_another_network_nothing_is_there(client, make):
    other = await make.network()
    decision = await make.decision("open", network=other)
    home = await make.home()
    for path in (decision.path, decision.path.replace(other.slug, home.slug)):
        assert_problem(await client.as_("rc").get(path), 404, "not-found")
        assert_problem(await client.as_("rc").post(f"{path}/withdraw", json=REASON, if_match='"1"'), 404, "not-found")
    assert_ok(await client.as_(other.people["rc"]).get(decision.path))


@pytest.mark.parametrize(
    ("who", "moves"),
    [
        ("undp", set()),
        ("viewer", set()),
        ("secretariat", {"extend", "revise"}),
        ("rc", {"extend", "revise", "withdraw"}),
    ],
)
async def test_moves_are_what_the_reader_can_do_now(client, make, who, moves):
    decision = await make.decision("open")
    assert open_moves(await read(client, decision, who)) == moves


async def test_needs_are_said_in_the_readers_language(client, make):
    decision = await make.decision("open", answers={"IOM": "support"})
    said = {}
    for language in ("en", "ru", "tk"):
        body = assert_ok(await client.as_("undp").with_headers(accept_language=language).get(decision.path))
        need = next(each for each in body["needs"] if each["key"] == "answers")
        assert need["organisations"] == ["RCO", "UNDP"]
        said[language] = need["sentence"]
    assert len(set(said.values())) == 3
