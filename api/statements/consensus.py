"""Asking the network for consensus on a statement: by a decision drafted from it, or one that holds its text already."""

from uuid import UUID

import sqlalchemy as sa

from api.decisions import service as decisions
from api.decisions.models import Decision
from api.decisions.rules import DecisionKind
from api.decisions.schemas import DecisionCreate, Texts
from api.kernel import links
from api.kernel.access import Call
from api.kernel.links import End
from api.kernel.problems import Invalid, NotFound
from api.kernel.words import LANGUAGES
from api.statements import notices, service
from api.statements.models import Statement
from api.statements.schemas import ConsensusCreate
from api.statements.states import FAILED, STATEMENT, Facts
from api.statements.values import TranslationStatus, Urgency


async def put_to_consensus(call: Call, statement: Statement, wanted: ConsensusCreate) -> None:
    """Draft the decision that asks all members, with this title and text; or take one that holds the text already."""
    have = await service.held(call, statement)
    facts = service.facts_of(call, statement, have)
    if wanted.decision_id is None:
        STATEMENT.check(call, facts, "put_to_consensus")
        decision = await decisions.draft(call, await _decision(call, statement, wanted, have.decision))
    else:
        facts = Facts(**{**vars(facts), "has_text": True})
        STATEMENT.check(call, facts, "put_to_consensus")
        decision = await _existing(call, wanted.decision_id)
    await call.session.flush()
    statement.decision_id = decision.id
    statement.title, statement.authoritative = dict(decision.title), decision.authoritative
    STATEMENT.fire(call, statement, "put_to_consensus", facts=facts)
    await service.record(call, "statement.put-to-consensus", statement, decision_id=str(decision.id))
    await links.join(call, End("statements", statement.id), End("decisions", decision.id))
    await notices.adopted(call, decision)


async def _decision(
    call: Call, statement: Statement, wanted: ConsensusCreate, earlier: Decision | None
) -> DecisionCreate:
    if statement.urgency == Urgency.URGENT and wanted.allowed_by_id is None:
        raise Invalid.at("/allowed_by_id", "missing")
    texts = {statement.authoritative: service.text_of(statement, earlier)}
    for row in await service.translations_of(call, statement):
        if row.language != statement.authoritative and row.status != TranslationStatus.MISSING:
            texts[row.language] = row.text
    title = {language: statement.title.get(language) for language in LANGUAGES}
    return DecisionCreate.model_validate(
        {
            "kind": DecisionKind.STATEMENT,
            "title": title,
            "texts": Texts.model_validate(texts),
            "authoritative": statement.authoritative,
            "meeting_id": wanted.meeting_id,
            "agenda_item_id": wanted.agenda_item_id,
            "allowed_by_id": wanted.allowed_by_id,
        }
    )


async def _existing(call: Call, decision_id: UUID) -> Decision:
    try:
        decision = await decisions.locked(call, decision_id)
    except NotFound as missing:
        raise Invalid.at("/decision_id", "unknown") from missing
    taken = sa.select(Statement.id).where(Statement.network_id == call.network_id, Statement.decision_id == decision_id)
    if decision.kind != DecisionKind.STATEMENT or decision.state in FAILED:
        raise Invalid.at("/decision_id", "unknown")
    if (await call.session.execute(taken)).first() is not None:
        raise Invalid.at("/decision_id", "taken")
    return decision
