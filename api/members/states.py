"""Life of an appointment."""

from api.kernel.access import Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.members import policy
from api.members.models import Appointment, AppointmentState

PROPOSED, CONFIRMED, ENDED = AppointmentState.PROPOSED, AppointmentState.CONFIRMED, AppointmentState.ENDED


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
