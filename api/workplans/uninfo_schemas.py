"""What an import of UN INFO tells."""

from typing import Literal

from pydantic import Field

from api.kernel.schemas import Output


class UninfoFault(Output):
    """What is wrong, and where."""

    row: int | None = Field(description="Of the sheet, as a spreadsheet counts; null: of the whole file")
    column: str | None = Field(description="By its letters, as a spreadsheet has them; null: of the whole row")
    code: str
    sentence: str


class UninfoChange(Output):
    code: str | None
    title: str
    rows: list[int] = Field(description="Rows of the sheet that it comes from: several for a joint programme")
    change: Literal["added", "changed"]
    fields: list[str] = Field(description="What changes; empty for what is new")


class UninfoReport(Output):
    """What a file changes in a draft. Nothing is written while anything is wrong."""

    dry_run: bool
    written: bool
    rows: int
    added: int
    changed: int
    unchanged: int
    missing: list[str] = Field(description="Codes of activities that the file has not; they stay as they are")
    error_count: int
    errors: list[UninfoFault]
    activities: list[UninfoChange]
