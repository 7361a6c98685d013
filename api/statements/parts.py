"""What a statement consists of as it is read: its texts, signatures, decision and releases, each as JSON."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.decisions.models import Decision, Position, Round
from api.kernel import links
from api.kernel.access import CO_CHAIR
from api.kernel.db import Id
from api.kernel.fragments import Fragment
from api.kernel.views import REACH, READS_ALL, many, obj, one, val, within
from api.members.models import Appointment, AppointmentState
from api.networks.models import Organisation
from api.statements.models import Statement, StatementRelease, StatementSignature, StatementTranslation
from api.statements.service import asked
from api.statements.values import SIGNED_STATES, SignatureAct

_network = sa.bindparam("network_id", type_=Id)
_today = sa.bindparam("today", type_=sa.Date)
_own = [Statement.__table__]
_signed = sa.or_(*(Statement.state == state for state in SIGNED_STATES))
VISIBLE = [
    Statement.network_id == _network,
    sa.or_(
        READS_ALL,
        sa.and_(Statement.released_at.is_not(None), within(Statement.visibility)),
        sa.and_(REACH >= 3, sa.or_(asked(), _signed)),
    ),
]
TRANSLATIONS = many(
    obj(
        language=StatementTranslation.language,
        status=StatementTranslation.status,
        title=StatementTranslation.title,
        text=StatementTranslation.text,
        source_hash=StatementTranslation.source_hash,
        source_text=StatementTranslation.source_text,
        checked_by=StatementTranslation.checked_by,
        checked_at=StatementTranslation.checked_at,
        version=StatementTranslation.version,
    ),
    StatementTranslation,
    [StatementTranslation.statement_id == Statement.id],
    [StatementTranslation.language],
    _own,
)


def signatures(act: SignatureAct) -> Fragment:
    mark = StatementSignature
    item = obj(
        person_id=mark.person_id,
        name=mark.name,
        function=mark.function,
        organisation_id=mark.organisation_id,
        acronym=mark.acronym,
        text_hash=mark.text_hash,
        at=mark.created_at,
    )
    return many(item, mark, [mark.statement_id == Statement.id, mark.act == str(act)], [mark.place], _own)


RELEASES = many(
    obj(
        id=StatementRelease.id,
        channel=StatementRelease.channel,
        released_on=StatementRelease.released_on,
        url=StatementRelease.url,
        note=StatementRelease.note,
        languages=StatementRelease.languages,
    ),
    StatementRelease,
    [StatementRelease.statement_id == Statement.id, StatementRelease.removed_at.is_(None)],
    [StatementRelease.released_on, StatementRelease.id],
    _own,
)
Earlier, Corrigendum, Later, Last = aliased(Statement), aliased(Statement), aliased(Decision), aliased(Round)


def _reference(other: Any) -> Fragment:
    return obj(id=other.id, number=other.number, title=other.title, state=other.state)


_corrects = one(
    _reference(Earlier), Earlier, [Earlier.network_id == _network, Earlier.id == Statement.corrects_id], _own
)
_corrected = many(
    _reference(Corrigendum),
    Corrigendum,
    [
        Corrigendum.network_id == _network,
        Corrigendum.corrects_id == Statement.id,
        sa.or_(READS_ALL, Corrigendum.released_at.is_not(None)),
    ],
    [Corrigendum.sort_at, Corrigendum.id],
    _own,
)
SUPERSEDED_BY = one(
    val(Later.number),
    Later,
    [
        Later.network_id == _network,
        sa.or_(Later.supersedes_id == Decision.id, Later.rescinds_id == Decision.id),
        Later.adopted_at.is_not(None),
    ],
    [Decision.__table__],
    first_by=Later.adopted_at,
)
DECISION = obj(
    id=Decision.id,
    number=Decision.number,
    state=Decision.state,
    round_count=Decision.round_count,
    deadline_at=Last.deadline_at,
    adopted_at=Decision.adopted_at,
    superseded_by=SUPERSEDED_BY,
)
VOICES = many(
    obj(
        organisation_id=Position.organisation_id,
        acronym=Position.acronym,
        name=Organisation.name,
        value=Position.value,
        text=Position.text,
        released=Position.released_at.is_not(None),
    ),
    sa.join(Position, Organisation, Position.organisation_id == Organisation.id),
    [Position.round_id == Last.id],
    [Position.place],
    [Last],
)
CO_CHAIRS = many(
    obj(acronym=Organisation.acronym),
    sa.join(Appointment, Organisation, Appointment.organisation_id == Organisation.id),
    [
        Appointment.network_id == _network,
        Appointment.state == AppointmentState.CONFIRMED,
        Appointment.role == CO_CHAIR,
        Appointment.from_on <= _today,
        sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= _today),
    ],
    [Appointment.from_on, Appointment.id],
    [],
)
STATEMENT_JSON = obj(
    id=Statement.id,
    number=Statement.number,
    key=Statement.key,
    state=Statement.state,
    urgency=Statement.urgency,
    visibility=Statement.visibility,
    media_contact=Statement.media_contact,
    channels=Statement.channels,
    embargo_at=Statement.embargo_at,
    corrects=_corrects,
    corrected_by=_corrected,
    signatures=signatures(SignatureAct.SIGN),
    withdrawals=signatures(SignatureAct.WITHDRAW),
    adopted_hash=Statement.adopted_hash,
    published_hash=Statement.published_hash,
    signed_at=Statement.signed_at,
    published_at=Statement.published_at,
    released_at=Statement.released_at,
    withdrawn_at=Statement.withdrawn_at,
    withdrawal_reason=Statement.withdrawal_reason,
    releases=RELEASES,
    links=links.of("statements", Statement.id, _own),
    created_at=Statement.created_at,
    version=Statement.version,
)
LAST_ROUND = sa.and_(Last.decision_id == Decision.id, Last.number == Decision.round_count)
