"""Reviews and profiles on paper: PDF/UA and DOCX, with charts and annexed tables, as far as the reader may see them."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal
from uuid import UUID

from api.kernel import documents, papers
from api.kernel.access import Call, Visibility, found
from api.kernel.prose import Block, column, facts, heading, note, paragraph, passage, prose, table
from api.kernel.prose import text as line
from api.kernel.routing import Reply
from api.kernel.words import day, period_title, say, shown
from api.reviews import charts, text
from api.reviews.forms import FieldOf, SectionOf
from api.reviews.models import ReviewKind, ReviewState
from api.reviews.review import kind_of
from api.reviews.views import Row, row, titled

Kind = Literal["pdf", "docx"]
MEDIA: dict[Kind, str] = {"pdf": papers.PDF, "docx": documents.DOCX}
SVG = "image/svg+xml"
WIDTHS = {
    "title": "2.6fr",
    "name": "2.6fr",
    "indicator": "2.6fr",
    "address": "2.4fr",
    "objective": "0.7fr",
    "count": "0.6fr",
}
CHARTS_OF = {"prioritisation": ("ratings", "heat"), "indicators": ("series",), "means": ("money",)}


async def edition(call: Call, review_id: UUID, *, public: bool) -> Row:
    """The review as this reader sees it, or as everybody would: what only members read is left out."""
    held = await row(call, review_id)
    if public:
        held.body = text.seen(held.body, (str(Visibility.PUBLIC),))
    return held


async def download(call: Call, review_id: UUID, kind: Kind, language: str, *, public: bool) -> papers.Download:
    """The paper for this reader, set beside the loop."""
    held = await edition(call, review_id, public=public)
    paper = Paper(held, language, public=public)
    sheet = paper.sheet(papers.printed(call, language, held.zone))
    content = await (papers.pdf if kind == "pdf" else documents.docx_of)(sheet, [*paper.body()])
    return papers.Download(content, MEDIA[kind], name_of(held, kind, language, public=public))


def name_of(held: Row, ending: str, language: str = "", *, public: bool = False) -> str:
    more = [*(["public"] if public else []), *([language] if language else []), ending]
    return papers.file_name(str(held.own["number"]), *more)


async def figure(call: Call, review_id: UUID, key: str, language: str) -> Reply:
    """One chart as a picture for the page."""
    held = await row(call, review_id)
    numbers = found(held.body["figures"].get(key))
    content = await papers.aside(papers.picture, charts.drawn(key, numbers, language), language, "svg")
    reply = Reply(content, held.version)
    reply.headers["content-type"] = SVG
    reply.headers["content-security-policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return reply


class Paper:
    def __init__(self, held: Row, language: str, *, public: bool) -> None:
        self.held, self.language, self.public = held, language, public
        self.sections = {each.id: each for each in held.sections}
        self.absent = False

    def say(self, key: str, **given: Any) -> str:
        return say(f"review.paper.{key}", self.language, zone=self.held.zone, **given)

    def sheet(self, printed: str) -> papers.Sheet:
        held = self.held
        state = held.state if not held.outdated else ReviewState.CIRCULATED
        if held.own["final_version"] == held.text_version:
            state = ReviewState.ADOPTED if held.kind == ReviewKind.REVIEW else ReviewState.ISSUED
        return papers.Sheet(
            self.language,
            shown(held.network, self.language),
            say(f"review.kind.{held.kind}", self.language),
            held.title[self.language],
            self.circle(),
            str(held.own["number"]),
            self.say("version", state=str(state), text_version=held.text_version),
            printed,
        )

    def circle(self) -> Visibility:
        """For whom this paper is."""
        held = self.held
        if self.public:
            return Visibility.PUBLIC
        if held.own["final_version"] == held.text_version:
            narrow = any(field["visibility"] for part in held.body["parts"] for field in part["paragraphs"])
            narrow = narrow or any(
                each["visibility"] != "public" for part in held.body["parts"] for each in part["evidence"]
            )
            return Visibility.MEMBERS if narrow else Visibility.PUBLIC
        return Visibility.MEMBERS if held.own["circulated_version"] == held.text_version else Visibility.SECRETARIAT

    def body(self) -> Iterator[Block]:
        yield from self.standing()
        parts = [part for part in self.held.body["parts"] if self.filled(part)]
        for at, part in enumerate(parts, start=1):
            yield from self.part(at, part)
        if self.absent:
            yield note(self.say("absent"))
        if any(self.unverified(field) for section in self.sections.values() for field in section.fields):
            yield note(self.say("unverified"))
        yield from self.annexes()

    @staticmethod
    def filled(part: dict[str, Any]) -> bool:
        """Whether a section stands on paper: one in which nothing is written and nothing linked is left out."""
        return part["group"] == "profile" or bool(part["evidence"]) or text.progress(part) != "empty"

    # ── what a reader must know before reading ──────────────────────────────────────────────────────────────────────

    def standing(self) -> Iterator[Block]:
        held, form = self.held, self.held.form
        own = held.own
        if own["final_version"] == held.text_version:
            decision = held.final_decision or {"number": None}
            key = "adopted" if held.kind == ReviewKind.REVIEW else "issued"
            yield paragraph(self.say(key, final_at=own["final_at"], decision=decision["number"]))
            yield facts((self.say("hash"), str(own["final_sha256"])))
        elif held.state in (ReviewState.CIRCULATED, ReviewState.FROZEN):
            yield paragraph(line(self.say(str(held.state)), strong=True))
        else:
            yield paragraph(line(self.say("draft"), strong=True))
        if self.public:
            yield note(self.say("public"))
        if self.language != held.language:
            yield note(self.say("language", authoritative=held.language))
        yield note(self.say("form", title=form.title_en, edition=form.version, confidence=form.confidence))

    # ── the text ────────────────────────────────────────────────────────────────────────────────────────────────────

    @staticmethod
    def unverified(field: FieldOf) -> bool:
        return field.confidence != "sourced"

    def label(self, field: FieldOf) -> str:
        return field.label[self.language] + (" *" if self.unverified(field) else "")

    def part(self, at: int, part: dict[str, Any]) -> Iterator[Block]:
        asked = self.sections.get(part["id"])
        fields = {each.id: each for each in asked.fields} if asked is not None else {}
        alone = len(part["paragraphs"]) == 1
        star = " *" if alone and any(self.unverified(each) for each in fields.values()) else ""
        yield heading(f"{at}. {titled(part, self.language)}{star}")
        yield from self.lead(asked)
        for field in part["paragraphs"]:
            yield from self.field(field, fields.get(field["id"]), alone=alone, brief=part["group"] == "objective")
        for key in CHARTS_OF.get(part["key"], ()):
            yield from self.chart(key)
        if part["evidence"]:
            yield heading(self.say("evidence"), 2)
            yield self.evidence(part["evidence"])

    def lead(self, asked: SectionOf | None) -> Iterator[Block]:
        if asked is not None and asked.group == "round_table":
            yield note(self.say("objectives-of", objectives=", ".join(str(each) for each in asked.objectives)))

    def field(self, field: dict[str, Any], asked: FieldOf | None, *, alone: bool, brief: bool) -> Iterator[Block]:
        """A question with its answer. In an objective's section questions that nobody answered are left out."""
        empty = text.blank(field)
        if brief and empty:
            return
        if not alone and asked is not None:
            yield heading(self.label(asked), 2)
        if field.get("absent"):
            self.absent = True
            yield paragraph("–")
        elif field.get("data") is not None:
            yield from self.data(field["data"])
        elif empty:
            yield note(self.say("empty"))
        else:
            said, source = text.read_in(field, self.language)
            blocks = prose(said)
            yield from (
                [passage(self.held.language, blocks)] if source and self.language != self.held.language else blocks
            )

    def data(self, data: dict[str, Any]) -> Iterator[Block]:
        if data["type"] == "value":
            yield paragraph(text.shown(data["value"], self.language))
            return
        if not data["rows"]:
            yield paragraph(self.say("none"))
            return
        columns = [
            column(say(f"review.column.{name}", self.language), WIDTHS.get(name, "1fr")) for name in data["columns"]
        ]
        yield table(columns, [[text.shown(cell, self.language) for cell in row] for row in data["rows"]])

    def chart(self, key: str) -> Iterator[Block]:
        figure = self.held.body["figures"].get(key)
        if figure:
            yield heading(charts.title(key, self.language), 2)
            yield charts.drawn(key, figure, self.language)

    def evidence(self, things: list[dict[str, Any]]) -> Block:
        heads = {"on": "1.2fr", "record": "1.2fr", "number": "1.2fr", "title": "3fr"}
        columns = [column(say(f"review.column.{name}", self.language), width) for name, width in heads.items()]
        return table(columns, [self.told(each) for each in things])

    def told(self, each: dict[str, Any]) -> list[str]:
        kind = say(f"review.text.kind.{kind_of(each['kind'])}", self.language)
        title = each["title"].get(self.language) or each["title"].get("en") or "–"
        return [day(date.fromisoformat(each["on"]), self.language), kind, each["number"] or "–", title]

    # ── annexes ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def annexes(self) -> Iterator[Block]:
        figures = self.held.body["figures"]
        if not figures:
            return
        yield heading(self.say("annexes"))
        if "heat" in figures:
            yield heading(self.say("annex-ratings"), 2)
            yield self.ratings(figures["heat"])

        if "money" in figures:
            yield heading(charts.title("money", self.language), 2)
            yield note(self.say("money-of-several"))
            yield self.money(figures["money"])
        if "series" in figures:
            yield heading(charts.title("series", self.language), 2)
            yield self.series(figures["series"])

    def heads(self, **widths: str) -> list[dict[str, Any]]:
        return [column(say(f"review.column.{name}", self.language), width) for name, width in widths.items()]

    def money(self, figure: dict[str, Any]) -> Block:
        rows = [
            [
                charts.label(row, self.language),
                *(charts.amount(row[name], self.language) for name in ("required", "available")),
            ]
            for row in figure["rows"]
        ]
        return table(self.heads(objective="3fr", required="1fr", available="1fr"), rows)

    def series(self, figure: dict[str, Any]) -> Block:
        """Every figure of the charts; a gap is one that is missing or not shown to anybody."""
        rows = [
            [shown(row["label"], self.language), period_title(period, self.language), value or "–"]
            for row in figure["rows"]
            for period, value in row["points"]
        ]
        return table(self.heads(indicator="3fr", period="1fr", value="1fr"), rows)

    def ratings(self, heat: dict[str, Any]) -> Block:
        drawing = charts.drawn("heat", heat, self.language)
        columns = [
            column(say("review.column.objective", self.language), "2fr"),
            *(column(each) for each in drawing["columns"]),
        ]
        words = drawing["levels"]
        return table(columns, [[row["label"], *(words[level] for level in row["cells"])] for row in drawing["rows"]])
