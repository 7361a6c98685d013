"""Periods and their locks over HTTP."""

import asyncio

import pytest

from api.periods import service
from api.periods.rules import Span, holding
from tests.client import assert_ok, assert_problem
from tests.day import today


async def test_a_period_is_locked_with_all_that_lies_in_it_and_unlocked_with_a_reason(client, make):
    home = await make.home()
    path = f"{home.path}/periods/2025"
    before = assert_ok(await client.as_("viewer").get(path))
    assert (before["state"], before["version"], before["parts"]) == ("open", 0, ["2025-H1", "2025-H2"])
    assert_problem(await client.as_("undp").post(f"{path}/lock", if_match=before), 403, "forbidden")
    locked = assert_ok(await client.as_("secretariat").post(f"{path}/lock", if_match=before))
    assert (locked["state"], locked["lock"]["acronym"], locked["version"]) == ("locked", "IOM", 1)
    quarter = assert_ok(await client.as_("viewer").get(f"{home.path}/periods/2025-Q3"))
    assert (quarter["state"], quarter["lock"]["period"], quarter["version"]) == ("locked", "2025", 0)
    listed = assert_ok(await client.as_("viewer").get(f"{home.path}/periods?span=quarter&year=2026&locked=true"))
    assert [item["period"] for item in listed["items"]] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
    assert_problem(await client.as_("secretariat").post(f"{path}/lock", if_match=locked), 409, "move-refused")
    assert_problem(
        await client.as_("secretariat").post(f"{path}/unlock", if_match=before, json={"reason": "x"}), 422, "invalid"
    )
    reason = {"reason": "Lebap sent corrected tables."}
    assert_problem(await client.as_("secretariat").post(f"{path}/unlock", if_match=before, json=reason), 412, "stale")
    open_again = assert_ok(await client.as_("secretariat").post(f"{path}/unlock", if_match=locked, json=reason))
    assert (open_again["state"], open_again["reason"]) == ("open", reason["reason"])


async def test_a_lock_of_a_part_leaves_the_whole_open(client, make):
    home = await make.home()
    assert_ok(await client.as_("secretariat").post(f"{home.path}/periods/2025-Q1/lock", if_match="*"))
    assert assert_ok(await client.as_("viewer").get(f"{home.path}/periods/2025"))["state"] == "open"
    assert assert_ok(await client.as_("viewer").get(f"{home.path}/periods/2025-H1"))["state"] == "open"
    assert assert_ok(await client.as_("viewer").get(f"{home.path}/periods/2025-03"))["state"] == "locked"


async def test_what_has_not_begun_is_not_locked_and_what_is_no_period_is_not_here(client, make):
    home = await make.home()
    ahead = holding(today(), Span.QUARTER).after()
    reply = await client.as_("secretariat").post(f"{home.path}/periods/{ahead}/lock", if_match="*")
    assert_problem(reply, 409, "period-ahead")
    assert_problem(await client.as_("viewer").get(f"{home.path}/periods/2025-Q5"), 404, "not-found")
    shown = assert_ok(await client.as_("viewer").get(f"{home.path}/periods?span=month"))["items"]
    assert [item["period"] for item in shown if item["current"]] == [str(holding(today(), Span.MONTH))]


async def test_whoever_writes_into_a_period_is_waited_for_by_whoever_locks_it(client, make):
    """A write that found the period open commits before the lock does; afterwards nothing is written any more."""
    order = []

    async def write(call):
        await service.require_open(call, "2025-Q2")
        order.append("found open")
        await asyncio.sleep(0.3)
        order.append("written")

    async def lock(call):
        await service.lock(call, "2025")
        order.append("locked")

    home = await make.home()

    async def later():
        await asyncio.sleep(0.1)
        await make.act("secretariat", lock, home)

    await asyncio.gather(make.act("undp", write, home), later())
    assert order == ["found open", "written", "locked"]
    with pytest.raises(service.PeriodLocked) as refused:
        await make.act("undp", write, home)
    assert refused.value.facts["locked"] == "2025"
    assert "IOM" in refused.value.body("en")["detail"]
