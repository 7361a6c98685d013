"""Every test there is, one step after the other, each with its time; stops at the first that fails."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "deploy"))
import bootstrap  # noqa: E402

PY = str(bootstrap.PYTHON)
PYTEST = [PY, "-m", "pytest", "-n", "2", "--dist", "loadscope"]
STEPS: list[tuple[str, list[str], str, dict[str, str]]] = [
    ("ruff", [PY, "-m", "ruff", "check", "."], "", {}),
    ("format", [PY, "-m", "ruff", "format", "--check", "."], "", {}),
    ("types", [PY, "-m", "mypy"], "", {}),
    ("python on SQLite", [*PYTEST, "tests", "--ignore=tests/sdk"], "", {"UNMN_TEST_DATABASE": "sqlite"}),
    ("python on PostgreSQL", [*PYTEST, "tests", "--ignore=tests/sdk"], "", {"UNMN_TEST_DATABASE": "postgresql"}),
    ("frontend", ["npm", "run", "check"], "frontend", {}),
    ("size of the first page", ["npm", "run", "size"], "frontend", {}),
    ("contract lint", ["npm", "run", "contract:lint"], "frontend", {}),
    ("SDKs", [PY, "-m", "pytest", "tests/sdk"], "", {}),
    ("browser journey", ["npm", "run", "e2e"], "frontend", {}),
]
COUNTS = re.compile(r"(\d+) (passed|failed)")


def main() -> None:
    wanted = set(sys.argv[1:])
    passed, begun = 0, time.monotonic()
    path = f"{bootstrap.node()}{os.pathsep}{os.environ['PATH']}"
    for name, command, folder, extra in STEPS:
        if wanted and name not in wanted:
            continue
        print(f"\n═══ {name}", flush=True)
        started = time.monotonic()
        environment = {**os.environ, "PATH": path, "CI": "true", **extra}
        process = subprocess.Popen(
            command, cwd=ROOT / folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        lines = []
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
        code = process.wait()
        tests = sum(int(count) for count, word in COUNTS.findall("".join(lines[-15:])) if word == "passed")
        passed += max(tests, 1)
        print(f"═══ {name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
        if code:
            print(f"\nStopped at “{name}”.\n{passed - max(tests, 1)} passed, 1 failed", flush=True)
            raise SystemExit(1)
    print(f"\nAll in {time.monotonic() - begun:.0f} s.\n{passed} passed, 0 failed", flush=True)


if __name__ == "__main__":
    main()
