"""Money adds up by any axis, rows keep their order, and each finding is found where it is, and nowhere else."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.kernel.words import LANGUAGES
from api.workplans import rules
from api.workplans import uninfo_form as form
from api.workplans.money import Amounts, Line, by, told, total
from api.workplans.places import between
from api.workplans.rules import Judged, JudgedActivity, JudgedLine
from api.workplans.uninfo_in import letters

cents = st.none() | st.integers(0, 10**14)
amounts = st.builds(Amounts, cents, cents, cents)
few = st.integers(0, 3).map(lambda number: UUID(int=number))
lines = st.lists(
    st.builds(
        Line,
        few,
        few,
        few,
        st.sampled_from([None, "IOM", "Fund", ""]),
        st.integers(2024, 2027),
        amounts,
    ),
    max_size=30,
)


@given(lines)
def test_no_cent_is_lost_by_any_axis(lines):
    whole = total(line.amounts for line in lines)
    for key in ("activity", "outcome", "agency", "source", "year"):
        sums = by(lines, lambda line, key=key: getattr(line, key))
        assert total(sum for sum, _ in sums.values()) == whole
        assert {activity for _, held in sums.values() for activity in held} == {line.activity for line in lines}
    assert whole.required == sum(line.amounts.required or 0 for line in lines) or whole.required is None


@given(lines, st.randoms())
def test_the_order_of_lines_never_matters(lines, random):
    shuffled = list(lines)
    random.shuffle(shuffled)
    assert total(line.amounts for line in shuffled) == total(line.amounts for line in lines)


@given(amounts)
def test_a_blank_is_never_a_zero(amounts):
    assert Amounts().plus(amounts) == amounts
    said = amounts.plus(Amounts(0, None, None))
    assert said.required is not None
    assert said.available == amounts.available
    assert (amounts.to_mobilise is None) == (amounts.required is None and amounts.available is None)


@given(st.integers(-(10**15), 10**15))
def test_cents_are_told_exactly(cents):
    text = told(cents)["amount"]  # type: ignore[index]
    sign, (whole, rest) = -1 if text.startswith("-") else 1, text.lstrip("-").split(".")
    assert sign * (int(whole) * 100 + int(rest)) == cents


class Row:
    def __init__(self, position: int) -> None:
        self.position = position


@given(st.lists(st.integers(1, 50), unique=True, max_size=12), st.integers(1, 15))
def test_a_row_comes_to_its_place_and_the_others_keep_their_order(positions, place):
    siblings = [Row(position) for position in sorted(positions)]
    before = list(siblings)
    position, moved = between(siblings, place)
    for row, to in moved:
        row.position = to
    mine = Row(position)
    ordered = sorted([*siblings, mine], key=lambda row: row.position)
    assert len({row.position for row in ordered}) == len(ordered)
    assert ordered.index(mine) == min(place - 1, len(siblings))
    assert [row for row in ordered if row is not mine] == before


@given(st.integers(0, 16_383))
def test_columns_are_named_as_spreadsheets_name_them(at):
    number = 0
    for letter in letters(at):
        number = number * 26 + ord(letter) - 64
    assert number == at + 1


GOOD = JudgedActivity(
    id=UUID(int=1),
    code="1.1.1",
    title="Train statisticians",
    starts_on=date(2026, 2, 1),
    ends_on=date(2026, 11, 30),
    agencies=("UNDP", "IOM"),
    implementing_partners=1,
    objectives=(1,),
    sdg_targets=("10.7",),
    places=1,
    markers={"gender": (2, "Half are women."), "human_rights": (1, "By sex and age.")},
    lines=(JudgedLine("UNDP", "UNDP", 2026, Amounts(100, 60, 10)),),
)


def found(activity: JudgedActivity, **plan: Any) -> list[str]:
    judged = Judged(date(2026, 1, 1), date(2026, 12, 31), "UNSDCF", (activity,))
    findings = rules.findings(replace(judged, **plan))
    for language in LANGUAGES:
        assert all(each["sentence"] and each["mend"] for each in rules.spoken(findings, language))
    return [each.rule for each in findings]


def test_nothing_is_found_where_nothing_is_the_matter():
    assert found(GOOD) == []


LINE = GOOD.lines[0]
JOINT = {"programme": "TKM/2026/P-01", "programme_agencies": 2}
FAULTS: list[tuple[str, dict[str, Any]]] = [
    ("totals_are_sums", {"stated": Amounts(100, 61, 10)}),
    ("max_sdg_targets", {"sdg_targets": tuple(f"1.{n}" for n in range(11))}),
    ("available_not_above_required", {"lines": (replace(LINE, amounts=Amounts(100, 101, 10)),)}),
    ("expenditure_not_above_available", {"lines": (replace(LINE, amounts=Amounts(100, 60, 61)),)}),
    ("joint_programme_dates", JOINT | {"programme_days": (date(2026, 3, 1), date(2026, 12, 31))}),
    ("joint_programme_single_agency", JOINT | {"programme_agencies": 3}),
    ("agency_and_partner_before_money", {"lines": (replace(LINE, agency="WHO"),)}),
    ("marker_justification", {"markers": GOOD.markers | {"peace": (0, None)}}),
    ("marker_justification_long", {"markers": GOOD.markers | {"peace": (0, "One. Two. Three. Four.")}}),
    ("marker_set", {"markers": {"gender": (2, "Half are women.")}}),
    ("objective_named", {"objectives": ()}),
    ("target_named", {"sdg_targets": ()}),
    ("place_named", {"places": 0}),
    ("partner_named", {"implementing_partners": 0}),
    ("money_entered", {"lines": ()}),
    ("within_plan", {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 2, 1), "lines": (replace(LINE, year=2027),)}),
    ("money_within_plan", {"lines": (LINE, replace(LINE, year=2025))}),
]


@pytest.mark.parametrize(("rule", "changes"), FAULTS, ids=[rule for rule, _ in FAULTS])
def test_each_finding_is_found_and_told_how_to_mend(rule, changes):
    assert found(replace(GOOD, **changes)) == [rule]


def test_every_check_is_shown_to_find():
    shown = {rule for rule, _ in FAULTS}
    assert shown >= {*rules.CHECKS} - {"totals_are_sums"}
    assert {each["key"] for each in form.FORM["checks"]} <= shown
    assert found(GOOD, framework_name=None, activities=()) == ["framework_named", "activities_exist"]


@given(st.lists(st.sampled_from(sorted(form.targets())), unique=True, max_size=10))
def test_targets_are_parted_however_many_commas_their_wording_has(codes):
    assert form.read_targets(form.told_targets(codes)) == codes


@given(st.integers(1, 9), st.integers(1, 9))
def test_a_code_that_became_a_number_is_still_known(one, two):
    value = float(f"{one}.{two}")
    for tail in (0, 2e-16, 4e-16):
        assert form.code_key(value * (1 + tail)) == form.code_key(f"{one}.{two}")
    assert form.code_key(f"{one}.0{two}a") == form.code_key(f"{one}.{two}A")
