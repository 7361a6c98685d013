"""A network (one country or region) and the organisations that networks are made of."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.db import Base, Row, SortKey, one_of


class AdoptedBy(StrEnum):
    """Whether one co-chair's act adopts a decision or both must act."""

    ONE = "one"
    BOTH = "both"


class AgreedSetting(StrEnum):
    """Settings that a network agrees by decision."""

    SILENCE_MINIMUM_SECONDS = "silence_minimum_seconds"
    SILENCE_DEFAULT_SECONDS = "silence_default_seconds"
    URGENT_PERIOD_SECONDS = "urgent_period_seconds"
    ADOPTED_BY = "adopted_by"
    MEETINGS_PER_YEAR = "meetings_per_year"
    SMALL_CELL_THRESHOLD = "small_cell_threshold"
    WORKING_DAYS = "working_days"
    HOLIDAYS = "holidays"


class Adopted(NamedTuple):
    """A decision that stands, as a setting names it."""

    number: str
    adopted_at: datetime


class HolidayConfidence(StrEnum):
    """Whether somebody has checked the day with an official source."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


class OrganisationKind(StrEnum):
    UN_ENTITY = "un_entity"
    GOVERNMENT = "government"
    CIVIL_SOCIETY = "civil_society"
    ACADEMIA = "academia"
    PRIVATE_SECTOR = "private_sector"
    OTHER = "other"


class Network(Row, Base):
    """Everything below belongs to exactly one network. Its id is also the id of its journal's head."""

    __tablename__ = "networks"
    __table_args__ = (
        one_of("adopted_by", AdoptedBy),
        sa.CheckConstraint("silence_minimum_seconds > 0", name="silence_minimum_positive"),
        sa.CheckConstraint(
            "silence_default_seconds >= silence_minimum_seconds", name="silence_default_not_below_minimum"
        ),
        sa.CheckConstraint("urgent_period_seconds > 0", name="urgent_period_positive"),
        sa.CheckConstraint("small_cell_threshold >= 0", name="small_cell_threshold_not_negative"),
    )

    slug: Mapped[str] = mapped_column(sa.String(60), unique=True)
    code: Mapped[str] = mapped_column(sa.String(8), unique=True)  # leads every register number: TKM/2026/003
    name: Mapped[dict[str, Any]]
    country: Mapped[dict[str, Any]]
    time_zone: Mapped[str] = mapped_column(sa.String(40))
    languages: Mapped[list[str]]
    established_on: Mapped[date | None]
    demo: Mapped[bool] = mapped_column(default=False)
    silence_minimum_seconds: Mapped[int] = mapped_column(default=72 * 3600)
    silence_default_seconds: Mapped[int] = mapped_column(default=72 * 3600)
    urgent_period_seconds: Mapped[int | None]  # for statements, as a decision agreed beforehand; null: none agreed
    small_cell_threshold: Mapped[int] = mapped_column(default=5)
    meetings_per_year: Mapped[int] = mapped_column(default=4)
    adopted_by: Mapped[str] = mapped_column(sa.String(4), default=AdoptedBy.ONE)
    working_days: Mapped[list[int]] = mapped_column(default=lambda: [1, 2, 3, 4, 5])  # ISO: Monday is 1
    holidays: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # of the duty station, each with its source
    agreed: Mapped[dict[str, Any]] = mapped_column(default=dict)  # by setting: the decision that agreed it, since when


class Organisation(Row, Base):
    """A UN entity, ministry, NGO, university … Known once, can be in many networks."""

    __tablename__ = "organisations"
    __table_args__ = (one_of("kind", OrganisationKind),)

    acronym: Mapped[str] = mapped_column(sa.String(20), unique=True)
    name: Mapped[dict[str, Any]]
    kind: Mapped[str] = mapped_column(sa.String(20))
    iati_id: Mapped[str | None] = mapped_column(sa.String(40))
    source: Mapped[str | None] = mapped_column(sa.String(500))
    confidence: Mapped[dict[str, Any] | None]
    sort_key: Mapped[str] = mapped_column(SortKey, index=True)


class RegisterNumber(Base):
    """The last number given per network, register and year: register numbers have no gaps."""

    __tablename__ = "register_numbers"

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"), primary_key=True)
    register: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)
