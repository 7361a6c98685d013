"""What reports are written from: every linked record once, only of the period; writing again never loses a word."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from api.kernel.problems import Problem
from api.kernel.words import LANGUAGES
from api.reviews import forms, rules, service, text
from api.reviews.gathering import _Gatherer
from api.reviews.models import ReviewKind
from api.reviews.record import Activity, Aim, Assessed, Plan, Programme, Record, Series, Thing
from tests.client import assert_ok
from tests.reviews.make import PROFILE, link, review, this_year

few = settings(max_examples=40, deadline=None)
KINDS = ("decisions", "meetings", "statements", "proposals", "activities", "indicators", "pledges")
FIRST = date(2025, 1, 1)
SECTIONS = forms.sections(forms.read(forms.bundled(ReviewKind.REVIEW)))
PROFILES = forms.sections(forms.read(forms.bundled(ReviewKind.PROFILE)))
words = st.text("abcdefghij ,.", min_size=1, max_size=12).map(str.strip).filter(bool)
days = st.integers(0, 729).map(lambda ahead: FIRST + timedelta(days=ahead))
things = st.builds(
    Thing,
    kind=st.sampled_from(KINDS),
    key=st.sampled_from("abcdef"),
    number=st.none() | words,
    title=st.fixed_dictionaries({"en": words}),
    on=days,
    circle=st.sampled_from(["public", "partners", "members", "secretariat"]),
)
linked = st.lists(st.tuples(st.integers(1, 23), things), max_size=30)


def record(found, narrative="Two trainings were held.", priority="high"):
    aims = tuple(
        Aim(number, {"en": f"T{number}"}, {"en": f"L{number}"}, priority, "IOM", ratings=(("2025-H1", "early"), ("2025-H2", "some_progress")))
        for number in range(1, 24)
    )  # fmt: skip
    return Record(
        {"en": "Network"}, {"en": "Turkmenistan"}, "TKM", FIRST, ("en",), 2025, 2026, aims,
        things=_Gatherer(None, 2025, 2026).things([], found),  # type: ignore[arg-type]
        assessed=(Assessed(7, "UNDP", "2025-H1", "early", narrative),),
    )  # fmt: skip


def body(found, **given):
    told = record(found, **given)
    return {
        "head": {}, "parts": rules.written(ReviewKind.REVIEW, SECTIONS, told, "en"),
        "figures": rules.pictures(ReviewKind.REVIEW, told), "dropped": {},
    }  # fmt: skip


@few
@given(linked)
def test_every_record_of_an_objective_stands_there_once_and_nowhere_else(found):
    for part in body(found)["parts"]:
        told = [(each["kind"], each["id"]) for each in part["evidence"]]
        assert len(told) == len({*told})
        wanted = {(thing.kind, thing.key) for number, thing in found if part["objectives"] == [number]}
        if part["group"] != "objective":
            assert told == []
            continue
        hidden = {(thing.kind, thing.key) for number, thing in found if thing.circle == "secretariat"}
        assert wanted - hidden <= {*told} <= wanted
        assert [each["on"] for each in part["evidence"]] == sorted(each["on"] for each in part["evidence"])


@few
@given(linked, linked, st.dictionaries(st.sampled_from([f.id for s in SECTIONS for f in s.fields]), words, max_size=8))
def test_writing_again_keeps_every_word_and_marks_what_is_new(before, after, typed):
    held = body(before)
    for part in held["parts"]:
        for field in part["paragraphs"]:
            if field["id"] in typed and text.typed(field):
                field["text"] = f"Ours: {typed[field['id']]}"
    merged, _ = service.merged(held, body(after, narrative="Three."))
    fields = {field["id"]: field for part in merged["parts"] for field in part["paragraphs"]}
    for id, said in typed.items():
        if text.typed(fields[id]):
            assert fields[id]["text"] == f"Ours: {said}"
    known = {part["id"]: {(each["kind"], each["id"]) for each in part["evidence"]} for part in held["parts"]}
    for part in merged["parts"]:
        assert all(each["new"] == ((each["kind"], each["id"]) not in known[part["id"]]) for each in part["evidence"])
    again, changes = service.merged(merged, body(after, narrative="Three."))
    assert changes == []
    assert not any(each["new"] for part in again["parts"] for each in part["evidence"])


def test_what_is_not_kept_is_blank_and_not_zero_and_suppressed_figures_stay_so():
    told = Record({"en": "N"}, {"en": "C"}, "TKM", None, ("en",), 2025, 2025)
    fields = {
        f["id"]: f for part in rules.written(ReviewKind.PROFILE, PROFILES, told, "en") for f in part["paragraphs"]
    }
    for id in ("activity.events_trainings", "partners.engagements", "gcm.practices", "workplan.jwp_share"):
        assert fields[id]["absent"] is True
        assert fields[id].get("data") is None
    assert text.data_told(fields["activity.attendance"]["data"], "en")["value"] is None
    assert len(fields["activity.meetings"]["data"]["rows"]) == 4, "quarters without a meeting stand there"
    assert fields["workplan.funding"]["data"]["rows"] == []
    points = (("2025-Q1", "12", False), ("2025-Q2", None, True))
    hidden = Series("I-1", {"en": "Permits"}, {"en": "persons"}, (6,), points=points)
    review = Record({"en": "N"}, {"en": "C"}, "TKM", None, ("en",), 2025, 2025, series=(hidden,))
    parts = rules.written(ReviewKind.REVIEW, SECTIONS, review, "en")
    (table,) = [f["data"] for part in parts for f in part["paragraphs"] if f["id"] == "indicators"]
    assert table["rows"][0][4] is None


def test_money_is_added_in_cents_and_what_was_not_stated_is_no_zero():
    stated = Activity("a", {"en": "A"}, "IOM", "ongoing", (6, 7), 10_050, 50)
    blank = Activity("b", {"en": "B"}, "IOM", "ongoing", (6,))
    plan = Plan({"en": "Plan"}, FIRST, date(2026, 12, 31), "TKM/2025/001", FIRST)
    told = Record(
        {"en": "N"}, {"en": "C"}, "TKM", None, ("en",), 2025, 2025,
        aims=(Aim(6, {"en": "T"}, {"en": "L"}, "high"),), plans=(plan,), activities=(stated, blank),
        programmes=(Programme("P-1", {"en": "P"}, "implementation", 33),),
    )  # fmt: skip
    fields = {
        f["id"]: f for part in rules.written(ReviewKind.PROFILE, PROFILES, told, "en") for f in part["paragraphs"]
    }
    assert fields["workplan.funding"]["data"]["rows"] == [[{"cents": 10_050}, {"cents": 50}, {"cents": 10_000}]]
    assert fields["mptf.programmes"]["data"]["rows"][0][-1] == {"cents": 33}
    assert rules.pictures(ReviewKind.REVIEW, told)["money"]["rows"][0]["required"] == 10_050
    for language in LANGUAGES:
        parts = rules.written(ReviewKind.REVIEW, SECTIONS, told, language)
        assert any("100" in f["text"] for part in parts for f in part["paragraphs"] if f["id"] == "means")


async def test_all_that_is_linked_in_the_period_is_found(client, make):
    """Links of any kind, programmes and pledges by their own lists; what belongs to other years is left out."""
    network = await make.home()
    decision, meeting = await make.decision("adopted"), await make.meeting("held", days=-3)
    draft, pledge, statement = await make.pledge("draft"), await make.pledge("sent"), await make.statement("published")
    for kind, made in (("decisions", decision), ("meetings", meeting), ("statements", statement)):
        await link(make, network, 7, kind, made.id)
    held = await review(make, first_year=this_year() - 1, last_year=this_year())
    found = assert_ok(await client.as_("secretariat").get(f"{held.path}/sections/objective-7"))["evidence"]
    ids = [each["id"] for each in found]
    assert {str(made.id) for made in (decision, meeting, statement, pledge)} <= {*ids}
    assert len(ids) == len({*ids})
    assert str(draft.id) not in ids, "a draft is nobody's pledge yet"
    early = await review(make, first_year=2019)
    assert assert_ok(await client.as_("secretariat").get(f"{early.path}/sections/objective-7"))["evidence"] == []
    body = assert_ok(await client.as_("secretariat").get(f"{(await review(make, kind=PROFILE)).path}/report.json"))
    values = {field["id"]: field["data"] for part in body["sections"] for field in part["fields"]}
    assert sum(row[2] for row in values["activity.meetings"]["rows"]) >= 0
    assert [row[0]["en"] for row in values["activity.decisions"]["rows"]] == ["Adopted"]


@few
@given(st.sampled_from(list(ReviewKind)), st.data())
def test_whatever_is_loaded_as_a_form_is_a_form_or_refused_in_words(kind, data):
    content = deepcopy(forms.bundled(kind))
    place: Any = content
    while True:
        key = data.draw(st.sampled_from([*place] if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(st.sampled_from([None, 5, "", [], {}, "x" * 5_000, True, 1.5]))
    assert loaded_or_refused(content)


def loaded_or_refused(content: dict[str, Any]) -> bool:
    try:
        return bool(forms.sections(forms.read(content)))
    except Problem as refused:
        return all(refused.body(language)["errors"][0]["detail"] for language in LANGUAGES)
