"""Who imports whom (house.md §3): features downwards in order, their models and service only; the kernel no feature."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import api
from api.features import FEATURES

ROOT = Path(api.__file__).parent
# What one feature may take from another: its tables, its acts, and the plain values and words they speak in.
OPEN = {"models", "service", "schemas", "policy", "rules", "values", "subjects"}
# Reviewed, one by one: a service that is split by noun, a reply that is another feature's view, a reader of every table.
REVIEWED = {
    ("decisions.admissions", "members.applications"),
    ("decisions.admissions", "members.views"),
    ("members.actors", "people.keys"),
    ("members.actors", "people.secrets"),
    ("journal.verifying", "app"),
    ("reporting.schemas", "indicators.value_schemas"),  # an owed thing is answered as its feature answers it
    ("reporting.schemas", "workplans.update_schemas"),
}
LAYERS = ("policy", "states", "models", "schemas", "service", "routes")
WIRING = {"app", "cli", "serving", "operating", "migrating"}


def imported(path: Path) -> Iterator[str]:
    """Modules of ours that a file imports, wherever it does; what only types are checked with counts too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("api"))
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "api":
            for alias in node.names:
                inner = ROOT.joinpath(*node.module.split(".")[1:], alias.name)
                is_module = inner.is_dir() or inner.with_suffix(".py").exists()
                yield f"{node.module}.{alias.name}" if is_module else node.module


def edges() -> Iterator[tuple[str, str]]:
    """(importing module, imported module), without `api.`."""
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for found in imported(path):
            yield name, found.removeprefix("api.")


def faults(found: Iterator[tuple[str, str]]) -> list[str]:
    return [f"{one} imports {other}: {why}" for one, other in found if (why := fault(one, other))]


def fault(one: str, other: str) -> str | None:
    """Why this import is against the house, or None."""
    (own, *_), (theirs, *rest) = one.split("."), other.split(".")
    if own in WIRING or theirs == own or (one, other) in REVIEWED:
        return None
    if theirs == "features":
        return "only the wiring reads the table of contents"
    if theirs in WIRING and own not in ("contract", "demo", "kernel"):  # these describe or fill the whole, when called
        return "the wiring stands above"
    if theirs not in FEATURES:
        return None
    if own == "kernel":
        return "the kernel knows no feature"
    if FEATURES.index(theirs) > FEATURES.index(own):
        return "it stands below in features.py"
    return None if own in ("home", "demo") or set(rest[:1]) <= OPEN else f"{rest[0]} is not for others"


def test_features_import_in_their_order():
    assert faults(edges()) == []


def test_what_was_reviewed_is_still_so():
    assert set(edges()) >= REVIEWED


def test_every_folder_stands_in_the_table_of_contents():
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert folders == {*FEATURES, "kernel"}


def test_inside_a_feature_nothing_imports_backwards():
    """policy ← states ← models ← schemas ← service ← routes; a state table reads models, too."""
    found = []
    for one, other in edges():
        own, theirs = one.split("."), other.split(".")
        if len(own) == len(theirs) == 2 and own[0] == theirs[0] and {own[1], theirs[1]} <= {*LAYERS}:
            before, after = LAYERS.index(theirs[1]), LAYERS.index(own[1])
            if before > after and (own[1], theirs[1]) != ("states", "models"):
                found.append(f"{one} imports {other}")
    assert found == []


def test_no_feature_is_in_a_ring():
    """At import time: each feature's modules load without one of a feature below."""
    below = [
        (one, other) for one, other in edges() if one.split(".")[0] in FEATURES and other.split(".")[0] in FEATURES
    ]
    assert below
    order = {name: at for at, name in enumerate(FEATURES)}
    assert all(order[other.split(".")[0]] <= order[one.split(".")[0]] for one, other in below)


def test_python_jose_lives_in_one_module():
    users = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py") if "jose" in _roots(path)}
    assert users == {"kernel/tokens.py"}


def _roots(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    direct = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return direct | {(node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}


DIALECTS = re.compile(r"sqlalchemy\.dialects|dialect\.name [=!]=|dialect [=!]=")
KNOW_A_DIALECT = {
    "kernel/db.py",
    "kernel/views.py",
    "kernel/fragments.py",  # of views
    "kernel/search.py",
    "kernel/clock.py",  # each database has its own name for now
    "kernel/routing.py",  # the claim of an idempotency key: insert, or find who was first
    "journal/verifying.py",  # reads all of a chain as of one instant
    "kernel/writers.py",  # a transaction on either driver's own connection
    "kernel/journal.py",  # entry and head are one statement on PostgreSQL
    "migrating.py",
}


def test_few_modules_know_a_dialect():
    users = {path for path in ROOT.rglob("*.py") if DIALECTS.search(path.read_text(encoding="utf-8"))}
    assert {path.relative_to(ROOT).as_posix() for path in users} <= KNOW_A_DIALECT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kernel.views", "meetings.models"),
        ("meetings.service", "decisions.service"),
        ("decisions.service", "meetings.views"),
        ("people.service", "features"),
        ("networks.routes", "app"),
    ],
)
def test_it_notices(one, other):
    assert faults(iter([(one, other)]))
