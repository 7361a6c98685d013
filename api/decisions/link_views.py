"""What the holder of a link reads before answering. One statement; it changes nothing, whoever follows the link."""

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import aliased

from api.decisions import link_tokens
from api.decisions.link_states import Standing, death
from api.decisions.models import Decision, Position, PositionLink, Round
from api.decisions.rules import REQUIRED, DecisionKind, PositionValue, Procedure
from api.decisions.schemas import DiffToken, Language
from api.kernel import clock
from api.kernel.access import SECRETARIAT, SPEAKERS, Call, Visibility
from api.kernel.db import Id, UTCDateTime, instant
from api.kernel.diff import diff
from api.kernel.problems import NotFound
from api.kernel.routing import Reply
from api.kernel.schemas import LocalisedText, Output
from api.kernel.views import View, obj, splice
from api.members.models import Appointment, AppointmentState
from api.networks.models import Network, Organisation
from api.people.models import Person


class LinkNetwork(Output):
    slug: str
    name: LocalisedText
    country: LocalisedText
    time_zone: str


class LinkDecision(Output):
    number: str
    kind: DecisionKind
    title: LocalisedText


class LinkOrganisation(Output):
    acronym: str
    name: LocalisedText


class LinkAnswer(Output):
    """What the organisation has answered in this round already."""

    value: PositionValue
    text: str | None
    would_resolve: str | None
    ad_referendum_until: datetime | None
    answered_at: datetime
    on_behalf: bool


class LinkParagraph(Output):
    number: int | None = Field(description="Null where the paragraph was removed")
    tokens: list[DiffToken]


class LinkChanges(Output):
    """The words that changed since the text which this organisation answered last, or since the round before."""

    language: Language
    base: int = Field(description="Number of the round compared with")
    paragraphs: list[LinkParagraph]


class PositionLinkRead(Output):
    """All that somebody needs in order to answer for an organisation by the link in the mail."""

    network: LinkNetwork
    decision: LinkDecision
    round: int
    procedure: Procedure
    authoritative: Language
    texts: dict[str, str | None]
    changes: LinkChanges | None
    deadline_at: datetime
    organisation: LinkOrganisation = Field(description="In whose name the answer is given")
    person: str = Field(description="Who gives it")
    language: Language = Field(description="The language that the person reads")
    current: LinkAnswer | None
    asks: dict[str, list[str]] = Field(description="By answer: the fields that it needs")
    server_time: datetime


_id, _today = sa.bindparam("id", type_=Id), sa.bindparam("today", type_=sa.Date)


def _appointed(*roles: str) -> list[Any]:
    return [
        Appointment.network_id == PositionLink.network_id,
        Appointment.state == AppointmentState.CONFIRMED,
        sa.or_(*(Appointment.role == role for role in roles)),
        Appointment.from_on <= _today,
        sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= _today),
    ]


SPEAKS = (
    sa.select(Appointment.id)
    .where(*_appointed(*SPEAKERS), Appointment.person_id == PositionLink.person_id)
    .where(Appointment.organisation_id == PositionLink.organisation_id)
    .correlate(PositionLink)
    .exists()
)
Secretary = aliased(Person)
SECRETARIES = View(
    sa.select(Secretary.email)
    .select_from(sa.join(PositionLink, Appointment, Appointment.network_id == PositionLink.network_id))
    .join(Secretary, Secretary.id == Appointment.person_id)
    .where(PositionLink.id == _id, *_appointed(SECRETARIAT), Secretary.disabled_at.is_(None))
    .order_by(Secretary.email)
)
Before, Held, Base = aliased(Round), aliased(Position), aliased(Round)
_answered_last = (
    sa.select(sa.func.max(Before.number))
    .join(Held, Held.round_id == Before.id)
    .where(Before.decision_id == Round.decision_id, Before.number < Round.number)
    .where(Held.organisation_id == PositionLink.organisation_id, Held.value.is_not(None))
    .correlate(Round, PositionLink)
    .scalar_subquery()
)
# The round that this organisation answered last; if it never did, the one before; if there is none, nothing.
_is_base = sa.and_(
    Base.decision_id == Round.decision_id, Base.number == sa.func.coalesce(_answered_last, Round.number - 1)
)
LINK_JSON = obj(
    network=obj(slug=Network.slug, name=Network.name, country=Network.country, time_zone=Network.time_zone),
    decision=obj(number=Decision.number, kind=Decision.kind, title=Decision.title),
    round=Round.number,
    procedure=Round.procedure,
    authoritative=Round.authoritative,
    texts=Round.texts,
    deadline_at=Round.deadline_at,
    organisation=obj(acronym=Organisation.acronym, name=Organisation.name),
    person=Person.name,
    language=Person.language,
)
CURRENT = obj(
    value=Position.value,
    text=Position.text,
    would_resolve=Position.would_resolve,
    ad_referendum_until=Position.ad_referendum_until,
    answered_at=Position.answered_at,
    on_behalf=Position.on_behalf,
)
_open_to_members = [Decision.visibility != Visibility.SECRETARIAT]
ASKS = {str(value): list(fields) for value, fields in REQUIRED.items()}


