"""`python -m bench.feed`: what readers who wait for the journal cost whoever writes.

Positions are recorded in one network while 0 and then 500 readers wait, in turns: in another network, where nothing
happens, and in the same one, where each entry is told to all of them. The figure is CPU of the worker for each
position; the ratio to none waiting is taken within each round. Answers to the readers of the same network are work of
its own, which is shown as CPU for each answer.
"""

import argparse
import asyncio
import json
import statistics
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import uvloop

from bench.__main__ import cores, database
from bench.client import LENGTH, request
from bench.requests import Questions
from bench.targets import Target, database_cpu, start

READERS = 500
PACE = 0.02  # seconds between two positions: fifty a second is far beyond any network
MOST = 1.1  # how much dearer a position may be while they wait


@dataclass
class Figures:
    """Microseconds of the worker and of the database for each position; answers given to readers meanwhile."""

    cpu: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)  # ms, of every position
    database: list[float] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    written: list[int] = field(default_factory=list)

    def add(self, cpu: float, database: float, answers: int, took: list[float]) -> None:
        self.cpu.append(cpu)
        self.database.append(database)
        self.answers.append(answers)
        self.written.append(len(took))
        self.latencies += took


class Reader(asyncio.Protocol):
    """Waits for the next entry, and asks for the one after it."""

    def __init__(self, path: str, headers: dict[str, str], after: int) -> None:
        self.path, self.headers, self.after = path, headers, after
        self.buffer, self.wanted, self.answers = b"", -1, 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport
        self._ask()

    def _ask(self) -> None:
        self.buffer, self.wanted = b"", -1
        self.transport.write(request("GET", f"{self.path}?after={self.after}&wait=25", self.headers))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if self.wanted < 0:
            end = self.buffer.find(b"\r\n\r\n")
            found = LENGTH.search(self.buffer, 0, end) if end >= 0 else None
            self.wanted = end + 4 + int(found[1]) if found else -1
        if 0 <= self.wanted <= len(self.buffer):
            self.answers += 1
            self.after = int(self.buffer.rpartition(b'"head_seq":')[2].partition(b",")[0])
            self._ask()


async def _write(port: int, asked: Any, seconds: float) -> list[float]:
    """Positions at a steady pace on one connection; how many ms each took."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    loop, took = asyncio.get_running_loop(), list[float]()
    begun = loop.time()
    while (sent := loop.time()) - begun < seconds:
        writer.write(next(asked))
        head = await reader.readuntil(b"\r\n\r\n")
        found = LENGTH.search(head)
        await reader.readexactly(int(found[1]) if found else 0)
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"refused: {head[:200]!r}")
        took.append((loop.time() - sent) * 1000)
        await asyncio.sleep(max(0.0, begun + len(took) * PACE - loop.time()))
    writer.close()
    return took


async def _round(
    target: Target, postmaster: int | None, asked: Any, waiting: tuple[str, dict[str, str], int] | None, seconds: float
) -> tuple[float, float, int, list[float]]:
    """(CPU µs, database µs for each position, answers to readers, ms of each position) of one round."""
    loop, readers = asyncio.get_running_loop(), []
    for _ in range(READERS if waiting else 0):
        made = partial(Reader, *(waiting or ()))
        readers.append((await loop.create_connection(made, "127.0.0.1", target.port))[1])
    await asyncio.sleep(1)
    before = sum(reader.answers for reader in readers)
    cpu, database = target.cpu(), database_cpu(postmaster)
    took = await _write(target.port, asked, seconds)
    count = len(took)
    cpu, database = target.cpu() - cpu, database_cpu(postmaster) - database
    answers = sum(reader.answers for reader in readers) - before
    for reader in readers:
        reader.transport.close()
    return cpu * 1e6 / count, database * 1e6 / count, answers, took


def measure(kind: str, given: argparse.Namespace) -> bool:
    mine, others = cores()
    with ExitStack() as stack:
        url, postmaster = stack.enter_context(database(kind, given, others))
        driver = url.replace("sqlite:", "sqlite+aiosqlite:").replace("postgresql:", "postgresql+asyncpg:")
        target = start("ours", given.port, url, given.folder, mine)
        stack.callback(target.stop)
        questions = Questions(driver, given.seed)
        here, elsewhere = questions.places[0], questions.places[1]
        figures = {"nobody waits": Figures(), "500 wait elsewhere": Figures(), "500 wait here": Figures()}
        for _ in range(given.rounds):
            questions.sign_in()
            asked = cycle(_positions(questions, here))
            for name, place in zip(figures, (None, elsewhere, here), strict=True):
                waiting = _waiting(questions, target, place) if place else None
                with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                    one = runner.run(_round(target, postmaster, asked, waiting, given.seconds))
                figures[name].add(*one)
    return _told(kind, figures)


def _positions(questions: Questions, place: Any) -> list[bytes]:
    """Every open decision of a network answered once so and once otherwise."""
    return [
        questions.ask(
            place,
            f"/decisions/{id}/rounds/1/positions/{place.organisation}",
            "PUT",
            json.dumps({"value": value}).encode(),
            If_Match="*",
        )
        for value in ("support", "no_objection")
        for id in place.open
    ]


def _waiting(questions: Questions, target: Target, place: Any) -> tuple[str, dict[str, str], int]:
    path = f"/api/v1/networks/{place.slug}/journal"
    _, body = questions.reply(target.port, request("GET", f"{path}/head", questions.headers[place.slug]))
    return path, questions.headers[place.slug], int(json.loads(body)["seq"])


def _told(kind: str, figures: dict[str, Figures]) -> bool:
    alone = figures["nobody waits"]
    print(f"\n## {kind}\n")
    print("| | CPU µs a position | database µs | of nobody waiting | p50 ms | p99 ms | answers | CPU µs an answer |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    reached = True
    for name, one in figures.items():
        ratio = _ratio(one, alone)
        reached &= ratio <= MOST
        more = sum((a - b) * n for a, b, n in zip(one.cpu, alone.cpu, one.written, strict=True))
        each = f"{more / sum(one.answers):.0f}" if sum(one.answers) > READERS else ""
        cpu, database = statistics.median(one.cpu), statistics.median(one.database)
        centiles = statistics.quantiles(one.latencies, n=100)
        times = f"{centiles[49]:.1f} | {centiles[98]:.1f}"
        print(f"| {name} | {cpu:.0f} | {database:.0f} | {ratio:.2f} | {times} | {sum(one.answers)} | {each} |")
    sign = "✓" if reached else "✗"
    print(f"\n{sign} a position while 500 wait: at most {MOST:g} of its CPU while nobody does", flush=True)
    return reached


def _ratio(one: Figures, alone: Figures) -> float:
    return statistics.median(a / b for a, b in zip(one.cpu, alone.cpu, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.feed", description=__doc__)
    parser.add_argument("--database", choices=("postgresql", "sqlite", "both"), default="both")
    parser.add_argument("--small", action="store_true", help="a small data set")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20.0, help="of a round: a telling and the rest after it")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent.parent / ".cache" / "bench")
    parser.add_argument("--port", type=int, default=8230, help="the first of six")
    given = parser.parse_args()
    kinds = ("postgresql", "sqlite") if given.database == "both" else (given.database,)
    reached = [measure(kind, given) for kind in kinds]
    print(f"{sum(reached)} of {len(reached)} goals reached.", flush=True)


if __name__ == "__main__":
    main()
