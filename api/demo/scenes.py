"""What has happened in the demo network: played once, by its people, through the services everybody uses."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import positions
from api.decisions import service as decisions
from api.decisions.models import Decision
from api.decisions.schemas import DecisionCreate, PositionPut, RoundOpen
from api.demo import actions, ahead, held, indicators, meeting_texts, objectives, pledges, proposals, texts
from api.demo.stage import Stage
from api.kernel import clock, deliveries, unit
from api.kernel.access import OBSERVER, SPEAKERS, Call
from api.meetings import service as meetings
from api.meetings.models import Meeting
from api.meetings.schemas import AgendaItemCreate, MeetingCreate
from api.members import service as members


async def play(stage: Stage) -> dict[str, UUID]:
    """Four quarters of meetings held, the next convened; one decision adopted, one open; proposals; objectives."""
    met = {each.key: await held.play(stage, each) for each in (*meeting_texts.QUARTERS, *meeting_texts.LATELY)}
    await actions.play(stage)
    await objectives.play(stage)
    await indicators.play(stage)
    await _adopted(stage)
    following = await _convened(stage)
    await _with_partners(stage)
    await _open(stage, following)
    await ahead.play(stage, following)
    await ahead.before(stage, met["autumn"])
    await objectives.link(stage)
    await pledges.play(stage)
    await proposals.play(stage)
    await deliveries.send_due(stage.kernel, limit=400)
    return met


def _meeting(title: dict[str, str], starts_at: datetime, **more: Any) -> MeetingCreate:
    return MeetingCreate.model_validate(
        {
            "kind": "regular",
            "title": title,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=2),
            "place": texts.PLACE,
            "modality": "hybrid",
            "link": "https://meet.example/unmn-tkm",
        }
        | more
    )


async def _convened(stage: Stage) -> UUID:
    """The fourth quarterly meeting, two weeks ahead."""

    async def when(call: Call) -> date:
        return texts.next_meeting(call.now)[1].astimezone(clock.PLACE).date()

    beside = await ahead.country_team(stage, await stage.act("secretariat", when))

    async def prepare(call: Call) -> UUID:
        title, starts_at = texts.next_meeting(call.now)
        ends_at = starts_at + timedelta(minutes=150)
        meeting = await meetings.draft(call, _meeting(title, starts_at, ends_at=ends_at, unct_meeting_id=beside))
        roll = {each.acronym: each.id for each in await members.roll(call)}
        for topic, presenter in zip(texts.NEXT_AGENDA, texts.NEXT_PRESENTERS, strict=True):
            wanted = {**topic, "presenter_id": roll.get(presenter or "")}
            await meetings.add_item(call, meeting, AgendaItemCreate.model_validate(wanted))
        await call.session.flush()
        await meetings.convene(call, meeting)
        return meeting.id

    meeting_id = await stage.act("secretariat", prepare)
    for name in ("iom", "rco", "undp", "unhcr", "unicef", "who"):
        await stage.act(name, _rsvp(meeting_id, "maybe" if name == "who" else "yes"))
    return meeting_id


async def _with_partners(stage: Stage) -> None:
    """A thematic meeting with the Government's two authorities, seven weeks ahead."""

    async def prepare(call: Call) -> UUID:
        title, starts_at = texts.thematic_meeting(call.now)
        meeting = await meetings.draft(call, _meeting(title, starts_at, kind="thematic", visibility="partners"))
        for topic in texts.THEMATIC_AGENDA:
            await meetings.add_item(call, meeting, AgendaItemCreate.model_validate(topic))
        await call.session.flush()
        await meetings.convene(call, meeting)
        return meeting.id

    meeting_id = await stage.act("secretariat", prepare)
    await ahead.postpone(stage, meeting_id)
    for name in ("iom", "unhcr", "sms"):
        await stage.act(name, _rsvp(meeting_id, "yes"))


def _rsvp(meeting_id: UUID, answer: str) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        meeting = await meetings.lock(call, meeting_id)
        for organisation_id in call.actor.organisations(call.network_id, *SPEAKERS, OBSERVER):
            await meetings.answer(call, meeting, organisation_id, answer)

    return work


async def _adopted(stage: Stage) -> None:
    """The rules of procedure, adopted by silence."""

    async def prepare(call: Call) -> UUID:
        decision = await decisions.draft(call, DecisionCreate.model_validate(texts.PROCEDURE_DECISION))
        await decisions.open_round(call, decision, RoundOpen(deadline_at=call.now + stage.silence()))
        return decision.id

    decision_id = await stage.act("secretariat", prepare)
    await deliveries.send_due(stage.kernel, limit=200)
    for name, value in (("iom", "support"), ("undp", "support"), ("unhcr", "no_objection"), ("unfpa", "support")):
        await stage.act(name, _answer(decision_id, {"value": value}))
    while await _state(stage, decision_id) == "open":
        await asyncio.sleep(0.3)
        await unit.head_of(stage.kernel, "turkmenistan")

    async def adopt(call: Call) -> None:
        await decisions.adopt(call, await decisions.lock(call, decision_id))

    await stage.act("rc", adopt)


async def _open(stage: Stage, meeting_id: UUID) -> None:
    """The joint workplan, under the agenda item of the next meeting, with answers coming in."""

    async def prepare(call: Call) -> UUID:
        meeting = (await call.session.execute(sa.select(Meeting).where(Meeting.id == meeting_id))).scalar_one()
        item = (await meetings.items_of(call, meeting))[2]
        wanted = {**texts.WORKPLAN_DECISION, "agenda_item_id": item.id}
        decision = await decisions.draft(call, DecisionCreate.model_validate(wanted))
        deadline = (call.now + timedelta(days=5)).astimezone(clock.PLACE).replace(hour=17, minute=0, second=0)
        await decisions.open_round(call, decision, RoundOpen(deadline_at=deadline.replace(microsecond=0)))
        return decision.id

    decision_id = await stage.act("secretariat", prepare)
    await deliveries.send_due(stage.kernel, limit=200)
    for name, answer in texts.WORKPLAN_ANSWERS.items():
        await stage.act(name, _answer(decision_id, answer))


def _answer(decision_id: UUID, answer: dict[str, Any]) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        number = sa.select(Decision.round_count).where(Decision.id == decision_id)
        round_number = (await call.session.execute(number)).scalar_one()
        for organisation_id in call.actor.organisations(call.network_id):
            held = await positions.lock_position(call, decision_id, round_number, organisation_id)
            await positions.put(call, *held, PositionPut.model_validate(answer))

    return work


async def _state(stage: Stage, decision_id: UUID) -> str:
    async def work(call: Call) -> str:
        return str(
            (await call.session.execute(sa.select(Decision.state).where(Decision.id == decision_id))).scalar_one()
        )

    return await stage.act_as_platform(work)
