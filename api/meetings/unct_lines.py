"""A pasted list of the country team's dates, line by line: plain text in, values or the fault of each line out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from api.kernel.text import BadText, clean_line

MOST_NOTE = 300
MONTHS = (
    ("jan", "янв", "ýan", "yan"), ("feb", "фев", "few"), ("mar", "мар"), ("apr", "апр"), ("may", "мая", "май", "maý"),
    ("jun", "июн", "iýun", "iyun"), ("jul", "июл", "iýul", "iyul"), ("aug", "авг", "awg"), ("sep", "сен"),
    ("oct", "окт", "okt"), ("nov", "ноя", "noý", "noy"), ("dec", "дек", "dek"),
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
_SAID = re.compile(r"(\d{1,2})(?:-?(?:st|nd|rd|th|nji|njy|е))?\s+([^\W\d_]+)\.?,?\s+(\d{4})(?!\d)", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|—|to|до)\s*(\d{1,2})[:.](\d{2})(?!\d)")
_BETWEEN = " \t,;:|–—-"


@dataclass(frozen=True)
class Line:
    """A line as it was read: a day with its hours and what it is about, or the code of its fault."""

    number: int
    text: str
    meets_on: date | None = None
    begins: str | None = None
    ends: str | None = None
    note: str | None = None
    fault: str | None = None


def read(text: str) -> Iterator[Line]:
    """Every line that says something. 2026-12-15, 15.12.2026, 15/12/2026 and 15 December 2026 are days."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _read(number, line.strip())


def _read(number: int, text: str) -> Line:
    try:
        clean = clean_line(text.replace("\t", " "))
        meets_on, rest = _day(clean)
        begins, ends, rest = _hours(rest)
    except BadText:
        return Line(number, "", fault="control_characters")
    except LookupError:
        return Line(number, text[:MOST_NOTE], fault="no_date")
    except ValueError:
        return Line(number, text[:MOST_NOTE], fault="date_parsing")
    if begins is not None and ends is not None and ends <= begins:
        return Line(number, text[:MOST_NOTE], fault="before_start")
    return Line(number, text[:MOST_NOTE], meets_on, begins, ends, rest.strip(_BETWEEN)[:MOST_NOTE] or None)


def _day(text: str) -> tuple[date, str]:
    """Raises LookupError without a day, ValueError for one that no calendar has."""
    if found := _ISO.search(text):
        day = date(int(found[1]), int(found[2]), int(found[3]))
    elif found := _DOTTED.search(text):
        day = date(int(found[3]), int(found[2]), int(found[1]))
    elif found := _SAID.search(text):
        name = found[2].casefold()
        month = next((at for at, names in enumerate(MONTHS, start=1) if name.startswith(names)), None)
        if month is None:
            raise LookupError
        day = date(int(found[3]), month, int(found[1]))
    else:
        raise LookupError
    return day, text[: found.start()].rstrip(_BETWEEN) + " " + text[found.end() :].lstrip(_BETWEEN)


def _hours(text: str) -> tuple[str | None, str | None, str]:
    found = _HOURS.search(text)
    if found is None:
        return None, None, text
    hours = [int(each) for each in found.groups()]
    if hours[0] > 23 or hours[2] > 23 or hours[1] > 59 or hours[3] > 59:
        raise ValueError(text)
    rest = text[: found.start()].rstrip(_BETWEEN) + " " + text[found.end() :].lstrip(_BETWEEN)
    return f"{hours[0]:02}:{hours[1]:02}", f"{hours[2]:02}:{hours[3]:02}", rest
