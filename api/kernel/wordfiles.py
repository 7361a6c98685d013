"""How a paper is set as DOCX, by python-docx alone. Letters are set as letters; nothing of them is read as a field.

Only `documents` asks for this module, in its thread: importing it takes longer than all else of a request.
"""

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from api.kernel.papers import Sheet, picture
from api.kernel.prose import Block, Piece, levelled
from api.kernel.words import say

FONT = "Liberation Serif"
HANGING = Mm(13)  # room for the number of a paragraph
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what no XML takes


def written(sheet: Sheet, body: list[Block]) -> bytes:
    """The bytes of a Word document."""
    document = docx.Document()
    _dress(document, sheet)
    _head(document, sheet)
    blocks, _ = levelled(body)
    _Setter(document, sheet.language).all(blocks)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _dress(document: Document, sheet: Sheet) -> None:
    core = document.core_properties
    core.title, core.language, core.author, core.subject = sheet.title, sheet.language, sheet.network, sheet.paper
    core.comments, core.created = "", datetime.now(UTC).replace(tzinfo=None)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    _language(normal.element.get_or_add_rPr(), sheet.language)
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and (style.name or "").startswith(("Heading", "Title")):
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for name in list(fonts.attrib):
                del fonts.attrib[name]
            for line in style.element.findall(".//" + qn("w:pBdr")):
                line.getparent().remove(line)
            style.font.name, style.font.color.rgb = FONT, docx.shared.RGBColor(0, 0, 0)
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if sheet.landscape else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(18), Mm(22)
    _foot(section.footer.paragraphs[0], sheet, section.page_width - Mm(40))


def _head(document: Document, sheet: Sheet) -> None:
    band = document.add_paragraph()
    band.add_run(_plain(sheet.band)).bold = True
    names = document.add_paragraph()
    names.add_run(_plain(sheet.network)).bold = True
    for said in (sheet.paper, " · ".join(filter(None, [sheet.number, sheet.beside]))):
        if said:
            names.add_run().add_break()
            names.add_run(_plain(said))
    document.add_paragraph(_plain(sheet.title), "Title")


