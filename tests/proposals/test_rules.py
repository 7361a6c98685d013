"""Budgets add up, and readiness names every thing that is missing and nothing else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.kernel.words import LANGUAGES
from api.proposals.budget import INDIRECT, Line, apportion, indirect_cost, totals
from api.proposals.checks import CHECKS
from api.proposals.rules import EXEMPT, blocking, readiness, spoken
from api.proposals.values import FundCall, Limit, Proposal, Puno, Reference, Severity, fund_call

PUNOS = ["IOM", "UNDP", "UNODC"]
OUTPUTS = ["1.1", "1.2", "2.1"]
CATEGORIES = ["staff_personnel", "supplies", "travel", "contractual"]
rates = st.dictionaries(st.sampled_from(PUNOS), st.integers(0, 700))
lines = st.lists(
    st.builds(
        Line,
        st.sampled_from(PUNOS),
        st.sampled_from([*OUTPUTS, None]),
        st.sampled_from(CATEGORIES),
        st.integers(2027, 2030),
        st.integers(0, 10**12),
    ),
    max_size=40,
)


@given(lines, rates)
def test_every_axis_adds_up_to_the_same_total(grid, charged):
    sums = totals(grid, charged)
    assert sum(share.total for share in sums.by_puno.values()) == sums.total
    assert sum(share.total for share in sums.by_year.values()) == sums.total
    assert sum(share.total for share in sums.by_puno_year.values()) == sums.total
    assert sum(sums.by_category.values()) == sums.total
    assert sum(sums.by_output.values()) == sums.total
    assert sums.direct == sum(line.cents for line in grid)
    for puno, share in sums.by_puno.items():
        years = [part for (owner, _), part in sums.by_puno_year.items() if owner == puno]
        assert sum(part.indirect for part in years) == share.indirect
        assert share.indirect * 10_000 <= share.direct * charged.get(puno, 0)


@given(lines, rates, st.randoms(use_true_random=False))
def test_the_order_of_lines_never_matters(grid, charged, random):
    shuffled = list(grid)
    random.shuffle(shuffled)
    assert totals(shuffled, charged) == totals(grid, charged)


@given(lines, rates)
def test_money_is_never_a_float(grid, charged):
    sums = totals(grid, charged)
    shares = [*sums.by_puno.values(), *sums.by_year.values()]
    amounts = [sums.total, *sums.by_category.values(), *sums.by_output.values()]
    amounts += [part for share in shares for part in (share.direct, share.indirect, share.total)]
    assert all(type(amount) is int for amount in amounts)


@given(st.integers(0, 10**15), st.dictionaries(st.integers(2026, 2035), st.integers(0, 10**12), min_size=1))
def test_apportioning_loses_nothing(amount, weights):
    parts = apportion(amount, weights)
    assert sum(parts.values()) == amount
    assert parts.keys() == weights.keys()
    whole = sum(weights.values())
    if whole:
        assert all(abs(parts[year] * whole - amount * weights[year]) < whole for year in weights)


def test_the_fund_s_own_arithmetic():
    sums = totals([Line("IOM", "1.1", "travel", 2027, 93457944)], {"IOM": 700})
    assert (sums.direct, sums.indirect, sums.total) == (93457944, 6542056, 100000000)
    assert sums.by_category == {"travel": 93457944, INDIRECT: 6542056}


def test_rounding_up_would_exceed_the_ceiling():
    assert indirect_cost(1_007, 700) == 70
    assert indirect_cost(150, 700) * 10_000 <= 150 * 700


AREAS = Reference({"TA1": (1, 3, 17, 23), "TA4": (5, 6, 18, 19, 20)})
CALL = FundCall(
    {
        "min_punos": Limit(2, Severity.BLOCKER),
        "max_punos": Limit(3, Severity.WARNING),
        "min_government_entities": Limit(2, Severity.BLOCKER),
        "min_months": Limit(12, Severity.WARNING),
        "max_months": Limit(36, Severity.WARNING),
        "min_budget_national": Limit(10_000, Severity.WARNING),
        "max_budget_national": Limit(300_000_000, Severity.WARNING),
        "indirect_rate_max": Limit(700, Severity.BLOCKER),
        "agent_fee": Limit(100, Severity.NONE),
    },
    windows=("TA1", "TA4"),
)
WHOLE = Proposal(
    title="Data for migration policy",
    summary="Three agencies make migration data usable.",
    thematic_area="TA1",
    primary_objective=1,
    months=24,
    punos=(Puno("a", "IOM", True), Puno("b", "UNDP"), Puno("c", "UNODC")),
    outputs=("1.1", "1.2"),
    lines=(
        Line("a", "1.1", "travel", 2027, 5_000_000),
        Line("b", "1.2", "supplies", 2028, 7_000_000),
        Line("c", "1.1", "travel", 2027, 1_000_000),
    ),
    government_entities=2,
    decision_adopted=True,
    government_endorsed=True,
)
STRANGER = Line("z", "1.1", "travel", 2027, 100)
BROKEN = {
    "title_present": replace(WHOLE, title=" "),
    "summary_present": replace(WHOLE, summary=""),
    "one_convening_puno": replace(WHOLE, punos=tuple(replace(puno, convening=False) for puno in WHOLE.punos)),
    "minimum_punos": replace(WHOLE, punos=WHOLE.punos[:1], lines=WHOLE.lines[:1]),
    "maximum_punos": replace(
        WHOLE,
        punos=(*WHOLE.punos, Puno("d", "WHO")),
        lines=(*WHOLE.lines, Line("d", "1.1", "travel", 2027, 100)),
    ),
    "government_entities": replace(WHOLE, government_entities=1),
    "thematic_area": replace(WHOLE, thematic_area=None),
    "thematic_area_open": replace(WHOLE, thematic_area="TA9"),
    "primary_objective": replace(WHOLE, primary_objective=None),
    "primary_objective_in_area": replace(WHOLE, primary_objective=5),
    "duration": replace(WHOLE, months=None),
    "minimum_months": replace(WHOLE, months=6),
    "maximum_months": replace(WHOLE, months=48),
    "outputs_exist": replace(WHOLE, outputs=(), lines=()),
    "budget_not_empty": replace(WHOLE, lines=()),
    "line_has_output": replace(WHOLE, lines=(*WHOLE.lines, replace(WHOLE.lines[0], output=None))),
    "line_of_puno": replace(WHOLE, lines=(*WHOLE.lines, STRANGER)),
    "puno_has_budget": replace(WHOLE, lines=WHOLE.lines[:2]),
    "indirect_ceiling": replace(WHOLE, punos=(*WHOLE.punos[:2], Puno("c", "UNODC", indirect_basis_points=701))),
    "minimum_budget": replace(WHOLE, lines=tuple(replace(line, cents=1) for line in WHOLE.lines)),
    "maximum_budget": replace(WHOLE, lines=tuple(replace(line, cents=200_000_000) for line in WHOLE.lines)),
    "endorsement_decision": replace(WHOLE, decision_adopted=False),
    "government_endorsement": replace(WHOLE, government_endorsed=False),
}
FOLLOWS = {  # one lack that cannot stand alone
    "outputs_exist": {"budget_not_empty", "minimum_budget"},
    "budget_not_empty": {"minimum_budget"},
    "thematic_area_open": {"primary_objective_in_area"},
}


def test_a_whole_proposal_has_no_finding():
    assert readiness(WHOLE, CALL, AREAS) == []


def test_there_is_an_example_for_every_check():
    assert set(BROKEN) == set(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_a_proposal_that_breaks_one_rule_is_told_that_one(name):
    found = readiness(BROKEN[name], CALL, AREAS)
    assert {finding.rule for finding in found} == {name} | FOLLOWS.get(name, set())
    assert found == readiness(BROKEN[name], CALL, AREAS)
    for language in LANGUAGES:
        said = spoken(found, language)
        assert all(one["sentence"] and one["mend"] and one["where"].startswith("/") for one in said)


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("move", EXEMPT)
def test_blockers_stop_moves_and_warnings_do_not(name, move):
    found = readiness(BROKEN[name], CALL, AREAS)
    stopping = {finding.rule for finding in blocking(move, found, CALL)}
    heavy = {finding.rule for finding in found if finding.severity == Severity.BLOCKER}
    if move == "consult":
        heavy -= {"endorsement_decision", "government_endorsement"}
    assert stopping == heavy


def test_a_call_may_do_without_a_decision_on_the_document():
    found = readiness(BROKEN["endorsement_decision"], CALL, AREAS)
    assert blocking("submit_document", found, CALL)
    assert not blocking("submit_document", found, replace(CALL, decision_on_document=False))
    assert not blocking("rework", found, CALL)


def test_without_a_call_the_definition_of_a_joint_programme_holds():
    alone = replace(BROKEN["minimum_punos"], months=1)
    assert [finding.rule for finding in readiness(alone, FundCall(), AREAS)] == ["minimum_punos"]
    greedy = readiness(BROKEN["indirect_ceiling"], FundCall(), AREAS)
    assert [finding.facts for finding in greedy] == [{"have": 701, "need": 700, "organisation": "UNODC"}]


def test_an_empty_proposal_is_told_everything_at_once_blockers_first():
    found = readiness(Proposal(), CALL, AREAS)
    weights = [finding.severity for finding in found]
    assert weights == sorted(weights, key=lambda severity: severity != Severity.BLOCKER)
    assert {"title_present", "thematic_area", "budget_not_empty", "one_convening_puno"} <= {one.rule for one in found}


def test_the_call_s_own_data_can_be_read():
    stored = Path(__file__).parents[2] / "api/reference/data/templates/mptf_call.json"
    call = fund_call(json.loads(stored.read_text())["items"][0])
    assert call.limit("indirect_rate_max") == Limit(700, Severity.BLOCKER)
    assert call.limit("agent_fee").severity == Severity.NONE
    assert (call.windows[0], call.decision_on_document) == ("TA1", True)


def test_findings_in_words():
    (finding,) = spoken(readiness(BROKEN["indirect_ceiling"], CALL, AREAS), "en")
    assert finding["sentence"] == "UNODC charges 7.01% of indirect cost; the most is 7%."
    assert finding["where"] == "/punos/2"
