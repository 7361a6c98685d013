"""The person who is signed in, and the appointments that are current today."""

import sqlalchemy as sa

from api.home import waiting
from api.kernel.access import Call
from api.kernel.clock import PLACE, now_utc
from api.kernel.db import Id
from api.kernel.routing import Reply
from api.kernel.views import View, many, obj, splice
from api.members.models import Appointment, AppointmentState
from api.networks.models import Network, Organisation
from api.people.models import Person
from api.people.service import RECENT

_posts = many(
    obj(
        network=Network.slug,
        network_name=Network.name,
        demo=Network.demo,
        role=Appointment.role,
        organisation_id=Organisation.id,
        acronym=Organisation.acronym,
    ),
    sa.join(Appointment, Network, Appointment.network_id == Network.id).join(
        Organisation, Appointment.organisation_id == Organisation.id
    ),
    [
        Appointment.person_id == Person.id,
        Appointment.state == AppointmentState.CONFIRMED,
        Appointment.from_on <= sa.bindparam("today", type_=sa.Date),
        sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= sa.bindparam("today", type_=sa.Date)),
    ],
    [Network.slug, Appointment.role, Organisation.sort_key],
    [Person.__table__],
)
ME = View(
    sa.select(
        obj(
            id=Person.id,
            name=Person.name,
            email=Person.email,
            function=Person.function,
            language=Person.language,
            time_zone=Person.time_zone,
            admin=Person.admin,
            totp=Person.totp_confirmed_at.is_not(None),
            appointments=_posts,
            version=Person.version,
        ).sql(),
        Person.version,
        Person.recovery_hashes,
    ).where(Person.id == sa.bindparam("person_id", type_=Id))
)


async def me(call: Call) -> Reply:
    now = now_utc()
    row = await ME.first(call.source, person_id=call.actor.person_id, today=now.astimezone(PLACE).date())
    since = call.actor.signed_in_at
    more = {
        "awaiting_count": await waiting.count(call.source, call.actor, now),
        "must_enrol": call.actor.must_enrol,
        "recovery_codes_left": len(row[2] or []),
        "credential": call.actor.credential,
        "recent": call.actor.credential == "jwt" or (since is not None and now - since <= RECENT),
    }
    return Reply(splice(row[0], **more), row[1])
