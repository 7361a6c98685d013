"""Invitations as they are read: everybody who is invited, what they answered, who came."""

import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import OBSERVER, SECRETARIAT, SPEAKERS, Call, found
from api.kernel.db import Id, dumps
from api.kernel.routing import Reply
from api.kernel.views import READS_ALL, View, many, obj, within
from api.meetings import policy
from api.meetings.invitation_schemas import InvitationAct
from api.meetings.models import Guest, Invitation, Meeting, MeetingState
from api.meetings.rows import BEFORE, DURING, KNOWN
from api.networks.models import Network, Organisation

_network = sa.bindparam("network_id", type_=Id)
ORGANISATIONS = many(
    obj(
        organisation_id=Invitation.organisation_id,
        acronym=Invitation.acronym,
        name=Organisation.name,
        answer=Invitation.answer,
        mode=Invitation.mode,
        coming=Invitation.coming,
        answered_at=Invitation.answered_at,
        on_behalf=Invitation.on_behalf,
        source=Invitation.source,
        reminded_at=Invitation.reminded_at,
        presence=Invitation.presence,
        people=Invitation.people,
        version=Invitation.version,
    ),
    sa.join(Invitation, Organisation, Organisation.id == Invitation.organisation_id),
    [Invitation.meeting_id == Meeting.id],
    [Invitation.place],
    [Meeting.__table__],
)
GUESTS = many(
    obj(
        id=Guest.id,
        name=Guest.name,
        affiliation=Guest.affiliation,
        email=sa.case((READS_ALL, Guest.email)),
        language=Guest.language,
        reads=Guest.reads,
        items=Guest.items,
        answer=Guest.answer,
        mode=Guest.mode,
        answered_at=Guest.answered_at,
        on_behalf=Guest.on_behalf,
        source=sa.case((READS_ALL, Guest.source)),
        told_at=Guest.told_at,
        reminded_at=Guest.reminded_at,
        version=Guest.version,
    ),
    Guest,
    [Guest.network_id == Meeting.network_id, Guest.meeting_id == Meeting.id, Guest.withdrawn_at.is_(None)],
    [Guest.id],
    [Meeting.__table__],
)
SHEET = View(
    sa.select(
        ORGANISATIONS.sql(),
        GUESTS.sql(),
        Meeting.guests,
        Meeting.state,
        Meeting.version,
        Meeting.number,
        Meeting.title,
        Meeting.starts_at,
        Meeting.ends_at,
        Meeting.place,
        Meeting.visibility,
        Network.time_zone,
        Network.name,
    )
    .select_from(sa.join(Meeting, Network, Network.id == Meeting.network_id))
    .where(
        Meeting.network_id == _network,
        within(Meeting.visibility),
        sa.or_(KNOWN, READS_ALL),
        Meeting.id == sa.bindparam("id", type_=Id),
    )
)


async def row_of(call: Call, meeting_id: UUID) -> Any:
    return found(await SHEET.first(call.source, network_id=call.network_id, reach=call.reach, id=meeting_id))


async def sheet(call: Call, meeting_id: UUID) -> Reply:
    """Everybody at once: the answers before the meeting, who came once it runs."""
    row = await row_of(call, meeting_id)
    organisations, guests = json.loads(row[0]), json.loads(row[1])
    attended, state, version = row[2], row[3], row[4]
    mine = call.actor.organisations(call.network_id, *SPEAKERS, OBSERVER)
    body = {
        "organisations": organisations,
        "guests": guests,
        "attended": attended,
        "counts": counts(organisations, guests, attended, during=state in DURING),
        "may": [str(act) for act, open_ in _may(call, state).items() if open_],
        "answers_for": [each["organisation_id"] for each in organisations if UUID(each["organisation_id"]) in mine],
        "version": version,
    }
    return Reply(dumps(body), version)


def counts(
    organisations: list[dict[str, Any]], guests: list[dict[str, Any]], attended: list[dict[str, Any]], *, during: bool
) -> dict[str, int]:
    """How many were asked and said what; how many people will come, or came, and how."""
    said = [each["answer"] for each in organisations]
    how: list[str | None] = []
    for each in organisations:
        people = each["people"] if during else each["coming"]
        comes = each["presence"] != "absent" if during else each["answer"] == "yes"
        whole = each["presence"] if during else each["mode"]
        how += [person["presence"] for person in people] or ([whole] if comes else [])
    how += [g["presence"] for g in attended] if during else [g["mode"] for g in guests if g["answer"] == "yes"]
    return {
        "invited": len(organisations),
        "yes": said.count("yes"),
        "maybe": said.count("maybe"),
        "no": said.count("no"),
        "silent": said.count(None),
        "in_room": how.count("in_room"),
        "remote": how.count("remote"),
    }


def _may(call: Call, state: str) -> dict[InvitationAct, bool]:
    runs = call.may(policy.CONVENE)
    return {
        InvitationAct.ANSWER_FOR_OTHERS: SECRETARIAT in call.roles and state == MeetingState.CONVENED,
        InvitationAct.INVITE: runs and state in BEFORE,
        InvitationAct.REMIND: runs and state == MeetingState.CONVENED,
        InvitationAct.RECORD: runs and state in DURING,
    }
