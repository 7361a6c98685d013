"""Interleaved rounds: in each round every target is asked the same for the same time, in a turning order; medians."""

import asyncio
import statistics
from dataclasses import dataclass, field

import uvloop

from bench import client
from bench.targets import Target, database_cpu

CONNECTIONS = 32


@dataclass
class Round:
    """What one target did in one round."""

    rate: float
    cpu: float  # µs of the worker per request
    database: float  # µs of PostgreSQL per request
    p50: float
    p99: float
    bytes: float


@dataclass
class Series:
    """One target's rounds for one question."""

    rounds: list[Round] = field(default_factory=list)

    def median(self, name: str) -> float:
        return statistics.median(getattr(one, name) for one in self.rounds)


@dataclass
class Contest:
    """One question put to several targets."""

    name: str
    says: str
    asked: dict[str, list[bytes]]  # by target
    series: dict[str, Series] = field(default_factory=dict)

    def ratio(self, name: str, other: str, figure: str = "rate") -> float:
        """How `name` stands to `other`: the median of the ratios within each round. More is better for both figures."""
        pairs = zip(self.series[name].rounds, self.series[other].rounds, strict=True)
        ratios = [getattr(one, figure) / getattr(two, figure) for one, two in pairs if getattr(two, figure)]
        found = statistics.median(ratios) if ratios else 0.0
        return 1 / found if figure != "rate" and found else found


@dataclass
class Runner:
    targets: dict[str, Target]
    postmaster: int | None
    rounds: int
    seconds: float

    def hold(self, contest: Contest) -> Contest:
        """Warm each target up, then run the rounds."""
        names = list(contest.asked)
        for name in names:
            self._round(name, contest.asked[name], min(1.0, self.seconds), 0)
        for at in range(self.rounds):
            for name in names[at % len(names) :] + names[: at % len(names)]:
                place = (at + 1) * 7919
                one = self._round(name, contest.asked[name], self.seconds, place)
                contest.series.setdefault(name, Series()).rounds.append(one)
        return contest

    def _round(self, name: str, asked: list[bytes], seconds: float, start: int) -> Round:
        target = self.targets[name]
        cpu, database = target.cpu(), database_cpu(self.postmaster)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            load = runner.run(client.run(target.port, asked, CONNECTIONS, seconds, start))
        cpu, database = target.cpu() - cpu, database_cpu(self.postmaster) - database
        if load.refused:
            raise SystemExit(f"{name} refused: {load.refused[:600]!r}")
        count = load.count
        micro = 1_000_000 / count
        return Round(
            count / load.seconds,
            cpu * micro,
            database * micro,
            load.quantile(0.5) * 1000,
            load.quantile(0.99) * 1000,
            load.bytes / count,
        )
