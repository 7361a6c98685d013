"""Plays a recorded procedure over HTTP, act by act, at the instants at which it happened.

A history is JSON: `steps`, each with `who` acts, `when` (a span after the step before, or about the deadline; else at
once), what it `does`, `with` what, and what it `gives`: nothing where it goes well, else the problem. `state`, `needs`
and `seats` say what stands after it. `together` are acts at the same instant. `ends` says how each decision ends, and
`journal` what is on record in the end.
"""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from tests.decisions.world import World, told

BEGIN = datetime(2026, 9, 7, 4, tzinfo=UTC)  # a Monday, nine in the morning in Ashgabat
UNITS = {"us": "microseconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
PLACES = ("seen", "delivered", "remind")
BARE = ("adopt", "seen", "remind")  # acts without a body
TOLD = re.compile(
    r"decision\.(drafted|changed|opened|revised|closed|adopted|adopted-by-one|referred|referral-result|no-consensus"
    r"|withdrawn|superseded|rescinded)|round\.(opened|extended|closed|abandoned)|membership\.left"
    r"|position\.(recorded|changed|recorded-on-behalf|confirmed|released|reminded|seen|delivered)"
)
Asked = tuple[str, str, str, Any, str | None]


def span(text: str) -> timedelta:
    """`+2d`, `-1us`, `+1d12h`."""
    parts = re.findall(r"(\d+)(us|s|m|h|d)", text)
    assert parts, text
    length = sum((timedelta(**{UNITS[unit]: int(count)}) for count, unit in parts), timedelta())
    return -length if text.startswith("-") else length


class Player:
    def __init__(self, world: World, history: dict[str, Any]) -> None:
        self.world, self.history = world, history
        self.decisions: dict[str, str] = {}
        self.meetings: dict[str, str] = {}

    async def play(self) -> None:
        await self.world.clock.set(BEGIN)
        await self.world.found(**self.history.get("network", {}))
        for number, step in enumerate(self.history["steps"], start=1):
            try:
                await self.step(step)
            except AssertionError as wrong:
                raise AssertionError(f"{self.history['title']}, step {number} {step}: {wrong}") from wrong
        for name, ends in self.history["ends"].items():
            await self.stands(name, ends)
        await self.recorded()

    async def step(self, step: dict[str, Any]) -> None:
        name = step.get("on", "it")
        if "when" in step:
            await self.world.clock.set(await self.instant(name, step["when"]))
        if "together" in step:
            asked = [await self.prepare(name, each) for each in step["together"]]
            replies = await asyncio.gather(*(self.world.ask(*each) for each in asked))
            said = sorted(outcome(reply) for reply in replies)
            assert said in [sorted(each) for each in step["gives"]], said
        elif step["who"] in ("relay", "network"):
            await self.around(step)
        else:
            reply = await self.world.ask(*await self.prepare(name, step))
            assert outcome(reply) == step.get("gives", "done"), reply.text[:600]
            if step["does"] == "draft" and reply.status_code == 201:
                self.decisions[name] = reply.headers["location"]
        if {"state", "needs", "seats", "rounds"} & step.keys():
            await self.stands(name, step)

    async def around(self, step: dict[str, Any]) -> None:
        """What nobody of the network does: mail that arrives or is lost, an organisation that becomes a member."""
        if step["does"] == "deliver":
            await self.world.deliver(*step.get("but", ()))
        else:
            await self.world.join(step["with"]["name"])

    # ── one act as a request ────────────────────────────────────────────────────────────────────────────────────

    async def prepare(self, name: str, step: dict[str, Any]) -> Asked:
        act, who, given = step["does"], step["who"], dict(step.get("with", {}))
        if act == "draft":
            return await self.drafting(who, given)
        if act in ("leave", "attend"):
            return self.composed(act, who, given)
        path = self.decisions[name]
        stands = await self.read(name)
        for key in ("deadline_at", "ad_referendum_until"):
            if key in given:
                given[key] = (await self.instant(name, given[key])).isoformat()
        if act == "position" or act in PLACES:
            number = given.pop("round", len(stands["rounds"]))
            organisation = given.pop("of", who.partition("-")[0].upper())
            place = f"{path}/rounds/{number}/positions/{self.world.home.organisations[organisation]}"
            seats = stands["rounds"][number - 1]["positions"] if stands["rounds"] else []
            version = next((seat["version"] for seat in seats if seat["acronym"] == organisation), 1)
            if act == "position":
                return who, "PUT", place, given, f'"{version}"'
            return who, "POST", f"{place}/{act}", None if act in BARE else given, None
        if act == "change":
            return who, "PATCH", path, given, f'"{stands["version"]}"'
        return who, "POST", f"{path}/{act}", None if act in BARE else given, f'"{stands["version"]}"'

    async def drafting(self, who: str, given: dict[str, Any]) -> Asked:
        body = {"kind": "other", "title": {"en": self.history["title"]}, "texts": {"en": "A text."}, **given}
        for key in ("allowed_by_id", "supersedes_id", "rescinds_id"):
            if key in body:
                body[key] = self.decisions[body[key]].rpartition("/")[2]
        if body.pop("in_the_meeting", False):
            body["meeting_id"] = str(self.world.meeting.id)
        return who, "POST", f"{self.world.home.path}/decisions", body, None

    def composed(self, act: str, who: str, given: dict[str, Any]) -> Asked:
        home = self.world.home
        if act == "leave":
            day = (self.world.clock.at + timedelta(hours=5) + span(given.get("in", "+0d"))).date().isoformat()
            return who, "POST", f"{home.path}/members/{home.memberships[given['name']]}/leave", {"left_on": day}, "*"
        entries = [
            {"organisation_id": str(home.organisations[name]), "presence": presence} for name, presence in given.items()
        ]
        return who, "PUT", f"{self.world.meeting.path}/attendance", {"entries": entries}, "*"

    async def instant(self, name: str, text: str) -> datetime:
        """After now, or about the deadline of the last round."""
        if not text.startswith("deadline"):
            return self.world.clock.at + span(text)
        deadline = datetime.fromisoformat((await self.read(name))["rounds"][-1]["deadline_at"])
        rest = text.removeprefix("deadline")
        return deadline + span(rest) if rest else deadline

    # ── what stands ─────────────────────────────────────────────────────────────────────────────────────────────

    async def read(self, name: str) -> Any:
        reply = await self.world.ask("rc", "GET", self.decisions[name])
        assert reply.status_code == 200, reply.text[:300]
        return reply.json()

    async def stands(self, name: str, wanted: dict[str, Any]) -> None:
        body = await self.read(name)
        for key in ("state", "number", "adopted_by", "referred_to", "referral_result"):
            if key in wanted:
                assert body[key] == wanted[key], (key, body[key])
        for key in ("superseded_by", "rescinded_by"):
            if key in wanted:
                assert body[key] == (await self.read(wanted[key]))["number"]
        if "needs" in wanted:
            said = [need["sentence"] for need in body["needs"]]
            assert said == wanted["needs"], said
        if "rounds" in wanted:
            assert [each["outcome"] or each["state"] for each in body["rounds"]] == wanted["rounds"]
        for acronym, expected in wanted.get("seats", {}).items():
            seat = next(seat for seat in body["rounds"][-1]["positions"] if seat["acronym"] == acronym)
            assert {key: seat[key] for key in expected} == expected, seat

    async def recorded(self) -> None:
        """The journal tells it in this order, holds, and is told in three languages."""
        path = f"{self.world.home.path}/journal"
        entries: list[dict[str, Any]] = []
        while True:
            after = entries[-1]["seq"] if entries else 0
            found = (await self.world.ask("rc", "GET", f"{path}?after={after}&limit=200")).json()["items"]
            if not found:
                break
            entries += found
        assert [each["seq"] for each in entries] == [*range(1, len(entries) + 1)]
        kinds = [each["kind"] for each in entries if TOLD.fullmatch(each["kind"])]
        assert kinds == self.history["journal"], kinds
        assert await self.world.verified()


def outcome(reply: httpx.Response) -> str:
    return told(reply) if reply.status_code >= 400 else "done"
