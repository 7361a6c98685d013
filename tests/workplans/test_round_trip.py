"""Whatever a plan says: written as UN INFO's rows and read back, it changes nothing, and no cent is lost on the way."""

from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.kernel.text import fold
from api.workplans import uninfo_form as form
from api.workplans import uninfo_out
from api.workplans.content import Content, amounts_of
from api.workplans.money import Amounts, total
from api.workplans.uninfo_changes import _own_rows, as_cells, find

AGENCIES = ("IOM", "UNDP", "WHO")
KNOWN = {fold(each): each for each in AGENCIES}
NAMES = {each: f"Organisation {each}" for each in AGENCIES}
word = (
    st.text("abcÇşж =+-@'\"", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: text.strip("'\" ") not in ("", "-"))
)
cents = st.none() | st.integers(0, 10**12)
money = st.builds(Amounts, cents, cents, cents).filter(lambda amounts: amounts != Amounts())
DAY, END = date(2025, 1, 1), date(2027, 12, 31)


def text(said: str | None) -> Content | None:
    return {"en": said, "ru": None, "tk": None} if said is not None else None


@st.composite
def activities(draw: Any, at: int) -> Content:
    lead, *others = draw(st.lists(st.sampled_from(AGENCIES), min_size=1, max_size=3, unique=True))
    programme = draw(st.none() | st.just({"number": "TKM/2026/P-01", "title": text("Skills for all"), "punos": 2}))
    status = draw(st.sampled_from(sorted(form.WORDS)))
    lines = draw(
        st.dictionaries(st.tuples(st.sampled_from([lead, *others]), word, st.integers(2025, 2027)), money, max_size=5)
    )
    kept = draw(st.dictionaries(st.sampled_from(form.KEPT), word, max_size=2))
    first, last = sorted([draw(st.dates(min_value=DAY, max_value=END)), draw(st.dates(min_value=DAY, max_value=END))])
    return {
        "id": str(UUID(int=at + 100)),
        "origin_id": str(UUID(int=at + 200)),
        "output_id": str(UUID(int=2)),
        "position": at,
        "code": f"1.1.{at}",
        "title": text(f"{draw(word)} {at}"),
        "description": text(draw(st.none() | word)),
        "lead": {"acronym": lead, "name": text(NAMES[lead])},
        "contributors": [{"acronym": each} for each in others],
        "implementing_partners": [
            {"organisation_id": None, "name": each} for each in draw(st.lists(word, max_size=2, unique_by=fold))
        ],
        "government_counterpart": draw(st.none() | word.map(lambda name: {"organisation_id": None, "name": name})),
        "objectives": sorted(draw(st.sets(st.integers(1, 23), max_size=3))),
        "tor_objectives": [],
        "sdg_targets": draw(st.lists(st.sampled_from(sorted(form.targets())), unique=True, max_size=10)),
        "places": draw(st.lists(st.sampled_from(sorted(form.places())), unique=True, max_size=3)),
        "starts_on": first.isoformat(),
        "ends_on": last.isoformat(),
        "status": status,
        "current_status": status,
        "forecast_starts_on": None,
        "forecast_ends_on": None,
        **{f"{name}_marker": draw(st.none() | st.integers(0, 3)) for name in ("gender", "human_rights", "peace")},
        **{f"{name}_reason": draw(st.none() | word) for name in ("gender", "human_rights", "peace")},
        "uninfo": kept,
        "programme": programme,
        "names": NAMES,
        "lines": [
            {
                "acronym": agency,
                "source": source,
                "year": year,
                "required_cents": amounts.required,
                "available_cents": amounts.available,
                "expenditure_cents": amounts.expenditure,
            }
            for (agency, source, year), amounts in lines.items()
        ],
    }


@st.composite
def plans(draw: Any) -> tuple[Content, list[Content]]:
    count = draw(st.integers(0, 3))
    content: Content = {
        "id": str(UUID(int=3)),
        "country": text("Turkmenistan"),
        "framework_name": draw(st.none() | word),
        "results": [
            {"id": str(UUID(int=at)), "origin_id": str(UUID(int=at + 10)), "parent_id": parent, "kind": kind}
            | {
                "code": code,
                "title": text(title),
                "priority_code": None,
                "priority": draw(st.none() | word),
                "position": 1,
            }
            for at, parent, kind, code, title in (
                (1, None, "outcome", "1", "Data guide policy"),
                (2, str(UUID(int=1)), "output", "1.1", "A register of sources"),
            )
        ],
        "activities": [draw(activities(at)) for at in range(1, count + 1)],
    }
    updates = [
        {
            "origin_id": activity["origin_id"],
            "acronym": activity["lead"]["acronym"],
            "period": "2026-Q1",
            "status": "ongoing",
            "progress": draw(st.none() | word),
            "problems": None,
            "next_steps": None,
            "forecast_starts_on": None,
            "forecast_ends_on": None,
            "expenditure_cents": draw(cents),
        }
        for activity in content["activities"]
        if draw(st.booleans())
    ]
    return content, updates


def sheets(content: Content, updates: list[Content], *, ours: bool) -> dict[str, Any]:
    cells, _ = as_cells(content, updates)
    return {"": cells} | (_own_rows(content, updates) if ours else {})


SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@SLOW
@given(plans(), st.booleans())
def test_what_was_exported_changes_nothing(plan, ours):
    content, updates = plan
    changes = find(content, updates, sheets(content, updates, ours=ours), KNOWN)
    assert changes.faults == []
    assert [(change.fields, change.own, change.lines) for change in changes.changes if change.any] == []
    assert changes.missing == []


@SLOW
@given(plans(), st.booleans())
def test_no_cent_is_lost_on_the_way_into_an_empty_plan(plan, ours):
    content, updates = plan
    empty = content | {"activities": []}
    changes = find(empty, [], sheets(content, updates, ours=ours), KNOWN)
    assert changes.faults == []
    assert all(change.standing is None for change in changes.changes)
    taken = total(amounts for change in changes.changes for amounts in (change.lines or {}).values())
    there = total(amounts_of(line) for activity in content["activities"] for line in activity["lines"])
    if not ours:  # a foreign file says what was spent, and not that some of it was reported by quarter
        there = there.plus(total(Amounts(expenditure=each["expenditure_cents"]) for each in updates))
    assert taken == there


@SLOW
@given(plans())
def test_the_shares_of_a_joint_programme_add_up(plan):
    content, updates = plan
    rows = uninfo_out.rows_of(content, updates)
    for activity in content["activities"]:
        mine = [row for row in rows if row.activity is activity]
        assert len(mine) == 1 or activity["programme"] is not None
        spent = [
            Amounts(expenditure=each["expenditure_cents"])
            for each in updates
            if each["origin_id"] == activity["origin_id"]
        ]
        whole = total([*(amounts_of(line) for line in activity["lines"]), *spent])
        assert total(amounts for row in mine for amounts in row.amounts.values()) == whole
