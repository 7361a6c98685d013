"""Life of a membership and of an appointment."""

from dataclasses import dataclass
from uuid import UUID

from api.kernel.access import Call, Role
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.members import policy
from api.members.models import Appointment, AppointmentState, MembershipState

APPLIED, MEMBER = MembershipState.APPLIED, MembershipState.MEMBER
DECLINED, LEFT = MembershipState.DECLINED, MembershipState.LEFT
PROPOSED, CONFIRMED, ENDED = AppointmentState.PROPOSED, AppointmentState.CONFIRMED, AppointmentState.ENDED


@dataclass(frozen=True)
class MembershipFacts:
    """What the table of memberships reads."""

    state: str
    organisation_id: UUID


def the_secretariat_or_its_own_speaker(call: Call, facts: MembershipFacts) -> bool:
    return Role.SECRETARIAT in call.roles or call.speaks_for(facts.organisation_id)


# `admit` fires in decisions/admissions.py: it takes the adopted decision.
MEMBERSHIP = Machine(
    "membership",
    MembershipState,
    #    move       from        to        who           only when
    Move("admit", (APPLIED,), MEMBER, policy.WRITE, asks=("decision_id", "joined_on")),
    Move("decline", (APPLIED,), DECLINED, policy.WRITE, asks=("reason",)),
    Move("leave", (MEMBER,), LEFT, policy.LEAVE, (), the_secretariat_or_its_own_speaker, ("left_on",)),
    final=(DECLINED, LEFT),
)


class ByAnotherPerson(Problem):
    """Who proposed an officer cannot also confirm."""

    slug, status = "by-another-person", 409


def somebody_else_proposed(call: Call, appointment: Appointment) -> Problem | None:
    return ByAnotherPerson() if appointment.proposed_by == call.actor.person_id else None


APPOINTMENT = Machine(
    "appointment",
    AppointmentState,
    #    move        from                     to          who              only when
    Move("confirm", (PROPOSED,), CONFIRMED, policy.CONFIRM, (somebody_else_proposed,)),
    Move("end", (PROPOSED, CONFIRMED), ENDED, policy.APPOINT, asks=("until_on",)),
    final=(ENDED,),
)
