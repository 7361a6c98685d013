"""The joint workplan in the demo: this year's, adopted by a decision and reported on; and the draft of the next one."""

import asyncio
import calendar
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import service as decisions
from api.decisions.models import Decision
from api.decisions.schemas import DecisionCreate, RoundOpen
from api.demo import programmes
from api.demo import workplan_texts as texts
from api.demo.stage import Stage
from api.kernel import clock, deliveries, unit
from api.kernel.access import Call
from api.members import service as members
from api.periods import rules as periods
from api.periods.rules import Span
from api.proposals.models import Proposal
from api.workplans import activities, results, risks, schemas, service, updates
from api.workplans.models import Activity, Workplan
from api.workplans.update_schemas import UpdatePut


async def play(stage: Stage) -> None:
    plan_id = await stage.act("secretariat", _enter)
    decision_id = await stage.act("secretariat", _ask(plan_id, stage))
    await deliveries.send_due(stage.kernel, limit=200)
    while await stage.act_as_platform(_state(decision_id)) == "open":
        await asyncio.sleep(0.3)
        await unit.head_of(stage.kernel, "turkmenistan")
    await stage.act("rc", _adopt(decision_id))
    await stage.act("secretariat", _put_in_force(plan_id))
    for acronym in sorted({each.lead for each in _acts()} | {one for each in _acts() for one in each.contributors}):
        await stage.act(acronym.lower(), _report(plan_id, acronym))
    await stage.act("secretariat", _next(plan_id))


def _acts() -> Iterator[texts.Act]:
    for _, outputs in texts.OUTCOMES:
        for _, acts in outputs:
            yield from acts


def _year(call: Call) -> int:
    return call.now.astimezone(clock.PLACE).year


async def _enter(call: Call) -> UUID:
    """This year's plan with its three outcomes, six outputs and eighteen activities."""
    year, roll = _year(call), {each.acronym: each.id for each in await members.roll(call)}
    plan = await service.create(
        call,
        schemas.WorkplanCreate.model_validate(
            {
                "title": texts.decision(year)["title"],
                "starts_on": date(year, 1, 1),
                "ends_on": date(year, 12, 31),
                "framework_name": texts.FRAMEWORK,
            }
        ),
    )
    for at, (title, outputs) in enumerate(texts.OUTCOMES, start=1):
        code, priority = texts.PRIORITY
        outcome = {"kind": "outcome", "code": str(at), "title": title.text, "priority_code": code, "priority": priority}
        _, top = await results.create(call, plan.id, schemas.ResultCreate.model_validate(outcome))
        for number, (said, acts) in enumerate(outputs, start=1):
            output = {"kind": "output", "parent_id": top.id, "code": f"{at}.{number}", "title": said.text}
            _, below = await results.create(call, plan.id, schemas.ResultCreate.model_validate(output))
            for act in acts:
                await _activity(call, plan, below.id, act, roll)
    for title, likelihood, impact, owner, mitigation in texts.RISKS:
        wanted = {"title": title.text, "likelihood": likelihood, "impact": impact, "mitigation": mitigation}
        await risks.create(call, plan.id, schemas.RiskCreate.model_validate({**wanted, "owner_id": roll[owner]}))
    call.if_match = "*"
    await service.freeze(call, plan)
    return plan.id


async def _activity(call: Call, plan: Workplan, output_id: UUID, act: texts.Act, roll: dict[str, UUID]) -> None:
    year, (first, last), (gender, rights) = plan.starts_on.year, act.months, act.markers
    wanted = {
        "output_id": output_id,
        "title": act.title.text,
        "lead_id": roll[act.lead],
        "contributor_ids": [roll[each] for each in act.contributors],
        "starts_on": date(year, first, 1),
        "ends_on": date(year, last, calendar.monthrange(year, last)[1]),
        "objectives": list(act.objectives),
        "tor_objectives": [3, 4],
        "sdg_targets": list(act.targets),
        "places": list(act.places),
        "government_counterpart": {"name": act.counterpart},
        "implementing_partners": [{"name": act.counterpart}],
        "gender_marker": gender,
        "gender_reason": texts.REASONS["gender"][gender],
        "human_rights_marker": rights,
        "human_rights_reason": texts.REASONS["human_rights"][rights],
        "peace_marker": texts.PEACE_OF_SOME if act.lead in ("UNOCT", "UNODC") else None,
    }
    _, row = await activities.create(call, plan.id, schemas.ActivityCreate.model_validate(wanted))
    call.if_match = "*"
    for acronym, lines in act.money.items():
        put = [
            {"source": source, "year": year, "required": _amount(required), "available": _amount(available)}
            for source, required, available in lines
        ]
        money = schemas.MoneyPut.model_validate({"lines": put})
        await activities.put_money(call, plan.id, row.id, roll[acronym], money.lines)


def _amount(text: str | None) -> dict[str, str] | None:
    return {"amount": text} if text is not None else None


def _ask(plan_id: UUID, stage: Stage) -> Callable[[Call], Awaitable[UUID]]:
    """Put the frozen plan to all members, by silence."""

    async def work(call: Call) -> UUID:
        plan = await service.lock(call, plan_id, match=False)
        subject = {"kind": "workplans", "id": plan.id, "version": plan.snapshot_number, "sha256": plan.snapshot_sha256}
        wanted = {**texts.decision(plan.starts_on.year), "subject": subject}
        decision = await decisions.draft(call, DecisionCreate.model_validate(wanted))
        await decisions.open_round(call, decision, RoundOpen(deadline_at=call.now + stage.silence() / 2))
        return decision.id

    return work