def _view(dialect: str) -> View:
    held = sa.and_(Position.round_id == Round.id, Position.organisation_id == PositionLink.organisation_id)
    return View(
        sa.select(
            LINK_JSON.sql(),
            CURRENT.sql(),
            PositionLink.round_id,
            PositionLink.organisation_id,
            PositionLink.person_id,
            PositionLink.text_hash,
            PositionLink.used_at,
            sa.and_(SPEAKS, Person.disabled_at.is_(None)),
            Round.state,
            Round.deadline_at,
            Position.released_at,
            Position.value,
            Position.answered_at,
            Position.acronym,
            Decision.number,
            Person.language,
            Network.slug,
            Decision.id,
            Round.texts,
            Round.authoritative,
            Base.number,
            Base.texts,
            sa.type_coerce(clock.database_now(dialect), UTCDateTime),
        )
        .select_from(sa.join(PositionLink, Round, Round.id == PositionLink.round_id))
        .join(Decision, Decision.id == Round.decision_id)
        .join(Network, Network.id == PositionLink.network_id)
        .join(Organisation, Organisation.id == PositionLink.organisation_id)
        .join(Person, Person.id == PositionLink.person_id)
        .join(Position, held)
        .outerjoin(Base, _is_base)
        .where(PositionLink.id == _id, *_open_to_members)
    )


VIEWS = {dialect: _view(dialect) for dialect in ("sqlite", "postgresql")}


async def link(call: Call, given: str) -> Reply:
    """The round as the holder of this link sees it. Raises NotFound for no link of ours, or why it is dead."""
    id, today = link_tokens.link_id(given), clock.now_utc().astimezone(clock.PLACE).date()
    row = await VIEWS[call.source.dialect].first(call.source, id=id, today=today) if id is not None else None
    if row is None or id is None:
        raise NotFound()
    bound = (id, _uuid(row[2]), _uuid(row[3]), _uuid(row[4]), row[5])
    if not link_tokens.holds(call.kernel.settings, given, bound):
        raise NotFound()
    sign_in = address(row[16], _uuid(row[17]))
    standing = Standing(
        row[6], bool(row[7]), row[8], row[9], row[10], row[11], row[12], row[13], row[14], row[15], sign_in
    )
    if refused := death(standing, row[22], await _secretaries(call, id, today)):
        raise refused
    more = {"changes": await _changes(call, row), "asks": ASKS, "server_time": instant(row[22])}
    current = row[1] if row[11] else "null"
    return Reply(splice(row[0][:-1] + f',"current":{current}}}', **more), headers={"cache-control": "no-store"})


def address(slug: str, decision_id: UUID) -> str:
    """Where somebody with an account goes on."""
    return f"/{slug}/decisions/{decision_id}"


async def _secretaries(call: Call, id: UUID, today: Any) -> list[str]:
    rows = await SECRETARIES.fetch(call.source, id=id, today=today)
    return list(dict.fromkeys(row[0] for row in rows)) or [call.kernel.settings.mail_from]


async def _changes(call: Call, row: Any) -> dict[str, Any] | None:
    texts, authoritative, base, before = row[18:22]
    if base is None:
        return None
    language = call.language if texts.get(call.language) else authoritative
    found = await asyncio.to_thread(diff, before.get(language) or "", texts.get(language) or "")
    paragraphs = [
        {"number": each.number, "tokens": [{"op": token.op, "text": token.text} for token in each.tokens]}
        for each in found
    ]
    return {"language": language, "base": base, "paragraphs": paragraphs}


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
