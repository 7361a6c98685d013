"""The service beside the model of `model.py`: every act by everybody with right and wrong inputs, and after each of
them the same state, outcome, roll, positions and refusals. Time is the database's and stands still until it is moved.

The quick set takes the same seeds each time: 3 000 steps on SQLite, 1 000 on PostgreSQL, which between them meet every
state and every refusal; UNMN_FULL=1 takes 20 000 by new ones, which it prints. What diverges is told as the shortest
list of steps that still does.
"""

import os
import time
from collections import Counter

import pytest

from api.decisions import rules
from tests.decisions import model
from tests.decisions.drawing import Drawing, Step
from tests.decisions.life import Divergence, Life
from tests.decisions.world import World

FULL = os.environ.get("UNMN_FULL") == "1"
LONG = 200
SEED = int(os.environ.get("UNMN_SEED") or (time.time_ns() % 1_000_000 if FULL else 2028))
EMBEDDED = os.environ.get("UNMN_TEST_DATABASE") != "postgresql"
QUICK = range(2028, 2043) if EMBEDDED else (2029, 2034, 2041, 2042, 2053)
SEEDS = range(SEED, SEED + 20_000 // LONG) if FULL else QUICK
STATES = {"draft", "open", "clear", "broken", "incomplete", "revising", "referred", *model.FINAL}
SLUGS = {
    "unauthenticated", "not-found", "forbidden", "invalid", "position-text-required", "source-required",
    "not-your-organisation", "if-match-required", "stale", "move-refused", "text-required", "text-frozen",
    "meeting-not-in-session", "deadline-too-soon", "deadline-not-later", "earlier-decision-required",
    "decision-not-adopted", "not-on-the-roll", "no-open-round", "round-closed", "released", "on-behalf-refused",
    "already-answered", "already-adopted-by-you",
}  # fmt: skip


async def live(world: World, seed: int, counted: Counter[str], *, short: bool = True) -> None:
    """A network for two hundred steps, drawn as they come."""
    life, drawing, taken = Life(world, bool(seed % 2), counted), Drawing(seed), []
    await life.begin()
    for _ in range(LONG):
        taken.append(drawing.step(life))
        try:
            await life.step(*taken[-1])
        except Divergence as first:
            steps, found = await shortened(world, life.both, taken, first) if short else (taken, first)
            told = "\n".join(f"  {act} {given}" for act, given in steps)
            raise Divergence(f"seed {seed}, {len(steps)} of {len(taken)} steps:\n{told}\n{found}") from None
    assert await world.verified(), f"seed {seed}: the journal does not hold"


async def shortened(world: World, both: bool, steps: list[Step], first: Divergence) -> tuple[list[Step], Divergence]:
    """Leave steps out as long as something still diverges: halves first, single ones last."""
    size = len(steps) // 2
    while size:
        at = 0
        while at < len(steps):
            fewer = steps[:at] + steps[at + size :]
            found = await diverges(world, both, fewer)
            if found is None:
                at += size
            else:
                steps, first = fewer, found
        size //= 2
    return steps, first


async def diverges(world: World, both: bool, steps: list[Step]) -> Divergence | None:
    life = Life(world, both)
    try:
        await life.begin()
        for step in steps:
            await life.step(*step)
    except Divergence as found:
        return found
    return None


async def test_the_service_lives_as_the_model_does(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    counted: Counter[str] = Counter()
    begun = time.monotonic()
    for seed in SEEDS:
        await live(world, seed, counted)
    spent = time.monotonic() - begun
    with capsys.disabled():
        print(
            f"\n{counted['steps']} steps from seed {SEEDS[0]} in {spent:.0f} s, 0 divergences: {dict(counted.most_common())}"
        )
    assert counted["steps"] == LONG * len(SEEDS)
    assert {f"state {state}" for state in STATES} - counted.keys() == set()
    assert SLUGS - counted.keys() == set()


async def test_a_rule_taken_from_the_service_is_missed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison can fail: a service for which *ad referendum* does not block is found out within a few networks."""
    monkeypatch.setattr(rules, "BLOCKING", (rules.PositionValue.OBJECTION,))

    async def some() -> None:
        for seed in range(SEED, SEED + 30):
            await live(world, seed, Counter(), short=False)

    with pytest.raises(Divergence, match="broken"):
        await some()
