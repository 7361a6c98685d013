"""Mails about values, each in the reader's language."""

from typing import Any
from uuid import UUID

from api.indicators.models import Indicator, IndicatorValue
from api.kernel.access import SECRETARIAT, SPEAKERS, Call, Role
from api.members import service as members


async def submitted(call: Call, indicator: Indicator, value: IndicatorValue) -> None:
    await _mail(call, "value-submitted", indicator, value, (SECRETARIAT,), None)


async def decided(call: Call, event: str, indicator: Indicator, value: IndicatorValue) -> None:
    """Whoever speaks for the organisation learns that its value was approved or came back."""
    await _mail(call, f"value-{event}", indicator, value, SPEAKERS, value.organisation_id)


async def _mail(
    call: Call, kind: str, indicator: Indicator, value: IndicatorValue, roles: tuple[Role, ...], only: UUID | None
) -> None:
    facts: dict[str, Any] = {
        "code": indicator.code,
        "title": indicator.title,
        "organisation": value.acronym,
        "period": value.period,
        "reason": value.reason,
        "link": f"{call.kernel.settings.site}/{call.slug}/indicators/{indicator.code}",
    }
    theirs = None if only is None else (only,)
    await members.write_to(call, kind, value, roles, facts, only=theirs, but=call.actor.person_id)
