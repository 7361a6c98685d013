"""The demo's texts are talked about: comments, suggestions taken up or not, a decision in another one's place."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import comments, explanations, positions, reviews, suggestions
from api.decisions import service as decisions
from api.decisions.deliberation_schemas import CommentCreate, ExplanationCreate, SuggestionCreate
from api.decisions.models import Decision
from api.decisions.schemas import DecisionCreate, PositionPut, RoundOpen
from api.demo import talk_texts as texts
from api.demo.stage import Stage
from api.kernel import clock, deliveries, unit
from api.kernel.access import Call

Comments = tuple[tuple[str, str, str | None, str | None, str], ...]
A_YEAR_OR_SO = timedelta(days=330)


async def play(stage: Stage) -> None:
    workplan, methods = [await _find(stage, kind) for kind in ("workplan", "procedure")]
    await _comment(stage, workplan, texts.WORKPLAN_COMMENTS)
    await _suggest(stage, workplan, texts.WORKPLAN_SUGGESTION)
    await _explain(stage, methods)
    data, amended = await _open(stage, texts.DATA), await _open(stage, texts.AMENDED, supersedes_id=methods)
    await deliveries.send_due(stage.kernel, limit=400)
    for name, answer in texts.DATA_ANSWERS.items():
        await stage.act(name, _answer(data, answer))
    await _closed(stage, data, amended)
    await _adopt(stage, amended)
    await _review(stage, amended)
    await _revise(stage, data)
    await deliveries.send_due(stage.kernel, limit=400)


async def _find(stage: Stage, kind: str) -> UUID:
    async def work(call: Call) -> UUID:
        statement = sa.select(Decision.id).where(Decision.network_id == call.network_id, Decision.kind == kind)
        return (await call.session.execute(statement.order_by(Decision.created_at).limit(1))).scalar_one()

    return await stage.act("secretariat", work)


async def _open(stage: Stage, text: dict[str, Any], **links: UUID) -> UUID:
    """A silence of some seconds, in which the mails arrive and who wants to can answer."""

    async def work(call: Call) -> UUID:
        decision = await decisions.draft(call, DecisionCreate.model_validate({**text, **links}))
        deadline = call.now + stage.silence()
        await decisions.open_round(call, decision, RoundOpen(deadline_at=deadline))
        return decision.id

    return await stage.act("secretariat", work)


def _answer(decision_id: UUID, answer: dict[str, Any]) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        for organisation_id in call.actor.organisations(call.network_id):
            held = await positions.lock_position(call, decision_id, 1, organisation_id)
            await positions.put(call, *held, PositionPut.model_validate(answer))

    return work


async def _closed(stage: Stage, *wanted: UUID) -> None:
    async def still_open(call: Call) -> bool:
        statement = sa.select(Decision.state).where(Decision.id.in_(wanted))
        return "open" in (await call.session.execute(statement)).scalars()

    while await stage.act_as_platform(still_open):
        await asyncio.sleep(0.3)
        await unit.head_of(stage.kernel, "turkmenistan")


async def _adopt(stage: Stage, decision_id: UUID) -> None:
    async def work(call: Call) -> None:
        await decisions.adopt(call, await decisions.lock(call, decision_id))

    await stage.act("rc", work)


async def _revise(stage: Stage, decision_id: UUID) -> None:
    """Broken by an objection: suggestions come, the text is taken back, one goes into it, one does not, one waits."""
    taken, declined = [await _suggest(stage, decision_id, one) for one in (texts.TAKEN_UP, texts.NOT_TAKEN_UP)]
    await _suggest(stage, decision_id, texts.STILL_OPEN)
    made = await _comment(stage, decision_id, texts.DATA_COMMENTS)

    async def settle(call: Call) -> None:
        await decisions.revise(call, await decisions.lock(call, decision_id), texts.DATA_REASON)
        await suggestions.accept(call, *await suggestions.lock(call, decision_id, taken))
        await suggestions.decline(call, *await suggestions.lock(call, decision_id, declined), texts.WHY_NOT)

    async def take_back(call: Call) -> None:
        await comments.take_back(call, *await comments.lock(call, decision_id, made[texts.TAKEN_BACK]))

    await stage.act("secretariat", settle)
    await stage.act("undp", take_back)


async def _suggest(stage: Stage, decision_id: UUID, said: tuple[str, str, str, str]) -> UUID:
    who, paragraph_id, text, reason = said

    async def work(call: Call) -> UUID:
        wanted = SuggestionCreate(paragraph_id=paragraph_id, text=text, reason=reason)
        return (await suggestions.make(call, await decisions.locked(call, decision_id), wanted)).id

    return await stage.act(who, work)


async def _comment(stage: Stage, decision_id: UUID, said: Comments) -> dict[str, UUID]:
    made: dict[str, UUID] = {}
    for key, who, paragraph_id, parent, text in said:
        wanted = CommentCreate(text=text, paragraph_id=paragraph_id, parent_id=made[parent] if parent else None)

        async def work(call: Call, wanted: CommentCreate = wanted) -> UUID:
            return (await comments.make(call, await decisions.locked(call, decision_id), wanted)).id

        made[key] = await stage.act(who, work)
    return made


async def _explain(stage: Stage, decision_id: UUID) -> None:
    async def work(call: Call) -> None:
        wanted = ExplanationCreate(text=texts.EXPLANATION)
        await explanations.add(call, await decisions.locked(call, decision_id), wanted)

    await stage.act("unhcr", work)


async def _review(stage: Stage, decision_id: UUID) -> None:
    async def work(call: Call) -> None:
        day = (call.now + A_YEAR_OR_SO).astimezone(clock.PLACE).date()
        await reviews.set_date(call, await decisions.lock(call, decision_id), day)

    await stage.act("secretariat", work)
