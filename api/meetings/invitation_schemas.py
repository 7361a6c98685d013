"""What goes in and out of invitations: organisations and guests, their answers, who came."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.kernel.schemas import Email, Input, Line, LocalisedText, Output
from api.meetings.models import Answer, GuestPresence, GuestReads, MeetingKind, Modality, Presence
from api.meetings.schemas import GuestRead, Language, Participant, PersonName

Items = Annotated[
    list[UUID], Field(max_length=100, description="Agenda items that they are invited to; none: the whole meeting")
]


class InvitationAct(StrEnum):
    """What the caller can do beside answering."""

    ANSWER_FOR_OTHERS = "answer_for_others"
    INVITE = "invite"
    REMIND = "remind"
    RECORD = "record"


class GuestCreate(Input):
    name: PersonName
    affiliation: Line | None = None
    email: Email
    language: Language = "en"
    reads: GuestReads = GuestReads.ITEMS
    items: Items = []


class GuestUpdate(Input):
    name: PersonName | None = None
    affiliation: Line | None = None
    language: Language | None = None
    reads: GuestReads | None = None
    items: Items | None = None


class GuestAnswer(Input):
    answer: Answer
    mode: GuestPresence | None = None
    source: Line | None = Field(None, description="Of an answer on their behalf: the telephone call, the letter")


class OrganisationAttendance(Input):
    presence: Presence
    people: list[Participant] = Field(
        default_factory=list, max_length=20, description="Who came, each in their own way"
    )


class ParticipantRead(Output):
    name: str
    function: str | None
    presence: GuestPresence


class InvitedOrganisation(Output):
    """One organisation's answer, and who came of it."""

    organisation_id: UUID
    acronym: str
    name: LocalisedText
    answer: Answer | None
    mode: GuestPresence | None
    coming: list[ParticipantRead]
    answered_at: datetime | None
    on_behalf: bool
    source: str | None
    reminded_at: datetime | None
    presence: Presence | None
    people: list[ParticipantRead]
    version: int


class InvitedGuest(Output):
    id: UUID
    name: str
    affiliation: str | None
    email: str | None = Field(description="Told to officers only")
    language: Language
    reads: GuestReads
    items: list[UUID] = Field(description="Agenda items that they are invited to; none: the whole meeting")
    answer: Answer | None
    mode: GuestPresence | None
    answered_at: datetime | None
    on_behalf: bool
    source: str | None
    told_at: datetime | None = Field(description="Null until the meeting is convened")
    reminded_at: datetime | None
    version: int


class InvitationCounts(Output):
    """Of organisations; guests are counted with the people who come."""

    invited: int
    yes: int
    maybe: int
    no: int
    silent: int
    in_room: int = Field(description="People who will come, or came, in the room, guests among them")
    remote: int


class InvitationSheet(Output):
    """Everybody who is invited, what they answered, and who came."""

    organisations: list[InvitedOrganisation]
    guests: list[InvitedGuest]
    attended: list[GuestRead] = Field(description="Guests who came, invited or not")
    counts: InvitationCounts
    may: list[InvitationAct]
    answers_for: list[UUID] = Field(description="Organisations that the caller answers for")
    version: int = Field(description="Of the meeting: the list of guests who came is changed under it")


class RsvpUse(Input):
    answer: Answer
    mode: GuestPresence | None = None
    coming: list[Participant] = Field(default_factory=list, max_length=12, description="Not for guests")
    version: int | None = Field(None, ge=1, description="Of the answer as read; refused if it changed since")


class RsvpNetwork(Output):
    slug: str
    name: LocalisedText
    country: LocalisedText
    time_zone: str


class RsvpMeeting(Output):
    number: str
    kind: MeetingKind
    title: LocalisedText
    starts_at: datetime
    ends_at: datetime
    place: str | None
    modality: Modality
    link: str | None


class RsvpItem(Output):
    place: int
    title: LocalisedText
    duration_minutes: int
    own: bool = Field(description="An item that the guest is invited to")


class RsvpOrganisation(Output):
    acronym: str
    name: LocalisedText


class RsvpCurrent(Output):
    """What stands now."""

    answer: Answer
    mode: GuestPresence | None
    coming: list[ParticipantRead]
    answered_at: datetime
    on_behalf: bool


class RsvpLinkRead(Output):
    """All that somebody needs in order to answer an invitation by the link in the mail."""

    network: RsvpNetwork
    meeting: RsvpMeeting
    agenda: list[RsvpItem] = Field(description="What its holder may read of it")
    organisation: RsvpOrganisation | None = Field(description="In whose name; null for a guest")
    person: str
    language: Language
    current: RsvpCurrent | None
    version: int
    server_time: datetime


class RsvpReceipt(Output):
    """What was recorded, and until when it can be changed by the same link."""

    number: str
    whose: str
    answer: Answer
    mode: GuestPresence | None
    coming: list[ParticipantRead]
    answered_at: datetime
    starts_at: datetime
    version: int
    sign_in: str | None = Field(description="Where to go on with an account; guests have none")
