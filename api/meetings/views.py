"""Meetings as they are read."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import OBSERVER, SPEAKERS, Call, found
from api.kernel.db import Id, instant
from api.kernel.paging import Listing, Sort, page_json
from api.kernel.routing import Reply
from api.kernel.views import READS_ALL, View, many, obj, one, splice, val, within
from api.kernel.words import say
from api.meetings import calendar
from api.meetings.models import AgendaItem, Invitation, Meeting, MeetingState
from api.meetings.service import Facts
from api.meetings.states import MEETING
from api.networks.models import Network, Organisation

_network = sa.bindparam("network_id", type_=Id)
_visible = [
    Meeting.network_id == _network,
    within(Meeting.visibility),
    sa.or_(Meeting.state != MeetingState.DRAFT, READS_ALL),
]


def _acronym(column: Any, outer: Any) -> Any:
    return one(val(Organisation.acronym), Organisation, [Organisation.id == column], [outer.__table__])


ITEM = obj(
    id=AgendaItem.id,
    place=AgendaItem.place,
    kind=AgendaItem.kind,
    title=AgendaItem.title,
    duration_minutes=AgendaItem.duration_minutes,
    presenter_id=AgendaItem.presenter_id,
    presenter=_acronym(AgendaItem.presenter_id, AgendaItem),
    notes=AgendaItem.notes,
    outcome=AgendaItem.outcome,
    proposed_by=_acronym(AgendaItem.proposed_by_id, AgendaItem),
    version=AgendaItem.version,
)
_on_agenda = [AgendaItem.meeting_id == Meeting.id, AgendaItem.removed_at.is_(None)]
INVITATION = obj(
    organisation_id=Invitation.organisation_id,
    acronym=Invitation.acronym,
    answer=Invitation.answer,
    answered_at=Invitation.answered_at,
    on_behalf=Invitation.on_behalf,
    presence=Invitation.presence,
    person=Invitation.person,
    version=Invitation.version,
)
_sum = sa.select(sa.func.coalesce(sa.func.sum(AgendaItem.duration_minutes), 0)).where(*_on_agenda).correlate(Meeting)
MEETING_JSON = obj(
    id=Meeting.id,
    number=Meeting.number,
    kind=Meeting.kind,
    state=Meeting.state,
    title=Meeting.title,
    starts_at=Meeting.starts_at,
    ends_at=Meeting.ends_at,
    place=Meeting.place,
    modality=Meeting.modality,
    link=Meeting.link,
    visibility=Meeting.visibility,
    reason=Meeting.reason,
    requested_by=_acronym(Meeting.requested_by_id, Meeting),
    created_at=Meeting.created_at,
    agenda_items=many(ITEM, AgendaItem, _on_agenda, [AgendaItem.place, AgendaItem.id], [Meeting.__table__]),
    agenda_minutes=sa.cast(_sum.scalar_subquery(), sa.BigInteger),
    invitations=many(
        INVITATION, Invitation, [Invitation.meeting_id == Meeting.id], [Invitation.place], [Meeting.__table__]
    ),
    version=Meeting.version,
)
SINGLE = View(
    sa.select(
        MEETING_JSON.sql(),
        Meeting.version,
        Meeting.state,
        Meeting.starts_at,
        Meeting.ends_at,
        many(
            obj(t=AgendaItem.title, o=AgendaItem.outcome.is_not(None)),
            AgendaItem,
            _on_agenda,
            [AgendaItem.place],
            [Meeting.__table__],
        ).sql(),
        many(
            obj(o=Invitation.organisation_id, a=Invitation.acronym, s=Invitation.answer),
            Invitation,
            [Invitation.meeting_id == Meeting.id],
            [Invitation.place],
            [Meeting.__table__],
        ).sql(),
        Meeting.kind,
        Meeting.title,
        Meeting.sequence,
        Meeting.created_at,
        Meeting.place,
        Network.time_zone,
    )
    .select_from(sa.join(Meeting, Network, Network.id == Meeting.network_id))
    .where(*_visible, Meeting.id == sa.bindparam("id", type_=Id))
)
LISTED = obj(
    id=Meeting.id,
    number=Meeting.number,
    kind=Meeting.kind,
    state=Meeting.state,
    title=Meeting.title,
    starts_at=Meeting.starts_at,
    ends_at=Meeting.ends_at,
    place=Meeting.place,
    modality=Meeting.modality,
    visibility=Meeting.visibility,
    version=Meeting.version,
)
LISTING = Listing(
    LISTED,
    Meeting,
    _visible,
    {
        "-starts_at": Sort((Meeting.sort_at, Meeting.id), descending=True),
        "starts_at": Sort((Meeting.sort_at, Meeting.id)),
    },
    {
        "state": lambda value: Meeting.state == value,
        "kind": lambda value: Meeting.kind == value,
        "from_at": lambda value: Meeting.sort_at >= value,
        "until_at": lambda value: Meeting.sort_at < value,
    },
    [Meeting.state],
)


async def meetings(call: Call, sort: str, limit: int, cursor: str | None, **given: Any) -> Reply:
    rows, following = await LISTING.rows(
        call.source, sort, limit, cursor, given, network_id=call.network_id, reach=call.reach
    )
    return Reply(page_json([splice(row[0], moves=MEETING.names(call, row[1])) for row in rows], following))


async def _single(call: Call, meeting_id: UUID) -> Any:
    return found(await SINGLE.first(call.source, network_id=call.network_id, reach=call.reach, id=meeting_id))


async def meeting(call: Call, meeting_id: UUID) -> Reply:
    row = await _single(call, meeting_id)
    items, invited = json.loads(row[5]), json.loads(row[6])
    mine = call.actor.organisations(call.network_id, *SPEAKERS, OBSERVER)
    more = {
        "answers_for": [each["a"] for each in invited if UUID(each["o"]) in mine],
        "moves": MEETING.offered(call, Facts(row[2], row[3], row[4], len(items))),
        "needs": _needs(call.language, row[2], row[3], items, invited),
    }
    return Reply(splice(row[0], **more), row[1])


def _needs(
    language: str, state: str, starts_at: datetime | None, items: list[Any], invited: list[Any]
) -> list[dict[str, Any]]:
    """What the meeting still needs, as sentences."""
    silent = [each["a"] for each in invited if each["s"] is None]
    unwritten = [each for each in items if not each["o"]]
    keys: list[tuple[str, list[str], int]] = []
    if state == MeetingState.REQUESTED:
        keys = [("meeting-request", [], 0)]
    elif state == MeetingState.DRAFT:
        keys = [("meeting-date", [], 0)] if starts_at is None else []
        keys += [("meeting-agenda", [], 0)] if not items else []
        keys = keys or [("meeting-convene", [], 0)]
    elif state == MeetingState.CONVENED:
        keys = [("meeting-rsvp", silent, len(silent))] if silent else [("meeting-ready", [], 0)]
    elif state in (MeetingState.IN_SESSION, MeetingState.HELD) and unwritten:
        keys = [("meeting-record", [], len(unwritten))]
    by_at = instant(starts_at) if starts_at else None
    return [
        {
            "key": key,
            "sentence": say(f"need.{key}", language, organisations=who, count=count, by_at=starts_at),
            "organisations": who,
            "by_at": by_at,
        }
        for key, who, count in keys
    ]


async def ics(call: Call, meeting_id: UUID) -> Reply:
    """The meeting as a calendar file, for whoever may see it."""
    row = await _single(call, meeting_id)
    if row[3] is None or row[4] is None:
        found(None)
    language = call.language
    text = calendar.entry(
        meeting_id=meeting_id,
        sequence=row[9],
        stamp=row[10],
        starts_at=row[3],
        ends_at=row[4],
        zone=row[12],
        title=row[8].get(language) or row[8]["en"],
        kind=row[7],
        place=row[11],
        link=f"{call.kernel.settings.site}/{call.slug}/meetings/{meeting_id}",
        language=language,
        organiser=call.kernel.settings.mail_from,
    )
    headers = {"content-disposition": 'attachment; filename="meeting.ics"'}
    reply = Reply(text, row[1], headers=headers)
    reply.headers["content-type"] = "text/calendar; charset=utf-8"
    return reply
