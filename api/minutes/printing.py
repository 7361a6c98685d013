"""Minutes on paper: what the reader may see of them, in a form that both co-chairs can sign."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from api.kernel import documents, papers
from api.kernel.access import Call, Visibility
from api.kernel.problems import NotFound
from api.kernel.prose import Block, column, facts, heading, note, paragraph, passage, prose, table, text
from api.kernel.words import day, say, shown
from api.minutes import gathering, reading, translation_views, views
from api.minutes.models import MinutesAdoption, MinutesState
from api.minutes.rows import symbol
from api.minutes.schemas import MinutesLayout
from api.minutes.text import TABLES, narrower
from api.minutes.text import cells as cells_of

Kind = Literal["pdf", "docx"]
MEDIA: dict[Kind, str] = {"pdf": papers.PDF, "docx": documents.DOCX}
WIDTHS = {
    "participants": ("2fr", "2fr", "1fr"),
    "action_points": ("1.5fr", "3fr", "1fr", "1.4fr"),
}
LINE = "\n" + "_" * 14  # room for a hand above the line


async def download(call: Call, meeting_id: UUID, kind: Kind, language: str) -> papers.Download:
    """The paper for this reader, set beside the loop."""
    held = await views.row(call, meeting_id)
    if held.body is None:
        raise NotFound()
    other = await translation_views.translated(call, held, language) if language != held.language else None
    paper = _Paper(held, language, other, await gathering.chairs(call, meeting_id))
    sheet = paper.sheet(papers.printed(call, language, held.zone))
    content = await (papers.pdf if kind == "pdf" else documents.docx_of)(sheet, paper.body())
    name = papers.file_name(symbol(held.number), language, kind)
    return papers.Download(content, MEDIA[kind], name)


class _Paper:
    def __init__(
        self, held: views.Row, language: str, other: dict[str, Any] | None, chairs: Sequence[dict[str, str]]
    ) -> None:
        self.held, self.language, self.other, self.chairs = held, language, other, chairs
        self.own, self.zone = held.minutes, held.zone
        assert held.body is not None
        self.parts, self.withheld = reading.parts(held.body, held.call.circles, language, officer=held.drafts)
        self.texts = {each["id"]: each for each in other["texts"]} if other else {}

    def say(self, key: str, **given: Any) -> str:
        return say(f"minutes.{key}", self.language, zone=self.zone, **given)

    def sheet(self, printed: str) -> papers.Sheet:
        title, kind = self.held.meeting["title"], self.held.meeting["kind"]
        return papers.Sheet(
            self.language,
            shown(self.held.network, self.language),
            f"{self.say('paper')} · {say(f'meeting.kind.{kind}', self.language)}",
            str(title.get(self.language) or title["en"]),
            self.circle(),
            symbol(self.held.number),
            self.say("paper.version", state=self.shown_state(), text_version=self.held.text_version),
            printed,
        )

    def shown_state(self) -> str:
        return MinutesState.CIRCULATED if self.held.outdated else self.held.state

    def circle(self) -> Visibility:
        """For whom this paper is: no more than may read all that stands on it."""
        circles = [part["visibility"] for part in self.parts]
        circles += [each["visibility"] for part in self.parts for each in part["paragraphs"]]
        circles += [each["visibility"] for each in self.held.corrigenda]
        own = str(self.held.meeting["visibility"])
        if self.held.state == MinutesState.DRAFT and not self.held.outdated:
            own = str(Visibility.SECRETARIAT)
        return Visibility(narrower(own, *circles) or own)

    def body(self) -> list[Block]:
        blocks = [*self.standing()]
        for part in self.parts:
            blocks += self.part(part)
        blocks += self.adoption(len(self.held.body["parts"]) + 1 if self.held.body else 1)
        return [*blocks, *self.signatures()]

    def standing(self) -> list[Block]:
        """What a reader must know before reading."""
        found: list[Block] = []
        if self.held.outdated:
            found.append(paragraph(text(self.say("paper.revised"), strong=True)))
        elif self.held.state == MinutesState.DRAFT:
            found.append(paragraph(text(self.say("paper.draft"), strong=True)))
        elif self.held.state == MinutesState.CIRCULATED:
            told = self.say("paper.circulated", window_ends_at=self.own["window_ends_at"])
            found.append(paragraph(text(told, strong=True)))
        if self.other is not None:
            found.append(note(self.say("paper.translation", authoritative=self.held.language)))
            found.append(note(self.say("paper.stale" if self.other["stale"] else "paper.as-typed")))
        if self.withheld:
            found.append(note(self.say("paper.withheld")))
        return found

    # ── the text ────────────────────────────────────────────────────────────────────────────────────────────────────

    def told(self, id: str, source: str) -> tuple[str, bool]:
        """(how it reads in this language, whether it is in the authoritative one instead)."""
        each = self.texts.get(id)
        if each is None:
            return source, False
        return each["text"], not each["written"] and each["text"] == source

    def part(self, part: dict[str, Any]) -> list[Block]:
        title, _ = self.told(part["id"], part["title"])
        blocks: list[Block] = [heading(f"{part['number']}. {title}")]
        if part["visibility"]:
            blocks.append(self.only_for(part["visibility"]))
        if part["layout"] == MinutesLayout.TEXT:
            return [*blocks, *(block for each in part["paragraphs"] for block in self.paragraph(each, part))]
        return [*blocks, *self.rows(part)]

    def only_for(self, circle: str) -> Block:
        return note(self.say("paper.confidential", circle=circle))

    def paragraph(self, each: dict[str, Any], part: dict[str, Any]) -> list[Block]:
        told, source = self.told(each["id"], each["text"])
        blocks = prose(told)
        if source:
            blocks = [passage(self.held.language, blocks)]
        if each["visibility"] and each["visibility"] != part["visibility"]:
            blocks = [*blocks, self.only_for(each["visibility"])]
        return [{"kind": "numbered", "number": each["number"], "blocks": blocks}]

    def rows(self, part: dict[str, Any]) -> list[Block]:
        """A table, or label and value; a row that says one thing only stands below it as a sentence."""
        rows: list[list[str]] = []
        sentences: list[list[str]] = []
        for each in part["paragraphs"]:
            told, _ = self.told(each["id"], each["text"])
            cells = cells_of(part["key"], told) or [told]
            if each["visibility"]:
                cells = [*cells[:-1], f"{cells[-1]} ({say('visibility.' + each['visibility'], self.language)})"]
            (sentences if len(cells) == 1 else rows).append(cells)
        blocks: list[Block] = []
        if rows and part["layout"] == MinutesLayout.FACTS:
            blocks.append(facts(*((label, value) for label, value in rows)))
        elif rows:
            heads = zip(TABLES[part["key"]], WIDTHS[part["key"]], strict=True)
            blocks.append(table([column(self.say(f"column.{name}"), width) for name, width in heads], rows))
        return [*blocks, *(paragraph(cells[0]) for cells in sentences)]

    # ── how it was adopted, and by whom it is signed ────────────────────────────────────────────────────────────────

    def adoption(self, number: int) -> list[Block]:
        blocks: list[Block] = [heading(f"{number}. {self.say('part.adoption')}"), *self.adopted()]
        if self.own["sha256"]:
            blocks.append(facts((self.say("paper.hash"), self.own["sha256"])))
        if self.held.corrigenda:
            blocks.append(heading(self.say("paper.corrigenda"), 2))
            for each in self.held.corrigenda:
                blocks += self.corrigendum(each)
        return blocks

    def adopted(self) -> list[Block]:
        own = self.own
        if own["adoption"] is None:
            return [paragraph(self.say("paper.not-adopted"))]
        given = {"adopted_at": own["adopted_at"], "by": own["adopted_by"]}
        if own["adoption"] == MinutesAdoption.SILENCE:
            return [paragraph(self.say("paper.by-silence", window_ends_at=own["window_ends_at"], **given))]
        item = self.held.adopted_item
        title = str(item["title"].get(self.language) or item["title"]["en"])
        told = self.say("paper.by-meeting", meeting_number=item["meeting_number"], **given)
        return [paragraph(f"{told} {self.say('paper.under')} {title}")]

    def corrigendum(self, each: dict[str, Any]) -> list[Block]:
        on = self.on(each["created_at"])
        lead = self.say("paper.corrigendum", corrigendum=each["number"], on=on, by=each["by"])
        number = next(
            (p["number"] for part in self.parts for p in part["paragraphs"] if p["id"] == each["paragraph_id"]), None
        )
        place = f" {self.say('paper.of-paragraph', paragraph=number)}" if number else ""
        said = prose(each["text"])
        spoken = said if self.language == self.held.language else [passage(self.held.language, said)]
        return [paragraph(text(lead, strong=True), place), *spoken]

    def on(self, at: str) -> str:
        return day(datetime.fromisoformat(at).astimezone(ZoneInfo(self.zone)).date(), self.language)

    def signatures(self) -> list[Block]:
        """Two lines to sign on, once the text has left the secretariat."""
        if not self.chairs or self.shown_state() == MinutesState.DRAFT:
            return []
        widths = {"name": "2fr", "function": "2fr", "signature": "1.4fr", "on": "1fr"}
        columns = [column(self.say(f"paper.{name}"), width) for name, width in widths.items()]
        rows = [
            [chair["name"], self.say("paper.co-chair", organisation=chair["acronym"]), LINE, LINE[:10]]
            for chair in self.chairs
        ]
        return [heading(self.say("paper.signatures")), table(columns, rows)]