def _foot(paragraph: Paragraph, sheet: Sheet, right: int) -> None:
    """When it was printed, what it is for whom, and the page of how many."""
    paragraph.style = "Normal"
    paragraph.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
    told = [sheet.printed, " · ".join(filter(None, [sheet.number, sheet.band]))]
    paragraph.add_run(_plain(" · ".join(filter(None, told))) + "\t")
    before, _, rest = say("paper.page", sheet.language, page="\x00", pages="\x01").partition("\x00")
    between, _, after = rest.partition("\x01")
    for said, code in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        paragraph.add_run(said)
        if code:
            _field(paragraph, code)
    for run in paragraph.runs:
        run.font.size = Pt(8.5)


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that Word counts. Only our own codes come here."""
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.set(qn("xml:space"), "preserve")
            part.text = f" {code} "
        run._r.append(part)


def _language(properties: Any, language: str) -> None:
    mark = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        mark.set(qn(name), {"en": "en-GB", "ru": "ru-RU", "tk": "tk-TM"}[language])
    properties.append(mark)


def _plain(text: str) -> str:
    return _CONTROL.sub("", text)


def _with_number(number: str, blocks: Sequence[Block]) -> list[Block]:
    """Blocks whose first line begins with the number; a list or a table gets a line before it."""
    first, *rest = blocks or [{"kind": "paragraph", "line": []}]
    if first["kind"] == "passage":
        return [{**first, "blocks": _with_number(number, first["blocks"])}, *rest]
    numbered = {"kind": "text", "text": f"{number}\t"}
    if first["kind"] in ("paragraph", "heading"):
        return [{**first, "line": [numbered, *first["line"]]}, *rest]
    return [{"kind": "paragraph", "line": [numbered]}, first, *rest]


class _Setter:
    """Sets blocks one after the other, in the language that they are in."""

    def __init__(self, document: Document, language: str) -> None:
        self.document, self.own, self.language = document, language, language

    def all(self, blocks: Sequence[Block], style: str | None = None) -> None:
        for block in blocks:
            getattr(self, f"_{block['kind']}")(block, style)

    def _paragraph(self, block: Block, style: str | None) -> None:
        self._line(self.document.add_paragraph(style=style), block["line"])

    def _heading(self, block: Block, _: str | None) -> None:
        self._line(self.document.add_heading("", block["level"]), block["line"])

    def _note(self, block: Block, _: str | None) -> None:
        paragraph = self.document.add_paragraph()
        self._line(paragraph, block["line"])
        for run in paragraph.runs:
            run.font.size = Pt(9)

    def _numbered(self, block: Block, _: str | None) -> None:
        """The number hangs in the margin of what it counts, whatever that is."""
        body = self.document.element.body
        before = len(body) - 1  # the last one is the section
        self.all(_with_number(block["number"], block["blocks"]))
        for element in body[before:-1]:
            if element.tag != qn("w:p"):
                continue
            paragraph = Paragraph(element, self.document._body)
            if paragraph.style is not None and str(paragraph.style.name).startswith("List"):
                continue
            form = paragraph.paragraph_format
            form.left_indent, form.space_after = HANGING, Pt(6)
            if paragraph.text.startswith(f"{block['number']}\t"):
                form.first_line_indent = -HANGING
                form.tab_stops.add_tab_stop(HANGING)

    def _passage(self, block: Block, style: str | None) -> None:
        before, self.language = self.language, block["language"]
        self.all(block["blocks"], style)
        self.language = before

    def _quote(self, block: Block, _: str | None) -> None:
        self.all(block["blocks"], "Quote")

    def _list(self, block: Block, style: str | None) -> None:
        """Two levels of Word's own lists; numbers are written, so that a list starts where its author said."""
        deeper = style is not None and style.startswith("List")
        named = "List Number" if block["ordered"] else "List Bullet"
        for at, item in enumerate(block["items"], start=block["start"]):
            if block["ordered"]:
                self._numbered({"number": f"{at}.", "blocks": item or [{"kind": "paragraph", "line": []}]}, None)
            else:
                self.all(item, f"{named} 2" if deeper else named)

    def _code(self, block: Block, _: str | None) -> None:
        paragraph = self.document.add_paragraph()
        self._run(paragraph, block["text"]).font.name = "Liberation Mono"

    def _rule(self, _: Block, __: str | None) -> None:
        self.document.add_paragraph()

    def _page(self, _: Block, __: str | None) -> None:
        self.document.add_page_break()  # type: ignore[no-untyped-call]

    def _facts(self, block: Block, _: str | None) -> None:
        for label, value in block["rows"]:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(3)
            self._run(paragraph, f"{label}: ").bold = True
            self._run(paragraph, value)

    def _table(self, block: Block, _: str | None) -> None:
        columns = block["columns"]
        table = self.document.add_table(1, len(columns), "Table Grid")
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            self._run(cell.paragraphs[0], column["text"]).bold = True
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)
        for row in block["rows"]:
            for cell, said in zip(table.add_row().cells, row, strict=True):
                self._run(cell.paragraphs[0], said["text"]).bold = said["strong"] or None
        self._widths(table, [column["width"] for column in columns])
        self.document.add_paragraph()

    def _chart(self, block: Block, _: str | None) -> None:
        """The drawing of the PDF as a picture, with the same words for whoever hears it."""
        run = self.document.add_paragraph().add_run()
        width = (self.document.sections[0].page_width or Mm(210)) - Mm(40)
        run.add_picture(io.BytesIO(picture(block, self.language, "png")), width)
        for named in run._r.iter(qn("wp:docPr")):
            named.set("descr", block["alt"])

    def _widths(self, table: Any, wanted: Sequence[str]) -> None:
        """Columns by their shares of the page; `auto` is about one share."""
        whole = (self.document.sections[0].page_width or Mm(210)) - Mm(40)
        shares = [1.0 if width == "auto" else float(width.removesuffix("fr")) for width in wanted]
        for column, share in zip(table.columns, shares, strict=True):
            column.width = int(whole * share / sum(shares))
            for cell in column.cells:
                cell.width = column.width

    def _line(self, paragraph: Paragraph, pieces: Sequence[Piece], **marks: bool) -> None:
        for piece in pieces:
            kind = piece["kind"]
            if kind in ("strong", "emphasis"):
                self._line(paragraph, piece["line"], **marks | {"bold" if kind == "strong" else "italic": True})
            elif kind == "link":
                self._link(paragraph, piece, **marks)
            elif kind == "break":
                paragraph.add_run().add_break()
            else:
                run = self._run(paragraph, piece["text"], **marks)
                run.font.name = "Liberation Mono" if kind == "code" else None

    def _link(self, paragraph: Paragraph, piece: Piece, **marks: bool) -> None:
        """The words as a real link; its address is kept outside the text, as Word does."""
        count = len(paragraph.runs)
        self._line(paragraph, piece["line"], **marks)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(piece["href"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        for run in paragraph.runs[count:]:
            run.font.underline = True
            link.append(run._r)
        paragraph._p.append(link)

    def _run(self, paragraph: Paragraph, text: str, **marks: bool) -> Any:
        run = paragraph.add_run(_plain(text))
        for name in marks:
            setattr(run, name, True)
        if self.language != self.own:
            _language(run._r.get_or_add_rPr(), self.language)
        return run
