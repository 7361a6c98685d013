"""Papers: announced, sent, replaced; seen by whom they are for and by nobody else, in the pack neither."""

import io
import re

import docx
import pypdf
import pytest
from pypdf.actions import JavaScript

from api.kernel import binding
from api.meetings import agenda_paper
from tests.client import assert_ok, assert_problem

FOOTER = re.compile(r"page (\d+) of (\d+)")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf(*texts: str) -> bytes:
    """Pages that say something, without any library of ours."""
    writer = pypdf.PdfWriter()
    for said in texts:
        page = writer.add_blank_page(595, 842)
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(f"BT /F1 24 Tf 72 700 Td ({said}) Tj ET".encode())
        font = pypdf.generic.DictionaryObject(
            {
                pypdf.generic.NameObject("/Type"): pypdf.generic.NameObject("/Font"),
                pypdf.generic.NameObject("/Subtype"): pypdf.generic.NameObject("/Type1"),
                pypdf.generic.NameObject("/BaseFont"): pypdf.generic.NameObject("/Helvetica"),
            }
        )
        fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): font})
        page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
            {pypdf.generic.NameObject("/Font"): fonts}
        )
        page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def word() -> bytes:
    kept = io.BytesIO()
    docx.Document().save(kept)
    return kept.getvalue()


async def add(client, made, title, who="secretariat", **more):
    read = assert_ok(await client.as_(who).post(f"{made.path}/papers", json={"title": {"en": title}} | more), 201)
    return next(each for each in read["items"] if each["title"]["en"] == title)


async def send(client, made, paper, name, content, who="secretariat"):
    path = f"{made.path}/papers/{paper['id']}/files"
    return await client.as_(who).post(path, files={"file": (name, content)})


async def listed(client, made, who):
    return assert_ok(await client.as_(who).get(f"{made.path}/papers"))


def needs(read):
    return [need["key"] for need in read["needs"]]


async def test_an_announced_paper_is_missing_until_it_comes_and_needs_says_from_whom(make, client):
    made = await make.meeting("convened")
    paper = await add(client, made, "Figures", awaited_from_id=str(made.network.organisations["UNDP"]))
    assert paper["missing"]
    meeting = assert_ok(await client.as_("undp").get(made.path))
    (need,) = [each for each in meeting["needs"] if each["key"] == "meeting-papers"]
    assert need["organisations"] == ["UNDP"]
    assert "UNDP" in need["sentence"]
    assert_problem(await send(client, made, paper, "figures.pdf", pdf("one"), who="iom"), 403, "forbidden")
    sent = assert_ok(await send(client, made, paper, "figures.pdf", pdf("one", "two"), who="undp"), 201)["items"][0]
    assert (sent["missing"], sent["revision"], sent["pages"], sent["file"]["name"]) == (False, 1, 2, "figures.pdf")
    assert "meeting-papers" not in needs(assert_ok(await client.as_("undp").get(made.path)))
    again = assert_ok(await send(client, made, paper, "figures.pdf", pdf("three"), who="undp"), 201)["items"][0]
    assert (again["revision"], again["pages"]) == (2, 1)
    first = await client.as_("undp").get(f"{made.path}/papers/{paper['id']}/files/{sent['file']['id']}")
    assert first.status_code == 200, "earlier revisions are kept"


async def test_who_may_not_see_a_paper_does_not_see_that_it_is_there(make, client):
    made = await make.meeting("convened", visibility="partners")
    kept = {}
    for circle in ("public", "partners", "members", "secretariat"):
        paper = await add(client, made, circle, visibility=circle)
        sent = assert_ok(await send(client, made, paper, f"{circle}.pdf", pdf(f"for {circle}")), 201)["items"]
        kept[circle] = next(each for each in sent if each["title"]["en"] == circle)
    expected = {
        "rc": ["public", "partners", "members", "secretariat"],
        "undp": ["public", "partners", "members"],
        "viewer": ["public", "partners", "members"],
        "mfa": ["public", "partners"],
    }
    for who, circles in expected.items():
        assert [each["title"]["en"] for each in (await listed(client, made, who))["items"]] == circles
        for circle, paper in kept.items():
            path = f"{made.path}/papers/{paper['id']}/files/{paper['file']['id']}"
            reply = await client.as_(who).get(path)
            if circle in circles:
                assert reply.status_code == 200
            else:
                assert_problem(reply, 404, "not-found")
        reply = await client.as_(who).get(f"{made.path}/pack.pdf")
        read = pypdf.PdfReader(io.BytesIO(reply.content))
        said = "\n".join(page.extract_text() for page in read.pages)
        assert [circle for circle in kept if f"for {circle}" in said] == circles
        assert ("secretariat.pdf" in said) == ("secretariat" in circles)
        titles = [each.title for each in read.outline]
        assert len(titles) == 2 + len(circles)


async def test_papers_of_a_draft_are_the_officers_own(make, client):
    made = await make.meeting("draft")
    await add(client, made, "Early")
    assert_problem(await client.as_("undp").get(f"{made.path}/papers"), 404, "not-found")
    assert_problem(await client.as_("undp").get(f"{made.path}/pack.pdf"), 404, "not-found")
    assert_problem(await client.as_("undp").get(f"{made.path}/agenda.docx"), 404, "not-found")


