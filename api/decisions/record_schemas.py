"""What a decision record says. Its form only grows: a field that older records lack is optional in the schema."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

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
from api.kernel.access import Visibility
from api.kernel.deliveries import DeliveryState
from api.kernel.schemas import LocalisedText, Output

FORMAT: Literal["unmn-decision-record-1"] = "unmn-decision-record-1"


def _absent(schema: dict[str, Any]) -> None:
    """It may be missing; it is never null."""
    schema.pop("default")


class RecordedNotice(Output):
    """One notice to somebody who spoke for the organisation, named by function."""

    kind: str = Field(description="round-opened or round-reminder")
    function: str | None = Field(description="Whom it went to; null: handed over, or the function is not known")
    state: DeliveryState
    queued_at: datetime
    accepted_at: datetime | None
    bounced_at: datetime | None
    seen_at: datetime | None
    by_hand_at: datetime | None


class RecordedFile(Output):
    """A file that shows what was answered on behalf: whoever holds it can compare its digest."""

    name: str
    bytes: int
    sha256: str
    answer_version: int
    added_at: datetime


class RecordedPosition(Output):
    """One place on the roll, in the network's order. `value` null: it did not answer."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

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
    evidence: list[RecordedFile] | SkipJsonSchema[None] = Field(
        None, json_schema_extra=_absent, description="Files of answers on its behalf; not in records made before them"
    )
    confirmed_at: datetime | None
    released_at: datetime | None
    reached_at: datetime | None
    reached_by: ReachedBy | None
    reached_source: str | None
    reminded_at: datetime | None
    seen_at: datetime | None
    notices: list[RecordedNotice] = Field(description="Oldest first")


class RecordedSubject(Output):
    """What was adopted, where that is frozen elsewhere: whoever holds it can compare its digest."""

    kind: str
    id: UUID
    version: int
    sha256: str


class RecordedRound(Output):
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    number: int
    procedure: Procedure
    state: RoundState
    outcome: RoundOutcome | None
    authoritative: Language
    texts: dict[str, str | None]
    text_hash: str = Field(description="SHA-256 of the authoritative text, in UTF-8")
    subject: RecordedSubject | None = Field(None, description="What the decision was about; not in older records")
    opened_at: datetime
    deadline_at: datetime
    closed_at: datetime | None
    roll: list[RecordedPosition]


class RecordedNetwork(Output):
    slug: str
    code: str
    name: LocalisedText
    time_zone: str


class RecordedOrigin(Output):
    """Where the question came from; all null: between meetings."""

    meeting_number: str | None
    meeting_title: LocalisedText | None
    meeting_starts_at: datetime | None
    agenda_item: LocalisedText | None
    proposal_id: UUID | None
    proposal_revision: int | None


class RecordedReservation(Output):
    acronym: str
    value: PositionValue
    text: str | None


class RecordedEntry(Output):
    """The journal's entry of the adoption: where the network's chain stood then."""

    seq: int
    at: datetime
    kind: str
    subject: str
    subject_id: UUID
    actor_id: UUID | None
    digest: str
    previous: str
    hash: str


class RecordRead(Output):
    """A decision record: the JSON as it was frozen at adoption and mailed to all members, byte for byte."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    format: Literal["unmn-decision-record-1"]
    network: RecordedNetwork
    decision_id: UUID
    number: str
    kind: DecisionKind
    title: LocalisedText
    state: DecisionState
    visibility: Visibility
    origin: RecordedOrigin
    subject: RecordedSubject | None = Field(None, description="What it adopts; not in older records")
    review_on: date | None
    supersedes: str | None = Field(description="Number of the decision in whose place it stands")
    rescinds: str | None = Field(description="Number of the decision that it ends")
    allowed_by: str | None = Field(description="Number of the decision that allowed a shorter period")
    adopted_by: list[str]
    adopted_at: datetime
    reservations: list[RecordedReservation] = Field(description="Reservations and disassociations on record")
    rounds: list[RecordedRound] = Field(description="Oldest first; the last one was adopted")
    journal: RecordedEntry
