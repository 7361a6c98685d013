"""Values over HTTP: what organisations report, and what becomes of it."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from api.indicators import policy, reporting, service, states, value_schemas, value_views
from api.indicators.values import ValueState
from api.kernel.access import Call, allow
from api.kernel.db import dumps
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import MoveRefused
from api.kernel.routing import NoContent, Reply, network_router, responses
from api.periods.service import PeriodLocked

router = network_router("", "indicators")
ONE = "/indicator-values/{value_id}"
Read = value_schemas.IndicatorValueWithCells
EDITING = responses(reporting.ValueClosed, states.IndicatorArchived, PeriodLocked)


@router.get("/indicator-values", response_model=value_schemas.IndicatorValueList)
async def list_indicator_values(
    call: Annotated[Call, allow(policy.READ)],
    sort: Literal["-period", "period"] = "-period",
    indicator_id: UUID | None = None,
    organisation_id: UUID | None = None,
    period: Annotated[str | None, Query(max_length=7)] = None,
    state: ValueState | None = None,
    mine: Annotated[bool | None, Query(description="Of an organisation that you speak for")] = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """Values that you may see: approved ones, and those of your organisation; officers see all."""
    given = {
        "indicator_id": indicator_id,
        "organisation_id": organisation_id,
        "period": period,
        "state": state,
        "mine": mine,
    }
    return await value_views.values(call, sort, limit, cursor or None, **given)


@router.post(
    "/indicators/{indicator_id}/values",
    response_model=Read,
    status_code=201,
    responses=responses(reporting.ValueExists, states.IndicatorArchived, PeriodLocked),
)
async def create_indicator_value(
    call: Annotated[Call, allow(policy.REPORT)], indicator_id: UUID, body: value_schemas.IndicatorValueCreate
) -> Reply:
    """Draft what your organisation says of an indicator for a period."""
    indicator = await service.lock(call, indicator_id, match=False)
    value_id = await reporting.draft(call, indicator, body)
    reply = await value_views.value(call, value_id)
    return reply.created(f"/api/v1/networks/{call.slug}/indicator-values/{value_id}")


@router.get(ONE, response_model=Read)
async def read_indicator_value(call: Annotated[Call, allow(policy.READ)], value_id: UUID) -> Reply:
    """One value with its cells as entered, what follows from them, and what does not agree."""
    return await value_views.value(call, value_id)


@router.patch(ONE, response_model=Read, responses=EDITING)
async def update_indicator_value(
    call: Annotated[Call, allow(policy.REPORT)], value_id: UUID, body: value_schemas.IndicatorValueUpdate
) -> Reply:
    """Change its note."""
    held = await reporting.lock(call, value_id)
    if "note" in body.given():
        await reporting.annotate(call, *held, body.note)
    return await value_views.value(call, value_id)


@router.delete(ONE, status_code=204, responses=EDITING)
async def delete_indicator_value(call: Annotated[Call, allow(policy.REPORT)], value_id: UUID) -> NoContent:
    """Take back a draft."""
    await reporting.remove(call, *await reporting.lock(call, value_id))
    return NoContent()


@router.put(ONE + "/cells", response_model=Read, responses=EDITING)
async def put_indicator_cells(
    call: Annotated[Call, allow(policy.REPORT)], value_id: UUID, body: value_schemas.IndicatorCellsPut
) -> Reply:
    """Give the value this whole set of cells. The total is computed; what does not agree is told, not refused."""
    indicator, value = await reporting.lock(call, value_id)
    await reporting.put_cells(call, indicator, value, await reporting.read(call, indicator, body.cells))
    return await value_views.value(call, value_id)


@router.patch(ONE + "/cells", response_model=Read, responses=EDITING)
async def update_indicator_cells(
    call: Annotated[Call, allow(policy.REPORT)], value_id: UUID, body: value_schemas.IndicatorCellsPatch
) -> Reply:
    """Change, add or take away some cells."""
    held = await reporting.lock(call, value_id)
    await reporting.merge_cells(call, *held, body.cells, body.removed)
    return await value_views.value(call, value_id)


@router.post(
    ONE + "/submit",
    response_model=Read,
    responses=responses(MoveRefused, states.ValueEmpty, states.IndicatorArchived, PeriodLocked),
)
async def submit_indicator_value(call: Annotated[Call, allow(policy.REPORT)], value_id: UUID) -> Reply:
    """Submit it to the secretariat. A value without numbers needs a note that says why."""
    await reporting.submit(call, *await reporting.lock(call, value_id))
    return await value_views.value(call, value_id)


@router.post(ONE + "/approve", response_model=Read, responses=responses(MoveRefused, states.OwnValue, PeriodLocked))
async def approve_indicator_value(call: Annotated[Call, allow(policy.APPROVE)], value_id: UUID) -> Reply:
    """Approve it: from now on it is part of the network's figures."""
    await reporting.approve(call, *await reporting.lock(call, value_id))
    return await value_views.value(call, value_id)


@router.post(ONE + "/return", response_model=Read, responses=responses(MoveRefused, PeriodLocked))
async def return_indicator_value(
    call: Annotated[Call, allow(policy.APPROVE)], value_id: UUID, body: value_schemas.IndicatorValueReturn
) -> Reply:
    """Return it with a reason."""
    await reporting.give_back(call, *await reporting.lock(call, value_id), "return", body.reason)
    return await value_views.value(call, value_id)


@router.post(ONE + "/reopen", response_model=Read, responses=responses(MoveRefused, PeriodLocked))
async def reopen_indicator_value(
    call: Annotated[Call, allow(policy.APPROVE)], value_id: UUID, body: value_schemas.IndicatorValueReturn
) -> Reply:
    """Reopen what was approved, with a reason: it leaves the network's figures until it is approved again."""
    await reporting.give_back(call, *await reporting.lock(call, value_id), "reopen", body.reason)
    return await value_views.value(call, value_id)


@router.post(
    "/indicator-values/approve",
    response_model=value_schemas.ValuesApprovedRead,
    responses=responses(MoveRefused, states.OwnValue, PeriodLocked),
)
async def approve_indicator_values(
    call: Annotated[Call, allow(policy.APPROVE)], body: value_schemas.ValuesApproved
) -> Reply:
    """Approve up to two hundred submitted values. One that cannot be approved refuses all."""
    return Reply(dumps({"approved": await reporting.approve_many(call, body.ids)}))
