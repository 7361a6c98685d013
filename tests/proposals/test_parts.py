"""Who writes which part, what an amount may be, and that nobody's work is written over."""

import pytest

from api.kernel.access import Role
from tests.client import assert_ok, assert_problem

LINE = {"output": "1.1", "category": 4, "year": 2027, "amount": {"amount": "100.00"}}


async def part(client, make, who, made, acronym, lines, version=1):
    home = await make.home()
    path = f"{made.path}/budget/{home.organisations[acronym]}"
    return await client.as_(who).put(path, if_match=version, json={"lines": lines})


async def versions(client, made):
    body = assert_ok(await client.as_(Role.VIEWER).get(made.path))
    return {puno["acronym"]: puno["version"] for puno in body["punos"]}


async def test_an_organisation_writes_its_own_part_and_no_other(client, make):
    made = await make.proposal("concept_note_draft")
    at = await versions(client, made)
    body = assert_ok(await part(client, make, "iom", made, "IOM", [LINE], at["IOM"]))
    mine = [line["amount"]["amount"] for line in body["budget"]["lines"] if line["acronym"] == "IOM"]
    assert mine == ["100.00"]
    assert_problem(await part(client, make, "iom", made, "UNDP", [LINE], at["UNDP"]), 403, "not-your-part")
    assert_ok(await part(client, make, "undp", made, "IOM", [LINE], at["IOM"] + 1))  # UNDP convenes
    assert_ok(await part(client, make, Role.SECRETARIAT, made, "UNDP", [LINE], at["UNDP"]))
    text = await client.as_("iom").patch(made.path, if_match=body, json={"months": 12})
    assert_problem(text, 403, "not-convening", organisation="UNDP")


async def test_a_part_of_who_does_not_take_part_is_not_there(client, make):
    made = await make.proposal("concept_note_draft")
    assert_problem(await part(client, make, "rco", made, "RCO", [LINE]), 404, "not-found")


async def test_two_parts_saved_at_once_do_not_collide_and_a_stale_one_is_told(client, make):
    made = await make.proposal("concept_note_draft")
    at = await versions(client, made)
    assert_ok(await part(client, make, "iom", made, "IOM", [LINE], at["IOM"]))
    assert_ok(await part(client, make, "undp", made, "UNDP", [LINE], at["UNDP"]))
    stale = await part(client, make, "iom-alternate", made, "IOM", [{**LINE, "year": 2028}], at["IOM"])
    assert_problem(stale, 412, "stale", current_version=at["IOM"] + 1)
    shown = assert_ok(await client.as_("iom").get(made.path))
    assert [line["year"] for line in shown["budget"]["lines"] if line["acronym"] == "IOM"] == [2027]
    home = await make.home()
    bare = await client.as_("iom").put(f"{made.path}/budget/{home.organisations['IOM']}", json={"lines": [LINE]})
    assert_problem(bare, 428, "if-match-required")


@pytest.mark.parametrize("amount", ["-1.00", "1e9", "1.234", "10000000000000.00", "", "abc", "1,000.00", "NaN"])
async def test_what_is_no_amount_is_refused_at_its_line(client, make, amount):
    made = await make.proposal("concept_note_draft")
    refused = await part(client, make, "iom", made, "IOM", [LINE, {**LINE, "year": 2028, "amount": {"amount": amount}}])
    body = assert_problem(refused, 422, "invalid")
    assert [error["pointer"] for error in body["errors"]] == ["/lines/1/amount/amount"]


@pytest.mark.parametrize(
    ("line", "pointer"),
    [
        ({**LINE, "output": "9.9"}, "/lines/0/output"),
        ({**LINE, "category": 8}, "/lines/0/category"),
        ({**LINE, "year": 1999}, "/lines/0/year"),
        ({**LINE, "amount": {"amount": "1.00", "currency": "EUR"}}, "/lines/0/amount/currency"),
    ],
)
async def test_a_line_that_fits_nowhere_is_refused_at_its_field(client, make, line, pointer):
    made = await make.proposal("concept_note_draft")
    at = await versions(client, made)
    body = assert_problem(await part(client, make, "iom", made, "IOM", [line], at["IOM"]), 422, "invalid")
    assert [error["pointer"] for error in body["errors"]] == [pointer]
    twice = await part(client, make, "iom", made, "IOM", [LINE, LINE], at["IOM"])
    assert assert_problem(twice, 422, "invalid")["errors"][0]["pointer"] == "/lines/1"


