"""The 23 objectives of the Global Compact in a network, and how far each is, period by period."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.db import Base, Row, one_of


class Priority(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOT_PRIORITISED = "not_prioritised"


class Rating(StrEnum):
    """In order: each is further than the one before."""

    NOT_ASSESSED = "not_assessed"
    EARLY = "early"
    SOME_PROGRESS = "some_progress"
    GOOD_PROGRESS = "good_progress"


class Trend(StrEnum):
    UP = "up"
    SAME = "same"
    DOWN = "down"


class AssessmentState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"


class Objective(Row, Base):
    """What was approved last is kept here, so the overview adds nothing up."""

    __tablename__ = "objectives"
    __table_args__ = (
        one_of("priority", Priority),
        one_of("rating", Rating),
        one_of("previous_rating", Rating),
        one_of("trend", Trend),
        sa.UniqueConstraint("network_id", "number"),
        sa.CheckConstraint("number BETWEEN 1 AND 23", name="number_known"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    number: Mapped[int]
    title: Mapped[dict[str, Any]]
    label: Mapped[dict[str, Any]]
    source: Mapped[str] = mapped_column(sa.String(300))
    confidence: Mapped[dict[str, Any]]  # of the translations, as the reference data say it
    priority: Mapped[str] = mapped_column(sa.String(16), default=Priority.NOT_PRIORITISED)
    lead_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    government_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    contributors: Mapped[list[dict[str, Any]]]  # organisation_id and acronym
    tor_objectives: Mapped[list[int]]
    guiding_principles: Mapped[list[int]] = mapped_column(default=list)
    sdg_targets: Mapped[list[str]]
    rating: Mapped[str] = mapped_column(sa.String(14), default=Rating.NOT_ASSESSED)
    previous_rating: Mapped[str | None] = mapped_column(sa.String(14))
    trend: Mapped[str | None] = mapped_column(sa.String(6))
    rated_period: Mapped[str | None] = mapped_column(sa.String(8))
    rated_index: Mapped[int | None]  # the same as a number, to tell its age
    ratings: Mapped[list[dict[str, Any]]]  # of every period that was approved, oldest first
    # what others keep here in the unit of work that changes it: `service.keep`
    activity_count: Mapped[int] = mapped_column(default=0, info={"kept": True})
    indicator_count: Mapped[int] = mapped_column(default=0, info={"kept": True})
    pledge_count: Mapped[int] = mapped_column(default=0, info={"kept": True})
    required_cents: Mapped[int | None] = mapped_column(info={"kept": True})
    available_cents: Mapped[int | None] = mapped_column(info={"kept": True})
    expenditure_cents: Mapped[int | None] = mapped_column(info={"kept": True})


class Assessment(Row, Base):
    """What one organisation says about one objective in one half-year."""

    __tablename__ = "assessments"
    __table_args__ = (
        one_of("state", AssessmentState),
        one_of("rating", Rating),
        sa.UniqueConstraint("objective_id", "organisation_id", "period"),
        sa.CheckConstraint("state <> 'returned' OR reason IS NOT NULL", name="returned_says_why"),
        sa.CheckConstraint("(state = 'approved') = (approved_at IS NOT NULL)", name="approved_has_its_instant"),
        sa.Index(None, "network_id", "state"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    objective_id: Mapped[UUID] = mapped_column(sa.ForeignKey("objectives.id"))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    acronym: Mapped[str] = mapped_column(sa.String(20))
    period: Mapped[str] = mapped_column(sa.String(8))
    state: Mapped[str] = mapped_column(sa.String(10), default=AssessmentState.DRAFT)
    rating: Mapped[str] = mapped_column(sa.String(14), default=Rating.NOT_ASSESSED)
    narrative: Mapped[str | None] = mapped_column(sa.Text)
    evidence: Mapped[list[dict[str, Any]]]
    attachment_count: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None] = mapped_column(sa.Text)
    submitted_by: Mapped[UUID | None]
    submitted_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
