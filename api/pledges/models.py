"""Pledges on the implementation of the Global Compact: the form as it was filled in, and what came of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.access import Visibility
from api.kernel.db import Base, Row, one_of


class PledgeState(StrEnum):
    """The template's own words, and `draft` before the form is complete."""

    DRAFT = "draft"
    PREPARED = "prepared"
    CLEARED = "cleared"
    SENT = "sent"
    PUBLISHED = "published"
    IN_PROGRESS = "in_progress"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"


class Pledge(Row, Base):
    """One form. What lists and rules ask for stands in columns; every answer stands in `answers`, by the form's keys."""

    __tablename__ = "pledges"
    __table_args__ = (
        one_of("state", PledgeState),
        one_of("visibility", Visibility),
        sa.UniqueConstraint("network_id", "number"),
        sa.CheckConstraint(
            "state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL", name="prepared_has_its_instant"
        ),
        sa.CheckConstraint("(state = 'fulfilled') = (fulfilled_on IS NOT NULL)", name="fulfilled_has_its_day"),
        sa.CheckConstraint("fulfilled_on IS NULL OR fulfilment IS NOT NULL", name="fulfilled_says_how"),
        sa.CheckConstraint("state <> 'withdrawn' OR reason IS NOT NULL", name="withdrawn_says_why"),
        sa.Index(None, "network_id", "until_on"),
        sa.Index(None, "network_id", "organisation_id"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    number: Mapped[str] = mapped_column(sa.String(40))
    state: Mapped[str] = mapped_column(sa.String(11), default=PledgeState.DRAFT)
    visibility: Mapped[str] = mapped_column(sa.String(12), default=Visibility.MEMBERS)
    form_version: Mapped[str] = mapped_column(sa.String(20))  # of the template that was filled in
    title: Mapped[str] = mapped_column(sa.String(300))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))  # the pledging entity
    until_on: Mapped[date | None]
    sort_on: Mapped[date]  # the day by which it is due; the farthest day where none is given
    objectives: Mapped[list[int]]
    answers: Mapped[dict[str, Any]]
    contact: Mapped[str | None] = mapped_column(sa.String(300), info={"personal": True})
    decision_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("decisions.id"))
    attachment_count: Mapped[int] = mapped_column(default=0)
    submitted_by: Mapped[UUID | None]
    submitted_at: Mapped[datetime | None]
    sent_on: Mapped[date | None]
    published_id: Mapped[str | None] = mapped_column(sa.String(80))
    fulfilled_on: Mapped[date | None]
    fulfilment: Mapped[str | None] = mapped_column(sa.Text)
    reason: Mapped[str | None] = mapped_column(sa.Text)  # why it came back, or was withdrawn


class PledgeProgress(Row, Base):
    """What was done for it in a year, with evidence. Each note stays."""

    __tablename__ = "pledge_progress"
    __table_args__ = (
        sa.Index(None, "network_id", "pledge_id", "year"),
        sa.CheckConstraint("year BETWEEN 2018 AND 2100", name="year_known"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    pledge_id: Mapped[UUID] = mapped_column(sa.ForeignKey("pledges.id"))
    year: Mapped[int]
    note: Mapped[str] = mapped_column(sa.Text)
    evidence: Mapped[list[dict[str, Any]]]
    acronym: Mapped[str] = mapped_column(sa.String(20))
