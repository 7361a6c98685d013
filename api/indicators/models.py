"""Indicators of a network, the code lists they are disaggregated by, and what organisations report.

A *value* is what one organisation says of one indicator for one period; its *cells* are its parts. *Figures* are the
network's numbers: summed from approved values when they are approved, with what may be shown to whom.
Numbers are scaled integers: `value` by the indicator's `decimals`, `numerator` and `denominator` by its
`part_decimals`. Blank is NULL, never 0.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.indicators.import_models import IndicatorImport as IndicatorImport  # this is a model of indicators too
from api.indicators.values import (
    Accumulates,
    Direction,
    IndicatorKind,
    IndicatorState,
    IndicatorStatus,
    Suppressed,
    ValueState,
)
from api.kernel.access import Visibility
from api.kernel.db import Base, Row, one_of
from api.periods.rules import Span

MOST_DIMS = 120  # letters of a cell's key
MOST_PLACE = 30
KEPT = {"kept": True}  # worked out from approved values whenever they change: no part of the record itself


def no_series() -> dict[str, Any]:
    return {"periods": [], "years": []}


def no_summary() -> dict[str, Any]:
    return {"last": None, "recent": [], "target": None, "status": IndicatorStatus.NO_VALUE}


class Confidence(StrEnum):
    """How sure it is that a code list or a candidate is what others use."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    OWN = "own"


class Dimension(Row, Base):
    """A code list that parts of a value belong to: sex, age, … The list `place` says where."""

    __tablename__ = "dimensions"
    __table_args__ = (one_of("confidence", Confidence), sa.UniqueConstraint("network_id", "code"))

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    code: Mapped[str] = mapped_column(sa.String(30))
    position: Mapped[int]
    title: Mapped[dict[str, Any]]
    items: Mapped[list[dict[str, Any]]]  # code, title, retired; in order
    source: Mapped[str | None] = mapped_column(sa.String(500))
    confidence: Mapped[str] = mapped_column(sa.String(6), default=Confidence.OWN)


