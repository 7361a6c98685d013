"""What tests are made of is what it says."""

import pytest

from api.decisions.rules import DecisionState
from api.meetings.models import MeetingState
from api.objectives.models import AssessmentState
from api.proposals.values import ProposalState


@pytest.mark.parametrize("state", [*DecisionState])
async def test_a_decision_in_any_state(make, client, state):
    made = await make.decision(state)
    assert made.state == state
    body = (await client.as_("secretariat").get(made.path)).json()
    assert (body["state"], body["version"]) == (state, made.version)


@pytest.mark.parametrize("state", [*MeetingState])
async def test_a_meeting_in_any_state(make, client, state):
    made = await make.meeting(state)
    body = (await client.as_("secretariat").get(made.path)).json()
    assert (body["state"], body["version"]) == (state, made.version)


@pytest.mark.parametrize("state", [*AssessmentState])
async def test_an_assessment_in_any_state(make, state):
    assert (await make.assessment(state)).state == state


@pytest.mark.parametrize("state", [*ProposalState])
async def test_a_proposal_in_any_state(make, client, state):
    made = await make.proposal(state)
    body = (await client.as_("secretariat").get(made.path)).json()
    assert (body["state"], body["version"]) == (state, made.version)
