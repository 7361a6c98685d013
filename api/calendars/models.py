"""Feeds that calendar programs read: one address each, which is a secret of whoever asked for it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.db import Base, Row


class FeedPart(StrEnum):
    """What a feed holds: meetings, deadlines of open rounds, due dates of one's own action points."""

    MEETINGS = "meetings"
    DEADLINES = "deadlines"
    ACTIONS = "actions"


class CalendarFeed(Row, Base):
    """One person's calendar at one address. The address is shown once; only the hash of its secret is kept."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (sa.CheckConstraint("alarm_minutes BETWEEN 0 AND 20160", name="alarm_bounded"),)

    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80), info={"personal": True})  # where it is used
    secret_hash: Mapped[str] = mapped_column(sa.String(64), unique=True, info={"personal": True})
    holds: Mapped[list[str]]
    alarm_minutes: Mapped[int | None]  # before each event; none: no alarm
    revoked_at: Mapped[datetime | None]
    last_read_at: Mapped[datetime | None] = mapped_column(info={"personal": True})
