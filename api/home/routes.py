"""What stands behind the first page: who is signed in, and what the network needs from them."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from api.home import me, policy, schemas, views
from api.kernel import links
from api.kernel.access import Call, allow
from api.kernel.links import End
from api.kernel.routing import NoContent, Reply, network_router, router
from api.people import policy as people_policy
from api.people import schemas as people_schemas
from api.people import service as people

mine = router("/api/v1/me", "me")
first = network_router("/home", "home")
finding = network_router("/search", "search")
linking = network_router("/links", "links")
ROUTERS = [mine, first, finding, linking]


@mine.get("", response_model=people_schemas.MeRead)
async def read_me(call: Annotated[Call, allow(people_policy.ME)]) -> Reply:
    """The person who is signed in, and the appointments that are current today."""
    return await me.me(call)


@mine.patch("", response_model=people_schemas.MeRead)
async def update_me(call: Annotated[Call, allow(people_policy.ME)], body: people_schemas.MeUpdate) -> Reply:
    """Change one's own name, function, language or time zone."""
    await people.change(call, body.given())
    return await me.me(call)


@first.get("", response_model=schemas.HomeRead)
async def read_home(call: Annotated[Call, allow(policy.HOME)]) -> Reply:
    """What the network needs from you now, the next meeting, the year so far, and what happened last."""
    return await views.home(call)


@finding.get("", response_model=schemas.FoundList)
async def search_network(
    call: Annotated[Call, allow(policy.SEARCH)],
    q: Annotated[
        str, Query(min_length=1, max_length=200, description="A number, or words; the last may be a beginning")
    ],
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> Reply:
    """Find records by number or words, in any of the languages, without regard to case and diacritics."""
    return await views.found(call, q, limit)


@linking.get("", response_model=schemas.LinkList)
async def list_links(call: Annotated[Call, allow(policy.LINKS)], kind: schemas.LinkedKind, id: UUID) -> Reply:
    """What a record is linked to, from whichever end the link was made."""
    return Reply(await links.listed(call, kind, id))


@linking.put("", response_model=schemas.LinkList)
async def put_link(call: Annotated[Call, allow(policy.LINK)], body: schemas.LinkPut) -> Reply:
    """Link two records that you may see; the answer is what the first one is linked to now."""
    one, other = (End(end.kind, end.id) for end in (body.one, body.other))
    await links.join(call, one, other)
    return Reply(await links.listed(call, *one))


@linking.delete("/{link_id}", status_code=204, response_model=None)
async def delete_link(call: Annotated[Call, allow(policy.LINK)], link_id: UUID) -> Reply:
    """Take a link away, from both its ends."""
    await links.part(call, link_id)
    return NoContent()
