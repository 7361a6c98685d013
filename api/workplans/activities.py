"""Activities of a draft and their money: written by whoever leads them, each organisation's money by itself too."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call, found
from api.kernel.db import new_id
from api.kernel.problems import Invalid
from api.kernel.schemas import MOST_CENTS
from api.members import service as members
from api.networks.models import Organisation
from api.proposals.models import Proposal
from api.reference import service as reference
from api.workplans.content import digest_of
from api.workplans.models import MONEY, Activity, ActivityContributor, MoneyLine, Workplan, WorkplanResult
from api.workplans.money import Amounts, total
from api.workplans.places import after_last, between
from api.workplans.rows import (
    NotYourActivity,
    check_days,
    contributors,
    edit_activity,
    lock,
    lock_activity,
    note,
    require_open,
    result_of,
    share,
    writes_all,
)
from api.workplans.schemas import ActivityCreate, MoneyLinePut
from api.workplans.values import ResultKind

LISTS = ("objectives", "tor_objectives", "sdg_targets", "places", "implementing_partners")
REQUIRED = ("output_id", "title", "lead_id", "starts_on", "ends_on", "code", "status", "place")
TARGETS = frozenset(item["code"] for item in reference.items("sdg-targets"))


async def create(call: Call, workplan_id: UUID, wanted: ActivityCreate) -> tuple[Workplan, Activity]:
    """Enter an activity; whoever is not the secretariat leads it."""
    plan = await lock(call, workplan_id, match=False)
    if not writes_all(call) and not call.speaks_for(wanted.lead_id):
        raise NotYourActivity(code=wanted.code or "")
    await require_open(call, plan)
    output = await _output(call, plan, wanted.output_id)
    siblings = await _siblings(call, plan, output.id)
    activity = Activity(
        created_at=call.now,
        network_id=call.network_id,
        workplan_id=plan.id,
        output_id=output.id,
        origin_id=new_id(),
        position=after_last(siblings),
        code=wanted.code or _next_code(output, siblings),
        status=wanted.status,
        current_status=wanted.status,
        contributors=[],
        uninfo={},
        money_digest=digest_of([]),
        **{name: [] for name in LISTS},
    )
    asked = {name: value for name, value in wanted.given().items() if name not in ("output_id", "code", "status")}
    members_of = await _apply(call, activity, asked)
    check_days(activity.starts_on, activity.ends_on)
    call.session.add(activity)
    await call.session.flush()
    await _contribute(call, activity, members_of)
    await note(call, "activity.added", plan, activity, code=activity.code)
    return plan, activity


def _next_code(output: WorkplanResult, siblings: Sequence[Activity]) -> str:
    """The output's code and the first number that is free."""
    taken = {each.code for each in siblings}
    return next(code for n in range(1, len(taken) + 2) if (code := f"{output.code[:30]}.{n}") not in taken)


async def _output(call: Call, plan: Workplan, output_id: UUID) -> WorkplanResult:
    output = await result_of(call, plan, output_id, "/output_id")
    if output.kind != ResultKind.OUTPUT:
        raise Invalid.at("/output_id", "unknown")
    return output


async def _siblings(call: Call, plan: Workplan, output_id: UUID) -> list[Activity]:
    statement = sa.select(Activity).where(
        Activity.network_id == call.network_id, Activity.workplan_id == plan.id, Activity.output_id == output_id
    )
    return list((await call.session.execute(statement.order_by(Activity.position, Activity.id))).scalars())


async def _apply(call: Call, activity: Activity, changes: dict[str, Any]) -> list[Organisation] | None:
    """Set what was said; gives the contributors if they were."""
    named = None
    for name, value in changes.items():
        if value is None and name in REQUIRED:
            raise Invalid.at(f"/{name}", "missing")
        if name == "contributor_ids":
            named = [await _member(call, id, f"/contributor_ids/{at}") for at, id in enumerate(value or ())]
        elif name == "lead_id":
            activity.lead_id = (await _member(call, value, "/lead_id")).id
        elif name in LISTS:
            setattr(activity, name, await _list(call, name, value or []))
        elif name == "government_counterpart":
            activity.government_counterpart = await _partner(call, value, "/government_counterpart") if value else None
        elif name == "proposal_id":
            activity.proposal_id = await _programme(call, value)
        else:
            setattr(activity, name, value.model_dump() if hasattr(value, "model_dump") else value)
    if named is not None:
        if len({each.id for each in named} | {activity.lead_id}) <= len(named):
            raise Invalid.at("/contributor_ids", "duplicate")
        activity.contributors = [{"organisation_id": str(each.id), "acronym": each.acronym} for each in named]
    elif activity.lead_id in contributors(activity):
        raise Invalid.at("/lead_id", "duplicate")
    return named


