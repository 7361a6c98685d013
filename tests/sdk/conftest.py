"""Both Python SDKs, generated once, and a server with a demo of its own."""

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.reliability.processes import Nursery, Process, Template
from tests.sdk import generated


@pytest.fixture(scope="session")
def sdks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Generated and importable; what each generator said."""
    folder: Path = tmp_path_factory.mktemp("sdks")
    said = {"unmn_client": generated.make_python_client(folder), "unmn_sdk": generated.make_generated_client(folder)}
    places = [str(folder), str(folder / "generated")]
    sys.path[:0] = places
    yield said
    sys.path[:] = [place for place in sys.path if place not in places]


@pytest.fixture(scope="session")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Process]:
    """The demo, where a silence may be a second, served by a process."""
    nursery = Nursery()
    demo = Template(nursery, tmp_path_factory.mktemp("demo"), "")
    await demo.load()
    yield (await demo.platform.serve())[0]
    demo.platform.kill()
    nursery.close()
