"""Papers of a meeting as they are read: whoever may not see one does not see that it is there."""

import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import files
from api.kernel.access import SPEAKERS, Call, found
from api.kernel.db import Id, dumps
from api.kernel.files import Attachment
from api.kernel.routing import Reply
from api.kernel.views import View, many, obj, one, val, within
from api.meetings import policy
from api.meetings.agenda_views import seen
from api.meetings.models import AgendaItem, Meeting, MeetingPaper, MeetingState
from api.meetings.paper_schemas import PaperAct, PapersAct
from api.meetings.rows import PAPER_STANDS
from api.networks.models import Organisation

_network = sa.bindparam("network_id", type_=Id)
_outer = [MeetingPaper.__table__]
SHOWN = [
    MeetingPaper.network_id == _network,
    MeetingPaper.removed_at.is_(None),
    within(MeetingPaper.visibility),
    PAPER_STANDS,
]


def _acronym(column: Any) -> Any:
    return one(val(Organisation.acronym), Organisation, [Organisation.id == column], _outer)


_there = sa.or_(MeetingPaper.file_id.is_not(None), MeetingPaper.url.is_not(None))
PAPER = obj(
    id=MeetingPaper.id,
    agenda_item_id=MeetingPaper.agenda_item_id,
    item_place=one(val(AgendaItem.place), AgendaItem, [AgendaItem.id == MeetingPaper.agenda_item_id], _outer),
    place=MeetingPaper.place,
    title=MeetingPaper.title,
    language=MeetingPaper.language,
    visibility=MeetingPaper.visibility,
    awaited_from_id=MeetingPaper.awaited_from_id,
    awaited_from=_acronym(MeetingPaper.awaited_from_id),
    added_by=_acronym(MeetingPaper.added_by_id),
    url=MeetingPaper.url,
    file=one(
        files.ATTACHMENT,
        Attachment,
        [Attachment.network_id == _network, Attachment.id == MeetingPaper.file_id],
        _outer,
    ),
    revision=MeetingPaper.revision,
    pages=MeetingPaper.pages,
    missing=sa.case((_there, sa.false()), else_=sa.true()),
    version=MeetingPaper.version,
)
_mine = obj(a=MeetingPaper.added_by_id, w=MeetingPaper.awaited_from_id)
_of_meeting = [*SHOWN, MeetingPaper.meeting_id == Meeting.id]
_order = [MeetingPaper.place, MeetingPaper.id]
LIST = View(
    sa.select(
        many(PAPER, MeetingPaper, _of_meeting, _order, [Meeting.__table__]).sql(),
        many(_mine, MeetingPaper, _of_meeting, _order, [Meeting.__table__]).sql(),
        many(
            obj(p=AgendaItem.presenter_id, o=AgendaItem.proposed_by_id),
            AgendaItem,
            [AgendaItem.meeting_id == Meeting.id, AgendaItem.removed_at.is_(None)],
            [AgendaItem.place, AgendaItem.id],
            [Meeting.__table__],
        ).sql(),
        Meeting.state,
        Meeting.version,
    ).where(*seen(Meeting), Meeting.id == sa.bindparam("id", type_=Id))
)
ONE = View(
    sa.select(MeetingPaper.id)
    .select_from(sa.join(MeetingPaper, Meeting, Meeting.id == MeetingPaper.meeting_id))
    .where(*SHOWN, *seen(Meeting), Meeting.id == sa.bindparam("id", type_=Id))
    .where(MeetingPaper.id == sa.bindparam("paper", type_=Id))
)


async def papers(call: Call, meeting_id: UUID) -> Reply:
    row = found(await LIST.first(call.source, network_id=call.network_id, reach=call.reach, id=meeting_id))
    text, whose, items, state, version = row
    mine = {str(each) for each in call.actor.organisations(call.network_id, *SPEAKERS)}
    officer = call.may(policy.CONVENE)
    open_ = state not in (MeetingState.CANCELLED, MeetingState.DEFERRED) and call.may(policy.PAPER)
    read = [
        each | {"may": [str(act) for act in PaperAct] if open_ and (officer or mine & {own["a"], own["w"]}) else []}
        for each, own in zip(json.loads(text), json.loads(whose), strict=True)
    ]
    adds = officer or any(mine & {each["p"], each["o"]} for each in json.loads(items))
    may = [PapersAct.ADD] if open_ and adds else []
    may += [PapersAct.ARRANGE] if open_ and officer and len(read) > 1 else []
    return Reply(dumps({"items": read, "may": [str(act) for act in may]}), version)


async def see(call: Call, meeting_id: UUID, paper_id: UUID) -> None:
    """404 unless the caller may see this paper of this meeting."""
    given = {"network_id": call.network_id, "reach": call.reach, "id": meeting_id, "paper": paper_id}
    found(await ONE.first(call.source, **given))
