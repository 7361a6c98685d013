"""What changed between two texts: word by word inside paragraphs that were lined up first."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Op = Literal["equal", "insert", "delete"]

MOST_WORDS = 1_500  # beyond this, a pair of paragraphs is shown as removed and added whole
MOST_PARAGRAPHS = 2_000
ALIKE = 0.4

_BREAK = re.compile(r"((?:[ \t]*\n){2,})")
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Token:
    op: Op
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as it stands after the change. `number` is null where the paragraph was removed."""

    number: int | None
    tokens: tuple[Token, ...]

    @property
    def changed(self) -> bool:
        return any(token.op != "equal" for token in self.tokens)


def diff(old: str, new: str) -> list[Paragraph]:
    """Paragraphs, numbered as in the new text.

    The equal and inserted tokens together are the new text, the equal and deleted ones the old text.
    """
    found, number = [], 0
    for one, other in lined_up(old, new):
        number += other is not None
        found.append(Paragraph(number if other is not None else None, _tokens(one, other)))
    return found


Pair = tuple[str | None, str | None]


def lined_up(old: str, new: str) -> list[Pair]:
    """The paragraphs of both texts side by side, each text's in its own order; None where one has no counterpart."""
    return _aligned(paragraphs(old), paragraphs(new))


def paragraphs(text: str) -> list[str]:
    """Each with the blank lines that end it, so that nothing of the text is lost."""
    parts = _BREAK.split(text)
    whole = [text + gap for text, gap in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    return [part for part in whole if part]


def _aligned(before: list[str], after: list[str]) -> list[Pair]:
    """Old and new paragraphs side by side: the equal ones first, then those between them that are alike."""
    if max(len(before), len(after)) > MOST_PARAGRAPHS:
        return [*((one, None) for one in before), *((None, other) for other in after)]
    pairs: list[Pair] = []
    same = SequenceMatcher(None, [one.rstrip() for one in before], [other.rstrip() for other in after], autojunk=False)
    for op, i, j, k, m in same.get_opcodes():
        if op == "equal":
            pairs += zip(before[i:j], after[k:m], strict=True)
        else:
            pairs += _matched(before[i:j], after[k:m])
    return pairs


def _matched(before: list[str], after: list[str]) -> list[Pair]:
    """Pair alike paragraphs in order; the others were removed or added."""
    pairs: list[Pair] = []
    rest = list(before)
    for other in after:
        at = next((i for i, one in enumerate(rest[:8]) if _alike(one, other)), None)
        if at is None:
            pairs.append((None, other))
        else:
            pairs += [(one, None) for one in rest[:at]]
            pairs.append((rest[at], other))
            rest = rest[at + 1 :]
    return pairs + [(one, None) for one in rest]


def _alike(one: str, other: str) -> bool:
    """Whether two paragraphs share so many words that one became the other. Order does not matter here: it is cheap."""
    matcher = SequenceMatcher(None, _WORD.findall(one), _WORD.findall(other), autojunk=False)
    return matcher.quick_ratio() >= ALIKE


def _tokens(one: str | None, other: str | None) -> tuple[Token, ...]:
    if one is None or other is None or one == other:
        op: Op = "insert" if one is None else "delete" if other is None else "equal"
        return (Token(op, other or one or ""),)
    old, new = _WORD.findall(one), _WORD.findall(other)
    if max(len(old), len(new)) > MOST_WORDS:
        return (Token("delete", one), Token("insert", other))
    tokens = []
    for op_, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op_ == "equal":
            tokens.append(Token("equal", "".join(old[i:j])))
            continue
        tokens += [Token("delete", "".join(old[i:j]))] if j > i else []
        tokens += [Token("insert", "".join(new[k:m]))] if m > k else []
    return tuple(tokens)
