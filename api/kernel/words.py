"""What the server says to people, in English, Russian and Turkmen: `api/*/words.json`, filled with facts.

A value is a sentence, or plural forms chosen by the fact `count`. `{name}` is a fact; `{name:word}` the word
`word.<fact>` of a state or kind; `{name:money}` cents of US dollars; `{name:percent}` basis points.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_location
from babel.lists import format_list

LANGUAGES = ("en", "ru", "tk")
ZONE = "Asia/Ashgabat"
Words = str | dict[str, str]

_PLACE = re.compile(r"\{(\w+)(?::([\w.-]+))?\}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PERIOD = re.compile(r"(20\d\d)-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2]))")


@cache
def catalogue() -> dict[str, dict[str, Words]]:
    """Every key of every feature. A key stands in one file only."""
    found: dict[str, dict[str, Words]] = {}
    for path in sorted(Path(__file__).parent.parent.glob("*/words.json")):
        words = json.loads(path.read_text(encoding="utf-8"))
        doubled = found.keys() & words.keys()
        if doubled:
            raise ValueError(f"{path.parent.name}/words.json repeats {sorted(doubled)}")
        found |= words
    return found


def known(key: str) -> bool:
    return key in catalogue()


def placeholders(key: str) -> frozenset[str]:
    """The facts that a key asks for."""
    return frozenset(name for name, _ in _PLACE.findall(str(catalogue()[key]["en"])))


def say(key: str, language: str, /, **facts: Any) -> str:
    """The sentence of a key in a language. Raises KeyError for a key, language or fact that is not there."""
    words = catalogue()[key][language]
    if isinstance(words, dict):
        words = words[_plural(language, facts["count"])]
    if "{" not in words:
        return words
    first, places = _parts(words)
    return first + "".join([_fill(name, spec, language, facts) + text for name, spec, text in places])


@cache
def _parts(words: str) -> tuple[str, tuple[tuple[str, str | None, str], ...]]:
    """A sentence cut at its places: what leads, then (fact, spec, what follows) of each."""
    cut = _PLACE.split(words)
    return cut[0], tuple(zip(cut[1::3], cut[2::3], cut[3::3], strict=True))


def _fill(name: str, spec: str | None, language: str, facts: Mapping[str, Any]) -> str:
    value = facts[name]
    if spec in _SPECS:
        return _SPECS[spec](value, language)
    if spec is None:
        return shown(value, language, str(facts.get("zone") or ZONE))
    if isinstance(value, list | tuple):
        return _joined([say(f"{spec}.{item}", language, **facts) for item in value], language)
    return say(f"{spec}.{value}", language, **facts)


def shown(value: Any, language: str, zone: str = ZONE) -> str:
    """A fact as people read it. Instants are told in the network's zone, with the place; blank is a dash."""
    if value is None:
        return "–"
    if isinstance(value, dict):
        return shown(value.get(language) or value.get("en"), language, zone)
    if isinstance(value, list | tuple):
        return _joined([shown(item, language, zone) for item in value], language)
    if isinstance(value, int):
        return number(value, language)
    return _told(value, language, zone)


_ORDINALS = {
    "en": ("1st", "2nd", "3rd", "4th"),
    "ru": ("1-е", "2-е"),
    "tk": ("birinji", "ikinji", "üçünji", "dördünji"),
}
_ROMAN = ("I", "II", "III", "IV")


def period_name(text: str, language: str) -> str:
    """A half-year, quarter or month (`2026-H2`, `2026-Q3`, `2026-03`) as a sentence holds it; a year as it stands."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return text
    year, half, quarter, month = found.groups()
    if month:
        return period_title(text, language)
    at = int(half or quarter) - 1
    if language == "ru":
        return f"{_ORDINALS['ru'][at]} полугодие {year}" if half else f"{at + 1}-й квартал {year}"
    if language == "tk":
        return f"{year}-njy ýylyň {_ORDINALS['tk'][at]} {'ýarymy' if half else 'çärýegi'}"
    return f"the {_ORDINALS['en'][at]} {'half' if half else 'quarter'} of {year}"


def period_title(text: str, language: str) -> str:
    """The same as a column is headed: Q3 2026."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return text
    year, half, quarter, month = found.groups()
    if month:
        name = str(_locale(language).months["stand-alone"]["wide"][int(month)])
        return f"{year} {name}" if language == "tk" else f"{name} {year}"
    if language == "en":
        return f"{'H' if half else 'Q'}{half or quarter} {year}"
    numeral = _ROMAN[int(half or quarter) - 1]
    if language == "ru":
        return f"{numeral} {'полугодие' if half else 'кв.'} {year}"
    return f"{year}, {numeral} {'ýarymýyl' if half else 'çärýek'}"


