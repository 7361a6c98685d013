"""What goes in and out of workplans: plans, results, activities, money, risks."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

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
from api.kernel.text import BadText, clean_line
from api.workplans.values import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_TARGETS,
    ActivityStatus,
    FindingSeverity,
    ResultKind,
    RiskState,
    WorkplanState,
)


def _line(value: str) -> str:
    try:
        return clean_line(value)
    except BadText as bad:
        raise PydanticCustomError("control_characters", "control characters") from bad


Slug = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}(-[a-z0-9]{1,15})?$", min_length=4, max_length=20)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_line)]
LongLine = Annotated[str, StringConstraints(min_length=1, max_length=2_000), AfterValidator(_line)]
Objective = Annotated[int, Field(ge=1, le=23)]
TorObjective = Annotated[int, Field(ge=1, le=10)]
Target = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,2}\.[0-9a-f]{1,2}$", max_length=5)]
Marker = Annotated[int, Field(ge=0, le=3)]
Level = Annotated[int, Field(ge=1, le=5)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Position = Annotated[int, Field(ge=1, le=10_000)]
Source = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_line)]


class LongLocalised(Input):
    """A title in the languages of the network; UN INFO's are longer than a line."""

    en: LongLine
    ru: LongLine | None = None
    tk: LongLine | None = None


# ── plans ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class WorkplanCreate(Input):
    title: Localised
    starts_on: date
    ends_on: date
    slug: Slug | None = Field(None, description="In addresses, such as 2026 or 2026-2027; its years if absent")
    framework_name: Line | None = Field(None, description="Name of the Cooperation Framework, UN INFO's plan name")
    based_on_id: UUID | None = Field(None, description="A plan whose outcomes, outputs and activities to begin with")


class WorkplanUpdate(Input):
    title: Localised | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    framework_name: Line | None = None


class WorkplanReason(Input):
    reason: Reason


class AmountRead(Output):
    """An amount that may be less than nothing: what is available beyond what is required."""

    amount: str
    currency: str


class PlanMoney(Output):
    """Null: nobody said. Expenditure is what the lines hold and what was reported by quarter."""

    required: AmountRead | None
    available: AmountRead | None
    expenditure: AmountRead | None
    to_mobilise: AmountRead | None = Field(description="Required less available, a blank counted as nothing")


class SnapshotRead(Output):
    number: int
    sha256: str
    created_at: datetime


class PlanDecision(Output):
    id: UUID
    number: str | None
    title: LocalisedText
    state: str
    snapshot: int = Field(description="Number of the frozen text that it is about")


class PlanVersion(Output):
    id: UUID
    version_number: int
    state: WorkplanState
    adopted_at: datetime | None


class WorkplanItem(Output):
    id: UUID
    slug: str
    version_number: int
    title: LocalisedText
    framework_name: str | None
    starts_on: date
    ends_on: date
    state: WorkplanState
    running: bool = Field(description="Adopted, in force and in its period")
    in_force: bool = Field(description="Adopted or closed, and no later version took its place")
    activity_count: int
    money: PlanMoney
    adopted_at: datetime | None
    created_at: datetime
    version: int
    moves: list[str]


class WorkplanList(Output):
    items: list[WorkplanItem]
    next_cursor: str | None


class WorkplanParty(Output):
    organisation_id: UUID
    acronym: str


class ResultRead(Output):
    id: UUID
    origin_id: UUID
    parent_id: UUID | None = Field(description="Of an output: its outcome")
    kind: ResultKind
    code: str
    title: LocalisedText
    position: int = Field(description="Sorts it among its like; to move it, say its `place`")
    priority_code: str | None = Field(description="Strategic priority of the Cooperation Framework, of an outcome")
    priority: str | None
    version: int


class PartnerRead(Output):
    organisation_id: UUID | None
    name: str


