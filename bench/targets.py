"""The processes that are measured: one worker each, pinned to the core of the server; what they and the database burn."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
SECRET = "a secret of the measurement and of nothing else"


@dataclass
class Target:
    """A server under measurement."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    start_seconds: float = 0.0  # of CPU, until it was ready

    def cpu(self) -> float:
        return _cpu(self.process.pid)

    def memory(self) -> float:
        """Resident megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()


def start(kind: str, port: int, url: str, folder: Path, cores: set[int]) -> Target:
    """Start one and wait until it answers."""
    environment = os.environ | {
        "UNMN_DATABASE_URL": url,
        "UNMN_DATA_DIR": str(folder / f"data-{kind}"),
        "UNMN_SECRET": SECRET,
        "UNMN_MFA_REQUIRED": "false",  # the callers are focal points; nobody enrols here
        "UNMN_RATE_LIMIT_PER_MINUTE": "1000000000",
        "UNMN_LOG_LEVEL": "warning",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    (folder / f"data-{kind}").mkdir(parents=True, exist_ok=True)
    here = Path(__file__).parent.parent
    imports = f"from bench.serve import target; target({kind!r})"  # compiled before it starts, as in the image
    subprocess.run([sys.executable, "-c", imports], env=environment, cwd=here, check=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.serve", kind, str(port)],
        env=environment,
        cwd=here,
        stdout=subprocess.DEVNULL,
        stderr=(folder / f"{kind}.log").open("wb"),
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
    )
    target = Target(kind, port, process)
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit(f"{kind} did not start: see {folder / f'{kind}.log'}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/constant", timeout=1).close()
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.05)
        else:
            break
    target.start_seconds = target.cpu()
    return target


def _cpu(pid: int) -> float:
    """Seconds of CPU, user and system, of all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def database_cpu(postmaster: int | None) -> float:
    """Seconds of CPU of PostgreSQL and its children; 0 where the database lives inside the worker."""
    if postmaster is None:
        return 0.0
    total = _cpu(postmaster)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == postmaster:
            total += (int(fields[11]) + int(fields[12])) / TICK
    return total
