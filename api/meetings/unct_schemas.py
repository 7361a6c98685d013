"""What goes in and out of the country team's dates."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from api.kernel.schemas import Input, Line, Output, Words

Hour = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class UnctMeetingCreate(Input):
    meets_on: date
    begins: Hour | None = Field(None, description="At the duty station; with `ends`, or neither")
    ends: Hour | None = None
    note: Line | None = None


class UnctMeetingUpdate(Input):
    meets_on: date | None = None
    begins: Hour | None = None
    ends: Hour | None = None
    note: Line | None = None


class UnctMeetingRead(Output):
    """A day on which the country team meets."""

    id: UUID
    meets_on: date
    begins: str | None = Field(description="At the duty station; null: the hours are not known")
    ends: str | None
    note: str | None
    version: int


class UnctMeetingList(Output):
    items: list[UnctMeetingRead]
    next_cursor: str | None


class UnctImport(Input):
    lines: Words = Field(description="A date per line, with hours and what it is about: 2026-12-15 10:00-12:00 Review")


class UnctOutcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    KNOWN = "known"
    FAULT = "fault"


class UnctLineRead(Output):
    """What becomes of a pasted line."""

    line: int
    text: str
    outcome: UnctOutcome
    meets_on: date | None
    begins: str | None
    ends: str | None
    note: str | None
    code: str | None = Field(description="What is wrong with it, for scripts")
    detail: str | None = Field(description="The same in the reader's language")


class UnctImportRead(Output):
    items: list[UnctLineRead]
    added: int
    changed: int
    known: int
    faults: int
    written: bool = Field(description="False for a dry run, and while a line has a fault: all or nothing")
