"""Indicators and code lists over HTTP, by role."""

import pytest
import sqlalchemy as sa

from api.kernel.access import Role
from api.objectives.models import Objective
from tests.client import assert_ok, assert_problem

WANTED = {
    "code": "TKM-06.1",
    "title": {"en": "Workers with a model contract", "ru": "Работники с типовым договором"},
    "unit": {"en": "people"},
    "direction": "increase",
    "accumulates": "sum",
    "objectives": [6],
    "dimensions": ["sex", "age"],
    "baseline": {"period": "2024", "value": "120"},
    "targets": [{"period": "2027", "value": "900"}, {"period": "2026", "value": "600"}],
}


async def created(client, make, **given):
    home = await make.home()
    return await client.as_(Role.SECRETARIAT).post(f"{home.path}/indicators", json=WANTED | given)


async def test_the_secretariat_defines_an_indicator_and_everybody_reads_it(client, make):
    home = await make.home()
    read = assert_ok(await created(client, make, responsible_id=str(home.organisations["UNDP"])), 201)
    assert [target["period"] for target in read["targets"]] == ["2026", "2027"]
    assert [each["code"] for each in read["dimensions"]] == ["sex", "age"]
    assert read["reporters"] == [{"organisation_id": str(home.organisations["UNDP"]), "acronym": "UNDP"}]
    assert read["summary"] == {"last": None, "recent": [], "target": read["targets"][0], "status": "no_value"}
    assert {link["kind"] for link in read["links"]} == {"objectives"}
    by_code = assert_ok(await client.as_("viewer").get(f"{home.path}/indicators/tkm-06.1"))
    assert by_code["id"] == read["id"]
    assert_problem(await client.as_("mfa").get(f"{home.path}/indicators/{read['id']}"), 404, "not-found")
    assert_problem(await client.as_("undp").post(f"{home.path}/indicators", json=WANTED), 403, "forbidden")

    async def count(call):
        found = sa.select(Objective.indicator_count).where(
            Objective.network_id == call.network_id, Objective.number == 6
        )
        return (await call.session.execute(found)).scalar_one()

    assert await make.as_platform(count, home) == 1


@pytest.mark.parametrize(
    ("given", "pointer", "code"),
    [
        ({"dimensions": ["sex", "shoe_size"]}, "/dimensions/1", "unknown"),
        ({"targets": [{"period": "2026", "value": "1.5"}]}, "/targets/0/value", "not_a_number"),
        ({"targets": [{"period": "2026", "value": "1"}] * 2}, "/targets/1/period", "duplicate"),
        ({"baseline": {"period": "2024"}}, "/baseline/value", "missing"),
        ({"sdg_targets": ["99.9"]}, "/sdg_targets/0", "unknown"),
        ({"reference": "0.0.0"}, "/reference", "unknown"),
        ({"responsible_id": "01926b7e-0000-7000-8000-000000000000"}, "/responsible_id", "not_in_network"),
    ],
)
async def test_what_does_not_fit_is_told_at_its_place(client, make, given, pointer, code):
    problem = assert_problem(await created(client, make, **given), 422, "invalid")
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]


async def test_a_code_names_one_indicator(client, make):
    assert_ok(await created(client, make), 201)
    problem = assert_problem(await created(client, make, code="tkm-06.1"), 422, "invalid")
    assert problem["errors"][0]["code"] == "taken"


async def test_a_candidate_comes_with_its_source_and_unverified(client, make):
    home = await make.home()
    path = f"{home.path}/indicator-candidates"
    before = assert_ok(await client.as_("viewer").get(path))
    assert before["source"]
    candidate = next(item for item in before["items"] if item["code"] == "10.7.1")
    assert (candidate["in_official_gcm_set"], candidate["indicator_id"]) == (None, None)
    read = assert_ok(await created(client, make, reference="10.7.1", objectives=[]), 201)
    assert read["reference"]["source"]
    assert read["codes"] == [{"framework": "sdg", "code": "10.7.1", "in_official_gcm_set": None}]
    assert read["objectives"] == candidate["objectives"]
    after = assert_ok(await client.as_("viewer").get(path))
    assert next(item for item in after["items"] if item["code"] == "10.7.1")["indicator_id"] == read["id"]


