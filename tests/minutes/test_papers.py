"""Minutes on paper: PDF/UA and DOCX in three languages, with what they are, who signs, the hash and the corrigenda."""

import io
import threading

import docx
import pypdf
import pytest

from api.kernel import papers
from api.kernel.words import LANGUAGES, say
from tests.client import assert_ok
from tests.minutes.make import minutes


def read(reply):
    """(all that is said, of a PDF its catalogue)."""
    if reply.headers["content-type"] == papers.PDF:
        document = pypdf.PdfReader(io.BytesIO(reply.content))
        return " ".join(" ".join(page.extract_text() for page in document.pages).split()), document
    document = docx.Document(io.BytesIO(reply.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = [paragraph.text for paragraph in document.paragraphs] + cells
    return " ".join(" ".join(told).split()), document


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_adopted_paper_says_what_it_is_and_can_be_signed(client, make, language, kind):
    made = await minutes(make, "adopted")
    officer = client.as_("secretariat")
    body = assert_ok(await officer.post(f"{made.path}/corrigenda", json={"text": "Read “yearly”."}, if_match="*"), 201)
    reply = await client.as_("undp").get(f"{made.path}.{kind}?language={language}")
    assert reply.status_code == 200
    assert reply.headers["content-disposition"].startswith("attachment; filename=")
    assert f"{made.number.replace('/', '-')}-{language}.{kind}" in reply.headers["content-disposition"]
    said, document = read(reply)
    state = say("minutes.state.adopted", language)
    for each in (
        made.number, state, body["sha256"], "Read “yearly”.", "Person rc", "Person iom-head", "Person of UNDP",
        "Members agreed to share figures every quarter.",
        say("minutes.part.participants", language), say("minutes.part.adoption", language),
        say("minutes.paper.signatures", language), say("minutes.paper.signature", language),
        say("minutes.paper.co-chair", language, organisation="RCO"),
    ):  # fmt: skip
        assert each in said, each
    translated = say("minutes.paper.translation", language, authoritative="en") in said
    assert translated == (language != "en")
    if kind == "pdf":
        catalogue = document.trailer["/Root"]
        assert catalogue["/Lang"].startswith(language)
        assert catalogue["/MarkInfo"]["/Marked"]
        assert say("paper.page", language, page="1", pages=str(len(document.pages))) in said
    else:
        assert document.core_properties.language == language


async def test_a_draft_says_so_is_for_officers_and_has_no_place_to_sign(client, make):
    made = await minutes(make, "draft")
    said, _ = read(await client.as_("rc").get(f"{made.path}.pdf?language=en"))
    assert say("minutes.paper.draft", "en") in said
    assert say("visibility.secretariat", "en") in said
    assert say("minutes.paper.signatures", "en") not in said
    assert say("minutes.paper.not-adopted", "en") in said


async def test_a_circulated_paper_names_the_end_of_its_window(client, make):
    made = await minutes(make, "circulated")
    body = assert_ok(await client.as_("undp").get(made.path))
    said, _ = read(await client.as_("undp").get(f"{made.path}.docx?language=ru"))
    assert say("minutes.paper.circulated", "ru", window_ends_at=body["window_ends_at"]) in said


async def test_a_translation_that_somebody_wrote_is_what_stands_on_the_paper(client, make):
    made = await minutes(make, "adopted")
    officer = client.as_("secretariat")
    told = assert_ok(await officer.get(f"{made.path}/translations/ru"))
    note = next(each for each in told["texts"] if each["text"] == "The first ones are due in March.")
    given = {"texts": [{"id": note["id"], "text": "Первые – в марте."}]}
    assert_ok(await officer.put(f"{made.path}/translations/ru", json=given, if_match=told))
    said, _ = read(await client.as_("undp").get(f"{made.path}.pdf?language=ru"))
    assert "Первые – в марте." in said
    assert "due in March" not in said
    own, _ = read(await client.as_("undp").get(f"{made.path}.pdf?language=en"))
    assert "due in March" in own


async def test_papers_are_set_beside_the_loop(client, make, monkeypatch):
    made = await minutes(make, "adopted")
    threads = []
    set_out = papers._pdf

    def noted(*given):
        threads.append(threading.current_thread())
        return set_out(*given)

    monkeypatch.setattr(papers, "_pdf", noted)
    assert (await client.as_("undp").get(f"{made.path}.pdf")).status_code == 200
    assert threads
    assert threading.main_thread() not in threads
