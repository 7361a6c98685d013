"""What goes in and out of reviews and profiles."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from api.kernel.access import Visibility
from api.kernel.schemas import Input, LocalisedText, Need, OpenMove, Output, Prose, Reason, Words
from api.reviews.models import ReviewKind, ReviewState, ReviewVersionKind

Language = Literal["en", "ru", "tk"]
SectionId = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[a-z][a-z0-9_-]*$")]
Year = Annotated[int, Field(ge=2018, le=2100)]
ReviewConfidence = Literal["sourced", "derived", "assumed"]


class ReviewAct(StrEnum):
    """What is written beside the moves."""

    EDIT = "edit"
    ANSWER = "answer"


class ReviewProgress(StrEnum):
    EMPTY = "empty"
    GENERATED = "generated"
    EDITED = "edited"
    CHECKED = "checked"


class ReviewStart(Input):
    kind: ReviewKind
    first_year: Year
    last_year: Year | None = Field(None, description="Of a review over several years; absent: the first")
    language: Language = Field("en", description="The authoritative one; people's own words stay as they typed them")
    template_id: UUID | None = Field(None, description="An edition of the form; absent: the one loaded last")


class ReviewTemplateLoad(Input):
    content: dict[str, Any] = Field(
        description="The form as JSON: template, version, title_en, confidence, and its outline or sections",
        examples=[
            {
                "template": "network_profile",
                "version": "2027.1",
                "title_en": "Annual profile of a country network on migration",
                "confidence": "assumed",
                "sections": [
                    {"key": "identity", "title_en": "Identity", "fields": [{"key": "country", "label_en": "Country"}]}
                ],
            }
        ],
    )


class ReviewFieldUpdate(Input):
    text: Words = Field(description="Markdown; empty: nothing is said")


class ReviewCheck(Input):
    checked: bool


class ReviewCorrect(Input):
    reason: Reason


class ReviewCommentCreate(Input):
    text: Prose
    section_id: SectionId | None = Field(None, description="Absent: on the whole")
    organisation_id: UUID | None = Field(None, description="Where the caller speaks for several members")


class ReviewCommentAnswer(Input):
    answer: Prose


# ── out ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


class ReviewTemplateItem(Output):
    id: UUID | None = Field(description="null: it comes with the product, and is kept by whoever first uses it")
    kind: ReviewKind
    edition: str
    title: str
    confidence: ReviewConfidence
    section_count: int
    sha256: str
    by: str | None = Field(description="Acronym of whose officer loaded it")
    created_at: datetime | None


class ReviewTemplateList(Output):
    items: list[ReviewTemplateItem] = Field(description="By kind, the newest first")


class ReviewTemplateRead(ReviewTemplateItem):
    content: dict[str, Any] = Field(description="The form as it was loaded", examples=[{"template": "network_profile"}])


class ReviewDecision(Output):
    id: UUID
    number: str | None
    state: str


class ReviewItem(Output):
    id: UUID
    number: str
    kind: ReviewKind
    title: LocalisedText
    first_year: int
    last_year: int
    state: ReviewState
    language: Language
    final_at: datetime | None = Field(description="When it was adopted or issued last")
    circulated_at: datetime | None
    sort_at: datetime
    moves: list[str]
    version: int


class ReviewPage(Output):
    items: list[ReviewItem]
    next_cursor: str | None


class ReviewForm(Output):
    """The edition of the form that it was begun with."""

    id: UUID
    title: str
    edition: str
    confidence: ReviewConfidence
    sources: list[str]
    notes: list[str]


class ReviewLimit(Output):
    unit: Literal["characters", "words", "items"]
    max: int | None
    count: int = Field(description="As it stands")


class ReviewSectionMark(Output):
    """One line of the list of sections."""

    id: str
    key: str
    group: Literal["outline", "objective", "round_table", "note", "profile"]
    title: str = Field(description="In the reader's language")
    objectives: list[int]
    progress: ReviewProgress
    missing: bool = Field(description="The form asks for it, and something is blank")
    unverified: bool = Field(description="One of its questions was not read in a source")
    evidence_count: int
    new_count: int = Field(description="Evidence that came since the text was written")
    behind_count: int = Field(description="Fields behind which the record has changed since they were edited")
    comment_count: int


class ReviewFinal(Output):
    version: int
    sha256: str
    at: datetime
    decision: ReviewDecision | None


class ReviewRead(Output):
    id: UUID
    number: str
    kind: ReviewKind
    title: LocalisedText
    first_year: int
    last_year: int
    language: Language = Field(description="The authoritative one")
    state: ReviewState
    form: ReviewForm
    text_version: int = Field(description="Number of the version shown")
    being_revised: bool = Field(
        description="Another version is being written; the one shown was circulated or is final"
    )
    version_count: int
    generated_at: datetime = Field(description="When the record was read last")
    sections: list[ReviewSectionMark]
    progress: dict[ReviewProgress, int] = Field(description="How many sections are how far")
    figures: list[str] = Field(description="Keys of its charts")
    circulated_at: datetime | None
    comment_count: int
    sha256: str | None = Field(description="Of the version that is put to decision")
    decision: ReviewDecision | None = Field(description="About the frozen version")
    final: ReviewFinal | None
    reason: str | None = Field(description="Of the correction that is being written")
    comments_for: list[str] = Field(description="Acronyms of the organisations for which the reader can comment")
    may: list[ReviewAct]
    moves: list[OpenMove]
    needs: list[Need]
    server_time: datetime
    version: int


class ReviewData(Output):
    """A computed value, told in the reader's language; a blank is null, never zero."""

    type: Literal["value", "table"]
    value: str | None
    columns: list[str]
    rows: list[list[str | None]]


