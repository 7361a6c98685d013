"""What goes in and out of quarterly updates."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from api.kernel.schemas import Input, LocalisedText, Money, OpenMove, Output, Prose
from api.workplans.schemas import AmountRead, WorkplanParty
from api.workplans.values import ActivityStatus, UpdateState

Quarter = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-Q[1-4]$", min_length=7, max_length=7)]


class UpdatePut(Input):
    status: ActivityStatus
    progress: Prose | None = None
    problems: Prose | None = None
    next_steps: Prose | None = None
    forecast_starts_on: date | None = None
    forecast_ends_on: date | None = None
    expenditure: Money | None = Field(None, description="Spent in this quarter")


class UpdateFields(Output):
    status: ActivityStatus
    progress: str | None
    problems: str | None
    next_steps: str | None
    forecast_starts_on: date | None
    forecast_ends_on: date | None
    expenditure: AmountRead | None


class UpdateRead(UpdateFields):
    id: UUID
    origin_id: UUID
    organisation_id: UUID
    acronym: str
    period: str
    state: UpdateState
    submitted_at: datetime | None
    reason: str | None = Field(description="Why it was given back")
    version: int
    moves: list[OpenMove]


class UpdateList(Output):
    items: list[UpdateRead]


class OwedUpdate(Output):
    """What one organisation owes on one activity for a quarter, with what it begins with."""

    activity_id: UUID
    origin_id: UUID
    code: str
    title: LocalisedText
    party: WorkplanParty
    leads: bool
    period: str
    update: UpdateRead | None = Field(description="What stands so far")
    prefill: UpdateFields = Field(description="Taken over from the quarter before, or from the plan")


class OwedUpdates(Output):
    period: str
    locked: bool
    items: list[OwedUpdate]
