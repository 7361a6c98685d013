"""The attendance sheet on paper: who is expected or came, a line for each signature, and empty lines for whoever comes."""

import json
from typing import Any

from api.kernel import papers
from api.kernel.access import Call, Visibility
from api.kernel.prose import Block, column, facts, heading, note, table
from api.kernel.words import say, shown
from api.meetings.rows import DURING

EMPTY_LINES = 4
LINE = "\n\n"  # room to sign in


async def pdf(call: Call, row: Any, language: str) -> bytes:
    """The sheet as PDF/UA, of a row of `invitation_views.SHEET`."""
    organisations, guests = json.loads(row[0]), json.loads(row[1])
    attended, state = row[2], row[3]
    number, title, starts_at, ends_at, place, visibility, zone, network = row[5:13]
    during = state in DURING
    sheet = papers.Sheet(
        language,
        shown(network, language),
        say("attendance-sheet.paper", language),
        shown(title, language),
        Visibility(visibility),
        number,
        printed=papers.printed(call, language, zone),
    )
    about = facts(
        (say("attendance-sheet.begins", language), shown(starts_at, language, zone)),
        (say("attendance-sheet.ends", language), shown(ends_at, language, zone)),
        (say("attendance-sheet.place", language), shown(place, language)),
    )
    body: list[Block] = [
        about,
        heading(say("attendance-sheet.organisations", language)),
        _table(organisations, language, during),
    ]
    body += _absent(organisations, language) if during else []
    body += [
        heading(say("attendance-sheet.guests", language)),
        _guests(attended if during else guests, language, during),
    ]
    return await papers.pdf(sheet, body)


def _columns(language: str, *first: str) -> list[dict[str, Any]]:
    widths = ["1.2fr", "2fr", "1fr", "2fr"]
    names = [*first, "how", "signature"]
    return [column(say(f"attendance-sheet.{name}", language), width) for name, width in zip(names, widths, strict=True)]


def _how(presence: str | None, language: str) -> str:
    return say(f"attendance.{presence}", language) if presence else "–"


def _table(organisations: list[dict[str, Any]], language: str, during: bool) -> Block:
    """Each person on a line of their own; an organisation that named nobody has one line too."""
    rows: list[list[str]] = []
    for each in organisations:
        if during and each["presence"] == "absent":
            continue
        people = each["people"] if during else each["coming"]
        for person in people:
            name = ", ".join(filter(None, [person["name"], person["function"]]))
            rows.append([each["acronym"], name, _how(person["presence"], language), LINE])
        if not people:
            rows.append([each["acronym"], "", _how(each["presence"] or each["mode"], language), LINE])
    rows += [["", "", "", LINE]] * EMPTY_LINES
    return table(_columns(language, "organisation", "person"), rows)


def _absent(organisations: list[dict[str, Any]], language: str) -> list[Block]:
    names = [each["acronym"] for each in organisations if each["presence"] == "absent"]
    return [note(say("attendance-sheet.absent", language, organisations=names))] if names else []


def _guests(guests: list[dict[str, Any]], language: str, during: bool) -> Block:
    comes = [each for each in guests if during or each["answer"] != "no"]
    rows = [
        [each["affiliation"] or "–", each["name"], _how(each["presence" if during else "mode"], language), LINE]
        for each in comes
    ]
    return table(_columns(language, "affiliation", "person"), [*rows, *[["", "", "", LINE]] * EMPTY_LINES])
