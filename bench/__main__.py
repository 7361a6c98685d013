"""`python -m bench`: make the data set, start the targets, ask them in turns, print ratios and goals.

A second run finds the data set again. Nothing else should run on the machine; where something does, only the ratios and
the CPU of a worker per request mean anything.
"""

import argparse
import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path

from bench import report
from bench.client import request
from bench.cluster import Cluster
from bench.data import FULL, SMALL
from bench.loading import load
from bench.requests import Questions
from bench.runner import Contest, Runner
from bench.serve import ROUTES
from bench.targets import Target, start

KINDS = ("bare", "textbook", "ours-computing", "ours")
COMPUTING = ("bare", "textbook", "ours-computing")
HOT = 100


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--database", choices=("postgresql", "sqlite", "both"), default="both")
    parser.add_argument("--small", action="store_true", help="a small data set and short rounds: a look, not a result")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--only", default="", help="questions, by comma: a,b,c,e,f,i,m,o,hot,routes,304")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent.parent / ".cache" / "bench")
    parser.add_argument("--port", type=int, default=8210, help="the first of six")
    return parser.parse_args()


def cores() -> tuple[set[int], set[int]]:
    """The core of the measured worker, and those of load and database."""
    there = sorted(os.sched_getaffinity(0))
    if len(there) < 2:
        raise SystemExit("Two cores are needed: one for the worker, one for the load.")
    return {there[-1]}, set(there[:-1])


@contextmanager
def database(kind: str, given: argparse.Namespace, others: set[int]) -> Iterator[tuple[str, int | None]]:
    """Its URL, filled with the data set, and the process id of its server if it has one."""
    size, name = (SMALL, "small") if given.small else (FULL, "full")
    folder = (given.folder / f"{kind}-{name}").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'bench.sqlite3'}"
        load(url.replace("sqlite:", "sqlite+aiosqlite:"), size, given.seed, folder / "made")
        yield url, None
        return
    cluster = Cluster(folder / "cluster", given.port + 5, others)
    cluster.start()
    try:
        load(cluster.url.replace("postgresql:", "postgresql+asyncpg:"), size, given.seed, folder / "made")
        yield cluster.url, cluster.process.pid if cluster.process else None
    finally:
        cluster.stop()


def contests(questions: Questions, targets: dict[str, Target]) -> Iterator[Contest]:
    """Every question, made when its turn comes, with fresh tokens."""

    def same(asked: list[bytes], *names: str) -> dict[str, list[bytes]]:
        return dict.fromkeys(names, asked)

    questions.sign_in()
    yield Contest("a", "decision, 20 positions", same(questions.decisions(), *COMPUTING))
    questions.sign_in()
    coded, plain = questions.pages(targets["ours-computing"].port)
    yield Contest("b", "50 decisions", {"bare": plain, "textbook": plain, "ours-computing": coded})
    questions.sign_in()
    yield Contest("c", "23 objectives", same(questions.objectives(), *COMPUTING))
    questions.sign_in()
    yield Contest("o", "objective, 20 assessments", same(questions.objective(), "bare", "ours-computing"))
    questions.sign_in()
    yield Contest("i", "indicator, 40 of 60 values", same(questions.indicators(), "bare", "ours-computing"))
    questions.sign_in()
    yield Contest("f", "proposal with budget", same(questions.proposals(), *COMPUTING))
    questions.sign_in()
    yield Contest("m", "meeting, 8 items, 20 invited", same(questions.meetings(), "bare", "ours-computing"))
    questions.sign_in()
    yield Contest("e", "record a position", same(questions.positions(), "bare", "textbook", "ours"))
    questions.sign_in()
    yield Contest("hot", f"{HOT} decisions, replies kept", same(questions.decisions(HOT), "bare", "ours"))
    first, last = ([request("GET", path, {})] for path in ROUTES)
    yield Contest("routes", "constant route", {"ours (first)": first, "ours (last)": last})
    questions.sign_in()
    unchanged = questions.not_modified(targets["ours"].port, 200)
    yield Contest("304", "unchanged decision", {"bare": [request("GET", "/constant", {})], "ours": unchanged})


def measure(kind: str, given: argparse.Namespace) -> list[report.Goal]:
    mine, others = cores()
    wanted = set(filter(None, given.only.split(",")))
    with ExitStack() as stack:
        url, postmaster = stack.enter_context(database(kind, given, others))
        os.sched_setaffinity(0, others)
        questions = Questions(
            url.replace("sqlite:", "sqlite+aiosqlite:").replace("postgresql:", "postgresql+asyncpg:"), given.seed
        )
        targets = {}
        for at, name in enumerate(KINDS):
            targets[name] = start(name, given.port + at, url, given.folder, mine)
            stack.callback(targets[name].stop)
        targets |= {"ours (first)": targets["ours"], "ours (last)": targets["ours"]}
        rounds, seconds = given.rounds or (2 if given.small else 7), given.seconds or (0.5 if given.small else 2.0)
        runner = Runner(targets, postmaster, rounds, seconds)
        held = []
        for contest in contests(questions, targets):
            if not wanted or contest.name in wanted:
                held.append(runner.hold(contest))
                print(f"── {kind}: {contest.name}", flush=True)
        found = report.goals(held, kind == "sqlite") + report.of_process(targets["ours"])
        shown = {name: targets[name] for name in KINDS}
        print(f"\n## {kind}: {rounds} rounds of {seconds:g} s\n\n{report.table(held)}\n", flush=True)
        print(f"{report.verdict(found)}\n\n{report.processes(shown)}\n", flush=True)
        kept = {one.name: {name: asdict(series) for name, series in one.series.items()} for one in held}
        (given.folder / f"{kind}.json").write_text(json.dumps(kept, indent=1))
    os.sched_setaffinity(0, mine | others)
    return found


def main() -> None:
    given = arguments()
    started = time.monotonic()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores before the start", flush=True)
    found = []
    for kind in ("postgresql", "sqlite") if given.database == "both" else (given.database,):
        found += measure(kind, given)
    missed = [goal for goal in found if not goal.reached]
    print(
        f"{len(found) - len(missed)} of {len(found)} goals reached, in {time.monotonic() - started:.0f} s.", flush=True
    )


if __name__ == "__main__":
    main()
