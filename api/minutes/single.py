"""Minutes with their meeting and everything that hangs on them, in one statement."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.kernel import clock
from api.kernel.db import Id, UTCDateTime
from api.kernel.views import READS_ALL, View, many, obj, one, within
from api.meetings.models import AgendaItem, Invitation, Meeting, MeetingState
from api.meetings.service import KNOWN
from api.minutes.models import (
    Minutes,
    MinutesComment,
    MinutesCorrigendum,
    MinutesSeen,
    MinutesState,
    MinutesTranslation,
    MinutesVersion,
)
from api.networks.models import Network

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
VISIBLE = [Meeting.network_id == _network, within(Meeting.visibility), sa.or_(KNOWN, READS_ALL)]
_outer = [Minutes.__table__, Meeting.__table__]
_here = [MinutesComment.network_id == _network, MinutesComment.minutes_id == Minutes.id]
_standing = [
    *_here,
    MinutesComment.circulation == Minutes.circulation_count,
    MinutesComment.taken_back_at.is_(None),
]
_objecting = [*_standing, MinutesComment.objection.is_(True), MinutesComment.lifted_at.is_(None)]


def _count(*where: Any, outer: Any = _outer) -> Any:
    return (
        sa.select(sa.func.count(MinutesComment.id, type_=sa.BigInteger))
        .where(*where)
        .correlate(*outer)
        .scalar_subquery()
    )


_by = MinutesComment.organisation_id == Invitation.organisation_id
_inner = [*_outer, Invitation.__table__]
_attended = many(
    obj(
        organisation_id=Invitation.organisation_id,
        acronym=Invitation.acronym,
        seen_at=sa.select(sa.func.max(MinutesSeen.created_at, type_=UTCDateTime()))
        .where(
            MinutesSeen.network_id == _network,
            MinutesSeen.minutes_id == Minutes.id,
            MinutesSeen.circulation == Minutes.circulation_count,
            MinutesSeen.organisation_id == Invitation.organisation_id,
        )
        .correlate(*_inner)
        .scalar_subquery(),
        comment_count=_count(*_standing, _by, within(MinutesComment.visibility), outer=_inner),
        objects=_count(*_objecting, _by, outer=_inner) > 0,
    ),
    Invitation,
    [
        Invitation.network_id == _network,
        Invitation.meeting_id == Meeting.id,
        sa.or_(Invitation.presence == "in_room", Invitation.presence == "remote"),
    ],
    [Invitation.place, Invitation.id],
    _outer,
)
_corrigenda = many(
    obj(
        id=MinutesCorrigendum.id,
        number=MinutesCorrigendum.number,
        paragraph_id=MinutesCorrigendum.paragraph_id,
        text=MinutesCorrigendum.text,
        visibility=MinutesCorrigendum.visibility,
        by=MinutesCorrigendum.by,
        created_at=MinutesCorrigendum.created_at,
    ),
    MinutesCorrigendum,
    [
        MinutesCorrigendum.network_id == _network,
        MinutesCorrigendum.minutes_id == Minutes.id,
        within(MinutesCorrigendum.visibility),
    ],
    [MinutesCorrigendum.number],
    _outer,
)
_translations = many(
    obj(
        language=MinutesTranslation.language,
        status=MinutesTranslation.status,
        source_hash=MinutesTranslation.source_hash,
        checked_by=MinutesTranslation.checked_by,
        version=MinutesTranslation.version,
    ),
    MinutesTranslation,
    [MinutesTranslation.network_id == _network, MinutesTranslation.minutes_id == Minutes.id],
    [MinutesTranslation.language],
    _outer,
)
_Item, _Later = aliased(AgendaItem), aliased(Meeting)
_item = obj(agenda_item_id=_Item.id, title=_Item.title, meeting_id=_Later.id, meeting_number=_Later.number)
_items = sa.join(_Item, _Later, _Item.meeting_id == _Later.id)
_adopted_item = one(_item, _items, [_Later.network_id == _network, _Item.id == Minutes.adopted_item_id], _outer)
_adoptable = many(
    _item,
    _items,
    [
        _Later.network_id == _network,
        Minutes.state == MinutesState.CIRCULATED,
        sa.or_(_Later.state == MeetingState.IN_SESSION, _Later.state == MeetingState.HELD),
        _Later.sort_at > Meeting.sort_at,
        _Item.removed_at.is_(None),
        _Item.place > 0,
    ],
    [_Later.sort_at, _Item.place, _Item.id],
    _outer,
)
_meeting = obj(
    id=Meeting.id,
    number=Meeting.number,
    kind=Meeting.kind,
    state=Meeting.state,
    title=Meeting.title,
    starts_at=Meeting.starts_at,
    ends_at=Meeting.ends_at,
    visibility=Meeting.visibility,
)
COLUMNS = (
    "id", "state", "language", "body", "version_count", "circulation_count", "circulated_version", "circulated_at",
    "window_ends_at", "adoption", "adopted_at", "adopted_by", "sha256", "corrigendum_count", "version",
)  # fmt: skip
_last = sa.and_(
    MinutesVersion.network_id == _network,
    MinutesVersion.minutes_id == Minutes.id,
    MinutesVersion.number == Minutes.circulated_version,
    Minutes.state == MinutesState.DRAFT,  # else it is the text that stands
)


def _single(dialect: str) -> View:
    columns = [
        _meeting.sql(),
        Meeting.number,
        Meeting.state.label("meeting_state"),
        _attended.sql(),
        _corrigenda.sql(),
        _translations.sql(),
        _adopted_item.sql(),
        _adoptable.sql(),
        _count(*_standing, within(MinutesComment.visibility)),
        MinutesVersion.body.label("circulated_body"),
        Network.time_zone,
        Network.name,
        sa.type_coerce(clock.database_now(dialect), UTCDateTime),
        *(getattr(Minutes, name) for name in COLUMNS),
    ]
    here = sa.and_(Minutes.network_id == _network, Minutes.meeting_id == Meeting.id)
    source = sa.join(Meeting, Network, Network.id == Meeting.network_id).outerjoin(Minutes, here)
    return View(
        sa.select(*columns).select_from(source.outerjoin(MinutesVersion, _last)).where(*VISIBLE, Meeting.id == _id)
    )


SINGLE = {dialect: _single(dialect) for dialect in ("sqlite", "postgresql")}
