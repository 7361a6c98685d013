"""Answering for an organisation by the link in the mail: without signing in, once, on the person's own behalf.

Opening the link changes nothing, so a scanner that follows it does no harm; an answer is a POST with its words.
"""

from datetime import datetime
from typing import Annotated

import sqlalchemy as sa
from fastapi import Path
from pydantic import AwareDatetime, Field

from api.decisions import link_tokens, link_views, notices, positions, reaching, service
from api.decisions.link_states import DEATHS, Standing, death
from api.decisions.models import Decision, Position, PositionLink, Round
from api.decisions.rules import PositionValue
from api.decisions.schemas import PositionPut
from api.kernel import mailed
from api.kernel.access import SPEAKERS, Call, Post, public
from api.kernel.db import dumps, instant
from api.kernel.problems import NotFound
from api.kernel.routing import Reply, responses, router
from api.kernel.schemas import Input, Output, Prose
from api.kernel.words import say
from api.members import service as members
from api.networks.models import Network
from api.people.models import Person

links = router("/api/v1/position-links", "position-links")
Token = Annotated[str, Path(max_length=100, description="The last part of the address in the mail")]
REFUSALS = responses(*DEATHS, positions.PositionTextRequired)


class PositionLinkUse(Input):
    value: PositionValue
    text: Prose | None = Field(None, description="Required for reservation, disassociate and objection")
    would_resolve: Prose | None = Field(None, description="Required for an objection")
    ad_referendum_until: AwareDatetime | None = None


class PositionReceipt(Output):
    """What was recorded, in whose name, and until when it can be changed by signing in."""

    number: str
    organisation: str
    value: PositionValue
    text: str | None
    would_resolve: str | None
    ad_referendum_until: datetime | None
    answered_at: datetime
    deadline_at: datetime
    sign_in: str = Field(description="Where to go on with an account")


@links.get("/{token}", response_model=link_views.PositionLinkRead, responses=responses(*DEATHS))
async def read_position_link(call: Annotated[Call, public], token: Token) -> Reply:
    """What the mailed link is about: the text, the deadline, in whose name. Changes nothing."""
    mailed.slow_down(call)
    return await link_views.link(call, token)


@links.post("/{token}", response_model=PositionReceipt, responses=REFUSALS)
async def use_position_link(call: Annotated[Call, public], token: Token, body: PositionLinkUse) -> Reply:
    """Record the organisation's position by the mailed link. It serves once, until the deadline."""
    mailed.slow_down(call)
    return await use(call, token, PositionPut.model_validate(body.model_dump()))


async def use(call: Call, token: str, wanted: PositionPut) -> Reply:
    """The position, as its focal point would record it signed in; with it, in one transaction, the end of the link."""
    link, person, about = await _enter(call, token)
    decision, round, position = await positions.lock_position(
        call, about.decision_id, about.number, link.organisation_id
    )
    await call.session.refresh(link, with_for_update=True)
    standing = await _standing(call, link, person, decision, round, position)
    if refused := death(standing, call.now, await notices.write_to(call)):
        raise refused
    call.if_match = "*"
    await positions.put(call, decision, round, position, wanted)
    link.used_at = position.answered_at
    link.version += 1
    await reaching.seen(call, round, position)
    await notices.receipt(call, decision, round, position, _words(position, person.language))
    return _receipt(decision, round, position, standing.sign_in)


async def _enter(call: Call, token: str) -> tuple[PositionLink, Person, Round]:
    """Act as the person whom the link was sent to, in its network, as a speaker of its organisation and nothing else."""
    id = link_tokens.link_id(token)
    link = await call.session.get(PositionLink, id) if id is not None else None
    if link is None or not link_tokens.holds(call.kernel.settings, token, link_tokens.bound(link)):
        raise NotFound()
    slug = (await call.session.execute(sa.select(Network.slug).where(Network.id == link.network_id))).scalar_one()
    round = await call.session.get(Round, link.round_id)
    person = await call.session.get(Person, link.person_id)
    assert round is not None
    assert person is not None
    acronym = await members.acronym(call, link.organisation_id)
    post = Post(SPEAKERS[0], link.organisation_id, acronym)
    mailed.act_as(call, link.network_id, slug, person.id, person.language, post)
    return link, person, round


async def _standing(
    call: Call, link: PositionLink, person: Person, decision: Decision, round: Round, position: Position
) -> Standing:
    speaking = {(row[0], row[1]) for row in await members.speakers(call, *SPEAKERS)}
    return Standing(
        link.used_at,
        (link.organisation_id, link.person_id) in speaking,
        round.state,
        round.deadline_at,
        position.released_at,
        position.value,
        position.answered_at,
        position.acronym,
        service.label(decision),
        person.language,
        link_views.address(call.slug, decision.id),
    )


def _words(position: Position, language: str) -> str:
    """The answer as its copy holds it: the value, and every word that was given with it."""
    lines: list[str] = [say(f"position.{position.value}", language)]
    lines += [text for text in (position.text, position.would_resolve) if text]
    if position.ad_referendum_until is not None:
        lines.append(say("position-link.until", language, until=position.ad_referendum_until))
    return "\n\n".join(lines)


def _receipt(decision: Decision, round: Round, position: Position, sign_in: str) -> Reply:
    until = position.ad_referendum_until
    assert position.answered_at is not None
    body = {
        "number": decision.number,
        "organisation": position.acronym,
        "value": str(position.value),
        "text": position.text,
        "would_resolve": position.would_resolve,
        "ad_referendum_until": instant(until) if until else None,
        "answered_at": instant(position.answered_at),
        "deadline_at": instant(round.deadline_at),
        "sign_in": sign_in,
    }
    return Reply(dumps(body), secret=True, headers={"cache-control": "no-store"})
