"""The signed links in notices: one per round, organisation and person, answered through once.

What is signed (`kernel.mailed`) is the person, the organisation, the round and the text.
"""

from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import PositionLink, Round
from api.kernel import mailed
from api.kernel.access import Call
from api.kernel.db import new_id
from api.kernel.mailed import link_id
from api.settings import Settings

__all__ = ["PURPOSE", "Links", "bound", "holds", "link_id", "links_of", "token"]
PURPOSE = b"unmn position link"
Bound = tuple[UUID, UUID, UUID, UUID, str]  # link, round, organisation, person, hash of the text


def token(settings: Settings, bound: Bound) -> str:
    """What the mail carries: 43 characters."""
    return mailed.token(settings.secret.get_secret_value(), PURPOSE, bound)


def holds(settings: Settings, given: str, bound: Bound) -> bool:
    """Whether this is the token of exactly this row as it stands."""
    return mailed.holds(settings.secret.get_secret_value(), PURPOSE, given, bound)


def bound(link: PositionLink) -> Bound:
    return (link.id, link.round_id, link.organisation_id, link.person_id, link.text_hash)


class Links:
    """The links of a round, by organisation and person: those that were given before are given again."""

    def __init__(self, call: Call, round: Round, known: dict[tuple[UUID, UUID], PositionLink]) -> None:
        self.call, self.round, self.known = call, round, known

    def address(self, organisation_id: UUID, person_id: UUID) -> str:
        """The page on which this person answers for this organisation."""
        key = (organisation_id, person_id)
        if key not in self.known:
            self.known[key] = PositionLink(
                id=new_id(),
                created_at=self.call.now,
                network_id=self.call.network_id,
                round_id=self.round.id,
                organisation_id=organisation_id,
                person_id=person_id,
                text_hash=self.round.text_hash,
            )
            self.call.session.add(self.known[key])
        settings: Settings = self.call.kernel.settings
        return f"{settings.site}/p/{token(settings, bound(self.known[key]))}"


async def links_of(call: Call, round: Round) -> Links:
    given = (await call.session.execute(sa.select(PositionLink).where(PositionLink.round_id == round.id))).scalars()
    return Links(call, round, {(link.organisation_id, link.person_id): link for link in given})
