"""What goes in and out of proposals."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from api.kernel.schemas import (
    Input,
    Line,
    Localised,
    LocalisedProse,
    LocalisedText,
    Money,
    Need,
    OpenMove,
    Output,
    Prose,
    Reason,
    ShortLine,
)
from api.proposals.models import Party, PunoRole
from api.proposals.values import ProposalState, Severity

ThematicArea = Literal["TA1", "TA2", "TA3", "TA4", "TA5"]
Objective = Annotated[int, Field(ge=1, le=23)]
Months = Annotated[int, Field(ge=1, le=240)]
BasisPoints = Annotated[int, Field(ge=0, le=10_000)]
Category = Annotated[int, Field(ge=1, le=7, description="UNSDG budget category; the indirect one is worked out")]
Year = Annotated[int, Field(ge=2019, le=2100)]
OutputCode = Annotated[str, Field(min_length=1, max_length=20, pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")]
HeldBy = Literal["network", "fund", "agent"]


class Counterpart(Input):
    """A Government entity that takes part."""

    name: Line
    role: Line | None = None


class ProposalCreate(Input):
    title: Localised
    summary: LocalisedProse | None = None
    thematic_area: ThematicArea | None = None
    primary_objective: Objective | None = None
    convening_id: UUID | None = Field(None, description="The convening organisation; the caller's own if absent")
    call_code: ShortLine = Field("MIG00-OPEN", description="A call of the Fund")
    based_on_id: UUID | None = Field(None, description="A note not retained, or a rejected programme, to copy")


class ProposalUpdate(Input):
    title: Localised | None = None
    summary: LocalisedProse | None = None
    thematic_area: ThematicArea | None = None
    primary_objective: Objective | None = None
    objectives: list[Objective] | None = Field(None, max_length=23, description="The other objectives it serves")
    starts_on: date | None = None
    months: Months | None = None
    government_counterparts: list[Counterpart] | None = Field(None, max_length=40)


class PunoPut(Input):
    organisation_id: UUID
    role: PunoRole = PunoRole.PARTICIPATING
    indirect_bps: BasisPoints = Field(700, description="Indirect cost in basis points of its direct cost")


class PunosPut(Input):
    punos: list[PunoPut] = Field(max_length=30)


class OutputPut(Input):
    id: UUID | None = Field(None, description="An output that stands already, to rename or renumber it")
    code: OutputCode
    title: Line


class OutputsPut(Input):
    outputs: list[OutputPut] = Field(max_length=100)


class LinePut(Input):
    output: OutputCode | None = Field(description="Code of the output that this money pays for")
    category: Category
    year: Year
    amount: Money


class BudgetLinePut(LinePut):
    organisation_id: UUID


class BudgetPut(Input):
    lines: list[BudgetLinePut] = Field(max_length=8_000)


class PartPut(Input):
    lines: list[LinePut] = Field(max_length=8_000)


class GovernmentEndorsementPut(Input):
    on: date
    reference: Line
    organisation: Line = Field(description="Who endorsed: the ministry or service")
    document: Line | None = Field(None, description="The letter: title, or address in the library")
    text: Prose | None = None


class FundAct(Input):
    """An act of the Fund or its agent, as its papers tell."""

    on: date
    reference: Line
    document: Line = Field(description="The paper it stands in: title, or address in the library")


class FundActReason(FundAct):
    reason: Reason


class ReasonOnly(Input):
    reason: Reason


class Withdrawal(Input):
    """The papers too once the Fund holds it."""

    reason: Reason
    on: date | None = None
    reference: Line | None = None
    document: Line | None = None


class SignatureCreate(Input):
    party: Party
    organisation_id: UUID | None = Field(None, description="For a participating UN organisation")
    on: date
    reference: Line


class ConfirmationCreate(Input):
    organisation_id: UUID
    on: date


class PunoRead(Output):
    organisation_id: UUID
    acronym: str
    name: LocalisedText
    role: PunoRole
    indirect_bps: int
    version: int = Field(description="For If-Match of this organisation's lines of the budget")


class OutputRead(Output):
    id: UUID
    code: str
    title: str


class BudgetLineRead(Output):
    organisation_id: UUID
    acronym: str
    output: str | None
    category: int
    year: int
    amount: Money


class PunoTotal(Output):
    organisation: str
    direct: Money
    indirect: Money
    total: Money


class OutputTotal(Output):
    output: str | None
    amount: Money


class CategoryTotal(Output):
    category: int = Field(description="1 to 7 direct, 8 indirect")
    amount: Money


class YearTotal(Output):
    year: int
    direct: Money
    indirect: Money
    total: Money


class BudgetTotals(Output):
    """The sums of the budget: computed, never typed, equal along every axis."""

    direct: Money
    indirect: Money
    total: Money
    by_puno: list[PunoTotal]
    by_output: list[OutputTotal] = Field(description="Direct cost")
    by_category: list[CategoryTotal]
    by_year: list[YearTotal]


class BudgetRead(Output):
    lines: list[BudgetLineRead]
    totals: BudgetTotals
    indirect: Money
    total: Money


class FindingRead(Output):
    rule: str
    severity: Severity
    where: str = Field(description="JSON pointer into the proposal")
    sentence: str
    mend: str


class Readiness(Output):
    blockers: int
    warnings: int
    findings: list[FindingRead] = Field(description="Blockers first")


class GovernmentEndorsementRead(Output):
    on: date
    reference: str
    organisation: str
    document: str | None
    text: str | None


class SignatureRead(Output):
    party: Party
    acronym: str | None
    on: date
    reference: str


class ConfirmationRead(Output):
    acronym: str
    on: date


class ActRead(Output):
    """A move that was made; acts of the Fund with their papers."""

    move: str
    to: ProposalState
    at: datetime
    by: str = Field(description="Acronym of the organisation that acted or recorded")
    reason: str | None
    on: date | None
    reference: str | None
    document: str | None


class DecisionLink(Output):
    id: UUID
    number: str | None
    state: str
    revision: int | None


class RevisionItem(Output):
    number: int
    sha256: str
    created_at: datetime


class RevisionList(Output):
    items: list[RevisionItem]


class RevisionRead(RevisionItem):
    snapshot: dict[str, Any] = Field(description="The proposal as it was frozen; `sha256` is of this text")


class RevisionToken(Output):
    op: Literal["equal", "insert", "delete"]
    text: str


class RevisionChange(Output):
    part: Literal[
        "title", "summary", "thematic_area", "primary_objective", "objectives", "call", "starts_on", "months",
        "government", "puno_role", "indirect_bps", "output", "line", "direct", "indirect", "total",
    ]  # fmt: skip
    key: str = Field(
        description="Which one: language, acronym, code; of a line `organisation/output/category/year`; else empty"
    )
    before: str | None = Field(description="Null: it was not there")
    after: str | None = Field(description="Null: it is no longer there")
    tokens: list[RevisionToken] = Field(description="Word by word where a text changed")


class RevisionChanges(Output):
    base: int | None = Field(description="The revision compared with; null: there is none before")
    number: int
    items: list[RevisionChange]


class ProposalItem(Output):
    """A proposal in lists."""

    id: UUID
    number: str
    title: LocalisedText
    state: ProposalState
    thematic_area: str | None
    convening: str | None = Field(description="Acronym of the convening organisation")
    punos: list[str] = Field(description="Acronyms of the participating UN organisations, the convening one first")
    total: Money
    blockers: int = Field(description="Blockers in the proposal itself; endorsements still to come are not counted")
    held_by: HeldBy = Field(description="Who has to act now")
    since_at: datetime = Field(description="The instant at which it came into its state")
    updated_at: datetime
    moves: list[str]
    version: int


class ProposalList(Output):
    items: list[ProposalItem]
    next_cursor: str | None


class ProposalRead(Output):
    id: UUID
    number: str
    title: LocalisedText
    summary: LocalisedText | None
    state: ProposalState
    held_by: HeldBy
    thematic_area: str | None
    primary_objective: int | None
    objectives: list[int]
    call_code: str
    call_version: str
    starts_on: date | None
    months: int | None
    government_counterparts: list[Counterpart]
    based_on_id: UUID | None
    punos: list[PunoRead]
    outputs: list[OutputRead]
    budget: BudgetRead
    government_endorsement: GovernmentEndorsementRead | None
    decision_id: UUID | None = Field(description="The decision by which the network endorsed it")
    decisions: list[DecisionLink] = Field(description="All decisions on this proposal, latest first")
    revision: int = Field(description="The last one frozen; 0: none")
    revisions: list[RevisionItem]
    signatures: list[SignatureRead]
    confirmations: list[ConfirmationRead]
    acts: list[ActRead]
    editable: bool = Field(description="Whether the state lets anybody write in it")
    readiness: Readiness
    needs: list[Need]
    moves: list[OpenMove]
    created_at: datetime
    updated_at: datetime
    version: int
