"""Reads a workbook that somebody sent, in a process of its own: rows of plain cells, told in parts, and nothing else."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from api.kernel import processes, sheets

MOST_ROWS, MOST_OURS = 3_000, 60_000
MOST_CELL = 32_767
PART = 500_000  # letters of a part
OURS = ("UNMN activities", "UNMN results", "UNMN money", "UNMN updates")


def main(order: dict[str, Any]) -> dict[str, Any]:
    path = Path(order["path"])
    try:
        table = sheets.read(path, order["name"], most_rows=MOST_ROWS, most_cell=MOST_CELL)
        _tell("", table)
        if order["name"].lower().endswith((".xlsx", ".xlsm")):
            there = {name.casefold(): name for name in sheets.names(path)}
            for name in OURS:
                if name.casefold() in there and there[name.casefold()] != table.sheet:
                    own = sheets.read(path, order["name"], most_rows=MOST_OURS, sheets=[name], most_cell=MOST_CELL)
                    _tell(name, own)
    except sheets.Unreadable as refused:
        return {"refused": refused.reason, "facts": refused.facts}
    return {"refused": None}


def _tell(name: str, table: sheets.Table) -> None:
    part: list[Any] = []
    size = 0
    for number, row in table.rows:
        cells = [_plain(cell) for cell in row]
        part.append([number, cells])
        size += sum(len(cell) if isinstance(cell, str) else 12 for cell in cells)
        if size > PART:
            processes.tell({"sheet": name, "rows": part})
            part, size = [], 0
    processes.tell({"sheet": name, "rows": part})


def _plain(cell: Any) -> Any:
    """A cell as JSON: days and formulas are objects, everything else is itself."""
    if isinstance(cell, sheets.Formula):
        return {"formula": True}
    if isinstance(cell, datetime):
        return {"day": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if cell is None or isinstance(cell, str | int | float | bool):
        return cell
    return str(cell)
