"""UN INFO out and in: the real columns, a file that comes back as it was, a foreign one, and what is refused."""

import io
from datetime import date
from typing import Any

import openpyxl

from api.workplans import uninfo_form as form
from api.workplans.content import gather, told_plan
from tests.client import assert_ok, assert_problem
from tests.workplans import make as plans
from tests.workplans.make import YEAR

STATED = ("origin_id", "slug", "version_number", "title", "framework_name")


async def exported(client: Any, made: Any) -> Any:
    reply = await client.as_("undp").get(f"{made.path}/uninfo.xlsx")
    assert reply.status_code == 200, reply.text
    return openpyxl.load_workbook(io.BytesIO(reply.content))


def sent(book: Any) -> dict[str, Any]:
    kept = io.BytesIO()
    book.save(kept)
    return {"file": ("export.xlsx", kept.getvalue())}


async def take(client: Any, made: Any, book: Any, **query: Any) -> Any:
    files = sent(book) if not isinstance(book, dict) else book
    params = {name: str(value).lower() for name, value in query.items()}
    return await client.as_("secretariat").post(f"{made.path}/uninfo", files=files, params=params)


async def told(make: Any, made: Any) -> Any:
    """The plan as a snapshot has it, without what is another thing in another plan."""

    async def read(call: Any) -> Any:
        return told_plan(await gather(call, made.id))

    return stripped(await make.as_platform(read, made.network))


def stripped(value: Any) -> Any:
    if isinstance(value, list):
        return [stripped(each) for each in value]
    if isinstance(value, dict):
        return {name: stripped(each) for name, each in value.items() if name not in STATED or name == "title"}
    return value


async def test_the_export_has_the_columns_of_uninfo_in_their_order(make, client):
    made = await plans.workplan(make, framework_name="Turkmenistan UNSDCF 2026 - 2030")
    book = await exported(client, made)
    sheet = book.worksheets[0]
    assert sheet.title.startswith("export_20")
    header = [cell.value for cell in sheet[1]]
    assert header[:41] == [column["header"] for column in form.FORM["columns"]]
    assert header[41:] == [f"{YEAR} {name}" for name in ("Required", "Available", "Expenditure", "Narrative")]
    row = {name: cell.value for name, cell in zip(header, sheet[2], strict=True)}
    assert row["Status"] == "Pipeline"
    assert row["Agency abbreviations"] == "UNDP; IOM"
    assert row["Gender marker"].startswith("2 - ")
    assert (row["Focal users"], row["Description"], row["ID"]) == ("-", "-", None)
    assert (row["Total required resources"], row[f"{YEAR} Available"], row[f"{YEAR} Expenditure"]) == (
        150000,
        80000.05,
        None,
    )
    assert (row["SDG Targets"][:5], ",17.18 " in row["SDG Targets"]) == ("10.7 ", True)
    assert (row["Start date"].date(), row["Geography"]) == (date(YEAR, 1, 1), "Ashgabat")


async def test_what_was_exported_comes_back_without_loss_and_twice_changes_nothing(make, client):
    made = await plans.workplan(make, framework_name="Turkmenistan UNSDCF 2026 - 2030")
    activity = await plans.first_activity(make, made)
    await plans.activity(make, made.network, made.id, title={"en": "=HYPERLINK(1)"}, description={"en": "-1\nтекст"})
    counterpart = {"government_counterpart": {"name": "State Migration Service; head"}, "peace_marker": 0}
    assert_ok(
        await client.as_("secretariat").patch(f"{made.path}/activities/{activity}", json=counterpart, if_match="*")
    )
    book = await exported(client, made)
    same = assert_ok(await take(client, made, book))
    assert (same["written"], same["unchanged"], same["errors"], same["activities"]) == (False, 2, [], [])
    empty = await plans.workplan(make, rows=False)
    dry = assert_ok(await take(client, empty, book, dry_run=True))
    assert (dry["written"], dry["added"], dry["errors"]) == (False, 2, [])
    assert assert_ok(await client.as_("undp").get(empty.path))["activities"] == []
    first = assert_ok(await take(client, empty, book))
    assert (first["written"], first["added"]) == (True, 2)
    again = assert_ok(await take(client, empty, book))
    assert (again["written"], again["unchanged"], again["activities"]) == (False, 2, [])
    mine, other = await told(make, made), await told(make, empty)
    for plan in (mine, other):
        for output in plan["outcomes"][0]["outputs"]:
            for each in output["activities"]:
                each["uninfo"].pop("status", None)
                each["government_counterpart"] = (
                    (each["government_counterpart"] or {}).get("name", "").replace(";", ",")
                )
    assert other == mine


