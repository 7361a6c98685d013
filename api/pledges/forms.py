"""The form of a pledge, as data: what it asks, where that was read, and how sure it is.

The words of a field stand in `words.json` by its key; everything else comes from `templates/pledge.json`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale

from api.kernel.words import say
from api.reference import service as reference

COLUMNS = ("contact", "pledging_entity", "file")  # kept beside the answers: a person, an organisation, a file


@dataclass(frozen=True)
class Field:
    """One question. `choices`: values that can be chosen; None: anything of its type."""

    key: str
    section: str
    type: str
    required: bool
    repeated: bool
    least: int | None
    most: int | None
    choices: tuple[str, ...] | None
    required_if: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Check:
    key: str
    severity: str


@dataclass(frozen=True)
class Form:
    version: str
    fields: tuple[Field, ...]
    checks: tuple[Check, ...]

    def field(self, key: str) -> Field | None:
        return next((each for each in self.fields if each.key == key), None)


def data() -> dict[str, Any]:
    return reference.load("pledge-form")


@cache
def current() -> Form:
    """The form as it stands now; a pledge keeps the version that it was made on."""
    read = data()
    return Form(
        read["version"],
        tuple(_field(each) for each in read["fields"]),
        tuple(Check(each["key"], each["severity"]) for each in read["checks"]),
    )


def _field(read: dict[str, Any]) -> Field:
    limit = read["limit"] or {}
    counted = limit.get("unit") == "characters"
    return Field(
        read["key"],
        read["section"],
        read["type"],
        read["required"],
        read["repeated"],
        limit.get("min") if counted else None,
        limit.get("max") if counted else None,
        _choices(read),
        tuple((key, tuple(values)) for key, values in read.get("required_if", {}).items()),
    )


def _choices(read: dict[str, Any]) -> tuple[str, ...] | None:
    if "choices" in read:
        return tuple(read["choices"])
    if read.get("choices_ref") == "gcm_guiding_principles":
        return tuple(item["code"] for item in reference.items("guiding-principles"))
    return countries() if read.get("choices_ref") == "countries" else None


# Of the locale data what is no country: unions, and codes that stand for nothing.
_NO_COUNTRIES = {"ZZ", "EU", "EZ", "UN", "XA", "XB", "QO"}


@cache
def countries() -> tuple[str, ...]:
    """ISO 3166 codes of two letters, as the Unicode locale data have them."""
    codes = map(str, Locale("en").territories)
    return tuple(sorted(code for code in codes if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRIES))


def choice_label(field: str, value: str, language: str) -> str:
    """What a choice is called."""
    if field == "countries":
        return str(Locale(language).territories.get(value) or Locale("en").territories[value])
    if field == "guiding_principles":
        item = next(item for item in reference.items("guiding-principles") if item["code"] == value)
        return str(item.get(f"title_{language}") or item["title_en"])
    return say(f"pledge.{'state' if field == 'status' else 'choice'}.{value}", language)


@cache
def told(language: str) -> dict[str, Any]:
    """The form for a page: sections with their fields, labels in the reader's language, source and confidence of each."""
    read = data()
    return {
        "template": read["template"],
        "version": read["version"],
        "title": say("pledge.form", language),
        "sources": read["source"],
        "confidence": read["confidence"],
        "confidence_codes": {code: say(f"pledge.confidence.{code}", language) for code in read["confidence_codes"]},
        "notes": read["notes"],
        "retrieved": read["retrieved"],
        "sections": list(_sections(read["fields"], language)),
        "follow_up": [_told(each, language) for each in read["follow_up_fields"]],
        "checks": [
            {
                "key": each["key"],
                "rule": say(f"pledge.check.{each['key']}", language),
                "severity": each["severity"],
                "confidence": each["confidence"],
                "source_refs": each["source_refs"],
            }
            for each in read["checks"]
        ],
    }


def _sections(fields: list[dict[str, Any]], language: str) -> Iterator[dict[str, Any]]:
    for section in dict.fromkeys(each["section"] for each in fields):
        inside = [_told(each, language) for each in fields if each["section"] == section]
        yield {"section": section, "title": section_title(section, language), "fields": inside}


def section_title(section: str, language: str) -> str:
    return say(f"pledge.section.{section.replace(' ', '_').lower()}", language)


def _told(read: dict[str, Any], language: str) -> dict[str, Any]:
    choices = _choices(read)
    return {
        "key": read["key"],
        "label": say(f"pledge.field.{read['key']}", language),
        "help": say(f"pledge.help.{read['key']}", language),
        "type": read["type"],
        "required": read["required"],
        "required_if": read.get("required_if", {}),
        "repeated": read["repeated"],
        "limit": read["limit"],
        "choices": [{"value": each, "label": choice_label(read["key"], each, language)} for each in choices or ()],
        "choices_ref": read.get("choices_ref"),
        "personal_data": read.get("personal_data", False),
        "confidence": read["confidence"],
        "source_refs": read["source_refs"],
    }
