"""What a plan still needs, in words."""

from typing import Any

from api.kernel.words import say
from api.workplans.states import Facts
from api.workplans.values import WorkplanState


def needs(facts: Facts, frozen: int, language: str) -> list[dict[str, Any]]:
    """In the order in which it is to be done."""
    key = _key(facts, frozen)
    return [_need(key, language, day=facts.ends_on)] if key is not None else []


def _key(facts: Facts, frozen: int) -> str | None:
    if facts.state == WorkplanState.ADOPTED and not facts.replaced and facts.today > facts.ends_on:
        return "workplan-close"
    if facts.state != WorkplanState.DRAFT:
        return None
    if facts.decided:
        return "workplan-adopt"
    if facts.under_decision:
        return "workplan-wait"
    return "workplan-freeze" if frozen == 0 else "workplan-decide"


def _need(key: str, language: str, **facts: Any) -> dict[str, Any]:
    return {"key": key, "sentence": say(f"need.{key}", language, **facts), "organisations": [], "by_at": None}
