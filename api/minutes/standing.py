"""Whether the minutes of the last meeting are still to be adopted: then that is the first matter of the next one."""

import sqlalchemy as sa

from api.kernel.access import Call
from api.meetings import service as meetings
from api.meetings.models import Meeting
from api.minutes.models import Minutes, MinutesState


async def adopted_before(call: Call, meeting: Meeting) -> bool:
    """Adopted by silence meanwhile: there is nothing to adopt in the room."""
    last = await meetings.last_held(call, meeting)
    if last is None:
        return True
    statement = sa.select(Minutes.state).where(Minutes.network_id == call.network_id, Minutes.meeting_id == last.id)
    return (await call.session.execute(statement)).scalar_one_or_none() == MinutesState.ADOPTED
