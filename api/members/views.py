"""The composition of the network on any day, and who speaks for whom."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import ALTERNATE, CO_CHAIR, FOCAL_POINT, OBSERVER, SECRETARIAT, VIEWER, Call, Visibility, found
from api.kernel.clock import PLACE, now_utc
from api.kernel.db import Id, dumps
from api.kernel.paging import Listing, Sort, page_json
from api.kernel.problems import NotFound
from api.kernel.routing import Reply
from api.kernel.views import View, many, obj, splice
from api.members import policy, service
from api.members.models import Appointment, Membership, MembershipState
from api.members.service import current_on
from api.members.states import APPOINTMENT, MEMBERSHIP, MembershipFacts
from api.networks.models import Network, Organisation, RegisterNumber
from api.people.models import Person

NAMED = (FOCAL_POINT, ALTERNATE, OBSERVER, VIEWER, SECRETARIAT, CO_CHAIR)

_network = sa.bindparam("network_id", type_=Id)
_day = sa.bindparam("day", type_=sa.Date)
_holds = [
    Appointment.confirmed_at.is_not(None),
    Appointment.from_on <= _day,
    sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= _day),
]
_speakers = many(
    obj(person_id=Person.id, name=Person.name, role=Appointment.role, acting=Appointment.acting),
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
_row = (MEMBER.sql(), Membership.version, Membership.state, Membership.organisation_id)
ON_DAY = View(
    sa.select(*_row)
    .select_from(_place)
    .where(Membership.network_id == _network, *current_on(_day))
    .order_by(Membership.kind, Membership.position, Organisation.sort_key)
)
APPLIED = View(
    sa.select(*_row)
    .select_from(_place)
    .where(Membership.network_id == _network, Membership.state == MembershipState.APPLIED)
    .order_by(Membership.position)
)
# The days on which something changed; the day after the last one of a term, which SQL does not count alike, is told.
CHANGES = View(
    sa.union_all(
        *(
            sa.select(column, sa.literal(ends, sa.Boolean)).where(column.is_not(None), *where)
            for column, ends, where in (
                (Membership.joined_on, False, [Membership.network_id == _network]),
                (Membership.left_on, False, [Membership.network_id == _network]),
                (
                    Appointment.from_on,
                    False,
                    [Appointment.network_id == _network, Appointment.confirmed_at.is_not(None)],
                ),
                (
                    Appointment.until_on,
                    True,
                    [Appointment.network_id == _network, Appointment.confirmed_at.is_not(None)],
                ),
            )
        )
    )
)
FOUNDED = View(
    sa.select(
        Network.established_on,
        Network.created_at,
        sa.exists().where(RegisterNumber.network_id == Network.id, RegisterNumber.register == "decision"),
    ).where(Network.id == _network)
)
ONE = View(
    sa.select(*_row)
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
    acting=Appointment.acting,
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


def _today() -> date:
    return now_utc().astimezone(PLACE).date()


def _moves(call: Call, row: Any) -> list[dict[str, Any]]:
    return MEMBERSHIP.offered(call, MembershipFacts(row[2], row[3]))


def _item(call: Call, row: Any, now: bool) -> str:
    return splice(row[0], moves=[each["move"] for each in _moves(call, row)] if now else [])


async def members(call: Call, on: date | None) -> Reply:
    day, asked = on or _today(), {"network_id": call.network_id}
    now = day == _today()
    rows = await ON_DAY.fetch(call.source, day=day, **asked)
    applied = await APPLIED.fetch(call.source, day=day, **asked) if Visibility.MEMBERS in call.circles else []
    changed = await CHANGES.fetch(call.source, **asked)
    established_on, created_at, decided = await FOUNDED.first(call.source, **asked)
    since = established_on or created_at.astimezone(PLACE).date()
    head = {
        "on": day.isoformat(),
        "existed": day >= since,
        "changes": sorted({(at + timedelta(days=ends)).isoformat() for at, ends in changed}),
        "may_record": call.may(policy.WRITE),
        "founding": not decided,
    }
    lists = (f'"items":[{_list(call, rows, now)}]', f'"applied":[{_list(call, applied, True)}]')
    return Reply(dumps(head)[:-1] + "," + ",".join(lists) + "}")


def _list(call: Call, rows: Sequence[Any], now: bool) -> str:
    return ",".join(_item(call, row, now) for row in rows)


async def member(call: Call, membership_id: UUID) -> Reply:
    row = found(await ONE.first(call.source, network_id=call.network_id, id=membership_id, day=_today()))
    if row[2] in (MembershipState.APPLIED, MembershipState.DECLINED) and Visibility.MEMBERS not in call.circles:
        raise NotFound()
    return Reply(splice(row[0], moves=_moves(call, row)), row[1])


async def appointments(call: Call, sort: str, limit: int, cursor: str | None, **given: object) -> Reply:
    rows, following = await APPOINTMENTS.rows(call.source, sort, limit, cursor, given, network_id=call.network_id)
    items = [splice(row[0], moves=APPOINTMENT.names(call, row[1])) for row in rows]
    page = page_json(items, following)
    reply = Reply(splice(page, may_name=[str(role) for role in NAMED if service.may_name(call, role)]))
    reply.following = page.following
    return reply


async def appointment(call: Call, appointment_id: UUID) -> Reply:
    row = found(await ONE_APPOINTMENT.first(call.source, network_id=call.network_id, id=appointment_id))
    facts = Appointment(state=row[2], proposed_by=row[3])
    return Reply(splice(row[0], moves=APPOINTMENT.offered(call, facts)), row[1])
