"""What goes in and out of minutes."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from api.kernel.access import Visibility
from api.kernel.schemas import Input, Line, LocalisedText, Need, OpenMove, Output, Prose
from api.meetings.models import MeetingKind, MeetingState
from api.minutes.models import MinutesAdoption, MinutesState, MinutesTranslationStatus, MinutesVersionKind

Language = Literal["en", "ru", "tk"]
PartId = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[a-z0-9._-]+$")]
ParagraphId = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[a-z0-9._-]+$")]


class MinutesAct(StrEnum):
    """What is written beside the moves."""

    EDIT = "edit"
    SEE = "see"
    ANSWER = "answer"
    TRANSLATE = "translate"


class MinutesLayout(StrEnum):
    """How the paragraphs of a part are set: one below the other, as rows of a table, or as label and value."""

    TEXT = "text"
    TABLE = "table"
    FACTS = "facts"


class MinutesGenerate(Input):
    language: Language = Field("en", description="The authoritative one; people's own words stay as they typed them")


class MinutesParagraphPut(Input):
    id: ParagraphId | None = Field(None, description="Of a paragraph that is there; absent for a new one")
    text: Prose = Field(description="Markdown; in a table or list of facts the cells of a row, parted by ` | `")
    visibility: Visibility | None = Field(None, description="A narrower circle than the minutes'; null: theirs")


class MinutesPartPut(Input):
    id: PartId
    title: Line | None = None
    visibility: Visibility | None = Field(None, description="A narrower circle than the minutes'; null: theirs")
    paragraphs: list[MinutesParagraphPut] = Field(max_length=300)


class MinutesTextPut(Input):
    parts: list[MinutesPartPut] = Field(
        min_length=1, max_length=150, description="Every part once, in order; a paragraph left out is removed"
    )


class MinutesParagraphCreate(Input):
    part_id: PartId
    after_id: ParagraphId | None = Field(None, description="The paragraph before it; absent: it comes first")
    text: Prose
    visibility: Visibility | None = None


class MinutesParagraphUpdate(Input):
    text: Prose | None = None
    visibility: Visibility | None = Field(None, description="null: that of the minutes")


class MinutesPartUpdate(Input):
    title: Line | None = None
    visibility: Visibility | None = Field(None, description="null: that of the minutes")


class MinutesCirculate(Input):
    window_ends_at: AwareDatetime | None = Field(None, description="Until when they are commented; absent: 5 days")


class MinutesAdopt(Input):
    agenda_item_id: UUID | None = Field(
        None, description="The item of a later meeting under which they were agreed; absent: adopted by silence"
    )


class MinutesCommentCreate(Input):
    text: Prose
    paragraph_id: ParagraphId | None = Field(None, description="Absent: on the whole")
    parent_id: UUID | None = Field(None, description="The comment that it replies to")
    objection: bool = Field(False, description="They are not adopted by silence while it stands")
    organisation_id: UUID | None = Field(None, description="Where the caller speaks for several that attended")


class MinutesCommentAnswer(Input):
    answer: Prose


class MinutesSeenCreate(Input):
    organisation_id: UUID | None = Field(None, description="Where the caller speaks for several that attended")


class MinutesCorrigendumCreate(Input):
    text: Prose = Field(description="What is to be read instead of what")
    paragraph_id: ParagraphId | None = None


class MinutesTranslatedText(Input):
    id: ParagraphId = Field(description="Of a paragraph, or of a part for its title")
    text: Prose


class MinutesTranslationPut(Input):
    texts: list[MinutesTranslatedText] = Field(min_length=1, max_length=3_000)


# ── out ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


class MinutesMeeting(Output):
    id: UUID
    number: str
    kind: MeetingKind
    state: MeetingState
    title: LocalisedText
    starts_at: datetime | None
    ends_at: datetime | None
    visibility: Visibility


class MinutesParagraphRead(Output):
    id: str
    number: str | None = Field(description="As on paper: 4 of part 3 is 3.4; null in tables and lists of facts")
    text: str
    cells: list[str] | None = Field(description="Of a row in a table or list of facts")
    visibility: Visibility | None = Field(description="A narrower circle than the minutes'; null: theirs")
    version: int = Field(description="For If-Match when this paragraph alone is changed")
    edited: bool = Field(description="An officer's words differ from what the record said")
    own: bool = Field(description="An officer added it")
    behind: bool = Field(description="The record has changed since the officer's words were written")
    gone: bool = Field(description="The record holds it no more")
    record: str | None = Field(description="For officers: what the record says, where the text differs")


class MinutesPartRead(Output):
    id: str
    key: str = Field(description="Of the outline: facts, participants, items …", examples=["participants"])
    layout: MinutesLayout
    agenda_item_id: UUID | None
    number: str = Field(description="1, 2 …")
    title: str
    visibility: Visibility | None
    columns: list[str] = Field(description="Heads of the columns, in the language of the text")
    paragraphs: list[MinutesParagraphRead]


class MinutesAttendee(Output):
    """An organisation that attended, and what came from it since they were circulated."""

    organisation_id: UUID
    acronym: str
    seen_at: datetime | None
    comment_count: int
    objects: bool


class MinutesItemRead(Output):
    """An item of a later meeting under which they can be, or were, adopted."""

    agenda_item_id: UUID
    title: LocalisedText
    meeting_id: UUID
    meeting_number: str


class MinutesCorrigendumRead(Output):
    id: UUID
    number: int
    paragraph_id: str | None
    text: str
    visibility: Visibility
    by: str
    created_at: datetime


class MinutesTranslationMark(Output):
    language: Language
    status: MinutesTranslationStatus | None = Field(description="null: nobody has begun it")
    stale: bool
    checked_by: str | None
    version: int


class MinutesRead(Output):
    id: UUID | None
    number: str = Field(description="Symbol of the document", examples=["TKM/2026/M-03/MIN"])
    meeting: MinutesMeeting
    state: MinutesState
    language: Language | None = Field(description="The authoritative one")
    text_version: int | None = Field(description="Number of the version shown; null: none is open to the reader")
    being_revised: bool = Field(description="The version shown was circulated; another one is being written")
    withheld: bool = Field(description="Parts are left out that the reader may not see")
    parts: list[MinutesPartRead]
    version_count: int
    circulation_count: int
    circulated_at: datetime | None
    window_ends_at: datetime | None
    attended: list[MinutesAttendee]
    comments_for: list[str] = Field(description="Acronyms of the organisations for which the reader can comment")
    comment_count: int
    objection_count: int
    adoption: MinutesAdoption | None
    adopted_at: datetime | None
    adopted_by: str | None = Field(description="Acronym of whose officer recorded it")
    adopted_item: MinutesItemRead | None
    adoptable_under: list[MinutesItemRead] = Field(description="For officers: items of later meetings")
    sha256: str | None
    corrigenda: list[MinutesCorrigendumRead]
    translations: list[MinutesTranslationMark]
    may: list[MinutesAct] = Field(description="What the caller can write now, beside the moves")
    moves: list[OpenMove]
    needs: list[Need]
    server_time: datetime
    version: int


class MinutesRecordChange(Output):
    part_id: str
    paragraph_id: str
    change: Literal["added", "updated", "removed", "kept", "gone", "dropped"] = Field(
        description="added, updated, removed: taken from the record; kept: an officer's words stay though the record "
        "changed; gone: an officer's words stay though the record holds it no more; dropped: an officer left it out"
    )
    text: str | None = Field(description="What stands")
    record: str | None = Field(description="What the record says")


class MinutesRecordChanges(Output):
    """What in the record has changed since the text was written from it."""

    items: list[MinutesRecordChange]


class MinutesVersionItem(Output):
    number: int
    kind: MinutesVersionKind
    by: str
    created_at: datetime
    restored_from: int | None
    circulated_at: datetime | None
    adopted_at: datetime | None
    text_hash: str | None = Field(description="For officers: SHA-256 of all that was saved")


class MinutesVersionList(Output):
    items: list[MinutesVersionItem] = Field(description="The newest first")


class MinutesVersionRead(Output):
    number: int
    kind: MinutesVersionKind
    by: str
    created_at: datetime
    circulated_at: datetime | None
    adopted_at: datetime | None
    language: Language
    withheld: bool
    parts: list[MinutesPartRead]


class MinutesDiffToken(Output):
    op: Literal["equal", "insert", "delete"]
    text: str


class MinutesDiffParagraph(Output):
    id: str
    change: Literal["equal", "changed", "added", "removed"]
    tokens: list[MinutesDiffToken]


class MinutesDiffPart(Output):
    id: str
    title: str
    change: Literal["equal", "changed", "added", "removed"]
    paragraphs: list[MinutesDiffParagraph]


class MinutesDiff(Output):
    """The words that changed between two versions, as far as the reader sees both."""

    base: int
    number: int
    language: Language
    parts: list[MinutesDiffPart]


class MinutesCommentRead(Output):
    id: UUID
    circulation: int
    version_number: int
    paragraph_id: str | None
    parent_id: UUID | None
    organisation_id: UUID
    acronym: str
    person: str | None
    text: str | None = Field(description="null once it was taken back")
    objection: bool
    lifted_at: datetime | None
    answer: str | None
    answered_at: datetime | None
    taken_back_at: datetime | None
    created_at: datetime
    mine: bool = Field(description="The caller speaks for the organisation")
    version: int


class MinutesCommentList(Output):
    items: list[MinutesCommentRead] = Field(description="The oldest first")


class MinutesLeaf(Output):
    id: str
    kind: Literal["part", "paragraph"]
    salt: str | None = Field(description="null where the text is withheld from the reader")
    digest: str = Field(description="SHA-256 of salt, newline and text (of a part: its title)")


class MinutesProof(Output):
    """SHA-256 over the JSON list [number, language, [[kind, id, digest] …]], compact: whoever sees part of it can check."""

    number: str
    language: Language
    sha256: str
    leaves: list[MinutesLeaf]


class MinutesTranslated(Output):
    id: str
    source: str
    text: str
    written: bool = Field(description="Somebody wrote it; else the platform's own phrases, or the source as it is")


class MinutesTranslationRead(Output):
    language: Language
    status: MinutesTranslationStatus | None
    stale: bool
    checked_by: str | None
    checked_at: datetime | None
    texts: list[MinutesTranslated]
    version: int
