"""Mails of a reporting round: each organisation gets only its own list, with one link to its page."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from api.kernel.access import SPEAKERS, Call
from api.kernel.words import say
from api.members import service as members
from api.reporting.models import ReportingRound
from api.reporting.owed import Owed

LISTED = 25  # of one organisation in one mail; the rest is counted


async def opened(call: Call, round: ReportingRound, owed: list[Owed]) -> None:
    await _mail(call, "reporting-opened", round, owed, note=f"\n\n{round.note}" if round.note else "")


async def extended(call: Call, round: ReportingRound, owed: list[Owed]) -> None:
    await _mail(call, "reporting-extended", round, owed, reason=round.reason)


async def reminded(call: Call, round: ReportingRound, owed: list[Owed]) -> None:
    await _mail(call, "reporting-reminder", round, owed)


async def closed(call: Call, round: ReportingRound, owed: list[Owed]) -> None:
    await _mail(call, "reporting-closed", round, owed)


async def _mail(call: Call, kind: str, round: ReportingRound, owed: list[Owed], **more: Any) -> None:
    """To all who speak for an organisation that owes something; not to whoever does this just now."""
    link = f"{call.kernel.settings.site}/{call.slug}/reporting/{round.period}"
    theirs: dict[UUID, list[Owed]] = {}
    for each in owed:
        theirs.setdefault(each.organisation_id, []).append(each)

    def facts(organisation_id: UUID, language: str) -> dict[str, Any]:
        wanted = theirs[organisation_id]
        told = {"organisation": wanted[0].acronym, "count": len(wanted), "list": listed(wanted, language)}
        return {"period": round.period, "due_on": round.due_on, "link": link, **told, **more}

    await members.write_to(call, kind, round, SPEAKERS, facts, only=theirs, but=call.actor.person_id)


def listed(owed: Iterable[Owed], language: str) -> str:
    """One line for each thing, in the language of the mail."""
    lines = [
        say(
            "reporting.owed-line",
            language,
            kind=each.kind,
            number=each.number,
            title=each.title.get(language) or each.title.get("en") or "",
            period=each.period,
        )
        for each in owed
    ]
    left = len(lines) - LISTED
    more = [say("reporting.owed-more", language, count=left)] if left > 0 else []
    return "\n".join([*lines[:LISTED], *more])
