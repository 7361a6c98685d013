"""The service for the model: an application whose database's clock is set, and one network after the other in it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import sqlalchemy as sa

from api.decisions.models import Round
from api.kernel.access import Call
from api.kernel.deliveries import Delivery
from api.kernel.shell import Shell
from tests.decisions import model
from tests.make import Make, Network
from tests.meetings import make as meetings
from tests.travel import Clock

NOTICES = ("round-opened", "round-reminder")


def told(reply: httpx.Response) -> str:
    return str(reply.json()["type"]).removeprefix("/problems/")


class World:
    """Speaks HTTP to the application as the people of the network."""

    def __init__(self, shell: Shell, clock: Clock, hashed: str) -> None:
        self.shell, self.clock, self.hashed = shell, clock, hashed
        transport = httpx.ASGITransport(app=shell, client=("10.99.0.1", 40_000))
        self.http = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")
        self.networks = 0

    async def found(self, **settings: Any) -> None:
        """A new network with a meeting in session."""
        self.networks += 1
        self.paths: list[str] = []
        self.versions: dict[int, int] = {}
        self.ids: dict[str, int] = {}
        self.elsewhere = uuid4()
        self.make = Make(self.shell.kernel, self.hashed)
        self.tokens_from = self.clock.at
        self.home: Network = await self.make.network(members=("IOM", "RCO", "UNDP", "WHO"), **settings)
        self.make._home = self.home
        self.meeting = await meetings.meeting(self.make, "in_session")
        self.stranger = await self.make.person()
        await self.make.forget_mail()

    # ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def ask(self, who: str, method: str, path: str, body: Any = None, match: str | None = None) -> httpx.Response:
        if abs(self.clock.at - self.tokens_from) > timedelta(minutes=8):
            self.make._jwts.clear()
            self.tokens_from = self.clock.at
        headers = {"if-match": match} if match is not None else {}
        person = self.stranger if who == "stranger" else self.home.people.get(who, self.stranger)
        if who != "nobody":
            headers["authorization"] = f"Bearer {await self.make.jwt(person)}"
        return await self.http.request(method, path, json=body, headers=headers)

    def etag(self, at: int, match: str) -> str | None:
        version = self.versions[at]
        return {"right": f'"{version}"', "stale": f'"{version + 7}"', "none": None}[match]

    def saw(self, at: int, body: dict[str, Any]) -> None:
        assert body["version"] >= self.versions.get(at, 0), "a version went back"
        self.versions[at] = body["version"]
        self.ids[body["id"]] = at

    def drafting(self, decision: model.Decision) -> dict[str, Any]:
        body: dict[str, Any] = {"kind": decision.kind, "visibility": decision.visibility}
        body |= {"title": {"en": "Working methods"}, "texts": {"en": decision.text}}
        for name, at in (("allowed_by_id", decision.allowed_by), ("supersedes_id", decision.supersedes)):
            if at is not None:
                body[name] = self.paths[at].rpartition("/")[2]
        if decision.with_meeting:
            body["meeting_id"] = str(self.meeting.id)
        return body

    # ── what happens around it ──────────────────────────────────────────────────────────────────────────────────

    async def deliver(self, *but: str | None) -> list[tuple[int, int, str]]:
        """Let the relay take one notice for each organisation; (decision, round, acronym) of those it took."""
        lost = [self.home.organisations.get(name or "") for name in but]
        acronyms = {id: acronym for acronym, id in self.home.organisations.items()}

        async def work(call: Call) -> list[tuple[int, int, str]]:
            statement = (
                sa.select(Delivery, Round.decision_id, Round.number)
                .outerjoin(Round, Round.id == Delivery.subject_id)
                .where(Delivery.network_id == self.home.id, Delivery.state == "queued")
            )
            taken: set[tuple[int, int, str]] = set()
            for mail, decision_id, number in (await call.session.execute(statement)).all():
                name = acronyms.get(mail.organisation_id, "")
                place = (self.ids.get(str(decision_id), -1), number, name)
                if mail.kind in NOTICES and mail.organisation_id not in lost and place not in taken:
                    taken.add(place)
                else:
                    await call.session.delete(mail)
            return sorted(taken)

        taken = await self.make.as_platform(work)
        await self.make.deliver()
        return taken

    async def attend(self, names: set[str]) -> None:
        ids = self.home.organisations
        entries = [
            {"organisation_id": str(ids[name]), "presence": "in_room" if name in names else "absent"}
            for name in ("IOM", "RCO", "UNDP", "WHO")
        ]
        reply = await self.ask("secretariat", "PUT", f"{self.meeting.path}/attendance", {"entries": entries}, "*")
        assert reply.status_code == 200, reply.text

    async def leave(self, name: str) -> None:
        day = self.clock.at.astimezone().date().isoformat()
        path = f"{self.home.path}/members/{self.home.memberships[name]}/leave"
        reply = await self.ask("secretariat", "POST", path, {"left_on": day}, "*")
        assert reply.status_code == 200, reply.text

    async def join(self, name: str) -> None:
        await self.make.as_platform(lambda call: self.make._member(call, self.home, name), self.home)
        await self.make.forget_mail()

    async def verified(self) -> bool:
        """The chain has no gap, and every record is as its last entry says."""
        reply = await self.ask("rc", "GET", f"{self.home.path}/journal/verify")
        return bool(reply.json()["whole"])
