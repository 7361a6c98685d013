"""The joint workplan: outcomes, outputs and activities with their money, what was reported on them, and the risks.

A plan that was adopted changes only as a new version, a row of its own with copies of everything; `origin_id` says what
is the same thing in all versions. Updates are no change of the plan: they belong to the origin.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.db import Base, Row, new_id, one_of
from api.workplans.values import ActivityStatus, ResultKind, RiskState, UpdateState, WorkplanState

MONEY = ("required_cents", "available_cents", "expenditure_cents")
NOT_NEGATIVE = " AND ".join(f"({name} IS NULL OR {name} >= 0)" for name in MONEY)
MARKERS_KNOWN = " AND ".join(
    f"({name} IS NULL OR {name} BETWEEN 0 AND 3)" for name in ("gender_marker", "human_rights_marker", "peace_marker")
)


class Workplan(Row, Base):
    """One version of a plan. `slug` names the plan in addresses and is the same in all its versions."""

    __tablename__ = "workplans"
    __table_args__ = (
        one_of("state", WorkplanState),
        sa.UniqueConstraint("network_id", "slug", "version_number"),
        sa.Index(None, "network_id", "starts_on", "id"),
        sa.CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        sa.CheckConstraint("version_number >= 1", name="versions_count_from_one"),
        sa.CheckConstraint(
            "(state IN ('adopted', 'closed')) = (adopted_at IS NOT NULL)", name="adopted_has_its_instant"
        ),
        sa.CheckConstraint("(adopted_at IS NULL) = (decision_id IS NULL)", name="adopted_by_decision"),
        sa.CheckConstraint("state <> 'abandoned' OR reason IS NOT NULL", name="abandoned_says_why"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    slug: Mapped[str] = mapped_column(sa.String(20))
    version_number: Mapped[int] = mapped_column(default=1)
    previous_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("workplans.id"))
    title: Mapped[dict[str, Any]]
    framework_name: Mapped[str | None] = mapped_column(sa.String(300))  # of the Cooperation Framework
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    state: Mapped[str] = mapped_column(sa.String(10), default=WorkplanState.DRAFT)
    snapshot_number: Mapped[int] = mapped_column(default=0)  # the last one frozen; 0: none
    snapshot_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    decision_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("decisions.id"))  # by which it was adopted
    adopted_at: Mapped[datetime | None]
    replaced_by_id: Mapped[UUID | None]  # the version in force since
    reason: Mapped[str | None] = mapped_column(sa.Text)  # of the new version, or why it was abandoned


class WorkplanSnapshot(Row, Base):
    """What was put to decision, byte for byte, and its digest."""

    __tablename__ = "workplan_snapshots"
    __table_args__ = (sa.UniqueConstraint("network_id", "workplan_id", "number"),)

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    workplan_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workplans.id"))
    number: Mapped[int]
    body: Mapped[str] = mapped_column(sa.Text, info={"digest": "sha256"})
    sha256: Mapped[str] = mapped_column(sa.String(64))


class WorkplanResult(Row, Base):
    """An outcome, or an output of one. The codes are those of the Cooperation Framework where UN INFO gives them."""

    __tablename__ = "workplan_results"
    __table_args__ = (
        one_of("kind", ResultKind),
        sa.Index(None, "network_id", "workplan_id", "position"),
        sa.CheckConstraint("(kind = 'output') = (parent_id IS NOT NULL)", name="output_has_its_outcome"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    workplan_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workplans.id"))
    origin_id: Mapped[UUID]
    parent_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("workplan_results.id"))
    kind: Mapped[str] = mapped_column(sa.String(7))
    code: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[dict[str, Any]]
    position: Mapped[int]
    priority_code: Mapped[str | None] = mapped_column(sa.String(40))  # strategic priority, of an outcome
    priority: Mapped[str | None] = mapped_column(sa.Text)


class Activity(Row, Base):
    """What one organisation leads and others contribute to. Its money is added up at each write and kept here.

    `money_digest` is the hash of its lines, so the journal, which keeps this row, covers them too.
    """

    __tablename__ = "activities"
    __table_args__ = (
        one_of("status", ActivityStatus),
        one_of("current_status", ActivityStatus),
        sa.UniqueConstraint("network_id", "workplan_id", "origin_id"),
        sa.Index(None, "network_id", "workplan_id", "output_id", "position"),
        sa.Index(None, "network_id", "origin_id"),
        sa.Index(None, "network_id", "lead_id"),
        sa.CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        sa.CheckConstraint(MARKERS_KNOWN, name="markers_known"),
        sa.CheckConstraint(NOT_NEGATIVE, name="money_not_negative"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    workplan_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workplans.id"))
    output_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workplan_results.id"))
    origin_id: Mapped[UUID]
    position: Mapped[int]
    code: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[dict[str, Any]]
    description: Mapped[dict[str, Any] | None]
    lead_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    contributors: Mapped[list[dict[str, Any]]]  # organisation_id and acronym, as `activity_contributors` has them
    implementing_partners: Mapped[list[dict[str, Any]]]  # organisation_id where it is known, and name
    government_counterpart: Mapped[dict[str, Any] | None]
    objectives: Mapped[list[int]]
    tor_objectives: Mapped[list[int]]
    sdg_targets: Mapped[list[str]]
    places: Mapped[list[str]]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    status: Mapped[str] = mapped_column(sa.String(12), default=ActivityStatus.YET_TO_START)
    gender_marker: Mapped[int | None]
    gender_reason: Mapped[str | None] = mapped_column(sa.Text)
    human_rights_marker: Mapped[int | None]
    human_rights_reason: Mapped[str | None] = mapped_column(sa.Text)
    peace_marker: Mapped[int | None]
    peace_reason: Mapped[str | None] = mapped_column(sa.Text)
    proposal_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("proposals.id"))  # of a joint programme
    uninfo: Mapped[dict[str, Any]]  # columns of UN INFO that have no field here, its status word among them
    required_cents: Mapped[int | None]
    available_cents: Mapped[int | None]
    expenditure_cents: Mapped[int | None]
    money_digest: Mapped[str] = mapped_column(sa.String(64))
    current_status: Mapped[str] = mapped_column(sa.String(12), default=ActivityStatus.YET_TO_START)
    forecast_starts_on: Mapped[date | None]
    forecast_ends_on: Mapped[date | None]
    reported_period: Mapped[str | None] = mapped_column(sa.String(8))  # the last quarter that anybody reported
    reported_cents: Mapped[int | None]  # spent by what was reported


class ActivityContributor(Base):
    """Who contributes to which activity: to find activities by organisation."""

    __tablename__ = "activity_contributors"
    __table_args__ = (sa.Index(None, "network_id", "organisation_id"),)

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    activity_id: Mapped[UUID] = mapped_column(sa.ForeignKey("activities.id"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"), primary_key=True)


class MoneyLine(Base):
    """Money of one organisation from one source in one year. Blank is not zero; to be mobilised is computed."""

    __tablename__ = "money_lines"
    __table_args__ = (
        sa.UniqueConstraint("network_id", "activity_id", "organisation_id", "source", "year"),
        sa.CheckConstraint(NOT_NEGATIVE, name="amounts_not_negative"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    activity_id: Mapped[UUID] = mapped_column(sa.ForeignKey("activities.id"))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    source: Mapped[str] = mapped_column(sa.String(200))
    year: Mapped[int]
    required_cents: Mapped[int | None]
    available_cents: Mapped[int | None]
    expenditure_cents: Mapped[int | None]


class ActivityUpdate(Row, Base):
    """What one organisation reports on one activity for one quarter. Not a change of the plan."""

    __tablename__ = "activity_updates"
    __table_args__ = (
        one_of("state", UpdateState),
        one_of("status", ActivityStatus),
        sa.UniqueConstraint("network_id", "origin_id", "organisation_id", "period"),
        sa.Index(None, "network_id", "organisation_id", "period"),
        sa.Index(None, "network_id", "period"),
        sa.CheckConstraint("(state = 'submitted') = (submitted_at IS NOT NULL)", name="submitted_has_its_instant"),
        sa.CheckConstraint("expenditure_cents IS NULL OR expenditure_cents >= 0", name="expenditure_not_negative"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    origin_id: Mapped[UUID]
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    acronym: Mapped[str] = mapped_column(sa.String(20))
    period: Mapped[str] = mapped_column(sa.String(8))
    state: Mapped[str] = mapped_column(sa.String(9), default=UpdateState.DRAFT)
    status: Mapped[str] = mapped_column(sa.String(12))
    progress: Mapped[str | None] = mapped_column(sa.Text)
    problems: Mapped[str | None] = mapped_column(sa.Text)
    next_steps: Mapped[str | None] = mapped_column(sa.Text)
    forecast_starts_on: Mapped[date | None]
    forecast_ends_on: Mapped[date | None]
    expenditure_cents: Mapped[int | None]  # spent in this quarter
    submitted_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(sa.Text)  # why it was given back


class WorkplanRisk(Row, Base):
    """A risk as it stands: it is kept up while the plan runs, which changes nothing of what was adopted."""

    __tablename__ = "workplan_risks"
    __table_args__ = (
        one_of("state", RiskState),
        sa.Index(None, "network_id", "workplan_id"),
        sa.CheckConstraint("likelihood BETWEEN 1 AND 5 AND impact BETWEEN 1 AND 5", name="levels_known"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    workplan_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workplans.id"))
    origin_id: Mapped[UUID]
    title: Mapped[dict[str, Any]]
    likelihood: Mapped[int]
    impact: Mapped[int]
    owner_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    mitigation: Mapped[str | None] = mapped_column(sa.Text)
    state: Mapped[str] = mapped_column(sa.String(9), default=RiskState.OPEN)