async def test_a_member_adds_a_paper_to_an_item_that_it_presents_and_to_no_other(make, client):
    made = await make.meeting("convened")
    item = assert_ok(await client.as_("rc").get(made.path))["agenda_items"][0]
    body = {"title": {"en": "Ours"}, "agenda_item_id": item["id"]}
    assert_problem(await client.as_("undp").post(f"{made.path}/papers", json=body), 403, "forbidden")
    assert (await listed(client, made, "undp"))["may"] == []
    presents = {"presenter_id": str(made.network.organisations["UNDP"])}
    path = f"{made.path}/agenda-items/{item['id']}"
    assert_ok(await client.as_("rc").patch(path, json=presents, if_match=item))
    (paper,) = assert_ok(await client.as_("undp").post(f"{made.path}/papers", json=body), 201)["items"]
    assert (paper["added_by"], paper["item_place"], paper["may"]) == ("UNDP", 1, ["edit", "upload", "remove"])
    assert (await listed(client, made, "iom"))["items"][0]["may"] == []
    secret = body | {"visibility": "secretariat"}
    reply = await client.as_("undp").post(f"{made.path}/papers", json=secret)
    assert_problem(reply, 422, "invalid")


async def test_the_order_names_every_paper_once(make, client):
    made = await make.meeting("draft")
    a, b, c = [(await add(client, made, title))["id"] for title in "abc"]
    path = f"{made.path}/papers/order"
    for wrong in ([a, b], [a, b, b], [a, b, c, a]):
        reply = await client.as_("rc").put(path, json={"papers": wrong}, if_match="*")
        assert assert_problem(reply, 422, "invalid")["errors"][0]["code"] == "not_every_paper"
    ordered = assert_ok(await client.as_("rc").put(path, json={"papers": [c, a, b]}, if_match="*"))
    assert [(each["title"]["en"], each["place"]) for each in ordered["items"]] == [("c", 1), ("a", 2), ("b", 3)]


async def test_a_paper_has_one_source_and_is_taken_away_with_its_version(make, client):
    made = await make.meeting("convened")
    paper = await add(client, made, "Study", url="https://data.example/study")
    assert not paper["missing"]
    assert_ok(await send(client, made, paper, "study.docx", word()), 201)
    (sent,) = (await listed(client, made, "rc"))["items"]
    assert (sent["url"], sent["pages"]) == (None, None)
    path = f"{made.path}/papers/{paper['id']}"
    both = await client.as_("rc").patch(path, json={"url": "https://data.example/other"}, if_match=sent)
    assert assert_problem(both, 422, "invalid")["errors"][0]["pointer"] == "/url"
    assert_problem(await client.as_("rc").delete(path), 428, "if-match-required")
    assert_ok(await client.as_("rc").delete(path, if_match=sent), 204)
    assert (await listed(client, made, "rc"))["items"] == []


@pytest.mark.parametrize(
    ("name", "content"), [("a.exe", b"MZ"), ("a.pdf", b"no pdf"), ("", b""), ("a.docx", b"PK\x03\x04")]
)
async def test_what_is_no_paper_is_refused(make, client, name, content):
    made = await make.meeting("convened")
    paper = await add(client, made, "Paper")
    reply = await send(client, made, paper, name or " ", content)
    assert_problem(reply, 422, "file-refused")
    assert (await listed(client, made, "rc"))["items"][0]["missing"]


