"""What a statement still needs, said in three languages, and whom it concerns."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from api.decisions.rules import DecisionState
from api.kernel.words import LANGUAGES
from api.statements.needs import needs
from api.statements.states import Facts, Mark
from api.statements.values import StatementState

NOW = datetime(2026, 11, 25, 7, tzinfo=UTC)
DRAFT = Facts(StatementState.DRAFT, NOW, co_chairs=("RCO", "IOM"))
ADOPTED = replace(DRAFT, decision_state=DecisionState.ADOPTED)
SIGNED = replace(ADOPTED, state=StatementState.SIGNED)
PUBLISHED = replace(ADOPTED, state=StatementState.PUBLISHED, released=True)
RCO, IOM = (Mark(uuid4(), uuid4(), acronym) for acronym in ("RCO", "IOM"))
LATER = NOW + timedelta(days=3)


def keys(facts):
    return [each["key"].removeprefix("statement-") for each in needs(facts, "en")]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (replace(DRAFT, has_text=False), ["text"]),
        (DRAFT, ["consensus"]),
        (replace(DRAFT, decision_state=DecisionState.DRAFT), ["open"]),
        (replace(DRAFT, decision_state=DecisionState.OPEN, deadline=LATER), ["asked"]),
        (replace(DRAFT, decision_state=DecisionState.REVISING), ["revising"]),
        (replace(DRAFT, decision_state=DecisionState.CLEAR), ["adoption"]),
        (replace(DRAFT, decision_state=DecisionState.BROKEN), ["broken"]),
        (replace(DRAFT, decision_state=DecisionState.INCOMPLETE), ["incomplete"]),
        (replace(DRAFT, decision_state=DecisionState.REFERRED), ["referred"]),
        (replace(DRAFT, decision_state=DecisionState.NO_CONSENSUS), ["failed"]),
        (replace(DRAFT, decision_state=DecisionState.WITHDRAWN), ["failed"]),
        (ADOPTED, ["sign"]),
        (replace(ADOPTED, decision_state=DecisionState.ADOPTED_WITH_RESERVATIONS, signed=(RCO,)), ["sign"]),
        (replace(ADOPTED, co_chairs=("IOM", "IOM")), ["second-co-chair", "sign"]),
        (replace(ADOPTED, co_chairs=("IOM",), signed=(IOM,)), ["second-co-chair"]),
        (replace(ADOPTED, is_statement=False), ["other-kind"]),
        (replace(ADOPTED, superseded_by="TKM/2026/009"), ["superseded"]),
        (replace(ADOPTED, same_text=False), ["differs"]),
        (SIGNED, ["publish"]),
        (replace(SIGNED, embargo=LATER), ["publish-embargo"]),
        (replace(SIGNED, embargo=NOW - timedelta(days=1)), ["publish"]),
        (replace(SIGNED, superseded_by="TKM/2026/009"), ["superseded"]),
        (replace(SIGNED, same_text=False), ["differs"]),
        (replace(PUBLISHED, released=False, embargo=LATER), ["embargo"]),
        (PUBLISHED, []),
        (replace(PUBLISHED, unreleased=("website", "event")), ["channels"]),
        (replace(PUBLISHED, withdrawing=(RCO,)), ["withdraw-other"]),
        (
            replace(PUBLISHED, languages=(("ru", "missing"), ("tk", "stale"))),
            ["translation-missing", "translation-stale"],
        ),
        (replace(SIGNED, languages=(("ru", "draft"), ("tk", ""))), ["publish", "translation-draft"]),
        (replace(PUBLISHED, state=StatementState.WITHDRAWN), []),
        (replace(DRAFT, state=StatementState.ABANDONED), []),
    ],
)
def test_everything_that_stands_between_a_statement_and_its_end(facts, expected):
    assert keys(facts) == expected
    for language in LANGUAGES:
        for each in needs(facts, language):
            assert each["sentence"]
            assert "{" not in each["sentence"]


def test_from_whom_and_by_when():
    (sign,) = needs(replace(ADOPTED, signed=(RCO,)), "ru")
    assert (sign["organisations"], sign["sentence"]) == (["IOM"], "Нет подписи сопредседателя: IOM.")
    (embargo,) = needs(replace(PUBLISHED, released=False, embargo=LATER), "en")
    assert embargo["by_at"] == "2026-11-28T07:00:00.000000Z"
    assert embargo["sentence"] == "Under embargo. Everybody can read it from Sat 28 Nov 2026, 12:00 (Ashgabat) on."
    (other,) = needs(replace(PUBLISHED, withdrawing=(RCO,)), "tk")
    assert other["organisations"] == ["IOM"]
    (two,) = needs(replace(PUBLISHED, unreleased=("website", "event")), "ru")
    assert two["sentence"].startswith("Не отмечены 2 запланированных канала выпуска: веб-сайт и оглашение")
