"""Reports on paper: PDF/UA and DOCX in three languages with charts, an XLSX with real numbers, a public edition."""

import io

import docx
import openpyxl
import pypdf
import pytest

from api.kernel import papers
from api.kernel.words import LANGUAGES, say
from tests.reviews.make import PROFILE, TEXT, review


def read(reply):
    """(all that is said, the document)."""
    assert reply.status_code == 200, reply.text[:300]
    if reply.headers["content-type"] == papers.PDF:
        document = pypdf.PdfReader(io.BytesIO(reply.content))
        return " ".join(" ".join(page.extract_text() for page in document.pages).split()), document
    document = docx.Document(io.BytesIO(reply.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = [paragraph.text for paragraph in document.paragraphs] + cells
    return " ".join(" ".join(told).split()), document


def figures(tree, found=None):
    """Every figure in the tags of a PDF, with what it says to whoever does not see it."""
    found = [] if found is None else found
    tree = tree.get_object()
    if isinstance(tree, list):
        for each in tree:
            figures(each, found)
    elif isinstance(tree, dict):
        if tree.get("/S") == "/Figure":
            found.append(str(tree.get("/Alt", "")))
        if "/K" in tree and not isinstance(tree["/K"], int):
            figures(tree["/K"], found)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_review_on_paper_has_its_headings_charts_and_words(client, make, language):
    assessed = await make.assessment("approved")
    made = await review(make, "circulated", fill=True, first_year=2025, last_year=2026)
    member = client.as_("undp")
    pdf, document = read(await member.get(f"{made.path}/report.pdf?language={language}"))
    word, opened = read(await member.get(f"{made.path}/report.docx?language={language}"))
    for said in (pdf, word):
        for each in (
            made.number, say("review.paper.circulated", language), say("review.label.crises", language),
            say("review.label.block.results", language), "The country adopted a law on labour migration.",
            say("review.paper.figure-heat", language), say("review.paper.annexes", language),
            say("review.paper.unverified", language),
        ):  # fmt: skip
            assert each in said, each
        assert (say("review.paper.language", language, authoritative="en") in said) == (language != "en")
    root = document.trailer["/Root"]
    assert root["/Lang"].startswith(language)
    assert root["/MarkInfo"]["/Marked"]
    alts = figures(root["/StructTreeRoot"]["/K"])
    assert len(alts) == 2
    assert all(say("objective.rating.some_progress", language) in each for each in alts)
    assert len(opened.inline_shapes) == 2
    assert all(shape._inline.docPr.get("descr") for shape in opened.inline_shapes)
    assert assessed.id
    svg = await member.get(f"{made.path}/figures/heat?language={language}")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert svg.text.lstrip().startswith("<svg")


async def test_a_profile_as_a_sheet_keeps_numbers_and_blanks_and_the_public_edition_leaves_out(client, make):
    made = await review(make, "issued", kind=PROFILE)
    member = client.as_("undp")
    book = openpyxl.load_workbook(io.BytesIO((await member.get(f"{made.path}/report.xlsx")).content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    labels = {row[1] for row in rows}
    assert say("review.label.activity.decisions", "en") in labels
    meetings = [row for row in rows if row[1] == say("review.label.activity.meetings", "en") and row[7] == 0]
    assert meetings, "a quarter without a meeting is a zero"
    (trainings,) = [row for row in rows if row[1] == say("review.label.activity.events_trainings", "en")]
    assert trainings[2] is None, "what is not kept is blank"
    public, _ = read(await member.get(f"{made.path}/report.pdf?public=true"))
    assert say("review.paper.public", "en") in public
    assert say("visibility.public", "en") in public
    assert say("review.label.activity.decisions", "en") not in public
    assert TEXT.split("\n", 1)[0] in public
    whole, _ = read(await member.get(f"{made.path}/report.docx"))
    assert say("review.label.activity.decisions", "en") in whole
    assert say("review.paper.absent", "en") in whole
