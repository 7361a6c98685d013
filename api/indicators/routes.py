"""Indicators over HTTP: the list, one of them, its table, and what they are made from."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Path, Query

from api.indicators import (
    dimension_routes,
    export_routes,
    import_routes,
    policy,
    schemas,
    service,
    table_views,
    value_routes,
    views,
)
from api.indicators.values import Framework, IndicatorState, IndicatorStatus
from api.kernel.access import Call, allow
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import MoveRefused
from api.kernel.routing import Reply, network_router, responses

router = network_router("", "indicators")
ROUTERS = [router, value_routes.router, dimension_routes.router, *import_routes.ROUTERS, *export_routes.ROUTERS]
ONE = "/indicators/{indicator_id}"
Read = schemas.IndicatorRead
Shown = Annotated[Literal["members"] | None, Query(description="As members see it, small numbers hidden; for officers")]
IdOrCode = Annotated[str, Path(max_length=40, description="Id or code")]


@router.get("/indicators", response_model=schemas.IndicatorList)
async def list_indicators(
    call: Annotated[Call, allow(policy.READ)],
    sort: Literal["code", "-created_at"] = "code",
    state: IndicatorState | None = None,
    objective: Annotated[int | None, Query(ge=1, le=23)] = None,
    organisation_id: Annotated[UUID | None, Query(description="That reports it")] = None,
    framework: Annotated[Framework | None, Query(description="With a code of this framework")] = None,
    status: IndicatorStatus | None = None,
    waiting: Annotated[bool | None, Query(description="Whether something of it waits for you")] = None,
    q: Annotated[
        str | None,
        Query(min_length=1, max_length=200, description="Words of code, title or definition, as `/search` takes them"),
    ] = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """Indicators with their last figure, target and latest points, by code."""
    given = {
        "state": state,
        "objective": objective,
        "organisation_id": organisation_id,
        "framework": framework,
        "status": status,
        "waiting": waiting,
    }
    return await views.indicators(call, sort, limit, cursor or None, q, **given)


@router.post("/indicators", response_model=Read, status_code=201)
async def create_indicator(call: Annotated[Call, allow(policy.WRITE)], body: schemas.IndicatorCreate) -> Reply:
    """Define an indicator, also from a candidate of the reference data."""
    indicator = await service.create(call, body)
    reply = await views.indicator(call, indicator.id)
    return reply.created(f"/api/v1/networks/{call.slug}/indicators/{indicator.id}")


@router.get("/indicator-candidates", response_model=schemas.IndicatorCandidateList)
async def list_indicator_candidates(call: Annotated[Call, allow(policy.READ)]) -> Reply:
    """Indicators of the reference data that a network may take up, with source and what nobody has checked yet."""
    return await views.candidates(call)


@router.get(ONE, response_model=Read)
async def read_indicator(
    call: Annotated[Call, allow(policy.READ)], indicator_id: IdOrCode, shown: Shown = None
) -> Reply:
    """One indicator: series, targets, latest values, what you can do and what is still missing."""
    return await views.indicator(call, _key(indicator_id), as_members=shown == "members")


def _key(text: str) -> UUID | str:
    try:
        return UUID(text)
    except ValueError:
        return text


@router.patch(ONE, response_model=Read, responses=responses(service.IndicatorHasValues))
async def update_indicator(
    call: Annotated[Call, allow(policy.WRITE)], indicator_id: UUID, body: schemas.IndicatorUpdate
) -> Reply:
    """Change what it says, who reports it and its targets. How numbers are kept stays, once somebody has reported."""
    await service.change(call, await service.lock(call, indicator_id), body.given())
    return await views.indicator(call, indicator_id)


@router.post(ONE + "/archive", response_model=Read, responses=responses(MoveRefused))
async def archive_indicator(call: Annotated[Call, allow(policy.WRITE)], indicator_id: UUID) -> Reply:
    """Take no more reports. What was approved stays to be read."""
    await service.move(call, await service.lock(call, indicator_id), "archive")
    return await views.indicator(call, indicator_id)


@router.post(ONE + "/restore", response_model=Read, responses=responses(MoveRefused))
async def restore_indicator(call: Annotated[Call, allow(policy.WRITE)], indicator_id: UUID) -> Reply:
    """Take reports again."""
    await service.move(call, await service.lock(call, indicator_id), "restore")
    return await views.indicator(call, indicator_id)


@router.get(ONE + "/table", response_model=schemas.IndicatorTable)
async def read_indicator_table(
    call: Annotated[Call, allow(policy.READ)],
    indicator_id: UUID,
    by: Annotated[
        str | None,
        Query(
            max_length=130,
            pattern=r"^[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*){0,4}$",
            description="`place`, `sex`, `sex,age` …",
        ),
    ] = None,
    place: Annotated[str | None, Query(max_length=30, description="Only this place")] = None,
    organisation_id: Annotated[UUID | None, Query(description="Only what this organisation reported")] = None,
    since: Annotated[str | None, Query(max_length=7, description="From this period on")] = None,
    until: Annotated[str | None, Query(max_length=7, description="To this period")] = None,
    shown: Shown = None,
) -> Reply:
    """Periods × parts of approved figures. Below the secretariat, small numbers and what gives them away are hidden."""
    asked = table_views.Asked(
        tuple(by.split(",")) if by else (), place, organisation_id, since, until, shown == "members"
    )
    return await table_views.table(call, indicator_id, asked)
