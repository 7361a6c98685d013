"""Who sees which number: small ones and what gives them away are hidden from everybody below the secretariat."""

from api.kernel.access import Role
from tests.client import assert_ok, assert_problem
from tests.indicators.make import cells

SMALL = {
    "place=TM-A;sex=female": "3",
    "place=TM-A;sex=male": "40",
    "place=TM-B;sex=female": "25",
    "place=TM-B;sex=male": "30",
}


def signs(table):
    """By key: `<5`, `c` or the number, of the first column."""
    told = {"small": "<5", "complementary": "c"}
    return {
        (row["place"], row["dims"]): figure and (figure["value"] or told.get(figure["suppressed"]))
        for row in table["rows"]
        for figure in row["figures"][:1]
    }


async def test_a_small_cell_and_its_complements_are_hidden_from_readers_and_not_from_officers(client, make):
    indicator = await make.indicator(visibility="partners")
    await make.indicator_value("approved", indicator=indicator, parts=SMALL)
    path = f"{indicator.path}/table?by=place,sex"
    for who in ("viewer", "rco", "mfa", "undp"):
        shown = signs(assert_ok(await client.as_(who).get(path)))
        assert shown["TM-A", "sex=female"] in ("<5", "c"), who
        assert shown["", ""] == "98", who
        hidden = [key for key, sign in shown.items() if sign in ("<5", "c")]
        assert len(hidden) >= 4, "a row and a column each hide two at least"
        assert "3" not in shown.values()
    for who in (Role.SECRETARIAT, "rc"):
        assert signs(assert_ok(await client.as_(who).get(path)))["TM-A", "sex=female"] == "3"
        as_members = assert_ok(await client.as_(who).get(f"{path}&shown=members"))
        assert as_members["shown_to"] == "members"
        assert signs(as_members) == signs(assert_ok(await client.as_("viewer").get(path)))


async def test_an_organisation_sees_all_of_its_own_numbers(client, make):
    indicator = await make.indicator()
    value = await make.indicator_value("approved", indicator=indicator, parts=SMALL)
    own = assert_ok(await client.as_("undp").get(value.path))
    assert {cell["value"] for cell in own["cells"]} == {"3", "40", "25", "30"}
    path = f"{indicator.path}/table?by=place,sex&organisation_id={indicator.network.organisations['UNDP']}"
    assert signs(assert_ok(await client.as_("undp").get(path)))["TM-A", "sex=female"] == "3"
    other = assert_ok(await client.as_("iom").get(value.path))
    assert "3" not in {cell["value"] for cell in other["cells"]}
    assert (other["computed"], other["findings"]) == ([], [])
    assert "3" not in signs(assert_ok(await client.as_("iom").get(path))).values()


async def test_a_small_total_is_hidden_everywhere_it_stands(client, make):
    home, indicator = await make.home(), await make.indicator()
    await make.indicator_value("approved", indicator=indicator, parts={"": "3"})
    await make.indicator_value("approved", indicator=indicator, acronym="IOM", parts={"": "40"})
    for path in (indicator.path, f"{home.path}/indicators", f"{home.path}/indicator-values", f"{indicator.path}/table"):
        text = (await client.as_("viewer").get(path)).text
        assert '"value":"3"' not in text, path
        assert '"value":"43"' not in text or '"value":"40"' not in text, path
        assert '"small"' in text or "table" in path or path.endswith("/indicators"), path
    assert '"value":"3"' in (await client.as_("rc").get(indicator.path)).text
    assert '"value":"3"' in (await client.as_("undp").get(indicator.path)).text


async def test_no_entry_of_the_journal_tells_members_a_number(client, make):
    home, indicator = await make.home(), await make.indicator()
    await make.indicator_value("approved", indicator=indicator, parts={"": "3", "sex=female": "3"})
    entries = assert_ok(await client.as_("rco").get(f"{home.path}/journal?limit=200"))["items"]
    told = [entry for entry in entries if entry["kind"].startswith("indicator-value.")]
    assert {entry["kind"] for entry in told} >= {"indicator-value.submitted", "indicator-value.approved"}
    for entry in told:
        if entry["kind"] == "indicator-value.numbers":
            assert entry["payload"] is None
        else:
            assert not {"value", "figure", "cells_sha256"} & entry["payload"]["row"].keys()


