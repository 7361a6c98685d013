"""The table of readiness checks. Each yields where it fails (JSON pointer), how much that weighs, and the facts.

Limits are versioned data of the call, each with a severity of its own; `none` is printed, not checked.
"""

from collections.abc import Callable, Iterator
from typing import Any

from api.proposals.values import INDIRECT_CEILING, FundCall, Limit, Proposal, Reference, Severity

Fault = tuple[str, Severity, dict[str, Any]]
Check = Callable[[Proposal, FundCall, Reference], Iterator[Fault]]
CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    CHECKS[function.__name__] = function
    return function


def at(where: str, severity: Severity = Severity.BLOCKER, **facts: Any) -> Fault:
    return where, severity, facts


def at_least(where: str, have: int, limit: Limit, **facts: Any) -> Iterator[Fault]:
    if limit.value is not None and have < limit.value:
        yield at(where, limit.severity, have=have, need=limit.value, **facts)


def at_most(where: str, have: int, limit: Limit, **facts: Any) -> Iterator[Fault]:
    if limit.value is not None and have > limit.value:
        yield at(where, limit.severity, have=have, need=limit.value, **facts)


@check
def title_present(proposal: Proposal, _: FundCall, __: Reference) -> Iterator[Fault]:
    if not proposal.title.strip():
        yield at("/title")


@check
def summary_present(proposal: Proposal, _: FundCall, __: Reference) -> Iterator[Fault]:
    if not proposal.summary.strip():
        yield at("/summary")


@check
def one_convening_puno(proposal: Proposal, _: FundCall, __: Reference) -> Iterator[Fault]:
    convening = sum(puno.convening for puno in proposal.punos)
    if convening != 1:
        yield at("/punos", count=convening)


@check
def minimum_punos(proposal: Proposal, call: FundCall, _: Reference) -> Iterator[Fault]:
    return at_least("/punos", len(proposal.punos), call.limit("min_punos", 2))


@check
def maximum_punos(proposal: Proposal, call: FundCall, _: Reference) -> Iterator[Fault]:
    return at_most("/punos", len(proposal.punos), call.limit("max_punos"))


@check
def government_entities(proposal: Proposal, call: FundCall, _: Reference) -> Iterator[Fault]:
    return at_least("/partners", proposal.government_entities, call.limit("min_government_entities"))


@check
def thematic_area(proposal: Proposal, _: FundCall, __: Reference) -> Iterator[Fault]:
    if proposal.thematic_area is None:
        yield at("/thematic_area")


@check
def thematic_area_open(proposal: Proposal, call: FundCall, _: Reference) -> Iterator[Fault]:
    area = proposal.thematic_area
    if area is not None and call.windows and area not in call.windows:
        yield at("/thematic_area", area=area, areas=list(call.windows))


@check
def primary_objective(proposal: Proposal, _: FundCall, __: Reference) -> Iterator[Fault]:
    if proposal.primary_objective is None:
        yield at("/primary_objective")


@check
def primary_objective_in_area(proposal: Proposal, _: FundCall, reference: Reference) -> Iterator[Fault]:
    area, objective = proposal.thematic_area, proposal.primary_objective
    if area is None or objective is None:
        return
    within = reference.areas.get(area, ())
    if objective not in within:
        yield at("/primary_objective", objective=objective, area=area, objectives=list(within))


@check
def duration(proposal: Proposal, _: FundCall, __: Reference) -> Iterator[Fault]:
    if proposal.months is None:
        yield at("/months")


@check
def minimum_months(proposal: Proposal, call: FundCall, _: Reference) -> Iterator[Fault]:
    if proposal.months is not None:
        yield from at_least("/months", proposal.months, call.limit("min_months"))


@check
def maximum_months(proposal: Proposal, call: FundCall, _: Reference) -> Iterator[Fault]:
    if proposal.months is not None:
        yield from at_most("/months", proposal.months, call.limit("max_months"))


@check
def outputs_exist(proposal: Proposal, _: FundCall, __: Reference) -> Iterator[Fault]:
    if not proposal.outputs:
        yield at("/outputs")


@check
def budget_not_empty(proposal: Proposal, _: FundCall, __: Reference) -> Iterator[Fault]:
    if not any(line.cents for line in proposal.lines):
        yield at("/budget")


@check
def line_has_output(proposal: Proposal, _: FundCall, __: Reference) -> Iterator[Fault]:
    """Every line of the budget pays for an output that stands in the results framework."""
    names = proposal.acronyms
    for number, line in enumerate(proposal.lines):
        if line.output not in proposal.outputs:
            organisation = names.get(line.puno, line.puno)
            yield at(f"/budget/{number}/output", organisation=organisation, amount=line.cents, year=line.year)


@check
def line_of_puno(proposal: Proposal, _: FundCall, __: Reference) -> Iterator[Fault]:
    for number, line in enumerate(proposal.lines):
        if line.puno not in proposal.acronyms:
            yield at(f"/budget/{number}/puno", organisation=line.puno, amount=line.cents, year=line.year)


@check
def puno_has_budget(proposal: Proposal, _: FundCall, __: Reference) -> Iterator[Fault]:
    spending = {line.puno for line in proposal.lines if line.cents}
    for number, puno in enumerate(proposal.punos):
        if spending and puno.key not in spending:
            yield at(f"/punos/{number}", Severity.WARNING, organisation=puno.acronym)


@check
def indirect_ceiling(proposal: Proposal, call: FundCall, _: Reference) -> Iterator[Fault]:
    limit = call.limit("indirect_rate_max", INDIRECT_CEILING)
    for number, puno in enumerate(proposal.punos):
        yield from at_most(f"/punos/{number}", puno.indirect_basis_points, limit, organisation=puno.acronym)


@check
def minimum_budget(proposal: Proposal, call: FundCall, _: Reference) -> Iterator[Fault]:
    return at_least("/budget", proposal.budget.total, call.limit("min_budget_national"))


@check
def maximum_budget(proposal: Proposal, call: FundCall, _: Reference) -> Iterator[Fault]:
    return at_most("/budget", proposal.budget.total, call.limit("max_budget_national"))


@check
def endorsement_decision(proposal: Proposal, _: FundCall, __: Reference) -> Iterator[Fault]:
    if not proposal.decision_adopted:
        yield at("/decision")


@check
def government_endorsement(proposal: Proposal, _: FundCall, __: Reference) -> Iterator[Fault]:
    if not proposal.government_endorsed:
        yield at("/government_endorsement")