def _told(value: Any, language: str, zone: str) -> str:
    if isinstance(value, str) and not value[:1].isdigit():
        return value
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        value = datetime.fromisoformat(value)
    elif isinstance(value, str) and _DAY.fullmatch(value):
        value = date.fromisoformat(value)
    elif isinstance(value, str) and _PERIOD.fullmatch(value):
        return period_name(value, language)
    if isinstance(value, datetime):
        return moment(value, language, zone)
    return day(value, language) if isinstance(value, date) else str(value)


@lru_cache(4096)
def moment(at: datetime, language: str, zone: str = ZONE) -> str:
    """An instant with its place: Tue 24 Nov 2026, 17:00 (Ashgabat)."""
    if at.tzinfo is None:
        raise ValueError("an instant has a zone")
    local = at.astimezone(ZoneInfo(zone))
    return f"{day(local, language)}, {local:%H:%M} ({_city(zone, language)})"


def day(on: date, language: str) -> str:
    names = _locale(language)
    months, days = names.months["format"], names.days["format"]
    if language == "ru":
        return f"{days['abbreviated'][on.weekday()]}, {on.day} {months['wide'][on.month]} {on.year} г."
    if language == "tk":
        return f"{on.day} {months['wide'][on.month]} {on.year}, {days['wide'][on.weekday()]}"
    return f"{days['abbreviated'][on.weekday()]} {on.day} {months['abbreviated'][on.month]} {on.year}"


def brief(at: datetime, language: str, zone: str = ZONE, year: int = 0) -> str:
    """An instant in a column of instants: 24 Nov 17:00, with its year where that is not `year`."""
    local = at.astimezone(ZoneInfo(zone))
    month = _locale(language).months["format"]["abbreviated"][local.month]
    told = "" if local.year == year else f" {local.year}"
    return f"{local.day} {month}{told} {local:%H:%M}"


def number(value: int, language: str) -> str:
    """Grouped from five figures on, so that years and register numbers stay as they are."""
    if abs(value) < 10_000:
        return str(value).replace("-", "\u2212")
    grouped = f"{value:,}".replace("-", "\u2212")
    return grouped if language == "en" else grouped.replace(",", "\u00a0")


def money(cents: int, language: str) -> str:
    """US dollars from integer cents; cents are told only where there are any."""
    whole, rest = divmod(abs(cents), 100)
    grouped = f"{whole:,}" if language == "en" else f"{whole:,}".replace(",", "\u00a0")
    point = "." if language == "en" else ","
    amount = ("\u2212" if cents < 0 else "") + grouped + (f"{point}{rest:02}" if rest else "")
    return {"en": f"USD {amount}", "ru": f"{amount} долл. США", "tk": f"{amount} ABŞ dollary"}[language]


def percent(basis_points: int, language: str) -> str:
    value = f"{(Decimal(basis_points) / 100).normalize():f}"
    return f"{value}%" if language == "en" else f"{value.replace('.', ',')}\u00a0%"


_SPECS: dict[str | None, Callable[[int, str], str]] = {"money": money, "percent": percent}


def _joined(items: list[str], language: str) -> str:
    return _listed(tuple(items), language) if items else "–"


@lru_cache(2048)
def _listed(items: tuple[str, ...], language: str) -> str:
    return format_list(items, "standard", _locale(language))


@lru_cache(2048)
def _plural(language: str, count: int) -> str:
    return str(_locale(language).plural_form(count))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse("en_GB" if language == "en" else language)


@lru_cache(64)
def _city(zone: str, language: str) -> str:
    return get_timezone_location(zone, _locale(language), return_city=True)
