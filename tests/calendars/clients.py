"""Calendar programs as people have them: khal reads a folder, vdirsyncer fills it from an address; and a real server."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn

FORMAT = "{start}|{end}|{title}|{location}|{status}|{repeat-symbol}{description}"
KHAL = """[calendars]
[[network]]
path = {folder}
[locale]
local_timezone = Asia/Ashgabat
default_timezone = Asia/Ashgabat
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = network
[sqlite]
path = {root}/khal.db
"""
VDIRSYNCER = """[general]
status_path = "{root}/status/"
[pair network]
a = "local"
b = "remote"
collections = null
conflict_resolution = "b wins"
[storage local]
type = "filesystem"
path = "{folder}"
fileext = ".ics"
[storage remote]
type = "http"
url = "{url}"
"""


class Program:
    """One person's calendar programs, with a folder of their own."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "network"
        self.folder.mkdir()
        (root / "khal.conf").write_text(KHAL.format(root=root, folder=self.folder), encoding="utf-8")

    async def _run(self, *command: str) -> str:
        own = {"HOME": str(self.root), "XDG_CONFIG_HOME": str(self.root), "XDG_DATA_HOME": str(self.root)}
        environment = {**os.environ, **own, "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"}
        process = await asyncio.create_subprocess_exec(
            str(Path(sys.executable).parent / command[0]),
            *command[1:],
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        async with asyncio.timeout(60):
            out, _ = await process.communicate()
        assert process.returncode == 0, out.decode()
        return out.decode()

    async def take(self, text: str) -> None:
        """As somebody who opens the attachment of a mail."""
        file = self.root / "invite.ics"
        file.write_text(text, encoding="utf-8", newline="")
        await self._run("khal", "-c", str(self.root / "khal.conf"), "import", "--batch", "-a", "network", str(file))

    async def days(self, first: datetime, last: datetime) -> list[list[str]]:
        """What stands in the calendar: start, end, title, place, status, description."""
        span = [f"{at:%Y-%m-%d}" for at in (first, last)]
        options = ["list", "--format", FORMAT, "--day-format", "", "--once"]
        out = await self._run("khal", "-c", str(self.root / "khal.conf"), *options, *span)
        return [line.split("|") for line in out.splitlines() if line.count("|") >= 4]

    async def subscribe(self, url: str) -> None:
        conf = VDIRSYNCER.format(root=self.root, folder=self.folder, url=url)
        (self.root / "vdirsyncer.conf").write_text(conf, encoding="utf-8")
        await self._run("vdirsyncer", "-c", str(self.root / "vdirsyncer.conf"), "discover")

    async def refresh(self) -> None:
        await self._run("vdirsyncer", "-c", str(self.root / "vdirsyncer.conf"), "sync")


@asynccontextmanager
async def served(shell: Any) -> AsyncIterator[str]:
    """The application at a real address, for programs that know no other."""
    server = uvicorn.Server(uvicorn.Config(shell, port=0, log_level="error", lifespan="off"))
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  (it tells by a flag alone)
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await task
