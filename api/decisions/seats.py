"""A roll on paper: one row per organisation, its mark and word, and when it was told, reached, reminded and answered.

The values are those of a decision record and of a proof of consultation: the same names, instants as text.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from api.decisions.rules import BLOCKING, ON_RECORD
from api.kernel.prose import Block, cell, column, note, paragraph, table, text
from api.kernel.words import brief, say

Seat = dict[str, Any]


def mark(seat: Seat) -> str:
    """The shape of a seat: its position, or why there is none."""
    if seat["released_at"] is not None:
        return "released"
    return str(seat["value"] or ("not_delivered" if _returned(seat) else "not_answered"))


def _returned(seat: Seat) -> bool:
    """Notices were sent and came back, and none reached it otherwise."""
    return seat["reached_at"] is None and any(notice["bounced_at"] for notice in seat["notices"])


class Roll:
    """The roll of one round, told in a language and the network's zone."""

    def __init__(self, seats: Sequence[Seat], opened_at: str, language: str, zone: str, *, over: bool) -> None:
        self.seats, self.language, self.zone, self.over = seats, language, zone, over
        self.year = datetime.fromisoformat(opened_at).astimezone(ZoneInfo(zone)).year

    def table(self) -> Block:
        names = ("organisation", "position", "answered", "sent", "delivered", "opened", "reminded")
        widths = ("auto", "1.6fr", "1.3fr", "1.3fr", "1.3fr", "1.3fr", "1.3fr")
        columns = [column(say(f"seat.{name}", self.language), width) for name, width in zip(names, widths, strict=True)]
        return table(columns, [self._row(seat) for seat in self.seats])

    def _row(self, seat: Seat) -> list[Any]:
        shape = mark(seat)
        sent = min((notice["queued_at"] for notice in seat["notices"]), default=None)
        seen = min(filter(None, (notice["seen_at"] for notice in seat["notices"])), default=None)
        return [
            cell(seat["acronym"], mark=shape, strong=True),
            self._word(shape),
            self._at(seat["answered_at"]),
            self._at(sent),
            self._delivered(seat),
            self._at(seat["seen_at"] or seen),
            self._at(_reminded(seat)),
        ]

    def _word(self, shape: str) -> str:
        """Once the round is over, nothing is waited for."""
        key = "seat.silent" if self.over and shape == "not_answered" else f"position.{shape}"
        return say(key, self.language)

    def _delivered(self, seat: Seat) -> Any:
        if seat["reached_at"] is None and _returned(seat):
            return cell(say("seat.returned", self.language), strong=True)
        told = self._at(seat["reached_at"])
        by_hand = seat["reached_by"] == "by_hand"
        return f"{told} {say('seat.by-hand', self.language)}" if by_hand else told

    def _at(self, at: str | None) -> str:
        return brief(datetime.fromisoformat(at), self.language, self.zone, self.year) if at else "–"

    def notes(self) -> list[Block]:
        """What a row cannot say: who answered for whom, how a notice was handed over, who left."""
        told = []
        for seat in self.seats:
            if seat["on_behalf"] and seat["confirmed_at"] is None:
                told.append(self._say("seat.on-behalf", seat, at=seat["answered_at"], source=seat["source"]))
            told += [
                self._say("seat.evidence", seat, name=each["name"], sha256=each["sha256"]) for each in _evidence(seat)
            ]
            if seat["reached_by"] == "by_hand":
                told.append(self._say("seat.handed", seat, at=seat["reached_at"], source=seat["reached_source"]))
            if seat["released_at"]:
                told.append(self._say("seat.released", seat, at=seat["released_at"]))
        return [note(said) for said in told]

    def words(self, values: Iterable[str] = (*ON_RECORD, *BLOCKING)) -> list[Block]:
        """What organisations said with their positions, in full."""
        wanted = set(values)
        return [paragraph(*self._said(seat)) for seat in self.seats if seat["value"] in wanted]

    def _said(self, seat: Seat) -> list[Any]:
        said: list[Any] = [text(self._say("seat.said", seat, value=seat["value"]), strong=True)]
        parts = [seat["text"]]
        if seat["would_resolve"]:
            parts.append(say("seat.would-resolve", self.language, text=seat["would_resolve"]))
        if seat["ad_referendum_until"]:
            parts.append(say("seat.until", self.language, at=seat["ad_referendum_until"], zone=self.zone))
        return [*said, " ".join(filter(None, parts))]

    def _say(self, key: str, seat: Seat, **facts: Any) -> str:
        return say(key, self.language, organisation=seat["acronym"], zone=self.zone, **facts)


def _evidence(seat: Seat) -> list[dict[str, Any]]:
    """Files of answers on its behalf. Records of before there were any do not speak of them."""
    return seat.get("evidence") or []


def _reminded(seat: Seat) -> str | None:
    """When it was last reminded."""
    reminders = seat.get("reminders")
    return str(reminders[-1]) if reminders else seat.get("reminded_at")


def sentence(said: str) -> str:
    """A sentence that begins with a word of the catalogue."""
    return said[:1].upper() + said[1:]