async def test_a_foreign_export_is_taken_with_its_words_and_numbers(make, client):
    made = await plans.workplan(make, rows=False)
    book = foreign(status="Suspended", agency="undp", outcome_code=1.2000000000000002)
    report = assert_ok(await take(client, made, book))
    assert (report["written"], report["added"], report["errors"]) == (True, 1, [])
    read = assert_ok(await client.as_("undp").get(made.path))
    (activity,) = read["activities"]
    assert [(each["kind"], each["code"]) for each in read["results"]] == [("outcome", "1.2"), ("output", "1.2.1")]
    assert (activity["status"], activity["lead"]["acronym"], activity["places"]) == (
        "ongoing",
        "UNDP",
        ["TM-A", "Turkmenistan"],
    )
    assert activity["sdg_targets"] == ["8.8", "10.7"]
    assert activity["money"]["required"]["amount"] == "1000.10"
    back = (await exported(client, made)).worksheets[0]
    row = {cell.value: back.cell(2, cell.column).value for cell in back[1]}
    assert (row["Status"], row["ID"], row["QCPR function"]) == ("Suspended", 4711, "Direct Support/ Service Delivery")
    assert (row[f"{YEAR} Narrative"], row[f"{YEAR} Available"], row[f"{YEAR} Expenditure"]) == ("Went well.", None, 0)
    assert assert_ok(await take(client, made, book))["activities"] == []
    path = f"{made.path}/activities/{activity['id']}"
    assert_ok(await client.as_("undp").patch(path, json={"status": "completed"}, if_match="*"))
    assert (await exported(client, made)).worksheets[0].cell(2, 16).value == "Closed"


