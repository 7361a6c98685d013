"""A statement on paper: letterhead without an emblem, each language on pages of its own, both signatories."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from api.kernel import documents, papers
from api.kernel.access import Visibility
from api.kernel.clock import PLACE
from api.kernel.prose import PAGE, Block, column, facts, heading, note, paragraph, passage, prose, table, text
from api.kernel.words import day, say, shown

Kind = Literal["pdf", "docx"]
MEDIA: dict[Kind, str] = {"pdf": papers.PDF, "docx": documents.DOCX}
Told = dict[str, Any]


async def paper(told: Told, texts: Sequence[dict[str, Any]], kind: Kind, printed: str = "") -> bytes:
    """The statement in these texts (each with its language, title and text), the first one leading."""
    first = texts[0]
    spoken = first["language"]
    sheet = papers.Sheet(
        spoken,
        shown(told["network"], spoken),
        say("statement.paper", spoken),
        first["title"],
        Visibility(told["visibility"]),
        told["number"] or say("statement.paper.draft", spoken),
        _on(told["released_at"] or told["signed_at"], spoken),
        printed,
    )
    body: list[Block] = []
    for at, each in enumerate(texts):
        blocks = _pages(told, each)
        body += (
            [PAGE, passage(each["language"], [_letterhead(told, each), heading(each["title"]), *blocks])]
            if at
            else blocks
        )
    return await (papers.pdf if kind == "pdf" else documents.docx_of)(sheet, body)


def name(told: Told, texts: Sequence[dict[str, Any]], kind: Kind) -> str:
    """Of the file: its number, or what it is; the language, where it holds one only."""
    language = [texts[0]["language"]] if len(texts) == 1 else []
    return papers.file_name(told["number"] or "statement-draft", *language, kind)


def _on(at: str | None, language: str) -> str:
    """The day of an instant, at the duty station."""
    return day(datetime.fromisoformat(at).astimezone(PLACE).date(), language) if at else ""


def _pages(told: Told, each: dict[str, Any]) -> list[Block]:
    """One language, whole: what it is, the text, who signed, in whose name, and how to check it."""
    spoken = each["language"]
    return [
        *_standing(told, each, spoken),
        *prose(each["text"]),
        *_signatures(told, spoken),
        *_signatories(told, spoken),
        *_on_record(told, spoken),
        {"kind": "rule"},
        facts(*_facts(told, spoken)),
    ]


def _letterhead(told: Told, each: dict[str, Any]) -> Block:
    """On top of each further language, as the first page has it."""
    spoken = each["language"]
    number = told["number"] or say("statement.paper.draft", spoken)
    rest = " · ".join(
        filter(
            None, ["", say("statement.paper", spoken), number, _on(told["released_at"] or told["signed_at"], spoken)]
        )
    )
    return paragraph(text(shown(told["network"], spoken), strong=True), f" · {rest}")


def _standing(told: Told, each: dict[str, Any], spoken: str) -> list[Block]:
    """What a reader must know before reading: a draft, an embargo, a translation and of what."""
    found: list[Block] = []
    if not told["number"]:
        found.append(paragraph(text(say("statement.paper.draft-note", spoken), strong=True)))
    elif told["embargo_at"] and not told["released_at"]:
        embargo = say("statement.paper.embargo", spoken, embargo_at=told["embargo_at"])
        found.append(paragraph(text(embargo, strong=True)))
    if each["language"] != told["authoritative"]:
        wording = say("statement.unofficial-translation", spoken)
        of = say("statement.paper.authoritative", spoken, authoritative=told["authoritative"])
        found.append(paragraph(text(f"{wording}. ", strong=True), of))
        if not each.get("checked", True):
            found.append(note(say("statement.paper.unchecked", spoken)))
    return found


def _signatures(told: Told, spoken: str) -> list[Block]:
    if not told["signatures"]:
        return []
    widths = {"name": "2fr", "function": "2fr", "organisation": "1fr", "on": "auto"}
    columns = [column(say(f"statement.paper.{name}", spoken), width) for name, width in widths.items()]
    rows = [
        [
            mark["name"],
            mark["function"] or say("statement.paper.co-chair", spoken),
            mark["acronym"],
            _on(mark["at"], spoken),
        ]
        for mark in told["signatures"]
    ]
    return [heading(say("statement.paper.signed", spoken), 2), table(columns, rows)]


def _signatories(told: Told, spoken: str) -> list[Block]:
    if not told["signatories"]:
        return []
    named = [f"{shown(one['name'], spoken)} ({one['acronym']})" for one in told["signatories"]]
    return [heading(say("statement.paper.signatories", spoken), 2), paragraph("; ".join(named) + ".")]


def _on_record(told: Told, spoken: str) -> list[Block]:
    """Reservations, and who stands apart from which part, as far as this reader may know."""
    if not told["on_record"]:
        return []
    said = []
    for one in told["on_record"]:
        line = say(f"statement.paper.{one['value']}", spoken, organisation=one["acronym"])
        more = one.get("text") or one.get("part")
        said.append(paragraph(f"{line} “{more}”" if more else line))
    return [heading(say("statement.paper.on-record", spoken), 2), *said]


def _facts(told: Told, spoken: str) -> list[tuple[str, str]]:
    contact = told["media_contact"]
    rows = [
        ("decision", " · ".join(filter(None, [told["decision_number"], _on(told["adopted_at"], spoken)]))),
        ("published", _on(told["released_at"], spoken)),
        ("corrects", _reference(told["corrects"], spoken)),
        ("corrected-by", "; ".join(_reference(one, spoken) for one in told["corrected_by"])),
        ("contact", ", ".join(filter(None, [contact["name"], contact["email"], contact["phone"]])) if contact else ""),
        ("address", told["url"] or ""),
        ("hash", told["hash"] or ""),
    ]
    return [(say(f"statement.paper.{label}", spoken), value) for label, value in rows if value]


def _reference(other: dict[str, Any] | None, spoken: str) -> str:
    return " ".join(filter(None, [other["number"], f"«{shown(other['title'], spoken)}»"])) if other else ""


def of_page(page: dict[str, Any]) -> Told:
    """What a paper tells of a statement as everybody reads it."""
    names = ("number", "authoritative", "released_at", "signatures", "signatories", "on_record", "decision_number")
    more = ("adopted_at", "corrects", "corrected_by", "media_contact", "url")
    return {
        **{name: page[name] for name in (*names, *more)},
        "network": page["network"]["name"],
        "visibility": "public",
        "signed_at": None,
        "embargo_at": None,
        "hash": page["published_hash"],
    }


def of_read(read: dict[str, Any], network: dict[str, Any]) -> Told:
    """What a paper tells of a statement as a member reads it; before its release it is for members."""
    names = ("number", "authoritative", "released_at", "signatures", "signatories", "on_record", "signed_at")
    more = ("embargo_at", "corrects", "corrected_by", "media_contact")
    decision = read["decision"] or {}
    return {
        **{name: read[name] for name in (*names, *more)},
        "network": network,
        "visibility": read["visibility"] if read["released_at"] else "members",
        "decision_number": decision.get("number") if decision.get("adopted_at") else None,
        "adopted_at": decision.get("adopted_at"),
        "url": read["public_url"],
        "hash": read["text_hash"],
    }


def texts_of(read: dict[str, Any]) -> list[dict[str, Any]]:
    """Every language in which a member finds a text: the authoritative one, then translations, checked or not."""
    own = read["authoritative"]
    title = read["title"].get(own) or read["title"]["en"]
    found = [{"language": own, "title": title, "text": read["text"]}] if read["text"] else []
    for each in read["translations"]:
        if each["text"]:
            checked = each["status"] == "checked" and not each["stale"]
            found.append({name: each[name] for name in ("language", "title", "text")} | {"checked": checked})
    return found
