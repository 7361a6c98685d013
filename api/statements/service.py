"""What a statement goes through before it is signed. Every act under the row lock, on the database's clock."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.decisions import service as decisions
from api.decisions.models import Decision, Round
from api.decisions.rules import DecisionKind, DecisionState
from api.kernel import clock, journal, links, search
from api.kernel.access import OFFICERS, Call, Visibility, found
from api.kernel.links import End
from api.kernel.problems import Invalid, Problem
from api.objectives import service as objectives
from api.statements import rules
from api.statements.models import Statement, StatementSignature, StatementTranslation
from api.statements.schemas import StatementCreate
from api.statements.states import FAILED, STATEMENT, Facts, Mark
from api.statements.values import SIGNED_STATES, SignatureAct, StatementState

DECISIONS_OWN = ("title", "text", "authoritative", "urgency")  # from the moment consensus is asked for
Later = aliased(Decision)


class TextInDecision(Problem):
    """The network is being asked about this text: it is changed in the decision, between two rounds."""

    slug, status = "text-in-decision", 409


class StatementFrozen(Problem):
    slug, status = "statement-frozen", 409


class NothingToCorrect(Problem):
    """Only a statement that can be read has a corrigendum."""

    slug, status = "nothing-to-correct", 409


@dataclass
class Held:
    """A statement with what decides over it."""

    decision: Decision | None = None
    round: Round | None = None
    superseded_by: str | None = None
    marks: tuple[StatementSignature, ...] = ()


def asked() -> sa.ColumnElement[bool]:
    """Whether the members have seen the text: its decision was opened once, and has its number since then."""
    here = sa.select(Decision.id).where(Decision.id == Statement.decision_id, Decision.number.is_not(None))
    return here.correlate(Statement).exists()


def visible(call: Call) -> sa.Select[Statement]:
    """Statements of this network that the caller may see; drafts are the officers' own until members are consulted."""
    circles = [str(circle) for circle in call.circles]
    of_members = sa.true() if Visibility.MEMBERS in call.circles else sa.false()
    seen = sa.or_(
        sa.true() if call.roles & {*OFFICERS} else sa.false(),
        sa.and_(Statement.released_at.is_not(None), Statement.visibility.in_(circles)),
        sa.and_(of_members, sa.or_(asked(), *(Statement.state == state for state in SIGNED_STATES))),
    )
    return sa.select(Statement).where(Statement.network_id == call.network_id, seen)


async def locked(call: Call, statement_id: UUID) -> Statement:
    wanted = visible(call).where(Statement.id == statement_id).with_for_update()
    statement = found((await call.session.execute(wanted)).scalar_one_or_none())
    await clock.tick(call)
    return statement


async def lock(call: Call, statement_id: UUID) -> Statement:
    """The statement under its lock, with If-Match compared and the clock read after it."""
    statement = await locked(call, statement_id)
    call.match(statement.version)
    return statement


# ── facts, gathered under the lock ──────────────────────────────────────────────────────────────────────────────────


async def held(call: Call, statement: Statement) -> Held:
    """The decision with its last round, what came after it, and the signatures so far."""
    marks = sa.select(StatementSignature).where(StatementSignature.statement_id == statement.id)
    rows = (await call.session.execute(marks.order_by(StatementSignature.place))).scalars()
    have = Held(marks=tuple(rows))
    if statement.decision_id is None:
        return have
    have.decision = await call.session.get(Decision, statement.decision_id, populate_existing=True)
    if have.decision is not None:
        have.round = await decisions.last_round(call, have.decision)
        ends = sa.or_(Later.supersedes_id == have.decision.id, Later.rescinds_id == have.decision.id)
        later = sa.select(Later.number).where(Later.network_id == call.network_id, ends, Later.adopted_at.is_not(None))
        have.superseded_by = (
            await call.session.execute(later.order_by(Later.adopted_at).limit(1))
        ).scalar_one_or_none()
    return have


def facts_of(call: Call, statement: Statement, have: Held) -> Facts:
    decision = have.decision
    return Facts(
        state=StatementState(statement.state),
        now=call.now,
        has_text=bool(text_of(statement, decision)),
        decision_state=DecisionState(decision.state) if decision else None,
        is_statement=decision is None or decision.kind == DecisionKind.STATEMENT,
        superseded_by=have.superseded_by,
        same_text=same_text(statement, have),
        signed=marks_of(have.marks, SignatureAct.SIGN),
        withdrawing=marks_of(have.marks, SignatureAct.WITHDRAW),
        embargo=statement.embargo_at,
        released=statement.released_at is not None,
    )


def marks_of(marks: tuple[StatementSignature, ...], act: SignatureAct) -> tuple[Mark, ...]:
    return tuple(Mark(each.person_id, each.organisation_id, each.acronym) for each in marks if each.act == act)


def same_text(statement: Statement, have: Held) -> bool:
    """Signed: the frozen copy fits the hash. Before: the decision holds what its last round froze."""
    if statement.adopted_hash is not None:
        return rules.text_hash(statement.text or "") == statement.adopted_hash
    decision, round = have.decision, have.round
    if decision is None or round is None:
        return True  # there is nothing to differ from yet
    return rules.is_adopted_text(decision.texts, round.texts, round.authoritative, round.text_hash)


def text_of(statement: Statement, decision: Decision | None) -> str | None:
    """The authoritative text as it stands: here, or in the decision while consensus is asked for."""
    if decision is None or statement.adopted_hash is not None:
        return statement.text
    return decision.texts.get(decision.authoritative)


