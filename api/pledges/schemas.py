"""What goes in and out of pledges."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from api.kernel.access import Visibility
from api.kernel.schemas import (
    EvidenceLink,
    EvidenceRead,
    Input,
    Line,
    LocalisedText,
    Money,
    Need,
    OpenMove,
    Output,
    Prose,
    Reason,
    ShortLine,
)
from api.objectives.schemas import AttachmentRead
from api.pledges.models import PledgeState

Key = Annotated[str, StringConstraints(pattern=r"^[a-z_]{2,40}$", max_length=40)]
Answer = Prose | Money | list[Annotated[int, Field(ge=1, le=23)]] | list[Line] | None
Answers = Annotated[
    dict[Key, Answer],
    Field(max_length=40, description="By the keys of the form (`/pledges/form`); null empties an answer"),
]


class PledgeVisibility(StrEnum):
    MEMBERS = "members"
    PARTNERS = "partners"


class PledgeCreate(Input):
    organisation_id: UUID = Field(description="The pledging entity: any organisation of the common list")
    title: Annotated[Line, Field(max_length=200)]
    contact: Line | None = None
    visibility: PledgeVisibility = PledgeVisibility.MEMBERS
    answers: Answers = {}


class PledgeUpdate(Input):
    organisation_id: UUID | None = None
    title: Annotated[Line, Field(max_length=200)] | None = None
    contact: Line | None = None
    visibility: PledgeVisibility | None = None
    decision_id: UUID | None = Field(None, description="Of a pledge in the name of the network")
    answers: Answers | None = None


class PledgeReturn(Input):
    reason: Reason


class PledgeSend(Input):
    sent_on: date


class PledgePublish(Input):
    published_id: ShortLine


class PledgeFulfil(Input):
    fulfilled_on: date
    fulfilment: Prose


class ProgressCreate(Input):
    year: Annotated[int, Field(ge=2018, le=2100)]
    note: Prose
    evidence: list[EvidenceLink] = Field([], max_length=20)


class PledgingEntity(Output):
    organisation_id: UUID
    acronym: str
    name: LocalisedText


class PledgeItem(Output):
    id: UUID
    number: str
    title: str
    state: PledgeState
    visibility: Visibility
    entity: PledgingEntity
    objectives: list[int]
    until_on: date | None
    published_id: str | None
    fulfilled_on: date | None
    progress_count: int
    created_at: datetime
    version: int


class PledgeListed(PledgeItem):
    moves: list[str] = Field(description="What your roles allow in its state")


class PledgeList(Output):
    items: list[PledgeListed]
    next_cursor: str | None


class PledgeFinding(Output):
    """What the form lacks, where, and in words."""

    key: str
    severity: str
    field: str
    sentence: str


class ProgressRead(Output):
    id: UUID
    year: int
    note: str
    evidence: list[EvidenceRead]
    acronym: str
    created_at: datetime


class PledgeDecision(Output):
    id: UUID
    number: str
    title: LocalisedText
    state: str


class PledgeRead(PledgeItem):
    """A pledge as it was filled in, what it lacks, what came of it, and what you can do with it now."""

    form_version: str
    answers: dict[str, Any]
    contact: str | None = Field(description="For those who prepare and send it")
    names: dict[str, str] = Field(description="Acronyms of the organisations that its answers name, by id")
    decision: PledgeDecision | None
    attachments: list[AttachmentRead]
    submitted_at: datetime | None
    sent_on: date | None
    fulfilment: str | None
    reason: str | None
    progress: list[ProgressRead]
    findings: list[PledgeFinding]
    editable: bool
    reports: bool = Field(description="Whether you may note its progress")
    moves: list[OpenMove]
    needs: list[Need]


class ChoiceRead(Output):
    value: str
    label: str


class FieldRead(Output):
    key: str
    label: str
    help: str
    type: str
    required: bool
    required_if: dict[str, list[str]]
    repeated: bool
    limit: dict[str, Any] | None
    choices: list[ChoiceRead]
    choices_ref: str | None
    personal_data: bool
    confidence: str
    source_refs: list[int] = Field(description="Places in `sources`, from 0")


class SectionRead(Output):
    section: str
    title: str
    fields: list[FieldRead]


class CheckRead(Output):
    key: str
    rule: str
    severity: str
    confidence: str
    source_refs: list[int]


class PledgeForm(Output):
    """The form as data: a client can draw it from this."""

    template: str
    version: str
    title: str
    sources: list[str]
    confidence: str
    confidence_codes: dict[str, str]
    notes: list[str]
    retrieved: str
    sections: list[SectionRead]
    follow_up: list[FieldRead]
    checks: list[CheckRead]


class AnsweredRead(Output):
    key: str
    label: str
    value: Any = Field(description="As it was given; null where the question was left open")
    text: str | None = Field(description="As people read it")


class SectionAnswered(Output):
    section: str
    title: str
    fields: list[AnsweredRead]


class FollowUpRead(Output):
    number: str
    state: PledgeState
    published_id: str | None
    sent_on: date | None
    fulfilled_on: date | None
    fulfilment: str | None
    progress: list[ProgressRead]


class PledgeOnForm(Output):
    """A pledge by the sections and keys of the form."""

    template: str
    version: str
    pledge: FollowUpRead
    sections: list[SectionAnswered]
