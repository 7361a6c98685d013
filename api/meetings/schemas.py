"""What goes in and out of meetings."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from api.kernel.access import Visibility
from api.kernel.schemas import Input, Line, Localised, LocalisedText, Need, OpenMove, Output, Prose, Reason
from api.meetings.models import Answer, GuestPresence, ItemKind, MeetingKind, MeetingState, Modality, Presence

Language = Literal["en", "ru", "tk"]
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


class AgendaBasis(StrEnum):
    """What the agenda of a new meeting begins with."""

    BLANK = "blank"
    OUTLINE = "outline"
    COPY = "copy"


class RequestKind(StrEnum):
    """What a member can ask for; regular meetings come by themselves."""

    EXTRAORDINARY = "extraordinary"
    THEMATIC = "thematic"


Spoken = Annotated[
    list[Language], Field(min_length=1, max_length=3, description="Spoken at the meeting; its papers are in them too")
]


class MeetingCreate(Input):
    kind: MeetingKind = MeetingKind.REGULAR
    title: Localised
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    place: Line | None = None
    modality: Modality = Modality.IN_PERSON
    link: Url | None = None
    visibility: Visibility = Visibility.MEMBERS
    languages: Spoken | None = Field(None, description="Absent: those of the network")
    unct_meeting_id: UUID | None = Field(None, description="The country team's day that it is held beside")
    agenda: AgendaBasis = Field(AgendaBasis.BLANK, description="Deferred topics come onto a regular one in any case")
    copy_of_id: UUID | None = Field(None, description="For `copy`; absent: the last meeting of its kind")


class MeetingRequest(Input):
    title: Localised
    reason: Reason
    kind: RequestKind = RequestKind.EXTRAORDINARY
    starts_at: AwareDatetime | None = Field(None, description="A date that is wished for; it binds nobody")
    ends_at: AwareDatetime | None = None


class MeetingUpdate(Input):
    title: Localised | None = None
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    place: Line | None = None
    modality: Modality | None = None
    link: Url | None = None
    visibility: Visibility | None = None
    languages: Spoken | None = None
    unct_meeting_id: UUID | None = None


class MeetingDate(Input):
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class MeetingPostponed(MeetingDate):
    reason: Reason | None = Field(None, description="Told in the notice and on the meeting's page")


class ReasonGiven(Input):
    reason: Reason


class MeetingEnd(Input):
    not_reached: list[UUID] = Field(
        default_factory=list, max_length=100, description="Agenda items that were not reached: they move on"
    )


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


class Participant(Input):
    """One of those who come, or came, for an organisation."""

    name: PersonName
    function: Annotated[Line, Field(max_length=200)] | None = None
    presence: GuestPresence = GuestPresence.IN_ROOM


class InvitationAnswer(Input):
    answer: Answer
    mode: GuestPresence | None = Field(None, description="How it means to come; absent: as those who are named do")
    coming: list[Participant] = Field(
        default_factory=list, max_length=12, description="Who will come; absent: as before"
    )
    source: Line | None = Field(None, description="Of an answer on its behalf: the telephone call, the letter")


class AttendanceEntry(Input):
    organisation_id: UUID
    presence: Presence
    person: PersonName | None = None
    people: list[Participant] | None = Field(
        None, max_length=20, description="Who came, each in their own way; absent: `person` alone"
    )


class GuestEntry(Input):
    """Somebody who took part without speaking for an invited organisation."""

    name: PersonName
    affiliation: Line | None = None
    presence: GuestPresence = GuestPresence.IN_ROOM
    items: list[UUID] = Field(
        default_factory=list, max_length=100, description="Agenda items that they attended; none: the whole meeting"
    )
    guest_id: UUID | None = Field(None, description="Of whoever was invited as a guest")


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
    standing: str | None = Field(description="Its key in the outline of standing items")
    carried_from_id: UUID | None = Field(description="The item of an earlier meeting that it goes on with")
    moved_on_at: datetime | None = Field(description="When it was not reached, or moved: it goes on elsewhere")
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
    items: list[UUID] = Field(description="Agenda items that they attended; none: the whole meeting")
    guest_id: UUID | None


class BesideRead(Output):
    """The country team's day beside which a meeting is held."""

    id: UUID
    meets_on: date
    begins: str | None
    ends: str | None


class CarriedRead(Output):
    """The meeting to whose agenda a deferred topic went."""

    id: UUID
    number: str
    title: LocalisedText


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
    languages: list[str]
    unct_meeting: BesideRead | None = Field(description="For members")
    moved_from_at: datetime | None = Field(description="Its date before it was last postponed")
    moved_reason: str | None
    carried_to: CarriedRead | None = Field(description="Of a deferred request: where its topic stands now")
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
