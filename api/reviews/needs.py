"""What a review or profile still needs: facts first, then sentences in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from api.kernel.words import say
from api.reviews.models import ReviewKind, ReviewState
from api.reviews.states import OPEN


@dataclass(frozen=True)
class Matter:
    """A review as far as `needs` depends on it."""

    kind: str
    state: ReviewState
    drafts: bool  # whether the reader reads drafts
    missing: int = 0
    behind: int = 0
    decided: bool = False
    frozen_version: int | None = None


def missing(matter: Matter) -> Iterator[tuple[str, dict[str, Any]]]:
    """What stands between the record and a final text, what matters first."""
    if matter.state in OPEN:
        if not matter.drafts:
            yield "review-being-written", {}
            return
        if matter.missing:
            yield "review-fill", {"count": matter.missing}
        if matter.behind:
            yield "review-behind", {"count": matter.behind}
        yield "review-circulate", {}
    elif matter.state == ReviewState.CIRCULATED:
        if matter.missing:
            yield "review-fill", {"count": matter.missing}
        yield ("review-decide" if matter.kind == ReviewKind.REVIEW else "review-issue"), {}
    elif matter.state == ReviewState.FROZEN:
        yield ("review-adopt", {}) if matter.decided else ("review-consensus", {"text_version": matter.frozen_version})


def needs(matter: Matter, language: str) -> list[dict[str, Any]]:
    """The needs as `Need` of the contract: one sentence each, in one language."""
    return [
        {"key": key, "sentence": say(f"need.{key}", language, **facts), "organisations": [], "by_at": None}
        for key, facts in missing(matter)
    ]
