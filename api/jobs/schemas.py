"""What goes out of jobs."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from api.kernel.jobs import JobState
from api.kernel.schemas import Output, ProblemRead


class JobFile(Output):
    """What a job made, to be fetched at `…/jobs/{id}/file` for a week."""

    name: str
    media_type: str


class JobItem(Output):
    id: UUID
    kind: str = Field(description="What is done, as a name")
    state: JobState
    word: str = Field(description="The step it is at, as a name")
    done: int = Field(description="How far it is in this step …")
    of: int = Field(description="… of how much; 0 where that is not known")
    file: JobFile | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    moves: list[Literal["cancel"]]


class JobRead(JobItem):
    """Ask again every second or two until `state` is done, failed or cancelled."""

    result: dict[str, Any] | None = Field(description="What came of it; its members depend on the kind")
    problem: ProblemRead | None = Field(description="Why it failed")


class JobList(Output):
    items: list[JobItem]
    next_cursor: str | None
