"""Indicators as files: every number once, blank and hidden ones with the reason, and back in without a change."""

import csv
import io

import openpyxl
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from pysdmx.io import read_sdmx

from api.indicators import sdmx
from api.indicators.models import IndicatorFigure
from api.indicators.values import Suppressed
from api.kernel import jobs
from api.kernel.access import Role
from api.kernel.job_running import Jobs
from api.periods.rules import Span, holding, parse
from tests.client import assert_ok, assert_problem
from tests.indicators.importing import indicator, send, table

PERIOD = "2025-H1"
OFFICE, READER = Role.SECRETARIAT, "viewer"
SAID = [
    {"value": "400"},
    {"sex": "female", "value": "397"},
    {"sex": "male", "value": "3"},
    {"place": "TM-A", "value": "0"},
    {"place": "TM-S", "value": ""},
]


@pytest.fixture
async def approved(make, client):
    """A value with a small number, its complement, a zero and a blank, approved; and a percentage."""
    home = await make.home()
    await indicator(make, client, "RET")
    await indicator(
        make,
        client,
        "PCT",
        kind="percentage",
        per=100,
        decimals=1,
        dimensions=[],
        accumulates="latest",
        counts_people=False,
    )
    usual = {"period": PERIOD, "organisation": "UNDP", "note": "From =the register"}
    rows = [usual | {"indicator": "RET"} | cell for cell in SAID]
    rows.append({"indicator": "PCT", "period": PERIOD, "organisation": "UNDP", "numerator": "3", "denominator": "8"})
    assert (await send(make, client, table(*rows)))["state"] == "done"
    values = assert_ok(await client.as_("undp").get(f"{home.path}/indicator-values"))["items"]
    for value in values:
        path = f"{home.path}/indicator-values/{value['id']}"
        assert_ok(await client.as_("undp").post(f"{path}/submit", if_match="*"))
        assert_ok(await client.as_(OFFICE).post(f"{path}/approve", if_match="*"))
    return home


async def taken(client, home, who, **query):
    reply = await client.as_(who).get(f"{home.path}/indicator-exports", params=query)
    assert reply.status_code == 200, reply.text
    return reply


async def lines(client, home, who, **query):
    reply = await taken(client, home, who, **query)
    return list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))


def told(rows):
    return {(r["indicator"], r["place"], r["sex"]): (r["value"], r["status"], r["suppressed"]) for r in rows}


async def test_figures_are_told_one_by_one_and_what_is_hidden_is_blank_with_its_reason(approved, client):
    whole = told(await lines(client, approved, OFFICE))
    assert whole[("RET", "", "")] == ("400", "normal", "")
    assert whole[("RET", "", "male")] == ("3", "normal", "")
    assert whole[("RET", "TM-A", "")] == ("0", "normal", "")
    assert whole[("RET", "TM-S", "")] == ("", "blank", "")
    assert whole[("PCT", "", "")] == ("37.5", "normal", "")
    for who in ({"who": READER}, {"who": OFFICE, "shown": "members"}):
        seen = told(await lines(client, approved, **who))
        assert seen[("RET", "", "male")] == ("", "suppressed", "small")
        assert seen[("RET", "", "female")][1] == "suppressed"
        assert seen[("RET", "TM-A", "")] == ("0", "normal", "")


async def test_values_are_told_to_each_reader_as_the_list_tells_them(approved, client, make):
    own = told(await lines(client, approved, "undp", what="values"))
    assert own[("RET", "", "male")] == ("3", "normal", "")
    other = told(await lines(client, approved, "iom", what="values"))
    assert other[("RET", "", "male")] == ("", "suppressed", "small")
    draft = table({"indicator": "RET", "period": "2024-H2", "organisation": "UNDP", "value": "77"})
    await send(make, client, draft)
    assert "77" in {row["value"] for row in await lines(client, approved, "undp", what="values")}
    assert "77" not in {row["value"] for row in await lines(client, approved, "iom", what="values")}


async def test_filters_are_those_of_the_list(approved, client):
    async def codes(**query):
        return {row["indicator"] for row in await lines(client, approved, OFFICE, **query)}

    assert await codes() == {"RET", "PCT"}
    assert await codes(codes="pct") == {"PCT"}
    assert await codes(since="2026") == set()
    assert await codes(until="2025") == {"RET", "PCT"}
    assert await codes(organisation_id=str(approved.organisations["RCO"])) == set()
    assert_problem(
        await client.as_(OFFICE).get(f"{approved.path}/indicator-exports", params={"since": "2026-Q9"}), 422, "invalid"
    )


@pytest.mark.parametrize(("kind", "language"), [("csv", "en"), ("xlsx", "en"), ("xlsx", "ru"), ("xlsx", "tk")])
async def test_what_was_exported_is_imported_without_a_change(kind, language, approved, client, make):
    for who in ("undp", OFFICE, "iom"):
        given = await taken(client, approved, who, what="values", format=kind, language=language)
        done = await send(make, client, given.content, who=who, name=f"values.{kind}")
        assert done["state"] == "done", (who, done)
        assert (done["report"]["created"], done["report"]["changed"]) == (0, 0)
        cells = done["report"]["cells"]
        assert (cells["new"], cells["changed"], cells["cleared"]) == (0, 0, 0)
        assert done["report"]["withheld"] == (0 if who != "iom" else 2)


