"""Mails about appointments: to whoever confirms, and to whoever was appointed; each in the reader's language."""

from typing import Any

import sqlalchemy as sa

from api.kernel import deliveries
from api.kernel.access import Call, Role
from api.kernel.clock import PLACE
from api.kernel.words import say
from api.members.models import Appointment, AppointmentState
from api.people.models import Person


async def appointed(call: Call, appointment: Appointment, person: Person, acronym: str) -> None:
    """Tell the person of a confirmed appointment, or the co-chairs of one that waits for them."""
    facts = {
        "name": person.name,
        "organisation": acronym,
        "role": str(appointment.role),
        "from_on": appointment.from_on,
    }
    site = f"{call.kernel.settings.site}/{call.slug}"
    if appointment.state == AppointmentState.CONFIRMED:
        await _mail(call, "appointment-confirmed", appointment, person, {**facts, "link": site})
        return
    for reader in await _confirmers(call, appointment):
        await _mail(call, "appointment-proposed", appointment, reader, {**facts, "link": f"{site}/members"})


async def _confirmers(call: Call, appointment: Appointment) -> list[Person]:
    """Co-chairs of today but the one who proposed."""
    day = call.now.astimezone(PLACE).date()
    statement = (
        sa.select(Person)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(Appointment.network_id == call.network_id, Appointment.role == Role.CO_CHAIR)
        .where(Appointment.state == AppointmentState.CONFIRMED, Appointment.from_on <= day)
        .where(sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= day))
        .where(Person.disabled_at.is_(None), Person.id != appointment.proposed_by)
        .order_by(Person.id)
    )
    return list((await call.session.execute(statement)).scalars().unique())


async def _mail(call: Call, kind: str, appointment: Appointment, reader: Person, facts: dict[str, Any]) -> None:
    await deliveries.queue(
        call,
        kind,
        appointment,
        reader.email,
        say(f"mail.{kind}.subject", reader.language, **facts),
        say(f"mail.{kind}.body", reader.language, **facts),
        person_id=reader.id,
        organisation_id=appointment.organisation_id,
        language=reader.language,
    )
