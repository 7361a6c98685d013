"""What makes a statement the network's own: plain functions over plain values, without I/O.

What is published is byte for byte what was adopted, so every step compares hashes; who stands behind it follows from
the positions in the round that adopted it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.decisions.rules import ON_RECORD, PositionValue
from api.kernel.words import LANGUAGES
from api.statements.values import TranslationStatus

APART = (PositionValue.DISASSOCIATE, PositionValue.RECUSED)


def text_hash(text: str) -> str:
    """SHA-256 of a text's bytes (UTF-8), as a round of the decision computes it."""
    return hashlib.sha256(text.encode()).hexdigest()


def number(code: str, year: int, count: int) -> str:
    return f"{code}/{year}/S-{count:03d}"


def key(register_number: str) -> str:
    """The number as it stands in an address."""
    return register_number.replace("/", "-")


def is_adopted_text(texts: Mapping[str, Any], round_texts: Mapping[str, Any], language: str, adopted: str) -> bool:
    """Whether the decision still holds, byte for byte, the text that its last round froze under this hash."""
    text = round_texts.get(language)
    return bool(text) and text == texts.get(language) and text_hash(str(text)) == adopted


@dataclass(frozen=True)
class Voice:
    """One organisation in the round that adopted the text."""

    organisation_id: str
    acronym: str
    name: dict[str, Any]
    value: str | None
    text: str | None = None
    released: bool = False  # it left the network while the round ran


def signatories(voices: Iterable[Voice]) -> list[dict[str, Any]]:
    """In whose name the statement speaks: every member on the roll that neither disassociated nor recused itself."""
    return [
        {"organisation_id": voice.organisation_id, "acronym": voice.acronym, "name": voice.name}
        for voice in voices
        if not voice.released and voice.value not in APART
    ]


def on_record(voices: Iterable[Voice]) -> list[dict[str, Any]]:
    """Reservations, and who disassociated from which part."""
    return [
        {"acronym": voice.acronym, "name": voice.name, "value": str(voice.value), "text": voice.text}
        for voice in voices
        if not voice.released and voice.value in ON_RECORD
    ]


def stale(source_hash: str, current: str | None) -> bool:
    """Whether a translation follows another text than the one that stands now."""
    return current is not None and source_hash != current


def published_languages(
    authoritative: str, translations: Iterable[Mapping[str, Any]], current: str | None
) -> list[str]:
    """The authoritative language first, then those whose translation is checked against exactly this text."""
    ready = {
        each["language"]
        for each in translations
        if each["status"] == TranslationStatus.CHECKED and not stale(each["source_hash"], current)
    }
    return [authoritative, *(language for language in LANGUAGES if language in ready and language != authoritative)]


def released(embargo: datetime | None, now: datetime) -> bool:
    """Whether what is published now may be read now: from the embargo's instant on, not a microsecond before."""
    return embargo is None or now >= embargo
