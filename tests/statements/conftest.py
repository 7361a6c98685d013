"""An application on the same database whose clock is the test's."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.client import Client
from tests.make import Make
from tests.travel import Clock, travelling


@pytest.fixture
async def travel(
    settings_of: Any, database_url: str, make: Make, client_of: Any
) -> AsyncIterator[tuple[Client, Clock]]:
    """What `make` made is there; from now on the database's clock stands until it is set."""
    async with travelling(settings_of, database_url) as (shell, clock):
        yield client_of(shell, make), clock
