"""Reports write themselves: from the form and the record to parts and fields, in one language and, beside it, the others.

The platform's phrases are said in the language asked for; what people wrote stays as they typed it. Ids follow from the
form, so that writing again finds the same fields.
"""

from typing import Any

from api.kernel.bodies import Paragraph, Part
from api.kernel.words import LANGUAGES
from api.periods import rules as periods
from api.reviews.figures import figures
from api.reviews.forms import FieldOf, SectionOf
from api.reviews.models import ReviewKind
from api.reviews.profile import computed
from api.reviews.record import Record
from api.reviews.review import Writer


def written(kind: str, sections: list[SectionOf], record: Record, language: str) -> list[Part]:
    """All parts, with how generated text reads in the other languages."""
    writers = {each: Writer(record, each) for each in LANGUAGES}
    profile = kind == ReviewKind.PROFILE
    return [_part(section, writers, record, language, profile=profile) for section in sections]


def pictures(kind: str, record: Record) -> dict[str, Any]:
    return {} if kind == ReviewKind.PROFILE else figures(record)


def _part(section: SectionOf, writers: dict[str, Writer], record: Record, language: str, *, profile: bool) -> Part:
    titles = {each: writer.title(section) for each, writer in writers.items()}
    fields = [
        _computed(field, record) if profile else _field(field, section, writers, record, language)
        for field in section.fields
    ]
    return {
        "id": section.id, "key": section.key, "group": section.group, "objectives": list(section.objectives),
        "title": titles[language], "origin": titles[language], "said": titles, "visibility": None,
        "checked": None, "evidence": _evidence(section, record), "paragraphs": fields,
    }  # fmt: skip


def _evidence(section: SectionOf, record: Record) -> list[dict[str, Any]]:
    """The records of an objective's section, each once."""
    if section.group != "objective":
        return []
    return [{**thing.told, "new": False} for thing in record.things.get(section.objectives[0], ())]


def _made(field: FieldOf, text: str, said: dict[str, str], **more: Any) -> Paragraph:
    return {
        "id": field.id, "key": field.key, "text": text, "origin": text, "said": said,
        "visibility": None if field.visibility == "public" else field.visibility,
        "version": 1, "behind": False, "gone": False, **more,
    }  # fmt: skip


def _field(field: FieldOf, section: SectionOf, writers: dict[str, Writer], record: Record, language: str) -> Paragraph:
    if section.key == "indicators":
        return _made(field, "", {}, data=_indicators(record))
    said = {each: writer.text(section, field) for each, writer in writers.items()}
    return _made(field, said[language], said if any(said.values()) else {})


def _indicators(record: Record) -> dict[str, Any]:
    """Baseline, target and the last published figure of every indicator, by objective."""
    columns = ("objective", "indicator", "baseline", "target", "latest", "period")
    rows = []
    for each in sorted(record.series, key=lambda one: (one.objectives or (99,), one.code)):
        period, value, hidden = each.points[-1]
        shown = None if hidden else value
        numbers = ", ".join(str(number) for number in each.objectives)
        rows.append([numbers, each.title, each.baseline, each.target, shown, periods.parse(period).titles()])
    return {"type": "table", "columns": list(columns), "rows": rows}


def _computed(field: FieldOf, record: Record) -> Paragraph:
    """A field of a profile: typed, computed, or of a source that the platform does not keep yet."""
    if field.filled_from == ("input",) and field.key != "period":
        return _made(field, "", {})
    data = computed(field.id, record)
    return _made(field, "", {}, data=data) if data is not None else _made(field, "", {}, absent=True)