async def _member(call: Call, organisation_id: UUID, pointer: str) -> Organisation:
    return await members.in_network(call, organisation_id, pointer)


async def _list(call: Call, name: str, values: list[Any]) -> list[Any]:
    if name == "implementing_partners":
        return [await _partner(call, each, f"/{name}/{at}") for at, each in enumerate(values)]
    if len(set(values)) < len(values):
        raise Invalid.at(f"/{name}", "duplicate")
    if name == "sdg_targets":
        for at, value in enumerate(values):
            if value not in TARGETS:
                raise Invalid.at(f"/{name}/{at}", "unknown")
    return values if name in ("places", "sdg_targets") else sorted(values)


async def _partner(call: Call, wanted: Any, pointer: str) -> dict[str, Any]:
    """A partner by name, and by its record where it is known."""
    if wanted.organisation_id is not None and await call.session.get(Organisation, wanted.organisation_id) is None:
        raise Invalid.at(f"{pointer}/organisation_id", "unknown")
    id = str(wanted.organisation_id) if wanted.organisation_id is not None else None
    return {"organisation_id": id, "name": wanted.name}


async def _programme(call: Call, proposal_id: UUID | None) -> UUID | None:
    if proposal_id is None:
        return None
    known = sa.select(Proposal.id).where(Proposal.network_id == call.network_id, Proposal.id == proposal_id)
    if (await call.session.execute(known)).first() is None:
        raise Invalid.at("/proposal_id", "unknown")
    return proposal_id


async def _contribute(call: Call, activity: Activity, named: list[Organisation] | None) -> None:
    if named is None:
        return
    own = sa.delete(ActivityContributor).where(
        ActivityContributor.network_id == call.network_id, ActivityContributor.activity_id == activity.id
    )
    await call.session.execute(own)
    call.session.add_all(
        ActivityContributor(network_id=call.network_id, activity_id=activity.id, organisation_id=each.id)
        for each in named
    )
    await call.session.flush()


async def change(call: Call, workplan_id: UUID, activity_id: UUID, changes: dict[str, Any]) -> Workplan:
    """Change what was sent. Its place among the others is told by `place`, another output by `output_id`."""
    moving = changes.keys() & {"place", "output_id"}
    if moving:
        plan = await lock(call, workplan_id, match=False)
    plan, activity = await edit_activity(call, workplan_id, activity_id)
    if "lead_id" in changes and changes["lead_id"] != activity.lead_id and not writes_all(call):
        raise NotYourActivity(code=activity.code)
    place, output_id = changes.pop("place", None), changes.pop("output_id", activity.output_id)
    for name, value in (("place", place), ("output_id", output_id)):
        if value is None and name in moving:
            raise Invalid.at(f"/{name}", "missing")
    named = await _apply(call, activity, changes)
    check_days(activity.starts_on, activity.ends_on)
    if "status" in changes:
        await _restate(call, activity)
    if moving:
        activity.output_id = (await _output(call, plan, output_id)).id
        siblings = [each for each in await _siblings(call, plan, output_id) if each.id != activity.id]
        activity.position, moved = between(siblings, place if place is not None else len(siblings) + 1)
        for each, position in moved:
            each.position = position
            await note(call, "activity.changed", plan, each, code=each.code)
    await _contribute(call, activity, named)
    activity.version += 1
    await note(call, "activity.changed", plan, activity, code=activity.code)
    return plan


