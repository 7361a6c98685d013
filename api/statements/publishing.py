"""Signing, publishing, withdrawing: the acts that make a text the network's One Voice, and take it back."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import Position
from api.kernel import clock, journal
from api.kernel.access import CO_CHAIR, Call, found
from api.kernel.problems import Invalid
from api.networks import service as networks
from api.networks.models import Organisation
from api.people import service as people
from api.people.models import Person
from api.statements import notices, rules
from api.statements.models import Statement, StatementSignature
from api.statements.service import Held, facts_of, held, label, locked, record
from api.statements.states import STATEMENT, AdoptedTextDiffers
from api.statements.values import SignatureAct, StatementState

DUE = "statement"


async def sign(call: Call, statement: Statement) -> None:
    """A co-chair's signature under the adopted text. The second one, of the other organisation, makes it signed."""
    have = await held(call, statement)
    facts = facts_of(call, statement, have)
    STATEMENT.check(call, facts, "sign")
    assert have.round is not None
    await _mark(call, statement, SignatureAct.SIGN, len(facts.signed) + 1, have.round.text_hash)
    if not facts.signed:
        STATEMENT.fire(call, statement, "sign", facts=facts)
        await record(call, "statement.signed-by-one", statement)
        await notices.to_sign(call, statement)
        return
    await _freeze(call, statement, have)
    STATEMENT.fire(call, statement, "sign", to=StatementState.SIGNED, facts=facts)
    await record(call, "statement.signed", statement)


async def _mark(call: Call, statement: Statement, act: SignatureAct, place: int, text_hash: str) -> None:
    posts = call.actor.posts.get(call.network_id, ())
    post = next(post for post in posts if post.role == CO_CHAIR)
    person = found(await call.session.get(Person, call.actor.person_id))
    mark = StatementSignature(
        created_at=call.now,
        network_id=call.network_id,
        statement_id=statement.id,
        act=act,
        place=place,
        person_id=person.id,
        organisation_id=post.organisation_id,
        acronym=post.acronym,
        name=person.name,
        function=person.function,
        text_hash=text_hash,
    )
    call.session.add(mark)
    kind = "statement.signature" if act == SignatureAct.SIGN else "statement.withdrawal"
    await journal.record(call, kind, mark, number=label(statement), organisation=post.acronym)


async def _freeze(call: Call, statement: Statement, have: Held) -> None:
    """The adopted round's text, byte for byte; in whose name; and the next number of the register, so it has no gaps."""
    assert have.round is not None
    assert have.decision is not None
    network = await networks.current(call)
    year = call.now.astimezone(clock.PLACE).year
    count = await networks.next_number(call, "statement", year)  # it flushes, so the row changes after it, all at once
    language = have.round.authoritative
    statement.text, statement.authoritative = have.round.texts[language], language
    statement.title, statement.adopted_hash = dict(have.decision.title), have.round.text_hash
    voices = await _voices(call, have.round.id)
    statement.signatories, statement.on_record = rules.signatories(voices), rules.on_record(voices)
    statement.year, statement.number = year, rules.number(network.code, year, count)
    statement.key = rules.key(statement.number)
    statement.signed_at = statement.sort_at = call.now


async def _voices(call: Call, round_id: UUID) -> list[rules.Voice]:
    rows = (
        sa.select(Position, Organisation.name)
        .join(Organisation, Organisation.id == Position.organisation_id)
        .where(Position.round_id == round_id)
        .order_by(Position.place)
    )
    return [
        rules.Voice(
            str(position.organisation_id),
            position.acronym,
            name,
            position.value,
            position.text,
            position.released_at is not None,
        )
        for position, name in (await call.session.execute(rows)).tuples()
    ]


async def publish(call: Call, statement_id: UUID, said: dict[str, Any]) -> None:
    """Release what both co-chairs signed: now, or at the embargo's instant. Asks for a recent sign-in.

    An API token that names the right is one's word given when it was made, with a recent sign-in then.
    """
    statement = await locked(call, statement_id)
    if call.actor.credential != "token":
        people.require_recent(call)
    call.match(statement.version)
    STATEMENT.check(call, facts := facts_of(call, statement, await held(call, statement)), "publish")
    if "embargo_at" in said:
        statement.embargo_at = said["embargo_at"]
    statement.published_hash = rules.text_hash(statement.text or "")
    if statement.published_hash != statement.adopted_hash:
        raise AdoptedTextDiffers()
    statement.published_at = call.now
    STATEMENT.fire(call, statement, "publish", facts=facts)
    if rules.released(statement.embargo_at, call.now):
        await _release(call, statement)
    else:
        await journal.due(call, DUE, statement.id, statement.embargo_at)
        await record(call, "statement.scheduled", statement, embargo_at=statement.embargo_at)


async def _release(call: Call, statement: Statement) -> None:
    statement.released_at = statement.sort_at = call.now
    await record(call, "statement.published", statement)
    await notices.published(call, statement)


async def settle(call: Call, statement_id: UUID) -> None:
    """The embargo's instant has come: what was published can be read. The system's move; runs once."""
    wanted = sa.select(Statement).where(Statement.id == statement_id).with_for_update()
    statement = (await call.session.execute(wanted)).scalar_one_or_none()
    await clock.tick(call)
    if statement is None or statement.state != StatementState.PUBLISHED or statement.released_at is not None:
        return
    if rules.released(statement.embargo_at, call.now):
        statement.version += 1
        await _release(call, statement)
    else:
        await journal.due(call, DUE, statement.id, statement.embargo_at)


async def withdraw(call: Call, statement: Statement, reason: dict[str, Any] | None) -> None:
    """A co-chair takes the statement back, with the reason; it is withdrawn when the other one agrees to that reason."""
    facts = facts_of(call, statement, await held(call, statement))
    STATEMENT.check(call, facts, "withdraw")
    first = not facts.withdrawing
    if first and reason is None:
        raise Invalid.at("/reason", "missing")
    if not first and reason is not None and reason != statement.withdrawal_reason:
        raise Invalid.at("/reason", "agreed_reason")
    assert statement.adopted_hash is not None
    await _mark(call, statement, SignatureAct.WITHDRAW, len(facts.withdrawing) + 1, statement.adopted_hash)
    if first:
        statement.withdrawal_reason = reason
        STATEMENT.fire(call, statement, "withdraw", facts=facts)
        await record(call, "statement.withdrawn-by-one", statement)
        await notices.to_withdraw(call, statement)
        return
    await _withdrawn(call, statement, facts)


async def _withdrawn(call: Call, statement: Statement, facts: Any) -> None:
    moment: datetime = call.now
    statement.withdrawn_at = statement.sort_at = moment
    STATEMENT.fire(call, statement, "withdraw", to=StatementState.WITHDRAWN, facts=facts)
    await journal.due(call, DUE, statement.id, None)
    await record(call, "statement.withdrawn", statement)
    await notices.withdrawn(call, statement)
