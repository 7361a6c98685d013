"""Whatever the server can say, it says in three languages, with the same facts and complete plurals."""

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel import Locale

from api.kernel.problems import MoveRefused, Problem
from api.kernel.words import LANGUAGES, catalogue, known, money, percent, placeholders, say, shown

CATEGORIES = {language: set(Locale.parse(language).plural_form.tags) | {"other"} for language in LANGUAGES}
PLACES = re.compile(r"\{[^}]*\}")
API = Path(__file__).parents[2] / "api"
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
NEVER = re.compile(
    r"\b(vo[t](e|es|ing)|ballot|majority|quorum|голосовани\w*|кворум\w*|большинств\w*|ses bermek|köplük)\b", re.I
)


def forms(words: str | dict[str, str]) -> list[str]:
    return list(words.values()) if isinstance(words, dict) else [words]


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_every_key_is_whole(key):
    words = catalogue()[key]
    assert set(words) == set(LANGUAGES)
    kinds = {type(value) for value in words.values()}
    assert len(kinds) == 1, "plural in one language is plural in all"
    places = [{place for form in forms(value) for place in PLACES.findall(form)} for value in words.values()]
    assert all(found - {"{count}"} == places[0] - {"{count}"} for found in places)
    for language, value in words.items():
        assert all(form.strip() for form in forms(value))
        assert not any(NEVER.search(form) for form in forms(value))
        if isinstance(value, dict):
            assert set(value) == CATEGORIES[language]


def test_words_of_words_exist():
    for key, words in catalogue().items():
        for spec in re.findall(r"\{\w+:([\w.-]+)\}", str(words)):
            assert spec in ("money", "percent") or any(other.startswith(f"{spec}.") for other in catalogue()), key


def problems(kind: type[Problem] = Problem) -> Iterator[type[Problem]]:
    yield kind
    for child in kind.__subclasses__():
        yield from problems(child)


def sources() -> Iterator[ast.Call]:
    """Every call in the code of the server, which is imported on the way so that all its problems are known."""
    for path in sorted(API.rglob("*.py")):
        importlib.import_module(".".join(path.relative_to(API.parent).with_suffix("").parts).removesuffix(".__init__"))
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                yield node


def told_by_itself(problem: type[Problem]) -> set[str]:
    """The facts that a problem works out for its sentence, in the reader's language."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(problem.told)))
    return {key.value for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys if key}


def test_every_problem_has_its_words_and_is_raised_with_their_facts():
    calls = list(sources())
    by_name = {problem.__name__: problem for problem in problems()}
    for problem in by_name.values():
        assert known(f"problem.{problem.slug}.title"), problem
        assert known(f"problem.{problem.slug}.detail"), problem
    for call in calls:
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        given = {keyword.arg for keyword in call.keywords}
        if name not in by_name or None in given:
            continue
        given |= told_by_itself(by_name[name])
        slug = by_name[name].slug
        asked = placeholders(f"problem.{slug}.title") | placeholders(f"problem.{slug}.detail")
        assert asked <= given | {"count"}, f"{name} in line {call.lineno}"


def test_every_fault_and_journal_entry_has_its_sentence():
    for call in sources():
        name = getattr(call.func, "attr", "")
        words = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
        if name == "at" and len(words) == 2:
            assert known(f"invalid.{words[1]}"), words
        if name == "record" and words and "." in str(words[0]):
            assert known(f"journal.{words[0]}"), words


def test_what_is_missing_is_an_error():
    with pytest.raises(KeyError):
        say("no.such.key", "en")
    with pytest.raises(KeyError):
        say("problem.not-found.title", "fr")
    with pytest.raises(KeyError):
        say("problem.too-large.detail", "en")


@pytest.mark.parametrize(
    ("value", "en", "ru", "tk"),
    [
        (
            AT,
            "Tue 24 Nov 2026, 17:00 (Ashgabat)",
            "вт, 24 ноября 2026 г., 17:00 (Ашхабад)",
            "24 noýabr 2026, sişenbe, 17:00 (Aşgabat)",
        ),
        (
            "2026-11-24T12:00:00.000000Z",
            "Tue 24 Nov 2026, 17:00 (Ashgabat)",
            "вт, 24 ноября 2026 г., 17:00 (Ашхабад)",
            "24 noýabr 2026, sişenbe, 17:00 (Aşgabat)",
        ),
        (date(2026, 3, 1), "Sun 1 Mar 2026", "вс, 1 марта 2026 г.", "1 mart 2026, ýekşenbe"),
        (["IOM", "RCO", "WHO"], "IOM, RCO and WHO", "IOM, RCO и WHO", "IOM, RCO we WHO"),
        (1265382, "1,265,382", "1\u00a0265\u00a0382", "1\u00a0265\u00a0382"),
        (2026, "2026", "2026", "2026"),
        (None, "–", "–", "–"),
        ({"en": "Plan", "ru": "План", "tk": None}, "Plan", "План", "Plan"),
    ],
)
def test_facts_as_people_read_them(value, en, ru, tk):
    assert [shown(value, language) for language in LANGUAGES] == [en, ru, tk]


def test_money_and_percent():
    assert [money(126538200, language) for language in LANGUAGES] == [
        "USD 1,265,382",
        "1\u00a0265\u00a0382 долл. США",
        "1\u00a0265\u00a0382 ABŞ dollary",
    ]
    assert money(-126538250, "ru") == "\u22121\u00a0265\u00a0382,50 долл. США"
    assert [percent(700, "en"), percent(650, "ru")] == ["7%", "6,5\u00a0%"]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "Ожидается 1 ответ."),
        (3, "Ожидаются 3 ответа."),
        (5, "Ожидаются 5 ответов."),
        (21, "Ожидается 21 ответ."),
    ],
)
def test_russian_plurals(count, expected):
    assert say("need.answers", "ru", count=count, by_at=AT).startswith(expected)


def test_a_reader_elsewhere_is_told_the_place():
    assert say("need.closing", "en", by_at=AT, zone="Asia/Bishkek").startswith(
        "The deadline passed on Tue 24 Nov 2026, 18:00 (Bishkek)."
    )


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        shown(AT.replace(tzinfo=None), "en")


def test_facts_are_never_templates():
    said = say("need.would-resolve", "en", organisations=["WHO"], text="{organisations}")
    assert said.endswith("“{organisations}”")


def test_a_half_year_is_told_in_words():
    assert shown("2026-H2", "en") == "the 2nd half of 2026"
    assert shown("2026-H1", "ru") == "1-е полугодие 2026"
    assert shown("2026-H2", "tk") == "2026-njy ýylyň ikinji ýarymy"
    assert shown("2026-H3", "en") == "2026-H3"


def test_a_refused_move_tells_the_state_in_words():
    refused = MoveRefused(machine="decision", move="adopt", state="broken", reason="state").body("ru")
    assert "Процедура прервана" in refused["detail"]
    assert refused["state"] == "broken"
