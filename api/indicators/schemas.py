"""What goes in and out of indicators and code lists."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from api.indicators.models import Confidence
from api.indicators.value_schemas import FigureRead, IndicatorValueRead
from api.indicators.values import (
    Accumulates,
    Direction,
    Framework,
    IndicatorKind,
    IndicatorState,
    IndicatorStatus,
)
from api.kernel.access import Visibility
from api.kernel.links import LinkRead
from api.kernel.schemas import (
    Input,
    Line,
    Localised,
    LocalisedProse,
    LocalisedText,
    Need,
    OpenMove,
    Output,
    Prose,
)
from api.periods.rules import Span
from api.periods.schemas import PeriodName

Figure = Annotated[
    str, StringConstraints(pattern=r"^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$", max_length=23)
]  # an exact decimal number as text
IndicatorCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$", max_length=40)]
DimensionCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,29}$", max_length=30)]
ItemCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+.<>-]{1,30}$", max_length=30)]
SdgTarget = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,2}\.[0-9a-f]{1,2}$", max_length=5)]

# ── code lists ──────────────────────────────────────────────────────────────────────────────────────────────────────


class DimensionOption(Output):
    code: str
    title: LocalisedText
    retired: bool = Field(description="No longer used for new values")


class DimensionRead(Output):
    """A code list: sex, age …, and `place`."""

    id: UUID
    code: str
    title: LocalisedText
    items: list[DimensionOption]
    source: str | None
    confidence: Confidence
    version: int


class DimensionList(Output):
    items: list[DimensionRead]


class DimensionItemInput(Input):
    code: ItemCode
    title: Localised
    retired: bool = False


class DimensionPut(Input):
    title: Localised
    items: list[DimensionItemInput] = Field(max_length=300)
    source: Line | None = None


# ── indicators ──────────────────────────────────────────────────────────────────────────────────────────────────────


class BaselineInput(Input):
    """Where it stood: a value, or numerator and denominator."""

    period: PeriodName
    value: Figure | None = None
    numerator: Figure | None = None
    denominator: Figure | None = None
    note: Line | None = None


class TargetInput(Input):
    period: PeriodName
    value: Figure


class IndicatorCodeInput(Input):
    framework: Framework
    code: Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[^\s\x00-\x1f][^\x00-\x1f]*$")]


class IndicatorCreate(Input):
    """`reference`: the SDG indicator of the candidate that it is made from; what is not given is taken from there."""

    code: IndicatorCode
    title: Localised
    definition: LocalisedProse | None = None
    kind: IndicatorKind = IndicatorKind.QUANTITY
    unit: Localised
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    part_decimals: Annotated[int, Field(ge=0, le=6, description="Of numerator and denominator")] = 0
    per: Annotated[
        int | None, Field(ge=1, le=1_000_000, description="A percentage is per 100; a rate perhaps per 100 000")
    ] = None
    direction: Direction = Direction.NONE
    accumulates: Accumulates = Accumulates.NONE
    frequency: Span = Span.QUARTER
    counts_people: bool = Field(True, description="Small numbers of people are not shown below the secretariat")
    baseline: BaselineInput | None = None
    targets: list[TargetInput] = Field([], max_length=20)
    source: Line | None = None
    method: Prose | None = None
    responsible_id: UUID | None = None
    reporter_ids: list[UUID] = Field([], max_length=40, description="Further organisations that report it")
    codes: list[IndicatorCodeInput] = Field([], max_length=20)
    objectives: list[Annotated[int, Field(ge=1, le=23)]] = Field([], max_length=23)
    sdg_targets: list[SdgTarget] = Field([], max_length=10)
    dimensions: list[DimensionCode] = Field([], max_length=4)
    by_place: bool = False
    visibility: Visibility = Visibility.MEMBERS
    reference: Annotated[str, StringConstraints(max_length=12)] | None = None


class IndicatorUpdate(Input):
    """Kind, decimals and frequency stay as they are once somebody has reported."""

    code: IndicatorCode | None = None
    title: Localised | None = None
    definition: LocalisedProse | None = None
    kind: IndicatorKind | None = None
    unit: Localised | None = None
    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    part_decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    per: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    direction: Direction | None = None
    accumulates: Accumulates | None = None
    frequency: Span | None = None
    counts_people: bool | None = None
    baseline: BaselineInput | None = None
    targets: list[TargetInput] | None = Field(None, max_length=20)
    source: Line | None = None
    method: Prose | None = None
    responsible_id: UUID | None = None
    reporter_ids: list[UUID] | None = Field(None, max_length=40)
    codes: list[IndicatorCodeInput] | None = Field(None, max_length=20)
    objectives: list[Annotated[int, Field(ge=1, le=23)]] | None = Field(None, max_length=23)
    sdg_targets: list[SdgTarget] | None = Field(None, max_length=10)
    dimensions: list[DimensionCode] | None = Field(None, max_length=4)
    by_place: bool | None = None
    visibility: Visibility | None = None


class IndicatorReporterRead(Output):
    organisation_id: UUID
    acronym: str


class IndicatorCodeRead(Output):
    framework: Framework
    code: str
    in_official_gcm_set: bool | None = Field(description="null: nobody has checked it against the official list")


class TargetRead(Output):
    period: str
    value: str


class BaselineRead(FigureRead):
    period: str
    note: str | None


class IndicatorPoint(FigureRead):
    """The network's figure of one period, summed from approved values."""

    period: str
    organisations: list[str] = Field(description="Acronyms of those whose values it is summed from")


