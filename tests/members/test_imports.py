"""Members in bulk: a broken file writes nothing, every fault has its row and column, a dry run leaves no trace."""

import io

import openpyxl
import pytest
import sqlalchemy as sa

from api.kernel.access import Role
from api.kernel.journal import JournalHead
from api.members.template import COLUMNS
from api.networks.models import Organisation
from tests.client import assert_ok, assert_problem

HEAD = "acronym,name_en,kind,joined_on,organisation_kind,capacity,source\n"


def sheet(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


async def send(client, make, name, content, dry_run=False, who=Role.SECRETARIAT):
    home = await make.home()
    given = {"files": {"file": (name, content)}, "params": {"dry_run": str(dry_run).lower()}}
    return await client.as_(who).post(f"{home.path}/members/import", **given)


async def state(make):
    """How far the journals are, and how many organisations there are."""
    home = await make.home()

    async def work(call):
        heads = sa.select(JournalHead.slug, JournalHead.seq).where(JournalHead.slug.in_([home.slug, "platform"]))
        count = sa.select(sa.func.count()).select_from(Organisation)
        return sorted(map(tuple, (await call.session.execute(heads)).all())), (
            await call.session.execute(count)
        ).scalar_one()

    return await make.as_platform(work)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("members.xlsx", b"PK\x03\x04 this is no workbook"),
        ("members.xlsx", sheet(["acronym", "kind"], ["IOM", "member"])),
        ("members.xlsx", sheet()),
        ("members.csv", b"\xff\xfe\x00 not utf-8"),
        ("members.csv", b"acronym;kind\nIOM;member\n"),
    ],
)
async def test_a_file_that_is_no_such_table_is_refused(client, make, name, content):
    before = await state(make)
    assert_problem(await send(client, make, name, content), 422, "broken-file")
    assert await state(make) == before


async def test_another_kind_of_file_is_refused(client, make):
    assert_problem(await send(client, make, "members.pdf", b"%PDF-1.7"), 415, "unsupported-media-type")


async def test_every_fault_is_told_by_row_and_column_and_nothing_is_written(client, make):
    home = await make.home()
    before = await state(make)
    rows = [
        f"A{home.code},Good one,observer,2026-01-15,academia,,",
        "lower,Small letters,observer,2026-01-15,academia,,",
        f"B{home.code},,nonsense,first of May,martian,juggler,",
    ]
    text = HEAD + rows[0] + "\n\n" + rows[1] + "\n" + rows[2] + "\n"
    body = assert_problem(await send(client, make, "members.csv", text.encode()), 422, "import-refused")
    found = {(fault["row"], fault["column"]) for fault in body["rows"]}
    assert found == {
        (4, "acronym"), (5, "name_en"), (5, "kind"), (5, "joined_on"), (5, "organisation_kind"), (5, "capacity"),
    }  # fmt: skip
    assert body["count"] == len(body["rows"])
    assert "capital" in next(fault["detail"] for fault in body["rows"] if fault["column"] == "acronym")
    assert all(fault["detail"] for fault in body["rows"])
    assert await state(make) == before


async def test_a_dry_run_reports_the_same_and_writes_nothing(client, make):
    home = await make.home()
    row = [f"C{home.code}", "Academy of Sciences", "observer", "2026-01-15", "academia"]
    content = sheet(["acronym", "name_en", "kind", "joined_on", "organisation_kind"], row)
    before = await state(make)
    tried = assert_ok(await send(client, make, "members.xlsx", content, dry_run=True))
    assert tried == {"dry_run": True, "rows": 1, "created": 1, "unchanged": 0}
    assert await state(make) == before
    done = assert_ok(await send(client, make, "members.xlsx", content))
    assert done == {"dry_run": False, "rows": 1, "created": 1, "unchanged": 0}
    listed = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/members"))
    assert row[0] in {item["acronym"] for item in listed["items"]}


async def test_who_is_in_already_is_left_as_it_is(client, make):
    text = HEAD + "IOM,International Organization for Migration,member,2020-01-01,un_entity,,Terms of reference\n"
    report = assert_ok(await send(client, make, "members.csv", text.encode()))
    assert (report["created"], report["unchanged"]) == (0, 1)


async def test_members_by_file_end_with_the_first_decision(client, make):
    home = await make.home()
    await make.decision("open")
    text = HEAD + f"D{home.code},Late one,member,2026-01-15,un_entity,,Terms of reference\n"
    body = assert_problem(await send(client, make, "members.csv", text.encode()), 422, "import-refused")
    assert [fault["code"] for fault in body["rows"]] == ["admission-needs-decision"]


async def test_only_the_secretariat_imports(client, make):
    assert_problem(await send(client, make, "members.csv", HEAD.encode(), who="undp"), 403, "forbidden")
    assert_problem(await send(client, make, "members.csv", HEAD.encode(), who=Role.CO_CHAIR), 403, "forbidden")


async def test_the_template_is_what_an_import_takes(client, make):
    home = await make.home()
    reply = await client.as_(Role.SECRETARIAT).get(f"{home.path}/members/import")
    assert reply.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(reply.content))
    assert [cell.value for cell in book["members"][1]] == list(COLUMNS)
    assert [row[0].value for row in book["columns"]] == list(COLUMNS)
    filled = {"acronym": f"E{home.code}", "name_en": "Ombudsperson", "kind": "partner", "joined_on": "2026-02-01"}
    book["members"].append([filled.get(column) for column in COLUMNS])
    kept = io.BytesIO()
    book.save(kept)
    report = assert_ok(await send(client, make, "members.xlsx", kept.getvalue()))
    assert report["created"] == 1
