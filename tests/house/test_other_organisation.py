"""Rights end at one's own organisation: what a role may do for its own, it may not do for another (403), changing nothing.

The third axis of the matrix of rights: own, other and absent organisation, for every operation that acts in one's name.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from api.periods.rules import Span, holding
from tests.client import assert_ok, assert_problem
from tests.day import today
from tests.minutes.make import minutes
from tests.workplans.make import first_activity

Acting = Callable[[Any, Any], Awaitable[tuple[str, str, dict[str, Any]]]]
SUPPORT = {"json": {"value": "support"}, "if_match": "*"}


async def position(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    decision = await make.decision("open")
    return "PUT", f"{decision.path}/rounds/1/positions/{decision.network.organisations['UNDP']}", SUPPORT


async def notice(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    decision = await make.decision("open")
    return "POST", f"{decision.path}/rounds/1/positions/{decision.network.organisations['UNDP']}/seen", {}


async def invitation(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    meeting = await make.meeting("convened")
    path = f"{meeting.path}/invitations/{meeting.network.organisations['UNDP']}"
    return "PUT", path, {"json": {"answer": "yes"}, "if_match": "*"}


async def floor(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    meeting = await make.meeting("in_session")
    return "POST", f"{meeting.path}/session/speakers/{meeting.network.organisations['UNDP']}", {}


async def floor_left(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    _, path, _ = await floor(make, client)
    assert_ok(await client.as_("undp").post(path))
    return "DELETE", path, {}


async def departure(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    home = await make.home()
    path = f"{home.path}/members/{home.memberships['UNDP']}/leave"
    return "POST", path, {"json": {"left_on": today().isoformat()}, "if_match": "*"}


async def new_assessment(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    home = await make.home()
    body = {"organisation_id": str(home.organisations["UNDP"]), "period": "2026-H1", "rating": "early"}
    return "POST", f"{home.path}/objectives/7/assessments", {"json": body}


async def assessment(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made = await make.assessment("draft")
    return "PATCH", made.path, {"json": {"rating": "early"}, "if_match": "*"}


async def submission(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    return "POST", f"{(await make.assessment('draft')).path}/submit", {"if_match": "*"}


async def evidence(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    files = {"file": ("a.pdf", b"%PDF-1.7\n%%EOF\n")}
    return "POST", f"{(await make.assessment('draft')).path}/attachments", {"files": files}


async def new_indicator_value(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made = await make.indicator()
    body = {"organisation_id": str(made.network.organisations["UNDP"]), "period": "2025-Q1", "cells": []}
    return "POST", f"{made.path}/values", {"json": body}


async def pledge_text(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    return "PATCH", (await make.pledge("draft")).path, {"json": {"title": "Another title"}, "if_match": "*"}


async def pledge_submission(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    return "POST", f"{(await make.pledge('draft')).path}/submit", {"if_match": "*"}


async def pledge_progress(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    path = f"{(await make.pledge('sent')).path}/progress"
    return "POST", path, {"json": {"year": today().year, "note": "Nine consulates use the form."}}


async def proposal_text(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    return "PATCH", (await make.proposal("idea")).path, {"json": {"months": 30}, "if_match": "*"}


async def proposal_part(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made = await make.proposal("idea")
    path = f"{made.path}/budget/{made.network.organisations['UNDP']}"
    return "PUT", path, {"json": {"lines": []}, "if_match": "*"}


async def proposal_punos(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made = await make.proposal("idea")
    punos = [{"organisation_id": str(made.network.organisations["UNDP"]), "role": "convening"}]
    return "PUT", f"{made.path}/punos", {"json": {"punos": punos}, "if_match": "*"}


async def proposal_outputs(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    return "PUT", f"{(await make.proposal('idea')).path}/outputs", {"json": {"outputs": []}, "if_match": "*"}


async def proposal_move(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    return "POST", f"{(await make.proposal('concept_note_draft')).path}/consult", {"if_match": "*"}


async def proposal_start(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    return "POST", f"{(await make.proposal('funds_transferred')).path}/start", {"if_match": "*"}


async def proposal_withdrawal(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    reason = {"reason": "No longer wanted."}
    return "POST", f"{(await make.proposal('idea')).path}/withdraw", {"json": reason, "if_match": "*"}


async def confirmation(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made = await make.proposal("implementation")
    body = {"organisation_id": str(made.network.organisations["UNDP"]), "on": today().isoformat()}
    return "POST", f"{made.path}/confirmations", {"json": body, "if_match": "*"}


async def action_done(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made = await make.action()
    return "POST", f"{made.path}/done", {"json": {"done": "The list was sent."}, "if_match": "*"}


def _in_its_name(made: Any, **said: Any) -> dict[str, Any]:
    return {"json": {"organisation_id": str(made.network.organisations["UNDP"]), **said}}


async def suggestion(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made = await make.decision("open")
    return "POST", f"{made.path}/suggestions", _in_its_name(made, paragraph_id="p1", text="Twice a quarter.")


async def comment(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made = await make.decision("open")
    return "POST", f"{made.path}/comments", _in_its_name(made, text="Well said.")


async def comment_back(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    method, path, given = await comment(make, client)
    made = assert_ok(await client.as_("undp-alternate").request(method, path, **given), 201)
    return "POST", f"{path}/{made['id']}/take-back", {"if_match": "*"}


async def suggestion_back(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    method, path, given = await suggestion(make, client)
    made = assert_ok(await client.as_("undp-alternate").request(method, path, **given), 201)
    return "POST", f"{path}/{made['id']}/take-back", {"if_match": "*"}


async def explanation(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made = await make.decision("adopted")
    return "POST", f"{made.path}/explanations", _in_its_name(made, text="We read it in this way.")


async def topic(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    return "PATCH", (await make.topic()).path, {"json": {"notes": "What we know."}, "if_match": "*"}


async def topic_let_go(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    body = {"json": {"reason": "No longer wanted."}, "if_match": "*"}
    return "POST", f"{(await make.topic()).path}/close", body


async def meeting_paper(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    return "PATCH", (await make.paper()).path, {"json": {"title": {"en": "Figures"}}, "if_match": "*"}


async def meeting_paper_file(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    files = {"file": ("a.pdf", b"%PDF-1.7\n%%EOF\n")}
    return "POST", f"{(await make.paper()).path}/files", {"files": files}


async def _circulated(make: Any) -> Any:
    return await minutes(make, "circulated")


async def minutes_comment(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made = await _circulated(make)
    return "POST", f"{made.path}/comments", _in_its_name(made, text="We said something else.")


async def minutes_seen(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made = await _circulated(make)
    return "POST", f"{made.path}/seen", _in_its_name(made)


async def _objection(make: Any, client: Any) -> str:
    made = await _circulated(make)
    given = _in_its_name(made, text="We said something else.", objection=True)
    said = assert_ok(await client.as_("undp-alternate").post(f"{made.path}/comments", **given), 201)
    return f"{made.path}/comments/{said['id']}"


async def minutes_comment_back(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    return "POST", f"{await _objection(make, client)}/take-back", {"if_match": "*"}


async def minutes_objection_lifted(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    return "POST", f"{await _objection(make, client)}/lift", {"if_match": "*"}


async def review_comment(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made = await make.review("circulated")
    return "POST", f"{made.path}/comments", _in_its_name(made, text="Say what the centres did.")


async def review_comment_back(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    _, path, given = await review_comment(make, client)
    said = assert_ok(await client.as_("undp").post(path, **given), 201)["items"]
    return "DELETE", f"{path}/{said[0]['id']}", {"if_match": "*"}


async def _plan_activity(make: Any, state: str = "draft") -> tuple[Any, str]:
    made = await make.workplan(state)
    return made, f"{made.path}/activities/{await first_activity(make, made)}"


async def plan_activity(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    return "PATCH", (await _plan_activity(make))[1], {"json": {"status": "ongoing"}, "if_match": "*"}


async def plan_activity_new(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made, _ = await _plan_activity(make)
    read = assert_ok(await client.as_("undp").get(made.path))
    year = today().year
    body = {
        "output_id": read["results"][-1]["id"],
        "title": {"en": "Study remittances"},
        "lead_id": str(made.network.organisations["UNDP"]),
        "starts_on": f"{year}-02-01",
        "ends_on": f"{year}-03-01",
    }
    return "POST", f"{made.path}/activities", {"json": body}


async def plan_money(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made, path = await _plan_activity(make)
    return "PUT", f"{path}/money/{made.network.organisations['UNDP']}", {"json": {"lines": []}, "if_match": "*"}


async def plan_activity_off(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    return "DELETE", (await _plan_activity(make))[1], {"if_match": "*"}


async def plan_update(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made, path = await _plan_activity(make, "adopted")
    period = holding(today(), Span.QUARTER)
    body = {"status": "ongoing", "progress": "Begun."}
    return "PUT", f"{path}/updates/{period}/{made.network.organisations['UNDP']}", {"json": body, "if_match": "*"}


async def plan_update_submitted(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    _, path, given = await plan_update(make, client)
    assert_ok(await client.as_("undp").put(path, **given))
    return "POST", f"{path}/submit", {"if_match": "*"}


async def plan_update_reopened(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    _, path, given = await plan_update_submitted(make, client)
    assert_ok(await client.as_("undp").post(path, **given))
    reason = {"json": {"reason": "A figure was missing."}, "if_match": "*"}
    return "POST", path.removesuffix("submit") + "reopen", reason


async def plan_risk(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    made = await make.workplan()
    owner = str(made.network.organisations["UNDP"])
    body = {"title": {"en": "Late"}, "likelihood": 2, "impact": 3, "owner_id": owner}
    return "POST", f"{made.path}/risks", {"json": body}


async def plan_risk_kept(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    _, path, given = await plan_risk(make, client)
    risk = assert_ok(await client.as_("undp").post(path, **given), 201)
    return "PATCH", f"{path}/{risk['id']}", {"json": {"state": "mitigated"}, "if_match": "*"}


async def plan_risk_off(make: Any, client: Any) -> tuple[str, str, dict[str, Any]]:
    _, path, _ = await plan_risk_kept(make, client)
    return "DELETE", path, {"if_match": "*"}


ACTS: list[Acting] = [
    plan_activity, plan_activity_new, plan_activity_off, plan_money, plan_update, plan_update_submitted,
    plan_update_reopened, plan_risk, plan_risk_kept, plan_risk_off,
    review_comment, review_comment_back,
    minutes_comment, minutes_seen, minutes_comment_back, minutes_objection_lifted,
    topic, topic_let_go, meeting_paper, meeting_paper_file,
    suggestion, suggestion_back, comment, comment_back, explanation,
    position, notice, invitation, floor, floor_left, departure, new_assessment, assessment, submission, evidence, proposal_text,
    new_indicator_value,
    pledge_text, pledge_submission, pledge_progress,
    proposal_part, proposal_punos, proposal_outputs, proposal_move, proposal_start, proposal_withdrawal, confirmation, action_done,
]  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
async def test_for_ones_own_and_for_nobody_else(make, client, act):
    """UNDP's own focal point may; those of IOM and RCO may not; of an organisation elsewhere, nothing is there."""
    method, path, given = await act(make, client)
    home, other = await make.home(), await make.network()
    head = f"{home.path}/journal/head"
    before = (await client.as_("rc").get(head)).json()
    for who in ("iom", "iom-alternate", "rco"):
        reply = await client.as_(who).request(method, path, **given)
        assert reply.status_code == 403, (who, reply.text)
        assert "permission" not in reply.json(), "it is the organisation that is not theirs, not the right"
    stranger = client.as_(other.people["undp"])
    assert_problem(await stranger.request(method, path, **given), 404, "not-found")
    assert (await client.as_("rc").get(head)).json() == before
    reply = await client.as_("undp").request(method, path, **given)
    assert reply.status_code in (200, 201, 204), reply.text


async def test_a_partner_answers_its_own_invitation_only(make, client):
    meeting = await make.meeting("convened", visibility="partners")
    path = f"{meeting.path}/invitations"
    answer = {"json": {"answer": "yes"}, "if_match": "*"}
    refused = await client.as_("mfa").put(f"{path}/{meeting.network.organisations['UNDP']}", **answer)
    assert refused.status_code == 403
    assert_ok(await client.as_("mfa").put(f"{path}/{meeting.network.organisations['MFA']}", **answer))
