"""Papers as DOCX: the same sheet and tree as the PDF. How they are set stands in `wordfiles`."""

from collections.abc import Sequence

from api.kernel.papers import Sheet, aside
from api.kernel.prose import Block

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def docx_of(sheet: Sheet, body: Sequence[Block]) -> bytes:
    """The paper as a Word document, with headings, lists, header rows and the language of each passage."""
    return await aside(_docx, sheet, list(body))


def _docx(sheet: Sheet, body: list[Block]) -> bytes:
    from api.kernel import wordfiles  # heavy, and seldom wanted: only who needs it pays for it

    return wordfiles.written(sheet, body)
