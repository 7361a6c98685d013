"""Which step comes next: mostly what the state of a decision suggests, and one time in four anything by anybody."""

from random import Random
from typing import Any

from tests.decisions import model
from tests.decisions.life import MINUTE, TICK, Life

Step = tuple[str, dict[str, Any]]
EVERYBODY = [*model.PEOPLE, "stranger", "nobody"]
NAMES = ["IOM", "RCO", "UNDP", "WHO", "UNHCR"]
TEXTS = ["One text.", "Another text.", "A third."]
SENSIBLE: dict[str, dict[str, float]] = {
    "draft": {"open": 6, "change": 1, "withdraw": 0.3, "draft": 0.3},
    "open": {
        "position": 8, "deliver": 2, "wait": 2, "extend": 0.7, "confirm_notice": 0.7, "record_delivery": 0.7,
        "remind": 0.6, "revise": 0.3, "attend": 0.4, "leave": 0.15, "join": 0.1, "withdraw": 0.1, "draft": 0.1,
    },
    "clear": {"adopt": 5, "revise": 1, "withdraw": 0.3, "wait": 0.3},
    "broken": {"revise": 2, "refer": 2, "record_no_consensus": 0.7, "withdraw": 0.3},
    "incomplete": {"open": 2, "revise": 2, "refer": 1, "record_no_consensus": 0.5},
    "revising": {"change": 1, "open": 4},
    "referred": {"record_referral": 2, "open": 2, "revise": 1, "record_no_consensus": 0.5},
    "final": {"draft": 4, "adopt": 0.2, "position": 0.3},
}  # fmt: skip
ACTS = sorted({act for acts in SENSIBLE.values() for act in acts})


