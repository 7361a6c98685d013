"""Whom a statement tells what: mails in each reader's language, queued in the transaction that caused them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import Decision
from api.decisions.rules import ADOPTED, DecisionKind
from api.kernel import deliveries
from api.kernel.access import CO_CHAIR, OFFICERS, SPEAKERS, Call, Role
from api.kernel.words import say, shown
from api.members import service as members
from api.statements.models import Statement, StatementSignature
from api.statements.values import SignatureAct, StatementState

EVERYBODY = (*SPEAKERS, *OFFICERS)


def page(site: str, slug: str, statement_id: Any) -> str:
    return f"{site}/{slug}/statements/{statement_id}"


def permalink(site: str, slug: str, key: str) -> str:
    """The page that anybody reads, for ever."""
    return f"{site}/{slug}/public/statements/{key}"


async def adopted(call: Call, decision: Decision) -> None:
    """Where the network has adopted the text of a statement, its co-chairs are asked to sign it."""
    if decision.kind != DecisionKind.STATEMENT or decision.state not in ADOPTED:
        return
    wanted = sa.select(Statement).where(
        Statement.network_id == call.network_id,
        Statement.decision_id == decision.id,
        Statement.state == StatementState.DRAFT,
    )
    statement = (await call.session.execute(wanted)).scalar_one_or_none()
    if statement is not None:
        await to_sign(call, statement)


async def to_sign(call: Call, statement: Statement) -> None:
    await _ask(call, "statement-to-sign", statement, SignatureAct.SIGN)


async def to_withdraw(call: Call, statement: Statement) -> None:
    await _ask(call, "statement-to-withdraw", statement, SignatureAct.WITHDRAW, reason=statement.withdrawal_reason)


async def published(call: Call, statement: Statement) -> None:
    await _mail(call, "statement-published", statement, EVERYBODY)


async def withdrawn(call: Call, statement: Statement) -> None:
    await _mail(call, "statement-withdrawn", statement, EVERYBODY, reason=statement.withdrawal_reason)


async def _ask(call: Call, kind: str, statement: Statement, act: SignatureAct, **facts: Any) -> None:
    """Those co-chairs whose organisation has not put its name to it."""
    marks = sa.select(StatementSignature.organisation_id).where(
        StatementSignature.statement_id == statement.id, StatementSignature.act == act
    )
    done = set((await call.session.execute(marks)).scalars())
    await _mail(call, kind, statement, (CO_CHAIR,), done, **facts)


async def _mail(
    call: Call, kind: str, statement: Statement, roles: tuple[Role, ...], without: Iterable[UUID] = (), **facts: Any
) -> None:
    link = page(call.kernel.settings.site, call.slug, statement.id)
    told: set[UUID] = set()
    for organisation_id, person_id, _, address, language in await members.speakers(call, *roles):
        if person_id in told or organisation_id in without:
            continue
        told.add(person_id)
        said = {
            "number": statement.number or "",
            "title": shown(statement.title, language),
            "link": link,
            **{name: shown(value, language) for name, value in facts.items()},
        }
        await deliveries.queue(
            call,
            kind,
            statement,
            address,
            say(f"mail.{kind}.subject", language, **said),
            say(f"mail.{kind}.body", language, **said),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
        )
