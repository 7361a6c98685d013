"""`python -m bench.imports`: how long 100 000 rows take from the upload to the last cell, and again when nothing changes.

The platform's own worker does it, in a process that serves nothing else: the figure is what somebody waits. Beside it,
the longest that the event loop was held up meanwhile, which is what everybody else waits.
"""

import argparse
import asyncio
import itertools
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

from api import migrating
from api.app import create_app
from api.indicators import import_service, service
from api.indicators.schemas import IndicatorCreate
from api.kernel import tables
from api.kernel.access import Call
from api.kernel.job_running import Jobs
from api.kernel.jobs import Job
from api.kernel.tables import Column
from api.settings import Settings
from bench.cluster import Cluster
from tests.make import Make

GOAL = 30.0
HEAD = ("indicator", "period", "organisation", "place", "sex", "age", "value")
PLACES = ("", "TM-A", "TM-B", "TM-D", "TM-L", "TM-M", "TM-S")
SEXES = ("", "female", "male")
AGES = ("", "0-4", "5-9", "10-14", "15-17", "18-24", "25-34", "35-44", "45-54", "55-64")
ORGANISATIONS = ("IOM", "UNDP")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.imports", description=__doc__)
    parser.add_argument("--database", choices=("postgresql", "sqlite", "both"), default="both")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--port", type=int, default=8230, help="of the PostgreSQL that is started for it")
    parser.add_argument("--format", choices=("xlsx", "csv"), default="xlsx")
    return parser.parse_args()


def rows(count: int, codes: list[str]) -> Iterator[list[Any]]:
    """Every part of every value, indicator by indicator, until there are enough."""
    periods = [f"{year}-H{half}" for year in range(2010, 2026) for half in (1, 2)]
    places = itertools.product(codes, periods, ORGANISATIONS)
    parts = list(itertools.product(PLACES, SEXES, AGES))
    for at, (place, part) in enumerate(itertools.islice(itertools.product(places, parts), count)):
        yield [*place, *part, at % 9_973]


async def file(kind: str, count: int, codes: list[str]) -> bytes:
    columns = [Column(name) for name in HEAD]
    if kind == "csv":
        return await tables.as_csv(columns, rows(count, codes))
    return await tables.xlsx("values", columns, rows(count, codes), "UTC")


async def longest_pause(until: asyncio.Event) -> float:
    """How long the loop was held up at most."""
    longest = 0.0
    while not until.is_set():
        began = time.perf_counter()
        await asyncio.sleep(0.005)
        longest = max(longest, time.perf_counter() - began - 0.005)
    return longest


async def once(make: Make, name: str, content: bytes) -> dict[str, Any]:
    """Import a file; seconds, the longest pause, and what it came to."""

    async def ask(call: Call) -> UUID:
        return (await import_service.ask(call, name, content, dry_run=False)).id

    before, began, over = spent(), time.perf_counter(), asyncio.Event()
    pausing = asyncio.create_task(longest_pause(over))
    id = await make.act("secretariat", ask)
    await Jobs(make.kernel).all()
    took = time.perf_counter() - began
    over.set()
    async with make.kernel.database.session() as session:
        job = await session.get(Job, id)
    assert job is not None
    if job.state != "done":
        raise SystemExit(f"{job.state}: {json.dumps(job.problem)} {json.dumps(job.result)[:2000]}")
    return {"seconds": took, "cpu": spent() - before, "pause": await pausing, "report": job.result}


def spent() -> float:
    """CPU of this process and those that it started, in seconds: what a busy machine does not change."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


async def measure(url: str, folder: Path, given: argparse.Namespace) -> None:
    await migrating.bring(url)
    shell = create_app(Settings(database_url=url, data_dir=folder, demo=True))
    await shell.kernel.open()
    try:
        make = Make(shell.kernel, "x")
        home = await make.home()
        reporters = [home.organisations[name] for name in ORGANISATIONS]
        needed = -(-given.rows // (len(PLACES) * len(SEXES) * len(AGES) * len(ORGANISATIONS) * 32))
        codes = [f"IND-{number}" for number in range(needed)]

        async def define(call: Call) -> None:
            for code in codes:
                wanted = {
                    "code": code,
                    "title": {"en": f"Indicator {code}"},
                    "kind": "quantity",
                    "unit": {"en": "people"},
                    "frequency": "half_year",
                    "dimensions": ["sex", "age"],
                    "by_place": True,
                    "responsible_id": reporters[0],
                    "reporter_ids": reporters[1:],
                }
                await service.create(call, IndicatorCreate.model_validate(wanted))

        await make.act("secretariat", define)
        content = await file(given.format, given.rows, codes)
        name = f"values.{given.format}"
        for said in ("new", "the same again"):
            told = await once(make, name, content)
            cells = told["report"]["cells"]
            print(
                f"{url.partition(':')[0]:20} {given.rows} rows, {len(content) / 1e6:.1f} MB {given.format}, {said}: "
                f"{told['seconds']:.1f} s (goal {GOAL:.0f}), {told['cpu']:.1f} s of CPU, loop held up {told['pause'] * 1000:.0f} ms at most; "
                f"new {cells['new']}, unchanged {cells['unchanged']}"
            )
    finally:
        await shell.kernel.close()


def main() -> None:
    given = arguments()
    kinds = ("sqlite", "postgresql") if given.database == "both" else (given.database,)
    for kind in kinds:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="unmn-imports-")))
            url = f"sqlite+aiosqlite:///{folder / 'bench.sqlite3'}"
            if kind == "postgresql":
                folder.chmod(0o755)  # PostgreSQL never runs as root, and has to come in
                cluster = Cluster(folder / "postgresql", given.port, set(os.sched_getaffinity(0)))
                cluster.start()
                stack.callback(cluster.stop)
                url = cluster.url.replace("postgresql:", "postgresql+asyncpg:")
            asyncio.run(measure(url, folder, given))


if __name__ == "__main__":
    main()
