"""The agenda on paper, and the pack: one PDF of everything that is read for a meeting, with its contents.

What a reader may not see is neither in the pack nor in its contents. Papers of others are bound by a process of its own
(`kernel.binding`); what is no PDF, or cannot be read, or would make the pack too large, stands there by its name.
"""

import asyncio
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import binding, documents, files, papers
from api.kernel.access import Call, Visibility, found
from api.kernel.db import Id
from api.kernel.prose import PAGE, Block, column, facts, heading, note, page, paragraph, table, text
from api.kernel.routing import Reply
from api.kernel.views import View, many, obj, one, val
from api.kernel.words import say, shown
from api.meetings import paper_views
from api.meetings.agenda_views import seen
from api.meetings.models import AgendaItem, Meeting
from api.meetings.ordering import sums
from api.networks.models import Network, Organisation

MOST_PAGES, MOST_BYTES = 600, 60_000_000
OWN_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
Told = dict[str, Any]
_presenter = one(
    val(Organisation.acronym), Organisation, [Organisation.id == AgendaItem.presenter_id], [AgendaItem.__table__]
)
_item = obj(
    id=AgendaItem.id,
    place=AgendaItem.place,
    kind=AgendaItem.kind,
    title=AgendaItem.title,
    minutes=AgendaItem.duration_minutes,
    presenter=_presenter,
    notes=AgendaItem.notes,
)
_placed = [AgendaItem.meeting_id == Meeting.id, AgendaItem.removed_at.is_(None), AgendaItem.place > 0]
TOLD = View(
    sa.select(
        obj(
            number=Meeting.number,
            kind=Meeting.kind,
            state=Meeting.state,
            title=Meeting.title,
            starts_at=Meeting.starts_at,
            ends_at=Meeting.ends_at,
            modality=Meeting.modality,
            place=Meeting.place,
            link=Meeting.link,
            visibility=Meeting.visibility,
            network=Network.name,
            zone=Network.time_zone,
            items=many(_item, AgendaItem, _placed, [AgendaItem.place, AgendaItem.id], [Meeting.__table__]),
        ).sql()
    )
    .select_from(sa.join(Meeting, Network, Network.id == Meeting.network_id))
    .where(*seen(Meeting), Meeting.id == sa.bindparam("id", type_=Id))
)


async def told(call: Call, meeting_id: UUID) -> Told:
    """The meeting, its agenda and its papers, as far as the caller may see them."""
    row = found(await TOLD.first(call.source, network_id=call.network_id, reach=call.reach, id=meeting_id))
    read: Told = json.loads(row[0])
    papers_of: Reply = await paper_views.papers(call, meeting_id)
    return read | {"papers": json.loads(bytes(papers_of.body))["items"]}


@dataclass
class Paper:
    """A paper as the pack has it: bound, or named with the reason why not."""

    read: Told
    number: str
    path: str = ""
    pages: int = 0
    why: str = ""  # link, awaited, other, large
    first: int = 0  # its page in the pack


