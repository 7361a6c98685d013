"""What goes in and out of reporting rounds."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from api.indicators.value_schemas import FigureRead
from api.indicators.values import IndicatorKind
from api.kernel.schemas import Input, LocalisedText, Need, OpenMove, Output, Prose, Reason
from api.objectives.models import Rating
from api.reporting.models import ReportingState
from api.workplans.update_schemas import UpdateFields

# A quarter by its name, such as `2026-Q3`.
Quarter = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-Q[1-4]$", min_length=7, max_length=7)]


class OwedKind(StrEnum):
    """What an organisation can owe: the value of an indicator, an update of an activity, an assessment."""

    VALUE = "value"
    UPDATE = "update"
    ASSESSMENT = "assessment"


class OwedState(StrEnum):
    MISSING = "missing"
    DRAFT = "draft"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    APPROVED = "approved"


class ReportingRoundOpen(Input):
    period: Quarter
    due_on: date = Field(description="The last day on which it is in time, where the network sits")
    note: Prose | None = Field(None, description="What everybody is asked to mind, sent with the notice")


class ReportingRoundExtend(Input):
    due_on: date
    reason: Reason


class ReportingRoundClose(Input):
    lock: bool = Field(False, description="Lock the quarter too: nothing reported for it changes until it is unlocked")


class OwedCount(Output):
    """How much one organisation owes, and how far it is."""

    organisation_id: UUID
    acronym: str
    owed: int
    given: int = Field(description="Submitted or approved")
    returned: int
    approved: int


class ReportingRoundItem(Output):
    id: UUID
    period: str
    title: LocalisedText
    state: ReportingState
    due_on: date
    overdue: bool = Field(description="Open, and its last day has passed")
    closed_at: datetime | None
    version: int
    moves: list[str]


class ReportingRoundList(Output):
    items: list[ReportingRoundItem] = Field(description="The latest quarter first")
    may_open: list[str] = Field(description="Quarters that you could open now, the latest first")


class ReportingRoundRead(Output):
    id: UUID
    period: str
    title: LocalisedText
    state: ReportingState
    due_on: date
    overdue: bool
    note: str | None
    reason: str | None = Field(description="Of the latest extension or reopening")
    opened_by: str = Field(description="Acronym of the organisation whose secretariat opened it")
    created_at: datetime
    reminded_at: datetime | None
    reminder_count: int
    closed_at: datetime | None
    owed: int
    given: int
    approved: int
    organisations: list[OwedCount] = Field(
        description="Who owes something, by acronym. Of a closed round: as it stood when it was closed"
    )
    mine: list[str] = Field(description="Acronyms of the organisations you report for here")
    version: int
    moves: list[OpenMove]
    needs: list[Need]


class ValueContent(Output):
    """What was reported of an indicator, as far as one page needs it."""

    id: UUID
    version: int
    figure: FigureRead
    cell_count: int = Field(description="Parts it was reported in")
    note: str | None


class ValueTold(Output):
    kind: IndicatorKind
    unit: LocalisedText
    by_parts: bool = Field(description="Told apart by place, sex, age …: entered on the indicator's page")
    current: ValueContent | None
    before: ValueContent | None


class UpdateContent(UpdateFields):
    id: UUID
    version: int


class UpdateTold(Output):
    current: UpdateContent | None
    before: UpdateContent | None


class AssessmentContent(Output):
    id: UUID
    version: int
    rating: Rating
    narrative: str | None


class AssessmentTold(Output):
    current: AssessmentContent | None
    before: AssessmentContent | None


class OwedRead(Output):
    """One thing that is owed: where it is told, how far it is, and what was told for the period before.

    One of `value`, `update` and `assessment` is there, by `kind`, for whoever reports or approves it; for other readers none.
    """

    kind: OwedKind
    id: UUID = Field(description="The indicator, the activity or the objective")
    number: str = Field(description="Its code or number")
    title: LocalisedText
    organisation_id: UUID
    acronym: str
    period: str = Field(description="A month, quarter, half-year or year that ends in this quarter")
    state: OwedState
    reason: str | None = Field(description="Why it was returned")
    locked: bool
    workplan_id: UUID | None = Field(description="Of an activity: the plan it belongs to")
    value: ValueTold | None
    update: UpdateTold | None
    assessment: AssessmentTold | None


class OwedList(Output):
    organisation_id: UUID | None = Field(description="null: nobody of that name owes anything here")
    acronym: str
    items: list[OwedRead] = Field(description="What is missing or returned first")
