"""What goes in and out of memberships and appointments."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from api.kernel.access import Role
from api.kernel.schemas import Email, Input, Line, LocalisedText, OpenMove, Output, PersonLine, Reason
from api.members.models import AppointmentState, Capacity, MembershipKind, MembershipState
from api.networks.models import OrganisationKind
from api.networks.schemas import OrganisationCreate

NetworkRole = Literal["co_chair", "secretariat", "focal_point", "alternate", "observer", "viewer"]


class SpeakerRead(Output):
    person_id: UUID
    name: str
    role: Role
    acting: bool


class MemberItem(Output):
    """An organisation's place in the network on the day asked for."""

    id: UUID
    organisation_id: UUID
    acronym: str
    name: LocalisedText
    organisation_kind: OrganisationKind
    kind: MembershipKind
    state: MembershipState
    capacity: list[Capacity]
    joined_on: date | None
    left_on: date | None
    source: str | None
    speakers: list[SpeakerRead] = Field(description="Who holds an appointment for it on that day")
    moves: list[str] = Field(description="What you can do with it now; empty on past days")
    version: int


class MemberRead(MemberItem):
    moves: list[OpenMove]  # type: ignore[assignment]


class MemberList(Output):
    on: date
    existed: bool = Field(description="Whether there was a network on that day")
    items: list[MemberItem]
    applied: list[MemberItem] = Field(description="Applications that wait for a decision; for members of the network")
    changes: list[date] = Field(description="Days on which the composition or an appointment changed, oldest first")
    may_record: bool = Field(description="Whether you may record and import organisations")
    founding: bool = Field(description="Whether members are still recorded by the terms of reference")


class MemberCreate(Input):
    organisation_id: UUID | None = None
    organisation: OrganisationCreate | None = Field(None, description="One that the common list does not have yet")
    kind: MembershipKind
    capacity: list[Capacity] = Field([], max_length=2)
    joined_on: date
    source: Line | None = Field(None, description="For founding members: the terms of reference")


class MemberApply(Input):
    organisation_id: UUID | None = None
    organisation: OrganisationCreate | None = Field(None, description="A UN entity that the common list does not have")
    source: Line | None = Field(None, description="How it applied: letter, date, reference")


class MemberUpdate(Input):
    capacity: list[Capacity] | None = Field(None, max_length=2)
    source: Line | None = None


class MemberDecline(Input):
    reason: Reason


class MemberLeave(Input):
    left_on: date


class AppointmentRead(Output):
    id: UUID
    person_id: UUID
    person: str
    email: str | None = Field(description="For members of the network only")
    organisation_id: UUID
    acronym: str
    role: Role
    state: AppointmentState
    acting: bool = Field(description="Stands in for a co-chair until the last day")
    from_on: date
    until_on: date | None
    confirmed_at: datetime | None
    moves: list[str]
    version: int


class AppointmentDetail(AppointmentRead):
    moves: list[OpenMove]  # type: ignore[assignment]


class AppointmentList(Output):
    items: list[AppointmentRead]
    next_cursor: str | None
    may_name: list[NetworkRole] = Field(description="Roles that you may name or propose somebody for")


class AppointmentCreate(Input):
    email: Email
    name: PersonLine
    function: PersonLine | None = None
    language: Literal["en", "ru", "tk"] = "en"
    organisation_id: UUID
    role: NetworkRole
    acting: bool = Field(False, description="For a co-chair who stands in for another; asks for the last day")
    from_on: date
    until_on: date | None = None


class AppointmentEnd(Input):
    until_on: date | None = Field(None, description="The last day on which it holds; today if absent")


class ImportReport(Output):
    """What an import did, or would do: all rows or none."""

    dry_run: bool
    rows: int
    created: int
    unchanged: int