@dataclass
class Agenda:
    """Sets the agenda in one language."""

    told: Told
    language: str
    printed: str
    pack: list[Paper] | None = None
    agenda_page: int = 2
    total: int = 0

    def say(self, key: str, **given: Any) -> str:
        return say(key, self.language, zone=self.told["zone"], **given)

    def local(self, texts: dict[str, Any]) -> str:
        return str(texts.get(self.language) or texts["en"])

    def sheet(self, paper: str, circle: Visibility) -> papers.Sheet:
        return papers.Sheet(
            self.language,
            self.local(self.told["network"]),
            self.say(paper),
            self.local(self.told["title"]),
            circle,
            self.told["number"],
            self.say(f"meeting.state.{self.told['state']}"),
            self.printed,
            pages=self.total,
        )

    def body(self) -> list[Block]:
        blocks = [facts(*self._facts()), heading(self.say("agenda.items"))]
        items = self.told["items"]
        if not items:
            return [*blocks, paragraph(self.say("agenda.empty"))]
        blocks += [self._table(items), paragraph(text(self._sum(items), strong=True))]
        annotated = [block for item in items for block in self._annotated(item)]
        if annotated:
            blocks += [heading(self.say("agenda.annotations")), *annotated]
        return blocks + (self._papers() if self.pack is None else [])

    def _facts(self) -> list[tuple[str, str]]:
        read = self.told
        rows = [
            (self.say("agenda.kind-of"), self.say(f"meeting.kind.{read['kind']}")),
            (self.say("agenda.starts"), shown(read["starts_at"], self.language, read["zone"])),
            (self.say("agenda.ends"), shown(read["ends_at"], self.language, read["zone"])),
            (self.say("agenda.modality"), self.say(f"meeting.modality.{read['modality']}")),
        ]
        rows += [(self.say(f"agenda.{name}"), read[name]) for name in ("place", "link") if read[name]]
        return rows

    def _table(self, items: Sequence[Told]) -> Block:
        names = (("number", "auto"), ("matter", "3fr"), ("purpose", "1.4fr"), ("presents", "1fr"))
        columns = [column(self.say(f"agenda.column.{name}"), width) for name, width in names]
        columns.append(column(self.say("agenda.column.minutes"), "auto", numeric=True))
        return table(
            columns,
            [
                [
                    str(item["place"]),
                    self.local(item["title"]),
                    self.say(f"agenda.kind.{item['kind']}"),
                    item["presenter"] or "–",
                    str(item["minutes"]),
                ]
                for item in items
            ],
        )

    def _sum(self, items: Sequence[Told]) -> str:
        at = [datetime.fromisoformat(self.told[name]) if self.told[name] else None for name in ("starts_at", "ends_at")]
        total = sums([item["minutes"] for item in items], *at)
        if total.slot is None:
            return self.say("agenda.sum", planned=total.planned)
        key = "agenda.sum-over" if total.over else "agenda.sum-slot"
        return self.say(key, planned=total.planned, slot=total.slot, over=total.over)

    def _annotated(self, item: Told) -> list[Block]:
        of_item = [each for each in self.told["papers"] if each["agenda_item_id"] == item["id"]]
        if not item["notes"] and not of_item:
            return []
        blocks = [heading(f"{item['place']}. {self.local(item['title'])}", 2)]
        blocks += [paragraph(part) for part in (item["notes"] or "").split("\n\n") if part.strip()]
        blocks += [note(f"{self.say('agenda.paper')}: {self._named(each)}") for each in of_item]
        return blocks

    def _papers(self) -> list[Block]:
        """Papers of the whole meeting; those of an item stand with it."""
        whole = [each for each in self.told["papers"] if each["agenda_item_id"] is None]
        if not whole:
            return []
        return [heading(self.say("agenda.papers")), *(paragraph(self._named(each)) for each in whole)]

    def _named(self, paper: Told) -> str:
        source = paper["file"]["name"] if paper["file"] else paper["url"]
        return f"{self.local(paper['title'])} ({source or self.say('pack.awaited')})"

    # ── the pack ────────────────────────────────────────────────────────────────────────────────────────────────

    def contents(self) -> list[Block]:
        rows = [["–", self.say("agenda.name"), "–", str(self.agenda_page)]]
        rows += [
            [each.number, self.local(each.read["title"]), self._item(each), self._where(each)]
            for each in self.pack or []
        ]
        names = (("paper", "auto"), ("title", "3fr"), ("item", "auto"), ("page", "1.4fr"))
        columns = [column(self.say(f"pack.column.{name}"), width) for name, width in names]
        return [heading(self.say("pack.contents")), table(columns, rows)]

    def _item(self, paper: Paper) -> str:
        return str(paper.read["item_place"]) if paper.read["item_place"] else "–"

    def _where(self, paper: Paper) -> str:
        """Its page; else why it has none, and where it is found."""
        if paper.path:
            return str(paper.first)
        found = paper.read["file"]["name"] if paper.read["file"] else paper.read["url"]
        return f"{self.say(f'pack.{paper.why}')}: {found}" if found else self.say(f"pack.{paper.why}")

    def divider(self, paper: Paper) -> list[Block]:
        read = paper.read
        rows = [(self.say("pack.column.paper"), paper.number)]
        if read["item_place"]:
            rows.append((self.say("pack.column.item"), str(read["item_place"])))
        if read["language"]:
            rows.append((self.say("pack.language"), self.say(f"language.{read['language']}")))
        if read["file"]:
            rows.append((self.say("pack.file"), read["file"]["name"]))
        rows.append((self.say("pack.circle"), self.say(f"visibility.{read['visibility']}")))
        rows.append((self.say("pack.pages"), self.say("pack.range", pages=paper.pages, page=paper.first)))
        return [page(paper.first - 1), heading(self.local(read["title"])), facts(*rows)]


