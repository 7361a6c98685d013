"""What goes in and comes out of statements."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from api.decisions.rules import DecisionState
from api.kernel.access import Visibility
from api.kernel.links import LinkRead
from api.kernel.schemas import (
    Email,
    Input,
    Line,
    Localised,
    LocalisedProse,
    LocalisedText,
    Need,
    OpenMove,
    Output,
    PersonLine,
    Prose,
    ShortLine,
)
from api.statements.values import Channel, StatementState, TranslationStatus, Urgency

Language = Literal["en", "ru", "tk"]
Circle = Literal["public", "partners", "members"]
Objective = Annotated[int, Field(ge=1, le=23)]
Url = Annotated[str, StringConstraints(min_length=9, max_length=500, pattern=r'^https?://[^\s<>"]+$')]
Hash = Annotated[str, StringConstraints(min_length=64, max_length=64, pattern=r"^[0-9a-f]{64}$")]
Channels = Annotated[list[Channel], Field(max_length=len(Channel))]


class MediaContact(Input):
    """Whom journalists ask; published with the statement."""

    name: PersonLine
    email: Email
    phone: ShortLine | None = None


class StatementCreate(Input):
    title: Localised
    text: Prose | None = Field(None, description="In the authoritative language; paragraphs parted by blank lines")
    authoritative: Language = "en"
    urgency: Urgency = Urgency.ORDINARY
    visibility: Circle = Field("public", description="Who reads it once it is released; until then its members")
    corrects_id: UUID | None = Field(None, description="The published statement of which this is the corrigendum")
    media_contact: MediaContact | None = None
    channels: Channels = Field(default_factory=list, description="Where it is to be released")
    embargo_at: AwareDatetime | None = None
    objectives: Annotated[list[Objective], Field(max_length=23)] = Field(
        default_factory=list, description="Objectives of the Global Compact to link it to"
    )


class StatementUpdate(Input):
    """Title, text and authoritative language are the decision's from the moment consensus is asked for."""

    title: Localised | None = None
    text: Prose | None = None
    authoritative: Language | None = None
    urgency: Urgency | None = None
    visibility: Circle | None = None
    media_contact: MediaContact | None = None
    channels: Channels | None = None
    embargo_at: AwareDatetime | None = None


class ConsensusCreate(Input):
    """Nothing: a decision is drafted with this title and text. Or an existing decision of kind `statement`."""

    decision_id: UUID | None = Field(None, description="A decision that holds the text already")
    meeting_id: UUID | None = None
    agenda_item_id: UUID | None = None
    allowed_by_id: UUID | None = Field(
        None, description="The adopted decision that allows a shorter period; an urgent statement needs it"
    )


class StatementPublish(Input):
    embargo_at: AwareDatetime | None = Field(
        None, description="Absent: as planned. Null: no embargo. An instant: readable from then on"
    )


class StatementWithdraw(Input):
    reason: LocalisedProse | None = Field(
        None, description="Shown in the text's place for ever; the first co-chair gives it, the second agrees to it"
    )


class TranslationPut(Input):
    title: Line
    text: Prose
    source_hash: Hash | None = Field(
        None, description="`text_hash` of the text it was made from; the present one if absent"
    )


class ReleaseCreate(Input):
    channel: Channel
    released_on: date
    url: Url | None = None
    note: Line | None = None
    languages: Annotated[list[Language], Field(max_length=3)] = Field(default_factory=list)


class MediaContactRead(Output):
    name: str
    email: str
    phone: str | None


class StatementRef(Output):
    """Another statement: the one it corrects, or its corrigendum."""

    id: UUID
    number: str | None
    title: LocalisedText
    state: StatementState


class ConsensusRead(Output):
    """The decision by which the network adopts the text."""

    id: UUID
    number: str | None
    state: DecisionState
    round_count: int
    deadline_at: datetime | None
    adopted_at: datetime | None
    superseded_by: str | None = Field(description="Number of the later decision")


class TranslationRead(Output):
    language: Language
    status: TranslationStatus
    stale: bool = Field(description="The text has changed since it was made")
    title: str | None
    text: str | None
    source_hash: str | None
    source_text: str | None = Field(description="When stale: the text that it was made from, to compare with")
    checked_by: str | None
    checked_at: datetime | None
    version: int = Field(description="For If-Match of this translation; 0 while there is none")


class StatementSignatureRead(Output):
    person_id: UUID
    name: str
    function: str | None
    organisation_id: UUID
    acronym: str
    text_hash: str
    at: datetime


class SignatoryRead(Output):
    """A member organisation in whose name the statement speaks."""

    organisation_id: UUID
    acronym: str
    name: LocalisedText


class OnRecord(Output):
    """A reservation, or the part from which an organisation disassociated."""

    acronym: str
    name: LocalisedText
    value: Literal["reservation", "disassociate"]
    text: str | None


class ReleaseRead(Output):
    id: UUID
    channel: Channel
    released_on: date
    url: str | None
    note: str | None
    languages: list[Language]


class TranslationMark(Output):
    language: Language
    status: TranslationStatus
    stale: bool


class StatementItem(Output):
    """A statement in lists."""

    id: UUID
    number: str | None = Field(description="Given at the second signature")
    key: str | None
    state: StatementState
    title: LocalisedText
    authoritative: Language
    urgency: Urgency
    visibility: Visibility
    decision_id: UUID | None
    decision_number: str | None
    decision_state: DecisionState | None
    corrects_id: UUID | None
    translations: list[TranslationMark]
    signed_by: list[str] = Field(description="Acronyms of the co-chairs who have signed")
    embargo_at: datetime | None
    signed_at: datetime | None
    published_at: datetime | None
    released_at: datetime | None
    withdrawn_at: datetime | None
    created_at: datetime
    moves: list[str]
    version: int


class StatementList(Output):
    items: list[StatementItem]
    next_cursor: str | None


class StatementRead(Output):
    id: UUID
    number: str | None = Field(description="Given at the second signature, so the register has no gaps")
    key: str | None = Field(description="The number as it stands in public addresses")
    state: StatementState
    title: LocalisedText
    text: str | None = Field(description="Authoritative; the decision's while the network is consulted, then frozen")
    text_hash: str | None = Field(description="SHA-256 of `text`")
    authoritative: Language
    editable: bool = Field(description="Whether title and text are changed here; else in the decision, or no longer")
    urgency: Urgency
    visibility: Visibility
    media_contact: MediaContactRead | None
    channels: list[Channel]
    embargo_at: datetime | None
    corrects: StatementRef | None
    corrected_by: list[StatementRef]
    decision: ConsensusRead | None
    translations: list[TranslationRead] = Field(description="Each language but the authoritative one")
    signatures: list[StatementSignatureRead]
    withdrawals: list[StatementSignatureRead] = Field(description="Co-chairs who have withdrawn it; it takes both")
    signatories: list[SignatoryRead] = Field(description="Frozen when signed; before, as the adopted round has it")
    on_record: list[OnRecord]
    adopted_hash: str | None = Field(description="SHA-256 of the text that the round adopted")
    published_hash: str | None = Field(description="SHA-256 of what was published: the same")
    signed_at: datetime | None
    published_at: datetime | None = Field(description="When it was published, or its release scheduled")
    released_at: datetime | None = Field(description="Since when it can be read; null under embargo")
    withdrawn_at: datetime | None
    withdrawal_reason: LocalisedText | None
    releases: list[ReleaseRead]
    links: list[LinkRead]
    public_url: str | None = Field(description="The page that anybody reads, for a public statement that is released")
    created_at: datetime
    moves: list[OpenMove]
    needs: list[Need]
    server_time: datetime
    version: int
