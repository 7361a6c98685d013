"""What a calendar program reads: one person's networks, as far as they may see them at this moment."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.actions.models import ActionPoint, ActionState
from api.calendars.models import CalendarFeed
from api.calendars.service import digest
from api.decisions.models import Decision, Round
from api.decisions.rules import DecisionState, RoundState
from api.kernel import clock
from api.kernel.access import OBSERVER, SPEAKERS, Actor, Post, Role, circles
from api.kernel.db import Id
from api.kernel.routing import Reply
from api.kernel.views import READS_ALL, Source, View, among, many, obj, spread, within
from api.meetings.models import Meeting, MeetingState
from api.members.models import Appointment, AppointmentState
from api.networks.models import Network, Organisation
from api.people.models import Person

PAST = timedelta(days=62)  # two months stay in the calendar
MOST_ORGANISATIONS = 12
SHOWN = (MeetingState.DRAFT, MeetingState.CONVENED, MeetingState.IN_SESSION, MeetingState.HELD, MeetingState.CANCELLED)
_network, _person = sa.bindparam("network_id", type_=Id), sa.bindparam("person_id", type_=Id)
_since, _since_on = sa.bindparam("since", type_=Meeting.starts_at.type), sa.bindparam("since_on", type_=sa.Date)

LISTED = View(
    sa.select(
        obj(
            id=CalendarFeed.id,
            name=CalendarFeed.name,
            holds=CalendarFeed.holds,
            alarm_minutes=CalendarFeed.alarm_minutes,
            created_at=CalendarFeed.created_at,
            revoked_at=CalendarFeed.revoked_at,
            last_read_at=CalendarFeed.last_read_at,
        ).sql()
    )
    .where(CalendarFeed.person_id == _person)
    .order_by(CalendarFeed.id.desc())
    .limit(50)
)
FEED = View(
    sa.select(
        CalendarFeed.id,
        CalendarFeed.person_id,
        CalendarFeed.holds,
        CalendarFeed.alarm_minutes,
        CalendarFeed.last_read_at,
        Person.language,
    )
    .select_from(sa.join(CalendarFeed, Person, Person.id == CalendarFeed.person_id))
    .where(CalendarFeed.secret_hash == sa.bindparam("hash", type_=sa.String), CalendarFeed.revoked_at.is_(None))
    .where(Person.disabled_at.is_(None), Person.erased_at.is_(None))
)
POSTS = View(
    sa.select(Appointment.network_id, Appointment.role, Appointment.organisation_id, Organisation.acronym)
    .select_from(sa.join(Appointment, Organisation, Organisation.id == Appointment.organisation_id))
    .where(Appointment.person_id == _person, Appointment.state == AppointmentState.CONFIRMED)
    .where(Appointment.from_on <= sa.bindparam("today", type_=sa.Date))
    .where(sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= sa.bindparam("today", type_=sa.Date)))
    .order_by(Appointment.network_id, Appointment.id)
)
_meetings = many(
    obj(
        id=Meeting.id,
        kind=Meeting.kind,
        state=Meeting.state,
        title=Meeting.title,
        starts_at=Meeting.starts_at,
        ends_at=Meeting.ends_at,
        place=Meeting.place,
        link=Meeting.link,
        sequence=Meeting.sequence,
        created_at=Meeting.created_at,
        reason=Meeting.closing_reason,
    ),
    Meeting,
    [
        Meeting.network_id == _network,
        within(Meeting.visibility),
        sa.or_(Meeting.convened_at.is_not(None), READS_ALL),
        sa.or_(*(Meeting.state == state for state in SHOWN)),
        Meeting.starts_at.is_not(None),
        Meeting.ends_at >= _since,
    ],
    [Meeting.starts_at, Meeting.id],
    [],
)
_deadlines = many(
    obj(
        id=Round.id,
        number=Decision.number,
        title=Decision.title,
        decision_id=Decision.id,
        round=Round.number,
        deadline_at=Round.deadline_at,
        opened_at=Round.opened_at,
        sequence=Decision.version,
    ),
    sa.join(Round, Decision, Decision.id == Round.decision_id),
    [
        Decision.network_id == _network,
        within(Decision.visibility),
        Decision.state == DecisionState.OPEN,
        Round.state == RoundState.OPEN,
    ],
    [Round.deadline_at, Round.id],
    [],
)
_actions = many(
    obj(
        id=ActionPoint.id,
        number=ActionPoint.number,
        title=ActionPoint.title,
        due_on=ActionPoint.due_on,
        created_at=ActionPoint.created_at,
        sequence=ActionPoint.version,
    ),
    ActionPoint,
    [
        ActionPoint.network_id == _network,
        within(ActionPoint.visibility),
        ActionPoint.state == ActionState.OPEN,
        ActionPoint.due_on >= _since_on,
        among(ActionPoint.owner_id, "organisation", MOST_ORGANISATIONS),
    ],
    [ActionPoint.due_on, ActionPoint.id],
    [],
)
HELD = View(
    sa.select(_meetings.sql(), _deadlines.sql(), _actions.sql(), Network.slug, Network.name, Network.time_zone)
    .select_from(Network)
    .where(Network.id == _network)
)


@dataclass(frozen=True)
class Held:
    """What one network has for the reader."""

    slug: str
    name: dict[str, Any]
    zone: str
    meetings: list[dict[str, Any]]
    deadlines: list[dict[str, Any]]
    actions: list[dict[str, Any]]


@dataclass(frozen=True)
class Feed:
    id: UUID
    person_id: UUID
    holds: list[str]
    alarm_minutes: int | None
    last_read_at: datetime | None
    language: str


async def listed(source: Source, person_id: UUID | None) -> Reply:
    rows = await LISTED.fetch(source, person_id=person_id)
    return Reply('{"items":[' + ",".join(row[0] for row in rows) + "]}")


async def feed(source: Source, secret: str) -> Feed | None:
    """The feed of this address, while it is open and its person has an account."""
    row = await FEED.first(source, hash=digest(secret))
    if row is None:
        return None
    return Feed(_uuid(row[0]), _uuid(row[1]), *row[2:])


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


async def held(source: Source, person_id: UUID, now: datetime) -> list[Held]:
    """Every network in which the person holds an appointment today, as far as those appointments reach."""
    today = now.astimezone(clock.PLACE).date()
    posts: dict[UUID, tuple[Post, ...]] = {}
    for network_id, role, organisation_id, acronym in await POSTS.fetch(source, person_id=person_id, today=today):
        post = Post(Role(role), _uuid(organisation_id), acronym)
        posts[_uuid(network_id)] = (*posts.get(_uuid(network_id), ()), post)
    actor = Actor(person_id, posts)
    return [await _of(source, actor, network_id, now) for network_id in posts]


async def _of(source: Source, actor: Actor, network_id: UUID, now: datetime) -> Held:
    mine = sorted(actor.organisations(network_id, *SPEAKERS, OBSERVER))[:MOST_ORGANISATIONS]
    row = await HELD.first(
        source,
        network_id=network_id,
        reach=len(circles(actor.roles(network_id))),
        since=now - PAST,
        since_on=(now - PAST).date(),
        **spread("organisation", mine, MOST_ORGANISATIONS),
    )
    meetings, deadlines, actions, slug, name, zone = row
    return Held(slug, name, zone, json.loads(meetings), json.loads(deadlines), json.loads(actions))
