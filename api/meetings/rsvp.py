"""Answering an invitation by the link in the mail: without signing in, as often as minds change, until it begins.

Opening the link changes nothing, so a scanner that follows it does no harm; an answer is a POST with its words.
"""

from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from fastapi import Path

from api.kernel import clock, mailed
from api.kernel.access import SPEAKERS, Call, Post, public
from api.kernel.db import dumps, instant
from api.kernel.problems import Stale
from api.kernel.routing import Reply, responses, router
from api.meetings import attendance, guests, notices, rsvp_views
from api.meetings.invitation_schemas import GuestAnswer, RsvpLinkRead, RsvpReceipt, RsvpUse
from api.meetings.models import Meeting, RsvpLink
from api.meetings.rsvp_views import DEATHS, Standing
from api.meetings.schemas import InvitationAnswer

links = router("/api/v1/rsvp-links", "rsvp-links")
Token = Annotated[str, Path(max_length=100, description="The last part of the address in the mail")]


@links.get("/{token}", response_model=RsvpLinkRead, responses=responses(*DEATHS))
async def read_rsvp_link(call: Annotated[Call, public], token: Token) -> Reply:
    """What the mailed link is about: the meeting, what its holder may read, in whose name. Changes nothing."""
    mailed.slow_down(call)
    return await rsvp_views.read(call, token)


@links.post("/{token}", response_model=RsvpReceipt, responses=responses(*DEATHS, Stale))
async def use_rsvp_link(call: Annotated[Call, public], token: Token, body: RsvpUse) -> Reply:
    """Say whether the organisation, or the guest, comes. It can be changed by the same link until the meeting begins."""
    mailed.slow_down(call)
    link = await _enter(call, token)
    meeting = await _lock(call, link)
    link = await rsvp_views.standing(call, token)
    if refused := rsvp_views.death(call, link):
        raise refused
    call.if_match = f'"{body.version}"' if body.version else "*"
    if link.guest_id is None:
        wanted = InvitationAnswer(answer=body.answer, mode=body.mode, coming=body.coming)
        await attendance.answer(call, meeting, _id(link.organisation_id), wanted)
    else:
        guest = await guests.lock(call, meeting, _id(link.guest_id))
        await guests.answer(call, meeting, guest, GuestAnswer(answer=body.answer, mode=body.mode), own=True)
    row = await call.session.get(RsvpLink, link.id)
    assert row is not None
    row.used_at, row.version = call.now, row.version + 1
    await _copy(call, meeting, link, body, token)
    await call.session.flush()
    return _receipt(await rsvp_views.standing(call, token))


def _id(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


async def _enter(call: Call, token: str) -> Standing:
    """Act as the person whom the link was sent to, as a speaker of its organisation and nothing else; or as a guest."""
    link = await rsvp_views.standing(call, token)
    posts = [Post(SPEAKERS[0], _id(link.organisation_id), link.acronym)] if link.organisation_id else []
    person_id = _id(link.person_id) if link.person_id else None
    mailed.act_as(call, _id(link.network_id), link.slug, person_id, link.language, *posts)
    return link


async def _lock(call: Call, link: Standing) -> Meeting:
    statement = sa.select(Meeting).where(Meeting.id == _id(link.meeting_id)).with_for_update()
    meeting = (await call.session.execute(statement)).scalar_one()
    await clock.tick(call)
    return meeting


async def _copy(call: Call, meeting: Meeting, link: Standing, wanted: RsvpUse, token: str) -> None:
    address = f"{call.kernel.settings.site}/r/{token}"
    organisation_id = _id(link.organisation_id) if link.organisation_id else None
    await notices.receipt(
        call, meeting, link.address, link.language, link.whose, str(wanted.answer), address, organisation_id
    )


def _receipt(link: Standing) -> Reply:
    body = {
        "number": link.number,
        "whose": link.whose,
        "answer": link.answer,
        "mode": link.mode,
        "coming": link.coming or [],
        "answered_at": instant(link.answered_at),
        "starts_at": instant(link.starts_at),
        "version": link.version,
        "sign_in": link.sign_in,
    }
    return Reply(dumps(body), secret=True, headers={"cache-control": "no-store"})
