"""Meetings as they are read."""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.kernel import clock
from api.kernel.access import OBSERVER, SECRETARIAT, SPEAKERS, Call, Visibility, found
from api.kernel.db import Id, UTCDateTime, instant
from api.kernel.paging import Listing, Sort, moving_json
from api.kernel.problems import NotFound
from api.kernel.routing import Reply
from api.kernel.views import REACH, READS_ALL, View, many, obj, one, splice, val, within
from api.meetings import calendar, policy
from api.meetings.models import AgendaItem, Invitation, Meeting, MeetingState, UnctMeeting
from api.meetings.models import MeetingPaper as Paper
from api.meetings.needs import Matter, needs
from api.meetings.outcomes import CAME
from api.meetings.rows import BEFORE, DURING, KNOWN, PAPER_STANDS
from api.meetings.schemas import MeetingAct
from api.meetings.service import Facts
from api.meetings.states import MEETING
from api.members.models import Membership, MembershipKind
from api.members.service import current_on
from api.networks.models import Network, Organisation

_network = sa.bindparam("network_id", type_=Id)
Onto = aliased(Meeting)
VISIBLE = [
    Meeting.network_id == _network,
    within(Meeting.visibility),
    sa.or_(KNOWN, READS_ALL),
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
    reviews_id=AgendaItem.reviews_id,
    standing=AgendaItem.standing,
    carried_from_id=AgendaItem.carried_from_id,
    moved_on_at=AgendaItem.moved_on_at,
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
_sum = (
    sa.select(sa.func.coalesce(sa.func.sum(AgendaItem.duration_minutes), 0))
    .where(*_on_agenda, AgendaItem.place > 0)
    .correlate(Meeting)
)
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
    closing_reason=Meeting.closing_reason,
    requested_by=_acronym(Meeting.requested_by_id, Meeting),
    languages=Meeting.languages,
    unct_meeting=one(
        obj(id=UnctMeeting.id, meets_on=UnctMeeting.meets_on, begins=UnctMeeting.begins, ends=UnctMeeting.ends),
        UnctMeeting,
        [UnctMeeting.id == Meeting.unct_meeting_id, REACH >= 3],
        [Meeting.__table__],
    ),
    moved_from_at=Meeting.moved_from_at,
    moved_reason=Meeting.moved_reason,
    carried_to=one(
        obj(id=Onto.id, number=Onto.number, title=Onto.title),
        Onto,
        [Onto.id == Meeting.carried_to_id, within(Onto.visibility), sa.or_(Onto.convened_at.is_not(None), READS_ALL)],
        [Meeting.__table__],
    ),
    created_at=Meeting.created_at,
    started_at=Meeting.started_at,
    ended_at=Meeting.ended_at,
    guests=Meeting.guests,
    agenda_items=many(ITEM, AgendaItem, _on_agenda, [AgendaItem.place, AgendaItem.id], [Meeting.__table__]),
    agenda_minutes=sa.cast(_sum.scalar_subquery(), sa.BigInteger),
    invitations=many(
        INVITATION, Invitation, [Invitation.meeting_id == Meeting.id], [Invitation.place], [Meeting.__table__]
    ),
    version=Meeting.version,
)
_today = sa.bindparam("today", type_=sa.Date)
_member = Membership.kind == MembershipKind.MEMBER
_to_invite = many(
    val(Organisation.acronym),
    sa.join(Membership, Organisation, Membership.organisation_id == Organisation.id),
    [
        Membership.network_id == _network,
        *current_on(_today),
        sa.or_(_member, Meeting.visibility == Visibility.PUBLIC, Meeting.visibility == Visibility.PARTNERS),
    ],
    [sa.case((_member, 0), else_=1), Membership.position, Organisation.sort_key],
    [Meeting.__table__],
)
# Papers that were announced and are not there: from whom.
_awaited = many(
    obj(a=_acronym(Paper.awaited_from_id, Paper)),
    Paper,
    [
        Paper.network_id == _network,
        Paper.meeting_id == Meeting.id,
        Paper.removed_at.is_(None),
        Paper.file_id.is_(None),
        Paper.url.is_(None),
        within(Paper.visibility),
        PAPER_STANDS,
    ],
    [Paper.place, Paper.id],
    [Meeting.__table__],
)


