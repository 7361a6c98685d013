"""What goes in and out of calendar feeds."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.calendars.models import FeedPart
from api.kernel.schemas import Input, Output, ShortLine

Parts = Annotated[list[FeedPart], Field(min_length=1, max_length=3)]
Alarm = Annotated[int, Field(ge=0, le=20_160, description="Minutes before each event; a day's begin at nine")]


class CalendarFeedCreate(Input):
    name: ShortLine = Field(description="Where it is used, such as Outlook or phone")
    holds: Parts = list(FeedPart)
    alarm_minutes: Alarm | None = None


class CalendarFeedRead(Output):
    id: UUID
    name: str
    holds: list[FeedPart]
    alarm_minutes: int | None
    created_at: datetime
    revoked_at: datetime | None
    last_read_at: datetime | None = Field(description="To the hour")


class CalendarFeedCreated(CalendarFeedRead):
    address: str = Field(description="Shown once; whoever has it reads the calendar")


class CalendarFeedList(Output):
    items: list[CalendarFeedRead]
