"""What goes in and out of the agenda beyond its items: where they go on, the backlog, the outline."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from api.kernel.access import Visibility
from api.kernel.links import LinkRead
from api.kernel.schemas import Input, Localised, LocalisedText, Output, Prose, Reason
from api.meetings.models import ItemKind, MeetingState
from api.meetings.schemas import Minutes


class Onward(StrEnum):
    """Where an item goes on."""

    NEXT = "next"
    BACKLOG = "backlog"


class OutlineKey(StrEnum):
    """What stands on most agendas, in this order; see the reference list `agenda-outline`."""

    OPENING = "opening"
    AGENDA = "agenda"
    PREVIOUS_MINUTES = "previous_minutes"
    ACTION_POINTS = "action_points"
    CONTEXT = "context"
    SUBSTANCE = "substance"
    WORKPLAN = "workplan"
    MPTF = "mptf"
    REVIEW = "review"
    DATA = "data"
    STATEMENTS = "statements"
    DECISIONS = "decisions"
    AOB = "aob"
    NEXT = "next"


class AgendaOutline(Input):
    keys: list[OutlineKey] | None = Field(
        None, max_length=14, description="Which standing items; absent: those that are usual for the meeting's kind"
    )


class AgendaItemCarry(Input):
    to: Onward = Onward.NEXT
    meeting_id: UUID | None = Field(None, description="Which meeting, if not the next regular one that is ahead")
    reason: Reason | None = Field(None, description="Why it waits; for the backlog")


class AgendaItemCopy(Input):
    meeting_id: UUID | None = Field(None, description="Whose agenda the copy goes to; absent: the same meeting's")


class BacklogTopicCreate(Input):
    kind: ItemKind = ItemKind.DISCUSSION
    title: Localised
    duration_minutes: Minutes = 10
    presenter_id: UUID | None = None
    notes: Prose | None = None
    reason: Reason


class BacklogTopicUpdate(Input):
    kind: ItemKind | None = None
    title: Localised | None = None
    duration_minutes: Minutes | None = None
    presenter_id: UUID | None = None
    notes: Prose | None = None
    reason: Reason | None = None


class BacklogTopicTake(Input):
    meeting_id: UUID


class BacklogAct(StrEnum):
    EDIT = "edit"
    CLOSE = "close"
    TAKE = "take"


class OnAgendaRead(Output):
    """An item at the other end of a move."""

    item_id: UUID
    place: int
    meeting_id: UUID
    number: str = Field(description="Of the meeting")
    starts_at: datetime | None


class BacklogTopicRead(Output):
    id: UUID
    kind: ItemKind
    title: LocalisedText
    duration_minutes: int
    presenter_id: UUID | None
    presenter: str | None
    notes: str | None
    reason: str = Field(description="Why it waits")
    visibility: Visibility
    parked_by: str | None = Field(description="Acronym of the organisation that parked it; null: the platform did")
    proposed_by: str | None
    for_next: bool = Field(description="It comes to the next regular meeting by itself, once that is drafted")
    came_from: OnAgendaRead | None = Field(description="The item that was not reached")
    went_to: OnAgendaRead | None = Field(description="The item that it became")
    created_at: datetime
    closed_at: datetime | None
    closing_reason: str | None
    may: list[BacklogAct]
    version: int


class BacklogTopicList(Output):
    items: list[BacklogTopicRead]
    next_cursor: str | None


class WaitingTopicRead(Output):
    """A topic of the backlog that an item became, or came from."""

    topic_id: UUID
    reason: str
    parked_by: str | None


class AgendaItemDetail(Output):
    """What an item hangs together with. The item itself stands in the meeting."""

    id: UUID
    meeting_id: UUID
    place: int
    title: LocalisedText
    standing: OutlineKey | None = Field(description="Its key in the outline")
    carried_from: OnAgendaRead | None
    carried_to: OnAgendaRead | None
    moved_on_at: datetime | None = Field(description="When it was not reached, or moved; it goes on elsewhere")
    waits: WaitingTopicRead | None = Field(description="The topic of the backlog as which it waits")
    waited: WaitingTopicRead | None = Field(description="The topic of the backlog that it was")
    paper_count: int
    links: list[LinkRead] = Field(description="Decisions, proposals, objectives and whatever else it is about")


class MovedItemRead(Output):
    """What stood on this agenda and was moved on before the meeting."""

    id: UUID
    title: LocalisedText
    carried_to: OnAgendaRead | None
    waits: WaitingTopicRead | None


class MeetingRefRead(Output):
    id: UUID
    number: str
    state: MeetingState
    starts_at: datetime | None


class AgendaRead(Output):
    items: list[AgendaItemDetail]
    moved: list[MovedItemRead]
    planned_minutes: int
    slot_minutes: int | None = Field(description="The meeting's length; null without a date")
    over_minutes: int
    left_minutes: int
    next_meeting: MeetingRefRead | None = Field(description="Where an item goes on by itself; null: to the backlog")


class OutlineItemRead(Output):
    key: OutlineKey
    title: LocalisedText
    kind: ItemKind
    duration_minutes: int
    usual: bool = Field(description="It stands on every agenda of a meeting of this kind")
    there: bool = Field(description="It stands on this agenda")


class LeftOpenRead(Output):
    item_id: UUID
    meeting_id: UUID
    number: str
    place: int
    title: LocalisedText
    version: int


class AgendaOfferRead(Output):
    """What an agenda can begin with."""

    outline: list[OutlineItemRead]
    left_open: list[LeftOpenRead] = Field(description="Items of the last meeting without an outcome")
