"""The form of a pledge, by properties: what it asks is asked, what it has is not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.kernel.words import LANGUAGES, say
from api.pledges import forms, rules
from tests.pledges.make import ANSWERS, DESCRIPTION

TEMPLATE = json.loads((Path(forms.__file__).parents[1] / "reference/data/templates/pledge.json").read_text())
FORM = forms.current()
WHOLE = {**ANSWERS, "title": "Papers for every child who returns"}
ASKED = [field.key for field in FORM.fields if field.required and field.key not in ("contact", "pledging_entity")]


def found(answers, **given):
    return {(each.key, each.severity, each.field) for each in rules.findings(FORM, answers, contact=True, **given)}


@given(st.sets(st.sampled_from(ASKED)))
def test_exactly_the_required_questions_left_open_are_missing(left):
    kept = {key: value for key, value in WHOLE.items() if key not in left}
    missing = {field for key, _, field in found(kept) if key == "missing"}
    assert missing == left
    assert rules.complete(rules.findings(FORM, kept, contact=True)) == (not left)


@given(st.sampled_from(["individual", "common", "in_partnership", "matching"]))
def test_what_depends_on_the_form_is_asked_only_there(form):
    missing = {field for key, _, field in found(WHOLE | {"form": form}) if key == "missing"}
    wanted = {
        "common": {"participants"},
        "in_partnership": {"participants"},
        "matching": {"matched_title", "matched_id"},
    }
    assert missing == wanted.get(form, set())


@given(st.integers(0, 4000))
def test_a_description_keeps_its_length(letters):
    stands = ("length", "blocker", "description") in found(WHOLE | {"description": "x" * max(1, letters)})
    assert stands == (not 300 <= max(1, letters) <= 3000)


@pytest.mark.parametrize(
    ("answers", "given", "finding"),
    [
        ({"description": DESCRIPTION + " Also for refugees."}, {}, ("about_migrants", "warning", "description")),
        ({"description": DESCRIPTION + " И для беженцев."}, {}, ("about_migrants", "warning", "description")),
        ({"measure": "All of them"}, {}, ("measurable", "warning", "measure")),
        ({"from": "2029-01-01"}, {}, ("time_bound", "warning", "until")),
        ({}, {"file": (2, 10)}, ("file_limit", "blocker", "file")),
        ({}, {"file": (1, 26_000_000)}, ("file_limit", "blocker", "file")),
    ],
)
def test_the_checks_of_the_form(answers, given, finding):
    assert found(WHOLE) == set()
    assert found(WHOLE | answers, **given) == {finding}


@given(
    st.sampled_from(FORM.fields),
    st.one_of(st.integers(), st.text(), st.lists(st.text()), st.dictionaries(st.text(), st.text())),
)
def test_what_is_taken_as_an_answer_can_be_printed_as_one(field, value):
    """A value without a fault is of the kind that its question asks for."""
    if rules.fault(field, value) is not None:
        return
    many = field.repeated or field.type == "multi_choice"
    assert isinstance(value, list) == many
    for each in value if many else [value]:
        assert isinstance(each, int if field.type == "objective" else dict if field.type == "money" else str)
        assert field.choices is None or each in field.choices


def test_every_question_choice_and_check_of_the_template_has_its_words():
    for language in LANGUAGES:
        told = forms.told(language)
        shown = [field for section in told["sections"] for field in section["fields"]] + told["follow_up"]
        read = TEMPLATE["fields"] + TEMPLATE["follow_up_fields"]
        assert [field["key"] for field in shown] == [field["key"] for field in read]
        assert all(field["confidence"] == stated["confidence"] for field, stated in zip(shown, read, strict=True))
        assert {check["key"] for check in told["checks"]} == {check["key"] for check in TEMPLATE["checks"]}
    assert all(say(f"pledge.field.{each['key']}", "en") == each["label_en"] for each in TEMPLATE["fields"])
