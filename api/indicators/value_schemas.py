"""What goes in and out of values and their cells."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from api.indicators.values import IndicatorKind, Suppressed, ValueState
from api.kernel.schemas import Input, LocalisedText, Need, OpenMove, Output, Prose, Reason
from api.periods.schemas import PeriodName

CellNumber = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,6})?$", max_length=23)]
CellPart = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+.<>-]{1,30}$", max_length=30)]


class FigureRead(Output):
    """An exact number as text; null is blank. `suppressed` says why a number is not shown to you: it is `small`
    (from 1 to below the network's threshold), or `complementary`: a small one could be computed from it."""

    value: str | None = Field(description="Of a percentage or ratio: computed, rounded half away from zero")
    numerator: str | None
    denominator: str | None
    suppressed: Suppressed | None


class CellInput(Input):
    """A part: an item for some of the indicator's dimensions (`place` among them); none: the total."""

    parts: dict[CellPart, CellPart] = Field({}, max_length=5)
    value: CellNumber | None = None
    numerator: CellNumber | None = None
    denominator: CellNumber | None = None


class IndicatorValueCreate(Input):
    organisation_id: UUID
    period: PeriodName
    note: Prose | None = None
    cells: list[CellInput] = Field([], max_length=5_000)


class IndicatorValueUpdate(Input):
    note: Prose | None = None


class IndicatorCellsPut(Input):
    """The whole set: cells that are not named are taken away."""

    cells: list[CellInput] = Field(max_length=5_000)


class IndicatorCellsPatch(Input):
    """These cells are changed or added; `removed` names those that are taken away, by their parts."""

    cells: list[CellInput] = Field([], max_length=5_000)
    removed: list[dict[CellPart, CellPart]] = Field([], max_length=5_000)


class IndicatorValueReturn(Input):
    reason: Reason


class ValueFinding(Output):
    """Something to look at: a reported number is not what its parts come to, or parts are blank."""

    code: str
    parts: dict[str, str] = Field(description="Of which cell; empty: the total")
    by: list[str] = Field(description="By which dimensions its parts are told apart")
    reported: str | None
    summed: str | None
    sentence: str


class IndicatorValueRead(Output):
    """What one organisation says of an indicator for one period."""

    id: UUID
    indicator_id: UUID
    organisation_id: UUID
    acronym: str
    period: str
    title: LocalisedText = Field(description="Of the period")
    state: ValueState
    figure: FigureRead = Field(description="The total, computed from the finest level reported")
    cell_count: int
    totals_agree: bool
    note: str | None
    reason: str | None = Field(description="Why it was returned or reopened")
    submitted_at: datetime | None
    approved_at: datetime | None
    created_at: datetime
    version: int
    locked: bool
    editable: bool = Field(description="Whether you may change it now")
    moves: list[OpenMove]


class IndicatorCellRead(FigureRead):
    """A cell as it was entered."""

    place: str
    dims: str = Field(description="`age=18-24;sex=female`; empty: all")
    parts: dict[str, str]


class IndicatorComputedCell(IndicatorCellRead):
    """A number that follows from the cells: what is shown in tables for this part."""

    reported: bool = Field(description="Whether the same part was also entered")


class IndicatorValueWithCells(IndicatorValueRead):
    """A value with its cells as entered and what follows from them."""

    cells: list[IndicatorCellRead]
    computed: list[IndicatorComputedCell]
    findings: list[ValueFinding]
    needs: list[Need]


class IndicatorValueItem(Output):
    """A value in the network's list of values."""

    id: UUID
    indicator_id: UUID
    indicator_code: str
    indicator_title: LocalisedText
    kind: IndicatorKind
    decimals: int
    per: int
    organisation_id: UUID
    acronym: str
    period: str
    state: ValueState
    figure: FigureRead
    cell_count: int
    totals_agree: bool
    submitted_at: datetime | None
    approved_at: datetime | None
    version: int
    moves: list[str]


class IndicatorValueList(Output):
    items: list[IndicatorValueItem]
    next_cursor: str | None


class ValuesApproved(Input):
    """Up to two hundred submitted values at once; one that cannot be approved refuses all."""

    ids: list[UUID] = Field(min_length=1, max_length=200)


class ValuesApprovedRead(Output):
    approved: int
