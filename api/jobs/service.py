"""Jobs for the features that ask for them: one's own, whole."""

from typing import Any
from uuid import UUID

from api.jobs.views import Passing as Passing
from api.jobs.views import single, whole
from api.kernel.access import Call


async def read(call: Call, id: UUID) -> dict[str, Any]:
    """A job of the caller with what was asked for and what came of it; 404 for anybody else's."""
    return await whole(call, id)


async def reply(call: Call, id: UUID, status: int = 200) -> Passing:
    """The same as the answer to a request."""
    return await single(call, id, status)
