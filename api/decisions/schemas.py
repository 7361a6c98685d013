"""What goes in and out of decisions."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from api.decisions.rules import DecisionKind, DecisionState, PositionValue, Procedure, RoundOutcome, RoundState
from api.kernel.access import Visibility
from api.kernel.schemas import Input, Line, Localised, LocalisedText, Need, OpenMove, Output, Prose, Reason

Language = Literal["en", "ru", "tk"]


class Texts(Input):
    """The text by language, in paragraphs parted by blank lines."""

    en: Prose | None = None
    ru: Prose | None = None
    tk: Prose | None = None


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
SubjectKind = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,30}$")]


class SubjectPut(Input):
    """One frozen version of something else that the decision adopts, such as a workplan; its digest binds it."""

    kind: SubjectKind
    id: UUID
    version: int = Field(ge=1, le=10_000)
    sha256: Sha256


class SubjectRead(Output):
    kind: str
    id: UUID
    version: int
    sha256: str


class DecisionCreate(Input):
    kind: DecisionKind
    title: Localised
    texts: Texts = Field(default_factory=Texts)
    authoritative: Language = "en"
    visibility: Visibility = Visibility.MEMBERS
    meeting_id: UUID | None = None
    agenda_item_id: UUID | None = None
    proposal_id: UUID | None = None
    proposal_revision: Annotated[int, Field(ge=1, le=10_000)] | None = None
    subject: SubjectPut | None = Field(None, description="What it adopts, where that is frozen elsewhere")
    allowed_by_id: UUID | None = Field(None, description="The adopted decision that allows a shorter period")
    supersedes_id: UUID | None = Field(None, description="The adopted decision in whose place this one stands")
    rescinds_id: UUID | None = Field(None, description="The adopted decision that this one ends; not both")
    review_on: date | None = Field(None, description="The day on which it comes back to a meeting's agenda")


class DecisionUpdate(Input):
    kind: DecisionKind | None = None
    title: Localised | None = None
    texts: Texts | None = None
    authoritative: Language | None = None
    visibility: Visibility | None = None
    translations_checked: list[Language] | None = Field(
        None, max_length=3, description="Translations that fit the text as it stands, though their words stayed"
    )
    subject: SubjectPut | None = Field(None, description="A later version, while no round holds it")
    allowed_by_id: UUID | None = None
    supersedes_id: UUID | None = Field(None, description="While it is a draft")
    rescinds_id: UUID | None = Field(None, description="While it is a draft")
    review_on: date | None = None


class RoundOpen(Input):
    procedure: Procedure = Procedure.SILENCE
    deadline_at: AwareDatetime | None = Field(None, description="Instant; the network's default period if absent")


class RoundExtend(Input):
    deadline_at: AwareDatetime
    reason: Reason


class ReasonOnly(Input):
    reason: Reason


class ReferralCreate(Input):
    to: Literal["meeting", "unct"]
    reason: Reason


class ReferralResult(Input):
    result: Prose


class PositionPut(Input):
    value: PositionValue
    text: Prose | None = Field(None, description="Required for reservation, disassociate and objection")
    would_resolve: Prose | None = Field(None, description="Required for an objection")
    ad_referendum_until: AwareDatetime | None = None
    source: Line | None = Field(None, description="For an answer on behalf: who said it, how and when")


class DeliveredByHand(Input):
    source: Line


class NoticeBounced(Input):
    source: Line = Field(description="What the relay said, or how it is known")


class PositionRead(Output):
    """One seat of the round. `value` null: not yet answered."""

    organisation_id: UUID
    acronym: str
    value: PositionValue | None
    text: str | None
    would_resolve: str | None
    ad_referendum_until: datetime | None
    answered_at: datetime | None
    on_behalf: bool
    source: str | None
    attachment_count: int = Field(description="Files that show what was answered on its behalf")
    confirmed_at: datetime | None
    released_at: datetime | None
    reached_at: datetime | None = Field(description="When the notice reached one of its focal points")
    reminded_at: datetime | None
    seen_at: datetime | None
    version: int = Field(description="For If-Match of this position")


class RoundRead(Output):
    number: int
    procedure: Procedure
    state: RoundState
    outcome: RoundOutcome | None
    authoritative: Language
    texts: dict[str, str | None]
    paragraph_ids: list[str] = Field(description="Of the authoritative text's paragraphs, in their order")
    stale_languages: list[Language] = Field(description="Translations of words that had changed when it opened")
    text_hash: str = Field(description="SHA-256 of the authoritative text")
    subject: SubjectRead | None = Field(description="What the decision was about when the round opened")
    opened_at: datetime
    deadline_at: datetime
    closed_at: datetime | None
    positions: list[PositionRead]


class DecisionItem(Output):
    """A decision in lists and in the register."""

    id: UUID
    number: str | None
    kind: DecisionKind
    title: LocalisedText
    state: DecisionState
    visibility: Visibility
    round_count: int
    procedure: Procedure | None
    deadline_at: datetime | None
    agenda_item_id: UUID | None
    superseded_by: str | None = Field(description="Number of the decision that stands in its place")
    rescinded_by: str | None = Field(description="Number of the decision that ended it")
    answered_count: int
    roll_count: int
    adopted_at: datetime | None
    created_at: datetime
    moves: list[str]
    version: int


class DecisionList(Output):
    items: list[DecisionItem]
    next_cursor: str | None


class DecisionRead(Output):
    id: UUID
    number: str | None = Field(description="Register number, given when it is first opened")
    kind: DecisionKind
    title: LocalisedText
    state: DecisionState
    visibility: Visibility
    authoritative: Language
    texts: dict[str, str | None]
    paragraph_ids: list[str] = Field(
        description="Of the authoritative text's paragraphs, in their order; each stays with its paragraph"
    )
    stale_languages: list[Language] = Field(description="Translations of words that have changed since")
    meeting_id: UUID | None
    agenda_item_id: UUID | None
    proposal_id: UUID | None
    proposal_revision: int | None
    subject: SubjectRead | None = Field(description="What it adopts, where that is frozen elsewhere")
    allowed_by_id: UUID | None
    supersedes_id: UUID | None
    superseded_by: str | None = Field(description="Number of the later decision")
    rescinds_id: UUID | None
    rescinded_by: str | None = Field(description="Number of the later decision")
    review_on: date | None = Field(description="The day on which it comes back to a meeting's agenda")
    round_count: int
    reason: str | None
    referred_to: str | None
    referral_result: str | None
    adopted_by: list[str]
    adopted_at: datetime | None
    created_at: datetime
    rounds: list[RoundRead] = Field(description="Oldest first")
    speaks_for: list[str] = Field(description="Acronyms of organisations on the roll for which the caller can answer")
    moves: list[OpenMove]
    needs: list[Need]
    server_time: datetime
    version: int


class DiffToken(Output):
    op: Literal["equal", "insert", "delete"]
    text: str


class DiffParagraph(Output):
    id: str | None = Field(description="Of the paragraph; null in a translation with another number of paragraphs")
    number: int | None
    tokens: list[DiffToken]


class DiffRead(Output):
    """The words that changed between the text an organisation answered last and a round's."""

    language: Language
    base: int | None = Field(description="Number of the round compared with; null if there is none")
    number: int
    paragraphs: list[DiffParagraph]


class ChangesRead(Output):
    """The words that changed between two texts of a decision: of two rounds, or of a round and what stands now."""

    language: Language
    base: int | None = Field(description="Number of the round compared with; null if there is none")
    number: int | None = Field(description="Number of the round; null: the text as it stands now")
    paragraphs: list[DiffParagraph]
