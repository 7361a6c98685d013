"""An adopted decision comes back to a meeting's agenda on its review date: once, and only while it stands."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from api.decisions.models import Decision
from api.kernel import unit
from api.kernel.deliveries import Delivery
from api.kernel.journal import Due, JournalHead
from tests.client import assert_ok, assert_problem
from tests.day import today

REASON = {"reason": "Too few can come."}
REGULAR = {"kind": "regular"}


async def set_date(client, decision, day, who="secretariat", if_match=None):
    body = {"review_on": day.isoformat() if day else None}
    stands = if_match or assert_ok(await client.as_("rc").get(decision.path))
    return await client.as_(who).put(f"{decision.path}/review", json=body, if_match=stands)


async def day_comes(make, decision):
    """The day that was set is today, and whoever reads next lets it pass."""

    async def work(call):
        here = (Due.subject_id == decision.id, Due.kind == "review")
        moved = await call.session.execute(sa.update(Due).where(*here).values(at=call.now))
        if moved.rowcount:
            await call.session.execute(sa.update(Decision).where(Decision.id == decision.id).values(review_on=today()))
        head = sa.update(JournalHead).where(JournalHead.id == decision.network.id).values(due_at=call.now)
        await call.session.execute(head)
        return moved.rowcount

    planned = await make.as_platform(work)
    await unit.head_of(make.kernel, decision.network.slug)
    return planned


async def agenda(client, meeting):
    items = assert_ok(await client.as_("rc").get(meeting.path))["agenda_items"]
    return [each for each in items if each["reviews_id"]]


async def mails(make):
    home = await make.home()

    async def work(call):
        statement = sa.select(Delivery).where(Delivery.network_id == home.id, Delivery.kind.like("decision-review%"))
        return list((await call.session.execute(statement)).scalars())

    return await make.as_platform(work)


async def journal(client, decision):
    entries = assert_ok(await client.as_("rc").get(f"{decision.network.path}/journal?limit=100"))["items"]
    return [each["kind"] for each in entries if "review" in each["kind"]]


async def test_officers_set_move_and_clear_the_day_of_what_was_adopted(client, make):
    decision = await make.decision("adopted")
    day = today() + timedelta(days=1)
    assert_problem(await set_date(client, decision, day, "undp"), 403, "forbidden")
    body = {"review_on": day.isoformat()}
    assert_problem(await client.as_("rc").put(f"{decision.path}/review", json=body), 428, "if-match-required")
    for who, wanted in (("secretariat", day), ("rc", day + timedelta(days=400)), ("rc", None)):
        stands = assert_ok(await set_date(client, decision, wanted, who))
        assert stands["review_on"] == (wanted.isoformat() if wanted else None)
        assert stands["state"] == "adopted"
    assert await journal(client, decision) == ["decision.review-set"] * 3
    assert await day_comes(make, decision) == 0, "nothing is planned any more"


@pytest.mark.parametrize("days", [0, -1])
async def test_the_day_lies_ahead(client, make, days):
    decision = await make.decision("adopted")
    body = assert_problem(await set_date(client, decision, today() + timedelta(days=days)), 422, "invalid")
    assert [(each["pointer"], each["code"]) for each in body["errors"]] == [("/review_on", "in_the_past")]


@pytest.mark.parametrize("state", ["draft", "open", "revising", "clear", "no_consensus", "withdrawn"])
async def test_only_what_was_adopted_is_reviewed(client, make, state):
    decision = await make.decision(state)
    assert_problem(await set_date(client, decision, today() + timedelta(days=9)), 409, "review-refused")


async def test_on_its_day_it_comes_to_the_next_regular_meeting_and_the_officers_are_told(client, make):
    later, next_one = await make.meeting("draft", days=40, **REGULAR), await make.meeting("convened", **REGULAR)
    decision = await make.decision("adopted")
    assert_ok(await set_date(client, decision, today() + timedelta(days=30)))
    await make.forget_mail()
    assert await day_comes(make, decision) == 1
    (item,) = await agenda(client, next_one)
    number = assert_ok(await client.as_("rc").get(decision.path))["number"]
    assert (item["reviews_id"], number in item["title"]["en"], item["place"]) == (str(decision.id), True, 2)
    assert (bool(item["title"]["ru"]), bool(item["title"]["tk"]), decision.path.split("/")[-1] in item["notes"]) == (
        True,
        True,
        True,
    )
    *notes, link = item["notes"].split("\n\n")
    assert ["review" in notes[0], "пересмотра" in notes[1], "gaýtadan" in notes[2]] == [True] * 3
    assert link.endswith(decision.path.split("/")[-1])
    assert await agenda(client, later) == []
    told = await mails(make)
    officers = {decision.network.people[who].email for who in ("rc", "iom-head", "secretariat")}
    assert {mail.address for mail in told} == officers
    assert len(told) == 3
    assert await journal(client, decision) == ["decision.review-due", "decision.review-set"]
    assert await day_comes(make, decision) == 0, "never twice for one date"
    assert len(await agenda(client, next_one)) == 1


async def test_without_a_meeting_ahead_it_waits_for_the_next_one_that_is_drafted(client, make):
    decision = await make.decision("adopted")
    assert_ok(await set_date(client, decision, today() + timedelta(days=30)))
    await make.forget_mail()
    await day_comes(make, decision)
    assert {mail.kind for mail in await mails(make)} == {"decision-review-waits"}
    assert await agenda(client, await make.meeting("draft", kind="thematic")) == []
    first, second = await make.meeting("draft", **REGULAR), await make.meeting("draft", **REGULAR)
    assert [each["reviews_id"] for each in await agenda(client, first)] == [str(decision.id)]
    assert await agenda(client, second) == []
    stands = assert_ok(await client.as_("rc").get(first.path))
    assert_ok(await client.as_("rc").post(f"{first.path}/cancel", json=REASON, if_match=stands))
    third = await make.meeting("draft", **REGULAR)
    assert len(await agenda(client, third)) == 1, "what stood on a cancelled agenda waits for the next"


async def test_what_was_ended_does_not_come_back(client, make):
    meeting = await make.meeting("draft", **REGULAR)
    decision = await make.decision("adopted")
    assert_ok(await set_date(client, decision, today() + timedelta(days=30)))
    later = await make.decision("clear", rescinds_id=str(decision.id))
    assert_ok(await client.as_("rc").post(f"{later.path}/adopt", if_match=later))
    assert await day_comes(make, decision) == 0
    assert_problem(await set_date(client, decision, today() + timedelta(days=30)), 409, "already-ended")
    assert (await agenda(client, meeting), await mails(make)) == ([], [])


async def test_a_day_set_in_the_draft_counts_from_the_adoption_on(client, make):
    day = (today() + timedelta(days=3)).isoformat()
    draft, decision = await make.decision("draft", review_on=day), await make.decision("adopted", review_on=day)
    assert await day_comes(make, draft) == 0
    assert await day_comes(make, decision) == 1


async def test_home_tells_the_officers_until_another_day_is_set(client, make):
    decision = await make.decision("adopted")
    assert_ok(await set_date(client, decision, today() + timedelta(days=30)))

    async def asked(who):
        items = assert_ok(await client.as_(who).get(f"{decision.network.path}/home"))["items"]
        return [each["id"] for each in items if each["act"] == "review"]

    assert await asked("secretariat") == []
    await day_comes(make, decision)
    for who in ("secretariat", "rc"):
        assert await asked(who) == [str(decision.id)]
    assert await asked("undp") == []
    assert_ok(await set_date(client, decision, today() + timedelta(days=365)))
    assert await asked("secretariat") == []
