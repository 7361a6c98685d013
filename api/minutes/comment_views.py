"""Comments on minutes as they are read."""

from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call, found
from api.kernel.db import Id
from api.kernel.routing import Reply
from api.kernel.views import View, obj, splice, within
from api.meetings.models import Meeting
from api.minutes.models import MinutesComment
from api.minutes.single import VISIBLE
from api.minutes.states import WHO
from api.minutes.views import row
from api.networks.models import Organisation
from api.people.models import Person

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
_comment = obj(
    id=MinutesComment.id,
    circulation=MinutesComment.circulation,
    version_number=MinutesComment.version_number,
    paragraph_id=MinutesComment.paragraph_id,
    parent_id=MinutesComment.parent_id,
    organisation_id=MinutesComment.organisation_id,
    acronym=Organisation.acronym,
    person=Person.name,
    text=MinutesComment.text,
    objection=MinutesComment.objection,
    lifted_at=MinutesComment.lifted_at,
    answer=MinutesComment.answer,
    answered_at=MinutesComment.answered_at,
    taken_back_at=MinutesComment.taken_back_at,
    created_at=MinutesComment.created_at,
    version=MinutesComment.version,
)
_comments = (
    sa.join(MinutesComment, Meeting, Meeting.id == MinutesComment.meeting_id)
    .join(Organisation, Organisation.id == MinutesComment.organisation_id)
    .join(Person, Person.id == MinutesComment.person_id)
)
COMMENTS = View(
    sa.select(_comment.sql(), MinutesComment.organisation_id, MinutesComment.id, MinutesComment.version)
    .select_from(_comments)
    .where(*VISIBLE, Meeting.id == _id, MinutesComment.network_id == _network, within(MinutesComment.visibility))
    .order_by(MinutesComment.created_at, MinutesComment.id)
)


async def _all_comments(call: Call, meeting_id: UUID) -> list[tuple[UUID, int, str]]:
    """(id, version, as told) of each that the caller may see."""
    rows = await COMMENTS.fetch(call.source, network_id=call.network_id, reach=call.reach, id=meeting_id)
    mine = call.actor.organisations(call.network_id, *WHO)
    return [(each[2], each[3], splice(each[0], mine=each[1] in mine)) for each in rows]


async def comments(call: Call, meeting_id: UUID) -> Reply:
    held = await row(call, meeting_id)
    told = ",".join(each[2] for each in await _all_comments(call, meeting_id))
    return Reply(f'{{"items":[{told}]}}', held.minutes["version"] or 0)


async def comment(call: Call, meeting_id: UUID, comment_id: UUID) -> Reply:
    (_, version, told) = found(
        next((each for each in await _all_comments(call, meeting_id) if each[0] == comment_id), None)
    )
    return Reply(told, version)
