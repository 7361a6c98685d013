"""One process per embedded database, backups that come back whole, and nothing restored under a running platform."""

import json
from pathlib import Path
from typing import Any

import pytest

from api import migrating
from tests.reliability.conftest import DATABASE
from tests.reliability.processes import NETWORK, Platform, person, until

TABLES = sorted(migrating.tables().tables)
MOVED = {"journal_entries", "journal_heads", "restorations"}  # by the restore itself, which is on record
pytestmark = pytest.mark.usefixtures("postgresql_tools")


async def _everything(platform: Platform) -> dict[str, list[str]]:
    """Every row of every table, as text, in order."""
    return {table: sorted(map(str, await platform.rows(f"SELECT * FROM {table}"))) for table in TABLES}


async def _all_has_left(platform: Platform) -> bool:
    return (await platform.rows("SELECT count(*) FROM deliveries WHERE state = 'queued'"))[0][0] == 0


async def _write(platform: Platform, titles: tuple[str, ...]) -> None:
    server = (await platform.serve(worker=False))[0]
    async with person(server, "secretariat") as client:
        for title in titles:
            reply = await client.post(f"{NETWORK}/meetings", json={"title": {"en": title}})
            assert reply.status_code == 201


def _restored(platform: Platform, source: Path) -> Any:
    return platform.run("restore", str(source), "--yes", check=False)


async def test_a_backup_comes_back_without_a_difference(platform: Platform, tmp_path: Path) -> None:
    target = tmp_path / "backup.tar.gz"
    await _write(platform, ("Before",))
    if platform.embedded:  # its own worker sends what is queued
        await until("all mail has left", lambda: _all_has_left(platform))
    before = await _everything(platform)
    platform.run("backup", str(target))  # while it serves
    refused = _restored(platform, target)
    assert refused.returncode != 0
    assert "stop" in refused.stderr
    assert await _everything(platform) == before
    platform.kill()
    await _write(platform, ("After",))
    platform.kill()
    assert await _everything(platform) != before
    done = _restored(platform, target)
    assert done.returncode == 0, done.stderr
    after = await _everything(platform)
    restorations = await platform.rows("SELECT payload FROM journal_entries WHERE kind = 'platform.restored'")
    assert len(restorations) == 1, "the restore is on record"
    assert json.loads(restorations[0][0])["row"]["backup_at"]
    for table in set(TABLES) - MOVED:
        assert after[table] == before[table], table
    assert set(before["journal_entries"]) < set(after["journal_entries"])
    assert len(after["journal_entries"]) == len(before["journal_entries"]) + 1
    assert platform.run("verify").stdout.count(" hold") >= 2
    titles = [row[0] for row in await platform.rows("SELECT title FROM meetings")]
    assert any('"Before"' in title for title in titles)
    assert not any('"After"' in title for title in titles)


if DATABASE == "sqlite":

    async def test_a_second_process_on_the_same_file_is_refused(platform: Platform) -> None:
        first = (await platform.serve())[0]
        second = platform.run("serve", check=False)
        assert second.returncode != 0
        assert "Another process serves this database" in second.stderr
        async with person(first, "secretariat") as client:
            assert (await client.get(NETWORK)).status_code == 200

    async def test_more_workers_need_postgresql(platform: Platform) -> None:
        refused = platform.run("serve", "--workers", "2", check=False)
        assert refused.returncode == 2
        assert "PostgreSQL" in refused.stderr
