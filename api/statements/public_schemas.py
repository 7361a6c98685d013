"""What anybody reads of statements, without sign-in."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from api.kernel.schemas import (
    LocalisedText,
    Output,
)
from api.statements.schemas import Language, MediaContactRead, SignatoryRead
from api.statements.values import Channel


class PublicNetworkRead(Output):
    slug: str
    name: LocalisedText
    country: LocalisedText


class PublicRef(Output):
    key: str
    number: str
    title: LocalisedText
    released_at: datetime
    url: str


class PublicStatementItem(Output):
    """A statement that is released to everybody. Withdrawn ones stay, without their text."""

    key: str = Field(description="The number as it stands in addresses")
    number: str
    state: Literal["published", "withdrawn"]
    title: LocalisedText
    authoritative: Language
    languages: list[Language] = Field(description="In which it can be read, the authoritative one first")
    released_at: datetime
    withdrawn_at: datetime | None
    corrects: PublicRef | None
    corrected_by: list[PublicRef] = Field(description="Its corrigenda")
    url: str = Field(description="Its page, for ever")


class PublicStatementList(Output):
    network: PublicNetworkRead
    items: list[PublicStatementItem]
    next_cursor: str | None


class PublicText(Output):
    language: Language
    title: str
    text: str
    authoritative: bool = Field(description="False: an unofficial translation, checked by the network")
    wording: str | None = Field(description="How to say so, in that language")


class PublicSignature(Output):
    name: str
    function: str | None
    acronym: str
    organisation: LocalisedText
    at: datetime


class PublicOnRecord(Output):
    """Who adopted with a reservation, and who disassociated from which part."""

    acronym: str
    name: LocalisedText
    value: Literal["reservation", "disassociate"]
    part: str | None = Field(description="From which part; null for a reservation, whose words stay with the members")


class PublicRelease(Output):
    channel: Channel
    released_on: date
    url: str | None
    languages: list[Language]


class PublicObjective(Output):
    number: int
    title: LocalisedText


class PublicStatementRead(PublicStatementItem):
    """Withdrawn: number, title, when and why; no text and nobody's name."""

    network: PublicNetworkRead
    texts: list[PublicText]
    signatures: list[PublicSignature]
    signatories: list[SignatoryRead]
    on_record: list[PublicOnRecord]
    decision_number: str
    adopted_at: datetime
    adopted_hash: str = Field(description="SHA-256 of the text that the network adopted")
    published_hash: str = Field(description="SHA-256 of the authoritative text as published: the same")
    media_contact: MediaContactRead | None
    releases: list[PublicRelease]
    objectives: list[PublicObjective]
    withdrawal_reason: LocalisedText | None
