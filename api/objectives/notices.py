"""Mails about assessments, each in the reader's language."""

from typing import Any
from uuid import UUID

from api.kernel import deliveries
from api.kernel.access import SECRETARIAT, SPEAKERS, Call, Role
from api.kernel.words import say
from api.members import service as members
from api.objectives.models import Assessment, Objective


async def submitted(call: Call, objective: Objective, assessment: Assessment) -> None:
    await _mail(call, "assessment-submitted", objective, assessment, (SECRETARIAT,), None)


async def decided(call: Call, event: str, objective: Objective, assessment: Assessment) -> None:
    """Whoever speaks for the organisation learns that its assessment was approved or came back."""
    await _mail(call, f"assessment-{event}", objective, assessment, SPEAKERS, assessment.organisation_id)


async def _mail(
    call: Call, kind: str, objective: Objective, row: Assessment, roles: tuple[Role, ...], only: UUID | None
) -> None:
    facts: dict[str, Any] = {
        "objective": objective.number,
        "organisation": row.acronym,
        "period": row.period,
        "rating": str(row.rating),
        "reason": row.reason,
        "link": f"{call.kernel.settings.site}/{call.slug}/objectives/{objective.number}",
    }
    told: set[UUID] = set()
    for organisation_id, person_id, _, address, language in await members.speakers(call, *roles):
        if person_id in told or (only is not None and organisation_id != only):
            continue
        told.add(person_id)
        await deliveries.queue(
            call,
            kind,
            row,
            address,
            say(f"mail.{kind}.subject", language, **facts),
            say(f"mail.{kind}.body", language, **facts),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
        )
