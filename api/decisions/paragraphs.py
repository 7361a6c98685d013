"""Paragraphs with ids that stay: plain functions over texts, without I/O.

A paragraph keeps its id while it reads alike, whatever happens around it; an id is given once and never again.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from api.kernel.diff import lined_up, paragraphs

Version = tuple[Mapping[str, Any], str]  # texts by language, and which of them is authoritative


class Ids(NamedTuple):
    """The ids of a text's paragraphs in their order, and how many were ever given."""

    ids: list[str]
    given: int


def renumbered(old: str, held: Ids, new: str) -> Ids:
    """The ids of the new text: paragraphs that stand or read alike keep theirs, the others get new ones."""
    known, count, ids = iter(held.ids), held.given, []
    for before, after in lined_up(old, new):
        kept = next(known, None) if before is not None else None
        if after is None:
            continue
        if kept is None:
            count += 1
            kept = f"p{count}"
        ids.append(kept)
    return Ids(ids, count)


def translated(old: str, held: Ids, new: str) -> Ids:
    """The authoritative text is another language's now: paragraph by paragraph the same, if there are as many."""
    if len(paragraphs(new)) == len(held.ids):
        return held
    return renumbered(old, held, new)


def stale_after(before: Version, after: Version, stale: Sequence[str], checked: Sequence[str] = ()) -> list[str]:
    """Translations whose source has changed and they have not: until their own words change or somebody has checked."""
    (old, _), (new, source) = before, after
    moved = old.get(source) != new.get(source) or source in stale
    kept = {language for language, text in new.items() if language != source and text and text == old.get(language)}
    return sorted(kept & ({*stale} | (kept if moved else set())) - {*checked})


def of_change(before: Version, held: Ids, after: Version) -> Ids:
    """The ids after a change of (texts by language, authoritative language)."""
    (old_texts, old_language), (new_texts, new_language) = before, after
    old, new = old_texts.get(old_language) or "", new_texts.get(new_language) or ""
    return renumbered(old, held, new) if old_language == new_language else translated(old, held, new)


def reading(text: str, ids: Sequence[str], paragraph_id: str) -> str | None:
    """How a paragraph reads; None if the text has no such paragraph."""
    held = dict(zip(ids, paragraphs(text), strict=False))
    return held[paragraph_id].rstrip() if paragraph_id in held else None


def rewritten(text: str, held: Ids, paragraph_id: str, words: str) -> tuple[str, Ids]:
    """The text with one paragraph put into other words. It keeps its id; no words leave it out, further paragraphs
    among them get ids of their own."""
    at, parts, words = held.ids.index(paragraph_id), paragraphs(text), words.strip()
    gap = parts[at][len(parts[at].rstrip()) :]
    further = [f"p{held.given + number}" for number in range(1, len(paragraphs(words)))]
    ids = [*held.ids[:at], *([paragraph_id, *further] if words else []), *held.ids[at + 1 :]]
    whole = [*parts[:at], words + gap if words else "", *parts[at + 1 :]]
    return "".join(whole).strip(), Ids(ids, held.given + len(further))


def ids_for(text: str, ids: Sequence[str]) -> Sequence[str | None]:
    """The ids by which the paragraphs of a text in any language go: a translation's, if it has as many paragraphs."""
    count = len(paragraphs(text))
    return ids if count == len(ids) else [None] * count
