"""Who is in a network, in which capacity, since when; and who speaks for each organisation."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.access import Role
from api.kernel.db import Base, Row, one_of


class MembershipKind(StrEnum):
    MEMBER = "member"
    OBSERVER = "observer"
    PARTNER = "partner"


class MembershipState(StrEnum):
    APPLIED = "applied"
    MEMBER = "member"
    DECLINED = "declined"
    LEFT = "left"


class Capacity(StrEnum):
    COORDINATOR = "coordinator"
    SECRETARIAT = "secretariat"


class AppointmentState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    ENDED = "ended"


class Membership(Row, Base):
    """An organisation's place in a network. One voice per member organisation, whatever its capacities."""

    __tablename__ = "memberships"
    __table_args__ = (
        one_of("kind", MembershipKind),
        one_of("state", MembershipState),
        sa.CheckConstraint("left_on IS NULL OR joined_on IS NULL OR left_on >= joined_on", name="left_after_joined"),
        sa.CheckConstraint("(state = 'left') = (left_on IS NOT NULL)", name="left_has_its_day"),
        sa.CheckConstraint("state NOT IN ('member', 'left') OR joined_on IS NOT NULL", name="member_has_its_day"),
        sa.UniqueConstraint("network_id", "organisation_id", "joined_on"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(10))
    state: Mapped[str] = mapped_column(sa.String(10))
    capacities: Mapped[list[str]]
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]
    position: Mapped[int] = mapped_column(default=0)  # the network's own fixed order, co-chairs' organisations first
    source: Mapped[str | None] = mapped_column(sa.String(500))
    decision_id: Mapped[UUID | None]
    details: Mapped[dict[str, Any] | None]


class Appointment(Row, Base):
    """A person's dated role in a network for an organisation. Rights come from appointments current today, only."""

    __tablename__ = "appointments"
    __table_args__ = (
        one_of("role", Role),
        one_of("state", AppointmentState),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name="until_after_from"),
        sa.CheckConstraint("NOT acting OR until_on IS NOT NULL", name="acting_has_its_term"),
        sa.Index(None, "network_id", "organisation_id"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("people.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    role: Mapped[str] = mapped_column(sa.String(12))
    state: Mapped[str] = mapped_column(sa.String(10))
    acting: Mapped[bool] = mapped_column(default=False)  # stands in for a co-chair
    from_on: Mapped[date]
    until_on: Mapped[date | None]  # the last day on which it holds; null is open
    proposed_by: Mapped[UUID | None]
    confirmed_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]
