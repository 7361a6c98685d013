"""Whether a table tells of persons: the platform keeps numbers of people, and never who they are.

Pure, and rather too careful: what is found is told by its column and kind, never by what stands there.
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from api.kernel.text import fold


class Personal(StrEnum):
    """What a column seems to hold."""

    NAME = "name"
    IDENTITY = "identity"
    PHONE = "phone"
    EMAIL = "email"
    BIRTH = "birth"
    ADDRESS = "address"


class Trace(NamedTuple):
    """A column that seems to tell of persons, and the first row in which it does (its header's, if that does)."""

    column: str
    kind: Personal
    row: int


# By folded words: what a column of persons is headed with in English, Russian and Turkmen.
_HEADS: dict[Personal, str] = {
    Personal.NAME: (
        r"(first|last|given|family|middle|full|maiden|person s|beneficiary|migrant|mother s|father s) ?names?|^names?$|"
        r"surnames?|patronymic|fio|фио|ф и о|имя|имена|фамили\w*|отчеств\w*|^ady$|ady familiyasy|familiyas\w*|"
        r"^familiya$|atasynyn ady|signature|подпись"
    ),
    Personal.IDENTITY: (
        r"passports?|паспорт\w*|pasport\w*|(national|personal|identity|id|case|file|individual|registration|unhcr|"
        r"progres|tax|social security|biometric) ?(id|no|nr|num|number|card|code)s?$|identity|fingerprints?|biometric\w*|"
        r"удостоверени\w*|личн\w* (номер|код|дел\w*)|номер (дела|документа|удостоверения)|снилс|инн|"
        r"sahsy (belgi\w*|kod\w*|nomer\w*)|sahsyyetnama\w*|iban|bank account|photo|фото\w*"
    ),
    Personal.PHONE: r"phones?|mobile|telephone|tel|cell ?phone|whatsapp|imo|телефон\w*|тел|моб\w*|telefon\w*",
    Personal.EMAIL: r"e ?mails?|(e |электронн\w* |эл )почт\w*|имейл|e ?poct\w*|elektron poct\w*",
    Personal.BIRTH: (
        r"dob|d o b|(date|day|year) of birth|birth ?(date|day|year)s?|birthdays?|(дата|год|день) рождени\w*|"
        r"doglan (guni|senesi|yyly|wagty)"
    ),
    Personal.ADDRESS: r"(home |street |postal )?address(es)?|street|адрес\w*|улиц\w*|salgy\w*|kocesi",
}
_HEADED = {kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for kind, words in _HEADS.items()}
_WORDS = re.compile(r"[\W_]+")

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[A-Za-zА-я]{2,}")
_PHONE = re.compile(r"(?<![\w.])(?:\+\d[\d\s().-]{7,18}\d|(?:8|00)[\s-]?\(?\d{2,3}\)?[\s-]?\d[\d\s-]{4,9}\d)(?!\w)")
_PASSPORT = re.compile(
    r"(?<!\w)(?:[IVX]{1,3}-[A-ZÄŇÖŞÜÝŽА-Я]{2}\s?(?:№|N|No)?\s?\d{6}|[A-Z]{1,2}\s?\d{7,9}|[0-9]{2}\s[0-9]{2}\s[0-9]{6})(?!\w)"
)
_DAY = re.compile(r"(?<!\d)(?:[0-3]?\d[./-][01]?\d[./-](?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)")
_NAMED = re.compile(
    r"(?:[A-ZÄÇŇÖŞÜÝŽА-ЯЁ][a-zäçňöşüýžа-яё'-]+)(?:\s+(?:[A-ZÄÇŇÖŞÜÝŽА-ЯЁ][a-zäçňöşüýžа-яё'-]+|ogly|gyzy|оглы|гызы|кызы)){1,3}"
)
_FAMILY = re.compile(
    r"(?:\w+(?:ow|owa|ew|ewa|yew|yewa|ov|ova|ev|eva|iyev|iyeva|ов|ова|ев|ева|ёв|ёва|ин|ина|ский|ская)"
    r"|ogly|gyzy|оглы|гызы|кызы|\w+(?:ович|евич|овна|евна|owiç|ewiç|owna|ewna|ovich|evich|ovna|evna))(?!\w)",
    re.IGNORECASE,
)
ENOUGH = 3  # cells that look like names or days before a column is taken for one of them
LOOKED = 2_000  # cells of a column in which names and days are looked for


def of_header(header: str) -> Personal | None:
    """What a column of this name would hold of a person."""
    plain = _WORDS.sub(" ", fold(header)).strip()
    return next((kind for kind, words in _HEADED.items() if words.search(plain)), None)


def of_text(text: str) -> Personal | None:
    """What a text tells of a person on its own: an address of mail, a telephone number, the number of a passport."""
    if "@" in text and _EMAIL.search(text):
        return Personal.EMAIL
    digits = sum(letter.isdigit() for letter in text)
    if digits < 6:
        return None
    if _PASSPORT.search(text):
        return Personal.IDENTITY
    return Personal.PHONE if digits >= 7 and _PHONE.search(text) else None


class Watch:
    """Looks at rows as they pass. `free` columns hold what nobody checks against a list: there names count, too."""

    def __init__(self, headers: Sequence[tuple[int, str]], free: Iterable[int], row: int) -> None:
        self.headers = dict(headers)
        self.found: dict[int, Trace] = {}
        self.free = {at: [0, 0, 0] for at in free}  # looked at, like names, like days
        for at, header in headers:
            kind = of_header(header)
            if kind is not None:
                self.found[at] = Trace(header, kind, row)

    def see(self, number: int, row: Sequence[Any], texts: Iterable[int]) -> None:
        """`texts`: the columns in which a text may stand."""
        for at in texts:
            cell = row[at] if at < len(row) else None
            if not isinstance(cell, str) or at in self.found:
                continue
            kind = of_text(cell)
            if kind is None and at in self.free:
                kind = self._gathered(at, cell)
            if kind is not None:
                self.found[at] = Trace(self.headers.get(at, ""), kind, number)

    def unlisted(self, number: int, at: int, header: str, cell: str) -> None:
        """A cell that ought to stand on a list and does not."""
        if at in self.found:
            return
        self.free.setdefault(at, [0, 0, 0])
        kind = of_text(cell) or self._gathered(at, cell)
        if kind is not None:
            self.found[at] = Trace(header, kind, number)

    def _gathered(self, at: int, cell: str) -> Personal | None:
        count = self.free[at]
        if count[0] >= LOOKED:
            return None
        count[0] += 1
        count[1] += _NAMED.fullmatch(cell) is not None and _FAMILY.search(cell) is not None
        count[2] += _DAY.fullmatch(cell) is not None
        if count[1] >= ENOUGH:
            return Personal.NAME
        return Personal.BIRTH if count[2] >= ENOUGH else None
