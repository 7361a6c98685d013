"""What goes in and out of memberships and appointments."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from api.kernel.access import Role
from api.kernel.schemas import Email, Input, Line, LocalisedText, OpenMove, Output
from api.members.models import AppointmentState, Capacity, MembershipKind, MembershipState
from api.networks.models import OrganisationKind
from api.networks.schemas import OrganisationCreate

NetworkRole = Literal["co_chair", "secretariat", "focal_point", "alternate", "observer", "viewer"]


class SpeakerRead(Output):
    person_id: UUID
    name: str
    role: Role


class MemberRead(Output):
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
    version: int


class MemberList(Output):
    on: date
    items: list[MemberRead]


class MemberCreate(Input):
    organisation_id: UUID | None = None
    organisation: OrganisationCreate | None = Field(None, description="One that the common list does not have yet")
    kind: MembershipKind
    capacity: list[Capacity] = Field([], max_length=2)
    joined_on: date
    source: Line | None = Field(None, description="For founding members: the terms of reference")


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


class AppointmentCreate(Input):
    email: Email
    name: Line
    function: Line | None = None
    language: Literal["en", "ru", "tk"] = "en"
    organisation_id: UUID
    role: NetworkRole
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
