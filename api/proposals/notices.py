"""Whom a proposal tells what: mails in each reader's language, queued in the transaction that caused them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from api.kernel.access import SPEAKERS, Call
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
    said = {"number": proposal.number, "title": proposal.title, "link": link, **facts}
    await members.write_to(call, kind, proposal, SPEAKERS, said, only=only)
