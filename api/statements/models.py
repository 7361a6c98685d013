"""Statements, their translations, the co-chairs' signatures, and where they were released."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.access import Visibility
from api.kernel.db import Base, Row, one_of
from api.statements.values import Channel, SignatureAct, StatementState, TranslationStatus, Urgency


class Statement(Row, Base):
    """One Voice: a text that the network adopted and both co-chairs signed.

    Until consensus begins the text stands here; then it lives in the decision; at the second signature its frozen copy
    comes back, with the hash of the round that adopted it. Nothing can be published whose hash is another.
    """

    __tablename__ = "statements"
    __table_args__ = (
        one_of("state", StatementState),
        one_of("urgency", Urgency),
        one_of("visibility", Visibility),
        sa.UniqueConstraint("network_id", "number"),
        sa.UniqueConstraint("decision_id"),
        sa.CheckConstraint(
            "(state IN ('signed', 'published', 'withdrawn')) = (signed_at IS NOT NULL)", name="signed_has_its_instant"
        ),
        sa.CheckConstraint("(signed_at IS NULL) = (number IS NULL)", name="signed_has_number"),
        sa.CheckConstraint("(signed_at IS NULL) = (adopted_hash IS NULL)", name="signed_has_adopted_hash"),
        sa.CheckConstraint(
            "signed_at IS NULL OR (decision_id IS NOT NULL AND text IS NOT NULL)", name="signed_is_whole"
        ),
        sa.CheckConstraint(
            "(state IN ('published', 'withdrawn')) = (published_at IS NOT NULL)", name="published_has_its_instant"
        ),
        sa.CheckConstraint("(published_at IS NULL) = (published_hash IS NULL)", name="published_has_hash"),
        sa.CheckConstraint("published_hash IS NULL OR published_hash = adopted_hash", name="published_is_adopted"),
        sa.CheckConstraint("released_at IS NULL OR published_at IS NOT NULL", name="released_is_published"),
        sa.CheckConstraint(
            "released_at IS NULL OR embargo_at IS NULL OR released_at >= embargo_at", name="released_after_embargo"
        ),
        sa.CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_has_its_instant"),
        sa.CheckConstraint("state <> 'withdrawn' OR withdrawal_reason IS NOT NULL", name="withdrawn_says_why"),
        sa.Index(None, "network_id", "state", "sort_at"),
        sa.Index(None, "network_id", "sort_at"),
        sa.Index(None, "network_id", "released_at"),
        sa.Index(None, "network_id", "corrects_id"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    number: Mapped[str | None] = mapped_column(sa.String(40))  # TKM/2026/S-003, given at the second signature
    key: Mapped[str | None] = mapped_column(sa.String(40))  # the number as it stands in an address: TKM-2026-S-003
    year: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(10), default=StatementState.DRAFT)
    urgency: Mapped[str] = mapped_column(sa.String(10), default=Urgency.ORDINARY)
    visibility: Mapped[str] = mapped_column(sa.String(12), default=Visibility.PUBLIC)  # once it is released
    authoritative: Mapped[str] = mapped_column(sa.String(2), default="en")
    title: Mapped[dict[str, Any]]
    text: Mapped[str | None] = mapped_column(sa.Text)  # authoritative
    decision_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("decisions.id"))
    corrects_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("statements.id"))
    media_contact: Mapped[dict[str, Any] | None] = mapped_column(info={"personal": True})
    channels: Mapped[list[str]] = mapped_column(default=list)  # where it is to be released
    embargo_at: Mapped[datetime | None]
    signatories: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # member organisations, frozen when signed
    on_record: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # reservations and disassociations
    adopted_hash: Mapped[str | None] = mapped_column(sa.String(64))  # SHA-256 of the text in the round that adopted it
    published_hash: Mapped[str | None] = mapped_column(sa.String(64))
    signed_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]  # when the act was done
    released_at: Mapped[datetime | None]  # when it became readable: at once, or at the embargo
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[dict[str, Any] | None]
    sort_at: Mapped[datetime]


class StatementTranslation(Row, Base):
    """The text in another language. It follows the text whose hash it names; its source may have changed since."""

    __tablename__ = "statement_translations"
    __table_args__ = (
        one_of("status", TranslationStatus),
        sa.UniqueConstraint("statement_id", "language"),
        sa.CheckConstraint("(status = 'checked') = (checked_at IS NOT NULL)", name="checked_has_its_instant"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    statement_id: Mapped[UUID] = mapped_column(sa.ForeignKey("statements.id"))
    language: Mapped[str] = mapped_column(sa.String(2))
    status: Mapped[str] = mapped_column(sa.String(8), default=TranslationStatus.DRAFT)
    title: Mapped[str] = mapped_column(sa.String(300))
    text: Mapped[str] = mapped_column(sa.Text)
    source_hash: Mapped[str] = mapped_column(sa.String(64))
    source_text: Mapped[str | None] = mapped_column(sa.Text)  # what it was made from, to show what changed since
    checked_by: Mapped[str | None] = mapped_column(sa.String(20))
    checked_at: Mapped[datetime | None]


class StatementSignature(Row, Base):
    """A co-chair's name under a statement, or under its withdrawal: two persons of two organisations, each once."""

    __tablename__ = "statement_signatures"
    __table_args__ = (
        one_of("act", SignatureAct),
        sa.CheckConstraint("place IN (1, 2)", name="two_places"),
        sa.UniqueConstraint("statement_id", "act", "place"),
        sa.UniqueConstraint("statement_id", "act", "person_id"),
        sa.UniqueConstraint("statement_id", "act", "organisation_id"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    statement_id: Mapped[UUID] = mapped_column(sa.ForeignKey("statements.id"))
    act: Mapped[str] = mapped_column(sa.String(8))
    place: Mapped[int]
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("people.id"))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    acronym: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(200), info={"personal": True})  # as it stands under the paper
    function: Mapped[str | None] = mapped_column(sa.String(200), info={"personal": True})
    text_hash: Mapped[str] = mapped_column(sa.String(64))  # of the text that was signed


class StatementRelease(Row, Base):
    """Where and when it was released, as the secretariat recorded it."""

    __tablename__ = "statement_releases"
    __table_args__ = (one_of("channel", Channel), sa.Index(None, "network_id", "statement_id"))

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    statement_id: Mapped[UUID] = mapped_column(sa.ForeignKey("statements.id"))
    channel: Mapped[str] = mapped_column(sa.String(20))
    released_on: Mapped[date]
    url: Mapped[str | None] = mapped_column(sa.String(500))
    note: Mapped[str | None] = mapped_column(sa.String(300))
    languages: Mapped[list[str]] = mapped_column(default=list)
    removed_at: Mapped[datetime | None]  # recorded in error
