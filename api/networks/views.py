"""Networks and organisations as they are read."""

from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call
from api.kernel.db import Id
from api.kernel.paging import Listing, Sort
from api.kernel.routing import Reply
from api.kernel.views import View, obj
from api.networks.models import Network, Organisation

NETWORK = obj(
    id=Network.id,
    slug=Network.slug,
    code=Network.code,
    name=Network.name,
    country=Network.country,
    time_zone=Network.time_zone,
    languages=Network.languages,
    established_on=Network.established_on,
    demo=Network.demo,
    silence_minimum_seconds=Network.silence_minimum_seconds,
    silence_default_seconds=Network.silence_default_seconds,
    urgent_period_seconds=Network.urgent_period_seconds,
    small_cell_threshold=Network.small_cell_threshold,
    meetings_per_year=Network.meetings_per_year,
    adopted_by=Network.adopted_by,
    working_days=Network.working_days,
    holidays=Network.holidays,
    agreed=Network.agreed,
    version=Network.version,
)
ONE = View(sa.select(NETWORK.sql(), Network.version).where(Network.id == sa.bindparam("network_id", type_=Id)))
ALL = View(sa.select(NETWORK.sql(), Network.id).order_by(Network.slug))
ORGANISATION = obj(
    id=Organisation.id,
    acronym=Organisation.acronym,
    name=Organisation.name,
    kind=Organisation.kind,
    iati_id=Organisation.iati_id,
    source=Organisation.source,
    confidence=Organisation.confidence,
)
ORGANISATIONS = Listing(ORGANISATION, Organisation, [], {"acronym": Sort((Organisation.sort_key, Organisation.id))})


async def network(call: Call) -> Reply:
    row = await ONE.first(call.source, network_id=call.network_id)
    return Reply(row[0], row[1])


async def networks(call: Call) -> Reply:
    """The networks the caller belongs to; the administrator knows them all."""
    rows = await ALL.fetch(call.source)
    return Reply('{"items":[' + ",".join(row[0] for row in rows if call.actor.sees(row[1])) + "]}")


ONE_ORGANISATION = View(
    sa.select(ORGANISATION.sql(), Organisation.version).where(Organisation.id == sa.bindparam("id", type_=Id))
)


async def organisation(call: Call, organisation_id: UUID) -> Reply:
    row = await ONE_ORGANISATION.first(call.source, id=organisation_id)
    return Reply(row[0], row[1], 201, location="/api/v1/organisations")
