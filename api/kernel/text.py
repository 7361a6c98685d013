"""Text as it is cleaned on its way in, and the keys by which it is found and sorted; equal on both databases."""

import re
import unicodedata
from functools import cache
from typing import Any

import snowballstemmer

TURKMEN = "abçdeäfgğhijžklmnňoöprsştuüwyýz"
RANK = {letter: at for at, letter in enumerate(TURKMEN)}
WORD = re.compile(r"[^\W_]+")
STEMMED = {"en": "english", "ru": "russian"}
CYRILLIC = re.compile(r"[\u0400-\u04ff]")


class BadText(ValueError):
    """Control characters, a NUL or half of a surrogate pair: the databases fail on them in different ways."""


def clean_line(value: str) -> str:
    """One line: NFC, trimmed, no control characters at all."""
    text = unicodedata.normalize("NFC", value).strip()
    if not text or any(_is_bad(letter) for letter in text):
        raise BadText
    return text


def clean_text(value: str) -> str:
    """Several lines: NFC, line ends as \\n, tabs allowed, no other control characters."""
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text or any(_is_bad(letter) and letter not in "\n\t" for letter in text):
        raise BadText
    return text


def _is_bad(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cs") or letter in "\u2028\u2029\ufffe\uffff"


def fold(text: str) -> str:
    """Without case and diacritics: Aşgabat = Asgabat, ё = е. SQLite folds ASCII only, so we do it."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ё", "е").replace("й", "\x00"))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return bare.replace("\x00", "й")


def sort_key(text: str) -> str:
    """A key that sorts by bytes: Turkmen letters in Turkmen order, Latin before Cyrillic, numbers by value."""
    key = []
    for part in re.split(r"(\d+)", unicodedata.normalize("NFC", text.casefold())):
        if part.isdigit():
            key.append(f"0{len(part.lstrip('0')):03d}{part.lstrip('0')}")
        else:
            key.append("".join(_rank(letter) for letter in part))
    return "".join(key)[:300]


def _rank(letter: str) -> str:
    at = RANK.get(letter)
    if at is not None:
        return chr(ord("A") + at) if at < 26 else "Z" + chr(ord("A") + at - 26)
    base = fold(letter)[:1]
    if base in RANK and base != letter:
        return _rank(base)
    return " " if letter.isspace() else letter if letter > "\x7f" else "!"


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(STEMMED[language])


def terms(text: str) -> list[str]:
    """The folded, stemmed words of a text. Script tells Russian; everything else is stemmed as English if ASCII."""
    found = []
    for word in WORD.findall(fold(text)):
        if CYRILLIC.search(word):
            found.append(str(_stemmer("ru").stemWord(word)))
        else:
            found.append(str(_stemmer("en").stemWord(word)) if word.isascii() else word)
    return found
