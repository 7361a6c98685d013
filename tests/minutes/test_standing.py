"""The minutes of the last meeting stand on the next agenda until they are adopted."""

import pytest

from tests.client import assert_ok
from tests.minutes.make import minutes


@pytest.mark.parametrize(("state", "stands"), [("draft", True), ("circulated", True), ("adopted", False)])
async def test_minutes_that_are_adopted_already_are_left_off_the_agenda(make, client, state, stands):
    await minutes(make, state)
    made = await make.meeting("draft", items=0, days=30)
    read = assert_ok(await client.as_("rc").post(f"{made.path}/agenda-items/outline", json={}), 201)
    assert ("previous_minutes" in [each["standing"] for each in read["agenda_items"]]) == stands
    chosen = {"keys": ["previous_minutes"]}
    again = assert_ok(await client.as_("rc").post(f"{made.path}/agenda-items/outline", json=chosen), 201)
    assert "previous_minutes" in [each["standing"] for each in again["agenda_items"]], "whoever chooses it gets it"
