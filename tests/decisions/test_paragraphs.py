"""Paragraphs keep their ids: whatever changes around them, and no id is ever given twice."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.decisions.paragraphs import Ids, ids_for, of_change, reading, renumbered, rewritten, stale_after
from api.kernel.diff import paragraphs
from api.kernel.text import clean_text

NONE = Ids([], 0)
words = st.text(alphabet=string.ascii_lowercase, min_size=3, max_size=9)
# each begins with a word of its own, so that no two are alike by chance
paragraph = st.lists(words, min_size=6, max_size=12).map(" ".join)
texts = st.lists(paragraph, min_size=0, max_size=7, unique=True)
gaps = st.sampled_from(["\n\n", "\n\n\n", "\n \n", "\n\t\n\n"])
anything = st.text(alphabet="ab \n\tЖ.", max_size=60)


def joined(parts):
    return "\n\n".join(parts)


@given(st.lists(anything, min_size=1, max_size=8))
def test_there_are_as_many_ids_as_paragraphs_and_none_is_given_twice(history):
    """Any texts, one after the other: every paragraph has an id, an id that went never comes back for another."""
    held, before, gone = NONE, "", set()
    for text in history:
        now = renumbered(before, held, text)
        assert len(now.ids) == len(paragraphs(text)) == len(set(now.ids))
        assert not gone & set(now.ids)
        assert now.given >= held.given
        assert all(1 <= int(each[1:]) <= now.given for each in now.ids)
        assert {each for each in now.ids if each not in held.ids} == {
            f"p{number}" for number in range(held.given + 1, now.given + 1)
        }
        gone |= set(held.ids) - set(now.ids)
        held, before = now, text


@given(texts, st.integers(0, 7), paragraph)
def test_a_paragraph_put_in_leaves_the_others_their_ids(parts, at, new):
    held = renumbered("", NONE, joined(parts))
    at = min(at, len(parts))
    now = renumbered(joined(parts), held, joined([*parts[:at], new, *parts[at:]]))
    if new in parts:
        return
    assert [each for each in now.ids if each in held.ids] == held.ids
    assert len(now.ids) == len(held.ids) + 1


@given(texts, st.data())
def test_paragraphs_taken_out_leave_the_others_their_ids(parts, data):
    held = renumbered("", NONE, joined(parts))
    kept = [data.draw(st.booleans()) for _ in parts]
    left = [part for part, keep in zip(parts, kept, strict=True) if keep]
    now = renumbered(joined(parts), held, joined(left))
    assert now.ids == [each for each, keep in zip(held.ids, kept, strict=True) if keep]
    assert now.given == held.given


@given(texts.filter(bool), gaps)
def test_blank_lines_and_an_equal_text_change_no_id(parts, gap):
    held = renumbered("", NONE, joined(parts))
    assert renumbered(joined(parts), held, gap.join(parts)) == held


@given(texts.filter(bool), st.data(), words)
def test_a_paragraph_that_reads_alike_keeps_its_id(parts, data, word):
    """One word of many is another one."""
    at = data.draw(st.integers(0, len(parts) - 1))
    changed = [*parts]
    changed[at] = " ".join([*parts[at].split()[:-1], word])
    held = renumbered("", NONE, joined(parts))
    assert renumbered(joined(parts), held, joined(changed)) == held


@settings(max_examples=200)
@given(st.lists(anything, min_size=1, max_size=4), st.data(), anything)
def test_other_words_for_one_paragraph_leave_all_the_rest_as_it_stands(history, data, put):
    text = joined(clean for each in history if (clean := each.strip()))
    if not text:
        return
    held = renumbered("", Ids([], 4), text)
    chosen = data.draw(st.sampled_from(held.ids))
    new, now = rewritten(text, held, chosen, put)
    assert len(now.ids) == len(paragraphs(new)) == len(set(now.ids))
    for each in held.ids:
        if each != chosen:
            stands = reading(new, now.ids, each)
            assert stands is not None
            assert stands.lstrip() == (reading(text, held.ids, each) or "").lstrip(), "but for blanks at the beginning"
    first = paragraphs(put.strip())[:1]
    assert reading(new, now.ids, chosen) == (first[0].rstrip() if first else None)
    assert all(int(each[1:]) > held.given for each in now.ids if each not in held.ids)
    if new:
        assert clean_text(new) == new, "it stands as it would if somebody had written it"


def test_words_of_several_paragraphs_open_new_ones_after_it():
    text, held = "One.\n\nTwo.\n\nThree.", Ids(["p1", "p4", "p2"], 5)
    assert rewritten(text, held, "p4", "Two,\n\nand a half.") == (
        "One.\n\nTwo,\n\nand a half.\n\nThree.",
        Ids(["p1", "p4", "p6", "p2"], 6),
    )
    assert rewritten(text, held, "p4", "") == ("One.\n\nThree.", Ids(["p1", "p2"], 5))
    assert rewritten(text, held, "p2", "") == ("One.\n\nTwo.", Ids(["p1", "p4"], 5))


def test_another_authoritative_language_keeps_the_ids_paragraph_by_paragraph():
    before = ({"en": "One.\n\nTwo.", "ru": "Раз.\n\nДва."}, "en")
    held = Ids(["p1", "p3"], 3)
    assert of_change(before, held, (before[0], "ru")) == held
    shorter = ({"en": "One.\n\nTwo.", "ru": "Раз, два."}, "ru")
    assert of_change(before, held, shorter) == Ids(["p4"], 4)
    assert of_change(before, held, ({"en": None}, "en")) == Ids([], 3)


def test_a_translation_has_the_ids_if_it_has_as_many_paragraphs():
    assert [*ids_for("Раз.\n\nДва.", ["p1", "p3"])] == ["p1", "p3"]
    assert [*ids_for("Раз.", ["p1", "p3"])] == [None]


EN, RU, TK = {"en": "One."}, {"ru": "Один."}, {"tk": "Bir."}


@pytest.mark.parametrize(
    ("before", "after", "stale", "checked", "expected"),
    [
        ((EN | RU | TK, "en"), (EN | RU | TK, "en"), [], [], []),
        ((EN | RU | TK, "en"), ({"en": "Two."} | RU | TK, "en"), [], [], ["ru", "tk"]),
        ((EN | RU | TK, "en"), ({"en": "Two.", "ru": "Два."} | TK, "en"), [], [], ["tk"]),
        ((EN | RU | TK, "en"), (EN | {"ru": "Два."} | TK, "en"), ["ru", "tk"], [], ["tk"]),
        ((EN | RU | TK, "en"), (EN | RU | TK, "en"), ["ru", "tk"], ["ru"], ["tk"]),
        ((EN | RU | TK, "en"), (EN | TK | {"ru": None}, "en"), ["ru"], [], []),
        ((EN | RU, "en"), (EN | RU, "ru"), [], [], []),
        ((EN | RU | TK, "en"), (EN | RU | TK, "ru"), ["ru"], [], ["en", "tk"]),
    ],
)
def test_a_translation_is_stale_until_its_words_change_or_somebody_has_checked(before, after, stale, checked, expected):
    assert stale_after(before, after, stale, checked) == expected