class ActivityItem(Output):
    """An activity as the table and the time line show it."""

    id: UUID
    origin_id: UUID = Field(description="The same in every version of the plan")
    workplan_id: UUID
    output_id: UUID
    position: int
    code: str
    title: LocalisedText
    lead: WorkplanParty
    contributors: list[WorkplanParty]
    objectives: list[int]
    tor_objectives: list[int]
    sdg_targets: list[str]
    places: list[str]
    starts_on: date
    ends_on: date
    status: ActivityStatus = Field(description="As the plan says it")
    current_status: ActivityStatus = Field(description="As it was reported last")
    forecast_starts_on: date | None
    forecast_ends_on: date | None
    reported_period: str | None = Field(description="The last quarter that was reported")
    gender_marker: int | None
    human_rights_marker: int | None
    peace_marker: int | None
    proposal_id: UUID | None
    money: PlanMoney
    version: int


class ActivityList(Output):
    items: list[ActivityItem]
    next_cursor: str | None


class PlanMay(Output):
    """What the caller may write here now. Organisations: by their ids."""

    edit_all: bool = Field(description="Plan, results and every activity")
    edit_for: list[UUID] = Field(description="Activities that these lead, and their own money in any")
    report_for: list[UUID] = Field(description="Quarterly updates of these")
    keep_risks: bool


class WorkplanRead(WorkplanItem):
    """A plan with its results and activities, in order. Money lines, updates, risks and findings stand by themselves."""

    previous_id: UUID | None
    replaced_by_id: UUID | None
    reason: str | None
    decision_id: UUID | None = Field(description="The decision by which it was adopted")
    decisions: list[PlanDecision] = Field(description="All decisions about it, latest first")
    snapshots: list[SnapshotRead] = Field(description="What was put to decision, latest first")
    versions: list[PlanVersion] = Field(description="Every version of this plan that you may see, oldest first")
    results: list[ResultRead] = Field(description="Each outcome followed by its outputs")
    activities: list[ActivityItem] = Field(description="In the order of the outputs")
    under_decision: bool = Field(description="The members have it before them: nothing in it changes meanwhile")
    may: PlanMay
    moves: list[OpenMove]  # type: ignore[assignment]
    needs: list[Need]


# ── results ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class ResultCreate(Input):
    kind: ResultKind
    parent_id: UUID | None = Field(None, description="Of an output: its outcome")
    code: Code
    title: LongLocalised
    place: Position | None = Field(None, description="Which it is among its like, from 1; the last one if absent")
    priority_code: Code | None = None
    priority: LongLine | None = None


class ResultUpdate(Input):
    parent_id: UUID | None = None
    code: Code | None = None
    title: LongLocalised | None = None
    place: Position | None = Field(None, description="Which it is among its like, from 1")
    priority_code: Code | None = None
    priority: LongLine | None = None


# ── activities ──────────────────────────────────────────────────────────────────────────────────────────────────────


class PartnerPut(Input):
    organisation_id: UUID | None = None
    name: Line


class ActivityFields(Input):
    """What an activity says besides what it must say."""

    description: LocalisedProse | None = None
    contributor_ids: list[UUID] | None = Field(None, max_length=40)
    implementing_partners: list[PartnerPut] | None = Field(None, max_length=60)
    government_counterpart: PartnerPut | None = None
    objectives: list[Objective] | None = Field(None, max_length=23, description="Of the Global Compact")
    tor_objectives: list[TorObjective] | None = Field(None, max_length=10)
    sdg_targets: list[Target] | None = Field(None, max_length=MOST_TARGETS)
    places: list[ShortLine] | None = Field(None, max_length=40, description="ISO 3166-2 codes, or names")
    gender_marker: Marker | None = None
    gender_reason: Prose | None = None
    human_rights_marker: Marker | None = None
    human_rights_reason: Prose | None = None
    peace_marker: Marker | None = None
    peace_reason: Prose | None = None
    proposal_id: UUID | None = Field(None, description="The joint programme that it is part of")


class ActivityCreate(ActivityFields):
    output_id: UUID
    title: LongLocalised
    lead_id: UUID
    starts_on: date
    ends_on: date
    code: Code | None = Field(None, description="The output's code and the next number, if absent")
    status: ActivityStatus = ActivityStatus.YET_TO_START


