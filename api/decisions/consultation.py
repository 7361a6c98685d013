"""The proof of consultation: for every organisation on the roll, when it was told, reached, reminded, and what it said."""

import re
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from fastapi import Path
from pydantic import Field

from api.decisions import policy
from api.decisions.models import Decision, Position, Round
from api.decisions.notices import NOTICES
from api.decisions.rules import (
    DecisionKind,
    DecisionState,
    PositionValue,
    Procedure,
    ReachedBy,
    RoundOutcome,
    RoundState,
)
from api.decisions.schemas import Language
from api.kernel import clock
from api.kernel.access import Call, Visibility, allow, found
from api.kernel.db import Id, UTCDateTime, instant
from api.kernel.deliveries import Delivery, DeliveryState
from api.kernel.files import Attachment
from api.kernel.journal import JournalEntry
from api.kernel.routing import Reply, network_router
from api.kernel.schemas import LocalisedText, Output
from api.kernel.views import Fragment, View, many, obj, one, splice, val, within
from api.networks.models import Organisation
from api.people.models import Person

router = network_router("/decisions", "decisions")
BLANK_LINES = re.compile(r"(?:[ \t]*\n){2,}")
RoundNumber = Annotated[int, Path(ge=1, le=10_000)]


class NoticeRead(Output):
    """One notice to one focal point, or one that was handed over to the organisation."""

    id: UUID
    kind: str = Field(description="round-opened or round-reminder")
    person: str | None = Field(description="Whom it went to; null where it was handed to the organisation")
    person_id: UUID | None
    state: DeliveryState
    queued_at: datetime
    accepted_at: datetime | None = Field(description="When the mail relay took it")
    bounced_at: datetime | None
    seen_at: datetime | None = Field(description="When the person said that it was there, or answered by its link")
    by_hand_at: datetime | None
    source: str | None = Field(description="How it was handed over, or what said that it came back")


class EvidenceFile(Output):
    """A file that shows what was answered on behalf."""

    name: str
    bytes: int
    sha256: str
    answer_version: int = Field(description="Version of the position whose answer it shows")
    added_at: datetime


class ConsultedOrganisation(Output):
    """One place on the roll. `value` null: not yet answered."""

    organisation_id: UUID
    acronym: str
    name: LocalisedText
    value: PositionValue | None
    text: str | None
    would_resolve: str | None
    ad_referendum_until: datetime | None
    answered_at: datetime | None
    on_behalf: bool
    source: str | None
    evidence: list[EvidenceFile] = Field(description="Files of answers on its behalf, oldest first")
    confirmed_at: datetime | None
    released_at: datetime | None
    reached_at: datetime | None
    reached_by: ReachedBy | None
    reached_source: str | None
    seen_at: datetime | None
    reminders: list[datetime] = Field(description="When it was reminded, oldest first")
    notices: list[NoticeRead] = Field(description="Oldest first")


class ConsultationRead(Output):
    """Proof of consultation of one round."""

    decision_id: UUID
    number: str | None
    kind: DecisionKind
    title: LocalisedText
    state: DecisionState
    visibility: Visibility
    round: int
    procedure: Procedure
    round_state: RoundState
    outcome: RoundOutcome | None
    authoritative: Language
    paragraph_count: int
    character_count: int
    text_hash: str = Field(description="SHA-256 of the authoritative text")
    opened_at: datetime
    deadline_at: datetime
    closed_at: datetime | None
    organisations: list[ConsultedOrganisation] = Field(description="In the network's order")
    journal_first: int | None = Field(description="First entry of the journal that tells of this round")
    journal_last: int | None
    journal_hash: str | None = Field(description="Hash of that last entry")
    server_time: datetime


