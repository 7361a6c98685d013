"""Exports at once and in the background: the same rows, the same tables."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa
from starlette.responses import StreamingResponse

from api.indicators import exporting, policy
from api.indicators.export_tables import Statistical, Tidy, Workbook
from api.indicators.exporting import Asked, Ground, Row
from api.indicators.models import IndicatorFigure, IndicatorValue
from api.kernel import papers, tables
from api.kernel.access import Call
from api.kernel.db import Id
from api.kernel.jobs import Work
from api.kernel.problems import Problem
from api.kernel.views import View

KIND = "indicator_export"
Format = Literal["csv", "xlsx", "sdmx-csv"]
SDMX_CSV = tables.SDMX_CSV
MEDIA: dict[Format, str] = {"csv": tables.CSV, "xlsx": tables.XLSX, "sdmx-csv": SDMX_CSV}
MOST_AT_ONCE = 50_000  # rows of a workbook that somebody waits for
CHUNK = 64 * 1024
_network = sa.bindparam("network_id", type_=Id)
COUNTS = {
    "figures": View(
        sa.select(sa.func.count()).select_from(IndicatorFigure).where(IndicatorFigure.network_id == _network)
    ),
    "values": View(sa.select(sa.func.sum(IndicatorValue.cell_count)).where(IndicatorValue.network_id == _network)),
}


class ExportTooLarge(Problem):
    """A workbook of so many rows is made in the background."""

    slug, status = "indicator-export-too-large", 422


class Streamed(StreamingResponse):
    """A file for this reader that is sent as it is made, and never kept."""

    def __init__(self, body: AsyncIterator[bytes], media_type: str, name: str) -> None:
        kept = {
            "content-disposition": papers.disposition(name),
            "content-security-policy": "sandbox; default-src 'none'",
            "cache-control": "private, no-cache",
        }
        super().__init__(body, 200, kept, media_type)


def name_of(call: Call, asked: Asked, kind: Format) -> str:
    ending = "csv" if kind != "xlsx" else kind
    return papers.file_name(call.slug, f"indicator-{asked.what}", *(["sdmx"] if kind == "sdmx-csv" else []), ending)


async def at_once(call: Call, asked: Asked, kind: Format, language: str) -> Streamed:
    """The file while it is read."""
    ground = await exporting.ground(call, asked)
    name = name_of(call, asked, kind)
    if kind == "xlsx":
        (count,) = await COUNTS[asked.what].first(call.source, network_id=call.network_id)
        if int(count or 0) > MOST_AT_ONCE:
            raise ExportTooLarge(most=MOST_AT_ONCE)
        return Streamed(_as_xlsx(call, asked, ground, language), tables.XLSX, name)
    return Streamed(_as_csv(call, asked, ground, kind), MEDIA[kind], name)


async def _as_csv(call: Call, asked: Asked, ground: Ground, kind: Format) -> AsyncIterator[bytes]:
    shaped: Tidy | Statistical = Tidy(ground, asked) if kind == "csv" else Statistical(ground)
    head = tables.csv_head(shaped.columns())
    yield head if kind == "csv" else head.removeprefix(b"\xef\xbb\xbf")  # readers of SDMX take a mark for a letter
    async for page in exporting.pages(call, asked, ground):
        yield await papers.aside(_csv_page, shaped, page)


def _csv_page(shaped: Tidy | Statistical, page: list[Row]) -> bytes:
    return tables.csv_rows(shaped.rows(page))


async def _as_xlsx(call: Call, asked: Asked, ground: Ground, language: str) -> AsyncIterator[bytes]:
    with tempfile.TemporaryDirectory(prefix="unmn-export-") as folder:
        path = Path(folder) / "indicators.xlsx"
        await _write_xlsx(call, asked, ground, language, path, lambda _: None)
        with path.open("rb") as made:
            for chunk in iter(partial(made.read, CHUNK), b""):
                yield chunk


async def _write_xlsx(call: Call, asked: Asked, ground: Ground, language: str, path: Path, heard: Any) -> int:
    book = Workbook(str(path), ground, asked, language)
    count = 0
    async for page in exporting.pages(call, asked, ground):
        await papers.aside(book.add, page)
        count += len(page)
        heard(count)
    await papers.aside(book.close)
    return count


# ── in the background ───────────────────────────────────────────────────────────────────────────────────────────────


def kept(asked: Asked, kind: Format, language: str) -> dict[str, Any]:
    """What a job is asked with."""
    filters = {name: str(value) if isinstance(value, UUID) else value for name, value in asked.filters.items()}
    own = {"what": asked.what, "codes": list(asked.codes), "since": asked.since, "until": asked.until}
    return own | {"filters": filters, "as_members": asked.as_members, "format": kind, "language": language}


def _asked(given: dict[str, Any]) -> Asked:
    filters = dict(given["filters"])
    if filters.get("organisation_id") is not None:
        filters["organisation_id"] = UUID(filters["organisation_id"])
    return Asked(given["what"], filters, given["codes"], given["since"], given["until"], given["as_members"])


async def run(work: Work) -> None:
    """The job: write the file, then say how many rows it has."""
    asked, kind, language = _asked(work.given), work.given["format"], work.given["language"]
    call = work.call()
    call.require(policy.EXPORT)
    ground = await exporting.ground(call, asked)
    (total,) = await COUNTS[asked.what].first(call.source, network_id=call.network_id)
    of = int(total or 0)

    def heard(count: int) -> None:
        work.reached("exporting", min(count, of), of)

    heard(0)
    if kind == "xlsx":
        count = await _write_xlsx(call, asked, ground, language, work.target, heard)
    else:
        count = await _write_csv(call, asked, ground, kind, work.target, heard)

    async def told(_: Call) -> dict[str, Any]:
        return {"rows": count}

    await work.conclude(told, name_of(call, asked, kind), MEDIA[kind])


async def _write_csv(call: Call, asked: Asked, ground: Ground, kind: Format, path: Path, heard: Any) -> int:
    count = -1
    with path.open("wb") as file:
        async for part in _as_csv(call, asked, ground, kind):
            await asyncio.to_thread(file.write, part)
            count += part.count(b"\r\n")
            heard(count)
    return count
