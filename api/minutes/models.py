"""Minutes of a meeting: their text, every version of it, what was said about it, and what was corrected afterwards."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.access import Visibility
from api.kernel.db import Base, Row, one_of


class MinutesState(StrEnum):
    NONE = "none"  # of a meeting whose minutes nobody has written yet; no row is in it
    DRAFT = "draft"
    CIRCULATED = "circulated"
    ADOPTED = "adopted"


class MinutesAdoption(StrEnum):
    """How they were adopted."""

    SILENCE = "silence"
    MEETING = "meeting"


class MinutesVersionKind(StrEnum):
    """What made a version."""

    GENERATED = "generated"
    REGENERATED = "regenerated"
    EDITED = "edited"
    RESTORED = "restored"


class MinutesTranslationStatus(StrEnum):
    DRAFT = "draft"
    CHECKED = "checked"


class Minutes(Row, Base):
    """The minutes of one meeting, in one authoritative language. Adopted, they never change."""

    __tablename__ = "minutes"
    __table_args__ = (
        one_of("state", MinutesState),
        sa.UniqueConstraint("network_id", "meeting_id"),
        sa.CheckConstraint("state <> 'none'", name="written"),
        sa.CheckConstraint(
            "(state = 'draft' AND circulation_count = 0) OR (circulated_at IS NOT NULL AND window_ends_at IS NOT NULL "
            "AND circulated_version IS NOT NULL AND circulation_count > 0)",
            name="circulated_has_its_window",
        ),
        sa.CheckConstraint("(state = 'adopted') = (adopted_at IS NOT NULL)", name="adopted_has_its_instant"),
        sa.CheckConstraint("(state = 'adopted') = (sha256 IS NOT NULL)", name="adopted_has_its_hash"),
        sa.CheckConstraint("(state = 'adopted') = (adoption IS NOT NULL)", name="adopted_says_how"),
        sa.CheckConstraint(
            "adoption IS NULL OR (adoption = 'meeting') = (adopted_item_id IS NOT NULL)", name="meeting_names_item"
        ),
        sa.CheckConstraint("state <> 'adopted' OR version_count = circulated_version", name="adopted_as_circulated"),
        sa.CheckConstraint("corrigendum_count = 0 OR state = 'adopted'", name="corrected_after_adoption"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    state: Mapped[str] = mapped_column(sa.String(10))
    language: Mapped[str] = mapped_column(sa.String(2))  # authoritative
    body: Mapped[str] = mapped_column(
        sa.Text, info={"digest": "text_hash"}
    )  # see `text.py`; names of persons are in it
    text_hash: Mapped[str] = mapped_column(sa.String(64))
    version_count: Mapped[int] = mapped_column(default=0)  # number of the version that stands
    circulation_count: Mapped[int] = mapped_column(default=0)
    circulated_version: Mapped[int | None]
    circulated_at: Mapped[datetime | None]
    window_ends_at: Mapped[datetime | None]
    adopted_at: Mapped[datetime | None]
    adopted_by: Mapped[str | None] = mapped_column(sa.String(20))
    adoption: Mapped[str | None] = mapped_column(sa.String(8))
    adopted_item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_items.id"))
    sha256: Mapped[str | None] = mapped_column(sa.String(64))  # over the salted digests of all paragraphs
    corrigendum_count: Mapped[int] = mapped_column(default=0)


class MinutesVersion(Row, Base):
    """The whole text as it was saved once. It is never changed; circulated and adopted ones are marked."""

    __tablename__ = "minutes_versions"
    __table_args__ = (
        one_of("kind", MinutesVersionKind),
        sa.UniqueConstraint("network_id", "minutes_id", "number"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    minutes_id: Mapped[UUID] = mapped_column(sa.ForeignKey("minutes.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(12))
    body: Mapped[str] = mapped_column(sa.Text, info={"digest": "text_hash"})
    text_hash: Mapped[str] = mapped_column(sa.String(64))
    restored_from: Mapped[int | None]
    by: Mapped[str] = mapped_column(sa.String(20))  # acronym of whose officer saved it
    person_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("people.id"))
    circulated_at: Mapped[datetime | None]
    adopted_at: Mapped[datetime | None]


class MinutesComment(Row, Base):
    """What somebody who attended said about a circulated version; an objection stands until it is lifted."""

    __tablename__ = "minutes_comments"
    __table_args__ = (
        one_of("visibility", Visibility),
        sa.CheckConstraint("lifted_at IS NULL OR objection", name="only_objections_are_lifted"),
        sa.CheckConstraint("(taken_back_at IS NULL) = (text IS NOT NULL)", name="taken_back_is_blank"),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answer_has_its_instant"),
        sa.Index(None, "network_id", "minutes_id", "circulation"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    minutes_id: Mapped[UUID] = mapped_column(sa.ForeignKey("minutes.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    circulation: Mapped[int]
    version_number: Mapped[int]
    paragraph_id: Mapped[str | None] = mapped_column(sa.String(120))
    parent_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("minutes_comments.id"))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("people.id"))
    visibility: Mapped[str] = mapped_column(sa.String(12))  # of the paragraph that it is on
    text: Mapped[str | None] = mapped_column(sa.Text)
    objection: Mapped[bool] = mapped_column(default=False)
    lifted_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(sa.Text)  # of the secretariat
    answered_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]


class MinutesSeen(Row, Base):
    """An organisation that attended has read what was circulated, and says so: it is not reminded."""

    __tablename__ = "minutes_seen"
    __table_args__ = (
        sa.UniqueConstraint("network_id", "minutes_id", "circulation", "organisation_id", name="uq_minutes_seen_once"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    minutes_id: Mapped[UUID] = mapped_column(sa.ForeignKey("minutes.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    circulation: Mapped[int]
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("people.id"))


class MinutesCorrigendum(Row, Base):
    """A numbered correction of adopted minutes. It stands beside them; their text stays."""

    __tablename__ = "minutes_corrigenda"
    __table_args__ = (
        one_of("visibility", Visibility),
        sa.UniqueConstraint("network_id", "minutes_id", "number"),
        sa.CheckConstraint("number > 0", name="number_positive"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    minutes_id: Mapped[UUID] = mapped_column(sa.ForeignKey("minutes.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    number: Mapped[int]
    paragraph_id: Mapped[str | None] = mapped_column(sa.String(120))
    visibility: Mapped[str] = mapped_column(sa.String(12))
    text: Mapped[str] = mapped_column(sa.Text)
    by: Mapped[str] = mapped_column(sa.String(20))


class MinutesTranslation(Row, Base):
    """The adopted text in another language, paragraph by paragraph; it follows the text whose hash it names."""

    __tablename__ = "minutes_translations"
    __table_args__ = (
        one_of("status", MinutesTranslationStatus),
        sa.UniqueConstraint("network_id", "minutes_id", "language"),
        sa.CheckConstraint("(status = 'checked') = (checked_at IS NOT NULL)", name="checked_has_its_instant"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    minutes_id: Mapped[UUID] = mapped_column(sa.ForeignKey("minutes.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    language: Mapped[str] = mapped_column(sa.String(2))
    status: Mapped[str] = mapped_column(sa.String(8), default=MinutesTranslationStatus.DRAFT)
    texts: Mapped[str] = mapped_column(sa.Text, info={"digest": "text_hash"})  # JSON: text by paragraph
    text_hash: Mapped[str] = mapped_column(sa.String(64))
    source_hash: Mapped[str] = mapped_column(sa.String(64))
    checked_by: Mapped[str | None] = mapped_column(sa.String(20))
    checked_at: Mapped[datetime | None]
