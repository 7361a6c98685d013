"""What goes in and out of papers of a meeting."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from api.kernel.access import Visibility
from api.kernel.schemas import Input, Localised, LocalisedText, Output
from api.meetings.schemas import Url


class PaperLanguage(StrEnum):
    EN = "en"
    RU = "ru"
    TK = "tk"


class PaperAct(StrEnum):
    """What the caller can do with a paper now."""

    EDIT = "edit"
    UPLOAD = "upload"
    REMOVE = "remove"


class PapersAct(StrEnum):
    ADD = "add"
    ARRANGE = "arrange"


class MeetingPaperCreate(Input):
    """With an address it is there; without one it is announced until its file comes."""

    title: Localised
    agenda_item_id: UUID | None = Field(None, description="Absent: it belongs to the whole meeting")
    language: PaperLanguage | None = Field(None, description="Of the text itself; absent: several, or none")
    visibility: Visibility = Visibility.MEMBERS
    awaited_from_id: UUID | None = Field(None, description="The organisation that is to send it")
    url: Url | None = Field(None, description="Where it stands, if it is not a file of ours")


class MeetingPaperUpdate(Input):
    title: Localised | None = None
    agenda_item_id: UUID | None = None
    language: PaperLanguage | None = None
    visibility: Visibility | None = None
    awaited_from_id: UUID | None = None
    url: Url | None = None


class MeetingPaperOrder(Input):
    papers: list[UUID] = Field(min_length=1, max_length=200, description="Every paper once, in the new order")


class PaperFileRead(Output):
    id: UUID
    name: str
    media_type: str
    bytes: int
    sha256: str
    created_at: datetime


class MeetingPaperRead(Output):
    id: UUID
    agenda_item_id: UUID | None
    item_place: int | None = Field(description="Number of the item that it belongs to")
    place: int
    title: LocalisedText
    language: PaperLanguage | None
    visibility: Visibility
    awaited_from_id: UUID | None
    awaited_from: str | None
    added_by: str | None
    url: str | None
    file: PaperFileRead | None
    revision: int = Field(description="How many files it has had; the last one stands")
    pages: int | None = Field(description="Of a PDF; it is bound into the pack")
    missing: bool = Field(description="Announced, and neither file nor address is there")
    may: list[PaperAct]
    version: int


class MeetingPaperList(Output):
    items: list[MeetingPaperRead] = Field(description="In order; as far as the reader may see them")
    may: list[PapersAct]
