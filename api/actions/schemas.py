"""What goes in and out of action points."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from api.actions.models import ActionState
from api.kernel.access import Visibility
from api.kernel.links import LinkRead
from api.kernel.schemas import (
    EvidenceLink,
    EvidenceRead,
    Input,
    Localised,
    LocalisedText,
    Need,
    OpenMove,
    Output,
    Prose,
    Reason,
)


class ActionPointCreate(Input):
    title: Localised
    owner_id: UUID = Field(description="The organisation that does it")
    person_id: UUID | None = Field(None, description="Who sees to it there, if one is named")
    due_on: date
    important: bool = Field(False, description="Marked high: it is not done without evidence")
    visibility: Visibility = Visibility.MEMBERS
    meeting_id: UUID | None = None
    agenda_item_id: UUID | None = Field(None, description="The item it came from; its meeting follows from it")
    decision_id: UUID | None = None


class ActionPointUpdate(Input):
    title: Localised | None = None
    owner_id: UUID | None = None
    person_id: UUID | None = None
    important: bool | None = None


class ActionPointDone(Input):
    done: Prose = Field(description="What was done")
    evidence: list[EvidenceLink] = Field([], max_length=20, description="Required where it is marked high")


class ActionPointSnooze(Input):
    due_on: date
    reason: Reason


class ActionPointDrop(Input):
    reason: Reason


class ActionOwner(Output):
    organisation_id: UUID
    acronym: str


class ActionSource(Output):
    """Where it came from."""

    id: UUID
    number: str | None
    title: LocalisedText


class ActionPointItem(Output):
    id: UUID
    number: str = Field(description="Reference number, such as TKM/2026/A-014")
    title: LocalisedText
    state: ActionState
    visibility: Visibility
    important: bool
    owner: ActionOwner
    due_on: date
    first_due_on: date
    overdue: bool
    meeting: ActionSource | None
    decision: ActionSource | None
    agenda_item_id: UUID | None
    done_at: datetime | None
    created_at: datetime
    version: int
    moves: list[str]


class ActionPointList(Output):
    items: list[ActionPointItem]
    next_cursor: str | None


class ActionPointRead(Output):
    id: UUID
    number: str
    title: LocalisedText
    state: ActionState
    visibility: Visibility
    important: bool
    owner: ActionOwner
    author: ActionOwner | None
    person_id: UUID | None
    person: str | None = Field(description="Name of whoever sees to it")
    due_on: date
    first_due_on: date = Field(description="The day that was agreed first")
    overdue: bool
    snooze_count: int
    reason: str | None = Field(description="Of the new date, or why it was dropped")
    meeting: ActionSource | None
    decision: ActionSource | None
    agenda_item_id: UUID | None
    done: str | None
    evidence: list[EvidenceRead]
    done_at: datetime | None
    verified_at: datetime | None
    created_at: datetime
    links: list[LinkRead]
    version: int
    moves: list[OpenMove]
    needs: list[Need]
