"""A backup comes back whole, says what is lost by it, and its return is on record."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from api import migrating, operating
from api.journal import anchors
from api.kernel import unit
from api.kernel.lock import hold
from api.kernel.runtime import Kernel
from api.members.actors import load_actor
from api.networks import service as networks
from api.networks.schemas import NetworkCreate
from api.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(database_url=f"sqlite:///{tmp_path / 'unmn.sqlite3'}", data_dir=tmp_path, secret="s" * 40)
    migrating.move(made.url)
    return made


def _act(settings: Settings, *codes: str) -> None:
    """Found networks, and sign the heads."""
    import asyncio

    async def run() -> None:
        kernel = Kernel(settings, load_actor, {}, {})
        await kernel.open()
        for code in codes:
            wanted = NetworkCreate(slug=f"net-{code.lower()}", code=code, name={"en": code}, country={"en": code})
            await unit.perform(kernel, unit.system_call(kernel, None), lambda call, w=wanted: networks.create(call, w))
        await anchors.write(kernel, again=True)
        await kernel.close()

    asyncio.run(run())


def _networks(settings: Settings) -> list[Any]:
    connection = sqlite3.connect(settings.data_dir / "unmn.sqlite3")
    rows = connection.execute("SELECT code FROM networks ORDER BY code").fetchall()
    connection.close()
    return [row[0] for row in rows]


def test_a_backup_comes_back_and_what_is_lost_is_told(settings: Settings) -> None:
    _act(settings, "AAA")
    stored = settings.data_dir / "files" / "one"
    stored.parent.mkdir()
    stored.write_text("kept")
    target = settings.data_dir / "kept" / "backup.tar.gz"
    operating.backup(settings, target)
    assert target.stat().st_mode & 0o077 == 0
    _act(settings, "BBB")
    stored.write_text("changed")
    said = operating.restore(settings, target)
    assert _networks(settings) == ["AAA"]
    assert stored.read_text() == "kept"
    assert "platform: 1 entries written after this backup are lost" in said
    assert "net-bbb: 1 entries written after this backup are lost" in said
    assert "platform: entries 1 to 2 hold" in said
    connection = sqlite3.connect(settings.data_dir / "unmn.sqlite3")
    kind, payload = connection.execute("SELECT kind, payload FROM journal_entries ORDER BY at DESC").fetchone()
    connection.close()
    assert kind == "platform.restored"
    assert json.loads(payload)["row"]["entries_lost"] == 2


def test_nothing_is_restored_while_the_platform_runs(settings: Settings) -> None:
    target = settings.data_dir / "backup.tar.gz"
    operating.backup(settings, target)
    held = hold(settings)
    assert held is not None
    with pytest.raises(SystemExit, match="running"):
        operating.restore(settings, target)
    held.close()


def test_a_backup_overwrites_nothing(settings: Settings) -> None:
    target = settings.data_dir / "backup.tar.gz"
    target.write_text("something")
    with pytest.raises(SystemExit, match="there already"):
        operating.backup(settings, target)
    assert target.read_text() == "something"


async def test_first_accounts_and_officers_are_made_from_the_command_line(tmp_path: Path) -> None:
    made = Settings(database_url=f"sqlite:///{tmp_path / 'unmn.sqlite3'}", data_dir=tmp_path, secret="s" * 40)
    await migrating.bring(made.url)
    said = await operating.create_account(made, "first@example.org", "First Person", True)
    assert "/invitation#" in said
    with pytest.raises(SystemExit, match="no network"):
        await operating.appoint(made, "nowhere", "first@example.org", "IOM", "secretariat")
