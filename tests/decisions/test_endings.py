"""A later decision takes an earlier one's place, or ends it: once only, whoever adopts first."""

import asyncio

import pytest

from tests.client import assert_ok, assert_problem

TITLE = {"kind": "other", "title": {"en": "A later word"}}


async def read(client, decision, who="rc"):
    return assert_ok(await client.as_(who).get(decision.path))


def faults(body):
    return [(each["pointer"], each["code"]) for each in body["errors"]]


async def adopt(client, decision, who="rc"):
    return await client.as_(who).post(f"{decision.path}/adopt", if_match=decision)


@pytest.mark.parametrize(("link", "shown"), [("supersedes_id", "superseded_by"), ("rescinds_id", "rescinded_by")])
async def test_the_earlier_one_says_what_ended_it_once_the_later_is_adopted(client, make, link, shown):
    earlier = await make.decision("adopted")
    later = await make.decision("clear", **{link: str(earlier.id)})
    before = await client.as_("undp").get(earlier.path)
    assert (assert_ok(before)["superseded_by"], assert_ok(before)["rescinded_by"]) == (None, None)
    number = assert_ok(await adopt(client, later))["number"]
    after = await client.as_("undp").get(earlier.path, headers={"if-none-match": before.headers["etag"]})
    stands = assert_ok(after)
    assert {name: stands[name] for name in ("superseded_by", "rescinded_by")} == {
        "superseded_by": None,
        "rescinded_by": None,
        shown: number,
    }
    assert stands["version"] == earlier.version, "its own text and state are what they were"
    items = assert_ok(await client.as_("undp").get(f"{earlier.network.path}/decisions?state=adopted"))["items"]
    assert {each["number"]: each[shown] for each in items} == {number: None, stands["number"]: number}
    entries = assert_ok(await client.as_("undp").get(f"{earlier.network.path}/journal?limit=5"))["items"]
    told = next(each for each in entries if each["subject_id"] == str(earlier.id))
    assert told["kind"] == "decision." + shown.removesuffix("_by")
    assert number in told["sentence"]
    assert assert_ok(await client.as_("rc").get(f"{earlier.network.path}/journal/verify"))["whole"] is True


@pytest.mark.parametrize("link", ["supersedes_id", "rescinds_id"])
async def test_only_what_is_adopted_and_here_can_be_ended(client, make, link):
    home = await make.home()
    opened, elsewhere = await make.decision("open"), await make.decision("adopted", network=await make.network())
    secretariat = client.as_("secretariat")
    reply = await secretariat.post(f"{home.path}/decisions", json={**TITLE, link: str(opened.id)})
    assert_problem(reply, 409, "decision-not-adopted")
    reply = await secretariat.post(f"{home.path}/decisions", json={**TITLE, link: str(elsewhere.id)})
    assert faults(assert_problem(reply, 422, "invalid")) == [(f"/{link}", "unknown")]


async def test_one_or_the_other(client, make):
    earlier, another = await make.decision("adopted"), await make.decision("adopted")
    both = {"supersedes_id": str(earlier.id), "rescinds_id": str(another.id)}
    secretariat = client.as_("secretariat")
    reply = await secretariat.post(f"{earlier.network.path}/decisions", json={**TITLE, **both})
    assert faults(assert_problem(reply, 422, "invalid")) == [("/rescinds_id", "not_both")]
    draft = await make.decision("draft", supersedes_id=str(earlier.id))
    reply = await secretariat.patch(draft.path, json={"rescinds_id": str(another.id)}, if_match=draft)
    assert faults(assert_problem(reply, 422, "invalid")) == [("/rescinds_id", "not_both")]
    instead = {"rescinds_id": str(another.id), "supersedes_id": None}
    changed = assert_ok(await secretariat.patch(draft.path, json=instead, if_match=draft))
    assert (changed["supersedes_id"], changed["rescinds_id"]) == (None, str(another.id))


async def test_the_link_is_made_while_it_is_a_draft(client, make):
    earlier, revising = await make.decision("adopted"), await make.decision("revising")
    reply = await client.as_("rc").patch(revising.path, json={"supersedes_id": str(earlier.id)}, if_match=revising)
    assert faults(assert_problem(reply, 422, "invalid")) == [("/supersedes_id", "draft_only")]


async def test_what_was_ended_is_not_ended_again(client, make):
    earlier = await make.decision("adopted")
    later = await make.decision("clear", rescinds_id=str(earlier.id))
    slower = await make.decision("clear", supersedes_id=str(earlier.id))
    draft = await make.decision("draft")
    number = assert_ok(await adopt(client, later))["number"]
    known = {"by": number, "how": "rescinded", "number": (await read(client, earlier))["number"]}
    refused = assert_problem(await adopt(client, slower), 409, "already-ended", **known)
    assert number in refused["detail"]
    assert (await read(client, slower))["adopted_by"] == []
    wanted = {"supersedes_id": str(earlier.id)}
    secretariat = client.as_("secretariat")
    reply = await secretariat.post(f"{earlier.network.path}/decisions", json={**TITLE, **wanted})
    assert_problem(reply, 409, "already-ended", **known)
    assert_problem(await secretariat.patch(draft.path, json=wanted, if_match=draft), 409, "already-ended", **known)
    third = await make.decision("clear", rescinds_id=str(later.id))
    assert_ok(await adopt(client, third))


async def test_of_two_adopted_at_once_one_ends_it(client, make):
    """Both lock the earlier decision: the second sees what the first has done."""
    for _ in range(3):
        earlier = await make.decision("adopted")
        rivals = [
            await make.decision("clear", supersedes_id=str(earlier.id)),
            await make.decision("clear", rescinds_id=str(earlier.id)),
        ]
        replies = await asyncio.gather(
            *(adopt(client, rival, who) for rival, who in zip(rivals, ("rc", "iom-head"), strict=True))
        )
        assert sorted(reply.status_code for reply in replies) == [200, 409]
        assert_problem(next(reply for reply in replies if reply.status_code == 409), 409, "already-ended")
        stands = await read(client, earlier)
        assert (stands["superseded_by"] is None) != (stands["rescinded_by"] is None)
