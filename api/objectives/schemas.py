"""What goes in and out of objectives and their assessments."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from api.kernel.links import LinkRead
from api.kernel.schemas import (
    EvidenceLink,
    EvidenceRead,
    Input,
    LocalisedText,
    Money,
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


class ObjectiveMoney(Output):
    """What its activities need, have and spent, as the workplans that are adopted say it. Null: nobody said."""

    required: Money | None
    available: Money | None
    expenditure: Money | None


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
    age: int | None = Field(description="Half-years since the one that was assessed last: 0 is the present one")
    ratings: list[RatingRead]
    linked: LinkedCounts
    activity_count: int
    indicator_count: int
    pledge_count: int
    money: ObjectiveMoney
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
    guiding_principles: list[int] = Field(description="Numbers of the reference list `guiding-principles`")
    sdg_targets: list[str]
    assessments: list[AssessmentRead]
    links: list[LinkRead] = Field(description="The newest 50; `…/linked` lists them all, with assessments")
    period: str
    locked_periods: list[str] = Field(description="Periods that the network has locked; all within them are")
    may_change: bool
    assesses_for: list[PartyRead] = Field(description="Organisations for which you may assess it")
    needs: list[Need]


class ObjectiveUpdate(Input):
    priority: Priority | None = None
    lead_id: UUID | None = None
    government_id: UUID | None = None
    contributor_ids: list[UUID] | None = Field(None, max_length=40)
    tor_objectives: list[Annotated[int, Field(ge=1, le=10)]] | None = Field(None, max_length=10)
    guiding_principles: list[Annotated[int, Field(ge=1, le=10)]] | None = Field(None, max_length=10)
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


class AssessmentItem(Output):
    """An assessment of any objective, in lists: with its narrative, so that it can be decided where it stands."""

    id: UUID
    number: int = Field(description="Of the objective")
    label: LocalisedText
    organisation_id: UUID
    acronym: str
    period: str
    state: AssessmentState
    rating: Rating
    narrative: str | None
    evidence: list[EvidenceRead]
    attachments: list[AttachmentRead]
    reason: str | None
    submitted_at: datetime | None
    approved_at: datetime | None
    created_at: datetime
    version: int
    moves: list[str] = Field(description="What your roles allow in its state")


class AssessmentList(Output):
    items: list[AssessmentItem]
    next_cursor: str | None


class LinkedItem(Output):
    """One thing that was done on an objective."""

    kind: str = Field(description="The name of its collection: decisions, meetings, pledges, assessments …")
    id: UUID
    link_id: UUID | None = Field(description="Of the link that can be taken away; assessments belong by themselves")
    number: str | None
    title: LocalisedText
    at: datetime = Field(description="When it took place, or was last acted on")


class LinkedList(Output):
    sentence: str = Field(description="What the network did on it since then, in the reader's language")
    since: date | None
    counts: dict[str, int] = Field(description="How many of each kind since then, whichever kind was asked for")
    items: list[LinkedItem]
    next_cursor: str | None