async def agenda(call: Call, meeting_id: UUID, language: str, kind: str) -> papers.Download:
    """The agenda as PDF/UA or as a Word document."""
    read = await told(call, meeting_id)
    setter = Agenda(read, language, papers.printed(call, language, read["zone"]))
    sheet = setter.sheet("agenda.name", Visibility(read["visibility"]))
    name = papers.file_name(read["number"], "agenda", language, kind)
    if kind == "docx":
        return papers.Download(await documents.docx_of(sheet, setter.body()), documents.DOCX, name)
    return papers.Download(await papers.pdf(sheet, setter.body()), papers.PDF, name)


def chosen(call: Call, read: Sequence[Told]) -> list[Paper]:
    """Which papers are bound: PDFs that can be read, until the pack is full."""
    pack, pages, size = [], 0, 0
    for at, each in enumerate(read, start=1):
        paper = Paper(each, str(at))
        pack.append(paper)
        if each["file"] is None:
            paper.why = "link" if each["url"] else "awaited"
        elif not each["pages"]:
            paper.why = "other"
        elif pages + each["pages"] > MOST_PAGES or size + each["file"]["bytes"] > MOST_BYTES:
            paper.why = "large"
        else:
            paper.path, paper.pages = str(files.place(call, UUID(each["file"]["id"]))), each["pages"]
            pages, size = pages + each["pages"], size + each["file"]["bytes"]
    return pack


async def pack(call: Call, meeting_id: UUID, language: str) -> papers.Download:
    """Contents, the agenda and every paper that the caller may see, as one PDF."""
    read = await told(call, meeting_id)
    setter = Agenda(read, language, papers.printed(call, language, read["zone"]))
    setter.pack = chosen(call, read["papers"])
    content = await _bound(setter)
    if content is None:  # a paper that could be counted cannot be bound: then none is, and all are named
        for each in setter.pack:
            each.path, each.why = "", each.why or "other"
        content = await _bound(setter)
    assert content is not None
    return papers.Download(content, papers.PDF, papers.file_name(read["number"], "pack", language, "pdf"))


def _circle(setter: Agenda) -> Visibility:
    """For whom the whole pack is: as few as may read any of its papers."""
    circles = [Visibility(setter.told["visibility"])]
    circles += [Visibility(each.read["visibility"]) for each in setter.pack or []]
    return max(circles, key=[*Visibility].index)


async def _bound(setter: Agenda) -> bytes | None:
    """Set twice: the contents have their page numbers once everything before the first paper has its pages."""
    pack = setter.pack or []
    bound = [each for each in pack if each.path]
    for _ in range(2):
        sheet = setter.sheet("pack.name", _circle(setter))
        contents = setter.contents()
        setter.agenda_page = 1 + _pages(await papers.pdf(sheet, contents))
        front = [*contents, PAGE, heading(setter.say("agenda.name")), *setter.body()]
        made = await papers.pdf(sheet, [*front, *(block for each in bound for block in setter.divider(each))])
        at = before = _pages(made) - len(bound)
        for each in bound:
            each.first = at + 2
            at += 1 + each.pages
        setter.total = at
    return await _together(setter, bound, made, before) if bound else made


def _pages(made: bytes) -> int:
    """Pages of a paper that we set ourselves."""
    return len(OWN_PAGE.findall(made))


async def _together(setter: Agenda, bound: Sequence[Paper], made: bytes, front: int) -> bytes | None:
    """Our own pages, and after the sheet that names a paper its pages."""
    marks = [
        binding.Mark(setter.say("pack.contents"), 0),
        binding.Mark(setter.say("agenda.name"), setter.agenda_page - 1),
    ]
    with tempfile.NamedTemporaryFile(prefix="unmn-pack-", suffix=".pdf") as own:
        await asyncio.to_thread(Path(own.name).write_bytes, made)
        parts = [binding.Part(own.name, 0, front)]
        for at, each in enumerate(bound, start=front):
            marks.append(binding.Mark(f"{each.number}. {setter.local(each.read['title'])}", each.first - 2))
            parts += [binding.Part(own.name, at, at + 1), binding.Part(each.path, 0, each.pages)]
        title = f"{setter.told['number']} · {setter.local(setter.told['title'])}"
        return await binding.bind(parts, marks, title, setter.language)
