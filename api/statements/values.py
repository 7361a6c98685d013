"""The plain values that statements speak in."""

from enum import StrEnum


class StatementState(StrEnum):
    DRAFT = "draft"
    SIGNED = "signed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    ABANDONED = "abandoned"


SIGNED_STATES = (StatementState.SIGNED, StatementState.PUBLISHED, StatementState.WITHDRAWN)


class Urgency(StrEnum):
    """Urgent: the network consults for the shorter period that a decision agreed beforehand."""

    ORDINARY = "ordinary"
    URGENT = "urgent"


class Channel(StrEnum):
    """Where a statement is released."""

    WEBSITE = "website"
    PRESS_RELEASE = "press_release"
    SOCIAL_MEDIA = "social_media"
    GOVERNMENT_LETTER = "government_letter"
    PARTNERS = "partners"
    BROADCAST = "broadcast"
    EVENT = "event"
    OTHER = "other"


class TranslationStatus(StrEnum):
    MISSING = "missing"
    DRAFT = "draft"
    CHECKED = "checked"


class SignatureAct(StrEnum):
    """What both co-chairs put their names to."""

    SIGN = "sign"
    WITHDRAW = "withdraw"