# ── on paper ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("language", "word_"), [("en", "Agenda"), ("ru", "Повестка дня"), ("tk", "Gün tertibi")])
async def test_the_agenda_is_read_in_each_language(make, client, language, word_):
    made = await make.meeting("convened")
    body = {"kind": "decision", "title": {"en": "Two", "ru": "Два", "tk": "Iki"}, "notes": "Why.\n\nAnd how."}
    assert_ok(await client.as_("rc").post(f"{made.path}/agenda-items", json=body), 201)
    reply = await client.as_("undp").get(f"{made.path}/agenda.pdf?language={language}")
    read = pypdf.PdfReader(io.BytesIO(reply.content))
    said = "\n".join(page.extract_text() for page in read.pages)
    assert read.root_object["/Lang"] == language
    for each in (word_, body["title"][language], "And how.", made.number, "120"):
        assert each in said
    reply = await client.as_("undp").get(f"{made.path}/agenda.docx?language={language}")
    assert reply.headers["content-type"] == WORD
    document = docx.Document(io.BytesIO(reply.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert body["title"][language] in cells
    assert word_ in "\n".join(each.text for each in document.paragraphs)


async def test_the_contents_say_on_which_page_each_paper_begins(make, client):
    made = await make.meeting("convened")
    for number in range(1, 4):
        paper = await add(client, made, f"Paper {number}")
        pages = [f"leaf {number}.{page}" for page in range(1, number + 2)]
        assert_ok(await send(client, made, paper, f"p{number}.pdf", pdf(*pages)), 201)
    sheet = await add(client, made, "A sheet")
    assert_ok(await send(client, made, sheet, "sheet.csv", b"year,number\n2025,7\n"), 201)
    await add(client, made, "Awaited")
    await add(client, made, "Elsewhere", url="https://data.example/study")
    reply = await client.as_("undp").get(f"{made.path}/pack.pdf?language=en")
    assert reply.headers["content-disposition"].endswith('-pack-en.pdf"')
    read = pypdf.PdfReader(io.BytesIO(reply.content))
    said = [page.extract_text() for page in read.pages]
    contents = said[0]
    for number in range(1, 4):
        at = next(page for page, text in enumerate(said, start=1) if f"leaf {number}.1" in text)
        line = next(line for line in contents.splitlines() if f"Paper {number}" in line)
        assert line.split()[-1] == str(at), contents
    for name in ("A sheet", "Awaited", "Elsewhere"):
        assert name in contents
    assert "not there yet" in contents
    agenda_page = next(line for line in contents.splitlines() if "Agenda" in line and line.split()[-1].isdigit())
    assert "Data on migration" in said[int(agenda_page.split()[-1]) - 1]
    assert [each.title for each in read.outline][:3] == ["Contents", "Agenda", "1. Paper 1"]
    numbered = [(at, FOOTER.search(text)) for at, text in enumerate(said, start=1)]
    own = [(at, match) for at, match in numbered if match]
    assert len(own) == len(said) - 9, "every page of ours says its number, and no page of a paper is written upon"
    assert {(int(match[1]), int(match[2])) for _, match in own} == {(at, len(said)) for at, _ in own}


async def test_a_broken_file_is_named_and_breaks_nothing(make, client):
    made = await make.meeting("convened")
    bad, good = await add(client, made, "Broken"), await add(client, made, "Good")
    assert_ok(await send(client, made, bad, "bad.pdf", b"%PDF-1.7\nnothing at all\n%%EOF\n"), 201)
    assert_ok(await send(client, made, good, "good.pdf", pdf("good leaf")), 201)
    said = "\n".join(
        page.extract_text()
        for page in pypdf.PdfReader(io.BytesIO((await client.as_("rc").get(f"{made.path}/pack.pdf")).content)).pages
    )
    assert "good leaf" in said
    assert "a file beside the pack" in said


async def test_the_pack_is_bounded(make, client, monkeypatch):
    monkeypatch.setattr(agenda_paper, "MOST_PAGES", 2)
    made = await make.meeting("convened")
    for number in range(1, 3):
        paper = await add(client, made, f"Paper {number}")
        assert_ok(await send(client, made, paper, f"p{number}.pdf", pdf(f"leaf {number}.1", f"leaf {number}.2")), 201)
    reply = await client.as_("rc").get(f"{made.path}/pack.pdf")
    said = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(reply.content)).pages)
    assert "leaf 1.2" in said
    assert "leaf 2.1" not in said
    assert "too large to be bound" in said


async def test_a_file_that_keeps_its_reader_busy_is_let_go(monkeypatch):
    monkeypatch.setattr(binding, "SECONDS", 0)
    assert await binding.count(pdf("one")) is None


def test_what_is_bound_carries_no_acts_of_its_own(tmp_path):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.add_open_action(JavaScript("app.alert('here')"))
    path = tmp_path / "acts.pdf"
    writer.write(path)
    into = tmp_path / "bound.pdf"
    parts = [{"path": str(path), "since": 0, "until": 1}]
    order = {"parts": parts, "marks": [], "title": "Pack", "language": "en", "into": str(into)}
    assert binding._bind(order) == {"pages": 1}
    assert b"app.alert" not in into.read_bytes()


async def test_papers_go_where_their_item_goes(make, client):
    made, ahead = await make.meeting("convened"), await make.meeting("draft", items=0, days=40)
    item = assert_ok(await client.as_("rc").get(made.path))["agenda_items"][0]
    paper = await add(client, made, "Ours", agenda_item_id=item["id"])
    parked = {"to": "backlog", "reason": "Too early."}
    path = f"{made.path}/agenda-items/{item['id']}"
    assert_ok(await client.as_("rc").post(f"{path}/carry", json=parked, if_match=item))
    assert (await listed(client, made, "rc"))["items"] == [], "it waits with its item"
    assert "meeting-papers-missing" not in needs(assert_ok(await client.as_("rc").get(made.path)))
    (topic,) = assert_ok(await client.as_("rc").get(f"{made.network.path}/backlog"))["items"]
    body = {"meeting_id": str(ahead.id)}
    assert_ok(await client.as_("rc").post(f"{made.network.path}/backlog/{topic['id']}/take", json=body, if_match=topic))
    (came,) = (await listed(client, ahead, "rc"))["items"]
    assert (came["id"], came["item_place"]) == (paper["id"], 1)
    (there,) = assert_ok(await client.as_("rc").get(ahead.path))["agenda_items"]
    off = await client.as_("rc").delete(f"{ahead.path}/agenda-items/{there['id']}", if_match=there)
    assert_ok(off, 204)
    (left,) = (await listed(client, ahead, "rc"))["items"]
    assert (left["id"], left["agenda_item_id"]) == (paper["id"], None)