async def test_a_large_amount_adds_up_without_a_cent_lost(client, make):
    made = await make.proposal("concept_note_draft")
    at = await versions(client, made)
    lines = [{**LINE, "category": one, "amount": {"amount": "1111111111111.11"}} for one in range(1, 8)]
    body = assert_ok(await part(client, make, "iom", made, "IOM", lines, at["IOM"]))
    share = next(one for one in body["budget"]["totals"]["by_puno"] if one["organisation"] == "IOM")
    direct = 7 * 111_111_111_111_111
    indirect = direct * 700 // 10_000
    assert share["direct"]["amount"] == f"{direct // 100}.{direct % 100:02}"
    assert share["indirect"]["amount"] == f"{indirect // 100}.{indirect % 100:02}"


async def test_a_sum_that_no_amount_can_hold_is_refused_and_nothing_is_written(client, make):
    made = await make.proposal("concept_note_draft")
    at = await versions(client, made)
    lines = [{**LINE, "year": year, "amount": {"amount": "9999999999999.99"}} for year in range(2027, 2101)]
    refused = await part(client, make, "iom", made, "IOM", lines, at["IOM"])
    body = assert_problem(refused, 422, "invalid")
    assert [(error["pointer"], error["code"]) for error in body["errors"]] == [("/lines", "total_too_large")]
    shown = assert_ok(await client.as_("iom").get(made.path))
    assert shown["budget"]["total"]["amount"] == "535000.00"


async def test_indirect_cost_above_seven_per_cent_blocks(client, make):
    made = await make.proposal("concept_note_draft")
    home = await make.home()
    punos = [
        {"organisation_id": str(home.organisations["UNDP"]), "role": "convening", "indirect_bps": 700},
        {"organisation_id": str(home.organisations["IOM"]), "indirect_bps": 701},
    ]
    body = assert_ok(await client.as_("undp").put(f"{made.path}/punos", if_match=made, json={"punos": punos}))
    finding = next(one for one in body["readiness"]["findings"] if one["rule"] == "indirect_ceiling")
    assert (finding["severity"], finding["where"]) == ("blocker", "/punos/1")
    assert "7.01%" in finding["sentence"].replace("\u00a0", "").replace(" ", "")
    refused = await client.as_("undp").post(f"{made.path}/consult", if_match=body)
    problem = assert_problem(refused, 409, "not-ready", count=1)
    assert problem["findings"][0]["rule"] == "indirect_ceiling"


@pytest.mark.parametrize("convening", [0, 2])
async def test_exactly_one_organisation_convenes(client, make, convening):
    made = await make.proposal("concept_note_draft")
    home = await make.home()
    roles = ["convening"] * convening + ["participating"] * (2 - convening)
    punos = [
        {"organisation_id": str(home.organisations[acronym]), "role": role}
        for acronym, role in zip(("UNDP", "IOM"), roles, strict=True)
    ]
    put = await client.as_(Role.SECRETARIAT).put(f"{made.path}/punos", if_match=made, json={"punos": punos})
    rules = {one["rule"] for one in assert_ok(put)["readiness"]["findings"]}
    assert "one_convening_puno" in rules


async def test_lines_of_an_output_that_is_taken_off_stay_and_are_named(client, make):
    made = await make.proposal("concept_note_draft")
    outputs = {"outputs": [{"code": "2.1", "title": "Another"}]}
    body = assert_ok(await client.as_("undp").put(f"{made.path}/outputs", if_match=made, json=outputs))
    assert [line["output"] for line in body["budget"]["lines"]] == [None, None]
    named = [one["where"] for one in body["readiness"]["findings"] if one["rule"] == "line_has_output"]
    assert named == ["/budget/lines/0/output", "/budget/lines/1/output"]
    assert body["budget"]["total"]["amount"] == "535000.00"


async def test_what_the_network_reads_does_not_change_under_its_eyes(client, make):
    made = await make.proposal("concept_note_network_review")
    at = await versions(client, made)
    assert_problem(await part(client, make, "iom", made, "IOM", [], at["IOM"]), 409, "revision-frozen")
    text = await client.as_("undp").patch(made.path, if_match=made, json={"months": 12})
    assert_problem(text, 409, "revision-frozen", state="concept_note_network_review")


async def test_a_proposal_of_another_network_is_not_there(client, make):
    other = await make.network()
    made = await make.proposal("concept_note_draft", network=other)
    assert_problem(await client.as_("undp").get(made.path), 404, "not-found")
