"""Joint programmes for the data set: a handful of budgets, added up and judged by the platform's own rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from api.kernel.journal import sha256
from api.proposals import rules, values
from api.proposals.budget import INDIRECT, Line, Share
from api.proposals.content import AREAS, CATEGORIES, NUMBERS, money
from api.proposals.models import BudgetLine, Proposal, ProposalOutput, ProposalPuno
from api.proposals.states import fund_calls
from api.reference import service as reference

if TYPE_CHECKING:
    from bench.data import Maker

OUTPUTS, YEARS, COSTS = ("1.1", "1.2", "2.1"), (2026, 2027), (1, 4, 6)
RATE = 700


def programmes(acronyms: list[str], organisations: list[UUID]) -> list["Programme"]:
    """Eight of them, with two to four organisations each."""
    return [
        Programme(at, acronyms[at : at + 2 + at % 3], organisations[at : at + 2 + at % 3]) for at in range(8)
    ]  # fmt: skip


@dataclass(frozen=True)
class Programme:
    at: int
    acronyms: list[str]
    organisations: list[UUID]

    @property
    def lines(self) -> list[tuple[int, str, int, int, int]]:
        """(organisation, output, category, year, cents)"""
        return [
            (puno, output, category, year, 1_250_000 + 1_003 * (self.at + puno) * category + year)
            for puno in range(len(self.acronyms))
            for output in OUTPUTS
            for category in COSTS
            for year in YEARS
        ]

    def judged(self) -> values.Proposal:
        """Every second one lacks its Government's partners, so that readiness has something to say."""
        return values.Proposal(
            title="Labour migration data",
            summary="Labour migration data" if self.at % 2 else "",
            thematic_area="TA1",
            primary_objective=1,
            months=24,
            punos=tuple(values.Puno(name, name, at == 0, RATE) for at, name in enumerate(self.acronyms)),
            outputs=OUTPUTS,
            lines=tuple(
                Line(self.acronyms[puno], output, CATEGORIES[category], year, cents)
                for puno, output, category, year, cents in self.lines
            ),
            government_entities=self.at % 2,
            decision_adopted=True,
            government_endorsed=True,
        )

    def head(self, maker: "Maker", at: datetime) -> dict[str, Any]:
        """The columns of the proposal itself, but its keys."""
        call, judged = reference.items("calls")[0], self.judged()
        found = rules.readiness(judged, fund_calls()[call["code"]], AREAS)
        sums = judged.budget
        digest = sha256(f"{self.at}")
        parties = [{"id": str(id), "acronym": name} for id, name in zip(self.organisations, self.acronyms, strict=True)]
        return (
            {"state": "concept_note_draft", "title": maker.text(1), "summary": maker.text(3), "thematic_area": "TA1"}
            | {"primary_objective": 1, "objectives": [3, 17], "call_code": call["code"], "starts_on": date(2026, 9, 1)}
            | {"call_version": reference.load("calls")["version"], "months": 24, "based_on_id": None}
            | {"government_counterparts": [], "convening_id": self.organisations[0], "parties": parties}
            | {"totals": told(sums), "indirect_cents": sums.indirect, "total_cents": sums.total}
            | {"findings": [told_finding(one) for one in found]}
            | {"blockers": sum(one.severity == values.Severity.BLOCKER for one in found), "content_digest": digest}
            | {"revision": 0, "revision_digest": None, "decision_id": None, "government_endorsement": None}
            | {"signatures": [], "confirmations": [], "acts": [], "updated_at": at}
        )

    def parts(self, maker: "Maker", proposal: UUID) -> dict[str, list[dict[str, Any]]]:
        outputs = {code: maker.id() for code in OUTPUTS}
        here = {"proposal_id": proposal}
        return {
            "punos": [
                here
                | {"organisation_id": id, "role": "participating" if at else "convening", "indirect_bps": RATE}
                | {"version": 1}
                for at, id in enumerate(self.organisations)
            ],
            "outputs": [
                here | {"id": id, "code": code, "title": f"Output {code}", "position": at}
                for at, (code, id) in enumerate(outputs.items(), 1)
            ],
            "lines": [
                here
                | {"id": maker.id(), "organisation_id": self.organisations[puno], "output_id": outputs[output]}
                | {"category": category, "year": year, "amount_cents": cents}
                for puno, output, category, year, cents in self.lines
            ],
        }

    @staticmethod
    def tables(
        heads: list[dict[str, Any]], parts: dict[str, list[dict[str, Any]]]
    ) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
        yield Proposal.__table__, heads
        yield ProposalPuno.__table__, parts["punos"]
        yield ProposalOutput.__table__, parts["outputs"]
        yield BudgetLine.__table__, parts["lines"]


def told_finding(one: values.Finding) -> dict[str, Any]:
    return {"rule": one.rule, "severity": str(one.severity), "where": one.where, "facts": one.facts}


def told(sums: Any) -> dict[str, Any]:
    """The sums as the column keeps them."""
    by_category = sorted((NUMBERS[code], cents) for code, cents in sums.by_category.items() if code != INDIRECT)
    return {
        "direct": money(sums.direct),
        "indirect": money(sums.indirect),
        "total": money(sums.total),
        "by_puno": [{"organisation": puno, **share(part)} for puno, part in sums.by_puno.items()],
        "by_output": [{"output": code, "amount": money(c)} for code, c in sums.by_output.items() if code != INDIRECT],
        "by_category": [{"category": number, "amount": money(cents)} for number, cents in by_category],
        "by_year": [{"year": year, **share(part)} for year, part in sums.by_year.items()],
    }


def share(part: Share) -> dict[str, Any]:
    return {"direct": money(part.direct), "indirect": money(part.indirect), "total": money(part.total)}
