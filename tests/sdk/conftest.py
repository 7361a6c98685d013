"""Both Python SDKs, generated once, and a server with a demo of its own."""

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from api.demo.cast import address
from api.settings import DEMO_PASSWORD
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


SDKS = {"openapi-python-client": generated.PythonClient, "openapi-generator": generated.GeneratedClient}


@pytest.fixture(params=SDKS)
def kind(request: pytest.FixtureRequest, sdks: dict[str, str]) -> str:
    return str(request.param)


@pytest.fixture
def people(kind: str, server: Process) -> Callable[[str], generated.Sdk]:
    """A signed-in caller by name; each signs in once."""
    signed_in: dict[str, generated.Sdk] = {}

    def person(name: str) -> generated.Sdk:
        if name not in signed_in:
            signed_in[name] = SDKS[kind](server.url, address(name), DEMO_PASSWORD)
        return signed_in[name]

    return person
