"""What goes out of the quarterly rhythm."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from api.kernel.access import Visibility
from api.kernel.schemas import LocalisedText, Need, Output
from api.meetings.models import ItemKind, MeetingKind, MeetingState, Modality
from api.meetings.quarters import Beside, RhythmState
from api.meetings.schemas import AgendaBasis, CarriedRead
from api.meetings.unct_schemas import UnctMeetingRead


class RhythmAct(StrEnum):
    """What the caller can do about the rhythm."""

    DRAFT = "draft"
    REQUEST = "request"
    KEEP_UNCT = "keep_unct"


class RegularMeeting(Output):
    """A regular meeting of the quarter that the caller may see."""

    id: UUID
    number: str
    state: MeetingState
    title: LocalisedText
    starts_at: datetime
    ends_at: datetime


class DayOff(Output):
    """A holiday of the duty station."""

    on: date
    name: LocalisedText


class OfferedDate(Output):
    """A date for a meeting: worked at the duty station, ahead, and free of what is known."""

    starts_at: datetime
    ends_at: datetime
    beside: Beside
    unct_meeting_id: UUID | None = Field(description="The country team's day that it stands beside")
    short_notice: bool = Field(description="Nearer than an agenda wants to be sent")


class RhythmQuarter(Output):
    year: int
    quarter: int
    starts_on: date
    ends_on: date
    state: RhythmState
    meetings: list[RegularMeeting] = Field(description="Regular ones, not those cancelled or deferred")
    unct_meetings: list[UnctMeetingRead] = Field(description="The country team's days, for members")
    offered: list[OfferedDate] = Field(description="While the quarter wants a meeting, for members")
    days_off: list[DayOff]


class RhythmYear(Output):
    year: int
    held: int = Field(description="Quarters that had their meeting")
    due: int = Field(description="Quarters so far that had one or wanted one")
    quarters: list[RhythmQuarter]


class RhythmOfficer(Output):
    """Whom a member can ask for a meeting."""

    role: str
    organisation: str
    person: str


class RhythmRead(Output):
    today: date = Field(description="At the duty station")
    time_zone: str
    established_on: date | None
    meetings_per_year: int
    working_days: list[int] = Field(description="ISO: Monday is 1")
    usual_minutes: int = Field(description="How long a meeting is offered for: as long as the last regular one")
    years: list[RhythmYear] = Field(description="The earliest first")
    officers: list[RhythmOfficer] = Field(description="For members: who calls meetings")
    may: list[RhythmAct]
    needs: list[Need]
    server_time: datetime


class TemplateItem(Output):
    """An item that the agenda would begin with."""

    standing: str | None = Field(description="Its key in the outline")
    kind: ItemKind
    title: LocalisedText
    duration_minutes: int


class MeetingTemplateRead(Output):
    kind: MeetingKind
    agenda: AgendaBasis = Field(description="What the items come from: the outline while there is nothing to copy")
    copied: CarriedRead | None = Field(description="The meeting that place, length and the like are taken from")
    title: LocalisedText = Field(description="For the year and quarter of the date")
    minutes: int
    place: str | None
    modality: Modality
    link: str | None
    visibility: Visibility
    languages: list[str]
    items: list[TemplateItem]
