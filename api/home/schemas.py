"""What the first page shows, and what is found and linked."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from api.kernel.links import LinkRead
from api.kernel.schemas import Input, LocalisedText, Output
from api.meetings.models import Answer, MeetingKind, MeetingState, Modality


class LinkedKind(StrEnum):
    DECISIONS = "decisions"
    MEETINGS = "meetings"
    OBJECTIVES = "objectives"
    PROPOSALS = "proposals"


class Act(StrEnum):
    """What somebody can do about it; the page groups by it."""

    POSITION = "position"
    CONFIRM = "confirm"
    ADOPT = "adopt"
    ANSWER = "answer"
    ACCEPT = "accept"
    RECORD = "record"
    APPROVE = "approve"
    REWORK = "rework"
    ASSESS = "assess"
    MEND = "mend"


class HomeItem(Output):
    """One thing that the network needs from the reader now."""

    act: Act
    kind: LinkedKind
    id: UUID
    number: str | None
    title: LocalisedText
    organisation: str | None = Field(description="Acronym of the organisation it is wanted from")
    why: str
    due_at: datetime | None


class NextMeeting(Output):
    id: UUID
    number: str
    kind: MeetingKind
    state: MeetingState
    title: LocalisedText
    starts_at: datetime
    ends_at: datetime | None
    place: str | None
    modality: Modality
    answer: Answer | None = Field(description="What the reader's organisation answered")
    invited: bool


class QuarterState(StrEnum):
    HELD = "held"
    CONVENED = "convened"
    OPEN = "open"
    MISSED = "missed"
    BEFORE = "before"


class QuarterMeeting(Output):
    id: UUID
    number: str
    starts_at: datetime


class QuarterRead(Output):
    quarter: int
    state: QuarterState = Field(description="`before`: over before there was a network")
    meeting: QuarterMeeting | None


class RatingCounts(Output):
    not_assessed: int
    early: int
    some_progress: int
    good_progress: int


class LatestEntry(Output):
    seq: int
    at: datetime
    kind: str
    sentence: str
    subject: str
    subject_id: UUID


class HomeRead(Output):
    items: list[HomeItem] = Field(description="What is due first comes first")
    next_meeting: NextMeeting | None
    year: int
    rhythm: list[QuarterRead] = Field(description="The regular meetings by quarter; for members of the network")
    ratings: RatingCounts
    latest: list[LatestEntry]


class FoundRead(Output):
    kind: str
    id: UUID
    number: str | None
    title: LocalisedText
    summary: str
    at: datetime


class FoundList(Output):
    items: list[FoundRead]


class EndPut(Input):
    kind: LinkedKind
    id: UUID


class LinkPut(Input):
    one: EndPut
    other: EndPut


class LinkList(Output):
    items: list[LinkRead]
