"""Workplans in any state, by the acts that lead there."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call
from api.workplans import activities, results, schemas, service, updates
from api.workplans.models import Activity, Workplan, WorkplanResult
from api.workplans.update_schemas import UpdatePut
from tests.day import today
from tests.decisions.make import decision
from tests.make import Made, Make, Network

YEAR = today().year
TITLE = {"en": f"Joint workplan {YEAR}", "ru": f"Совместный план работы на {YEAR} год"}
REASON = "The network agreed on other priorities."
MONEY = [
    {
        "source": "IOM Development Fund",
        "year": YEAR,
        "required": {"amount": "120000.00"},
        "available": {"amount": "80000.05"},
    },
    {"source": "UNDP", "year": YEAR, "required": {"amount": "30000"}},
]


async def workplan(
    make: Make, state: str = "draft", *, network: Network | None = None, rows: bool = True, **given: Any
) -> Made:
    """A plan of this year, with one output and one activity that UNDP leads and IOM contributes to.

    States: draft, frozen, open (the members have it), decided, adopted, abandoned, closed (a plan of last year).
    """
    network = network or await make.home()
    year = YEAR - 1 if state == "closed" else YEAR
    wanted = {"title": TITLE, "starts_on": f"{year}-01-01", "ends_on": f"{year}-12-31", **given}

    async def begin(call: Call) -> UUID:
        # a network has one plan of a year, and a test may want several
        slug = wanted.get("slug") or f"{year}-{await _count(call)}"
        return (await service.create(call, schemas.WorkplanCreate.model_validate({**wanted, "slug": slug}))).id

    workplan_id = await make.act("secretariat", begin, network)
    if rows:
        await activity(make, network, workplan_id)
    if state == "abandoned":
        await act(make, network, workplan_id, service.abandon, REASON)
    elif state != "draft":
        await _lead(make, network, workplan_id, state)
    return await made(make, network, workplan_id)


async def _count(call: Call) -> int:
    counted = sa.select(sa.func.count(Workplan.id)).where(Workplan.network_id == call.network_id)
    return int((await call.session.execute(counted)).scalar_one())


async def _lead(make: Make, network: Network, workplan_id: UUID, state: str) -> None:
    await act(make, network, workplan_id, service.freeze)
    if state == "frozen":
        return
    await put_to_decision(make, network, workplan_id, "open" if state == "open" else "adopted")
    if state in ("open", "decided"):
        return
    await act(make, network, workplan_id, service.adopt)
    if state == "closed":
        await act(make, network, workplan_id, service.close)


async def put_to_decision(make: Make, network: Network, workplan_id: UUID, state: str) -> Made:
    """A decision about the last snapshot of a plan, in this state."""

    async def find(call: Call) -> dict[str, Any]:
        row = await call.session.get(Workplan, workplan_id)
        assert row is not None
        return {"kind": "workplans", "id": row.id, "version": row.snapshot_number, "sha256": row.snapshot_sha256}

    return await decision(make, state, network=network, kind="workplan", subject=await make.as_platform(find, network))


async def act(
    make: Make, network: Network, workplan_id: UUID, work: Any, *given: Any, who: str = "secretariat"
) -> None:
    async def done(call: Call) -> None:
        await work(call, await service.lock(call, workplan_id), *given)

    await make.act(who, done, network)


async def activity(make: Make, network: Network, workplan_id: UUID, **given: Any) -> UUID:
    """An activity that UNDP leads and IOM contributes to, with money of both."""

    async def begin(call: Call) -> UUID:
        plan = await service.lock(call, workplan_id)
        found = sa.select(WorkplanResult.id).where(
            WorkplanResult.workplan_id == plan.id, WorkplanResult.parent_id.is_not(None)
        )
        output_id = (await call.session.execute(found)).scalars().first()
        if output_id is None:
            outcome = {"kind": "outcome", "code": "1", "title": {"en": "Data guide policy"}}
            _, top = await results.create(call, plan.id, schemas.ResultCreate.model_validate(outcome))
            output = {"kind": "output", "parent_id": top.id, "code": "1.1", "title": {"en": "A register of sources"}}
            _, below = await results.create(call, plan.id, schemas.ResultCreate.model_validate(output))
            output_id = below.id
        wanted = {
            "output_id": output_id,
            "title": {"en": "Train statisticians", "ru": "Обучить статистиков"},
            "lead_id": network.organisations["UNDP"],
            "contributor_ids": [network.organisations["IOM"]],
            "starts_on": plan.starts_on,
            "ends_on": plan.starts_on + timedelta(days=200),
            "objectives": [1, 17],
            "sdg_targets": ["10.7", "17.18"],
            "places": ["TM-S"],
            "implementing_partners": [{"name": "State Committee for Statistics"}],
            "gender_marker": 2,
            "gender_reason": "Half of those trained are women.",
            "human_rights_marker": 1,
            "human_rights_reason": "Data are by sex and age.",
            **given,
        }
        _, row = await activities.create(call, plan.id, schemas.ActivityCreate.model_validate(wanted))
        for line, acronym in zip(MONEY, ("IOM", "UNDP"), strict=True):
            if acronym == "IOM" and not row.contributors:
                continue
            lines = schemas.MoneyPut.model_validate({"lines": [{**line, "year": plan.starts_on.year}]}).lines
            await activities.put_money(call, plan.id, row.id, network.organisations[acronym], lines)
        return row.id

    return await make.act("secretariat", begin, network)


async def update(
    make: Make, plan: Made, activity_id: UUID, period: str, acronym: str = "UNDP", state: str = "draft", **given: Any
) -> UUID:
    """The update of an organisation for a quarter."""
    network, wanted = plan.network, {"status": "ongoing", "progress": "The first course was held.", **given}
    organisation_id = network.organisations[acronym]

    async def write(call: Call) -> UUID:
        row = await updates.put(call, plan.id, activity_id, period, organisation_id, UpdatePut.model_validate(wanted))
        if state == "submitted":
            await updates.move(call, plan.id, activity_id, period, organisation_id, "submit", None)
        return row.id

    return await make.act(acronym.lower(), write, network)


async def first_activity(make: Make, plan: Made) -> UUID:
    async def find(call: Call) -> UUID:
        wanted = sa.select(Activity.id).where(Activity.workplan_id == plan.id).order_by(Activity.position)
        return (await call.session.execute(wanted)).scalars().first()  # type: ignore[return-value]

    return await make.as_platform(find, plan.network)


async def made(make: Make, network: Network, workplan_id: UUID) -> Made:
    async def work(call: Call) -> Made:
        row = await call.session.get(Workplan, workplan_id)
        assert row is not None
        return Made(row.id, f"{network.path}/workplans/{row.id}", row.version, network, row.state, row.slug)

    return await make.as_platform(work, network)