_team_on = (
    sa.select(UnctMeeting.meets_on)
    .where(UnctMeeting.id == Meeting.unct_meeting_id, REACH >= 3)
    .correlate(Meeting)
    .scalar_subquery()
)


def _single(dialect: str) -> View:
    return View(
        sa.select(
            MEETING_JSON.sql(),
            Meeting.version,
            Meeting.state,
            Meeting.starts_at,
            Meeting.ends_at,
            Meeting.visibility,
            many(
                obj(o=sa.or_(CAME, AgendaItem.moved_on_at.is_not(None)), p=AgendaItem.place),
                AgendaItem,
                _on_agenda,
                [AgendaItem.place],
                [Meeting.__table__],
            ).sql(),
            many(
                obj(o=Invitation.organisation_id, a=Invitation.acronym, s=Invitation.answer, p=Invitation.presence),
                Invitation,
                [Invitation.meeting_id == Meeting.id],
                [Invitation.place],
                [Meeting.__table__],
            ).sql(),
            sa.case((Meeting.convened_at.is_(None), _to_invite.sql()), else_=sa.literal_column("'[]'", sa.Text)),
            _awaited.sql(),
            Meeting.carried_to_id.is_not(None),
            _team_on,
            sa.type_coerce(clock.database_now(dialect), UTCDateTime),
        ).where(*VISIBLE, Meeting.id == sa.bindparam("id", type_=Id))
    )


SINGLE = {dialect: _single(dialect) for dialect in ("sqlite", "postgresql")}
ENTRY = View(
    sa.select(
        Meeting.version,
        Meeting.state,
        Meeting.starts_at,
        Meeting.ends_at,
        Meeting.kind,
        Meeting.title,
        Meeting.sequence,
        Meeting.created_at,
        Meeting.place,
        Meeting.link,
        Meeting.closing_reason,
        Network.time_zone,
    )
    .select_from(sa.join(Meeting, Network, Network.id == Meeting.network_id))
    .where(*VISIBLE, Meeting.id == sa.bindparam("id", type_=Id))
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
    VISIBLE,
    {
        "-starts_at": Sort((Meeting.sort_at, Meeting.id), descending=True),
        "starts_at": Sort((Meeting.sort_at, Meeting.id)),
    },
    {
        "state": lambda value: Meeting.state == value,
        "kind": lambda value: Meeting.kind == value,
        "from_at": lambda value: Meeting.sort_at >= value,
        "until_at": lambda value: Meeting.sort_at < value,
        "year_from": lambda value: Meeting.sort_at >= value,
        "year_until": lambda value: Meeting.sort_at < value,
    },
    [Meeting.state],
)


async def meetings(call: Call, sort: str, limit: int, cursor: str | None, **given: Any) -> Reply:
    given |= bounds(given.pop("year"))
    rows, following = await LISTING.rows(
        call.source, sort, limit, cursor, given, network_id=call.network_id, reach=call.reach
    )
    return Reply(moving_json(rows, following, lambda state: MEETING.names(call, state)))


def bounds(year: int | None) -> dict[str, datetime | None]:
    """The instants between which a year of the duty station lies."""
    if year is None:
        return {"year_from": None, "year_until": None}
    return {
        "year_from": datetime(year, 1, 1, tzinfo=clock.PLACE),
        "year_until": datetime(year + 1, 1, 1, tzinfo=clock.PLACE),
    }


