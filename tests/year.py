"""A year that a test lives through: who acts, in which language, and what time it is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.client import Client, assert_ok
from tests.make import Network
from tests.travel import Clock

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class Year:
    """A year of a network as its people and their scripts live it: HTTP in one language, on a clock that the test moves."""

    client: Client
    clock: Clock
    home: Network
    language: str
    number: int
    tokens_from: datetime = LONG_AGO

    def as_(self, who: str) -> Client:
        if abs(self.clock.at - self.tokens_from) > timedelta(minutes=8):  # a token lives for ten
            self.client.make._jwts.clear()
            self.tokens_from = self.clock.at
        return self.client.as_(who).with_headers(accept_language=self.language)

    @property
    def path(self) -> str:
        return self.home.path

    async def get(self, who: str, path: str, **given: Any) -> Any:
        return assert_ok(await self.as_(who).get(f"{self.path}{path}", **given))

    async def post(self, who: str, path: str, body: Any = None, match: Any = None, status: int = 200) -> Any:
        reply = await self.as_(who).post(f"{self.path}{path}", json=body, if_match=match)
        return assert_ok(reply, status)

    async def put(self, who: str, path: str, body: Any, match: Any = None) -> Any:
        return assert_ok(await self.as_(who).put(f"{self.path}{path}", json=body, if_match=match))
