"""Who belongs, and who speaks. Every change is on record with its day, so the past can be asked."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import journal
from api.kernel.access import OFFICERS, Call, Role, found
from api.kernel.clock import PLACE
from api.kernel.problems import Forbidden, Invalid, Problem
from api.members import notices, terms
from api.members.models import Appointment, AppointmentState, Membership, MembershipKind, MembershipState
from api.members.schemas import AppointmentCreate, MemberApply, MemberCreate
from api.members.speaking import speakers, today, write_to
from api.members.states import APPOINTMENT, MEMBERSHIP
from api.networks import service as networks
from api.networks.models import Network, Organisation, RegisterNumber
from api.people import service as people
from api.people.models import Person

__all__ = ["speakers", "today", "write_to"]  # beside what is written here

# What else happens when an organisation leaves: features below register here, in `app`.
LEAVING: list[Callable[[Call, UUID], Awaitable[None]]] = []


class AlreadyMember(Problem):
    slug, status = "already-member", 409


class DecisionNeeded(Problem):
    """After the network's first decision was opened, a member is admitted by decision only."""

    slug, status = "admission-needs-decision", 409


class SourceOfFounding(Problem):
    """A founding member is entered with the terms of reference as its source."""

    slug, status = "source-of-founding-required", 422


def current_on(day: Any) -> list[sa.ColumnElement[bool]]:
    """Conditions of a membership that holds on a day."""
    return [
        sa.or_(Membership.state == MembershipState.MEMBER, Membership.state == MembershipState.LEFT),
        Membership.joined_on <= day,
        sa.or_(Membership.left_on.is_(None), Membership.left_on > day),
    ]


async def in_network(call: Call, organisation_id: UUID, pointer: str) -> Organisation:
    """An organisation with a membership of any kind that holds today; else the fault at its place in the body."""
    statement = (
        sa.select(Organisation)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.network_id == call.network_id, Organisation.id == organisation_id)
        .where(*current_on(today(call)))
    )
    organisation = (await call.session.execute(statement)).scalars().first()
    if organisation is None:
        raise Invalid.at(pointer, "not_in_network")
    return organisation


async def roll(call: Call) -> list[Organisation]:
    """The member organisations current now, in the network's own order: who is asked when a round opens."""
    statement = (
        sa.select(Organisation)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.network_id == call.network_id, Membership.kind == MembershipKind.MEMBER)
        .where(*current_on(today(call)))
        .order_by(Membership.position, Organisation.sort_key)
    )
    return list((await call.session.execute(statement)).scalars())


async def others(call: Call) -> list[Organisation]:
    """Observers and partners current now."""
    statement = (
        sa.select(Organisation)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.network_id == call.network_id, Membership.kind != MembershipKind.MEMBER)
        .where(*current_on(today(call)))
        .order_by(Membership.position, Organisation.sort_key)
    )
    return list((await call.session.execute(statement)).scalars())


async def add(call: Call, wanted: MemberCreate, *, founding: bool = True) -> Membership:
    """Record an organisation: founding members until the first decision is opened; observers and partners at any time."""
    if wanted.kind == MembershipKind.MEMBER and not founding:
        raise DecisionNeeded()
    if wanted.kind == MembershipKind.MEMBER and not wanted.source:
        raise SourceOfFounding()
    organisation = await organisation_of(call, wanted)
    await lock_members(call)
    position = await next_position(call, organisation)
    membership = Membership(
        created_at=call.now,
        network_id=call.network_id,
        organisation_id=organisation.id,
        kind=wanted.kind,
        state=MembershipState.MEMBER,
        capacities=[str(capacity) for capacity in wanted.capacity],
        joined_on=wanted.joined_on,
        position=position,
        source=wanted.source,
    )
    call.session.add(membership)
    await journal.record(call, "membership.recorded", membership, acronym=organisation.acronym)
    return membership


async def next_position(call: Call, organisation: Organisation) -> int:
    """Its place in the network's order. Raises AlreadyMember if it is in, or has applied."""
    taken = sa.select(Membership.id).where(
        Membership.network_id == call.network_id,
        Membership.organisation_id == organisation.id,
        Membership.state.in_([MembershipState.MEMBER, MembershipState.APPLIED]),
    )
    if (await call.session.execute(taken)).first() is not None:
        raise AlreadyMember(acronym=organisation.acronym)
    last = sa.select(sa.func.coalesce(sa.func.max(Membership.position), 0)).where(
        Membership.network_id == call.network_id
    )
    return int((await call.session.execute(last)).scalar_one()) + 1


async def is_founding(call: Call) -> bool:
    """Whether no decision of the network was opened yet, so that members are recorded by the terms of reference."""
    register = RegisterNumber
    given = sa.select(register.year).where(register.network_id == call.network_id, register.register == "decision")
    return (await call.session.execute(given.limit(1))).first() is None


async def take_back(call: Call) -> None:
    """Undo what this call wrote (a dry run); the report stands."""
    await call.session.rollback()
    call.entries.clear()
    call.epoch_moves = call.dues_changed = False


async def organisation_of(call: Call, wanted: MemberCreate | MemberApply) -> Organisation:
    if (wanted.organisation_id is None) == (wanted.organisation is None):
        raise Invalid.at("/organisation_id", "one_of_two")
    if wanted.organisation is not None:
        return await networks.add_organisation(call, wanted.organisation)
    organisation = await call.session.get(Organisation, wanted.organisation_id)
    if organisation is None:
        raise Invalid.at("/organisation_id", "unknown")
    return organisation


async def lock_members(call: Call) -> None:
    """Changes of the composition wait for each other on the network's row."""
    await call.session.execute(sa.select(Network.id).where(Network.id == call.network_id).with_for_update())


