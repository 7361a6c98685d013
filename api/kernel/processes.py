"""A process of its own for work that is heavy, or that nobody vouches for: bounded in time and memory, and ours to end.

It gets one order as JSON and tells, line by line, how far it is; its last line is the answer. Whatever a hostile file
makes it do takes only this process with it.
"""

import asyncio
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = str(Path(__file__).resolve().parent.parent.parent)
LONGEST = 4_000_000  # letters of a line


class Died(Exception):
    """It ended without an answer: too long, too large, or broken."""


async def run(
    module: str,
    order: dict[str, Any],
    *,
    seconds: int,
    memory: int,
    heard: Callable[[dict[str, Any]], None] | None = None,
) -> Any:
    """The answer of `module`'s `main(order)`. `heard` gets what it tells on the way. Raises Died."""
    begin = f"import sys; sys.path.insert(0, {ROOT!r}); from api.kernel import processes; processes.serve({module!r})"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-c",
        begin,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=LONGEST,
        env={"UNMN_BOUNDS": f"{seconds},{memory}"},
    )
    try:
        async with asyncio.timeout(seconds * 2):
            return await _heard(process, json.dumps(order).encode(), heard)
    except (TimeoutError, ValueError, ConnectionError) as error:
        raise Died from error
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _heard(
    process: asyncio.subprocess.Process, order: bytes, heard: Callable[[dict[str, Any]], None] | None
) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(order)
    process.stdin.write_eof()
    async for line in process.stdout:
        told = json.loads(line)
        if "answer" in told:
            return told["answer"]
        if heard is not None:
            heard(told)
    raise Died


# ── in the process ──────────────────────────────────────────────────────────────────────────────────────────────────


def serve(module: str) -> None:
    """Bound this process, then do what was ordered."""
    import importlib
    import os

    seconds, memory = (int(bound) for bound in os.environ.pop("UNMN_BOUNDS").split(","))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)  # whoever waits for a page goes first
    tell({"answer": importlib.import_module(module).main(json.loads(sys.stdin.read()))})


def tell(said: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(said, separators=(",", ":")) + "\n")
    sys.stdout.flush()
