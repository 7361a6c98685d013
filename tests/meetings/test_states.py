"""Life of a meeting: every move from every state, as every role, against the table of `states.md` written out here."""

from datetime import timedelta

import pytest

from api.meetings.models import MeetingState
from tests.client import assert_ok, assert_problem
from tests.meetings.make import dates

ROLES = ("co_chair", "secretariat", "focal_point", "alternate", "observer", "viewer")
OFFICERS = {"co_chair", "secretariat"}
LATER = {name: at.isoformat() for name, at in dates(30).items()}
REASON = {"reason": "Said in the test."}
TABLE = {
    # move: (from → to, who, body)
    "accept": ({"requested": "draft"}, OFFICERS, LATER),
    "defer": ({"requested": "deferred"}, {"co_chair"}, REASON),
    "convene": ({"draft": "convened"}, OFFICERS, None),
    "reschedule": ({"convened": "convened"}, OFFICERS, LATER),
    "start": ({"convened": "in_session"}, OFFICERS, None),
    "end": ({"in_session": "held"}, OFFICERS, None),
    "cancel": ({"draft": "cancelled", "convened": "cancelled"}, OFFICERS, REASON),
}


def hidden(state: str, role: str) -> bool:
    """What the role is not told of: drafts, and what is not shared with partners."""
    return role == "observer" or (state in ("draft", "cancelled") and role not in OFFICERS)


@pytest.mark.parametrize("state", [*MeetingState])
async def test_what_the_table_does_not_allow_is_refused_and_changes_nothing(make, client, state):
    made = await make.meeting(state)
    before = assert_ok(await client.as_("secretariat").get(made.path))
    for move, (origins, who, body) in TABLE.items():
        for role in ROLES:
            if state in origins and role in who:
                continue
            reply = await client.as_(role).post(f"{made.path}/{move}", json=body, if_match=made)
            if role not in who:
                assert_problem(reply, 403, "forbidden")
            elif not (state == "convened" and move == "end"):
                assert_problem(reply, 409, "move-refused", move=move, state=state)
    after = assert_ok(await client.as_("secretariat").get(made.path))
    assert {**before, "server_time": ""} == {**after, "server_time": ""}


@pytest.mark.parametrize(
    ("move", "state", "role"),
    [(move, state, role) for move, (origins, who, _) in TABLE.items() for state in origins for role in sorted(who)],
)
async def test_what_the_table_allows_leads_where_it_says(make, client, move, state, role):
    origins, _, body = TABLE[move]
    made = await make.meeting(state)
    offered = assert_ok(await client.as_(role).get(made.path))["moves"]
    assert {"move": move, "asks": sorted(body or {}, reverse="starts_at" in (body or {})), "refused": None} in offered
    moved = assert_ok(await client.as_(role).post(f"{made.path}/{move}", json=body, if_match=made))
    assert moved["state"] == origins[state]
    assert moved["version"] > made.version


@pytest.mark.parametrize("state", [*MeetingState])
async def test_moves_are_offered_to_those_who_may_and_to_nobody_else(make, client, state):
    made = await make.meeting(state)
    for role in ROLES:
        reply = await client.as_(role).get(made.path)
        if hidden(state, role):
            assert_problem(reply, 404, "not-found")
            continue
        expected = {move for move, (origins, who, _) in TABLE.items() if state in origins and role in who}
        if state == "convened" and role in OFFICERS:
            expected.add("end")
        assert {each["move"] for each in assert_ok(reply)["moves"]} == expected


async def test_a_stale_or_missing_version_moves_nothing(make, client):
    made = await make.meeting("draft")
    secretariat = client.as_("secretariat")
    assert_problem(await secretariat.post(f"{made.path}/convene"), 428, "if-match-required")
    assert_problem(await secretariat.post(f"{made.path}/convene", if_match=made.version + 7), 412, "stale")
    assert assert_ok(await secretariat.get(made.path))["state"] == "draft"


async def test_convening_needs_a_date_an_item_and_readers(make, client):
    secretariat = client.as_("secretariat")
    undated = await make.meeting(starts_at=None, ends_at=None)
    assert_problem(await secretariat.post(f"{undated.path}/convene", if_match=undated), 409, "meeting-needs-date")
    empty = await make.meeting(items=0)
    assert_problem(await secretariat.post(f"{empty.path}/convene", if_match=empty), 409, "meeting-needs-agenda")
    closed = await make.meeting(visibility="secretariat")
    assert_problem(await secretariat.post(f"{closed.path}/convene", if_match=closed), 409, "meeting-not-open")


