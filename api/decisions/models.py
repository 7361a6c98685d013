"""Decisions, their rounds and the positions in them; what consensus left on record."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.decisions.rules import (
    DecisionKind,
    DecisionState,
    PositionValue,
    Procedure,
    ReachedBy,
    RoundOutcome,
    RoundState,
    SuggestionState,
)
from api.kernel.access import Visibility
from api.kernel.db import Base, Row, one_of

ADOPTED_STATES = "state IN ('adopted', 'adopted_with_reservations')"


class Decision(Row, Base):
    """A question put to all members, with its register number once it was opened."""

    __tablename__ = "decisions"
    __table_args__ = (
        one_of("kind", DecisionKind),
        one_of("state", DecisionState),
        one_of("visibility", Visibility),
        sa.UniqueConstraint("network_id", "number"),
        sa.CheckConstraint(f"({ADOPTED_STATES}) = (adopted_at IS NOT NULL)", name="adopted_has_its_instant"),
        sa.CheckConstraint("state = 'draft' OR state = 'withdrawn' OR number IS NOT NULL", name="opened_has_number"),
        sa.Index(None, "network_id", "state", "sort_at"),
        sa.Index(None, "network_id", "sort_at"),
        sa.Index(None, "network_id", "meeting_id"),
        sa.Index(None, "network_id", "proposal_id"),
        sa.Index(None, "network_id", "supersedes_id"),
        sa.Index(None, "network_id", "rescinds_id"),
        sa.CheckConstraint("supersedes_id IS NULL OR rescinds_id IS NULL", name="supersedes_or_rescinds"),
        sa.Index(None, "network_id", "subject_id"),
        sa.CheckConstraint(
            "(subject_kind IS NULL) = (subject_id IS NULL) AND (subject_id IS NULL) = (subject_version IS NULL)"
            " AND (subject_id IS NULL) = (subject_sha256 IS NULL)",
            name="subject_whole",
        ),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    number: Mapped[str | None] = mapped_column(sa.String(40))
    kind: Mapped[str] = mapped_column(sa.String(12))
    title: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(sa.String(26), default=DecisionState.DRAFT)
    visibility: Mapped[str] = mapped_column(sa.String(12), default=Visibility.MEMBERS)
    authoritative: Mapped[str] = mapped_column(sa.String(2), default="en")
    texts: Mapped[dict[str, Any]]  # by language, as they stand now; a round freezes them
    paragraph_ids: Mapped[list[str]] = mapped_column(default=list)  # of the authoritative text, in its order
    paragraph_count: Mapped[int] = mapped_column(default=0)  # ids ever given: none is given twice
    stale_languages: Mapped[list[str]] = mapped_column(default=list)  # translations of words that changed since
    meeting_id: Mapped[UUID | None]
    agenda_item_id: Mapped[UUID | None]
    proposal_id: Mapped[UUID | None]
    proposal_revision: Mapped[int | None]
    subject_kind: Mapped[str | None] = mapped_column(sa.String(30))  # what it adopts, where that is frozen elsewhere
    subject_id: Mapped[UUID | None]
    subject_version: Mapped[int | None]
    subject_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    allowed_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("decisions.id"))  # a shorter period, agreed before
    supersedes_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("decisions.id"))
    rescinds_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("decisions.id")
    )  # ends it, with nothing in its place
    review_on: Mapped[date | None]
    round_count: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None] = mapped_column(sa.Text)  # of the last move that asked for one
    referred_to: Mapped[str | None] = mapped_column(sa.String(10))
    referral_result: Mapped[str | None] = mapped_column(sa.Text)
    adopted_by: Mapped[list[str]] = mapped_column(default=list)  # acronyms of the co-chairs who acted
    adopted_at: Mapped[datetime | None]
    sort_at: Mapped[datetime]


class Round(Row, Base):
    """One consultation: a frozen text, a procedure, a deadline and a roll."""

    __tablename__ = "rounds"
    __table_args__ = (
        one_of("procedure", Procedure),
        one_of("state", RoundState),
        one_of("outcome", RoundOutcome),
        sa.UniqueConstraint("decision_id", "number"),
        sa.CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name="closed_has_outcome"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    decision_id: Mapped[UUID] = mapped_column(sa.ForeignKey("decisions.id"))
    number: Mapped[int]
    procedure: Mapped[str] = mapped_column(sa.String(10))
    state: Mapped[str] = mapped_column(sa.String(10), default=RoundState.OPEN)
    outcome: Mapped[str | None] = mapped_column(sa.String(10))
    authoritative: Mapped[str] = mapped_column(sa.String(2))
    texts: Mapped[dict[str, Any]]
    paragraph_ids: Mapped[list[str]] = mapped_column(default=list)
    stale_languages: Mapped[list[str]] = mapped_column(default=list)
    text_hash: Mapped[str] = mapped_column(sa.String(64))  # SHA-256 of the authoritative text
    subject: Mapped[dict[str, Any] | None]  # what the decision was about when the round opened
    opened_at: Mapped[datetime]
    deadline_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Position(Row, Base):
    """One organisation's word in one round. The row stands from the first second; null is not yet answered."""

    __tablename__ = "positions"
    __table_args__ = (
        one_of("value", PositionValue),
        sa.UniqueConstraint("round_id", "organisation_id"),
        sa.CheckConstraint("(value IS NULL) = (answered_at IS NULL)", name="answer_has_its_instant"),
        sa.CheckConstraint("value <> 'objection' OR would_resolve IS NOT NULL", name="objection_says_what_resolves"),
        sa.CheckConstraint("NOT on_behalf OR source IS NOT NULL", name="on_behalf_has_source"),
        one_of("reached_by", ReachedBy),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    round_id: Mapped[UUID] = mapped_column(sa.ForeignKey("rounds.id"))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    acronym: Mapped[str] = mapped_column(sa.String(20))
    place: Mapped[int]
    value: Mapped[str | None] = mapped_column(sa.String(14))
    text: Mapped[str | None] = mapped_column(sa.Text)
    would_resolve: Mapped[str | None] = mapped_column(sa.Text)
    ad_referendum_until: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    on_behalf: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str | None] = mapped_column(sa.String(300))
    attachment_count: Mapped[int] = mapped_column(default=0)  # files of answers on its behalf
    confirmed_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    reached_at: Mapped[datetime | None]  # when the notice came to one of its focal points
    reached_by: Mapped[str | None] = mapped_column(sa.String(10))
    reached_source: Mapped[str | None] = mapped_column(sa.String(300))  # for a notice handed over
    reminded_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]