def _state(decision_id: UUID) -> Callable[[Call], Awaitable[str]]:
    async def work(call: Call) -> str:
        wanted = sa.select(Decision.state).where(Decision.id == decision_id)
        return str((await call.session.execute(wanted)).scalar_one())

    return work


def _adopt(decision_id: UUID) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        await decisions.adopt(call, await decisions.lock(call, decision_id))

    return work


def _put_in_force(plan_id: UUID) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        await service.adopt(call, await service.lock(call, plan_id))

    return work


def _report(plan_id: UUID, acronym: str) -> Callable[[Call], Awaitable[None]]:
    """What an organisation reported for the quarters of this year that are over; one still owes its last."""

    async def work(call: Call) -> None:
        call.if_match = "*"
        (mine,) = call.actor.organisations(call.network_id)
        today = call.now.astimezone(clock.PLACE).date()
        over = [each for each in periods.Period(today.year, Span.YEAR).parts(Span.QUARTER) if each.last_on < today]
        if acronym in ("WHO", "UNDRR"):
            over = over[:-1]
        titles = {act.title.en: act for act in _acts()}
        rows = sa.select(Activity).where(Activity.workplan_id == plan_id).order_by(Activity.position)
        for row in list((await call.session.execute(rows)).scalars()):
            act = titles[row.title["en"]]
            if acronym not in (act.lead, *act.contributors):
                continue
            for quarter in over:
                if quarter.last_on < row.starts_on:
                    continue
                said = _said(act, acronym, quarter.number, last=quarter == over[-1])
                update = UpdatePut.model_validate(said)
                await updates.put(call, plan_id, row.id, str(quarter), mine, update)
                await updates.move(call, plan_id, row.id, str(quarter), mine, "submit", None)

    return work


def _said(act: texts.Act, acronym: str, quarter: int, *, last: bool) -> dict[str, Any]:
    if acronym != act.lead:
        return {"status": "completed" if act.over and last else "ongoing", "progress": texts.CONTRIBUTED}
    spent = act.spent[quarter - 1] if quarter <= len(act.spent) else None
    if act.over and last:
        progress = texts.FINISHED.format(counterpart=act.counterpart)
        return {"status": "completed", "progress": progress, "expenditure": _amount(spent)}
    late = act.months[0] in (4, 5) and last
    begun = any(act.spent[:quarter])
    return {
        "status": "ongoing" if begun else "yet_to_start",
        "progress": texts.PROGRESS[min(quarter, 3) - 1].format(counterpart=act.counterpart),
        "problems": texts.LATE if late else None,
        "next_steps": texts.NEXT[min(quarter, 3) - 1],
        "expenditure": _amount(spent),
    }


def _next(plan_id: UUID) -> Callable[[Call], Awaitable[None]]:
    """The next plan, of two years, begun from this one: a draft that the agencies fill."""

    async def work(call: Call) -> None:
        year = _year(call) + 1
        title = texts.Said(
            f"Joint workplan {year}–{year + 1}",
            f"Совместный план работы на {year}–{year + 1} годы",
            f"{year}–{year + 1}-nji ýyllaryň bilelikdäki iş meýilnamasy",
        )
        wanted = {
            "title": title.text,
            "starts_on": date(year, 1, 1),
            "ends_on": date(year + 1, 12, 31),
            "based_on_id": plan_id,
        }
        plan = await service.create(call, schemas.WorkplanCreate.model_validate(wanted))
        call.if_match = "*"
        rows = (
            sa.select(Activity).where(Activity.workplan_id == plan.id).order_by(Activity.output_id, Activity.position)
        )
        await _tie(call, plan.id)
        known = {act.title.en: act for act in _acts()}
        roll = {each.acronym: each.id for each in await members.roll(call)}
        for row in list((await call.session.execute(rows)).scalars())[::2]:  # half of them have said what they need
            for acronym, lines in known[row.title["en"]].money.items():
                put = [
                    {"source": source, "year": each, "required": {"amount": _half(required)}}
                    for source, required, _ in lines
                    if required is not None
                    for each in (year, year + 1)
                ]
                money = schemas.MoneyPut.model_validate({"lines": put})
                await activities.put_money(call, plan.id, row.id, roll[acronym], money.lines)

    return work


async def _tie(call: Call, plan_id: UUID) -> None:
    """The register of data sources is part of the joint programme on data."""
    title = programmes.DATA["idea"]["title"]["en"]
    found = (await call.session.execute(sa.select(Proposal).where(Proposal.network_id == call.network_id))).scalars()
    programme = next((each for each in found if each.title["en"] == title), None)
    wanted = sa.select(Activity).where(Activity.workplan_id == plan_id, Activity.code == "1.1.1")
    row = (await call.session.execute(wanted)).scalar_one()
    if programme is not None:
        await activities.change(call, plan_id, row.id, {"proposal_id": programme.id})


def _half(required: str) -> str:
    return f"{(Decimal(required) / 2).quantize(Decimal('0.01'))}"
