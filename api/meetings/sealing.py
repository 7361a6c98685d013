"""Until when the record of a meeting can be written: from its start until its minutes are adopted."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from api.kernel.access import Call
from api.kernel.problems import Problem
from api.meetings.models import Meeting, MeetingState
from api.meetings.rows import DURING, NotStarted

# Whether something below has closed the record of a meeting: minutes register here, in `app`. It is asked in reads too,
# so it reads by `call.source`.
SEALING: list[Callable[[Call, UUID], Awaitable[bool]]] = []


class RecordSealed(Problem):
    slug, status = "meeting-record-sealed", 409


async def sealed(call: Call, meeting_id: UUID) -> bool:
    for asked in SEALING:
        if await asked(call, meeting_id):
            return True
    return False


async def check(call: Call, meeting: Meeting) -> bool:
    """Raise unless the record is open; tell whether this is written late, after the meeting."""
    if meeting.state not in DURING:
        raise NotStarted()
    late = meeting.state == MeetingState.HELD
    if late and await sealed(call, meeting.id):
        raise RecordSealed()
    return late and meeting.ended_at is not None
