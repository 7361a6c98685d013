"""Action points as a file: exactly those that the list shows, for people to read and for machines to read."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query

from api.actions import policy, views
from api.actions.models import ActionState
from api.kernel import papers, tables
from api.kernel.access import Call, allow
from api.kernel.clock import PLACE
from api.kernel.paging import MOST
from api.kernel.problems import Problem
from api.kernel.routing import network_router, responses
from api.kernel.tables import Column
from api.kernel.words import say

router = network_router("/action-points", "actions")
MOST_ROWS = 5_000
CODES = ("id", "state", "due_on", "first_due_on", "done_at")


class ActionExportTooLong(Problem):
    slug, status = "action-export-too-long", 422


@router.get(
    "/export",
    response_model=None,
    responses=papers.described(tables.XLSX, tables.CSV) | responses(ActionExportTooLong),
)
async def export_action_points(
    call: Annotated[Call, allow(policy.READ)],
    format: Literal["xlsx", "csv"] = "xlsx",
    language: Literal["en", "ru", "tk"] | None = None,
    state: ActionState | None = None,
    owner_id: UUID | None = None,
    meeting_id: UUID | None = None,
    decision_id: UUID | None = None,
    overdue: Annotated[bool | None, Query(description="Open, and its day has passed")] = None,
) -> papers.Download:
    """The list as XLSX or CSV, with words and codes, in the language asked for."""
    given = {"state": state, "owner_id": owner_id, "meeting_id": meeting_id, "decision_id": decision_id}
    rows = await _rows(call, given | {"overdue": overdue})
    spoken = language or call.language
    said = _columns(spoken)
    columns = [column for column, _ in said] + [Column(code, 14) for code in CODES]
    name = papers.file_name(call.slug, "action-points", format)
    if format == "csv":
        return papers.Download(await tables.as_csv(columns, _cells(rows, said)), tables.CSV, name)
    title = say("action_point.list", spoken)
    return papers.Download(await tables.xlsx(title, columns, _cells(rows, said), str(PLACE), spoken), tables.XLSX, name)


async def _rows(call: Call, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Every action point that the list would show, page after page."""
    rows: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        page, cursor = await views.rows(call, "due_on", MOST, cursor or None, **given)
        rows += [json.loads(row[0]) for row in page]
        if len(rows) > MOST_ROWS:
            raise ActionExportTooLong(most=MOST_ROWS)
    return rows


def _columns(language: str) -> list[tuple[Column, Any]]:
    """Each column with what fills it, in words."""

    def of(name: str, width: int, fill: Any) -> tuple[Column, Any]:
        return Column(say(f"action_point.column.{name}", language), width), fill

    def titled(source: dict[str, Any] | None) -> str | None:
        return f"{source['number'] or ''} {_text(source['title'], language)}".strip() if source else None

    return [
        of("number", 16, lambda row: row["number"]),
        of("title", 60, lambda row: _text(row["title"], language)),
        of("owner", 14, lambda row: row["owner"]["acronym"]),
        of("due", 12, lambda row: date.fromisoformat(row["due_on"])),
        of("state", 16, lambda row: say(f"action_point.state.{row['state']}", language)),
        of("overdue", 12, lambda row: say("action_point.column.overdue", language) if row["overdue"] else None),
        of("source", 40, lambda row: titled(row["meeting"] or row["decision"])),
    ]


def _text(title: dict[str, str | None], language: str) -> str:
    return str(title.get(language) or title["en"])


def _cells(rows: Sequence[dict[str, Any]], said: list[tuple[Column, Any]]) -> Iterator[list[Any]]:
    return ([*(fill(row) for _, fill in said), *(row[code] for code in CODES)] for row in rows)
