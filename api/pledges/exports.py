"""The list of pledges as a file: exactly those that it shows."""

import json
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query

from api.kernel import papers, tables
from api.kernel.access import Call, allow
from api.kernel.clock import PLACE
from api.kernel.paging import MOST
from api.kernel.problems import Problem
from api.kernel.routing import network_router, responses
from api.kernel.tables import Column
from api.kernel.words import say
from api.pledges import policy, views
from api.pledges.models import PledgeState

router = network_router("/pledges", "pledges")
MOST_ROWS = 5_000
CODES = ("id", "state")


class PledgeExportTooLong(Problem):
    slug, status = "pledge-export-too-long", 422


@router.get(
    "/export", response_model=None, responses=papers.described(tables.XLSX, tables.CSV) | responses(PledgeExportTooLong)
)
async def export_pledges(
    call: Annotated[Call, allow(policy.READ)],
    format: Literal["xlsx", "csv"] = "xlsx",
    language: Literal["en", "ru", "tk"] | None = None,
    state: PledgeState | None = None,
    organisation_id: UUID | None = None,
    objective: Annotated[int | None, Query(ge=1, le=23, description="Number of an objective it concerns")] = None,
) -> papers.Download:
    """The list as XLSX or CSV, with words and codes, in the language asked for."""
    rows = await _rows(call, {"state": state, "organisation_id": organisation_id, "objective": objective})
    spoken = language or call.language
    columns = [Column(say(f"pledge.column.{name}", spoken), width) for name, width in WIDTHS.items()]
    columns += [Column(code, 14) for code in CODES]
    cells = [_cells(row, spoken) for row in rows]
    name = papers.file_name(call.slug, "pledges", format)
    if format == "csv":
        return papers.Download(await tables.as_csv(columns, cells), tables.CSV, name)
    content = await tables.xlsx(say("pledge.list", spoken), columns, cells, str(PLACE), spoken)
    return papers.Download(content, tables.XLSX, name)


WIDTHS = {
    "number": 16,
    "title": 50,
    "entity": 16,
    "objectives": 16,
    "state": 16,
    "until": 12,
    "published": 16,
    "fulfilled": 12,
    "notes": 10,
}


def _cells(row: dict[str, Any], language: str) -> list[Any]:
    def day(value: str | None) -> date | None:
        return date.fromisoformat(value) if value else None

    return [
        row["number"],
        row["title"],
        row["entity"]["acronym"],
        ", ".join(map(str, row["objectives"])),
        say(f"pledge.state.{row['state']}", language),
        day(row["until_on"]),
        row["published_id"],
        day(row["fulfilled_on"]),
        row["progress_count"],
        *(row[code] for code in CODES),
    ]


async def _rows(call: Call, given: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        page, cursor = await views.rows(call, "until_on", MOST, cursor or None, **given)
        rows += [json.loads(row[0]) for row in page]
        if len(rows) > MOST_ROWS:
            raise PledgeExportTooLong(most=MOST_ROWS)
    return rows
