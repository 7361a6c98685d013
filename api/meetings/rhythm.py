"""The quarterly rhythm as it is read: what was held, what is called, what is due, and dates beside the country team's."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from fastapi import Query

from api.kernel import clock
from api.kernel.access import OFFICERS, Call, allow
from api.kernel.db import Id, UTCDateTime, dumps, instant
from api.kernel.routing import Reply, network_router
from api.kernel.views import REACH, READS_ALL, View, many, obj, within
from api.kernel.words import say
from api.meetings import policy
from api.meetings.models import Meeting, MeetingKind, MeetingState, UnctMeeting
from api.meetings.quarters import (
    CALLED,
    NOTICE,
    QUARTERLY,
    Quarter,
    RhythmState,
    TeamDay,
    Usual,
    is_due,
    offered,
    quarter_of,
    state_of,
)
from api.meetings.rhythm_schemas import RhythmAct, RhythmRead
from api.meetings.rows import KNOWN
from api.meetings.unct_routes import ITEM as UNCT_ITEM
from api.members.models import Appointment, AppointmentState
from api.networks.models import Network, Organisation
from api.networks.rules import Calendar, calendar
from api.people.models import Person

router = network_router("/meetings/rhythm", "meetings")
WANTING = (RhythmState.DUE, RhythmState.OPEN)
MEMBERS_REACH = 3
LONGEST = 8 * 60
Year = Annotated[int | None, Query(ge=2000, le=2100, description="The first year; absent: this one")]
Years = Annotated[int, Query(ge=1, le=5, description="How many; the coming year is added in the last quarter")]


class Fresh(Reply):
    """An answer that is never kept: it depends on the day."""


def is_one(column: Any, values: Sequence[str]) -> sa.ColumnElement[bool]:
    """IN of constants: a view knows its parameters by name, and an IN that grows has none."""
    return sa.or_(*(column == str(value) for value in values))


_network = sa.bindparam("network_id", type_=Id)
_today = sa.bindparam("today", type_=sa.Date)
_sorted = [
    Meeting.network_id == _network,
    Meeting.kind == MeetingKind.REGULAR,
    within(Meeting.visibility),
    sa.or_(KNOWN, READS_ALL),
    is_one(Meeting.state, [MeetingState.DRAFT, *CALLED, MeetingState.HELD]),
    Meeting.starts_at.is_not(None),
]
_regular = many(
    obj(
        id=Meeting.id,
        number=Meeting.number,
        state=Meeting.state,
        title=Meeting.title,
        starts_at=Meeting.starts_at,
        ends_at=Meeting.ends_at,
    ),
    Meeting,
    [
        *_sorted,
        Meeting.sort_at >= sa.bindparam("from_at", type_=UTCDateTime),
        Meeting.sort_at < sa.bindparam("until_at", type_=UTCDateTime),
    ],
    [Meeting.sort_at, Meeting.id],
    [Network.__table__],
)
# what stands in the way of an offered date, whatever its kind
_taken = many(
    obj(starts_at=Meeting.starts_at, ends_at=Meeting.ends_at),
    Meeting,
    [
        Meeting.network_id == _network,
        within(Meeting.visibility),
        sa.or_(KNOWN, READS_ALL),
        is_one(Meeting.state, [MeetingState.DRAFT, *CALLED]),
        Meeting.ends_at > sa.bindparam("now", type_=UTCDateTime),
    ],
    [Meeting.sort_at],
    [Network.__table__],
)
_last = (
    sa.select(sa.func.max(Meeting.sort_at))
    .where(*_sorted, is_one(Meeting.state, [MeetingState.HELD, *CALLED]))
    .scalar_subquery()
)
_lately = many(
    obj(starts_at=Meeting.starts_at, ends_at=Meeting.ends_at),
    Meeting,
    [*_sorted, Meeting.sort_at == _last],
    [Meeting.id],
    [Network.__table__],
)
_team = many(
    UNCT_ITEM,
    UnctMeeting,
    [
        UnctMeeting.network_id == _network,
        UnctMeeting.removed_at.is_(None),
        REACH >= MEMBERS_REACH,
        UnctMeeting.meets_on >= sa.bindparam("from_on", type_=sa.Date),
        UnctMeeting.meets_on <= sa.bindparam("until_on", type_=sa.Date),
    ],
    [UnctMeeting.meets_on],
    [Network.__table__],
)
_officers = many(
    obj(role=Appointment.role, organisation=Organisation.acronym, person=Person.name),
    sa.join(Appointment, Person, Person.id == Appointment.person_id).join(
        Organisation, Organisation.id == Appointment.organisation_id
    ),
    [
        Appointment.network_id == _network,
        Appointment.state == AppointmentState.CONFIRMED,
        is_one(Appointment.role, OFFICERS),
        Appointment.from_on <= _today,
        sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= _today),
        Person.disabled_at.is_(None),
        REACH >= MEMBERS_REACH,
    ],
    [Appointment.role.desc(), Organisation.sort_key, Person.id],
    [Network.__table__],
)
VIEW = View(
    sa.select(
        Network.time_zone,
        Network.working_days,
        Network.holidays,
        Network.established_on,
        Network.meetings_per_year,
        _regular.sql(),
        _taken.sql(),
        _lately.sql(),
        _team.sql(),
        _officers.sql(),
    ).where(Network.id == _network)
)


@router.get("", response_model=RhythmRead)
async def read_meeting_rhythm(call: Annotated[Call, allow(policy.READ)], year: Year = None, years: Years = 1) -> Reply:
    """The quarters of a year or more: each with its state and meetings, the country team's days, and dates offered."""
    now = await clock.now(call.source)
    here = now.astimezone(clock.PLACE).date()
    first = year or here.year
    last = first + years - 1
    if year is None and quarter_of(here).number == QUARTERLY:
        last += 1
    settings = await VIEW.first(
        call.source,
        network_id=call.network_id,
        reach=call.reach,
        today=here,
        now=now,
        from_at=datetime.combine(date(first, 1, 1), time(), clock.PLACE),
        until_at=datetime.combine(date(last + 1, 1, 1), time(), clock.PLACE),
        from_on=date(first, 1, 1) - timedelta(days=7),
        until_on=date(last, 12, 31) + timedelta(days=7),
    )
    told = _Told(call, now, settings)
    found = [told.year(each) for each in range(first, last + 1)]
    body = {
        "today": str(told.today),
        "time_zone": settings[0],
        "established_on": str(told.since) if told.since else None,
        "meetings_per_year": told.per_year,
        "working_days": sorted(told.days.weekdays),
        "usual_minutes": int(told.usual.length.total_seconds() // 60),
        "years": found,
        "officers": told.officers,
        "may": _may(call),
        "needs": told.needs(found),
        "server_time": instant(now),
    }
    return Fresh(dumps(body))


def _may(call: Call) -> list[str]:
    acts = {
        RhythmAct.DRAFT: call.may(policy.CONVENE),
        RhythmAct.REQUEST: call.may(policy.REQUEST),
        RhythmAct.KEEP_UNCT: call.may(policy.KEEP_UNCT),
    }
    return [str(act) for act, open_ in acts.items() if open_]


@dataclass
class _Told:
    """What was read, as the rules want it."""

    call: Call
    now: datetime
    settings: Any

    def __post_init__(self) -> None:
        zone, weekdays, holidays, self.since, self.per_year, regular, taken, lately, team, officers = self.settings
        self.days: Calendar = calendar(zone, weekdays, holidays)
        self.holidays: list[dict[str, Any]] = holidays
        self.today = self.now.astimezone(self.days.zone).date()
        self.regular: list[dict[str, Any]] = json.loads(regular)
        self.taken = [_span(each) for each in json.loads(taken)]
        self.usual = _usual([_span(each) for each in json.loads(lately)], self.days)
        self.team: list[dict[str, Any]] = json.loads(team)
        self.team_days = [_team_day(each) for each in self.team]
        self.officers: list[dict[str, Any]] = json.loads(officers)
        self.member = self.call.reach >= MEMBERS_REACH

    def year(self, year: int) -> dict[str, Any]:
        quarters: list[dict[str, Any]] = []
        for number in range(1, QUARTERLY + 1):
            before = sum(each["state"] == RhythmState.HELD for each in quarters)
            quarters.append(self._quarter(Quarter(year, number), before))
        states = [each["state"] for each in quarters]
        held = states.count(RhythmState.HELD)
        return {"year": year, "held": held, "due": held + states.count(RhythmState.MISSED), "quarters": quarters}

    def _quarter(self, quarter: Quarter, held_before: int) -> dict[str, Any]:
        meetings = [each for each in self.regular if self._day(each) in quarter]
        # who does not see every meeting is told of none that is missing
        due = self.member and is_due(self.per_year, quarter.number, held_before)
        state = state_of(quarter, [each["state"] for each in meetings], self.today, self.since, due=due)
        slots = []
        if self.member and state in WANTING:
            slots = offered(quarter, self.now, self.days, self.team_days, self.taken, self.usual)
        return {
            "year": quarter.year,
            "quarter": quarter.number,
            "starts_on": str(quarter.starts_on),
            "ends_on": str(quarter.ends_on),
            "state": state,
            "meetings": meetings,
            "unct_meetings": [each for each in self.team if date.fromisoformat(each["meets_on"]) in quarter],
            "offered": [
                {
                    "starts_at": instant(slot.starts_at),
                    "ends_at": instant(slot.ends_at),
                    "beside": slot.beside,
                    "unct_meeting_id": str(slot.unct_id) if slot.unct_id else None,
                    "short_notice": slot.short_notice,
                }
                for slot in slots
            ],
            "days_off": [
                {"on": each["on"], "name": each["name"]}
                for each in self.holidays
                if date.fromisoformat(each["on"]) in quarter
            ],
        }

    def _day(self, meeting: dict[str, Any]) -> date:
        return datetime.fromisoformat(meeting["starts_at"]).astimezone(self.days.zone).date()

    def needs(self, years: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """What the rhythm wants now, from whom and by when."""
        if not self.member:
            return []
        current = quarter_of(self.today)
        shown = [each for year in years for each in year["quarters"]]
        here = next((each for each in shown if (each["year"], each["quarter"]) == (current.year, current.number)), None)
        officers = sorted({each["organisation"] for each in self.officers})
        found: list[tuple[str, list[str], str | None]] = []
        if here is not None and here["state"] in (RhythmState.DUE, RhythmState.DRAFTED):
            ends = datetime.combine(current.ends_on, time(23, 59), self.days.zone)
            found.append((f"meeting-rhythm-{here['state']}", officers, instant(ends)))
        ahead = [each for each in self.team_days if each.on >= self.today]
        if here is not None and not ahead and self.call.may(policy.KEEP_UNCT):
            found.append(("meeting-unct", officers, None))
        facts = {"quarter": current.number, "year": str(current.year), "days": NOTICE}
        return [
            {
                "key": key,
                "sentence": say(f"need.{key}", self.call.language, organisations=asked, **facts),
                "organisations": asked,
                "by_at": by_at,
            }
            for key, asked, by_at in found
        ]


def _span(row: dict[str, Any]) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(row["starts_at"]), datetime.fromisoformat(row["ends_at"])


def _usual(lately: Sequence[tuple[datetime, datetime]], days: Calendar) -> Usual:
    """As the last regular meeting was; two hours of a Thursday morning until there is one."""
    if not lately:
        return Usual()
    starts_at, ends_at = lately[0]
    there = starts_at.astimezone(days.zone)
    length = min(ends_at - starts_at, timedelta(minutes=LONGEST))
    return Usual(there.time().replace(second=0, microsecond=0), length, there.isoweekday())


def _team_day(row: dict[str, Any]) -> TeamDay:
    begins, ends = (time.fromisoformat(row[name]) if row[name] else None for name in ("begins", "ends"))
    return TeamDay(UUID(row["id"]), date.fromisoformat(row["meets_on"]), begins, ends)
