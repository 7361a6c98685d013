"""What the holder of an invitation's link reads before answering. One statement; it changes nothing, whoever follows it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.kernel import clock
from api.kernel.access import OBSERVER, SECRETARIAT, SPEAKERS, Call
from api.kernel.db import Id, UTCDateTime, dumps, instant
from api.kernel.mailed import DeadLink, link_id
from api.kernel.problems import NotFound, Problem
from api.kernel.routing import Reply
from api.kernel.views import View, many, obj, val
from api.meetings import rsvp_tokens
from api.meetings.models import AgendaItem, Guest, GuestReads, Invitation, Meeting, MeetingState, RsvpLink
from api.members.models import Appointment, AppointmentState
from api.networks.models import Network, Organisation
from api.people.models import Person


class RsvpEnded(DeadLink):
    """The person no longer speaks for the organisation, or the guest is no longer invited."""

    slug = "rsvp-link-ended"


class RsvpCancelled(DeadLink):
    slug = "rsvp-link-cancelled"


class RsvpLate(DeadLink):
    """The meeting has begun."""

    slug, status = "rsvp-link-late", 409


DEATHS = (RsvpEnded, RsvpCancelled, RsvpLate)
_id, _today = sa.bindparam("id", type_=Id), sa.bindparam("today", type_=sa.Date)


def _appointed(*roles: str) -> list[Any]:
    return [
        Appointment.network_id == RsvpLink.network_id,
        Appointment.state == AppointmentState.CONFIRMED,
        sa.or_(*(Appointment.role == role for role in roles)),
        Appointment.from_on <= _today,
        sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= _today),
    ]


SPEAKS = (
    sa.select(Appointment.id)
    .where(*_appointed(*SPEAKERS, OBSERVER), Appointment.person_id == RsvpLink.person_id)
    .where(Appointment.organisation_id == RsvpLink.organisation_id)
    .correlate(RsvpLink)
    .exists()
)
Secretary = aliased(Person)
SECRETARIES = many(
    val(Secretary.email),
    sa.join(Appointment, Secretary, Secretary.id == Appointment.person_id),
    [*_appointed(SECRETARIAT), Secretary.disabled_at.is_(None)],
    [Secretary.email],
    [RsvpLink.__table__],
)
ABOUT = obj(
    network=obj(slug=Network.slug, name=Network.name, country=Network.country, time_zone=Network.time_zone),
    meeting=obj(
        number=Meeting.number,
        kind=Meeting.kind,
        title=Meeting.title,
        starts_at=Meeting.starts_at,
        ends_at=Meeting.ends_at,
        place=Meeting.place,
        modality=Meeting.modality,
        link=Meeting.link,
    ),
)
AGENDA = many(
    obj(id=AgendaItem.id, place=AgendaItem.place, title=AgendaItem.title, duration_minutes=AgendaItem.duration_minutes),
    AgendaItem,
    [AgendaItem.meeting_id == Meeting.id, AgendaItem.removed_at.is_(None), AgendaItem.place > 0],
    [AgendaItem.place, AgendaItem.id],
    [Meeting.__table__],
)
COLUMNS: dict[str, Any] = {
    "about": ABOUT.sql(),
    "agenda": AGENDA.sql(),
    "meeting_id": RsvpLink.meeting_id,
    "organisation_id": RsvpLink.organisation_id,
    "person_id": RsvpLink.person_id,
    "guest_id": RsvpLink.guest_id,
    "network_id": RsvpLink.network_id,
    "slug": Network.slug,
    "acronym": Organisation.acronym,
    "organisation": Organisation.name,
    "person": sa.func.coalesce(Person.name, Guest.name),
    "language": sa.func.coalesce(Person.language, Guest.language),
    "address": sa.func.coalesce(Person.email, Guest.email),
    "speaks": sa.and_(SPEAKS, Person.disabled_at.is_(None)),
    "withdrawn_at": Guest.withdrawn_at,
    "reads": Guest.reads,
    "items": Guest.items,
    "answer": sa.func.coalesce(Invitation.answer, Guest.answer),
    "mode": sa.func.coalesce(Invitation.mode, Guest.mode),
    "coming": Invitation.coming,
    "answered_at": sa.type_coerce(sa.func.coalesce(Invitation.answered_at, Guest.answered_at), UTCDateTime),
    "on_behalf": sa.func.coalesce(Invitation.on_behalf, Guest.on_behalf, sa.false()),
    "version": sa.func.coalesce(Invitation.version, Guest.version),
    "state": Meeting.state,
    "number": Meeting.number,
    "starts_at": Meeting.starts_at,
    "ends_at": Meeting.ends_at,
    "reason": Meeting.closing_reason,
    "secretaries": SECRETARIES.sql(),
}


def _view(dialect: str) -> View:
    invited = sa.and_(
        Invitation.meeting_id == RsvpLink.meeting_id, Invitation.organisation_id == RsvpLink.organisation_id
    )
    return View(
        sa.select(*COLUMNS.values(), sa.type_coerce(clock.database_now(dialect), UTCDateTime))
        .select_from(sa.join(RsvpLink, Meeting, Meeting.id == RsvpLink.meeting_id))
        .join(Network, Network.id == RsvpLink.network_id)
        .outerjoin(Organisation, Organisation.id == RsvpLink.organisation_id)
        .outerjoin(Person, Person.id == RsvpLink.person_id)
        .outerjoin(Guest, Guest.id == RsvpLink.guest_id)
        .outerjoin(Invitation, invited)
        .where(RsvpLink.id == _id)
    )


VIEWS = {dialect: _view(dialect) for dialect in ("sqlite", "postgresql")}


@dataclass(frozen=True)
class Standing:
    """A link with what its life hangs on, and what it shows."""

    id: UUID
    now: datetime
    of: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.of[name]

    @property
    def sign_in(self) -> str | None:
        return None if self.of["guest_id"] else f"/{self.of['slug']}/meetings/{self.of['meeting_id']}"

    @property
    def whose(self) -> str:
        return str(self.of["acronym"] or self.of["person"])


async def standing(call: Call, given: str) -> Standing:
    """The link as it stands, read in one statement. Raises NotFound for none of ours."""
    id, today = link_id(given), clock.now_utc().astimezone(clock.PLACE).date()
    row = await VIEWS[call.source.dialect].first(call.source, id=id, today=today) if id is not None else None
    if row is None or id is None:
        raise NotFound()
    found = Standing(id, row[-1], dict(zip(COLUMNS, row, strict=False)))
    bound = (id, _uuid(found.meeting_id), *map(_uuid, (found.organisation_id, found.person_id, found.guest_id)))
    if not rsvp_tokens.holds(call.kernel.settings, given, bound):  # type: ignore[arg-type]
        raise NotFound()
    return found


def _uuid(value: Any) -> UUID | None:
    return value if value is None or isinstance(value, UUID) else UUID(str(value))


def death(call: Call, link: Standing) -> Problem | None:
    """Why this link no longer serves at this instant, or None while it does."""
    facts: dict[str, Any] = {
        "whose": link.whose,
        "number": link.number,
        "language": link.language,
        "write_to": json.loads(link.secretaries) or [call.kernel.settings.mail_from],
    }
    if link.withdrawn_at is not None or (link.guest_id is None and not link.speaks):
        return RsvpEnded(**facts)
    facts |= {"starts_at": link.starts_at, "sign_in": link.sign_in}
    if link.state == MeetingState.CANCELLED:
        return RsvpCancelled(**facts, reason=link.reason)
    begun = link.state != MeetingState.CONVENED or link.ends_at is None or link.now >= link.ends_at
    return RsvpLate(**facts, value=link.answer) if begun else None


async def read(call: Call, given: str) -> Reply:
    """The invitation as the holder of this link sees it. Raises NotFound for no link of ours, or why it is dead."""
    link = await standing(call, given)
    if refused := death(call, link):
        raise refused
    body = json.loads(link.about) | {
        "agenda": _agenda(link),
        "organisation": {"acronym": link.acronym, "name": link.organisation} if link.acronym else None,
        "person": link.person,
        "language": link.language,
        "current": current(link),
        "version": link.version,
        "server_time": instant(link.now),
    }
    return Reply(dumps(body), headers={"cache-control": "no-store"})


def _agenda(link: Standing) -> list[dict[str, Any]]:
    """What the holder may read: a guest of some items reads of those only, unless the whole agenda is open to them."""
    shown = []
    for item in json.loads(link.agenda):
        own = link.guest_id is not None and str(item.pop("id")) in (link.items or [])
        item.pop("id", None)
        if link.guest_id is None or own or link.reads == GuestReads.AGENDA:
            shown.append({**item, "own": own})
    return shown


def current(link: Standing) -> dict[str, Any] | None:
    if link.answer is None:
        return None
    return {
        "answer": link.answer,
        "mode": link.mode,
        "coming": link.coming or [],
        "answered_at": instant(link.answered_at),
        "on_behalf": bool(link.on_behalf),
    }