async def leave(call: Call, membership_id: UUID, left_on: date) -> Membership:
    statement = sa.select(Membership).where(Membership.network_id == call.network_id, Membership.id == membership_id)
    membership = found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())
    if Role.SECRETARIAT not in call.roles and not call.speaks_for(membership.organisation_id):
        raise Forbidden()
    call.match(membership.version)
    MEMBERSHIP.check(call, membership, "leave")
    if membership.joined_on is not None and left_on < membership.joined_on:
        raise Invalid.at("/left_on", "before_joined")
    for appointment in await terms.end_all(call, membership.organisation_id, left_on, today(call)):
        await _changed(call, "appointment.ended", appointment)
    membership.left_on = left_on
    MEMBERSHIP.fire(call, membership, "leave")
    name = await acronym(call, membership.organisation_id)
    await journal.record(call, "membership.left", membership, acronym=name)
    if left_on <= today(call):
        await _left(call, membership)
    else:
        midnight = datetime.combine(left_on, time(), PLACE)
        await journal.due(call, "membership", membership.id, midnight)
    return membership


async def settle(call: Call, membership_id: UUID) -> None:
    """The day has come from which an organisation is no longer in the network."""
    membership = await call.session.get(Membership, membership_id)
    if membership is not None and membership.left_on is not None:
        await _left(call, membership)


async def _left(call: Call, membership: Membership) -> None:
    for act in LEAVING:
        await act(call, membership.organisation_id)


# ── appointments ────────────────────────────────────────────────────────────────────────────────────────────────────


async def appoint(call: Call, wanted: AppointmentCreate, *, confirmed: bool = False) -> Appointment:
    """Give a person a dated role. Officers are proposed by one and confirmed by another; the rest hold at once.

    A new network's first officers are named by an administrator together with the command line (`confirmed`).
    """
    role = Role(wanted.role)
    if not confirmed and not may_name(call, role):
        raise Forbidden()
    terms.check(wanted)
    place = sa.select(Membership.id).where(
        Membership.network_id == call.network_id,
        Membership.organisation_id == wanted.organisation_id,
        Membership.state == MembershipState.MEMBER,
    )
    if (await call.session.execute(place)).first() is None:
        raise Invalid.at("/organisation_id", "not_in_network")
    person = await people.invite(call, wanted.email, wanted.name, wanted.function, wanted.language)
    await terms.check_overlap(call, person.id, wanted)
    at_once = confirmed or role not in OFFICERS
    appointment = Appointment(
        created_at=call.now,
        network_id=call.network_id,
        person_id=person.id,
        organisation_id=wanted.organisation_id,
        role=role,
        state=AppointmentState.CONFIRMED if at_once else AppointmentState.PROPOSED,
        acting=wanted.acting,
        from_on=wanted.from_on,
        until_on=wanted.until_on,
        proposed_by=call.actor.person_id,
        confirmed_by=call.actor.person_id if at_once else None,
        confirmed_at=call.now if at_once else None,
    )
    call.session.add(appointment)
    call.epoch_moves = True
    kind = "appointment.confirmed" if at_once else "appointment.proposed"
    name = await acronym(call, wanted.organisation_id)
    await journal.record(call, kind, appointment, acronym=name, role=str(role))
    if not confirmed:
        await call.session.flush()
        await notices.appointed(call, appointment, person, name)
    return appointment


def may_name(call: Call, role: Role) -> bool:
    """Whether the caller may name, or propose, somebody for a role."""
    return _may_name_officers(call) if role in OFFICERS else Role.SECRETARIAT in call.roles


def _may_name_officers(call: Call) -> bool:
    return call.actor.admin or Role.SECRETARIAT in call.roles


async def lock_appointment(call: Call, appointment_id: UUID) -> Appointment:
    statement = sa.select(Appointment).where(
        Appointment.network_id == call.network_id, Appointment.id == appointment_id
    )
    appointment = found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())
    call.match(appointment.version)
    return appointment


async def confirm(call: Call, appointment: Appointment) -> None:
    APPOINTMENT.fire(call, appointment, "confirm")
    appointment.confirmed_by, appointment.confirmed_at = call.actor.person_id, call.now
    await _changed(call, "appointment.confirmed", appointment)
    person = found(await call.session.get(Person, appointment.person_id))
    await notices.appointed(call, appointment, person, await acronym(call, appointment.organisation_id))


async def end(call: Call, appointment: Appointment, until_on: date | None) -> None:
    """End a role: from the next request on if the day is past or not given."""
    if appointment.role in OFFICERS and not _may_name_officers(call):
        raise Forbidden()
    last = until_on or today(call) - timedelta(days=1)
    if last >= today(call) and appointment.state == AppointmentState.CONFIRMED:
        APPOINTMENT.check(call, appointment, "end")
        appointment.version += 1
    else:
        confirmed = appointment.state == AppointmentState.CONFIRMED
        APPOINTMENT.fire(call, appointment, "end")
        if confirmed:
            await terms.check_office(call, appointment.role, {appointment.id}, today(call))
    appointment.until_on = max(last, appointment.from_on)
    await _changed(call, "appointment.ended", appointment)


async def _changed(call: Call, kind: str, appointment: Appointment) -> None:
    call.epoch_moves = True
    name = await acronym(call, appointment.organisation_id)
    await journal.record(call, kind, appointment, acronym=name, role=appointment.role)


async def acronym(call: Call, organisation_id: UUID) -> str:
    organisation = await call.session.get(Organisation, organisation_id)
    return organisation.acronym if organisation else ""
