"""What minutes still need, as facts and as sentences in three languages."""

from datetime import UTC, datetime, timedelta

import pytest

from api.kernel.words import LANGUAGES
from api.minutes.models import MinutesState
from api.minutes.needs import Matter, missing, needs

NOW = datetime(2026, 11, 25, 7, tzinfo=UTC)
AHEAD, OVER = NOW + timedelta(days=2), NOW
NONE, DRAFT, OUT, ADOPTED = MinutesState
CASES = [
    (Matter(NONE, "convened"), []),
    (Matter(NONE, "held"), ["minutes-write"]),
    (Matter(DRAFT, "in_session"), ["minutes-end"]),
    (Matter(DRAFT, "held"), ["minutes-circulate"]),
    (Matter(DRAFT, "held", behind=2), ["minutes-behind", "minutes-circulate"]),
    (Matter(DRAFT, "held", drafts=False, behind=2), ["minutes-being-written"]),
    (Matter(OUT, "held", window_ends_at=AHEAD, silent=("UNDP", "WHO")), ["minutes-comment"]),
    (Matter(OUT, "held", window_ends_at=AHEAD), ["minutes-wait"]),
    (
        Matter(OUT, "held", window_ends_at=AHEAD, silent=("WHO",), objections=("UNDP",)),
        ["minutes-objection", "minutes-comment"],
    ),
    (Matter(OUT, "held", window_ends_at=OVER, silent=("WHO",)), ["minutes-adopt"]),
    (Matter(OUT, "held", window_ends_at=OVER, objections=("UNDP",)), ["minutes-objection"]),
    (Matter(ADOPTED, "held", window_ends_at=OVER), []),
]


@pytest.mark.parametrize(("matter", "keys"), CASES)
def test_what_is_missing_and_the_sentences_that_say_it(matter, keys):
    assert [need.key for need in missing(matter, NOW)] == keys
    for language in LANGUAGES:
        told = needs(matter, NOW, language, "Asia/Ashgabat")
        assert [each["key"] for each in told] == keys
        for each in told:
            assert all(name in each["sentence"] for name in each["organisations"])
            assert (each["by_at"] is not None) == (each["key"] in ("minutes-comment", "minutes-wait"))
