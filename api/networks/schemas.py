"""What goes in and out of networks."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from api.kernel.schemas import Input, Line, Localised, LocalisedText, Output, ShortLine, Slug, Zone
from api.networks.models import AdoptedBy, AgreedSetting, HolidayConfidence, OrganisationKind

Language = Literal["en", "ru", "tk"]
Weekday = Annotated[int, Field(ge=1, le=7)]
Seconds = Annotated[int, Field(ge=1, le=90 * 86400)]


class HolidayRead(Output):
    """A day on which the duty station does not work."""

    on: date
    name: LocalisedText
    source: str | None
    confidence: HolidayConfidence


class AgreementRead(Output):
    """By which decision a setting was agreed; nulls: it was set without one."""

    decision_id: UUID | None
    number: str | None = Field(description="Register number of the decision")
    adopted_at: datetime | None = Field(description="When the network adopted it")
    since_at: datetime = Field(description="When the setting was made so, or its decision named")


class NetworkRead(Output):
    id: UUID
    slug: str
    code: str = Field(description="Leads every register number")
    name: LocalisedText
    country: LocalisedText
    time_zone: str
    languages: list[str]
    established_on: date | None
    demo: bool = Field(description="Everything in it is made up for demonstration")
    silence_minimum_seconds: int
    silence_default_seconds: int
    urgent_period_seconds: int | None = Field(
        description="The shorter silence for statements that cite the decision allowing it; null: none agreed"
    )
    small_cell_threshold: int
    meetings_per_year: int
    adopted_by: AdoptedBy
    working_days: list[int] = Field(description="Of a week at the duty station; Monday is 1")
    holidays: list[HolidayRead] = Field(description="By day")
    agreed: dict[AgreedSetting, AgreementRead] = Field(
        description="By setting, who agreed it; a setting that is not named stands as at the founding"
    )
    version: int


class NetworkList(Output):
    items: list[NetworkRead]


class NetworkCreate(Input):
    slug: Slug
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3,8}$")]
    name: Localised
    country: Localised
    time_zone: Zone = "Asia/Ashgabat"
    languages: list[Language] = Field(["en"], min_length=1, max_length=3)
    established_on: date | None = None


class Holiday(Input):
    on: date
    name: Localised
    source: Line | None = None
    confidence: HolidayConfidence = HolidayConfidence.UNVERIFIED


class AgreedBy(Input):
    """The adopted decision that agreed a setting; null: none did. What is absent stays as it is."""

    silence_minimum_seconds: UUID | None = None
    silence_default_seconds: UUID | None = None
    urgent_period_seconds: UUID | None = None
    adopted_by: UUID | None = None
    meetings_per_year: UUID | None = None
    small_cell_threshold: UUID | None = None
    working_days: UUID | None = None
    holidays: UUID | None = None


class NetworkUpdate(Input):
    name: Localised | None = None
    country: Localised | None = None
    time_zone: Zone | None = None
    languages: list[Language] | None = Field(None, min_length=1, max_length=3)
    established_on: date | None = None
    silence_minimum_seconds: Seconds | None = None
    silence_default_seconds: Seconds | None = None
    urgent_period_seconds: Seconds | None = None
    small_cell_threshold: Annotated[int, Field(ge=0, le=100)] | None = None
    meetings_per_year: Annotated[int, Field(ge=1, le=12)] | None = None
    adopted_by: AdoptedBy | None = None
    working_days: list[Weekday] | None = Field(None, min_length=1, max_length=7, description="Monday is 1")
    holidays: list[Holiday] | None = Field(None, max_length=400, description="All of them; each day once")
    agreed_by: AgreedBy | None = Field(None, description="Needed for an urgent period: it is agreed beforehand")


class OrganisationRead(Output):
    id: UUID
    acronym: str
    name: LocalisedText
    kind: OrganisationKind
    iati_id: str | None
    source: str | None
    confidence: dict[str, str] | None = Field(
        description="How sure the names are, where they were not read at a source"
    )


class OrganisationList(Output):
    items: list[OrganisationRead]
    next_cursor: str | None


class OrganisationCreate(Input):
    acronym: Annotated[str, StringConstraints(min_length=2, max_length=20, pattern=r"^[A-Z][A-Za-z0-9-]*$")]
    name: Localised
    kind: OrganisationKind
    iati_id: Annotated[ShortLine, Field(max_length=40)] | None = None
    source: Line | None = None
