"""What a session leaves behind: whose turn it was and for how long, what was noted, what came of each item."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.access import Visibility
from api.kernel.db import Base, Row, one_of


class SessionState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    CLOSED = "closed"


class OutcomeKind(StrEnum):
    INFORMATION = "information"
    DECISION = "decision"
    ACTION = "action"


class MeetingSession(Row, Base):
    """Where a meeting stands: the current item, and every turn an item had. Made when the meeting begins."""

    __tablename__ = "meeting_sessions"
    __table_args__ = (
        one_of("state", SessionState),
        sa.UniqueConstraint("network_id", "meeting_id"),
        sa.CheckConstraint("(state = 'running') = (since_at IS NOT NULL)", name="running_has_its_instant"),
        sa.CheckConstraint("since_at IS NULL OR current_item_id IS NOT NULL", name="running_has_its_item"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    state: Mapped[str] = mapped_column(sa.String(8), default=SessionState.WAITING)
    current_item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_items.id"))
    since_at: Mapped[datetime | None]  # since when the current turn runs
    turns: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # those that ended: item_id, from_at, until_at
    speakers: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # organisation_id, acronym, asked_at


class SessionNote(Row, Base):
    """Minute-taking on one item, for the officers' eyes: apart from the notes that prepared it."""

    __tablename__ = "session_notes"
    __table_args__ = (sa.UniqueConstraint("network_id", "agenda_item_id"),)

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    agenda_item_id: Mapped[UUID] = mapped_column(sa.ForeignKey("agenda_items.id"))
    text: Mapped[str] = mapped_column(sa.Text, info={"digest": "text_hash"})  # in the journal by its digest
    text_hash: Mapped[str] = mapped_column(sa.String(64))
    written_by: Mapped[str] = mapped_column(sa.String(20))  # acronym
    written_at: Mapped[datetime]


class SessionNoteVersion(Base):
    """A text as it once stood. What one person adds in a breath is one version."""

    __tablename__ = "session_note_versions"

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"), primary_key=True)
    note_id: Mapped[UUID] = mapped_column(sa.ForeignKey("session_notes.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(sa.Text)
    person_id: Mapped[UUID | None]
    written_by: Mapped[str] = mapped_column(sa.String(20))
    written_at: Mapped[datetime]


class Outcome(Row, Base):
    """One thing that came of an item: something to go into the minutes, a decision, or an action point."""

    __tablename__ = "outcomes"
    __table_args__ = (
        one_of("kind", OutcomeKind),
        one_of("visibility", Visibility),
        sa.CheckConstraint("(kind = 'decision') = (decision_id IS NOT NULL)", name="decision_is_linked"),
        sa.CheckConstraint("(kind = 'action') = (action_point_id IS NOT NULL)", name="action_is_linked"),
        sa.CheckConstraint("kind <> 'information' OR text IS NOT NULL", name="information_says_what"),
        sa.Index(None, "network_id", "meeting_id", "agenda_item_id", "place"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    agenda_item_id: Mapped[UUID] = mapped_column(sa.ForeignKey("agenda_items.id"))
    place: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(12))
    text: Mapped[str | None] = mapped_column(sa.Text)
    decision_id: Mapped[UUID | None]
    action_point_id: Mapped[UUID | None]
    visibility: Mapped[str] = mapped_column(sa.String(12))
    late: Mapped[bool] = mapped_column(default=False)  # written after the session had ended
    recorded_by: Mapped[str] = mapped_column(sa.String(20))  # acronym
    removed_at: Mapped[datetime | None]
