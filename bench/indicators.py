"""`python -m bench.indicators`: do indicators stay as quick when a network's values grow from 10 thousand to 1 million?

Two networks in one database, the second with a hundred times the indicators; each indicator has ten organisations and
24 quarters. Asked in turns: the list, one indicator, its table by sex, the values of one period, those that wait; and
one value approved, figures and all. Figures are the database's and the view's time, at best of many; ratios count.
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import migrating
from api.app import create_app
from api.indicators import bulk, reporting, service, table_views, value_views, views
from api.indicators.models import Indicator, IndicatorFigure, IndicatorValue
from api.indicators.rules import Number, Scale, key_of
from api.indicators.schemas import IndicatorCreate
from api.indicators.values import IndicatorKind
from api.kernel import unit
from api.kernel.access import Call
from api.kernel.clock import now_utc
from api.kernel.db import new_id
from api.members.actors import posts_of
from api.periods.rules import between, parse
from api.settings import Settings
from bench.cluster import Cluster
from tests.make import Make, Network

MOST = 2.0
ORGANISATIONS = tuple(f"O{at:02}" for at in range(10))
QUARTERS = [str(each) for each in between(parse("2019-Q1"), parse("2024-Q4"))]
CELLS = {key_of({"sex": sex}): Number(count) for sex, count in (("female", 61), ("male", 47))}
SCALE = Scale(IndicatorKind.QUANTITY)
BATCH = 20_000


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.indicators", description=__doc__)
    parser.add_argument("--database", choices=("postgresql", "sqlite", "both"), default="both")
    parser.add_argument("--few", type=int, default=10_000, help="values of the first network")
    parser.add_argument("--many", type=int, default=1_000_000, help="values of the second network")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--port", type=int, default=8232, help="of the PostgreSQL that is started for it")
    return parser.parse_args()


async def fill(make: Make, network: Network, values: int) -> list[UUID]:
    """Indicators with approved values, as the services would leave them; the first is made by them."""
    wanted = {
        "code": "I-00000",
        "title": {"en": "People reached"},
        "unit": {"en": "people"},
        "accumulates": "sum",
        "dimensions": ["sex"],
        "responsible_id": network.organisations[ORGANISATIONS[0]],
        "reporter_ids": [network.organisations[name] for name in ORGANISATIONS[1:]],
    }

    async def define(call: Call) -> dict[str, Any]:
        row = await service.create(call, IndicatorCreate.model_validate(wanted))
        await call.session.flush()
        return {column.key: getattr(row, column.key) for column in sa.inspect(Indicator).columns}

    like = await make.act("secretariat", define, network)
    ids = [like["id"]]
    count = values // (len(ORGANISATIONS) * len(QUARTERS))
    ids += [new_id() for _ in range(count - 1)]

    async def write(call: Call) -> None:
        connection = await call.session.connection()
        for table, rows in _rows(network, ids, like):
            for start in range(0, len(rows), BATCH):
                await connection.execute(sa.insert(table), rows[start : start + BATCH])
        for text in _multiplied(connection.dialect.name, str(network.id), str(ids[0])):
            await connection.exec_driver_sql(text)

    await make.as_platform(write, network)
    return ids


def _rows(network: Network, ids: list[UUID], like: dict[str, Any]) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """(table, rows): the indicators, and the values of the first."""
    worked = bulk.computed(CELLS, SCALE)
    whole = sum(number.value or 0 for number in CELLS.values()) * len(ORGANISATIONS)
    point = {"value": str(whole), "numerator": None, "denominator": None, "suppressed": None}
    points = [point | {"period": period, "organisations": list(ORGANISATIONS)} for period in QUARTERS]
    summary = {"last": points[-1], "recent": points[-8:], "target": None, "status": "no_target"}
    kept = {"series": {"periods": points, "years": []}, "summary": summary}
    kept |= {"published": kept["series"], "published_summary": summary}
    at = now_utc()
    yield Indicator.__table__, [like | kept | {"id": id, "code": f"I-{n:05}"} for n, id in enumerate(ids) if n]
    yield (
        IndicatorValue.__table__,
        [
            {"id": new_id(), "created_at": at, "version": 3, "network_id": network.id, "period": period}
            | {"indicator_id": ids[0], "organisation_id": network.organisations[name], "acronym": name}
            | {"state": "approved", "approved_at": at, "submitted_at": at}
            | worked
            for period in QUARTERS
            for name in ORGANISATIONS
        ],
    )
    yield (
        IndicatorFigure.__table__,
        [
            {"network_id": network.id, "indicator_id": ids[0], "period": period, **key._asdict()}
            | {"organisation_count": len(ORGANISATIONS), **number._asdict()}
            for period in QUARTERS
            for key, number in {key_of({}): Number(whole), **CELLS}.items()
        ],
    )


def _multiplied(dialect: str, network: str, first: str) -> Iterator[str]:
    """The values and figures of the first indicator for every other one, and the cells of all: by the database alone."""
    others = f"i.network_id = '{network}' AND i.id <> '{first}'"
    made = {  # near to its neighbours, as ids are that are given in the order of time
        "sqlite": "substr(i.id, 1, 24) || lower(hex(randomblob(6)))",
        "postgresql": "(substr(i.id::text, 1, 24) || substr(md5(random()::text), 1, 12))::uuid",
    }[dialect]
    for table, own in ((IndicatorValue.__table__, "id"), (IndicatorFigure.__table__, "")):
        names = [column.name for column in table.columns]
        given = {own: made, "indicator_id": "i.id"}
        taken = ", ".join(given.get(name, f"t.{name}") for name in names)
        yield (
            f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {taken} FROM {table.name} t, indicators i "
            f"WHERE t.network_id = '{network}' AND t.indicator_id = '{first}' AND {others}"
        )
    for key, number in CELLS.items():
        yield (
            "INSERT INTO indicator_cells (network_id, value_id, place, dims, value) "
            f"SELECT network_id, id, '', '{key.dims}', {number.value} FROM indicator_values WHERE network_id = '{network}'"
        )


Ask = Callable[[Call, UUID], Awaitable[Any]]
ASKED: dict[str, Ask] = {
    "list of 40": lambda call, id: views.indicators(call, "code", 40, None, None, state="active"),
    "one indicator": lambda call, id: views.indicator(call, id),
    "table by sex": lambda call, id: table_views.table(call, id, table_views.Asked(("sex",))),
    "values of a period": lambda call, id: value_views.values(call, "-period", 50, None, period=QUARTERS[-1]),
    "values of an indicator": lambda call, id: value_views.values(call, "-period", 50, None, indicator_id=id),
    "values that wait": lambda call, id: value_views.values(call, "-period", 50, None, state="submitted"),
}


async def reading(make: Make, network: Network) -> Call:
    head = await unit.head_of(make.kernel, network.slug)
    async with make.kernel.database.session() as session:
        posts = await posts_of(session, network.people["o03"].id, now_utc())
    call = unit.system_call(make.kernel, head)
    call.actor = type(call.actor)(network.people["o03"].id, posts)
    return call


async def approved(make: Make, network: Network, ids: list[UUID], times: int) -> float:
    """Seconds that an approval takes at best: of one value of a quarter in which ten organisations report."""
    took = []
    for at in range(times):
        indicator = ids[(at * 7919) % len(ids)]
        found = sa.select(IndicatorValue.id).where(
            IndicatorValue.network_id == network.id, IndicatorValue.indicator_id == indicator
        )

        async def again(call: Call, found: Any = found) -> None:
            value_id = (await call.session.execute(found.limit(1))).scalar_one()
            held = await reporting.lock(call, value_id, match=False)
            await reporting.give_back(call, *held, "reopen", "Measured.")
            held[1].state = "submitted"
            await reporting.approve(call, *held)

        began = time.perf_counter()
        await make.act("secretariat", again, network)
        took.append(time.perf_counter() - began)
    return min(took)


async def measure(url: str, folder: Path, given: argparse.Namespace) -> bool:
    await migrating.bring(url)
    shell = create_app(Settings(database_url=url, data_dir=folder, demo=True))
    await shell.kernel.open()
    try:
        make = Make(shell.kernel, "x")
        kind = shell.kernel.database.dialect
        sides = []
        for count in (given.few, given.many):
            network = await make.network(members=("IOM", *ORGANISATIONS))
            began = time.perf_counter()
            ids = await fill(make, network, count)
            print(f"{kind}: {count} values in {time.perf_counter() - began:.0f} s", flush=True)
            sides.append((network, ids, await reading(make, network)))
        async with shell.kernel.database.session() as session:
            await session.execute(sa.text("ANALYZE"))
            await session.commit()
        good = True
        for name, ask in ASKED.items():
            best = await _best(ask, sides, given.times)
            good = _told(kind, name, best) and good
        both = [await approved(make, network, ids, 12) for network, ids, _ in sides]
        return _told(kind, "an approval", both) and good
    finally:
        await shell.kernel.close()


async def _best(ask: Ask, sides: list[Any], times: int) -> list[float]:
    """The middle of the quicker half, of each side, asked in turns: what else runs on the machine slows, never speeds."""
    took: list[list[float]] = [[], []]
    for at in range(times):
        for side, (_, ids, call) in enumerate(sides):
            began = time.perf_counter()
            await ask(call, ids[(at * 7919) % len(ids)])
            took[side].append(time.perf_counter() - began)
    return [statistics.median(sorted(one)[: len(one) // 2]) for one in took]


def _told(kind: str, name: str, both: list[float]) -> bool:
    ratio = both[1] / both[0]
    print(
        f"{kind:11} {name:24} {both[0] * 1e6:9.0f} µs → {both[1] * 1e6:9.0f} µs   {ratio:5.2f}× "
        f"(at most {MOST:.0f}) {'reached' if ratio <= MOST else 'MISSED'}",
        flush=True,
    )
    return ratio <= MOST


def main() -> None:
    given = arguments()
    kinds = ("sqlite", "postgresql") if given.database == "both" else (given.database,)
    good = True
    for kind in kinds:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="unmn-indicators-")))
            folder.chmod(0o755)  # PostgreSQL runs as somebody else
            url = f"sqlite+aiosqlite:///{folder / 'bench.sqlite3'}"
            if kind == "postgresql":
                cluster = Cluster(folder / "postgresql", given.port, set(os.sched_getaffinity(0)))
                cluster.start()
                stack.callback(cluster.stop)
                url = cluster.url.replace("postgresql:", "postgresql+asyncpg:")
            good = asyncio.run(measure(url, folder, given)) and good
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
