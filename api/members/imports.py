"""Members in bulk, from XLSX or CSV: every fault by row and column, all rows or none."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError

from api.kernel.access import Call
from api.kernel.problems import Problem, UnsupportedMediaType
from api.kernel.words import known, say
from api.members import service
from api.members.models import Membership, MembershipState
from api.members.schemas import MemberCreate
from api.members.template import COLUMNS, NEEDED
from api.networks.models import Organisation

MOST_ROWS, MOST_BYTES = 2_000, 20_000_000


class BrokenFile(Problem):
    """Not a table we can read."""

    slug, status = "broken-file", 422


@dataclass
class Report:
    rows: int = 0
    created: int = 0
    unchanged: int = 0


class Refused(Problem):
    """Rows with faults: nothing was written."""

    slug, status = "import-refused", 422


def read(name: str, data: bytes) -> list[tuple[int, dict[str, Any]]]:
    """The rows of a file by column name, each with its number in the file; empty ones are left out."""
    if name.lower().endswith(".xlsx"):
        table = _xlsx(data)
    elif name.lower().endswith(".csv"):
        table = _csv(data)
    else:
        raise UnsupportedMediaType(expected="xlsx, csv")
    if not table:
        raise BrokenFile()
    header = [str(cell or "").strip().lower() for cell in table[0]]
    missing = [column for column in NEEDED if column not in header]
    if missing or len(table) > MOST_ROWS + 1:
        raise BrokenFile(missing=missing)
    return [
        (number, dict(zip(header, row, strict=False)))
        for number, row in enumerate(table[1:], start=2)
        if any(cell not in (None, "") for cell in row)
    ]


def _xlsx(data: bytes) -> list[list[Any]]:
    import openpyxl  # heavy, and seldom wanted: only who needs it pays for it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_BYTES:
                raise BrokenFile()
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [list(row) for row in book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 2)]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError, TypeError) as error:
        raise BrokenFile() from error


def _csv(data: bytes) -> list[list[Any]]:
    try:
        text = data.decode("utf-8-sig")
        dialect = csv.Sniffer().sniff(text[:4096], delimiters=",;\t")
        return [list(row) for row in csv.reader(io.StringIO(text), dialect)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise BrokenFile() from error


async def load(call: Call, rows: list[tuple[int, dict[str, Any]]], *, founding: bool) -> Report:
    """Record every row, or raise Refused with every fault. A member already there is left as it is."""
    report, faults = Report(rows=len(rows)), []
    for number, row in rows:
        try:
            wanted = _member(row)
        except ValidationError as error:
            faults += [_fault(call, number, fault) for fault in error.errors(include_url=False, include_input=False)]
            continue
        assert wanted.organisation is not None
        organisation = await _known(call, wanted.organisation.acronym)
        if organisation is not None and await _is_in(call, organisation):
            report.unchanged += 1
            continue
        if organisation is not None:
            wanted = wanted.model_copy(update={"organisation": None, "organisation_id": organisation.id})
        try:
            await service.add(call, wanted, founding=founding)
            report.created += 1
        except Problem as problem:
            said = problem.body(call.language)
            faults.append({"row": number, "column": "acronym", "code": problem.slug, "detail": said["detail"]})
    if faults:
        raise Refused(rows=faults, count=len(faults))
    return report


def _member(row: dict[str, Any]) -> MemberCreate:
    cells = {name: str(row.get(name) or "").strip() or None for name in COLUMNS}
    day = row.get("joined_on")
    joined = day.date() if isinstance(day, datetime) else day if isinstance(day, date) else cells["joined_on"]
    organisation = {
        "acronym": cells["acronym"],
        "name": {"en": cells["name_en"], "ru": cells["name_ru"], "tk": cells["name_tk"]},
        "kind": cells["organisation_kind"] or "un_entity",
        "source": cells["source"],
    }
    capacity = [part.strip() for part in (cells["capacity"] or "").split(",") if part.strip()]
    return MemberCreate.model_validate(
        {
            "organisation": organisation,
            "kind": cells["kind"],
            "capacity": capacity,
            "joined_on": joined,
            "source": cells["source"],
        }
    )


def _column(place: tuple[int | str, ...]) -> str:
    """The column in which a fault of the row stands: `organisation.name.en` is `name_en`."""
    steps = [str(step) for step in place]
    if steps[:1] == ["organisation"] and len(steps) > 1:
        inner = steps[1]
        return "organisation_kind" if inner == "kind" else f"name_{steps[2]}" if len(steps) > 2 else inner
    return steps[0]


def _fault(call: Call, number: int, fault: Any) -> dict[str, Any]:
    column = _column(fault["loc"])
    kind = "acronym_form" if column == "acronym" and fault["type"] == "string_pattern_mismatch" else fault["type"]
    code = kind if known(f"invalid.{kind}") else "value"
    facts = {key: value for key, value in (fault.get("ctx") or {}).items() if isinstance(value, int | str)}
    return {"row": number, "column": column, "code": code, "detail": say(f"invalid.{code}", call.language, **facts)}


async def _known(call: Call, acronym: str) -> Organisation | None:
    statement = sa.select(Organisation).where(sa.func.lower(Organisation.acronym) == acronym.lower())
    return (await call.session.execute(statement)).scalar_one_or_none()


async def _is_in(call: Call, organisation: Organisation) -> bool:
    statement = sa.select(Membership.id).where(
        Membership.network_id == call.network_id,
        Membership.organisation_id == organisation.id,
        Membership.state.in_([MembershipState.MEMBER, MembershipState.APPLIED]),
    )
    return (await call.session.execute(statement)).first() is not None
