"""Who comes and who came, beyond an organisation's own row: invited guests, and the links by which people answer."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.db import Base, Row, one_of


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Presence(StrEnum):
    IN_ROOM = "in_room"
    REMOTE = "remote"
    ABSENT = "absent"


class GuestPresence(StrEnum):
    IN_ROOM = "in_room"
    REMOTE = "remote"


class GuestReads(StrEnum):
    """What an invited guest may read: the items they are invited to, or the whole agenda."""

    ITEMS = "items"
    AGENDA = "agenda"


class Guest(Row, Base):
    """Somebody invited who speaks for no organisation of the network: by mail, with an answer of their own."""

    __tablename__ = "meeting_guests"
    __table_args__ = (
        one_of("answer", Answer),
        one_of("mode", GuestPresence),
        one_of("reads", GuestReads),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answer_has_its_instant"),
        sa.UniqueConstraint("network_id", "meeting_id", "email"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    name: Mapped[str] = mapped_column(sa.String(200), info={"personal": True})
    affiliation: Mapped[str | None] = mapped_column(sa.String(300), info={"personal": True})
    email: Mapped[str] = mapped_column(sa.String(254), info={"personal": True})
    language: Mapped[str] = mapped_column(sa.String(2), default="en")
    reads: Mapped[str] = mapped_column(sa.String(6), default=GuestReads.ITEMS)
    items: Mapped[list[str]] = mapped_column(default=list)  # of the agenda; none: the whole meeting
    answer: Mapped[str | None] = mapped_column(sa.String(6))
    mode: Mapped[str | None] = mapped_column(sa.String(8))
    answered_at: Mapped[datetime | None]
    on_behalf: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str | None] = mapped_column(sa.String(300), info={"personal": True})
    told_at: Mapped[datetime | None]  # of the invitation; not before the meeting is convened
    reminded_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class RsvpLink(Row, Base):
    """The link in one mail: by it a person answers for an organisation, or a guest for themselves, until it begins."""

    __tablename__ = "rsvp_links"
    __table_args__ = (
        sa.CheckConstraint("(organisation_id IS NULL) = (person_id IS NULL)", name="person_of_an_organisation"),
        sa.CheckConstraint("(guest_id IS NULL) = (person_id IS NOT NULL)", name="person_or_guest"),
        sa.UniqueConstraint("network_id", "meeting_id", "organisation_id", "person_id"),
        sa.UniqueConstraint("network_id", "guest_id"),
    )

    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    person_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("people.id"))
    guest_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("meeting_guests.id"))
    used_at: Mapped[datetime | None]  # the last answer by it
