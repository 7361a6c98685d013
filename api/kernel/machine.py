"""State machines as tables: (move, from, to, right, guard). The code runs them, the API serves them, the tests walk them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from api.kernel.access import Call, Permission
from api.kernel.problems import Forbidden, MoveRefused, Problem

Guard = Callable[[Call, Any], Problem | None]


@dataclass(frozen=True)
class Move:
    """One row of a state table.

    `to` is None where the act keeps the state or the service computes the new one. `guards` return nothing or the
    Problem to raise; they run in order over plain facts (anything with `state` and what the guards read), which a
    write gathers under the row lock and a read takes from its view. `by` narrows the right to somebody in particular
    (the focal point of that organisation). Moves without a right are the system's. `asks` names what the move needs.
    """

    name: str
    origins: tuple[StrEnum, ...]
    to: StrEnum | None
    who: Permission | None
    guards: tuple[Guard, ...] = ()
    by: Callable[[Call, Any], bool] | None = None
    asks: tuple[str, ...] = ()

    @property
    def system(self) -> bool:
        return self.who is None


class Machine:
    """The life cycle of one kind of thing."""

    def __init__(self, name: str, states: type[StrEnum], *moves: Move, final: Iterable[StrEnum] = ()) -> None:
        self.name, self.states, self.final = name, states, tuple(final)
        self.moves: list[Move] = list(moves)
        self._leaving = {
            state: [move for move in moves if not move.system and state in move.origins] for state in states
        }

    def of(self, name: str) -> list[Move]:
        return [move for move in self.moves if move.name == name]

    def _open(self, call: Call, row: Any, name: str) -> Move:
        """The row of the table for this move from this state, or the problem: 403 of the role, then 409 of the state."""
        rows = [move for move in self.of(name) if not move.system or call.actor.credential == "system"]
        mine = [move for move in rows if move.system or self._may(call, row, move)]
        if not mine:
            raise Forbidden(move=name)
        here = [move for move in mine if row.state in move.origins]
        if not here:
            raise MoveRefused(machine=self.name, move=name, state=str(row.state), reason="state")
        return here[0]

    @staticmethod
    def _may(call: Call, row: Any, move: Move) -> bool:
        return move.who is not None and call.may(move.who) and (move.by is None or move.by(call, row))

    def check(self, call: Call, facts: Any, name: str) -> Move:
        """Raise the problem that stands against this move now, if there is one; else give its row of the table."""
        move = self._open(call, facts, name)
        problem = _refusal(call, facts, move)
        if problem is not None:
            raise problem
        return move

    def fire(self, call: Call, row: Any, name: str, to: StrEnum | None = None, facts: Any = None) -> Move:
        """Make the move on a locked row: check it, set the new state, count the version up."""
        move = self.check(call, facts if facts is not None else row, name)
        target = to or move.to
        if target is not None:
            row.state = target
        row.version += 1
        return move

    def offered(self, call: Call, facts: Any) -> list[dict[str, Any]]:
        """`moves` of a single read: what this caller can do from here, each open or with the problem in its way."""
        offered: dict[str, dict[str, Any]] = {}
        for move in self._leaving.get(facts.state, ()):
            if not self._may(call, facts, move):
                continue
            problem = _refusal(call, facts, move)
            if move.name not in offered or problem is None:
                refused = problem.body(call.language) if problem is not None else None
                offered[move.name] = {"move": move.name, "asks": list(move.asks), "refused": refused}
        return list(offered.values())

    def names(self, call: Call, state: StrEnum | str) -> list[str]:
        """`moves` in lists: only what state and role allow. (`by` is not asked: a list knows no single row.)"""
        allowed = [m.name for m in self.moves if m.who and m.by is None and state in m.origins and call.may(m.who)]
        return list(dict.fromkeys(allowed))


def _refusal(call: Call, facts: Any, move: Move) -> Problem | None:
    for guard in move.guards:
        problem = guard(call, facts)
        if problem is not None:
            return problem
    return None
