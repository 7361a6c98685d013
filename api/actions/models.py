"""Action points: who does what by when, and what came of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.access import Visibility
from api.kernel.db import Base, Row, one_of


class ActionState(StrEnum):
    OPEN = "open"
    DONE = "done"
    VERIFIED = "verified"
    DROPPED = "dropped"


class ActionPoint(Row, Base):
    """One thing an organisation has to do. It stays on the list of every meeting until it is closed."""

    __tablename__ = "action_points"
    __table_args__ = (
        one_of("state", ActionState),
        one_of("visibility", Visibility),
        sa.UniqueConstraint("network_id", "number"),
        sa.CheckConstraint("(state IN ('done', 'verified')) = (done_at IS NOT NULL)", name="done_has_its_instant"),
        sa.CheckConstraint("done_at IS NULL OR done IS NOT NULL", name="done_says_what"),
        sa.CheckConstraint("(state = 'verified') = (verified_at IS NOT NULL)", name="verified_has_its_instant"),
        sa.CheckConstraint("state <> 'dropped' OR reason IS NOT NULL", name="dropped_says_why"),
        sa.Index(None, "network_id", "state", "due_on"),
        sa.Index(None, "network_id", "owner_id", "due_on"),
        sa.Index(None, "network_id", "meeting_id"),
        sa.Index(None, "network_id", "decision_id"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    number: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(sa.String(10), default=ActionState.OPEN)
    visibility: Mapped[str] = mapped_column(sa.String(12), default=Visibility.MEMBERS)
    important: Mapped[bool] = mapped_column(default=False)  # marked high: it is not done without evidence
    owner_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    person_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("people.id"))  # who sees to it, if one was named
    author_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    meeting_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("meetings.id"))
    agenda_item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_items.id"))
    decision_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("decisions.id"))
    due_on: Mapped[date]
    first_due_on: Mapped[date]
    snooze_count: Mapped[int] = mapped_column(default=0)
    overdue_at: Mapped[datetime | None]  # when its owner was told that the day had passed
    reason: Mapped[str | None] = mapped_column(sa.Text)  # of the new date, or why it was dropped
    done: Mapped[str | None] = mapped_column(sa.Text)
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("people.id"))
    verified_at: Mapped[datetime | None]
