"""Reviews of the Compact and annual profiles of the network: their text, every version of it, and what members said."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.db import Base, Row, one_of


class ReviewKind(StrEnum):
    """Named as their templates are."""

    REVIEW = "gcm_voluntary_review"
    PROFILE = "network_profile"


class ReviewState(StrEnum):
    GENERATED = "generated"
    EDITED = "edited"
    CIRCULATED = "circulated"
    FROZEN = "frozen"  # put to decision
    ADOPTED = "adopted"
    ISSUED = "issued"


class ReviewVersionKind(StrEnum):
    """What made a version."""

    GENERATED = "generated"
    REGENERATED = "regenerated"
    EDITED = "edited"
    RESTORED = "restored"
    CHECKED = "checked"


class ReviewTemplate(Row, Base):
    """A form as data: an outline with its sources. It is never changed: a newer edition is loaded beside it."""

    __tablename__ = "review_templates"
    __table_args__ = (
        one_of("kind", ReviewKind),
        sa.UniqueConstraint("network_id", "kind", "edition"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    edition: Mapped[str] = mapped_column(sa.String(20))  # as its makers count: 2026.1
    title: Mapped[str] = mapped_column(sa.String(300))
    confidence: Mapped[str] = mapped_column(sa.String(10))
    body: Mapped[str] = mapped_column(sa.Text, info={"digest": "sha256"})  # the JSON as it was loaded
    sha256: Mapped[str] = mapped_column(sa.String(64))
    by: Mapped[str] = mapped_column(sa.String(20))  # acronym of whose officer loaded it


class Review(Row, Base):
    """A report over whole years. What was adopted or issued stays as the version it was; a correction is a new one."""

    __tablename__ = "reviews"
    __table_args__ = (
        one_of("kind", ReviewKind),
        one_of("state", ReviewState),
        sa.UniqueConstraint("network_id", "number"),
        sa.UniqueConstraint("network_id", "kind", "first_year", "last_year"),
        sa.CheckConstraint("last_year >= first_year", name="years_in_order"),
        sa.CheckConstraint("kind <> 'network_profile' OR last_year = first_year", name="profile_of_one_year"),
        sa.CheckConstraint("state <> 'frozen' OR kind = 'gcm_voluntary_review'", name="review_is_decided"),
        sa.CheckConstraint("state <> 'adopted' OR kind = 'gcm_voluntary_review'", name="review_is_adopted"),
        sa.CheckConstraint("state <> 'issued' OR kind = 'network_profile'", name="profile_is_issued"),
        sa.CheckConstraint("(frozen_version IS NULL) = (sha256 IS NULL)", name="frozen_has_its_hash"),
        sa.CheckConstraint("state <> 'frozen' OR frozen_version IS NOT NULL", name="frozen_has_its_version"),
        sa.CheckConstraint("(final_version IS NULL) = (final_at IS NULL)", name="final_has_its_instant"),
        sa.CheckConstraint("(final_version IS NULL) = (final_sha256 IS NULL)", name="final_has_its_hash"),
        sa.CheckConstraint("state NOT IN ('adopted', 'issued') OR final_version IS NOT NULL", name="final_stands"),
        sa.Index(None, "network_id", "sort_at"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    template_id: Mapped[UUID] = mapped_column(sa.ForeignKey("review_templates.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    number: Mapped[str] = mapped_column(sa.String(40))
    first_year: Mapped[int]
    last_year: Mapped[int]
    language: Mapped[str] = mapped_column(sa.String(2))  # authoritative
    state: Mapped[str] = mapped_column(sa.String(10))
    body: Mapped[str] = mapped_column(sa.Text, info={"digest": "text_hash"})  # see `text.py`
    text_hash: Mapped[str] = mapped_column(sa.String(64))
    version_count: Mapped[int] = mapped_column(default=0)  # number of the version that stands
    generated_at: Mapped[datetime]  # when the record was read last
    circulated_version: Mapped[int | None]
    circulated_at: Mapped[datetime | None]
    frozen_version: Mapped[int | None]  # put to decision, or issued
    sha256: Mapped[str | None] = mapped_column(sa.String(64))  # of the frozen version
    decision_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("decisions.id"))
    final_version: Mapped[int | None]  # adopted or issued last; it stays while a correction is written
    final_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    final_at: Mapped[datetime | None]
    final_decision_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("decisions.id"))
    reason: Mapped[str | None] = mapped_column(sa.Text)  # of the correction that is being written
    sort_at: Mapped[datetime]


class ReviewVersion(Row, Base):
    """The whole text as it was saved once. It is never changed; circulated, frozen and final ones are marked."""

    __tablename__ = "review_versions"
    __table_args__ = (
        one_of("kind", ReviewVersionKind),
        sa.UniqueConstraint("network_id", "review_id", "number"),
        sa.CheckConstraint("final_at IS NULL OR frozen_at IS NOT NULL", name="final_was_frozen"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    review_id: Mapped[UUID] = mapped_column(sa.ForeignKey("reviews.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(12))
    body: Mapped[str] = mapped_column(sa.Text, info={"digest": "text_hash"})
    text_hash: Mapped[str] = mapped_column(sa.String(64))
    section_id: Mapped[str | None] = mapped_column(sa.String(60))  # that was edited or checked
    restored_from: Mapped[int | None]
    by: Mapped[str] = mapped_column(sa.String(20))  # acronym of whose officer saved it
    person_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("people.id"))
    circulated_at: Mapped[datetime | None]
    frozen_at: Mapped[datetime | None]
    final_at: Mapped[datetime | None]


class ReviewComment(Row, Base):
    """What a member said about a circulated version, about one section or the whole."""

    __tablename__ = "review_comments"
    __table_args__ = (
        sa.CheckConstraint("(taken_back_at IS NULL) = (text IS NOT NULL)", name="taken_back_is_blank"),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answer_has_its_instant"),
        sa.Index(None, "network_id", "review_id", "created_at"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    review_id: Mapped[UUID] = mapped_column(sa.ForeignKey("reviews.id"))
    version_number: Mapped[int]
    section_id: Mapped[str | None] = mapped_column(sa.String(60))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("people.id"))
    text: Mapped[str | None] = mapped_column(sa.Text)
    answer: Mapped[str | None] = mapped_column(sa.Text)  # of the secretariat
    answered_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]