async def _restate(call: Call, activity: Activity) -> None:
    """As long as nobody has reported, an activity is as its plan says. Its word of UN INFO no longer fits."""
    if activity.reported_period is None:
        activity.current_status = activity.status
    activity.uninfo = {key: value for key, value in activity.uninfo.items() if key != "status"}


async def remove(call: Call, workplan_id: UUID, activity_id: UUID) -> Workplan:
    """Take an activity out of a draft, with its money."""
    plan, activity = await edit_activity(call, workplan_id, activity_id)
    await note(call, "activity.removed", plan, activity, code=activity.code)
    own = (MoneyLine.network_id == call.network_id, MoneyLine.activity_id == activity.id)
    await call.session.execute(sa.delete(MoneyLine).where(*own))
    await _contribute(call, activity, [])
    await call.session.delete(activity)
    return plan


# ── money ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def put_money(
    call: Call, workplan_id: UUID, activity_id: UUID, organisation_id: UUID, wanted: list[MoneyLinePut]
) -> Workplan:
    """Replace the money of one organisation in an activity: its own focal points, the lead's, and the secretariat."""
    plan = await share(call, workplan_id)
    activity = await lock_activity(call, plan, activity_id, match=False)
    if organisation_id != activity.lead_id and organisation_id not in contributors(activity):
        standing = await _lines(call, activity)
        found(next((line for line in standing if line.organisation_id == organisation_id), None))
    if not writes_all(call) and not call.speaks_for(organisation_id) and not call.speaks_for(activity.lead_id):
        raise NotYourActivity(code=activity.code)
    call.match(activity.version)
    await require_open(call, plan)
    await replace_money(call, activity, organisation_id, checked(wanted))
    activity.version += 1
    await note(call, "activity.money-changed", plan, activity, code=activity.code)
    return plan


def checked(wanted: Sequence[MoneyLinePut]) -> dict[tuple[str, int], Amounts]:
    """The amounts by source and year: one line each, in US dollars, and something said in it."""
    lines: dict[tuple[str, int], Amounts] = {}
    for at, line in enumerate(wanted):
        for name in ("required", "available", "expenditure"):
            amount = getattr(line, name)
            if amount is not None and amount.currency != "USD":
                raise Invalid.at(f"/lines/{at}/{name}/currency", "unknown")
        if (line.source, line.year) in lines:
            raise Invalid.at(f"/lines/{at}", "duplicate")
        cents = [each.cents if each is not None else None for each in (line.required, line.available, line.expenditure)]
        lines[line.source, line.year] = Amounts(*cents)
    return lines


async def replace_money(
    call: Call, activity: Activity, organisation_id: UUID, lines: dict[tuple[str, int], Amounts]
) -> None:
    """The lines of one organisation, and what the activity keeps of all of them."""
    own = (MoneyLine.network_id == call.network_id, MoneyLine.activity_id == activity.id)
    await call.session.execute(sa.delete(MoneyLine).where(*own, MoneyLine.organisation_id == organisation_id))
    call.session.add_all(
        MoneyLine(
            network_id=call.network_id,
            activity_id=activity.id,
            organisation_id=organisation_id,
            source=source,
            year=year,
            required_cents=amounts.required,
            available_cents=amounts.available,
            expenditure_cents=amounts.expenditure,
        )
        for (source, year), amounts in lines.items()
    )
    await settle(call, activity)


async def _lines(call: Call, activity: Activity) -> list[MoneyLine]:
    await call.session.flush()
    own = (MoneyLine.network_id == call.network_id, MoneyLine.activity_id == activity.id)
    return list((await call.session.execute(sa.select(MoneyLine).where(*own))).scalars())


async def settle(call: Call, activity: Activity) -> None:
    """Add up the money of an activity. A total that no amount can hold is refused."""
    lines = await _lines(call, activity)
    sums = total(Amounts(*(getattr(line, name) for name in MONEY)) for line in lines)
    if any((cents or 0) >= MOST_CENTS for cents in (sums.required, sums.available, sums.expenditure)):
        raise Invalid.at("/lines", "total_too_large")
    activity.required_cents, activity.available_cents = sums.required, sums.available
    activity.expenditure_cents, activity.money_digest = sums.expenditure, digest_of(lines)
