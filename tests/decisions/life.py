"""One step of a life: the act, asked of the service and of the model of `model.py`, and what stands after it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.decisions import model
from tests.decisions.world import World, told

MINUTE, TICK = timedelta(minutes=1), timedelta(microseconds=1)
MOVES = {"open", "extend", "revise", "adopt", "refer", "record_no_consensus", "withdraw"}
NEEDS = {"answers", "not-reached", "objection", "to-confirm"}
FOUNDERS = ("IOM", "RCO", "UNDP", "WHO")


class Divergence(AssertionError):
    """The service does one thing and the model says another."""


def alike(service: Any, expected: Any, where: str) -> None:
    if service != expected:
        raise Divergence(f"{where}: the service says {service}, the model {expected}")


@dataclass
class Life:
    """One network. Decisions are counted from the newest: 0 is the last that was drafted."""

    world: World
    both: bool
    counted: Counter[str] = field(default_factory=Counter)

    async def begin(self) -> None:
        settings = {"silence_minimum_seconds": 60, "silence_default_seconds": 120, "urgent_period_seconds": 30}
        await self.world.found(**settings, adopted_by="both" if self.both else "one")
        now = self.world.clock.at
        self.model = model.Network(now, self.both, MINUTE, 2 * MINUTE, MINUTE / 2, [*FOUNDERS])
        await self.draft("secretariat", "other", "members", "One text.", False, None, None)

    async def step(self, act: str, given: dict[str, Any]) -> None:
        self.counted["steps"] += 1
        await getattr(self, act)(**given)

    # ── asking both ─────────────────────────────────────────────────────────────────────────────────────────────

    async def ask(
        self, who: str, method: str, path: str, body: Any, expected: model.Refusal | None, match: str | None = None
    ) -> dict[str, Any] | None:
        """The reply where the service does it; both say the same."""
        reply = await self.world.ask(who, method, path, body, match)
        said = (reply.status_code, told(reply)) if reply.status_code >= 400 else None
        self.counted[said[1] if said else "done"] += 1
        where = f"{who} {method} {path.rpartition('/')[2]} {body}"
        if expected is None or said is None:
            alike(said, expected, where)
            return dict(reply.json())
        right = said[0] == expected[0] and said[1] in expected[1]
        alike(said, said if right else expected, where)
        return None

    def at(self, back: int) -> int | None:
        """The index of a decision."""
        return len(self.model.decisions) - 1 - back if len(self.model.decisions) > back else None

    async def moved(self, back: int, path: str, who: str, body: Any, match: str, method: str, *given: Any) -> None:
        """One move, asked of both."""
        at = self.at(back)
        if at is None:
            return
        expected = getattr(self.model, method)(who, self.model.decisions[at], *given, match)
        way = ("PATCH", self.world.paths[at]) if path == "change" else ("POST", f"{self.world.paths[at]}/{path}")
        stood = await self.ask(who, *way, body, expected, self.world.etag(at, match))
        await self.compare(at, who, stood)

    async def compare(self, at: int, who: str, stood: dict[str, Any] | None = None) -> None:
        """The decision as the model has it: in the reply to what was done, or as an officer or somebody else reads it."""
        decision = self.model.decisions[at]
        self.counted[f"state {decision.state}"] += 1
        if stood is None:
            who = who if self.counted["steps"] % 2 else "secretariat"
            reply = await self.world.ask(who, "GET", self.world.paths[at])
            if not self.model.reads(who, decision):
                alike(reply.status_code, 401 if who == "nobody" else 404, f"{who} reads what is not for them")
                return
            alike(reply.status_code, 200, f"{who} reads")
            stood = dict(reply.json())
        alike(shown(stood), self.expected(decision), f"as {who} reads it")
        offered = {each["move"]: each["refused"] is None for each in stood["moves"] if each["move"] in MOVES}
        alike(offered, self.model.moves(who, decision), f"moves of {who}")
        needs = {need["key"]: need["organisations"] for need in stood["needs"] if need["key"] in NEEDS}
        alike(needs, self.model.needs(decision), "needs")
        alike(bool(stood["needs"]), decision.state not in model.FINAL, "whether it needs anything")
        self.world.saw(at, stood)

    async def compare_newest(self, who: str) -> None:
        newest = len(self.model.decisions)
        for at in range(max(0, newest - 3), newest):
            await self.compare(at, who)

    def expected(self, decision: model.Decision) -> dict[str, Any]:
        return {
            "state": decision.state,
            "number": decision.number,
            "adopted_by": decision.adopted_by,
            "adopted_at": decision.adopted_at,
            "reason": bool(decision.reason),
            "referred": (decision.referred_to, bool(decision.result)),
            "superseded_by": self.model.superseded_by(decision),
            "text": decision.text,
            "rounds": [
                (each.procedure, each.state, each.outcome, each.text, each.deadline, [*_seats(each)])
                for each in decision.rounds
            ],
        }

    # ── moves ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def draft(
        self,
        who: str,
        kind: str,
        visibility: str,
        text: str | None,
        meeting: bool,
        allowed: int | None,
        supersedes: int | None,
    ) -> None:
        allowed = self.at(allowed) if allowed is not None else None
        supersedes = self.at(supersedes) if supersedes is not None else None
        decision = model.Decision(kind, visibility, text, meeting, allowed, supersedes)
        expected = self.model.draft(who, decision)
        path = f"{self.world.home.path}/decisions"
        made = await self.ask(who, "POST", path, self.world.drafting(decision), expected)
        if made is not None:
            self.world.paths.append(f"{path}/{made['id']}")
        await self.compare(len(self.model.decisions) - 1, who, made)

    async def change(self, back: int, who: str, text: str | None, match: str) -> None:
        await self.moved(back, "change", who, {"texts": {"en": text}}, match, "change", text)

    async def open(self, back: int, who: str, procedure: str, lasts: timedelta | None, match: str) -> None:
        body = {"procedure": procedure}
        if lasts is not None:
            body["deadline_at"] = (self.model.now + lasts).isoformat()
        await self.moved(back, "open", who, body, match, "open", procedure, lasts)

    async def extend(self, back: int, who: str, longer: timedelta, lacks: bool, match: str) -> None:
        at = self.at(back)
        if at is None:
            return
        decision = self.model.decisions[at]
        deadline = decision.round.deadline if decision.rounds else self.model.now
        body = {"deadline_at": (deadline + longer).isoformat(), **_reason(lacks)}
        await self.moved(back, "extend", who, body, match, "extend", longer, lacks)

    async def revise(self, back: int, who: str, lacks: bool, match: str) -> None:
        await self.moved(back, "revise", who, _reason(lacks), match, "revise", lacks)

    async def adopt(self, back: int, who: str, match: str) -> None:
        await self.moved(back, "adopt", who, None, match, "adopt")

    async def refer(self, back: int, who: str, to: str, lacks: bool, match: str) -> None:
        await self.moved(back, "refer", who, {"to": to, **_reason(lacks)}, match, "refer", to, lacks)

    async def record_referral(self, back: int, who: str, lacks: bool, match: str) -> None:
        await self.moved(back, "referral", who, {} if lacks else {"result": "words"}, match, "record_referral", lacks)

    async def record_no_consensus(self, back: int, who: str, lacks: bool, match: str) -> None:
        await self.moved(back, "record-no-consensus", who, _reason(lacks), match, "record_no_consensus", lacks)

    async def withdraw(self, back: int, who: str, lacks: bool, match: str) -> None:
        await self.moved(back, "withdraw", who, _reason(lacks), match, "withdraw", lacks)

    # ── the ring ────────────────────────────────────────────────────────────────────────────────────────────────

    def placed(self, back: int, earlier: int, name: str) -> tuple[int, int, str] | None:
        """(decision, number of the round, path of the place)."""
        at = self.at(back)
        if at is None:
            return None
        number = max(1, len(self.model.decisions[at].rounds) - earlier)
        place = self.world.home.organisations.get(name, self.world.elsewhere)
        return at, number, f"{self.world.paths[at]}/rounds/{number}/positions/{place}"

    async def position(
        self, back: int, earlier: int, name: str, who: str, body: dict[str, Any], until: timedelta | None, match: str
    ) -> None:
        found = self.placed(back, earlier, name)
        if found is None:
            return
        at, number, path = found
        decision = self.model.decisions[at]
        ends = self.model.now + until if until is not None else None
        body = {**body, "ad_referendum_until": ends}
        rounds = decision.rounds[number - 1 : number]
        version = rounds[0].seats[name].version if rounds and name in rounds[0].seats else 1
        stated = {"right": f'"{version}"', "stale": f'"{version + 7}"', "none": None}[match]
        expected = self.model.position(who, decision, number, name, body, match)
        sent = {**body, "ad_referendum_until": ends.isoformat() if ends else None}
        sent = {key: each for key, each in sent.items() if each is not None}
        await self.compare(at, who, await self.ask(who, "PUT", path, sent, expected, stated))

    async def confirm_notice(self, back: int, earlier: int, name: str, who: str) -> None:
        await self.noticed("confirm_notice", "seen", back, earlier, name, who)

    async def remind(self, back: int, earlier: int, name: str, who: str) -> None:
        await self.noticed("remind", "remind", back, earlier, name, who)

    async def record_delivery(self, back: int, earlier: int, name: str, who: str, source: str | None) -> None:
        await self.noticed("record_delivery", "delivered", back, earlier, name, who, source)

    async def noticed(
        self, method: str, act: str, back: int, earlier: int, name: str, who: str, *source: str | None
    ) -> None:
        found = self.placed(back, earlier, name)
        if found is None:
            return
        at, number, path = found
        expected = getattr(self.model, method)(who, self.model.decisions[at], number, name, *source)
        body = ({"source": source[0]} if source[0] else {}) if source else None
        await self.compare(at, who, await self.ask(who, "POST", f"{path}/{act}", body, expected))

    # ── mail, time, the room, the members ───────────────────────────────────────────────────────────────────────

    async def deliver(self, lost: str | None) -> None:
        """The relay takes what is queued, but for the mails of one organisation, which are lost."""
        for at, number, name in await self.world.deliver(lost):
            self.model.reach(self.model.decisions[at], number, name)
        await self.compare(len(self.model.decisions) - 1, "rc")

    async def wait(self, back: int, span: str) -> None:
        """A second; or to an instant about the deadline."""
        at = self.at(back)
        if at is None:
            return
        decision = self.model.decisions[at]
        to = self.model.now + timedelta(seconds=1)
        if decision.state == "open" and span != "second":
            to = decision.round.deadline + {"before": -TICK, "at": timedelta(0), "after": TICK}[span]
        to = max(to, self.model.now)
        await self.world.clock.set(to)
        self.model.pass_time(to)
        await self.compare_newest("rc")

    async def attend(self, there: tuple[str, ...]) -> None:
        await self.world.attend({*there})
        self.model.attend({*there})
        await self.compare_newest("iom-head")

    async def leave(self, name: str) -> None:
        if name not in self.model.members or name in self.model.gone:
            return
        await self.world.leave(name)
        self.model.leave(name)
        await self.compare_newest(name.lower())

    async def join(self) -> None:
        if "UNHCR" in self.model.members:
            return
        await self.world.join("UNHCR")
        self.model.members.append("UNHCR")
        await self.compare_newest("unhcr")


def _reason(lacks: bool) -> dict[str, str]:
    return {} if lacks else {"reason": "words"}


def _seats(round: model.Round) -> Any:
    for name, seat in round.seats.items():
        words = (seat.value, seat.text, seat.would_resolve, seat.ad_referendum_until)
        marks = (seat.on_behalf, seat.source, seat.confirmed, seat.released, seat.reached_at, seat.seen, seat.reminded)
        yield (name, *words, *marks, seat.version)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _serial(number: str | None) -> int | None:
    return int(number.rpartition("/")[2]) if number else None


def shown(body: dict[str, Any]) -> dict[str, Any]:
    """What a reply says, in the model's words."""
    return {
        "state": body["state"],
        "number": _serial(body["number"]),
        "adopted_by": body["adopted_by"],
        "adopted_at": _instant(body["adopted_at"]),
        "reason": bool(body["reason"]),
        "referred": (body["referred_to"], bool(body["referral_result"])),
        "superseded_by": _serial(body["superseded_by"]),
        "text": body["texts"]["en"],
        "rounds": [
            (
                each["procedure"],
                each["state"],
                each["outcome"],
                each["texts"]["en"],
                _instant(each["deadline_at"]),
                [_place(seat) for seat in each["positions"]],
            )
            for each in body["rounds"]
        ],
    }


def _place(seat: dict[str, Any]) -> tuple[Any, ...]:
    return (
        seat["acronym"],
        seat["value"],
        seat["text"],
        seat["would_resolve"],
        _instant(seat["ad_referendum_until"]),
        seat["on_behalf"],
        seat["source"],
        bool(seat["confirmed_at"]),
        bool(seat["released_at"]),
        _instant(seat["reached_at"]),
        bool(seat["seen_at"]),
        bool(seat["reminded_at"]),
        seat["version"],
    )
