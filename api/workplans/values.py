"""The plain values that workplans speak in."""

from enum import StrEnum


class WorkplanState(StrEnum):
    """That a plan is running is computed: adopted, in force and in its period."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    CLOSED = "closed"
    ABANDONED = "abandoned"


class ResultKind(StrEnum):
    OUTCOME = "outcome"
    OUTPUT = "output"


class ActivityStatus(StrEnum):
    YET_TO_START = "yet_to_start"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class UpdateState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"


class RiskState(StrEnum):
    OPEN = "open"
    MITIGATED = "mitigated"
    OCCURRED = "occurred"
    CLOSED = "closed"


class FindingSeverity(StrEnum):
    BLOCKER = "blocker"
    WARNING = "warning"


MARKERS = ("gender", "human_rights", "peace")
MOST_TARGETS = 10
FIRST_YEAR, LAST_YEAR = 2000, 2100
KIND = "workplans"  # what a decision calls a plan that it adopts
