"""Minutes write themselves: properties of the text that a record becomes, in every language."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from api.kernel.words import LANGUAGES
from api.minutes import rules, text
from api.minutes.record import Action, Attendee, Guest, Item, Next, Outcome, Record, Ruling, Somebody, Word

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40).filter(
    str.strip
)
prose = st.lists(words, min_size=1, max_size=3).map("\n\n".join)
titles = st.builds(lambda en, ru: {"en": en, "ru": ru, "tk": None}, words, st.none() | words)
keys = st.uuids().map(str)
instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
circles = st.sampled_from([None, "members", "secretariat"])
attendees = st.builds(
    Attendee, keys, words, titles,
    st.lists(st.builds(Somebody, words, st.none() | words, st.booleans()), max_size=3).map(tuple),
    st.sampled_from(["in_room", "remote", "absent", None]), st.booleans(),
)  # fmt: skip
items = st.builds(
    Item, keys, st.integers(1, 30), st.sampled_from(["information", "discussion", "decision"]), titles,
    st.none() | words, st.none() | prose,
    st.lists(st.builds(Outcome, keys, prose, circles), max_size=2).map(tuple),
    st.sampled_from([None, "carried", "parked"]),
)  # fmt: skip
word = st.builds(Word, keys, words, st.sampled_from(["reservation", "disassociate"]), prose)
rulings = st.builds(
    Ruling, keys, words, titles, st.sampled_from(["adopted", "adopted_with_reservations", "open", "broken"]), prose,
    instants, st.lists(word, max_size=2).map(tuple), st.lists(words, max_size=2).map(tuple),
    st.lists(word, max_size=1).map(tuple), circles,
)  # fmt: skip
actions = st.builds(Action, keys, words, titles, words, st.dates(date(2024, 1, 1), date(2030, 1, 1)), circles)


def several(one: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(one, max_size=3, unique_by=lambda each: each.key).map(tuple)


records = st.builds(
    Record, words, st.sampled_from(["regular", "extraordinary", "thematic"]), titles, st.just("Asia/Ashgabat"),
    st.none() | instants, st.none() | instants, st.none() | words, st.sampled_from(["in_person", "remote", "hybrid"]),
    st.lists(st.tuples(words, words), max_size=2).map(tuple), st.none() | words, several(attendees),
    st.lists(st.builds(Guest, words, st.none() | words, st.sampled_from(["in_room", "remote"])), max_size=2).map(tuple),
    several(items), several(rulings), several(actions), st.none() | st.builds(Next, words, instants, st.none() | words),
)  # fmt: skip
few = settings(max_examples=60, deadline=None)


def ids(parts):
    return [part["id"] for part in parts], [each["id"] for part in parts for each in part["paragraphs"]]


def told(parts):
    return "\n\n".join(each["text"] for part in parts for each in part["paragraphs"])


@few
@given(records)
def test_the_same_record_is_the_same_text_with_ids_that_no_language_changes(record):
    english = rules.write(record, "en")
    assert english == rules.write(record, "en")
    parts, paragraphs = ids(english)
    assert len(set(parts)) == len(parts)
    assert len(set(paragraphs)) == len(paragraphs)
    assert all(ids(rules.write(record, language)) == (parts, paragraphs) for language in LANGUAGES)


@few
@given(records)
def test_what_people_wrote_stays_as_they_typed_it(record):
    """Every piece of notes, outcomes, texts and reservations stands in it, in each language, letter by letter."""
    wrote = [item.notes for item in record.items] + [one.text for item in record.items for one in item.outcomes]
    wrote += [ruling.text for ruling in record.decisions]
    wrote += [one.text for ruling in record.decisions for one in (*ruling.words, *ruling.explanations)]
    for language in LANGUAGES:
        said = told(rules.write(record, language))
        assert all(piece in said for whole in wrote for piece in rules.pieces(whole))


@few
@given(records)
def test_nobody_and_nothing_on_record_is_left_out(record):
    parts = {part["id"]: part for part in rules.write(record, "en")}
    rows = [each["id"] for each in parts.get("participants", {"paragraphs": []})["paragraphs"]]
    assert len(rows) == len(record.attendees) + len(record.guests)
    assert {f"participants.{each.key}" for each in record.attendees} <= set(rows)
    assert [id for id in parts if id.startswith("item-")] == [f"item-{item.key}" for item in record.items]
    for required in ("facts", "summary", "decisions", "action_points", "next_meeting"):
        assert parts[required]["paragraphs"], "an empty part says so"


@few
@given(records)
def test_rows_keep_their_cells_whatever_people_are_called(record):
    for part in rules.write(record, "ru"):
        for each in part["paragraphs"]:
            cells = text.cells(part["key"], each["text"])
            columns = text.TABLES.get(part["key"])
            assert cells is None if columns is None else len(cells) in (1, len(columns))


@few
@given(records)
def test_what_is_kept_in_a_narrower_circle_names_it_wherever_it_stands(record):
    """A decision or action point for few is marked in the summary, under its item, and in its own part."""
    hidden = {each.key: each.circle for each in (*record.decisions, *record.actions) if each.circle}
    for part in rules.write(record, "en"):
        for each in part["paragraphs"]:
            of = next((circle for key, circle in hidden.items() if key in each["id"]), None)
            assert of is None or each["visibility"] == of


@few
@given(records)
def test_every_language_is_kept_beside_the_authoritative_one(record):
    own = rules.written(record, "tk")
    for language in ("en", "ru"):
        there = rules.write(record, language)
        assert [part["said"][language] for part in own] == [part["title"] for part in there]
        beside = [each["said"][language] for part in own for each in part["paragraphs"]]
        assert beside == [each["text"] for part in there for each in part["paragraphs"]]
