"""The main job from end to end through SDKs that were generated from the contract, against a running server."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.sdk import steps
from tests.sdk.generated import NETWORK, Refused, Sdk
from tests.sdk.steps import version

ASSESSES = {"openapi-python-client": "UNDP", "openapi-generator": "WHO"}
TEXT = "The Network adopts the joint workplan."


def test_the_generators_leave_nothing_out(sdks: dict[str, str]) -> None:
    assert "warning" not in sdks["unmn_client"].lower(), sdks["unmn_client"]
    assert "[ERROR]" not in sdks["unmn_sdk"]


def test_members_are_listed(people: Callable[[str], Sdk]) -> None:
    members = people("undp").call("members", "list_members", network=NETWORK).items
    assert {item.acronym for item in members if item.kind == "member"} >= {"IOM", "RCO", "UNDP", "UNODC", "WHO"}
    assert {item.acronym for item in members if item.kind == "partner"} == {"MFA", "SMS"}


def _convened(secretariat: Sdk) -> Any:
    """A meeting drafted, with a decision on its agenda, and everybody invited."""
    starts = datetime.now(UTC) + timedelta(days=14)
    wanted = {
        "title": {"en": "A quarterly meeting by SDK"},
        "starts_at": starts.isoformat(),
        "ends_at": (starts + timedelta(hours=2)).isoformat(),
        "place": "Ashgabat",
    }
    meeting = secretariat.call("meetings", "create_meeting", ("MeetingCreate", wanted), network=NETWORK)
    where = {"network": NETWORK, "meeting_id": meeting.id}
    item = {"kind": "decision", "title": {"en": "Joint workplan"}}
    meeting = secretariat.call("meetings", "create_agenda_item", ("AgendaItemCreate", item), **where)
    meeting = secretariat.call("meetings", "convene_meeting", **where, **version(meeting))
    assert meeting.state == "convened"
    assert len(meeting.invitations) >= 10
    return meeting


def _recorded(secretariat: Sdk, meeting: Any) -> None:
    """The meeting has begun, and it is on record who is there."""
    where = {"network": NETWORK, "meeting_id": meeting.id}
    meeting = secretariat.call("meetings", "start_meeting", **where, **version(meeting))
    assert meeting.state == "in_session"
    here = [{"organisation_id": str(each.organisation_id), "presence": "in_room"} for each in meeting.invitations[:6]]
    meeting = secretariat.call(
        "meetings", "put_attendance", ("AttendancePut", {"entries": here}), **where, **version(meeting)
    )
    assert sum(each.presence == "in_room" for each in meeting.invitations) == 6


def test_a_meeting_is_convened_and_its_decision_adopted(people: Callable[[str], Sdk]) -> None:
    secretariat, undp, rc = people("secretariat"), people("undp"), people("rc")
    meeting = _convened(secretariat)
    _recorded(secretariat, meeting)
    draft = {
        "kind": "workplan",
        "title": {"en": "Joint workplan"},
        "texts": {"en": TEXT},
        "agenda_item_id": str(meeting.agenda_items[0].id),
    }
    decision = secretariat.call("decisions", "create_decision", ("DecisionCreate", draft), network=NETWORK)
    where = {"network": NETWORK, "decision_id": decision.id}

    decision = steps.opened(secretariat, decision, timedelta(days=3))
    assert decision.number
    steps.answer(people("iom"), decision, "IOM", value="support")
    objection = {"value": "objection", "text": "No source of money.", "would_resolve": "Name the source."}
    decision = steps.answer(undp, decision, "UNDP", **objection)
    assert any("UNDP" in need.organisations for need in decision.needs)
    reason = ("ReasonOnly", {"reason": "The source of money is named."})
    decision = secretariat.call("decisions", "revise_decision", reason, **where, **version(decision))
    text = ("DecisionUpdate", {"texts": {"en": f"{TEXT} IOM pays for it."}})
    decision = secretariat.call("decisions", "update_decision", text, **where, **version(decision))

    def second_round(decision: Any) -> None:
        changes = undp.call("decisions", "read_changes", **where, number=2)
        added = [token.text for part in changes.paragraphs for token in part.tokens if token.op == "insert"]
        assert "".join(added).split() == ["IOM", "pays", "for", "it."]
        steps.answer(undp, decision, "UNDP", value="support")

    decision = steps.brought_to_close(secretariat, decision, second_round)
    assert decision.state == "clear"
    decision = rc.call("decisions", "adopt_decision", **where, **version(decision))
    assert decision.state == "adopted"
    register = undp.call("decisions", "list_decisions", network=NETWORK, number=decision.number).items
    assert [item.id for item in register] == [decision.id]
    with pytest.raises(Refused) as late:
        steps.answer(undp, decision, "UNDP", value="no_objection")
    assert (late.value.status, late.value.type) == (409, "/problems/round-closed")


def test_progress_on_objective_7_is_assessed_and_approved(people: Callable[[str], Sdk], kind: str) -> None:
    acronym = ASSESSES[kind]
    speaker, secretariat = people(acronym.lower()), people("secretariat")
    members = speaker.call("members", "list_members", network=NETWORK).items
    organisation = next(item.organisation_id for item in members if item.acronym == acronym)
    wanted = {
        "organisation_id": str(organisation),
        "period": "2026-H2",
        "rating": "good_progress",
        "narrative": "Identification of vulnerable migrants at the border is trained.",
        "evidence": [{"title": "Report", "url": "https://example.org/report"}],
    }
    where = {"network": NETWORK, "number": 7}
    objective = speaker.call("objectives", "create_assessment", ("AssessmentCreate", wanted), **where)

    def mine(objective: Any) -> Any:
        return next(each for each in objective.assessments if (each.acronym, each.period) == (acronym, "2026-H2"))

    drafted = mine(objective)
    of_it = {**where, "assessment_id": drafted.id}
    objective = speaker.call("objectives", "submit_assessment", **of_it, **version(drafted))
    objective = secretariat.call("objectives", "approve_assessment", **of_it, **version(mine(objective)))
    assert mine(objective).state == "approved"
    tiles = speaker.call("objectives", "list_objectives", network=NETWORK).items
    assert len(tiles) == 23
    tile = next(each for each in tiles if each.number == 7)
    assert any(each.period == "2026-H2" and each.acronym for each in tile.ratings)


def test_the_journal_holds_and_what_is_wrong_is_a_typed_problem(people: Callable[[str], Sdk], kind: str) -> None:
    secretariat = people("secretariat")
    assert secretariat.call("journal", "verify_journal", network=NETWORK).whole
    with pytest.raises(Refused) as absent:
        secretariat.call("networks", "read_network", network="elsewhere", accept_language="ru")
    assert (absent.value.status, absent.value.type) == (404, "/problems/not-found")
    assert any("а" <= letter <= "я" for letter in absent.value.problem["title"])
