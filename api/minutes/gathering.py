"""The record of a meeting, as minutes are written from it: one statement, told as plain values."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from api.actions.models import ActionPoint, ActionState
from api.decisions.models import Decision, Explanation, Position, Round
from api.decisions.rules import ON_RECORD, Procedure
from api.kernel.access import CO_CHAIR, SECRETARIAT, Call, found
from api.kernel.db import Id
from api.kernel.views import View, many, obj, one, val
from api.meetings.models import (
    AgendaItem,
    Invitation,
    Meeting,
    MeetingPaper,
    MeetingState,
    Outcome,
    OutcomeKind,
    SessionNote,
)
from api.members.models import Appointment, AppointmentState
from api.minutes import rules
from api.minutes.text import CIRCLES
from api.networks.models import Network, Organisation
from api.people.models import Person

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
_on = sa.bindparam("on", type_=sa.Date)
_own = [Meeting.__table__]


def _acronym(column: Any, outer: Any) -> Any:
    return one(val(Organisation.acronym), Organisation, [Organisation.id == column], [outer.__table__])


_attendees = many(
    obj(
        key=Invitation.organisation_id,
        acronym=Invitation.acronym,
        name=Organisation.name,
        answer=Invitation.answer,
        presence=Invitation.presence,
        person=Invitation.person,
        people=Invitation.people,
    ),
    sa.join(Invitation, Organisation, Invitation.organisation_id == Organisation.id),
    [Invitation.network_id == _network, Invitation.meeting_id == _id],
    [Invitation.place, Invitation.id],
    _own,
)
_outcomes = many(
    obj(
        key=Outcome.id,
        kind=Outcome.kind,
        text=Outcome.text,
        decision=Outcome.decision_id,
        action=Outcome.action_point_id,
        visibility=Outcome.visibility,
        item=Outcome.agenda_item_id,
    ),
    Outcome,
    [Outcome.network_id == _network, Outcome.meeting_id == _id, Outcome.removed_at.is_(None)],
    [Outcome.place, Outcome.id],
    _own,
)
_items = many(
    obj(
        key=AgendaItem.id,
        kind=AgendaItem.kind,
        title=AgendaItem.title,
        presenter=_acronym(AgendaItem.presenter_id, AgendaItem),
        notes=AgendaItem.notes,
        taken=one(
            val(SessionNote.text), SessionNote, [SessionNote.agenda_item_id == AgendaItem.id], [AgendaItem.__table__]
        ),
        outcome=AgendaItem.outcome,
        moved=AgendaItem.moved_on_at.is_not(None),
        carried=AgendaItem.carried_to_id.is_not(None),
    ),
    AgendaItem,
    [
        AgendaItem.network_id == _network,
        AgendaItem.meeting_id == _id,
        AgendaItem.removed_at.is_(None),
        AgendaItem.place > 0,
    ],
    [AgendaItem.place, AgendaItem.id],
    _own,
)


def _of_meeting(meeting: Any, id: Any, link: Any) -> sa.ColumnElement[bool]:
    """It names the meeting, or is an outcome of one of its items."""
    linked = sa.select(link).where(
        Outcome.network_id == _network, Outcome.meeting_id == _id, Outcome.removed_at.is_(None), link.is_not(None)
    )
    return sa.or_(meeting == _id, id.in_(linked))


_seats = many(
    obj(
        key=Position.organisation_id,
        organisation=Position.acronym,
        value=Position.value,
        text=Position.text,
    ),
    Position,
    [Position.round_id == Round.id, Position.released_at.is_(None)],
    [Position.place],
    [Round.__table__],
)
_explanations = many(
    obj(
        key=Explanation.id,
        organisation=_acronym(Explanation.organisation_id, Explanation),
        value=sa.literal_column("'explanation'", sa.Text),
        text=Explanation.text,
    ),
    Explanation,
    [Explanation.decision_id == Decision.id],
    [Explanation.created_at, Explanation.id],
    [Decision.__table__],
)
_decisions = many(
    obj(
        key=Decision.id,
        number=Decision.number,
        title=Decision.title,
        state=Decision.state,
        visibility=Decision.visibility,
        adopted_at=Decision.adopted_at,
        item=Decision.agenda_item_id,
        texts=Round.texts,
        authoritative=Round.authoritative,
        procedure=Round.procedure,
        seats=_seats,
        explanations=_explanations,
    ),
    sa.join(Decision, Round, sa.and_(Round.decision_id == Decision.id, Round.number == Decision.round_count)),
    [Decision.network_id == _network, _of_meeting(Decision.meeting_id, Decision.id, Outcome.decision_id)],
    [Decision.number, Decision.id],
    _own,
)
_actions = many(
    obj(
        key=ActionPoint.id,
        number=ActionPoint.number,
        title=ActionPoint.title,
        owner=_acronym(ActionPoint.owner_id, ActionPoint),
        due_on=ActionPoint.due_on,
        visibility=ActionPoint.visibility,
        item=ActionPoint.agenda_item_id,
        decision=ActionPoint.decision_id,
    ),
    ActionPoint,
    [
        ActionPoint.network_id == _network,
        ActionPoint.state != ActionState.DROPPED,
        _of_meeting(ActionPoint.meeting_id, ActionPoint.id, Outcome.action_point_id),
    ],
    [ActionPoint.number, ActionPoint.id],
    _own,
)


def _officers(role: Any) -> Any:
    """Who held a role on the day of the meeting."""
    return many(
        obj(name=Person.name, acronym=Organisation.acronym),
        sa.join(Appointment, Organisation, Appointment.organisation_id == Organisation.id).join(
            Person, Person.id == Appointment.person_id
        ),
        [
            Appointment.network_id == _network,
            sa.or_(Appointment.state == AppointmentState.CONFIRMED, Appointment.state == AppointmentState.ENDED),
            Appointment.role == role,
            Appointment.from_on <= _on,
            sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= _on),
        ],
        [Organisation.acronym.desc(), Appointment.id],
        _own,
    )


_Next = sa.orm.aliased(Meeting)
_next = one(
    obj(number=_Next.number, starts_at=_Next.starts_at, place=_Next.place),
    _Next,
    [
        _Next.network_id == _network,
        sa.or_(
            *(_Next.state == state for state in (MeetingState.CONVENED, MeetingState.IN_SESSION, MeetingState.HELD))
        ),
        _Next.sort_at > Meeting.sort_at,
        _Next.id != Meeting.id,
    ],
    _own,
    first_by=_Next.sort_at,
)
_papers = many(
    obj(key=MeetingPaper.id, title=MeetingPaper.title, url=MeetingPaper.url, visibility=MeetingPaper.visibility),
    MeetingPaper,
    [
        MeetingPaper.network_id == _network,
        MeetingPaper.meeting_id == _id,
        MeetingPaper.removed_at.is_(None),
        sa.or_(MeetingPaper.file_id.is_not(None), MeetingPaper.url.is_not(None)),
    ],
    [MeetingPaper.place, MeetingPaper.id],
    _own,
)
BASICS = View(
    sa.select(Network.time_zone, Meeting.starts_at, Meeting.ends_at, Meeting.started_at, Meeting.ended_at)
    .select_from(sa.join(Meeting, Network, Network.id == Meeting.network_id))
    .where(Meeting.network_id == _network, Meeting.id == _id)
)
RECORD = View(
    sa.select(
        obj(
            number=Meeting.number,
            kind=Meeting.kind,
            title=Meeting.title,
            place=Meeting.place,
            modality=Meeting.modality,
            visibility=Meeting.visibility,
            guests=Meeting.guests,
            attendees=_attendees,
            items=_items,
            outcomes=_outcomes,
            decisions=_decisions,
            actions=_actions,
            chairs=_officers(CO_CHAIR),
            secretaries=_officers(SECRETARIAT),
            next=_next,
            papers=_papers,
        ).sql()
    ).where(Meeting.network_id == _network, Meeting.id == _id)
)

CHAIRS = View(sa.select(_officers(CO_CHAIR).sql()).where(Meeting.network_id == _network, Meeting.id == _id))


async def chairs(call: Call, meeting_id: UUID) -> list[dict[str, str]]:
    """Name and acronym of those who were co-chairs on the day of the meeting: they sign."""
    here = {"network_id": call.network_id, "id": meeting_id}
    on = _day(found(await BASICS.first(call.source, **here)))
    (text,) = found(await CHAIRS.first(call.source, **here, on=on))
    known: list[dict[str, str]] = json.loads(text)
    return known


def _day(basics: Any) -> date:
    zone, starts_at, _, started_at, _ = basics
    begun = started_at or starts_at
    return begun.astimezone(ZoneInfo(zone)).date() if begun else date.max


async def gather(call: Call, meeting_id: UUID) -> rules.Record:
    """Everything on record about a meeting, whoever may see which part of it: each part says for whom it is."""
    here = {"network_id": call.network_id, "id": meeting_id}
    basics = found(await BASICS.first(call.source, **here))
    zone, starts_at, ends_at, started_at, ended_at = basics
    (text,) = found(await RECORD.first(call.source, **here, on=_day(basics)))
    return told(json.loads(text), zone, started_at or starts_at, ended_at or ends_at)


def told(row: dict[str, Any], zone: str, begun: datetime | None, ended: datetime | None) -> rules.Record:
    """The row as rules read it."""
    own = row["visibility"]

    def circle(*stated: str | None) -> str | None:
        """None where it is as open as the meeting itself."""
        known = [one for one in stated if one is not None and CIRCLES.index(one) > CIRCLES.index(own)]
        return max(known, key=lambda one: CIRCLES.index(one), default=None)

    linked = {each[name]: each for each in row["outcomes"] for name in ("decision", "action") if each[name]}

    def where(each: dict[str, Any]) -> str | None:
        outcome = linked.get(each["key"])
        return str(outcome["item"]) if outcome else each["item"]

    def only_for(each: dict[str, Any]) -> str | None:
        return circle(each["visibility"], linked.get(each["key"], {}).get("visibility"))

    present = {each["key"] for each in row["attendees"] if each["presence"] in ("in_room", "remote")}
    secretaries = list(dict.fromkeys(each["acronym"] for each in row["secretaries"]))
    return rules.Record(
        number=row["number"],
        kind=row["kind"],
        title=row["title"],
        zone=zone,
        starts_at=begun,
        ends_at=ended,
        place=row["place"],
        modality=row["modality"],
        chairs=tuple((each["name"], each["acronym"]) for each in row["chairs"]),
        secretary=", ".join(secretaries) or None,
        attendees=tuple(_attendee(each) for each in row["attendees"]),
        guests=tuple(rules.Guest(each["name"], each.get("affiliation"), each["presence"]) for each in row["guests"]),
        items=tuple(_item(at, each, row["outcomes"], circle) for at, each in enumerate(row["items"], start=1)),
        decisions=tuple(_ruling(each, present, where(each), only_for(each)) for each in row["decisions"]),
        actions=tuple(
            rules.Action(
                each["key"],
                each["number"],
                each["title"],
                each["owner"] or "–",
                date.fromisoformat(each["due_on"]),
                only_for(each),
                where(each),
                each["decision"],
            )
            for each in row["actions"]
        ),
        next=_following(row["next"]),
        annexes=tuple((each["key"], each["title"], each["url"], circle(each["visibility"])) for each in row["papers"]),
    )


def _attendee(each: dict[str, Any]) -> rules.Attendee:
    """Persons by name and function; those who were remote while others sat in the room are marked."""
    people = [
        rules.Somebody(one["name"], one.get("function"), one.get("presence") == "remote")
        for one in each["people"] or []
    ]
    if not people and each["person"]:
        people = [rules.Somebody(each["person"], None, False)]
    here = each["presence"] in ("in_room", "remote")
    return rules.Attendee(
        each["key"],
        each["acronym"],
        each["name"],
        tuple(people) if here else (),
        each["presence"],
        each["answer"] == "no",
    )


def _item(at: int, each: dict[str, Any], outcomes: list[dict[str, Any]], circle: Callable[..., Any]) -> rules.Item:
    said = [
        rules.Outcome(one["key"], one["text"], circle(one["visibility"]))
        for one in outcomes
        if one["item"] == each["key"] and one["kind"] == OutcomeKind.INFORMATION
    ]
    if not said and each["outcome"]:
        said = [rules.Outcome("text", each["outcome"])]
    fate = None if not each["moved"] else "carried" if each["carried"] else "parked"
    notes = each["taken"] if each["taken"] is not None else each["notes"]
    return rules.Item(each["key"], at, each["kind"], each["title"], each["presenter"], notes, tuple(said), fate)


def _ruling(each: dict[str, Any], present: set[str], item: str | None, circle: str | None) -> rules.Ruling:
    seats = each["seats"]
    away = [seat["organisation"] for seat in seats if seat["key"] not in present]
    words = [seat for seat in seats if seat["value"] in ON_RECORD and seat["text"]]
    adopted_at = each["adopted_at"]
    return rules.Ruling(
        key=each["key"],
        number=each["number"],
        title=each["title"],
        state=each["state"],
        text=each["texts"].get(each["authoritative"]) or "",
        adopted_at=datetime.fromisoformat(adopted_at) if adopted_at else None,
        words=tuple(_word(seat) for seat in words),
        consulted=tuple(away) if each["procedure"] == Procedure.MEETING else (),
        explanations=tuple(_word(one) for one in each["explanations"]),
        circle=circle,
        item=item,
    )


def _word(each: dict[str, Any]) -> rules.Word:
    return rules.Word(each["key"], each["organisation"], each["value"], each["text"])


def _following(each: dict[str, Any] | None) -> rules.Next | None:
    if each is None:
        return None
    return rules.Next(each["number"], datetime.fromisoformat(each["starts_at"]), each["place"])