async def meeting(call: Call, meeting_id: UUID) -> Reply:
    today = clock.now_utc().astimezone(clock.PLACE).date()
    row = found(
        await SINGLE[call.source.dialect].first(
            call.source, network_id=call.network_id, reach=call.reach, id=meeting_id, today=today
        )
    )
    text, version, state, starts_at, ends_at, visibility, items, invited, to_invite, awaited, carried, team, now = row
    placed, invitations = [each for each in json.loads(items) if each["p"]], json.loads(invited)
    mine = call.actor.organisations(call.network_id, *SPEAKERS, OBSERVER)
    ahead = state in BEFORE and (ends_at is None or ends_at > now)
    more = {
        "answers_for": [each["a"] for each in invitations if UUID(each["o"]) in mine],
        "told": ([each["a"] for each in invitations] or json.loads(to_invite)) if ahead else [],
        "may": _may(call, state),
        "moves": MEETING.offered(call, Facts(state, starts_at, ends_at, len(placed), visibility, now)),
        "needs": needs(
            _matter(state, starts_at, ends_at, visibility, items, invitations, awaited, carried, team),
            now,
            call.language,
        ),
        "server_time": instant(now),
    }
    return Reply(splice(text, **more), version)


def _matter(
    state: str,
    starts_at: datetime | None,
    ends_at: datetime | None,
    visibility: str,
    items: str,
    invitations: list[dict[str, Any]],
    awaited: str,
    carried: bool,
    team_on: date | None,
) -> Matter:
    held = json.loads(items)
    return Matter(
        MeetingState(state),
        starts_at,
        ends_at,
        open_to_members=visibility != Visibility.SECRETARIAT,
        items=sum(each["p"] > 0 for each in held),
        proposed=sum(each["p"] == 0 for each in held),
        unwritten=sum(each["p"] > 0 and not each["o"] for each in held),
        silent=tuple(each["a"] for each in invitations if each["s"] is None),
        unrecorded=tuple(each["a"] for each in invitations if each["p"] is None),
        papers=tuple(each["a"] for each in json.loads(awaited)),
        carried=carried,
        team_on=team_on,
    )


def _may(call: Call, state: str) -> list[str]:
    """What this caller can write in this state, beside the moves."""
    runs = call.may(policy.CONVENE)
    acts = {
        MeetingAct.EDIT: runs and state in BEFORE,
        MeetingAct.PROPOSE: call.may(policy.REQUEST) and (state in BEFORE or (runs and state == "in_session")),
        MeetingAct.ARRANGE: runs and state in BEFORE,
        MeetingAct.RECORD: runs and state in DURING,
        MeetingAct.ANSWER_FOR_OTHERS: SECRETARIAT in call.roles and state == MeetingState.CONVENED,
    }
    return [str(act) for act, open_ in acts.items() if open_]


async def ics(call: Call, meeting_id: UUID) -> Reply:
    """The meeting as a calendar file, for whoever may see it."""
    row = found(await ENTRY.first(call.source, network_id=call.network_id, reach=call.reach, id=meeting_id))
    version, state, starts_at, ends_at, kind, title, sequence, created_at, place, join, closing, zone = row
    if starts_at is None or ends_at is None:
        raise NotFound()
    language = call.language
    text = calendar.entry(
        meeting_id=meeting_id,
        sequence=sequence,
        stamp=created_at,
        starts_at=starts_at,
        ends_at=ends_at,
        zone=zone,
        title=title.get(language) or title["en"],
        kind=kind,
        place=place,
        join=join,
        link=f"{call.kernel.settings.site}/{call.slug}/meetings/{meeting_id}",
        language=language,
        organiser=call.kernel.settings.mail_from,
        cancelled=closing if state == MeetingState.CANCELLED else None,
        tentative=state in (MeetingState.REQUESTED, MeetingState.DRAFT, MeetingState.DEFERRED),
    )
    headers = {"content-disposition": 'attachment; filename="meeting.ics"'}
    reply = Reply(text, version, headers=headers)
    reply.headers["content-type"] = "text/calendar; charset=utf-8"
    return reply
