"""Whom a proposal tells what: mails in each reader's language, queued in the transaction that caused them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from api.kernel import deliveries
from api.kernel.access import SPEAKERS, Call
from api.kernel.words import say, shown
from api.members import service as members
from api.proposals.models import Proposal


async def consulted(call: Call, proposal: Proposal) -> None:
    """Every organisation of the network reads the revision it is consulted on."""
    await _mail(call, "proposal-consult", proposal, None, revision=proposal.revision)


async def moved(call: Call, proposal: Proposal) -> None:
    """What the Fund did is told to the organisations that take part."""
    taking_part = {UUID(one["id"]) for one in proposal.parties}
    await _mail(call, "proposal-state", proposal, taking_part, state=str(proposal.state))


async def _mail(call: Call, kind: str, proposal: Proposal, only: Collection[UUID] | None, **facts: Any) -> None:
    link = f"{call.kernel.settings.site}/{call.slug}/proposals/{proposal.id}"
    told: set[UUID] = set()
    for organisation_id, person_id, _, address, language in await members.speakers(call, *SPEAKERS):
        if person_id in told or (only is not None and organisation_id not in only):
            continue
        told.add(person_id)
        said = {"number": proposal.number, "title": shown(proposal.title, language), "link": link, **facts}
        await deliveries.queue(
            call,
            kind,
            proposal,
            address,
            say(f"mail.{kind}.subject", language, **said),
            say(f"mail.{kind}.body", language, **said),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
        )
