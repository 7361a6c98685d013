"""Terms of appointments: none twice at once, no office left empty, all of them over when the organisation leaves."""

from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import OFFICERS, Call, Role
from api.kernel.problems import Invalid, Problem
from api.members.models import Appointment, AppointmentState
from api.members.schemas import AppointmentCreate

CONFIRMED, ENDED = AppointmentState.CONFIRMED, AppointmentState.ENDED


class TermRequired(Problem):
    """Whoever stands in for a co-chair does so until a day that is named."""

    slug, status = "term-required", 422


class AppointmentOverlaps(Problem):
    slug, status = "appointment-overlaps", 409


class LastOfficer(Problem):
    """The network would have nobody left in this office today."""

    slug, status = "last-co-chair", 409


def check(wanted: AppointmentCreate) -> None:
    """Raise what is wrong with the days of a wanted appointment."""
    if wanted.until_on is not None and wanted.until_on < wanted.from_on:
        raise Invalid.at("/until_on", "before_start")
    if wanted.acting and Role(wanted.role) != Role.CO_CHAIR:
        raise Invalid.at("/acting", "acting_co_chair_only")
    if wanted.acting and wanted.until_on is None:
        raise TermRequired()


async def check_overlap(call: Call, person_id: UUID, wanted: AppointmentCreate) -> None:
    """Raise AppointmentOverlaps if this person holds this role for this organisation on one of the days."""
    taken = sa.select(Appointment.id).where(
        Appointment.network_id == call.network_id,
        Appointment.person_id == person_id,
        Appointment.organisation_id == wanted.organisation_id,
        Appointment.role == wanted.role,
        Appointment.state != ENDED,
        sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= wanted.from_on),
    )
    if wanted.until_on is not None:
        taken = taken.where(Appointment.from_on <= wanted.until_on)
    if (await call.session.execute(taken.limit(1))).first() is not None:
        raise AppointmentOverlaps()


async def check_office(call: Call, role: str, leaving: set[UUID], day: date) -> None:
    """Raise LastOfficer if nobody but those who leave holds this office today."""
    if role not in OFFICERS:
        return
    rest = sa.select(Appointment.id).where(
        Appointment.network_id == call.network_id,
        Appointment.role == role,
        Appointment.state == CONFIRMED,
        Appointment.from_on <= day,
        sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= day),
    )
    if not set((await call.session.execute(rest)).scalars()) - leaving:
        raise LastOfficer(role=role)


async def end_all(call: Call, organisation_id: UUID, left_on: date, today: date) -> list[Appointment]:
    """Let every appointment of an organisation that leaves end on the day before; give those that did."""
    statement = sa.select(Appointment).where(
        Appointment.network_id == call.network_id,
        Appointment.organisation_id == organisation_id,
        Appointment.state != ENDED,
    )
    held = list((await call.session.execute(statement.order_by(Appointment.id).with_for_update())).scalars())
    last = left_on - timedelta(days=1)
    ending = [each for each in held if each.until_on is None or each.until_on > last]
    for role in sorted({each.role for each in ending if each.state == CONFIRMED and left_on <= today}):
        await check_office(call, role, {each.id for each in ending}, today)
    for each in ending:
        each.until_on = max(last, each.from_on)
        if left_on <= today or each.from_on > last:
            each.state = ENDED
        each.version += 1
    return ending
