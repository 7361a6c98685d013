"""The composition of the network on any day, and who speaks for whom."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call, found
from api.kernel.clock import PLACE, now_utc
from api.kernel.db import Id
from api.kernel.paging import Listing, Sort, page_json
from api.kernel.routing import Reply
from api.kernel.views import View, many, obj, splice
from api.members.models import Appointment, AppointmentState, Membership
from api.members.service import current_on
from api.members.states import APPOINTMENT
from api.networks.models import Organisation
from api.people.models import Person

_network = sa.bindparam("network_id", type_=Id)
_day = sa.bindparam("day", type_=sa.Date)
_holds = [
    Appointment.state != AppointmentState.PROPOSED,
    Appointment.from_on <= _day,
    sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= _day),
]
_speakers = many(
    obj(person_id=Person.id, name=Person.name, role=Appointment.role),
    sa.join(Appointment, Person, Appointment.person_id == Person.id),
    [Appointment.network_id == _network, Appointment.organisation_id == Membership.organisation_id, *_holds],
    [Appointment.role, Person.id],
    [Membership.__table__],
)
MEMBER = obj(
    id=Membership.id,
    organisation_id=Organisation.id,
    acronym=Organisation.acronym,
    name=Organisation.name,
    organisation_kind=Organisation.kind,
    kind=Membership.kind,
    state=Membership.state,
    capacity=Membership.capacities,
    joined_on=Membership.joined_on,
    left_on=Membership.left_on,
    source=Membership.source,
    speakers=_speakers,
    version=Membership.version,
)
_place = sa.join(Membership, Organisation, Membership.organisation_id == Organisation.id)
ON_DAY = View(
    sa.select(MEMBER.sql())
    .select_from(_place)
    .where(Membership.network_id == _network, *current_on(_day))
    .order_by(Membership.kind, Membership.position, Organisation.sort_key)
)
ONE = View(
    sa.select(MEMBER.sql(), Membership.version)
    .select_from(_place)
    .where(Membership.network_id == _network, Membership.id == sa.bindparam("id", type_=Id))
)
APPOINTMENT_ITEM = obj(
    id=Appointment.id,
    person_id=Person.id,
    person=Person.name,
    email=Person.email,
    organisation_id=Organisation.id,
    acronym=Organisation.acronym,
    role=Appointment.role,
    state=Appointment.state,
    from_on=Appointment.from_on,
    until_on=Appointment.until_on,
    confirmed_at=Appointment.confirmed_at,
    version=Appointment.version,
)
_named = sa.join(Appointment, Person, Appointment.person_id == Person.id).join(
    Organisation, Appointment.organisation_id == Organisation.id
)
APPOINTMENTS = Listing(
    APPOINTMENT_ITEM,
    _named,
    [Appointment.network_id == _network],
    {
        "acronym": Sort((Organisation.sort_key, Appointment.id)),
        "-from_on": Sort((Appointment.from_on, Appointment.id), True),
    },
    {
        "state": lambda value: Appointment.state == value,
        "role": lambda value: Appointment.role == value,
        "organisation_id": lambda value: Appointment.organisation_id == value,
    },
    [Appointment.state],
)
ONE_APPOINTMENT = View(
    sa.select(APPOINTMENT_ITEM.sql(), Appointment.version, Appointment.state, Appointment.proposed_by)
    .select_from(_named)
    .where(Appointment.network_id == _network, Appointment.id == sa.bindparam("id", type_=Id))
)


async def members(call: Call, on: date | None) -> Reply:
    day = on or now_utc().astimezone(PLACE).date()
    rows = await ON_DAY.fetch(call.source, network_id=call.network_id, day=day)
    return Reply('{"on":"' + day.isoformat() + '","items":[' + ",".join(row[0] for row in rows) + "]}")


async def member(call: Call, membership_id: UUID) -> Reply:
    day = now_utc().astimezone(PLACE).date()
    row = found(await ONE.first(call.source, network_id=call.network_id, id=membership_id, day=day))
    return Reply(row[0], row[1])


async def appointments(call: Call, sort: str, limit: int, cursor: str | None, **given: object) -> Reply:
    rows, following = await APPOINTMENTS.rows(call.source, sort, limit, cursor, given, network_id=call.network_id)
    items = [splice(row[0], moves=APPOINTMENT.names(call, row[1])) for row in rows]
    return Reply(page_json(items, following))


async def appointment(call: Call, appointment_id: UUID) -> Reply:
    row = found(await ONE_APPOINTMENT.first(call.source, network_id=call.network_id, id=appointment_id))
    facts = Appointment(state=row[2], proposed_by=row[3])
    return Reply(splice(row[0], moves=APPOINTMENT.offered(call, facts)), row[1])
