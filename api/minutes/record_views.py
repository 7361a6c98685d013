"""Everything on record about a meeting, in one statement."""

from typing import Any

import sqlalchemy as sa

from api.actions.models import ActionPoint, ActionState
from api.decisions.models import Decision, Explanation, Position, Round
from api.kernel.access import CO_CHAIR, SECRETARIAT
from api.kernel.db import Id
from api.kernel.views import View, many, obj, one, val
from api.meetings.models import (
    AgendaItem,
    Invitation,
    Meeting,
    MeetingPaper,
    MeetingState,
    Outcome,
    SessionNote,
)
from api.members.models import Appointment, AppointmentState
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
