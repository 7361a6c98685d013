"""Reference data, as it is kept: with source and confidence."""

from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from pydantic import ConfigDict

from api.kernel.access import Call, allow
from api.kernel.db import dumps
from api.kernel.routing import Reply, router
from api.kernel.schemas import Output
from api.reference import policy, service

reference = router("/api/v1/reference", "reference")
ROUTERS = [reference]
ReferenceList = StrEnum("ReferenceList", {name.replace("-", "_").upper(): name for name in service.FILES})  # type: ignore[misc]


class ReferenceRead(Output):
    """A list with its source; items keep their own source and confidence."""

    model_config = ConfigDict(extra="allow")

    source: str
    items: list[dict[str, Any]] = []


@cache
def _text(name: str) -> str:
    """A list is a list: outlines have no items, and templates were compared with several sources."""
    data = service.load(name)
    source = data["source"] if isinstance(data["source"], str) else "; ".join(data["source"])
    return dumps({"items": [], **data, "source": source})


@reference.get("/{name}", response_model=ReferenceRead)
async def read_reference(call: Annotated[Call, allow(policy.READ)], name: ReferenceList) -> Reply:
    """A reference list: the 23 objectives, thematic areas, SDG targets, markers, budget categories …"""
    return Reply(_text(str(name)))