def foreign(rows: list[dict[str, Any]] | None = None, **said: Any) -> Any:
    """An export as others made it: only UN INFO's sheet, broken accents and codes."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "export_2025-06-11"
    header = form.headers_of([YEAR])
    sheet.append(header)
    usual = {
        "country": "Turkmenistan",
        "plan_name": "Turkmenistan UNSDCF 2021 - 2025",
        "outcome": "People have decent work",
        "outcome_code": "1.2",
        "output": "Services of employment",
        "output_code": "1.2.1",
        "publication_status": "Yes",
        "sub_output_code": "1.2.1a",
        "sub_output": "Advise on labour migration",
        "id": 4711,
        "start_date": 45_000,
        "end_date": date(YEAR, 12, 31),
        "status": "Implementation",
        "contributing_partners": "UNDP; Japan",
        "sdg_targets": "8.8 Protect labour rights, and safe work,10.7 Orderly, safe migration",
        "geography": "Ahal Province; Turkmenistan",
        "qcpr_functions": "Direct Support/ Service Delivery",
        "gender_marker": "2 - whatever they call it",
        "focal_users": "Somebody",
        "total_required": 1000.1,
        "total_expenditure": 0,
        "agency_abbreviations": "UNDP",
    }
    for row in rows or [{}]:
        cells = usual | said | row
        if "agency" in cells:
            cells["agency_abbreviations"] = cells.pop("agency")
        money = cells.pop("money", (1000.1000000000001, None, 0, "Went well."))
        sheet.append([cells.get(key, "-") for key in form.KEYS] + list(money))
        for name in ("total_available",):
            sheet.cell(sheet.max_row, form.KEYS.index(name) + 1).value = None
    return book


async def test_rows_of_a_joint_programme_become_one_activity_and_part_again(make, client):
    made = await plans.workplan(make, rows=False)
    shares = [
        {"agency": "IOM", "id": 1, "money": (10.01, 5, None, None), "total_required": 10.01, "total_expenditure": None},
        {
            "agency": "UNDP",
            "id": 2,
            "money": (20.02, None, None, None),
            "total_required": 20.02,
            "total_expenditure": None,
        },
    ]
    book = foreign(shares, joint_programme_names="Skills for all", joint_programme_types="Joint Programme")
    report = assert_ok(await take(client, made, book))
    assert (report["rows"], report["added"], report["errors"]) == (2, 1, [])
    (activity,) = assert_ok(await client.as_("undp").get(made.path))["activities"]
    assert (activity["lead"]["acronym"], [each["acronym"] for each in activity["contributors"]]) == ("IOM", ["UNDP"])
    assert activity["money"]["required"]["amount"] == "30.03"
    sheet = (await exported(client, made)).worksheets[0]
    rows = [{cell.value: sheet.cell(at, cell.column).value for cell in sheet[1]} for at in (2, 3)]
    assert [(row["Agency abbreviations"], row["ID"], row[f"{YEAR} Required"]) for row in rows] == [
        ("IOM", 1, 10.01),
        ("UNDP", 2, 20.02),
    ]
    assert assert_ok(await take(client, made, book))["activities"] == []


async def test_every_fault_is_told_by_row_and_column_and_nothing_is_written(make, client):
    made = await plans.workplan(make, rows=False)
    book = foreign(
        [
            {},
            {"status": "Ongoing"},
            {"agency": "FAO"},
            {"end_date": date(2019, 1, 1)},
            {"money": (-5, None, 0, None)},
            {"money": (1.005, None, 0, None), "total_required": None},
            {"total_required": 7},
            {"sub_output": "-"},
            {"gender_marker": "high"},
            {"sdg_targets": "99.9 No such target"},
            {"start_date": "soon"},
            {"description": "=1+1"},
        ]
    )
    russian = client.as_("secretariat").with_headers(accept_language="ru")
    report = assert_ok(await russian.post(f"{made.path}/uninfo", files=sent(book)))
    assert (report["written"], report["error_count"]) == (False, len(report["errors"]))
    found = {(fault["row"], fault["column"], fault["code"]) for fault in report["errors"]}
    assert {
        (3, "P", "uninfo_status"),
        (4, "S", "uninfo_agency"),
        (5, "O", "ends_before_start"),
        (6, "AP", "uninfo_amount"),
        (7, "AP", "uninfo_cents"),
        (8, "AM", "uninfo_total"),
        (9, "K", "missing"),
        (10, "AC", "uninfo_marker"),
        (11, "W", "uninfo_target"),
        (12, "N", "uninfo_date"),
        (13, "M", "uninfo_formula"),
    } <= found
    assert all("а" in fault["sentence"] for fault in report["errors"])
    assert assert_ok(await client.as_("undp").get(made.path))["activities"] == []


async def test_files_that_nobody_should_open_are_refused(make, client):
    made = await plans.workplan(make, rows=False)
    for name, content in (
        ("export.xlsx", b"PK\x03\x04 not a workbook"),
        ("export.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 600),
        ("export.xlsx", b""),
        ("export.pdf", b"%PDF-1.7"),
    ):
        reply = await take(client, made, {"file": (name, content)})
        assert_problem(reply, 422, "uninfo-unreadable")
    nothing = openpyxl.Workbook()
    nothing.active.append(["Name", "Passport"])
    report = assert_ok(await take(client, made, nothing))
    assert [fault["code"] for fault in report["errors"]] == ["uninfo_no_header"]


async def test_what_was_edited_in_the_file_is_what_changes(make, client):
    made = await plans.workplan(make)
    book = await exported(client, made)
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, at["Sub-Output"]).value = "Train statisticians and judges"
    sheet.cell(2, at["Status"]).value = "Finalisation"
    sheet.cell(2, at["Geography"]).value = "Mary Province; Ashgabat"
    report = assert_ok(await take(client, made, book, dry_run=True))
    assert (report["changed"], report["errors"]) == (1, [])
    assert report["activities"][0]["fields"] == ["places", "status", "title", "uninfo"]
    assert assert_ok(await take(client, made, book))["written"] is True
    (activity,) = assert_ok(await client.as_("undp").get(made.path))["activities"]
    assert (activity["title"]["en"], activity["title"]["ru"]) == (
        "Train statisticians and judges",
        "Обучить статистиков",
    )
    assert (activity["status"], activity["places"], activity["objectives"]) == ("ongoing", ["TM-M", "TM-S"], [1, 17])
    assert activity["money"]["required"]["amount"] == "150000.00"
    assert assert_ok(await take(client, made, book))["activities"] == []
    sheet.cell(2, at[f"{YEAR} Required"]).value = 1
    sheet.cell(2, at["Total required resources"]).value = 1
    assert [fault["code"] for fault in assert_ok(await take(client, made, book))["errors"]] == ["uninfo_detail"]
    for name in book.sheetnames[1:]:
        del book[name]
    faults = assert_ok(await take(client, made, book))["errors"]
    assert [(fault["row"], fault["code"]) for fault in faults] == [(2, "uninfo_several_lines")]


async def test_one_line_behind_a_figure_follows_it(make, client):
    made = await plans.workplan(make, rows=False)
    book = foreign()
    assert_ok(await take(client, made, book))
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, at[f"{YEAR} Available"]).value = 999.99
    sheet.cell(2, at["Total available resources"]).value = 999.99
    report = assert_ok(await take(client, made, book))
    assert (report["written"], report["activities"][0]["fields"]) == (True, ["money"])
    (activity,) = assert_ok(await client.as_("undp").get(made.path))["activities"]
    assert activity["money"]["to_mobilise"]["amount"] == "0.11"
    rows = assert_ok(await client.as_("undp").get(f"{made.path}/money-lines"))["items"]
    assert [(row["source"], row["available"]["amount"]) for row in rows] == [("UNDP; Japan", "999.99")]
