"""The 23 objectives in the demo: who leads them, what was assessed in the last half-years, what waits now."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import sqlalchemy as sa

from api.demo import assessments as said
from api.demo.stage import Stage
from api.kernel import deliveries, links
from api.kernel.access import Call
from api.kernel.links import End
from api.kernel.search import SearchEntry
from api.members import service as members
from api.networks.models import Organisation
from api.objectives import service
from api.objectives.models import Assessment, AssessmentState, Objective
from api.objectives.schemas import AssessmentCreate
from api.reference import service as reference


async def play(stage: Stage) -> None:
    """Priorities and leads; four half-years assessed and approved; one assessment waits, one came back.

    Half-years are data, so they may be over; every instant on record is the one at which the demo was played.
    """
    await stage.act("secretariat", _prioritise)
    for lead in sorted({_lead(number) for number in said.PAST}):
        await stage.act(lead, _report(lead))
    await stage.act("secretariat", _approve)
    await stage.act(_lead(said.WAITING[0]), _current(*said.WAITING))
    await stage.act(_lead(said.RETURNED[0]), _current(*said.RETURNED[:3]))
    await stage.act("secretariat", _return)


async def link(stage: Stage) -> None:
    """What the network dealt with, at the objectives it belongs to."""
    await stage.act("secretariat", _link)


def periods(now: str, count: int) -> list[str]:
    """The half-years before one, oldest first."""
    year, half = int(now[:4]), int(now[-1])
    index = year * 2 + half - 1
    return [f"{each // 2}-H{each % 2 + 1}" for each in range(index - count, index)]


def _lead(number: int) -> str:
    return str(said.OBJECTIVES[number][1]).lower()


async def _organisations(call: Call) -> dict[str, UUID]:
    rows = (await call.session.execute(sa.select(Organisation.acronym, Organisation.id))).all()
    return {row.acronym: row.id for row in rows}


async def _prioritise(call: Call) -> None:
    """Every objective gets its priority and its organisations; SDG targets are those that mention migration."""
    known = await _organisations(call)
    relevant = {item["code"] for item in reference.items("sdg-targets") if item["migration_relevant"]}
    for number, (priority, lead, contributing, government, tor) in said.OBJECTIVES.items():
        objective = await service.lock(call, number, match=False)
        changes = {
            "priority": priority,
            "lead_id": known.get(lead or ""),
            "contributor_ids": [known[acronym] for acronym in contributing],
            "government_id": known.get(government or ""),
            "tor_objectives": list(tor),
            "guiding_principles": list(said.PRINCIPLES.get(number, (1, 2))),
            "sdg_targets": [code for code in objective.sdg_targets if code in relevant] or objective.sdg_targets,
        }
        await service.change(call, objective, changes)


def _report(lead: str) -> Callable[[Call], Awaitable[None]]:
    """One organisation's assessments of the half-years that are over."""

    async def work(call: Call) -> None:
        before = periods(service.half_year(members.today(call)), 4)
        for number, given in said.PAST.items():
            if _lead(number) != lead:
                continue
            for period, each in zip(before, given, strict=True):
                if each is not None:
                    await _submit(call, number, period, *each, file=period == before[-1])

    return work


async def _submit(call: Call, number: int, period: str, rating: str, narrative: str, file: bool = False) -> UUID:
    objective = await service.lock(call, number, match=False)
    (organisation_id,) = call.actor.organisations(call.network_id)
    wanted = {
        "organisation_id": organisation_id,
        "period": period,
        "rating": rating,
        "narrative": narrative,
        "evidence": [],
    }
    if number in said.EVIDENCE:
        title, page = said.EVIDENCE[number]
        wanted["evidence"] = [{"title": title, "url": f"{said.LIBRARY}/{page}/{period.lower()}"}]
    assessment = await service.draft(call, objective, AssessmentCreate.model_validate(wanted))
    await call.session.flush()
    if file and number == said.FILE[0]:
        await service.attach(call, objective, assessment, said.FILE[1], said.FILE[2].encode())
    await service.submit(call, objective, assessment)
    return assessment.id


async def _approve(call: Call) -> None:
    """The secretariat approves all of them, and nobody is mailed about what is over."""
    statement = (
        sa.select(Assessment)
        .where(Assessment.network_id == call.network_id, Assessment.state == AssessmentState.SUBMITTED)
        .order_by(Assessment.period, Assessment.id)
    )
    for assessment in list((await call.session.execute(statement)).scalars()):
        objective = await call.session.get_one(Objective, assessment.objective_id)
        await service.approve(call, objective, assessment)
    await call.session.execute(sa.delete(deliveries.Delivery).where(deliveries.Delivery.subject == "assessments"))


def _current(number: int, rating: str, narrative: str) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        await _submit(call, number, service.half_year(members.today(call)), rating, narrative)

    return work


async def _return(call: Call) -> None:
    number, _, narrative, reason = said.RETURNED
    statement = sa.select(Assessment.id).where(
        Assessment.network_id == call.network_id, Assessment.narrative == narrative
    )
    assessment_id = (await call.session.execute(statement)).scalar_one()
    held = await service.lock_assessment(call, number, assessment_id, match=False)
    await service.give_back(call, *held, "return", reason)


async def _link(call: Call) -> None:
    entries = sa.select(SearchEntry.kind, SearchEntry.subject_id, SearchEntry.title).where(
        SearchEntry.network_id == call.network_id
    )
    found = {(kind, title["en"]): id for kind, id, title in (await call.session.execute(entries)).all()}
    for number, kind, title in said.LINKED:
        (objective_id,) = await service.ids(call, [number])
        await links.join(call, End("objectives", objective_id), End(kind, found[kind, title]))