async def current_text(call: Call, statement: Statement) -> tuple[str, str | None]:
    """(authoritative language, the text as it stands)."""
    decision = await call.session.get(Decision, statement.decision_id) if statement.decision_id else None
    language = statement.authoritative if decision is None or statement.adopted_hash else decision.authoritative
    return language, text_of(statement, decision)


async def current_hash(call: Call, statement: Statement) -> tuple[str, str | None]:
    """(authoritative language, hash of the text as it stands)."""
    language, text = await current_text(call, statement)
    return language, rules.text_hash(text) if text else None


# ── preparing ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def prepare(call: Call, wanted: StatementCreate) -> Statement:
    """A new draft, of which nobody but the officers knows."""
    if wanted.corrects_id is not None:
        await _correctable(call, wanted.corrects_id)
    values = wanted.model_dump(mode="json", exclude={"title", "objectives", "embargo_at", "corrects_id"})
    statement = Statement(
        created_at=call.now,
        sort_at=call.now,
        year=call.now.astimezone(clock.PLACE).year,
        network_id=call.network_id,
        title=wanted.title.model_dump(),
        embargo_at=wanted.embargo_at,
        corrects_id=wanted.corrects_id,
        signatories=[],
        on_record=[],
        **values,
    )
    call.session.add(statement)
    await record(call, "statement.drafted", statement)
    for objective_id in await objectives.ids(call, wanted.objectives):
        await links.join(call, End("statements", statement.id), End("objectives", objective_id))
    return statement


async def _correctable(call: Call, statement_id: UUID) -> None:
    earlier = (await call.session.execute(visible(call).where(Statement.id == statement_id))).scalar_one_or_none()
    if earlier is None:
        raise Invalid.at("/corrects_id", "unknown")
    if earlier.released_at is None or earlier.state != StatementState.PUBLISHED:
        raise NothingToCorrect()


async def change(call: Call, statement: Statement, changes: dict[str, Any]) -> None:
    """Edit a draft. Title and text are the decision's while one asks for consensus; if it failed, they come back here."""
    if statement.state != StatementState.DRAFT:
        raise StatementFrozen()
    if set(changes) & {*DECISIONS_OWN} and statement.decision_id is not None:
        await _take_back(call, statement)
    for name, value in changes.items():
        if value is None and name not in ("text", "media_contact", "embargo_at"):
            raise Invalid.at(f"/{name}", "missing")
        setattr(statement, name, value.model_dump() if hasattr(value, "model_dump") else value)
    statement.channels = [str(channel) for channel in statement.channels]
    statement.version += 1
    await record(call, "statement.changed", statement)


async def _take_back(call: Call, statement: Statement) -> None:
    decision = await call.session.get(Decision, statement.decision_id)
    if decision is None or decision.state not in FAILED:
        raise TextInDecision()
    statement.title, statement.authoritative = dict(decision.title), decision.authoritative
    statement.text, statement.decision_id = decision.texts.get(decision.authoritative), None


async def abandon(call: Call, statement: Statement) -> None:
    STATEMENT.fire(call, statement, "abandon", facts=facts_of(call, statement, await held(call, statement)))
    await record(call, "statement.abandoned", statement)


async def translations_of(call: Call, statement: Statement) -> list[StatementTranslation]:
    rows = sa.select(StatementTranslation).where(StatementTranslation.statement_id == statement.id)
    return list((await call.session.execute(rows.order_by(StatementTranslation.language))).scalars())


# ── on record ───────────────────────────────────────────────────────────────────────────────────────────────────────


def label(statement: Statement) -> Any:
    """How the journal and mails call it: its number, or its title while it has none."""
    return statement.number or dict(statement.title)


async def circle(call: Call, statement: Statement) -> Visibility:
    """Who may read it now: the officers, the members once they are consulted, whoever it is meant for once released."""
    if statement.released_at is not None:
        return Visibility(statement.visibility)
    if statement.state in SIGNED_STATES:
        return Visibility.MEMBERS
    decision = await call.session.get(Decision, statement.decision_id) if statement.decision_id else None
    return Visibility.MEMBERS if decision is not None and decision.number else Visibility.SECRETARIAT


async def record(call: Call, kind: str, statement: Statement, **facts: Any) -> None:
    facts = {"number": label(statement), "state": str(statement.state), **facts}
    await journal.record(call, kind, statement, visibility=await circle(call, statement), **facts)
    await index(call, statement)


async def opened(call: Call, decision: Decision) -> None:
    """Members are asked about the text: from now on they find the statement, by the words it has now."""
    if decision.kind != DecisionKind.STATEMENT:
        return
    wanted = sa.select(Statement).where(Statement.network_id == call.network_id, Statement.decision_id == decision.id)
    statement = (await call.session.execute(wanted)).scalar_one_or_none()
    if statement is not None:
        await index(call, statement)


async def index(call: Call, statement: Statement) -> None:
    """Let it be found by its words in every language, as far as it may be seen."""
    decision = await call.session.get(Decision, statement.decision_id) if statement.decision_id else None
    rows = await translations_of(call, statement)
    asked_about = decision is not None and statement.adopted_hash is None
    await search.put(
        call,
        search.Found(
            "statements",
            statement.id,
            title=dict(decision.title if decision is not None and asked_about else statement.title),
            at=statement.sort_at,
            visibility=await circle(call, statement),
            number=statement.number,
            text=" ".join([text_of(statement, decision) or "", *(row.text for row in rows)]),
        ),
    )
