"""A PostgreSQL of one's own for the time of a measurement, on the core of the load."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "512MB",
    "max_connections": "100",
    "autovacuum": "off",  # nothing else runs while it is measured; the data set is analysed once
    "checkpoint_timeout": "30min",
    "max_wal_size": "4GB",
}


def binaries() -> Path:
    """The folder with `initdb`: the newest on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    beside = shutil.which("initdb")
    if not found and beside is None:
        raise SystemExit("PostgreSQL is not on this machine: install it, or measure with --database sqlite.")
    return found[-1].parent if found else Path(str(beside)).parent


class Cluster:
    """`initdb` where nothing is, then a server until `stop`. PostgreSQL never runs as root: then it is `postgres`."""

    def __init__(self, directory: Path, port: int, cores: set[int]) -> None:
        self.directory, self.port, self.cores = directory, port, cores
        self.bin = binaries()
        self.process: subprocess.Popen[bytes] | None = None
        self.own: dict[str, Any] = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}

    @property
    def url(self) -> str:
        return f"postgresql://unmn@127.0.0.1:{self.port}/unmn"

    def start(self) -> None:
        fresh = not (self.directory / "PG_VERSION").exists()
        if fresh:
            self.directory.mkdir(parents=True, exist_ok=True)
            if self.own:
                shutil.chown(self.directory, "postgres", "postgres")
            self._run("initdb", "-D", str(self.directory), "-U", "unmn", "-A", "trust", "-E", "UTF8", "--locale", "C")
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        options += ["-c", "unix_socket_directories="]
        self.process = subprocess.Popen(
            [str(self.bin / "postgres"), "-D", str(self.directory), "-p", str(self.port), *options],
            stdout=subprocess.DEVNULL,
            stderr=(self.directory.parent / "postgresql.log").open("ab"),
            cwd="/",
            preexec_fn=lambda: os.sched_setaffinity(0, self.cores),
            **self.own,
        )
        self._wait()
        if fresh:
            self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "unmn", "unmn")

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(2)  # SIGINT: fast shutdown
            self.process.wait(timeout=60)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self.bin / program), *arguments], capture_output=True, text=True, cwd="/", **self.own
        )
        if done.returncode:
            raise SystemExit(f"{program}: {done.stderr.strip()}")

    def _wait(self) -> None:
        for _ in range(300):
            if self.process is not None and self.process.poll() is not None:
                raise SystemExit(f"PostgreSQL did not start: see {self.directory.parent / 'postgresql.log'}")
            try:
                socket.create_connection(("127.0.0.1", self.port), 0.2).close()
            except OSError:
                time.sleep(0.1)
            else:
                return time.sleep(0.3)
        raise SystemExit("PostgreSQL did not answer within 30 seconds.")
