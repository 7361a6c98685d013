"""Minutes as officers edit them."""

from typing import Any

from api.kernel.problems import Stale


class MinutesStale(Stale):
    """Somebody else saved first: their text comes along, so that nothing of either is lost."""

    def __init__(self, version: int, current: dict[str, Any]) -> None:
        super().__init__(current_version=version, current=current)