class Indicator(Row, Base):
    """What is measured, how, by whom. What was approved is kept here period by period, so a page adds nothing up."""

    __tablename__ = "indicators"
    __table_args__ = (
        one_of("kind", IndicatorKind),
        one_of("direction", Direction),
        one_of("accumulates", Accumulates),
        one_of("frequency", Span),
        one_of("visibility", Visibility),
        one_of("state", IndicatorState),
        one_of("status", IndicatorStatus),
        sa.UniqueConstraint("network_id", "code"),
        sa.CheckConstraint("decimals BETWEEN 0 AND 6", name="decimals_bounded"),
        sa.CheckConstraint("part_decimals BETWEEN 0 AND 6", name="part_decimals_bounded"),
        sa.CheckConstraint("per > 0", name="per_positive"),
        sa.Index(None, "network_id", "state", "code"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    code: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[dict[str, Any]]
    definition: Mapped[dict[str, Any] | None]
    kind: Mapped[str] = mapped_column(sa.String(10))
    unit: Mapped[dict[str, Any]]
    decimals: Mapped[int] = mapped_column(default=0)
    part_decimals: Mapped[int] = mapped_column(default=0)
    per: Mapped[int] = mapped_column(default=1)  # a percentage is per 100, a rate perhaps per 100 000
    direction: Mapped[str] = mapped_column(sa.String(8))
    accumulates: Mapped[str] = mapped_column(sa.String(6))
    frequency: Mapped[str] = mapped_column(sa.String(9))
    counts_people: Mapped[bool] = mapped_column(default=True)  # small numbers of people are not shown
    baseline: Mapped[dict[str, Any] | None]
    targets: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # period and value, oldest first
    source: Mapped[str | None] = mapped_column(sa.String(300))
    method: Mapped[str | None] = mapped_column(sa.Text)
    responsible_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    reporters: Mapped[list[dict[str, Any]]] = mapped_column(
        default=list
    )  # organisation_id and acronym, responsible first
    codes: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # framework, code, in_official_gcm_set
    frameworks: Mapped[str] = mapped_column(sa.String(60), default=" ")  # of the codes, each between blanks
    objectives: Mapped[list[int]] = mapped_column(default=list)
    sdg_targets: Mapped[list[str]] = mapped_column(default=list)
    dimensions: Mapped[list[str]] = mapped_column(default=list)  # codes, in the order in which tables nest
    by_place: Mapped[bool] = mapped_column(default=False)
    visibility: Mapped[str] = mapped_column(sa.String(12), default=Visibility.MEMBERS)
    state: Mapped[str] = mapped_column(sa.String(8), default=IndicatorState.ACTIVE)
    reference: Mapped[dict[str, Any] | None]  # the candidate it was made from, as the reference data have it
    value_count: Mapped[int] = mapped_column(default=0, info=KEPT)
    status: Mapped[str] = mapped_column(sa.String(9), default=IndicatorStatus.NO_VALUE, info=KEPT)
    # approved figures per period and year, oldest first: as they are, and as readers below the secretariat see them
    series: Mapped[dict[str, Any]] = mapped_column(default=no_series, info=KEPT)
    published: Mapped[dict[str, Any]] = mapped_column(default=no_series, info=KEPT)
    # of the same: the last figure, the latest points, the target that counts, and the status
    summary: Mapped[dict[str, Any]] = mapped_column(default=no_summary, info=KEPT)
    published_summary: Mapped[dict[str, Any]] = mapped_column(default=no_summary, info=KEPT)


class IndicatorReporter(Base):
    """An organisation that reports an indicator."""

    __tablename__ = "indicator_reporters"
    __table_args__ = (sa.Index(None, "network_id", "organisation_id", "indicator_id"),)

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"), primary_key=True)
    indicator_id: Mapped[UUID] = mapped_column(sa.ForeignKey("indicators.id"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"), primary_key=True)
    position: Mapped[int]  # 0: responsible


class IndicatorValue(Row, Base):
    """What one organisation says of one indicator for one period.

    Its numbers stand in no journal entry that members read, small ones would: their digest is on record for the
    secretariat when it is submitted.
    """

    __tablename__ = "indicator_values"
    __table_args__ = (
        one_of("state", ValueState),
        one_of("hidden", Suppressed),
        sa.UniqueConstraint("network_id", "indicator_id", "period", "organisation_id", name="uq_indicator_values_once"),
        sa.CheckConstraint("state <> 'returned' OR reason IS NOT NULL", name="returned_says_why"),
        sa.CheckConstraint("(state = 'approved') = (approved_at IS NOT NULL)", name="approved_has_its_instant"),
        sa.CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name="both_parts"),
        sa.Index("ix_indicator_values_of_indicator", "network_id", "indicator_id", "state", "organisation_id"),
        sa.Index(None, "network_id", "state", "period", "id"),
        sa.Index(None, "network_id", "organisation_id", "state", "period"),
        sa.Index(None, "network_id", "period", "id"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    indicator_id: Mapped[UUID] = mapped_column(sa.ForeignKey("indicators.id"))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    acronym: Mapped[str] = mapped_column(sa.String(20))
    period: Mapped[str] = mapped_column(sa.String(7))
    state: Mapped[str] = mapped_column(sa.String(10), default=ValueState.DRAFT)
    note: Mapped[str | None] = mapped_column(sa.Text)
    reason: Mapped[str | None] = mapped_column(sa.Text)
    submitted_by: Mapped[UUID | None]
    submitted_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    cell_count: Mapped[int] = mapped_column(default=0, info=KEPT)
    cells_sha256: Mapped[str | None] = mapped_column(sa.String(64), info=KEPT)  # of the cells in their one order
    # the total, computed from the finest level reported, and the same as it is read: decimal texts
    value: Mapped[int | None] = mapped_column(info=KEPT)
    numerator: Mapped[int | None] = mapped_column(info=KEPT)
    denominator: Mapped[int | None] = mapped_column(info=KEPT)
    figure: Mapped[dict[str, Any]] = mapped_column(info=KEPT)
    totals_agree: Mapped[bool] = mapped_column(default=True, info=KEPT)
    findings: Mapped[list[dict[str, Any]]] = mapped_column(default=list, info=KEPT)
    # why readers below the secretariat do not see the total
    hidden: Mapped[str | None] = mapped_column(sa.String(13), info=KEPT)


class IndicatorCell(Base):
    """One part of a value as it was reported."""

    __tablename__ = "indicator_cells"
    __table_args__ = (
        one_of("hidden", Suppressed),
        sa.CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name="both_parts"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"), primary_key=True)
    value_id: Mapped[UUID] = mapped_column(sa.ForeignKey("indicator_values.id"), primary_key=True)
    place: Mapped[str] = mapped_column(sa.String(MOST_PLACE), primary_key=True)  # '' is the whole country
    dims: Mapped[str] = mapped_column(sa.String(MOST_DIMS), primary_key=True)  # age=18-24;sex=female; '' is the total
    value: Mapped[int | None]
    numerator: Mapped[int | None]
    denominator: Mapped[int | None]
    hidden: Mapped[str | None] = mapped_column(sa.String(13))


class IndicatorFigure(Base):
    """One number of the network: all approved values of a period, summed for one part."""

    __tablename__ = "indicator_figures"
    __table_args__ = (one_of("hidden", Suppressed),)

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"), primary_key=True)
    indicator_id: Mapped[UUID] = mapped_column(sa.ForeignKey("indicators.id"), primary_key=True)
    period: Mapped[str] = mapped_column(sa.String(7), primary_key=True)
    place: Mapped[str] = mapped_column(sa.String(MOST_PLACE), primary_key=True)
    dims: Mapped[str] = mapped_column(sa.String(MOST_DIMS), primary_key=True)
    organisation_count: Mapped[int]  # how many organisations it is summed from
    value: Mapped[int | None]
    numerator: Mapped[int | None]
    denominator: Mapped[int | None]
    hidden: Mapped[str | None] = mapped_column(sa.String(13))
