"""The life of a decision as `states.md` tells it, written a second time from its words, small, and without a database.

Each act answers with the refusals that would be right (status, and any of these slugs) or with None once it is done.
Nothing of the product is imported here: where both agree, two readings of the same rules agree.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

Refusal = tuple[int, frozenset[str]]
OFFICERS = ("secretariat", "co_chair")
FINAL = ("adopted", "adopted_with_reservations", "no_consensus", "withdrawn")
ADOPTED = FINAL[:2]
NEEDED = {
    "reservation": ("text",),
    "disassociate": ("text",),
    "objection": ("text", "would_resolve"),
    "ad_referendum": ("ad_referendum_until",),
}
PEOPLE = {
    "secretariat": ("secretariat", "IOM"),
    "iom-head": ("co_chair", "IOM"),
    "rc": ("co_chair", "RCO"),
    "viewer": ("viewer", "IOM"),
    "mfa": ("observer", "MFA"),
    "iom": ("speaker", "IOM"),
    "rco": ("speaker", "RCO"),
    "undp": ("speaker", "UNDP"),
    "undp-alternate": ("speaker", "UNDP"),
    "who": ("speaker", "WHO"),
    "unhcr": ("speaker", "UNHCR"),
}


def refused(status: int, *slugs: str) -> Refusal:
    return status, frozenset(slugs)


@dataclass
class Seat:
    value: str | None = None
    text: str | None = None
    would_resolve: str | None = None
    ad_referendum_until: datetime | None = None
    on_behalf: bool = False
    source: str | None = None
    confirmed: bool = False
    released: bool = False
    reached_at: datetime | None = None
    seen: bool = False
    reminded: bool = False
    version: int = 1


@dataclass
class Round:
    procedure: str
    text: str
    deadline: datetime
    seats: dict[str, Seat]
    state: str = "open"
    outcome: str | None = None

    @property
    def heard(self) -> dict[str, Seat]:
        return {name: seat for name, seat in self.seats.items() if not seat.released}

    @property
    def silent(self) -> list[str]:
        return [name for name, seat in self.heard.items() if seat.value is None]

    def reached(self, name: str) -> bool:
        at = self.seats[name].reached_at
        return at is not None and at < self.deadline


@dataclass
class Decision:
    kind: str
    visibility: str
    text: str | None
    with_meeting: bool = False
    allowed_by: int | None = None
    supersedes: int | None = None
    state: str = "draft"
    number: int | None = None
    rounds: list[Round] = field(default_factory=list)
    adopted_by: list[str] = field(default_factory=list)
    adopted_at: datetime | None = None
    reason: str | None = None
    referred_to: str | None = None
    result: str | None = None

    @property
    def round(self) -> Round:
        return self.rounds[-1]


@dataclass
class Network:
    """A network whose meeting is in session the whole time."""

    now: datetime
    both: bool
    minimum: timedelta
    default: timedelta
    urgent: timedelta
    members: list[str]
    gone: set[str] = field(default_factory=set)
    invited: tuple[str, ...] = ()
    present: set[str] = field(default_factory=set)
    register: int = 0
    decisions: list[Decision] = field(default_factory=list)

    # ── who may ─────────────────────────────────────────────────────────────────────────────────────────────────

    def role(self, who: str) -> str | None:
        role, organisation = PEOPLE.get(who, (None, ""))
        here = organisation in self.members or role == "observer"
        return role if here and organisation not in self.gone else None

    def may(self, who: str, *roles: str) -> Refusal | None:
        if who == "nobody":
            return refused(401, "unauthenticated")
        role = self.role(who)
        if role is None:
            return refused(404, "not-found")
        return None if role in roles else refused(403, "forbidden")

    def reads(self, who: str, decision: Decision) -> bool:
        role = self.role(who)
        if role in OFFICERS:
            return True
        circle = ("partners",) if role == "observer" else ("partners", "members")
        return role is not None and bool(decision.rounds) and decision.visibility in circle

    def speaks_for(self, who: str, organisation: str) -> bool:
        return self.role(who) == "speaker" and PEOPLE[who][1] == organisation

    def moves(self, who: str, decision: Decision) -> dict[str, bool]:
        """What is offered to whom in this state, and whether it would go through now."""
        role, state = self.role(who), decision.state
        if role not in OFFICERS or state in FINAL:
            return {}
        chairs, found = role == "co_chair", {}
        if state in ("draft", "revising", "referred", "incomplete"):
            found["open"] = decision.text is not None
        if state == "open":
            found["extend"] = True
        if state in ("open", "broken", "incomplete", "referred") or (state == "clear" and chairs):
            found["revise"] = True
        if state == "clear" and chairs:
            found["adopt"] = not (self.both and PEOPLE[who][1] in decision.adopted_by)
        if state in ("broken", "incomplete") and chairs:
            found["refer"] = True
        if state in ("broken", "incomplete", "referred") and chairs:
            found["record_no_consensus"] = True
        if state == "draft" or chairs:
            found["withdraw"] = True
        return found

    def _act(self, who: str, decision: Decision, move: str, match: str, lacks: bool, *roles: str) -> Refusal | None:
        """Right, words, version, state: in this order."""
        wrong = self.may(who, *roles)
        if wrong is not None:
            return wrong
        if lacks:
            return refused(422, "invalid")
        return _version(match) or (None if move in self.moves(who, decision) else refused(409, "move-refused"))

    # ── acts ────────────────────────────────────────────────────────────────────────────────────────────────────

    def draft(self, who: str, decision: Decision) -> Refusal | None:
        wrong = self.may(who, *OFFICERS)
        if wrong is not None:
            return wrong
        cited = [at for at in (decision.allowed_by, decision.supersedes) if at is not None]
        if any(self.decisions[at].state not in ADOPTED for at in cited):
            return refused(409, "decision-not-adopted")
        if self._ended(decision):
            return refused(409, "already-ended")
        self.decisions.append(decision)
        return None

    def change(self, who: str, decision: Decision, text: str | None, match: str) -> Refusal | None:
        wrong = self.may(who, *OFFICERS) or _version(match)
        if wrong is not None:
            return wrong
        if decision.state not in ("draft", "revising"):
            return refused(409, "text-frozen")
        decision.text = text
        return None

    def open(self, who: str, decision: Decision, procedure: str, lasts: timedelta | None, match: str) -> Refusal | None:
        wrong = self._act(who, decision, "open", match, False, *OFFICERS)
        if wrong is not None:
            return wrong
        against = set()
        if decision.text is None:
            against.add("text-required")
        if procedure == "meeting" and not decision.with_meeting:
            against.add("meeting-not-in-session")
        shortest = self.minimum
        if decision.allowed_by is not None:
            if decision.kind == "statement":
                shortest = min(self.urgent, self.minimum)
            else:
                against.add("earlier-decision-required")
        lasts = self.default if lasts is None else lasts
        if lasts < shortest:
            against.add("deadline-too-soon")
        if against:
            return refused(409, *against)
        assert decision.text is not None
        if decision.number is None:
            self.register += 1
            decision.number = self.register
        roll = {name: Seat() for name in self.members if name not in self.gone}
        decision.rounds.append(Round(procedure, decision.text, self.now + lasts, roll))
        decision.state = "open"
        return None

    def extend(self, who: str, decision: Decision, longer: timedelta, lacks: bool, match: str) -> Refusal | None:
        wrong = self._act(who, decision, "extend", match, lacks, *OFFICERS)
        if wrong is not None:
            return wrong
        if longer <= timedelta(0):
            return refused(409, "deadline-not-later")
        decision.round.deadline += longer
        decision.reason = "words"
        return None

    def revise(self, who: str, decision: Decision, lacks: bool, match: str) -> Refusal | None:
        wrong = self._act(who, decision, "revise", match, lacks, *OFFICERS)
        if wrong is not None:
            return wrong
        self._abandon(decision)
        decision.state, decision.reason, decision.adopted_by = "revising", "words", []
        return None

    def adopt(self, who: str, decision: Decision, match: str) -> Refusal | None:
        wrong = self._act(who, decision, "adopt", match, False, "co_chair")
        if wrong is not None:
            return wrong
        mine = PEOPLE[who][1]
        if self.both and mine in decision.adopted_by:
            return refused(409, "already-adopted-by-you")
        if self._ended(decision):
            return refused(409, "already-ended")
        decision.adopted_by.append(mine)
        if self.both and len(decision.adopted_by) < 2:
            return None
        marked = any(seat.value in ("reservation", "disassociate") for seat in decision.round.heard.values())
        decision.state = "adopted_with_reservations" if marked else "adopted"
        decision.adopted_at = self.now
        return None

    def refer(self, who: str, decision: Decision, to: str, lacks: bool, match: str) -> Refusal | None:
        wrong = self._act(who, decision, "refer", match, lacks, "co_chair")
        if wrong is not None:
            return wrong
        decision.state, decision.referred_to, decision.reason, decision.result = "referred", to, "words", None
        return None

    def record_referral(self, who: str, decision: Decision, lacks: bool, match: str) -> Refusal | None:
        wrong = self.may(who, *OFFICERS)
        if wrong is not None:
            return wrong
        if lacks:
            return refused(422, "invalid")
        if match != "right":
            return _version(match)
        if decision.state != "referred":
            return refused(409, "move-refused")
        decision.result = "words"
        return None

    def record_no_consensus(self, who: str, decision: Decision, lacks: bool, match: str) -> Refusal | None:
        wrong = self._act(who, decision, "record_no_consensus", match, lacks, "co_chair")
        if wrong is None:
            decision.state, decision.reason = "no_consensus", "words"
        return wrong

    def withdraw(self, who: str, decision: Decision, lacks: bool, match: str) -> Refusal | None:
        wrong = self._act(who, decision, "withdraw", match, lacks, *OFFICERS)
        if wrong is None:
            self._abandon(decision)
            decision.state, decision.reason = "withdrawn", "words"
        return wrong

    # ── the ring ────────────────────────────────────────────────────────────────────────────────────────────────

    def _seat(self, who: str, decision: Decision, number: int, name: str) -> Seat | Refusal:
        """The place of an organisation in a round, for somebody who has the right to touch it."""
        if not self.reads(who, decision) or number > len(decision.rounds):
            return refused(404, "not-found")
        seat = decision.rounds[number - 1].seats.get(name)
        if seat is None:
            own = self.speaks_for(who, name) or self.role(who) == "secretariat"
            return refused(409, "not-on-the-roll") if own else refused(403, "not-your-organisation")
        return seat

    @staticmethod
    def _standing(decision: Decision, number: int, seat: Seat) -> Refusal | None:
        state = decision.rounds[number - 1].state
        if state != "open":
            return refused(409, "no-open-round" if state == "abandoned" else "round-closed")
        return refused(409, "released") if seat.released else None

    def position(
        self, who: str, decision: Decision, number: int, name: str, body: dict[str, object], match: str
    ) -> Refusal | None:
        wrong = self.may(who, "speaker", "secretariat")
        if wrong is not None:
            return wrong
        value = body.get("value")
        own, clerk = self.speaks_for(who, name), self.role(who) == "secretariat"
        if value is None:
            return refused(422, "invalid")
        if any(body.get(each) is None for each in NEEDED.get(str(value), ())):
            return refused(422, "position-text-required")
        if clerk and not own and body.get("source") is None:
            return refused(422, "source-required")
        seat = self._seat(who, decision, number, name)
        if not isinstance(seat, Seat):
            return seat
        if not own and not clerk:
            return refused(403, "not-your-organisation")
        wrong = _version(match) or self._standing(decision, number, seat)
        if wrong is not None:
            return wrong
        if not own and seat.value is not None and not seat.on_behalf:
            return refused(409, "on-behalf-refused")
        said = {each: body.get(each) for each in ("value", "text", "would_resolve", "ad_referendum_until")}
        seat.confirmed = own and seat.on_behalf and all(getattr(seat, each) == words for each, words in said.items())
        for each, words in said.items():
            setattr(seat, each, words)
        seat.on_behalf, seat.source = not own, None if own else str(body["source"])
        seat.version += 1
        self._room(decision)
        return None

    def confirm_notice(self, who: str, decision: Decision, number: int, name: str) -> Refusal | None:
        wrong = self.may(who, "speaker", "secretariat")
        if wrong is not None:
            return wrong
        seat = self._seat(who, decision, number, name)
        if not isinstance(seat, Seat):
            return seat
        if not self.speaks_for(who, name):
            return refused(403, "not-your-organisation")
        wrong = self._standing(decision, number, seat)
        if wrong is None:
            seat.seen, seat.reached_at = True, seat.reached_at or self.now
        return wrong

    def record_delivery(
        self, who: str, decision: Decision, number: int, name: str, source: str | None
    ) -> Refusal | None:
        wrong = self.may(who, "secretariat")
        if wrong is not None:
            return wrong
        if source is None:
            return refused(422, "invalid")
        seat = self._seat(who, decision, number, name)
        if not isinstance(seat, Seat):
            return seat
        wrong = self._standing(decision, number, seat)
        if wrong is None:
            seat.reached_at = seat.reached_at or self.now
        return wrong

    def remind(self, who: str, decision: Decision, number: int, name: str) -> Refusal | None:
        wrong = self.may(who, *OFFICERS)
        if wrong is not None:
            return wrong
        seat = self._seat(who, decision, number, name)
        if not isinstance(seat, Seat):
            return refused(409, "not-on-the-roll") if seat[0] == 403 else seat
        wrong = self._standing(decision, number, seat)
        if wrong is not None:
            return wrong
        if seat.value is not None:
            return refused(409, "already-answered")
        seat.reminded = True
        return None

    # ── what happens around it ──────────────────────────────────────────────────────────────────────────────────

    def reach(self, decision: Decision, number: int, name: str) -> None:
        """The relay took a notice for one of its focal points."""
        seat = decision.rounds[number - 1].seats[name]
        seat.reached_at = seat.reached_at or self.now

    def leave(self, name: str) -> None:
        self.gone.add(name)
        for decision in self.decisions:
            if decision.state == "open" and name in decision.round.seats:
                decision.round.seats[name].released = True
                self._room(decision)

    def attend(self, names: set[str]) -> None:
        self.present = names
        for decision in self.decisions:
            self._room(decision)

    def pass_time(self, to: datetime) -> None:
        self.now = to
        for decision in self.decisions:
            if decision.state == "open" and self.now >= decision.round.deadline:
                self._close(decision)

    def _room(self, decision: Decision) -> None:
        """In the meeting procedure a round is over when the whole roll is present and has answered."""
        if decision.state != "open" or decision.round.procedure != "meeting":
            return
        heard = decision.round.heard
        if heard and not decision.round.silent and set(heard) <= self.present:
            self._close(decision)

    @staticmethod
    def _close(decision: Decision) -> None:
        round = decision.round
        values = [seat.value for seat in round.heard.values()]
        if {"objection", "ad_referendum"} & {*values}:
            outcome = "broken"
        else:
            unheard = round.silent and (round.procedure == "express" or not all(map(round.reached, round.silent)))
            recused = all(value == "recused" for value in values)
            outcome = "incomplete" if unheard or recused else "clear"
        round.state, round.outcome, decision.state = "closed", outcome, outcome

    @staticmethod
    def _abandon(decision: Decision) -> None:
        if decision.state == "open":
            decision.round.state = "abandoned"

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────

    def superseded_by(self, decision: Decision) -> int | None:
        later = [each for each in self.decisions if each.supersedes is not None and each.state in ADOPTED]
        mine = [each for each in later if self.decisions[each.supersedes or 0] is decision]
        return min(mine, key=lambda each: each.adopted_at or self.now).number if mine else None

    def _ended(self, later: Decision) -> bool:
        """Whether what it would take the place of has its successor already."""
        return later.supersedes is not None and self.superseded_by(self.decisions[later.supersedes]) is not None

    def needs(self, decision: Decision) -> dict[str, list[str]]:
        """Who is named by the sentences about answers that are missing; None of them when it is over."""
        if decision.state != "open":
            return {}
        round = decision.round
        objecting = [name for name, seat in round.heard.items() if seat.value == "objection"]
        unconfirmed = [name for name, seat in round.heard.items() if seat.on_behalf]
        unreached = [name for name in round.silent if not round.reached(name)]
        found = {"answers": round.silent, "not-reached": unreached, "objection": objecting, "to-confirm": unconfirmed}
        return {key: names for key, names in found.items() if names}


def _version(match: str) -> Refusal | None:
    return {"right": None, "stale": refused(412, "stale"), "none": refused(428, "if-match-required")}[match]
