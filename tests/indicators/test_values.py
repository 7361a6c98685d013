"""The life of a value over HTTP, by role: drafted, submitted, approved or returned; the indicator follows."""

import pytest
import sqlalchemy as sa

from api.indicators.models import IndicatorCell
from api.periods import service as periods
from tests.client import assert_ok, assert_problem
from tests.indicators.make import cells

REASON = {"reason": "A province was counted twice."}

PARTS = {"place=TM-A;sex=female": "60", "place=TM-A;sex=male": "40", "place=TM-B;sex=female": "25"}


async def drafted(client, make, indicator, who="undp", period="2025-Q1", parts=PARTS, acronym="UNDP", **more):
    body = {
        "organisation_id": str(indicator.network.organisations[acronym]),
        "period": period,
        "cells": cells(parts),
        **more,
    }
    return await client.as_(who).post(f"{indicator.path}/values", json=body)


async def step(client, who, value, move, **body):
    path = f"{value['path']}/{move}"
    return await client.as_(who).post(path, if_match=value["version"], **({"json": body} if body else {}))


def held(home, body):
    return {"path": f"{home.path}/indicator-values/{body['id']}", "version": body["version"]}


async def test_a_value_goes_from_draft_to_the_networks_figures(client, make):
    home, indicator = await make.home(), await make.indicator()
    made = assert_ok(await drafted(client, make, indicator), 201)
    assert made["figure"] == {"value": "125", "numerator": None, "denominator": None, "suppressed": None}
    assert (made["state"], made["editable"], made["cell_count"], made["totals_agree"]) == ("draft", True, 3, True)
    computed = {(cell["place"], cell["dims"]): cell["value"] for cell in made["computed"]}
    assert (computed["", ""], computed["TM-A", ""], computed["", "sex=female"]) == ("125", "100", "85")
    assert assert_ok(await client.as_("viewer").get(f"{home.path}/indicator-values"))["items"] == []
    assert_problem(await client.as_("viewer").get(held(home, made)["path"]), 404, "not-found")
    sent = assert_ok(await step(client, "undp", held(home, made), "submit"))
    assert assert_ok(await client.as_("secretariat").get(f"{home.path}/indicators?waiting=true"))["items"]
    assert_problem(await step(client, "iom", held(home, sent), "approve"), 403, "forbidden")
    assert_ok(await step(client, "secretariat", held(home, sent), "approve"))
    read = assert_ok(await client.as_("viewer").get(indicator.path))
    assert read["series"]["periods"] == [
        {
            "period": "2025-Q1",
            "value": "125",
            "numerator": None,
            "denominator": None,
            "organisations": ["UNDP"],
            "suppressed": None,
        }
    ]
    assert read["series"]["years"][0]["value"] == "125"
    assert read["summary"]["last"]["value"] == "125"
    assert [value["state"] for value in read["values"]] == ["approved"]


async def test_what_is_returned_is_changed_and_what_is_reopened_leaves_the_figures(client, make):
    home, indicator = await make.home(), await make.indicator()
    value = await make.indicator_value("returned", indicator=indicator)
    body = assert_ok(await client.as_("undp").get(value.path))
    assert body["needs"][0]["key"] == "value-returned"
    put = await client.as_("undp").put(f"{value.path}/cells", if_match=body, json={"cells": cells({"": "300"})})
    body = assert_ok(put)
    assert (body["figure"]["value"], body["state"]) == ("300", "returned")
    sent = assert_ok(await step(client, "undp-alternate", held(home, body), "submit"))
    done = assert_ok(await step(client, "secretariat", held(home, sent), "approve"))
    assert assert_ok(await client.as_("viewer").get(indicator.path))["summary"]["last"]["value"] == "300"
    back = await step(client, "secretariat", held(home, done), "reopen", reason="A province was counted twice.")
    assert assert_ok(back)["state"] == "returned"
    read = assert_ok(await client.as_("viewer").get(indicator.path))
    assert (read["summary"]["last"], read["series"]["periods"], read["values"]) == (None, [], [])


async def test_cells_are_merged_and_taken_away_one_by_one(client, make):
    value = await make.indicator_value(parts={"sex=female": "60", "sex=male": "40"})
    change = {"cells": cells({"sex=male": "50"}), "removed": [{"sex": "female"}]}
    body = assert_ok(await client.as_("undp").patch(f"{value.path}/cells", if_match=value, json=change))
    assert [(cell["dims"], cell["value"]) for cell in body["cells"]] == [("sex=male", "50")]
    stale = await client.as_("undp").patch(f"{value.path}/cells", if_match=value, json=change)
    assert_problem(stale, 412, "stale")


async def test_a_total_that_does_not_agree_is_told_and_not_refused(client, make):
    indicator = await make.indicator()
    body = assert_ok(
        await drafted(client, make, indicator, parts={"": "100", "sex=female": "60", "sex=male": "30"}), 201
    )
    assert (body["figure"]["value"], body["totals_agree"]) == ("90", False)
    (finding,) = body["findings"]
    assert (finding["code"], finding["reported"], finding["summed"], finding["by"]) == (
        "disagrees",
        "100",
        "90",
        ["sex"],
    )
    assert "100" in finding["sentence"]
    read = assert_ok(await client.as_("secretariat").get(indicator.path))
    assert {"value-draft", "value-disagrees"} <= {need["key"] for need in read["needs"]}


