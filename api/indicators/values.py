"""The plain values that indicators speak in."""

from enum import StrEnum


class IndicatorKind(StrEnum):
    """A percentage and a ratio keep numerator and denominator; what is shown is computed from them."""

    QUANTITY = "quantity"
    PERCENTAGE = "percentage"
    RATIO = "ratio"


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NONE = "none"


class Accumulates(StrEnum):
    """What the periods of a year come to: their sum, the last of them, or nothing that is shown."""

    SUM = "sum"
    LATEST = "latest"
    NONE = "none"


class IndicatorState(StrEnum):
    ACTIVE = "active"
    ARCHIVED = "archived"


class IndicatorStatus(StrEnum):
    """How far the last approved figure is on the way from baseline to target."""

    NO_VALUE = "no_value"
    NO_TARGET = "no_target"
    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    AWAY = "away"


class ValueState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"


class Suppressed(StrEnum):
    """Why a number is not shown: it is small itself, or another one could be computed from it."""

    SMALL = "small"
    COMPLEMENTARY = "complementary"


class Framework(StrEnum):
    """Whose code an indicator carries."""

    SDG = "sdg"
    GCM = "gcm"
    UNSDCF = "unsdcf"
    NATIONAL = "national"
    OTHER = "other"
