"""Papers: what leaves the platform as PDF, DOCX, XLSX and CSV is read back by other programs; nothing in it runs."""

import csv
import io
import re
import threading
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
import typst
from docx.oxml.ns import qn

from api.kernel import letters, papers, prose, tables
from api.kernel.access import Visibility
from api.kernel.documents import docx_of
from api.kernel.tables import Column

RU = "Сеть ООН по миграции: процедура отсутствия возражений, «оговорки» и журнал № 5."
TK = "Türkmenistanda garşylyk bildirmezlik tertibi: žurnal, ňäme, şu, çäk, ýyl, Öňki Ünsi."
HOSTILE = ['#read("/etc/passwd")', "#import \"@preview/x:1.0.0\": *", "$x^2$", "]#eval(\"1\")[", "<script>alert(1)</script>", "{{ 7*7 }}", "\\u{1F600}"]  # fmt: skip


def sheet(**given: Any) -> papers.Sheet:
    usual = {
        "language": "en", "network": "UN Network on Migration", "paper": "Decision record", "title": "Working methods",
        "visibility": Visibility.MEMBERS, "number": "TKM/2026/003", "printed": "Printed on 24 November 2026, by IOM",
    }  # fmt: skip
    return papers.Sheet(**usual | given)


def read(content: bytes) -> tuple[pypdf.PdfReader, str]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize(("language", "said"), [("en", "A text."), ("ru", RU), ("tk", TK)])
async def test_a_paper_is_tagged_and_says_its_language_and_title(language, said):
    reader, text = read(await papers.pdf(sheet(language=language, title=said[:40]), prose.prose(said)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == said[:40]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert said in text
    assert "page 1 of 1" in text or language != "en"


async def test_what_people_write_is_never_run():
    written = "\n\n".join(HOSTILE)
    _, text = read(await papers.pdf(sheet(title=HOSTILE[0]), [prose.paragraph(written), *prose.prose(written)]))
    for each in HOSTILE:
        assert text.count(" ".join(each.split())) >= 2, each
    assert "root:" not in text


def test_the_typesetter_reads_its_own_folder_only():
    """A template that wants more is refused; none of ours names a package, which would be fetched."""
    for wish in ('#read("/etc/hostname")', '#read("../../etc/hostname")', f'#read("{Path(__file__)}")'):
        with pytest.raises(typst.TypstError):
            typst.compile(wish.encode(), root=str(papers._folder()), ignore_system_fonts=True)
    for template in papers.TEMPLATES.glob("*.typ"):
        assert not re.search(r'import\s+"@|include\s|read\(|eval\(|plugin\(', template.read_text())


async def test_papers_are_made_beside_the_loop():
    assert (await papers.aside(threading.current_thread)).name.startswith("papers")


async def test_every_letter_that_is_said_to_be_known_can_be_set():
    known = [each.partition("-") for each in letters.RANGES.split()]
    every = [chr(at) for first, _, last in known for at in range(int(first, 16), int(last or first, 16) + 1)]
    assert letters.shown("".join(every)) == "".join(every)
    assert await papers.pdf(sheet(), [prose.paragraph("a" + " a".join(every))])


async def test_a_letter_that_no_font_holds_stops_no_paper():
    given = "Smile \U0001f600, 移民, \ue123, zero\u200bwidth, \ufffe."
    _, text = read(await papers.pdf(sheet(title=given), [prose.paragraph(given)]))
    assert "Smile □, □□, □, zerowidth, □." in text
    assert "cannot show" in text


@pytest.mark.parametrize("letter", ["😀", "移", "\x01"])
def test_without_the_guard_the_typesetter_refuses_such_a_letter(letter):
    source = f'#set document(title: "x")\n#text(font: "Libertinus Serif")[{letter}]'
    with pytest.raises(typst.TypstError):
        typst.compile(source.encode(), ignore_system_fonts=True, font_paths=papers._fonts(), pdf_standards="ua-1")


async def test_headings_of_any_depth_make_a_paper():
    written = "###### Deep\n\ntext\n\n# High\n\n- ### in a list\n\n> ## in a quote"
    body = [*prose.prose(written), prose.heading("Ours"), prose.passage("ru", prose.paragraphs(written))]
    assert await papers.pdf(sheet(), body)
    levelled, _ = prose.levelled(body)
    levels = [block["level"] for block in levelled if block["kind"] == "heading"]
    assert levels == [1, 1, 1]


async def test_a_long_table_repeats_its_header_on_every_page():
    columns = [prose.column("Organisation", "auto"), prose.column("Position")]
    rows = [[prose.cell(f"ORG{at}", mark="support"), "Support"] for at in range(120)]
    reader, text = read(await papers.pdf(sheet(), [prose.table(columns, rows)]))
    assert len(reader.pages) > 2
    for at, page in enumerate(reader.pages, start=1):
        said = page.extract_text()
        assert "Organisation" in said
        assert f"page {at} of {len(reader.pages)}" in said
        assert "Members of the network only" in said
    assert text.index("ORG0") < text.index("ORG119")


def test_markdown_is_read_as_a_tree_and_html_stays_letters():
    first, second, third = prose.prose(
        "A **b** *c* [d](https://un.org) [e](javascript:x) ![f](http://x/y.png)\n\n1. g\n\n<b>h</b>"
    )
    kinds = [piece["kind"] for piece in first["line"]]
    assert kinds.count("strong") == kinds.count("emphasis") == kinds.count("link") == 1
    assert {"kind": "text", "text": "f"} in first["line"]
    assert (second["kind"], second["ordered"]) == ("list", True)
    assert third["line"] == [{"kind": "text", "text": "<b>h</b>"}]


async def test_a_document_says_the_same_as_the_paper():
    body = [
        prose.heading("The text"),
        *prose.prose("One **two** [three](https://un.org)\n\n- four\n- five\n\n" + HOSTILE[5]),
        prose.passage("ru", prose.paragraphs(RU)),
        prose.facts(("Hash", "a" * 64)),
        prose.table([prose.column("A"), prose.column("B")], [["1", prose.cell("2", strong=True)]]),
        prose.PAGE,
        prose.paragraph(TK + "\x01"),
    ]
    read_back = docx.Document(io.BytesIO(await docx_of(sheet(title="Título & <b>"), body)))
    said = "\n".join(paragraph.text for paragraph in read_back.paragraphs)
    for each in ("Título & <b>", "Members of the network only", "One two three", "four", HOSTILE[5], RU, TK, "a" * 64):
        assert each in said, each
    core = read_back.core_properties
    assert (core.title, core.language) == ("Título & <b>", "en")
    marked = {lang.get(qn("w:val")) for lang in read_back.element.iter(qn("w:lang"))}
    assert "ru-RU" in marked
    header = read_back.tables[0].rows[0]._tr
    assert header.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    codes = [code.text for code in read_back.sections[0].footer._element.iter(qn("w:instrText"))]
    assert codes == [" PAGE ", " NUMPAGES "]
    links = [part.target_ref for part in read_back.part.rels.values() if part.is_external]
    assert links == ["https://un.org"]


async def test_a_number_stands_before_whatever_it_counts_and_columns_keep_their_shares():
    """A passage in another language and a list are counted as any paragraph is; a table is as wide as it was meant."""
    counted = [
        {"kind": "numbered", "number": "6.1", "blocks": prose.prose("Agreed.")},
        {"kind": "numbered", "number": "6.2", "blocks": [prose.passage("ru", prose.prose("Согласовано."))]},
        {"kind": "numbered", "number": "6.3", "blocks": prose.prose("- one\n- two")},
    ]
    wide = prose.table([prose.column("Number", "auto"), prose.column("What", "3fr")], [["1", "Send the list"]])
    document = docx.Document(io.BytesIO(await docx_of(sheet(), [*counted, wide])))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert [line for line in said if line.startswith("6.")] == ["6.1\tAgreed.", "6.2\tСогласовано.", "6.3\t"]
    narrow, broad = (each.width for each in document.tables[0].columns)
    assert broad > 2 * narrow


ROW = [
    "=1+1", "+993 12", "-x", "@sum", "\tx", "plain –", 12, Decimal("1.50"), True, None, 0,
    date(2026, 11, 24), datetime(2026, 11, 24, 20, 30, tzinfo=UTC),
]  # fmt: skip


async def test_a_workbook_holds_numbers_and_days_and_no_formula():
    columns = [Column(f"={at}") for at in range(len(ROW))]
    content = await tables.xlsx("Register [of] decisions: a long name", columns, [ROW, ROW], "Asia/Ashgabat")
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    header, row, _ = page.iter_rows()
    assert {cell.data_type for cell in [*header, *row]} <= {"s", "n", "b", "d"}
    assert header[0].value == "'=0"
    assert [cell.value for cell in row[:6]] == ["'=1+1", "'+993 12", "'-x", "'@sum", "'\tx", "plain –"]
    assert [cell.value for cell in row[6:11]] == [12, 1.5, True, None, 0]
    assert row[11].value == datetime(2026, 11, 24)  # noqa: DTZ001  (a spreadsheet knows no zones)
    assert row[12].value == datetime(2026, 11, 25, 1, 30)  # noqa: DTZ001
    assert page.freeze_panes == "A2"


async def test_a_csv_is_read_by_excel_and_by_programs():
    content = await tables.as_csv([Column("=a"), *[Column("b")] * (len(ROW) - 1)], [ROW])
    assert content.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert header[0] == "'=a"
    assert row[:6] == ["'=1+1", "'+993 12", "'-x", "'@sum", "'\tx", "plain –"]
    assert row[6:] == ["12", "1.50", "true", "", "0", "2026-11-24", "2026-11-24T20:30:00.000000Z"]


def test_a_file_is_named_for_every_browser():
    assert papers.disposition("TKM-2026-003.pdf") == 'attachment; filename="TKM-2026-003.pdf"'
    assert papers.disposition('Реестр "2026".pdf') == (
        "attachment; filename=\"------ -2026-.pdf\"; filename*=UTF-8''"
        "%D0%A0%D0%B5%D0%B5%D1%81%D1%82%D1%80%20%222026%22.pdf"
    )