async def test_nobody_learns_a_hidden_number_by_guessing(approved, client, make):
    """A dry run over another organisation's hidden cell says the same, whether the guess is right or wrong."""
    answers = []
    for guess in ("3", "4"):
        row = {"indicator": "RET", "period": PERIOD, "organisation": "UNDP", "sex": "male", "value": guess}
        done = await send(make, client, table(row), who="iom", dry_run=True)
        answers.append((done["report"]["fault_count"], done["report"]["cells"], done["report"]["faults"]))
    assert answers[0] == answers[1]


async def test_a_workbook_opens_with_data_totals_and_what_to_know(approved, client):
    given = await taken(client, approved, READER, format="xlsx", language="ru")
    book = openpyxl.load_workbook(io.BytesIO(given.content))
    data, totals, about = book.worksheets
    assert [cell.value for cell in data[1]][:4] == ["Показатель", "Название показателя", "Единица измерения", "Период"]
    by_code = {row[0]: row for row in totals.iter_rows(min_row=2, values_only=True)}
    assert by_code["PCT"][-1] == 37.5
    assert by_code["RET"][-1] in (400, "Скрыто")
    assert about.max_row >= 4


async def test_sdmx_csv_is_read_back_by_pysdmx(approved, client, tmp_path):
    given = await taken(client, approved, READER, format="sdmx-csv")
    assert given.headers["content-type"].startswith("application/vnd.sdmx.data+csv")
    path = tmp_path / "data.csv"
    path.write_bytes(given.content)
    (dataset,) = read_sdmx(path, validate=False).data
    assert str(dataset.structure) == f"Dataflow={sdmx.structure(approved.code)}"
    rows = dataset.data.to_dict("records")
    found = {(r["INDICATOR"], r["REF_AREA"], r["SEX"], r["AGE"]): r for r in rows}
    zero = found[("RET", "TM-A", "_T", "_T")]
    assert (zero["OBS_VALUE"], zero["OBS_STATUS"], zero["CONF_STATUS"]) == ("0", "A", "F")
    small = found[("RET", approved.code, "male", "_T")]
    assert (small["OBS_VALUE"], small["OBS_STATUS"], small["CONF_STATUS"]) == ("", "Q", "A")
    blank = found[("RET", "TM-S", "_T", "_T")]
    assert (blank["OBS_VALUE"], blank["OBS_STATUS"], blank["CONF_STATUS"]) == ("", "O", "F")
    share = found[("PCT", approved.code, "_T", "_T")]
    assert (share["OBS_VALUE"], share["NUMERATOR"], share["DENOMINATOR"]) == ("37.5", "3", "8")
    assert {(r["FREQ"], r["TIME_PERIOD"]) for r in rows} == {("S", "2025-S1")}


async def test_an_export_in_the_background_is_the_same_file(approved, client, make):
    for kind in ("csv", "sdmx-csv", "xlsx"):
        asked = await client.as_(READER).post(
            f"{approved.path}/indicator-exports", json={"format": kind, "language": "tk"}
        )
        job = assert_ok(asked, 202)
        await Jobs(make.kernel).all()
        done = assert_ok(await client.as_(READER).get(asked.headers["location"]))
        assert (done["state"], done["result"]["rows"] > 3) == ("done", True)
        file = await client.as_(READER).get(f"{approved.path}/jobs/{job['id']}/file")
        at_once = await taken(client, approved, READER, format=kind, language="tk")
        assert file.headers["content-disposition"] == at_once.headers["content-disposition"]
        if kind != "xlsx":
            assert file.content == at_once.content
        else:
            assert len(openpyxl.load_workbook(io.BytesIO(file.content)).worksheets) == 3


async def test_a_workbook_that_takes_long_is_asked_for_as_a_job(approved, client, monkeypatch):
    monkeypatch.setattr("api.indicators.export_service.MOST_AT_ONCE", 2)
    reply = await client.as_(READER).get(f"{approved.path}/indicator-exports", params={"format": "xlsx"})
    assert_problem(reply, 422, "indicator-export-too-large")
    assert (await taken(client, approved, READER, format="csv")).status_code == 200


async def test_many_pages_are_one_file(approved, client, make, monkeypatch):
    whole = await lines(client, approved, OFFICE)
    monkeypatch.setattr("api.indicators.exporting.AT_ONCE", 2)
    statement = sa.select(sa.func.count()).where(IndicatorFigure.network_id == approved.id)
    async with make.kernel.database.session() as session:
        assert len(whole) == (await session.execute(statement)).scalar_one()
    assert jobs.MOST_AT_ONCE


# ── codes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.dates(), st.sampled_from(list(Span)))
def test_every_period_has_a_frequency_and_a_name_in_sdmx(day, span):
    if not 2000 <= day.year < 2100:
        return
    name = str(holding(day, span))
    assert sdmx.FREQUENCY[parse(name).span] == {"year": "A", "half_year": "S", "quarter": "Q", "month": "M"}[span]
    assert sdmx.period(name).replace("-S", "-H") == name


@given(st.one_of(st.none(), st.integers(0, 9)), st.one_of(st.none(), st.sampled_from(list(Suppressed))))
def test_an_observation_without_a_value_says_why(value, hidden):
    figure = {
        "period": "2026",
        "indicator": "X",
        "parts": {},
        "value": None if hidden else value,
        "numerator": None,
        "denominator": None,
        "unit": "people",
        "decimals": 0,
        "suppressed": hidden,
        "organisations": 1,
        "source": None,
    }
    row = dict(zip(sdmx.columns([]), sdmx.row("TKM", [], figure), strict=True))
    assert (row["OBS_VALUE"] is None) == (row["OBS_STATUS"] in ("O", "Q"))
    assert (row["OBS_STATUS"] == "Q") == (row["CONF_STATUS"] != "F")
