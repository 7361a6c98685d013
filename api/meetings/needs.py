"""What a meeting still needs, from whom and by when: facts first, then sentences in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from api.kernel.clock import PLACE
from api.kernel.db import instant
from api.kernel.words import say
from api.meetings.models import MeetingState
from api.meetings.quarters import NEAR


@dataclass(frozen=True)
class Matter:
    """A meeting as far as `needs` depends on it."""

    state: MeetingState
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    open_to_members: bool = True
    items: int = 0
    proposed: int = 0  # items that wait for the secretariat
    unwritten: int = 0  # items without an outcome
    silent: tuple[str, ...] = ()  # acronyms of who has not answered the invitation
    unrecorded: tuple[str, ...] = ()  # acronyms of whom no attendance is recorded
    papers: tuple[str | None, ...] = ()  # of each paper that is announced and not there: from whom
    carried: bool = True  # of a deferred request: whether its topic stands on an agenda
    team_on: date | None = None  # the day of the country team that it is to stand beside


@dataclass(frozen=True)
class Need:
    key: str
    organisations: tuple[str, ...] = ()
    count: int = 0
    on: date | None = None


def missing(matter: Matter, now: datetime) -> tuple[Need, ...]:
    """What stands between the meeting and its record, what matters first. A closed one needs nothing."""
    by_state = {
        MeetingState.REQUESTED: _requested,
        MeetingState.DRAFT: _draft,
        MeetingState.CONVENED: _convened,
        MeetingState.IN_SESSION: _session,
        MeetingState.HELD: _session,
        MeetingState.DEFERRED: _deferred,
    }
    ask = by_state.get(matter.state)
    return tuple(ask(matter, now)) if ask else ()


def needs(matter: Matter, now: datetime, language: str) -> list[dict[str, Any]]:
    """The needs as `Need` of the contract: one sentence each, in one language."""
    by_at = instant(matter.starts_at) if matter.starts_at else None
    return [
        {
            "key": need.key,
            "sentence": say(
                f"need.{need.key}",
                language,
                organisations=need.organisations,
                count=need.count or len(need.organisations),
                by_at=matter.starts_at,
                on=need.on,
            ),
            "organisations": list(need.organisations),
            "by_at": by_at,
        }
        for need in missing(matter, now)
    ]


def _requested(_matter: Matter, _now: datetime) -> Iterator[Need]:
    yield Need("meeting-request")


def _deferred(matter: Matter, _now: datetime) -> Iterator[Need]:
    if not matter.carried:
        yield Need("meeting-deferred")


def _beside(matter: Matter) -> Iterator[Need]:
    """The country team's day was moved, or ours: they no longer stand beside each other."""
    if matter.starts_at is None or matter.team_on is None:
        return
    if abs((matter.starts_at.astimezone(PLACE).date() - matter.team_on).days) > NEAR:
        yield Need("meeting-beside", on=matter.team_on)


def _draft(matter: Matter, _now: datetime) -> Iterator[Need]:
    lacks = []
    if matter.starts_at is None:
        lacks.append(Need("meeting-date"))
    if not matter.items:
        lacks.append(Need("meeting-agenda"))
    if not matter.open_to_members:
        lacks.append(Need("meeting-circle"))
    yield from lacks or [Need("meeting-convene")]
    yield from _beside(matter)
    yield from _proposed(matter)
    yield from _papers(matter)


def _convened(matter: Matter, now: datetime) -> Iterator[Need]:
    if matter.ends_at is not None and now >= matter.ends_at:
        yield Need("meeting-passed")
        return
    if matter.silent:
        yield Need("meeting-rsvp", matter.silent)
    yield from _beside(matter)
    yield from _proposed(matter)
    yield from _papers(matter)
    if not matter.silent and not matter.proposed and not matter.papers:
        yield Need("meeting-ready")


def _proposed(matter: Matter) -> Iterator[Need]:
    if matter.proposed:
        yield Need("meeting-proposed", count=matter.proposed)


def _papers(matter: Matter) -> Iterator[Need]:
    if matter.papers:
        known = tuple(sorted({acronym for acronym in matter.papers if acronym}))
        yield Need("meeting-papers" if known else "meeting-papers-missing", known, len(matter.papers))


def _session(matter: Matter, _now: datetime) -> Iterator[Need]:
    if matter.unrecorded:
        yield Need("meeting-attendance", matter.unrecorded)
    if matter.unwritten:
        yield Need("meeting-record", count=matter.unwritten)
