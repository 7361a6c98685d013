"""Frozen revisions: word for word, with their hash, and what changed between them."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from api.kernel.access import Role
from api.proposals.comparing import compare
from tests.client import assert_ok, assert_problem

SNAPSHOT = {
    "title": {"en": "Skills and data", "ru": None},
    "summary": {"en": "Two organisations build a register."},
    "thematic_area": "TA1",
    "primary_objective": 1,
    "objectives": [3],
    "call": {"code": "MIG00-OPEN", "version": "2026.1"},
    "starts_on": None,
    "months": 24,
    "government_counterparts": [{"name": "State Migration Service", "role": None}],
    "punos": [{"organisation": "IOM", "role": "convening", "indirect_bps": 700}],
    "outputs": [{"code": "1.1", "title": "A register"}],
    "budget": {
        "lines": [
            {"organisation": "IOM", "output": "1.1", "category": 4, "year": 2027, "amount": {"amount": "100.00"}}
        ],
        "totals": {"total": {"amount": "107.00"}},
    },
}


def changed(**given):
    return {**SNAPSHOT, **given}


def test_the_same_revision_has_no_changes():
    assert compare(SNAPSHOT, SNAPSHOT) == []


def test_everything_of_the_first_one_is_new():
    parts = [(item["part"], item["before"]) for item in compare({}, SNAPSHOT)]
    assert {before for _, before in parts} == {None}
    assert [part for part, _ in parts] == [
        "title", "summary", "thematic_area", "primary_objective", "objectives", "call", "months", "government",
        "puno_role", "indirect_bps", "output", "line", "total",
    ]  # fmt: skip


def test_a_text_that_changed_is_told_word_by_word():
    (item,) = compare(SNAPSHOT, changed(summary={"en": "Three organisations build a register."}))
    assert (item["part"], item["key"]) == ("summary", "en")
    assert [(token["op"], token["text"]) for token in item["tokens"]][:2] == [("delete", "Two"), ("insert", "Three")]


def test_a_line_that_moved_to_another_year_is_gone_here_and_new_there():
    line = {**SNAPSHOT["budget"]["lines"][0], "year": 2028}
    budget = {**SNAPSHOT["budget"], "lines": [line]}
    items = compare(SNAPSHOT, changed(budget=budget))
    assert [(item["key"], item["before"], item["after"]) for item in items] == [
        ("IOM/1.1/4/2028", None, "100.00"),
        ("IOM/1.1/4/2027", "100.00", None),
    ]


months = st.one_of(st.none(), st.integers(1, 240))
objectives = st.lists(st.integers(1, 23), unique=True, max_size=4)
snapshots = st.builds(lambda many, some: changed(months=many, objectives=some), months, objectives)


@given(snapshots, snapshots)
def test_backwards_the_same_things_changed_the_other_way(one, other):
    there = {(item["part"], item["key"], item["before"], item["after"]) for item in compare(one, other)}
    back = {(item["part"], item["key"], item["after"], item["before"]) for item in compare(other, one)}
    assert there == back


async def test_a_frozen_revision_is_read_with_its_hash_and_compared(client, make):
    made = await make.proposal("concept_note_network_review")
    speaker = client.as_(Role.VIEWER)
    first = assert_ok(await speaker.get(f"{made.path}/revisions/1"))
    text = json.dumps(first["snapshot"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == first["sha256"]
    body = assert_ok(await client.as_(Role.SECRETARIAT).post(f"{made.path}/rework", if_match=made))
    body = assert_ok(await client.as_("undp").patch(made.path, if_match=body, json={"months": 30}))
    body = assert_ok(await client.as_("undp").post(f"{made.path}/consult", if_match=body))
    assert [one["number"] for one in body["revisions"]] == [2, 1]
    found = assert_ok(await speaker.get(f"{made.path}/revisions/2/changes"))
    assert (found["base"], found["number"]) == (1, 2)
    assert [(item["part"], item["before"], item["after"]) for item in found["items"]] == [("months", "24", "30")]
    assert assert_ok(await speaker.get(f"{made.path}/revisions/2/changes?base=1")) == found
    assert assert_ok(await speaker.get(f"{made.path}/revisions/1"))["sha256"] == first["sha256"]


async def test_the_first_revision_is_compared_with_nothing(client, make):
    made = await make.proposal("concept_note_network_review")
    found = assert_ok(await client.as_(Role.VIEWER).get(f"{made.path}/revisions/1/changes"))
    assert found["base"] is None
    assert {item["before"] for item in found["items"]} == {None}


async def test_a_revision_that_is_not_there_is_not_compared(client, make):
    made = await make.proposal("concept_note_network_review")
    assert_problem(await client.as_(Role.VIEWER).get(f"{made.path}/revisions/2/changes"), 404, "not-found")
    assert_problem(await client.as_(Role.VIEWER).get(f"{made.path}/revisions/1/changes?base=7"), 404, "not-found")


async def test_consulting_again_without_a_change_freezes_no_second_revision(client, make):
    made = await make.proposal("concept_note_network_review")
    body = assert_ok(await client.as_(Role.SECRETARIAT).post(f"{made.path}/rework", if_match=made))
    body = assert_ok(await client.as_("undp").post(f"{made.path}/consult", if_match=body))
    assert (body["revision"], len(body["revisions"])) == (1, 1)