class Suggestion(Row, Base):
    """Other words for one paragraph of the authoritative text, from an organisation; taken up between rounds or not."""

    __tablename__ = "suggestions"
    __table_args__ = (
        one_of("state", SuggestionState),
        sa.Index(None, "network_id", "decision_id", "created_at"),
        sa.CheckConstraint("(state = 'open') = (settled_at IS NULL)", name="settled_has_its_instant"),
        sa.CheckConstraint("state <> 'declined' OR answer IS NOT NULL", name="declined_says_why"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    decision_id: Mapped[UUID] = mapped_column(sa.ForeignKey("decisions.id"))
    round_number: Mapped[int]  # the round whose text it was made on; 0 before the first
    paragraph_id: Mapped[str] = mapped_column(sa.String(12))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("people.id"))
    quote: Mapped[str] = mapped_column(sa.Text)  # the paragraph as it stood
    text: Mapped[str] = mapped_column(sa.Text)  # as it should read; empty: leave it out
    reason: Mapped[str | None] = mapped_column(sa.Text)
    state: Mapped[str] = mapped_column(sa.String(10), default=SuggestionState.OPEN)
    answer: Mapped[str | None] = mapped_column(sa.Text)
    settled_at: Mapped[datetime | None]


class DecisionComment(Row, Base):
    """A remark on a decision or on one paragraph of it, or a reply to a remark. It never weighs on the outcome."""

    __tablename__ = "decision_comments"
    __table_args__ = (sa.Index(None, "network_id", "decision_id", "created_at"),)

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    decision_id: Mapped[UUID] = mapped_column(sa.ForeignKey("decisions.id"))
    round_number: Mapped[int]
    paragraph_id: Mapped[str | None] = mapped_column(sa.String(12))
    parent_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("decision_comments.id"))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("people.id"))
    text: Mapped[str | None] = mapped_column(sa.Text)  # null once taken back
    taken_back_at: Mapped[datetime | None]


class Explanation(Row, Base):
    """An explanation of position, added to a decision that is over. It changes nothing of the outcome."""

    __tablename__ = "explanations"
    __table_args__ = (sa.Index(None, "network_id", "decision_id", "created_at"),)

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    decision_id: Mapped[UUID] = mapped_column(sa.ForeignKey("decisions.id"))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("people.id"))
    language: Mapped[str] = mapped_column(sa.String(2))
    text: Mapped[str] = mapped_column(sa.Text)


class PositionLink(Row, Base):
    """The link in one person's notice: signed over person, organisation, round and text; dead once it was used."""

    __tablename__ = "position_links"
    __table_args__ = (sa.UniqueConstraint("round_id", "organisation_id", "person_id"),)

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    round_id: Mapped[UUID] = mapped_column(sa.ForeignKey("rounds.id"))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("people.id"))
    text_hash: Mapped[str] = mapped_column(sa.String(64))
    used_at: Mapped[datetime | None]


class DecisionRecord(Row, Base):
    """What the network keeps of an adopted decision: the JSON as it was mailed to all members, and its digest."""

    __tablename__ = "decision_records"
    __table_args__ = (sa.UniqueConstraint("decision_id"),)

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    decision_id: Mapped[UUID] = mapped_column(sa.ForeignKey("decisions.id"))
    body: Mapped[str] = mapped_column(sa.Text, info={"digest": "sha256"})  # in the journal by its digest
    sha256: Mapped[str] = mapped_column(sa.String(64))
    journal_seq: Mapped[int]
    journal_hash: Mapped[str] = mapped_column(sa.String(64))
