"""One Voice in the demo: a statement with its corrigendum, one that awaits a signature, one before the members."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import service as decisions
from api.decisions.rules import Procedure
from api.decisions.schemas import RoundOpen
from api.demo import cast, meeting_texts, voices
from api.demo.scenes import _answer
from api.demo.stage import Stage
from api.kernel.access import Call
from api.meetings.models import Meeting
from api.statements import consensus, publishing, service, translations
from api.statements.models import Statement
from api.statements.schemas import ConsensusCreate, StatementCreate, TranslationPut


async def play(stage: Stage) -> None:
    first = await _adopted(stage, voices.RECRUITMENT, checked=("ru", "tk"))
    await _published(stage, first)
    await _published(stage, await _adopted(stage, voices.CORRIGENDUM, checked=("ru", "tk"), corrects_id=first))
    day = await _adopted(stage, voices.MIGRANTS_DAY, checked=("ru",))
    await _signed(stage, day, "rc")


async def _prepared(call: Call, voice: dict[str, Any], meeting_id: UUID | None, **more: Any) -> Statement:
    """A draft with its translations, put to consensus."""
    wanted = {name: value for name, value in voice.items() if name not in ("ru", "tk")}
    if voice is voices.MIGRANTS_DAY:
        more["embargo_at"] = voices.migrants_day(call.now)
    statement = await service.prepare(
        call, StatementCreate.model_validate({**wanted, "media_contact": voices.CONTACT, **more})
    )
    for language in ("ru", "tk"):
        if voice[language]:
            body = {"title": voice["title"][language], "text": voice[language]}
            await translations.put(call, statement, language, TranslationPut.model_validate(body))
    await consensus.put_to_consensus(call, statement, ConsensusCreate(meeting_id=meeting_id))
    return statement


async def _adopted(stage: Stage, voice: dict[str, Any], *, checked: tuple[str, ...], **more: Any) -> UUID:
    """Agreed in the room, at the last quarterly meeting: everybody was there, and answers."""

    async def prepare(call: Call) -> tuple[UUID, UUID]:
        meetings = sa.select(Meeting.id, Meeting.title).where(Meeting.network_id == call.network_id)
        held = {row.title["en"]: row.id for row in await call.session.execute(meetings)}
        statement = await _prepared(call, voice, held[meeting_texts.QUARTERS[-1].title["en"]], **more)
        decision = await decisions.lock(call, _decision_of(statement))
        await decisions.open_round(call, decision, RoundOpen(procedure=Procedure.MEETING))
        return statement.id, decision.id

    async def adopt(call: Call) -> None:
        await decisions.adopt(call, await decisions.lock(call, decision_id))
        statement = await service.locked(call, statement_id)
        for language in checked:
            await translations.check(call, statement, language)

    statement_id, decision_id = await stage.act("secretariat", prepare)
    for acronym in cast.SPEAKERS:
        await stage.act(acronym.lower(), _answer(decision_id, {"value": "support"}))
    await stage.act("rc", adopt)
    return statement_id


def _decision_of(statement: Statement) -> UUID:
    assert statement.decision_id is not None
    return statement.decision_id


async def _signed(stage: Stage, statement_id: UUID, *names: str) -> None:
    async def sign(call: Call) -> None:
        await publishing.sign(call, await service.lock(call, statement_id))

    for name in names:
        await stage.act(name, sign)


async def _published(stage: Stage, statement_id: UUID) -> None:
    await _signed(stage, statement_id, "rc", "iom-head")
    await stage.act("secretariat", lambda call: publishing.publish(call, statement_id, {}))


async def ask(stage: Stage) -> None:
    """The members are being consulted; the worker sends these notices, and what was told before, when it runs."""

    async def prepare(call: Call) -> UUID:
        statement = await _prepared(call, voices.CHILDREN, None)
        decision = await decisions.lock(call, _decision_of(statement))
        await decisions.open_round(call, decision, RoundOpen())
        return decision.id

    decision_id = await stage.act("secretariat", prepare)
    for name, answer in voices.CHILDREN_ANSWERS.items():
        await stage.act(name, _answer(decision_id, answer))
