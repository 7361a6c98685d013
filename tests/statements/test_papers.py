"""Statements on paper and in feeds: read back by other libraries than those that wrote them."""

import io
from datetime import datetime
from email.utils import parsedate_to_datetime

import docx
import pypdf
import pytest
from lxml import etree

from tests.client import assert_ok, assert_problem
from tests.statements.make import REASON, RUSSIAN, TEXT, TITLE, TURKMEN

ATOM = {"a": "http://www.w3.org/2005/Atom"}
WORDS = {"en": ("Every migrant has rights", "Signed for the Network"), "ru": ("У каждого мигранта есть права", "сопредседатели"),
         "tk": ("Her bir migrantyň hukuklary bar", "egindeş başlyklary gol çekdi")}  # fmt: skip


def pdf_of(reply):
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(reply.content))


def words_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def docx_words(reply):
    assert reply.status_code == 200, reply.text
    document = docx.Document(io.BytesIO(reply.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture
async def published(make):
    return await make.statement(
        "published", translated=True, media_contact={"name": "Aýlar Gurbanowa", "email": "media@network.example"}
    )


async def test_each_language_on_pages_of_its_own(client, published):
    path = f"/api/v1/public/{published.network.slug}/statements/{published.number}"
    reader = pdf_of(await client.get(f"{path}.pdf"))
    assert [len(reader.pages), reader.metadata.title] == [3, TITLE["en"]]
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    for page, language in zip(reader.pages, ("en", "ru", "tk"), strict=True):
        told = " ".join(page.extract_text().split())
        assert all(word in told for word in WORDS[language]), told
        assert "Person rc" in told
        assert "Person iom-head" in told
        assert "media@network.example" in told
    assert "Неофициальный перевод" in words_of(reader)


@pytest.mark.parametrize("language", ["en", "ru", "tk"])
async def test_one_language_in_both_forms(client, published, language):
    path = f"/api/v1/public/{published.network.slug}/statements/{published.number}"
    reply = await client.get(f"{path}.pdf?language={language}")
    reader = pdf_of(reply)
    assert f"-{language}.pdf" in reply.headers["content-disposition"]
    assert reader.trailer["/Root"]["/Lang"] == language
    others = [word for other, words in WORDS.items() if other != language for word in words]
    for told in (words_of(reader), docx_words(await client.get(f"{path}.docx?language={language}"))):
        assert all(word in told for word in WORDS[language])
        assert not any(word in told for word in others)
        assert published.number.replace("-2026-", "/2026/") in told


async def test_a_draft_says_so_on_every_page(make, client):
    made = await make.statement("consensus")
    for who in ("secretariat", "undp", "viewer"):
        reader = pdf_of(await client.as_(who).get(f"{made.path}.pdf"))
        assert all("DRAFT" in page.extract_text() for page in reader.pages)
    assert "Not signed; not to be quoted" in docx_words(await client.as_("undp").get(f"{made.path}.docx"))
    assert_problem(await client.as_("undp").get(f"{made.path}.pdf?language=ru"), 404, "not-found")
    assert_problem(await client.as_("mfa").get(f"{made.path}.pdf"), 404, "not-found")


async def test_papers_are_kept_by_whoever_has_them(client, published):
    path = f"/api/v1/public/{published.network.slug}/statements/{published.number}"
    for ending in ("", ".pdf", ".docx", ".pdf?language=ru"):
        reply = await client.get(path + ending)
        assert reply.headers["cache-control"] == "public, max-age=60"
        again = await client.get(path + ending, headers={"if-none-match": reply.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == reply.headers["etag"]


# ── feeds ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def feed(client, slug, kind, language="en"):
    reply = await client.get(f"/api/v1/public/{slug}/statements.{kind}?language={language}")
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == f"application/{kind}+xml; charset=utf-8"
    again = await client.get(str(reply.request.url), headers={"if-none-match": reply.headers["etag"]})
    assert again.status_code == 304
    return etree.fromstring(reply.content)


def one(element, path):
    (found,) = element.findall(path, ATOM)
    return found


async def test_atom_is_what_rfc_4287_asks(make, client, published):
    slug = published.network.slug
    root = await feed(client, slug, "atom", "ru")
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for name in ("id", "title", "updated"):
        assert one(root, f"a:{name}").text
    assert one(root, "a:author/a:name").text
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert links["self"].endswith(f"/api/v1/public/{slug}/statements.atom?language=ru")
    entry = one(root, "a:entry")
    assert one(entry, "a:id").text == f"urn:uuid:{published.id}"
    assert one(entry, "a:title").text == TITLE["ru"]
    assert one(entry, "a:link[@rel='alternate']").get("href").endswith(f"/{slug}/public/statements/{published.number}")
    content = one(entry, "a:content")
    assert content.get("type") == "text"
    assert content.text == f"Неофициальный перевод\n\n{RUSSIAN['text']}"
    for name in ("published", "updated"):
        assert datetime.fromisoformat(one(entry, f"a:{name}").text).tzinfo
    assert datetime.fromisoformat(one(root, "a:updated").text) == datetime.fromisoformat(one(entry, "a:updated").text)


async def test_rss_is_what_rss_2_asks(client, published):
    slug = published.network.slug
    root = await feed(client, slug, "rss", "tk")
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    channel = root[0]
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert one(channel, name).text
    assert one(channel, "a:link").get("rel") == "self"
    item = one(channel, "item")
    assert one(item, "title").text == TITLE["tk"]
    assert TURKMEN["text"] in one(item, "description").text
    assert (one(item, "guid").text, one(item, "guid").get("isPermaLink")) == (f"urn:uuid:{published.id}", "false")
    assert parsedate_to_datetime(one(item, "pubDate").text).tzinfo
    assert one(item, "link").text.endswith(published.number)


async def test_an_empty_feed_is_a_feed_and_a_withdrawal_is_told(make, client):
    home = await make.home()
    root = await feed(client, home.slug, "atom")
    assert root.findall("a:entry", ATOM) == []
    assert one(root, "a:updated").text
    await make.statement("withdrawn")
    entry = one(await feed(client, home.slug, "atom", "ru"), "a:entry")
    assert one(entry, "a:title").text == f"Отозвано: {TITLE['ru']}"
    assert TEXT not in one(entry, "a:content").text
    item = one((await feed(client, home.slug, "rss"))[0], "item")
    assert TEXT not in one(item, "description").text


async def test_a_withdrawn_statement_is_no_paper_of_everybodys(make, client):
    made = await make.statement("withdrawn")
    path = f"/api/v1/public/{made.network.slug}/statements/{made.number}"
    assert assert_ok(await client.get(path))["withdrawal_reason"] == REASON
    assert_problem(await client.get(f"{path}.pdf"), 404, "not-found")
    assert_problem(await client.get(f"{path}.docx?language=en"), 404, "not-found")
