"""What goes in and out of meetings."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from api.kernel.access import Visibility
from api.kernel.schemas import Input, Line, Localised, LocalisedText, Need, OpenMove, Output, Prose, Reason
from api.meetings.models import Answer, GuestPresence, ItemKind, MeetingKind, MeetingState, Modality, Presence

Url = Annotated[str, StringConstraints(max_length=500, pattern=r"^https://[^\s<>\"]+$")]
Minutes = Annotated[int, Field(ge=1, le=480)]
PersonName = Annotated[Line, Field(max_length=200)]


class MeetingAct(StrEnum):
    """What is written beside the moves."""

    EDIT = "edit"
    PROPOSE = "propose"
    ARRANGE = "arrange"
    RECORD = "record"
    ANSWER_FOR_OTHERS = "answer_for_others"


class MeetingCreate(Input):
    kind: MeetingKind = MeetingKind.REGULAR
    title: Localised
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    place: Line | None = None
    modality: Modality = Modality.IN_PERSON
    link: Url | None = None
    visibility: Visibility = Visibility.MEMBERS


class MeetingRequest(Input):
    title: Localised
    reason: Reason


class MeetingUpdate(Input):
    title: Localised | None = None
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    place: Line | None = None
    modality: Modality | None = None
    link: Url | None = None
    visibility: Visibility | None = None


class MeetingDate(Input):
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class ReasonGiven(Input):
    reason: Reason


class AgendaItemCreate(Input):
    kind: ItemKind
    title: Localised
    duration_minutes: Minutes = 10
    presenter_id: UUID | None = None
    notes: Prose | None = None


class AgendaItemUpdate(Input):
    kind: ItemKind | None = None
    title: Localised | None = None
    duration_minutes: Minutes | None = None
    presenter_id: UUID | None = None
    notes: Prose | None = None
    outcome: Prose | None = Field(None, description="Written in session or afterwards")


class AgendaOrder(Input):
    items: list[UUID] = Field(
        min_length=1,
        max_length=100,
        description="Every item of the agenda once, in the new order; a proposed one that is named comes onto it",
    )


class InvitationAnswer(Input):
    answer: Answer


class AttendanceEntry(Input):
    organisation_id: UUID
    presence: Presence
    person: PersonName | None = None


class GuestEntry(Input):
    """Somebody who took part without speaking for an invited organisation."""

    name: PersonName
    affiliation: Line | None = None
    presence: GuestPresence = GuestPresence.IN_ROOM


class AttendancePut(Input):
    entries: list[AttendanceEntry] = Field(default_factory=list, max_length=200)
    guests: list[GuestEntry] | None = Field(None, max_length=100, description="The whole list; absent: unchanged")


class AgendaItemRead(Output):
    id: UUID
    place: int = Field(description="From 1; 0 while a proposal waits for the secretariat")
    kind: ItemKind
    title: LocalisedText
    duration_minutes: int
    presenter_id: UUID | None
    presenter: str | None
    notes: str | None
    outcome: str | None
    proposed_by: str | None
    reviews_id: UUID | None = Field(description="The adopted decision that came back on its review date")
    version: int


class InvitationRead(Output):
    organisation_id: UUID
    acronym: str
    answer: Answer | None
    answered_at: datetime | None
    on_behalf: bool
    presence: Presence | None
    person: str | None
    version: int


class GuestRead(Output):
    name: str
    affiliation: str | None
    presence: GuestPresence


class MeetingItem(Output):
    id: UUID
    number: str
    kind: MeetingKind
    state: MeetingState
    title: LocalisedText
    starts_at: datetime | None
    ends_at: datetime | None
    place: str | None
    modality: Modality
    visibility: Visibility
    moves: list[str]
    version: int


class MeetingList(Output):
    items: list[MeetingItem]
    next_cursor: str | None


class MeetingRead(Output):
    id: UUID
    number: str
    kind: MeetingKind
    state: MeetingState
    title: LocalisedText
    starts_at: datetime | None
    ends_at: datetime | None
    place: str | None
    modality: Modality
    link: str | None
    visibility: Visibility
    reason: str | None = Field(description="Why it was asked for")
    closing_reason: str | None = Field(description="Why it was deferred or cancelled")
    requested_by: str | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    agenda_items: list[AgendaItemRead] = Field(description="In order; what is only proposed comes first, with place 0")
    agenda_minutes: int = Field(description="Sum of the durations of what is on the agenda")
    invitations: list[InvitationRead] = Field(description="Empty until it is convened")
    guests: list[GuestRead]
    told: list[str] = Field(
        description="Acronyms of the organisations that get a mail when it is convened, changed or cancelled; "
        "the officers do too"
    )
    answers_for: list[str] = Field(description="Acronyms of invited organisations the caller can answer for")
    may: list[MeetingAct] = Field(description="What the caller can write now, beside the moves")
    moves: list[OpenMove]
    needs: list[Need]
    server_time: datetime
    version: int
