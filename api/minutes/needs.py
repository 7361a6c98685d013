"""What minutes still need, from whom and by when: facts first, then sentences in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.kernel.db import instant
from api.kernel.words import say
from api.meetings.models import MeetingState
from api.minutes.models import MinutesState


@dataclass(frozen=True)
class Matter:
    """Minutes as far as `needs` depends on them."""

    state: MinutesState
    meeting: str
    drafts: bool = True  # whether the reader reads drafts
    behind: int = 0  # paragraphs behind which the record has changed
    window_ends_at: datetime | None = None
    silent: tuple[str, ...] = ()  # acronyms of those that attended and from which nothing came
    objections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Need:
    key: str
    organisations: tuple[str, ...] = ()
    count: int = 0


def missing(matter: Matter, now: datetime) -> Iterator[Need]:
    """What stands between the record and adopted minutes, what matters first."""
    if matter.state == MinutesState.NONE:
        if matter.meeting in (MeetingState.IN_SESSION, MeetingState.HELD):
            yield Need("minutes-write")
    elif matter.state == MinutesState.DRAFT:
        yield from _draft(matter)
    elif matter.state == MinutesState.CIRCULATED:
        yield from _circulated(matter, now)


def _draft(matter: Matter) -> Iterator[Need]:
    if not matter.drafts:
        yield Need("minutes-being-written")
        return
    if matter.behind:
        yield Need("minutes-behind", count=matter.behind)
    yield Need("minutes-circulate" if matter.meeting == MeetingState.HELD else "minutes-end")


def _circulated(matter: Matter, now: datetime) -> Iterator[Need]:
    open_ = matter.window_ends_at is not None and now < matter.window_ends_at
    if matter.objections:
        yield Need("minutes-objection", matter.objections)
    if open_ and matter.silent:
        yield Need("minutes-comment", matter.silent)
    elif not matter.objections:
        yield Need("minutes-wait" if open_ else "minutes-adopt")


def needs(matter: Matter, now: datetime, language: str, zone: str) -> list[dict[str, Any]]:
    """The needs as `Need` of the contract: one sentence each, in one language."""
    at = matter.window_ends_at
    timed = ("minutes-comment", "minutes-wait")
    return [
        {
            "key": need.key,
            "sentence": say(
                f"need.{need.key}",
                language,
                organisations=need.organisations,
                count=need.count or len(need.organisations),
                by_at=at,
                zone=zone,
            ),
            "organisations": list(need.organisations),
            "by_at": instant(at) if at is not None and need.key in timed else None,
        }
        for need in missing(matter, now)
    ]
