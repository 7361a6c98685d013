"""The register as a file: exactly the decisions that the list shows, for people to read and for machines to read."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.decisions import policy
from api.decisions import register as asked
from api.decisions.models import Decision, DecisionRecord, Position, Round
from api.decisions.proofs import Place, place_of
from api.decisions.rules import ON_RECORD, DecisionKind, DecisionState
from api.decisions.views import FROM, RESCINDED_BY, SUPERSEDED_BY, VISIBLE, Last, SortKey, sorts
from api.kernel import papers, tables
from api.kernel.access import Call, Visibility, allow
from api.kernel.db import Id
from api.kernel.paging import MOST, Listing
from api.kernel.problems import Problem
from api.kernel.prose import Block, cell, column, facts, paragraph, table
from api.kernel.routing import network_router, responses
from api.kernel.tables import Column
from api.kernel.views import View, many, obj, one, val
from api.kernel.words import say, shown
from api.networks.models import Organisation

router = network_router("/decisions", "decisions")
MOST_ROWS, MOST_ON_PAPER = 5_000, 1_000
First = aliased(Round)
Format = Literal["xlsx", "csv", "pdf"]
Language = Literal["en", "ru", "tk"]
Row = dict[str, Any]


class ExportTooLong(Problem):
    slug, status = "export-too-long", 422


def _of_record(value: Any) -> Any:
    return one(val(value), DecisionRecord, [DecisionRecord.decision_id == Decision.id], [Decision.__table__])


def _count(*more: Any) -> Any:
    counted = sa.select(sa.func.count(Position.id, type_=sa.BigInteger))
    return counted.where(Position.round_id == Last.id, *more).correlate(Last).scalar_subquery()


ITEM = obj(
    id=Decision.id,
    number=Decision.number,
    title=Decision.title,
    kind=Decision.kind,
    state=Decision.state,
    visibility=Decision.visibility,
    procedure=Last.procedure,
    round_count=Decision.round_count,
    opened_at=one(
        val(First.opened_at), First, [First.decision_id == Decision.id, First.number == 1], [Decision.__table__]
    ),
    deadline_at=Last.deadline_at,
    adopted_at=Decision.adopted_at,
    adopted_by=Decision.adopted_by,
    answered_count=_count(Position.value.is_not(None)),
    roll_count=_count(),
    on_record=many(
        val(Position.acronym),
        Position,
        [Position.round_id == Last.id, sa.or_(*(Position.value == value for value in ON_RECORD))],
        [Position.place],
        [Last],
    ),
    superseded_by=SUPERSEDED_BY,
    rescinded_by=RESCINDED_BY,
    text_hash=Last.text_hash,
    record_hash=_of_record(DecisionRecord.sha256),
    journal_seq=_of_record(DecisionRecord.journal_seq),
)
LISTINGS = {
    dialect: Listing(ITEM, FROM, VISIBLE, sorts(), asked.filters(dialect)) for dialect in ("sqlite", "postgresql")
}


ORGANISATION = View(sa.select(Organisation.acronym).where(Organisation.id == sa.bindparam("id", type_=Id)))


@router.get(
    "/export",
    response_model=None,
    responses=papers.described(tables.XLSX, tables.CSV, papers.PDF) | responses(ExportTooLong),
)
async def export_decisions(
    call: Annotated[Call, allow(policy.READ)],
    format: Format = "xlsx",
    language: Language | None = None,
    sort: SortKey = "-sort_at",
    state: DecisionState | None = None,
    kind: DecisionKind | None = None,
    number: asked.Number = None,
    meeting_id: UUID | None = None,
    proposal_id: UUID | None = None,
    objective: asked.ObjectiveNumber = None,
    organisation_id: asked.OnRoll = None,
    value: asked.Value = None,
    year: asked.Year = None,
    from_on: asked.From = None,
    until_on: asked.Until = None,
    q: asked.Words = None,
    superseded: asked.Superseded = None,
) -> papers.Download:
    """The list as a file: XLSX or CSV with words and codes, or the register with its hashes as PDF/UA."""
    wanted = {
        "state": state,
        "kind": kind,
        "number": number,
        "meeting_id": meeting_id,
        "proposal_id": proposal_id,
        "objective": objective,
        "organisation_id": organisation_id,
        "value": value,
        "year": year,
        "from_on": from_on,
        "until_on": until_on,
        "q": q,
        "superseded": superseded,
    }
    rows = await _rows(call, sort, wanted, MOST_ON_PAPER if format == "pdf" else MOST_ROWS)
    told = _Told(rows, wanted, language or call.language, await place_of(call))
    if organisation_id is not None:
        known = await ORGANISATION.first(call.source, id=organisation_id)
        told.organisation = known[0] if known else str(organisation_id)
    name = papers.file_name(call.slug, "decisions", *([str(year)] if year else []), format)
    if format == "pdf":
        return papers.Download(await told.pdf(papers.printed(call, told.language, told.zone)), papers.PDF, name)
    if format == "csv":
        content = await tables.as_csv([column for column, _ in told.columns], told.cells())
        return papers.Download(content, tables.CSV, name)
    title = say("register.paper", told.language)
    content = await tables.xlsx(title, [column for column, _ in told.columns], told.cells(), told.zone, told.language)
    return papers.Download(content, tables.XLSX, name)


async def _rows(call: Call, sort: str, wanted: dict[str, Any], most: int) -> list[Row]:
    """Every decision that the list would show, page after page."""
    given = await asked.wanted(call, **wanted)
    rows: list[Row] = []
    cursor: str | None = ""
    while given is not None and cursor is not None:
        page, cursor = await LISTINGS[call.source.dialect].rows(
            call.source, sort, MOST, cursor or None, given, network_id=call.network_id, reach=call.reach
        )
        rows += [json.loads(row[0]) for row in page]
        if len(rows) > most:
            raise ExportTooLong(most=most)
    return rows


class _Told:
    """The rows in a language, as cells and as a paper."""

    def __init__(self, rows: Sequence[Row], wanted: dict[str, Any], language: str, place: Place) -> None:
        self.rows, self.wanted, self.language, self.place = rows, wanted, language, place
        self.zone = place.zone
        self.organisation = ""

    def say(self, key: str, **given: Any) -> str:
        return say(key, self.language, zone=self.zone, **given)

    def word(self, group: str, value: str | None) -> str | None:
        return self.say(f"{group}.{value}") if value is not None else None

    def title(self, row: Row) -> str:
        return str(row["title"].get(self.language) or row["title"]["en"])

    @property
    def columns(self) -> list[tuple[Column, Any]]:
        """Each column with what fills it: first for people, in their words, then for machines, under the API's names."""
        said: list[tuple[str, int, Any]] = [
            ("number", 16, lambda row: row["number"]),
            ("title-column", 48, self.title),
            ("kind", 14, lambda row: self.word("decision.kind", row["kind"])),
            ("state", 24, lambda row: self.word("decision.state", row["state"])),
            ("visibility", 24, lambda row: self.word("visibility", row["visibility"])),
            ("procedure", 22, lambda row: self.word("procedure", row["procedure"])),
            ("rounds", 8, lambda row: row["round_count"]),
            ("opened", 17, lambda row: _instant(row["opened_at"])),
            ("deadline", 17, lambda row: _instant(row["deadline_at"])),
            ("adopted", 17, lambda row: _instant(row["adopted_at"])),
            ("adopted-by", 14, lambda row: ", ".join(row["adopted_by"]) or None),
            ("answered", 10, lambda row: row["answered_count"] if row["round_count"] else None),
            ("roll", 10, lambda row: row["roll_count"] if row["round_count"] else None),
            ("on-record", 20, lambda row: ", ".join(row["on_record"]) or None),
            ("superseded-by", 16, lambda row: row["superseded_by"]),
            ("rescinded-by", 16, lambda row: row["rescinded_by"]),
            ("text-hash", 20, lambda row: row["text_hash"]),
            ("record-hash", 20, lambda row: row["record_hash"]),
            ("entry", 10, lambda row: row["journal_seq"]),
        ]
        codes = ("id", "kind", "state", "visibility", "procedure", "opened_at", "deadline_at", "adopted_at")
        named = [(Column(self.say(f"register.{name}"), width), fill) for name, width, fill in said]
        return named + [(Column(code, 14), lambda row, code=code: row[code]) for code in codes]

    def cells(self) -> Iterator[list[Any]]:
        fills = [fill for _, fill in self.columns]
        return ([fill(row) for fill in fills] for row in self.rows)

    async def pdf(self, printed: str) -> bytes:
        year = self.wanted["year"]
        title = self.say("register.title.year", year=str(year)) if year else self.say("register.title")
        name = self.say("register.paper")
        circle = self._widest()
        sheet = papers.Sheet(
            self.language, self.place.named(self.language), name, title, circle, "", "", printed, landscape=True
        )
        return await papers.pdf(sheet, self._body())

    def _widest(self) -> Visibility:
        """For whom the whole paper is: as few as may read any of its rows."""
        order = [*Visibility]
        held = [Visibility.MEMBERS, *(Visibility(row["visibility"]) for row in self.rows)]
        if any(row["round_count"] == 0 for row in self.rows):
            held.append(Visibility.SECRETARIAT)
        return max(held, key=order.index)

    def _body(self) -> list[Block]:
        blocks = [paragraph(self.say("register.count", count=len(self.rows)))]
        narrowed = [name for name, value in self.wanted.items() if value is not None and name != "year"]
        if narrowed:
            told = "; ".join(f"{self.say(f'register.asked.{name}')}: {self._asked(name)}" for name in narrowed)
            blocks.append(facts((self.say("register.asked"), told)))
        names = ("number", "title-column", "kind", "state", "answered", "adopted", "hashes")
        widths = ("auto", "2fr", "auto", "1.1fr", "auto", "1.2fr", "auto")
        columns = [column(self.say(f"register.{name}"), width) for name, width in zip(names, widths, strict=True)]
        return [*blocks, table(columns, [self._line(row) for row in self.rows])]

    def _asked(self, name: str) -> str:
        """What the reader asked for, in words; a record by its id, as the address has it."""
        value = self.wanted[name]
        groups = {"kind": "decision.kind", "state": "decision.state", "value": "position"}
        if name in groups:
            return self.say(f"{groups[name]}.{value}")
        if isinstance(value, bool):
            return self.say("register.yes" if value else "register.no")
        return self.organisation if name == "organisation_id" else shown(str(value), self.language)

    def _line(self, row: Row) -> list[Any]:
        ended = [
            self.say(f"register.{how}") + " " + row[how.replace("-", "_")]
            for how in ("superseded-by", "rescinded-by")
            if row[how.replace("-", "_")]
        ]
        answered = "–"
        if row["round_count"]:
            answered = self.say("register.roll-of", answered=row["answered_count"], roll=row["roll_count"])
        return [
            cell(row["number"] or "–", strong=True),
            ". ".join([self.title(row), *ended]),
            self.word("decision.kind", row["kind"]),
            self.word("decision.state", row["state"]),
            answered,
            shown(row["adopted_at"], self.language, self.zone),
            cell("\n".join(filter(None, [row["text_hash"], row["record_hash"]])) or "–", code=True),
        ]


def _instant(at: str | None) -> datetime | None:
    return datetime.fromisoformat(at) if at else None
