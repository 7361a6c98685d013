"""Acting in the demo: each step is a real call of a real person, in a transaction of its own."""

import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import sqlalchemy as sa

from api.demo import cast
from api.kernel import clock, unit
from api.kernel.access import Actor, Call, Head
from api.kernel.runtime import Kernel
from api.members.actors import posts_of
from api.people.models import Person

T = TypeVar("T")
MAILS_AND_ANSWERS = 60  # transactions that a round of the demo sees, at most


class Stage:
    """The open kernel, and the persons of the demo as callers."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.actors: dict[str, Actor] = {}
        self.slowest = self.spent = 0.0  # seconds that the slowest act took, and all together
        self.acts = 0

    async def actor(self, name: str) -> Actor:
        if name not in self.actors:
            async with self.kernel.database.session() as session:
                now = await clock.now(session)
                found = sa.select(Person).where(Person.email == cast.address(name))
                person = (await session.execute(found)).scalar_one()
                posts = await posts_of(session, person.id, now)
            self.actors[name] = Actor(person.id, posts, person.admin, person.language, signed_in_at=now)
        return self.actors[name]

    async def act(self, name: str, work: Callable[[Call], Awaitable[T]], slug: str = "turkmenistan") -> T:
        """Do something as a person of the network."""
        head = await unit.head_of(self.kernel, slug)
        call = unit.system_call(self.kernel, head, await self.actor(name))
        begun = time.monotonic()
        done = await unit.perform(self.kernel, call, work)
        took = time.monotonic() - begun
        self.slowest, self.spent, self.acts = max(self.slowest, took), self.spent + took, self.acts + 1
        return done

    def silence(self) -> timedelta:
        """How long a round stays open: a few seconds, and on a slow machine long enough for its mails and answers."""
        mean = self.spent / self.acts if self.acts else 0.0
        return timedelta(seconds=min(900.0, max(4.0, MAILS_AND_ANSWERS * mean + 2 * self.slowest)))

    async def act_as_platform(self, work: Callable[[Call], Awaitable[T]], head: Head | None = None) -> T:
        return await unit.perform(self.kernel, unit.system_call(self.kernel, head), work)
