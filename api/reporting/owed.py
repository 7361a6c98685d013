"""What is owed for a quarter: facts that other features keep, gathered; nothing of it is stored here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.periods.rules import MONTHS, Period, Span
from api.reporting.schemas import OwedKind, OwedState

GIVEN = (OwedState.SUBMITTED, OwedState.APPROVED)


@dataclass(frozen=True)
class Owed:
    """One thing that one organisation owes for one period."""

    kind: OwedKind
    id: UUID
    number: str
    title: dict[str, Any]
    organisation_id: UUID
    acronym: str
    period: str
    state: OwedState
    reason: str | None = None
    workplan_id: UUID | None = None
    measure: dict[str, Any] | None = None  # of an indicator: its kind, its unit, whether it is told by parts

    @property
    def given(self) -> bool:
        return self.state in GIVEN

    @property
    def waits(self) -> bool:
        """Whether the secretariat has to look at it. Updates need nobody's approval."""
        return self.state == OwedState.SUBMITTED and self.kind != OwedKind.UPDATE


def ending(quarter: Period, span: Span) -> list[Period]:
    """The periods of a span that end in a quarter: its three months, itself, or the half-year or year it completes."""
    if MONTHS[span] <= MONTHS[Span.QUARTER]:
        return quarter.parts(span)
    in_year = 12 // MONTHS[span]
    found = [Period(quarter.year, span, number) for number in range(1, in_year + 1)]
    return [period for period in found if period.last_on == quarter.last_on]


def counted(owed: Iterable[Owed]) -> list[dict[str, Any]]:
    """By organisation, by acronym: how much it owes and how far it is."""
    counts: dict[UUID, dict[str, Any]] = {}
    for each in owed:
        count = counts.setdefault(
            each.organisation_id,
            {
                "organisation_id": str(each.organisation_id),
                "acronym": each.acronym,
                "owed": 0,
                "given": 0,
                "returned": 0,
                "approved": 0,
            },
        )
        count["owed"] += 1
        count["given"] += each.given
        count["returned"] += each.state == OwedState.RETURNED
        count["approved"] += each.state == OwedState.APPROVED
    return sorted(counts.values(), key=lambda count: str(count["acronym"]))


def missing(owed: Iterable[Owed]) -> list[Owed]:
    """What nobody has given yet, or what came back."""
    return [each for each in owed if not each.given]
