"""The journal as read, and what its proof finds."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from api.kernel.schemas import Output


class AboutRead(Output):
    """A record that has a page of its own."""

    kind: str = Field(examples=["decisions"])
    id: UUID
    number: str | None = Field(examples=["TKM/2026/003"])


class JournalEntryRead(Output):
    """One entry. Its hash is SHA-256 over the JSON list [previous hash, seq, at, kind, subject, subject_id, actor_id or "", digest]."""

    seq: int
    at: datetime
    kind: str
    sentence: str = Field(description="What happened, in the reader's language")
    subject: str = Field(description="What it happened to", examples=["decisions"])
    subject_id: UUID
    about: AboutRead | None = Field(description="The record it belongs to: a position's decision, an item's meeting")
    organisation: str | None = Field(description="Acronym of the organisation that acted", examples=["IOM"])
    actor_id: UUID | None
    digest: str = Field(description="SHA-256 of the payload")
    hash: str
    payload: dict[str, Any] | None = Field(
        description="The record after the act and the facts of the act; null where one may not see them",
        examples=[{"about": {"visibility": "members"}, "facts": {"number": "2026/7"}, "row": {"state": "adopted"}}],
    )


class JournalHeadRead(Output):
    seq: int
    hash: str


class JournalList(Output):
    items: list[JournalEntryRead]
    head_seq: int = Field(description="The newest entry there is")
    next_before: int | None = Field(description="Newest first: `before` of the next page; null at the end")


class Fault(Output):
    """One thing that does not fit."""

    code: str = Field(examples=["row"])
    seq: int | None
    subject: str | None = Field(examples=["decisions"])
    subject_id: UUID | None
    fields: list[str] = Field(description="Fields of the record that differ", examples=[["title"]])
    sentence: str


class VerificationRead(Output):
    """What the proof found: nothing, or everything that does not fit."""

    whole: bool
    entries: int
    head: JournalHeadRead
    verified_at: datetime
    sentence: str
    faults: list[Fault]
