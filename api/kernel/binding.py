"""PDF files of others: counted and bound together, in a process of their own that is small, short and has no network.

Nobody vouches for such a file. A reader that loops or grows on one takes only this process with it; the file is then
listed by its name, like any that is no PDF. `python -m api.kernel.binding` reads one order from its standard input.
"""

import asyncio
import json
import resource
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SECONDS, MEMORY = 20, 1_500_000_000
MOST_PAGES = 1_000
_turns = asyncio.Semaphore(2)


@dataclass(frozen=True)
class Part:
    """Pages of a file, in the order in which they are bound. `until` is the first that no longer belongs."""

    path: str
    since: int
    until: int


@dataclass(frozen=True)
class Mark:
    """An entry of the contents that readers show beside the pages."""

    title: str
    page: int


async def count(content: bytes) -> int | None:
    """How many pages a PDF has; None where it cannot be read, is locked, or has too many."""
    with tempfile.NamedTemporaryFile(prefix="unmn-count-", suffix=".pdf") as file:
        await asyncio.to_thread(Path(file.name).write_bytes, content)
        answer = await _run({"count": file.name})
    pages = (answer or {}).get("pages")
    return pages if isinstance(pages, int) and 0 < pages <= MOST_PAGES else None


async def bind(parts: Sequence[Part], marks: Sequence[Mark], title: str, language: str) -> bytes | None:
    """One PDF of all parts, with an outline; None where one of them cannot be read after all."""
    with tempfile.NamedTemporaryFile(prefix="unmn-bound-", suffix=".pdf") as file:
        order = {
            "parts": [asdict(part) for part in parts],
            "marks": [asdict(mark) for mark in marks],
            "title": title,
            "language": language,
            "into": file.name,
        }
        if await _run(order) is None:
            return None
        return await asyncio.to_thread(Path(file.name).read_bytes)


async def _run(order: dict[str, Any]) -> dict[str, Any] | None:
    async with _turns:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            str(Path(__file__)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={},
        )
        try:
            said, _ = await asyncio.wait_for(process.communicate(json.dumps(order).encode()), SECONDS * 2)
        except TimeoutError:
            process.kill()
            await process.wait()
            return None
        except BaseException:
            process.kill()
            raise
    if process.returncode != 0:
        return None
    answer: dict[str, Any] = json.loads(said)
    return answer


# ── in the process ──────────────────────────────────────────────────────────────────────────────────────────────────


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    order = json.loads(sys.stdin.read())
    print(json.dumps(_count(order["count"]) if "count" in order else _bind(order)))


def _count(path: str) -> dict[str, int]:
    from pypdf import PdfReader

    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"pages": 0}
    return {"pages": len(reader.pages)}


def _bind(order: dict[str, Any]) -> dict[str, int]:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    writer = PdfWriter()
    readers: dict[str, Any] = {}
    for part in order["parts"]:
        reader = readers.get(part["path"])
        if reader is None:
            reader = readers[part["path"]] = PdfReader(part["path"], strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise SystemExit(3)
        writer.append(reader, pages=(part["since"], part["until"]), import_outline=False)
    _harmless(writer)
    for mark in order["marks"]:
        writer.add_outline_item(title=mark["title"], page_number=mark["page"])
    writer.add_metadata({"/Title": order["title"]})
    writer.root_object[NameObject("/Lang")] = TextStringObject(order["language"])
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    writer.write(order["into"])
    return {"pages": len(writer.pages)}


def _harmless(writer: Any) -> None:
    """Nothing in the papers of others acts by itself: no scripts, no attachments, no forms."""
    for name in ("/OpenAction", "/AA", "/AcroForm", "/Names"):
        if name in writer.root_object:
            del writer.root_object[name]
    for page in writer.pages:
        if "/AA" in page:
            del page["/AA"]


if __name__ == "__main__":
    main()
