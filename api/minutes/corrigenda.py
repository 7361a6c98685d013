"""Corrigenda: numbered corrections beside adopted minutes, whose text stays as it was adopted."""

from uuid import UUID

from api.kernel.access import Call, Visibility
from api.kernel.problems import Invalid
from api.minutes import notices, text
from api.minutes.models import MinutesCorrigendum
from api.minutes.rows import facts_of, lock, note
from api.minutes.schemas import MinutesCorrigendumCreate
from api.minutes.states import MINUTES


async def issue(call: Call, meeting_id: UUID, wanted: MinutesCorrigendumCreate) -> None:
    """Put the next one beside the text. It is seen by whoever may see the paragraph that it corrects."""
    meeting, minutes = await lock(call, meeting_id)
    MINUTES.fire(call, minutes, "corrigendum", facts=await facts_of(call, meeting, minutes))
    circle = Visibility(meeting.visibility)
    if wanted.paragraph_id is not None:
        there = text.find(text.read(minutes.body), wanted.paragraph_id)
        if there is None:
            raise Invalid.at("/paragraph_id", "unknown")
        circle = text.circle_of(*there, circle)
    minutes.corrigendum_count += 1
    number = minutes.corrigendum_count
    corrigendum = MinutesCorrigendum(
        created_at=call.now,
        network_id=call.network_id,
        minutes_id=minutes.id,
        meeting_id=meeting.id,
        number=number,
        paragraph_id=wanted.paragraph_id,
        visibility=circle,
        text=wanted.text,
        by=call.actor.acronym(call.network_id),
    )
    call.session.add(corrigendum)
    await note(call, "minutes-corrigendum.issued", corrigendum, meeting, circle, corrigendum=number)
    await note(call, "minutes.corrected", minutes, meeting, corrigendum=number)
    await notices.corrected(call, meeting, minutes, number, circle)
