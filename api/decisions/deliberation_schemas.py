"""What goes in and out of the talk about a text: suggestions, comments, explanations of position."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from api.decisions.rules import DecisionKind, Procedure, SuggestionState
from api.kernel.schemas import Input, LocalisedText, OpenMove, Output, Prose, Reason, Words
from api.networks.models import HolidayConfidence

Language = Literal["en", "ru", "tk"]
ParagraphId = Annotated[str, StringConstraints(pattern=r"^p[1-9][0-9]{0,9}$", max_length=12)]
Remark = Annotated[Prose, Field(max_length=4_000)]
OfMine = Field(None, description="For whom, if the caller acts for several organisations")


class SuggestionCreate(Input):
    """Other words for one paragraph of the authoritative text."""

    paragraph_id: ParagraphId
    text: Words = Field(description="As the paragraph should read; empty: leave it out")
    quote: Prose | None = Field(None, description="The paragraph as you read it: refused if it reads otherwise now")
    reason: Reason | None = None
    organisation_id: UUID | None = OfMine


class SuggestionDecline(Input):
    reason: Reason


class SuggestionRead(Output):
    """Other words for one paragraph, and what became of them."""

    id: UUID
    decision_id: UUID
    round_number: int = Field(description="The round whose text it was made on")
    paragraph_id: str
    organisation_id: UUID
    acronym: str
    person: str | None = Field(description="Who made it")
    quote: str = Field(description="The paragraph as it stood")
    text: str = Field(description="As it should read; empty: leave it out")
    reason: str | None
    state: SuggestionState
    answer: str | None = Field(description="Why it was declined")
    created_at: datetime
    settled_at: datetime | None
    changed: bool = Field(description="The paragraph no longer reads as quoted, or is gone")
    moves: list[OpenMove]
    version: int = Field(description="For If-Match of this suggestion")


class SuggestionList(Output):
    items: list[SuggestionRead]
    next_cursor: str | None


class CommentCreate(Input):
    """A comment on the whole, on one paragraph, or a reply to a comment. It never weighs on the outcome."""

    text: Remark
    paragraph_id: ParagraphId | None = Field(None, description="Absent: on the whole; a reply is where its comment is")
    parent_id: UUID | None = Field(None, description="The comment that this one replies to")
    organisation_id: UUID | None = OfMine


class CommentRead(Output):
    """A comment; taken back, its place stays and its text is null."""

    id: UUID
    decision_id: UUID
    round_number: int = Field(description="The last round when it was made; 0 before the first")
    paragraph_id: str | None
    parent_id: UUID | None
    organisation_id: UUID
    acronym: str
    person: str | None = Field(description="Who made it")
    text: str | None
    created_at: datetime
    taken_back_at: datetime | None
    mine: bool = Field(description="The caller can take it back")
    version: int = Field(description="For If-Match of this comment")


class CommentList(Output):
    items: list[CommentRead]
    next_cursor: str | None


class ExplanationCreate(Input):
    """Why the organisation stood where it stood. It changes nothing of the outcome, and is never edited."""

    text: Prose
    language: Language = "en"
    organisation_id: UUID | None = OfMine


class ExplanationRead(Output):
    id: UUID
    decision_id: UUID
    organisation_id: UUID
    acronym: str
    person: str | None = Field(description="Who gave it")
    language: Language
    text: str
    created_at: datetime


class ExplanationList(Output):
    items: list[ExplanationRead]
    next_cursor: str | None


class ReviewSet(Input):
    review_on: date | None = Field(description="The day on which it comes back to a meeting's agenda; null: no longer")


class SkippedDay(Output):
    """A day on which the duty station does not work."""

    on: date
    name: LocalisedText | None = Field(description="The holiday; null: not one of the week's working days")
    confidence: HolidayConfidence | None


class DeadlineRead(Output):
    """Deadlines that a round opened now could have."""

    kind: DecisionKind
    procedure: Procedure
    earliest_at: datetime = Field(description="The soonest that is allowed")
    default_at: datetime = Field(description="What is taken if none is given: the default period, to a working day")
    skipped: list[SkippedDay] = Field(description="Days over which the default was moved")
    server_time: datetime
