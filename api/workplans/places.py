"""The order of rows: positions with room between them, so that moving one seldom touches another."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

STEP = 1024


class Placed(Protocol):
    position: int


P = TypeVar("P", bound=Placed)


def after_last(siblings: Sequence[Placed]) -> int:
    return siblings[-1].position + STEP if siblings else STEP


def between(siblings: Sequence[P], place: int) -> tuple[int, list[tuple[P, int]]]:
    """The position that makes a row the `place`th (from 1) among its siblings in their order.

    Where there is no room left, the second half says which siblings go where.
    """
    at = min(place - 1, len(siblings))
    before = siblings[at - 1].position if at > 0 else 0
    after = siblings[at].position if at < len(siblings) else before + 2 * STEP
    if after - before > 1:
        return (before + after) // 2, []
    apart = [(each, (number + 1 + (number >= at)) * STEP) for number, each in enumerate(siblings)]
    return (at + 1) * STEP, [(each, position) for each, position in apart if each.position != position]
