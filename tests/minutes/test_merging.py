"""Writing again from the record never overwrites an officer; the hash shows every change and hides what it must."""

from copy import deepcopy
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from api.kernel import bodies, merging
from api.kernel.access import Visibility, circles
from api.minutes import reading, rules, text
from api.minutes.record import Item, Outcome, Record
from tests.minutes.test_rules import records, words

few = settings(max_examples=60, deadline=None)
OFFICERS, MEMBERS = tuple(Visibility), circles(frozenset({"focal_point"}))
RECORD = Record(
    "TKM/2026/M-03", "regular", {"en": "Quarterly meeting"}, "Asia/Ashgabat", None, None, None, "in_person",
    items=(
        Item("a", 1, "discussion", {"en": "Returns"}, notes="They spoke of returns.", outcomes=(Outcome("o", "Agreed."),)),
        Item("b", 2, "information", {"en": "Data"}, notes="Figures were shown."),
    ),
)  # fmt: skip


def body(record, language="en"):
    made = {"parts": rules.written(record, language), "dropped": {}}
    return text.salted(made, iter(f"{at:032x}" for at in range(10_000)).__next__)


def paragraph(of, id):
    return text.find(of, id)[1]


def told(changes):
    return {each.paragraph_id: each.change for each in changes}


def noted(record, said):
    return replace(record, items=(replace(record.items[0], notes=said), *record.items[1:]))


@few
@given(records)
def test_the_same_record_changes_nothing(record):
    held = body(record)
    again, changes = merging.merge(held, rules.written(record, "en"))
    assert changes == []
    assert text.same(again, held)
    assert [leaf["salt"] for leaf in text.leaves(again)] == [leaf["salt"] for leaf in text.leaves(held)]


@few
@given(records, records, st.data())
def test_no_word_of_an_officer_is_ever_lost(before, after, data):
    """Whatever becomes of the record: what was edited or added stands in the text with the same words."""
    held = body(before)
    every = [each for _, each in text.paragraphs(held)]
    assume(every)
    mine = data.draw(st.lists(st.sampled_from(every), max_size=4, unique_by=lambda each: each["id"]))
    for at, each in enumerate(mine):
        each["text"] = f"{each['text']} – as the officer says {at}"
    own = rules.paragraph("own-1", "My own paragraph.") | {"origin": None}
    data.draw(st.sampled_from(held["parts"]))["paragraphs"].append(own)
    merged, _ = merging.merge(held, rules.written(after, "en"))
    found = {each["id"]: each["text"] for _, each in text.paragraphs(merged)}
    assert all(found[each["id"]] == each["text"] for each in [*mine, own])
    assert len(found) == sum(1 for _ in text.paragraphs(merged)), "nothing stands twice"


@few
@given(records, records)
def test_untouched_minutes_follow_the_record(before, after):
    merged, _ = merging.merge(body(before), rules.written(after, "en"))
    assert {e["id"]: e["text"] for _, e in text.paragraphs(merged)} == {
        e["id"]: e["text"] for _, e in text.paragraphs(body(after))
    }


def test_what_changed_is_named_and_what_was_edited_is_kept():
    held = body(RECORD)
    paragraph(held, "item-a.notes-1")["text"] = "The meeting heard of returns."
    merged, changes = merging.merge(held, rules.written(noted(RECORD, "They spoke of returns by air."), "en"))
    assert told(changes) == {"item-a.notes-1": "kept"}
    kept = paragraph(merged, "item-a.notes-1")
    assert (kept["text"], kept["behind"]) == ("The meeting heard of returns.", True)
    assert kept["origin"] == "They spoke of returns by air."
    _, again = merging.merge(merged, rules.written(noted(RECORD, "They spoke of returns by air."), "en"))
    assert again == [], "it is said once"
    caught_up, _ = merging.merge(merged, rules.written(noted(RECORD, "The meeting heard of returns."), "en"))
    assert not text.edited(paragraph(caught_up, "item-a.notes-1")), "the record says now what the officer wrote"


def test_added_updated_removed_and_gone():
    more = noted(RECORD, "They spoke of returns.\n\nThen of data.")
    merged, changes = merging.merge(body(RECORD), rules.written(more, "en"))
    assert told(changes) == {"item-a.notes-2": "added"}
    _, changes = merging.merge(merged, rules.written(noted(RECORD, "They spoke of data."), "en"))
    assert told(changes) == {"item-a.notes-1": "updated", "item-a.notes-2": "removed"}
    paragraph(merged, "item-a.notes-2")["text"] = "Then of figures."
    kept, changes = merging.merge(merged, rules.written(RECORD, "en"))
    assert told(changes) == {"item-a.notes-2": "gone"}
    assert paragraph(kept, "item-a.notes-2")["gone"]
    part = text.part_of(kept, "item-a")
    order = [each["id"] for each in part["paragraphs"]]
    assert order.index("item-a.notes-2") == order.index("item-a.notes-1") + 1


