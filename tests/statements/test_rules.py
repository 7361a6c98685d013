"""The pure rules of statements: in whose name, in which languages, from which instant."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from api.decisions.rules import PositionValue
from api.statements import rules
from api.statements.rules import Voice

NAME = {"en": "An organisation"}
VALUES = st.one_of(st.none(), st.sampled_from([str(value) for value in PositionValue]))
VOICES = st.lists(st.tuples(VALUES, st.booleans()), max_size=12).map(
    lambda seats: [Voice(f"id-{at}", f"O{at}", NAME, value, "words", left) for at, (value, left) in enumerate(seats)]
)
TEXTS = st.text(min_size=1, max_size=200)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "language": st.sampled_from(["en", "ru", "tk"]),
            "status": st.sampled_from(["missing", "draft", "checked"]),
            "source_hash": st.sampled_from(["now", "before"]),
        }
    ),
    unique_by=lambda row: row["language"],
)


@settings(deadline=None)
@given(VOICES)
def test_whoever_stands_apart_or_left_is_no_signatory(voices):
    names = {one["acronym"] for one in rules.signatories(voices)}
    for voice in voices:
        apart = voice.released or voice.value in ("disassociate", "recused")
        assert (voice.acronym in names) != apart


@settings(deadline=None)
@given(VOICES)
def test_every_reservation_and_disassociation_is_on_record_and_nothing_else(voices):
    held = {one["acronym"]: one["value"] for one in rules.on_record(voices)}
    marked = {voice.acronym: voice.value for voice in voices if not voice.released}
    assert held == {name: value for name, value in marked.items() if value in ("reservation", "disassociate")}


@settings(deadline=None)
@given(ROWS)
def test_only_what_is_checked_against_this_very_text_is_published(rows):
    languages = rules.published_languages("en", rows, "now")
    assert languages[0] == "en"
    assert len(languages) == len(set(languages))
    for row in rows:
        ready = row["status"] == "checked" and row["source_hash"] == "now"
        assert row["language"] == "en" or (row["language"] in languages) == ready


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_the_adopted_text_is_the_same_to_the_byte(text, other):
    adopted = rules.text_hash(text)
    assert rules.is_adopted_text({"en": text}, {"en": text}, "en", adopted)
    if other != text:
        assert not rules.is_adopted_text({"en": other}, {"en": text}, "en", adopted)
        assert not rules.is_adopted_text({"en": text}, {"en": other}, "en", adopted)
        assert not rules.is_adopted_text({"en": other}, {"en": other}, "en", adopted)
    assert not rules.is_adopted_text({"en": text}, {}, "en", adopted)


@settings(deadline=None)
@given(st.datetimes(timezones=st.just(UTC)).filter(lambda at: at.year > 1), st.integers(0, 10**9))
def test_the_embargo_holds_to_its_instant(embargo, microseconds):
    span = timedelta(microseconds=microseconds)
    assert rules.released(embargo, embargo + span if embargo < datetime.max.replace(tzinfo=UTC) - span else embargo)
    assert not rules.released(embargo, embargo - span - timedelta(microseconds=1))
    assert rules.released(None, embargo)


def test_a_number_and_its_address():
    assert rules.number("TKM", 2026, 3) == "TKM/2026/S-003"
    assert rules.key("TKM/2026/S-003") == "TKM-2026-S-003"
    assert rules.number("TKM", 2026, 1234) == "TKM/2026/S-1234"