class IndicatorSummary(Output):
    last: IndicatorPoint | None
    recent: list[IndicatorPoint] = Field(
        description="The last eight periods of which something is approved, oldest first"
    )
    target: TargetRead | None = Field(description="The target that counts: the first at or after the last figure")
    status: IndicatorStatus


class WaitingCounts(Output):
    """What waits for you here."""

    report: int = Field(description="Drafts of your organisation")
    returned: int = Field(description="Values that came back to your organisation")
    approve: int = Field(description="Values that wait for the secretariat, if you are of it")


class IndicatorItem(Output):
    id: UUID
    code: str
    title: LocalisedText
    kind: IndicatorKind
    unit: LocalisedText
    decimals: int
    part_decimals: int
    per: int
    direction: Direction
    accumulates: Accumulates
    frequency: Span
    baseline: BaselineRead | None
    reporters: list[IndicatorReporterRead] = Field(description="The responsible organisation first, if there is one")
    responsible_id: UUID | None
    codes: list[IndicatorCodeRead]
    objectives: list[int]
    sdg_targets: list[str]
    visibility: Visibility
    state: IndicatorState
    summary: IndicatorSummary
    waiting: WaitingCounts
    version: int


class IndicatorListItem(IndicatorItem):
    moves: list[str]


class IndicatorList(Output):
    items: list[IndicatorListItem]
    next_cursor: str | None


class IndicatorSeries(Output):
    """`years`: what the periods of a year come to, as the indicator accumulates; empty where that means nothing."""

    periods: list[IndicatorPoint]
    years: list[IndicatorPoint]


class IndicatorReference(Output):
    """Where it was taken from."""

    list: str
    code: str
    source: str | None
    in_official_gcm_set: bool | None


class IndicatorRead(IndicatorItem):
    """An indicator with its figures, code lists, latest values and what it still needs."""

    definition: LocalisedText | None
    targets: list[TargetRead]
    source: str | None
    method: str | None
    counts_people: bool
    dimensions: list[DimensionRead] = Field(
        description="In the order in which tables nest; `place` first if it is used"
    )
    by_place: bool
    reference: IndicatorReference | None
    series: IndicatorSeries
    values: list[IndicatorValueRead] = Field(description="The latest forty that you may see")
    links: list[LinkRead]
    shown_to: Literal["members", "secretariat"] = Field(description="For whom small numbers are hidden here")
    due: str | None = Field(description="The last period that is over")
    reports_for: list[IndicatorReporterRead] = Field(description="Organisations for which you may report it")
    may_change: bool
    created_at: datetime
    moves: list[OpenMove]
    needs: list[Need]


class IndicatorCandidate(Output):
    """An indicator of the reference data that fits the network, with what is known of it."""

    code: str = Field(description="SDG indicator")
    title: LocalisedText
    objectives: list[int]
    in_official_gcm_set: bool | None = Field(description="null: nobody has checked it against the official list")
    item_source: str | None
    indicator_id: UUID | None = Field(description="The indicator of the network that was made from it")


class IndicatorCandidateList(Output):
    source: str
    notes: list[str]
    items: list[IndicatorCandidate]


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class TableColumn(Output):
    period: str
    title: LocalisedText
    locked: bool


class TablePart(Output):
    dimension: str
    item: str
    title: LocalisedText


class TableRow(Output):
    """One part, with a figure for each column; null: nobody reported it."""

    place: str
    dims: str
    depth: int
    parts: list[TablePart]
    figures: list[FigureRead | None]


class IndicatorTable(Output):
    """Periods × parts. The first row is the total."""

    by: list[str]
    place: str | None
    organisation_id: UUID | None
    shown_to: Literal["members", "secretariat"]
    columns: list[TableColumn]
    rows: list[TableRow]
    available: list[list[str]] = Field(description="Every combination of dimensions for which there are figures")


Extra = dict[str, Any]
