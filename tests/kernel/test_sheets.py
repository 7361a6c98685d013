"""Tables that others send: what is read, what is refused and why, and that neither takes much memory or time."""

import io
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from api.kernel import processes, sheets
from api.kernel.sheets import Formula, Unreadable
from api.kernel.words import LANGUAGES, known, say

ROWS = [["code", "value"], ["A", 1], [None, None], ["B", 0]]


def workbook(rows=ROWS, titles=("values",)) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title in titles:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def changed(book: bytes, *, replace=None, add=None) -> bytes:
    """The same workbook with parts replaced (by functions of their bytes) or added."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            for name, change in (replace or {}).items():
                content = change(content) if part.filename == name else content
            target.writestr(part.filename, content)
        for name, content in (add or {}).items():
            target.writestr(name, content)
    return kept.getvalue()


@pytest.fixture
def read(tmp_path: Path):
    def reading(content: bytes, name: str = "values.xlsx", most_rows: int = 1000, wanted=()):
        path = tmp_path / "in"
        path.write_bytes(content)
        table = sheets.read(path, name, most_rows=most_rows, sheets=wanted)
        return list(table.rows), table

    return reading


def why(read, content: bytes, name: str = "values.xlsx", **given) -> str:
    with pytest.raises(Unreadable) as raised:
        read(content, name, **given)
    return raised.value.reason


# ── what is read ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_workbook_keeps_the_numbers_of_its_rows_and_blank_apart_from_zero(read):
    rows, table = read(workbook())
    assert rows == [(1, ["code", "value"]), (2, ["A", 1]), (4, ["B", 0])]
    assert table.sheet == "values"


def test_the_sheet_that_is_asked_for_is_read_wherever_it_stands(read):
    _, table = read(workbook(titles=("about", "Values ")), wanted=("values",))
    assert table.sheet == "Values "


def test_a_formula_is_told_as_one_and_never_worked_out(read):
    rows, _ = read(workbook([["value"], ["=1+1"], ["=HYPERLINK(1)"]]))
    assert [row[1][0] for row in rows[1:]] == [Formula(), Formula()]
    rows, _ = read(b"value\n=cmd|' /C calc'!A0\n'=1+1\n-5\n", "x.csv")
    assert [row[1][0] for row in rows[1:]] == [Formula(), Formula(), "-5"]


@pytest.mark.parametrize(
    ("content", "encoding", "separator"),
    [
        ("код,число\nА,1\n".encode(), "utf-8", ","),
        ("код,число\nА,1\n".encode("utf-8-sig"), "utf-8", ","),
        ("код;число\r\nА;1\r\n".encode("cp1251"), "cp1251", ";"),
        ("код\tчисло\nА\t1\n".encode("utf-16"), "utf-16", "\t"),
        ("код;число\nА;1".encode("utf-16-be").join([b"\xfe\xff", b""]), "utf-16", ";"),
    ],
)
def test_text_is_read_in_the_encodings_and_with_the_separators_of_spreadsheets(read, content, encoding, separator):
    rows, table = read(content, "x.csv")
    assert rows == [(1, ["код", "число"]), (2, ["А", "1"])]
    assert (table.encoding, table.separator) == (encoding, separator)


def test_a_separator_within_quotes_is_none(read):
    rows, table = read(b'"a;b;c;d",value\n"x;y","1,5"\n', "x.csv")
    assert (table.separator, rows[1][1]) == (",", ["x;y", "1,5"])


# ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────────────

LOLS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>'
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&lol2;</t></si></sst>'
)
XXE = LOLS.replace(b'"lol"', b'SYSTEM "file:///etc/passwd"')
LATE = b"<?xml version='1.0'?>" + b"<!-- " + b"x" * 70_000 + b" -->" + LOLS.split(b"?>", 1)[1]


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "x.xlsx", "empty"),
        (b"", "x.csv", "empty"),
        (b"PK\x03\x04 and nothing", "x.xlsx", "broken"),
        (workbook()[:900], "x.xlsx", "broken"),
        (workbook(), "x.csv", "kind"),
        (workbook(), "x.exe", "kind"),
        (b"MZ\x90\x00", "x.exe", "kind"),
        (b"%PDF-1.7", "x.pdf", "kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.xlsx", "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.xls", "kind"),
        (changed(workbook(), add={"xl/vbaProject.bin": b"x"}), "x.xlsx", "macros"),
        (changed(workbook(), add={"xl/macrosheets/sheet1.xml": b"<a/>"}), "x.xlsx", "macros"),
        (changed(workbook(), add={"xl/externalLinks/externalLink1.xml": b"<a/>"}), "x.xlsx", "external"),
        (changed(workbook(), add={"xl/connections.xml": b"<a/>"}), "x.xlsx", "external"),
        (changed(workbook(), add={"xl/embeddings/oleObject1.bin": b"x"}), "x.xlsx", "external"),
        (changed(workbook(), add={"../../etc/cron.d/x": b"x"}), "x.xlsx", "broken"),
        (changed(workbook(), add={"xl/sharedStrings.xml": LOLS}), "x.xlsx", "doctype"),
        (changed(workbook(), add={"xl/theme/x.xml": XXE}), "x.xlsx", "doctype"),
        (changed(workbook(), add={"xl/theme/x.xml": LATE}), "x.xlsx", "broken"),
        (changed(workbook(), add={"xl/theme/x.xml": LOLS.decode().encode("utf-16")}), "x.xlsx", "broken"),
        (
            changed(
                workbook(),
                replace={"[Content_Types].xml": lambda c: c.replace(b"spreadsheetml.sheet.main", b"spreadsheetml.x")},
            ),
            "x.xlsx",
            "kind",
        ),
        (
            changed(
                workbook(),
                replace={
                    "[Content_Types].xml": lambda c: c.replace(
                        sheets.MAIN.encode(), b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
                    )
                },
            ),
            "x.xlsm",
            "macros",
        ),
        (b"a,b\n\x00,1\n", "x.csv", "nul"),
        ("a,b\n\0,1\n".encode("utf-16"), "x.csv", "nul"),
        ("a,b".encode("utf-16-le"), "x.csv", "nul"),
        ("a,b".encode("utf-32"), "x.csv", "encoding"),
        (b"\xff\xfea", "x.csv", "encoding"),
        (b"name,value\n\xe9\xe8\x98,1\n", "x.csv", "encoding"),
        ("place\nAşgabat\n".encode("cp1254"), "x.csv", "encoding"),
        ("place\nBalkan welaýaty\n".encode("cp1250"), "x.csv", "encoding"),
        (b"a," * 1_000_000, "x.csv", "too_many_columns"),
        (b"a\n" + b"x" * 5_000 + b"\n", "x.csv", "cell_too_long"),
        (b'a\n"' + b"x\n" * 500_000, "x.csv", "broken"),
        (b"a\n" + b"1\n" * 1_002, "x.csv", "too_many_rows"),
    ],
)
def test_what_is_no_table_or_no_good_is_refused_with_its_reason(read, content, name, reason):
    assert why(read, content, name) == reason


def test_a_bomb_is_refused_before_it_is_unpacked(read):
    bomb = changed(workbook(), add={"xl/media/x.bin": b"\0" * 60_000_000})
    assert len(bomb) < 100_000
    tracemalloc.start()
    assert why(read, bomb) == "too_large"
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_part_that_lies_about_its_size_gives_no_more_than_it_says(read):
    bomb = bytearray(changed(workbook(), add={"xl/media/x.xml": b" " * 60_000_000}))
    at = 0
    for _ in range(bomb.count(b"xl/media/x.xml")):
        at = bomb.index(b"xl/media/x.xml", at + 1)
    at -= 46  # the entry in the table of contents
    bomb[at + 24 : at + 28] = struct.pack("<I", 100)
    assert why(read, bytes(bomb)) == "broken"


def test_a_sheet_is_as_large_as_what_stands_in_it_whatever_it_says(read):
    def far(content: bytes) -> bytes:
        return content.replace(b'<dimension ref="A1:B4"', b'<dimension ref="A1:XFD1048576"')

    book = changed(workbook(), replace={"xl/worksheets/sheet1.xml": far})
    assert b"XFD1048576" in zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml")
    began = time.monotonic()
    assert len(read(book)[0]) == 3
    assert time.monotonic() - began < 3


def test_a_cell_at_the_far_end_is_one_column_too_many(read):
    def far(content: bytes) -> bytes:
        return content.replace(b'r="B4"', b'r="XFD4"')

    assert why(read, changed(workbook(), replace={"xl/worksheets/sheet1.xml": far})) == "too_many_columns"


def test_rows_that_are_far_below_are_read_with_their_numbers(read):
    def far(content: bytes) -> bytes:
        return (
            content.replace(b'r="4"', b'r="90000"').replace(b'r="A4"', b'r="A90000"').replace(b'r="B4"', b'r="B90000"')
        )

    rows, _ = read(changed(workbook(), replace={"xl/worksheets/sheet1.xml": far}))
    assert rows[-1] == (90_000, ["B", 0])


def test_every_reason_has_words():
    for reason in sheets.REASONS:
        assert known(f"sheet.{reason}"), reason
        assert all(say(f"sheet.{reason}", language, megabytes=1, most=1, row=1) for language in LANGUAGES)


# ── in a process of its own ─────────────────────────────────────────────────────────────────────────────────────────

MODULE = "tests.kernel.working"


async def test_a_process_answers_and_tells_on_the_way():
    heard: list[dict[str, int]] = []
    answer = await processes.run(MODULE, {"do": "count", "to": 3}, seconds=20, memory=10**9, heard=heard.append)
    assert (answer, heard) == ({"sum": 6}, [{"at": 1}, {"at": 2}, {"at": 3}])


@pytest.mark.parametrize("do", ["grow", "loop", "raise", "exit", "babble"])
async def test_a_process_that_goes_wrong_goes_alone(do):
    with pytest.raises(processes.Died):
        await processes.run(MODULE, {"do": do}, seconds=1, memory=400_000_000)
