"""Locks of periods. A row stays when its period is unlocked; the journal holds who did what, and why."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.db import Base, Row, one_of


class PeriodState(StrEnum):
    OPEN = "open"
    LOCKED = "locked"


class PeriodLock(Row, Base):
    """One period that is locked, or was. What lies within it is locked with it; what is longer is not."""

    __tablename__ = "period_locks"
    __table_args__ = (
        one_of("state", PeriodState),
        sa.UniqueConstraint("network_id", "period"),
        sa.CheckConstraint("(state = 'locked') = (locked_at IS NOT NULL)", name="locked_has_its_instant"),
        sa.CheckConstraint("state = 'locked' OR reason IS NOT NULL", name="unlocked_says_why"),
        sa.CheckConstraint("last_on > first_on", name="lasts"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    period: Mapped[str] = mapped_column(sa.String(7))
    first_on: Mapped[date]
    last_on: Mapped[date]
    state: Mapped[str] = mapped_column(sa.String(6), default=PeriodState.OPEN)
    acronym: Mapped[str] = mapped_column(sa.String(20))  # of the organisation whose secretariat acted last
    locked_at: Mapped[datetime | None]
    unlocked_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(sa.Text)  # why it was unlocked last
