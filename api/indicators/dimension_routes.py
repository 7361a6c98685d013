"""Code lists over HTTP."""

from typing import Annotated

from fastapi import Path

from api.indicators import dimensions, policy, schemas, views
from api.kernel.access import Call, allow
from api.kernel.routing import Reply, network_router

router = network_router("/dimensions", "indicators")


@router.get("", response_model=schemas.DimensionList)
async def list_dimensions(call: Annotated[Call, allow(policy.READ)]) -> Reply:
    """The network's code lists: by what values are disaggregated, and its places."""
    return await views.dimensions(call)


@router.put("/{code}", response_model=schemas.DimensionRead)
async def put_dimension(
    call: Annotated[Call, allow(policy.WRITE)],
    code: Annotated[schemas.DimensionCode, Path()],
    body: schemas.DimensionPut,
) -> Reply:
    """Make a code list or change it. Items are added, named anew or retired, never taken away. If-Match of a new one: `*`."""
    await dimensions.put(call, code, body)
    return await views.dimension(call, code)
