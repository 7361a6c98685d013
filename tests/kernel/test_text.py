"""Text is cleaned, folded, sorted and stemmed the same way in English, Russian and Turkmen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.kernel.text import BadText, clean_line, clean_text, fold, sort_key, stem, terms, words

ALPHABET = list("ABÇDEÄFGHIJŽKLMNŇOÖPRSŞTUÜWYÝZ")
CONTROL = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Aşgabat", "asgabat"),
        ("ŞŇŽÇÄÖÜÝ şňžçäöüý", "snzcaouy snzcaouy"),
        ("Ёлка и ежи", "елка и ежи"),
        ("Йод", "йод"),
        ("И\u0306од", "йод"),
        ("İstanbul, ıssyk", "istanbul, issyk"),
        ("Straße · ﬁn · Łódź · Ærø", "strasse · fin · lodz · aero"),
        ("A\u0301\u0323", "a"),
    ],
)
def test_fold(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_and_composition_does_not_matter(text):
    once = fold(text)
    assert fold(once) == once
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == once


def test_turkmen_sorts_as_turkmen():
    assert [sort_key(letter) for letter in ALPHABET] == sorted({sort_key(letter) for letter in ALPHABET})
    assert sorted(["Ähli", "Elip", "Çaga", "Daş", "Baş"], key=sort_key) == ["Baş", "Çaga", "Daş", "Elip", "Ähli"]


def test_foreign_letters_numbers_and_cyrillic_have_their_place():
    mixed = ["Annex 2", "Annex 10", "IOM", "UN Women", "UN-Habitat", "UNESCO", "UNICEF", "WHO", "Ель", "Ёлка", "Жук"]
    ordered = ["Annex 2", "Annex 10", "IOM", "UN-Habitat", "UN Women", "UNESCO", "UNICEF", "WHO", "Ель", "Ёлка", "Жук"]
    assert sorted(mixed, key=sort_key) == ordered
    assert len({sort_key(letter) for letter in "cqvx"}) == 4


@given(st.text(max_size=400))
def test_a_sort_key_fits_its_column_and_knows_no_case(text):
    key = sort_key(text)
    assert len(key) <= 300
    assert "\x00" not in key
    assert sort_key(unicodedata.normalize("NFD", "Şäher " + text[:200])) == sort_key("şäher " + text[:200])


def test_terms_are_words_and_stems_once():
    assert terms("Migration, migrations; migration") == ["migration", "migrat", "migrations"]
    assert terms("Миграции миграция") == ["миграции", "миграц", "миграция"]
    assert stem("решениями") == stem("решение")
    assert words("TKM/2026/A-014") == ["tkm", "2026", "a", "014"]


@given(st.text())
def test_terms_hold_letters_and_digits_only(text):
    assert all(term.isalnum() and len(term) <= 80 for term in terms(text))


@pytest.mark.parametrize("control", [*CONTROL, "\u2028", "\u2029", "\ud800", "\ufffe"])
def test_one_line_takes_no_control_character(control):
    with pytest.raises(BadText):
        clean_line(f"a{control}b")


def test_lines_are_trimmed_and_composed():
    assert clean_line("  S\u0327a\u0308her \n") == "Şäher"
    assert clean_text("one\r\ntwo\rthree\u2028four\tfive\n") == "one\ntwo\nthree\nfour\tfive"
    for blank in ("", "  ", "\n\t"):
        with pytest.raises(BadText):
            clean_line(blank)
        with pytest.raises(BadText):
            clean_text(blank)


@pytest.mark.parametrize("control", [c for c in CONTROL if c not in "\t\n\r"] + ["\ud800", "\uffff"])
def test_prose_takes_no_control_character_but_tab_and_newline(control):
    with pytest.raises(BadText):
        clean_text(f"a{control}b")
