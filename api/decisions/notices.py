"""Whom a decision tells what: mails to focal points, each in the reader's language, queued in the same transaction."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import link_tokens
from api.decisions.models import Decision, DecisionRecord, Position, Round
from api.decisions.rules import ReachedBy
from api.kernel import deliveries, journal
from api.kernel.access import CO_CHAIR, SECRETARIAT, SPEAKERS, Call, Role, Visibility, circles
from api.kernel.deliveries import Delivery
from api.kernel.words import say
from api.members import service as members

OPENED, REMINDER = "round-opened", "round-reminder"
NOTICES = (OPENED, REMINDER)  # what tells an organisation that it is asked
CHOICES = ("support", "no_objection", "reservation", "ad_referendum", "objection")  # the others are on the page


def link(call: Call, decision: Decision) -> str:
    return f"{call.kernel.settings.site}/{call.slug}/decisions/{decision.id}"


async def _mail(
    call: Call,
    kind: str,
    row: Any,
    decision: Decision,
    roles: tuple[Role, ...],
    only: set[UUID] | None,
    person: UUID | None = None,
    attachments: Sequence[dict[str, str]] = (),
    **facts: Any,
) -> None:
    """One mail per person who holds one of the roles; `only` narrows the organisations, `person` to one of them."""
    told: set[UUID] = set()
    acronyms = {o.id: o.acronym for o in await members.roll(call)}
    for organisation_id, person_id, _, address, language in await members.speakers(call, *roles):
        if person_id in told or (only is not None and organisation_id not in only):
            continue
        if person is not None and person_id != person:
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
            attachments=attachments,
        )


def _round_facts(round: Round) -> dict[str, Any]:
    return {
        "round": round.number,
        "procedure": str(round.procedure),
        "deadline_at": round.deadline_at,
        "outcome": str(round.outcome or ""),
    }


async def opened(call: Call, decision: Decision, round: Round) -> None:
    await _ask(call, OPENED, decision, round, {o.id for o in await members.roll(call)})


async def remind(call: Call, decision: Decision, round: Round, organisations: set[UUID]) -> None:
    await _ask(call, REMINDER, decision, round, organisations)


async def _ask(call: Call, kind: str, decision: Decision, round: Round, organisations: set[UUID]) -> None:
    """One mail per person and organisation, each with a link of its own: whoever speaks for two is asked twice."""
    links = await link_tokens.links_of(call, round)
    acronyms = {o.id: o.acronym for o in await members.roll(call)}
    asked: set[tuple[UUID, UUID]] = set()
    for organisation_id, person_id, _, address, language in await members.speakers(call, *SPEAKERS):
        if organisation_id not in organisations or (organisation_id, person_id) in asked:
            continue
        asked.add((organisation_id, person_id))
        answer = links.address(organisation_id, person_id)
        said = {
            **_round_facts(round),
            "number": decision.number,
            "title": decision.title.get(language) or decision.title["en"],
            "link": link(call, decision),
            "organisation": acronyms.get(organisation_id, ""),
            "answer": answer,
            "choices": "\n".join(f"{say(f'position.{each}', language)}: {answer}?as={each}" for each in CHOICES),
        }
        await deliveries.queue(
            call,
            kind,
            round,
            address,
            say(f"mail.{kind}.subject", language, **said),
            say(f"mail.{kind}.body", language, **said),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
            secret=True,
        )


async def receipt(call: Call, decision: Decision, round: Round, position: Position, answer: str) -> None:
    """Whoever answered by the link in the mail gets a copy, and so would notice an answer by somebody else."""
    facts: dict[str, Any] = _round_facts(round) | {
        "value": str(position.value),
        "answered_at": position.answered_at,
        "answer": answer,
        "write_to": await write_to(call),
    }
    only, person = {position.organisation_id}, call.actor.person_id
    await _mail(call, "position-receipt", position, decision, SPEAKERS, only, person, **facts)


async def write_to(call: Call) -> list[str]:
    """Whom a focal point asks: the addresses of the secretariat."""
    found = {address: None for _, _, _, address, _ in await members.speakers(call, SECRETARIAT)}
    return list(found) or [call.kernel.settings.mail_from]


async def undelivered(call: Call, decision: Decision, round: Round, organisations: list[str]) -> None:
    """The secretariat is told whose silence would not count."""
    facts = _round_facts(round) | {"organisations": organisations}
    await _mail(call, "round-undelivered", round, decision, (SECRETARIAT,), None, **facts)


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


async def adopted(call: Call, decision: Decision, record: DecisionRecord, attached: Sequence[str]) -> None:
    """Everybody who may read it gets the record to keep; its digest and the journal's stand in the mail itself."""
    facts: dict[str, Any] = {
        "state": str(decision.state),
        "adopted_at": decision.adopted_at,
        "sha256": record.sha256,
        "journal_seq": str(record.journal_seq),
        "journal_hash": record.journal_hash,
    }
    circle = Visibility(decision.visibility)
    roles = tuple(role for role in (*SPEAKERS, SECRETARIAT, CO_CHAIR) if circle in circles(frozenset({role})))
    files = [{"kind": kind, "id": str(record.id)} for kind in attached]
    await _mail(call, "decision-adopted", decision, decision, roles, None, attachments=files, **facts)


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
    position.reached_at, position.reached_by = delivery.accepted_at, ReachedBy.MAIL
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
