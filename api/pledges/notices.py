"""Mails about pledges, each in the reader's language."""

from typing import Any
from uuid import UUID

from api.kernel import deliveries
from api.kernel.access import OFFICERS, SPEAKERS, Call, Role
from api.kernel.words import say
from api.members import service as members
from api.networks.models import Organisation
from api.pledges.models import Pledge

TOLD = {"submit": "pledge-submitted", "return": "pledge-returned", "clear": "pledge-cleared"}


async def told(call: Call, move: str, pledge: Pledge, entity: Organisation) -> None:
    """Officers learn that one waits for them; whoever speaks for the entity, that it came back or was cleared."""
    kind = TOLD.get(move)
    if kind is None:
        return
    roles: tuple[Role, ...] = OFFICERS if move == "submit" else SPEAKERS
    facts: dict[str, Any] = {
        "number": pledge.number,
        "title": pledge.title,
        "organisation": entity.acronym,
        "reason": pledge.reason,
        "link": f"{call.kernel.settings.site}/{call.slug}/pledges/{pledge.id}",
    }
    reached: set[UUID] = {call.actor.person_id} if call.actor.person_id else set()
    for organisation_id, person_id, _, address, language in await members.speakers(call, *roles):
        if person_id in reached or (move != "submit" and organisation_id != entity.id):
            continue
        reached.add(person_id)
        await deliveries.queue(
            call,
            kind,
            pledge,
            address,
            say(f"mail.{kind}.subject", language, **facts),
            say(f"mail.{kind}.body", language, **facts),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
        )
