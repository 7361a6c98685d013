"""What a statement still needs, from whom and by when: the sentences above its page."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from api.decisions.rules import DecisionState
from api.kernel.db import instant
from api.kernel.words import say
from api.statements.states import Facts
from api.statements.values import StatementState

S, D = StatementState, DecisionState
Need = tuple[str, tuple[str, ...], datetime | None, dict[str, Any]]
IN_DECISION = {
    D.DRAFT: "open",
    D.REVISING: "revising",
    D.CLEAR: "adoption",
    D.BROKEN: "broken",
    D.INCOMPLETE: "incomplete",
    D.REFERRED: "referred",
    D.NO_CONSENSUS: "failed",
    D.WITHDRAWN: "failed",
}


def needs(facts: Facts, language: str) -> list[dict[str, Any]]:
    """In order; nothing once it is over."""
    return [
        {
            "key": f"statement-{key}",
            "sentence": say(
                f"need.statement-{key}",
                language,
                **{"organisations": whom, "count": len(whom), "by_at": by_at, **more},
            ),
            "organisations": list(whom),
            "by_at": instant(by_at) if by_at else None,
        }
        for key, whom, by_at, more in _missing(facts)
    ]


def _missing(facts: Facts) -> Iterator[Need]:
    if facts.state == S.DRAFT:
        yield from _draft(facts)
    elif facts.state == S.SIGNED:
        yield from _signed(facts)
    elif facts.state == S.PUBLISHED:
        yield from _published(facts)


def _draft(facts: Facts) -> Iterator[Need]:
    if facts.decision_state is None:
        yield ("consensus" if facts.has_text else "text"), (), None, {}
    elif facts.decision_state == D.OPEN:
        yield "asked", (), facts.deadline, {}
    elif facts.decision_state in IN_DECISION:
        yield IN_DECISION[facts.decision_state], (), None, {}
    elif not facts.is_statement:
        yield "other-kind", (), None, {}
    elif facts.superseded_by or not facts.same_text:
        yield from _fallen(facts)
    else:
        yield from _signatures(facts)
        yield from _translations(facts)


def _fallen(facts: Facts) -> Iterator[Need]:
    if facts.superseded_by:
        yield "superseded", (), None, {"number": facts.superseded_by}
    else:
        yield "differs", (), None, {}


def _signatures(facts: Facts) -> Iterator[Need]:
    held = {mark.acronym for mark in facts.signed}
    missing = tuple(acronym for acronym in dict.fromkeys(facts.co_chairs) if acronym not in held)
    if len(held) + len(missing) < 2:
        yield "second-co-chair", (), None, {}
    if missing:
        yield "sign", missing, None, {}


def _signed(facts: Facts) -> Iterator[Need]:
    if facts.superseded_by or not facts.same_text:
        yield from _fallen(facts)
        return
    late = facts.embargo is not None and facts.embargo > facts.now
    yield ("publish-embargo" if late else "publish"), (), facts.embargo if late else None, {}
    yield from _translations(facts)


def _published(facts: Facts) -> Iterator[Need]:
    if facts.withdrawing:
        held = {mark.acronym for mark in facts.withdrawing}
        others = tuple(acronym for acronym in dict.fromkeys(facts.co_chairs) if acronym not in held)
        yield "withdraw-other", others, None, {"asked": tuple(held)}
    if not facts.released:
        yield "embargo", (), facts.embargo, {}
    elif facts.unreleased:
        yield "channels", (), None, {"channels": facts.unreleased, "count": len(facts.unreleased)}
    yield from _translations(facts)


def _translations(facts: Facts) -> Iterator[Need]:
    for lack in ("missing", "draft", "stale"):
        lacking = tuple(language for language, found in facts.languages if found == lack)
        if lacking:
            yield f"translation-{lack}", (), None, {"languages": lacking, "count": len(lacking)}
