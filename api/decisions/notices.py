"""Whom a decision tells what: mails to focal points, each in the reader's language, queued in the same transaction."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import Decision, Position, Round
from api.kernel import deliveries, journal
from api.kernel.access import CO_CHAIR, SECRETARIAT, SPEAKERS, Call, Role, Visibility
from api.kernel.deliveries import Delivery
from api.kernel.words import say
from api.members import service as members

OPENED, REMINDER = "round-opened", "round-reminder"
NOTICES = (OPENED, REMINDER)  # what tells an organisation that it is asked


def link(call: Call, decision: Decision) -> str:
    return f"{call.kernel.settings.site}/{call.slug}/decisions/{decision.id}"


async def _mail(
    call: Call, kind: str, row: Any, decision: Decision, roles: tuple[Role, ...], only: set[UUID] | None, **facts: Any
) -> None:
    """One mail per person who holds one of the roles; `only` narrows the organisations."""
    told: set[UUID] = set()
    acronyms = {o.id: o.acronym for o in await members.roll(call)}
    for organisation_id, person_id, _, address, language in await members.speakers(call, *roles):
        if person_id in told or (only is not None and organisation_id not in only):
            continue
        told.add(person_id)
        title = decision.title.get(language) or decision.title["en"]
        said = {
            "number": decision.number,
            "title": title,
            "link": link(call, decision),
            "organisation": acronyms.get(organisation_id, ""),
            **facts,
        }
        await deliveries.queue(
            call,
            kind,
            row,
            address,
            say(f"mail.{kind}.subject", language, **said),
            say(f"mail.{kind}.body", language, **said),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
        )


def _round_facts(round: Round) -> dict[str, Any]:
    return {
        "round": round.number,
        "procedure": str(round.procedure),
        "deadline_at": round.deadline_at,
        "outcome": str(round.outcome or ""),
    }


async def opened(call: Call, decision: Decision, round: Round) -> None:
    roll = {o.id for o in await members.roll(call)}
    await _mail(call, OPENED, round, decision, SPEAKERS, roll, **_round_facts(round))


async def remind(call: Call, decision: Decision, round: Round, organisations: set[UUID]) -> None:
    await _mail(call, REMINDER, round, decision, SPEAKERS, organisations, **_round_facts(round))


async def blocks(call: Call, decision: Decision, round: Round, position: Position) -> None:
    """Breaking of silence is told to all at once."""
    facts = _round_facts(round) | {"organisation": position.acronym, "value": str(position.value)}
    roles = (*SPEAKERS, SECRETARIAT, CO_CHAIR)
    await _mail(call, "position-blocks", position, decision, roles, None, **facts)


async def on_behalf(call: Call, decision: Decision, round: Round, position: Position) -> None:
    """A member is told at once what was recorded in its name, to confirm or change it."""
    facts = _round_facts(round) | {"value": str(position.value), "source": position.source}
    await _mail(call, "position-on-behalf", position, decision, SPEAKERS, {position.organisation_id}, **facts)


async def extended(call: Call, decision: Decision, round: Round, reason: str) -> None:
    await _mail(call, "round-extended", round, decision, SPEAKERS, None, reason=reason, **_round_facts(round))


async def closed(call: Call, decision: Decision, round: Round) -> None:
    roles = (*SPEAKERS, SECRETARIAT, CO_CHAIR)
    await _mail(call, "round-closed", round, decision, roles, None, **_round_facts(round))


async def adopted(call: Call, decision: Decision) -> None:
    facts = {"state": str(decision.state), "adopted_at": decision.adopted_at}
    await _mail(call, "decision-adopted", decision, decision, (*SPEAKERS, SECRETARIAT, CO_CHAIR), None, **facts)


async def on_accepted(call: Call, delivery: Delivery) -> None:
    """A notice was taken by the relay: from now on this organisation's silence means something."""
    if delivery.kind not in NOTICES or delivery.organisation_id is None:
        return
    statement = sa.select(Position).where(
        Position.round_id == delivery.subject_id, Position.organisation_id == delivery.organisation_id
    )
    position = (await call.session.execute(statement.with_for_update())).scalar_one_or_none()
    if position is None or position.reached_at is not None:
        return
    position.reached_at = delivery.accepted_at
    decision = sa.select(Decision).join(Round, Round.decision_id == Decision.id).where(Round.id == position.round_id)
    told = (await call.session.execute(decision)).scalar_one()
    await journal.record(
        call,
        "position.reached",
        position,
        visibility=Visibility(told.visibility),
        number=told.number,
        decision_id=str(told.id),
        organisation=position.acronym,
    )
