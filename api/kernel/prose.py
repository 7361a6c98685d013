"""A text as a small tree, the same for PDF and DOCX: what people wrote in Markdown, and what we set around it.

A block is `{"kind": …}`: paragraph, heading, list, quote, code, rule, numbered, passage, facts, table, chart,
note, page.
A piece of a line is text, strong, emphasis, code, link or break. Nothing of it is ever read as a program.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

Block = dict[str, Any]
Piece = dict[str, Any]
BLANK_LINES = re.compile(r"(?:[ \t]*\n){2,}")
SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
MOST_LEVEL = 6
_READER = MarkdownIt("commonmark", {"html": False, "maxNesting": 12})


def prose(text: str) -> list[Block]:
    """What somebody wrote, in Markdown; HTML in it stays the letters that it is."""
    return _blocks(SyntaxTreeNode(_READER.parse(text)).children)


def paragraphs(text: str) -> list[Block]:
    """The paragraphs of a decision's text, parted by blank lines and numbered as everywhere."""
    parts = [part for part in BLANK_LINES.split(text.strip()) if part.strip()]
    return [{"kind": "numbered", "number": str(at), "blocks": prose(part)} for at, part in enumerate(parts, start=1)]


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> list[Block]:
    return [block for node in nodes for block in _block(node)]


def _block(node: SyntaxTreeNode) -> list[Block]:
    if node.type == "paragraph":
        return [{"kind": "paragraph", "line": _line(node.children)}]
    if node.type == "heading":
        return [{"kind": "heading", "level": int(node.tag[1:]), "line": _line(node.children)}]
    if node.type in ("bullet_list", "ordered_list"):
        items = [_blocks(item.children) for item in node.children]
        start = int(node.attrs.get("start", 1))
        return [{"kind": "list", "ordered": node.type == "ordered_list", "start": start, "items": items}]
    if node.type == "blockquote":
        return [{"kind": "quote", "blocks": _blocks(node.children)}]
    if node.type in ("fence", "code_block"):
        return [{"kind": "code", "text": node.content.rstrip("\n")}]
    return [{"kind": "rule"}] if node.type == "hr" else _blocks(node.children)


def _line(nodes: Iterable[SyntaxTreeNode]) -> list[Piece]:
    return [piece for node in nodes for piece in _piece(node)]


def _piece(node: SyntaxTreeNode) -> list[Piece]:
    if node.type == "inline":
        return _line(node.children)
    if node.type in ("text", "code_inline"):
        return [{"kind": "text" if node.type == "text" else "code", "text": node.content}]
    if node.type in ("strong", "em"):
        return [{"kind": "strong" if node.type == "strong" else "emphasis", "line": _line(node.children)}]
    if node.type == "softbreak":
        return [{"kind": "text", "text": " "}]
    if node.type == "hardbreak":
        return [{"kind": "break"}]
    if node.type == "link":
        href = str(node.attrs.get("href", ""))
        line = _line(node.children)
        return [{"kind": "link", "href": href, "line": line}] if SAFE_LINK.fullmatch(href) and line else line
    return [{"kind": "text", "text": node.content}]  # of a picture: what it says in words


# ── what we set ourselves ───────────────────────────────────────────────────────────────────────────────────────────


def text(said: str, *, strong: bool = False) -> list[Piece]:
    """A line without Markdown: its letters as they stand."""
    piece: Piece = {"kind": "text", "text": said}
    return [{"kind": "strong", "line": [piece]}] if strong else [piece]


def paragraph(*lines: str | list[Piece]) -> Block:
    pieces: list[Piece] = []
    for line in lines:
        pieces += text(line) if isinstance(line, str) else line
    return {"kind": "paragraph", "line": pieces}


def heading(said: str, level: int = 1) -> Block:
    return {"kind": "heading", "level": level, "line": text(said)}


def note(said: str) -> Block:
    """Small print."""
    return {"kind": "note", "line": text(said)}


def passage(language: str, blocks: list[Block]) -> Block:
    """Blocks in a language of their own, so that they are read aloud and broken into lines as such."""
    return {"kind": "passage", "language": language, "blocks": blocks}


def facts(*rows: tuple[str, str]) -> Block:
    """A short list of what is what."""
    return {"kind": "facts", "rows": [list(row) for row in rows]}


def column(said: str, width: str = "1fr", *, numeric: bool = False) -> dict[str, Any]:
    """A column of a table; `width` is `auto` or a share (`2fr`)."""
    return {"text": said, "width": width, "numeric": numeric}


def cell(said: str, *, mark: str = "", strong: bool = False, code: bool = False) -> dict[str, Any]:
    """A cell of a table, with the mark of a position before its word where there is one."""
    return {"text": said, "mark": mark, "strong": strong, "code": code}


def table(columns: Sequence[dict[str, Any]], rows: Iterable[Sequence[str | dict[str, Any]]]) -> Block:
    """Rows under a header that every page repeats."""
    cells = [[cell(each) if isinstance(each, str) else each for each in row] for row in rows]
    return {"kind": "table", "columns": list(columns), "rows": cells}


def chart(shape: str, alt: str, **given: Any) -> Block:
    """A drawing: bars, heat or lines, with the words for whoever does not see it. See `papers/charts.typ`."""
    return {"kind": "chart", "shape": shape, "alt": alt, **given}


PAGE: Block = {"kind": "page"}


def page(number: int) -> Block:
    """A new page with this number: other pages come before it where papers are bound together."""
    return {"kind": "page", "number": number}


def levelled(blocks: Iterable[Block], above: int = 0, last: int = 0) -> tuple[list[Block], int]:
    """The tree with headings that skip no level, as assistive technology asks; those that people wrote lie below ours."""
    done: list[Block] = []
    for block in blocks:
        block = dict(block)
        if block["kind"] == "heading":
            last = block["level"] = min(block["level"] + above, last + 1, MOST_LEVEL)
        elif "blocks" in block:
            block["blocks"], last = levelled(block["blocks"], max(above, 2), last)
        elif block["kind"] == "list":
            items = []
            for item in block["items"]:
                made, last = levelled(item, max(above, 2), last)
                items.append(made)
            block["items"] = items
        done.append(block)
    return done, last
