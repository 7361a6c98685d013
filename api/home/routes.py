"""What stands behind the first page: who is signed in, and what the network needs from them."""

from typing import Annotated

from api.home import me
from api.kernel.access import Call, allow
from api.kernel.routing import Reply, router
from api.people import policy as people_policy
from api.people import schemas as people_schemas
from api.people import service as people

mine = router("/api/v1/me", "me")
ROUTERS = [mine]


@mine.get("", response_model=people_schemas.MeRead)
async def read_me(call: Annotated[Call, allow(people_policy.ME)]) -> Reply:
    """The person who is signed in, and the appointments that are current today."""
    return await me.me(call)


@mine.patch("", response_model=people_schemas.MeRead)
async def update_me(call: Annotated[Call, allow(people_policy.ME)], body: people_schemas.MeUpdate) -> Reply:
    """Change one's own name, function, language or time zone."""
    await people.change(call, body.given())
    return await me.me(call)
