"""Meetings of a network: agenda, invitations and who was there."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.access import Visibility
from api.kernel.db import Base, Row, one_of
from api.meetings.presence import Answer as Answer  # who comes and who came has tables of its own
from api.meetings.presence import Guest as Guest
from api.meetings.presence import GuestPresence as GuestPresence
from api.meetings.presence import GuestReads as GuestReads
from api.meetings.presence import Presence as Presence
from api.meetings.presence import RsvpLink as RsvpLink
from api.meetings.session_models import MeetingSession as MeetingSession  # these are models of meetings too
from api.meetings.session_models import Outcome as Outcome
from api.meetings.session_models import OutcomeKind as OutcomeKind
from api.meetings.session_models import SessionNote as SessionNote


class MeetingKind(StrEnum):
    REGULAR = "regular"
    EXTRAORDINARY = "extraordinary"
    THEMATIC = "thematic"


class MeetingState(StrEnum):
    REQUESTED = "requested"
    DEFERRED = "deferred"
    DRAFT = "draft"
    CONVENED = "convened"
    IN_SESSION = "in_session"
    HELD = "held"
    CANCELLED = "cancelled"


class Modality(StrEnum):
    IN_PERSON = "in_person"
    REMOTE = "remote"
    HYBRID = "hybrid"


class ItemKind(StrEnum):
    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"


class UnctMeeting(Row, Base):
    """A day on which the country team meets, so that the network can meet beside it. Hours are the duty station's."""

    __tablename__ = "unct_meetings"
    __table_args__ = (
        sa.Index(None, "network_id", "meets_on"),  # each day once, by the lock under which the list is changed
        sa.CheckConstraint("(begins IS NULL) = (ends IS NULL)", name="both_hours"),
        sa.CheckConstraint("ends IS NULL OR ends > begins", name="ends_after_begin"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    meets_on: Mapped[date]
    begins: Mapped[str | None] = mapped_column(sa.String(5))  # 10:00
    ends: Mapped[str | None] = mapped_column(sa.String(5))
    note: Mapped[str | None] = mapped_column(sa.String(300))
    removed_at: Mapped[datetime | None]


class Meeting(Row, Base):
    __tablename__ = "meetings"
    __table_args__ = (
        one_of("kind", MeetingKind),
        one_of("state", MeetingState),
        one_of("modality", Modality),
        one_of("visibility", Visibility),
        sa.UniqueConstraint("network_id", "number"),
        sa.CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint(
            "state NOT IN ('convened', 'in_session', 'held') OR starts_at IS NOT NULL", name="convened_has_date"
        ),
        sa.Index(None, "network_id", "sort_at"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    number: Mapped[str] = mapped_column(sa.String(40))
    kind: Mapped[str] = mapped_column(sa.String(14))
    state: Mapped[str] = mapped_column(sa.String(12))
    title: Mapped[dict[str, Any]]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    place: Mapped[str | None] = mapped_column(sa.String(300))
    modality: Mapped[str] = mapped_column(sa.String(10), default=Modality.IN_PERSON)
    link: Mapped[str | None] = mapped_column(sa.String(500))
    visibility: Mapped[str] = mapped_column(sa.String(12), default=Visibility.MEMBERS)
    reason: Mapped[str | None] = mapped_column(sa.Text)  # why it was asked for
    closing_reason: Mapped[str | None] = mapped_column(sa.Text)  # why it was deferred or cancelled
    requested_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    carried_to_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("meetings.id"))  # where a deferred topic went
    languages: Mapped[list[str]] = mapped_column(default=lambda: ["en"])  # that are spoken, the papers' too
    unct_meeting_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("unct_meetings.id"))  # beside which it stands
    moved_from_at: Mapped[datetime | None]  # the date before the last postponement
    moved_reason: Mapped[str | None] = mapped_column(sa.Text)
    convened_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    guests: Mapped[list[dict[str, Any]]] = mapped_column(default=list, info={"personal": True})
    sequence: Mapped[int] = mapped_column(
        default=0
    )  # of the calendar entry, counted up at every change people are told
    sort_at: Mapped[datetime]


class AgendaItem(Row, Base):
    __tablename__ = "agenda_items"
    __table_args__ = (
        one_of("kind", ItemKind),
        sa.CheckConstraint("duration_minutes BETWEEN 1 AND 480", name="duration_bounded"),
        sa.CheckConstraint("carried_to_id IS NULL OR moved_on_at IS NOT NULL", name="carried_has_its_instant"),
        sa.Index(None, "meeting_id", "place"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    place: Mapped[int]  # 0: proposed by a member, and not yet put on the agenda
    kind: Mapped[str] = mapped_column(sa.String(12))
    title: Mapped[dict[str, Any]]
    duration_minutes: Mapped[int] = mapped_column(default=10)
    presenter_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    notes: Mapped[str | None] = mapped_column(sa.Text)
    outcome: Mapped[str | None] = mapped_column(sa.Text)
    proposed_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    reviews_id: Mapped[UUID | None]  # the adopted decision that came back on its review date
    standing: Mapped[str | None] = mapped_column(sa.String(20))  # its key in the outline: previous_minutes, aob …
    request_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("meetings.id"))  # the deferred request it was
    carried_from_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_items.id"))
    carried_to_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_items.id"))
    moved_on_at: Mapped[datetime | None]  # not reached, or moved: it goes on elsewhere, or waits in the backlog
    removed_at: Mapped[datetime | None]


class Invitation(Row, Base):
    """One organisation's place at a meeting: what it answered, and whether it came."""

    __tablename__ = "invitations"
    __table_args__ = (
        one_of("answer", Answer),
        one_of("presence", Presence),
        one_of("mode", GuestPresence),
        sa.UniqueConstraint("meeting_id", "organisation_id"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"))
    acronym: Mapped[str] = mapped_column(sa.String(20))
    place: Mapped[int]
    answer: Mapped[str | None] = mapped_column(sa.String(6))
    answered_at: Mapped[datetime | None]
    on_behalf: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str | None] = mapped_column(sa.String(300), info={"personal": True})  # of an answer on its behalf
    mode: Mapped[str | None] = mapped_column(sa.String(8))  # how it means to come
    coming: Mapped[list[dict[str, Any]]] = mapped_column(default=list, info={"personal": True})  # who will
    reminded_at: Mapped[datetime | None]
    presence: Mapped[str | None] = mapped_column(sa.String(8))
    person: Mapped[str | None] = mapped_column(sa.String(200), info={"personal": True})  # `people` in one line
    people: Mapped[list[dict[str, Any]]] = mapped_column(default=list, info={"personal": True})  # who came, each how


class BacklogTopic(Row, Base):
    """A topic that waits for a meeting: parked by any member with a reason, or left over from an agenda."""

    __tablename__ = "backlog_topics"
    __table_args__ = (
        one_of("kind", ItemKind),
        one_of("visibility", Visibility),
        sa.CheckConstraint("duration_minutes BETWEEN 1 AND 480", name="duration_bounded"),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (item_id IS NULL AND closing_reason IS NULL)", name="closed_says_how"
        ),
        sa.Index(None, "network_id", "closed_at", "created_at"),
        sa.Index(None, "network_id", "from_item_id"),
        sa.Index(None, "network_id", "item_id"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    kind: Mapped[str] = mapped_column(sa.String(12))
    title: Mapped[dict[str, Any]]
    duration_minutes: Mapped[int] = mapped_column(default=10)
    presenter_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    notes: Mapped[str | None] = mapped_column(sa.Text)
    reason: Mapped[str] = mapped_column(sa.Text)  # why it waits
    visibility: Mapped[str] = mapped_column(sa.String(12), default=Visibility.MEMBERS)
    parked_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    proposed_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    from_item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_items.id"))  # the item it was
    for_next: Mapped[bool] = mapped_column(default=False)  # it comes to the next regular meeting by itself
    item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_items.id"))  # the item it became
    closed_at: Mapped[datetime | None]  # when it was taken onto an agenda, or let go
    closing_reason: Mapped[str | None] = mapped_column(sa.Text)  # why it was let go


class MeetingPaper(Row, Base):
    """A paper of a meeting or of one item: a file, an address, or announced and still awaited."""

    __tablename__ = "meeting_papers"
    __table_args__ = (
        one_of("visibility", Visibility),
        sa.CheckConstraint("file_id IS NULL OR url IS NULL", name="one_source"),
        sa.CheckConstraint("language IS NULL OR language IN ('en', 'ru', 'tk')", name="language_known"),
        sa.Index(None, "network_id", "meeting_id", "place"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    agenda_item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_items.id"))
    place: Mapped[int]
    title: Mapped[dict[str, Any]]
    language: Mapped[str | None] = mapped_column(sa.String(2))  # of the text itself; null: several, or none
    visibility: Mapped[str] = mapped_column(sa.String(12), default=Visibility.MEMBERS)
    awaited_from_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    added_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))  # null: the officers
    url: Mapped[str | None] = mapped_column(sa.String(500))
    file_id: Mapped[UUID | None]  # the attachment that stands now; earlier ones are kept
    revision: Mapped[int] = mapped_column(default=0)  # how many files it has had
    pages: Mapped[int | None]  # of a PDF that could be read
    removed_at: Mapped[datetime | None]
