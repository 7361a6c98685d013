"""Two officers at one text: nothing of either is lost; every save is a version that is listed, compared and restored."""

from tests.client import assert_ok, assert_problem
from tests.minutes.make import minutes


def parts_of(body):
    return {part["id"]: part for part in body["parts"]}


def item(body):
    return next(part for part in body["parts"] if part["key"] == "items")


def whole(body):
    return {
        "parts": [
            {
                "id": part["id"],
                "title": part["title"],
                "visibility": part["visibility"],
                "paragraphs": [
                    {name: each[name] for name in ("id", "text", "visibility")} for each in part["paragraphs"]
                ],
            }
            for part in body["parts"]
        ]
    }


async def test_two_officers_in_one_paragraph_the_second_is_given_the_firsts_text(client, make):
    made = await minutes(make, "draft")
    one, two = client.as_("secretariat"), client.as_("secretariat")
    each = item(assert_ok(await one.get(made.path)))["paragraphs"][1]
    at = f"{made.path}/paragraphs/{each['id']}"
    assert_ok(await one.patch(at, json={"text": "The first officer's words."}, if_match=each))
    refused = assert_problem(await two.patch(at, json={"text": "The second's."}, if_match=each), 412, "stale")
    current = refused["current"]
    assert (current["id"], current["text"], current["version"]) == (each["id"], "The first officer's words.", 2)
    assert (current["by"], current["text_version"], current["visibility"]) == ("IOM", 2, None)
    body = assert_ok(await two.patch(at, json={"text": "Both words."}, if_match=current["version"]))
    assert item(body)["paragraphs"][1]["text"] == "Both words."
    assert_problem(await two.patch(at, json={"text": "Blind."}), 428, "if-match-required")


async def test_two_officers_in_two_paragraphs_never_collide(client, make):
    made = await minutes(make, "draft")
    officer = client.as_("secretariat")
    first, second = item(assert_ok(await officer.get(made.path)))["paragraphs"][1:3]
    for each, said in ((first, "One."), (second, "Two.")):
        assert_ok(await officer.patch(f"{made.path}/paragraphs/{each['id']}", json={"text": said}, if_match=each))
    body = assert_ok(await officer.get(made.path))
    assert [each["text"] for each in item(body)["paragraphs"][1:3]] == ["One.", "Two."]


async def test_the_whole_text_saved_over_another_save_is_refused_with_that_text(client, make):
    made = await minutes(make, "draft")
    officer = client.as_("secretariat")
    body = assert_ok(await officer.get(made.path))
    mine, theirs = whole(body), whole(body)
    item(theirs | {"parts": [part | {"key": parts_of(body)[part["id"]]["key"]} for part in theirs["parts"]]})
    theirs["parts"][-1]["paragraphs"][0]["text"] = "The next meeting is in May."
    mine["parts"][0]["paragraphs"].append({"text": "Interpretation | Russian"})
    saved = assert_ok(await officer.put(f"{made.path}/text", json=theirs, if_match=body))
    refused = assert_problem(await officer.put(f"{made.path}/text", json=mine, if_match=body), 412, "stale")
    current = refused["current"]
    assert (current["version"], current["by"]) == (saved["version"], "IOM")
    assert current["parts"][-1]["paragraphs"][0]["text"] == "The next meeting is in May."
    assert {part["id"] for part in current["parts"]} == {part["id"] for part in body["parts"]}
    done = assert_ok(await officer.put(f"{made.path}/text", json=mine, if_match=current["version"]))
    added = done["parts"][0]["paragraphs"][-1]
    assert (added["own"], added["cells"]) == (True, ["Interpretation", "Russian"])


async def test_the_same_text_makes_no_version(client, make):
    made = await minutes(make, "draft")
    officer = client.as_("secretariat")
    body = assert_ok(await officer.get(made.path))
    each = item(body)["paragraphs"][1]
    assert_ok(await officer.put(f"{made.path}/text", json=whole(body), if_match=body))
    path = f"{made.path}/paragraphs/{each['id']}"
    assert_ok(await officer.patch(path, json={"text": each["text"], "visibility": None}, if_match=each))
    again = assert_ok(await officer.get(made.path))
    assert (again["version_count"], again["version"]) == (1, body["version"])


async def test_a_whole_text_names_every_part_and_only_paragraphs_that_are_there(client, make):
    made = await minutes(make, "draft")
    officer = client.as_("secretariat")
    body = assert_ok(await officer.get(made.path))
    path = f"{made.path}/text"
    less = {"parts": whole(body)["parts"][1:]}
    twice = {"parts": [*whole(body)["parts"], whole(body)["parts"][0]]}
    for wrong in (less, twice):
        assert_problem(await officer.put(path, json=wrong, if_match=body), 422, "invalid")
    strange = whole(body)
    strange["parts"][0]["paragraphs"][0]["id"] = "facts.none"
    refused = assert_problem(await officer.put(path, json=strange, if_match=body), 422, "invalid")
    assert refused["errors"][0]["pointer"] == "/parts/0/paragraphs/0/id"


