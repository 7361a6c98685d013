"""The signed links of invitations: one per meeting and person (for an organisation) or guest, good until it begins."""

from uuid import UUID

import sqlalchemy as sa

from api.kernel import mailed
from api.kernel.access import Call
from api.kernel.db import new_id
from api.meetings.models import Guest, Meeting, RsvpLink
from api.settings import Settings

PURPOSE = b"unmn rsvp link"
Bound = tuple[UUID, UUID, UUID | None, UUID | None, UUID | None]  # link, meeting, organisation, person, guest


def bound(link: RsvpLink) -> Bound:
    return (link.id, link.meeting_id, link.organisation_id, link.person_id, link.guest_id)


def token(settings: Settings, given: Bound) -> str:
    return mailed.token(settings.secret.get_secret_value(), PURPOSE, given)


def holds(settings: Settings, given: str, row: Bound) -> bool:
    """Whether this is the token of exactly this row as it stands."""
    return mailed.holds(settings.secret.get_secret_value(), PURPOSE, given, row)


class Links:
    """The links of a meeting: those that were given before are given again."""

    def __init__(self, call: Call, meeting: Meeting, known: list[RsvpLink]) -> None:
        self.call, self.meeting = call, meeting
        self.known = {(link.organisation_id, link.person_id, link.guest_id): link for link in known}

    def of_person(self, organisation_id: UUID, person_id: UUID) -> str:
        """The page on which this person answers for this organisation."""
        return self._address(organisation_id, person_id, None)

    def of_guest(self, guest: Guest) -> str:
        return self._address(None, None, guest.id)

    def _address(self, organisation_id: UUID | None, person_id: UUID | None, guest_id: UUID | None) -> str:
        key = (organisation_id, person_id, guest_id)
        if key not in self.known:
            self.known[key] = RsvpLink(
                id=new_id(),
                created_at=self.call.now,
                network_id=self.call.network_id,
                meeting_id=self.meeting.id,
                organisation_id=organisation_id,
                person_id=person_id,
                guest_id=guest_id,
            )
            self.call.session.add(self.known[key])
        settings: Settings = self.call.kernel.settings
        return f"{settings.site}/r/{token(settings, bound(self.known[key]))}"


async def links_of(call: Call, meeting: Meeting) -> Links:
    held = sa.select(RsvpLink).where(RsvpLink.network_id == call.network_id, RsvpLink.meeting_id == meeting.id)
    return Links(call, meeting, list((await call.session.execute(held)).scalars()))
