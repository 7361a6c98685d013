"""What stands against a form: values that no answer can be, and findings that it still has to mend. Pure, no I/O."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from api.pledges.forms import COLUMNS, Field, Form

BLOCKER, WARNING = "blocker", "warning"
MOST_FILE = 25_000_000
# Words that make a reader ask whether it is about refugees: the form is for pledges about migrants.
_REFUGEES = re.compile(r"refugee|asylum|беженц|убежищ|bosgun|gaçybatalga", re.IGNORECASE)
_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,12})(\.[0-9]{1,2})?")
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True)
class Finding:
    """One thing that the form still lacks, at its field."""

    key: str
    severity: str
    field: str
    found: int | None = None


def fault(field: Field, value: Any) -> str | None:
    """Why a value cannot be an answer to this question, as a code of invalid input; None: it can."""
    if value is None:
        return None
    several = field.repeated or field.type == "multi_choice"
    if several:
        if not isinstance(value, list) or len(set(map(str, value))) != len(value):
            return "unknown"
        return next(filter(None, (_one(field, each) for each in value)), None)
    return _one(field, value)


def _one(field: Field, value: Any) -> str | None:
    if field.type == "objective":
        fits = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 23
    elif field.type == "money":
        fits = isinstance(value, Mapping) and _AMOUNT.fullmatch(str(value.get("amount"))) is not None
    elif not isinstance(value, str):
        fits = False
    elif field.type == "date":
        fits = _parsed(date.fromisoformat, value)
    elif field.type == "organisation":
        fits = _parsed(UUID, value)
    else:
        fits = field.choices is None or value in field.choices
    return None if fits else "unknown"


def _parsed(read: Any, value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


def findings(form: Form, answers: Mapping[str, Any], *, contact: bool, file: tuple[int, int] = (0, 0)) -> list[Finding]:
    """Everything that the form lacks; blockers stop it from being submitted, warnings do not.

    `contact`: whether somebody is named. `file`: how many files there are, and the bytes of the largest.
    """
    given = {key: value for key, value in answers.items() if value not in (None, "", [])}
    return [*_missing(form, given, contact), *_checked(form, given, file)]


def _missing(form: Form, given: Mapping[str, Any], contact: bool) -> Iterator[Finding]:
    for field in form.fields:
        conditional = any(given.get(key) in values for key, values in field.required_if)
        there = contact if field.key == "contact" else field.key in given or field.key in COLUMNS
        if (field.required or conditional) and not there:
            yield Finding("missing", BLOCKER, field.key)


def _checked(form: Form, given: Mapping[str, Any], file: tuple[int, int]) -> Iterator[Finding]:
    severities = {check.key: check.severity for check in form.checks}
    text = " ".join(str(given.get(key, "")) for key in ("title", "description", "measure"))
    if "about_migrants" in severities and _REFUGEES.search(text):
        yield Finding("about_migrants", severities["about_migrants"], "description")
    if "measurable" in severities and "measure" in given and not _FIGURE.search(str(given["measure"])):
        yield Finding("measurable", WARNING, "measure")  # a measure is given, yet no figure in it
    if "time_bound" in severities and str(given.get("from", "")) > str(given.get("until", "9999")):
        yield Finding("time_bound", severities["time_bound"], "until")
    for field in form.fields:
        if field.key in given and isinstance(given[field.key], str):
            yield from _length(field, len(given[field.key]))
    if "file_limit" in severities and (file[0] > 1 or file[1] > MOST_FILE):
        yield Finding("file_limit", severities["file_limit"], "file")


def _length(field: Field, letters: int) -> Iterator[Finding]:
    short = field.least is not None and letters < field.least
    long = field.most is not None and letters > field.most
    if short or long:
        yield Finding("length", BLOCKER, field.key, letters)


def complete(found: list[Finding]) -> bool:
    return not any(each.severity == BLOCKER for each in found)


def of_answers(answers: Mapping[str, Any], key: str) -> Any:
    """An answer, or nothing where the question was left open."""
    value = answers.get(key)
    return None if value in ("", []) else value
