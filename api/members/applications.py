"""Joining after the founding: a UN entity applies through the secretariat, and a decision answers."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import journal
from api.kernel.access import Call, found
from api.kernel.problems import Invalid
from api.members import service
from api.members.models import Membership, MembershipKind, MembershipState
from api.members.schemas import MemberApply
from api.members.states import MEMBERSHIP
from api.networks.models import OrganisationKind


async def apply(call: Call, wanted: MemberApply) -> Membership:
    """Put an application on record. Raises AlreadyMember if the organisation is in, or has applied."""
    organisation = await service.organisation_of(call, wanted)
    if organisation.kind != OrganisationKind.UN_ENTITY:
        raise Invalid.at("/organisation_id" if wanted.organisation_id else "/organisation/kind", "un_entity_only")
    await service.lock_members(call)
    position = await service.next_position(call, organisation)
    membership = Membership(
        created_at=call.now,
        network_id=call.network_id,
        organisation_id=organisation.id,
        kind=MembershipKind.MEMBER,
        state=MembershipState.APPLIED,
        capacities=[],
        position=position,
        source=wanted.source,
    )
    call.session.add(membership)
    await journal.record(call, "membership.applied", membership, acronym=organisation.acronym)
    return membership


async def lock(call: Call, membership_id: UUID) -> Membership:
    statement = sa.select(Membership).where(Membership.network_id == call.network_id, Membership.id == membership_id)
    membership = found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())
    call.match(membership.version)
    return membership


async def admit(call: Call, membership: Membership, decision_id: UUID, joined_on: date) -> None:
    """Make an applicant a member. The caller has seen that the decision is adopted."""
    MEMBERSHIP.fire(call, membership, "admit")
    membership.joined_on, membership.decision_id = joined_on, decision_id
    await _note(call, "admitted", membership)


async def decline(call: Call, membership: Membership, reason: str) -> None:
    MEMBERSHIP.fire(call, membership, "decline")
    membership.details = {**(membership.details or {}), "reason": reason}
    await _note(call, "declined", membership)


async def change(call: Call, membership: Membership, changes: dict[str, Any]) -> None:
    """Correct capacities or the source on record."""
    for name, value in changes.items():
        if name == "capacity":
            membership.capacities = list(dict.fromkeys(str(each) for each in value or []))
        else:
            membership.source = value
    membership.version += 1
    await _note(call, "changed", membership)


async def _note(call: Call, event: str, membership: Membership) -> None:
    name = await service.acronym(call, membership.organisation_id)
    await journal.record(call, f"membership.{event}", membership, acronym=name)
