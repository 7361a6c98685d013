"""The signed links in notices: one per round, organisation and person, answered through once.

The token is the row's id and a code that only this platform can make (HMAC-SHA256 under UNMN_SECRET) over the person,
the organisation, the round and the text. So neither a guessed id nor a changed row opens anything.
"""

import base64
import binascii
import hashlib
import hmac
from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import PositionLink, Round
from api.kernel.access import Call
from api.kernel.db import new_id
from api.settings import Settings

PURPOSE = b"unmn position link"
CODE_BYTES = 16
Bound = tuple[UUID, UUID, UUID, UUID, str]  # link, round, organisation, person, hash of the text


def token(settings: Settings, bound: Bound) -> str:
    """What the mail carries: 43 characters."""
    return base64.urlsafe_b64encode(bound[0].bytes + _code(settings, bound)).decode().rstrip("=")


def link_id(given: str) -> UUID | None:
    """Which row a token names; nothing of it is believed yet."""
    try:
        raw = base64.b64decode(given + "=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return UUID(bytes=raw[:16]) if len(raw) == 16 + CODE_BYTES else None


def holds(settings: Settings, given: str, bound: Bound) -> bool:
    """Whether this is the token of exactly this row as it stands."""
    return hmac.compare_digest(given.encode(), token(settings, bound).encode())


def _code(settings: Settings, bound: Bound) -> bytes:
    key = hmac.digest(settings.secret.get_secret_value().encode(), PURPOSE, hashlib.sha256)
    return hmac.digest(key, "\n".join(str(each) for each in bound).encode(), hashlib.sha256)[:CODE_BYTES]


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
