"""What is asked: the addresses of a data set, the callers' tokens, and each target's way to say the same question."""

import asyncio
import base64
import json
import random
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from api.decisions.models import Decision, Round
from api.indicators.models import Indicator
from api.kernel import tokens
from api.kernel.db import new_id
from api.meetings.models import Meeting
from api.members.models import Appointment
from api.networks.models import Network
from api.people import keys
from api.proposals.models import Proposal
from bench.client import request

STATES = (None, "adopted", "open")
PAGES = 2


@dataclass
class Place:
    """A network and its caller: the focal point of its first member."""

    slug: str
    person: UUID
    organisation: UUID
    decisions: list[UUID]
    open: list[UUID]
    proposals: list[UUID]
    meetings: list[UUID]
    indicators: list[UUID]


class Questions:
    """Everything that can be asked, in an order mixed by the seed so that neighbours differ."""

    def __init__(self, url: str, seed: int) -> None:
        self.url, self.random = url, random.Random(seed)
        self.places, self.key = asyncio.run(self._read())
        self.headers: dict[str, dict[str, str]] = {}
        self.sign_in()

    async def _read(self) -> tuple[list[Place], Any]:
        engine = create_async_engine(self.url, poolclass=sa.NullPool)
        async with AsyncSession(engine, expire_on_commit=False) as session:
            key = await keys.current(session, datetime.now(UTC))
            await session.commit()
            networks = (await session.execute(sa.select(Network.id, Network.slug).order_by(Network.slug))).all()
            places = [await _place(session, id, slug) for id, slug in networks]
        await engine.dispose()
        return places, key

    def sign_in(self) -> None:
        """A token for each network's caller; they live ten minutes."""
        now = datetime.now(UTC)
        for place in self.places:
            token = tokens.issue(self.key.id, self.key.private_pem, place.person, new_id(), now)
            self.headers[place.slug] = {"Authorization": f"Bearer {token}"}

    def ask(self, place: Place, path: str, method: str = "GET", body: bytes = b"", **more: str) -> bytes:
        headers = self.headers[place.slug] | {name.replace("_", "-"): value for name, value in more.items()}
        return request(method, f"/api/v1/networks/{place.slug}{path}", headers, body)

    def mixed(self, asked: list[bytes]) -> list[bytes]:
        self.random.shuffle(asked)
        return asked

    def decisions(self, most: int | None = None) -> list[bytes]:
        asked = [self.ask(place, f"/decisions/{id}") for place in self.places for id in place.decisions]
        return self.mixed(asked)[:most]

    def objectives(self) -> list[bytes]:
        return self.mixed([self.ask(place, "/objectives") for place in self.places])

    def objective(self) -> list[bytes]:
        asked = [self.ask(place, f"/objectives/{number}") for place in self.places for number in range(1, 24)]
        return self.mixed(asked)

    def proposals(self) -> list[bytes]:
        return self.mixed([self.ask(place, f"/proposals/{id}") for place in self.places for id in place.proposals])

    def meetings(self) -> list[bytes]:
        return self.mixed([self.ask(place, f"/meetings/{id}") for place in self.places for id in place.meetings])

    def indicators(self) -> list[bytes]:
        return self.mixed([self.ask(place, f"/indicators/{id}") for place in self.places for id in place.indicators])

    def positions(self) -> list[bytes]:
        asked = [
            self.ask(
                place,
                f"/decisions/{id}/rounds/1/positions/{place.organisation}",
                "PUT",
                json.dumps({"value": value}).encode(),
                If_Match="*",
            )
            for value in ("support", "no_objection")
            for place in self.places
            for id in place.open
        ]
        return self.mixed(asked)

    def pages(self, port: int) -> tuple[list[bytes], list[bytes]]:
        """The first pages of the register, with and without a filter: as we ask, and with the sort key said plainly."""
        ours, plain = [], []
        for place in self.places:
            for state in STATES:
                cursor, chosen = None, f"&state={state}" if state else ""
                for _ in range(PAGES):
                    ours.append(f"/decisions?limit=50{chosen}" + (f"&cursor={cursor}" if cursor else ""))
                    plain.append(f"/decisions?limit=50{chosen}" + (_plainly(cursor) if cursor else ""))
                    ours[-1], plain[-1] = self.ask(place, ours[-1]), self.ask(place, plain[-1])  # type: ignore[call-overload]
                    cursor = self._next(port, ours[-1])
                    if cursor is None:
                        break
        order = self.random.sample(range(len(ours)), len(ours))
        return [ours[at] for at in order], [plain[at] for at in order]

    def _next(self, port: int, asked: Any) -> str | None:
        found: str | None = json.loads(self.reply(port, asked)[1])["next_cursor"]
        return found

    def not_modified(self, port: int, most: int) -> list[bytes]:
        """Conditional requests that are all answered 304."""
        asked = []
        for at in range(most):
            place = self.places[at % len(self.places)]
            path = f"/decisions/{place.decisions[at // len(self.places) % len(place.decisions)]}"
            etag = self.reply(port, self.ask(place, path))[0]["etag"]
            asked.append(self.ask(place, path, If_None_Match=etag))
        return asked

    @staticmethod
    def reply(port: int, asked: bytes) -> tuple[dict[str, str], bytes]:
        """Ask once, apart from the load."""
        head, _, body = asked.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        method, path, _ = first.split(" ")
        headers = dict(line.split(": ", 1) for line in lines)
        wanted = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body or None, headers, method=method)
        with urllib.request.urlopen(wanted, timeout=10) as answer:
            return {name.lower(): value for name, value in answer.headers.items()}, answer.read()


async def _place(session: AsyncSession, id: UUID, slug: str) -> Place:
    async def ids(statement: Any) -> list[UUID]:
        return list((await session.execute(statement)).scalars())

    posts = sa.select(Appointment.person_id, Appointment.organisation_id).where(Appointment.network_id == id)
    person, organisation = (await session.execute(posts.order_by(Appointment.id).limit(1))).one()
    decisions = await ids(sa.select(Decision.id).where(Decision.network_id == id).order_by(Decision.id))
    open_ = await ids(sa.select(Round.decision_id).where(Round.network_id == id, Round.state == "open"))
    proposals = await ids(sa.select(Proposal.id).where(Proposal.network_id == id).order_by(Proposal.id))
    meetings = await ids(sa.select(Meeting.id).where(Meeting.network_id == id).order_by(Meeting.id))
    indicators = await ids(sa.select(Indicator.id).where(Indicator.network_id == id).order_by(Indicator.id))
    return Place(slug, person, organisation, decisions, sorted(open_), proposals, meetings, indicators)


def _plainly(cursor: str) -> str:
    _, at, id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    return f"&sort_at={at}&id={id}"