class ActivityUpdateFields(ActivityFields):
    output_id: UUID | None = None
    title: LongLocalised | None = None
    lead_id: UUID | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    code: Code | None = None
    status: ActivityStatus | None = None
    place: Position | None = Field(None, description="Which it is in its output, from 1")


class MoneyLineRead(Output):
    organisation_id: UUID
    acronym: str
    source: str
    year: int
    required: AmountRead | None
    available: AmountRead | None
    expenditure: AmountRead | None
    to_mobilise: AmountRead | None


class PlanMoneyLine(Output):
    """One amount of a plan, as finely as anybody said it."""

    activity_id: UUID
    organisation_id: UUID
    acronym: str
    source: str | None = Field(description="Null: spent, as it was reported by quarter")
    year: int
    required: AmountRead | None
    available: AmountRead | None
    expenditure: AmountRead | None
    to_mobilise: AmountRead | None


class PlanMoneyLines(Output):
    items: list[PlanMoneyLine]


class ReportedRead(Output):
    """What an organisation reported to have spent in a year, by its submitted updates."""

    organisation_id: UUID
    acronym: str
    year: int
    expenditure: AmountRead


class ActivityRead(ActivityItem):
    description: LocalisedText | None
    implementing_partners: list[PartnerRead]
    government_counterpart: PartnerRead | None
    gender_reason: str | None
    human_rights_reason: str | None
    peace_reason: str | None
    uninfo: dict[str, str] = Field(description="Columns of UN INFO that have no field here")
    lines: list[MoneyLineRead]
    reported: list[ReportedRead]
    created_at: datetime


class MoneyLinePut(Input):
    source: Source = Field(description="Who gives it; own core resources: the organisation itself")
    year: Year
    required: Money | None = None
    available: Money | None = None
    expenditure: Money | None = None


class MoneyPut(Input):
    lines: list[MoneyLinePut] = Field(max_length=400)


# ── sums, findings, comparison ──────────────────────────────────────────────────────────────────────────────────────

Axis = Literal["agency", "source", "year", "outcome", "objective"]


class MoneySum(Output):
    key: str | None = Field(description="Organisation's id, source, year, outcome's id or objective; null: not said")
    label: LocalisedText
    activity_count: int
    money: PlanMoney


class MoneySums(Output):
    by: Axis
    items: list[MoneySum]
    total: PlanMoney = Field(description="Of the plan; by objective an activity counts in each that it serves")


class PlanFinding(Output):
    rule: str
    severity: FindingSeverity
    where: str = Field(description="What it is about: /activities/{id}, with the field")
    activity_id: UUID | None
    code: str | None = Field(description="Of the activity")
    sentence: str
    mend: str


class PlanFindings(Output):
    blockers: int
    warnings: int
    items: list[PlanFinding]


class FieldChange(Output):
    field: str
    before: str | None
    after: str | None


class PlanChange(Output):
    kind: Literal["plan", "outcome", "output", "activity"]
    change: Literal["added", "removed", "changed"]
    code: str
    title: LocalisedText
    fields: list[FieldChange]


class PlanChanges(Output):
    """What differs between two versions, or from what was frozen."""

    base: str | None
    number: str
    items: list[PlanChange]


# ── risks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class RiskCreate(Input):
    title: LongLocalised
    likelihood: Level
    impact: Level
    owner_id: UUID
    mitigation: Prose | None = None
    state: RiskState = RiskState.OPEN


class RiskUpdate(Input):
    title: LongLocalised | None = None
    likelihood: Level | None = None
    impact: Level | None = None
    owner_id: UUID | None = None
    mitigation: Prose | None = None
    state: RiskState | None = None


class RiskRead(Output):
    id: UUID
    title: LocalisedText
    likelihood: int
    impact: int
    score: int = Field(description="Likelihood times impact, 1 to 25")
    owner: WorkplanParty
    mitigation: str | None
    state: RiskState
    version: int


class RiskList(Output):
    items: list[RiskRead]
