"""Who speaks for whom today, and how they are written to: each person once, in their own language."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import deliveries
from api.kernel.access import Call, Role
from api.kernel.clock import PLACE
from api.kernel.words import say
from api.members.models import Appointment, AppointmentState
from api.people.models import Person

Facts = Mapping[str, Any]


def today(call: Call) -> date:
    """The day it is at the duty station."""
    return call.now.astimezone(PLACE).date()


async def speakers(call: Call, *roles: Role) -> list[sa.Row[UUID, UUID, str, str, str]]:
    """(organisation, person, name, address, language) of those who hold one of the roles today."""
    person, day = Person, today(call)
    statement = (
        sa.select(Appointment.organisation_id, person.id, person.name, person.email, person.language)
        .join(person, person.id == Appointment.person_id)
        .where(Appointment.network_id == call.network_id, Appointment.state == AppointmentState.CONFIRMED)
        .where(Appointment.role.in_(roles), Appointment.from_on <= day, person.disabled_at.is_(None))
        .where(sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= day))
        .order_by(Appointment.organisation_id, Appointment.role.desc(), person.id)
    )
    return list((await call.session.execute(statement)).all())


async def write_to(
    call: Call,
    kind: str,
    row: Any,
    roles: Collection[Role],
    facts: Facts | Callable[[UUID, str], Facts],
    *,
    only: Collection[UUID] | None = None,
    but: UUID | None = None,
) -> None:
    """Queue a mail about a row to everybody who holds one of the roles today; nobody gets two.

    `facts` fill the sentences `mail.<kind>.subject` and `mail.<kind>.body`; a function makes them for an organisation and a
    language. `only`: for these organisations. `but`: not this person, who does it just now.
    """
    told = {but}
    for organisation_id, person_id, _, address, language in await speakers(call, *roles):
        if person_id in told or (only is not None and organisation_id not in only):
            continue
        told.add(person_id)
        said = facts(organisation_id, language) if callable(facts) else facts
        await deliveries.queue(
            call,
            kind,
            row,
            address,
            say(f"mail.{kind}.subject", language, **said),
            say(f"mail.{kind}.body", language, **said),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
        )
