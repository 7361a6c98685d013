"""When the link of a notice is dead, and what its reader is told then. Pure, so that reading and answering agree."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.decisions.rules import RoundState, answerable
from api.kernel.mailed import DeadLink
from api.kernel.problems import Problem
from api.kernel.words import say


class LinkEnded(DeadLink):
    """The person no longer speaks for the organisation."""

    slug = "position-link-ended"


class LinkUsed(DeadLink):
    """Answered through it, while the round is open: the answer can still be changed by signing in."""

    slug = "position-link-used"


class LinkAbandoned(DeadLink):
    slug = "position-link-abandoned"


class LinkReleased(DeadLink):
    slug = "position-link-released"


class LinkLate(DeadLink):
    """One microsecond late is late, by the database's clock."""

    slug, status = "position-link-late", 409

    def told(self, language: str) -> dict[str, Any]:
        answered = "answered" if self.facts.get("value") else "silent"
        return self.facts | {"stands": say(f"position-link.{answered}", language, **self.facts)}


DEATHS = (LinkEnded, LinkUsed, LinkAbandoned, LinkReleased, LinkLate)


@dataclass(frozen=True)
class Standing:
    """A link with what its life hangs on."""

    used_at: datetime | None
    speaks: bool  # the person is appointed today, and the account is open
    round_state: str
    deadline_at: datetime
    released_at: datetime | None
    value: str | None
    answered_at: datetime | None
    organisation: str
    number: str | None
    language: str
    sign_in: str  # the address of the decision


def death(link: Standing, now: datetime, write_to: list[str]) -> Problem | None:
    """Why this link no longer serves at this instant, or None while it does."""
    facts: dict[str, Any] = {
        "organisation": link.organisation,
        "number": link.number,
        "language": link.language,
        "write_to": write_to,
    }
    if not link.speaks:
        return LinkEnded(**facts)
    facts |= {"deadline_at": link.deadline_at, "sign_in": link.sign_in}
    if link.round_state == RoundState.ABANDONED:
        return LinkAbandoned(**facts)
    if link.released_at is not None:
        return LinkReleased(**facts)
    facts |= {"value": link.value, "answered_at": link.answered_at}
    if link.round_state != RoundState.OPEN or not answerable(link.deadline_at, now):
        return LinkLate(**facts)
    return LinkUsed(**facts) if link.used_at is not None else None