def test_what_an_officer_left_out_stays_out_and_its_change_is_named():
    held = body(RECORD)
    part, gone = text.find(held, "item-b.notes-1")
    part["paragraphs"].remove(gone)
    held["dropped"][gone["id"]] = gone["origin"]
    merged, changes = merging.merge(held, rules.written(RECORD, "en"))
    assert changes == []
    assert text.find(merged, "item-b.notes-1") is None
    other = replace(RECORD, items=(RECORD.items[0], replace(RECORD.items[1], notes="Other figures were shown.")))
    merged, changes = merging.merge(merged, rules.written(other, "en"))
    assert told(changes) == {"item-b.notes-1": "dropped"}
    assert text.find(merged, "item-b.notes-1") is None


def test_a_narrower_circle_is_never_widened_by_the_record():
    held = body(RECORD)
    paragraph(held, "item-a.notes-1")["visibility"] = "secretariat"
    text.part_of(held, "item-b")["visibility"] = "secretariat"
    merged, _ = merging.merge(held, rules.written(noted(RECORD, "They spoke of returns by air."), "en"))
    assert paragraph(merged, "item-a.notes-1")["visibility"] == "secretariat"
    assert text.part_of(merged, "item-b")["visibility"] == "secretariat"


# ── hash ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@few
@given(records, st.data(), words)
def test_the_hash_moves_with_every_word_and_with_the_order(record, data, said):
    held = body(record)
    before = text.hash_of("N", "en", text.leaves(held))
    other = deepcopy(held)
    part = data.draw(st.sampled_from(other["parts"]))
    each = data.draw(st.sampled_from(part["paragraphs"]))
    assume(each["text"] != said)
    each["text"] = said
    assert text.hash_of("N", "en", text.leaves(other)) != before
    assert text.hash_of("M", "en", text.leaves(held)) != before
    swapped = {**held, "parts": held["parts"][::-1]}
    assert len(held["parts"]) < 2 or text.hash_of("N", "en", text.leaves(swapped)) != before


def test_who_sees_only_a_part_can_verify_the_whole_and_learns_nothing_of_the_rest():
    held = body(RECORD)
    secret = paragraph(held, "item-a.outcome-o-1")
    secret["visibility"] = "secretariat"
    whole = text.hash_of("N", "en", text.leaves(held))
    seen, withheld = text.seen(held, MEMBERS)
    assert withheld
    assert text.find(seen, "item-a.outcome-o-1") is None
    leaves = {leaf["id"]: leaf for leaf in reading.proof(held, MEMBERS)}
    for _, each in text.paragraphs(seen):
        assert leaves[each["id"]]["digest"] == text.digest(leaves[each["id"]]["salt"], each["text"])
    assert leaves["item-a.outcome-o-1"]["salt"] is None
    assert text.hash_of("N", "en", list(leaves.values())) == whole
    assert text.digest(secret["salt"], secret["text"]) != text.digest("", secret["text"]), "a guess cannot be tried"


def test_what_is_kept_back_now_is_kept_back_in_what_was_saved_before():
    earlier, now = body(RECORD), body(RECORD)
    paragraph(now, "item-a.notes-1")["visibility"] = "secretariat"
    text.part_of(now, "item-b")["visibility"] = "secretariat"
    seen, withheld = text.seen(text.as_now(earlier, now), MEMBERS)
    assert withheld
    assert text.find(seen, "item-a.notes-1") is None
    assert text.part_of(seen, "item-b") is None
    assert text.seen(text.as_now(earlier, now), OFFICERS)[1] is False


@few
@given(records, records)
def test_a_comparison_gives_both_texts_back(before, after):
    old, new = body(before), body(after)
    for part in bodies._compared(old, new):
        for each in part["paragraphs"]:
            was = "".join(token["text"] for token in each["tokens"] if token["op"] != "insert")
            now = "".join(token["text"] for token in each["tokens"] if token["op"] != "delete")
            one = next(
                (e["text"] for p, e in text.paragraphs(old) if (p["id"], e["id"]) == (part["id"], each["id"])), ""
            )
            other = next(
                (e["text"] for p, e in text.paragraphs(new) if (p["id"], e["id"]) == (part["id"], each["id"])), ""
            )
            assert (was, now) == (one, other)
