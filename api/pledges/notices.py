"""Mails about pledges, each in the reader's language."""

from typing import Any

from api.kernel.access import OFFICERS, SPEAKERS, Call, Role
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
    theirs = None if move == "submit" else (entity.id,)
    await members.write_to(call, kind, pledge, roles, facts, only=theirs, but=call.actor.person_id)
