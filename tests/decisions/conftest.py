"""An application whose clock is the test's, for what time decides."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import hypothesis
import pytest

from api.kernel.shell import Shell
from tests.decisions.world import World
from tests.travel import Clock, travelling

hypothesis.settings.register_profile("untimed", deadline=None)  # a machine that does other things proves nothing
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="module")
async def moved(settings_of: Callable[..., Any], database_url: str) -> AsyncIterator[tuple[Shell, Clock]]:
    async with travelling(settings_of, database_url) as made:
        yield made


@pytest.fixture(scope="module")
async def world(moved: tuple[Shell, Clock], hashed: str) -> AsyncIterator[World]:
    made = World(*moved, hashed)
    yield made
    await made.http.aclose()
