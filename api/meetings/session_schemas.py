"""What goes in and out of a session: turns, speakers, notes and outcomes."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.kernel.access import Visibility
from api.kernel.schemas import Input, OpenMove, Output, Prose, Words
from api.meetings.session_models import OutcomeKind, SessionState

NoteText = Annotated[Words, Field(max_length=20_000)]


class SessionAct(StrEnum):
    """What is written in a session, beside the moves."""

    NOTE = "note"
    RECORD_OUTCOME = "record_outcome"
    SPEAK = "speak"
    ARRANGE_SPEAKERS = "arrange_speakers"


class SessionTurn(Input):
    item_id: UUID = Field(description="The item of the agenda that has the floor now")


class SessionNotePut(Input):
    text: NoteText


class OutcomeCreate(Input):
    agenda_item_id: UUID
    kind: OutcomeKind = OutcomeKind.INFORMATION
    text: Prose | None = Field(None, description="As it goes into the minutes; needed for information")
    decision_id: UUID | None = Field(None, description="Of kind decision: which one")
    action_point_id: UUID | None = Field(None, description="Of kind action: which one")
    visibility: Visibility | None = Field(None, description="Narrower than the meeting; the meeting's if absent")


class OutcomeUpdate(Input):
    text: Prose | None = None
    visibility: Visibility | None = None


class OutcomeRead(Output):
    id: UUID
    agenda_item_id: UUID
    place: int
    kind: OutcomeKind
    text: str | None
    decision_id: UUID | None
    action_point_id: UUID | None
    visibility: Visibility
    late: bool = Field(description="Written after the meeting had ended")
    recorded_by: str = Field(description="Acronym")
    created_at: datetime
    version: int


class ItemTime(Output):
    item_id: UUID
    used_seconds: int = Field(description="Over all its turns, the one that runs included")
    turn_count: int


class SessionTurnRead(Output):
    item_id: UUID
    from_at: datetime
    until_at: datetime


class SessionSpeakerRead(Output):
    organisation_id: UUID
    acronym: str
    asked_at: datetime


class MeetingSessionRead(Output):
    """Where a meeting stands. Times are by the server's clock: `server_time` says when this was true."""

    meeting_id: UUID
    state: SessionState
    current_item_id: UUID | None
    since_at: datetime | None = Field(description="Since when the current turn runs; null in a break")
    items: list[ItemTime] = Field(description="Of items that have had the floor")
    turns: list[SessionTurnRead] = Field(description="Those that ended, in their order")
    elapsed_seconds: int = Field(description="Since the meeting began, until it ended: used and idle together")
    used_seconds: int
    idle_seconds: int = Field(description="Breaks, and what no item used")
    speakers: list[SessionSpeakerRead] = Field(description="Who wants to speak on the current item, in order")
    outcomes: list[OutcomeRead] = Field(description="As far as you may see them, item by item, as they fell")
    speaks_for: list[str] = Field(description="Acronyms of invited organisations for which you can ask for the floor")
    may: list[SessionAct]
    moves: list[OpenMove]
    server_time: datetime
    version: int


class SessionNoteRead(Output):
    """Minute-taking on one item. Version 0: nothing is written yet."""

    agenda_item_id: UUID
    text: str
    written_by: str | None
    written_at: datetime | None
    version: int


class SessionNoteList(Output):
    items: list[SessionNoteRead] = Field(description="Of every item on which something was written")
    next_cursor: str | None


class SessionNoteVersionRead(Output):
    number: int
    text: str
    written_by: str
    written_at: datetime


class SessionNoteVersionList(Output):
    items: list[SessionNoteVersionRead] = Field(description="Latest first, at most a hundred")
    next_cursor: str | None