async def test_own_paragraphs_are_added_moved_and_left_out_and_stay_out(client, make):
    made = await minutes(make, "draft")
    officer = client.as_("secretariat")
    part = item(assert_ok(await officer.get(made.path)))
    first, second = part["paragraphs"][0], part["paragraphs"][1]
    wanted = {"part_id": part["id"], "after_id": first["id"], "text": "The co-chairs thanked the host."}
    body = assert_ok(await officer.post(f"{made.path}/paragraphs", json=wanted), 201)
    own = item(body)["paragraphs"][1]
    assert (own["own"], own["number"]) == (True, f"{item(body)['number']}.2")
    body = assert_ok(await officer.delete(f"{made.path}/paragraphs/{second['id']}", if_match=second))
    assert second["id"] not in [each["id"] for each in item(body)["paragraphs"]]
    assert assert_ok(await officer.post(f"{made.path}/regenerate", if_match="*"))["items"] == []
    body = assert_ok(await officer.get(made.path))
    assert second["id"] not in [each["id"] for each in item(body)["paragraphs"]]
    assert own["id"] in [each["id"] for each in item(body)["paragraphs"]]
    for wrong in ({"part_id": "none"}, {"part_id": part["id"], "after_id": "none"}):
        reply = await officer.post(f"{made.path}/paragraphs", json=wanted | wrong)
        assert_problem(reply, 422, "invalid")


async def test_versions_are_listed_compared_and_restored_as_a_new_one(client, make):
    made = await minutes(make, "draft")
    officer = client.as_("secretariat")
    before = assert_ok(await officer.get(made.path))
    each = item(before)["paragraphs"][1]
    path = f"{made.path}/paragraphs/{each['id']}"
    for at, said in enumerate(("Members agreed to share data.", "Members agreed to share data every month."), start=1):
        assert_ok(await officer.patch(path, json={"text": said}, if_match=at))
    listed = assert_ok(await client.as_("rc").get(f"{made.path}/versions"))["items"]
    assert [(one["number"], one["kind"], one["by"]) for one in listed] == [
        (3, "edited", "IOM"),
        (2, "edited", "IOM"),
        (1, "generated", "IOM"),
    ]
    diff = assert_ok(await client.as_("rc").get(f"{made.path}/changes?base=2&number=3"))
    changed = [one for part in diff["parts"] for one in part["paragraphs"] if one["change"] == "changed"]
    assert [one["id"] for one in changed] == [each["id"]]
    assert "".join(token["text"] for token in changed[0]["tokens"] if token["op"] == "insert") == " every month"
    second = assert_ok(await client.as_("rc").get(f"{made.path}/versions/2"))
    assert item(second)["paragraphs"][1]["text"] == "Members agreed to share data."
    assert_problem(await officer.get(f"{made.path}/changes?base=9"), 422, "invalid")
    assert (await officer.get(f"{made.path}/versions/9")).status_code == 404
    restored = assert_ok(await officer.post(f"{made.path}/versions/1/restore", if_match="*"))
    assert (restored["version_count"], item(restored)["paragraphs"][1]["text"]) == (4, each["text"])
    assert item(restored)["paragraphs"][1]["version"] == 4, "nobody's If-Match of before fits by chance"
    last = assert_ok(await officer.get(f"{made.path}/versions"))["items"][0]
    assert (last["kind"], last["restored_from"]) == ("restored", 1)
    assert_problem(await officer.post(f"{made.path}/versions/2/restore", if_match=before), 412, "stale")


async def test_parts_are_renamed_by_their_officers_and_by_nobody_else(client, make):
    made = await minutes(make, "draft")
    body = assert_ok(await client.as_("secretariat").get(made.path))
    path = f"{made.path}/parts/{item(body)['id']}"
    assert_problem(await client.as_("rc").patch(path, json={"title": "Data"}, if_match=body), 403, "forbidden")
    done = assert_ok(await client.as_("secretariat").patch(path, json={"title": "Data"}, if_match=body))
    assert item(done)["title"] == "Data"
    assert_problem(await client.as_("secretariat").patch(path, json={"title": "Else"}, if_match=body), 412, "stale")
    assert_problem(await client.as_("secretariat").patch(path, json={"title": None}, if_match="*"), 422, "invalid")
