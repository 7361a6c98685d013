"""What goes in and out of objectives and their assessments."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from api.kernel.links import LinkRead
from api.kernel.schemas import (
    EvidenceLink,
    EvidenceRead,
    Input,
    LocalisedText,
    Need,
    OpenMove,
    Output,
    Prose,
    Reason,
)
from api.objectives.models import AssessmentState, Priority, Rating, Trend

Period = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-H[12]$", max_length=7)]
Target = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,2}\.[0-9a-f]{1,2}$", max_length=5)]


class PartyRead(Output):
    organisation_id: UUID
    acronym: str


class GovernmentRead(PartyRead):
    name: LocalisedText


class RatingRead(Output):
    """What was approved for one half-year."""

    period: str
    rating: Rating
    acronym: str


class LinkedCounts(Output):
    """How many things of each kind are linked, as far as the reader may see them."""

    decisions: int
    meetings: int
    proposals: int


class ObjectiveItem(Output):
    """A tile of the overview."""

    id: UUID
    number: int
    title: LocalisedText
    label: LocalisedText
    priority: Priority
    lead: PartyRead | None
    rating: Rating
    previous_rating: Rating | None
    trend: Trend | None
    rated_period: str | None
    ratings: list[RatingRead]
    linked: LinkedCounts
    version: int


class ObjectiveList(Output):
    period: str = Field(description="The half-year it is now")
    items: list[ObjectiveItem]


class AttachmentRead(Output):
    id: UUID
    name: str
    media_type: str
    bytes: int
    sha256: str
    created_at: datetime


class AttachmentList(Output):
    items: list[AttachmentRead]


class AssessmentRead(Output):
    id: UUID
    organisation_id: UUID
    acronym: str
    period: str
    state: AssessmentState
    rating: Rating
    narrative: str | None
    evidence: list[EvidenceRead]
    attachments: list[AttachmentRead]
    reason: str | None = Field(description="Why it was returned")
    submitted_at: datetime | None
    approved_at: datetime | None
    created_at: datetime
    version: int
    moves: list[OpenMove]
    editable: bool = Field(description="Whether you may change it now")


class ObjectiveRead(ObjectiveItem):
    """An objective with all its assessments and everything that is linked to it."""

    source: str
    confidence: dict[str, Any] = Field(description="How sure each translation is")
    contributors: list[PartyRead]
    government: GovernmentRead | None
    tor_objectives: list[int]
    sdg_targets: list[str]
    assessments: list[AssessmentRead]
    links: list[LinkRead]
    period: str
    may_change: bool
    assesses_for: list[PartyRead] = Field(description="Organisations for which you may assess it")
    needs: list[Need]


class ObjectiveUpdate(Input):
    priority: Priority | None = None
    lead_id: UUID | None = None
    government_id: UUID | None = None
    contributor_ids: list[UUID] | None = Field(None, max_length=40)
    tor_objectives: list[Annotated[int, Field(ge=1, le=10)]] | None = Field(None, max_length=10)
    sdg_targets: list[Target] | None = Field(None, max_length=40)


class AssessmentCreate(Input):
    organisation_id: UUID
    period: Period
    rating: Rating = Rating.NOT_ASSESSED
    narrative: Prose | None = None
    evidence: list[EvidenceLink] = Field([], max_length=20)


class AssessmentUpdate(Input):
    rating: Rating | None = None
    narrative: Prose | None = None
    evidence: list[EvidenceLink] | None = Field(None, max_length=20)


class ReasonAsked(Input):
    reason: Reason