class Drawing:
    """Steps by a seed; equal seeds and equal answers of the model draw equal steps."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def some(self, *weighted: tuple[Any, float]) -> Any:
        return self.random.choices([each for each, _ in weighted], [weight for _, weight in weighted])[0]

    def step(self, life: Life) -> Step:
        decisions = life.model.decisions
        back = min(self.some((0, 7), (1, 2), (2, 1)), len(decisions) - 1)
        state = decisions[len(decisions) - 1 - back].state
        wild = self.random.random() < 0.25
        acts = SENSIBLE["final" if state in model.FINAL else state]
        act = self.random.choice(ACTS) if wild else self.some(*acts.items())
        if act in ("leave", "join", "attend") and wild:
            act = "position"
        return act, getattr(self, act)(back, wild)

    # ── arguments ───────────────────────────────────────────────────────────────────────────────────────────────

    def officer(self, wild: bool, *usual: str) -> str:
        anybody = wild and self.random.random() < 0.5
        return str(self.random.choice(EVERYBODY if anybody else usual or ("secretariat", "rc", "iom-head")))

    def match(self) -> str:
        return str(self.some(("right", 20), ("stale", 1), ("none", 0.6)))

    def lacks(self) -> bool:
        return bool(self.random.random() < 0.06)

    def _moved(self, back: int, wild: bool, *usual: str) -> dict[str, Any]:
        return {"back": back, "who": self.officer(wild, *usual), "match": self.match()}

    def draft(self, back: int, wild: bool) -> dict[str, Any]:
        return {
            "who": self.officer(wild),
            "kind": self.some(("other", 2), ("statement", 1)),
            "visibility": self.some(("members", 3), ("partners", 1)),
            "text": self.some(*((text, 1) for text in TEXTS), (None, 0.3)),
            "meeting": self.random.random() < 0.4,
            "allowed": self.some((None, 3), (self.random.randrange(3), 1)),
            "supersedes": self.some((None, 4), (self.random.randrange(3), 1)),
        }

    def change(self, back: int, wild: bool) -> dict[str, Any]:
        return {**self._moved(back, wild), "text": self.some(*((text, 1) for text in TEXTS), (None, 0.2))}

    def open(self, back: int, wild: bool) -> dict[str, Any]:
        lasts = [(MINUTE, 1), (MINUTE - TICK, 0.5), (MINUTE / 2, 0.7), (MINUTE / 2 - TICK, 0.4), (3 * MINUTE, 1)]
        procedure = self.some(("silence", 5), ("express", 2), ("meeting", 3))
        return {**self._moved(back, wild), "procedure": procedure, "lasts": self.some((None, 6), *lasts)}

    def extend(self, back: int, wild: bool) -> dict[str, Any]:
        longer = self.some((MINUTE, 3), (5 * MINUTE, 1), (TICK, 2), (0 * TICK, 1), (-TICK, 1), (-MINUTE, 1))
        return {**self._moved(back, wild), "longer": longer, "lacks": self.lacks()}

    def revise(self, back: int, wild: bool) -> dict[str, Any]:
        return {**self._moved(back, wild), "lacks": self.lacks()}

    def adopt(self, back: int, wild: bool) -> dict[str, Any]:
        return self._moved(back, wild, "rc", "iom-head")

    def refer(self, back: int, wild: bool) -> dict[str, Any]:
        to = self.random.choice(["meeting", "unct"])
        return {**self._moved(back, wild, "rc", "iom-head", "rc", "secretariat"), "to": to, "lacks": self.lacks()}

    def record_referral(self, back: int, wild: bool) -> dict[str, Any]:
        return {**self._moved(back, wild), "lacks": self.lacks()}

    def record_no_consensus(self, back: int, wild: bool) -> dict[str, Any]:
        return {**self._moved(back, wild, "rc", "iom-head"), "lacks": self.lacks()}

    def withdraw(self, back: int, wild: bool) -> dict[str, Any]:
        return {**self._moved(back, wild), "lacks": self.lacks()}

    def _placed(self, back: int, wild: bool) -> dict[str, Any]:
        earlier = self.some((0, 12), (1, 1), (-1, 0.4))
        name = self.some(*((name, 4) for name in NAMES[:4]), ("UNHCR", 2), ("MFA", 0.4), ("NOBODY", 0.2))
        return {"back": back, "earlier": earlier, "name": name}

    def position(self, back: int, wild: bool) -> dict[str, Any]:
        placed = self._placed(back, wild)
        own = "undp-alternate" if placed["name"] == "UNDP" and self.random.random() < 0.3 else placed["name"].lower()
        who = self.some((own, 6), ("secretariat", 2), (self.random.choice(EVERYBODY), 1 if wild else 0.1))
        value = self.some(
            ("support", 4), ("no_objection", 4), ("reservation", 1), ("disassociate", 1), ("objection", 1.2),
            ("ad_referendum", 0.8), ("recused", 1), (None, 0.3),
        )  # fmt: skip
        needed = model.NEEDED.get(value or "", ())
        words = {name: self._words(name in needed) for name in ("text", "would_resolve")}
        until = self.some((MINUTE, 3), (None, 0.3)) if "ad_referendum_until" in needed else None
        source = self.some(("Telephone", 3), ("Note", 3), (None, 1))
        body = {"value": value, **words, "source": source}
        return {**placed, "who": who, "body": body, "until": until, "match": self.match()}

    def _words(self, needed: bool) -> str | None:
        usual, other = ("Words.", "Other words."), (None,)
        return self.some(*((each, 5 if needed else 0.3) for each in usual), *((each, 1) for each in other))  # type: ignore[no-any-return]

    def confirm_notice(self, back: int, wild: bool) -> dict[str, Any]:
        placed = self._placed(back, wild)
        return {**placed, "who": self.random.choice(EVERYBODY) if wild else placed["name"].lower()}

    def remind(self, back: int, wild: bool) -> dict[str, Any]:
        return {**self._placed(back, wild), "who": self.officer(wild)}

    def record_delivery(self, back: int, wild: bool) -> dict[str, Any]:
        source = self.some(("By courier", 5), (None, 1))
        return {**self._placed(back, wild), "who": self.officer(wild, "secretariat"), "source": source}

    def deliver(self, back: int, wild: bool) -> dict[str, Any]:
        return {"lost": self.some((None, 3), *((name, 0.3) for name in NAMES))}

    def wait(self, back: int, wild: bool) -> dict[str, Any]:
        return {"back": back, "span": self.some(("second", 1), ("before", 1), ("at", 2), ("after", 1))}

    def attend(self, back: int, wild: bool) -> dict[str, Any]:
        everybody = ("IOM", "RCO", "UNDP", "WHO")
        return {"there": self.some((everybody, 3), (everybody[:3], 1), (everybody[1:], 1))}

    def leave(self, back: int, wild: bool) -> dict[str, Any]:
        return {"name": self.random.choice(["UNDP", "WHO", "UNHCR"])}

    def join(self, back: int, wild: bool) -> dict[str, Any]:
        return {}
