"""What the first page shows, and what is found and linked."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from api.journal.schemas import AboutRead
from api.kernel.links import LinkRead
from api.kernel.schemas import Input, LocalisedText, Output
from api.meetings.models import Answer, MeetingKind, MeetingState, Modality
from api.objectives.models import Rating


class LinkedKind(StrEnum):
    ACTION_POINTS = "action_points"
    ACTIVITIES = "activities"
    AGENDA_ITEMS = "agenda_items"
    DECISIONS = "decisions"
    MEETINGS = "meetings"
    MINUTES = "minutes"
    OBJECTIVES = "objectives"
    PLEDGES = "pledges"
    PROPOSALS = "proposals"
    STATEMENTS = "statements"
    REPORTING_ROUNDS = "reporting_rounds"
    REVIEWS = "reviews"
    WORKPLANS = "workplans"


class Act(StrEnum):
    """What somebody can do about it; the page groups by it."""

    POSITION = "position"
    CONFIRM = "confirm"
    ADOPT = "adopt"
    REVIEW = "review"
    ANSWER = "answer"
    ACCEPT = "accept"
    RECORD = "record"
    APPROVE = "approve"
    REWORK = "rework"
    ASSESS = "assess"
    MEND = "mend"
    REMIND = "remind"
    DO = "do"
    VERIFY = "verify"
    SIGN = "sign"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    COMMENT = "comment"
    SETTLE = "settle"
    REPORT = "report"


class HomeItem(Output):
    """One thing that the network needs from the reader now."""

    act: Act
    kind: LinkedKind
    id: UUID
    number: str | None
    title: LocalisedText
    organisation: str | None = Field(description="Acronym of the organisation it is wanted from")
    organisation_id: UUID | None = Field(description="The same organisation, where the act names it")
    version: int | None = Field(description="Of what the act changes, for If-Match: an invitation to a meeting")
    why: str
    due_at: datetime | None


class AwaitedRead(Output):
    """One thing that goes on when others have acted."""

    kind: LinkedKind
    id: UUID
    number: str | None
    title: LocalisedText
    why: str
    due_at: datetime | None


class SharedRead(Output):
    """A record that is shared with partners."""

    kind: LinkedKind
    id: UUID
    number: str | None
    title: LocalisedText
    at: datetime


class AnswerCounts(Output):
    """How many organisations gave each answer; `open`: none yet."""

    yes: int
    maybe: int
    no: int
    open: int


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
    answers: AnswerCounts


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


class ObjectiveMark(Output):
    number: int
    rating: Rating


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
    about: AboutRead | None = Field(description="The record it belongs to")


class HomeRead(Output):
    items: list[HomeItem] = Field(description="What is due first comes first")
    awaited: list[AwaitedRead] = Field(description="What waits for others; for members of the network")
    shared: list[SharedRead] = Field(description="The latest papers shared with partners; for those who see only these")
    next_meeting: NextMeeting | None
    year: int
    rhythm: list[QuarterRead] = Field(description="The regular meetings by quarter; for members of the network")
    ratings: RatingCounts
    objectives: list[ObjectiveMark] = Field(description="All 23 by number")
    latest: list[LatestEntry] = Field(description="The last acts on record, mails left out")


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
