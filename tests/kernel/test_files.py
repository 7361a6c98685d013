"""What is no file of its kind is not kept: bombs, polyglots, wrong magic, names that lead elsewhere."""

import io
import tracemalloc
import zipfile

import pytest

from api.kernel import files
from api.kernel.files import FileRefused, inspect
from api.kernel.problems import TooLarge
from tests.client import assert_ok, assert_problem

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 20 + b"IEND\xaeB`\x82"
JPG = b"\xff\xd8\xff\xe0" + b"\x00" * 40 + b"\xff\xd9"


def packed(names: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return target.getvalue()


def docx(**more: bytes) -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>", **more})


def odt(mimetype: bytes = b"application/vnd.oasis.opendocument.text") -> bytes:
    return packed({"mimetype": mimetype, "content.xml": b"<office/>"})


GOOD = {
    "report.pdf": PDF,
    "picture.png": PNG,
    "picture.jpg": JPG,
    "PICTURE.JPEG": JPG,
    "table.csv": "ýer;sany\nAşgabat;3\n".encode(),
    "notes.txt": b"\xef\xbb\xbfone line",
    "paper.docx": docx(),
    "table.xlsx": packed({"[Content_Types].xml": b"", "xl/workbook.xml": b""}),
    "slides.pptx": packed({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}),
    "paper.odt": odt(),
    "table.ods": odt(b"application/vnd.oasis.opendocument.spreadsheet"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_of_its_kind_is_kept(name):
    kept, media = inspect(name, GOOD[name])
    assert kept == name
    assert media == files.KINDS[name.rpartition(".")[2].lower()][0]


ENCRYPTED = bytearray(docx())
ENCRYPTED[ENCRYPTED.index(b"PK\x01\x02") + 8] |= 1
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD = {
    "an unknown kind": ("page.html", b"<script>alert(1)</script>"),
    "a picture that runs": ("picture.svg", SVG),
    "a program": ("tool.exe", b"MZ"),
    "a shell script": ("tool.sh", b"#!/bin/sh\n"),
    "no ending": ("report", PDF),
    "only an ending": (".pdf", PDF),
    "two endings, the last one bad": ("report.pdf.html", PDF),
    "nothing in it": ("notes.txt", b""),
    "html that calls itself a pdf": ("report.pdf", b"<html>%PDF-1.7 %%EOF"),
    "a pdf without its end": ("report.pdf", b"%PDF-1.7\n" + b"x" * 9_000),
    "html before the pdf": ("report.pdf", b"<script>alert(1)</script>" + PDF),
    "a picture of another kind": ("picture.png", JPG),
    "a script that calls itself a picture": ("picture.jpg", SVG),
    "a gif that is also a script": ("picture.png", b"GIF89a/*" + b"x" * 20 + b"*/=alert(1)"),
    "binary in a text": ("notes.txt", b"MZ\x90\x00\x03"),
    "no UTF-8 in a table": ("table.csv", b"\xff\xfea\x00;\x00"),
    "a bare archive": ("paper.docx", packed({"readme.txt": b"x"})),
    "a workbook that calls itself a paper": ("paper.docx", GOOD["table.xlsx"]),
    "a jar that calls itself a paper": ("paper.docx", packed({"META-INF/MANIFEST.MF": b"x"})),
    "macros": ("paper.docx", docx(**{"word/vbaProject.bin": b"x"})),
    "a way out of the folder": ("paper.docx", docx(**{"../../etc/cron.d/job": b"x"})),
    "a way out, Windows": ("paper.docx", docx(**{"..\\..\\autoexec.bat": b"x"})),
    "an absolute name": ("paper.docx", docx(**{"/etc/passwd": b"x"})),
    "encrypted": ("paper.docx", bytes(ENCRYPTED)),
    "a broken archive": ("paper.docx", docx()[:-30]),
    "something else than it says inside": ("paper.odt", odt(b"text/html")),
    "a sheet that calls itself a text": ("paper.odt", GOOD["table.ods"]),
    "too many entries": ("paper.docx", docx(**{f"word/{n}.xml": b"" for n in range(files.MOST_ENTRIES)})),
    "a bomb": ("paper.docx", docx(**{"word/media/zero.bin": b"\x00" * 40_000_000})),
    "a name with a line end": ("re\nport.pdf", PDF),
    "a name with a NUL": ("report.pdf\x00.png", PNG),
    "a name that turns around": ("report\u202efdp.exe", PDF),
    "a name without end": ("x" * 300 + ".pdf", PDF),
}


@pytest.mark.parametrize("why", BAD)
def test_what_is_not_is_refused(why):
    name, content = BAD[why]
    with pytest.raises(FileRefused):
        inspect(name, content)


@pytest.mark.parametrize("name", ["../../report.pdf", "C:\\Users\\x\\report.pdf", "/etc/report.pdf", "a/b/report.pdf"])
def test_a_path_is_not_a_name(name):
    assert inspect(name, PDF)[0] == "report.pdf"


def test_too_large_is_refused_unread():
    with pytest.raises(TooLarge):
        inspect("report.pdf", b"%PDF-" + b"x" * files.MOST_BYTES)


def test_a_bomb_is_refused_before_it_is_unpacked():
    """40 MB of zeros in 40 kB: looking at it costs a fraction of a megabyte."""
    name, content = BAD["a bomb"]
    assert len(content) < 100_000
    tracemalloc.start()
    with pytest.raises(FileRefused):
        inspect(name, content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1_000_000


@pytest.mark.parametrize("guard", ["_harmless", "_says"])
def test_the_guards_are_what_refuses(monkeypatch, guard):
    monkeypatch.setattr(files, guard, lambda *_: True)
    why = {"_harmless": "a bomb", "_says": "something else than it says inside"}[guard]
    assert inspect(*BAD[why])


# ── over HTTP ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def upload(client, assessment, name, content, who="undp"):
    return await client.as_(who).post(f"{assessment.path}/attachments", files={"file": (name, content)})


def stored(settings):
    folder = settings.data_dir / files.FOLDER
    return {path.name for path in folder.rglob("*") if path.is_file()}


async def test_it_is_kept_by_id_and_given_out_as_a_download(client, make, shell):
    assessment = await make.assessment("draft")
    before = stored(shell.kernel.settings)
    assert_ok(await upload(client, assessment, "Hasabat «1».pdf", PDF), 201)
    (listed,) = assert_ok(await client.as_("viewer").get(f"{assessment.path}/attachments"))["items"]
    assert (listed["name"], listed["bytes"], listed["media_type"]) == ("Hasabat «1».pdf", len(PDF), "application/pdf")
    assert stored(shell.kernel.settings) - before == {listed["id"]}
    reply = await client.as_("viewer").get(f"{assessment.path}/attachments/{listed['id']}")
    assert reply.content == PDF
    assert reply.headers["content-disposition"].startswith("attachment")
    assert reply.headers["content-type"] == "application/pdf"
    assert "sandbox" in reply.headers["content-security-policy"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("why", ["a bomb", "a picture that runs", "html before the pdf", "a name that turns around"])
async def test_what_is_refused_is_nowhere(client, make, shell, why):
    assessment = await make.assessment("draft")
    before = stored(shell.kernel.settings)
    body = assert_problem(await upload(client, assessment, *BAD[why]), 422, "file-refused")
    assert "pdf" in body["kinds"]
    assert stored(shell.kernel.settings) == before
    assert assert_ok(await client.as_("undp").get(f"{assessment.path}/attachments"))["items"] == []


async def test_no_file_is_no_file(client, make):
    assessment = await make.assessment("draft")
    reply = await client.as_("undp").post(f"{assessment.path}/attachments", files={"else": ("a.pdf", PDF)})
    assert_problem(reply, 422, "invalid")


async def test_only_its_organisation_adds_and_only_while_it_drafts(client, make):
    draft, submitted = await make.assessment("draft"), await make.assessment("submitted", number=8)
    assert_problem(await upload(client, draft, "a.pdf", PDF, who="iom"), 403, "forbidden")
    assert_problem(await upload(client, submitted, "a.pdf", PDF), 409, "assessment-closed")


async def test_what_is_removed_is_off_the_disk_and_on_record(client, make, shell):
    assessment = await make.assessment("draft")
    assert_ok(await upload(client, assessment, "a.pdf", PDF), 201)
    (listed,) = assert_ok(await client.as_("undp").get(f"{assessment.path}/attachments"))["items"]
    path = f"{assessment.path}/attachments/{listed['id']}"
    assert_problem(await client.as_("iom").delete(path), 403, "forbidden")
    assert_ok(await client.as_("undp").delete(path))
    assert listed["id"] not in stored(shell.kernel.settings)
    assert_problem(await client.as_("undp").get(path), 404, "not-found")
    kinds = [
        each["kind"] for each in assert_ok(await client.as_("rc").get(f"{assessment.network.path}/journal"))["items"]
    ]
    assert {"attachment.added", "attachment.removed"} <= set(kinds)


async def test_a_record_holds_so_many_and_an_organisation_so_much(client, client_of, shell_of, make, monkeypatch):
    assessment = await make.assessment("draft")
    monkeypatch.setattr(files, "MOST_PER_RECORD", 1)
    assert_ok(await upload(client, assessment, "a.pdf", PDF), 201)
    assert_problem(await upload(client, assessment, "b.pdf", PDF), 409, "too-many-files", most=1)
    monkeypatch.undo()
    small = client_of(await shell_of(upload_quota_mb=1), make)
    body = await upload(small, assessment, "c.txt", b"x" * 1_000_001)
    assert_problem(body, 409, "file-quota-reached", megabytes=1)


async def test_of_another_network_there_is_no_file(client, make):
    assessment = await make.assessment("draft")
    assert_ok(await upload(client, assessment, "a.pdf", PDF), 201)
    (listed,) = assert_ok(await client.as_("undp").get(f"{assessment.path}/attachments"))["items"]
    other = await make.network()
    path = f"{assessment.path}/attachments/{listed['id']}"
    stranger = client.as_(other.people["secretariat"])
    assert_problem(await stranger.get(path), 404, "not-found")
    assert_problem(await stranger.get(path.replace(assessment.network.slug, other.slug)), 404, "not-found")
