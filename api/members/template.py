"""The table that an import of members takes: its columns, and what stands in each."""

import io

from api.kernel.words import say
from api.networks.models import OrganisationKind

COLUMNS = ("acronym", "name_en", "name_ru", "name_tk", "organisation_kind", "kind", "capacity", "joined_on", "source")
NEEDED = ("acronym", "name_en", "kind", "joined_on")
KINDS = ", ".join(OrganisationKind)
MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(language: str) -> bytes:
    """An XLSX with the header on its first sheet, and a second one that explains every column."""
    import openpyxl  # heavy, and seldom wanted: only who needs it pays for it
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    table = book.create_sheet("members")
    table.append(COLUMNS)
    told = book.create_sheet("columns")
    for column in COLUMNS:
        told.append((column, say(f"import.column.{column}", language, kinds=KINDS)))
    for sheet, widths in ((table, [16] * len(COLUMNS)), (told, [22, 90])):
        for at, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = width
    for cell in table[1]:
        cell.font = Font(bold=True)
    table.freeze_panes = "A2"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