async def test_the_list_is_narrowed(client, make):
    home = await make.home()
    await make.indicator(code="A-1", objectives=[7])
    await make.indicator(code="A-2", objectives=[8], codes=[{"framework": "sdg", "code": "10.7.3"}])
    archived = await make.indicator(code="A-3", responsible_id=home.organisations["RCO"], reporter_ids=[])
    await client.as_("secretariat").post(f"{archived.path}/archive", if_match=archived)

    async def codes(query, who="viewer"):
        return [
            item["code"] for item in assert_ok(await client.as_(who).get(f"{home.path}/indicators?{query}"))["items"]
        ]

    assert await codes("") == ["A-1", "A-2", "A-3"]
    assert await codes("objective=7&state=active") == ["A-1"]
    assert await codes("framework=sdg") == ["A-2"]
    assert await codes(f"organisation_id={home.organisations['RCO']}") == ["A-3"]
    assert await codes("q=orientation") == ["A-1", "A-2", "A-3"]
    assert await codes("q=nothing-like-it") == []
    assert await codes("waiting=true", "undp") == []
    await make.indicator_value(indicator=await make.indicator(code="A-4"))
    assert await codes("waiting=true", "undp") == ["A-4"]
    assert await codes("waiting=true") == []
    page = assert_ok(await client.as_("viewer").get(f"{home.path}/indicators?limit=2"))
    following = f"{home.path}/indicators?limit=2&cursor={page['next_cursor']}"
    assert [item["code"] for item in assert_ok(await client.as_("viewer").get(following))["items"]] == ["A-3", "A-4"]


async def test_how_numbers_are_kept_stays_once_somebody_has_reported(client, make):
    indicator = await make.indicator()
    read = assert_ok(
        await client.as_("secretariat").patch(indicator.path, if_match=indicator, json={"decimals": 1, "kind": "ratio"})
    )
    assert (read["decimals"], read["kind"]) == (1, "ratio")
    back = {"decimals": 0, "kind": "quantity"}
    read = assert_ok(await client.as_("secretariat").patch(indicator.path, if_match=read, json=back))
    await make.indicator_value(indicator=indicator)
    for change in ({"decimals": 2}, {"kind": "ratio"}, {"frequency": "year"}, {"dimensions": []}, {"by_place": False}):
        reply = await client.as_("secretariat").patch(indicator.path, if_match=read, json=change)
        assert_problem(reply, 409, "indicator-has-values")
    more = {"dimensions": ["sex", "age"], "title": {"en": "People reached"}, "objectives": [7, 8]}
    read = assert_ok(await client.as_("secretariat").patch(indicator.path, if_match=read, json=more))
    assert (read["objectives"], len(read["links"])) == ([7, 8], 2)
    stale = await client.as_("secretariat").patch(indicator.path, if_match=indicator, json=more)
    assert_problem(stale, 412, "stale")


async def test_an_archived_indicator_takes_no_reports_until_it_is_restored(client, make):
    indicator = await make.indicator()
    value = await make.indicator_value(indicator=indicator)
    gone = assert_ok(await client.as_("secretariat").post(f"{indicator.path}/archive", if_match=indicator))
    assert (gone["state"], gone["reports_for"], gone["needs"]) == ("archived", [], [])
    submit = await client.as_("undp").post(f"{value.path}/submit", if_match=value)
    assert_problem(submit, 409, "indicator-archived")
    back = assert_ok(await client.as_("secretariat").post(f"{indicator.path}/restore", if_match=gone))
    assert back["state"] == "active"
    assert_ok(await client.as_("undp").post(f"{value.path}/submit", if_match=value))


async def test_code_lists_grow_and_lose_nothing(client, make):
    home = await make.home()
    path = f"{home.path}/dimensions"
    known = {row["code"]: row for row in assert_ok(await client.as_("viewer").get(path))["items"]}
    assert next(iter(known)) == "place"
    assert [item["code"] for item in known["place"]["items"]] == ["TM-A", "TM-B", "TM-D", "TM-L", "TM-M", "TM-S"]
    assert known["sex"]["source"]
    assert "race_ethnicity" not in known
    sector = {"title": {"en": "Sector"}, "items": [{"code": "farms", "title": {"en": "Farms"}}]}
    made = assert_ok(await client.as_("secretariat").put(f"{path}/sector", if_match="*", json=sector))
    sector["items"] = [{"code": "homes", "title": {"en": "Homes"}}]
    lost = await client.as_("secretariat").put(f"{path}/sector", if_match=made, json=sector)
    assert assert_problem(lost, 422, "invalid")["errors"][0]["code"] == "item_kept"
    sector["items"].append({"code": "farms", "title": {"en": "Farms"}, "retired": True})
    again = assert_ok(await client.as_("secretariat").put(f"{path}/sector", if_match=made, json=sector))
    assert [item["code"] for item in again["items"]] == ["homes", "farms"]
    indicator = await make.indicator(dimensions=["sector"], by_place=False)
    cell = {"parts": {"sector": "farms"}, "value": "1"}
    body = {"organisation_id": str(home.organisations["UNDP"]), "period": "2025-Q1", "cells": [cell]}
    retired = assert_problem(await client.as_("undp").post(f"{indicator.path}/values", json=body), 422, "invalid")
    assert retired["errors"][0]["code"] == "unknown_item"
