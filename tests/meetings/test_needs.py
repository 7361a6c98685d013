"""What a meeting still needs: pure facts, and a sentence for each in three languages."""

from datetime import UTC, datetime, timedelta

import pytest

from api.kernel.words import LANGUAGES
from api.meetings.models import MeetingState
from api.meetings.needs import Matter, missing, needs

NOW = datetime(2026, 11, 25, 6, tzinfo=UTC)
AHEAD = {"starts_at": NOW + timedelta(days=3), "ends_at": NOW + timedelta(days=3, hours=2)}


def keys(state, **given):
    return [need.key for need in missing(Matter(MeetingState(state), **given), NOW)]


@pytest.mark.parametrize(
    ("state", "given", "expected"),
    [
        ("requested", {}, ["meeting-request"]),
        ("draft", {}, ["meeting-date", "meeting-agenda"]),
        ("draft", {**AHEAD, "items": 1}, ["meeting-convene"]),
        ("draft", {**AHEAD, "proposed": 2}, ["meeting-agenda", "meeting-proposed"]),
        ("draft", {**AHEAD, "items": 1, "open_to_members": False}, ["meeting-circle"]),
        ("convened", {**AHEAD, "items": 1, "silent": ("UNDP",)}, ["meeting-rsvp"]),
        ("convened", {**AHEAD, "items": 1, "proposed": 1}, ["meeting-proposed"]),
        ("convened", {**AHEAD, "items": 1}, ["meeting-ready"]),
        ("convened", {"starts_at": NOW - timedelta(hours=3), "ends_at": NOW, "silent": ("UNDP",)}, ["meeting-passed"]),
        ("in_session", {"unwritten": 2, "unrecorded": ("IOM",)}, ["meeting-attendance", "meeting-record"]),
        ("held", {"unwritten": 1}, ["meeting-record"]),
        ("held", {}, []),
        ("deferred", {"unwritten": 1}, []),
        ("cancelled", {"unwritten": 1, "silent": ("UNDP",)}, []),
    ],
)
def test_what_is_missing(state, given, expected):
    assert keys(state, **given) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 5, 21])
def test_every_need_is_a_sentence(language, count):
    acronyms = tuple(f"UN{at}" for at in range(count))
    for state in MeetingState:
        for given in (
            {},
            AHEAD,
            {**AHEAD, "items": 1, "open_to_members": False, "proposed": count},
            {**AHEAD, "items": 1},
            {**AHEAD, "silent": acronyms},
            {"starts_at": NOW, "ends_at": NOW},
            {"unwritten": count, "unrecorded": acronyms},
        ):
            for need in needs(Matter(state, **given), NOW, language):
                assert need["sentence"].endswith(".")
                assert "{" not in need["sentence"]
                assert all(acronym in need["sentence"] for acronym in need["organisations"])


def test_the_meeting_is_by_when():
    (need,) = needs(Matter(MeetingState.CONVENED, **AHEAD, items=1, silent=("UNDP",)), NOW, "en")
    assert (need["organisations"], need["by_at"]) == (["UNDP"], "2026-11-28T06:00:00.000000Z")
    assert need["sentence"] == "UNDP has not yet said whether it will attend."
