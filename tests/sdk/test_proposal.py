"""A joint programme of two organisations through the SDKs: refused, mended, consulted, endorsed, submitted."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.sdk import steps
from tests.sdk.generated import NETWORK, Refused, Sdk
from tests.sdk.steps import version


def _written(iom: Sdk, undp: Sdk, proposal: Any, where: dict[str, Any]) -> Any:
    """Everything the network needs to read it, each part of the budget by its own organisation."""
    members = iom.call("members", "list_members", network=NETWORK).items
    ids = {each.acronym: str(each.organisation_id) for each in members}
    text = {
        "summary": {"en": "Skills of people on the move are recognised."},
        "thematic_area": "TA1",
        "primary_objective": 1,
        "months": 24,
        "government_counterparts": [{"name": "State Migration Service"}, {"name": "Ministry of Labour"}],
    }
    punos = [{"organisation_id": ids["IOM"], "role": "convening"}, {"organisation_id": ids["UNDP"]}]
    bodies = {
        "update_proposal": ("ProposalUpdate", text),
        "put_proposal_punos": ("PunosPut", {"punos": punos}),
        "put_proposal_outputs": ("OutputsPut", {"outputs": [{"code": "1.1", "title": "Skills"}]}),
    }
    for operation, body in bodies.items():
        proposal = iom.call("proposals", operation, body, **where, **version(proposal))
    for person, acronym in ((iom, "IOM"), (undp, "UNDP")):
        puno = next(each for each in proposal.punos if each.acronym == acronym)
        line = {"output": "1.1", "category": 4, "year": 2027, "amount": {"amount": "250000.00"}}
        part, place = ("PartPut", {"lines": [line]}), {"organisation_id": puno.organisation_id}
        proposal = person.call("proposals", "put_proposal_part", part, **where, **place, **version(puno))
    return proposal


def _decided(secretariat: Sdk, rc: Sdk, proposal: Any) -> None:
    """The network adopts a decision on the revision that it was consulted on."""
    draft = {
        "kind": "proposal",
        "title": {"en": "Endorsement of a concept note"},
        "texts": {"en": "The Network endorses the concept note."},
        "proposal_id": str(proposal.id),
        "proposal_revision": proposal.revision,
    }
    decision = secretariat.call("decisions", "create_decision", ("DecisionCreate", draft), network=NETWORK)
    decision = steps.brought_to_close(secretariat, decision, lambda _: None)
    assert decision.state == "clear"
    where = {"network": NETWORK, "decision_id": decision.id}
    assert rc.call("decisions", "adopt_decision", **where, **version(decision)).state == "adopted"


def test_a_proposal_is_refused_mended_endorsed_and_submitted(people: Callable[[str], Sdk]) -> None:
    iom, secretariat, rc = people("iom"), people("secretariat"), people("rc")
    wanted = ("ProposalCreate", {"title": {"en": "Skills for people on the move"}})
    proposal = iom.call("proposals", "create_proposal", wanted, network=NETWORK)
    where = {"network": NETWORK, "proposal_id": proposal.id}
    proposal = iom.call("proposals", "draft_proposal", **where, **version(proposal))
    assert proposal.state == "concept_note_draft"
    readiness = iom.call("proposals", "read_proposal_readiness", **where)
    assert readiness.blockers > 0
    assert all(each.sentence and each.mend for each in readiness.findings)
    with pytest.raises(Refused) as refused:
        iom.call("proposals", "consult_proposal", **where, **version(proposal))
    assert (refused.value.status, refused.value.type) == (409, "/problems/not-ready")
    named = {each["rule"] for each in refused.value.problem["findings"]}
    assert "budget_not_empty" in named
    assert not named & {"endorsement_decision", "government_endorsement"}

    proposal = _written(iom, people("undp"), proposal, where)
    proposal = iom.call("proposals", "consult_proposal", **where, **version(proposal))
    assert (proposal.state, proposal.revision) == ("concept_note_network_review", 1)
    _decided(secretariat, rc, proposal)
    letter = {"on": datetime.now(UTC).date().isoformat(), "reference": "12/345", "organisation": "Foreign Affairs"}
    body = ("GovernmentEndorsementPut", letter)
    proposal = secretariat.call("proposals", "put_government_endorsement", body, **where, **version(proposal))
    proposal = rc.call("proposals", "endorse_proposal", **where, **version(proposal))
    assert proposal.state == "concept_note_endorsed"
    proposal = rc.call("proposals", "submit_concept_proposal", **where, **version(proposal))
    assert (proposal.state, proposal.held_by) == ("concept_note_submitted", "fund")
