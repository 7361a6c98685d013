"""What goes in and out of periods."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from api.kernel.schemas import Input, LocalisedText, OpenMove, Output, Reason
from api.periods.models import PeriodState
from api.periods.rules import PATTERN, Span

# A year, half-year, quarter or month by its name: `2026`, `2026-H1`, `2026-Q3`, `2026-03`.
PeriodName = Annotated[str, StringConstraints(pattern=PATTERN, min_length=4, max_length=7)]


class PeriodLockRead(Output):
    """The lock that holds: of the period itself or of one that it lies in."""

    period: str
    acronym: str = Field(description="The organisation whose secretariat locked it")
    locked_at: datetime


class PeriodItem(Output):
    period: str
    span: Span
    title: LocalisedText
    first_on: date
    last_on: date
    state: PeriodState = Field(description="`locked` also where a longer period that holds it is locked")
    lock: PeriodLockRead | None
    current: bool = Field(description="Whether today lies in it")


class PeriodList(Output):
    items: list[PeriodItem]


class PeriodRead(PeriodItem):
    """A period and what you can do with it now."""

    previous: str
    next: str
    parts: list[str] = Field(description="The periods of the next shorter span")
    reason: str | None = Field(description="Why it was unlocked last")
    unlocked_at: datetime | None
    version: int = Field(description="Of its lock; 0 while it was never locked")
    moves: list[OpenMove]


class PeriodUnlock(Input):
    reason: Reason
