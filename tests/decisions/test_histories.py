"""Procedures as they happened, or could: each a file in `histories/`, replayed over HTTP to the microsecond."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.decisions.player import Player
from tests.decisions.world import World

FILES = sorted((Path(__file__).parent / "histories").glob("*.json"))


def told(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
async def test_it_goes_as_it_went(world: World, path: Path) -> None:
    await Player(world, told(path)).play()


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_it_says_how_it_ends(path: Path) -> None:
    """Each history tells the final state and the sentences that are left, and what is on record."""
    history = told(path)
    assert history["ends"]
    assert all({"state", "needs", "rounds"} <= ends.keys() for ends in history["ends"].values())
    assert history["journal"]


async def test_another_answer_than_the_recorded_one_is_missed(world: World) -> None:
    """The player can fail: with the late position taken for an accepted one the history does not fit."""
    history = told(next(path for path in FILES if path.stem == "one-microsecond-late"))
    late = next(step for step in history["steps"] if step.get("gives") == "round-closed")
    del late["gives"]
    with pytest.raises(AssertionError, match="round-closed"):
        await Player(world, history).play()
