"""Periods and their locks over HTTP."""

from typing import Annotated

from fastapi import Path, Query

from api.kernel.access import Call, allow
from api.kernel.problems import MoveRefused
from api.kernel.routing import Reply, network_router, responses
from api.periods import policy, schemas, service, states, views
from api.periods.rules import Span

router = network_router("/periods", "periods")
ROUTERS = [router]
Name = Annotated[str, Path(max_length=7, description="`2026`, `2026-H1`, `2026-Q3` or `2026-03`")]


@router.get("", response_model=schemas.PeriodList)
async def list_periods(
    call: Annotated[Call, allow(policy.READ)],
    span: Span = Span.QUARTER,
    year: Annotated[int | None, Query(ge=2001, le=2098, description="Absent: this year")] = None,
    locked: Annotated[bool | None, Query(description="Only those that are locked, or only those that are open")] = None,
) -> Reply:
    """The periods of a span in a year and the year before, in order, with what is locked."""
    return await views.periods(call, span, year, locked)


@router.get("/{period}", response_model=schemas.PeriodRead)
async def read_period(call: Annotated[Call, allow(policy.READ)], period: Name) -> Reply:
    """One period: its days, its neighbours, whether it is locked, and what you can do."""
    return await views.period(call, period)


@router.post("/{period}/lock", response_model=schemas.PeriodRead, responses=responses(MoveRefused, states.PeriodAhead))
async def lock_period(call: Annotated[Call, allow(policy.LOCK)], period: Name) -> Reply:
    """Lock a period and every shorter one in it: values, assessments and updates of it no longer change."""
    await service.lock(call, period)
    return await views.period(call, period)


@router.post("/{period}/unlock", response_model=schemas.PeriodRead, responses=responses(MoveRefused))
async def unlock_period(call: Annotated[Call, allow(policy.LOCK)], period: Name, body: schemas.PeriodUnlock) -> Reply:
    """Take the lock of this very period away, with the reason. A longer one that holds it is unlocked by itself."""
    await service.unlock(call, period, body.reason)
    return await views.period(call, period)
