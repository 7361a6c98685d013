"""Reviews and profiles as data: JSON for machines, XLSX for whoever counts on. The public edition leaves out what members read."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from api.kernel import tables
from api.kernel.access import Call
from api.kernel.db import dumps
from api.kernel.papers import Download
from api.kernel.tables import Column
from api.kernel.words import say
from api.reviews import text
from api.reviews.printing import edition, name_of
from api.reviews.views import Row, final_state, titled

JSON = "application/json"


async def as_json(call: Call, review_id: UUID, *, public: bool) -> Download:
    """Every field by its key, computed ones as values and tables; a blank is null, and `absent` says why."""
    held = await edition(call, review_id, public=public)
    own = held.own
    told = {
        **{name: own[name] for name in ("number", "kind", "first_year", "last_year", "language")},
        "state": final_state(held.kind) if public and held.final() else held.shown_state,
        "title": held.title,
        "text_version": held.text_version,
        "template": {"edition": held.form.version, "confidence": held.form.confidence, "source": held.form.source},
        "final": held.final(),
        "public": public,
        "sections": [_section(held, part) for part in held.body["parts"]],
        "figures": held.body["figures"],
    }
    return Download(dumps(told).encode(), JSON, name_of(held, "json", public=public))


def _section(held: Row, part: dict[str, Any]) -> dict[str, Any]:
    asked = {each.id: each for section in held.sections for each in section.fields}
    return {
        "id": part["id"],
        "key": part["key"],
        "title": part["said"],
        "objectives": part["objectives"],
        "fields": [
            {
                "id": field["id"],
                "key": field["key"],
                "label": asked[field["id"]].label if field["id"] in asked else None,
                "confidence": asked[field["id"]].confidence if field["id"] in asked else None,
                "visibility": field["visibility"] or "public",
                "absent": bool(field.get("absent")),
                "text": field["text"] or None,
                "data": field.get("data"),
            }
            for field in part["paragraphs"]
        ],
        "evidence": [{name: value for name, value in each.items() if name != "new"} for each in part["evidence"]],
    }


async def as_xlsx(call: Call, review_id: UUID, language: str, *, public: bool) -> Download:
    """One row for each answer, and for each row of a computed table."""
    held = await edition(call, review_id, public=public)
    heads = {"section": 28, "question": 36, "answer": 60, "confidence": 24, "visibility": 20}
    columns = [Column(say(f"review.column.{name}", language), width) for name, width in heads.items()]
    columns += [Column("", 24) for _ in range(5)]
    content = await tables.xlsx(held.title[language], columns, [*_rows(held, language)], held.zone, language)
    return Download(content, tables.XLSX, name_of(held, "xlsx", language, public=public))


def _rows(held: Row, language: str) -> Any:
    asked = {each.id: each for section in held.sections for each in section.fields}
    for part in held.body["parts"]:
        for field in part["paragraphs"]:
            question = asked.get(field["id"])
            lead = [titled(part, language), question.label[language] if question else field["key"]]
            end = [
                say(f"review.confidence.{question.confidence if question else 'assumed'}", language),
                say(f"visibility.{field['visibility'] or 'public'}", language),
            ]
            yield from _answers(field, lead, end, language)


def _answers(field: dict[str, Any], lead: list[str], end: list[str], language: str) -> Any:
    data = field.get("data")
    if field.get("absent"):
        yield [*lead, None, *end, say("review.paper.absent", language)]
    elif data is None:
        said, _ = text.read_in(field, language)
        yield [*lead, said or None, *end]
    elif data["type"] == "value":
        yield [*lead, plain(data["value"], language), *end]
    elif not data["rows"]:
        yield [*lead, None, *end]
    else:
        names = [say(f"review.column.{name}", language) for name in data["columns"]]
        yield [*lead, None, *end, *names]
        for row in data["rows"]:
            yield [*lead, None, *end, *(plain(cell, language) for cell in row)]


def plain(cell: Any, language: str) -> Any:
    """A real number or day where it is one; a blank stays blank."""
    if cell is None or isinstance(cell, int):
        return cell
    if isinstance(cell, dict) and "cents" in cell:
        return Decimal(cell["cents"]) / 100
    if isinstance(cell, dict) and "on" in cell:
        return date.fromisoformat(cell["on"])
    return text.shown(cell, language) if cell != "" else None
