"""What goes out of imports of values."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from api.kernel.jobs import JobState
from api.kernel.schemas import Output, ProblemRead


class ImportFault(Output):
    """What is wrong with one cell of the file; without a column, with its row."""

    row: int = Field(description="As spreadsheets count, from 1")
    letters: str | None = Field(description="Of the column, as spreadsheets name it")
    column: str | None = Field(description="Its header in the file")
    code: str
    detail: str


class ImportCells(Output):
    new: int
    changed: int
    cleared: int = Field(description="That had a number and are blank in the file")
    unchanged: int
    blank: int = Field(description="That are blank in the file and change nothing that was reported")


class IndicatorImportReport(Output):
    """What the file would change, or has changed."""

    sheet: str = Field(description="Of a workbook: the sheet that was read")
    encoding: str = Field(description="Of a text: how its letters were read")
    rows: int
    withheld: int = Field(description="Rows passed over because they say that a number was withheld from the reader")
    cells: ImportCells
    created: int = Field(description="Values that are new")
    changed: int = Field(description="Values of which at least one cell changes")
    unchanged: int = Field(description="Values that stay as they are")
    indicator_count: int
    organisation_count: int
    periods: list[str]
    fault_count: int
    faults: list[ImportFault] = Field(description="The first ones; all of them are in `…/errors`")


class IndicatorImportRead(Output):
    """An import, or the dry run of one. Ask again every second or two until `state` is done, failed or cancelled."""

    id: UUID
    state: JobState
    word: str
    done: int
    of: int
    dry_run: bool
    name: str = Field(description="Of the file")
    report: IndicatorImportReport | None
    problem: ProblemRead | None
    moves: list[Literal["cancel", "commit"]]
