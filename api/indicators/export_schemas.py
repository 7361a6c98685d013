"""What goes into exports that are made in the background."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from api.indicators.values import Framework, IndicatorState, IndicatorStatus
from api.kernel.schemas import Input
from api.periods.schemas import PeriodName

Code = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class IndicatorExportFilters(Input):
    """Those of the list of indicators."""

    state: IndicatorState | None = None
    objective: Annotated[int, Field(ge=1, le=23)] | None = None
    organisation_id: UUID | None = None
    framework: Framework | None = None
    status: IndicatorStatus | None = None
    q: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None


class IndicatorExportCreate(Input):
    what: Literal["figures", "values"] = "figures"
    format: Literal["csv", "xlsx", "sdmx-csv"] = "xlsx"
    language: Literal["en", "ru", "tk"] | None = None
    codes: list[Code] = Field([], max_length=200)
    since: PeriodName | None = None
    until: PeriodName | None = None
    shown: Literal["members"] | None = None
    filters: IndicatorExportFilters = Field(default_factory=IndicatorExportFilters)