_network = sa.bindparam("network_id", type_=Id)
_notice = obj(
    id=Delivery.id,
    kind=Delivery.kind,
    person=Person.name,
    person_id=Delivery.person_id,
    state=Delivery.state,
    queued_at=Delivery.created_at,
    accepted_at=Delivery.accepted_at,
    bounced_at=Delivery.bounced_at,
    seen_at=Delivery.seen_at,
    by_hand_at=Delivery.by_hand_at,
    source=Delivery.source,
)
_notices = many(
    _notice,
    sa.outerjoin(Delivery, Person, Person.id == Delivery.person_id),
    [
        Delivery.network_id == _network,
        Delivery.subject_id == Position.round_id,
        sa.or_(*(Delivery.kind == kind for kind in NOTICES)),
        Delivery.organisation_id == Position.organisation_id,
    ],
    [Delivery.created_at, Delivery.id],
    [Position.__table__],
)
_reminders = many(
    val(JournalEntry.at),
    JournalEntry,
    [
        JournalEntry.network_id == _network,
        JournalEntry.subject_id == Position.id,
        JournalEntry.kind == "position.reminded",
    ],
    [JournalEntry.seq],
    [Position.__table__],
)
_evidence = many(
    obj(
        name=Attachment.name,
        bytes=Attachment.bytes,
        sha256=Attachment.sha256,
        answer_version=Attachment.of_version,
        added_at=Attachment.created_at,
    ),
    Attachment,
    [Attachment.network_id == _network, Attachment.subject == "positions", Attachment.subject_id == Position.id],
    [Attachment.id],
    [Position.__table__],
)
_organisation = obj(
    organisation_id=Position.organisation_id,
    acronym=Position.acronym,
    name=Organisation.name,
    value=Position.value,
    text=Position.text,
    would_resolve=Position.would_resolve,
    ad_referendum_until=Position.ad_referendum_until,
    answered_at=Position.answered_at,
    on_behalf=Position.on_behalf,
    source=Position.source,
    evidence=_evidence,
    confirmed_at=Position.confirmed_at,
    released_at=Position.released_at,
    reached_at=Position.reached_at,
    reached_by=Position.reached_by,
    reached_source=Position.reached_source,
    seen_at=Position.seen_at,
    reminders=_reminders,
    notices=_notices,
)
# What the journal tells of a round: of itself, of its positions, of the mails about it.
_told = [
    JournalEntry.network_id == _network,
    sa.or_(
        JournalEntry.subject_id == Round.id,
        JournalEntry.subject_id.in_(
            sa.select(Position.id).where(Position.round_id == Round.id).correlate(Round).scalar_subquery()
        ),
        JournalEntry.subject_id.in_(
            sa.select(Delivery.id)
            .where(Delivery.network_id == _network, Delivery.subject_id == Round.id)
            .correlate(Round)
            .scalar_subquery()
        ),
    ),
]


def _end(column: Any, order: Any) -> Fragment:
    return one(val(column), JournalEntry, _told, [Round.__table__], first_by=order)


CONSULTATION = obj(
    decision_id=Decision.id,
    number=Decision.number,
    kind=Decision.kind,
    title=Decision.title,
    state=Decision.state,
    visibility=Decision.visibility,
    round=Round.number,
    procedure=Round.procedure,
    round_state=Round.state,
    outcome=Round.outcome,
    authoritative=Round.authoritative,
    text_hash=Round.text_hash,
    opened_at=Round.opened_at,
    deadline_at=Round.deadline_at,
    closed_at=Round.closed_at,
    organisations=many(
        _organisation,
        sa.join(Position, Organisation, Organisation.id == Position.organisation_id),
        [Position.round_id == Round.id],
        [Position.place],
        [Round.__table__],
    ),
    journal_first=_end(JournalEntry.seq, JournalEntry.seq),
    journal_last=_end(JournalEntry.seq, JournalEntry.seq.desc()),
    journal_hash=_end(JournalEntry.hash, JournalEntry.seq.desc()),
)


def _view(dialect: str) -> View:
    return View(
        sa.select(
            CONSULTATION.sql(),
            Round.texts,
            Round.authoritative,
            sa.type_coerce(clock.database_now(dialect), UTCDateTime),
        )
        .select_from(sa.join(Round, Decision, Round.decision_id == Decision.id))
        .where(
            Decision.network_id == _network,
            within(Decision.visibility),
            Decision.id == sa.bindparam("id", type_=Id),
            Round.number == sa.bindparam("round", type_=sa.Integer),
        )
    )


VIEWS = {dialect: _view(dialect) for dialect in ("sqlite", "postgresql")}


async def consultation(call: Call, decision_id: UUID, number: int) -> Reply:
    """Everything that proves that everybody was asked, in one statement."""
    row = found(
        await VIEWS[call.source.dialect].first(
            call.source, network_id=call.network_id, reach=call.reach, id=decision_id, round=number
        )
    )
    text = row[1].get(row[2]) or ""
    more = {
        "paragraph_count": len(BLANK_LINES.split(text.strip())) if text.strip() else 0,
        "character_count": len(text),
        "server_time": instant(row[3]),
    }
    return Reply(splice(row[0], **more))


@router.get("/{decision_id}/rounds/{number}/consultation", response_model=ConsultationRead)
async def read_consultation(
    call: Annotated[Call, allow(policy.PROVE)], decision_id: UUID, number: RoundNumber
) -> Reply:
    """The proof of consultation: each organisation's notices, how they reached it, its reminders and its answer."""
    return await consultation(call, decision_id, number)
