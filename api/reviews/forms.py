"""Forms as data: what a template asks for, section by section, with where each question was read and how sure it is.

A review's outline becomes sections; `objectives` becomes one section for each objective, with the fields of the objective
block; then the round tables' questions and the background note. A profile's sections hold its fields as they are.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from api.kernel.access import Visibility
from api.kernel.problems import Invalid
from api.kernel.words import LANGUAGES, known, say
from api.reference import service as reference
from api.reviews.models import ReviewKind

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Confidence = Literal["sourced", "derived", "assumed"]
OBJECTIVES = 23
LABEL = "review.label"


class _Part(BaseModel):
    """Whatever else a form says of a part is kept with it and not read."""

    model_config = ConfigDict(extra="allow")


class Limit(_Part):
    unit: Literal["characters", "words", "items"]
    min: int | None = Field(None, ge=0)
    max: int | None = Field(None, ge=1)


class Question(_Part):
    """One thing that a form asks."""

    key: Key
    label_en: Text
    help_en: str = ""
    type: Key = "rich_text"
    required: bool = False
    repeated: bool = False
    limit: Limit | None = None
    visibility: Literal["public", "partners", "members"] = "public"
    confidence: Confidence = "assumed"
    source_refs: list[int] = []
    filled_from: str | list[str] = []


class TableQuestion(_Part):
    key: Key
    question_en: Text
    confidence: Confidence = "assumed"


class RoundTable(_Part):
    number: int = Field(ge=1, le=20)
    objectives: list[Annotated[int, Field(ge=1, le=OBJECTIVES)]] = Field(min_length=1)
    questions: list[TableQuestion] = Field(min_length=1)
    confidence: Confidence = "assumed"
    source_refs: list[int] = []


class Note(_Part):
    parts: list[Text] = Field(min_length=1)
    limit: Limit | None = None
    confidence: Confidence = "assumed"
    source_refs: list[int] = []


class Group(_Part):
    key: Key
    title_en: Text
    fields: list[Question] = Field(min_length=1)


class _Form(_Part):
    template: ReviewKind
    version: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$")]
    title_en: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    confidence: Confidence
    source: list[str] = []
    notes: list[str] = []


class ReviewForm(_Form):
    template: Literal[ReviewKind.REVIEW]
    outline: list[Question] = Field(min_length=1)
    objective_block: list[Question] = Field(min_length=1)
    round_tables: list[RoundTable] = []
    background_note: Note | None = None


class ProfileForm(_Form):
    template: Literal[ReviewKind.PROFILE]
    sections: list[Group] = Field(min_length=1)


Form = ReviewForm | ProfileForm


def read(data: dict[str, Any]) -> Form:
    """The form, checked; Invalid with the place of what does not fit."""
    kinds: dict[Any, type[ReviewForm] | type[ProfileForm]] = {
        str(ReviewKind.REVIEW): ReviewForm,
        str(ReviewKind.PROFILE): ProfileForm,
    }
    made = kinds.get(str(data.get("template")))
    if made is None:
        raise Invalid.at("/content/template", "unknown")
    try:
        form = made.model_validate(data)
    except ValidationError as error:
        raise Invalid(errors=[_fault(error)]) from None
    ids = [section.id for section in sections(form)] + [each.id for one in sections(form) for each in one.fields]
    if len({*ids}) < len(ids) - sum(len(one.fields) == 1 and one.fields[0].id == one.id for one in sections(form)):
        raise Invalid.at("/content", "duplicate")
    return form


def _fault(error: ValidationError) -> dict[str, Any]:
    """The first place that does not fit; what we have no words for is a value that does not."""
    first = error.errors()[0]
    context = first.get("ctx") or {}
    told = {name: value for name, value in context.items() if isinstance(value, str | int)}
    code = first["type"] if known(f"invalid.{first['type']}") else "value"
    return {"pointer": "/content/" + "/".join(str(step) for step in first["loc"]), "code": code, **told}


def bundled(kind: ReviewKind) -> dict[str, Any]:
    """The form that the product comes with."""
    data: dict[str, Any] = json.loads((reference.DATA / "templates" / f"{kind}.json").read_text(encoding="utf-8"))
    return data


# ── what it comes to ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class FieldOf:
    """A question as a report holds it: its id is its place for ever."""

    id: str
    key: str
    label: dict[str, str]
    help: str
    type: str
    required: bool
    visibility: str
    confidence: str
    sources: tuple[int, ...]
    filled_from: tuple[str, ...]
    limit: Limit | None = None

    @property
    def typed(self) -> bool:
        """Whether people write it; else it is computed, and stays as the record has it."""
        return self.type in ("rich_text", "text") or "input" in self.filled_from


@dataclass(frozen=True)
class SectionOf:
    id: str
    key: str
    group: str  # outline, objective, round_table, note, profile
    title: dict[str, str]
    fields: tuple[FieldOf, ...]
    required: bool = False
    limit: Limit | None = None
    objectives: tuple[int, ...] = ()
    data: dict[str, Any] | None = None


def label(key: str, english: str, given: dict[str, Any] | None = None) -> dict[str, str]:
    """A heading in three languages: as the form has it, else in our words where they say the same, else in English."""
    ours = f"{LABEL}.{key}"
    same = known(ours) and say(ours, "en") == english
    more = given or {}
    return {
        language: str(more.get(f"label_{language}") or (say(ours, language) if same else english))
        for language in LANGUAGES
    }


def sections(form: Form) -> list[SectionOf]:
    return [*(_review(form) if isinstance(form, ReviewForm) else _profile(form))]


@lru_cache(16)
def _numbers() -> tuple[int, ...]:
    return tuple(range(1, OBJECTIVES + 1))


def _field(id: str, question: Question, prefix: str = "") -> FieldOf:
    filled = [question.filled_from] if isinstance(question.filled_from, str) else question.filled_from
    return FieldOf(
        id,
        question.key,
        label(f"{prefix}{question.key}", question.label_en, question.model_extra),
        question.help_en,
        question.type,
        question.required,
        question.visibility,
        question.confidence,
        tuple(question.source_refs),
        tuple(filled),
        question.limit,
    )


def _review(form: ReviewForm) -> Iterator[SectionOf]:
    for question in form.outline:
        if question.key == "objectives":
            yield from (_block(form, number) for number in _numbers())
            continue
        field = _field(question.key, question)
        yield SectionOf(question.key, question.key, "outline", field.label, (field,), question.required, question.limit)
    yield from (_round_table(table) for table in form.round_tables)
    if form.background_note is not None:
        yield _note(form.background_note)


def _block(form: ReviewForm, number: int) -> SectionOf:
    id = f"objective-{number}"
    fields = tuple(_field(f"{id}.{each.key}", each, "block.") for each in form.objective_block)
    title = {language: say(f"{LABEL}.objective", language, objective=number) for language in LANGUAGES}
    return SectionOf(id, "objectives", "objective", title, fields, objectives=(number,))


def _round_table(table: RoundTable) -> SectionOf:
    id = f"round-table-{table.number}"
    fields = tuple(
        FieldOf(
            f"{id}.{each.key}", each.key, label(f"question.{each.key}", each.question_en, each.model_extra), "",
            "rich_text", False, str(Visibility.PUBLIC), each.confidence, tuple(table.source_refs), (),
        )
        for each in table.questions
    )  # fmt: skip
    title = {language: say(f"{LABEL}.round-table", language, table=table.number) for language in LANGUAGES}
    return SectionOf(id, "round_tables", "round_table", title, fields, objectives=tuple(table.objectives))


def _note(note: Note) -> SectionOf:
    keys = [part.lower().replace(" ", "_").replace("-", "_") for part in note.parts]
    fields = tuple(
        FieldOf(
            f"background-note.{key}", key, label(f"note.{key}", part), "", "rich_text", False,
            str(Visibility.PUBLIC), note.confidence, tuple(note.source_refs), (),
        )
        for key, part in zip(keys, note.parts, strict=True)
    )  # fmt: skip
    title = label("background_note", "Background note")
    return SectionOf("background-note", "background_note", "note", title, fields, limit=note.limit)


def _profile(form: ProfileForm) -> Iterator[SectionOf]:
    for group in form.sections:
        fields = tuple(_field(f"{group.key}.{each.key}", each, f"{group.key}.") for each in group.fields)
        title = label(f"group.{group.key}", group.title_en, group.model_extra)
        required = any(each.required for each in fields)
        yield SectionOf(group.key, group.key, "profile", title, fields, required)
