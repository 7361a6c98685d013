"""Mails about action points: each owner gets only its own, with what it came from and a link."""

from typing import Any

from api.actions.models import ActionPoint
from api.decisions.models import Decision
from api.kernel import deliveries
from api.kernel.access import SPEAKERS, Call
from api.kernel.words import say
from api.meetings.models import Meeting
from api.members import service as members


async def given(call: Call, action: ActionPoint) -> None:
    await _mail(call, "action-given", action)


async def overdue(call: Call, action: ActionPoint) -> None:
    await _mail(call, "action-overdue", action)


async def dropped(call: Call, action: ActionPoint) -> None:
    await _mail(call, "action-dropped", action, reason=action.reason)


async def _mail(call: Call, kind: str, action: ActionPoint, **more: Any) -> None:
    """To whoever is named, or to all who speak for the owner; not to whoever does this just now."""
    source = await _source(call, action)
    for organisation_id, person_id, _, address, language in await members.speakers(call, *SPEAKERS):
        named = action.person_id in (None, person_id)
        if organisation_id != action.owner_id or not named or person_id == call.actor.person_id:
            continue
        facts = {
            "number": action.number,
            "title": action.title,
            "due_on": action.due_on,
            "source": source,
            "link": f"{call.kernel.settings.site}/{call.slug}/action-points/{action.id}",
            **more,
        }
        await deliveries.queue(
            call,
            kind,
            action,
            address,
            say(f"mail.{kind}.subject", language, **facts),
            say(f"mail.{kind}.body", language, **facts),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
        )


async def _source(call: Call, action: ActionPoint) -> dict[str, str] | None:
    """The number and title of what it came from, by language."""
    meeting = await call.session.get(Meeting, action.meeting_id) if action.meeting_id else None
    decision = await call.session.get(Decision, action.decision_id) if action.decision_id else None
    row = meeting or decision
    return {language: f"{row.number} {title}" for language, title in row.title.items() if title} if row else None
