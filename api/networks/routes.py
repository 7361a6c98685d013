"""Networks, their settings, and the common list of organisations."""

from typing import Annotated

from api.kernel.access import Call, allow
from api.kernel.paging import Cursor, Limit
from api.kernel.routing import Reply, responses, router
from api.networks import agreements, policy, schemas, service, views

networks = router("/api/v1/networks", "networks")
organisations = router("/api/v1/organisations", "organisations")
ROUTERS = [networks, organisations]


@networks.get("", response_model=schemas.NetworkList)
async def list_networks(call: Annotated[Call, allow(policy.LIST)]) -> Reply:
    """The networks one belongs to; the administrator knows them all, and sees no content by that."""
    return await views.networks(call)


@networks.post("", response_model=schemas.NetworkRead, status_code=201)
async def create_network(call: Annotated[Call, allow(policy.CREATE)], body: schemas.NetworkCreate) -> Reply:
    """Found a network. It is invisible to everybody but its own people and the administrator."""
    network = await service.create(call, body)
    return (await views.network(call)).created(f"/api/v1/networks/{network.slug}")


@networks.get("/{network}", response_model=schemas.NetworkRead)
async def read_network(call: Annotated[Call, allow(policy.READ)]) -> Reply:
    """A network and its settings."""
    return await views.network(call)


@networks.patch(
    "/{network}",
    response_model=schemas.NetworkRead,
    responses=responses(agreements.AgreementRequired, agreements.AgreementNotAdopted),
)
async def update_network(call: Annotated[Call, allow(policy.SETTINGS)], body: schemas.NetworkUpdate) -> Reply:
    """Change a network's settings, and say by which decision each was agreed. The floor of silence is 72 hours."""
    await service.change(call, body.given())
    return await views.network(call)


@organisations.get("", response_model=schemas.OrganisationList)
async def list_organisations(
    call: Annotated[Call, allow(policy.ORGANISATIONS)], limit: Limit = 50, cursor: Cursor = ""
) -> Reply:
    """Organisations, known once and shared by all networks."""
    return Reply(await views.ORGANISATIONS.page(call.source, "acronym", limit, cursor or None, {}))


@organisations.post("", response_model=schemas.OrganisationRead, status_code=201)
async def create_organisation(
    call: Annotated[Call, allow(policy.ORGANISATION)], body: schemas.OrganisationCreate
) -> Reply:
    """Add an organisation to the common list."""
    organisation = await service.add_organisation(call, body)
    return await views.organisation(call, organisation.id)