async def test_another_threshold_shows_more_at_once(client, make):
    home, indicator = await make.home(), await make.indicator()
    await make.indicator_value("approved", indicator=indicator, parts=SMALL)
    path = f"{indicator.path}/table?by=place,sex"
    assert signs(assert_ok(await client.as_("viewer").get(path)))["TM-A", "sex=female"] != "3"
    settings = assert_ok(await client.as_("secretariat").get(home.path))
    changed = await client.as_("secretariat").patch(home.path, if_match=settings, json={"small_cell_threshold": 3})
    assert_ok(changed)
    assert signs(assert_ok(await client.as_("viewer").get(path)))["TM-A", "sex=female"] == "3"


async def test_what_counts_no_people_is_never_hidden(client, make):
    indicator = await make.indicator(counts_people=False)
    await make.indicator_value("approved", indicator=indicator, parts=SMALL)
    shown = signs(assert_ok(await client.as_("viewer").get(f"{indicator.path}/table?by=place,sex")))
    assert shown["TM-A", "sex=female"] == "3"


async def test_a_true_zero_is_shown_and_a_blank_stays_blank(client, make):
    indicator = await make.indicator()
    parts = {"": "60", "sex=female": "60", "sex=male": "0", "place=TM-A": "60", "place=TM-B": None}
    await make.indicator_value("approved", indicator=indicator, parts=parts)
    shown = signs(assert_ok(await client.as_("viewer").get(f"{indicator.path}/table?by=sex")))
    assert shown["", "sex=male"] == "0"
    table = assert_ok(await client.as_("viewer").get(f"{indicator.path}/table?by=place"))
    blank = next(row for row in table["rows"] if row["place"] == "TM-B")
    assert blank["figures"][0] == {"value": None, "numerator": None, "denominator": None, "suppressed": None}


async def test_the_network_sums_its_organisations(client, make):
    indicator = await make.indicator()
    await make.indicator_value("approved", indicator=indicator, parts={"sex=female": "60", "sex=male": "40"})
    await make.indicator_value("approved", indicator=indicator, acronym="IOM", parts={"": "25"})
    await make.indicator_value("submitted", indicator=indicator, acronym="IOM", period="2025-Q2", parts={"": "999"})
    read = assert_ok(await client.as_("viewer").get(indicator.path))
    assert [(point["period"], point["value"], point["organisations"]) for point in read["series"]["periods"]] == [
        ("2025-Q1", "125", ["IOM", "UNDP"])
    ]
    table = assert_ok(await client.as_("viewer").get(f"{indicator.path}/table?by=sex"))
    assert signs(table) == {("", ""): "125", ("", "sex=female"): "60", ("", "sex=male"): "40"}


async def test_tables_refuse_what_the_indicator_is_not_cut_by(client, make):
    indicator = await make.indicator()
    for query in ("by=age", "by=sex,sex", "by=place&place=TM-A"):
        assert_problem(await client.as_("viewer").get(f"{indicator.path}/table?{query}"), 422, "invalid")
    await make.indicator_value("approved", indicator=indicator)
    assert_problem(await client.as_("viewer").get(f"{indicator.path}/table?since=soon"), 422, "invalid")


async def test_a_table_has_a_column_for_each_period_between(client, make):
    indicator = await make.indicator()
    for period in ("2024-Q4", "2025-Q3"):
        await make.indicator_value("approved", indicator=indicator, period=period)
    table = assert_ok(await client.as_("viewer").get(f"{indicator.path}/table"))
    assert [column["period"] for column in table["columns"]] == ["2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3"]
    assert [figure and figure["value"] for figure in table["rows"][0]["figures"]] == ["100", None, None, "100"]
    late = assert_ok(await client.as_("viewer").get(f"{indicator.path}/table?since=2025"))
    assert [column["period"] for column in late["columns"]] == ["2025-Q1", "2025-Q2", "2025-Q3"]


async def test_cells_named_by_place_alone_read_as_they_were_sent(client, make):
    value = await make.indicator_value(parts={"place=TM-A": "12"})
    body = assert_ok(await client.as_("undp").get(value.path))
    assert [(cell["place"], cell["parts"]) for cell in body["cells"]] == [("TM-A", {"place": "TM-A"})]
    assert cells({"place=TM-A": "12"}) == [{"parts": {"place": "TM-A"}, "value": "12"}]
