"""The measurement measures what the platform does: its data set fits the tables, and its limit answers the same data."""

import asyncio
import datetime
import json
import sqlite3
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from api.decisions import views as decisions
from api.indicators import views as indicators
from api.indicators.value_views import MOST_ORGANISATIONS
from api.kernel.db import Database
from api.kernel.fragments import SEAM
from api.kernel.views import PoolSource, spread
from api.meetings import views as meetings
from api.objectives import views as objectives
from api.proposals import views as proposals
from bench import statements
from bench.data import Maker, Size
from bench.loading import load

TINY = Size(1, 9, 8, 5)
NOW = statements.NOW


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    """The data set at its smallest, on SQLite."""
    path = tmp_path_factory.mktemp("bench") / "bench.sqlite3"
    load(f"sqlite+aiosqlite:///{path}", TINY, 7, path.parent / "made")
    return path


def test_equal_seeds_make_equal_rows_and_others_do_not():
    def told(seed: int) -> str:
        return repr([(table.name, rows) for table, rows in Maker(TINY, seed).rows()])

    assert told(7) == told(7)
    assert told(7) != told(8)


def _whole(row) -> str:
    return f'{row[0][:-1]},"rounds":{decisions.whole(row)[0]}}}'


def _ours(file: Path, view, said=itemgetter(0), **params) -> list[str]:
    async def read() -> list[str]:
        database = Database(f"sqlite+aiosqlite:///{file}")
        await database.open()
        try:
            return [said(row) for row in await view.fetch(PoolSource(database), reach=3, **params)]
        finally:
            await database.close()

    return asyncio.run(read())


def _theirs(file: Path, text: str, *arguments: Any) -> list[str]:
    connection = sqlite3.connect(file)
    try:
        return [row[0] for row in connection.execute(text, arguments)]
    finally:
        connection.close()


def _ids(file: Path, table: str) -> list[tuple[str, str]]:
    connection = sqlite3.connect(file)
    try:
        return connection.execute(f"SELECT network_id, id FROM {table} ORDER BY id").fetchall()
    finally:
        connection.close()


def test_the_limit_answers_the_same_decisions(file):
    today = datetime.date(2026, 11, 25)
    for network, id in _ids(file, "decisions"):
        (ours,) = _ours(file, decisions.SINGLE["sqlite"], _whole, network_id=network, id=id, today=today)
        (theirs,) = _theirs(file, statements.decision(statements.Sqlite), "network-01", id)
        mine, limit = json.loads(ours), json.loads(theirs)
        assert len(mine["rounds"][0]["positions"]) == 20
        assert limit["rounds"] == mine["rounds"]
        assert {name: mine[name] for name in limit} == limit


def test_the_limit_answers_the_same_proposals(file):
    for network, id in _ids(file, "proposals"):
        (ours,) = _ours(file, proposals.ONE, network_id=network, id=id)
        (theirs,) = _theirs(file, statements.proposal(statements.Sqlite), "network-01", id)
        mine, limit = json.loads(ours)["budget"], json.loads(theirs)["budget"]
        assert len(limit["lines"]) >= 36
        assert (limit["lines"], limit["total"], limit["totals"]) == (mine["lines"], mine["total"], mine["totals"])


def test_the_limit_answers_the_same_meetings(file):
    today = datetime.date(2026, 11, 25)
    for network, id in _ids(file, "meetings"):
        (ours,) = _ours(file, meetings.SINGLE["sqlite"], network_id=network, id=id, today=today)
        (theirs,) = _theirs(file, statements.meeting(statements.Sqlite), "network-01", id)
        mine, limit = json.loads(ours), json.loads(theirs)
        assert (len(limit["agenda_items"]), len(limit["invitations"])) == (8, 20)
        assert {name: mine[name] for name in limit} == limit


def test_the_limit_answers_the_same_objectives(file):
    network = _ids(file, "objectives")[0][0]
    mine = [json.loads(text) for text in _ours(file, objectives.OVERVIEW, network_id=network, now=NOW)]
    limit = [json.loads(text) for text in _theirs(file, statements.objectives(statements.Sqlite), "network-01")]
    assert len(limit) == 23
    assert [{name: one[name] for name in other} for one, other in zip(mine, limit, strict=True)] == limit


def test_the_limit_answers_the_same_indicator(file):
    network, id = _ids(file, "indicators")[0]
    nobody = spread("organisation", (), MOST_ORGANISATIONS)

    def whole(row) -> str:
        lists, values = (json.dumps([json.loads(each) for each in indicators.pieces(row[at])[0]]) for at in (6, 7))
        return f'{row[0][:-1]},"dimensions":{lists},"values":{values},"locks":{row[8]}}}'

    (mine,) = map(json.loads, _ours(file, indicators.BY_ID, whole, network_id=network, key=id, **nobody))
    (limit,) = map(json.loads, _theirs(file, statements.indicator(statements.Sqlite), "network-01", id))
    assert len(mine["values"]) == 40
    assert mine == limit


def test_the_limit_answers_the_same_objective(file):
    network = _ids(file, "objectives")[0][0]

    def whole(row) -> str:
        assessments = row[3].rpartition(SEAM)[0].replace(SEAM, "")
        return f'{row[0][:-1]},"assessments":{assessments},"locks":{row[4]}}}'

    (mine,) = (
        json.loads(text) for text in _ours(file, objectives.SINGLE, whole, network_id=network, number=7, now=NOW)
    )
    (limit,) = (json.loads(text) for text in _theirs(file, statements.objective(statements.Sqlite), "network-01", 7))
    assert len(limit["assessments"]) == 20
    assert {name: mine[name] for name in limit} == limit
