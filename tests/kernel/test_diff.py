"""A diff loses nothing of either text."""

from hypothesis import given
from hypothesis import strategies as st

from api.kernel.diff import Token, diff

words = st.sampled_from(
    ["The", "network", "adopts", "three", "four", ",", ".", "Aşgabat", "цели", "\n\n", "\n", " ", " \n\n\n"]
)
texts = st.lists(words, max_size=60).map(" ".join) | st.text(max_size=80)


def side(paragraphs, *ops: str) -> str:
    return "".join(token.text for one in paragraphs for token in one.tokens if token.op in ops)


@given(texts, texts)
def test_both_texts_can_be_read_from_it(old, new):
    found = diff(old, new)
    assert side(found, "equal", "insert") == new
    assert side(found, "equal", "delete") == old


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert not any(paragraph.changed for paragraph in diff(text, text))


@given(texts, texts)
def test_paragraphs_are_numbered_as_in_the_new_text(old, new):
    numbers = [paragraph.number for paragraph in diff(old, new) if paragraph.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))


def test_words_inside_paragraphs():
    old = "The Network adopts the workplan, with three outcomes.\n\nThe secretariat reports every quarter."
    new = "The Network adopts the workplan, with four outcomes.\n\nA new paragraph.\n\nThe secretariat reports every quarter."
    first, second, third = diff(old, new)
    assert Token("delete", "three") in first.tokens
    assert Token("insert", "four") in first.tokens
    assert [token.op for token in second.tokens] == ["insert"]
    assert [token.op for token in third.tokens] == ["equal"]
    assert [one.number for one in (first, second, third)] == [1, 2, 3]


def test_a_removed_paragraph_has_no_number():
    removed, kept = diff("Gone entirely.\n\nThis one stays.", "This one stays.")
    assert (removed.number, kept.number) == (None, 1)


def test_a_text_of_the_largest_size_is_told_word_by_word():
    old = "\n\n".join(f"Paragraph {n} " + "words and more words " * 30 for n in range(30))
    new = old.replace("more", "other")
    found = diff(old, new)
    assert side(found, "equal", "insert") == new
    assert [token.text for token in found[0].tokens if token.op == "delete"] == ["more"] * 30


def test_one_endless_paragraph_is_replaced_whole():
    old, new = "word " * 5_000, "other " * 5_000
    found = diff(old, new)
    assert not side(found, "equal")
    assert (side(found, "delete"), side(found, "insert")) == (old, new)
