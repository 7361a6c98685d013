"""One process per embedded database; a worker that goes on after a failure; probes that tell the truth."""

import asyncio
from pathlib import Path

import httpx
import pytest

from api import migrating, serving
from api.journal import anchors
from api.kernel.lock import Held, hold
from api.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{tmp_path / 'unmn.sqlite3'}", data_dir=tmp_path, secret="s" * 40)


def test_a_second_process_on_one_file_is_refused(settings: Settings) -> None:
    first = hold(settings)
    assert first is not None
    with pytest.raises(Held):
        hold(settings)
    first.close()
    again = hold(settings)
    assert again is not None
    again.close()


async def test_readiness_waits_for_the_migrations_and_liveness_does_not(settings: Settings) -> None:
    shell = serving.create_app(settings)
    await shell.kernel.open()
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=shell), base_url="http://127.0.0.1:8000")
    async with client:
        assert (await client.get("/health/live")).status_code == 200
        assert (await client.get("/health/ready")).status_code == 503
        await migrating.bring(settings.url)
        assert (await client.get("/health/ready")).status_code == 200
    await shell.kernel.close()


async def test_the_worker_signs_the_day_and_survives_what_fails(settings: Settings, monkeypatch) -> None:
    await migrating.bring(settings.url)
    kernel = serving.create_app(settings).kernel
    await kernel.open()
    tried = []

    async def failing(_: object) -> int:
        tried.append(1)
        raise OSError("the relay is away")

    monkeypatch.setattr(serving.deliveries, "send_due", failing)
    monkeypatch.setattr(serving, "PAUSE", 0.01)
    worker = serving.Worker(kernel)
    await worker.start()
    for _ in range(200):
        await asyncio.sleep(0.01)
        if len(tried) > 2 and anchors.read(settings):
            break
    await worker.stop()
    await kernel.close()
    assert len(tried) > 2
    _, heads = anchors.read(settings)[0]
    assert heads is not None
    assert heads["platform"]["seq"] == 0
