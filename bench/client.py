"""A load of keep-alive connections, each asking again as soon as it is answered. Its own parsing: little else is cheaper."""

import asyncio
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass
class Load:
    """What a round saw."""

    seconds: float = 0
    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    bytes: int = 0
    refused: bytes = b""

    @property
    def count(self) -> int:
        return len(self.latencies)

    def quantile(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Caller(asyncio.Protocol):
    """One connection."""

    def __init__(self, requests: Iterator[bytes], load: Load, until: float) -> None:
        self.requests, self.load, self.until = requests, load, until
        self.buffer = b""
        self.wanted = -1
        self.started = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport  # uvloop's is no asyncio.Transport
        self._ask()

    def _ask(self) -> None:
        if time.perf_counter() >= self.until:
            self.transport.close()
            if not self.done.done():
                self.done.set_result(None)
            return
        self.buffer, self.wanted = b"", -1
        self.started = time.perf_counter()
        self.transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if self.wanted < 0:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            found = LENGTH.search(self.buffer, 0, end)
            self.wanted = end + 4 + (int(found[1]) if found and self.buffer[9:12] != b"304" else 0)
        if len(self.buffer) >= self.wanted:
            self._answered()

    def _answered(self) -> None:
        load, status = self.load, int(self.buffer[9:12])
        load.latencies.append(time.perf_counter() - self.started)
        load.statuses[status] = load.statuses.get(status, 0) + 1
        load.bytes += len(self.buffer)
        if status >= 400:
            load.refused = self.buffer
        self._ask()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(error or ConnectionError("the server closed the connection"))


async def run(port: int, requests: list[bytes], connections: int, seconds: float, start: int = 0) -> Load:
    """Ask for so many seconds; the requests in turn, from `start` on, spread over the connections."""
    load, loop = Load(), asyncio.get_running_loop()
    turn = cycle(requests[start % len(requests) :] + requests[: start % len(requests)])
    begun = time.perf_counter()
    callers = []
    for _ in range(connections):
        _, caller = await loop.create_connection(lambda: Caller(turn, load, begun + seconds), "127.0.0.1", port)
        callers.append(caller)
    await asyncio.gather(*(caller.done for caller in callers))
    load.seconds = time.perf_counter() - begun
    return load


def request(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in headers.items())]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body
