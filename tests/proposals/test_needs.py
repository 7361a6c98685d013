"""The sentence above a proposal: in every state that is not over, what is awaited and from whom."""

from uuid import UUID

import pytest

from api.kernel.words import LANGUAGES
from api.proposals.needs import needs
from api.proposals.states import FINAL, Facts
from api.proposals.values import Finding, ProposalState, Severity

IOM, UNDP = {"id": "019a0000-0000-7000-8000-000000000001", "acronym": "IOM"}, {"id": "2", "acronym": "UNDP"}
OPEN = [state for state in ProposalState if state not in FINAL]


def facts(state, **given):
    usual = {"call_code": "MIG00-OPEN", "stored": (), "convening_id": UUID(IOM["id"]), "parties": (IOM, UNDP)}
    return Facts(state=ProposalState(state), **(usual | given))


def keys(state, **given):
    return [need["key"] for need in needs(facts(state, **given), "en")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", OPEN)
def test_every_state_that_is_not_over_says_what_is_awaited(state, language):
    said = needs(facts(state), language)
    assert said
    assert all(need["sentence"] and "{" not in need["sentence"] for need in said)


@pytest.mark.parametrize("state", FINAL)
def test_what_is_over_awaits_nothing(state):
    assert needs(facts(state), "en") == []


def test_blockers_come_before_the_endorsements():
    found = (Finding("duration", Severity.BLOCKER, "/months"),)
    assert keys("concept_note_draft", stored=found) == ["proposal-blockers"]
    assert keys("concept_note_draft") == ["proposal-consult"]
    assert keys("concept_note_network_review", revision=1, current=True) == ["proposal-decision", "proposal-government"]
    assert keys("concept_note_network_review", revision=1, current=True, decided=True, government=True) == [
        "proposal-endorse"
    ]


def test_a_document_that_changed_is_frozen_before_the_network_decides():
    assert keys("jp_document_draft", government=True, revision=1) == ["proposal-freeze"]
    assert keys("jp_document_draft", government=True, revision=2, current=True) == ["proposal-decision"]


def test_signatures_and_confirmations_name_who_is_missing():
    signed = ({"party": "puno", "acronym": "IOM"}, {"party": "government", "acronym": None})
    (need,) = needs(facts("signature", signatures=signed), "en")
    assert need["organisations"] == ["UNDP", "the Resident Coordinator"]
    whole = (*signed, {"party": "puno", "acronym": "UNDP"}, {"party": "resident_coordinator", "acronym": None})
    assert keys("signature", signatures=whole) == ["proposal-transfer"]
    (need,) = needs(facts("implementation", confirmations=({"acronym": "IOM"},)), "en")
    assert (need["key"], need["organisations"]) == ("proposal-confirmations", ["UNDP"])
    assert keys("implementation", confirmations=({"acronym": "IOM"}, {"acronym": "UNDP"})) == ["proposal-close"]