class ReviewField(Output):
    id: str
    key: str
    label: str
    help: str
    type: str
    required: bool
    confidence: ReviewConfidence
    sources: list[str] = Field(description="Addresses at which the question was read")
    visibility: Visibility
    typed: bool = Field(description="People write it; else it is computed from the record")
    absent: bool = Field(description="The platform keeps no record of it yet: blank, and not zero")
    text: str = Field(description="Markdown, in the authoritative language")
    data: ReviewData | None
    edited: bool = Field(description="Somebody's words differ from what the record said")
    behind: bool = Field(description="The record has changed since the words were written")
    record: str | None = Field(description="For officers: what the record says, where the text differs")
    limit: ReviewLimit | None
    version: int = Field(description="For If-Match when this field is changed")


class ReviewEvidence(Output):
    kind: str = Field(description="Name of the record's table", examples=["decisions"])
    id: UUID
    number: str | None
    title: LocalisedText
    on: date
    visibility: Visibility
    new: bool = Field(description="It came since the text was written")


class ReviewChecked(Output):
    by: str
    at: datetime


class ReviewSectionRead(Output):
    id: str
    key: str
    group: Literal["outline", "objective", "round_table", "note", "profile"]
    title: str
    objectives: list[int]
    progress: ReviewProgress
    checked: ReviewChecked | None
    language: Language
    text_version: int
    limit: ReviewLimit | None
    fields: list[ReviewField]
    evidence: list[ReviewEvidence] = Field(description="The oldest first, each record once")
    may_edit: bool
    version: int = Field(description="Of the whole, for If-Match when the section is checked")


class ReviewRecordChange(Output):
    section_id: str
    title: str
    field_id: str
    change: Literal["added", "updated", "removed", "kept", "gone", "dropped"] = Field(
        description="added, updated, removed: taken from the record; kept: somebody's words stay though the record changed"
    )
    text: str | None = Field(description="What stands")
    record: str | None = Field(description="What the record says")


class ReviewNewEvidence(Output):
    section_id: str
    title: str
    evidence: list[ReviewEvidence]


class ReviewRecordChanges(Output):
    """What in the record has changed since the text was written from it, and what evidence came."""

    items: list[ReviewRecordChange]
    evidence: list[ReviewNewEvidence]


class ReviewVersionItem(Output):
    number: int
    kind: ReviewVersionKind
    section_id: str | None
    by: str
    created_at: datetime
    restored_from: int | None
    circulated_at: datetime | None
    frozen_at: datetime | None
    final_at: datetime | None
    sha256: str = Field(description="Of all that was saved")


class ReviewVersionList(Output):
    items: list[ReviewVersionItem] = Field(description="The newest first")


class ReviewDiffToken(Output):
    op: Literal["equal", "insert", "delete"]
    text: str


class ReviewDiffField(Output):
    id: str
    change: Literal["equal", "changed", "added", "removed"]
    tokens: list[ReviewDiffToken]


class ReviewDiffSection(Output):
    id: str
    title: str
    change: Literal["equal", "changed", "added", "removed"]
    fields: list[ReviewDiffField]


class ReviewDiff(Output):
    """The words that changed between two versions; what is the same is left out."""

    base: int
    number: int
    language: Language
    sections: list[ReviewDiffSection]


class ReviewCommentRead(Output):
    id: UUID
    version_number: int
    section_id: str | None
    organisation_id: UUID
    acronym: str
    person: str | None
    text: str | None = Field(description="null once it was taken back")
    answer: str | None
    answered_at: datetime | None
    taken_back_at: datetime | None
    created_at: datetime
    mine: bool = Field(description="The caller speaks for the organisation")
    version: int


class ReviewCommentList(Output):
    items: list[ReviewCommentRead] = Field(description="The oldest first")


# ── exports ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class ReviewTable(Output):
    """A computed answer: a value, or the rows of a table. A cell is text, a number, null, or an object by its key."""

    model_config = ConfigDict(extra="allow")

    type: Literal["value", "table"]


class ReviewAnswer(Output):
    id: str
    key: str
    label: LocalisedText | None
    confidence: ReviewConfidence | None
    visibility: Visibility
    absent: bool = Field(description="The platform keeps no record of it yet: blank, and not zero")
    text: str | None
    data: ReviewTable | None


class ReviewExportEvidence(Output):
    kind: str
    id: UUID
    number: str | None
    title: LocalisedText
    on: date
    visibility: Visibility


class ReviewExportSection(Output):
    id: str
    key: str
    title: LocalisedText
    objectives: list[int]
    fields: list[ReviewAnswer]
    evidence: list[ReviewExportEvidence]


class ReviewExportForm(Output):
    edition: str
    confidence: ReviewConfidence
    source: list[str]


class ReviewExport(Output):
    """A review or profile as data, in all languages that it has."""

    number: str
    kind: ReviewKind
    state: ReviewState
    title: LocalisedText
    first_year: int
    last_year: int
    language: Language
    text_version: int
    template: ReviewExportForm
    final: ReviewFinal | None
    public: bool
    sections: list[ReviewExportSection]
    figures: dict[str, Any] = Field(description="Numbers of its charts, by chart", examples=[{}])


class ReviewFrozenHead(Output):
    model_config = ConfigDict(extra="allow")

    number: str
    kind: ReviewKind


class ReviewFrozen(Output):
    """What was put to decision or issued, byte for byte; its SHA-256 is on record."""

    model_config = ConfigDict(extra="allow")

    head: ReviewFrozenHead
