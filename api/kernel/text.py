"""Text as it is cleaned on its way in, and the keys by which it is found and sorted; equal on both databases."""

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

LATIN = "abcçdeäfghijžklmnňoöpqrsştuüvwxyýz"  # Turkmen order; the letters it lacks stand where English has them
CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
MOST_SORTED = 300
LONGEST_WORD = 60

_BAD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"[^\W_]+")
_NUMBER_OR_WORD = re.compile(r"[0-9]+|[^\W\d_]+|\S|\s+")
_UNMARKED = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"}
_RANK = {letter: chr(ord("A") + at) for at, letter in enumerate(LATIN)} | {
    letter: chr(0x100 + at) for at, letter in enumerate(CYRILLIC)
}
_STEMMERS = {"en": snowballstemmer.stemmer("english"), "ru": snowballstemmer.stemmer("russian")}
_stemming = threading.Lock()


class BadText(ValueError):
    """Control characters, a NUL or half of a surrogate pair: the databases fail on them in different ways."""


def clean_line(value: str) -> str:
    """One line: NFC, trimmed, no control characters at all."""
    text = unicodedata.normalize("NFC", value).strip()
    if not text or _BAD.search(text):
        raise BadText
    return text


def clean_text(value: str) -> str:
    """Several lines: NFC, line ends as \\n, tabs allowed, no other control characters."""
    lines = re.sub("\r\n?|[\u2028\u2029]", "\n", value)
    text = unicodedata.normalize("NFC", lines).strip()
    if not text or _BAD.search(text.replace("\n", "").replace("\t", "")):
        raise BadText
    return text


class _Folding:
    """A table for `str.translate` that works a letter out once."""

    @lru_cache(4096)  # noqa: B019  (one instance, for ever)
    def __getitem__(self, code: int) -> str:
        folded = ""
        for letter in unicodedata.normalize("NFKD", chr(code).casefold()).casefold():
            folded += _UNMARKED.get(letter, letter)
        return "".join(letter for letter in folded if not unicodedata.combining(letter))


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Without case and diacritics: Aşgabat = Asgabat, ё = е; й stays. SQLite folds ASCII only, so we do it."""
    whole = unicodedata.normalize("NFC", text).casefold()
    return "й".join(part.translate(_FOLDING) for part in whole.split("й"))


def sort_key(text: str) -> str:
    """A key that sorts by its code points: words first, numbers by value, Turkmen order, then Cyrillic, then the rest."""
    key = ""
    for part in _NUMBER_OR_WORD.findall(unicodedata.normalize("NFC", text[:MOST_SORTED]).casefold()):
        if part.isascii() and part.isdigit():
            plain = part.lstrip("0")
            key += f"0{len(plain):03d}{plain}"
        elif part.isalpha():
            key += "".join(_ranked(letter) for letter in part)
        elif not key.endswith(" "):
            key += " "
    return key.strip()[:MOST_SORTED]


def _ranked(letter: str) -> str:
    if letter in _RANK:
        return _RANK[letter]
    return "".join(_RANK.get(plain, plain) for plain in fold(letter))


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


@lru_cache(20_000)
def stem(word: str) -> str:
    """The stem of a folded word: Russian by its script, otherwise English. There is no Turkmen stemmer."""
    language = "ru" if "\u0400" <= word[0] <= "\u04ff" else "en"
    with _stemming:
        return str(_STEMMERS[language].stemWord(word))


def terms(text: str) -> list[str]:
    """What a text is found by: its folded words (whole, so that their beginnings match) and their stems, each once."""
    return list(dict.fromkeys(form for word in words(text) for form in (word, stem(word))))