async def test_a_blank_is_never_a_zero(client, make):
    indicator = await make.indicator()
    body = assert_ok(await drafted(client, make, indicator, parts={"sex=female": None, "sex=male": None}), 201)
    assert body["figure"]["value"] is None
    refused = await step(client, "undp", held(await make.home(), body), "submit")
    assert_problem(refused, 409, "value-empty")
    zero = await client.as_("undp").put(
        f"{held(await make.home(), body)['path']}/cells", if_match=body, json={"cells": cells({"sex=female": "0"})}
    )
    assert assert_ok(zero)["figure"]["value"] == "0"


async def test_a_note_may_say_why_there_is_no_number(client, make):
    home, indicator = await make.home(), await make.indicator()
    body = assert_ok(await drafted(client, make, indicator, parts={}, note="The survey comes in spring."), 201)
    assert assert_ok(await step(client, "undp", held(home, body), "submit"))["state"] == "submitted"


@pytest.mark.parametrize(
    ("parts", "pointer", "code"),
    [
        ({"age=18-24": "5"}, "/cells/0/parts/age", "not_disaggregated"),
        ({"sex=Aylar": "5"}, "/cells/0/parts/sex", "unknown_item"),
        ({"": "1.5"}, "/cells/0/value", "not_a_number"),
        ({"": ("1", "2")}, "/cells/0/numerator", "value_only"),
    ],
)
async def test_only_code_lists_and_exact_numbers_make_a_cell(client, make, parts, pointer, code):
    problem = assert_problem(await drafted(client, make, await make.indicator(), parts=parts), 422, "invalid")
    assert (problem["errors"][0]["pointer"], problem["errors"][0]["code"]) == (pointer, code)


async def test_a_percentage_keeps_numerator_and_denominator_and_is_computed_from_their_sums(client, make):
    indicator = await make.indicator(kind="percentage", decimals=1, unit={"en": "%"}, accumulates="none")
    parts = {"sex=female": ("30", "40"), "sex=male": ("50", "80")}
    body = assert_ok(await drafted(client, make, indicator, parts=parts), 201)
    assert body["figure"] == {"value": "66.7", "numerator": "80", "denominator": "120", "suppressed": None}


async def test_nothing_of_a_locked_period_changes(client, make):
    indicator = await make.indicator()
    value = await make.indicator_value("submitted", indicator=indicator)

    async def lock(call):
        await periods.lock(call, "2025")

    await make.act("secretariat", lock)
    for reply in (
        await step(client, "secretariat", {"path": value.path, "version": value.version}, "approve"),
        await drafted(client, make, indicator, who="iom", acronym="IOM", parts={"": "7"}),
    ):
        assert reply.status_code in (409, 422), reply.text
    read = assert_ok(await client.as_("secretariat").get(value.path))
    assert read["locked"]
    assert {move["refused"]["type"] for move in read["moves"]} == {"/problems/period-locked"}
    table = assert_ok(await client.as_("secretariat").get(f"{indicator.path}/table"))
    assert table["columns"] == []


async def test_organisations_report_for_themselves_and_only_what_they_are_asked_for(client, make):
    indicator = await make.indicator()
    assert_problem(await drafted(client, make, indicator, who="iom"), 403, "forbidden")
    foreign = assert_problem(await drafted(client, make, indicator, who="rco", acronym="RCO"), 422, "invalid")
    assert foreign["errors"][0]["code"] == "not_reporter"
    wrong = assert_problem(await drafted(client, make, indicator, period="2025-H1"), 422, "invalid")
    assert wrong["errors"][0]["code"] == "wrong_span"
    assert_ok(await drafted(client, make, indicator), 201)
    assert_problem(await drafted(client, make, indicator), 409, "value-exists")


async def test_several_are_approved_at_once_or_none(client, make):
    home, indicator = await make.home(), await make.indicator()
    ids = [
        str((await make.indicator_value("submitted", indicator=indicator, period=period)).id)
        for period in ("2025-Q1", "2025-Q2")
    ]
    draft = await make.indicator_value(indicator=indicator, period="2025-Q3")
    path = f"{home.path}/indicator-values/approve"
    refused = await client.as_("secretariat").post(path, json={"ids": [*ids, str(draft.id)]})
    assert_problem(refused, 409, "move-refused")
    assert assert_ok(await client.as_("secretariat").post(path, json={"ids": ids})) == {"approved": 2}
    read = assert_ok(await client.as_("viewer").get(indicator.path))
    assert [year["value"] for year in read["series"]["years"]] == ["200"]


async def test_a_draft_is_taken_back_with_its_cells(client, make):
    value = await make.indicator_value()
    reply = await client.as_("undp").delete(value.path, if_match=value)
    assert reply.status_code == 204

    async def count(call):
        found = sa.select(sa.func.count()).select_from(IndicatorCell).where(IndicatorCell.value_id == value.id)
        return (await call.session.execute(found)).scalar_one()

    assert await make.as_platform(count, value.network) == 0


async def test_the_journal_proves_what_became_of_values(client, make):
    home, indicator = await make.home(), await make.indicator()
    value = await make.indicator_value("approved", indicator=indicator)
    await make.indicator_value("approved", indicator=indicator, acronym="IOM", parts={"": "3"})
    await make.indicator_value("returned", indicator=indicator, period="2025-Q2")
    reopened = await step(
        client, "secretariat", held(home, {"id": value.id, "version": value.version}), "reopen", **REASON
    )
    assert_ok(reopened)
    draft = await make.indicator_value(indicator=indicator, period="2025-Q3")
    assert (await client.as_("undp").delete(draft.path, if_match=draft)).status_code == 204
    proof = assert_ok(await client.as_("secretariat").get(f"{home.path}/journal/verify"))
    assert proof["whole"], proof["faults"]
