"""Papers: what is printed, as PDF/UA by typst. One house style sets them all; data goes in as data, never as a program.

The typesetter runs in two threads of its own (it lets the others run), in a folder that holds its templates and nothing
else, with the fonts that it ships. It has no network: no template names a package.
"""

import asyncio
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar
from urllib.parse import quote

from starlette.responses import Response

from api.kernel import letters
from api.kernel.access import Call, Visibility
from api.kernel.clock import now_utc
from api.kernel.prose import Block, levelled, note
from api.kernel.words import say

T = TypeVar("T")
P = ParamSpec("P")
PDF = "application/pdf"
STANDARD: Literal["ua-1"] = "ua-1"
TEMPLATES = Path(__file__).parent / "papers"
_workers = ThreadPoolExecutor(2, "papers")


@dataclass(frozen=True)
class Sheet:
    """What every paper says of itself, on each of its pages."""

    language: str
    network: str
    paper: str  # what it is: proof of consultation
    title: str
    visibility: Visibility
    number: str = ""
    beside: str = ""  # under the number: round 2
    printed: str = ""  # when, and for whom
    landscape: bool = False
    pages: int = 0  # of the whole, where this paper is bound with others; 0: its own

    @property
    def band(self) -> str:
        return say(f"visibility.{self.visibility}", self.language)


def printed(call: Call, language: str, zone: str) -> str:
    """When a paper was printed, and for which organisation."""
    return say("paper.printed", language, at=now_utc(), by=call.actor.acronym(call.network_id) or "–", zone=zone)


async def pdf(sheet: Sheet, body: Sequence[Block], template: str = "paper.typ") -> bytes:
    """The paper as PDF/UA-1: tagged, with its language and title."""
    return await aside(_pdf, sheet, list(body), template)


async def aside(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Make a paper or a table beside the loop, two at a time."""
    return await asyncio.get_running_loop().run_in_executor(_workers, partial(work, *given, **named))


def _pdf(sheet: Sheet, body: list[Block], template: str) -> bytes:
    blocks, _ = levelled(body)
    data = _shown(_data(sheet, blocks))
    if letters.INSTEAD in json.dumps(data, ensure_ascii=False):
        data["body"].append(note(say("paper.letters", sheet.language)))
    import typst  # heavy, and seldom wanted: only who needs it pays for it

    return typst.compile(
        str(_folder() / template),
        root=str(_folder()),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=STANDARD,
        package_path=str(_folder()),
        package_cache_path=str(_folder()),
    )


def picture(chart: Block, language: str, form: Literal["png", "svg"]) -> bytes:
    """A chart alone, as it stands on the paper. It takes a moment: call it beside the loop."""
    import typst

    made = typst.compile(
        str(_folder() / "chart.typ"),
        root=str(_folder()),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps({"language": language, "chart": _shown(chart)})},
        format=form,
        ppi=180,
        package_path=str(_folder()),
        package_cache_path=str(_folder()),
    )
    return made[0] if isinstance(made, list) else made


def _data(sheet: Sheet, blocks: list[Block]) -> dict[str, Any]:
    pages = say("paper.page", sheet.language, page="{page}", pages=str(sheet.pages or "{pages}"))
    return {"sheet": asdict(sheet) | {"band": sheet.band, "pages": pages}, "body": blocks}


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return letters.shown(value)
    if isinstance(value, list):
        return [_shown(each) for each in value]
    if isinstance(value, dict):
        return {name: _shown(each) for name, each in value.items()}
    return value


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False)


@cache
def _folder() -> Path:
    """The typesetter's whole world: a copy of the templates."""
    folder = Path(tempfile.mkdtemp(prefix="unmn-papers-"))
    for template in TEMPLATES.glob("*.typ"):
        shutil.copy(template, folder)
    return folder


# ── giving out ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Download(Response):
    """A file made for this reader, to be kept: never opened in place, and not remembered by us."""

    def __init__(self, content: bytes, media_type: str, name: str, headers: dict[str, str] | None = None) -> None:
        kept = {
            "content-disposition": disposition(name),
            "content-security-policy": "sandbox; default-src 'none'",
            "cache-control": "private, no-cache",
        }
        super().__init__(content, 200, kept | (headers or {}), media_type)


def disposition(name: str) -> str:
    """An attachment under its name, for every browser (RFC 6266, RFC 5987)."""
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_. ") else "-" for letter in name)
    coded = quote(name, safe="")
    return f'attachment; filename="{plain}"' + ("" if plain == name else f"; filename*=UTF-8''{coded}")


def file_name(number: str, *more: str) -> str:
    """A register number and what follows it as the name of a file: TKM-2026-003-record.pdf."""
    return "-".join([number.replace("/", "-"), *more[:-1]]) + "." + more[-1]


def described(*media: str) -> dict[int | str, dict[str, Any]]:
    """For `responses=` of a route that gives out a file of one of these kinds."""
    schema = {"type": "string", "format": "binary"}
    return {200: {"description": "The file, as an attachment", "content": {each: {"schema": schema} for each in media}}}
