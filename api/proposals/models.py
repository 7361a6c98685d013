"""A joint programme from idea to financial closure: who takes part, what for, and what it costs."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.db import Base, Row, new_id, one_of
from api.proposals.values import ProposalState


class PunoRole(StrEnum):
    CONVENING = "convening"
    PARTICIPATING = "participating"


class Party(StrEnum):
    """Who signs a programme."""

    PUNO = "puno"
    RESIDENT_COORDINATOR = "resident_coordinator"
    GOVERNMENT = "government"


class Proposal(Row, Base):
    """Totals and findings are worked out at each write and kept here, so a read adds nothing up.

    `content_digest` is the hash of all that a revision freezes, parts and budget included; so the journal, which keeps
    this row, covers them too.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        one_of("state", ProposalState),
        sa.UniqueConstraint("network_id", "number"),
        sa.CheckConstraint("primary_objective BETWEEN 1 AND 23", name="primary_objective_known"),
        sa.CheckConstraint("months > 0", name="months_positive"),
        sa.CheckConstraint("total_cents >= 0", name="total_not_negative"),
        sa.Index(None, "network_id", "updated_at", "id"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    number: Mapped[str] = mapped_column(sa.String(30))
    state: Mapped[str] = mapped_column(sa.String(30), default=ProposalState.IDEA)
    title: Mapped[dict[str, Any]]
    summary: Mapped[dict[str, Any] | None]
    thematic_area: Mapped[str | None] = mapped_column(sa.String(8))
    primary_objective: Mapped[int | None]
    objectives: Mapped[list[int]]  # the other ones that it serves
    call_code: Mapped[str] = mapped_column(sa.String(40))
    call_version: Mapped[str] = mapped_column(sa.String(20))
    starts_on: Mapped[date | None]
    months: Mapped[int | None]
    government_counterparts: Mapped[list[dict[str, Any]]]
    based_on_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("proposals.id"))
    convening_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    parties: Mapped[list[dict[str, Any]]]  # the PUNOs as guards and needs name them: id and acronym
    totals: Mapped[dict[str, Any]]
    indirect_cents: Mapped[int] = mapped_column(default=0)
    total_cents: Mapped[int] = mapped_column(default=0)
    findings: Mapped[list[dict[str, Any]]]
    blockers: Mapped[int] = mapped_column(default=0)
    content_digest: Mapped[str] = mapped_column(sa.String(64))
    revision: Mapped[int] = mapped_column(default=0)  # the last one frozen; 0: none
    revision_digest: Mapped[str | None] = mapped_column(sa.String(64))
    decision_id: Mapped[UUID | None]  # by which the network endorsed it
    government_endorsement: Mapped[dict[str, Any] | None]
    signatures: Mapped[list[dict[str, Any]]]
    confirmations: Mapped[list[dict[str, Any]]]
    acts: Mapped[list[dict[str, Any]]]  # each move with its day, and reason or papers
    updated_at: Mapped[datetime]


class ProposalPuno(Base):
    """A participating UN organisation. `version` is the one of its own lines of the budget."""

    __tablename__ = "proposal_punos"
    __table_args__ = (
        one_of("role", PunoRole),
        sa.CheckConstraint("indirect_bps BETWEEN 0 AND 10000", name="indirect_bps_known"),
    )

    proposal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("proposals.id"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(sa.String(13))
    indirect_bps: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)


class ProposalOutput(Base):
    __tablename__ = "proposal_outputs"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "code"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    proposal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("proposals.id"))
    code: Mapped[str] = mapped_column(sa.String(20))
    title: Mapped[str] = mapped_column(sa.String(300))
    position: Mapped[int]


class BudgetLine(Base):
    """Direct cost of one organisation for one output, category and year. Indirect cost is worked out, never a line.

    The line outlives a PUNO or an output that is taken off: readiness then names it, and nothing is lost.
    """

    __tablename__ = "budget_lines"
    __table_args__ = (
        sa.UniqueConstraint("proposal_id", "organisation_id", "output_id", "category", "year"),
        sa.CheckConstraint("category BETWEEN 1 AND 7", name="category_direct"),
        sa.CheckConstraint("amount_cents >= 0", name="amount_not_negative"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    proposal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("proposals.id"))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    output_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("proposal_outputs.id"))
    category: Mapped[int]
    year: Mapped[int]
    amount_cents: Mapped[int]


class ProposalRevision(Row, Base):
    """What was consulted on or submitted, word for word, and its hash."""

    __tablename__ = "proposal_revisions"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "number"),)

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    proposal_id: Mapped[UUID] = mapped_column(sa.ForeignKey("proposals.id"))
    number: Mapped[int]
    snapshot: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(sa.String(64))
