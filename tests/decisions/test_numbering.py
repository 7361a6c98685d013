"""Texts that stood before paragraphs had ids get them when the database is brought to this revision."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from api import migrating
from tests.house.test_migrations import _ask, url  # noqa: F401  (a fixture: an empty database of each kind)

BEFORE, AFTER = "20261125_first_tables", "20261125_consensus_complete"
AT = datetime(2026, 11, 20, 7, tzinfo=UTC)
NETWORK, DECISION, EMPTY = (uuid.UUID(int=number) for number in (71, 72, 73))
ROUNDS = ("One.\n\nTwo.\n\nThree.", "One.\n\nAnother.\n\nThree.\n\nFour.")
NOW = "Preamble.\n\nThree.\n\nFour."
COMMON = {"network_id": NETWORK, "version": 1, "created_at": AT}
PLAIN = {"title": '{"en": "Working methods"}', "visibility": "members", "authoritative": "en", "adopted_by": "[]"}


def rows() -> dict[str, list[dict[str, Any]]]:
    heads = [{"id": NETWORK, "slug": "old", "seq": 0, "hash": "0" * 64, "epoch": 0}]
    network = {
        "slug": "old", "code": "OLD", "name": '{"en": "Old"}', "country": '{"en": "Old"}', "time_zone": "Asia/Ashgabat",
        "languages": '["en"]', "demo": False, "silence_minimum_seconds": 60, "silence_default_seconds": 60,
        "small_cell_threshold": 5, "meetings_per_year": 4, "adopted_by": "one", "id": NETWORK, "version": 1,
        "created_at": AT,
    }  # fmt: skip
    decision = {"kind": "other", "state": "revising", "number": "OLD/2026/001", "round_count": 2, "sort_at": AT}
    decisions = [
        {"id": DECISION, "texts": json.dumps({"en": NOW}), **decision, **PLAIN, **COMMON},
        {"id": EMPTY, "texts": "{}", **decision, "state": "draft", "number": None, "round_count": 0, **PLAIN, **COMMON},
    ]
    rounds = [
        {
            "id": uuid.UUID(int=80 + number), "decision_id": DECISION, "number": number, "procedure": "silence",
            "state": "abandoned", "authoritative": "en", "texts": json.dumps({"en": text, "ru": None}),
            "text_hash": "0" * 64, "opened_at": AT, "deadline_at": AT, **COMMON,
        }
        for number, text in enumerate(ROUNDS, start=1)
    ]  # fmt: skip
    return {"journal_heads": heads, "networks": [network], "decisions": decisions, "rounds": rounds}


def stored(connection: sa.Connection) -> None:
    """As that revision stored them."""

    def plain(value: Any) -> Any:
        if connection.dialect.name == "postgresql":
            return value
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if isinstance(value, datetime) else _text(value)

    for name, values in rows().items():
        table = sa.Table(name, sa.MetaData(), autoload_with=connection)
        known = [{key: plain(value) for key, value in row.items() if key in table.c} for row in values]
        connection.execute(table.insert(), known)


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, uuid.UUID) else value


def numbered(connection: sa.Connection) -> tuple[list[Any], list[Any]]:
    decisions = connection.execute(sa.text("SELECT paragraph_ids, paragraph_count FROM decisions ORDER BY id")).all()
    held = connection.execute(sa.text("SELECT paragraph_ids FROM rounds ORDER BY number")).scalars()
    return [(json.loads(ids), given) for ids, given in decisions], [json.loads(ids) for ids in held]


async def test_what_stood_before_gets_its_ids_round_by_round(url: str) -> None:  # noqa: F811
    """A paragraph that reads the same keeps its id from round to round, and none is given twice."""
    await migrating.bring(url, BEFORE)
    await migrating.apply(url, stored)
    await migrating.bring(url, AFTER)
    decisions, held = await _ask(url, numbered)
    assert held == [["p1", "p2", "p3"], ["p1", "p4", "p3", "p5"]]
    assert decisions == [(["p6", "p3", "p5"], 6), ([], 0)]