async def test_a_proposal_alone_is_no_agenda(make, client):
    made = await make.meeting("requested")
    body = {"kind": "discussion", "title": {"en": "Proposed"}}
    assert_ok(await client.as_("undp").post(f"{made.path}/agenda-items", json=body), 201)
    accepted = assert_ok(await client.as_("rc").post(f"{made.path}/accept", json=LATER, if_match=made))
    reply = await client.as_("rc").post(f"{made.path}/convene", if_match=accepted)
    assert_problem(reply, 409, "meeting-needs-agenda")


async def test_nothing_is_held_before_its_time_but_a_session_can_end(make, client):
    secretariat = client.as_("secretariat")
    made = await make.meeting("convened", days=3)
    assert_problem(await secretariat.post(f"{made.path}/end", if_match=made), 409, "meeting-not-yet")
    started = assert_ok(await secretariat.post(f"{made.path}/start", if_match=made))
    assert started["started_at"] is not None
    held = assert_ok(await secretariat.post(f"{made.path}/end", if_match=started))
    assert held["ended_at"] >= held["started_at"]


async def test_a_meeting_can_be_recorded_afterwards_and_nobody_is_mailed(make, client):
    secretariat = client.as_("secretariat")
    made = await make.meeting(days=-9)
    assert assert_ok(await secretariat.get(made.path))["told"] == []
    convened = assert_ok(await secretariat.post(f"{made.path}/convene", if_match=made))
    held = assert_ok(await secretariat.post(f"{made.path}/end", if_match=convened))
    assert (held["state"], held["started_at"], held["ended_at"]) == ("held", None, None)
    outbox = assert_ok(await secretariat.get(f"{made.network.path}/outbox"))
    assert outbox["items"] == []


@pytest.mark.parametrize("move", ["accept", "reschedule"])
async def test_a_new_date_lies_ahead_and_ends_after_it_starts(make, client, move):
    made = await make.meeting("requested" if move == "accept" else "convened")
    past = {name: at.isoformat() for name, at in dates(-1).items()}
    path = f"{made.path}/{move}"
    problem = assert_problem(await client.as_("rc").post(path, json=past, if_match=made), 422, "meeting-in-the-past")
    assert problem["errors"][0]["pointer"] == "/starts_at"
    upside_down = {"starts_at": LATER["ends_at"], "ends_at": LATER["starts_at"]}
    reply = await client.as_("rc").post(path, json=upside_down, if_match=made)
    assert_problem(reply, 422, "meeting-ends-before-start")


async def test_a_convened_meeting_gets_a_new_date_by_its_move_only(make, client):
    made = await make.meeting("convened")
    at = dates(20)["starts_at"]
    body = {"starts_at": at.isoformat(), "ends_at": (at + timedelta(hours=1)).isoformat()}
    reply = await client.as_("secretariat").patch(made.path, json=body, if_match=made)
    assert assert_problem(reply, 422, "invalid")["errors"][0]["code"] == "reschedule"


async def test_the_circle_of_a_convened_meeting_only_widens(make, client):
    made = await make.meeting("convened")
    secretariat = client.as_("secretariat")
    reply = await secretariat.patch(made.path, json={"visibility": "secretariat"}, if_match=made)
    assert assert_problem(reply, 422, "invalid")["errors"][0]["code"] == "already_invited"
    assert assert_ok(await secretariat.patch(made.path, json={"visibility": "public"}, if_match=made))


@pytest.mark.parametrize("state", ["in_session", "held", "cancelled", "deferred"])
async def test_what_is_over_is_not_edited(make, client, state):
    made = await make.meeting(state)
    reply = await client.as_("secretariat").patch(made.path, json={"place": "Elsewhere"}, if_match=made)
    assert_problem(reply, 409, "meeting-over")


async def test_nobody_is_told_of_a_draft_not_even_of_a_cancelled_one(make, client):
    for state in ("draft", "cancelled"):
        made = await make.meeting(state)
        assert_problem(await client.as_("undp").get(made.path), 404, "not-found")
        listed = assert_ok(await client.as_("undp").get(f"{made.network.path}/meetings"))
        assert str(made.id) not in {each["id"] for each in listed["items"]}
    found = assert_ok(await client.as_("undp").get(f"{made.network.path}/search", params={"q": made.number}))
    assert found["items"] == []


async def test_another_network_has_no_such_meeting(make, client):
    made = await make.meeting("convened", network=await make.network())
    home = await make.home()
    elsewhere = f"{home.path}/meetings/{made.id}"
    assert_problem(await client.as_("secretariat").get(elsewhere), 404, "not-found")
    assert_problem(await client.as_("secretariat").post(f"{elsewhere}/start", if_match=made), 404, "not-found")
    assert_problem(await client.as_("secretariat").get(made.path), 404, "not-found")
