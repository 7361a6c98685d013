"""Mails about assessments, each in the reader's language."""

from typing import Any
from uuid import UUID

from api.kernel.access import SECRETARIAT, SPEAKERS, Call, Role
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
    await members.write_to(call, kind, row, roles, facts, only=None if only is None else (only,))
