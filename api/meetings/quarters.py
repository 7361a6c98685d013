"""The quarterly rhythm and the days that are offered: plain values and functions, without I/O."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from api.meetings.models import MeetingState
from api.networks.rules import Calendar

OPENS, CLOSES = time(9), time(18)  # of an office day
MORNING, AFTERNOON = time(10), time(14, 30)
PAUSE = timedelta(minutes=30)  # between the country team's meeting and ours
NEAR = 5  # days within which a neighbouring working day still is beside
NOTICE = 7  # days that an agenda wants; source: domain/templates/agenda_minutes.json
QUARTERLY = 4
MOST_OFFERED = 6
CALLED = (MeetingState.CONVENED, MeetingState.IN_SESSION)


class RhythmState(StrEnum):
    BEFORE = "before"  # the network did not exist
    HELD = "held"
    CONVENED = "convened"
    DRAFTED = "drafted"
    DUE = "due"  # it runs, and nothing is called
    OPEN = "open"  # it is to come
    FREE = "free"  # over without a meeting, and none was due
    MISSED = "missed"


class Beside(StrEnum):
    """How an offered date stands to the country team's."""

    SAME_DAY = "same_day"
    DAY_BEFORE = "day_before"
    DAY_AFTER = "day_after"
    ALONE = "alone"


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @property
    def starts_on(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return self.following().starts_on - timedelta(days=1)

    def following(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == QUARTERLY else Quarter(self.year, self.number + 1)

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def is_due(per_year: int, number: int, held_before: int) -> bool:
    """Whether a quarter wants a meeting: every one where four or more a year are agreed, else as many as its part."""
    return per_year >= QUARTERLY or held_before < per_year * number // QUARTERLY


def state_of(quarter: Quarter, states: Iterable[str], today: date, since: date | None, *, due: bool) -> RhythmState:
    """What the quarter's regular meetings (their states) make of it on a day."""
    found = set(states)
    if MeetingState.HELD in found:
        return RhythmState.HELD
    if found & {*CALLED}:
        return RhythmState.CONVENED
    if MeetingState.DRAFT in found and today <= quarter.ends_on:
        return RhythmState.DRAFTED
    if since is not None and since > quarter.ends_on:
        return RhythmState.BEFORE
    if today < quarter.starts_on:
        return RhythmState.OPEN
    if today <= quarter.ends_on:
        return RhythmState.DUE if due else RhythmState.OPEN
    return RhythmState.MISSED if due else RhythmState.FREE


# ── dates that are offered ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class TeamDay:
    """A day of the country team, with its hours where they are known."""

    id: UUID
    on: date
    begins: time | None = None
    ends: time | None = None


@dataclass(frozen=True)
class Usual:
    """When and how long the network mostly meets."""

    begins: time = MORNING
    length: timedelta = timedelta(hours=2)
    weekday: int = 4  # ISO: Thursday


@dataclass(frozen=True)
class Slot:
    starts_at: datetime
    ends_at: datetime
    beside: Beside
    unct_id: UUID | None
    short_notice: bool


Span = tuple[datetime, datetime]


def offered(
    quarter: Quarter, now: datetime, days: Calendar, team: Sequence[TeamDay], taken: Sequence[Span], usual: Usual
) -> list[Slot]:
    """Dates for a meeting in the quarter: beside the country team's days to come, else on days as the network knows them.

    None lies in the past, on a day that the duty station does not work, across another meeting or outside the quarter.
    """
    today = now.astimezone(days.zone).date()
    busy = [*taken, *(_span(days, each.on, each.begins, each.ends) for each in team if each.begins and each.ends)]
    found: dict[datetime, Slot] = {}
    for wanted in (_beside(days, team, usual), _alone(quarter, today, days, usual)):
        for day, begins, beside, unct_id in wanted:
            if day not in quarter or begins is None or len(found) == MOST_OFFERED:
                continue
            starts_at, ends_at = _span(days, day, begins, None, usual.length)
            free = all(ends_at <= since or starts_at >= until for since, until in busy)
            if free and starts_at > now and starts_at not in found:
                found[starts_at] = Slot(starts_at, ends_at, beside, unct_id, (day - today).days < NOTICE)
        if found:
            break
    return sorted(found.values(), key=lambda slot: slot.starts_at)


Wanted = Iterator[tuple[date, time | None, Beside, UUID | None]]


def _beside(days: Calendar, team: Sequence[TeamDay], usual: Usual) -> Wanted:
    """The same day before or after the country team, the working day before it, the working day after it."""
    morning = _fitting(MORNING, usual.length)
    for each in sorted(team, key=lambda one: one.on):
        if days.works_on(each.on):
            yield each.on, _same_day(each, usual.length), Beside.SAME_DAY, each.id
        for step, beside in ((-1, Beside.DAY_BEFORE), (1, Beside.DAY_AFTER)):
            near = (each.on + timedelta(days=step * far) for far in range(1, NEAR + 1))
            day = next((day for day in near if days.works_on(day)), None)
            if day is not None:
                yield day, morning, beside, each.id


def _same_day(team: TeamDay, length: timedelta) -> time | None:
    """After the country team if there is room before the office closes, else before it; None where it is too long."""
    if team.begins is None or team.ends is None:
        return AFTERNOON if _after(AFTERNOON, length) <= CLOSES else None
    after = _after(team.ends, PAUSE)
    if after > team.ends and after < _after(after, length) <= CLOSES:
        return after
    for begins in (MORNING, OPENS):
        if _after(begins, length + PAUSE) <= team.begins:
            return begins
    return None


def _alone(quarter: Quarter, today: date, days: Calendar, usual: Usual) -> Wanted:
    """Where no day of the country team is known: the usual weekday of three weeks in the quarter's middle, or soon."""
    for first in (quarter.starts_on + timedelta(weeks=5), quarter.starts_on):
        for lead in (2 * NOTICE, NOTICE, 1):
            start = max(today + timedelta(days=lead), first)
            start += timedelta(days=(usual.weekday - start.isoweekday()) % 7)
            weeks = [day for week in range(3) if (day := start + timedelta(weeks=week)) in quarter]
            if weeks:
                for day in weeks:
                    near = (day + timedelta(days=far) for far in range(NEAR))
                    working = next((each for each in near if days.works_on(each)), None)
                    if working is not None:
                        yield working, _fitting(usual.begins, usual.length), Beside.ALONE, None
                return


def _fitting(begins: time, length: timedelta) -> time:
    """The hour, or the opening of the office where the meeting would otherwise end after it closes."""
    ends = _after(begins, length)
    return begins if begins < ends <= CLOSES else OPENS


def _after(at: time, length: timedelta) -> time:
    """The hour so much later, at most the last minute of the day."""
    later = datetime.combine(date.min, at) + length
    return later.time() if later.date() == date.min else time.max


def _span(days: Calendar, day: date, begins: time, ends: time | None, length: timedelta = timedelta()) -> Span:
    starts_at = datetime.combine(day, begins, days.zone)
    return starts_at, datetime.combine(day, ends, days.zone) if ends else starts_at + length
