"""Reporting rounds over HTTP. A round is found by its quarter."""

from typing import Annotated

from fastapi import Path, Query

from api.kernel.access import Call, allow
from api.kernel.problems import MoveRefused
from api.kernel.routing import Reply, network_router, responses
from api.periods.service import PeriodLocked
from api.reporting import policy, schemas, service, states, views

router = network_router("/reporting-rounds", "reporting")
ROUTERS = [router]
ONE = "/{period}"
Name = Annotated[str, Path(pattern=r"^20[0-9]{2}-Q[1-4]$", max_length=7, description="A quarter, such as `2026-Q3`")]


@router.get("", response_model=schemas.ReportingRoundList)
async def list_reporting_rounds(call: Annotated[Call, allow(policy.READ)]) -> Reply:
    """The reporting rounds of the network, the latest first."""
    return await views.rounds(call)


@router.post(
    "",
    response_model=schemas.ReportingRoundRead,
    status_code=201,
    responses=responses(service.ReportingRoundExists, PeriodLocked),
)
async def open_reporting_round(call: Annotated[Call, allow(policy.RUN)], body: schemas.ReportingRoundOpen) -> Reply:
    """Open a quarter: each organisation is mailed the list of what it owes."""
    await service.open_round(call, body)
    reply = await views.one(call, body.period)
    return reply.created(f"/api/v1/networks/{call.slug}/reporting-rounds/{body.period}")


@router.get(ONE, response_model=schemas.ReportingRoundRead)
async def read_reporting_round(call: Annotated[Call, allow(policy.READ)], period: Name) -> Reply:
    """One round: how far each organisation is, what is missing, and what you can do now."""
    return await views.one(call, period)


@router.get(ONE + "/owed", response_model=schemas.OwedList)
async def list_owed_reports(
    call: Annotated[Call, allow(policy.READ)],
    period: Name,
    organisation: Annotated[
        str | None, Query(max_length=20, description="Acronym; absent: the organisation you report for")
    ] = None,
) -> Reply:
    """What one organisation owes in this round, with what it told for the period before to begin from."""
    return await views.owed_of(call, period, organisation)


@router.post(ONE + "/extend", response_model=schemas.ReportingRoundRead, responses=responses(MoveRefused))
async def extend_reporting_round(
    call: Annotated[Call, allow(policy.RUN)], period: Name, body: schemas.ReportingRoundExtend
) -> Reply:
    """Give everybody more time, with the reason. Whoever still owes is told."""
    await service.extend(call, await service.lock(call, period), body.due_on, body.reason)
    return await views.one(call, period)


@router.post(
    ONE + "/remind",
    response_model=schemas.ReportingRoundRead,
    responses=responses(MoveRefused, states.NothingOwed, service.RemindedJustNow),
)
async def remind_reporting_round(call: Annotated[Call, allow(policy.RUN)], period: Name) -> Reply:
    """Write to those who still owe, each about its own things; not more than once an hour."""
    await service.remind(call, await service.lock(call, period))
    return await views.one(call, period)


@router.post(ONE + "/close", response_model=schemas.ReportingRoundRead, responses=responses(MoveRefused))
async def close_reporting_round(
    call: Annotated[Call, allow(policy.RUN)], period: Name, body: schemas.ReportingRoundClose
) -> Reply:
    """End the round. Who had given what stays on record; with `lock` nothing of the quarter changes any more."""
    await service.close(call, await service.lock(call, period), body.lock)
    return await views.one(call, period)


@router.post(ONE + "/reopen", response_model=schemas.ReportingRoundRead, responses=responses(MoveRefused, PeriodLocked))
async def reopen_reporting_round(
    call: Annotated[Call, allow(policy.RUN)], period: Name, body: schemas.ReportingRoundExtend
) -> Reply:
    """Take reports again until a new last day, with the reason."""
    await service.reopen(call, await service.lock(call, period), body.due_on, body.reason)
    return await views.one(call, period)
