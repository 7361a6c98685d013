"""A reporting round: one quarter for which every organisation tells what it owes."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.db import Base, Row, one_of


class ReportingState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class ReportingRound(Row, Base):
    """What is owed is never copied here: it is read from indicators, activities and objectives as they stand.

    Only closing keeps a count, so that what was missing on that day stays on record.
    """

    __tablename__ = "reporting_rounds"
    __table_args__ = (
        one_of("state", ReportingState),
        sa.UniqueConstraint("network_id", "period"),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_has_its_instant"),
        sa.CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name="closed_keeps_its_count"),
        sa.CheckConstraint("reminder_count >= 0", name="reminders_counted"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    period: Mapped[str] = mapped_column(sa.String(8))  # a quarter
    state: Mapped[str] = mapped_column(sa.String(6), default=ReportingState.OPEN)
    due_on: Mapped[date]
    note: Mapped[str | None] = mapped_column(sa.Text)  # what the secretariat asks everybody to mind
    reason: Mapped[str | None] = mapped_column(sa.Text)  # of the last move that asked for one
    opened_by: Mapped[str] = mapped_column(sa.String(20))
    reminded_at: Mapped[datetime | None]
    reminder_count: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None]
    outcome: Mapped[list[dict[str, Any]] | None]  # by organisation: owed and given on the day it was closed
