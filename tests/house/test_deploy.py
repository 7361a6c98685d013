"""What deploy/ and the documents say is so: every variable, command, address of a file, and word for a native reader."""

import importlib.util
import re
from pathlib import Path

import pytest
import typer.main
import yaml

from api.cli import app
from api.settings import Settings

ROOT = Path(__file__).parent.parent.parent
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "openapi" / "README.md"])
DEPLOYED = [ROOT / "Dockerfile", *(path for path in sorted((ROOT / "deploy").iterdir()) if path.suffix != ".txt")]
DEPLOYED = [path for path in DEPLOYED if path.is_file()]
OF_COMPOSE = {"UNMN_DATABASE_PASSWORD"}  # becomes part of UNMN_DATABASE_URL
OF_TESTS = {"UNMN_TEST_DATABASE", "UNMN_TEST_POSTGRESQL", "UNMN_PICTURES"}
KNOWN = {f"UNMN_{name.upper()}" for name in Settings.model_fields}
VARIABLE = re.compile(r"\bUNMN_[A-Z_]+\b")
COMMAND = re.compile(r"(?:^|[\s`(])unmn ((?:user )?[a-z]+)\b([^`\n#;|]*)", re.MULTILINE)
CODE = re.compile(r"```sh\n(.*?)```|`([^`\n]+)`", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def commands() -> dict[str, set[str]]:
    """Each command of the CLI with its options."""
    root = typer.main.get_command(app)
    found = {}
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", None)
        for full, one in ((f"{name} {each}", part) for each, part in below.items()) if below else [(name, command)]:
            found[full] = {option for param in one.params for option in (*param.opts, *param.secondary_opts)}
    return found


def code(path: Path) -> str:
    return "\n".join(block or span for block, span in CODE.findall(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", [*PAPERS, *DEPLOYED], ids=lambda path: str(path.relative_to(ROOT)))
def test_every_variable_exists(path):
    said = set(VARIABLE.findall(path.read_text(encoding="utf-8")))
    assert said - KNOWN - OF_COMPOSE - OF_TESTS == set()


def test_every_variable_is_in_the_readme():
    assert KNOWN - set(VARIABLE.findall((ROOT / "README.md").read_text(encoding="utf-8"))) == set()


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_exists_with_its_options(path):
    known = commands()
    for name, rest in COMMAND.findall(code(path)):
        assert name in known, f"unmn {name}"
        assert {part for part in rest.split() if part.startswith("--")} <= known[name], f"unmn {name}{rest}"


def test_the_papers_leave_out_no_command_of_an_operator():
    named = {name for path in PAPERS for name, _ in COMMAND.findall(code(path))}
    assert commands().keys() - named <= {"demo"}


def test_the_commands_of_compose_and_image_exist():
    services = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())["services"]
    run = [service["command"] for service in services.values() if "command" in service]
    assert len(run) == 3
    for program, name, *options in run:
        assert program == "unmn"
        assert {option for option in options if option.startswith("--")} <= commands()[name]
    assert 'CMD ["unmn", "serve"]' in (ROOT / "Dockerfile").read_text()


def test_what_compose_asks_for_is_in_the_example():
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "deploy" / "compose.yaml").read_text()))
    given = set(re.findall(r"^(\w+)=", (ROOT / "deploy" / "env.example").read_text(), re.MULTILINE))
    assert asked == given


def test_what_the_image_copies_is_there_and_not_left_out():
    ignored = (ROOT / ".dockerignore").read_text().split()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    places = [place.rstrip("/") for line in copied for place in line.split()]
    assert places
    for place in places:
        assert (ROOT / place).exists(), place
        assert place not in ignored


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_papers_lead_somewhere(path):
    for place in LINK.findall(path.read_text(encoding="utf-8")):
        if not place.startswith("docs/pictures/"):  # made by the browser journey
            assert (path.parent / place).exists(), place


def test_the_words_for_native_readers_are_those_of_the_glossary():
    spec = importlib.util.spec_from_file_location("native_readers", ROOT / "docs" / "native_readers.py")
    assert spec is not None
    assert spec.loader is not None
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    assert writer.TARGET.read_text(encoding="utf-8") == writer.text(), "run `python docs/native_readers.py`"
